/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done with a cohort. Each is one act, and one undo takes it back. */

#include "config.h"

#include "lnet-cohort-page-private.h"

#include "lnet-certificate-edit.h"
#include "lnet-cohort-dialog.h"
#include "lnet-day.h"
#include "lnet-member-picker.h"
#include "lnet-cohort-session-dialog.h"

#include <glib/gi18n-lib.h>

static LnetSession *
get_session (LnetCohortPage *self)
{
  return lnet_cohort_source_get_session (self->source);
}

static void
on_chosen (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (LnetCohortPage) self = LNET_COHORT_PAGE (user_data);
  g_autoptr (GArray) chosen = lnet_member_picker_choose_finish (result, NULL);
  g_autoptr (LnetTransaction) tx = lnet_transaction_new ("enrol");
  g_autofree char *today = lnet_day_today ();
  g_autofree char *toast = NULL;

  if (chosen == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  for (guint i = 0; i < chosen->len; i++)
    lnet_certificate_enrol (tx, lnet_cohort_source_get_id (self->source), &g_array_index (chosen, LnetId, i), today);
  toast = g_strdup_printf (ngettext ("%u member enrolled", "%u members enrolled", chosen->len), chosen->len);
  lnet_session_commit (get_session (self), g_steal_pointer (&tx), toast);
}

void
lnet_cohort_page_enrol (LnetCohortPage *self)
{
  LnetCohort *cohort = lnet_cohort_source_get_cohort (self->source);
  g_autoptr (GArray) there = g_array_new (FALSE, FALSE, sizeof (LnetId));

  g_return_if_fail (LNET_IS_COHORT_PAGE (self));

  if (cohort == NULL)
    return;
  for (guint i = 0; i < cohort->participants->len; i++)
    g_array_append_val (there, ((LnetParticipant *) g_ptr_array_index (cohort->participants, i))->member);
  lnet_member_picker_choose (GTK_WIDGET (self), get_session (self), _("Enrol Members"),
                             LNET_MEMBER_PICKER_SEVERAL, there, self->cancellable, on_chosen, g_object_ref (self));
}

static void
enrol (GtkWidget  *widget,
       const char *action,
       GVariant   *parameter)
{
  lnet_cohort_page_enrol (LNET_COHORT_PAGE (widget));
}

static void
take_roll (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  LnetCohortPage *self = LNET_COHORT_PAGE (widget);
  LnetCohort *cohort = lnet_cohort_source_get_cohort (self->source);
  guint place = cohort != NULL ? lnet_cohort_find_roll_session (cohort) : G_MAXUINT;

  if (place != G_MAXUINT)
    lnet_cohort_page_show (self, "roll", &((LnetCohortSession *) g_ptr_array_index (cohort->sessions, place))->id);
}

static void
add_session (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  LnetCohortPage *self = LNET_COHORT_PAGE (widget);

  if (lnet_cohort_source_get_cohort (self->source) != NULL)
    lnet_cohort_session_dialog_present (self->source, NULL, widget);
}

static void
edit (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  LnetCohortPage *self = LNET_COHORT_PAGE (widget);

  if (lnet_cohort_source_get_cohort (self->source) != NULL)
    lnet_cohort_dialog_present_edit (self->source, widget);
}

static void
open_program (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  LnetCohortPage *self = LNET_COHORT_PAGE (widget);
  LnetCohort *cohort = lnet_cohort_source_get_cohort (self->source);

  if (cohort != NULL)
    lnet_cohort_page_show (self, "program", &cohort->program->id);
}

static void
delete_cohort (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  LnetCohortPage *self = LNET_COHORT_PAGE (widget);
  LnetCohort *cohort = lnet_cohort_source_get_cohort (self->source);
  g_autoptr (LnetTransaction) tx = lnet_transaction_new ("cohort-delete");
  g_autofree char *toast = NULL;

  if (cohort == NULL)
    return;
  /* Translators: a cohort's name */
  toast = g_strdup_printf (_("%s is in the Trash"), cohort->name);
  lnet_transaction_delete (tx, LNET_TABLE_COHORT, &cohort->id);
  lnet_session_commit (get_session (self), g_steal_pointer (&tx), toast);
  gtk_widget_activate_action (widget, "navigation.pop", NULL);
}

static LnetCohortSession *
find_session (LnetCohortPage *self,
              GVariant       *parameter)
{
  LnetCohort *cohort = lnet_cohort_source_get_cohort (self->source);
  LnetId id;
  guint place;

  if (cohort == NULL || !lnet_id_from_string (g_variant_get_string (parameter, NULL), &id))
    return NULL;
  place = lnet_cohort_find_session (cohort, &id);
  return place != G_MAXUINT ? g_ptr_array_index (cohort->sessions, place) : NULL;
}

static void
edit_session (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  LnetCohortPage *self = LNET_COHORT_PAGE (widget);
  LnetCohortSession *session = find_session (self, parameter);

  if (session != NULL)
    lnet_cohort_session_dialog_present (self->source, &session->id, widget);
}

static void
cancel_session (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  LnetCohortPage *self = LNET_COHORT_PAGE (widget);
  LnetCohortSession *session = find_session (self, parameter);
  g_autoptr (LnetTransaction) tx = NULL;

  if (session == NULL)
    return;
  tx = lnet_transaction_new (session->cancelled ? "session-edit" : "session-cancel");
  lnet_transaction_set_text (tx, LNET_SESSION_STATUS, &session->id, session->cancelled ? "planned" : "cancelled");
  lnet_session_commit (get_session (self), g_steal_pointer (&tx),
                       session->cancelled ? _("The session will be held") : _("Session cancelled"));
}

static void
delete_session (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  LnetCohortPage *self = LNET_COHORT_PAGE (widget);
  LnetCohortSession *session = find_session (self, parameter);
  g_autoptr (LnetTransaction) tx = lnet_transaction_new ("session-delete");

  if (session == NULL)
    return;
  lnet_transaction_delete (tx, LNET_TABLE_SESSION, &session->id);
  lnet_session_commit (get_session (self), g_steal_pointer (&tx), _("The session is in the Trash"));
}

void
lnet_cohort_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "cohort.enrol", NULL, enrol);
  gtk_widget_class_install_action (widget_class, "cohort.take-roll", NULL, take_roll);
  gtk_widget_class_install_action (widget_class, "cohort.add-session", NULL, add_session);
  gtk_widget_class_install_action (widget_class, "cohort.edit", NULL, edit);
  gtk_widget_class_install_action (widget_class, "cohort.program", NULL, open_program);
  gtk_widget_class_install_action (widget_class, "cohort.delete", NULL, delete_cohort);
  gtk_widget_class_install_action (widget_class, "cohort.edit-session", "s", edit_session);
  gtk_widget_class_install_action (widget_class, "cohort.cancel-session", "s", cancel_session);
  gtk_widget_class_install_action (widget_class, "cohort.delete-session", "s", delete_session);
}
