/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Numbers, one behind the other. A search notes several at each step: GArray's calls took a third of its time. */
typedef struct
{
  guint32 *items;
  guint32 n;
  guint32 room;
} LnetMatchingList;

static inline void
lnet_matching_list_push (LnetMatchingList *self,
                         guint32           item)
{
  if (G_UNLIKELY (self->n == self->room))
    {
      self->room = MAX (64, 2 * self->room);
      self->items = g_renew (guint32, self->items, self->room);
    }
  self->items[self->n++] = item;
}

static inline guint32
lnet_matching_list_pop (LnetMatchingList *self)
{
  return self->items[--self->n];
}

static inline void
lnet_matching_list_clear (LnetMatchingList *self)
{
  g_clear_pointer (&self->items, g_free);
  self->n = self->room = 0;
}

G_END_DECLS
