/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Taking in what other desks wrote: everything, as a new desk does; a day's work; two desks' work on the same rows.
 * What the log costs besides, against plain SQLite that writes the same cells with the same settings, in the same run.
 *
 *   bench-merge             all of it
 *   bench-merge FROM TO     only takes what is in the network FROM into TO, and tells of it; for the above
 */

#include "config.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "lnet-figures.h"
#include "lnet-pack.h"
#include "lnet-sqlite.h"
#include "lnet-writer.h"

#define N_ROWS 50000
#define OPS_A_BATCH 500

static guint n_ops = 1000000; /* LNET_BENCH_OPS */

static void
die_on (GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

static LnetWriter *
open_writer (const char *path)
{
  GError *error = NULL;
  LnetWriter *writer = lnet_writer_open (path, &error);

  die_on (error);
  return writer;
}

static void
commit (LnetWriter      *writer,
        LnetTransaction *act)
{
  g_autoptr (LnetChanges) changes = lnet_changes_new ();
  const LnetId nobody = { 0 };
  LnetId group;
  GError *error = NULL;

  lnet_writer_commit (writer, act, &nobody, NULL, changes, &group, &error);
  die_on (error);
  lnet_transaction_unref (act);
}

static void
take (LnetWriter     *writer,
      LnetDelivery   *delivery,
      LnetTakeReport *report)
{
  g_autoptr (LnetChanges) changes = lnet_changes_new ();
  GError *error = NULL;

  lnet_writer_take (writer, delivery, NULL, changes, report, &error);
  die_on (error);
}

/* The batches of a file from @seq on. */
static LnetDelivery *
give (LnetWriter *writer,
      gint64      seq)
{
  LnetDelivery *delivery = lnet_delivery_new (lnet_writer_get_network (writer));
  LnetSpace space = lnet_space (LNET_SPACE_NETWORK);
  sqlite3_stmt *statement = lnet_sqlite_prepare (lnet_writer_get_sqlite (writer),
                                                 "SELECT body FROM batch WHERE seq >= ?1 ORDER BY seq", NULL);

  lnet_delivery_add_space (delivery, &space);
  lnet_sqlite_bind_integer (statement, 1, seq);
  while (lnet_sqlite_step (lnet_writer_get_sqlite (writer), statement, NULL) > 0)
    g_ptr_array_add (delivery->batches, lnet_unpack (sqlite3_column_blob (statement, 0),
                                                     (gsize) sqlite3_column_bytes (statement, 0)));
  return delivery;
}

static gint64
get_integer (LnetWriter *writer,
             const char *sql)
{
  gint64 value = 0;

  lnet_sqlite_get_integer (lnet_writer_get_sqlite (writer), sql, 0, &value, NULL);
  return value;
}

static void
copy_file (const char *from,
           const char *to)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);
  GError *error = NULL;

  g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  die_on (error);
}

/* --- a network with a long history --- */

static void
add_rows (LnetWriter *writer,
          GArray     *rows,
          guint       n)
{
  for (guint i = 0; i < n; i += OPS_A_BATCH)
    {
      LnetTransaction *act = lnet_transaction_new ("import");

      for (guint k = 0; k < OPS_A_BATCH; k++)
        {
          LnetId row = lnet_transaction_add (act, LNET_TABLE_ORGANIZATION, lnet_space (LNET_SPACE_NETWORK));
          g_autofree char *name = g_strdup_printf ("Center %u", rows->len);

          lnet_transaction_set_text (act, LNET_ORGANIZATION_NAME, &row, name);
          g_array_append_val (rows, row);
        }
      commit (writer, act);
    }
}

static LnetTransaction *
build_edits (GArray *rows,
             guint   first,
             guint   n)
{
  static const LnetField fields[] = { LNET_ORGANIZATION_TOWN, LNET_ORGANIZATION_REGION, LNET_ORGANIZATION_PHONE,
                                      LNET_ORGANIZATION_ADDRESS };
  LnetTransaction *act = lnet_transaction_new ("organization-edit");

  for (guint i = first; i < first + n; i++)
    {
      g_autofree char *value = g_strdup_printf ("v%u", i);

      lnet_transaction_set_text (act, fields[i / rows->len % G_N_ELEMENTS (fields)],
                                 &g_array_index (rows, LnetId, (guint64) i * 7919 % rows->len), value);
    }
  return act;
}

static void
write_history (LnetWriter *writer,
               GArray     *rows)
{
  lnet_writer_set_bulk (writer, TRUE, NULL);
  add_rows (writer, rows, N_ROWS);
  for (guint i = 0; i < n_ops - N_ROWS; i += OPS_A_BATCH)
    commit (writer, build_edits (rows, i, OPS_A_BATCH));
  lnet_writer_set_bulk (writer, FALSE, NULL);
}

