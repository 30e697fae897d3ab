/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-ranges.h"

GArray *
lnet_ranges_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (LnetRange));
}

void
lnet_ranges_add (GArray  *ranges,
                 guint64  from,
                 guint64  to)
{
  LnetRange added = { from, to };
  guint at = 0;

  while (at < ranges->len && g_array_index (ranges, LnetRange, at).to + 1 < from)
    at++;
  while (at < ranges->len && g_array_index (ranges, LnetRange, at).from <= added.to + 1)
    {
      added.from = MIN (added.from, g_array_index (ranges, LnetRange, at).from);
      added.to = MAX (added.to, g_array_index (ranges, LnetRange, at).to);
      g_array_remove_index (ranges, at);
    }
  g_array_insert_val (ranges, at, added);
}

gboolean
lnet_ranges_covers (const GArray *ranges,
                    guint64       from,
                    guint64       to)
{
  LnetRange hole;

  return !lnet_ranges_find_hole (ranges, from, to, &hole);
}

guint64
lnet_ranges_reach (const GArray *ranges,
                   guint64       n)
{
  for (guint i = 0; i < ranges->len; i++)
    {
      const LnetRange *range = &g_array_index (ranges, LnetRange, i);

      if (range->from <= n + 1 && range->to > n)
        return range->to;
    }
  return n;
}

gboolean
lnet_ranges_find_hole (const GArray *ranges,
                       guint64       from,
                       guint64       to,
                       LnetRange    *hole)
{
  guint64 at = from;

  for (guint i = 0; i < ranges->len && at <= to; i++)
    {
      const LnetRange *range = &g_array_index (ranges, LnetRange, i);

      if (range->to < at)
        continue;
      if (range->from > at)
        {
          *hole = (LnetRange) { at, MIN (to, range->from - 1) };
          return TRUE;
        }
      at = range->to + 1;
    }
  if (at > to)
    return FALSE;
  *hole = (LnetRange) { at, to };
  return TRUE;
}

guint64
lnet_ranges_count_lacking (const GArray *ranges,
                           guint64       from,
                           guint64       to)
{
  guint64 n = 0;
  LnetRange hole;

  while (from <= to && lnet_ranges_find_hole (ranges, from, to, &hole))
    {
      n += hole.to - hole.from + 1;
      from = hole.to + 1;
    }
  return n;
}
