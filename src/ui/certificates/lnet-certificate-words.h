/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-cohort.h"

G_BEGIN_DECLS

/* Words and marks that the pages of Certificates share. */

/** Now, as sessions are kept: "2026-11-24T18:00". Returns: (transfer full) */
char *lnet_certificate_now (void);

/** "Tue 24 Nov, 18:00", the time as the desk's settings have it. Returns: (transfer full) */
char *lnet_certificate_describe_when (const char *starts);

/** "12 Jan – 28 Sep 2026" of two dates that may be NULL. Returns: (transfer full) */
char *lnet_certificate_describe_span (const char *starts, const char *ends);

/** The time of day of a session, "18:00". Returns: (transfer full) */
char *lnet_certificate_get_time (const char *starts);

const char *lnet_forecast_get_icon_name (LnetForecastState state);
/** A style class for icon and word, or NULL. */
const char *lnet_forecast_get_style_class (LnetForecastState state);
/** What a group of participants in this state is called: "On track", "Need a make-up". */
const char *lnet_forecast_get_group_label (LnetForecastState state);
/** How urgent a state is, for sorting: the larger the more. */
int lnet_forecast_get_need (LnetForecastState state);

/** The forecast in words, with the cohort's last day. Returns: (transfer full) */
char *lnet_participant_dup_forecast (const LnetCohort *cohort, const LnetParticipant *participant);

/** Everything a row shows, in one sentence for a screen reader. Returns: (transfer full) */
char *lnet_participant_dup_spoken (const LnetCohort *cohort, const LnetParticipant *participant);

/** What a session's row says: "Tue 24 Nov, 18:00 · 3 h · In person". Returns: (transfer full) */
char *lnet_session_dup_caption (const LnetCohortSession *session);

/** What the roll says of one participant: "Late, 20 min missed". Returns: (transfer full) */
char *lnet_attendance_entry_dup_words (const LnetAttendanceEntry *entry, LnetAttendanceStatus shown);

/** What counts for somebody where nothing is recorded: not yet enrolled before they were. */
LnetAttendanceStatus lnet_participant_get_status (const LnetCohort *cohort, const LnetParticipant *participant,
                                                  guint session);

G_END_DECLS
