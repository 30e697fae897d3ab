/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-text-merge-private.h"

/* History is narrow at an event that all others came before or after. Between two narrows it may fork: there it is
 * walked through, and then forgotten how. */

/* All later events came after this one when each of them has a parent that did, or is it. */
static void
find_what_all_follow (const LnetTextMerge *self,
                      gboolean            *narrows)
{
  guint lowest = G_MAXUINT;

  for (guint i = self->events->len; i > self->n_linear; i--)
    {
      narrows[i - 1] = lowest >= i;
      lowest = MIN (lowest, lnet_text_merge_last_parent (self, i - 1));
    }
}

/* All earlier events came before this one when nothing but it is without a successor by then. */
static void
find_what_follows_all (const LnetTextMerge *self,
                       gboolean            *narrows)
{
  guint n_heads = self->n_linear > 0 ? 1 : 0, n_parents;
  g_autofree gboolean *followed = g_new0 (gboolean, self->events->len);

  for (guint i = self->n_linear; i < self->events->len; i++)
    {
      const guint *parents = lnet_text_merge_parents (self, i, &n_parents);

      for (guint p = 0; p < n_parents; p++)
        if (!followed[parents[p]])
          {
            followed[parents[p]] = TRUE;
            n_heads -= parents[p] + 1 >= self->n_linear ? 1 : 0;
          }
      n_heads++;
      narrows[i] = narrows[i] && n_heads == 1;
    }
}

gboolean *
lnet_text_merge_find_narrows (const LnetTextMerge *self)
{
  gboolean *narrows = g_new (gboolean, self->events->len + 1);

  for (guint i = 0; i < self->n_linear; i++)
    narrows[i] = TRUE;
  find_what_all_follow (self, narrows);
  find_what_follows_all (self, narrows);
  return narrows;
}

guint
lnet_text_merge_find_fork (const gboolean *narrows,
                           guint           event)
{
  while (event > 0 && !narrows[event - 1])
    event--;
  return event;
}

/* Whether the event goes on with what the one before it wrote, so that it can be done in one go with that. */
static gboolean
types_on (const LnetTextEvent *event,
          const LnetTextEvent *last)
{
  return event->n_deleted == 0 && event->position == last->position + last->n_inserted;
}

/* Does the events up to but without @to, each the only parent of the next. */
static void
do_row (const LnetTextMerge *self,
        guint                from,
        guint                to,
        LnetTextBuffer      *buffer)
{
  const LnetTextEvent *events = (const LnetTextEvent *) (gpointer) self->events->data;

  for (guint i = from, next; i < to; i = next)
    {
      const LnetTextEvent *event = &events[i];
      gsize n_inserted = event->n_inserted;

      next = i + 1;
      if ((guint64) event->position + event->n_deleted > buffer->n_letters)
        continue;
      for (; next < to && types_on (&events[next], &events[next - 1]); next++)
        n_inserted += events[next].n_inserted;
      lnet_text_buffer_replace (buffer, event->position, event->n_deleted, lnet_text_merge_letters (self, event),
                                n_inserted);
    }
}

static void
do_fork (const LnetTextMerge *self,
         guint                from,
         guint                to,
         LnetTextBuffer      *buffer)
{
  g_autoptr (LnetTextWalk) walk = lnet_text_walk_new (self, from, to, buffer->n_letters);
  gsize position = 0;

  for (LnetTextItem *item = lnet_text_state_first (walk->state); item != NULL; item = lnet_text_item_next (item))
    {
      if (lnet_text_state_is_base (walk->state, item))
        {
          if (item->is_gone)
            lnet_text_buffer_replace (buffer, position, item->length, NULL, 0);
        }
      else if (!item->is_gone)
        lnet_text_buffer_replace (buffer, position, 0, (const gunichar *) (gpointer) self->letters->data + item->id,
                                  item->length);
      position += item->is_gone ? 0 : item->length;
    }
}

void
lnet_text_merge_replay (const LnetTextMerge *self,
                        const gboolean      *narrows,
                        guint                to,
                        LnetTextBuffer      *buffer)
{
  guint next;

  for (guint i = 0; i < to; i = next)
    {
      next = i + 1;
      while (next < to && narrows[next] == narrows[i])
        next++;
      if (narrows[i])
        do_row (self, i, next, buffer);
      else
        do_fork (self, i, next, buffer);
    }
}
