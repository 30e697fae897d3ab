/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Erasing after whatever people did before, and when it is stopped anywhere: all of it or nothing, and in the end
 * nothing is left. */

#include "config.h"

#include "erase-fixture.h"
#include "lnet-batch.h"
#include "lnet-error.h"
#include "lnet-writer.h"

/* --- whatever people do --- */

typedef struct
{
  Network *network;
  LnetId members[4];
  gboolean there[4];
  LnetId notes[4];
  GArray *groups; /* LnetId */
} Chaos;

static char *
make_words (guint member)
{
  return g_strdup_printf (MARK "%u words %u", member, g_test_rand_int_range (0, 1000));
}

static void
add_somebody (Chaos *chaos,
              guint  i)
{
  g_autoptr (LnetTransaction) t = lnet_transaction_new ("member-add");
  g_autofree char *words = make_words (i);
  LnetId group;

  chaos->members[i] = put_member (t, words, words);
  chaos->notes[i] = add_text_row (t, LNET_TABLE_MEMBER_STAFF, lnet_space (LNET_SPACE_STAFF), LNET_MEMBER_STAFF_MEMBER,
                                  &chaos->members[i], LNET_MEMBER_STAFF_REGISTRY_ID, words);
  add_text_row (t, LNET_TABLE_CHANNEL, network_space (), LNET_CHANNEL_MEMBER, &chaos->members[i], LNET_CHANNEL_VALUE,
                words);
  network_commit (chaos->network, t, &group);
  chaos->there[i] = TRUE;
  g_array_append_val (chaos->groups, group);
}

/* Somebody's words change, or they go to the Trash, or come back. */
static void
change_somebody (Chaos *chaos,
                 guint  i,
                 guint  how)
{
  g_autoptr (LnetTransaction) t = lnet_transaction_new ("members-edit");
  g_autofree char *words = make_words (i);
  LnetId group;

  if (how == 0)
    lnet_transaction_delete (t, LNET_TABLE_MEMBER, &chaos->members[i]);
  else if (how == 1)
    lnet_transaction_restore (t, LNET_TABLE_MEMBER, &chaos->members[i]);
  else if (how == 2)
    lnet_transaction_edit (t, LNET_MEMBER_STAFF_NOTE, &chaos->notes[i], 0, 0, words);
  else if (how == 3)
    lnet_transaction_add_text_to_set (t, LNET_MEMBER_TAG_TAG, lnet_space (LNET_SPACE_STAFF), &chaos->members[i], words);
  else if (how == 4)
    add_text_row (t, LNET_TABLE_CONSENT, network_space (), LNET_CONSENT_MEMBER, &chaos->members[i],
                  LNET_CONSENT_WORDING, words);
  else
    lnet_transaction_set_text (t, LNET_MEMBER_WISDOM, &chaos->members[i], words);
  if (!lnet_store_commit (chaos->network->store, t, &group, &chaos->network->error))
    g_clear_error (&chaos->network->error);
  else if (!lnet_id_is_null (&group))
    g_array_append_val (chaos->groups, group);
}

static void
merge_some (Chaos *chaos,
            guint  keep,
            guint  goes)
{
  g_autoptr (LnetMemberMerge) plan = lnet_member_merge_plan (lnet_store_get_reader (chaos->network->store),
                                                             &chaos->members[keep], &chaos->members[goes], NULL);
  g_autoptr (LnetTransaction) t = NULL;
  LnetId group;

  if (plan == NULL)
    return;
  for (guint i = 0; i < plan->conflicts->len; i++)
    ((LnetMergeConflict *) plan->conflicts->pdata[i])->take_other = g_test_rand_bit ();
  t = lnet_member_merge_finish (plan);
  network_commit (chaos->network, t, &group);
  g_array_append_val (chaos->groups, group);
}

static void
take_some_back (Chaos *chaos)
{
  guint i = (guint) g_test_rand_int_range (0, (int) chaos->groups->len);
  LnetId group = g_array_index (chaos->groups, LnetId, i);

  if (!lnet_store_undo_group (chaos->network->store, &group, NULL, &chaos->network->error))
    g_clear_error (&chaos->network->error);
}

