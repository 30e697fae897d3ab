/* SPDX-License-Identifier: GPL-3.0-or-later */

/* No statement that the window runs may look through a whole table: SQLite is asked how it would run each of them. */

#include "config.h"

#include "lnet-reader-private.h"
#include "lnet-statements.h"
#include "network-fixture.h"

static const LnetStatement *const *const all_statements[] = {
  lnet_history_statements,
  lnet_attachment_statements,
  lnet_space_key_statements,
  lnet_give_statements, lnet_unknown_statements, lnet_parted_statements,
  lnet_carrier_statements,
  lnet_row_title_statements,
  lnet_to_settle_statements,
  lnet_waiting_statements,
  lnet_sharing_statements,
  lnet_own_rights_statements,
  lnet_merged_text_statements,
  lnet_network_statements,
  lnet_find_statements,
  lnet_member_batch_statements,
  lnet_member_choices_statements,
  lnet_member_statements,
  lnet_duplicate_statements,
  lnet_member_life_statements,
  lnet_member_list_statements,
  lnet_tag_statements,
  lnet_group_statements,
  lnet_place_of_work_statements,
  lnet_team_statements,
  lnet_message_reach_statements,
  lnet_message_round_statements,
  lnet_member_sorting_statements,
  lnet_saved_filter_statements,
  lnet_certificate_statements,
  lnet_coaching_statements,
  lnet_pool_statements,
  lnet_coaching_session_statements,
  lnet_vision_statements,
  lnet_contribution_statements,
  lnet_import_statements,
  lnet_export_statements,
  lnet_export_cell_statements,
};

/* A plan's line that reads all of something: not the result of a part of the query itself, nor a search in a full-text
 * index, which SQLite calls a scan too. */
static gboolean
is_scan (const char *line)
{
  if (!g_str_has_prefix (line, "SCAN "))
    return FALSE;
  if (g_str_has_prefix (line, "SCAN CONSTANT ROW") || g_str_has_prefix (line, "SCAN ("))
    return FALSE;
  return strstr (line, "VIRTUAL TABLE INDEX") == NULL;
}

static void
explain (LnetSqlite          *db,
         const LnetStatement *statement)
{
  g_autofree char *sql = g_strconcat ("EXPLAIN QUERY PLAN ", statement->sql, NULL);
  g_autoptr (GError) error = NULL;
  sqlite3_stmt *plan = lnet_sqlite_prepare (db, sql, &error);

  g_assert_no_error (error);
  while (lnet_sqlite_step (db, plan, &error) > 0)
    {
      const char *line = (const char *) sqlite3_column_text (plan, 3);

      if (is_scan (line) && statement->may_scan == NULL)
        {
          g_test_message ("%s: %s\n%s", statement->name, line, statement->sql);
          g_test_fail ();
        }
    }
  g_assert_no_error (error);
}

static void
test_plans (Network       *network,
            gconstpointer  data)
{
  LnetSqlite *db = lnet_reader_get_sqlite (lnet_store_get_reader (network->store));

  for (gsize i = 0; i < G_N_ELEMENTS (all_statements); i++)
    for (gsize k = 0; all_statements[i][k] != NULL; k++)
      explain (db, all_statements[i][k]);
}

static void
test_a_scan_is_seen (Network       *network,
                     gconstpointer  data)
{
  g_assert_true (is_scan ("SCAN member"));
  g_assert_true (is_scan ("SCAN member USING INDEX member_region"));
  g_assert_false (is_scan ("SEARCH member USING INDEX sqlite_autoindex_member_1 (id=?)"));
  g_assert_false (is_scan ("SCAN member_fts VIRTUAL TABLE INDEX 0:M7"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/statements/plans", Network, NULL, network_set_up, test_plans, network_tear_down);
  g_test_add ("/statements/a-scan-is-seen", Network, NULL, network_set_up, test_a_scan_is_seen, network_tear_down);
  return g_test_run ();
}
