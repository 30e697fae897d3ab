/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files of earlier versions. data/version-N.lnet.gz is a network as version N of the schema wrote it: when a version
 * comes to the main branch, `test-store-migrations --make FILE`, gzip, and it joins the others. */

#include "config.h"

#include <string.h>

#include "lnet-error.h"
#include "lnet-find.h"
#include "lnet-members.h"
#include "lnet-migrations.h"
#include "lnet-order-key.h"
#include "lnet-vision-edit.h"
#include "network-fixture.h"

/* --- the network in those files --- */

static void
fill_in_people (Network *network)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");
  LnetSpace space = lnet_space (LNET_SPACE_NETWORK);
  LnetId ana = put_member (transaction, "Ana", "Lander");
  LnetId organization = lnet_transaction_add (transaction, LNET_TABLE_ORGANIZATION, space);
  LnetId role = lnet_transaction_add (transaction, LNET_TABLE_ROLE, space);
  LnetId staff = lnet_transaction_add (transaction, LNET_TABLE_MEMBER_STAFF, lnet_space (LNET_SPACE_STAFF));

  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_LAST, &ana, "Begay");
  lnet_transaction_set_text (transaction, LNET_ORGANIZATION_NAME, &organization, "Little Sprouts");
  lnet_transaction_set_id (transaction, LNET_ROLE_MEMBER, &role, &ana);
  lnet_transaction_set_id (transaction, LNET_ROLE_ORGANIZATION, &role, &organization);
  lnet_transaction_set_text (transaction, LNET_ROLE_ROLE, &role, "coach");
  lnet_transaction_set_id (transaction, LNET_MEMBER_STAFF_MEMBER, &staff, &ana);
  lnet_transaction_edit (transaction, LNET_MEMBER_STAFF_NOTE, &staff, 0, 0, "Came through her sister.");
  lnet_transaction_add_text_to_set (transaction, LNET_MEMBER_LANGUAGE_LANGUAGE, space, &ana, "es");
  put_member (transaction, "Ben", "Cody");
  network_commit (network, transaction, NULL);
}

static void
fill_in_vision (Network *network)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("vision-write");
  g_autofree char *place = lnet_order_key_between (NULL, NULL);
  LnetId document = lnet_vision_add_document (transaction, "Our vision", "What will change for one child?");
  LnetId section = lnet_vision_add_section (transaction, &document, place, "Beginnings");
  LnetId passage = lnet_vision_add_passage (transaction, &section, place, LNET_VISION_TEXT, "Every child is greeted.");

  network_commit (network, transaction, NULL);
  g_clear_pointer (&transaction, lnet_transaction_unref);
  transaction = lnet_transaction_new ("vision-write");
  lnet_transaction_edit (transaction, LNET_PASSAGE_BODY, &passage, 23, 0, " By name.");
  network_commit (network, transaction, NULL);
}

/* Somebody in the Trash, and an act that was taken back. */
static void
fill_in_past (Network *network)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-delete");
  LnetId carla = network_add_member (network, "Carla", NULL);
  LnetId group;

  network_set_town (network, &carla, "Casper", &group);
  g_assert_true (lnet_store_undo_group (network->store, &group, NULL, &network->error));
  lnet_transaction_delete (transaction, LNET_TABLE_MEMBER, &carla);
  network_commit (network, transaction, NULL);
}

static int
make_file (const char *path)
{
  Network network = { 0 };
  g_autoptr (LnetSqlite) db = NULL;
  g_autofree char *sql = g_strdup_printf ("VACUUM INTO '%s'", path);

  network_set_up (&network, NULL);
  fill_in_people (&network);
  fill_in_vision (&network);
  fill_in_past (&network);
  network_close (&network);
  db = lnet_sqlite_open (network.path, LNET_SQLITE_READ_ONLY, NULL);
  lnet_sqlite_exec (db, "PRAGMA query_only=OFF", NULL);
  lnet_sqlite_exec (db, sql, &network.error);
  g_assert_no_error (network.error);
  g_clear_pointer (&db, lnet_sqlite_close);
  network_tear_down (&network, NULL);
  return 0;
}

