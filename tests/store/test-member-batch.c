/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-error.h"
#include "lnet-history.h"
#include "lnet-member-batch.h"
#include "lnet-member-set.h"
#include "lnet-member.h"
#include "lnet-tags.h"
#include "network-fixture.h"

#define TODAY "2026-11-24"

static LnetMemberOrder *
load_all (Network *network)
{
  LnetMemberOrder *all = lnet_members_load_order (lnet_store_get_reader (network->store), 0, &network->error);

  g_assert_no_error (network->error);
  return all;
}

static LnetMember *
load (Network      *network,
      const LnetId *id)
{
  LnetMember *member = lnet_member_load (lnet_store_get_reader (network->store), id, &network->error);

  g_assert_no_error (network->error);
  return member;
}

static void
plan (Network         *network,
      LnetMemberBatch *batch,
      guint            n_changed,
      guint            n_same,
      guint            n_gone)
{
  const LnetMemberBatchCounts *counts = lnet_member_batch_get_counts (batch);

  lnet_member_batch_set_today (batch, TODAY);
  lnet_member_batch_plan (batch, lnet_store_get_reader (network->store), NULL, &network->error);
  g_assert_no_error (network->error);
  g_assert_cmpuint (counts->n_changed, ==, n_changed);
  g_assert_cmpuint (counts->n_same, ==, n_same);
  g_assert_cmpuint (counts->n_gone, ==, n_gone);
  g_assert_cmpfloat (lnet_member_batch_get_progress (batch), ==, 1);
}

/* Does it with @who; the act's name in the log. */
static LnetId
run (Network             *network,
     LnetMemberBatchKind  kind,
     LnetMemberOrder     *who,
     const char          *value,
     guint                n_changed,
     guint                n_same)
{
  g_autoptr (LnetMemberBatch) batch = lnet_member_batch_new (kind, who, value);
  g_autoptr (LnetTransaction) transaction = NULL;
  LnetId group;

  plan (network, batch, n_changed, n_same, 0);
  transaction = lnet_member_batch_steal_transaction (batch);
  network_commit (network, transaction, &group);
  g_assert_cmpint (lnet_id_is_null (&group), ==, n_changed == 0);
  return group;
}

static void
undo (Network *network,
      LnetId   group)
{
  guint n_kept;

  lnet_store_undo_group (network->store, &group, &n_kept, &network->error);
  g_assert_no_error (network->error);
  g_assert_cmpuint (n_kept, ==, 0);
}

static void
set_text (Network      *network,
          LnetField     field,
          const LnetId *row,
          const char   *value)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-edit");

  lnet_transaction_set_text (transaction, field, row, value);
  network_commit (network, transaction, NULL);
}

static void
delete_row (Network      *network,
            LnetTable     table,
            const LnetId *row)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-delete");

  lnet_transaction_delete (transaction, table, row);
  network_commit (network, transaction, NULL);
}

/* Only real changes are written; one undo takes all of it back, and undoing that does it again. */
static void
test_status (Network       *network,
             gconstpointer  data)
{
  LnetId ana = network_add_member (network, "Ana", NULL), bo = network_add_member (network, "Bo", NULL);
  g_autoptr (LnetMemberOrder) all = load_all (network);
  g_autoptr (LnetMember) before = NULL;
  g_autoptr (LnetMember) after = NULL;
  g_autoptr (LnetMember) undone = NULL;
  LnetId group;

  set_text (network, LNET_MEMBER_STATUS, &bo, "left");
  /* Who has none takes part. */
  run (network, LNET_MEMBER_BATCH_STATUS, all, "active", 1, 1);
  before = load (network, &bo);
  g_assert_cmpstr (before->status, ==, "active");
  group = run (network, LNET_MEMBER_BATCH_STATUS, all, "paused", 2, 0);
  run (network, LNET_MEMBER_BATCH_STATUS, all, "paused", 0, 2);
  after = load (network, &ana);
  g_assert_cmpstr (after->status, ==, "paused");
  undo (network, group);
  undone = load (network, &bo);
  g_assert_cmpstr (undone->status, ==, "active");
}

