/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <locale.h>

#include "lnet-member-index.h"
#include "lnet-migrations.h"

static LnetSqlite *
new_file (void)
{
  g_autoptr (GError) error = NULL;
  LnetSqlite *db = lnet_sqlite_open (NULL, LNET_SQLITE_MEMORY, &error);

  g_assert_no_error (error);
  g_assert_true (lnet_migrations_create_tables (db, &error));
  g_assert_no_error (error);
  g_assert_true (lnet_member_index_create (db, &error));
  g_assert_no_error (error);
  g_assert_true (lnet_sqlite_exec (db,
    "INSERT INTO space (pk, id, kind, owner) VALUES (1, x'01', 1, zeroblob (16));"
    "INSERT INTO member (pk, id, space, legal_first, legal_last, town) VALUES "
    "  (1, x'000000000000000000000000000000a1', 1, 'José', 'Muñoz', 'Lander'),"
    "  (2, x'000000000000000000000000000000a2', 1, 'Ana', 'Begay', NULL);"
    "INSERT INTO organization (pk, id, space, name, town) VALUES "
    "  (1, x'000000000000000000000000000000b1', 1, 'Little Sprouts', 'Casper');"
    "INSERT INTO role (pk, id, space, member, role, organization, starts, ends) VALUES "
    "  (1, x'000000000000000000000000000000c1', 1, x'000000000000000000000000000000a2', 'cook', "
    "   x'000000000000000000000000000000b1', '2020', '2026-12'),"
    "  (2, x'000000000000000000000000000000c2', 1, x'000000000000000000000000000000a2', 'coach', NULL, '2027-03-01', NULL);",
    &error));
  g_assert_no_error (error);
  return db;
}

/* Everything that stands in the index, in words; it knows how much that is. */
static char *
dump (LnetSqlite *db)
{
  g_autoptr (GError) error = NULL;
  GString *text = g_string_new (NULL);
  gint64 n = 0, counted = -1;
  sqlite3_stmt *statement = lnet_sqlite_prepare (db,
    "SELECT pk || '|' || letter || '|' || name || '|' || coalesce (role, '') || '|' || coalesce (organization, '') || "
    "'|' || coalesce (place, '') || '|' || coalesce (changes_on, '') FROM member_index ORDER BY sort_key", &error);

  g_assert_no_error (error);
  for (; lnet_sqlite_step (db, statement, &error) > 0; n++)
    g_string_append_printf (text, "%s\n", (const char *) sqlite3_column_text (statement, 0));
  g_assert_no_error (error);
  g_assert_true (lnet_sqlite_get_integer (db, "SELECT value FROM member_index_state WHERE key = 'count'", -1, &counted,
                                          &error));
  g_assert_cmpint (counted, ==, n);
  return g_string_free (text, FALSE);
}

static gint64
count_matches (LnetSqlite *db,
               const char *word)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM member_fts WHERE member_fts MATCH '\"%s\"*'", word);
  gint64 n = -1;

  g_assert_true (lnet_sqlite_get_integer (db, sql, 0, &n, &error));
  g_assert_no_error (error);
  return n;
}

static void
refresh (LnetSqlite *db,
         const char *today,
         gboolean    expected)
{
  g_autoptr (GError) error = NULL;
  gboolean stale = !expected;
  gboolean changed = !expected;

  g_assert_true (lnet_member_index_is_stale (db, today, &stale, &error));
  g_assert_true (lnet_member_index_refresh (db, today, &changed, &error));
  g_assert_no_error (error);
  g_assert_cmpint (stale, ==, expected);
  g_assert_cmpint (changed, ==, expected);
}

static void
update (LnetSqlite *db,
        guint8      member,
        guint8      organization)
{
  g_autoptr (GHashTable) members = g_hash_table_new (lnet_id_hash, lnet_id_equal);
  g_autoptr (GHashTable) organizations = g_hash_table_new (lnet_id_hash, lnet_id_equal);
  g_autoptr (GError) error = NULL;
  LnetId member_id = lnet_id_null ();
  LnetId organization_id = lnet_id_null ();

  member_id.bytes[LNET_ID_SIZE - 1] = member;
  organization_id.bytes[LNET_ID_SIZE - 1] = organization;
  if (member != 0)
    g_hash_table_add (members, &member_id);
  if (organization != 0)
    g_hash_table_add (organizations, &organization_id);
  g_assert_true (lnet_member_index_update (db, members, organizations, &error));
  g_assert_no_error (error);
}

