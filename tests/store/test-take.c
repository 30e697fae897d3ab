/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "desks-fixture.h"
#include "lnet-attachment.h"
#include "lnet-error.h"
#include "lnet-transaction-private.h"
#include "lnet-unknown.h"

static void
set_town (Desks      *desks,
          guint       i,
          const char *town)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-edit");

  lnet_transaction_set_text (transaction, LNET_MEMBER_TOWN, &desks->member, town);
  commit (desks->desks[i], transaction);
}

/* What one desk writes after it has seen the other's takes its place; nothing is to settle. */
static void
test_in_turn (Desks         *desks,
              gconstpointer  data)
{
  LnetTakeReport report;

  set_town (desks, ANA, "Riverton");
  report = pass (desks, ANA, BEN);
  g_assert_cmpuint (report.n_batches, ==, 1);
  assert_says (desks, BEN, "SELECT town FROM member", "Riverton");
  set_town (desks, BEN, "Dubois");
  report = pass (desks, BEN, ANA);
  g_assert_cmpuint (report.n_to_settle, ==, 0);
  assert_says (desks, ANA, "SELECT town FROM member", "Dubois");
  assert_same (desks, 2);
}

/* Taking in twice changes nothing. */
static void
test_repeated (Desks         *desks,
               gconstpointer  data)
{
  GError *error = NULL;
  gboolean more;
  g_autoptr (LnetDelivery) delivery = NULL;
  LnetTakeReport report;

  set_town (desks, ANA, "Riverton");
  delivery = lnet_give_collect (lnet_store_get_reader (desks->desks[ANA]), NULL, NULL, NULL, G_MAXSIZE, &more, &error);
  g_assert_no_error (error);
  g_assert_true (lnet_store_take (desks->desks[BEN], delivery, &report, NULL));
  g_assert_cmpuint (report.n_batches, ==, 1);
  g_assert_true (lnet_store_take (desks->desks[BEN], delivery, &report, NULL));
  g_assert_cmpuint (report.n_batches, ==, 0);
  g_assert_cmpuint (report.n_repeated, ==, delivery->batches->len);
  g_assert_cmpuint (report.n_waiting, ==, 0);
  assert_same (desks, 2);
}

/* Two who wrote the same field without knowing of each other: both values are kept, until somebody settles it. */
static void
test_at_once (Desks         *desks,
              gconstpointer  data)
{
  LnetTakeReport report;
  g_autofree char *shown = NULL;

  set_town (desks, ANA, "Riverton");
  set_town (desks, BEN, "Dubois");
  report = pass (desks, ANA, BEN);
  g_assert_cmpuint (report.n_to_settle, ==, 1);
  report = pass (desks, BEN, ANA);
  g_assert_cmpuint (report.n_to_settle, ==, 1);
  assert_same (desks, 2);
  shown = ask (desks, ANA, "SELECT town FROM member");
  assert_says (desks, BEN, "SELECT town FROM member", shown);
  assert_says (desks, ANA, "SELECT count (*) FROM unsettled", "2");
  /* The one who keeps what is shown writes it once more. */
  set_town (desks, ANA, shown);
  assert_says (desks, ANA, "SELECT count (*) FROM unsettled", "0");
  report = pass (desks, ANA, BEN);
  g_assert_cmpuint (report.n_to_settle, ==, 0);
  assert_same (desks, 2);
}

/* Two who wrote the same are not at odds. */
static void
test_same (Desks         *desks,
           gconstpointer  data)
{
  set_town (desks, ANA, "Riverton");
  set_town (desks, BEN, "Riverton");
  exchange (desks);
  assert_says (desks, ANA, "SELECT count (*) FROM unsettled", "0");
}

/* Of states the one further on is shown, whatever the clock says. */
static void
test_states (Desks         *desks,
             gconstpointer  data)
{
  static const char *const phases[] = { "final", "drafting" };

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("passage-edit");
      g_autofree char *hex = ask (desks, i, "SELECT lower (hex (id)) FROM document");
      LnetId document;

      g_assert_true (lnet_id_from_string (hex, &document));
      lnet_transaction_set_text (transaction, LNET_DOCUMENT_PHASE, &document, phases[i]);
      commit (desks->desks[i], transaction);
    }
  exchange (desks);
  assert_says (desks, ANA, "SELECT phase FROM document", "final");
  assert_says (desks, ANA, "SELECT count (*) FROM unsettled", "2");
}

