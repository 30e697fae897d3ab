/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Days as the network keeps them, "2026-11-24", and as people say them. What follows the day ("T18:00") is passed
 * over. */

/** The day it is here. Returns: (transfer full) */
char *lnet_day_today (void);

/** The day @n days after @day (before, when negative). Returns: (transfer full) (nullable): NULL for what is no day */
char *lnet_day_add (const char *day, int n);

/** The number of a day, counted from the year 1: a difference of two is a number of days. 0 for what is no day. */
gint64 lnet_day_get_number (const char *day);

/**
 * lnet_day_describe:
 * @day: (nullable): "2026-11-24"
 * @today: the day it is said on
 *
 * "Today", "Yesterday", "Tomorrow", "Tue 24 Nov" within half a year, else "24 Nov 2024".
 * Returns: (transfer full): what was given when it is no day, "" for NULL
 */
char *lnet_day_describe (const char *day, const char *today);

/** In full, for a tooltip: "Tuesday 24 November 2026". Returns: (transfer full) */
char *lnet_day_describe_in_full (const char *day);

/** A length of time: "45 min", "2 h", "2 h 45 min", on one line. Returns: (transfer full) */
char *lnet_day_describe_minutes (int minutes);

G_END_DECLS
