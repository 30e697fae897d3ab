/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-member-slots.h"

struct _LnetMemberSlots
{
  GHashTable *by_position;
};

LnetMemberSlots *
lnet_member_slots_new (void)
{
  LnetMemberSlots *self = g_new0 (LnetMemberSlots, 1);

  self->by_position = g_hash_table_new (NULL, NULL);
  return self;
}

void
lnet_member_slots_free (LnetMemberSlots *self)
{
  lnet_member_slots_forget (self);
  g_hash_table_unref (self->by_position);
  g_free (self);
}

static void
on_slot_gone (gpointer  data,
              GObject  *slot)
{
  LnetMemberSlots *self = data;
  GHashTableIter iter;
  gpointer value;

  /* The object is no more, so its position has to be found by its address; only what is on the screen is in there. */
  g_hash_table_iter_init (&iter, self->by_position);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (value == (gpointer) slot)
      {
        g_hash_table_iter_remove (&iter);
        return;
      }
}

void
lnet_member_slots_add (LnetMemberSlots *self,
                       LnetMemberSlot  *slot)
{
  g_hash_table_insert (self->by_position, GUINT_TO_POINTER (lnet_member_slot_get_position (slot)), slot);
  g_object_weak_ref (G_OBJECT (slot), on_slot_gone, self);
}

LnetMemberSlot *
lnet_member_slots_get (LnetMemberSlots *self,
                       guint            position)
{
  return g_hash_table_lookup (self->by_position, GUINT_TO_POINTER (position));
}

GPtrArray *
lnet_member_slots_list (LnetMemberSlots *self,
                        guint            start,
                        guint            end)
{
  GPtrArray *slots = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer key, slot;

  g_hash_table_iter_init (&iter, self->by_position);
  while (g_hash_table_iter_next (&iter, &key, &slot))
    if (GPOINTER_TO_UINT (key) >= start && GPOINTER_TO_UINT (key) < end)
      g_ptr_array_add (slots, g_object_ref (slot));
  return slots;
}

guint
lnet_member_slots_find_next (LnetMemberSlots *self,
                             guint            position)
{
  guint next = G_MAXUINT;
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->by_position);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (GPOINTER_TO_UINT (key) >= position)
      next = MIN (next, GPOINTER_TO_UINT (key));
  return next;
}

void
lnet_member_slots_forget (LnetMemberSlots *self)
{
  GHashTableIter iter;
  gpointer slot;

  g_hash_table_iter_init (&iter, self->by_position);
  while (g_hash_table_iter_next (&iter, NULL, &slot))
    {
      g_object_weak_unref (slot, on_slot_gone, self);
      g_hash_table_iter_remove (&iter);
    }
}
