/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LnetPoolLists:
 *
 * Numbers by list: those of list i are items[start[i]] to items[start[i + 1] - 1], in the order in which they were put.
 * It is filled in two goes: first each item is counted, then, once there is room, put.
 */
typedef struct
{
  guint32 *start;
  guint32 *items;
  guint32 *next; /* by list: how far somebody has come in it; theirs */
  guint32 n;     /* lists */
} LnetPoolLists;

void lnet_pool_lists_begin (LnetPoolLists *self, guint32 n);
void lnet_pool_lists_count (LnetPoolLists *self, guint32 list);
void lnet_pool_lists_make_room (LnetPoolLists *self);
void lnet_pool_lists_put (LnetPoolLists *self, guint32 list, guint32 item);
void lnet_pool_lists_clear (LnetPoolLists *self);

/** Sets all of next to where lists begin. */
void lnet_pool_lists_rewind (LnetPoolLists *self);

static inline gboolean
lnet_pool_lists_have (const LnetPoolLists *self,
                      guint32              list,
                      guint32              item)
{
  for (guint32 i = self->start[list]; i < self->start[list + 1]; i++)
    if (self->items[i] == item)
      return TRUE;
  return FALSE;
}

G_END_DECLS