/* Puts the network of @version in the place of this test's. */
static void
take_file (Network *network,
           int      version)
{
  g_autofree char *name = g_strdup_printf ("version-%d.lnet.gz", version);
  g_autofree char *packed = g_test_build_filename (G_TEST_DIST, "store", "data", name, NULL);
  g_autoptr (GFile) from = g_file_new_for_path (packed);
  g_autoptr (GFile) to = g_file_new_for_path (network->path);
  g_autoptr (GConverter) unpack = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autoptr (GInputStream) in = NULL;
  g_autoptr (GInputStream) unpacked = NULL;
  g_autoptr (GOutputStream) out = NULL;

  network_close (network);
  in = G_INPUT_STREAM (g_file_read (from, NULL, &network->error));
  g_assert_no_error (network->error);
  unpacked = g_converter_input_stream_new (in, unpack);
  out = G_OUTPUT_STREAM (g_file_replace (to, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, &network->error));
  g_output_stream_splice (out, unpacked, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, &network->error);
  g_assert_no_error (network->error);
}

/* --- working with them --- */

static const LnetStatement find_town = {
  "test-town", "SELECT coalesce (town, '') FROM member WHERE id = ?1", NULL
};

static void
assert_town (Network      *network,
             const LnetId *member,
             const char   *expected)
{
  g_autoptr (LnetRows) rows = lnet_reader_query (lnet_store_get_reader (network->store), &find_town);
  g_autofree char *town = NULL;

  lnet_rows_bind_id (rows, 1, member);
  town = lnet_rows_step (rows) ? lnet_rows_dup_text (rows, 0) : NULL;
  g_assert_cmpstr (town, ==, expected);
}

static void
assert_found (Network    *network,
              const char *typed,
              guint       n)
{
  g_autoptr (GPtrArray) found = lnet_find (lnet_store_get_reader (network->store), typed, 10, &network->error);

  g_assert_no_error (network->error);
  g_assert_cmpuint (found->len, ==, n);
}

static void
test_earlier_file (Network       *network,
                   gconstpointer  data)
{
  int version = GPOINTER_TO_INT (data);
  g_autofree char *copy = NULL;
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GPtrArray) members = NULL;
  LnetId ana, group;

  take_file (network, version);
  copy = g_strdup_printf ("%s.version-%d", network->path, version);
  before = assert_sound (network->path, 2);
  network_open (network);
  g_assert_cmpint (g_file_test (copy, G_FILE_TEST_EXISTS), ==, version < LNET_SCHEMA_VERSION);
  after = assert_sound (network->path, 2);
  g_assert_cmpstr (before, ==, after);

  assert_found (network, "greeted by name", 1);
  assert_found (network, "carla", 0);
  members = lnet_members_search (lnet_store_get_reader (network->store), "sprouts", 10);
  g_assert_cmpuint (members->len, ==, 1);
  ana = ((LnetMemberInfo *) members->pdata[0])->id;
  network_set_town (network, &ana, "Riverton", &group);
  assert_town (network, &ana, "Riverton");
  g_assert_true (lnet_store_undo_group (network->store, &group, NULL, &network->error));
  assert_town (network, &ana, "Lander");
  g_free (assert_sound (network->path, 2));
}

static gboolean
says (const char *path,
      const char *words)
{
  g_autofree char *data = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  return memmem (data, size, words, strlen (words)) != NULL;
}

