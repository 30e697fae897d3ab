/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "fuzz.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/*
 * Runs a fuzz target without a fuzzing compiler:
 *
 *   fuzz-TARGET [--runs N] [--seed N]   on inputs made from the target's seeds; the same seed makes the same inputs
 *   fuzz-TARGET FILE…                   on these files
 *
 * LNET_FUZZ_SECONDS=N runs for so long instead, from LNET_FUZZ_SEED or else from another seed each time. An input that
 * ends the program, or takes longer than a minute, is kept as fuzz-TARGET.input in the current folder.
 */

#define MAX_SIZE (1024 * 1024)
#define MAX_CHANGES 12
#define MAX_SECONDS 60 /* of one run */

static char *folder;
static char *keep_path;
static const guint8 *input;
static gsize input_length;

const char *
fuzz_get_folder (void)
{
  return folder;
}

void
fuzz_add_files (GPtrArray  *seeds,
                const char *name)
{
  g_autofree char *path = g_build_filename (TESTS_FOLDER, name, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *child;

  g_assert_nonnull (dir);
  while ((child = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, child, NULL);
      char *data;
      gsize length;

      if (g_file_get_contents (file, &data, &length, NULL))
        g_ptr_array_add (seeds, g_bytes_new_take (data, length));
    }
}

/* Only what a signal handler may do. */
static void
keep_input (int number)
{
  static const char message[] = "The input is kept beside this as fuzz-*.input\n";
  int file = open (keep_path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

  if (file >= 0 && write (file, input, input_length) == (ssize_t) input_length)
    (void) !write (STDERR_FILENO, message, sizeof message - 1);
  signal (number, SIG_DFL);
  raise (number);
}

static void
run (const guint8 *data,
     gsize         length)
{
  g_autofree guint8 *copy = g_memdup2 (data, length); /* of just this length, so that reading beyond it is noticed */

  input = copy;
  input_length = length;
  alarm (MAX_SECONDS);
  LLVMFuzzerTestOneInput (copy, length);
  alarm (0);
}

/* Making inputs */

static gsize
pick (GRand *rand,
      gsize  n)
{
  return n == 0 ? 0 : (gsize) g_rand_int_range (rand, 0, (gint32) n);
}

static void
overwrite (GByteArray *bytes,
           gsize       at,
           GRand      *rand)
{
  static const guint8 signs[] = "\0\1\177\200\303\251\377\376\"\"'\r\n\t,;|=-/.09aA";

  if (at < bytes->len)
    bytes->data[at] = g_rand_boolean (rand) ? signs[pick (rand, sizeof signs)]
                                            : bytes->data[at] ^ (guint8) (1 << pick (rand, 8));
}

/* Puts a piece of @from at @at. */
static void
insert (GByteArray *bytes,
        gsize       at,
        GBytes     *from,
        GRand      *rand)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (from, &length);
  gsize begin = pick (rand, length);
  gsize n = pick (rand, MIN (length - begin, 64) + 1);
  gsize tail = bytes->len - at;

  if (n == 0 || bytes->len + n > MAX_SIZE)
    return;
  g_byte_array_set_size (bytes, bytes->len + (guint) n);
  memmove (bytes->data + at + n, bytes->data + at, tail);
  memcpy (bytes->data + at, data + begin, n);
}

static void
change (GByteArray *bytes,
        GPtrArray  *seeds,
        GRand      *rand)
{
  gsize at = pick (rand, bytes->len);

  switch (pick (rand, 8))
    {
    case 0:
      g_byte_array_set_size (bytes, (guint) at);
      break;
    case 1:
      g_byte_array_remove_range (bytes, (guint) at, (guint) pick (rand, MIN (bytes->len - at, 64)));
      break;
    case 2:
    case 3:
      insert (bytes, at, seeds->pdata[pick (rand, seeds->len)], rand);
      break;
    default:
      overwrite (bytes, at, rand);
      break;
    }
}

static void
run_changed (GPtrArray *seeds,
             guint32    seed,
             guint      number)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed_array ((guint32[]) { seed, number }, 2);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gsize length;
  const guint8 *data = g_bytes_get_data (seeds->pdata[number % seeds->len], &length);

  g_byte_array_append (bytes, data, (guint) length);
  for (gsize n = number < seeds->len ? 0 : pick (rand, MAX_CHANGES) + 1; n > 0; n--)
    change (bytes, seeds, rand);
  run (bytes->data, bytes->len);
}

static void
run_many (int   n_runs,
          guint seed)
{
  g_autoptr (GPtrArray) seeds = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  const char *seconds = g_getenv ("LNET_FUZZ_SECONDS"), *from = g_getenv ("LNET_FUZZ_SEED");
  gint64 until = seconds != NULL ? g_get_monotonic_time () + atoi (seconds) * G_TIME_SPAN_SECOND : 0;
  guint number = 0;

  fuzz_add_seeds (seeds);
  g_assert_cmpuint (seeds->len, >, 0);
  if (seconds != NULL)
    seed = from != NULL ? (guint) atoi (from) : g_random_int ();
  else if (g_getenv ("LNET_TEST_LIGHT") != NULL)
    n_runs /= 10;
  g_print ("# seed %u\n", seed);
  while (seconds != NULL ? g_get_monotonic_time () < until : number < (guint) n_runs)
    run_changed (seeds, seed, number++);
  g_print ("1..1\nok 1 - %u inputs\n", number);
}

static void
run_file (const char *path)
{
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  if (!g_file_get_contents (path, &data, &length, &error))
    g_error ("%s", error->message);
  run ((const guint8 *) data, length);
  g_print ("# %s: well\n", path);
}

/* Around it */

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_all (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static void
set_up (const char *program)
{
  static const int signals[] = { SIGABRT, SIGALRM, SIGTRAP };
  g_autofree char *name = g_path_get_basename (program);

  setlocale (LC_ALL, "");
  keep_path = g_strconcat (name, ".input", NULL);
  folder = g_dir_make_tmp ("lnet-fuzz-XXXXXX", NULL);
  g_assert_nonnull (folder);
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    signal (signals[i], keep_input);
}

int
main (int    argc,
      char **argv)
{
  int n_runs = 1000, seed = 1;
  g_auto (GStrv) files = NULL;
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "runs", 0, 0, G_OPTION_ARG_INT, &n_runs, "How many inputs to make", "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT, &seed, "What they are made from", "N" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL, "FILE…" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  set_up (argv[0]);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    g_error ("%s", error->message);
  if (files == NULL)
    run_many (n_runs, (guint) seed);
  for (guint i = 0; files != NULL && files[i] != NULL; i++)
    run_file (files[i]);
  remove_all (folder);
  g_free (folder);
  g_free (keep_path);
  return 0;
}
