/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-cohort-session-dialog.h"

#include "lnet-certificate-edit.h"
#include "lnet-certificate-words.h"
#include "lnet-cohort-dialog.h"
#include "lnet-date-row.h"
#include "lnet-day.h"
#include "lnet-fit.h"
#include "lnet-reference.h"

#include <glib/gi18n-lib.h>

struct _LnetCohortSessionDialog
{
  AdwDialog parent_instance;

  AdwComboRow *module_row;
  LnetDateRow *day_row;
  GtkEditable *time_row;
  AdwSpinRow *minutes_row;
  AdwComboRow *mode_row;
  GtkEditable *place_row;
  GtkEditable *approval_row;

  LnetCohortSource *source;
  LnetId session; /* null: a new one */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (LnetCohortSessionDialog, lnet_cohort_session_dialog, ADW_TYPE_DIALOG)

static LnetModule *
get_module (LnetCohortSessionDialog *self)
{
  LnetProgram *program = lnet_cohort_source_get_cohort (self->source)->program;
  guint selected = adw_combo_row_get_selected (self->module_row);

  return selected < program->modules->len ? g_ptr_array_index (program->modules, selected) : NULL;
}

static void
on_changed (LnetCohortSessionDialog *self)
{
  g_autofree char *time = lnet_certificate_parse_time (gtk_editable_get_text (self->time_row));

  if (time == NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->time_row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->time_row), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->time_row), GTK_ACCESSIBLE_STATE_INVALID,
                               time == NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "session-dialog.save", time != NULL);
}

static void
select_mode (LnetCohortSessionDialog *self,
             const char        *mode)
{
  const char *const *keys = lnet_reference_get_keys (LNET_REFERENCE_MODE);

  for (guint i = 0; keys[i] != NULL; i++)
    if (g_strcmp0 (keys[i], mode) == 0)
      adw_combo_row_set_selected (self->mode_row, i);
}

/* A new session takes after its module. */
static void
on_module_changed (LnetCohortSessionDialog *self)
{
  LnetModule *module;

  if (self->filling || !lnet_id_is_null (&self->session))
    return;
  module = get_module (self);
  if (module == NULL)
    return;
  adw_spin_row_set_value (self->minutes_row, module->minutes);
  select_mode (self, module->mode);
}

