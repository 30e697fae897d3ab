/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A person has been erased when no file that the program keeps has a word of them, and the network is sound as ever. */

#include "config.h"

#include "erase-fixture.h"
#include "lnet-erase-rules.h"
#include "lnet-error.h"
#include "lnet-history.h"
#include "lnet-saved-filter.h"

static char *
get_text (const char *path,
          const char *sql)
{
  g_autoptr (LnetSqlite) db = lnet_sqlite_open (path, LNET_SQLITE_READ_ONLY, NULL);
  sqlite3_stmt *statement = lnet_sqlite_prepare (db, sql, NULL);

  g_assert_cmpint (lnet_sqlite_step (db, statement, NULL), ==, 1);
  return g_strdup ((const char *) sqlite3_column_text (statement, 0));
}

static void
test_whole_person (Network       *network,
                   gconstpointer  data)
{
  g_autofree char *backups = g_build_filename (g_get_user_data_dir (), "learning-network", NULL);
  g_autofree char *aside = g_strconcat (network->path, ".version-1", NULL);
  g_autoptr (LnetErasure) erasure = NULL;
  g_autofree char *report = NULL, *tag = NULL, *touches = NULL;
  g_autofree char *before = NULL, *keys = NULL;
  g_auto (GStrv) each_key = NULL;
  Life life;

  live (network, &life);
  before = assert_sound (network->path, 2);
  keys = get_text (network->path, "SELECT group_concat (key) FROM attachment");
  g_assert_true (lnet_backup_make (network->path, TRUE, NULL, NULL));
  g_assert_true (lnet_backup_copy (network->path, aside, NULL, NULL));
  g_assert_cmpuint (count_files_with (backups, MARK), ==, 1);
  g_assert_cmpuint (count_files_with (network->folder, MARK), >=, 2);
  g_assert_true (log_has (network->path, MARK));

  erasure = erase (network, &life.person);
  assert_no_trace (network, MARK);
  tag = lnet_id_to_string (&life.tag);
  touches = g_strdup_printf ("SELECT count (*) FROM touch WHERE row = x'%s'", tag);
  g_assert_cmpint (get_number (network->path, touches), ==, 0);
  each_key = g_strsplit (keys, ",", -1);
  g_assert_cmpuint (g_strv_length (each_key), ==, 2);
  for (guint i = 0; each_key[i] != NULL; i++)
    assert_no_trace (network, each_key[i]);
  g_free (assert_sound (network->path, 1));
  g_free (assert_sound (aside, 1));
  g_assert_cmpuint (erasure->n_backups, ==, 2);
  g_assert_cmpuint (get_n (erasure->goes, LNET_TABLE_MEMBER), ==, 1);
  g_assert_cmpuint (get_n (erasure->goes, LNET_TABLE_EVIDENCE), ==, 1);
  g_assert_cmpuint (get_n (erasure->goes, LNET_TABLE_ATTACHMENT), ==, 2);
  g_assert_cmpuint (get_n (erasure->goes, LNET_TABLE_COACHING_NOTE), ==, 1);
  g_assert_cmpuint (get_n (erasure->stays, LNET_TABLE_PASSAGE), ==, 1);
  g_assert_cmpuint (get_n (erasure->stays, LNET_TABLE_PAIR), ==, 1);
  g_assert_cmpuint (get_n (erasure->stays, LNET_TABLE_ROLL), ==, 1);
  g_assert_cmpuint (get_n (erasure->stays, LNET_TABLE_MESSAGE_ROUND), ==, 1);
  report = lnet_erasure_write_report (erasure, "Prairie network");
  g_assert_null (strcasestr (report, MARK));

  /* What was others' too is there, without the person. */
  g_assert_cmpint (get_number (network->path, "SELECT count (*) FROM passage WHERE body = 'Every voice counts.'"), ==, 1);
  g_assert_cmpint (get_number (network->path, "SELECT count (*) FROM coaching_note WHERE strength = 'What Ben wrote'"),
                   ==, 1);
  g_assert_cmpint (get_number (network->path, "SELECT count (*) FROM coaching_session WHERE coach IS NULL"), ==, 1);
  g_assert_cmpint (get_number (network->path, "SELECT count (*) FROM roll WHERE member IS NULL AND status = 'present'"),
                   ==, 1);
  g_assert_cmpint (get_number (network->path, "SELECT count (*) FROM member_staff WHERE supervisor IS NULL"), ==, 1);
  g_assert_cmpint (get_number (network->path, "SELECT count (*) FROM attachment_data"), ==, 0);
}