static void
test_undo_and_redo (Network       *network,
                    gconstpointer  data)
{
  LnetId ana = network_add_member (network, "Ana", NULL);
  g_autoptr (LnetMemberOrder) all = load_all (network);
  g_autoptr (GPtrArray) acts = NULL;
  const LnetHistoryEntry *entry;
  const char *towns[] = { "Lander", "Casper", "Lander" };
  LnetId groups[3];

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (LnetMemberBatch) batch = lnet_member_batch_new (LNET_MEMBER_BATCH_PLACE, all, NULL);
      g_autoptr (LnetTransaction) transaction = NULL;
      g_autoptr (LnetMember) member = NULL;

      lnet_member_batch_set_place (batch, towns[i], NULL, "");
      plan (network, batch, i > 0, i == 0, 0);
      transaction = lnet_member_batch_steal_transaction (batch);
      network_commit (network, transaction, &groups[i]);
      member = load (network, &ana);
      g_assert_cmpstr (member->town, ==, towns[i]);
    }
  undo (network, groups[2]);
  acts = lnet_history_of_row (lnet_store_get_reader (network->store), &ana, 10, &network->error);
  g_assert_no_error (network->error);
  g_assert_cmpuint (acts->len, ==, 4);
  entry = g_ptr_array_index (acts, 1);
  g_assert_cmpstr (entry->act, ==, "members-edit");
  g_assert_true (entry->undone);
  /* Taking that back does it again. */
  entry = g_ptr_array_index (acts, 0);
  undo (network, entry->group);
}

/* Another language is preferred; the one before is still spoken, and none is said twice. */
static void
test_languages (Network       *network,
                gconstpointer  data)
{
  LnetId ana = network_add_member (network, "Ana", NULL);
  g_autoptr (LnetMemberOrder) all = NULL;
  g_autoptr (LnetMember) member = NULL;
  LnetId group;

  network_add_member (network, "Bo", NULL);
  all = load_all (network);
  run (network, LNET_MEMBER_BATCH_ADD_LANGUAGE, all, "es", 2, 0);
  run (network, LNET_MEMBER_BATCH_ADD_LANGUAGE, all, "es", 0, 2);
  set_text (network, LNET_MEMBER_LANGUAGE, &ana, "en");
  run (network, LNET_MEMBER_BATCH_ADD_LANGUAGE, all, "en", 1, 1);
  group = run (network, LNET_MEMBER_BATCH_LANGUAGE, all, "es", 2, 0);
  member = load (network, &ana);
  g_assert_cmpstr (member->language, ==, "es");
  g_assert_cmpuint (member->languages->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (member->languages, 0), ==, "en");
  undo (network, group);
  g_clear_pointer (&member, lnet_member_free);
  member = load (network, &ana);
  g_assert_cmpstr (member->language, ==, "en");
  g_assert_cmpstr (g_ptr_array_index (member->languages, 0), ==, "es");
}

static void
assert_team (Network      *network,
             const LnetId *id,
             guint         n,
             const char   *ends)
{
  g_autoptr (LnetMember) member = load (network, id);

  g_assert_cmpuint (member->teams->len, ==, n);
  if (n > 0)
    g_assert_cmpstr (((LnetMemberTeam *) g_ptr_array_index (member->teams, 0))->ends, ==, ends);
}

/* A team is made with those who go into it; who is in it already, or never was, is left alone. */
static void
test_teams (Network       *network,
            gconstpointer  data)
{
  LnetId ana = network_add_member (network, "Ana", NULL);
  g_autoptr (LnetMemberOrder) one = load_all (network);
  g_autoptr (LnetMemberOrder) all = NULL;
  g_autoptr (LnetMemberBatch) batch = lnet_member_batch_new (LNET_MEMBER_BATCH_JOIN_TEAM, one, NULL);
  g_autoptr (LnetTransaction) transaction = NULL;
  g_autoptr (LnetMember) member = NULL;
  g_autofree char *team = NULL;
  LnetId bo, group;

  lnet_member_batch_set_new_team (batch, "Rivers", "small-group");
  plan (network, batch, 1, 0, 0);
  transaction = lnet_member_batch_steal_transaction (batch);
  network_commit (network, transaction, &group);
  member = load (network, &ana);
  team = lnet_id_to_string (&((LnetMemberTeam *) g_ptr_array_index (member->teams, 0))->team);
  g_assert_cmpstr (((LnetMemberTeam *) g_ptr_array_index (member->teams, 0))->starts, ==, TODAY);

  bo = network_add_member (network, "Bo", NULL);
  all = load_all (network);
  run (network, LNET_MEMBER_BATCH_LEAVE_TEAM, all, team, 1, 1);
  assert_team (network, &ana, 1, TODAY);
  run (network, LNET_MEMBER_BATCH_LEAVE_TEAM, all, team, 0, 2);
  /* On the same day: she goes on, and has no second time in it. */
  run (network, LNET_MEMBER_BATCH_JOIN_TEAM, all, team, 2, 0);
  assert_team (network, &ana, 1, NULL);
  assert_team (network, &bo, 1, NULL);
  run (network, LNET_MEMBER_BATCH_JOIN_TEAM, all, team, 0, 2);
}

