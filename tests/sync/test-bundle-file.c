/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A network's bundle in a file: what leaves, what is told of it before it is taken, and when it cannot be. */

#include "config.h"

#include "bundle-fixture.h"
#include "lnet-file-name.h"
#include "lnet-bundle-sign.h"
#include "lnet-sign.h"

typedef struct
{
  GPtrArray *batches;
  GHashTable *contents;
  guint n_parts;
} Taken;

static gboolean
take_part (const LnetBundlePart  *part,
           gpointer               user_data,
           GError               **error)
{
  Taken *taken = user_data;
  GHashTableIter iter;
  gpointer hash, content;

  taken->n_parts++;
  g_ptr_array_extend (taken->batches, part->delivery->batches, (GCopyFunc) g_bytes_ref, NULL);
  g_hash_table_iter_init (&iter, part->delivery->contents);
  while (g_hash_table_iter_next (&iter, &hash, &content))
    g_hash_table_insert (taken->contents, g_strdup (hash), g_bytes_ref (content));
  return TRUE;
}

static void
note_progress (guint64  done,
               guint64  total,
               gpointer last)
{
  g_assert_cmpuint (done, <=, total);
  g_assert_cmpuint (done, >=, *(guint64 *) last);
  *(guint64 *) last = done;
}

static GFile *
get_file (Network    *network,
          const char *name)
{
  g_autofree char *path = g_build_filename (network->folder, name, NULL);

  return g_file_new_for_path (path);
}

static void
write_file (Network               *network,
            const LnetBundleOrder *order,
            GFile                 *file,
            LnetBundleSummary     *summary)
{
  guint64 last = 0;

  lnet_bundle_write_file (lnet_store_get_reader (network->store), order, file, summary, note_progress, &last, NULL,
                          &network->error);
  g_assert_no_error (network->error);
}

static void
test_file (Network       *network,
           gconstpointer  data)
{
  g_autoptr (LnetBundleLock) lock = lock_with ("correct horse");
  const LnetBundleOrder order = { .lock = lock, .contents = TRUE, .sender_name = "Ana" };
  const LnetBundleKeys keys = { .passphrase = "correct horse" };
  g_autoptr (GFile) file = get_file (network, "all.lnbundle");
  LnetReader *reader = lnet_store_get_reader (network->store);
  LnetBundleSummary summary, counted;
  g_autoptr (GPtrArray) batches = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GHashTable) contents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                           (GDestroyNotify) g_bytes_unref);
  Taken taken = { batches, contents, 0 };
  g_autoptr (LnetDelivery) expected = NULL;
  gboolean more;
  guint n_missing;
  guint64 last = 0;

  fill_network (network);
  write_file (network, &order, file, &summary);
  lnet_bundle_summarize (reader, &order, &counted, NULL, &network->error);
  g_assert_no_error (network->error);
  g_assert_cmpuint (counted.n_batches, ==, summary.n_batches);
  g_assert_cmpuint (counted.n_ops, ==, summary.n_ops);
  g_assert_cmpuint (counted.n_contents, ==, 1);
  g_assert_cmpuint (summary.n_rows[LNET_TABLE_MEMBER], ==, 1); /* the one who is erased is none */
  g_assert_cmpuint (summary.n_rows[LNET_TABLE_SAVED_FILTER], ==, 0);
  g_assert_cmpuint (summary.n_spaces, ==, 2);
  g_assert_cmpuint (summary.n_parts, ==, 2); /* batches, and a portrait */

  lnet_bundle_take_file (file, &keys, lnet_store_get_network (network->store), take_part, &taken, note_progress, &last,
                         &n_missing, NULL, &network->error);
  g_assert_no_error (network->error);
  g_assert_cmpuint (taken.n_parts, ==, summary.n_parts);
  g_assert_cmpuint (n_missing, ==, 0);
  expected = lnet_give_collect (reader, NULL, NULL, NULL, G_MAXSIZE, &more, &network->error);
  g_assert_cmpuint (batches->len, ==, expected->batches->len);
  for (guint i = 0; i < batches->len; i++)
    g_assert_true (g_bytes_equal (batches->pdata[i], expected->batches->pdata[i]));
  g_assert_cmpuint (g_hash_table_size (contents), ==, 1);
}

