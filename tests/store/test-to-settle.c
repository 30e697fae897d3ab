/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What two desks wrote at the same time, read for people. */

#include "config.h"

#include "network-fixture.h"
#include "two-desks.h"

#include "lnet-waiting.h"
#include "lnet-merged-text.h"
#include "lnet-sqlite.h"
#include "lnet-to-settle.h"

typedef struct
{
  Network network;
  TwoDesks desks;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  network_set_up (&fixture->network, NULL);
  two_desks_set_up (&fixture->desks, g_steal_pointer (&fixture->network.store));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  two_desks_tear_down (&fixture->desks);
  network_tear_down (&fixture->network, NULL);
}

static LnetReader *
get_reader (Fixture *fixture)
{
  return lnet_store_get_reader (fixture->desks.ana);
}

static LnetToSettle *
read_field (Fixture      *fixture,
            LnetField     field,
            const LnetId *row)
{
  g_autoptr (GError) error = NULL;
  LnetToSettle *item = lnet_to_settle_read (get_reader (fixture), LNET_FIELD_TABLE (field), row,
                                            LNET_FIELD_NUMBER (field), &error);

  g_assert_no_error (error);
  return item;
}

static LnetToSettleValue *
get_value (const LnetToSettle *item,
           guint               i)
{
  g_assert_cmpuint (i, <, item->values->len);
  return item->values->pdata[i];
}

static void
test_nothing (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GPtrArray) list = lnet_to_settle_list (get_reader (fixture), NULL);
  guint number;

  g_assert_cmpuint (list->len, ==, 0);
  g_assert_cmpuint (lnet_to_settle_count (get_reader (fixture)), ==, 0);
  g_assert_null (read_field (fixture, LNET_MEMBER_TOWN, &fixture->desks.cora_id));
  g_assert_false (lnet_to_settle_find (get_reader (fixture), LNET_TABLE_MEMBER, &fixture->desks.cora_id, &number));
}

/* Both values with who wrote them; the later one is shown, and comes first. */
static void
test_field (Fixture       *fixture,
            gconstpointer  data)
{
  TwoDesks *desks = &fixture->desks;
  g_autoptr (LnetToSettle) item = NULL;
  guint number = 0;

  two_desks_set (desks->ana, LNET_MEMBER_TOWN, &desks->cora_id, "Lander");
  two_desks_set (desks->ben, LNET_MEMBER_TOWN, &desks->cora_id, "Riverton");
  two_desks_meet (desks);
  item = read_field (fixture, LNET_MEMBER_TOWN, &desks->cora_id);
  g_assert_cmpint (item->kind, ==, LNET_TO_SETTLE_CELL);
  g_assert_cmpstr (item->title, ==, "Cora Chee");
  g_assert_cmpuint (item->values->len, ==, 2);
  g_assert_true (get_value (item, 0)->shown);
  g_assert_false (get_value (item, 1)->shown);
  for (guint i = 0; i < 2; i++)
    {
      LnetToSettleValue *value = get_value (item, i);
      gboolean is_ana = g_str_equal (value->value.text, "Lander");

      g_assert_cmpstr (value->value.text, ==, is_ana ? "Lander" : "Riverton");
      g_assert_cmpstr (value->who, ==, is_ana ? "Ana Begay" : "Ben Ortiz");
      g_assert_cmpint (value->wall, >, 0);
    }
  g_assert_cmpint (item->wall, >=, get_value (item, 1)->wall);
  g_assert_cmpuint (lnet_to_settle_count (get_reader (fixture)), ==, 1);
  g_assert_true (lnet_to_settle_has (get_reader (fixture), LNET_TABLE_MEMBER, &desks->cora_id,
                                     LNET_FIELD_NUMBER (LNET_MEMBER_TOWN)));
  g_assert_false (lnet_to_settle_has (get_reader (fixture), LNET_TABLE_MEMBER, &desks->ana_id,
                                      LNET_FIELD_NUMBER (LNET_MEMBER_TOWN)));
  g_assert_true (lnet_to_settle_find (get_reader (fixture), LNET_TABLE_MEMBER, &desks->cora_id, &number));
  g_assert_cmpuint (number, ==, LNET_FIELD_NUMBER (LNET_MEMBER_TOWN));
}

