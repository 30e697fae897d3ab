/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What lies in a shared folder: names, the mark, head notes; and a folder of this computer. */

#include "config.h"

#include "folder-fixture.h"
#include "write-protect.h"

#include "lnet-folder-gio.h"
#include "lnet-folder-mark.h"
#include "lnet-head-note.h"
#include "lnet-ranges.h"
#include "lnet-spool.h"

static void
test_names (void)
{
  g_autoptr (GBytes) content = g_bytes_new_static ("content", 7);
  LnetSegmentName name = { { { 1, 2, 3 } }, 3, { { 9 } }, 17, 4242, TRUE }, read;
  const LnetId desk = { { 5 } };
  g_autofree char *path = lnet_segment_name_write (&name, &desk, content, 0);
  g_autofree char *again = lnet_segment_name_write (&name, &desk, content, 1);
  const char *title = strrchr (path, '/') + 1;
  g_autofree char *capitals = g_ascii_strup (title, -1);
  g_autofree char *copy = g_strdup_printf ("%.*s (1).lnbundle", (int) (strlen (title) - 9), title);

  g_assert_cmpstr (path, !=, again);
  g_assert_true (lnet_segment_name_read (title, &read));
  g_assert_true (read.proper);
  g_assert_cmpuint (read.generation, ==, 3);
  g_assert_cmpuint (read.from, ==, 17);
  g_assert_cmpuint (read.to, ==, 4242);
  g_assert_true (lnet_id_equal (&read.author, &name.author));
  g_assert_true (lnet_segment_name_read (capitals, &read));
  g_assert_false (read.proper);
  g_assert_true (lnet_segment_name_read (copy, &read));
  g_assert_false (read.proper);
  for (gsize length = 0; length < strlen (title); length++)
    {
      g_autofree char *part = g_strndup (title, length);

      g_assert_false (lnet_segment_name_read (part, &read));
    }
  g_assert_false (lnet_segment_name_read ("0102030000000000-0-09000000000000000000000000000000-5-4-0102030405060708.lnbundle",
                                          &read));
  g_assert_false (lnet_segment_name_read ("holiday.jpg", &read));
}

static void
test_piece_names (void)
{
  g_autoptr (GBytes) content = g_bytes_new_static ("content", 7), other = g_bytes_new_static ("another", 7);
  LnetPieceName name = { .alias = { { 1, 2, 3 } }, .desk = { { 9 } } }, read;
  LnetSegmentName segment;
  LnetNoteName note;
  g_autofree char *path = lnet_piece_name_write (&name, content);
  const char *title = strrchr (path, '/') + 1;
  g_autofree char *copy = g_strdup_printf ("%.*s (1).lnbundle", (int) (strlen (title) - 9), title);

  g_assert_true (g_str_has_prefix (path, "s/0102030000000000-09000000000000000000000000000000-"));
  g_assert_true (lnet_piece_name_read (title, &read));
  g_assert_true (read.proper);
  g_assert_true (lnet_id_equal (&read.desk, &name.desk));
  g_assert_true (lnet_piece_name_fits (&read, content));
  g_assert_false (lnet_piece_name_fits (&read, other));
  g_assert_true (lnet_piece_name_read (copy, &read));
  g_assert_false (read.proper);
  g_assert_false (lnet_segment_name_read (title, &segment));
  g_assert_false (lnet_note_name_read (title, &note));
  for (gsize length = 0; length < strlen (title); length++)
    {
      g_autofree char *part = g_strndup (title, length);

      g_assert_false (lnet_piece_name_read (part, &read));
    }
}

static void
test_ranges (void)
{
  g_autoptr (GArray) ranges = lnet_ranges_new ();
  LnetRange hole;

  lnet_ranges_add (ranges, 5, 9);
  lnet_ranges_add (ranges, 1, 2);
  g_assert_cmpuint (lnet_ranges_reach (ranges, 0), ==, 2);
  g_assert_cmpuint (lnet_ranges_count_lacking (ranges, 1, 12), ==, 5);
  g_assert_cmpuint (lnet_ranges_count_lacking (ranges, 6, 8), ==, 0);
  g_assert_true (lnet_ranges_find_hole (ranges, 1, 12, &hole));
  g_assert_cmpuint (hole.from, ==, 3);
  g_assert_cmpuint (hole.to, ==, 4);
  lnet_ranges_add (ranges, 3, 4);
  g_assert_cmpuint (ranges->len, ==, 1);
  g_assert_true (lnet_ranges_covers (ranges, 1, 9));
  g_assert_true (lnet_ranges_find_hole (ranges, 1, 12, &hole));
  g_assert_cmpuint (hole.from, ==, 10);
  lnet_ranges_add (ranges, 8, 20);
  g_assert_cmpuint (ranges->len, ==, 1);
  g_assert_cmpuint (lnet_ranges_reach (ranges, 3), ==, 20);
  g_assert_cmpuint (lnet_ranges_reach (ranges, 20), ==, 20);
}

