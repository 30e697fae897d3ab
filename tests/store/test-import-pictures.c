/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "lnet-attachment.h"
#include "lnet-error.h"
#include "lnet-import-pictures-private.h"
#include "lnet-members.h"
#include "network-fixture.h"

/* Portraits in vCards: "good" and "other" are pictures here, and become "clean good" and "clean other". */

#define GOOD "PHOTO;ENCODING=b:Z29vZA==\n"
#define OTHER "PHOTO:data:image/png;base64,b3RoZXI=\n"
#define BAD "PHOTO;ENCODING=b:YmFk\n"
#define CARD(name, lines) "BEGIN:VCARD\nFN:" name "\n" lines "END:VCARD\n"

static GBytes *
make_clean (GBytes        *picture,
            guint         *side,
            GCancellable  *cancellable,
            gpointer       user_data,
            GError       **error)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (picture, NULL), g_bytes_get_size (picture));
  char *clean;

  ++*(guint *) user_data;
  if (g_str_equal (text, "bad"))
    {
      g_set_error_literal (error, LNET_ERROR, LNET_ERROR_INVALID, "No picture.");
      return NULL;
    }
  clean = g_strconcat ("clean ", text, NULL);
  *side = 7;
  return g_bytes_new_take (clean, strlen (clean));
}