/* Somebody who is erased goes out of the copy too that was kept as the version was. */
static void
test_erased_in_earlier_file (Network       *network,
                             gconstpointer  data)
{
  int version = GPOINTER_TO_INT (data);
  g_autofree char *copy = NULL;
  g_autoptr (GPtrArray) members = NULL;
  g_autoptr (LnetErasure) erasure = NULL;

  take_file (network, version);
  copy = g_strdup_printf ("%s.version-%d", network->path, version);
  network_open (network);
  g_assert_true (says (copy, "Begay"));
  members = lnet_members_search (lnet_store_get_reader (network->store), "begay", 10);
  erasure = lnet_erasure_new_person (&((LnetMemberInfo *) members->pdata[0])->id);
  g_assert_true (lnet_store_erase (network->store, erasure, &network->error));
  g_assert_cmpuint (erasure->left->len, ==, 0);
  g_assert_cmpuint (erasure->n_backups, ==, 1);
  g_assert_false (says (copy, "Begay"));
  g_assert_false (says (copy, "Came through her sister"));
  g_assert_false (says (network->path, "Begay"));
  g_free (assert_sound (network->path, 1));
  g_free (assert_sound (copy, 1));
}

/* --- on the way --- */

static gboolean
add_motto (LnetSqlite  *db,
           GError     **error)
{
  return lnet_sqlite_exec (db, "ALTER TABLE team ADD COLUMN motto TEXT", error);
}

static gboolean
add_song (LnetSqlite  *db,
          GError     **error)
{
  return lnet_sqlite_exec (db, "SELECT motto FROM team; ALTER TABLE team ADD COLUMN song TEXT", error);
}

static gboolean
break_halfway (LnetSqlite  *db,
               GError     **error)
{
  return add_song (db, error) && lnet_sqlite_exec (db, "ALTER TABLE nothing ADD COLUMN song TEXT", error);
}

/* Versions yet to come. */
#define NEXT (LNET_SCHEMA_VERSION + 1)
static const LnetMigration sound[] = { { NEXT, add_motto }, { NEXT + 1, add_song }, { 0, NULL } };
static const LnetMigration broken[] = { { NEXT, add_motto }, { NEXT + 1, break_halfway }, { 0, NULL } };

static LnetSqlite *
open_sqlite (Network        *network,
             LnetSqliteMode  mode)
{
  LnetSqlite *db;

  network_close (network);
  db = lnet_sqlite_open (network->path, mode, &network->error);
  g_assert_no_error (network->error);
  return db;
}

static void
assert_version (LnetSqlite *db,
                gint64      expected)
{
  gint64 version;

  g_assert_true (lnet_sqlite_get_integer (db, "PRAGMA user_version", 0, &version, NULL));
  g_assert_cmpint (version, ==, expected);
}