static void
on_cancel (LnetCohortSessionDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
save (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  LnetCohortSessionDialog *self = LNET_COHORT_SESSION_DIALOG (widget);
  gboolean fresh = lnet_id_is_null (&self->session);
  g_autoptr (LnetTransaction) tx = lnet_transaction_new (fresh ? "session-add" : "session-edit");
  LnetCohort *cohort = lnet_cohort_source_get_cohort (self->source);
  LnetModule *module = get_module (self);
  g_autofree char *time = lnet_certificate_parse_time (gtk_editable_get_text (self->time_row));
  g_autofree char *starts = g_strdup_printf ("%sT%s", lnet_date_row_get_date (self->day_row), time);
  const char *mode = lnet_reference_get_keys (LNET_REFERENCE_MODE)[adw_combo_row_get_selected (self->mode_row)];
  guint minutes = (guint) adw_spin_row_get_value (self->minutes_row);
  LnetId id = self->session;

  if (fresh)
    id = lnet_certificate_add_session (tx, &cohort->id, module != NULL ? &module->id : NULL, starts, minutes, mode,
                                       NULL);
  if (module != NULL)
    lnet_transaction_set_id (tx, LNET_SESSION_MODULE, &id, &module->id);
  lnet_transaction_set_text (tx, LNET_SESSION_STARTS, &id, starts);
  lnet_transaction_set_integer (tx, LNET_SESSION_MINUTES, &id, minutes);
  lnet_transaction_set_text (tx, LNET_SESSION_MODE, &id, mode);
  lnet_transaction_set_text (tx, LNET_SESSION_PLACE, &id, gtk_editable_get_text (self->place_row));
  lnet_transaction_set_text (tx, LNET_SESSION_APPROVAL, &id, gtk_editable_get_text (self->approval_row));
  lnet_session_commit (lnet_cohort_source_get_session (self->source), g_steal_pointer (&tx), NULL);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
lnet_cohort_session_dialog_dispose (GObject *object)
{
  LnetCohortSessionDialog *self = LNET_COHORT_SESSION_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_COHORT_SESSION_DIALOG);
  g_clear_object (&self->source);

  G_OBJECT_CLASS (lnet_cohort_session_dialog_parent_class)->dispose (object);
}

static void
lnet_cohort_session_dialog_class_init (LnetCohortSessionDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lnet_cohort_session_dialog_dispose;

  g_type_ensure (LNET_TYPE_DATE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-cohort-session-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetCohortSessionDialog, module_row);
  gtk_widget_class_bind_template_child (widget_class, LnetCohortSessionDialog, day_row);
  gtk_widget_class_bind_template_child (widget_class, LnetCohortSessionDialog, time_row);
  gtk_widget_class_bind_template_child (widget_class, LnetCohortSessionDialog, minutes_row);
  gtk_widget_class_bind_template_child (widget_class, LnetCohortSessionDialog, mode_row);
  gtk_widget_class_bind_template_child (widget_class, LnetCohortSessionDialog, place_row);
  gtk_widget_class_bind_template_child (widget_class, LnetCohortSessionDialog, approval_row);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_module_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_install_action (widget_class, "session-dialog.save", NULL, save);
}

static void
lnet_cohort_session_dialog_init (LnetCohortSessionDialog *self)
{
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  lnet_fit_dialog (ADW_DIALOG (self));
}

static void
fill_lists (LnetCohortSessionDialog *self,
            const LnetProgram *program)
{
  g_autoptr (GtkStringList) modules = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) modes = gtk_string_list_new (NULL);
  const char *const *keys = lnet_reference_get_keys (LNET_REFERENCE_MODE);

  for (guint i = 0; i < program->modules->len; i++)
    {
      LnetModule *module = g_ptr_array_index (program->modules, i);
      g_autofree char *title = g_strdup_printf ("%u · %s", i + 1, module->title);

      gtk_string_list_append (modules, title);
    }
  for (guint i = 0; keys[i] != NULL; i++)
    gtk_string_list_append (modes, lnet_reference_get_label (LNET_REFERENCE_MODE, keys[i]));
  adw_combo_row_set_model (self->module_row, G_LIST_MODEL (modules));
  adw_combo_row_set_model (self->mode_row, G_LIST_MODEL (modes));
}

static void
fill (LnetCohortSessionDialog       *self,
      const LnetCohortSession *session)
{
  g_autofree char *day = g_strndup (session->starts, 10);
  g_autofree char *time = lnet_certificate_get_time (session->starts);

  adw_dialog_set_title (ADW_DIALOG (self), _("Edit Session"));
  self->session = session->id;
  if (session->module != G_MAXUINT)
    adw_combo_row_set_selected (self->module_row, session->module);
  lnet_date_row_set_date (self->day_row, day);
  gtk_editable_set_text (self->time_row, time);
  adw_spin_row_set_value (self->minutes_row, session->minutes);
  select_mode (self, session->mode);
  gtk_editable_set_text (self->place_row, session->place != NULL ? session->place : "");
  gtk_editable_set_text (self->approval_row, session->approval != NULL ? session->approval : "");
}

void
lnet_cohort_session_dialog_present (LnetCohortSource *source,
                             const LnetId     *session,
                             GtkWidget        *parent)
{
  LnetCohortSessionDialog *self = g_object_new (LNET_TYPE_COHORT_SESSION_DIALOG, NULL);
  LnetCohort *cohort = lnet_cohort_source_get_cohort (source);
  guint place = session != NULL ? lnet_cohort_find_session (cohort, session) : G_MAXUINT;
  g_autofree char *today = lnet_day_today ();

  self->source = g_object_ref (source);
  fill_lists (self, cohort->program);
  lnet_date_row_set_date (self->day_row, today);
  gtk_editable_set_text (self->time_row, "17:30");
  if (place != G_MAXUINT)
    fill (self, g_ptr_array_index (cohort->sessions, place));
  self->filling = FALSE;
  if (place == G_MAXUINT)
    on_module_changed (self);
  on_changed (self);
  adw_dialog_present (ADW_DIALOG (self), parent);
}
