/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Days between meetings that a new pair is offered: two a month, so that six sessions fit a term. */
#define LNET_CADENCE_DEFAULT_DAYS 14

/** The longest rhythm that can be agreed on. */
#define LNET_CADENCE_MAX_DAYS 365

/**
 * LnetCadenceState:
 *
 * How a pair stands to the rhythm it agreed on, most urgent first. It is about when, never about what was said.
 */
typedef enum
{
  LNET_CADENCE_OVERDUE,      /* the day has passed */
  LNET_CADENCE_DUE_SOON,     /* the day is near, or today */
  LNET_CADENCE_NOT_YET_MET,  /* the first meeting is still ahead */
  LNET_CADENCE_ON_TIME,
  LNET_CADENCE_NO_RHYTHM,    /* nothing was agreed on, so nothing is due */
  LNET_CADENCE_CLOSED,
} LnetCadenceState;

/**
 * LnetCadence:
 * @state: how the pair stands
 * @days: from today until the next meeting is due: 0 is today, below 0 is overdue; for %LNET_CADENCE_CLOSED and
 *   %LNET_CADENCE_NO_RHYTHM always 0
 * @first: whether the meeting that is due would be the pair's first
 * @elapsed: how much of the time between two meetings has gone, 0 to 1
 */
typedef struct
{
  LnetCadenceState state;
  int days;
  gboolean first;
  double elapsed;
} LnetCadence;

/**
 * lnet_cadence_get:
 * @starts: (nullable): the day the pair was made, "2026-11-24"
 * @last_met: (nullable): the day of its newest session
 * @cadence_days: they meet at least every so many days; 0 or less: nothing agreed
 * @closed: whether the pair is closed
 * @today: the day to look from
 *
 * The next meeting is due @cadence_days after the last one, or after @starts while there was none. It is "due soon" in
 * the last quarter of that time, but at least two and at most seven days before, so that a weekly pair hears of it on
 * the last two days and a monthly pair a week ahead. A pair that never met reads "not yet met" until then.
 * A date that cannot be read counts as missing.
 */
LnetCadence lnet_cadence_get (const char *starts, const char *last_met, int cadence_days, gboolean closed,
                              const char *today);

/** How many days before the due day a rhythm of @cadence_days counts as due soon. */
int lnet_cadence_get_window (int cadence_days);

/** Orders by urgency: overdue longest first, then what is due next; closed last. */
int lnet_cadence_compare (const LnetCadence *a, const LnetCadence *b);

/** "Overdue", "Due soon", "On time" … Returns: (transfer none) */
const char *lnet_cadence_state_get_label (LnetCadenceState state);

/** One phrase: "Due in 3 days", "5 days overdue", "First meeting due today". Returns: (transfer full) */
char *lnet_cadence_describe (const LnetCadence *self);

/** The rhythm in words: "Every week", "Every 2 weeks", "Every 10 days", "No rhythm agreed". Returns: (transfer full) */
char *lnet_cadence_describe_rhythm (int cadence_days);

G_END_DECLS