/* A time that ended before does not count, and one that was to begin later does not begin. */
static void
test_team_times (Network       *network,
                 gconstpointer  data)
{
  LnetId ana = network_add_member (network, "Ana", NULL);
  g_autoptr (LnetMemberOrder) all = load_all (network);
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("team-add");
  LnetId team = lnet_transaction_add (transaction, LNET_TABLE_TEAM, lnet_space (LNET_SPACE_NETWORK));
  LnetId place = lnet_transaction_add (transaction, LNET_TABLE_TEAM_MEMBER, lnet_space (LNET_SPACE_NETWORK));
  g_autofree char *name = lnet_id_to_string (&team);
  g_autoptr (LnetMemberBatch) batch = NULL;

  lnet_transaction_set_text (transaction, LNET_TEAM_NAME, &team, "Rivers");
  lnet_transaction_set_id (transaction, LNET_TEAM_MEMBER_TEAM, &place, &team);
  lnet_transaction_set_id (transaction, LNET_TEAM_MEMBER_MEMBER, &place, &ana);
  lnet_transaction_set_text (transaction, LNET_TEAM_MEMBER_STARTS, &place, "2020");
  lnet_transaction_set_text (transaction, LNET_TEAM_MEMBER_ENDS, &place, "2026");
  network_commit (network, transaction, NULL);
  /* Some day of this year: still in it. */
  run (network, LNET_MEMBER_BATCH_JOIN_TEAM, all, name, 0, 1);
  set_text (network, LNET_TEAM_MEMBER_ENDS, &place, "2025-06");
  run (network, LNET_MEMBER_BATCH_LEAVE_TEAM, all, name, 0, 1);
  run (network, LNET_MEMBER_BATCH_JOIN_TEAM, all, name, 1, 0);
  assert_team (network, &ana, 2, NULL);
  set_text (network, LNET_TEAM_MEMBER_ENDS, &place, "");
  set_text (network, LNET_TEAM_MEMBER_STARTS, &place, "2027");
  run (network, LNET_MEMBER_BATCH_LEAVE_TEAM, all, name, 1, 0);
  assert_team (network, &ana, 1, TODAY);

  delete_row (network, LNET_TABLE_TEAM, &team);
  batch = lnet_member_batch_new (LNET_MEMBER_BATCH_JOIN_TEAM, all, name);
  g_assert_false (lnet_member_batch_plan (batch, lnet_store_get_reader (network->store), NULL, &network->error));
  g_assert_error (network->error, LNET_ERROR, LNET_ERROR_NOT_FOUND);
  g_clear_error (&network->error);
}

/* Tags lie with staff; who goes into the Trash comes back by one undo. */
static void
test_tags_and_trash (Network       *network,
                     gconstpointer  data)
{
  LnetId ana = network_add_member (network, "Ana", NULL);
  g_autoptr (LnetMemberOrder) all = NULL;
  g_autoptr (GPtrArray) tags = NULL;
  LnetId group;

  network_add_member (network, "Bo", NULL);
  all = load_all (network);
  run (network, LNET_MEMBER_BATCH_ADD_TAG, all, "champion", 2, 0);
  run (network, LNET_MEMBER_BATCH_ADD_TAG, all, "champion", 0, 2);
  run (network, LNET_MEMBER_BATCH_REMOVE_TAG, all, "mentor", 0, 2);
  group = run (network, LNET_MEMBER_BATCH_REMOVE_TAG, all, "champion", 2, 0);
  undo (network, group);
  tags = lnet_tags_of_member (lnet_store_get_reader (network->store), &ana, &network->error);
  g_assert_no_error (network->error);
  g_assert_cmpuint (tags->len, ==, 1);
  group = run (network, LNET_MEMBER_BATCH_DELETE, all, NULL, 2, 0);
  g_assert_cmpuint (lnet_members_count (lnet_store_get_reader (network->store)), ==, 0);
  undo (network, group);
  g_assert_cmpuint (lnet_members_count (lnet_store_get_reader (network->store)), ==, 2);
}

