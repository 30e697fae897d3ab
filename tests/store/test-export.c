/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "lnet-export.h"
#include "network-fixture.h"

/* Three people: Ana shares her e-mail and not her phone; Bo shares nothing; Cy is in the Trash. */
typedef struct
{
  Network network;
  LnetId ana, bo, cy;
} Fixture;

static void
add_channel (LnetTransaction *transaction,
             const LnetId    *member,
             const char      *kind,
             const char      *value)
{
  LnetId channel = lnet_transaction_add (transaction, LNET_TABLE_CHANNEL, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_set_id (transaction, LNET_CHANNEL_MEMBER, &channel, member);
  lnet_transaction_set_text (transaction, LNET_CHANNEL_KIND, &channel, kind);
  lnet_transaction_set_text (transaction, LNET_CHANNEL_VALUE, &channel, value);
  lnet_transaction_set_integer (transaction, LNET_CHANNEL_PREFERRED, &channel, 1);
}

static void
add_role (LnetTransaction *transaction,
          const LnetId    *member,
          const char      *role,
          const char      *starts,
          const char      *ends)
{
  LnetId id = lnet_transaction_add (transaction, LNET_TABLE_ROLE, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_set_id (transaction, LNET_ROLE_MEMBER, &id, member);
  lnet_transaction_set_text (transaction, LNET_ROLE_ROLE, &id, role);
  lnet_transaction_set_text (transaction, LNET_ROLE_STARTS, &id, starts);
  lnet_transaction_set_text (transaction, LNET_ROLE_ENDS, &id, ends);
}

static void
add_team (LnetTransaction *transaction,
          const LnetId    *member,
          const char      *name,
          const char      *starts)
{
  LnetId team = lnet_transaction_add (transaction, LNET_TABLE_TEAM, lnet_space (LNET_SPACE_NETWORK));
  LnetId membership = lnet_transaction_add (transaction, LNET_TABLE_TEAM_MEMBER, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_set_text (transaction, LNET_TEAM_NAME, &team, name);
  lnet_transaction_set_id (transaction, LNET_TEAM_MEMBER_TEAM, &membership, &team);
  lnet_transaction_set_id (transaction, LNET_TEAM_MEMBER_MEMBER, &membership, member);
  lnet_transaction_set_text (transaction, LNET_TEAM_MEMBER_STARTS, &membership, starts);
}

static void
add_ana (LnetTransaction *transaction,
         const LnetId    *ana,
         const LnetId    *bo)
{
  LnetId staff = lnet_transaction_add (transaction, LNET_TABLE_MEMBER_STAFF, lnet_space (LNET_SPACE_STAFF));

  lnet_transaction_set_text (transaction, LNET_MEMBER_JOINED, ana, "2026-01-31");
  lnet_transaction_set_text (transaction, LNET_MEMBER_WISDOM, ana, "=HYPERLINK(\"http://example.org\")");
  lnet_transaction_set_integer (transaction, LNET_MEMBER_SHARE_EMAIL, ana, 1);
  lnet_transaction_set_id (transaction, LNET_MEMBER_STAFF_MEMBER, &staff, ana);
  lnet_transaction_set_text (transaction, LNET_MEMBER_STAFF_REGISTRY_ID, &staff, "WY-1234");
  lnet_transaction_set_text (transaction, LNET_MEMBER_STAFF_NOTE, &staff, "Asks for mornings");
  lnet_transaction_set_id (transaction, LNET_MEMBER_STAFF_SUPERVISOR, &staff, bo);
  add_channel (transaction, ana, "email", "ana@example.org");
  add_channel (transaction, ana, "phone", "307-555-0101");
  add_role (transaction, ana, "cook", "2020-01-01", "2023-06-30");
  add_role (transaction, ana, "coach", "2023", NULL);
  add_team (transaction, ana, "Lander team", "2026-02-01");
}

static void
delete_member (Fixture      *self,
               const LnetId *member)
{
  g_autoptr (LnetTransaction) deletion = lnet_transaction_new ("member-delete");

  lnet_transaction_delete (deletion, LNET_TABLE_MEMBER, member);
  network_commit (&self->network, deletion, NULL);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");

  network_set_up (&self->network, NULL);
  self->ana = put_member (transaction, "Ana", "Lander");
  self->bo = put_member (transaction, "Bo", "Casper");
  self->cy = put_member (transaction, "Cy", "Lander");
  add_ana (transaction, &self->ana, &self->bo);
  add_channel (transaction, &self->bo, "email", "bo@example.org");
  network_commit (&self->network, transaction, NULL);
  delete_member (self, &self->cy);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  network_tear_down (&self->network, NULL);
}

static GFile *
get_file (Fixture    *self,
          const char *name)
{
  return g_file_new_build_filename (self->network.folder, name, NULL);
}

static char *
write_text (Fixture    *self,
            LnetExport *export,
            guint       n_rows)
{
  g_autoptr (GFile) file = get_file (self, "out");
  char *text = NULL;

  lnet_export_write (export, lnet_store_get_reader (self->network.store), file, NULL, &self->network.error);
  g_assert_no_error (self->network.error);
  g_assert_cmpuint (lnet_export_get_n_rows (export), ==, n_rows);
  g_assert_cmpfloat (lnet_export_get_progress (export), ==, n_rows > 0 ? 1 : 0);
  g_assert_true (g_file_load_contents (file, NULL, &text, NULL, NULL, NULL));
  return text;
}

static gboolean
says (const char *text,
      const char *words)
{
  return strstr (text, words) != NULL;
}

/* What is private stays in until it is asked for; of a vCard, what is for staff does even then. */
static void
test_private (Fixture       *self,
              gconstpointer  data)
{
  for (LnetExportFormat format = LNET_EXPORT_CSV; format <= LNET_EXPORT_VCARD_4; format++)
    {
      g_autoptr (LnetExport) export = lnet_export_new (format);
      g_autofree char *open = write_text (self, export, 2);
      g_autofree char *all = NULL;
      gboolean is_csv = format == LNET_EXPORT_CSV;

      lnet_export_set_private (export, TRUE);
      all = write_text (self, export, 2);
      g_assert_true (says (open, "ana@example.org"));
      g_assert_false (says (open, "307-555-0101"));
      g_assert_false (says (open, "bo@example.org"));
      g_assert_false (says (open, "WY-1234") || says (open, "mornings") || says (open, "Supervisor"));
      g_assert_true (says (all, "ana@example.org") && says (all, "307-555-0101") && says (all, "bo@example.org"));
      g_assert_cmpint (says (all, "WY-1234"), ==, is_csv);
      g_assert_cmpint (says (all, "Asks for mornings"), ==, is_csv);
      g_assert_cmpint (says (all, ",Bo,"), ==, is_csv);
      g_assert_false (says (all, "Cy"));
    }
}

/* Those that were asked for, empty or not, in the order of the file; private ones only with what is private. */
static void
test_columns (Fixture       *self,
              gconstpointer  data)
{
  static const char *const words[] = { "email", "registry-id", "first-name", "pronouns", "teams", NULL };
  g_autoptr (LnetExport) export = lnet_export_new (LNET_EXPORT_CSV);
  g_autofree char *open = NULL;
  g_autofree char *all = NULL;

  lnet_export_set_columns (export, words);
  open = write_text (self, export, 2);
  g_assert_cmpstr (open, ==, "\357\273\277First name,Pronouns,Teams,E-mail\r\n"
                             "Ana,,Lander team,ana@example.org\r\nBo,,,\r\n");
  lnet_export_set_private (export, TRUE);
  all = write_text (self, export, 2);
  g_assert_cmpstr (all, ==, "\357\273\277First name,Pronouns,Teams,Registry ID,E-mail\r\n"
                            "Ana,,Lander team,WY-1234,ana@example.org\r\nBo,,,,bo@example.org\r\n");
}

static void
test_words (Fixture       *self,
            gconstpointer  data)
{
  guint n;
  const LnetExportColumn *columns = lnet_export_column_list (&n);

  for (guint i = 0; i < n; i++)
    {
      g_assert_true (lnet_export_column_find (columns[i].word) == &columns[i]);
      g_assert_cmpstr (lnet_export_column_get_label (&columns[i]), !=, "");
      g_assert_cmpint (lnet_import_field_find (lnet_export_column_get_heading (&columns[i])), ==,
                       columns[i].field < LNET_IMPORT_N_FIELDS ? columns[i].field : LNET_IMPORT_NONE);
      g_assert_false (columns[i].is_usual && columns[i].group == LNET_EXPORT_STAFF);
    }
  g_assert_null (lnet_export_column_find (""));
}

/* As a list is sorted: Bo is in Casper, and Ana in Lander. */
static void
test_sort (Fixture       *self,
           gconstpointer  data)
{
  static const char *const names[] = { "first-name", NULL };
  g_autoptr (LnetExport) export = lnet_export_new (LNET_EXPORT_CSV);
  g_autofree char *text = NULL;

  lnet_export_set_columns (export, names);
  lnet_export_set_sort (export, LNET_MEMBER_SORT_PLACE);
  text = write_text (self, export, 2);
  g_assert_true (g_str_has_suffix (text, "Bo\r\nAna\r\n"));
}

/* Of a filter, of a search, of both, and of those who were chosen. */
static void
test_who (Fixture       *self,
          gconstpointer  data)
{
  static const char *const names[] = { "first-name", NULL };
  g_autoptr (LnetMemberFilter) lander = lnet_member_filter_parse ("place=Lander");
  g_autoptr (LnetExport) export = lnet_export_new (LNET_EXPORT_CSV);
  const struct { LnetMemberFilter *filter; const char *typed, *found; } cases[] = {
    { lander, NULL, "Ana" }, { NULL, "bo", "Bo" }, { lander, "bo", NULL },
  };
  g_autoptr (LnetMemberOrder) all = NULL;
  g_autofree char *chosen = NULL;
  g_autofree char *one = NULL;

  lnet_export_set_columns (export, names);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = NULL;

      lnet_export_set_filter (export, cases[i].filter, cases[i].typed);
      text = write_text (self, export, cases[i].found != NULL);
      g_assert_true (cases[i].found == NULL || says (text, cases[i].found));
    }
  all = lnet_members_load_order (lnet_store_get_reader (self->network.store), 0, NULL);
  lnet_export_set_members (export, all);
  delete_member (self, &self->ana);
  chosen = write_text (self, export, 1);
  g_assert_true (says (chosen, "Bo"));
  g_clear_object (&export);
  export = lnet_export_new (LNET_EXPORT_CSV);
  lnet_export_set_member (export, &self->bo);
  one = write_text (self, export, 1);
  g_assert_true (says (one, "Bo"));
}

static char *
read_sheet (Fixture *self,
            GFile   *file)
{
  g_autofree char *reader = g_test_build_filename (G_TEST_DIST, "store", "read-sheet", NULL);
  g_autoptr (GSubprocess) process = NULL;
  char *said = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &self->network.error, "python3", reader,
                              g_file_peek_path (file), NULL);
  g_assert_no_error (self->network.error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &said, NULL, NULL));
  g_assert_true (g_subprocess_get_successful (process));
  return said;
}