/* What several wrote alike is one value, of them all. */
static void
test_same_value (Fixture       *fixture,
                 gconstpointer  data)
{
  TwoDesks *desks = &fixture->desks;
  g_autofree char *path = g_strconcat (lnet_store_get_path (desks->ben), ".third", NULL);
  g_autoptr (GFile) from = NULL;
  g_autoptr (GFile) to = g_file_new_for_path (path);
  g_autoptr (LnetStore) third = NULL;
  g_autoptr (LnetToSettle) item = NULL;
  g_autofree char *ben_path = g_strdup (lnet_store_get_path (desks->ben));

  lnet_store_close (desks->ben);
  g_clear_object (&desks->ben);
  from = g_file_new_for_path (ben_path);
  g_assert_true (g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, NULL));
  desks->ben = two_desks_open (ben_path, &desks->ben_id);
  third = two_desks_open (path, &desks->cora_id);

  two_desks_set (desks->ana, LNET_MEMBER_TOWN, &desks->cora_id, "Lander");
  two_desks_set (desks->ben, LNET_MEMBER_TOWN, &desks->cora_id, "Riverton");
  two_desks_set (third, LNET_MEMBER_TOWN, &desks->cora_id, "Riverton");
  two_desks_give (desks->ben, desks->ana, NULL);
  two_desks_give (third, desks->ana, NULL);
  item = read_field (fixture, LNET_MEMBER_TOWN, &desks->cora_id);
  g_assert_cmpuint (item->values->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    if (g_str_equal (get_value (item, i)->value.text, "Riverton"))
      {
        g_assert_nonnull (strstr (get_value (item, i)->who, "Ben Ortiz"));
        g_assert_nonnull (strstr (get_value (item, i)->who, "Cora Chee"));
      }
  g_assert_cmpuint (lnet_to_settle_count (get_reader (fixture)), ==, 1);
}

/* Settled by writing, here and wherever that arrives. */
static void
test_settled (Fixture       *fixture,
              gconstpointer  data)
{
  TwoDesks *desks = &fixture->desks;
  g_autoptr (LnetToSettle) item = NULL;
  g_autoptr (LnetTransaction) keep = lnet_transaction_new ("settle");

  two_desks_set (desks->ana, LNET_MEMBER_TOWN, &desks->cora_id, "Lander");
  two_desks_set (desks->ben, LNET_MEMBER_TOWN, &desks->cora_id, "Riverton");
  two_desks_meet (desks);
  item = read_field (fixture, LNET_MEMBER_TOWN, &desks->cora_id);
  /* Also by the value that is there already. */
  lnet_transaction_set_text (keep, LNET_MEMBER_TOWN, &desks->cora_id, get_value (item, 0)->value.text);
  g_assert_true (lnet_store_commit (desks->ana, keep, NULL, NULL));
  g_assert_cmpuint (lnet_to_settle_count (get_reader (fixture)), ==, 0);
  two_desks_give (desks->ana, desks->ben, NULL);
  g_assert_cmpuint (lnet_to_settle_count (lnet_store_get_reader (desks->ben)), ==, 0);
}

static void
assert_to_settle (Fixture *fixture,
                  guint    n)
{
  TwoDesks *desks = &fixture->desks;

  g_assert_cmpuint (lnet_to_settle_count (lnet_store_get_reader (desks->ana)), ==, n);
  two_desks_give (desks->ana, desks->ben, NULL);
  g_assert_cmpuint (lnet_to_settle_count (lnet_store_get_reader (desks->ben)), ==, n);
  /* What the tables say follows from the log. */
  g_assert_true (lnet_store_recompute (desks->ben, NULL));
  g_assert_cmpuint (lnet_to_settle_count (lnet_store_get_reader (desks->ben)), ==, n);
}