/* What was done to many is told of each of them, also by a row of its own, and when that is gone. */
static void
test_history (Network       *network,
              gconstpointer  data)
{
  LnetId ana = network_add_member (network, "Ana", NULL);
  LnetReader *reader = lnet_store_get_reader (network->store);
  g_autoptr (LnetMemberOrder) all = load_all (network);
  g_autoptr (GArray) open_rows = NULL;
  g_autoptr (GArray) rows = NULL;
  guint n_edits = 0;

  run (network, LNET_MEMBER_BATCH_ADD_LANGUAGE, all, "es", 1, 0);
  run (network, LNET_MEMBER_BATCH_ADD_TAG, all, "champion", 1, 0);
  run (network, LNET_MEMBER_BATCH_REMOVE_TAG, all, "champion", 1, 0);
  open_rows = lnet_history_rows_of_member (reader, &ana, FALSE, &network->error);
  rows = lnet_history_rows_of_member (reader, &ana, TRUE, &network->error);
  g_assert_no_error (network->error);
  g_assert_cmpuint (open_rows->len, ==, 2);
  g_assert_cmpuint (rows->len, ==, 3);
  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (GPtrArray) acts =
        lnet_history_of_row (reader, &g_array_index (rows, LnetId, i), 10, &network->error);

      for (guint k = 0; k < acts->len; k++)
        n_edits += g_str_equal (((LnetHistoryEntry *) g_ptr_array_index (acts, k))->act, "members-edit");
    }
  g_assert_cmpuint (n_edits, ==, 3);
}

/* Who went to the Trash since they were selected is counted and left there. */
static void
test_gone (Network       *network,
           gconstpointer  data)
{
  LnetId ana = network_add_member (network, "Ana", NULL);
  g_autoptr (LnetMemberOrder) all = NULL;
  g_autoptr (LnetMemberBatch) batch = NULL;
  g_autoptr (LnetMemberBatch) nobody = NULL;
  g_autoptr (LnetMemberOrder) none = NULL;
  g_autoptr (LnetMemberSet) empty = lnet_member_set_new ();
  g_autoptr (LnetTransaction) nothing = NULL;

  network_add_member (network, "Bo", NULL);
  all = load_all (network);
  delete_row (network, LNET_TABLE_MEMBER, &ana);
  batch = lnet_member_batch_new (LNET_MEMBER_BATCH_STATUS, all, "left");
  plan (network, batch, 1, 0, 1);
  /* A team for nobody is not made. */
  none = lnet_member_set_keep (empty, all);
  nobody = lnet_member_batch_new (LNET_MEMBER_BATCH_JOIN_TEAM, none, NULL);
  lnet_member_batch_set_new_team (nobody, "Rivers", NULL);
  plan (network, nobody, 0, 0, 0);
  nothing = lnet_member_batch_steal_transaction (nobody);
  g_assert_true (lnet_transaction_is_empty (nothing));
}

static void
add_many (Network *network,
          guint    n)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("members-import");

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *first = g_strdup_printf ("Ana%u", i);

      put_member (transaction, first, i % 3 == 0 ? "Casper" : "Lander");
    }
  network_commit (network, transaction, NULL);
}

static guint
count_in (Network    *network,
          const char *town)
{
  g_autoptr (LnetMemberOrder) all = load_all (network);
  g_autoptr (LnetMemberOrder) found =
    lnet_members_filter_order (lnet_store_get_reader (network->store), all, town, &network->error);

  g_assert_no_error (network->error);
  return lnet_member_order_get_n (found);
}

typedef struct
{
  GCancellable *cancellable;
  GError *error;
  gboolean done;
} Commit;

static void
on_committed (GObject      *store,
              GAsyncResult *result,
              gpointer      user_data)
{
  Commit *commit = user_data;

  lnet_store_commit_finish (LNET_STORE (store), result, NULL, &commit->error);
  commit->done = TRUE;
}

