/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-text-merge-strands-private.h"

#include <string.h>

/* How a strand stands to the one that is looked from. */
enum
{
  IS_PAST = 1 << 0,      /* came before it, or is it */
  IS_FUTURE = 1 << 1,    /* came after it, or is it */
  IS_CONFIRMED = 1 << 2, /* something that came after both confirms them */
};

/* --- making strands --- */

/* Of each event how many children it has, where two stand for more. */
static guint8 *
count_children (const LnetTextStrands *self)
{
  guint8 *n_children = g_new0 (guint8, self->merge->events->len);

  for (guint event = self->from; event < self->merge->events->len; event++)
    {
      guint n_parents;
      const guint *parents = lnet_text_merge_parents (self->merge, event, &n_parents);

      for (guint p = 0; p < n_parents; p++)
        if (n_children[parents[p]] < 2)
          n_children[parents[p]]++;
    }
  return n_children;
}

static void
add_event (LnetTextStrands *self,
           const guint8    *n_children,
           guint            event)
{
  const LnetTextEvent *of = lnet_text_merge_event (self->merge, event);
  LnetTextStrand new_strand = { .first = event }, *strand;
  guint n_parents, index = self->strands->len;
  const guint *parents = lnet_text_merge_parents (self->merge, event, &n_parents);

  if (n_parents == 1 && parents[0] >= self->from && n_children[parents[0]] == 1)
    index = self->of_event[parents[0] - self->from];
  else
    g_array_append_val (self->strands, new_strand);
  self->of_event[event - self->from] = index;
  strand = lnet_text_strands_get (self, index);
  strand->has_edits = strand->has_edits || of->n_deleted > 0 || of->n_inserted > 0;
  strand->has_confirmation = strand->has_confirmation || of->is_confirmation;
}

LnetTextStrands *
lnet_text_strands_new (const LnetTextMerge *merge,
                       guint                from)
{
  LnetTextStrands *self = g_new0 (LnetTextStrands, 1);
  g_autofree guint8 *n_children = NULL;

  self->merge = merge;
  self->from = from;
  self->strands = g_array_new (FALSE, FALSE, sizeof (LnetTextStrand));
  self->of_event = g_new (guint, merge->events->len - from);
  n_children = count_children (self);
  for (guint event = from; event < merge->events->len; event++)
    add_event (self, n_children, event);
  self->sides = g_new0 (guint8, self->strands->len);
  return self;
}

void
lnet_text_strands_free (LnetTextStrands *self)
{
  g_array_unref (self->strands);
  g_free (self->of_event);
  g_free (self->sides);
  g_free (self);
}

/* --- looking --- */

/* A strand's parents are those of its first event. */
static const guint *
get_parents (const LnetTextStrands *self,
             guint                  strand,
             guint                 *n_parents)
{
  return lnet_text_merge_parents (self->merge, lnet_text_strands_get (self, strand)->first, n_parents);
}

/* Hands what @strand has of @sides on to its parents. */
static void
hand_back (LnetTextStrands *self,
           guint            strand,
           guint8           sides)
{
  guint n_parents;
  const guint *parents = get_parents (self, strand, &n_parents);

  for (guint p = 0; p < n_parents; p++)
    if (parents[p] >= self->from)
      self->sides[self->of_event[parents[p] - self->from]] |= self->sides[strand] & sides;
}

static void
take_from_parents (LnetTextStrands *self,
                   guint            strand,
                   guint8           sides)
{
  guint n_parents;
  const guint *parents = get_parents (self, strand, &n_parents);

  for (guint p = 0; p < n_parents; p++)
    if (parents[p] >= self->from)
      self->sides[strand] |= self->sides[self->of_event[parents[p] - self->from]] & sides;
}

void
lnet_text_strands_look_from (LnetTextStrands *self,
                             guint            strand)
{
  memset (self->sides, 0, self->strands->len);
  self->sides[strand] = IS_PAST | IS_FUTURE;
  for (guint i = strand + 1; i > 0; i--)
    hand_back (self, i - 1, IS_PAST);
  for (guint i = strand; i < self->strands->len; i++)
    {
      take_from_parents (self, i, IS_FUTURE);
      if ((self->sides[i] & IS_FUTURE) != 0 && lnet_text_strands_get (self, i)->has_confirmation)
        self->sides[i] |= IS_CONFIRMED;
    }
  for (guint i = self->strands->len; i > 0; i--)
    hand_back (self, i - 1, IS_CONFIRMED);
}

gboolean
lnet_text_strands_meets (const LnetTextStrands *self,
                         guint                  other)
{
  return self->sides[other] == 0 && lnet_text_strands_get (self, other)->has_edits;
}
