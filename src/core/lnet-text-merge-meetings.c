/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-text-merge-strands-private.h"

/* Who has to read that much reads all of it. */
#define MOST_MEETINGS 10000

/* Where a sentence begins, and where its last sign is. */
typedef struct
{
  guint start;
  guint end;
} Sentence;

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
  GArray *sentences; /* of Sentence */
  guint *positions;  /* of each item in the merged text */
  GArray *touches;   /* of Touch */
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

/* --- sentences --- */

static gboolean
is_line_end (gunichar letter)
{
  return letter == '\n' || letter == '\r' || letter == 0x2028 || letter == 0x2029;
}

static gboolean
is_full_stop (gunichar letter)
{
  return letter == '.' || letter == '!' || letter == '?' || letter == 0x2026;
}

/* What may stand between a full stop and the space behind it. */
static gboolean
is_closing (gunichar letter)
{
  GUnicodeType type = g_unichar_type (letter);

  return letter == '"' || letter == '\'' || type == G_UNICODE_CLOSE_PUNCTUATION ||
         type == G_UNICODE_FINAL_PUNCTUATION;
}

/* Whether a sentence ends before @at. */
static gboolean
ends_sentence (const gunichar *letters,
               gsize           length,
               gsize           at)
{
  if (is_line_end (letters[at - 1]))
    return TRUE;
  if (at < length && !g_unichar_isspace (letters[at]))
    return FALSE;
  while (at > 1 && is_closing (letters[at - 1]))
    at--;
  return is_full_stop (letters[at - 1]);
}

static GArray *
find_sentences (const gunichar *letters,
                gsize           length)
{
  GArray *sentences = g_array_new (FALSE, FALSE, sizeof (Sentence));
  Sentence sentence;

  for (gsize at = 0; at < length; at++)
    {
      if (g_unichar_isspace (letters[at]))
        continue;
      sentence.start = (guint) at;
      do
        {
          if (!g_unichar_isspace (letters[at]))
            sentence.end = (guint) at + 1;
          at++;
        }
      while (at < length && !ends_sentence (letters, length, at));
      g_array_append_val (sentences, sentence);
    }
  return sentences;
}

/* The last sentence that begins at or before @position, or the first; G_MAXUINT when there is none. */
static guint
find_sentence (const Search *self,
               guint         position)
{
  guint low = 0, high = self->sentences->len;

  while (high > low)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->sentences, Sentence, middle).start <= position)
        low = middle + 1;
      else
        high = middle;
    }
  return MAX (low, 1) - 1;
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

/* An item that shows touches all sentences it has letters of; one that is gone the sentence it was taken from. */
static void
add_item (Search             *self,
          const LnetTextItem *item,
          guint               event)
{
  guint position = self->positions[lnet_text_state_index (self->walk->state, item)];
  guint i = find_sentence (self, position);

  if (item->is_gone)
    {
      add_touch (self, i, event);
      return;
    }
  for (; i < self->sentences->len; i++)
    {
      const Sentence *sentence = &g_array_index (self->sentences, Sentence, i);

      if (sentence->start >= position + item->length)
        break;
      if (sentence->end > position)
        add_touch (self, i, event);
    }
}

static void
add_letters (Search              *self,
             const LnetTextRange *letters,
             guint                event)
{
  for (guint id = letters->id, end = id + letters->length; id < end;)
    {
      const LnetTextItem *item = lnet_text_state_item_at (self->walk->state, id);

      add_item (self, item, event);
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
  const Sentence *sentence = &g_array_index (self->sentences, Sentence, a->sentence);
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

/* The merged text, and where in it each item is. */
static void
find_positions (Search         *self,
                const gunichar *base,
                LnetTextBuffer *text)
{
  const LnetTextState *state = self->walk->state;
  guint position = 0;

  self->positions = g_new0 (guint, state->n_items);
  for (LnetTextItem *item = lnet_text_state_first (state); item != NULL; item = lnet_text_item_next (item))
    {
      const gunichar *letters = lnet_text_state_is_base (state, item)
                                  ? base + (item->id - state->base_id)
                                  : &g_array_index (self->merge->letters, gunichar, item->id);

      self->positions[lnet_text_state_index (state, item)] = position;
      if (item->is_gone)
        continue;
      lnet_text_buffer_replace (text, position, 0, letters, item->length);
      position += item->length;
    }
}

static void
search (Search         *self,
        const gboolean *narrows,
        guint           from)
{
  g_auto (LnetTextBuffer) base = { 0 };
  g_auto (LnetTextBuffer) text = { 0 };
  g_autoptr (LnetTextWalk) walk = NULL;
  g_autoptr (LnetTextStrands) strands = lnet_text_strands_new (self->merge, from);

  lnet_text_merge_replay (self->merge, narrows, from, &base);
  walk = lnet_text_walk_new (self->merge, from, self->merge->events->len, lnet_text_buffer_length (&base));
  self->walk = walk;
  self->strands = strands;
  find_positions (self, lnet_text_buffer_join (&base), &text);
  self->sentences = find_sentences (lnet_text_buffer_join (&text), lnet_text_buffer_length (&text));
  self->touches = g_array_new (FALSE, FALSE, sizeof (Touch));
  if (self->sentences->len > 0)
    collect_touches (self);
  collect_meetings (self);
  g_free (self->positions);
  g_array_unref (self->sentences);
  g_array_unref (self->touches);
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