static guint
count_files (Network *network)
{
  g_autoptr (GDir) dir = g_dir_open (network->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_one_at_a_time (Network       *network,
                    gconstpointer  data)
{
  g_autoptr (LnetSqlite) db = NULL;
  g_autofree char *copy = g_strdup_printf ("%s.version-%d", network->path, LNET_SCHEMA_VERSION);
  g_autofree char *second = g_strconcat (copy, ".2", NULL);
  GStatBuf info;

  network_add_member (network, "Ana", NULL);
  g_assert_true (g_file_set_contents (copy, "from another time", -1, NULL));
  db = open_sqlite (network, LNET_SQLITE_READ_WRITE);
  /* What is up to date is left alone. */
  g_assert_true (lnet_migrations_bring_up_to_date (db, sound, LNET_SCHEMA_VERSION, &network->error));
  assert_version (db, LNET_SCHEMA_VERSION);
  g_assert_false (g_file_test (second, G_FILE_TEST_EXISTS));
  g_assert_true (lnet_migrations_bring_up_to_date (db, sound, NEXT + 1, &network->error));
  assert_version (db, NEXT + 1);
  g_assert_true (lnet_sqlite_exec (db, "SELECT motto, song FROM team", NULL));

  /* The copy is of the version before, whole, its owner's alone, and in nobody's place. */
  g_assert_cmpint (g_stat (second, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_clear_pointer (&db, lnet_sqlite_close);
  g_free (assert_sound (second, 1));
}

static void
assert_untouched (Network    *network,
                  const char *bytes,
                  gsize       size)
{
  g_autofree char *after = NULL;
  gsize size_after;

  g_assert_true (g_file_get_contents (network->path, &after, &size_after, NULL));
  g_assert_cmpmem (bytes, size, after, size_after);
}

static void
test_failing (Network       *network,
              gconstpointer  data)
{
  g_autoptr (LnetSqlite) db = NULL;
  g_autofree char *before = NULL;
  gsize size;

  network_add_member (network, "Ana", NULL);
  network_close (network);
  g_assert_true (g_file_get_contents (network->path, &before, &size, NULL));
  db = open_sqlite (network, LNET_SQLITE_READ_WRITE);
  g_assert_false (lnet_migrations_bring_up_to_date (db, broken, NEXT + 1, &network->error));
  g_assert_error (network->error, LNET_ERROR, LNET_ERROR_FAILED);
  g_assert_nonnull (strstr (network->error->message, "left as it is"));
  g_clear_error (&network->error);
  assert_version (db, LNET_SCHEMA_VERSION);
  g_clear_pointer (&db, lnet_sqlite_close);
  assert_untouched (network, before, size);
  g_assert_cmpuint (count_files (network), ==, 1);
  network_open (network);
}

/* Whichever statement fails, as on a full disk. */
static void
test_nth_statement_fails (Network       *network,
                          gconstpointer  data)
{
  g_autofree char *before = NULL;
  gboolean done = FALSE;
  gsize size;
  guint n = 0;

  network_close (network);
  g_assert_true (g_file_get_contents (network->path, &before, &size, NULL));
  while (!done)
    {
      g_autoptr (LnetSqlite) db = open_sqlite (network, LNET_SQLITE_READ_WRITE);

      lnet_sqlite_fail_at (db, ++n);
      done = lnet_migrations_bring_up_to_date (db, sound, NEXT + 1, &network->error);
      g_clear_pointer (&db, lnet_sqlite_close);
      if (done)
        break;
      g_assert_error (network->error, LNET_ERROR, LNET_ERROR_FULL);
      g_clear_error (&network->error);
      assert_untouched (network, before, size);
      g_assert_cmpuint (count_files (network), ==, 1);
    }
  g_assert_cmpuint (n, >, 8);
}

/* Two windows open the same older file: the second finds it done. */
static void
test_done_meanwhile (Network       *network,
                     gconstpointer  data)
{
  g_autoptr (LnetSqlite) first = open_sqlite (network, LNET_SQLITE_READ_WRITE);
  g_autoptr (LnetSqlite) second = open_sqlite (network, LNET_SQLITE_READ_WRITE);

  g_assert_true (lnet_migrations_run (first, sound, NEXT + 1, &network->error));
  g_assert_true (lnet_migrations_run (second, sound, NEXT + 1, &network->error));
  assert_version (second, NEXT + 1);
}

/* --- what is refused --- */

static void
set_pragma (Network    *network,
            const char *sql)
{
  g_autoptr (LnetSqlite) db = open_sqlite (network, LNET_SQLITE_READ_WRITE);

  g_assert_true (lnet_sqlite_exec (db, sql, NULL));
}

static void
assert_refused (Network   *network,
                LnetError  code)
{
  g_autofree char *before = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (network->path, &before, &size, NULL));
  g_assert_null (lnet_store_open (network->path, &network->error));
  g_assert_error (network->error, LNET_ERROR, (int) code);
  g_clear_error (&network->error);
  assert_untouched (network, before, size);
}

static void
test_newer_is_refused (Network       *network,
                       gconstpointer  data)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA user_version = %d", NEXT);

  set_pragma (network, sql);
  assert_refused (network, LNET_ERROR_NEWER);
}

static void
test_foreign_is_refused (Network       *network,
                         gconstpointer  data)
{
  set_pragma (network, "PRAGMA application_id = 7");
  assert_refused (network, LNET_ERROR_FOREIGN);
}

/* --- the registry --- */

static void
test_registry_matches_tables (Network       *network,
                              gconstpointer  data)
{
  g_autoptr (LnetSqlite) db = open_sqlite (network, LNET_SQLITE_READ_ONLY);
  int highest = 0;

  for (guint i = 1; i < LNET_TABLE_LAST; i++)
    {
      const LnetTableInfo *info = lnet_schema_get_table (i);

      for (guint k = 0; info != NULL && k < info->n_fields; k++)
        {
          g_autofree char *sql = g_strdup_printf ("SELECT \"%s\" FROM \"%s\"", info->fields[k].name, info->name);

          g_assert_true (lnet_sqlite_exec (db, sql, &network->error));
          g_assert_cmpint (info->fields[k].since, >=, info->since);
          highest = MAX (highest, info->fields[k].since);
        }
    }
  g_assert_cmpint (highest, ==, LNET_SCHEMA_VERSION);
}

/* Everything a file is made of, but for what SQLite keeps for itself; columns in order of name. */
static const char describe_file[] =
  "SELECT group_concat (line, char (10) ORDER BY line) FROM ("
  "  SELECT s.type || ' ' || s.name || ' ' || coalesce ((SELECT group_concat (c.name || ' ' || c.type || ' ' || c.pk, ', ' "
  "    ORDER BY c.name) FROM pragma_table_xinfo (s.name) c), s.sql) AS line FROM sqlite_schema s WHERE s.sql IS NOT NULL)";

static char *
describe (const char *path)
{
  g_autoptr (LnetSqlite) db = lnet_sqlite_open (path, LNET_SQLITE_READ_ONLY, NULL);
  sqlite3_stmt *statement = lnet_sqlite_prepare (db, describe_file, NULL);
  char *said;

  g_assert_cmpint (lnet_sqlite_step (db, statement, NULL), ==, 1);
  said = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_reset (statement);
  return said;
}

/* An earlier file that was brought up to date has the shape of a new one. */
static void
test_same_shape (Network       *network,
                 gconstpointer  data)
{
  g_autofree char *made = NULL, *migrated = NULL;

  network_close (network);
  made = describe (network->path);
  take_file (network, GPOINTER_TO_INT (data));
  network_open (network);
  migrated = describe (network->path);
  g_assert_cmpstr (made, ==, migrated);
}

int
main (int    argc,
      char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--make"))
    return make_file (argv[2]);

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, data, function) g_test_add (path, Network, data, network_set_up, function, network_tear_down)
  ADD ("/migrations/one-at-a-time", NULL, test_one_at_a_time);
  ADD ("/migrations/failing", NULL, test_failing);
  ADD ("/migrations/nth-statement", NULL, test_nth_statement_fails);
  ADD ("/migrations/done-meanwhile", NULL, test_done_meanwhile);
  ADD ("/migrations/newer", NULL, test_newer_is_refused);
  ADD ("/migrations/foreign", NULL, test_foreign_is_refused);
  ADD ("/migrations/registry", NULL, test_registry_matches_tables);
  for (int version = 1; version <= LNET_SCHEMA_VERSION; version++)
    {
      g_autofree char *work = g_strdup_printf ("/migrations/version-%d/work", version);
      g_autofree char *shape = g_strdup_printf ("/migrations/version-%d/shape", version);
      g_autofree char *erased = g_strdup_printf ("/migrations/version-%d/erased", version);

      ADD (work, GINT_TO_POINTER (version), test_earlier_file);
      ADD (shape, GINT_TO_POINTER (version), test_same_shape);
      if (version < LNET_SCHEMA_VERSION)
        ADD (erased, GINT_TO_POINTER (version), test_erased_in_earlier_file);
    }
#undef ADD
  return g_test_run ();
}
