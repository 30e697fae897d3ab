/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What follows from the change log: history, the Trash, the check of a file, desks. */

#include "config.h"

#include "lnet-batch.h"
#include "lnet-history.h"
#include "lnet-pack.h"
#include "lnet-sqlite.h"
#include "lnet-trash.h"
#include "network-fixture.h"

static LnetReader *
get_reader (Network *network)
{
  return lnet_store_get_reader (network->store);
}

/* --- prose --- */

static LnetId
add_passage (Network    *network,
             const char *text)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("passage-add");
  LnetId passage = lnet_transaction_add (transaction, LNET_TABLE_PASSAGE, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_set_text (transaction, LNET_PASSAGE_BODY, &passage, text);
  network_commit (network, transaction, NULL);
  return passage;
}

static LnetId
rewrite (Network      *network,
         const LnetId *passage,
         const char   *before,
         const char   *after)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("passage-edit");
  LnetId group;

  lnet_transaction_replace_prose (transaction, LNET_PASSAGE_BODY, passage, before, after);
  network_commit (network, transaction, &group);
  return group;
}

static void
assert_versions (Network            *network,
                 const LnetId       *passage,
                 const char *const  *expected)
{
  g_autoptr (GPtrArray) versions = lnet_history_of_field (get_reader (network), LNET_PASSAGE_BODY, passage,
                                                          &network->error);

  g_assert_no_error (network->error);
  g_assert_cmpuint (versions->len, ==, g_strv_length ((char **) expected));
  for (guint i = 0; i < versions->len; i++)
    g_assert_cmpstr (((LnetFieldVersion *) versions->pdata[i])->value, ==, expected[i]);
}

static void
test_versions_of_prose (Network       *network,
                        gconstpointer  data)
{
  LnetId passage = add_passage (network, "Niñas y niños");

  rewrite (network, &passage, "Niñas y niños", "Niñas y niños juegan");
  rewrite (network, &passage, "Niñas y niños juegan", "Las niñas y los niños juegan");
  assert_versions (network, &passage,
                   (const char *[]) { "Niñas y niños", "Niñas y niños juegan", "Las niñas y los niños juegan", NULL });
}

/* An older edit is taken back where its words have moved to, and the newer ones stay. */
static void
test_undo_older_edit (Network       *network,
                      gconstpointer  data)
{
  LnetId passage = add_passage (network, "Children play.");
  LnetId older = rewrite (network, &passage, "Children play.", "Children play outside.");
  guint n_kept;

  rewrite (network, &passage, "Children play outside.", "All our children play outside.");
  g_assert_true (lnet_store_undo_group (network->store, &older, &n_kept, &network->error));
  g_assert_no_error (network->error);
  g_assert_cmpuint (n_kept, ==, 0);
  assert_versions (network, &passage,
                   (const char *[]) { "Children play.", "Children play outside.", "All our children play outside.",
                                      "All our children play.", NULL });
}

static void
test_undo_edit_changed_since (Network       *network,
                              gconstpointer  data)
{
  LnetId passage = add_passage (network, "Children play.");
  LnetId older = rewrite (network, &passage, "Children play.", "Children play outside.");
  guint n_kept;

  rewrite (network, &passage, "Children play outside.", "Children play out in the snow.");
  g_assert_true (lnet_store_undo_group (network->store, &older, &n_kept, &network->error));
  g_assert_cmpuint (n_kept, ==, 1);
}

static gint64
count (Network    *network,
       const char *sql)
{
  g_autoptr (LnetSqlite) db = lnet_sqlite_open (network->path, LNET_SQLITE_READ_ONLY, &network->error);
  gint64 n = 0;

  g_assert_no_error (network->error);
  g_assert_true (lnet_sqlite_get_integer (db, sql, 0, &n, &network->error));
  return n;
}

