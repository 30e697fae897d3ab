/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-delivery.h"

LnetDelivery *
lnet_delivery_new (const LnetId *network)
{
  LnetDelivery *delivery = g_new0 (LnetDelivery, 1);

  delivery->network = *network;
  delivery->spaces = g_array_new (FALSE, FALSE, sizeof (LnetSpace));
  delivery->batches = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  delivery->signatures = g_array_new (FALSE, FALSE, sizeof (LnetSignature));
  delivery->given = g_array_new (FALSE, FALSE, sizeof (LnetGiven));
  delivery->contents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  return delivery;
}

void
lnet_delivery_free (LnetDelivery *delivery)
{
  if (delivery == NULL)
    return;
  g_array_unref (delivery->spaces);
  g_ptr_array_unref (delivery->batches);
  g_array_unref (delivery->signatures);
  g_array_unref (delivery->given);
  g_hash_table_unref (delivery->contents);
  g_free (delivery);
}

void
lnet_delivery_add_space (LnetDelivery    *delivery,
                         const LnetSpace *space)
{
  for (guint i = 0; i < delivery->spaces->len; i++)
    {
      const LnetSpace *named = &g_array_index (delivery->spaces, LnetSpace, i);

      if (named->kind == space->kind && lnet_id_equal (&named->owner, &space->owner))
        return;
    }
  g_array_append_val (delivery->spaces, *space);
}
