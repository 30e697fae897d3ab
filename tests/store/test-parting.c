/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A computer that was copied whole, and both copies write on as one desk. */

#include "config.h"

#include <string.h>

#include "desks-fixture.h"
#include "lnet-desk.h"
#include "lnet-roster-private.h"

typedef struct
{
  Desks desks;
  LnetId network;
  LnetId id[MOST_DESKS]; /* Ana's and her copy's are the same */
  LnetSignKey key[MOST_DESKS];
} Copied;

#define COPY BEN

static LnetSqlite *
open_file (Copied *copied,
           guint   i)
{
  GError *error = NULL;
  LnetSqlite *db = lnet_sqlite_open (copied->desks.paths[i], LNET_SQLITE_READ_WRITE, &error);

  g_assert_no_error (error);
  return db;
}

static void
put_meta (LnetSqlite *db,
          const char *key,
          gconstpointer data,
          gsize size)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (db, "INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)", NULL);

  lnet_sqlite_bind_text (statement, 1, key);
  lnet_sqlite_bind_bytes (statement, 2, data, size);
  g_assert_true (lnet_sqlite_run (db, statement, NULL));
}

/* Whose desk a file is: the one that wrote to it last. */
static void
find_desk (Copied *copied,
           guint   i)
{
  g_autoptr (LnetSqlite) db = open_file (copied, i);
  sqlite3_stmt *statement = lnet_sqlite_prepare (db, "SELECT id FROM desk JOIN batch ON batch.desk = desk.pk "
                                                     "ORDER BY seq DESC LIMIT 1", NULL);

  g_assert_cmpint (lnet_sqlite_step (db, statement, NULL), ==, 1);
  copied->id[i] = lnet_sqlite_column_id (statement, 0);
  sqlite3_reset (statement);
}

static void
put_on_roster (LnetTransaction   *transaction,
               const LnetId      *desk,
               const LnetSignKey *key)
{
  g_autofree char *public = lnet_public_key_to_string (key->public);

  lnet_transaction_add_with_id (transaction, LNET_TABLE_ROSTER_DESK, lnet_space (LNET_SPACE_NETWORK), desk);
  lnet_transaction_set_text (transaction, LNET_ROSTER_DESK_NAME, desk, "A desk");
  lnet_transaction_set_text (transaction, LNET_ROSTER_DESK_STANCE, desk, "director");
  lnet_transaction_set_text (transaction, LNET_ROSTER_DESK_STATE, desk, "admitted");
  lnet_transaction_set_text (transaction, LNET_ROSTER_DESK_SIGN_KEY, desk, public);
  lnet_transaction_set_text (transaction, LNET_ROSTER_DESK_BOX_KEY, desk, public);
}

/* Signs the last batch of a desk's log. */
static void
sign_last (Copied *copied,
           guint   i)
{
  g_autoptr (LnetSqlite) db = open_file (copied, i);
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    db, "SELECT space.id, vector.n, vector.hash FROM vector JOIN space ON space.pk = vector.space "
        "JOIN desk ON desk.pk = vector.desk WHERE desk.id = ?1", NULL);
  guint8 bytes[LNET_SIGNATURE_SIZE];
  LnetId space;
  LnetHash hash;
  gint64 n;

  lnet_sqlite_bind_id (statement, 1, &copied->id[i]);
  g_assert_cmpint (lnet_sqlite_step (db, statement, NULL), ==, 1);
  space = lnet_sqlite_column_id (statement, 0);
  n = sqlite3_column_int64 (statement, 1);
  memcpy (&hash, sqlite3_column_blob (statement, 2), sizeof hash);
  sqlite3_reset (statement);
  lnet_sign_batch (copied->key[i].secret, &space, &copied->id[i], (guint64) n, &hash, bytes);
  statement = lnet_sqlite_prepare (db, "INSERT OR IGNORE INTO signature (space, desk, n, signature) "
                                       "VALUES (?1, ?2, ?3, ?4)", NULL);
  lnet_sqlite_bind_id (statement, 1, &space);
  lnet_sqlite_bind_id (statement, 2, &copied->id[i]);
  lnet_sqlite_bind_integer (statement, 3, n);
  lnet_sqlite_bind_bytes (statement, 4, bytes, sizeof bytes);
  g_assert_true (lnet_sqlite_run (db, statement, NULL));
}

