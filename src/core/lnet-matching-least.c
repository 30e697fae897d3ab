/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The least value there is. Vertices are taken by stretches, of each of which a bound is kept: a value that falls
 * lowers it, one that rises leaves it as it is until somebody asks. */

#include "config.h"

#include "lnet-matching-private.h"

static gint64
read_stretch (const LnetMatching *self,
              guint32             stretch)
{
  guint32 first = stretch * LNET_MATCHING_STRETCH;
  gint64 least = LNET_MATCHING_ABSENT;

  for (guint32 v = first; v < MIN (first + LNET_MATCHING_STRETCH, self->n); v++)
    if (!self->vertices[v].absent)
      least = MIN (least, lnet_matching_value (self, v));
  return least;
}

static guint32
find_lowest (const LnetMatching *self)
{
  guint32 lowest = 0;

  for (guint32 i = 1; i < lnet_matching_count_stretches (self); i++)
    if (self->stretches[i] < self->stretches[lowest])
      lowest = i;
  return lowest;
}

gint64
lnet_matching_get_least (LnetMatching *self)
{
  while (TRUE)
    {
      guint32 lowest = find_lowest (self);
      gint64 least = read_stretch (self, lowest);

      if (least == self->stretches[lowest])
        return least;
      self->stretches[lowest] = least;
    }
}