/* Both of a pair gone: so is all that they wrote. */
static void
test_last_of_a_pair (Network       *network,
                     gconstpointer  data)
{
  Life life;

  live (network, &life);
  lnet_erasure_free (erase (network, &life.partner));
  g_assert_cmpint (get_number (network->path, "SELECT count (*) FROM pair"), ==, 1);
  lnet_erasure_free (erase (network, &life.person));
  g_assert_cmpint (get_number (network->path, "SELECT count (*) FROM pair"), ==, 0);
  g_assert_cmpint (get_number (network->path, "SELECT count (*) FROM coaching_session"), ==, 0);
  assert_no_trace (network, MARK);
  assert_no_trace (network, "What Ben wrote");
  g_free (assert_sound (network->path, 0));
}

static void
test_twice (Network       *network,
            gconstpointer  data)
{
  g_autoptr (LnetErasure) again = NULL;
  g_autofree char *digest = NULL, *after = NULL;
  Life life;

  live (network, &life);
  lnet_erasure_free (erase (network, &life.person));
  digest = assert_sound (network->path, 1);
  again = lnet_erasure_new_person (&life.person);
  g_assert_false (lnet_store_erase (network->store, again, &network->error));
  g_assert_error (network->error, LNET_ERROR, LNET_ERROR_NOT_FOUND);
  g_clear_error (&network->error);
  after = assert_sound (network->path, 1);
  g_assert_cmpstr (digest, ==, after);
}

/* --- taking back --- */

static void
test_undo (Network       *network,
           gconstpointer  data)
{
  LnetId both_group, town_group;
  LnetId ana, ben;
  g_autoptr (LnetTransaction) t = lnet_transaction_new ("members-edit");
  g_autoptr (GPtrArray) entries = NULL;
  guint n_kept = 0;

  ana = network_add_member (network, "Zqxvwjana", NULL);
  ben = network_add_member (network, "Ben", NULL);
  lnet_transaction_set_text (t, LNET_MEMBER_TOWN, &ana, "Zqxvwjtown");
  lnet_transaction_set_text (t, LNET_MEMBER_TOWN, &ben, "Cody");
  network_commit (network, t, &both_group);
  network_set_town (network, &ana, "Zqxvwjville", &town_group);
  g_assert_true (lnet_store_get_can_undo (network->store));
  lnet_erasure_free (erase (network, &ana));
  g_assert_false (lnet_store_get_can_undo (network->store));

  /* What was only about her is refused, what was about Ben too is taken back for him. */
  g_assert_false (lnet_store_undo_group (network->store, &town_group, NULL, &network->error));
  g_assert_error (network->error, LNET_ERROR, LNET_ERROR_NOT_FOUND);
  g_clear_error (&network->error);
  g_assert_true (lnet_store_undo_group (network->store, &both_group, &n_kept, &network->error));
  g_assert_cmpuint (n_kept, ==, 1);
  g_assert_cmpint (get_number (network->path, "SELECT count (*) FROM member WHERE town = 'Lander'"), ==, 1);

  /* The erasing itself is for good, and the history says what it can. */
  entries = lnet_history_list (lnet_store_get_reader (network->store), 0, 100, &network->error);
  g_assert_no_error (network->error);
  g_assert_cmpstr (((LnetHistoryEntry *) entries->pdata[1])->act, ==, "member-erase");
  g_assert_false (lnet_store_undo_group (network->store, &((LnetHistoryEntry *) entries->pdata[1])->group, NULL,
                                         &network->error));
  g_assert_error (network->error, LNET_ERROR, LNET_ERROR_NOT_FOUND);
  g_clear_error (&network->error);
  g_assert_true (((LnetHistoryEntry *) entries->pdata[2])->erased);
  g_assert_cmpstr (((LnetHistoryEntry *) entries->pdata[2])->subject, ==, "");
  assert_no_trace (network, MARK);
  g_free (assert_sound (network->path, 1));
}

