/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pictures and files: their content comes and goes with the act, lies sealed, and is told from any other. */

#include "config.h"

#include <string.h>

#include "lnet-attachment-private.h"
#include "lnet-backup.h"
#include "lnet-error.h"
#include "lnet-export.h"
#include "lnet-member.h"
#include "lnet-reader-private.h"
#include "lnet-seal.h"
#include "network-fixture.h"

static const char content[] = "A picture of Ana, as far as this test is concerned.";

static LnetId
set_portrait (Network      *network,
              const LnetId *member,
              const char   *words,
              LnetId       *group)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("portrait-set");
  g_autoptr (GBytes) bytes = words != NULL ? g_bytes_new (words, strlen (words)) : NULL;
  g_autoptr (LnetMember) loaded = NULL;

  lnet_attachment_set_portrait (transaction, member, bytes, "image/jpeg", 512, 512);
  network_commit (network, transaction, group);
  loaded = lnet_member_load (lnet_store_get_reader (network->store), member, &network->error);
  g_assert_no_error (network->error);
  return loaded->portrait;
}

static char *
load (Network      *network,
      const LnetId *id,
      GError      **error)
{
  g_autoptr (GBytes) bytes = lnet_attachment_load (lnet_store_get_reader (network->store), id, error);

  return bytes != NULL ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : NULL;
}

static void
assert_loads (Network      *network,
              const LnetId *id,
              const char   *words)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *loaded = load (network, id, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (loaded, ==, words);
}

/* Runs @sql on the file behind the store's back. */
static void
tamper (Network    *network,
        const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetSqlite) db = NULL;

  network_close (network);
  db = lnet_sqlite_open (network->path, LNET_SQLITE_READ_WRITE, &error);
  g_assert_no_error (error);
  lnet_sqlite_exec (db, sql, &error);
  g_assert_no_error (error);
}

static void
assert_problem (Network    *network,
                const char *problem)
{
  g_autoptr (LnetCheck) check = lnet_check_run (network->path, NULL, &network->error);

  g_assert_no_error (network->error);
  g_assert_cmpuint (check->problems->len, ==, 1);
  g_assert_cmpstr (check->problems->pdata[0], ==, problem);
}

static void
test_seal (void)
{
  g_autoptr (GBytes) open = g_bytes_new_static (content, sizeof content);
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GBytes) again = NULL;
  g_autofree char *text = NULL;
  g_autofree guint8 *bytes = NULL;
  LnetSealKey key, read, other;
  LnetHash hash;
  gsize size;

  lnet_seal_key_new (&key);
  lnet_seal_key_new (&other);
  text = lnet_seal_key_to_string (&key);
  g_assert_cmpuint (strlen (text), ==, 64);
  g_assert_true (lnet_seal_key_from_string (text, &read));
  g_assert_cmpmem (key.bytes, sizeof key.bytes, read.bytes, sizeof read.bytes);
  g_assert_false (lnet_seal_key_from_string (text + 2, &read));
  g_assert_false (lnet_seal_key_from_string ("zz", &read));
  sealed = lnet_seal_close (open, &key, &hash);
  bytes = g_memdup2 (g_bytes_get_data (sealed, &size), g_bytes_get_size (sealed));
  again = lnet_seal_open (bytes, size, &key);
  g_assert_true (g_bytes_equal (open, again));
  g_assert_null (lnet_seal_open (bytes, size, &other));
  for (gsize i = 0; i < size; i++)
    {
      bytes[i] ^= 1;
      g_assert_null (lnet_seal_open (bytes, size, &key));
      bytes[i] ^= 1;
      g_assert_null (lnet_seal_open (bytes, i, &key));
    }
}

/* Nothing of the content is to be read in the file, and each sealing is another. */
static void
test_sealed (Network       *network,
             gconstpointer  data)
{
  LnetId ana = network_add_member (network, "Ana", NULL);
  LnetId first = set_portrait (network, &ana, content, NULL);
  LnetId second = set_portrait (network, &ana, content, NULL);
  g_autofree char *file = NULL;
  gsize size;

  g_assert_false (lnet_id_equal (&first, &second));
  assert_loads (network, &first, content);
  assert_loads (network, &second, content);
  network_close (network);
  g_free (assert_sound (network->path, 1));
  g_assert_true (g_file_get_contents (network->path, &file, &size, NULL));
  g_assert_null (memmem (file, size, content, 16));
}