static void
do_something (Chaos *chaos)
{
  guint what = (guint) g_test_rand_int_range (0, 12);
  guint i = (guint) g_test_rand_int_range (0, 4), k = (guint) g_test_rand_int_range (0, 4);

  if (!chaos->there[i])
    add_somebody (chaos, i);
  else if (what < 6)
    change_somebody (chaos, i, what);
  else if (what < 8 && chaos->there[k])
    merge_some (chaos, i, k);
  else
    take_some_back (chaos);
}

static void
test_random (Network       *network,
             gconstpointer  data)
{
  for (guint run = 0; run < times (6); run++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%u.lnet", network->folder, run);
      Network one = { network->folder, path, lnet_store_create (path, "Random", NULL), NULL };
      Chaos chaos = { .network = &one, .groups = g_array_new (FALSE, FALSE, sizeof (LnetId)) };

      add_somebody (&chaos, 0);
      for (guint i = 0; i < 30; i++)
        do_something (&chaos);
      for (guint i = 0; i < 4; i++)
        if (chaos.there[i])
          {
            g_autoptr (LnetErasure) erasure = lnet_erasure_new_person (&chaos.members[i]);
            g_autofree char *mark = g_strdup_printf (MARK "%u", i);

            if (!lnet_store_erase (one.store, erasure, &one.error))
              g_assert_error (one.error, LNET_ERROR, LNET_ERROR_NOT_FOUND); /* went with who they were merged with */
            g_clear_error (&one.error);
            g_free (assert_sound (path, G_MAXUINT64));
            for (guint k = 0; k < 6; k++)
              do_something (&chaos);
            g_free (assert_sound (path, G_MAXUINT64));
          }
      for (guint i = 0; i < 4; i++)
        if (chaos.there[i])
          {
            g_autoptr (LnetErasure) erasure = lnet_erasure_new_person (&chaos.members[i]);

            lnet_store_erase (one.store, erasure, NULL);
          }
      if (count_files_with (network->folder, MARK) > 0)
        g_error ("Somebody is left in run %u", run);
      network_close (&one);
      g_unlink (path);
      g_array_unref (chaos.groups);
    }
}

/* One huge act: only hers goes, and quickly. */
static void
test_import (Network       *network,
             gconstpointer  data)
{
  g_autoptr (LnetTransaction) t = lnet_transaction_new ("members-import");
  guint n = times (4500), n_kept = 0;
  LnetId ana = { 0 }, group;

  for (guint i = 0; i < n; i++)
    {
      LnetId member = put_member (t, i == n / 2 ? "Zqxvwjana" : "Ben", "Lander");

      if (i == n / 2)
        ana = member;
    }
  network_commit (network, t, &group);
  lnet_erasure_free (erase (network, &ana));
  assert_no_trace (network, MARK);
  g_free (assert_sound (network->path, n - 1));
  g_assert_true (lnet_store_undo_group (network->store, &group, &n_kept, &network->error));
  g_assert_cmpuint (n_kept, ==, 1);
  g_free (assert_sound (network->path, 0));
}

/* --- when things go wrong --- */

static gboolean
erase_failing_at (Network      *network,
                  const LnetId *member,
                  guint         n)
{
  g_autoptr (LnetErasure) erasure = lnet_erasure_new_person (member);
  g_autoptr (LnetWriter) writer = lnet_writer_open (network->path, NULL);
  g_autoptr (LnetChanges) changes = lnet_changes_new ();
  g_autoptr (GError) error = NULL;
  LnetId nobody = lnet_id_null (), group;
  gboolean done;

  lnet_sqlite_fail_at (lnet_writer_get_sqlite (writer), n);
  done = lnet_writer_erase (writer, erasure, &nobody, NULL, changes, &group, &error);
  if (!done)
    g_assert_error (error, LNET_ERROR, LNET_ERROR_FULL);
  return done;
}

