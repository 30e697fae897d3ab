/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-certificate-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-credit.h"
#include "lnet-day.h"
#include "lnet-reference.h"

#define DATE_LENGTH 10

char *
lnet_certificate_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_format (now, "%Y-%m-%dT%H:%M");
}

char *
lnet_certificate_get_time (const char *starts)
{
  if (starts == NULL || strlen (starts) <= DATE_LENGTH + 1)
    return g_strdup ("");
  return g_strndup (starts + DATE_LENGTH + 1, 5);
}

char *
lnet_certificate_describe_when (const char *starts)
{
  g_autofree char *today = lnet_day_today ();
  g_autofree char *day = NULL;
  g_autofree char *time = lnet_certificate_get_time (starts);

  if (starts == NULL || starts[0] == '\0')
    return g_strdup (_("No date yet"));
  day = lnet_day_describe (starts, today);
  if (time[0] == '\0')
    return g_steal_pointer (&day);
  /* Translators: a day and a time of day: "Tue 24 Nov, 18:00" */
  return g_strdup_printf (_("%s, %s"), day, time);
}

char *
lnet_certificate_describe_span (const char *starts,
                                const char *ends)
{
  g_autofree char *today = lnet_day_today ();
  g_autofree char *first = lnet_day_describe (starts, today);
  g_autofree char *last = lnet_day_describe (ends, today);

  if (starts == NULL && ends == NULL)
    return g_strdup (_("No dates yet"));
  if (ends == NULL)
    /* Translators: a date */
    return g_strdup_printf (_("From %s"), first);
  if (starts == NULL)
    /* Translators: a date */
    return g_strdup_printf (_("Until %s"), last);
  /* Translators: from one date to another */
  return g_strdup_printf (_("%s – %s"), first, last);
}

static const struct
{
  const char *icon_name;
  const char *style_class;
  const char *group;
  int need;
} states[] = {
  [LNET_FORECAST_ON_TRACK] = { "object-select-symbolic", "success", N_("On track"), 1 },
  [LNET_FORECAST_ATTEND] = { "view-list-bullet-symbolic", "accent", N_("Something missed"), 4 },
  [LNET_FORECAST_MAKE_UP] = { "dialog-warning-symbolic", "warning", N_("Need a make-up"), 6 },
  [LNET_FORECAST_ROLL] = { "dialog-question-symbolic", NULL, N_("Roll not taken"), 3 },
  [LNET_FORECAST_EVIDENCE] = { "document-edit-symbolic", "accent", N_("Evidence to come"), 2 },
  [LNET_FORECAST_COMPLETE] = { "starred-symbolic", "success", N_("Complete"), 0 },
  [LNET_FORECAST_NOT_POSSIBLE] = { "action-unavailable-symbolic", "error", N_("No longer possible"), 5 },
  [LNET_FORECAST_WITHDRAWN] = { "system-log-out-symbolic", "dimmed", N_("Withdrew"), -1 },
};

G_STATIC_ASSERT (G_N_ELEMENTS (states) == LNET_FORECAST_LAST);

const char *
lnet_forecast_get_icon_name (LnetForecastState state)
{
  g_return_val_if_fail (state < LNET_FORECAST_LAST, NULL);

  return states[state].icon_name;
}

const char *
lnet_forecast_get_style_class (LnetForecastState state)
{
  g_return_val_if_fail (state < LNET_FORECAST_LAST, NULL);

  return states[state].style_class;
}

const char *
lnet_forecast_get_group_label (LnetForecastState state)
{
  g_return_val_if_fail (state < LNET_FORECAST_LAST, NULL);

  return _(states[state].group);
}

int
lnet_forecast_get_need (LnetForecastState state)
{
  g_return_val_if_fail (state < LNET_FORECAST_LAST, 0);

  return states[state].need;
}

char *
lnet_participant_dup_forecast (const LnetCohort      *cohort,
                               const LnetParticipant *participant)
{
  g_autofree char *today = lnet_day_today ();
  g_autofree char *deadline = cohort->ends != NULL ? lnet_day_describe (cohort->ends, today) : NULL;

  if (participant->forecast.state == LNET_FORECAST_WITHDRAWN && participant->ended_on != NULL)
    {
      g_autofree char *day = lnet_day_describe (participant->ended_on, today);

      /* Translators: a date */
      return g_strdup_printf (_("Withdrew, %s"), day);
    }
  return lnet_forecast_to_sentence (&participant->forecast, deadline);
}

static guint
count_done (const LnetCohort      *cohort,
            const LnetParticipant *participant)
{
  guint n = 0;

  for (guint i = 0; i < cohort->program->modules->len; i++)
    n += participant->outcomes[i].state == LNET_MODULE_DONE || participant->outcomes[i].state == LNET_MODULE_MADE_UP;
  return n;
}

char *
lnet_participant_dup_spoken (const LnetCohort      *cohort,
                             const LnetParticipant *participant)
{
  g_autofree char *forecast = lnet_participant_dup_forecast (cohort, participant);
  g_autofree char *hours = lnet_credit_format_hours (participant->outcome.contact);
  guint done = count_done (cohort, participant);
  g_autofree char *modules = g_strdup_printf (ngettext ("%u of %u module done", "%u of %u modules done",
                                                        cohort->program->modules->len),
                                              done, cohort->program->modules->len);

  /* Translators: name, modules, hours, forecast: "Ana Begay: 6 of 10 modules done, 16.5 hours. On track" */
  return g_strdup_printf (_("%s: %s, %s hours. %s"), participant->name, modules, hours, forecast);
}

char *
lnet_session_dup_caption (const LnetCohortSession *session)
{
  g_autofree char *when = lnet_certificate_describe_when (session->starts);
  g_autofree char *length = lnet_credit_format_duration (session->minutes);
  GString *caption = g_string_new (when);

  g_string_append_printf (caption, " · %s", length);
  if (session->mode != NULL)
    g_string_append_printf (caption, " · %s", lnet_reference_get_label (LNET_REFERENCE_MODE, session->mode));
  if (session->place != NULL && session->place[0] != '\0')
    g_string_append_printf (caption, " · %s", session->place);
  return g_string_free_and_steal (caption);
}

char *
lnet_attendance_entry_dup_words (const LnetAttendanceEntry *entry,
                                 LnetAttendanceStatus       shown)
{
  g_autofree char *missed = NULL;

  if (entry->missed == 0 || shown != entry->status)
    return g_strdup (lnet_attendance_status_get_label (shown));
  missed = lnet_credit_format_duration (entry->missed);
  /* Translators: how somebody attended, and how long they were not there: "Late, 20 min missed" */
  return g_strdup_printf (_("%s, %s missed"), lnet_attendance_status_get_label (shown), missed);
}

LnetAttendanceStatus
lnet_participant_get_status (const LnetCohort      *cohort,
                             const LnetParticipant *participant,
                             guint                  session)
{
  LnetAttendanceStatus status = participant->entries[session].status;

  if (status == LNET_ATTENDANCE_UNRECORDED
      && lnet_cohort_is_before_enrolment (g_ptr_array_index (cohort->sessions, session), participant))
    return LNET_ATTENDANCE_NOT_YET_ENROLLED;
  return status;
}
