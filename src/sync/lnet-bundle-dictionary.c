/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-bundle-dictionary.h"

#include <string.h>

#include "lnet-batch.h"
#include "lnet-bytes.h"

/* Below this, compression alone does as well. */
#define LEAST_BYTES (64 * 1024)

/* Three bytes say any number of an id. */
#define N_PLANES 3

/* A bit for each remainder of the last letters of the ids that are in: most places in a text are no id, and this says
 * so at once. */
#define SIEVE_BITS (1u << 21)

struct _LnetBundleDictionary
{
  GArray *ids; /* LnetId, the most frequent first */
  GHashTable *numbers; /* of ids that stand in @ids, from 1 */
  guint8 *sieve;
};

G_STATIC_ASSERT (LNET_BUNDLE_MOST_IDS < 1 << 8 * N_PLANES);

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
compare_counts (gconstpointer a,
                gconstpointer b)
{
  const Count *const *first = a;
  const Count *const *second = b;

  if ((*first)->n != (*second)->n)
    return (*first)->n < (*second)->n ? 1 : -1;
  return lnet_id_compare (&(*first)->id, &(*second)->id);
}

static gboolean
is_worth_it (const LnetDelivery *delivery)
{
  gsize size = 0;

  for (guint i = 0; i < delivery->batches->len && size < LEAST_BYTES; i++)
    size += g_bytes_get_size (delivery->batches->pdata[i]);
  return size >= LEAST_BYTES;
}

static LnetBundleDictionary *
dictionary_new (void)
{
  LnetBundleDictionary *self = g_new0 (LnetBundleDictionary, 1);

  self->ids = g_array_new (FALSE, FALSE, sizeof (LnetId));
  return self;
}

static guint
sift (const guint8 *id)
{
  guint32 letters;

  memcpy (&letters, id + LNET_ID_SIZE - sizeof letters, sizeof letters);
  return letters % SIEVE_BITS;
}

/* So that ids are found in a text. */
static void
make_numbers (LnetBundleDictionary *self)
{
  self->numbers = g_hash_table_new (lnet_id_hash, lnet_id_equal);
  self->sieve = g_malloc0 (SIEVE_BITS / 8);
  for (guint i = 0; i < self->ids->len; i++)
    {
      LnetId *id = &g_array_index (self->ids, LnetId, i);

      g_hash_table_insert (self->numbers, id, GUINT_TO_POINTER (i + 1));
      self->sieve[sift (id->bytes) / 8] |= (guint8) (1 << sift (id->bytes) % 8);
    }
}

LnetBundleDictionary *
lnet_bundle_dictionary_new (const LnetDelivery *delivery)
{
  g_autoptr (GHashTable) counts = NULL;
  g_autoptr (GPtrArray) repeated = NULL;
  LnetBundleDictionary *self;
  GHashTableIter iter;
  gpointer count;

  if (!is_worth_it (delivery))
    return NULL;
  counts = g_hash_table_new_full (hash_count, equal_counts, g_free, NULL);
  repeated = g_ptr_array_new ();
  for (guint i = 0; i < delivery->batches->len; i++)
    count_batch (counts, delivery->batches->pdata[i]);
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &count, NULL))
    if (((const Count *) count)->n > 1)
      g_ptr_array_add (repeated, count);
  if (repeated->len == 0)
    return NULL;
  g_ptr_array_sort (repeated, compare_counts);
  self = dictionary_new ();
  for (guint i = 0; i < MIN (repeated->len, LNET_BUNDLE_MOST_IDS); i++)
    g_array_append_val (self->ids, ((const Count *) repeated->pdata[i])->id);
  make_numbers (self);
  return self;
}

void
lnet_bundle_dictionary_free (LnetBundleDictionary *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->numbers, g_hash_table_unref);
  g_free (self->sieve);
  g_array_unref (self->ids);
  g_free (self);
}

GBytes *
lnet_bundle_dictionary_write (const LnetBundleDictionary *self)
{
  gsize n = self->ids->len;
  guint8 *data = g_malloc (n * LNET_ID_SIZE);

  for (gsize i = 0; i < n; i++)
    for (gsize k = 0; k < LNET_ID_SIZE; k++)
      data[k * n + i] = g_array_index (self->ids, LnetId, i).bytes[k];
  return g_bytes_new_take (data, n * LNET_ID_SIZE);
}