/* All or nothing, wherever it stops. */
static void
test_nth_statement_fails (Network       *network,
                          gconstpointer  data)
{
  g_autofree char *before = NULL;
  Life life;
  guint n = 1;

  live (network, &life);
  before = assert_sound (network->path, 2);
  network_close (network);
  while (!erase_failing_at (network, &life.person, n))
    {
      g_autofree char *after = assert_sound (network->path, 2);

      g_assert_cmpstr (after, ==, before);
      n += n < 30 ? 1 : 29;
    }
  g_assert_cmpuint (n, >, 100); /* so many statements it takes at least */
  g_free (assert_sound (network->path, 1));
}

/* It was done, but the machine stopped before the copies and the free pages were seen to. */
static void
test_interrupted (Network       *network,
                  gconstpointer  data)
{
  g_autofree char *aside = g_strconcat (network->path, ".version-1", NULL);
  g_autofree char *damaged = g_strconcat (network->path, ".version-1.2", NULL);
  g_autoptr (LnetErasure) erasure = NULL;
  Life life;

  live (network, &life);
  g_assert_true (lnet_backup_copy (network->path, aside, NULL, NULL));
  g_assert_true (g_file_set_contents (damaged, "zqxvwj, not a network", -1, NULL));
  erasure = lnet_erasure_new_person (&life.person);
  g_assert_true (lnet_store_erase (network->store, erasure, &network->error));
  /* What cannot be done is said, with the file's name. */
  g_assert_cmpuint (erasure->left->len, ==, 1);
  g_assert_nonnull (strstr (erasure->left->pdata[0], damaged));
  g_assert_cmpint (get_number (network->path, "SELECT count (*) FROM meta WHERE key LIKE 'erased-%'"), ==, 1);

  network_close (network);
  g_assert_true (has_bytes (damaged, MARK));
  g_unlink (damaged);
  network_open (network);
  g_assert_cmpint (get_number (network->path, "SELECT count (*) FROM meta WHERE key LIKE 'erased-%'"), ==, 0);
  assert_no_trace (network, MARK);
}

/* Another program in the middle of reading keeps the journal: that is said, and done at the next opening. */
static void
test_reader_open (Network       *network,
                  gconstpointer  data)
{
  g_autoptr (LnetSqlite) reading = NULL;
  g_autoptr (LnetErasure) erasure = NULL;
  sqlite3_stmt *statement;
  Life life;

  live (network, &life);
  reading = lnet_sqlite_open (network->path, LNET_SQLITE_READ_ONLY, NULL);
  g_assert_true (lnet_sqlite_exec (reading, "BEGIN", NULL));
  statement = lnet_sqlite_prepare (reading, "SELECT count (*) FROM member", NULL);
  g_assert_cmpint (lnet_sqlite_step (reading, statement, NULL), ==, 1);
  erasure = lnet_erasure_new_person (&life.person);
  g_assert_true (lnet_store_erase (network->store, erasure, &network->error));
  g_assert_cmpuint (erasure->left->len, ==, 1);
  /* It reads on what it began with. */
  g_assert_cmpint (sqlite3_column_int (statement, 0), ==, 2);
  g_clear_pointer (&reading, lnet_sqlite_close);

  network_close (network);
  network_open (network);
  assert_no_trace (network, MARK);
  g_free (assert_sound (network->path, 1));
}

static void
test_stopped (Network       *network,
              gconstpointer  data)
{
  g_autoptr (LnetErasure) erasure = NULL;
  g_autoptr (LnetWriter) writer = NULL;
  g_autoptr (LnetChanges) changes = lnet_changes_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *before = NULL, *after = NULL;
  LnetId nobody = lnet_id_null (), group;
  Life life;

  live (network, &life);
  before = assert_sound (network->path, 2);
  network_close (network);
  writer = lnet_writer_open (network->path, NULL);
  erasure = lnet_erasure_new_person (&life.person);
  g_cancellable_cancel (cancellable);
  g_assert_false (lnet_writer_erase (writer, erasure, &nobody, cancellable, changes, &group, &network->error));
  g_assert_error (network->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&network->error);
  after = assert_sound (network->path, 2);
  g_assert_cmpstr (before, ==, after);
}