static void
test_mark (Fixture       *fixture,
           gconstpointer  data)
{
  LnetFolder *folder = LNET_FOLDER (fixture->folder);
  const LnetId other = { { 99 } };
  g_autoptr (GBytes) mark = NULL, again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (lnet_folder_mark_check (folder, &paper_network, NULL, NULL, &error));
  g_assert_error (error, LNET_ERROR, LNET_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpuint (fixture->folder->files->len, ==, 0);

  mark = lnet_folder_mark_begin (folder, &paper_network, NULL, &error);
  g_assert_no_error (error);
  again = lnet_folder_mark_begin (folder, &paper_network, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (mark, again));
  g_assert_cmpuint (fixture->folder->files->len, ==, 1);
  g_assert_null (lnet_folder_mark_begin (folder, &other, NULL, &error));
  g_assert_error (error, LNET_ERROR, LNET_ERROR_FOREIGN);
  g_clear_error (&error);
  g_assert_null (lnet_folder_mark_check (folder, &other, NULL, NULL, &error));
  g_assert_error (error, LNET_ERROR, LNET_ERROR_FOREIGN);
  g_clear_error (&error);
  g_clear_pointer (&again, g_bytes_unref);
  again = lnet_folder_mark_check (folder, &paper_network, mark, NULL, &error);
  g_assert_no_error (error);

  /* Emptied, and begun anew by somebody: said, until it is begun here too. */
  g_ptr_array_set_size (fixture->folder->files, 0);
  g_assert_null (lnet_folder_mark_check (folder, &paper_network, mark, NULL, &error));
  g_assert_error (error, LNET_ERROR, LNET_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_clear_pointer (&again, g_bytes_unref);
  again = lnet_folder_mark_begin (folder, &paper_network, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (lnet_folder_mark_check (folder, &paper_network, mark, NULL, &error));
  g_assert_error (error, LNET_ERROR, LNET_ERROR_FOREIGN);
}

static void
test_note (Fixture       *fixture,
           gconstpointer  data)
{
  PaperDesk *desk = fixture->desks[0];
  g_autoptr (GArray) keys = paper_desk_read_keys (LNET_FOLDER_DESK (desk), NULL);
  g_autoptr (LnetHeadNote) note = lnet_head_note_new (&desk->id), read = NULL;
  const LnetId spaces[] = { paper_space (0), paper_space (1) };
  LnetMark mark = { spaces[1], fixture->desks[1]->id, 12 };
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GError) error = NULL;

  note->number = 3;
  note->wall = 1700000000000;
  lnet_head_note_get_space (note, &spaces[0], TRUE)->own = 7;
  lnet_vector_raise (lnet_head_note_get_space (note, &spaces[1], TRUE)->wants, &mark);
  content = lnet_head_note_write (note, LNET_FOLDER_DESK (desk), keys, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (content), <, 4096);
  read = lnet_head_note_read (content, LNET_NOTE_HEAD, LNET_FOLDER_DESK (desk), keys, &error);
  g_assert_no_error (error);
  g_assert_true (lnet_head_note_is_same (note, read));
  g_assert_cmpint (read->wall, ==, note->wall);
  g_clear_pointer (&read, lnet_head_note_free);

  /* A desk without the key of the second space sees only the first. */
  g_array_set_size (keys, 1);
  read = lnet_head_note_read (content, LNET_NOTE_HEAD, LNET_FOLDER_DESK (desk), keys, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->spaces->len, ==, 1);

  /* A bit more or less, and it is none. */
  for (gsize at = 0; at < g_bytes_get_size (content); at++)
    {
      g_autofree guint8 *bytes = g_memdup2 (g_bytes_get_data (content, NULL), g_bytes_get_size (content));
      g_autoptr (GBytes) altered = NULL, cut = g_bytes_new_from_bytes (content, 0, at);

      bytes[at] ^= 1;
      altered = g_bytes_new (bytes, g_bytes_get_size (content));
      g_assert_null (lnet_head_note_read (altered, LNET_NOTE_HEAD, LNET_FOLDER_DESK (desk), keys, NULL));
      g_assert_null (lnet_head_note_read (cut, LNET_NOTE_HEAD, LNET_FOLDER_DESK (desk), keys, NULL));
    }
}

/* A note of snapshots is none of how far its desk is, nor the other way round. */
static void
test_note_of_snapshots (Fixture       *fixture,
                        gconstpointer  data)
{
  LnetFolderDesk *desk = LNET_FOLDER_DESK (fixture->desks[0]);
  g_autoptr (GArray) keys = paper_desk_read_keys (desk, NULL);
  g_autoptr (LnetHeadNote) note = lnet_head_note_new (&fixture->desks[0]->id), read = NULL;
  const LnetId space = paper_space (1);
  LnetMark mark = { space, fixture->desks[1]->id, 12 };
  LnetPieceName name = { .hash = { 4, 5, 6 } };
  g_autoptr (GArray) vector = lnet_vector_new ();
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GError) error = NULL;
  const LnetNotePiece *piece;

  note->kind = LNET_NOTE_SNAPSHOTS;
  for (guint i = 0; i < 300; i++)
    {
      mark.desk.bytes[8] = (guint8) i;
      lnet_vector_raise (vector, &mark);
      g_ptr_array_add (lnet_head_note_get_space (note, &space, TRUE)->pieces,
                       lnet_note_piece_new (&name, i, i % 2, vector));
    }
  content = lnet_head_note_write (note, desk, keys, &error);
  g_assert_no_error (error);
  read = lnet_head_note_read (content, LNET_NOTE_SNAPSHOTS, desk, keys, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lnet_head_note_get_space (read, &space, FALSE)->pieces->len, ==, 300);
  piece = lnet_head_note_get_space (read, &space, FALSE)->pieces->pdata[299];
  g_assert_cmpuint (piece->size, ==, 299);
  g_assert_true (piece->full);
  g_assert_cmpmem (piece->hash, sizeof piece->hash, name.hash, sizeof name.hash);
  g_assert_true (lnet_head_note_is_same_vector (piece->vector, vector));
  g_assert_true (lnet_head_note_is_same_vector (lnet_head_note_get_space (read, &space, FALSE)->vector, vector));
  g_assert_null (lnet_head_note_read (content, LNET_NOTE_HEAD, desk, keys, &error));
  g_assert_error (error, LNET_ERROR, LNET_ERROR_DAMAGED);
  g_clear_error (&error);
  g_clear_pointer (&content, g_bytes_unref);
  note->kind = LNET_NOTE_HEAD;
  content = lnet_head_note_write (note, desk, keys, &error);
  g_assert_null (lnet_head_note_read (content, LNET_NOTE_SNAPSHOTS, desk, keys, &error));
  g_assert_error (error, LNET_ERROR, LNET_ERROR_DAMAGED);
}

/* A desk that has the keys cannot speak for another. */
static void
test_note_forged (Fixture       *fixture,
                  gconstpointer  data)
{
  LnetFolderDesk *forger = LNET_FOLDER_DESK (fixture->desks[1]);
  g_autoptr (GArray) keys = paper_desk_read_keys (forger, NULL);
  g_autoptr (LnetHeadNote) note = lnet_head_note_new (&fixture->desks[0]->id);
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GError) error = NULL;

  content = lnet_head_note_write (note, forger, keys, &error);
  g_assert_no_error (error);
  g_assert_null (lnet_head_note_read (content, LNET_NOTE_HEAD, LNET_FOLDER_DESK (fixture->desks[2]), keys, &error));
  g_assert_error (error, LNET_ERROR, LNET_ERROR_DAMAGED);
}

