/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done on a participant's page. Each is one act, and one undo takes it back. */

#include "config.h"

#include "lnet-participant-page-private.h"

#include "lnet-certificate-edit.h"
#include "lnet-certificate-words.h"
#include "lnet-date-row.h"
#include "lnet-day.h"
#include "lnet-evidence-dialog.h"

#include <glib/gi18n-lib.h>

static LnetSession *
get_session (LnetParticipantPage *self)
{
  return lnet_cohort_source_get_session (self->source);
}

static void
write_evidence (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  LnetParticipantPage *self = LNET_PARTICIPANT_PAGE (widget);
  LnetId requirement;

  if (!lnet_id_from_string (g_variant_get_string (parameter, NULL), &requirement))
    requirement = lnet_id_null ();
  lnet_evidence_dialog_present_new (self->source, &self->enrolment, &requirement, widget);
}

static void
open_evidence (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  LnetParticipantPage *self = LNET_PARTICIPANT_PAGE (widget);
  LnetId evidence;

  if (lnet_id_from_string (g_variant_get_string (parameter, NULL), &evidence))
    lnet_evidence_dialog_present (self->source, &self->enrolment, &evidence, widget);
}

/* Says how they attended one session; what was said before stays in the log and is corrected. */
static void
mark (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  LnetParticipantPage *self = LNET_PARTICIPANT_PAGE (widget);
  LnetCohort *cohort = lnet_cohort_source_get_cohort (self->source);
  LnetParticipant *participant = lnet_participant_page_get_participant (self);
  g_autoptr (LnetTransaction) tx = lnet_transaction_new ("attendance-correct");
  LnetAttendanceEntry *before;
  const char *session_text;
  const char *status;
  guint place;
  LnetId session;

  g_variant_get (parameter, "(&s&s)", &session_text, &status);
  if (participant == NULL || !lnet_id_from_string (session_text, &session))
    return;
  place = lnet_cohort_find_session (cohort, &session);
  if (place == G_MAXUINT)
    return;
  before = &participant->entries[place];
  lnet_certificate_record_attendance (tx, &self->enrolment, &session, before, lnet_attendance_status_from_key (status),
                                      before->missed, "roll-call");
  lnet_session_commit (get_session (self), g_steal_pointer (&tx), _("Attendance corrected"));
}

/* Every session of the module that was not attended in full counts as made up. */
static void
make_up (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  LnetParticipantPage *self = LNET_PARTICIPANT_PAGE (widget);
  LnetCohort *cohort = lnet_cohort_source_get_cohort (self->source);
  LnetParticipant *participant = lnet_participant_page_get_participant (self);
  g_autoptr (LnetTransaction) tx = lnet_transaction_new ("attendance-correct");
  g_autofree char *toast = NULL;
  LnetId module;
  guint place;

  if (participant == NULL || !lnet_id_from_string (g_variant_get_string (parameter, NULL), &module))
    return;
  place = lnet_program_find_module (cohort->program, &module);
  for (guint i = 0; i < cohort->sessions->len; i++)
    {
      LnetCohortSession *session = g_ptr_array_index (cohort->sessions, i);
      const LnetAttendanceEntry *entry = &participant->entries[i];

      if (session->module != place || session->cancelled || entry->status == LNET_ATTENDANCE_EXCUSED ||
          entry->status == LNET_ATTENDANCE_UNRECORDED ||
          (entry->status == LNET_ATTENDANCE_PRESENT && entry->missed == 0))
        continue;
      lnet_certificate_record_attendance (tx, &self->enrolment, &session->id, entry, LNET_ATTENDANCE_MAKE_UP, 0,
                                          "roll-call");
    }
  toast = g_strdup_printf (_("Module %u made up"), place + 1);
  lnet_session_commit (get_session (self), g_steal_pointer (&tx), toast);
}

/* Somebody waives with a reason. */
typedef struct
{
  LnetParticipantPage *page;
  LnetId module;
  LnetId requirement;
  GtkWidget *reason;
} Waiving;

static void
waiving_free (gpointer data,
              GClosure *closure)
{
  Waiving *waiving = data;

  g_object_unref (waiving->page);
  g_free (waiving);
}

static void
on_waived (AdwAlertDialog *dialog,
           const char     *response,
           Waiving        *waiving)
{
  g_autoptr (LnetTransaction) tx = lnet_transaction_new ("waiver-add");
  g_autofree char *today = lnet_day_today ();

  if (g_strcmp0 (response, "waive") != 0)
    return;
  lnet_certificate_waive (tx, &waiving->page->enrolment, &waiving->module, &waiving->requirement,
                          gtk_editable_get_text (GTK_EDITABLE (waiving->reason)), today);
  lnet_session_commit (get_session (waiving->page), g_steal_pointer (&tx), _("Waived"));
}