/* A row that was added and put in its place goes, and comes back to that place. */
static void
test_undo_row_in_its_place (Network       *network,
                            gconstpointer  data)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("passage-add");
  LnetSpace space = lnet_space (LNET_SPACE_NETWORK);
  LnetId section = lnet_transaction_add (transaction, LNET_TABLE_SECTION, space);
  LnetId passage = lnet_transaction_add (transaction, LNET_TABLE_PASSAGE, space);
  const char *there = "SELECT count (*) FROM passage WHERE deleted = 0 AND position = 'VVV' AND section IS NOT NULL";
  g_autoptr (GPtrArray) acts = NULL;
  LnetId added;
  guint n_kept;

  lnet_transaction_move (transaction, LNET_PASSAGE_POSITION, &passage, &section, "VVV");
  network_commit (network, transaction, &added);
  g_assert_cmpint (count (network, there), ==, 1);
  g_assert_true (lnet_store_undo_group (network->store, &added, &n_kept, &network->error));
  g_assert_cmpuint (n_kept, ==, 0);
  g_assert_cmpint (count (network, there), ==, 0);
  acts = lnet_history_of_row (get_reader (network), &passage, 1, &network->error);
  g_assert_no_error (network->error);
  g_assert_true (lnet_store_undo_group (network->store, &((LnetHistoryEntry *) acts->pdata[0])->group, NULL,
                                        &network->error));
  g_assert_cmpint (count (network, there), ==, 1);
}

static void
test_edit_past_the_end (Network       *network,
                        gconstpointer  data)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("passage-edit");
  LnetId passage = add_passage (network, "Short");

  lnet_transaction_edit (transaction, LNET_PASSAGE_BODY, &passage, 4, 2, "x");
  g_assert_false (lnet_store_commit (network->store, transaction, NULL, &network->error));
  g_assert_nonnull (network->error);
  g_clear_error (&network->error);
}

/* --- history --- */

static LnetHistoryEntry *
get_entry (GPtrArray *entries,
           guint      i)
{
  g_assert_cmpuint (i, <, entries->len);
  return entries->pdata[i];
}

static void
test_history (Network       *network,
              gconstpointer  data)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) of_row = NULL;
  LnetId group, ana, ben;

  ana = network_add_member (network, "Ana", NULL);
  lnet_store_set_author (network->store, &ana);
  ben = network_add_member (network, "Ben", NULL);
  network_set_town (network, &ben, "Cody", &group);
  g_assert_true (lnet_store_undo_group (network->store, &group, NULL, &network->error));

  entries = lnet_history_list (get_reader (network), 0, 100, &network->error);
  g_assert_no_error (network->error);
  g_assert_cmpuint (entries->len, ==, 5);
  g_assert_cmpstr (get_entry (entries, 0)->act, ==, "undo");
  g_assert_cmpstr (get_entry (entries, 0)->undone_act, ==, "member-edit");
  g_assert_cmpstr (get_entry (entries, 0)->author_name, ==, "Ana");
  g_assert_cmpstr (get_entry (entries, 1)->subject, ==, "Ben");
  g_assert_true (get_entry (entries, 1)->undone);
  g_assert_false (get_entry (entries, 2)->undone);
  g_assert_cmpstr (get_entry (entries, 3)->author_name, ==, "");
  g_assert_cmpstr (get_entry (entries, 4)->act, ==, "network-create");

  of_row = lnet_history_of_row (get_reader (network), &ben, 100, &network->error);
  g_assert_cmpuint (of_row->len, ==, 3);

  /* Done again: no longer undone. */
  group = get_entry (entries, 0)->group;
  g_assert_true (lnet_store_undo_group (network->store, &group, NULL, &network->error));
  g_clear_pointer (&entries, g_ptr_array_unref);
  entries = lnet_history_list (get_reader (network), 0, 3, &network->error);
  g_assert_cmpuint (entries->len, ==, 3);
  g_assert_false (get_entry (entries, 2)->undone);
}