/* Text is text and a day is a day, whatever stands in it; roles and teams have their own sheets. */
static void
test_sheet (Fixture       *self,
            gconstpointer  data)
{
  static const char *const columns[] = { "first-name", "joined", "wisdom", "wishes", "role", "phone", "teams", NULL };
  g_autofree char *long_text = g_strnfill (40000, 'x');
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-edit");
  g_autoptr (LnetExport) export = lnet_export_new (LNET_EXPORT_XLSX);
  g_autoptr (GFile) file = get_file (self, "out.xlsx");
  g_autofree char *said = NULL;

  lnet_transaction_set_text (transaction, LNET_MEMBER_WISHES, &self->ana, "two\nlines \001 & <b>");
  lnet_transaction_set_text (transaction, LNET_MEMBER_JOINED, &self->bo, "2025");
  lnet_transaction_set_text (transaction, LNET_MEMBER_WISHES, &self->bo, long_text);
  network_commit (&self->network, transaction, NULL);
  g_assert_cmpint (lnet_export_guess_format (file), ==, LNET_EXPORT_XLSX);
  lnet_export_set_columns (export, columns);
  lnet_export_write (export, lnet_store_get_reader (self->network.store), file, NULL, &self->network.error);
  g_assert_no_error (self->network.error);
  g_assert_cmpuint (lnet_export_get_n_rows (export), ==, 2);
  said = read_sheet (self, file);
  g_test_message ("%s", said);
  g_assert_true (says (said, "Members!A2 pane frozen"));
  g_assert_true (says (said, "Members!A1:G3 filter"));
  g_assert_true (says (said, "Members!A1 text First name\n"));
  g_assert_true (says (said, "Members!B2 day 2026-01-31\n"));
  g_assert_true (says (said, "Members!B3 text 2025\n"));
  g_assert_true (says (said, "=HYPERLINK(\"http://example.org\")\n"));
  g_assert_true (says (said, "lines <0001> & <b>\n"));
  g_assert_true (says (said, "(32767 letters)\n"));
  g_assert_false (says (said, "Role 2") || says (said, "307-555"));
  g_assert_true (says (said, "Roles!B2 text Cook or nutrition staff\nRoles!D2 day 2020-01-01\nRoles!E2 day 2023-06-30\n"));
  g_assert_true (says (said, "Roles!B3 text Coach\nRoles!D3 text 2023\n"));
  g_assert_true (says (said, "Teams!A2 text Ana\nTeams!B2 text Lander team\nTeams!C2 day 2026-02-01\n"));
}