static void
test_preview (Network       *network,
              gconstpointer  data)
{
  g_autoptr (LnetBundleLock) lock = lock_with ("correct horse");
  g_autoptr (GArray) have = NULL;
  const LnetId desk = lnet_id_new ();
  LnetBundleOrder order = { .lock = lock, .contents = TRUE, .sender = desk, .sender_name = "Ana" };
  const LnetBundleKeys keys = { .passphrase = "correct horse" };
  g_autoptr (GFile) file = get_file (network, "all.lnbundle");
  g_autoptr (LnetBundleHeader) header = NULL;
  g_autoptr (LnetBundlePreview) known = NULL;
  g_autoptr (LnetBundlePreview) unknown = NULL;
  LnetReader *reader = lnet_store_get_reader (network->store);
  LnetBundleSummary summary;

  fill_network (network);
  write_file (network, &order, file, &summary);
  header = lnet_bundle_peek_file (file, NULL, &network->error);
  g_assert_no_error (network->error);
  g_assert_cmpint (header->slot.kind, ==, LNET_BUNDLE_SLOT_PASSPHRASE);
  known = lnet_bundle_preview_file (file, &keys, reader, NULL, NULL, NULL, &network->error);
  g_assert_no_error (network->error);
  g_assert_cmpuint (known->n_batches, ==, summary.n_batches);
  g_assert_cmpuint (known->n_ops, ==, summary.n_ops);
  g_assert_cmpuint (known->n_spaces, ==, 2);
  g_assert_cmpuint (known->n_contents, ==, 1);
  g_assert_cmpuint (known->n_new, ==, 0);
  g_assert_cmpuint (known->n_missing, ==, 0);
  g_assert_cmpstr (known->manifest->network_name, ==, "Prairie network");
  g_assert_cmpstr (known->manifest->sender_name, ==, "Ana");
  g_assert_true (lnet_id_equal (&known->manifest->sender, &desk));
  unknown = lnet_bundle_preview_file (file, &keys, NULL, NULL, NULL, NULL, &network->error);
  g_assert_cmpuint (unknown->n_new, ==, summary.n_batches);

  /* What their bundle says they have, ours leaves out. */
  order.have = known->manifest->vector;
  have = lnet_give_read_vector (reader, &network->error);
  g_assert_cmpmem (have->data, have->len * sizeof (LnetMark), order.have->data, order.have->len * sizeof (LnetMark));
  network_add_member (network, "Eva", NULL);
  write_file (network, &order, file, &summary);
  g_assert_cmpuint (summary.n_batches, ==, 1);
  g_assert_cmpuint (summary.n_contents, ==, 0);
}

static void
test_only_some_spaces (Network       *network,
                       gconstpointer  data)
{
  g_autoptr (LnetBundleLock) lock = epoch_lock ();
  g_autoptr (GHashTable) spaces = g_hash_table_new (lnet_id_hash, lnet_id_equal);
  g_autoptr (GFile) file = get_file (network, "some.lnbundle");
  g_autoptr (GArray) vector = NULL;
  g_autoptr (LnetBundlePreview) preview = NULL;
  const LnetBundleOrder order = { .lock = lock, .spaces = spaces };
  LnetBundleSummary summary;

  fill_network (network);
  vector = lnet_give_read_vector (lnet_store_get_reader (network->store), &network->error);
  g_hash_table_add (spaces, &g_array_index (vector, LnetMark, 0).space);
  write_file (network, &order, file, &summary);
  g_assert_cmpuint (summary.n_spaces, ==, 1);
  preview = lnet_bundle_preview_file (file, &epoch_keys, NULL, NULL, NULL, NULL, &network->error);
  g_assert_no_error (network->error);
  g_assert_cmpuint (preview->n_spaces, ==, 1);
  g_assert_cmpuint (preview->manifest->spaces->len, ==, 0); /* of the copy */
  for (guint i = 0; i < preview->manifest->vector->len; i++)
    g_assert_true (g_hash_table_contains (spaces, &g_array_index (preview->manifest->vector, LnetMark, i).space));
}