static void
edit (Desks      *desks,
      guint       i,
      guint       position,
      guint       n_deleted,
      const char *text)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("passage-edit");

  lnet_transaction_edit (transaction, LNET_PASSAGE_BODY, &desks->passage, position, n_deleted, text);
  commit (desks->desks[i], transaction);
}

/* Both people's letters are in the text; it is to be read if they met in one sentence, until somebody has read it. */
static void
test_text (Desks         *desks,
           gconstpointer  data)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("text-read");

  edit (desks, ANA, 6, 5, "single child");
  edit (desks, BEN, 20, 0, " and seen");
  exchange (desks);
  assert_says (desks, ANA, "SELECT body FROM passage", "Every single child is known and seen. We listen.");
  assert_says (desks, BEN, "SELECT to_read FROM merged_text", "1");
  /* In another sentence, later: nothing more to read. */
  edit (desks, BEN, 47, 0, " well");
  assert_says (desks, BEN, "SELECT body FROM passage", "Every single child is known and seen. We listen well.");
  assert_says (desks, BEN, "SELECT to_read FROM merged_text", "1");
  lnet_transaction_confirm_text (transaction, LNET_PASSAGE_BODY, &desks->passage);
  commit (desks->desks[BEN], transaction);
  assert_says (desks, BEN, "SELECT count (*) FROM merged_text", "0");
  exchange (desks);
  assert_says (desks, ANA, "SELECT count (*) FROM merged_text", "0");
}

static void
test_text_apart (Desks         *desks,
                 gconstpointer  data)
{
  edit (desks, ANA, 0, 5, "Each");
  edit (desks, BEN, 25, 6, "hear");
  exchange (desks);
  assert_says (desks, ANA, "SELECT body FROM passage", "Each child is known. We hear.");
  assert_says (desks, ANA, "SELECT to_read FROM merged_text", "0");
}

static void
delete_member (Desks *desks,
               guint  i)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-delete");

  lnet_transaction_delete (transaction, LNET_TABLE_MEMBER, &desks->member);
  commit (desks->desks[i], transaction);
}

/* What was changed while it was removed elsewhere stays, and is listed; removing it again settles it. */
static void
test_removed_and_changed (Desks         *desks,
                          gconstpointer  data)
{
  delete_member (desks, ANA);
  set_town (desks, BEN, "Dubois");
  exchange (desks);
  assert_says (desks, ANA, "SELECT deleted <> 0 FROM member", "0");
  assert_says (desks, ANA, "SELECT number FROM unsettled", "0");
  assert_says (desks, ANA, "SELECT count (*) FROM member_index", "1");
  delete_member (desks, BEN);
  assert_says (desks, BEN, "SELECT count (*) FROM unsettled", "0");
  exchange (desks);
  assert_says (desks, ANA, "SELECT deleted <> 0 FROM member", "1");
}

static void
test_removed_and_kept (Desks         *desks,
                       gconstpointer  data)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("settle");

  set_town (desks, BEN, "Dubois");
  delete_member (desks, ANA);
  exchange (desks);
  lnet_transaction_restore (transaction, LNET_TABLE_MEMBER, &desks->member);
  commit (desks->desks[ANA], transaction);
  assert_says (desks, ANA, "SELECT count (*) FROM unsettled", "0");
  exchange (desks);
  assert_says (desks, BEN, "SELECT deleted <> 0 FROM member", "0");
  assert_says (desks, BEN, "SELECT count (*) FROM unsettled", "0");
}

/* Somebody removed on both desks is removed. */
static void
test_removed_twice (Desks         *desks,
                    gconstpointer  data)
{
  delete_member (desks, ANA);
  delete_member (desks, BEN);
  exchange (desks);
  assert_says (desks, ANA, "SELECT deleted <> 0 FROM member", "1");
  assert_says (desks, ANA, "SELECT count (*) FROM unsettled", "0");
}

static LnetId
add_channel (Desks      *desks,
             guint       i,
             const char *value)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-edit");
  LnetId channel = lnet_transaction_add (transaction, LNET_TABLE_CHANNEL, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_set_id (transaction, LNET_CHANNEL_MEMBER, &channel, &desks->member);
  lnet_transaction_set_text (transaction, LNET_CHANNEL_VALUE, &channel, value);
  commit (desks->desks[i], transaction);
  return channel;
}

