/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The roster of a file: out of its log, and of what was set aside. */

#include "config.h"

#include <string.h>

#include "lnet-roster-private.h"
#include "network-fixture.h"

#define SET_ASIDE 4

static void
put_desk (LnetTransaction *transaction,
          const LnetId    *desk,
          guint8           key,
          LnetStance       stance,
          const LnetId    *member)
{
  guint8 bytes[LNET_PUBLIC_KEY_SIZE];
  g_autofree char *text = NULL;

  memset (bytes, key, sizeof bytes);
  text = lnet_public_key_to_string (bytes);
  lnet_transaction_add_with_id (transaction, LNET_TABLE_ROSTER_DESK, lnet_space (LNET_SPACE_NETWORK), desk);
  lnet_transaction_set_text (transaction, LNET_ROSTER_DESK_STANCE, desk, lnet_stance_to_key (stance));
  lnet_transaction_set_text (transaction, LNET_ROSTER_DESK_SIGN_KEY, desk, text);
  lnet_transaction_set_text (transaction, LNET_ROSTER_DESK_BOX_KEY, desk, text);
  lnet_transaction_set_id (transaction, LNET_ROSTER_DESK_MEMBER, desk, member);
}

static LnetId
get_id (LnetSqlite *db,
        const char *sql)
{
  g_autoptr (GError) error = NULL;
  sqlite3_stmt *statement = lnet_sqlite_prepare (db, sql, &error);
  LnetId id;

  g_assert_no_error (error);
  g_assert_cmpint (lnet_sqlite_step (db, statement, &error), ==, 1);
  id = lnet_sqlite_column_id (statement, 0);
  sqlite3_reset (statement);
  return id;
}

/* This desk is the founder's, and has let in what @transaction holds. */
static LnetSqlite *
found (Network *network)
{
  LnetSqlite *db;

  network_close (network);
  db = lnet_sqlite_open (network->path, LNET_SQLITE_READ_WRITE, &network->error);
  g_assert_no_error (network->error);
  lnet_sqlite_exec (db, "INSERT INTO meta (key, value) SELECT 'founder', id FROM desk", &network->error);
  g_assert_no_error (network->error);
  return db;
}

static LnetRoster *
read_roster (Network    *network,
             LnetSqlite *db)
{
  LnetRoster *roster = lnet_roster_read (db, &network->error);

  g_assert_no_error (network->error);
  return roster;
}

static void
test_not_shared (Network       *network,
                 gconstpointer  data)
{
  g_autoptr (LnetRoster) roster = lnet_roster_load (lnet_store_get_reader (network->store), &network->error);
  LnetId somebody = lnet_id_new ();
  LnetSpace private = lnet_space (LNET_SPACE_PRIVATE), staff = lnet_space (LNET_SPACE_STAFF);

  g_assert_true (lnet_roster_is_empty (roster));
  g_assert_true (lnet_roster_allows (roster, &somebody, &somebody, 1));
  g_assert_true (lnet_roster_may_read (roster, &somebody, &staff));
  g_assert_false (lnet_roster_may_read (roster, &somebody, &private));
}

static void
test_spaces (Network       *network,
             gconstpointer  data)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("desk-admit");
  g_autoptr (LnetSqlite) db = NULL;
  g_autoptr (LnetRoster) roster = NULL;
  LnetId nobody = lnet_id_null (), ana = network_add_member (network, "Ana", NULL);
  LnetId director = lnet_id_new (), facilitator = lnet_id_new (), participant = lnet_id_new ();
  LnetId pair = lnet_transaction_add (transaction, LNET_TABLE_PAIR, lnet_space (LNET_SPACE_NETWORK));
  LnetId enrolment = lnet_transaction_add (transaction, LNET_TABLE_ENROLMENT, lnet_space (LNET_SPACE_NETWORK));
  LnetId other = lnet_id_new ();
  const LnetSpace spaces[] = {
    lnet_space (LNET_SPACE_NETWORK), lnet_space (LNET_SPACE_STAFF), lnet_space_pair (&pair), lnet_space_pair (&other),
    lnet_space_enrolment (&enrolment), lnet_space_enrolment (&other), lnet_space (LNET_SPACE_PRIVATE),
  };
  const struct { const LnetId *desk; const char *may; } expected[] = {
    { &director, "110011" "0" }, { &facilitator, "110011" "0" }, { &participant, "101010" "0" }, { &other, "0000000" },
  };

  lnet_transaction_set_id (transaction, LNET_ENROLMENT_MEMBER, &enrolment, &ana);
  lnet_transaction_add_to_set (transaction, LNET_PAIR_MEMBER_MEMBER, lnet_space (LNET_SPACE_NETWORK), &pair, &ana);
  put_desk (transaction, &director, 1, LNET_STANCE_DIRECTOR, &nobody);
  put_desk (transaction, &facilitator, 2, LNET_STANCE_FACILITATOR, &nobody);
  put_desk (transaction, &participant, 3, LNET_STANCE_PARTICIPANT, &ana);
  network_commit (network, transaction, NULL);
  db = found (network);
  roster = read_roster (network, db);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    for (guint k = 0; k < G_N_ELEMENTS (spaces); k++)
      g_assert_cmpint (lnet_roster_may_read (roster, expected[i].desk, &spaces[k]), ==, expected[i].may[k] == '1');
  g_assert_true (lnet_id_equal (&((LnetRosterDesk *) lnet_roster_list (roster)->pdata[3])->member, &ana));
}