/* The folder for temporary files is the test's own. */
static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  lnet_export_write_finish (LNET_EXPORT (source), result, user_data);
}

/* Stopped, or with nowhere to go: what was there stays, and nothing new is left, temporary files included. */
static void
test_stopped (Fixture       *self,
              gconstpointer  data)
{
  guint n_temporary = count_files (g_get_tmp_dir ());

  for (LnetExportFormat format = 0; format < LNET_EXPORT_N_FORMATS; format++)
    {
      LnetExport *export = lnet_export_new (format);
      g_autoptr (GFile) old = get_file (self, "old");
      g_autoptr (GFile) fresh = get_file (self, "fresh");
      g_autoptr (GFile) nowhere = g_file_new_for_path ("/nowhere/out.xlsx");
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autofree char *text = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (g_file_peek_path (old), "old", -1, NULL));
      g_cancellable_cancel (cancellable);
      g_assert_false (lnet_export_write (export, lnet_store_get_reader (self->network.store), fresh, cancellable,
                                         NULL));
      g_assert_false (g_file_query_exists (fresh, NULL));
      g_assert_false (lnet_export_write (export, lnet_store_get_reader (self->network.store), nowhere, NULL, NULL));
      g_assert_cmpuint (lnet_export_get_n_rows (export), ==, 0);
      lnet_export_write_async (export, self->network.store, old, cancellable, on_written, &error);
      g_object_add_weak_pointer (G_OBJECT (export), (gpointer *) &export);
      g_object_unref (export);
      while (export != NULL)
        g_main_context_iteration (NULL, TRUE);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_true (g_file_get_contents (g_file_peek_path (old), &text, NULL, NULL));
      g_assert_cmpstr (text, ==, "old");
    }
  g_assert_cmpuint (count_files (g_get_tmp_dir ()), ==, n_temporary);
}