static void
share (Copied *copied,
       guint   i)
{
  g_autoptr (LnetSqlite) db = open_file (copied, i);

  put_meta (db, LNET_META_FOUNDER, &copied->id[ANA], sizeof (LnetId));
  put_meta (db, LNET_META_FOUNDER_KEY, copied->key[ANA].public, LNET_PUBLIC_KEY_SIZE);
}

/* Makes the file of @i the desk that Ana's is. */
static void
copy_computer (Copied *copied)
{
  Desks *desks = &copied->desks;
  g_autoptr (LnetSqlite) db = NULL;
  LnetDesk ana, copy;

  close_desk (desks, ANA);
  close_desk (desks, COPY);
  copy_file (desks->paths[ANA], desks->paths[COPY]);
  db = open_file (copied, ANA);
  g_assert_true (lnet_desk_find (db, &copied->network, &ana, NULL));
  g_clear_pointer (&db, lnet_sqlite_close);
  db = open_file (copied, COPY);
  g_assert_true (lnet_desk_find (db, &copied->network, &copy, NULL));
  copy.id = ana.id;
  copy.pk = ana.pk;
  copy.written = ana.written;
  lnet_desk_mark (&copy);
  copied->id[COPY] = copied->id[ANA];
  copied->key[COPY] = copied->key[ANA];
  open_desk (desks, ANA);
  open_desk (desks, COPY);
}

static void
set_town (Copied     *copied,
          guint       i,
          const char *town)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-edit");

  lnet_transaction_set_text (transaction, LNET_MEMBER_TOWN, &copied->desks.member, town);
  commit (copied->desks.desks[i], transaction);
  sign_last (copied, i);
}

static void
set_up (Copied        *copied,
        gconstpointer  data)
{
  Desks *desks = &copied->desks;
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("sharing-start");
  g_autoptr (LnetTransaction) other = lnet_transaction_new ("member-edit");

  desks_set_up (desks, NULL);
  copied->network = *lnet_store_get_network (desks->desks[ANA]);
  lnet_sign_key_new (&copied->key[ANA]);
  lnet_sign_key_new (&copied->key[CY]);
  find_desk (copied, ANA);
  lnet_transaction_set_text (other, LNET_MEMBER_PRONOUNS, &desks->member, "she");
  commit (desks->desks[CY], other);
  find_desk (copied, CY);
  put_on_roster (transaction, &copied->id[ANA], &copied->key[ANA]);
  put_on_roster (transaction, &copied->id[CY], &copied->key[CY]);
  commit (desks->desks[ANA], transaction);
  sign_last (copied, ANA);
  sign_last (copied, CY);
  share (copied, ANA);
  share (copied, CY);
  pass (desks, ANA, CY);
  pass (desks, CY, ANA);
  copy_computer (copied);
}

static void
tear_down (Copied        *copied,
           gconstpointer  data)
{
  desks_tear_down (&copied->desks, NULL);
}

/* All of a log, as a folder has it: what the other has by number need not be what it has. */
static LnetTakeReport
pass_all (Copied *copied,
          guint   from,
          guint   to)
{
  GError *error = NULL;
  gboolean more;
  g_autoptr (LnetDelivery) delivery =
    lnet_give_collect (lnet_store_get_reader (copied->desks.desks[from]), NULL, NULL, NULL, G_MAXSIZE, &more, &error);
  LnetTakeReport report;

  g_assert_no_error (error);
  lnet_store_take (copied->desks.desks[to], delivery, &report, &error);
  g_assert_no_error (error);
  return report;
}

static void
everybody_gets_everything (Copied *copied)
{
  for (guint round = 0; round < 3; round++)
    for (guint from = 0; from < MOST_DESKS; from++)
      for (guint to = 0; to < MOST_DESKS; to++)
        if (from != to)
          pass_all (copied, from, to);
}

static void
assert_both_kept (Copied *copied)
{
  assert_same (&copied->desks, MOST_DESKS);
  for (guint i = 0; i < MOST_DESKS; i++)
    {
      assert_says (&copied->desks, i, "SELECT count (*) FROM inbox", "0");
      assert_says (&copied->desks, i, "SELECT count (*) FROM branch", "2");
      assert_says (&copied->desks, i, "SELECT count (*) FROM unsettled", "2");
    }
}