/* What was added to somebody while they were removed elsewhere is not lost with them, even if it is removed since. */
static void
test_removed_and_added_to (Desks         *desks,
                           gconstpointer  data)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-edit");
  LnetId channel;

  delete_member (desks, ANA);
  channel = add_channel (desks, BEN, "307 555 0100");
  lnet_transaction_delete (transaction, LNET_TABLE_CHANNEL, &channel);
  commit (desks->desks[BEN], transaction);
  exchange (desks);
  assert_says (desks, ANA, "SELECT deleted <> 0 FROM member", "0");
  assert_says (desks, ANA, "SELECT number FROM unsettled", "0");
}

/* An element that one puts into a set while the other takes it out is in it. */
static void
test_sets (Desks         *desks,
           gconstpointer  data)
{
  g_autoptr (LnetTransaction) first = lnet_transaction_new ("member-edit");
  g_autoptr (LnetTransaction) out = lnet_transaction_new ("member-edit");
  g_autoptr (LnetTransaction) again = lnet_transaction_new ("member-edit");
  LnetSpace space = lnet_space (LNET_SPACE_NETWORK);

  lnet_transaction_add_text_to_set (first, LNET_MEMBER_LANGUAGE_LANGUAGE, space, &desks->member, "es");
  commit (desks->desks[ANA], first);
  exchange (desks);
  lnet_transaction_remove_text_from_set (out, LNET_MEMBER_LANGUAGE_LANGUAGE, &desks->member, "es");
  commit (desks->desks[ANA], out);
  lnet_transaction_remove_text_from_set (again, LNET_MEMBER_LANGUAGE_LANGUAGE, &desks->member, "es");
  lnet_transaction_add_text_to_set (again, LNET_MEMBER_LANGUAGE_LANGUAGE, space, &desks->member, "es");
  commit (desks->desks[BEN], again);
  exchange (desks);
  assert_says (desks, ANA, "SELECT deleted FROM member_language", "0");
  assert_says (desks, ANA, "SELECT count (*) FROM unsettled", "0");
}