static void
test_one_act_over_spaces (Network       *network,
                          gconstpointer  data)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");
  g_autoptr (GPtrArray) entries = NULL;
  LnetId member = put_member (transaction, "Ana", "Lander");
  LnetId staff = lnet_transaction_add (transaction, LNET_TABLE_MEMBER_STAFF, lnet_space (LNET_SPACE_STAFF));
  LnetId group;

  lnet_transaction_set_id (transaction, LNET_MEMBER_STAFF_MEMBER, &staff, &member);
  network_commit (network, transaction, &group);
  entries = lnet_history_list (get_reader (network), 0, 100, &network->error);
  g_assert_cmpuint (entries->len, ==, 2);
  g_assert_cmpuint (get_entry (entries, 0)->n_changes, ==, 2);
  g_assert_true (lnet_store_undo_group (network->store, &group, NULL, &network->error));
  g_free (assert_sound (network->path, 0));
}

/* --- the Trash --- */

static void
test_trash (Network       *network,
            gconstpointer  data)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-delete");
  g_autoptr (LnetTransaction) back = lnet_transaction_new ("member-restore");
  g_autoptr (GPtrArray) items = NULL;
  LnetId ana = network_add_member (network, "José", NULL);

  lnet_transaction_delete (transaction, LNET_TABLE_MEMBER, &ana);
  network_commit (network, transaction, NULL);
  items = lnet_trash_list (get_reader (network), "jose", &network->error);
  g_assert_no_error (network->error);
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpstr (((LnetTrashItem *) items->pdata[0])->title, ==, "José");
  g_ptr_array_unref (g_steal_pointer (&items));
  items = lnet_trash_list (get_reader (network), "ben", &network->error);
  g_assert_cmpuint (items->len, ==, 0);
  g_ptr_array_unref (g_steal_pointer (&items));

  lnet_transaction_restore (back, LNET_TABLE_MEMBER, &ana);
  network_commit (network, back, NULL);
  items = lnet_trash_list (get_reader (network), NULL, &network->error);
  g_assert_cmpuint (items->len, ==, 0);
  g_free (assert_sound (network->path, 1));
}

/* --- the check --- */

/* Runs SQL on the file as nobody should. */
static void
tamper (Network    *network,
        const char *sql)
{
  g_autoptr (LnetSqlite) db = NULL;

  network_close (network);
  db = lnet_sqlite_open (network->path, LNET_SQLITE_READ_WRITE, &network->error);
  g_assert_no_error (network->error);
  g_assert_true (lnet_sqlite_exec (db, sql, &network->error));
}

static void
assert_unsound (Network    *network,
                const char *problem)
{
  g_autoptr (LnetCheck) check = lnet_check_run (network->path, NULL, &network->error);

  g_assert_no_error (network->error);
  g_assert_cmpuint (check->problems->len, >, 0);
  g_assert_nonnull (strstr (check->problems->pdata[0], problem));
}

static void
test_check_sees_a_changed_table (Network       *network,
                                 gconstpointer  data)
{
  network_add_member (network, "Ana", NULL);
  tamper (network, "UPDATE member SET town = 'Elsewhere'");
  assert_unsound (network, "Member");
}

static void
test_check_sees_an_altered_log (Network       *network,
                                gconstpointer  data)
{
  network_add_member (network, "Ana", NULL);
  tamper (network, "UPDATE batch SET hash = zeroblob (32) WHERE seq = 2");
  assert_unsound (network, "Change 2");
}

static void
test_check_sees_a_missing_batch (Network       *network,
                                 gconstpointer  data)
{
  network_add_member (network, "Ana", NULL);
  network_add_member (network, "Ben", NULL);
  tamper (network, "PRAGMA foreign_keys = OFF; DELETE FROM batch WHERE seq = 2");
  assert_unsound (network, "Change 3");
}

/* --- batches --- */

