/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Bundles flipped, cut, joined and put together from pieces of others, at random: what is given out of them is what
 * somebody wrote, or nothing. */

#include "config.h"

#include <stdlib.h>

#include "bundle-fixture.h"

typedef struct
{
  GPtrArray *bundles; /* GBytes */
  GPtrArray *edges;   /* GArray of each */
  GHashTable *genuine; /* hashes of what is in them */
} Pool;

/* Everything that a part would give out. */
static char *
hash_part (const LnetBundlePart *part)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GByteArray) manifest = g_byte_array_new ();

  lnet_bundle_manifest_write (part->manifest, manifest);
  g_checksum_update (sum, manifest->data, manifest->len);
  for (guint i = 0; i < part->delivery->batches->len; i++)
    g_checksum_update (sum, g_bytes_get_data (part->delivery->batches->pdata[i], NULL),
                       (gssize) g_bytes_get_size (part->delivery->batches->pdata[i]));
  g_checksum_update (sum, (const guchar *) part->delivery->signatures->data,
                     (gssize) (part->delivery->signatures->len * sizeof (LnetSignature)));
  return g_strdup (g_checksum_get_string (sum));
}

static void
add_to_pool (Pool  *pool,
             guint  n,
             gsize  size)
{
  g_autoptr (LnetBundleLock) lock = epoch_lock ();
  g_autoptr (LnetDelivery) delivery = make_delivery (n, size, FALSE);
  GBytes *bundle = seal (lock, delivery);
  g_autoptr (GPtrArray) parts = read_bytes (bundle, &epoch_keys, NULL);

  g_assert_cmpuint (parts->len, ==, 1);
  g_hash_table_add (pool->genuine, hash_part (parts->pdata[0]));
  g_ptr_array_add (pool->bundles, bundle);
  g_ptr_array_add (pool->edges, find_edges (bundle));
}

static guint
pick (guint n)
{
  return (guint) g_test_rand_int_range (0, (int) n);
}

/* A place that means something, or any. */
static gsize
pick_place (Pool  *pool,
            guint  which)
{
  const GArray *edges = pool->edges->pdata[which];

  if (g_test_rand_bit ())
    return g_array_index (edges, gsize, pick (edges->len));
  return pick ((guint) g_bytes_get_size (pool->bundles->pdata[which]));
}

static void
append (GByteArray *bytes,
        GBytes     *from,
        gsize       begin,
        gsize       end)
{
  if (begin < end)
    g_byte_array_append (bytes, (const guint8 *) g_bytes_get_data (from, NULL) + begin, (guint) (end - begin));
}

/* The beginning of one, any piece of another, the end of either: a swap, a join, a repetition, a cut. */
static GByteArray *
put_together (Pool  *pool,
              guint  a,
              guint  b)
{
  GByteArray *bytes = g_byte_array_new ();
  GBytes *first = pool->bundles->pdata[a];
  GBytes *other = pool->bundles->pdata[b];

  append (bytes, first, 0, pick_place (pool, a));
  append (bytes, other, pick_place (pool, b), pick_place (pool, b));
  if (g_test_rand_bit ())
    append (bytes, first, pick_place (pool, a), g_bytes_get_size (first));
  else if (g_test_rand_bit ())
    append (bytes, other, pick_place (pool, b), g_bytes_get_size (other));
  return bytes;
}

static void
change_some (GByteArray *bytes)
{
  for (guint i = pick (4); i > 0 && bytes->len > 0; i--)
    {
      guint8 *byte = bytes->data + pick (bytes->len);

      *byte = g_test_rand_bit () ? (guint8) pick (256) : *byte ^ (guint8) (1 << pick (8));
    }
}

/* The large ones are few: they take long. */
static guint
pick_bundle (Pool *pool)
{
  return pick (50) == 0 ? pick (pool->bundles->len) : pick (4);
}

static void
try_one (Pool *pool)
{
  g_autoptr (GByteArray) bytes = put_together (pool, pick_bundle (pool), pick_bundle (pool));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parts = NULL;

  if (pick (4) > 0)
    change_some (bytes);
  parts = read_all (bytes->data, bytes->len, &epoch_keys, &error);
  if (error != NULL)
    g_assert_cmpint (error->domain, ==, LNET_ERROR);
  for (guint i = 0; i < parts->len; i++)
    {
      g_autofree char *hash = hash_part (parts->pdata[i]);

      g_assert_true (g_hash_table_contains (pool->genuine, hash));
    }
}

/* LNET_MUTATIONS says how many, for those who have the time. */
static void
test_mutations (void)
{
  const char *wanted = g_getenv ("LNET_MUTATIONS");
  guint n = wanted != NULL ? (guint) atoi (wanted) : times (20000);
  g_autoptr (GPtrArray) bundles = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GPtrArray) edges = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GHashTable) genuine = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Pool pool = { bundles, edges, genuine };

  for (guint i = 1; i <= 4; i++)
    add_to_pool (&pool, i * 3, 40);
  add_to_pool (&pool, 4, 300000);
  add_to_pool (&pool, 4, 300000);
  for (guint i = 0; i < n; i++)
    try_one (&pool);
  g_test_message ("%u bundles", n);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/bundle-mutations/at-random", test_mutations);
  return g_test_run ();
}