/* A batch that was written after one that is not here waits for it. */
static void
test_waiting (Desks         *desks,
              gconstpointer  data)
{
  GError *error = NULL;
  gboolean more;
  g_autoptr (GArray) have = NULL;
  g_autoptr (LnetDelivery) delivery = NULL;
  LnetTakeReport report;

  set_town (desks, ANA, "Riverton");
  pass (desks, ANA, BEN);
  have = lnet_give_read_vector (lnet_store_get_reader (desks->desks[BEN]), &error);
  set_town (desks, BEN, "Dubois");
  delivery = lnet_give_collect (lnet_store_get_reader (desks->desks[BEN]), have, NULL, NULL, G_MAXSIZE, &more, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (delivery->batches->len, ==, 1);
  g_assert_true (lnet_store_take (desks->desks[CY], delivery, &report, &error));
  g_assert_cmpuint (report.n_batches, ==, 0);
  g_assert_cmpuint (report.n_waiting, ==, 1);
  assert_says (desks, CY, "SELECT town FROM member", "Lander");
  assert_says (desks, CY, "SELECT why FROM inbox", "1");
  report = pass (desks, ANA, CY);
  g_assert_cmpuint (report.n_batches, ==, 2);
  g_assert_cmpuint (report.n_waiting, ==, 0);
  assert_says (desks, CY, "SELECT town FROM member", "Dubois");
}

/* Three desks at once, taken in in different orders. */
static void
test_three (Desks         *desks,
            gconstpointer  data)
{
  set_town (desks, ANA, "Riverton");
  set_town (desks, BEN, "Dubois");
  set_town (desks, CY, "Casper");
  edit (desks, ANA, 0, 0, "1 ");
  edit (desks, BEN, 0, 0, "2 ");
  edit (desks, CY, 6, 5, "person");
  pass (desks, ANA, BEN);
  pass (desks, CY, ANA);
  pass (desks, BEN, CY);
  pass (desks, CY, ANA);
  pass (desks, ANA, BEN);
  assert_same (desks, 3);
  assert_says (desks, BEN, "SELECT count (*) FROM unsettled", "3");
}

/* A file that was rolled back to an earlier copy gets its lost batches back from others, as another desk. */
static void
test_restored (Desks         *desks,
               gconstpointer  data)
{
  g_autofree char *backup = g_build_filename (desks->folder, "backup", NULL);

  close_desk (desks, ANA);
  copy_file (desks->paths[ANA], backup);
  open_desk (desks, ANA);
  set_town (desks, ANA, "Riverton");
  pass (desks, ANA, BEN);
  close_desk (desks, ANA);
  copy_file (backup, desks->paths[ANA]);
  open_desk (desks, ANA);
  set_town (desks, ANA, "Casper");
  exchange (desks);
  assert_says (desks, BEN, "SELECT count (*) FROM unsettled", "2");
}

/* Erased on one desk while the other writes of them: nothing of it is left anywhere. */
static void
test_erased (Desks         *desks,
             gconstpointer  data)
{
  g_autoptr (LnetErasure) erasure = lnet_erasure_new_person (&desks->member);
  g_autofree char *content = NULL;
  gsize length;

  set_town (desks, BEN, "Secretville");
  add_channel (desks, BEN, "307 555 0199");
  g_assert_true (lnet_store_erase (desks->desks[ANA], erasure, NULL));
  pass (desks, BEN, ANA);
  set_town (desks, BEN, "Hiddenburg");
  pass (desks, ANA, BEN);
  pass (desks, BEN, ANA);
  assert_same (desks, 2);
  assert_says (desks, BEN, "SELECT count (*) FROM member", "0");
  assert_says (desks, BEN, "SELECT count (*) FROM channel", "0");
  for (guint i = 0; i < 2; i++)
    {
      close_desk (desks, i);
      g_assert_true (g_file_get_contents (desks->paths[i], &content, &length, NULL));
      g_assert_null (memmem (content, length, "Secretville", 11));
      g_assert_null (memmem (content, length, "Hiddenburg", 10));
      g_assert_null (memmem (content, length, "307 555 0199", 12));
      g_clear_pointer (&content, g_free);
    }
}

/* As an earlier version leaves a file that kept what it did not know: in the log, but in no table. */
static void
unlearn (Desks *desks,
         guint  i)
{
  GError *error = NULL;
  g_autoptr (LnetSqlite) db = lnet_sqlite_open (desks->paths[i], LNET_SQLITE_READ_WRITE, &error);

  g_assert_no_error (error);
  lnet_sqlite_exec (db, "UPDATE member SET town = 'Lander';"
                        "DELETE FROM touch;"
                        "INSERT INTO meta (key, value) VALUES ('unknown-ops', CAST ('1' AS BLOB)), "
                        "('unknown-ops-version', CAST ('2' AS BLOB))", &error);
  g_assert_no_error (error);
}

/* What an earlier version kept without knowing it takes effect when a later one opens the file. */
static void
test_learned (Desks         *desks,
              gconstpointer  data)
{
  guint64 n;

  set_town (desks, ANA, "Riverton");
  pass (desks, ANA, BEN);
  close_desk (desks, BEN);
  unlearn (desks, BEN);
  assert_says (desks, BEN, "SELECT town FROM member", "Lander");
  open_desk (desks, BEN);
  assert_says (desks, BEN, "SELECT town FROM member", "Riverton");
  assert_says (desks, BEN, "SELECT count (*) FROM touch, json_each ('[' || batches || ']') "
                            "WHERE value = (SELECT max (seq) FROM batch)", "1");
  g_assert_true (lnet_unknown_count (lnet_store_get_reader (desks->desks[BEN]), &n, NULL));
  g_assert_cmpuint (n, ==, 0);
  /* What is at once with it is found to be. */
  set_town (desks, CY, "Dubois");
  pass (desks, CY, BEN);
  assert_says (desks, BEN, "SELECT count (*) FROM unsettled", "2");
}

static void
take_contents (Desks      *desks,
               GHashTable *contents)
{
  GError *error = NULL;
  g_autoptr (LnetDelivery) delivery = lnet_delivery_new (lnet_store_get_network (desks->desks[BEN]));
  LnetTakeReport report;
  GHashTableIter iter;
  gpointer hash, sealed;

  g_hash_table_iter_init (&iter, contents);
  while (g_hash_table_iter_next (&iter, &hash, &sealed))
    g_hash_table_insert (delivery->contents, g_strdup (hash), g_bytes_ref (sealed));
  lnet_store_take (desks->desks[BEN], delivery, &report, &error);
  g_assert_no_error (error);
}

static GHashTable *
new_content (gsize size)
{
  GHashTable *contents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  GBytes *sealed = g_bytes_new_take (g_malloc0 (size), size);
  LnetHash hash;

  lnet_hash_pieces (&(LnetHashPiece) { g_bytes_get_data (sealed, NULL), size }, 1, &hash);
  g_hash_table_insert (contents, lnet_hash_to_string (&hash), sealed);
  return contents;
}

/* A picture that comes before the row that speaks of it is there when that comes; but not any number of them, nor for
 * ever. */
static void
test_early_contents (Desks         *desks,
                     gconstpointer  data)
{
  GError *error = NULL;
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("portrait-set");
  g_autoptr (GBytes) picture = g_bytes_new_static ("a picture", 9);
  g_autoptr (GHashTable) large = new_content (33 * 1024 * 1024), small = new_content (1000);
  LnetSqlite *db;

  lnet_attachment_set_portrait (transaction, &desks->member, picture, "image/jpeg", 512, 512);
  take_contents (desks, lnet_transaction_get_contents (transaction));
  assert_says (desks, BEN, "SELECT count (*) FROM attachment_data", "1");
  commit (desks->desks[ANA], transaction);
  pass (desks, ANA, BEN);
  assert_says (desks, BEN, "SELECT count (*) FROM attachment JOIN attachment_data USING (hash)", "1");
  assert_says (desks, BEN, "SELECT CAST (value AS TEXT) FROM meta WHERE key = 'early-contents'", "");

  take_contents (desks, large);
  take_contents (desks, small);
  assert_says (desks, BEN, "SELECT count (*) FROM attachment_data", "2");
  /* A month later. */
  db = lnet_sqlite_open (desks->paths[BEN], LNET_SQLITE_READ_WRITE, &error);
  g_assert_true (lnet_sqlite_exec (db, "UPDATE meta SET value = CAST (substr (CAST (value AS TEXT), 1, 65) || '1000' AS BLOB) "
                                       "WHERE key = 'early-contents'", &error));
  lnet_sqlite_close (db);
  pass (desks, ANA, BEN);
  assert_says (desks, BEN, "SELECT count (*) FROM attachment_data", "1");
}

static void
on_recomputed (GObject      *store,
               GAsyncResult *result,
               gpointer      data)
{
  GError *error = NULL;

  lnet_store_recompute_finish (LNET_STORE (store), result, &error);
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

/* Tables that are not what the log says are put right. */
static void
test_recomputed (Desks         *desks,
                 gconstpointer  data)
{
  GError *error = NULL;
  LnetSqlite *db = lnet_sqlite_open (desks->paths[BEN], LNET_SQLITE_READ_WRITE, &error);
  gboolean done = FALSE;

  g_assert_true (lnet_sqlite_exec (db, "UPDATE member SET town = 'Nowhere'", &error));
  lnet_sqlite_close (db);
  lnet_store_recompute_async (desks->desks[BEN], on_recomputed, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  assert_says (desks, BEN, "SELECT town FROM member", "Lander");
  assert_same (desks, 2);
}

/* From another network nothing is taken. */
static void
test_foreign (Desks         *desks,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  LnetId other = lnet_id_new ();
  g_autoptr (LnetDelivery) delivery = lnet_delivery_new (&other);

  g_assert_false (lnet_store_take (desks->desks[ANA], delivery, NULL, &error));
  g_assert_error (error, LNET_ERROR, LNET_ERROR_FOREIGN);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, function) g_test_add (path, Desks, NULL, desks_set_up, function, desks_tear_down)
  ADD ("/take/in-turn", test_in_turn);
  ADD ("/take/recomputed", test_recomputed);
  ADD ("/take/early-contents", test_early_contents);
  ADD ("/take/repeated", test_repeated);
  ADD ("/take/at-once", test_at_once);
  ADD ("/take/same", test_same);
  ADD ("/take/states", test_states);
  ADD ("/take/text", test_text);
  ADD ("/take/text-apart", test_text_apart);
  ADD ("/take/removed-and-changed", test_removed_and_changed);
  ADD ("/take/removed-and-kept", test_removed_and_kept);
  ADD ("/take/removed-twice", test_removed_twice);
  ADD ("/take/removed-and-added-to", test_removed_and_added_to);
  ADD ("/take/sets", test_sets);
  ADD ("/take/waiting", test_waiting);
  ADD ("/take/three", test_three);
  ADD ("/take/restored", test_restored);
  ADD ("/take/erased", test_erased);
  ADD ("/take/learned", test_learned);
  ADD ("/take/foreign", test_foreign);
#undef ADD
  return g_test_run ();
}
