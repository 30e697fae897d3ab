/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where network files go and what they are called. Needs no display. */

#include "config.h"

#include "lnet-place.h"
#include "lnet-recent.h"

#include <glib/gstdio.h>

static void
test_file_name (void)
{
  static const char *const names[][2] = {
    { "Wyoming Early Learning", "Wyoming Early Learning.lnet" },
    { "  A/B: c?  ", "A-B- c-.lnet" },
    { "..hidden", "hidden.lnet" },
    { "Niñez · Ñandú", "Niñez · Ñandú.lnet" },
    { "", "Network.lnet" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *file_name = lnet_place_dup_file_name (names[i][0]);

      g_assert_cmpstr (file_name, ==, names[i][1]);
    }
}

static void
test_display (void)
{
  g_autofree char *inside = g_build_filename (g_get_home_dir (), "Documents", "a.lnet", NULL);
  g_autofree char *beside = g_strconcat (g_get_home_dir (), "-other/a.lnet", NULL);
  g_autofree char *shown = lnet_place_dup_display (inside);
  g_autofree char *whole = lnet_place_dup_display (beside);

  g_assert_cmpstr (shown, ==, "~/Documents/a.lnet");
  g_assert_cmpstr (whole, ==, beside);
}

static void
on_result (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

static char *
find_free (const char *folder,
           const char *name)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *path;

  lnet_place_find_free_async (folder, name, NULL, on_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  path = lnet_place_find_free_finish (result, &error);
  g_assert_no_error (error);
  return path;
}

/* A file that is there is never written over. */
static void
test_find_free (void)
{
  g_autofree char *top = g_dir_make_tmp ("lnet-place-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (top, "new", NULL);
  g_autofree char *first = find_free (folder, "Sprouts");
  g_autofree char *second = NULL;

  g_assert_true (g_str_has_suffix (first, "/new/Sprouts.lnet"));
  g_assert_true (g_file_set_contents (first, "", 0, NULL));
  second = find_free (folder, "Sprouts");
  g_assert_true (g_str_has_suffix (second, "/new/Sprouts 2.lnet"));

  g_remove (first);
  g_rmdir (folder);
  g_rmdir (top);
}

/* The list of networks has each once, the latest first, and forgets what it is told to. */
static void
test_recent (void)
{
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *unknown = lnet_recent_dup_name ("/somewhere/Our network.lnet");
  g_autofree char *known = NULL;

  lnet_recent_add ("/a.lnet", "A");
  lnet_recent_add ("/b.lnet", "B");
  lnet_recent_add ("/a.lnet", "A again");
  known = lnet_recent_dup_name ("/a.lnet");
  list = lnet_recent_list ();
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (((LnetRecent *) g_ptr_array_index (list, 0))->name, ==, "A again");
  g_assert_cmpstr (((LnetRecent *) g_ptr_array_index (list, 1))->path, ==, "/b.lnet");
  g_assert_cmpstr (known, ==, "A again");
  g_assert_cmpstr (unknown, ==, "Our network");

  lnet_recent_remove ("/a.lnet");
  g_clear_pointer (&list, g_ptr_array_unref);
  list = lnet_recent_list ();
  g_assert_cmpuint (list->len, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/place/file-name", test_file_name);
  g_test_add_func ("/place/display", test_display);
  g_test_add_func ("/place/find-free", test_find_free);
  g_test_add_func ("/place/recent", test_recent);
  return g_test_run ();
}