/* --- a folder of this computer --- */

static void
test_gio (Fixture       *fixture,
          gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->home, "shared", NULL);
  g_autoptr (GFile) root = g_file_new_for_path (path);
  g_autoptr (LnetFolder) folder = lnet_folder_gio_new (root);
  g_autoptr (GBytes) content = g_bytes_new_static ("content", 7), other = g_bytes_new_static ("another", 7);
  g_autoptr (GBytes) read = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  /* A folder that is not there may come back; nothing makes it. */
  g_assert_null (lnet_folder_list (folder, "", NULL, &error));
  g_assert_true (lnet_folder_is_away (error));
  g_clear_error (&error);
  g_assert_false (lnet_folder_put (folder, "h/one", content, NULL, &error));
  g_assert_true (lnet_folder_is_away (error));
  g_clear_error (&error);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_mkdir (path, 0755), ==, 0);

  g_assert_true (lnet_folder_put (folder, "h/one", content, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (lnet_folder_put (folder, "h/one", content, NULL, &error));
  g_assert_false (lnet_folder_put (folder, "h/one", other, NULL, &error));
  g_assert_error (error, LNET_ERROR, LNET_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_true (lnet_folder_put (folder, "a/01/two", content, NULL, &error));
  read = lnet_folder_read (folder, "a/01/two", 7, NULL, &error);
  g_assert_true (g_bytes_equal (read, content));
  g_assert_null (lnet_folder_read (folder, "a/01/two", 6, NULL, &error));
  g_assert_error (error, LNET_ERROR, LNET_ERROR_INVALID);
  g_clear_error (&error);

  entries = lnet_folder_list (folder, "h", NULL, &error);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpstr (((LnetFolderEntry *) entries->pdata[0])->path, ==, "h/one");
  g_assert_cmpuint (((LnetFolderEntry *) entries->pdata[0])->size, ==, 7);
  g_assert_true (lnet_folder_remove (folder, "h/one", NULL, &error));
  g_assert_true (lnet_folder_remove (folder, "h/one", NULL, &error));
  g_assert_null (lnet_folder_read (folder, "h/one", 7, NULL, &error));
  g_assert_error (error, LNET_ERROR, LNET_ERROR_NOT_FOUND);
  g_clear_pointer (&entries, g_ptr_array_unref);
  g_clear_error (&error);
  entries = lnet_folder_list (folder, "nowhere", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 0);
}

static void
test_gio_read_only (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->home, "shared", NULL);
  g_autoptr (GFile) root = g_file_new_for_path (path);
  g_autoptr (LnetFolder) folder = lnet_folder_gio_new (root);
  g_autoptr (GBytes) content = g_bytes_new_static ("content", 7), read = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (path, 0755), ==, 0);
  g_assert_true (lnet_folder_put (folder, "one", content, NULL, &error));
  write_protect_set_modes (path, 0555, 0444);
  if (!write_protect_begin ())
    return;
  g_assert_false (lnet_folder_put (folder, "two", content, NULL, &error));
  g_assert_error (error, LNET_ERROR, LNET_ERROR_READ_ONLY);
  read = lnet_folder_read (folder, "one", 7, NULL, NULL);
  write_protect_end ();
  write_protect_set_modes (path, 0755, 0644);
  g_assert_nonnull (read);
}