static void
on_reason_changed (AdwAlertDialog *dialog,
                   GParamSpec     *pspec,
                   GtkEditable    *reason)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (reason)));

  adw_alert_dialog_set_response_enabled (dialog, "waive", text[0] != '\0');
}

static void
waive (LnetParticipantPage *self,
       const LnetId        *module,
       const LnetId        *requirement,
       const char          *what)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("Waive This?"), NULL));
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *reason = adw_entry_row_new ();
  Waiving *waiving = g_new0 (Waiving, 1);

  adw_alert_dialog_format_body (dialog, _("%s will not be needed for this participant. The reason stays with it."),
                                what);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (reason), _("Reason"));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), reason);
  adw_alert_dialog_set_extra_child (dialog, list);
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "waive", _("_Waive"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "waive", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_response_enabled (dialog, "waive", FALSE);
  adw_alert_dialog_set_default_response (dialog, "waive");
  waiving->page = g_object_ref (self);
  waiving->module = *module;
  waiving->requirement = *requirement;
  waiving->reason = reason;
  g_signal_connect_object (reason, "notify::text", G_CALLBACK (on_reason_changed), dialog, G_CONNECT_SWAPPED);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_waived), waiving, waiving_free, 0);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
waive_module (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  LnetParticipantPage *self = LNET_PARTICIPANT_PAGE (widget);
  LnetCohort *cohort = lnet_cohort_source_get_cohort (self->source);
  LnetId none = lnet_id_null ();
  LnetId id;
  guint place;

  if (!lnet_id_from_string (g_variant_get_string (parameter, NULL), &id))
    return;
  place = lnet_program_find_module (cohort->program, &id);
  if (place != G_MAXUINT)
    waive (self, &id, &none, ((LnetModule *) g_ptr_array_index (cohort->program->modules, place))->title);
}

static void
waive_requirement (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  LnetParticipantPage *self = LNET_PARTICIPANT_PAGE (widget);
  LnetCohort *cohort = lnet_cohort_source_get_cohort (self->source);
  LnetId none = lnet_id_null ();
  LnetId id;
  guint place;

  if (!lnet_id_from_string (g_variant_get_string (parameter, NULL), &id))
    return;
  place = lnet_program_find_requirement (cohort->program, &id);
  if (place != G_MAXUINT)
    waive (self, &none, &id, ((LnetRequirement *) g_ptr_array_index (cohort->program->requirements, place))->title);
}

static void
take_back_waiver (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  LnetParticipantPage *self = LNET_PARTICIPANT_PAGE (widget);
  g_autoptr (LnetTransaction) tx = lnet_transaction_new ("waiver-delete");
  LnetId id;

  if (!lnet_id_from_string (g_variant_get_string (parameter, NULL), &id))
    return;
  lnet_transaction_delete (tx, LNET_TABLE_WAIVER, &id);
  lnet_session_commit (get_session (self), g_steal_pointer (&tx), _("Waiver taken back"));
}

static void
open_profile (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  LnetParticipantPage *self = LNET_PARTICIPANT_PAGE (widget);
  LnetParticipant *participant = lnet_participant_page_get_participant (self);
  g_autofree char *id = NULL;

  if (participant == NULL)
    return;
  id = lnet_id_to_string (&participant->member);
  lnet_session_go_to (get_session (self), "members", id);
}

static void
on_since_chosen (AdwAlertDialog      *dialog,
                 const char          *response,
                 LnetParticipantPage *self)
{
  LnetDateRow *row = g_object_get_data (G_OBJECT (dialog), "row");
  g_autoptr (LnetTransaction) tx = lnet_transaction_new ("enrolment-edit");

  if (g_strcmp0 (response, "save") != 0)
    return;
  lnet_transaction_set_text (tx, LNET_ENROLMENT_ENROLLED_ON, &self->enrolment, lnet_date_row_get_date (row));
  lnet_session_commit (get_session (self), g_steal_pointer (&tx), _("Enrolment changed"));
}