/* --- in a process of its own, for its memory --- */

static double
get_peak_memory (void)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  line = strstr (status, "VmHWM:");
  return line != NULL ? g_ascii_strtod (line + 6, NULL) / 1024 : 0;
}

static double
get_processor_time (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static int
take_all (const char *from,
          const char *to)
{
  double began = lnet_figures_now ();
  g_autoptr (LnetWriter) source = open_writer (from);
  g_autoptr (LnetDelivery) delivery = give (source, 1);
  g_autoptr (LnetWriter) target = open_writer (to);
  LnetTakeReport report;

  g_clear_pointer (&source, lnet_writer_close);
  take (target, delivery, &report);
  g_print ("%f %f %f %" G_GUINT64_FORMAT "\n", lnet_figures_now () - began, get_processor_time (), get_peak_memory (),
           report.n_ops);
  return 0;
}

static void
time_new_desk (const char *program,
               const char *from,
               const char *empty,
               const char *to)
{
  LnetFigures *seconds = lnet_figures_new ("a new desk takes in all of it", "s");
  LnetFigures *processor = lnet_figures_new ("  on the processor", "s");
  LnetFigures *memory = lnet_figures_new ("  the most memory it holds", "MiB");

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *said = NULL;
      g_auto (GStrv) words = NULL;
      GError *error = NULL;
      const char *arguments[] = { program, from, to, NULL };

      copy_file (empty, to);
      g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &said, NULL, NULL, &error);
      die_on (error);
      words = g_strsplit (said, " ", -1);
      if (g_strv_length (words) != 4 || strtoull (words[3], NULL, 10) < n_ops)
        g_error ("Not everything was taken in: %s", said);
      lnet_figures_add (seconds, g_ascii_strtod (words[0], NULL));
      lnet_figures_add (processor, g_ascii_strtod (words[1], NULL));
      lnet_figures_add (memory, g_ascii_strtod (words[2], NULL));
    }
  lnet_figures_print (seconds, NULL);
  lnet_figures_print (processor, NULL);
  g_print ("    goal for 1,000,000: ≤ 1.5 s; cr-sqlite, by what it says of itself: 50–90 s\n");
  lnet_figures_print (memory, NULL);
  g_print ("    goal: ≤ 150 MiB\n");
}

/* --- by day --- */

/* A desk's work of a day into another desk that has the long history, one batch a delivery. With @both, the other has
 * worked on the same cells. */
static void
time_days (LnetWriter  *ana,
           LnetWriter  *ben,
           GArray      *rows,
           guint        first,
           gboolean     both,
           LnetFigures *figures)
{
  for (guint day = 0; day < 20; day++)
    {
      gint64 seq = get_integer (ana, "SELECT max (seq) FROM batch") + 1;
      g_autoptr (LnetDelivery) delivery = NULL;
      LnetTakeReport report;
      double began;

      commit (ana, build_edits (rows, first + day * 2000, 2000));
      if (both)
        commit (ben, build_edits (rows, first + 4 * N_ROWS + day * 2000, 2000));
      delivery = give (ana, seq);
      began = lnet_figures_now ();
      take (ben, delivery, &report);
      lnet_figures_add (figures, 2000 / (lnet_figures_now () - began) / 1000);
      if (report.n_ops != 2000)
        g_error ("Only %" G_GUINT64_FORMAT " ops were taken in", report.n_ops);
    }
}

/* --- what the log costs --- */

static LnetSqlite *
open_plain (const char *path,
            GArray     *rows)
{
  GError *error = NULL;
  LnetSqlite *db;
  sqlite3_stmt *statement;

  g_file_set_contents (path, "", 0, NULL);
  db = lnet_sqlite_open (path, LNET_SQLITE_READ_WRITE, &error);
  die_on (error);
  lnet_sqlite_exec (db, "CREATE TABLE organization (pk INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, name TEXT, "
                        "town TEXT) STRICT; BEGIN", &error);
  die_on (error);
  for (guint i = 0; i < rows->len; i++)
    {
      statement = lnet_sqlite_prepare (db, "INSERT INTO organization (id, name) VALUES (?1, 'Center')", NULL);
      lnet_sqlite_bind_id (statement, 1, &g_array_index (rows, LnetId, i));
      lnet_sqlite_run (db, statement, NULL);
    }
  lnet_sqlite_exec (db, "COMMIT", NULL);
  return db;
}

