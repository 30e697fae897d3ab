/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-text-merge-private.h"

/* History is narrow at an event that all others came before or after. Between two narrows it may fork: there it is
 * walked through, and then forgotten how. */

/* The last of an event's parents, counted from one. */
static guint
last_parent (const LnetTextMerge *self,
             guint                event)
{
  guint n_parents;
  const guint *parents = lnet_text_merge_parents (self, event, &n_parents);

  return n_parents > 0 ? parents[n_parents - 1] + 1 : 0;
}

/* All later events came after this one when each of them has a parent that did, or is it. */
static void
find_what_all_follow (const LnetTextMerge *self,
                      gboolean            *narrows)
{
  guint lowest = G_MAXUINT;

  for (guint i = self->events->len; i > self->n_linear; i--)
    {
      narrows[i - 1] = lowest >= i;
      lowest = MIN (lowest, last_parent (self, i - 1));
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

static void
do_plainly (const LnetTextMerge *self,
            guint                event,
            LnetTextBuffer      *buffer)
{
  const LnetTextEvent *of = lnet_text_merge_event (self, event);

  if ((guint64) of->position + of->n_deleted <= lnet_text_buffer_length (buffer))
    lnet_text_buffer_replace (buffer, of->position, of->n_deleted, lnet_text_merge_letters (self, of), of->n_inserted);
}

static void
do_fork (const LnetTextMerge *self,
         guint                from,
         guint                to,
         LnetTextBuffer      *buffer)
{
  g_autoptr (LnetTextWalk) walk = lnet_text_walk_new (self, from, to, lnet_text_buffer_length (buffer));
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
      if (narrows[i])
        {
          do_plainly (self, i, buffer);
          continue;
        }
      while (next < to && !narrows[next])
        next++;
      do_fork (self, i, next, buffer);
    }
}