static void
test_spool (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->home, "spool", NULL);
  g_autofree char *rest = g_build_filename (path, "h+three.lnhead.X9F2A1", NULL);
  g_autoptr (LnetSpool) spool = lnet_spool_open (path, NULL);
  g_autoptr (GBytes) content = g_bytes_new_static ("content", 7), read = NULL;
  g_autoptr (GPtrArray) paths = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (lnet_spool_open (path, &error));
  g_assert_error (error, LNET_ERROR, LNET_ERROR_BUSY);
  g_assert_true (lnet_spool_put (spool, "h/one.lnhead", content, NULL));
  g_assert_true (lnet_spool_put (spool, "d-1/two.lnbundle", content, NULL));
  g_assert_true (g_file_set_contents (rest, "half", -1, NULL));
  paths = lnet_spool_list (spool);
  g_assert_cmpuint (paths->len, ==, 2);
  g_assert_cmpstr (paths->pdata[0], ==, "d-1/two.lnbundle");
  g_assert_false (g_file_test (rest, G_FILE_TEST_EXISTS));
  read = lnet_spool_read (spool, "h/one.lnhead", NULL);
  g_assert_true (g_bytes_equal (read, content));
  lnet_spool_drop (spool, "h/one.lnhead");
  lnet_spool_drop (spool, "d-1/two.lnbundle");
  g_clear_pointer (&paths, g_ptr_array_unref);
  paths = lnet_spool_list (spool);
  g_assert_cmpuint (paths->len, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/folder-files/names", test_names);
  g_test_add_func ("/folder-files/piece-names", test_piece_names);
  g_test_add_func ("/folder-files/ranges", test_ranges);
#define ADD(path, func) g_test_add ("/folder-files/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("mark", test_mark);
  ADD ("note", test_note);
  ADD ("note-of-snapshots", test_note_of_snapshots);
  ADD ("note-forged", test_note_forged);
  ADD ("gio", test_gio);
  ADD ("gio-read-only", test_gio_read_only);
  ADD ("spool", test_spool);
  return g_test_run ();
}