/* Taken back and done again, the picture is there; taken away, the one before comes back. */
static void
test_undo (Network       *network,
           gconstpointer  data)
{
  LnetId ana = network_add_member (network, "Ana", NULL);
  g_autoptr (LnetMember) member = NULL;
  LnetId group, removal, first, none;

  first = set_portrait (network, &ana, content, &group);
  g_assert_true (lnet_store_undo_group (network->store, &group, NULL, &network->error));
  member = lnet_member_load (lnet_store_get_reader (network->store), &ana, NULL);
  g_assert_true (lnet_id_is_null (&member->portrait));
  g_free (assert_sound (network->path, 1));
  g_clear_pointer (&member, lnet_member_free);

  set_portrait (network, &ana, "another", NULL);
  none = set_portrait (network, &ana, NULL, &removal);
  g_assert_true (lnet_id_is_null (&none));
  g_assert_true (lnet_store_undo_group (network->store, &removal, NULL, &network->error));
  member = lnet_member_load (lnet_store_get_reader (network->store), &ana, NULL);
  assert_loads (network, &member->portrait, "another");
  assert_loads (network, &first, content);
}

static LnetId
get_last_act (Network *network)
{
  LnetSqlite *db = lnet_reader_get_sqlite (lnet_store_get_reader (network->store));
  sqlite3_stmt *last = lnet_sqlite_prepare (db, "SELECT grp FROM batch ORDER BY seq DESC LIMIT 1", NULL);
  LnetId act;

  g_assert_cmpint (lnet_sqlite_step (db, last, NULL), ==, 1);
  act = lnet_sqlite_column_id (last, 0);
  sqlite3_reset (last);
  return act;
}

/* Taking back the taking back. */
static void
test_redo (Network       *network,
           gconstpointer  data)
{
  LnetId ana = network_add_member (network, "Ana", NULL);
  g_autoptr (LnetMember) member = NULL;
  LnetId group, undone;

  set_portrait (network, &ana, content, &group);
  g_assert_true (lnet_store_undo_group (network->store, &group, NULL, &network->error));
  undone = get_last_act (network);
  g_assert_true (lnet_store_undo_group (network->store, &undone, NULL, &network->error));
  member = lnet_member_load (lnet_store_get_reader (network->store), &ana, NULL);
  assert_loads (network, &member->portrait, content);
  g_free (assert_sound (network->path, 1));
}

/* A commit that is refused leaves no content behind. */
static void
test_all_or_nothing (Network       *network,
                     gconstpointer  data)
{
  LnetId ana = network_add_member (network, "Ana", NULL);
  LnetId nobody = lnet_id_new ();
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("portrait-set");
  g_autoptr (GBytes) bytes = g_bytes_new_static (content, sizeof content);
  g_autoptr (GError) error = NULL;
  gint64 n;

  lnet_attachment_set_portrait (transaction, &ana, bytes, "image/jpeg", 512, 512);
  lnet_transaction_set_text (transaction, LNET_MEMBER_TOWN, &nobody, "Nowhere");
  g_assert_false (lnet_store_commit (network->store, transaction, NULL, &error));
  g_assert_nonnull (error);
  g_assert_true (lnet_sqlite_get_integer (lnet_reader_get_sqlite (lnet_store_get_reader (network->store)),
                                          "SELECT count (*) FROM attachment_data", 7, &n, NULL));
  g_assert_cmpint (n, ==, 0);
}

static void
assert_lost (Network       *network,
             const LnetId  *id,
             LnetError      code)
{
  g_autoptr (GError) error = NULL;

  network_open (network);
  g_assert_null (load (network, id, &error));
  g_assert_error (error, LNET_ERROR, (int) code);
  g_assert_true (g_str_has_suffix (error->message, "."));
  network_close (network);
}

static void
test_altered (Network       *network,
              gconstpointer  data)
{
  LnetId ana = network_add_member (network, "Ana", NULL);
  LnetId portrait = set_portrait (network, &ana, content, NULL);

  tamper (network, "UPDATE attachment_data SET sealed = CAST (substr (sealed, 1, 40) || x'00' AS BLOB)");
  assert_lost (network, &portrait, LNET_ERROR_DAMAGED);
  assert_problem (network, "1 picture or file was altered after it was put in.");
  tamper (network, "UPDATE attachment_data SET sealed = x''");
  assert_lost (network, &portrait, LNET_ERROR_DAMAGED);
}