static LnetImport *
plan_with (Network               *network,
           const char            *cards,
           LnetImportPictureFunc  func,
           gpointer               user_data)
{
  g_autofree char *path = g_build_filename (network->folder, "people.vcf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (LnetReader) reader = lnet_store_open_reader (network->store, &network->error);
  LnetImport *import = lnet_import_new (file);

  g_assert_true (g_file_set_contents (path, cards, -1, NULL));
  if (func != NULL)
    lnet_import_set_picture_func (import, func, user_data);
  lnet_import_plan (import, reader, NULL, &network->error);
  g_assert_no_error (network->error);
  return import;
}

static LnetImport *
plan (Network    *network,
      const char *cards,
      guint      *n_made)
{
  return plan_with (network, cards, n_made != NULL ? make_clean : NULL, n_made);
}

static void
check_row (LnetImport     *import,
           guint           position,
           LnetImportFate  fate,
           const char     *detail)
{
  const LnetImportRow *row = lnet_import_get_row (import, position);

  g_assert_cmpint (row->fate, ==, fate);
  g_assert_cmpstr (row->detail, ==, detail);
}

static void
check_remark (LnetImport *import,
              const char *remark)
{
  const char *const *remarks = lnet_import_get_remarks (import);

  g_assert_cmpstr (remarks[0], ==, remark);
  g_assert_true (remark == NULL || remarks[1] == NULL);
}

static void
commit (Network    *network,
        LnetImport *import,
        LnetId     *group)
{
  g_autoptr (LnetTransaction) transaction = lnet_import_steal_transaction (import);

  network_commit (network, transaction, group);
}

/* Plans and commits. */
static void
take_in (Network    *network,
         const char *cards)
{
  guint n_made = 0;
  g_autoptr (LnetImport) import = plan (network, cards, &n_made);

  commit (network, import, NULL);
}

static void
check_portrait (Network    *network,
                const char *name,
                const char *expected)
{
  LnetReader *reader = lnet_store_get_reader (network->store);
  g_autoptr (GPtrArray) found = lnet_members_search (reader, name, 2);
  g_autofree char *media_type = NULL;
  g_autoptr (GBytes) content = NULL;

  g_assert_cmpuint (found->len, ==, 1);
  content = lnet_attachment_load_portrait (reader, &((LnetMemberInfo *) found->pdata[0])->id, FALSE, &media_type,
                                           &network->error);
  g_assert_no_error (network->error);
  g_assert_true ((content != NULL) == (expected != NULL));
  if (content != NULL)
    g_assert_cmpmem (g_bytes_get_data (content, NULL), g_bytes_get_size (content), expected, strlen (expected));
  g_assert_true (content == NULL || g_str_equal (media_type, "image/jpeg"));
}

static void
test_taken (Network       *network,
            gconstpointer  data)
{
  static const char cards[] = CARD ("Ana Begay", GOOD) CARD ("Ben Lee", OTHER) CARD ("Cy Poe", "");
  guint n_made = 0;
  g_autoptr (LnetImport) import = plan (network, cards, &n_made);
  g_autoptr (LnetImport) again = NULL;
  LnetId group;

  check_row (import, 0, LNET_IMPORT_NEW, "with a picture.");
  check_row (import, 2, LNET_IMPORT_NEW, "");
  check_remark (import, NULL);
  commit (network, import, &group);
  check_portrait (network, "Ana", "clean good");
  check_portrait (network, "Ben", "clean other");
  check_portrait (network, "Cy", NULL);
  g_assert_cmpuint (n_made, ==, 2);

  again = plan (network, cards, &n_made);
  for (guint i = 0; i < 3; i++)
    check_row (again, i, LNET_IMPORT_SAME, "");
  check_remark (again, NULL);
  g_assert_cmpuint (n_made, ==, 2);

  lnet_store_undo_group (network->store, &group, NULL, &network->error);
  g_assert_no_error (network->error);
  g_assert_cmpuint (lnet_members_count (lnet_store_get_reader (network->store)), ==, 0);
  network_close (network);
  g_free (assert_sound (network->path, 0));
}

/* Who has none gets one; who has one keeps it, whatever counts otherwise. */
static void
test_known (Network       *network,
            gconstpointer  data)
{
  guint n_made = 0;
  g_autoptr (LnetImport) import = NULL;

  take_in (network, CARD ("Ana Begay", GOOD) CARD ("Ben Lee", ""));
  import = plan (network, CARD ("Ana Begay", OTHER) CARD ("Ben Lee", OTHER) CARD ("Ben Lee", GOOD), &n_made);
  check_row (import, 0, LNET_IMPORT_SAME, "");
  check_row (import, 1, LNET_IMPORT_CHANGED, "Picture added.");
  check_row (import, 2, LNET_IMPORT_DUPLICATE, "Says again what line 5 said.");
  g_assert_cmpuint (n_made, ==, 1);
  commit (network, import, NULL);
  check_portrait (network, "Ana", "clean good");
  check_portrait (network, "Ben", "clean other");
}

/* A picture that cannot be taken keeps nobody out. */
static void
test_bad (Network       *network,
          gconstpointer  data)
{
  guint n_made = 0;
  g_autoptr (LnetImport) import = plan (network, CARD ("Ana Begay", BAD) CARD ("Ben Lee", "PHOTO;ENCODING=b:*\n")
                                        CARD ("Cy Poe", "PHOTO:http://example.org/cy.jpg\n"), &n_made);
  const char *const *remarks = lnet_import_get_remarks (import);

  check_row (import, 0, LNET_IMPORT_NEW, "The picture could not be read and was left out.");
  check_row (import, 1, LNET_IMPORT_NEW, "The picture could not be read and was left out.");
  check_row (import, 2, LNET_IMPORT_NEW, "The picture is somewhere else and was left out.");
  g_assert_cmpstr (remarks[0], ==, "The pictures of 2 cards could not be read and were left out.");
  g_assert_cmpstr (remarks[1], ==, "The picture of 1 card is not in the file but somewhere else, and was not fetched.");
  g_assert_null (remarks[2]);
  commit (network, import, NULL);
  check_portrait (network, "Ana", NULL);
}

static void
test_large (Network       *network,
            gconstpointer  data)
{
  g_autofree char *letters = g_strnfill (12 * 1024 * 1024, 'A');
  g_autofree char *cards = g_strconcat ("BEGIN:VCARD\nFN:Ana Begay\nPHOTO;ENCODING=b:", letters, "\nEND:VCARD\n",
                                        CARD ("Ben Lee", GOOD), NULL);
  guint n_made = 0;
  g_autoptr (LnetImport) import = plan (network, cards, &n_made);

  check_row (import, 0, LNET_IMPORT_NEW, "The picture is too large and was left out.");
  check_row (import, 1, LNET_IMPORT_NEW, "with a picture.");
  check_remark (import, "The picture of 1 card was too large and was left out.");
  g_assert_cmpuint (n_made, ==, 1);
}

static GBytes *
make_large (GBytes        *picture,
            guint         *side,
            GCancellable  *cancellable,
            gpointer       user_data,
            GError       **error)
{
  return g_bytes_ref (user_data);
}

/* One import holds so much at once and no more; the rest waits for the next. */
static void
test_many (Network       *network,
           gconstpointer  data)
{
  g_autoptr (GBytes) large = g_bytes_new_take (g_malloc0 (LNET_ATTACHMENT_MOST_BYTES), LNET_ATTACHMENT_MOST_BYTES);
  guint n_most = LNET_IMPORT_MAX_PICTURE_BYTES / LNET_ATTACHMENT_MOST_BYTES;
  g_autoptr (GString) cards = g_string_new (NULL);
  g_autoptr (LnetImport) import = NULL;

  if (g_getenv ("LNET_TEST_LIGHT") != NULL)
    {
      g_test_skip ("Seals 128 MB");
      return;
    }
  for (guint i = 0; i < n_most + 2; i++)
    g_string_append_printf (cards, CARD ("Ana%u Begay", GOOD), i);
  import = plan_with (network, cards->str, make_large, large);
  check_row (import, n_most - 1, LNET_IMPORT_NEW, "with a picture.");
  check_row (import, n_most, LNET_IMPORT_NEW, "");
  check_remark (import, "The pictures of 2 cards were left out, as there were many before them. Import the file again "
                        "to take them too.");
}

/* Where no pictures can be decoded, that is said, once it matters. */
static void
test_no_func (Network       *network,
              gconstpointer  data)
{
  static const char cards[] = CARD ("Ana Begay", GOOD) CARD ("Ben Lee", OTHER);
  g_autoptr (LnetImport) import = plan (network, cards, NULL);
  g_autoptr (LnetImport) again = NULL;

  check_row (import, 0, LNET_IMPORT_NEW, "");
  check_remark (import, "The pictures of 2 cards were left out: only the window takes pictures in.");
  commit (network, import, NULL);
  check_portrait (network, "Ana", NULL);

  take_in (network, cards);
  check_portrait (network, "Ana", "clean good");
  again = plan (network, cards, NULL);
  check_remark (again, NULL);
}

/* Planning again after a decision decodes nothing again. */
static void
test_again (Network       *network,
            gconstpointer  data)
{
  guint n_made = 0;
  g_autoptr (LnetImport) import = plan (network, CARD ("Ana Begay", GOOD) CARD ("Ben Lee", BAD), &n_made);
  g_autoptr (LnetReader) reader = lnet_store_open_reader (network->store, &network->error);

  g_assert_cmpuint (n_made, ==, 2);
  lnet_import_plan (import, reader, NULL, &network->error);
  g_assert_no_error (network->error);
  g_assert_cmpuint (n_made, ==, 2);
  check_row (import, 0, LNET_IMPORT_NEW, "with a picture.");
  check_remark (import, "The picture of 1 card could not be read and was left out.");
  commit (network, import, NULL);
  check_portrait (network, "Ana", "clean good");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) \
  g_test_add ("/import-pictures/" name, Network, NULL, network_set_up, function, network_tear_down)
  ADD ("taken", test_taken);
  ADD ("known", test_known);
  ADD ("bad", test_bad);
  ADD ("large", test_large);
  ADD ("many", test_many);
  ADD ("no-func", test_no_func);
  ADD ("again", test_again);
#undef ADD
  return g_test_run ();
}