static void
test_damaged_batches_are_refused (void)
{
  g_autoptr (LnetBatch) batch = lnet_batch_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autofree guint8 *copy = NULL;
  LnetHash previous = { 0 }, hash, other;
  LnetId row = lnet_id_new ();
  gsize size;

  batch->act = g_strdup ("member-add");
  batch->seed = lnet_id_new ();
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (LnetOp) op = lnet_op_new (LNET_OP_SET, LNET_TABLE_MEMBER, &row);
      GByteArray *written = g_byte_array_new ();

      op->number = 9;
      op->value = (LnetValue) { .type = LNET_VALUE_TEXT, .text = g_strdup ("Lander") };
      lnet_op_write (op, written);
      g_ptr_array_add (batch->ops, g_byte_array_free_to_bytes (written));
    }
  bytes = lnet_batch_write (batch, &previous, &hash);
  copy = g_memdup2 (g_bytes_get_data (bytes, &size), g_bytes_get_size (bytes));

  /* Every bit of it counts: turned, it is refused or hashes to something else. */
  for (gsize i = 0; i < size * 8; i++)
    {
      g_autoptr (LnetBatch) read = NULL;

      copy[i / 8] ^= (guint8) (1 << i % 8);
      read = lnet_batch_read (copy, size, &previous, &other);
      if (read != NULL)
        g_assert_cmpint (memcmp (&hash, &other, sizeof hash), !=, 0);
      copy[i / 8] ^= (guint8) (1 << i % 8);
    }
  for (gsize i = 0; i < size; i++)
    {
      g_autoptr (LnetBatch) read = lnet_batch_read (copy, i, &previous, &other);

      g_assert_null (read);
    }
}

/* --- packed --- */

#define N_MANY 60

static void
set_towns (Network      *network,
           const LnetId *members,
           const char   *town,
           LnetId       *group)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-edit");

  for (guint i = 0; i < N_MANY; i++)
    lnet_transaction_set_text (transaction, LNET_MEMBER_TOWN, &members[i], town);
  network_commit (network, transaction, group);
}

static gint64
count_in (Network    *network,
          const char *town)
{
  g_autoptr (LnetSqlite) db = lnet_sqlite_open (network->path, LNET_SQLITE_READ_ONLY, NULL);
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM member WHERE town = '%s'", town);
  gint64 n = -1;

  g_assert_true (lnet_sqlite_get_integer (db, sql, -1, &n, NULL));
  return n;
}

/* The newest batch as the file keeps it, and the hashes it stands between. */
static GBytes *
read_kept (Network    *network,
           const char *column,
           LnetHash   *previous,
           LnetHash   *hash)
{
  g_autoptr (LnetSqlite) db = lnet_sqlite_open (network->path, LNET_SQLITE_READ_ONLY, NULL);
  g_autofree char *sql = g_strdup_printf ("SELECT newest.%s, newest.hash, former.hash FROM batch AS newest "
                                          "JOIN batch AS former ON former.seq = newest.seq - 1 "
                                          "ORDER BY newest.seq DESC LIMIT 1", column);
  sqlite3_stmt *statement = lnet_sqlite_prepare (db, sql, NULL);

  g_assert_cmpint (lnet_sqlite_step (db, statement, NULL), ==, 1);
  memcpy (hash, sqlite3_column_blob (statement, 1), sizeof *hash);
  memcpy (previous, sqlite3_column_blob (statement, 2), sizeof *previous);
  return g_bytes_new (sqlite3_column_blob (statement, 0), (gsize) sqlite3_column_bytes (statement, 0));
}

/* A long batch is kept packed; so is what takes it back. */
static void
test_packed (Network       *network,
             gconstpointer  data)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("import");
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GBytes) inverse = NULL;
  LnetId members[N_MANY], group;
  LnetHash previous, hash;

  for (guint i = 0; i < N_MANY; i++)
    members[i] = put_member (transaction, "Ana", "a town of such a long name that it is worth packing");
  network_commit (network, transaction, NULL);
  set_towns (network, members, "Lander", &group);
  body = read_kept (network, "body", &previous, &hash);
  inverse = read_kept (network, "inverse", &previous, &hash);
  g_assert_true (lnet_is_packed (g_bytes_get_data (body, NULL), g_bytes_get_size (body)));
  g_assert_true (lnet_is_packed (g_bytes_get_data (inverse, NULL), g_bytes_get_size (inverse)));
  g_free (assert_sound (network->path, N_MANY));

  g_assert_cmpint (count_in (network, "Lander"), ==, N_MANY);
  g_assert_true (lnet_store_undo_group (network->store, &group, NULL, &network->error));
  g_assert_no_error (network->error);
  g_assert_cmpint (count_in (network, "a town of such a long name that it is worth packing"), ==, N_MANY);
}

