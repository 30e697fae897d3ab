/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-cohort-source.h"

G_BEGIN_DECLS

#define LNET_TYPE_ROLL_SHEET (lnet_roll_sheet_get_type ())
G_DECLARE_FINAL_TYPE (LnetRollSheet, lnet_roll_sheet, LNET, ROLL_SHEET, GObject)

/**
 * LnetRollSheet:
 *
 * The roll of one session while it is taken. Each mark is committed at once, so that nothing is lost when the battery
 * dies, and shown at once, before the file has answered. A mark that is changed is a new entry that corrects the old.
 *
 * Signal `changed`: something on the sheet is new.
 */
LnetRollSheet *lnet_roll_sheet_new (LnetCohortSource *source, const LnetId *session);

LnetCohortSource *lnet_roll_sheet_get_source (LnetRollSheet *self);

/** Where the session is in the cohort now; G_MAXUINT when it is gone. */
guint lnet_roll_sheet_get_session (LnetRollSheet *self);

/** What counts for @participant, the marks on their way included. */
LnetAttendanceEntry lnet_roll_sheet_get_entry (LnetRollSheet *self, const LnetParticipant *participant);
/** As its status, but "not yet enrolled" where nothing is said and the session was before they enrolled. */
LnetAttendanceStatus lnet_roll_sheet_get_status (LnetRollSheet *self, const LnetParticipant *participant);

void lnet_roll_sheet_mark (LnetRollSheet *self, const LnetParticipant *participant, LnetAttendanceStatus status,
                           guint missed);

/** Marks everybody present of whom nothing is said yet, as one act. Returns: how many */
guint lnet_roll_sheet_mark_rest_present (LnetRollSheet *self);

/** How many are marked of how many that are expected. */
void lnet_roll_sheet_count (LnetRollSheet *self, guint *n_marked, guint *n_expected);

/** A mark's icon. */
const char *lnet_attendance_status_get_icon_name (LnetAttendanceStatus status);
const char *lnet_attendance_status_get_style_class (LnetAttendanceStatus status);

G_END_DECLS