/* Many are written in several batches of the log, and all of it is one act: one undo; stopped, nothing is there. */
static void
test_many (Network       *network,
           gconstpointer  data)
{
  guint n = times (GPOINTER_TO_UINT (data));
  guint n_casper = (n + 2) / 3;
  g_autoptr (LnetMemberOrder) all = NULL;
  g_autofree char *before = NULL, *stopped = NULL, *after = NULL;
  g_autoptr (LnetMemberBatch) batch = NULL;
  g_autoptr (LnetTransaction) transaction = NULL;
  Commit commit = { 0 };
  LnetId group;

  add_many (network, n);
  all = load_all (network);
  before = assert_sound (network->path, n);
  batch = lnet_member_batch_new (LNET_MEMBER_BATCH_PLACE, all, NULL);
  lnet_member_batch_set_place (batch, "Casper", "Natrona", "urban");
  plan (network, batch, n, 0, 0);
  transaction = lnet_member_batch_steal_transaction (batch);
  g_assert_cmpuint (lnet_transaction_get_n_ops (transaction), ==, 3 * n - n_casper);

  commit.cancellable = g_cancellable_new ();
  lnet_store_commit_async (network->store, transaction, commit.cancellable, on_committed, &commit);
  while (lnet_transaction_get_n_done (transaction) == 0)
    g_thread_yield ();
  g_cancellable_cancel (commit.cancellable);
  while (!commit.done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (commit.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&commit.error);
  g_object_unref (commit.cancellable);
  stopped = assert_sound (network->path, n);
  g_assert_cmpstr (stopped, ==, before);
  g_assert_cmpuint (count_in (network, "Casper"), ==, n_casper);

  network_commit (network, transaction, &group);
  g_assert_cmpuint (count_in (network, "Casper"), ==, n);
  undo (network, group);
  g_assert_cmpuint (count_in (network, "Casper"), ==, n_casper);
  after = assert_sound (network->path, n);
}

/* Planning stops, too. */
static void
test_stop_planning (Network       *network,
                    gconstpointer  data)
{
  g_autoptr (LnetMemberOrder) all = NULL;
  g_autoptr (LnetMemberBatch) batch = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  network_add_member (network, "Ana", NULL);
  all = load_all (network);
  batch = lnet_member_batch_new (LNET_MEMBER_BATCH_STATUS, all, "left");
  g_cancellable_cancel (cancellable);
  g_assert_false (lnet_member_batch_plan (batch, lnet_store_get_reader (network->store), cancellable,
                                          &network->error));
  g_assert_error (network->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&network->error);
}

/* A set holds numbers near and far, and knows who of an order is in it. */
static void
test_set (Network       *network,
          gconstpointer  data)
{
  const gint64 numbers[] = { 1, 7, 8, 100000, G_GINT64_CONSTANT (1) << 28, G_MAXINT64, -1 };
  g_autoptr (LnetMemberSet) set = lnet_member_set_new ();
  g_autoptr (LnetMemberSet) copy = NULL;
  g_autoptr (LnetMemberOrder) all = NULL;
  g_autoptr (LnetMemberOrder) kept = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_assert_false (lnet_member_set_has (set, numbers[i]));
      g_assert_true (lnet_member_set_add (set, numbers[i]));
      g_assert_false (lnet_member_set_add (set, numbers[i]));
    }
  copy = lnet_member_set_copy (set);
  g_assert_cmpuint (lnet_member_set_get_n (copy), ==, G_N_ELEMENTS (numbers));
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    g_assert_true (lnet_member_set_remove (copy, numbers[i]));
  g_assert_cmpuint (lnet_member_set_get_n (copy), ==, 0);
  g_assert_false (lnet_member_set_remove (copy, 1));

  network_add_member (network, "Ana", NULL);
  network_add_member (network, "Bo", NULL);
  all = load_all (network);
  g_assert_cmpuint (lnet_member_set_count_in (set, all), ==, 1);
  kept = lnet_member_set_keep (set, all);
  g_assert_cmpint (lnet_member_order_get_pk (kept, 0), ==, 1);
  g_assert_true (lnet_member_set_retain (set, all));
  g_assert_false (lnet_member_set_retain (set, all));
  g_assert_cmpuint (lnet_member_set_get_n (set), ==, 1);
  lnet_member_set_add_range (set, all, 0, G_MAXUINT);
  g_assert_cmpuint (lnet_member_set_get_n (set), ==, 2);
  lnet_member_set_remove_range (set, all, 0, 1);
  g_assert_cmpuint (lnet_member_set_get_n (set), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, data, func) \
  g_test_add ("/member-batch/" name, Network, data, network_set_up, func, network_tear_down)
  ADD ("set", NULL, test_set);
  ADD ("status", NULL, test_status);
  ADD ("undo-and-redo", NULL, test_undo_and_redo);
  ADD ("languages", NULL, test_languages);
  ADD ("teams", NULL, test_teams);
  ADD ("team-times", NULL, test_team_times);
  ADD ("tags-and-trash", NULL, test_tags_and_trash);
  ADD ("history", NULL, test_history);
  ADD ("gone", NULL, test_gone);
  ADD ("stop-planning", NULL, test_stop_planning);
  ADD ("5,000", GUINT_TO_POINTER (5000), test_many);
  ADD ("50,000", GUINT_TO_POINTER (50000), test_many);
#undef ADD
  return g_test_run ();
}
