/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-text-merge-sentences-private.h"

/* Letters that are gone between two sentences may have been the end of the first, the beginning of the second, or a
 * sentence by themselves. That is told by reading the text with all that is gone: its sentences are called parts. */

/* --- where sentences end --- */

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

/* Whether a sentence ends before the letter @at. */
static gboolean
ends_sentence (const gunichar *letters,
               gsize           length,
               gsize           at)
{
  if (at == 0)
    return FALSE;
  if (is_line_end (letters[at - 1]))
    return TRUE;
  if (at < length && !g_unichar_isspace (letters[at]))
    return FALSE;
  while (at > 1 && is_closing (letters[at - 1]))
    at--;
  return is_full_stop (letters[at - 1]);
}

/* @parts: of each letter */
static GArray *
find_sentences (const gunichar *letters,
                gsize           length,
                const guint    *parts)
{
  GArray *sentences = g_array_new (FALSE, FALSE, sizeof (LnetTextSentence));
  LnetTextSentence *sentence = NULL;

  for (gsize i = 0; i < length; i++)
    {
      if (ends_sentence (letters, length, i))
        sentence = NULL;
      if (g_unichar_isspace (letters[i]))
        continue;
      if (sentence == NULL)
        {
          g_array_set_size (sentences, sentences->len + 1);
          sentence = &g_array_index (sentences, LnetTextSentence, sentences->len - 1);
          sentence->start = (guint) i;
          sentence->first_part = parts[i];
        }
      sentence->end = (guint) i + 1;
      sentence->last_part = parts[i];
    }
  return sentences;
}

/* --- reading all letters --- */

typedef struct
{
  gunichar *all;   /* letters, with those that are gone */
  gsize n_all;
  gunichar *shown; /* without them */
  guint *parts;    /* of each letter that is shown */
  gsize n_shown;
} Reading;

static void
read_letters (const LnetTextWalk *walk,
              LnetTextBuffer     *base,
              Reading            *reading)
{
  const LnetTextState *state = walk->state;
  g_autofree gunichar *base_letters = lnet_text_buffer_to_letters (base);
  gsize most = state->base_id - state->first_id + base->n_letters;

  reading->all = g_new (gunichar, most + 1);
  for (LnetTextItem *item = lnet_text_state_first (state); item != NULL; item = lnet_text_item_next (item))
    {
      const gunichar *letters = lnet_text_state_is_base (state, item)
                                  ? base_letters + (item->id - state->base_id)
                                  : &g_array_index (walk->merge->letters, gunichar, item->id);

      for (guint i = 0; i < item->length; i++)
        reading->all[reading->n_all++] = letters[i];
    }
}

static void
find_places (LnetTextSentences *self,
             Reading           *reading)
{
  const LnetTextState *state = self->walk->state;
  gsize at = 0;
  guint part = 0;

  reading->shown = g_new (gunichar, reading->n_all + 1);
  reading->parts = g_new (guint, reading->n_all + 1);
  for (LnetTextItem *item = lnet_text_state_first (state); item != NULL; item = lnet_text_item_next (item))
    {
      LnetTextPlace *place = &self->places[lnet_text_state_index (state, item)];
      gboolean is_blank = TRUE;

      place->position = (guint) reading->n_shown;
      for (guint i = 0; i < item->length; i++, at++)
        {
          gunichar letter = reading->all[at];

          part += ends_sentence (reading->all, reading->n_all, at) ? 1 : 0;
          if (is_blank)
            place->first_part = part;
          is_blank = is_blank && g_unichar_isspace (letter);
          if (is_blank || !g_unichar_isspace (letter))
            place->last_part = part;
          if (item->is_gone)
            continue;
          reading->parts[reading->n_shown] = part;
          reading->shown[reading->n_shown++] = letter;
        }
    }
}

LnetTextSentences *
lnet_text_sentences_new (const LnetTextWalk *walk,
                         LnetTextBuffer     *base)
{
  LnetTextSentences *self = g_new0 (LnetTextSentences, 1);
  Reading reading = { 0 };

  self->walk = walk;
  self->places = g_new0 (LnetTextPlace, walk->state->n_items);
  read_letters (walk, base, &reading);
  find_places (self, &reading);
  self->sentences = find_sentences (reading.shown, reading.n_shown, reading.parts);
  g_free (reading.all);
  g_free (reading.shown);
  g_free (reading.parts);
  return self;
}

void
lnet_text_sentences_free (LnetTextSentences *self)
{
  g_array_unref (self->sentences);
  g_free (self->places);
  g_free (self);
}

/* --- finding --- */

/* How many sentences begin at @position or before. */
static guint
count_until (const LnetTextSentences *self,
             guint                    position)
{
  guint low = 0, high = self->sentences->len;

  while (high > low)
    {
      guint middle = low + (high - low) / 2;

      if (lnet_text_sentences_get (self, middle)->start <= position)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Letters that are gone from the border of two sentences, of which one may not be there. */
static void
find_at_border (const LnetTextSentences *self,
                const LnetTextPlace     *place,
                guint                    after,
                guint                   *first,
                guint                   *end)
{
  *first = *end = after;
  if (after > 0 && lnet_text_sentences_get (self, after - 1)->last_part == place->first_part)
    *first = after - 1;
  if (after < self->sentences->len && lnet_text_sentences_get (self, after)->first_part == place->last_part)
    *end = after + 1;
}

void
lnet_text_sentences_find (const LnetTextSentences *self,
                          const LnetTextItem      *item,
                          guint                   *first,
                          guint                   *end)
{
  const LnetTextPlace *place = &self->places[lnet_text_state_index (self->walk->state, item)];
  guint n = count_until (self, place->position);
  const LnetTextSentence *last = n > 0 ? lnet_text_sentences_get (self, n - 1) : NULL;

  if (item->is_gone && (last == NULL || last->start == place->position || last->end <= place->position))
    {
      find_at_border (self, place, last != NULL && last->start == place->position ? n - 1 : n, first, end);
      return;
    }
  *first = last != NULL && last->end > place->position ? n - 1 : n;
  *end = n;
  while (!item->is_gone && *end < self->sentences->len &&
         lnet_text_sentences_get (self, *end)->start < place->position + item->length)
    *end += 1;
}
