/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Numbers from–to, both included. */
typedef struct
{
  guint64 from, to;
} LnetRange;

/* A set of numbers as an array of LnetRange: rising, none touching the next. */

GArray *lnet_ranges_new (void);
void lnet_ranges_add (GArray *ranges, guint64 from, guint64 to);
/** How many of from–to are not there. */
guint64 lnet_ranges_count_lacking (const GArray *ranges, guint64 from, guint64 to);
gboolean lnet_ranges_covers (const GArray *ranges, guint64 from, guint64 to);
/** The end of the run of numbers that goes on from @n: @n itself when the next is not there. */
guint64 lnet_ranges_reach (const GArray *ranges, guint64 n);
/** The first run of numbers in from–to that is not there; FALSE when all are. */
gboolean lnet_ranges_find_hole (const GArray *ranges, guint64 from, guint64 to, LnetRange *hole);

G_END_DECLS
