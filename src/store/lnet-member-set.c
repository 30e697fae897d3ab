/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-member-set.h"

#include <string.h>

#include "lnet-member-order-private.h"

/* Numbers from here on, which no file has that was written by this program, are kept one by one. */
#define LARGEST_BIT (1 << 28)

struct _LnetMemberSet
{
  GByteArray *bits;
  GHashTable *others; /* gint64; NULL until there is one */
  guint n;
};

LnetMemberSet *
lnet_member_set_new (void)
{
  LnetMemberSet *self = g_new0 (LnetMemberSet, 1);

  self->bits = g_byte_array_new ();
  return self;
}

LnetMemberSet *
lnet_member_set_copy (const LnetMemberSet *self)
{
  LnetMemberSet *copy = lnet_member_set_new ();
  GHashTableIter iter;
  gpointer pk;

  g_byte_array_append (copy->bits, self->bits->data, self->bits->len);
  copy->n = self->n;
  if (self->others == NULL)
    return copy;
  copy->n -= g_hash_table_size (self->others);
  g_hash_table_iter_init (&iter, self->others);
  while (g_hash_table_iter_next (&iter, &pk, NULL))
    lnet_member_set_add (copy, *(gint64 *) pk);
  return copy;
}

void
lnet_member_set_free (LnetMemberSet *self)
{
  if (self == NULL)
    return;
  g_byte_array_unref (self->bits);
  g_clear_pointer (&self->others, g_hash_table_unref);
  g_free (self);
}

guint
lnet_member_set_get_n (const LnetMemberSet *self)
{
  return self->n;
}

static gboolean
is_bit (gint64 pk)
{
  return pk >= 0 && pk < LARGEST_BIT;
}

gboolean
lnet_member_set_has (const LnetMemberSet *self,
                     gint64               pk)
{
  if (!is_bit (pk))
    return self->others != NULL && g_hash_table_contains (self->others, &pk);
  return pk / 8 < self->bits->len && ((self->bits->data[pk / 8] >> (pk % 8)) & 1) != 0;
}

/* Room for @pk, in steps: they often come in ascending order. */
static void
make_room (LnetMemberSet *self,
           gint64         pk)
{
  guint before = self->bits->len;
  guint needed = (guint) (pk / 8) + 1;

  if (needed <= before)
    return;
  g_byte_array_set_size (self->bits, MAX (needed, before + before / 2));
  memset (self->bits->data + before, 0, self->bits->len - before);
}

static void
add_other (LnetMemberSet *self,
           gint64         pk)
{
  if (self->others == NULL)
    self->others = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_hash_table_add (self->others, g_memdup2 (&pk, sizeof pk));
}

gboolean
lnet_member_set_add (LnetMemberSet *self,
                     gint64         pk)
{
  if (lnet_member_set_has (self, pk))
    return FALSE;
  if (is_bit (pk))
    {
      make_room (self, pk);
      self->bits->data[pk / 8] |= (guint8) (1 << (pk % 8));
    }
  else
    add_other (self, pk);
  self->n++;
  return TRUE;
}

gboolean
lnet_member_set_remove (LnetMemberSet *self,
                        gint64         pk)
{
  if (!lnet_member_set_has (self, pk))
    return FALSE;
  if (is_bit (pk))
    self->bits->data[pk / 8] &= (guint8) ~(1 << (pk % 8));
  else
    g_hash_table_remove (self->others, &pk);
  self->n--;
  return TRUE;
}

void
lnet_member_set_add_range (LnetMemberSet   *self,
                           LnetMemberOrder *order,
                           guint            start,
                           guint            end)
{
  guint n;
  const gint64 *pks = lnet_member_order_get_pks (order, &n);

  for (guint i = start; i < MIN (end, n); i++)
    lnet_member_set_add (self, pks[i]);
}

void
lnet_member_set_remove_range (LnetMemberSet   *self,
                              LnetMemberOrder *order,
                              guint            start,
                              guint            end)
{
  guint n;
  const gint64 *pks = lnet_member_order_get_pks (order, &n);

  for (guint i = start; i < MIN (end, n); i++)
    lnet_member_set_remove (self, pks[i]);
}

guint
lnet_member_set_count_in (const LnetMemberSet *self,
                          LnetMemberOrder     *order)
{
  guint n = 0, n_order;
  const gint64 *pks = lnet_member_order_get_pks (order, &n_order);

  for (guint i = 0; i < n_order && n < self->n; i++)
    n += lnet_member_set_has (self, pks[i]);
  return n;
}

LnetMemberOrder *
lnet_member_set_keep (const LnetMemberSet *self,
                      LnetMemberOrder     *order)
{
  LnetMemberOrder *kept = lnet_member_order_new ();
  guint n, end = 0;
  const gint64 *pks = lnet_member_order_get_pks (order, &n);
  const char *letter = NULL;

  for (guint i = 0; i < n; i++)
    {
      guint start;

      if (i == end)
        {
          lnet_member_order_get_section (order, i, &start, &end);
          letter = lnet_member_order_get_letter (order, i);
        }
      if (lnet_member_set_has (self, pks[i]))
        lnet_member_order_append (kept, pks[i], letter);
    }
  return kept;
}

gboolean
lnet_member_set_retain (LnetMemberSet   *self,
                        LnetMemberOrder *order)
{
  g_autoptr (LnetMemberSet) kept = NULL;
  guint n;
  const gint64 *pks = lnet_member_order_get_pks (order, &n);
  LnetMemberSet before;

  if (lnet_member_set_count_in (self, order) == self->n)
    return FALSE;
  kept = lnet_member_set_new ();
  for (guint i = 0; i < n; i++)
    if (lnet_member_set_has (self, pks[i]))
      lnet_member_set_add (kept, pks[i]);
  before = *self;
  *self = *kept;
  *kept = before;
  return TRUE;
}
