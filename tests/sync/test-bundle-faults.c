/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A bundle that is being written when the machine stops, or the disk does not do as it is told: at every call that
 * writes, flushes or renames. There is what was there before, or all of the new one; and when the program lives on,
 * nothing else. */

#include "config.h"

#include <dlfcn.h>
#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bundle-fixture.h"

/* --- calls that fail --- */

static guint n_calls;
static guint fail_at; /* 0: none */
static gboolean die;  /* where it would fail */

static gboolean
fails (void)
{
  if (fail_at == 0 || ++n_calls != fail_at)
    return FALSE;
  if (die)
    _exit (3);
  errno = ENOSPC;
  return TRUE;
}

ssize_t
write (int         file,
       const void *data,
       size_t      size)
{
  static ssize_t (*real) (int, const void *, size_t);

  if (real == NULL)
    real = dlsym (RTLD_NEXT, "write");
  /* Stopped in the middle of it, half of it is there. */
  if (fail_at != 0 && n_calls + 1 == fail_at && die)
    (void) real (file, data, size / 2);
  return fails () ? -1 : real (file, data, size);
}

int
fsync (int file)
{
  static int (*real) (int);

  if (real == NULL)
    real = dlsym (RTLD_NEXT, "fsync");
  return fails () ? -1 : real (file);
}

int
rename (const char *from,
        const char *to)
{
  static int (*real) (const char *, const char *);

  if (real == NULL)
    real = dlsym (RTLD_NEXT, "rename");
  return fails () ? -1 : real (from, to);
}

/* --- writing --- */

typedef struct
{
  const char *network;
  GFile *file;
  guint n_batches;
} Place;

static gboolean
write_bundle (const Place  *place,
              guint         at,
              gboolean      dies,
              GError      **error)
{
  g_autoptr (LnetBundleLock) lock = epoch_lock ();
  g_autoptr (LnetReader) reader = lnet_reader_open (place->network, error);
  const LnetBundleOrder order = { .lock = lock, .contents = TRUE };
  gboolean written;

  g_assert_nonnull (reader);
  n_calls = 0;
  die = dies;
  fail_at = at;
  written = lnet_bundle_write_file (reader, &order, place->file, NULL, NULL, NULL, NULL, error);
  fail_at = 0;
  return written;
}

/* Whether the bundle is there, whole; else what was there before is. */
static gboolean
is_written (const Place *place)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  gsize size;
  g_autoptr (LnetBundlePreview) preview = NULL;

  g_assert_true (g_file_get_contents (g_file_peek_path (place->file), &data, &size, NULL));
  if (size == 6 && memcmp (data, "before", 6) == 0)
    return FALSE;
  preview = lnet_bundle_preview_file (place->file, &epoch_keys, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (preview->n_batches, ==, place->n_batches);
  g_assert_cmpuint (preview->n_contents, ==, 1);
  g_assert_cmpuint (preview->n_missing, ==, 0);
  return TRUE;
}

static Place
make_place (Network *network)
{
  g_autofree char *path = g_build_filename (network->folder, "old.lnbundle", NULL);
  LnetId ana = network_add_member (network, "Ana", NULL);
  g_autoptr (LnetDelivery) delivery = NULL;
  gboolean more;

  add_portrait (network, &ana, 700000);
  delivery = lnet_give_collect (lnet_store_get_reader (network->store), NULL, NULL, NULL, G_MAXSIZE, &more, NULL);
  network_close (network);
  g_assert_true (g_file_set_contents (path, "before", 6, NULL));
  return (Place) { network->path, g_file_new_for_path (path), delivery->batches->len };
}

/* Also those that are beside their place. */
static guint
count_bundles (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += strstr (name, LNET_BUNDLE_SUFFIX) != NULL;
  return n;
}

static void
test_a_call_fails (Network       *network,
                   gconstpointer  data)
{
  Place place = make_place (network);
  guint n_failed = 0;

  for (guint at = 1;; at++)
    {
      g_autoptr (GError) error = NULL;

      if (write_bundle (&place, at, FALSE, &error))
        {
          g_assert_true (is_written (&place));
          if (n_calls < at)
            break;
          g_assert_true (g_file_set_contents (g_file_peek_path (place.file), "before", 6, NULL));
          continue; /* what failed was not needed: that the folder is on the disk */
        }
      g_assert_error (error, LNET_ERROR, LNET_ERROR_FULL);
      g_assert_false (is_written (&place));
      g_assert_cmpuint (count_bundles (network->folder), ==, 1);
      n_failed++;
    }
  g_assert_cmpuint (n_failed, >=, 10);
  g_object_unref (place.file);
}

/* A process of its own, which ends in the middle. Returns: whether it did */
static gboolean
write_and_die (const Place *place,
               guint        at)
{
  pid_t child = fork ();
  int status;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    _exit (write_bundle (place, at, TRUE, NULL) ? 0 : 1);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), !=, 1);
  return WEXITSTATUS (status) == 3;
}

static void
test_it_dies (Network       *network,
              gconstpointer  data)
{
  Place place = make_place (network);
  gboolean was_written = FALSE;
  guint at = 1;

  while (write_and_die (&place, at))
    {
      gboolean written = is_written (&place);

      g_assert_true (written || !was_written); /* from the renaming on it is there */
      was_written = written;
      at++;
    }
  g_assert_true (is_written (&place));
  g_assert_cmpuint (at, >, 10);
  g_object_unref (place.file);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/bundle-faults/a-call-fails", Network, NULL, network_set_up, test_a_call_fails, network_tear_down);
  g_test_add ("/bundle-faults/it-dies", Network, NULL, network_set_up, test_it_dies, network_tear_down);
  return g_test_run ();
}
