/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-pool-lists-private.h"

/* Until all is put, start[i + 1] is where the next one of list i goes. */
void
lnet_pool_lists_begin (LnetPoolLists *self,
                       guint32        n)
{
  self->n = n;
  self->start = g_new0 (guint32, (gsize) n + 2);
}

void
lnet_pool_lists_count (LnetPoolLists *self,
                       guint32        list)
{
  self->start[list + 2]++;
}

void
lnet_pool_lists_make_room (LnetPoolLists *self)
{
  for (guint32 i = 0; i < self->n; i++)
    self->start[i + 2] += self->start[i + 1];
  self->items = g_new (guint32, (gsize) self->start[self->n + 1] + 1);
}

void
lnet_pool_lists_put (LnetPoolLists *self,
                     guint32        list,
                     guint32        item)
{
  self->items[self->start[list + 1]++] = item;
}

void
lnet_pool_lists_clear (LnetPoolLists *self)
{
  g_clear_pointer (&self->start, g_free);
  g_clear_pointer (&self->items, g_free);
  g_clear_pointer (&self->next, g_free);
}

void
lnet_pool_lists_rewind (LnetPoolLists *self)
{
  g_free (self->next);
  self->next = g_memdup2 (self->start, ((gsize) self->n + 1) * sizeof (guint32));
}
