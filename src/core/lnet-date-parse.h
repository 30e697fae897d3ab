/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Dates as they stand in rosters: 2026-11-24 · 11/24/2026 · 24.11.2026 · 24/11/2026 · 24 Nov 2026 · November 24, 2026 ·
 * 24 de noviembre de 2026, with a time of day or without. Years of two digits lie between 1950 and 2049. With slashes
 * or dashes, when both numbers could be a month, the file's majority says which is the day; the month comes first when
 * there is none, as people write it where these networks are. With dots the day comes first always. A number of five
 * digits is a spreadsheet's count of days (1950 to 2099).
 */

/** What the dates of a file have told so far about which number comes first. */
typedef struct
{
  guint n_month_first; /* 11/24/2026 */
  guint n_day_first;   /* 24/11/2026 */
  guint n_either;      /* 04/05/2026 */
} LnetDateVotes;

/** Counts @text in, when it is a date with slashes or dashes. */
void lnet_date_votes_add (LnetDateVotes *self, const char *text);

/** Whether the day comes first in dates that do not show it themselves. */
gboolean lnet_date_votes_is_day_first (const LnetDateVotes *self);

/**
 * lnet_date_parse:
 * @day_first: from lnet_date_votes_is_day_first()
 *
 * Returns: (transfer full) (nullable): "2026-11-24", also "2026-11" or "2026" when no more was said; %NULL for what is
 *   no date
 */
char *lnet_date_parse (const char *text, gboolean day_first);

G_END_DECLS
