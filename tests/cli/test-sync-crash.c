/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The program is ended at the n-th call that writes, syncs, renames, removes or closes a file while it exchanges, for n
 * from 1 on; the next exchange goes on. LNET_TEST_EVERY takes every n, else some of them are drawn. */

#include "config.h"

#include "desks-fixture.h"

static void
set_crash (Desks *desks,
           guint  n)
{
  g_clear_pointer (&desks->variables, g_hash_table_unref);
  desks->variables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (desks->variables, g_strdup ("LD_PRELOAD"), g_strdup (g_getenv ("LNET_CRASH_SHIM")));
  g_hash_table_insert (desks->variables, g_strdup ("LNET_CRASH_AT"), g_strdup_printf ("%u", n));
  g_hash_table_insert (desks->variables, g_strdup ("LNET_CRASH_COUNT"), g_build_filename (desks->folder, "count", NULL));
}

/* Exchanges until the n-th call; FALSE when there are not so many. */
static gboolean
crash_at (Desks *desks,
          guint  i,
          guint  n)
{
  g_auto (Run) run = { 0 };

  set_crash (desks, n);
  run = run_at (desks, i, "sync", desks->networks[i], desks->shared, NULL);
  g_clear_pointer (&desks->variables, g_hash_table_unref);
  g_assert_true (run.status == 77 || run.status == 0);
  return run.status == 77;
}

static guint
count_calls (Desks *desks)
{
  g_autofree char *path = g_build_filename (desks->folder, "count", NULL);
  g_autofree char *text = NULL;

  g_assert_false (crash_at (desks, 1, 0));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return (guint) atoi (text);
}

static void
edit (Desks *desks,
      guint  i,
      guint  n)
{
  g_autofree char *csv = g_strdup_printf ("First name,Last name\nNew,Person-%u-%u\n", i, n);

  import_at (desks, i, csv);
}

static void
test_crash (Desks         *desks,
            gconstpointer  data)
{
  gboolean every = g_getenv ("LNET_TEST_EVERY") != NULL;
  guint n_calls, n_members, n_edits = 0;

  sync_all (desks, 2);
  edit (desks, 1, n_edits++);
  n_calls = count_calls (desks);
  g_test_message ("%u calls", n_calls);
  g_assert_cmpuint (n_calls, >, 50);
  n_members = 3;
  for (guint n = 1; n <= n_calls; n += every ? 1 : (guint) g_test_rand_int_range (1, (int) n_calls / 8))
    {
      /* Something to take, and something to send. */
      edit (desks, 0, n_edits);
      json_object_unref (sync_at (desks, 0));
      edit (desks, 1, n_edits++);
      n_members += 2;
      crash_at (desks, 1, n);
      json_object_unref (sync_at (desks, 1));
    }
  sync_all (desks, 2);
  assert_equal (desks);
  for (guint i = 0; i < PARTICIPANT; i++)
    {
      g_auto (Run) run = run_at (desks, i, "check", desks->networks[i], "--json", NULL);
      g_autoptr (JsonObject) object = parse (&run);

      g_assert_true (json_object_get_boolean_member (object, "ok"));
      g_assert_cmpint (json_object_get_int_member (object, "members"), ==, n_members);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (g_getenv ("LNET_CRASH_SHIM") == NULL)
    return 77;
  g_test_add ("/sync-crash/crash", Desks, NULL, desks_set_up, test_crash, desks_tear_down);
  return g_test_run ();
}