/* What both wrote is there, side by side, whoever hears of which first; and it is told. */
static void
test_both_write (Copied        *copied,
                 gconstpointer  first)
{
  guint one = GPOINTER_TO_UINT (first), other = one == ANA ? COPY : ANA;
  LnetTakeReport report;

  set_town (copied, ANA, "Riverton");
  set_town (copied, COPY, "Dubois");
  set_town (copied, COPY, "Casper");
  report = pass_all (copied, one, CY);
  g_assert_cmpuint (report.n_partings, ==, 0);
  report = pass_all (copied, other, CY);
  g_assert_cmpuint (report.n_partings, ==, 1);
  everybody_gets_everything (copied);
  assert_both_kept (copied);
}

/* A third desk has seen one of them, and writes: it is known which it meant. */
static void
test_somebody_had_seen (Copied        *copied,
                        gconstpointer  data)
{
  Desks *desks = &copied->desks;

  set_town (copied, ANA, "Riverton");
  set_town (copied, COPY, "Dubois");
  pass_all (copied, COPY, CY);
  set_town (copied, CY, "Cody");
  everybody_gets_everything (copied);
  assert_same (desks, MOST_DESKS);
  /* She took Dubois' place, not Riverton's. */
  assert_says (desks, ANA, "SELECT count (*) FROM unsettled", "2");
  assert_says (desks, ANA, "SELECT group_concat (town) FROM member", "Cody");
  assert_says (desks, COPY, "SELECT count (*) FROM inbox", "0");
}

/* In pieces, however small, both ways are given, each batch once. */
static void
test_given_in_pieces (Copied        *copied,
                      gconstpointer  data)
{
  LnetReader *reader = lnet_store_get_reader (copied->desks.desks[CY]);
  g_autoptr (GArray) have = lnet_vector_new ();
  g_autoptr (LnetDelivery) whole = NULL;
  gboolean more = TRUE;
  guint n = 0;

  set_town (copied, ANA, "Riverton");
  set_town (copied, COPY, "Dubois");
  everybody_gets_everything (copied);
  whole = lnet_give_collect (reader, NULL, NULL, NULL, G_MAXSIZE, &more, NULL);
  for (more = TRUE; more; n++)
    {
      g_autoptr (LnetDelivery) piece = lnet_give_collect (reader, have, NULL, NULL, 1, &more, NULL);

      g_assert_cmpuint (n, <, whole->batches->len);
      g_assert_cmpuint (piece->batches->len, ==, 1);
      g_assert_true (g_bytes_equal (piece->batches->pdata[0], whole->batches->pdata[n]));
      lnet_give_note (have, piece);
    }
  g_assert_cmpuint (n, ==, whole->batches->len);
}

/* Each copy goes on as a desk of its own. */
static void
test_go_on (Copied        *copied,
            gconstpointer  data)
{
  g_autofree char *ana = NULL, *copy = NULL;

  set_town (copied, ANA, "Riverton");
  set_town (copied, COPY, "Dubois");
  everybody_gets_everything (copied);
  for (guint i = ANA; i <= COPY; i++)
    {
      g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-edit");

      lnet_transaction_set_text (transaction, LNET_MEMBER_TOWN, &copied->desks.member, i == ANA ? "Cody" : "Basin");
      commit (copied->desks.desks[i], transaction);
    }
  find_desk (copied, ANA);
  find_desk (copied, COPY);
  ana = lnet_id_to_string (&copied->id[ANA]);
  copy = lnet_id_to_string (&copied->id[COPY]);
  g_assert_cmpstr (ana, !=, copy);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, data, function) g_test_add (path, Copied, GUINT_TO_POINTER (data), set_up, function, tear_down)
  ADD ("/parting/one-first", ANA, test_both_write);
  ADD ("/parting/other-first", COPY, test_both_write);
  ADD ("/parting/somebody-had-seen", 0, test_somebody_had_seen);
  ADD ("/parting/given-in-pieces", 0, test_given_in_pieces);
  ADD ("/parting/go-on", 0, test_go_on);
#undef ADD
  return g_test_run ();
}
