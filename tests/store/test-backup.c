/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-backup.h"
#include "lnet-error.h"
#include "network-fixture.h"

static GArray *
make_dates (const char *const *days)
{
  GArray *dates = g_array_new (FALSE, FALSE, sizeof (GDate));

  for (; *days != NULL; days++)
    {
      int year, month, day;
      GDate date;

      g_assert_cmpint (sscanf (*days, "%d-%d-%d", &year, &month, &day), ==, 3);
      g_date_clear (&date, 1);
      g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
      g_array_append_val (dates, date);
    }
  return dates;
}

static void
test_which_stay (void)
{
  /* Twelve days in a row, then one a week or two for ten weeks: Monday is 2026-11-23. */
  static const char *const days[] = {
    "2026-11-23", "2026-11-22", "2026-11-21", "2026-11-20", "2026-11-19", "2026-11-18", "2026-11-17", /* the seven */
    "2026-11-16", /* the same week as the 22nd */
    "2026-11-15", /* the newest of the week before */
    "2026-11-14", "2026-11-08", "2026-11-01", "2026-10-25", "2026-10-18", "2026-10-11", "2026-10-04", "2026-09-27",
    NULL
  };
  static const gboolean expected[] = { 1, 1, 1, 1, 1, 1, 1, 0, 1, 0, 1, 1, 1, 1, 1, 0, 0 };
  g_autoptr (GArray) dates = make_dates (days);
  g_autoptr (GArray) stays = lnet_backup_choose (dates);

  g_assert_cmpuint (stays->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < stays->len; i++)
    {
      if (g_array_index (stays, gboolean, i) != expected[i])
        g_test_message ("%s", days[i]);
      g_assert_cmpint (g_array_index (stays, gboolean, i), ==, expected[i]);
    }
}

static const char *
get_backup_path (GPtrArray *backups,
                 guint      i)
{
  return ((LnetBackup *) backups->pdata[i])->path;
}

static void
test_make_and_restore (Network       *network,
                       gconstpointer  data)
{
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (GPtrArray) afterwards = NULL;
  LnetId id = *lnet_store_get_network (network->store);
  LnetId member = network_add_member (network, "Ana", NULL);

  /* While it is open. */
  g_assert_true (lnet_backup_make (network->path, FALSE, NULL, &network->error));
  g_assert_no_error (network->error);
  backups = lnet_backup_list (&id);
  g_assert_cmpuint (backups->len, ==, 1);
  g_free (assert_sound (get_backup_path (backups, 0), 1));

  /* Once a day, unless asked for. */
  network_add_member (network, "Ben", NULL);
  g_assert_true (lnet_backup_make (network->path, FALSE, NULL, &network->error));
  g_free (assert_sound (get_backup_path (backups, 0), 1));

  network_close (network);
  g_assert_true (lnet_backup_restore (get_backup_path (backups, 0), network->path, NULL, &network->error));
  g_assert_no_error (network->error);
  g_free (assert_sound (network->path, 1));
  network_open (network);
  network_set_town (network, &member, "Cody", NULL);
  g_free (assert_sound (network->path, 1));

  /* What was replaced is kept. */
  afterwards = lnet_backup_list (&id);
  g_assert_cmpuint (afterwards->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    if (((LnetBackup *) afterwards->pdata[i])->safety)
      g_free (assert_sound (get_backup_path (afterwards, i), 2));
}

static void
test_damaged_backup (Network       *network,
                     gconstpointer  data)
{
  g_autoptr (GPtrArray) backups = NULL;
  g_autofree char *contents = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  LnetId id = *lnet_store_get_network (network->store);
  gsize size;

  network_add_member (network, "Ana", NULL);
  g_assert_true (lnet_backup_make (network->path, FALSE, NULL, &network->error));
  network_close (network);
  before = assert_sound (network->path, 1);
  backups = lnet_backup_list (&id);
  g_assert_true (g_file_get_contents (get_backup_path (backups, 0), &contents, &size, NULL));
  memset (contents + 8192, 0xa5, size - 8192);
  g_assert_true (g_file_set_contents (get_backup_path (backups, 0), contents, (gssize) size, NULL));

  g_assert_false (lnet_backup_restore (get_backup_path (backups, 0), network->path, NULL, &network->error));
  g_assert_error (network->error, LNET_ERROR, LNET_ERROR_DAMAGED);
  g_clear_error (&network->error);
  after = assert_sound (network->path, 1);
  g_assert_cmpstr (before, ==, after);
}

static void
test_stopped (Network       *network,
              gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) backups = NULL;
  LnetId id = *lnet_store_get_network (network->store);

  g_cancellable_cancel (cancellable);
  g_assert_false (lnet_backup_make (network->path, FALSE, cancellable, &network->error));
  g_assert_error (network->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&network->error);
  backups = lnet_backup_list (&id);
  g_assert_cmpuint (backups->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/backup/which-stay", test_which_stay);
#define ADD(path, function) g_test_add ("/backup/" path, Network, NULL, network_set_up, function, network_tear_down)
  ADD ("make-and-restore", test_make_and_restore);
  ADD ("damaged", test_damaged_backup);
  ADD ("stopped", test_stopped);
#undef ADD
  return g_test_run ();
}