static void
test_missing (Network       *network,
              gconstpointer  data)
{
  LnetId ana = network_add_member (network, "Ana", NULL);
  LnetId portrait = set_portrait (network, &ana, content, NULL);
  LnetId nothing = lnet_id_new ();

  tamper (network, "DELETE FROM attachment_data");
  assert_lost (network, &portrait, LNET_ERROR_NOT_FOUND);
  assert_lost (network, &nothing, LNET_ERROR_NOT_FOUND);
  assert_problem (network, "1 picture or file is not in the network file.");
}

/* Another's are left, and so are the rows. */
static void
test_remove (Network       *network,
             gconstpointer  data)
{
  LnetId ana = network_add_member (network, "Ana", NULL);
  LnetId bo = network_add_member (network, "Bo", NULL);
  LnetId of_ana, of_bo;
  g_autoptr (LnetSqlite) db = NULL;
  guint n;

  set_portrait (network, &ana, "an earlier one", NULL);
  of_ana = set_portrait (network, &ana, content, NULL);
  of_bo = set_portrait (network, &bo, content, NULL);
  network_close (network);
  db = lnet_sqlite_open (network->path, LNET_SQLITE_READ_WRITE, &network->error);
  g_assert_true (lnet_attachment_remove_of (db, &ana, &n, &network->error));
  g_assert_cmpuint (n, ==, 2);
  g_clear_pointer (&db, lnet_sqlite_close);
  assert_lost (network, &of_ana, LNET_ERROR_NOT_FOUND);
  network_open (network);
  assert_loads (network, &of_bo, content);
}

static void
test_copy (Network       *network,
           gconstpointer  data)
{
  LnetId ana = network_add_member (network, "Ana", NULL);
  LnetId portrait = set_portrait (network, &ana, content, NULL);
  g_autofree char *copy = g_build_filename (network->folder, "copy.lnet", NULL);
  g_autoptr (LnetReader) reader = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_assert_true (lnet_backup_copy (network->path, copy, NULL, &network->error));
  g_assert_no_error (network->error);
  reader = lnet_reader_open (copy, &network->error);
  bytes = lnet_attachment_load (reader, &portrait, &network->error);
  g_assert_no_error (network->error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, strlen (content));
}

/* A portrait goes out with a card only when it was asked for, and only of those who agreed. */
static gboolean
has_photo (Network  *network,
           gboolean  asked,
           gboolean  with_private)
{
  g_autoptr (LnetExport) export = lnet_export_new (LNET_EXPORT_VCARD_3);
  g_autofree char *cards = NULL;

  lnet_export_set_portraits (export, asked);
  lnet_export_set_private (export, with_private);
  cards = lnet_export_dup_cards (export, lnet_store_get_reader (network->store), NULL, &network->error);
  g_assert_no_error (network->error);
  return strstr (cards, "PHOTO;ENCODING=b;TYPE=JPEG:") != NULL;
}

static void
test_card (Network       *network,
           gconstpointer  data)
{
  LnetId ana = network_add_member (network, "Ana", NULL);
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-edit");

  set_portrait (network, &ana, content, NULL);
  g_assert_false (has_photo (network, FALSE, TRUE));
  g_assert_false (has_photo (network, TRUE, FALSE));
  g_assert_true (has_photo (network, TRUE, TRUE));
  lnet_transaction_set_integer (transaction, LNET_MEMBER_MEDIA_RELEASE, &ana, 1);
  network_commit (network, transaction, NULL);
  g_assert_true (has_photo (network, TRUE, FALSE));
  g_assert_false (has_photo (network, FALSE, FALSE));
  tamper (network, "UPDATE attachment_data SET sealed = x''");
  network_open (network);
  g_assert_false (has_photo (network, TRUE, TRUE));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/attachment/seal", test_seal);
  g_test_add ("/attachment/sealed", Network, NULL, network_set_up, test_sealed, network_tear_down);
  g_test_add ("/attachment/undo", Network, NULL, network_set_up, test_undo, network_tear_down);
  g_test_add ("/attachment/redo", Network, NULL, network_set_up, test_redo, network_tear_down);
  g_test_add ("/attachment/all-or-nothing", Network, NULL, network_set_up, test_all_or_nothing, network_tear_down);
  g_test_add ("/attachment/altered", Network, NULL, network_set_up, test_altered, network_tear_down);
  g_test_add ("/attachment/missing", Network, NULL, network_set_up, test_missing, network_tear_down);
  g_test_add ("/attachment/remove", Network, NULL, network_set_up, test_remove, network_tear_down);
  g_test_add ("/attachment/card", Network, NULL, network_set_up, test_card, network_tear_down);
  g_test_add ("/attachment/copy", Network, NULL, network_set_up, test_copy, network_tear_down);
  return g_test_run ();
}