/* --- the log's own form --- */

static void
add_bytes (LnetBatch *batch,
           LnetOp    *op)
{
  GByteArray *bytes = g_byte_array_new ();

  lnet_op_write (op, bytes);
  g_ptr_array_add (batch->ops, g_byte_array_free_to_bytes (bytes));
  lnet_op_free (op);
}

static LnetBatch *
make_batch (void)
{
  LnetBatch *batch = lnet_batch_new ();
  LnetId row = lnet_id_new ();
  LnetOp *op;

  batch->act = g_strdup ("member-edit");
  batch->seed = lnet_id_new ();
  for (guint i = 0; i < 3; i++)
    {
      op = lnet_op_new (LNET_OP_SET, LNET_TABLE_MEMBER, &row);
      op->number = LNET_FIELD_NUMBER (LNET_MEMBER_TOWN);
      op->value = (LnetValue) { .type = LNET_VALUE_TEXT, .text = g_strdup ("Lander") };
      add_bytes (batch, op);
    }
  op = lnet_op_new (LNET_OP_EDIT, LNET_TABLE_MEMBER_STAFF, &row);
  op->number = LNET_FIELD_NUMBER (LNET_MEMBER_STAFF_NOTE);
  op->position = 3;
  op->n_deleted = 2;
  op->text = g_strdup ("José");
  add_bytes (batch, op);
  return batch;
}

/* Blanking changes no hash; and nothing else that changes goes unseen. */
static void
test_blanked_batch (void)
{
  g_autoptr (LnetBatch) batch = make_batch (), read = NULL;
  g_autoptr (GBytes) whole = NULL, bytes = NULL;
  g_autoptr (LnetOp) op = NULL;
  g_autofree guint8 *copy = NULL;
  LnetHash previous = { { 7 } }, hash, other;
  LnetId salted = batch->seed;
  gboolean unknown;
  gsize size;

  whole = lnet_batch_write (batch, &previous, &hash);
  lnet_batch_blank_op (batch, 1, FALSE);
  lnet_batch_blank_op (batch, 3, TRUE);
  lnet_batch_blank_op (batch, 1, FALSE);
  bytes = lnet_batch_write (batch, &previous, &other);
  g_assert_cmpmem (&hash, sizeof hash, &other, sizeof other);
  copy = g_memdup2 (g_bytes_get_data (bytes, &size), g_bytes_get_size (bytes));

  /* The seed is not in it any more, or the short values could be guessed. */
  for (gsize i = 0; i + sizeof salted <= size; i++)
    g_assert_cmpint (memcmp (copy + i, &salted, sizeof salted), !=, 0);

  read = lnet_batch_read (copy, size, &previous, &other);
  g_assert_nonnull (read);
  g_assert_cmpmem (&hash, sizeof hash, &other, sizeof other);
  g_assert_true (lnet_batch_is_blanked (read, 1));
  g_assert_false (lnet_batch_is_blanked (read, 2));
  g_assert_null (lnet_batch_read_op (read, 1, &unknown));
  g_assert_true (unknown);
  op = lnet_batch_read_op (read, 3, &unknown);
  g_assert_cmpuint (op->position, ==, 3);
  g_assert_cmpuint (op->n_deleted, ==, 2);
  g_assert_cmpstr (op->text, ==, "    ");
  for (gsize i = 0; i < size; i++)
    g_assert_null (lnet_batch_read (copy, i, &previous, &other));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, func, data) g_test_add ("/erase-faults/" name, Network, data, network_set_up, func, network_tear_down)
  ADD ("random", test_random, NULL);
  ADD ("import", test_import, NULL);
  ADD ("nth-statement-fails", test_nth_statement_fails, NULL);
  ADD ("interrupted", test_interrupted, NULL);
  ADD ("reader-open", test_reader_open, NULL);
  ADD ("stopped", test_stopped, NULL);
  g_test_add_func ("/erase-faults/blanked-batch", test_blanked_batch);
  return g_test_run ();
}