/* Takes back what was done last. */
static void
undo_last (Fixture *fixture)
{
  LnetStore *ana = fixture->desks.ana;
  GError *error = NULL;
  g_autoptr (LnetSqlite) db = lnet_sqlite_open (lnet_store_get_path (ana), LNET_SQLITE_READ_ONLY, &error);
  sqlite3_stmt *statement = lnet_sqlite_prepare (db, "SELECT grp FROM batch ORDER BY seq DESC LIMIT 1", &error);
  guint n_kept;
  LnetId group;

  g_assert_cmpint (lnet_sqlite_step (db, statement, &error), ==, 1);
  group = lnet_sqlite_column_id (statement, 0);
  sqlite3_reset (statement);
  lnet_store_undo_group (ana, &group, &n_kept, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_kept, ==, 0);
}

/* What is settled and taken back is to settle again, as it was before; and with that taken back, it is settled. */
static void
settle_and_undo (Fixture         *fixture,
                 LnetTransaction *settle)
{
  GError *error = NULL;

  lnet_store_commit (fixture->desks.ana, settle, NULL, &error);
  g_assert_no_error (error);
  lnet_transaction_unref (settle);
  assert_to_settle (fixture, 0);
  undo_last (fixture);
  assert_to_settle (fixture, 1);
  undo_last (fixture);
  assert_to_settle (fixture, 0);
  undo_last (fixture);
  assert_to_settle (fixture, 1);
}

static void
test_undone (Fixture       *fixture,
             gconstpointer  data)
{
  TwoDesks *desks = &fixture->desks;
  static const char *const towns[] = { "Lander", "Riverton", "Cody" };
  g_autoptr (LnetToSettle) item = NULL;

  two_desks_set (desks->ana, LNET_MEMBER_TOWN, &desks->cora_id, "Lander");
  two_desks_set (desks->ben, LNET_MEMBER_TOWN, &desks->cora_id, "Riverton");
  two_desks_meet (desks);
  for (guint i = 0; i < G_N_ELEMENTS (towns); i++)
    {
      LnetTransaction *settle = lnet_transaction_new ("settle");

      lnet_transaction_set_text (settle, LNET_MEMBER_TOWN, &desks->cora_id, towns[i]);
      settle_and_undo (fixture, settle);
      item = read_field (fixture, LNET_MEMBER_TOWN, &desks->cora_id);
      g_assert_cmpuint (item->values->len, ==, 2);
      g_clear_pointer (&item, lnet_to_settle_free);
    }
  /* Whoever writes it then settles it. */
  two_desks_set (desks->ana, LNET_MEMBER_TOWN, &desks->cora_id, "Cody");
  assert_to_settle (fixture, 0);
}

/* A row that was removed while it was changed. */
static void
test_removal_undone (Fixture       *fixture,
                     gconstpointer  data)
{
  TwoDesks *desks = &fixture->desks;
  LnetTransaction *settle = lnet_transaction_new ("settle");

  two_desks_set (desks->ana, LNET_MEMBER_TOWN, &desks->cora_id, "Lander");
  two_desks_remove (desks->ben, LNET_TABLE_MEMBER, &desks->cora_id);
  two_desks_meet (desks);
  lnet_transaction_delete (settle, LNET_TABLE_MEMBER, &desks->cora_id);
  settle_and_undo (fixture, settle);
  settle = lnet_transaction_new ("settle");
  lnet_transaction_restore (settle, LNET_TABLE_MEMBER, &desks->cora_id);
  settle_and_undo (fixture, settle);
}

static void
test_removed (Fixture       *fixture,
              gconstpointer  data)
{
  TwoDesks *desks = &fixture->desks;
  g_autoptr (LnetToSettle) item = NULL;

  two_desks_set (desks->ana, LNET_MEMBER_TOWN, &desks->cora_id, "Lander");
  two_desks_remove (desks->ben, LNET_TABLE_MEMBER, &desks->cora_id);
  two_desks_meet (desks);
  item = lnet_to_settle_read (get_reader (fixture), LNET_TABLE_MEMBER, &desks->cora_id, 0, NULL);
  g_assert_nonnull (item);
  g_assert_cmpint (item->kind, ==, LNET_TO_SETTLE_ROW);
  g_assert_cmpuint (item->values->len, ==, 1);
  g_assert_cmpstr (get_value (item, 0)->who, ==, "Ben Ortiz");
}

