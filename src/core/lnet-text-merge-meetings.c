/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-text-merge-sentences-private.h"
#include "lnet-text-merge-strands-private.h"

/* Who has to read that much reads all of it. */
#define MOST_MEETINGS 10000

/* The last event of a strand that wrote or took letters in a sentence. */
typedef struct
{
  guint sentence;
  guint strand;
  guint event;
} Touch;

typedef struct
{
  const LnetTextMerge *merge;
  LnetTextWalk *walk;
  LnetTextStrands *strands;
  LnetTextSentences *sentences;
  GArray *touches; /* of Touch */
  GArray *meetings;
} Search;

/* --- where to look --- */

/* Finds the first event behind the last narrow that a confirmation makes it needless to look before. FALSE when nothing
 * forks behind that. */
static gboolean
find_unconfirmed (const LnetTextMerge *self,
                  const gboolean      *narrows,
                  guint               *from)
{
  guint n = self->events->len, after = self->n_linear;

  for (guint i = n; i > self->n_linear; i--)
    if (lnet_text_merge_event (self, i - 1)->is_confirmation)
      {
        after = i;
        break;
      }
  for (guint i = MAX (after, 1) - 1; i < n; i++)
    if (!narrows[i])
      {
        *from = lnet_text_merge_find_fork (narrows, i);
        return TRUE;
      }
  return FALSE;
}

gboolean
lnet_text_merge_has_unconfirmed (const LnetTextMerge *self)
{
  g_autofree gboolean *narrows = lnet_text_merge_find_narrows (self);
  g_autoptr (LnetTextStrands) strands = NULL;
  guint from;

  if (!find_unconfirmed (self, narrows, &from))
    return FALSE;
  strands = lnet_text_strands_new (self, from);
  for (guint s = 0; s < strands->strands->len; s++)
    {
      if (!lnet_text_strands_get (strands, s)->has_edits)
        continue;
      lnet_text_strands_look_from (strands, s);
      for (guint other = s + 1; other < strands->strands->len; other++)
        if (lnet_text_strands_meets (strands, other))
          return TRUE;
    }
  return FALSE;
}

/* --- touches --- */

static void
add_touch (Search *self,
           guint   sentence,
           guint   event)
{
  Touch touch = { sentence, self->strands->of_event[event - self->walk->from], event };
  const Touch *last = self->touches->len > 0 ? &g_array_index (self->touches, Touch, self->touches->len - 1) : NULL;

  if (last == NULL || last->sentence != sentence || last->event != event)
    g_array_append_val (self->touches, touch);
}

static void
add_letters (Search              *self,
             const LnetTextRange *letters,
             guint                event)
{
  for (guint id = letters->id, end = id + letters->length; id < end;)
    {
      const LnetTextItem *item = lnet_text_state_item_at (self->walk->state, id);
      guint sentence, after;

      lnet_text_sentences_find (self->sentences, item, &sentence, &after);
      for (; sentence < after; sentence++)
        add_touch (self, sentence, event);
      id += item->length;
    }
}

static int
compare_touches (gconstpointer a,
                 gconstpointer b)
{
  const Touch *first = a, *second = b;

  if (first->sentence != second->sentence)
    return first->sentence < second->sentence ? -1 : 1;
  if (first->strand != second->strand)
    return first->strand < second->strand ? -1 : 1;
  return (first->event > second->event) - (first->event < second->event);
}

/* Leaves the last of each strand in each sentence. */
static void
thin_out (GArray *touches)
{
  guint n = 0;

  g_array_sort (touches, compare_touches);
  for (guint i = 0; i < touches->len; i++)
    {
      const Touch *touch = &g_array_index (touches, Touch, i), *next = touch + 1;

      if (i + 1 == touches->len || touch->sentence != next->sentence || touch->strand != next->strand)
        g_array_index (touches, Touch, n++) = *touch;
    }
  g_array_set_size (touches, n);
}

static void
collect_touches (Search *self)
{
  for (guint event = self->walk->from; event < self->walk->to; event++)
    {
      LnetTextRange written = lnet_text_walk_written (self->walk, event);
      guint n_taken;
      const LnetTextRange *taken = lnet_text_walk_taken (self->walk, event, &n_taken);

      add_letters (self, &written, event);
      for (guint i = 0; i < n_taken; i++)
        add_letters (self, &taken[i], event);
    }
  thin_out (self->touches);
}

