/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The sessions of a cohort: a few tens at most. */

#include "config.h"

#include "lnet-cohort-page-private.h"

#include "lnet-certificate-words.h"
#include "lnet-unsettled-dot.h"

#include <glib/gi18n-lib.h>

static guint
count_expected (LnetCohort        *cohort,
                LnetCohortSession *session)
{
  guint n = 0;

  for (guint i = 0; i < cohort->participants->len; i++)
    {
      LnetParticipant *participant = g_ptr_array_index (cohort->participants, i);

      n += participant->forecast.state != LNET_FORECAST_WITHDRAWN
           && !lnet_cohort_is_before_enrolment (session, participant);
    }
  return n;
}

static char *
describe_roll (LnetCohort        *cohort,
               LnetCohortSession *session)
{
  guint expected = count_expected (cohort, session);

  if (session->cancelled)
    return g_strdup (_("Cancelled"));
  if (session->n_recorded > 0)
    /* Translators: how many of how many participants are on the roll */
    return g_strdup_printf (_("%u of %u recorded"), session->n_recorded, MAX (expected, session->n_recorded));
  return g_strdup (session->past ? _("Roll not taken") : _("To come"));
}

static GMenuModel *
make_menu (LnetCohortSession *session)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autofree char *id = lnet_id_to_string (&session->id);
  g_autoptr (GMenuItem) edit = g_menu_item_new (_("_Edit Session…"), NULL);
  g_autoptr (GMenuItem) cancel = g_menu_item_new (session->cancelled ? _("_Hold After All") : _("_Cancel Session"), NULL);
  g_autoptr (GMenuItem) trash = g_menu_item_new (_("Move to _Trash"), NULL);

  g_menu_item_set_action_and_target (edit, "cohort.edit-session", "s", id);
  g_menu_item_set_action_and_target (cancel, "cohort.cancel-session", "s", id);
  g_menu_item_set_action_and_target (trash, "cohort.delete-session", "s", id);
  g_menu_append_item (menu, edit);
  g_menu_append_item (menu, cancel);
  g_menu_append_item (menu, trash);
  return G_MENU_MODEL (g_steal_pointer (&menu));
}

static GtkWidget *
make_row (LnetCohort *cohort,
          guint       place)
{
  LnetCohortSession *session = g_ptr_array_index (cohort->sessions, place);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *roll = gtk_label_new (NULL);
  GtkWidget *menu = gtk_menu_button_new ();
  g_autoptr (GMenuModel) model = make_menu (session);
  g_autofree char *title = lnet_cohort_dup_session_title (cohort, place);
  g_autofree char *caption = lnet_session_dup_caption (session);
  g_autofree char *state = describe_roll (cohort, session);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), caption);
  gtk_label_set_label (GTK_LABEL (roll), state);
  gtk_label_set_wrap (GTK_LABEL (roll), TRUE);
  gtk_label_set_justify (GTK_LABEL (roll), GTK_JUSTIFY_RIGHT);
  gtk_label_set_width_chars (GTK_LABEL (roll), 9);
  gtk_label_set_xalign (GTK_LABEL (roll), 1);
  gtk_widget_add_css_class (roll, "caption");
  if (session->past && session->n_recorded == 0 && !session->cancelled)
    gtk_widget_add_css_class (roll, "warning");
  else
    gtk_widget_add_css_class (roll, "dimmed");
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (menu), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (menu), model);
  gtk_widget_set_tooltip_text (menu, _("Session menu"));
  gtk_widget_set_valign (menu, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (menu, "flat");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), roll);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), menu);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), !session->cancelled);
  g_object_set_data_full (G_OBJECT (row), "session", lnet_id_copy (&session->id), g_free);
  return row;
}

void
lnet_cohort_page_update_sessions (LnetCohortPage *self)
{
  LnetCohort *cohort = lnet_cohort_source_get_cohort (self->source);

  gtk_list_box_remove_all (self->sessions);
  for (guint i = 0; i < cohort->sessions->len; i++)
    {
      const LnetCohortSession *session = cohort->sessions->pdata[i];
      GtkWidget *row = make_row (cohort, i);

      lnet_unsettled_dot_add (lnet_unsettled_dot_new_for_row (lnet_cohort_source_get_session (self->source),
                                                              LNET_TABLE_SESSION, &session->id),
                              ADW_ACTION_ROW (row));
      gtk_list_box_append (self->sessions, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->sessions), cohort->sessions->len > 0);
}

void
lnet_cohort_page_open_session (LnetCohortPage *self,
                               GtkListBoxRow  *row)
{
  lnet_cohort_page_show (self, "roll", g_object_get_data (G_OBJECT (row), "session"));
}