static const char *
get_before (Fixture            *fixture,
            const LnetToSettle *item,
            guint               i,
            char              **before)
{
  g_free (*before);
  *before = lnet_to_settle_dup_before (get_reader (fixture), item, get_value (item, i));
  return *before;
}

/* Of two places, what comes before each. */
static void
test_place (Fixture       *fixture,
            gconstpointer  data)
{
  TwoDesks *desks = &fixture->desks;
  g_autoptr (LnetToSettle) item = NULL;
  g_autofree char *before = NULL;
  gboolean ben_is_shown;

  two_desks_move (desks->ana, desks, &desks->passages[2], NULL, desks->positions[0]);
  two_desks_move (desks->ben, desks, &desks->passages[2], desks->positions[0], desks->positions[1]);
  two_desks_meet (desks);
  item = read_field (fixture, LNET_PASSAGE_POSITION, &desks->passages[2]);
  g_assert_cmpuint (item->values->len, ==, 2);
  ben_is_shown = g_str_equal (get_value (item, 0)->who, "Ben Ortiz");
  g_assert_true (lnet_id_equal (&get_value (item, 0)->value.id, &desks->section));
  g_assert_cmpstr (get_before (fixture, item, ben_is_shown ? 1 : 0, &before), ==, "");
  g_assert_cmpstr (get_before (fixture, item, ben_is_shown ? 0 : 1, &before), ==, "We read to every child.");
}

/* The row itself does not come before one of its places. */
static void
test_place_of_its_own (Fixture       *fixture,
                       gconstpointer  data)
{
  TwoDesks *desks = &fixture->desks;
  g_autofree char *first = lnet_order_key_between (desks->positions[0], desks->positions[1]);
  g_autoptr (LnetToSettle) item = NULL;
  g_autofree char *before = NULL;

  two_desks_move (desks->ben, desks, &desks->passages[2], first, desks->positions[1]);
  two_desks_let_time_pass ();
  two_desks_move (desks->ana, desks, &desks->passages[2], desks->positions[0], first);
  two_desks_meet (desks);
  item = read_field (fixture, LNET_PASSAGE_POSITION, &desks->passages[2]);
  g_assert_cmpstr (get_value (item, 0)->who, ==, "Ana Begay");
  g_assert_cmpstr (get_before (fixture, item, 1, &before), ==, "We read to every child.");
}

static LnetMergedText *
read_merged (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  LnetMergedText *merged = lnet_merged_text_read (get_reader (fixture), LNET_TABLE_PASSAGE,
                                                  &fixture->desks.passages[0],
                                                  LNET_FIELD_NUMBER (LNET_PASSAGE_BODY), &error);

  g_assert_no_error (error);
  return merged;
}

static void
assert_original (const LnetMergedText *merged,
                 const char           *who,
                 const char           *text)
{
  for (guint i = 0; i < merged->originals->len; i++)
    {
      const LnetTextOriginal *original = merged->originals->pdata[i];

      if (g_str_equal (original->who, who))
        {
          g_assert_cmpstr (original->text, ==, text);
          g_assert_cmpint (original->wall, >, 0);
          return;
        }
    }
  g_error ("Nothing by %s", who);
}