/* --- meetings --- */

static void
add_meeting (Search      *self,
             const Touch *a,
             const Touch *b)
{
  const LnetTextSentence *sentence = lnet_text_sentences_get (self->sentences, a->sentence);
  LnetTextMeeting meeting = { MIN (a->event, b->event), MAX (a->event, b->event), sentence->start,
                              sentence->end - sentence->start };

  g_array_append_val (self->meetings, meeting);
}

static int
compare_meetings (gconstpointer a,
                  gconstpointer b)
{
  const LnetTextMeeting *first = a, *second = b;

  if (first->position != second->position)
    return first->position < second->position ? -1 : 1;
  if (first->a != second->a)
    return first->a < second->a ? -1 : 1;
  return (first->b > second->b) - (first->b < second->b);
}

/* The touches of a sentence stand together, by strand. */
static void
meet_others (Search *self,
             guint   touch)
{
  const Touch *mine = &g_array_index (self->touches, Touch, touch);

  for (guint i = touch + 1; i < self->touches->len && self->meetings->len < MOST_MEETINGS; i++)
    {
      const Touch *other = &g_array_index (self->touches, Touch, i);

      if (other->sentence != mine->sentence)
        break;
      if (lnet_text_strands_meets (self->strands, other->strand))
        add_meeting (self, mine, other);
    }
}

static int
compare_by_strand (gconstpointer a,
                   gconstpointer b,
                   gpointer      touches)
{
  const Touch *first = &g_array_index ((GArray *) touches, Touch, *(const guint *) a);
  const Touch *second = &g_array_index ((GArray *) touches, Touch, *(const guint *) b);

  return (first->strand > second->strand) - (first->strand < second->strand);
}

/* One strand after the other looks at those it shares a sentence with. */
static void
collect_meetings (Search *self)
{
  g_autoptr (GArray) by_strand = g_array_new (FALSE, FALSE, sizeof (guint));
  guint looking = G_MAXUINT;

  for (guint i = 0; i < self->touches->len; i++)
    {
      const Touch *touch = &g_array_index (self->touches, Touch, i);

      if (i + 1 < self->touches->len && touch[1].sentence == touch->sentence)
        g_array_append_val (by_strand, i);
    }
  g_array_sort_with_data (by_strand, compare_by_strand, self->touches);
  for (guint i = 0; i < by_strand->len && self->meetings->len < MOST_MEETINGS; i++)
    {
      guint touch = g_array_index (by_strand, guint, i);
      guint strand = g_array_index (self->touches, Touch, touch).strand;

      if (strand != looking)
        lnet_text_strands_look_from (self->strands, strand);
      looking = strand;
      meet_others (self, touch);
    }
  g_array_sort (self->meetings, compare_meetings);
}

static void
search (Search         *self,
        const gboolean *narrows,
        guint           from)
{
  g_auto (LnetTextBuffer) base = { 0 };
  g_autoptr (LnetTextWalk) walk = NULL;
  g_autoptr (LnetTextSentences) sentences = NULL;
  g_autoptr (LnetTextStrands) strands = lnet_text_strands_new (self->merge, from);
  g_autoptr (GArray) touches = g_array_new (FALSE, FALSE, sizeof (Touch));

  lnet_text_merge_replay (self->merge, narrows, from, &base);
  walk = lnet_text_walk_new (self->merge, from, self->merge->events->len, base.n_letters);
  sentences = lnet_text_sentences_new (walk, &base);
  self->walk = walk;
  self->sentences = sentences;
  self->strands = strands;
  self->touches = touches;
  collect_touches (self);
  collect_meetings (self);
}

GArray *
lnet_text_merge_get_meetings (const LnetTextMerge *self)
{
  g_autofree gboolean *narrows = lnet_text_merge_find_narrows (self);
  Search all = { .merge = self, .meetings = g_array_new (FALSE, FALSE, sizeof (LnetTextMeeting)) };
  guint from;

  if (find_unconfirmed (self, narrows, &from))
    search (&all, narrows, from);
  return all.meetings;
}
