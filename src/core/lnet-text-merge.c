/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-text-merge-private.h"

#include <string.h>

/* There are never more events or letters than this: their numbers stay far from the greatest. */
#define MOST (1u << 30)

LnetTextMerge *
lnet_text_merge_new (void)
{
  LnetTextMerge *self = g_new0 (LnetTextMerge, 1);

  self->events = g_array_new (FALSE, FALSE, sizeof (LnetTextEvent));
  self->keys = g_array_new (FALSE, FALSE, LNET_TEXT_KEY_SIZE);
  self->parents = g_array_new (FALSE, FALSE, sizeof (guint));
  self->letters = g_array_new (FALSE, FALSE, sizeof (gunichar));
  return self;
}

void
lnet_text_merge_free (LnetTextMerge *self)
{
  g_array_unref (self->events);
  g_array_unref (self->keys);
  g_array_unref (self->parents);
  g_array_unref (self->letters);
  g_free (self);
}

/* --- adding --- */

/* Only such as are there. */
static guint
add_parents (LnetTextMerge *self,
             const guint   *parents,
             guint          n_parents,
             guint          event)
{
  guint before = self->parents->len;

  for (guint i = 0; i < n_parents; i++)
    if (parents[i] < event)
      g_array_append_val (self->parents, parents[i]);
  return self->parents->len - before;
}

/* How far history has not forked yet. */
static void
note_fork (LnetTextMerge *self,
           guint          event)
{
  guint after = lnet_text_merge_last_parent (self, event);

  if (self->n_linear == event && after == event)
    self->n_linear++;
  else
    self->n_linear = MIN (self->n_linear, after);
}

/* Adds an event whose letters are there already. */
static guint
add_event (LnetTextMerge       *self,
           const guint8        *key,
           const LnetTextEvent *event,
           const guint         *parents,
           guint                n_parents)
{
  guint index = self->events->len;
  LnetTextEvent *added;

  g_array_append_vals (self->keys, key, 1);
  g_array_append_vals (self->events, event, 1);
  added = &g_array_index (self->events, LnetTextEvent, index);
  added->letters = self->letters->len - event->n_inserted;
  added->parents = self->parents->len;
  added->n_parents = add_parents (self, parents, n_parents, index) & (MOST - 1);
  note_fork (self, index);
  return index;
}

static guint
add_text (LnetTextMerge *self,
          const char    *text)
{
  guint before = self->letters->len;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar letter = (guchar) *p < 0x80 ? (gunichar) *p : g_utf8_get_char (p);

      g_array_append_val (self->letters, letter);
    }
  return self->letters->len - before;
}

guint
lnet_text_merge_add (LnetTextMerge *self,
                     const guint8   key[LNET_TEXT_KEY_SIZE],
                     const guint   *parents,
                     guint          n_parents,
                     guint          position,
                     guint          n_deleted,
                     const char    *text)
{
  LnetTextEvent event = { .position = position, .n_deleted = n_deleted };

  g_return_val_if_fail (self->events->len < MOST, 0);
  if (strlen (text) <= MOST - self->letters->len)
    event.n_inserted = add_text (self, text);
  else
    event.position = G_MAXUINT; /* does nothing */
  return add_event (self, key, &event, parents, n_parents);
}

guint
lnet_text_merge_add_confirmation (LnetTextMerge *self,
                                  const guint8   key[LNET_TEXT_KEY_SIZE],
                                  const guint   *parents,
                                  guint          n_parents)
{
  guint event = lnet_text_merge_add (self, key, parents, n_parents, 0, 0, "");

  g_array_index (self->events, LnetTextEvent, event).is_confirmation = TRUE;
  return event;
}

/* --- reading --- */

gboolean
lnet_text_merge_has_forks (const LnetTextMerge *self)
{
  return self->n_linear < self->events->len;
}

char *
lnet_text_merge_get_text (const LnetTextMerge *self)
{
  g_auto (LnetTextBuffer) buffer = { 0 };
  g_autofree gboolean *narrows = lnet_text_merge_find_narrows (self);

  lnet_text_merge_replay (self, narrows, self->events->len, &buffer);
  return lnet_text_buffer_to_utf8 (&buffer);
}

/* Of each event whether it is among @heads or came before one of them. */
static gboolean *
find_past (const LnetTextMerge *self,
           const guint         *heads,
           guint                n_heads)
{
  gboolean *past = g_new0 (gboolean, self->events->len + 1);

  for (guint i = 0; i < n_heads; i++)
    if (heads[i] < self->events->len)
      past[heads[i]] = TRUE;
  for (guint i = self->events->len; i > 0; i--)
    {
      guint n_parents;
      const guint *parents = lnet_text_merge_parents (self, i - 1, &n_parents);

      for (guint p = 0; past[i - 1] && p < n_parents; p++)
        past[parents[p]] = TRUE;
    }
  return past;
}

static LnetTextMerge *
copy_past (const LnetTextMerge *self,
           const gboolean      *past)
{
  LnetTextMerge *copy = lnet_text_merge_new ();
  g_autofree guint *copied = g_new (guint, self->events->len + 1);
  g_autoptr (GArray) parents = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->events->len; i++)
    {
      const LnetTextEvent *event = lnet_text_merge_event (self, i);
      const guint *old = &g_array_index (self->parents, guint, event->parents);

      if (!past[i])
        continue;
      g_array_set_size (parents, 0);
      for (guint p = 0; p < event->n_parents; p++)
        g_array_append_val (parents, copied[old[p]]);
      g_array_append_vals (copy->letters, lnet_text_merge_letters (self, event), event->n_inserted);
      copied[i] = add_event (copy, lnet_text_merge_key (self, i), event, (const guint *) (gpointer) parents->data,
                             parents->len);
    }
  return copy;
}

char *
lnet_text_merge_get_version (const LnetTextMerge *self,
                             const guint         *heads,
                             guint                n_heads)
{
  g_autofree gboolean *past = find_past (self, heads, n_heads);
  g_autoptr (LnetTextMerge) copy = copy_past (self, past);

  return lnet_text_merge_get_text (copy);
}