LnetBundleDictionary *
lnet_bundle_dictionary_read (const guint8 *data,
                             gsize         size)
{
  gsize n = size / LNET_ID_SIZE;
  LnetBundleDictionary *self;

  if (n == 0 || size % LNET_ID_SIZE != 0 || n > LNET_BUNDLE_MOST_IDS)
    return NULL;
  self = dictionary_new ();
  g_array_set_size (self->ids, (guint) n);
  for (gsize i = 0; i < n; i++)
    for (gsize k = 0; k < LNET_ID_SIZE; k++)
      g_array_index (self->ids, LnetId, i).bytes[k] = data[k * n + i];
  return self;
}

/* --- numbers for ids --- */

/* The number of the id that begins at @data, or 0. */
static guint
find_number (LnetBundleDictionary *self,
             const guint8         *data)
{
  LnetId id;

  if ((self->sieve[sift (data) / 8] & 1 << sift (data) % 8) == 0)
    return 0;
  memcpy (id.bytes, data, sizeof id.bytes);
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, &id));
}

static void
put_plane (GByteArray   *bytes,
           const GArray *numbers,
           guint         which)
{
  g_autofree guint8 *plane = g_malloc (numbers->len);

  for (guint i = 0; i < numbers->len; i++)
    plane[i] = (guint8) (g_array_index (numbers, guint, i) >> 8 * which);
  lnet_bytes_put_block (bytes, plane, numbers->len);
}

/* What stands between ids, how long each piece of it is, and the ids' numbers, each by itself: they are much alike. */
void
lnet_bundle_dictionary_shorten (LnetBundleDictionary *self,
                                const guint8         *data,
                                gsize                 size,
                                GByteArray           *bytes)
{
  g_autoptr (GByteArray) between = g_byte_array_new ();
  g_autoptr (GByteArray) lengths = g_byte_array_new ();
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  gsize from = 0;

  for (gsize at = 0; at + LNET_ID_SIZE <= size;)
    {
      guint number = find_number (self, data + at);

      if (number == 0)
        {
          at++;
          continue;
        }
      lnet_bytes_put_number (lengths, at - from);
      g_byte_array_append (between, data + from, (guint) (at - from));
      number--;
      g_array_append_val (numbers, number);
      at += LNET_ID_SIZE;
      from = at;
    }
  g_byte_array_append (between, data + from, (guint) (size - from));
  lnet_bytes_put_block (bytes, lengths->data, lengths->len);
  lnet_bytes_put_block (bytes, between->data, between->len);
  for (guint i = 0; i < N_PLANES; i++)
    put_plane (bytes, numbers, i);
}

/* An id by its number, whose bytes lie apart. */
static const LnetId *
get_id (const LnetBundleDictionary *self,
        const guint8 *const        *planes,
        gsize                       i)
{
  guint number = 0;

  for (guint k = 0; k < N_PLANES; k++)
    number |= (guint) planes[k][i] << 8 * k;
  return number < self->ids->len ? &g_array_index (self->ids, LnetId, number) : NULL;
}

gboolean
lnet_bundle_dictionary_restore (const LnetBundleDictionary *self,
                                const guint8               *data,
                                gsize                       size,
                                GByteArray                 *bytes,
                                gsize                       most)
{
  LnetCursor all = { data, size, FALSE };
  LnetCursor lengths = { NULL }, between = { NULL };
  const guint8 *planes[N_PLANES];
  gsize n[N_PLANES];

  lengths.data = lnet_cursor_get_block (&all, &lengths.left);
  between.data = lnet_cursor_get_block (&all, &between.left);
  for (guint i = 0; i < N_PLANES; i++)
    planes[i] = lnet_cursor_get_block (&all, &n[i]);
  if (all.failed || all.left > 0 || n[1] != n[0] || n[2] != n[0] ||
      n[0] > most / LNET_ID_SIZE || between.left > most - n[0] * LNET_ID_SIZE)
    return FALSE;
  for (gsize i = 0; i < n[0]; i++)
    {
      gsize length = lnet_cursor_get_number (&lengths);
      const guint8 *piece = lnet_cursor_get_raw (&between, length);
      const LnetId *id = get_id (self, planes, i);

      if (lengths.failed || between.failed || id == NULL)
        return FALSE;
      g_byte_array_append (bytes, piece, (guint) length);
      g_byte_array_append (bytes, id->bytes, LNET_ID_SIZE);
    }
  g_byte_array_append (bytes, between.data, (guint) between.left);
  return lengths.left == 0;
}
