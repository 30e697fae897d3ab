/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-bundle-dictionary.h"

#include "lnet-batch.h"
#include "lnet-bundle-format-private.h"

typedef struct
{
  LnetId id;
  guint n;
} Count;

static guint
hash_count (gconstpointer count)
{
  return lnet_id_hash (&((const Count *) count)->id);
}

static gboolean
equal_counts (gconstpointer a,
              gconstpointer b)
{
  return lnet_id_equal (&((const Count *) a)->id, &((const Count *) b)->id);
}

static void
count_id (GHashTable   *counts,
          const LnetId *id)
{
  Count *count = g_hash_table_lookup (counts, &(Count) { *id, 0 });

  if (count == NULL)
    {
      count = g_new (Count, 1);
      *count = (Count) { *id, 0 };
      g_hash_table_add (counts, count);
    }
  count->n++;
}

static void
count_value (GHashTable      *counts,
             const LnetValue *value)
{
  if (value->type == LNET_VALUE_ID)
    count_id (counts, &value->id);
}

static void
count_op (GHashTable   *counts,
          const LnetOp *op)
{
  count_id (counts, &op->row);
  count_value (counts, &op->value);
  for (guint i = 0; op->cells != NULL && i < op->cells->len; i++)
    count_value (counts, &g_array_index (op->cells, LnetCell, i).value);
}

static void
count_batch (GHashTable *counts,
             GBytes     *body)
{
  g_autoptr (LnetBatch) batch = lnet_batch_read (g_bytes_get_data (body, NULL), g_bytes_get_size (body), NULL, NULL);

  if (batch == NULL)
    return;
  count_id (counts, &batch->space);
  count_id (counts, &batch->desk);
  count_id (counts, &batch->author);
  count_id (counts, &batch->group);
  count_id (counts, &batch->undoes);
  for (guint i = 0; i < batch->ops->len; i++)
    {
      gboolean unknown;
      g_autoptr (LnetOp) op = lnet_batch_read_op (batch, i, &unknown);

      if (op != NULL)
        count_op (counts, op);
    }
}

static int
compare_by_number (gconstpointer a,
                   gconstpointer b)
{
  const Count *const *first = a;
  const Count *const *second = b;

  if ((*first)->n != (*second)->n)
    return (*first)->n < (*second)->n ? 1 : -1;
  return lnet_id_compare (&(*first)->id, &(*second)->id);
}

static int
compare_by_id (gconstpointer a,
               gconstpointer b)
{
  const Count *const *first = a;
  const Count *const *second = b;

  return lnet_id_compare (&(*first)->id, &(*second)->id);
}

/* Ids begin with when they were made: in order, they take less room themselves. */
static GBytes *
write_ids (GPtrArray *repeated)
{
  GByteArray *bytes = g_byte_array_new ();

  g_ptr_array_sort (repeated, compare_by_number);
  g_ptr_array_set_size (repeated, (int) MIN (repeated->len, LNET_BUNDLE_MOST_IDS));
  g_ptr_array_sort (repeated, compare_by_id);
  for (guint i = 0; i < repeated->len; i++)
    g_byte_array_append (bytes, ((const Count *) repeated->pdata[i])->id.bytes, LNET_ID_SIZE);
  return g_byte_array_free_to_bytes (bytes);
}

static gboolean
fills_one_frame (const LnetDelivery *delivery)
{
  gsize size = 0;

  for (guint i = 0; i < delivery->batches->len && size <= LNET_BUNDLE_FRAME_SIZE; i++)
    size += g_bytes_get_size (delivery->batches->pdata[i]);
  return size <= LNET_BUNDLE_FRAME_SIZE;
}

GBytes *
lnet_bundle_dictionary_make (const LnetDelivery *delivery)
{
  g_autoptr (GHashTable) counts = NULL;
  g_autoptr (GPtrArray) repeated = NULL;
  GHashTableIter iter;
  gpointer count;

  if (fills_one_frame (delivery))
    return NULL;
  counts = g_hash_table_new_full (hash_count, equal_counts, g_free, NULL);
  repeated = g_ptr_array_new ();
  for (guint i = 0; i < delivery->batches->len; i++)
    count_batch (counts, delivery->batches->pdata[i]);
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &count, NULL))
    if (((const Count *) count)->n > 1)
      g_ptr_array_add (repeated, count);
  return repeated->len > 0 ? write_ids (repeated) : NULL;
}