/* --- merged --- */

/* Ben, who has a note of his own, and somebody full of marks. */
static void
put_two (Network *network,
         LnetId  *ben,
         LnetId  *other)
{
  g_autoptr (LnetTransaction) t = lnet_transaction_new ("member-add");
  LnetSpace staff = lnet_space (LNET_SPACE_STAFF);
  LnetId row;

  *ben = put_member (t, "Ben", "Cody");
  row = add_text_row (t, LNET_TABLE_MEMBER_STAFF, staff, LNET_MEMBER_STAFF_MEMBER, ben, LNET_MEMBER_STAFF_REGISTRY_ID,
                      "WY-8");
  lnet_transaction_edit (t, LNET_MEMBER_STAFF_NOTE, &row, 0, 0, "Drives far.");
  *other = put_member (t, "Zqxvwjben", "Zqxvwjville");
  lnet_transaction_set_text (t, LNET_MEMBER_PRONOUNS, other, "zqxvwj/zqxvwj");
  row = add_text_row (t, LNET_TABLE_MEMBER_STAFF, staff, LNET_MEMBER_STAFF_MEMBER, other, LNET_MEMBER_STAFF_REGISTRY_ID,
                      "ZQXVWJ-8");
  lnet_transaction_edit (t, LNET_MEMBER_STAFF_NOTE, &row, 0, 0, "Sings zqxvwj.");
  add_text_row (t, LNET_TABLE_CHANNEL, network_space (), LNET_CHANNEL_MEMBER, other, LNET_CHANNEL_VALUE, "zqxvwj@b.org");
  add_text_row (t, LNET_TABLE_CONSENT, network_space (), LNET_CONSENT_MEMBER, other, LNET_CONSENT_WORDING, "zqxvwj yes");
  lnet_transaction_add_text_to_set (t, LNET_MEMBER_TAG_TAG, staff, other, "zqxvwj tag");
  network_commit (network, t, NULL);
}

/* They are one person: whichever entry is meant, both go. */
static void
test_merged (Network       *network,
             gconstpointer  data)
{
  gboolean from_trash = GPOINTER_TO_INT (data);
  LnetId ben, other, group;

  put_two (network, &ben, &other);
  merge (network, &ben, &other, TRUE, &group);
  lnet_erasure_free (erase (network, from_trash ? &other : &ben));
  assert_no_trace (network, MARK);
  assert_no_trace (network, "Drives far");
  g_free (assert_sound (network->path, 0));
  g_assert_false (lnet_store_undo_group (network->store, &group, NULL, &network->error));
  g_assert_error (network->error, LNET_ERROR, LNET_ERROR_NOT_FOUND);
  g_clear_error (&network->error);
}

/* Nothing to take over, nothing that follows. */
static void
test_merged_alike (Network       *network,
                   gconstpointer  data)
{
  LnetId one = network_add_member (network, "Zqxvwjana", NULL), two = network_add_member (network, "Zqxvwjana", NULL);

  merge (network, &one, &two, FALSE, NULL);
  lnet_erasure_free (erase (network, &one));
  assert_no_trace (network, MARK);
  g_free (assert_sound (network->path, 0));
}

/* They were not one person after all: what Ben had of the other for a while goes with the other, Ben stays. */
static void
test_merged_and_taken_back (Network       *network,
                            gconstpointer  data)
{
  LnetId ben, other, group;

  put_two (network, &ben, &other);
  merge (network, &ben, &other, TRUE, &group);
  g_assert_true (lnet_store_undo_group (network->store, &group, NULL, &network->error));
  lnet_erasure_free (erase (network, &other));
  assert_no_trace (network, MARK);
  g_free (assert_sound (network->path, 1));
  g_assert_cmpint (get_number (network->path, "SELECT count (*) FROM member WHERE legal_first = 'Ben' AND town = 'Cody' "
                                              "AND pronouns IS NULL"), ==, 1);
  g_assert_cmpint (get_number (network->path, "SELECT count (*) FROM member_staff WHERE note = 'Drives far.' "
                                              "AND registry_id = 'WY-8'"), ==, 1);
  g_assert_false (lnet_store_undo_group (network->store, &group, NULL, &network->error));
  g_assert_error (network->error, LNET_ERROR, LNET_ERROR_NOT_FOUND);
  g_clear_error (&network->error);
}

