/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files that go back in time, and files that are written to in two places. */

#include "config.h"

#include "lnet-writer-private.h"
#include "merge-ground.h"

static LnetTakeReport
pass (MergeDesk *from,
      MergeDesk *to)
{
  g_autoptr (LnetDelivery) delivery = merge_desk_give (from, 0);

  return take (to, delivery);
}

static void
set_region (MergeDesk    *desk,
            const LnetId *member,
            const char   *region)
{
  g_autoptr (LnetTransaction) act = lnet_transaction_new ("member-edit");

  lnet_transaction_set_text (act, LNET_MEMBER_REGION, member, region);
  commit (desk, act);
}

/* A file is put back that is older than what its desk has given away. It writes on under another name, and what it had
 * given away comes back. */
static void
test_comes_back (Ground        *ground,
                 gconstpointer  data)
{
  LnetId before = ground->ana->writer->desk.id;
  g_autofree char *town = NULL;

  merge_desk_keep_copy (ground->ana);
  set_town (ground->ana, &ground->member, "Cody");
  pass (ground->ana, ground->ben);
  g_assert_true (merge_desk_bring_copy_back (ground->ana));
  set_region (ground->ana, &ground->member, "Fremont");
  g_assert_false (lnet_id_equal (&before, &ground->ana->writer->desk.id));
  g_assert_cmpuint (pass (ground->ben, ground->ana).n_waiting, ==, 0);
  town = get_town (ground->ana);
  g_assert_cmpstr (town, ==, "Cody");
  g_assert_cmpuint (pass (ground->ana, ground->ben).n_waiting, ==, 0);
  g_assert_cmpint (count (ground, "SELECT count (*) FROM unsettled"), ==, 0);
}

/* Under its new name it says again what it had seen of the others: else they would think it knew nothing of them. */
static void
test_still_knows_the_others (Ground        *ground,
                             gconstpointer  data)
{
  set_town (ground->ben, &ground->member, "Dubois");
  pass (ground->ben, ground->ana);
  set_region (ground->ana, &ground->member, "Fremont");
  merge_desk_keep_copy (ground->ana);
  set_region (ground->ana, &ground->member, "Park");
  g_assert_true (merge_desk_bring_copy_back (ground->ana));
  set_town (ground->ana, &ground->member, "Cody");
  g_assert_cmpuint (pass (ground->ana, ground->ben).n_to_settle, ==, 0);
}

/* What it had given away comes back before it has written anything: it takes another name all the same. */
static void
test_own_batches_come_first (Ground        *ground,
                             gconstpointer  data)
{
  set_region (ground->ana, &ground->member, "Fremont");
  merge_desk_keep_copy (ground->ana);
  set_town (ground->ana, &ground->member, "Cody");
  pass (ground->ana, ground->ben);
  g_assert_true (merge_desk_bring_copy_back (ground->ana));
  pass (ground->ben, ground->ana);
  set_town (ground->ana, &ground->member, "Dubois");
  g_assert_cmpuint (pass (ground->ana, ground->ben).n_to_settle, ==, 0);
}

/* --- the mark outside the file goes back too, so that nobody can tell --- */

static char *
read_mark (MergeDesk *desk)
{
  g_autoptr (GError) error = NULL;
  char *mark;

  g_file_get_contents (desk->writer->desk.mark, &mark, NULL, &error);
  g_assert_no_error (error);
  return mark;
}

/* The same number stands for two batches. Each who hears of both says so and keeps both; nothing is overwritten. */
static void
test_profile_copied (Ground        *ground,
                     gconstpointer  data)
{
  const char *mark_path;
  g_autofree char *mark = NULL, *town = NULL;
  LnetTakeReport report;

  set_region (ground->ana, &ground->member, "Fremont");
  merge_desk_keep_copy (ground->ana);
  mark = read_mark (ground->ana);
  mark_path = ground->ana->writer->desk.mark;
  set_town (ground->ana, &ground->member, "Cody");
  pass (ground->ana, ground->ben);
  g_assert_true (g_file_set_contents (mark_path, mark, -1, NULL));
  g_assert_true (merge_desk_bring_copy_back (ground->ana));
  set_region (ground->ana, &ground->member, "Park");

  report = pass (ground->ana, ground->ben);
  g_assert_cmpuint (report.n_waiting, ==, 1);
  g_assert_cmpint (merge_desk_count (ground->ben, "SELECT why FROM inbox"), ==, LNET_WAITING_FORK);
  town = get_town (ground->ben);
  g_assert_cmpstr (town, ==, "Cody");
  report = pass (ground->ben, ground->ana);
  g_assert_cmpuint (report.n_waiting, ==, 1);
  g_assert_cmpint (count (ground, "SELECT why FROM inbox"), ==, LNET_WAITING_FORK);
  ground->forked = TRUE;
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) g_test_add ("/merge-restore/" path, Ground, NULL, set_up, function, tear_down)
  ADD ("comes-back", test_comes_back);
  ADD ("still-knows-the-others", test_still_knows_the_others);
  ADD ("own-batches-come-first", test_own_batches_come_first);
  ADD ("profile-copied", test_profile_copied);
#undef ADD

  return g_test_run ();
}
