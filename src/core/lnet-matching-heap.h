/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What happens next: the earliest first, of several at one time the lowest number. Four below each, so that they lie
 * side by side. */

typedef struct
{
  gint64 key;
  guint32 what;
  guint32 from; /* says more of what it is */
} LnetMatchingEvent;

typedef struct
{
  LnetMatchingEvent *events;
  guint32 n;
  guint32 room;
} LnetMatchingHeap;

static inline gboolean
lnet_matching_event_is_before (const LnetMatchingEvent *a,
                               const LnetMatchingEvent *b)
{
  return a->key < b->key ||
         (a->key == b->key && (a->what < b->what || (a->what == b->what && a->from < b->from)));
}

static inline void
lnet_matching_heap_push (LnetMatchingHeap *self,
                         gint64            key,
                         guint32           what,
                         guint32           from)
{
  LnetMatchingEvent event = { key, what, from };
  guint32 at = self->n++;

  if (G_UNLIKELY (at == self->room))
    {
      self->room = MAX (256, 2 * self->room);
      self->events = g_renew (LnetMatchingEvent, self->events, self->room);
    }
  while (at > 0 && lnet_matching_event_is_before (&event, &self->events[(at - 1) / 4]))
    {
      self->events[at] = self->events[(at - 1) / 4];
      at = (at - 1) / 4;
    }
  self->events[at] = event;
}

static inline LnetMatchingEvent
lnet_matching_heap_pop (LnetMatchingHeap *self)
{
  LnetMatchingEvent *events = self->events;
  LnetMatchingEvent first = events[0], last = events[self->n - 1];
  guint32 n = --self->n, at = 0;

  while (4 * at + 1 < n)
    {
      guint32 least = 4 * at + 1;

      for (guint32 child = least + 1; child < MIN (4 * at + 5, n); child++)
        if (lnet_matching_event_is_before (&events[child], &events[least]))
          least = child;
      if (!lnet_matching_event_is_before (&events[least], &last))
        break;
      events[at] = events[least];
      at = least;
    }
  events[at] = last;
  return first;
}

G_END_DECLS