/* Both originals, also after somebody has gone on from the merged text; confirming ends it. */
static void
test_text (Fixture       *fixture,
           gconstpointer  data)
{
  TwoDesks *desks = &fixture->desks;
  g_autoptr (LnetToSettle) item = NULL;
  g_autoptr (LnetMergedText) merged = NULL;
  g_autoptr (LnetMergedText) later = NULL;
  g_autoptr (LnetTransaction) confirm = lnet_transaction_new ("text-read");

  two_desks_edit (desks->ana, &desks->passages[0], 8, 0, "aloud ");
  two_desks_edit (desks->ben, &desks->passages[0], 11, 5, "single one");
  two_desks_meet (desks);
  item = read_field (fixture, LNET_PASSAGE_BODY, &desks->passages[0]);
  g_assert_nonnull (item);
  g_assert_cmpint (item->kind, ==, LNET_TO_SETTLE_TEXT);
  merged = read_merged (fixture);
  g_assert_cmpstr (merged->text, ==, "We read aloud to single one child.");
  g_assert_cmpuint (merged->originals->len, ==, 2);
  assert_original (merged, "Ana Begay", "We read aloud to every child.");
  assert_original (merged, "Ben Ortiz", "We read to single one child.");

  two_desks_edit (desks->ana, &desks->passages[0], 17, 0, "every ");
  later = read_merged (fixture);
  g_assert_cmpstr (later->text, ==, "We read aloud to every single one child.");
  assert_original (later, "Ben Ortiz", "We read to single one child.");

  lnet_transaction_confirm_text (confirm, LNET_PASSAGE_BODY, &desks->passages[0]);
  g_assert_true (lnet_store_commit (desks->ana, confirm, NULL, NULL));
  g_assert_null (read_field (fixture, LNET_PASSAGE_BODY, &desks->passages[0]));
  g_assert_cmpuint (lnet_to_settle_count (get_reader (fixture)), ==, 0);
}

/* Who met the other in two sentences wrote both of them. */
static void
test_two_sentences (Fixture       *fixture,
                    gconstpointer  data)
{
  TwoDesks *desks = &fixture->desks;
  g_autoptr (LnetMergedText) merged = NULL;

  two_desks_edit (desks->ana, &desks->passages[0], 23, 0, " They listen.");
  two_desks_meet (desks);
  two_desks_edit (desks->ana, &desks->passages[0], 8, 0, "aloud ");
  two_desks_edit (desks->ana, &desks->passages[0], 41, 0, " well");
  two_desks_edit (desks->ben, &desks->passages[0], 3, 4, "sing");
  two_desks_edit (desks->ben, &desks->passages[0], 24, 4, "All");
  two_desks_meet (desks);
  merged = read_merged (fixture);
  g_assert_cmpuint (merged->originals->len, ==, 2);
  assert_original (merged, "Ana Begay", "We read aloud to every child. They listen well.");
  assert_original (merged, "Ben Ortiz", "We sing to every child. All listen.");
}

/* All of it in one list, the newest first and texts last. */
static void
test_list (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;

  two_desks_write_at_once (&fixture->desks);
  list = lnet_to_settle_list (get_reader (fixture), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, lnet_to_settle_count (get_reader (fixture)));
  g_assert_cmpuint (list->len, ==, 5);
  for (guint i = 1; i < list->len; i++)
    g_assert_cmpint (((LnetToSettle *) list->pdata[i - 1])->wall, >=, ((LnetToSettle *) list->pdata[i])->wall);
  g_assert_cmpint (((LnetToSettle *) list->pdata[4])->kind, ==, LNET_TO_SETTLE_TEXT);
}