/* As merging sets a batch aside. */
static void
set_aside (Network    *network,
           LnetSqlite *db,
           LnetBatch  *batch,
           gint64      why)
{
  LnetHash previous = { 0 }, hash;
  g_autoptr (GBytes) body = lnet_batch_write (batch, &previous, &hash);
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    db, "INSERT INTO inbox (space, desk, n, why, came, hash, body) VALUES (?1, ?2, ?3, ?4, 0, ?5, ?6)",
    &network->error);
  gsize size;
  gconstpointer bytes = g_bytes_get_data (body, &size);

  lnet_sqlite_bind_id (statement, 1, &batch->space);
  lnet_sqlite_bind_id (statement, 2, &batch->desk);
  lnet_sqlite_bind_integer (statement, 3, (gint64) batch->n);
  lnet_sqlite_bind_integer (statement, 4, why);
  lnet_sqlite_bind_bytes (statement, 5, &hash, sizeof hash);
  lnet_sqlite_bind_bytes (statement, 6, bytes, size);
  lnet_sqlite_run (db, statement, &network->error);
  g_assert_no_error (network->error);
}

static void
rename_desk (LnetBatch    *batch,
             const LnetId *desk,
             const char   *name)
{
  g_autoptr (LnetOp) op = lnet_op_new (LNET_OP_SET, LNET_TABLE_ROSTER_DESK, desk);
  GByteArray *written = g_byte_array_new ();

  op->number = LNET_FIELD_NUMBER (LNET_ROSTER_DESK_NAME);
  op->value = (LnetValue) { .type = LNET_VALUE_TEXT, .text = g_strdup (name) };
  lnet_op_write (op, written);
  g_ptr_array_add (batch->ops, g_byte_array_free_to_bytes (written));
}

/* What was set aside has its say on the roster, where it may have one; what waits for anything else has none. */
static void
test_set_aside (Network       *network,
                gconstpointer  data)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("desk-admit");
  g_autoptr (LnetSqlite) db = NULL;
  LnetId nobody = lnet_id_null (), ben = lnet_id_new (), founder;
  const struct { gint64 why; guint64 n, seen; const char *name; } cases[] = {
    { SET_ASIDE, 1, 2, "Ben was here" }, { SET_ASIDE, 1, 1, "" }, { SET_ASIDE, 2, 2, "" }, { 3, 1, 2, "" },
  };

  put_desk (transaction, &ben, 1, LNET_STANCE_DIRECTOR, &nobody);
  network_commit (network, transaction, NULL);
  db = found (network);
  founder = get_id (db, "SELECT id FROM desk");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LnetBatch) batch = lnet_batch_new ();
      g_autoptr (LnetRoster) roster = NULL;
      LnetDependency seen = { founder, cases[i].seen };

      batch->space = get_id (db, "SELECT id FROM space WHERE kind = 1");
      batch->desk = ben;
      batch->n = cases[i].n;
      batch->act = g_strdup ("desk-edit");
      batch->seed = lnet_id_new ();
      g_array_append_val (batch->deps, seen);
      rename_desk (batch, &founder, "Ben was here");
      set_aside (network, db, batch, cases[i].why);
      roster = read_roster (network, db);
      g_assert_cmpstr (lnet_roster_find (roster, &founder)->name, ==, cases[i].name);
      lnet_sqlite_exec (db, "DELETE FROM inbox", &network->error);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, function) g_test_add ("/roster-read/" path, Network, NULL, network_set_up, function, network_tear_down)
  ADD ("not-shared", test_not_shared);
  ADD ("spaces", test_spaces);
  ADD ("set-aside", test_set_aside);
#undef ADD
  return g_test_run ();
}