/* --- the Trash --- */

static void
test_trash (Network       *network,
            gconstpointer  data)
{
  g_autoptr (LnetErasure) erasure = lnet_erasure_new_trash ();
  g_autoptr (LnetTransaction) t = lnet_transaction_new ("members-delete");
  Life life;

  live (network, &life);
  lnet_transaction_delete (t, LNET_TABLE_MEMBER, &life.person);
  lnet_transaction_delete (t, LNET_TABLE_CONVENING, &life.convening);
  network_commit (network, t, NULL);
  lnet_erasure_add (erasure, LNET_TABLE_MEMBER, &life.person);
  lnet_erasure_add (erasure, LNET_TABLE_CONVENING, &life.convening);
  g_assert_true (lnet_store_erase (network->store, erasure, &network->error));
  g_assert_no_error (network->error);
  g_assert_cmpuint (get_n (erasure->goes, LNET_TABLE_MEMBER), ==, 1);
  g_assert_cmpuint (get_n (erasure->goes, LNET_TABLE_ROLL), ==, 1);
  g_assert_false (has_bytes (network->path, "zqxvwj@example.org"));
  g_assert_false (has_bytes (network->path, "Fall gathering"));

  /* What was said stays with the network, and what they wrote with a partner, with the pair. */
  g_assert_cmpint (get_number (network->path, "SELECT count (*) FROM contribution WHERE member IS NULL AND deleted = 0"),
                   ==, 1);
  g_assert_cmpint (get_number (network->path, "SELECT count (*) FROM passage_contribution"), ==, 1);
  g_free (assert_sound (network->path, 1));
}

/* Emptying takes one half of a merged pair away; the other is a member as ever. */
static void
test_trash_merged (Network       *network,
                   gconstpointer  data)
{
  g_autoptr (LnetErasure) erasure = lnet_erasure_new_trash ();
  LnetId ben, other, group;

  put_two (network, &ben, &other);
  merge (network, &ben, &other, TRUE, &group);
  lnet_erasure_add (erasure, LNET_TABLE_MEMBER, &other);
  g_assert_true (lnet_store_erase (network->store, erasure, &network->error));
  g_free (assert_sound (network->path, 1));
  g_assert_cmpint (get_number (network->path, "SELECT count (*) FROM member WHERE town = 'Zqxvwjville'"), ==, 1);
  g_assert_false (lnet_store_undo_group (network->store, &group, NULL, &network->error));
  g_assert_error (network->error, LNET_ERROR, LNET_ERROR_NOT_FOUND);
  g_clear_error (&network->error);
}

/* --- where the name is said --- */

/* One name is enough in a filter's own name, in its search, and in what it looks for. */
static void
put_filters (LnetTransaction *t)
{
  g_autoptr (LnetMemberFilter) tagged = lnet_member_filter_new ();
  g_autoptr (LnetMemberFilter) none = lnet_member_filter_new ();

  lnet_member_filter_add (tagged, LNET_MEMBER_FILTER_TAG, "friends of Zqxvwjbégay");
  lnet_saved_filter_add (t, "For Zqxvwjana", "", none, LNET_MEMBER_SORT_NAME);
  lnet_saved_filter_add (t, "Typed", "ZQXVWJBEGAY", none, LNET_MEMBER_SORT_NAME);
  lnet_saved_filter_add (t, "Tagged", "", tagged, LNET_MEMBER_SORT_NAME);
  lnet_saved_filter_add (t, "Others", "zqxvwj", none, LNET_MEMBER_SORT_NAME);
}

