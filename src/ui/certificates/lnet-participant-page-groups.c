/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rows of a participant's page; a few tens, made anew when something changed. */

#include "config.h"

#include "lnet-participant-page-private.h"

#include "lnet-certificate-words.h"
#include "lnet-credit.h"
#include "lnet-day.h"
#include "lnet-progress-cell.h"
#include "lnet-roll-sheet.h"
#include "lnet-unsettled-dot.h"

#include <glib/gi18n-lib.h>

static GtkWidget *
make_row (const char *title,
          const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  return row;
}

static void
add_row (LnetParticipantPage *self,
         AdwPreferencesGroup *group,
         GtkWidget           *row)
{
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, group);
  g_ptr_array_add (self->rows, row);
}

static void
clear_rows (LnetParticipantPage *self)
{
  for (guint i = 0; i + 1 < self->rows->len; i += 2)
    adw_preferences_group_remove (g_ptr_array_index (self->rows, i), g_ptr_array_index (self->rows, i + 1));
  g_ptr_array_set_size (self->rows, 0);
}

static GtkWidget *
make_button (const char   *label,
             const char   *action,
             const LnetId *target)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);
  g_autofree char *id = lnet_id_to_string (target);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  return button;
}

/* What is done seldom is behind a menu, so that a row keeps its words in little room. */
static GtkWidget *
make_more (const char   *label,
           const char   *action,
           const LnetId *target)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);
  GtkWidget *button = gtk_menu_button_new ();
  g_autofree char *id = lnet_id_to_string (target);

  g_menu_item_set_action_and_target (item, action, "s", id);
  g_menu_append_item (menu, item);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (button, _("More"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  return button;
}

static gboolean
may_lead (LnetParticipantPage *self)
{
  return !lnet_cohort_source_is_own (self->source);
}

/* A module that was missed: what can be done about it. */
static void
add_missed_module (LnetParticipantPage   *self,
                   const LnetCohort      *cohort,
                   const LnetParticipant *participant,
                   guint                  place)
{
  LnetModule *module = g_ptr_array_index (cohort->program->modules, place);
  const LnetModuleOutcome *outcome = &participant->outcomes[place];
  guint limit = cohort->program->policy.make_up_limit;
  g_autofree char *title = g_strdup_printf ("%u · %s", place + 1, module->title);
  g_autofree char *missed = lnet_credit_format_duration (outcome->missed);
  /* Translators: a length of time: "3 h missed" */
  g_autofree char *subtitle = g_strdup_printf (_("%s missed"), missed);
  GtkWidget *row = make_row (title, subtitle);

  adw_action_row_add_prefix (ADW_ACTION_ROW (row), lnet_progress_cell_new (LNET_PROGRESS_MISSED));
  if (may_lead (self))
    {
      if (participant->outcome.n_made_up < limit)
        adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                   make_button (_("Made _Up"), "participant.make-up", &module->id));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 make_more (_("_Waive…"), "participant.waive-module", &module->id));
    }
  add_row (self, self->missing, row);
}

static void
add_missing_evidence (LnetParticipantPage   *self,
                      const LnetCohort      *cohort,
                      const LnetParticipant *participant,
                      guint                  place)
{
  LnetRequirement *requirement = g_ptr_array_index (cohort->program->requirements, place);
  /* Translators: how many of how many pieces were handed in */
  g_autofree char *subtitle = g_strdup_printf (_("%u of %u handed in"), participant->handed_in[place],
                                               requirement->needed);
  GtkWidget *row = make_row (requirement->title, subtitle);

  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             lnet_progress_cell_new (participant->handed_in[place] > 0 ? LNET_PROGRESS_UNDER_WAY
                                                                                       : LNET_PROGRESS_NOT_YET));
  /* Nobody signs off their own. */
  if (may_lead (self) || !g_str_equal (requirement->kind, "sign-off"))
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_button (_("W_rite…"), "participant.write", &requirement->id));
  if (may_lead (self))
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               make_more (_("_Waive…"), "participant.waive-requirement", &requirement->id));
  add_row (self, self->missing, row);
}

static void
update_missing (LnetParticipantPage   *self,
                const LnetCohort      *cohort,
                const LnetParticipant *participant)
{
  g_autofree char *make_up = NULL;
  guint limit = cohort->program->policy.make_up_limit;
  guint before = self->rows->len;

  for (guint i = 0; i < cohort->program->modules->len; i++)
    if (participant->outcomes[i].missed > 0 && participant->outcomes[i].state != LNET_MODULE_WAIVED)
      add_missed_module (self, cohort, participant, i);
  for (guint i = 0; i < cohort->program->requirements->len; i++)
    {
      LnetRequirement *requirement = g_ptr_array_index (cohort->program->requirements, i);

      if (!participant->waived[i] && participant->handed_in[i] < requirement->needed)
        add_missing_evidence (self, cohort, participant, i);
    }
  if (limit != LNET_MAKE_UP_UNLIMITED && participant->outcome.missed > 0)
    make_up = g_strdup_printf (ngettext ("%u of %u module made up.", "%u of %u modules made up.", limit),
                               participant->outcome.n_made_up, limit);
  adw_preferences_group_set_description (self->missing, make_up);
  gtk_widget_set_visible (GTK_WIDGET (self->missing), self->rows->len > before);
}