/* Stopped halfway, if it is not quicker: all of it or nothing. */
static void
test_stopped_halfway (Fixture       *self,
                      gconstpointer  data)
{
  LnetExport *export = lnet_export_new (LNET_EXPORT_XLSX);
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");
  g_autoptr (GFile) file = get_file (self, "half.xlsx");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  guint n_temporary = count_files (g_get_tmp_dir ());

  for (guint i = 0; i < times (3000); i++)
    put_member (transaction, "Ana", "Lander");
  network_commit (&self->network, transaction, NULL);
  lnet_export_write_async (export, self->network.store, file, cancellable, on_written, &error);
  while (lnet_export_get_progress (export) < 0.6)
    g_thread_yield ();
  g_cancellable_cancel (cancellable);
  g_object_add_weak_pointer (G_OBJECT (export), (gpointer *) &export);
  g_object_unref (export);
  while (export != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (g_file_query_exists (file, NULL), ==, error == NULL);
  g_assert_true (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  g_assert_cmpuint (count_files (g_get_tmp_dir ()), ==, n_temporary);
}

static void
test_cards_as_text (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr (LnetExport) export = lnet_export_new (LNET_EXPORT_VCARD_4);
  g_autofree char *text = NULL;

  lnet_export_set_member (export, &self->ana);
  text = lnet_export_dup_cards (export, lnet_store_get_reader (self->network.store), NULL, &self->network.error);
  g_assert_no_error (self->network.error);
  g_assert_true (g_str_has_prefix (text, "BEGIN:VCARD\r\nVERSION:4.0\r\n") && g_str_has_suffix (text, "END:VCARD\r\n"));
  g_assert_true (says (text, "ana@example.org"));
  g_assert_false (says (text, "307-555"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add ("/store/export/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("private", test_private);
  ADD ("columns", test_columns);
  ADD ("words", test_words);
  ADD ("who", test_who);
  ADD ("sort", test_sort);
  ADD ("sheet", test_sheet);
  ADD ("stopped", test_stopped);
  ADD ("stopped-halfway", test_stopped_halfway);
  ADD ("cards-as-text", test_cards_as_text);
#undef ADD
  return g_test_run ();
}