static void
edit_plain (LnetSqlite *db,
            GArray     *rows,
            guint       first,
            guint       n)
{
  lnet_sqlite_exec (db, "BEGIN IMMEDIATE", NULL);
  for (guint i = first; i < first + n; i++)
    {
      g_autofree char *value = g_strdup_printf ("v%u", i);
      sqlite3_stmt *statement = lnet_sqlite_prepare (db, "UPDATE organization SET town = ?2 WHERE id = ?1", NULL);

      lnet_sqlite_bind_id (statement, 1, &g_array_index (rows, LnetId, (guint64) i * 7919 % rows->len));
      lnet_sqlite_bind_text (statement, 2, value);
      lnet_sqlite_run (db, statement, NULL);
    }
  lnet_sqlite_exec (db, "COMMIT", NULL);
}

static void
time_capture (LnetWriter *writer,
              const char *plain_path,
              GArray     *rows)
{
  LnetSqlite *plain = open_plain (plain_path, rows);
  LnetFigures *bare = lnet_figures_new ("plain SQLite, 20,000 cells at once", "thousand/s");
  LnetFigures *ours = lnet_figures_new ("with the log", "thousand/s");
  LnetFigures *bare_one = lnet_figures_new ("plain SQLite, one cell", "µs");
  LnetFigures *ours_one = lnet_figures_new ("with the log", "µs");

  for (guint round = 0; round < 9; round++)
    {
      guint first = 5 * n_ops + round * 40000;
      double began = lnet_figures_now ();

      edit_plain (plain, rows, first, 20000);
      lnet_figures_add (bare, 20 / (lnet_figures_now () - began));
      began = lnet_figures_now ();
      commit (writer, build_edits (rows, first, 20000));
      lnet_figures_add (ours, 20 / (lnet_figures_now () - began));
      for (guint i = 0; i < 50; i++)
        {
          began = lnet_figures_now ();
          edit_plain (plain, rows, first + 20000 + i, 1);
          lnet_figures_add (bare_one, (lnet_figures_now () - began) * 1e6);
          began = lnet_figures_now ();
          commit (writer, build_edits (rows, first + 20000 + i, 1));
          lnet_figures_add (ours_one, (lnet_figures_now () - began) * 1e6);
        }
    }
  lnet_figures_print (bare, NULL);
  lnet_figures_print (ours, bare);
  g_print ("    goal: ≤ 2.5 times as slow; cr-sqlite 2.5, triggers and clocks 7.5\n");
  lnet_figures_print (bare_one, NULL);
  lnet_figures_print (ours_one, bare_one);
  g_print ("    goal: ≤ 25 µs more\n");
  lnet_sqlite_close (plain);
}

static gint64
get_size (LnetWriter *writer)
{
  return get_integer (writer, "PRAGMA page_count") * get_integer (writer, "PRAGMA page_size");
}

static void
measure_all (const char *program,
             const char *folder)
{
  g_autofree char *empty = g_build_filename (folder, "empty.lnet", NULL);
  g_autofree char *first = g_build_filename (folder, "ana.lnet", NULL);
  g_autofree char *second = g_build_filename (folder, "ben.lnet", NULL);
  g_autofree char *plain = g_build_filename (folder, "plain.db", NULL);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (LnetId));
  g_autoptr (LnetWriter) ana = NULL;
  g_autoptr (LnetWriter) ben = NULL;
  LnetFigures *days = lnet_figures_new ("a day's 2,000 ops on top", "thousand/s");
  LnetFigures *at_odds = lnet_figures_new ("  where both wrote the same cells", "thousand/s");
  GError *error = NULL;
  gint64 size;

  lnet_writer_create_file (empty, "Bench", &error);
  die_on (error);
  copy_file (empty, first);
  ana = open_writer (first);
  g_print ("%u ops on %d rows\n", n_ops, N_ROWS);
  size = get_size (ana);
  write_history (ana, rows);
  g_print ("%-44s %6.1f B\n    goal: ≤ 40 B; triggers 52, with a clock table 70\n", "growth of the file an op, with its log",
           (double) (get_size (ana) - size) / n_ops);
  time_new_desk (program, first, empty, second);
  ben = open_writer (second);
  time_days (ana, ben, rows, 2 * n_ops, FALSE, days);
  lnet_figures_print (days, NULL);
  g_print ("    goal: ≥ 100 thousand/s; others 11–20\n");
  time_days (ana, ben, rows, 3 * n_ops, TRUE, at_odds);
  lnet_figures_print (at_odds, days);
  time_capture (ana, plain, rows);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = NULL;

  setlocale (LC_ALL, "");
  if (g_getenv ("LNET_BENCH_OPS") != NULL)
    n_ops = (guint) atoi (g_getenv ("LNET_BENCH_OPS"));
  if (argc == 3)
    return take_all (argv[1], argv[2]);
  folder = g_dir_make_tmp ("lnet-bench-XXXXXX", NULL);
  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  measure_all (argv[0], folder);
  return 0;
}