/* Whatever is damaged in it: it is refused, hashes to something else, or says the very same. */
static void
test_damaged_packed_batches_are_refused (Network       *network,
                                         gconstpointer  data)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("import");
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GBytes) whole = NULL;
  g_autofree guint8 *copy = NULL;
  LnetHash previous, hash, other;
  gsize size;

  for (guint i = 0; i < N_MANY; i++)
    put_member (transaction, "Ana", "Lander");
  network_commit (network, transaction, NULL);
  body = read_kept (network, "body", &previous, &hash);
  copy = g_memdup2 (g_bytes_get_data (body, &size), g_bytes_get_size (body));
  lnet_batch_free (lnet_unpack_batch (copy, size, &previous, &other));
  g_assert_cmpmem (&hash, sizeof hash, &other, sizeof other);
  whole = lnet_unpack (copy, size);
  for (gsize i = 0; i < size; i++)
    {
      g_autoptr (LnetBatch) read = NULL;
      g_autoptr (LnetBatch) cut = NULL;

      copy[i] ^= (guint8) (1 << i % 8);
      read = lnet_unpack_batch (copy, size, &previous, &other);
      if (read != NULL && memcmp (&hash, &other, sizeof hash) == 0)
        {
          g_autoptr (GBytes) again = lnet_batch_write (read, NULL, NULL);

          g_assert_true (g_bytes_equal (whole, again));
        }
      copy[i] ^= (guint8) (1 << i % 8);
      cut = lnet_unpack_batch (copy, i, &previous, &other);
      g_assert_null (cut);
    }
}

/* --- desks --- */

static const LnetStatement count_desks = { "test-desks", "SELECT count (*) FROM desk", "small" };

static gint64
get_n_desks (Network *network)
{
  g_autoptr (LnetRows) rows = lnet_reader_query (get_reader (network), &count_desks);

  g_assert_true (lnet_rows_step (rows));
  return lnet_rows_integer (rows, 0);
}

static void
copy_file (const char *from,
           const char *to)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);

  g_assert_true (g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL));
}

/* A file that goes back in time must not number its batches as the lost ones were numbered. */
static void
test_restored_file_takes_a_new_desk (Network       *network,
                                     gconstpointer  data)
{
  g_autofree char *copy = g_strconcat (network->path, ".copy", NULL);

  network_add_member (network, "Ana", NULL);
  network_close (network);
  copy_file (network->path, copy);
  network_open (network);
  network_add_member (network, "Ben", NULL);
  g_assert_cmpint (get_n_desks (network), ==, 1);

  network_close (network);
  copy_file (copy, network->path);
  network_open (network);
  g_assert_cmpint (get_n_desks (network), ==, 1);
  network_add_member (network, "Cleo", NULL);
  g_assert_cmpint (get_n_desks (network), ==, 2);
  network_add_member (network, "Dora", NULL);
  g_assert_cmpint (get_n_desks (network), ==, 2);
  g_free (assert_sound (network->path, 3));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) g_test_add ("/log/" path, Network, NULL, network_set_up, function, network_tear_down)
  ADD ("versions-of-prose", test_versions_of_prose);
  ADD ("undo-older-edit", test_undo_older_edit);
  ADD ("undo-row-in-its-place", test_undo_row_in_its_place);
  ADD ("undo-edit-changed-since", test_undo_edit_changed_since);
  ADD ("edit-past-the-end", test_edit_past_the_end);
  ADD ("history", test_history);
  ADD ("one-act-over-spaces", test_one_act_over_spaces);
  ADD ("trash", test_trash);
  ADD ("check/changed-table", test_check_sees_a_changed_table);
  ADD ("check/altered-log", test_check_sees_an_altered_log);
  ADD ("check/missing-batch", test_check_sees_a_missing_batch);
  ADD ("packed", test_packed);
  ADD ("damaged-packed-batches", test_damaged_packed_batches_are_refused);
  ADD ("restored-file-takes-a-new-desk", test_restored_file_takes_a_new_desk);
#undef ADD
  g_test_add_func ("/log/damaged-batches", test_damaged_batches_are_refused);

  return g_test_run ();
}