/* What this desk wrote is signed as it leaves, once. */
static void
test_signed (Network       *network,
             gconstpointer  data)
{
  LnetReader *reader = lnet_store_get_reader (network->store);
  g_autoptr (LnetDelivery) delivery = NULL;
  LnetSignKey key;
  const LnetSignature *signature;
  LnetId desk, other = lnet_id_new ();
  LnetHash hash;
  LnetMark mark;
  gboolean more;

  fill_network (network);
  lnet_sign_key_new (&key);
  delivery = lnet_give_collect (reader, NULL, NULL, NULL, G_MAXSIZE, &more, &network->error);
  g_assert_true (lnet_batch_read_mark (delivery->batches->pdata[0], &mark));
  desk = mark.desk;
  g_assert_true (lnet_bundle_sign (reader, delivery, &other, key.secret, &network->error));
  g_assert_cmpuint (delivery->signatures->len, ==, 0);
  for (guint i = 0; i < 2; i++)
    g_assert_true (lnet_bundle_sign (reader, delivery, &desk, key.secret, &network->error));
  g_assert_no_error (network->error);
  g_assert_cmpuint (delivery->signatures->len, ==, delivery->spaces->len);
  signature = &g_array_index (delivery->signatures, LnetSignature, 0);
  mark = (LnetMark) { signature->space, signature->desk, signature->n };
  g_assert_true (lnet_give_read_hash (reader, &mark, &hash, &network->error));
  g_assert_true (lnet_sign_check (key.public, &mark.space, &mark.desk, mark.n, &hash, signature->bytes));
  mark.n++;
  g_assert_false (lnet_give_read_hash (reader, &mark, &hash, &network->error));
  g_assert_error (network->error, LNET_ERROR, LNET_ERROR_NOT_FOUND);
  g_clear_error (&network->error);
}

static void
test_another_network (Network       *network,
                      gconstpointer  data)
{
  g_autoptr (LnetBundleLock) lock = epoch_lock ();
  g_autoptr (GFile) file = get_file (network, "all.lnbundle");
  const LnetBundleOrder order = { .lock = lock };
  const LnetId other = lnet_id_new ();
  g_autoptr (GPtrArray) batches = g_ptr_array_new ();
  Taken taken = { batches, NULL, 0 };

  fill_network (network);
  write_file (network, &order, file, NULL);
  g_assert_false (lnet_bundle_take_file (file, &epoch_keys, &other, take_part, &taken, NULL, NULL, NULL, NULL,
                                         &network->error));
  g_assert_error (network->error, LNET_ERROR, LNET_ERROR_FOREIGN);
  g_assert_nonnull (strstr (network->error->message, "Prairie network"));
  g_assert_cmpuint (taken.n_parts, ==, 0);
  g_clear_error (&network->error);
}

/* A file of several parts that lost the last of them, between two: it is told how many. */
static void
test_missing_parts (Network       *network,
                    gconstpointer  data)
{
  g_autoptr (LnetBundleLock) lock = epoch_lock ();
  g_autoptr (LnetDelivery) delivery = make_delivery (20, 1000000, FALSE);
  g_autoptr (LnetBundleWriter) writer = writer_for (lock, delivery);
  g_autoptr (GBytes) one = write_part (writer, 2, NULL, NULL);
  g_autoptr (GBytes) twice = join (one, one);
  g_autoptr (GFile) file = get_file (network, "part.lnbundle");
  g_autoptr (LnetBundlePreview) preview = NULL;

  g_file_replace_contents (file, g_bytes_get_data (twice, NULL), g_bytes_get_size (twice), NULL, FALSE,
                           G_FILE_CREATE_NONE, NULL, NULL, &network->error);
  g_assert_no_error (network->error);
  preview = lnet_bundle_preview_file (file, &epoch_keys, NULL, NULL, NULL, NULL, &network->error);
  g_assert_no_error (network->error);
  g_assert_cmpuint (preview->n_parts, ==, 1);
  g_assert_cmpuint (preview->n_missing, ==, 2);
}