/* Sessions before somebody enrolled do not count against them, so the day has to be right. */
static void
change_since (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  LnetParticipantPage *self = LNET_PARTICIPANT_PAGE (widget);
  LnetParticipant *participant = lnet_participant_page_get_participant (self);
  AdwAlertDialog *dialog;
  GtkWidget *list;
  GtkWidget *row;

  if (participant == NULL)
    return;
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("Enrolled Since"), _("Sessions before this day do not count as "
                                                                          "missed.")));
  list = gtk_list_box_new ();
  row = lnet_date_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Day"));
  lnet_date_row_set_date (LNET_DATE_ROW (row), participant->enrolled_on);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  adw_alert_dialog_set_extra_child (dialog, list);
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "save", _("_Save"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "save", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "save");
  g_object_set_data (G_OBJECT (dialog), "row", row);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_since_chosen), self, 0);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static void
withdraw (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  LnetParticipantPage *self = LNET_PARTICIPANT_PAGE (widget);
  LnetParticipant *participant = lnet_participant_page_get_participant (self);
  g_autoptr (LnetTransaction) tx = lnet_transaction_new ("enrolment-withdraw");
  g_autofree char *today = lnet_day_today ();
  g_autofree char *toast = NULL;

  if (participant == NULL)
    return;
  lnet_certificate_withdraw (tx, &self->enrolment, today);
  /* Translators: a name */
  toast = g_strdup_printf (_("%s withdrew"), participant->name);
  lnet_session_commit (get_session (self), g_steal_pointer (&tx), toast);
}

static void
resume (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  LnetParticipantPage *self = LNET_PARTICIPANT_PAGE (widget);
  g_autoptr (LnetTransaction) tx = lnet_transaction_new ("enrolment-resume");

  lnet_transaction_set_text (tx, LNET_ENROLMENT_STATUS, &self->enrolment, "active");
  lnet_transaction_clear (tx, LNET_ENROLMENT_ENDED_ON, &self->enrolment);
  lnet_session_commit (get_session (self), g_steal_pointer (&tx), _("Taken back in"));
}

static void
remove_enrolment (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  LnetParticipantPage *self = LNET_PARTICIPANT_PAGE (widget);
  LnetParticipant *participant = lnet_participant_page_get_participant (self);
  g_autoptr (LnetTransaction) tx = lnet_transaction_new ("enrolment-delete");
  g_autofree char *toast = NULL;

  if (participant == NULL)
    return;
  lnet_transaction_delete (tx, LNET_TABLE_ENROLMENT, &self->enrolment);
  /* Translators: a name */
  toast = g_strdup_printf (_("%s is not enrolled any more"), participant->name);
  lnet_session_commit (get_session (self), g_steal_pointer (&tx), toast);
}

void
lnet_participant_page_update_actions (LnetParticipantPage *self)
{
  LnetParticipant *participant = lnet_participant_page_get_participant (self);
  gboolean there = participant != NULL;
  gboolean lead = there && !lnet_cohort_source_is_own (self->source);
  gboolean withdrawn = there && participant->forecast.state == LNET_FORECAST_WITHDRAWN;
  LnetSession *session = get_session (self);
  GtkWidget *widget = GTK_WIDGET (self);

  lnet_session_enable_action (session, widget, "participant.write", there);
  gtk_widget_action_set_enabled (widget, "participant.profile", there);
  lnet_session_enable_action (session, widget, "participant.since", lead);
  lnet_session_enable_action (session, widget, "participant.withdraw", lead && !withdrawn);
  lnet_session_enable_action (session, widget, "participant.resume", lead && withdrawn);
  lnet_session_enable_action (session, widget, "participant.remove", lead);
}

void
lnet_participant_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "participant.write", "s", write_evidence);
  gtk_widget_class_install_action (widget_class, "participant.open-evidence", "s", open_evidence);
  gtk_widget_class_install_action (widget_class, "participant.mark", "(ss)", mark);
  gtk_widget_class_install_action (widget_class, "participant.make-up", "s", make_up);
  gtk_widget_class_install_action (widget_class, "participant.waive-module", "s", waive_module);
  gtk_widget_class_install_action (widget_class, "participant.waive-requirement", "s", waive_requirement);
  gtk_widget_class_install_action (widget_class, "participant.take-back-waiver", "s", take_back_waiver);
  gtk_widget_class_install_action (widget_class, "participant.profile", NULL, open_profile);
  gtk_widget_class_install_action (widget_class, "participant.since", NULL, change_since);
  gtk_widget_class_install_action (widget_class, "participant.withdraw", NULL, withdraw);
  gtk_widget_class_install_action (widget_class, "participant.resume", NULL, resume);
  gtk_widget_class_install_action (widget_class, "participant.remove", NULL, remove_enrolment);
}