static GMenuModel *
make_status_menu (const LnetCohortSession *session)
{
  GMenu *menu = g_menu_new ();
  g_autofree char *id = lnet_id_to_string (&session->id);

  for (guint i = LNET_ATTENDANCE_PRESENT; i < LNET_ATTENDANCE_LAST; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (lnet_attendance_status_get_label (i), NULL);

      g_menu_item_set_action_and_target (item, "participant.mark", "(ss)", id, lnet_attendance_status_to_key (i));
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static GtkWidget *
make_status (LnetParticipantPage     *self,
             const LnetCohortSession *session,
             const char              *words)
{
  GtkWidget *status;
  g_autoptr (GMenuModel) menu = NULL;

  if (!may_lead (self) || session->cancelled)
    {
      status = gtk_label_new (words);
      gtk_widget_add_css_class (status, "dimmed");
      return status;
    }
  menu = make_status_menu (session);
  status = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (status), words);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (status), menu);
  gtk_widget_set_tooltip_text (status, _("Say how they attended"));
  gtk_widget_set_valign (status, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (status, "flat");
  return status;
}

static void
add_session (LnetParticipantPage   *self,
             const LnetCohort      *cohort,
             const LnetParticipant *participant,
             guint                  place)
{
  LnetCohortSession *session = g_ptr_array_index (cohort->sessions, place);
  LnetAttendanceStatus status = lnet_participant_get_status (cohort, participant, place);
  g_autofree char *title = lnet_cohort_dup_session_title (cohort, place);
  g_autofree char *caption = lnet_session_dup_caption (session);
  g_autofree char *words = lnet_attendance_entry_dup_words (&participant->entries[place], status);
  GtkWidget *row = make_row (title, caption);
  GtkWidget *icon = gtk_image_new_from_icon_name (lnet_attendance_status_get_icon_name (status));

  if (session->cancelled)
    g_set_str (&words, _("Cancelled"));
  else if (status == LNET_ATTENDANCE_UNRECORDED)
    g_set_str (&words, session->past ? _("Roll not taken") : _("To come"));
  gtk_widget_add_css_class (icon, lnet_attendance_status_get_style_class (status));
  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_status (self, session, words));
  add_row (self, self->sessions, row);
}

static char *
describe_evidence (const LnetCohort   *cohort,
                   const LnetEvidence *evidence)
{
  g_autofree char *today = lnet_day_today ();
  GString *words = g_string_new (lnet_requirement_kind_get_label (evidence->kind));

  if (evidence->module != G_MAXUINT)
    {
      LnetModule *module = g_ptr_array_index (cohort->program->modules, evidence->module);

      g_string_append_printf (words, " · %u · %s", evidence->module + 1, module->title);
    }
  if (evidence->submitted_on != NULL)
    {
      g_autofree char *day = lnet_day_describe (evidence->submitted_on, today);

      g_string_append_printf (words, " · %s", day);
    }
  return g_string_free_and_steal (words);
}

static const char *
describe_decision (const LnetEvidence *evidence)
{
  if (evidence->submitted_on == NULL)
    return _("Draft");
  if (evidence->decision == NULL)
    return _("Handed in");
  if (g_str_equal (evidence->decision, "revise"))
    return _("To be revised");
  return _("Accepted");
}

static void
add_evidence (LnetParticipantPage *self,
              const LnetCohort    *cohort,
              const LnetEvidence  *evidence)
{
  g_autofree char *subtitle = describe_evidence (cohort, evidence);
  g_autofree char *id = lnet_id_to_string (&evidence->id);
  GtkWidget *row = make_row (evidence->title[0] != '\0' ? evidence->title : _("Without a title"), subtitle);
  GtkWidget *decision = gtk_label_new (describe_decision (evidence));

  gtk_widget_add_css_class (decision, "caption");
  gtk_widget_add_css_class (decision, g_strcmp0 (evidence->decision, "revise") == 0 ? "warning" : "dimmed");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), decision);
  lnet_unsettled_dot_add (lnet_unsettled_dot_new_for_row (lnet_cohort_source_get_session (self->source),
                                                          LNET_TABLE_EVIDENCE, &evidence->id),
                          ADW_ACTION_ROW (row));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "participant.open-evidence");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", id);
  add_row (self, self->evidence, row);
}

static void
add_waiver (LnetParticipantPage *self,
            const LnetCohort    *cohort,
            const LnetWaiver    *waiver)
{
  const char *title = _("Waiver");
  GtkWidget *row;
  GtkWidget *button;

  if (waiver->module != G_MAXUINT)
    title = ((LnetModule *) g_ptr_array_index (cohort->program->modules, waiver->module))->title;
  else if (waiver->requirement != G_MAXUINT)
    title = ((LnetRequirement *) g_ptr_array_index (cohort->program->requirements, waiver->requirement))->title;
  row = make_row (title, waiver->reason);
  if (may_lead (self))
    {
      button = make_button (_("Take _Back"), "participant.take-back-waiver", &waiver->id);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }
  add_row (self, self->waivers, row);
}

void
lnet_participant_page_update_groups (LnetParticipantPage *self)
{
  LnetCohort *cohort = lnet_cohort_source_get_cohort (self->source);
  LnetParticipant *participant = lnet_participant_page_get_participant (self);

  clear_rows (self);
  update_missing (self, cohort, participant);
  for (guint i = 0; i < participant->evidence->len; i++)
    add_evidence (self, cohort, g_ptr_array_index (participant->evidence, i));
  adw_preferences_group_set_description (self->evidence, participant->evidence->len > 0
                                                           ? NULL
                                                           : _("Nothing is written yet. What is written here is read by "
                                                               "the participant and the cohort’s facilitators only."));
  for (guint i = 0; i < cohort->sessions->len; i++)
    add_session (self, cohort, participant, i);
  gtk_widget_set_visible (GTK_WIDGET (self->sessions), cohort->sessions->len > 0);
  for (guint i = 0; i < participant->waivers->len; i++)
    add_waiver (self, cohort, g_ptr_array_index (participant->waivers, i));
  gtk_widget_set_visible (GTK_WIDGET (self->waivers), participant->waivers->len > 0);
}