static void
force_rebuild (LnetSqlite *db)
{
  g_assert_true (lnet_sqlite_exec (db, "UPDATE member_index_state SET value = 'x' WHERE key = 'collation'", NULL));
}

/* A role that begins or ends by itself, because a day came, is followed when the network is next opened. */
static void
test_days (void)
{
  g_autoptr (LnetSqlite) db = new_file ();
  g_autofree char *in_2026 = NULL;
  g_autofree char *in_january = NULL;
  g_autofree char *in_march = NULL;

  force_rebuild (db);
  refresh (db, "2026-11-23", TRUE);
  in_2026 = dump (db);
  g_assert_cmpstr (in_2026, ==, "2|B|Ana Begay|cook|Little Sprouts|Casper|2027-01-01\n1|M|José Muñoz|||Lander|\n");
  g_assert_cmpint (count_matches (db, "sprouts"), ==, 1);
  refresh (db, "2026-12-31", FALSE);
  refresh (db, "2027-01-01", TRUE);
  in_january = dump (db);
  g_assert_cmpstr (in_january, ==, "2|B|Ana Begay||||2027-03-01\n1|M|José Muñoz|||Lander|\n");
  g_assert_cmpint (count_matches (db, "sprouts"), ==, 0);
  refresh (db, "2027-03-02", TRUE);
  in_march = dump (db);
  g_assert_cmpstr (in_march, ==, "2|B|Ana Begay|coach|||\n1|M|José Muñoz|||Lander|\n");
  refresh (db, "2027-03-02", FALSE);
}

/* Whatever way it came about, the same tables give the same index. */
static void
test_rebuild_equals_update (void)
{
  g_autoptr (LnetSqlite) db = new_file ();
  g_autofree char *updated = NULL;
  g_autofree char *rebuilt = NULL;

  update (db, 0xa1, 0);
  update (db, 0, 0xb1);
  g_assert_true (lnet_sqlite_exec (db, "UPDATE organization SET name = 'Big Oaks'", NULL));
  update (db, 0, 0xb1);
  updated = dump (db);
  g_assert_cmpint (count_matches (db, "oaks"), ==, 1);
  g_assert_cmpint (count_matches (db, "sprouts"), ==, 0);
  g_assert_true (lnet_member_index_rebuild (db, NULL));
  rebuilt = dump (db);
  g_assert_cmpstr (updated, ==, rebuilt);
  g_assert_cmpint (count_matches (db, "oaks"), ==, 1);
}

static void
test_removed (void)
{
  g_autoptr (LnetSqlite) db = new_file ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  update (db, 0xa1, 0);
  update (db, 0xa2, 0);
  g_assert_cmpint (count_matches (db, "munoz"), ==, 1);
  before = dump (db);
  g_assert_nonnull (strstr (before, "José"));
  g_assert_true (lnet_sqlite_exec (db, "UPDATE member SET deleted = 1 WHERE pk = 1", NULL));
  update (db, 0xa1, 0);
  after = dump (db);
  g_assert_null (strstr (after, "José"));
  g_assert_cmpint (count_matches (db, "munoz"), ==, 0);
  update (db, 0x77, 0x78);
}

/* A statement that fails is told, whichever it is. */
static void
test_failing (void)
{
  for (guint n = 1; n < 60; n++)
    {
      g_autoptr (LnetSqlite) db = new_file ();
      g_autoptr (GError) error = NULL;
      gboolean done;

      lnet_sqlite_fail_at (db, n);
      done = lnet_member_index_rebuild (db, &error);
      if (done)
        {
          g_assert_cmpuint (lnet_sqlite_get_n_run (db), <, n);
          return;
        }
      g_assert_nonnull (error);
    }
  g_assert_not_reached ();
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "en_US.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/member-index/days", test_days);
  g_test_add_func ("/member-index/rebuild-equals-update", test_rebuild_equals_update);
  g_test_add_func ("/member-index/removed", test_removed);
  g_test_add_func ("/member-index/failing", test_failing);
  return g_test_run ();
}
