/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A desk's key: on paper, in its file, and damaged. */

#include "config.h"

#include "keys-fixture.h"

static void
test_follows_from_seed (void)
{
  guint8 seed[LNET_DESK_SEED_SIZE] = { 1, 2, 3 };
  g_autoptr (LnetDeskKey) a = lnet_desk_key_new_from_seed (seed);
  g_autoptr (LnetDeskKey) b = lnet_desk_key_new_from_seed (seed);
  g_autoptr (LnetDeskKey) other = lnet_desk_key_new ();

  g_assert_cmpmem (a, sizeof *a, b, sizeof *b);
  g_assert_true (memcmp (a->seed, other->seed, sizeof a->seed) != 0);
  g_assert_true (memcmp (a->sign.public, a->box.public, LNET_PUBLIC_KEY_SIZE) != 0);
}

static void
test_words (gconstpointer language)
{
  g_autoptr (LnetDeskKey) key = lnet_desk_key_new ();
  g_autofree char *words = lnet_desk_key_to_words (key, language);
  g_auto (GStrv) list = g_strsplit (words, " ", -1);
  g_autofree char *short_words = NULL;
  g_autoptr (LnetDeskKey) read = NULL;
  g_autoptr (LnetDeskKey) typed = NULL;
  g_autoptr (GError) error = NULL;
  char *first = list[0];

  g_assert_cmpuint (g_strv_length (list), ==, LNET_DESK_KEY_WORDS);
  read = lnet_desk_key_from_words (words, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (read->seed, sizeof read->seed, key->seed, sizeof key->seed);

  /* As somebody may type it. */
  for (guint i = 0; list[i] != NULL; i++)
    {
      if (strlen (list[i]) > 4)
        list[i][4] = '\0';
      list[i][0] = g_ascii_toupper (list[i][0]);
    }
  short_words = g_strjoinv (",\n ", list);
  typed = lnet_desk_key_from_words (short_words, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (typed->seed, sizeof typed->seed, key->seed, sizeof key->seed);

  /* Two words in the wrong order. */
  if (g_ascii_strcasecmp (list[0], list[1]) != 0)
    {
      g_autofree char *wrong = NULL;

      list[0] = list[1];
      list[1] = first;
      wrong = g_strjoinv (" ", list);
      g_assert_null (lnet_desk_key_from_words (wrong, &error));
      g_assert_error (error, LNET_ERROR, LNET_ERROR_INVALID);
    }
}

static void
test_words_that_are_none (void)
{
  const char *const wrong[] = { "", "apple", "some words that are not in any list of ours at all really", "\xff\xfe",
                                "ab\xf0" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (lnet_desk_key_from_words (wrong[i], &error));
      g_assert_error (error, LNET_ERROR, LNET_ERROR_INVALID);
    }
}

static char *
find_file (const LnetId *owner)
{
  g_autofree char *id = lnet_id_to_string (owner);
  g_autofree char *name = g_strconcat (id, ".key", NULL);

  return g_build_filename (g_get_user_data_dir (), "learning-network", "keys", name, NULL);
}

static guint
get_mode (const char *path)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  return status.st_mode & 07777;
}

static void
test_store (void)
{
  LnetId owner = lnet_id_new (), other = lnet_id_new ();
  g_autoptr (LnetDeskKey) key = lnet_desk_key_new ();
  g_autoptr (LnetDeskKey) read = NULL;
  g_autofree char *path = find_file (&owner);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (folder, 0755);
  g_assert_true (lnet_key_store_save (&owner, key, &error));
  g_assert_no_error (error);
  g_assert_cmphex (get_mode (path), ==, 0600);
  g_assert_cmphex (get_mode (folder), ==, 0700);
  read = lnet_key_store_load (&owner, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (read->seed, sizeof read->seed, key->seed, sizeof key->seed);

  g_assert_null (lnet_key_store_load (&other, &error));
  g_assert_error (error, LNET_ERROR, LNET_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (lnet_key_store_remove (&owner, &error));
  g_assert_true (lnet_key_store_remove (&owner, &error));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_damaged (void)
{
  LnetId owner = lnet_id_new ();
  g_autoptr (LnetDeskKey) key = lnet_desk_key_new ();
  g_autofree char *path = find_file (&owner);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_assert_true (lnet_key_store_save (&owner, key, &error));
  g_assert_true (g_file_get_contents (path, &text, &size, &error));
  for (gsize i = 0; i < size; i++)
    {
      g_autoptr (LnetDeskKey) read = NULL;
      g_autoptr (GError) failure = NULL;
      char whole = text[i];

      text[i] = whole == '0' ? '1' : '0';
      g_assert_true (g_file_set_contents (path, text, (gssize) (i % 2 == 0 ? size : i), &error));
      read = lnet_key_store_load (&owner, &failure);
      g_assert_null (read);
      g_assert_error (failure, LNET_ERROR, LNET_ERROR_DAMAGED);
      text[i] = whole;
    }
  /* It is left where it lies. */
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

typedef struct
{
  GMainLoop *loop;
  GAsyncResult *result;
} Wait;

static void
on_done (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  Wait *wait = data;

  wait->result = g_object_ref (result);
  g_main_loop_quit (wait->loop);
}

static void
test_async (void)
{
  LnetId owner = lnet_id_new ();
  g_autoptr (LnetDeskKey) key = lnet_desk_key_new ();
  g_autoptr (LnetDeskKey) read = NULL;
  g_autoptr (GError) error = NULL;
  Wait wait = { g_main_loop_new (NULL, FALSE), NULL };

  lnet_key_store_save_async (&owner, key, NULL, on_done, &wait);
  g_main_loop_run (wait.loop);
  g_assert_true (lnet_key_store_save_finish (wait.result, &error));
  g_clear_object (&wait.result);
  lnet_key_store_load_async (&owner, NULL, on_done, &wait);
  g_main_loop_run (wait.loop);
  read = lnet_key_store_load_finish (wait.result, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (read->seed, sizeof read->seed, key->seed, sizeof key->seed);
  g_clear_object (&wait.result);
  g_main_loop_unref (wait.loop);
}

static void
test_seal (void)
{
  g_autoptr (LnetDeskKey) key = lnet_desk_key_new ();
  g_autoptr (LnetDeskKey) other = lnet_desk_key_new ();
  g_autoptr (GBytes) sealed = lnet_desk_key_seal (key->box.public, "secret", 6);
  gsize size;
  const guint8 *data = g_bytes_get_data (sealed, &size);
  g_autoptr (GBytes) open = lnet_desk_key_open (key, data, size);

  g_assert_cmpuint (size, ==, 6 + LNET_DESK_KEY_SEAL_SIZE);
  g_assert_cmpmem (g_bytes_get_data (open, NULL), g_bytes_get_size (open), "secret", 6);
  g_assert_null (lnet_desk_key_open (other, data, size));
  g_assert_null (lnet_desk_key_open (key, data, size - 1));
  g_assert_null (lnet_desk_key_open (key, data, 10));
}

int
main (int   argc,
      char *argv[])
{
  without_keyring ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/desk-key/follows-from-seed", test_follows_from_seed);
  g_test_add_data_func ("/desk-key/words/english", "en", test_words);
  g_test_add_data_func ("/desk-key/words/spanish", "es", test_words);
  g_test_add_func ("/desk-key/words/none", test_words_that_are_none);
  g_test_add_func ("/desk-key/store", test_store);
  g_test_add_func ("/desk-key/damaged", test_damaged);
  g_test_add_func ("/desk-key/async", test_async);
  g_test_add_func ("/desk-key/seal", test_seal);
  return g_test_run ();
}