static void
test_mentions (Network       *network,
               gconstpointer  data)
{
  g_autoptr (LnetErasure) erasure = NULL;
  g_autoptr (LnetTransaction) t = lnet_transaction_new ("passage-edit");
  LnetId home, shared, role;
  Life life;

  live (network, &life);
  home = lnet_transaction_add (t, LNET_TABLE_ORGANIZATION, network_space ());
  shared = lnet_transaction_add (t, LNET_TABLE_ORGANIZATION, network_space ());
  role = add_text_row (t, LNET_TABLE_ROLE, network_space (), LNET_ROLE_MEMBER, &life.person, LNET_ROLE_ROLE, "cook");
  lnet_transaction_set_id (t, LNET_ROLE_ORGANIZATION, &role, &home);
  role = add_text_row (t, LNET_TABLE_ROLE, network_space (), LNET_ROLE_MEMBER, &life.person, LNET_ROLE_ROLE, "cook");
  lnet_transaction_set_id (t, LNET_ROLE_ORGANIZATION, &role, &shared);
  role = add_text_row (t, LNET_TABLE_ROLE, network_space (), LNET_ROLE_MEMBER, &life.partner, LNET_ROLE_ROLE, "cook");
  lnet_transaction_set_id (t, LNET_ROLE_ORGANIZATION, &role, &shared);
  lnet_transaction_edit (t, LNET_PASSAGE_BODY, &life.passage, 0, 0, "As ZQXVWJANA Zqxvwjbégay says: ");
  lnet_transaction_set_text (t, LNET_CONVENING_PLACE, &life.convening, "Room of zqxvwj@example.org");
  lnet_transaction_set_text (t, LNET_CONVENING_PURPOSE, &life.convening, "Zqxvwjanabel and others");
  put_filters (t);
  network_commit (network, t, NULL);
  erasure = lnet_erasure_new_person (&life.person);
  g_assert_true (lnet_erasure_look (erasure, network->path, NULL, &network->error));
  g_assert_cmpstr (erasure->name, ==, "Zqxvwjana Zqxvwjbegay");
  g_assert_cmpuint (erasure->mentions->len, ==, 6);
  g_assert_cmpint (((LnetMention *) erasure->mentions->pdata[0])->table, ==, LNET_TABLE_CONVENING);
  g_assert_cmpint (((LnetMention *) erasure->mentions->pdata[1])->table, ==, LNET_TABLE_PASSAGE);
  for (guint i = 2; i < 5; i++)
    {
      const LnetMention *mention = erasure->mentions->pdata[i];

      g_assert_cmpint (mention->table, ==, LNET_TABLE_SAVED_FILTER);
      g_assert_cmpstr (mention->title, !=, "Others");
    }
  /* Where nobody else ever worked. */
  g_assert_true (lnet_id_equal (&((LnetMention *) erasure->mentions->pdata[5])->row, &home));
  g_assert_cmpuint (erasure->n_acts, ==, 1);
}

/* --- the rules --- */

static void
test_rules (void)
{
  for (guint t = 1; t < LNET_TABLE_LAST; t++)
    {
      const LnetTableInfo *table = lnet_schema_get_table (t);

      for (guint i = 0; table != NULL && i < table->n_fields; i++)
        {
          guint n = 0;

          if (table->fields[i].type != LNET_TYPE_ID)
            continue;
          for (const LnetEraseRule *rule = lnet_erase_rules; rule->field != 0; rule++)
            if (rule->field == table->fields[i].field)
              {
                n++;
                /* An element of a set is named after what it holds. */
                if (table->kind == LNET_TABLE_KIND_SET)
                  g_assert_true (rule->erased == LNET_ERASE_GOES && rule->emptied == LNET_ERASE_GOES);
              }
          if (n != 1)
            g_error ("%s.%s has %u rules on what becomes of it", table->name, table->fields[i].name, n);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, func, data) g_test_add ("/erase/" name, Network, data, network_set_up, func, network_tear_down)
  ADD ("whole-person", test_whole_person, NULL);
  ADD ("last-of-a-pair", test_last_of_a_pair, NULL);
  ADD ("twice", test_twice, NULL);
  ADD ("undo", test_undo, NULL);
  ADD ("merged", test_merged, GINT_TO_POINTER (FALSE));
  ADD ("merged-from-trash", test_merged, GINT_TO_POINTER (TRUE));
  ADD ("merged-alike", test_merged_alike, NULL);
  ADD ("merged-and-taken-back", test_merged_and_taken_back, NULL);
  ADD ("trash", test_trash, NULL);
  ADD ("trash-merged", test_trash_merged, NULL);
  ADD ("mentions", test_mentions, NULL);
  g_test_add_func ("/erase/rules", test_rules);
  return g_test_run ();
}