static void
cancel_soon (guint64  done,
             guint64  total,
             gpointer cancellable)
{
  if (done > 0)
    g_cancellable_cancel (cancellable);
}

/* Stopped, a bundle leaves what was there. */
static void
test_stopped (Network       *network,
              gconstpointer  data)
{
  g_autoptr (LnetBundleLock) lock = epoch_lock ();
  g_autoptr (GFile) file = get_file (network, "old.lnbundle");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GDir) folder = NULL;
  const LnetBundleOrder order = { .lock = lock, .contents = TRUE };
  g_autofree char *content = NULL;
  const char *name;

  fill_network (network);
  g_assert_true (g_file_set_contents (g_file_peek_path (file), "before", -1, NULL));
  g_assert_false (lnet_bundle_write_file (lnet_store_get_reader (network->store), &order, file, NULL, cancel_soon,
                                          cancellable, cancellable, &network->error));
  g_assert_error (network->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&network->error);
  g_assert_true (g_file_get_contents (g_file_peek_path (file), &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "before");
  folder = g_dir_open (network->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    g_assert_false (g_str_has_prefix (name, "."));
}

static void
test_nowhere (Network       *network,
              gconstpointer  data)
{
  g_autoptr (LnetBundleLock) lock = epoch_lock ();
  const LnetBundleOrder order = { .lock = lock };
  g_autoptr (GFile) missing = get_file (network, "no/folder.lnbundle");
  g_autoptr (GFile) folder = g_file_new_for_path (network->folder);
  LnetReader *reader = lnet_store_get_reader (network->store);

  g_assert_false (lnet_bundle_write_file (reader, &order, missing, NULL, NULL, NULL, NULL, &network->error));
  g_assert_error (network->error, LNET_ERROR, LNET_ERROR_NOT_FOUND);
  g_clear_error (&network->error);
  g_assert_false (lnet_bundle_write_file (reader, &order, folder, NULL, NULL, NULL, NULL, &network->error));
  g_assert_error (network->error, LNET_ERROR, LNET_ERROR_INVALID);
  g_clear_error (&network->error);
  g_assert_null (lnet_bundle_preview_file (missing, &epoch_keys, NULL, NULL, NULL, NULL, &network->error));
  g_assert_error (network->error, LNET_ERROR, LNET_ERROR_NOT_FOUND);
  g_clear_error (&network->error);
}

static void
test_names (void)
{
  static const struct { const char *name; gboolean named; } cases[] = {
    { "winter.lnbundle", TRUE }, { "Winter (1).LNBUNDLE", TRUE }, { "winter.lnet", FALSE }, { ".lnbundle", FALSE },
    { "winter.lnbundle.part", FALSE }, { "lnbundle", FALSE }, { "/", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (cases[i].name);

      g_assert_true (lnet_file_is_named (file, LNET_BUNDLE_SUFFIX) == cases[i].named);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/bundle-file/names", test_names);
  g_test_add ("/bundle-file/whole", Network, NULL, network_set_up, test_file, network_tear_down);
  g_test_add ("/bundle-file/preview", Network, NULL, network_set_up, test_preview, network_tear_down);
  g_test_add ("/bundle-file/only-some-spaces", Network, NULL, network_set_up, test_only_some_spaces, network_tear_down);
  g_test_add ("/bundle-file/signed", Network, NULL, network_set_up, test_signed, network_tear_down);
  g_test_add ("/bundle-file/another-network", Network, NULL, network_set_up, test_another_network, network_tear_down);
  g_test_add ("/bundle-file/missing-parts", Network, NULL, network_set_up, test_missing_parts, network_tear_down);
  g_test_add ("/bundle-file/stopped", Network, NULL, network_set_up, test_stopped, network_tear_down);
  g_test_add ("/bundle-file/nowhere", Network, NULL, network_set_up, test_nowhere, network_tear_down);
  return g_test_run ();
}