/* A row that is damaged reads as empty; nothing else suffers. */
static void
test_damaged (Fixture       *fixture,
              gconstpointer  data)
{
  TwoDesks *desks = &fixture->desks;
  g_autofree char *path = g_strdup (lnet_store_get_path (desks->ana));
  g_autoptr (GError) error = NULL;
  LnetSqlite *db;
  g_autoptr (GPtrArray) list = NULL;

  two_desks_set (desks->ana, LNET_MEMBER_TOWN, &desks->cora_id, "Lander");
  two_desks_set (desks->ben, LNET_MEMBER_TOWN, &desks->cora_id, "Riverton");
  two_desks_meet (desks);
  db = lnet_sqlite_open (path, LNET_SQLITE_READ_WRITE, &error);
  g_assert_no_error (error);
  lnet_sqlite_exec (db, "UPDATE unsettled SET value = x'02ff' WHERE shown = 0", &error);
  g_assert_no_error (error);
  lnet_sqlite_close (db);
  list = lnet_to_settle_list (get_reader (fixture), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpint (get_value (list->pdata[0], 1)->value.type, ==, LNET_VALUE_NULL);
}

/* Ben's batches without Ana's that he had taken in: they wait for hers. */
static void
test_waiting (Fixture       *fixture,
              gconstpointer  data)
{
  TwoDesks *desks = &fixture->desks;
  g_autofree char *path = g_strconcat (lnet_store_get_path (desks->ben), ".third", NULL);
  g_autofree char *ben_path = g_strdup (lnet_store_get_path (desks->ben));
  g_autoptr (GFile) from = g_file_new_for_path (ben_path);
  g_autoptr (GFile) to = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetStore) third = NULL;
  g_autoptr (LnetReader) reader = NULL;
  g_autoptr (GArray) ana_has = NULL;
  g_autoptr (LnetDelivery) delivery = NULL;
  g_autoptr (GPtrArray) items = NULL;
  const LnetWaitingItem *item;
  LnetTakeReport report;
  gboolean more;

  lnet_store_close (desks->ben);
  g_clear_object (&desks->ben);
  g_assert_true (g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, NULL));
  third = two_desks_open (path, &desks->cora_id);
  desks->ben = two_desks_open (ben_path, &desks->ben_id);
  two_desks_set (desks->ana, LNET_MEMBER_TOWN, &desks->cora_id, "Lander");
  two_desks_set (desks->ana, LNET_MEMBER_TOWN, &desks->cora_id, "Laramie");
  two_desks_give (desks->ana, desks->ben, NULL);
  ana_has = lnet_give_read_vector (get_reader (fixture), &error);
  two_desks_set (desks->ben, LNET_MEMBER_TOWN, &desks->cora_id, "Riverton");
  two_desks_set (desks->ben, LNET_MEMBER_TOWN, &desks->cora_id, "Cody");
  two_desks_set (desks->ben, LNET_MEMBER_TOWN, &desks->cora_id, "Gillette");
  reader = lnet_store_open_reader (desks->ben, &error);
  delivery = lnet_give_collect (reader, ana_has, NULL, NULL, G_MAXSIZE, &more, &error);
  g_assert_no_error (error);
  lnet_store_take (third, delivery, &report, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report.n_waiting, ==, 3);

  items = lnet_waiting_list (lnet_store_get_reader (third), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 1);
  item = items->pdata[0];
  g_assert_cmpint (item->why, ==, LNET_WAITING_OTHERS);
  g_assert_cmpuint (item->n, ==, 3);
  g_assert_cmpuint (item->missing->len, ==, 1);
  g_assert_cmpuint (((LnetWaitingMissing *) item->missing->pdata[0])->n, ==, 2);
  two_desks_give (desks->ana, third, NULL);
  g_ptr_array_unref (g_steal_pointer (&items));
  items = lnet_waiting_list (lnet_store_get_reader (third), &error);
  g_assert_cmpuint (items->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/to-settle/nothing", Fixture, NULL, set_up, test_nothing, tear_down);
  g_test_add ("/to-settle/field", Fixture, NULL, set_up, test_field, tear_down);
  g_test_add ("/to-settle/same-value", Fixture, NULL, set_up, test_same_value, tear_down);
  g_test_add ("/to-settle/settled", Fixture, NULL, set_up, test_settled, tear_down);
  g_test_add ("/to-settle/undone", Fixture, NULL, set_up, test_undone, tear_down);
  g_test_add ("/to-settle/removal-undone", Fixture, NULL, set_up, test_removal_undone, tear_down);
  g_test_add ("/to-settle/removed", Fixture, NULL, set_up, test_removed, tear_down);
  g_test_add ("/to-settle/place", Fixture, NULL, set_up, test_place, tear_down);
  g_test_add ("/to-settle/place-of-its-own", Fixture, NULL, set_up, test_place_of_its_own, tear_down);
  g_test_add ("/to-settle/text", Fixture, NULL, set_up, test_text, tear_down);
  g_test_add ("/to-settle/two-sentences", Fixture, NULL, set_up, test_two_sentences, tear_down);
  g_test_add ("/to-settle/list", Fixture, NULL, set_up, test_list, tear_down);
  g_test_add ("/to-settle/damaged", Fixture, NULL, set_up, test_damaged, tear_down);
  g_test_add ("/to-settle/waiting", Fixture, NULL, set_up, test_waiting, tear_down);
  return g_test_run ();
}
