/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One saved edit, and many members at once, against plain SQLite that writes the same row and full-text entry, with
 * the same settings, in the same run. */

#include "config.h"

#include <glib/gstdio.h>
#include <locale.h>

#include "lnet-figures.h"
#include "lnet-member-index.h"
#include "lnet-plain.h"
#include "lnet-store.h"

#define N_MEMBERS 10000
#define N_MANY 50000
#define N_EDITS 200
#define N_ROUNDS 15

typedef struct
{
  LnetStore *store;
  LnetSqlite *plain;
  GArray *members; /* LnetId */
} Bench;

static void
die_on (GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

static void
open_both (Bench      *bench,
           const char *folder)
{
  g_autofree char *network = g_build_filename (folder, "network.lnet", NULL);
  g_autofree char *plain = g_build_filename (folder, "plain.db", NULL);
  GError *error = NULL;

  bench->store = lnet_store_create (network, "Bench", &error);
  die_on (error);
  bench->plain = lnet_plain_new (plain);
  bench->members = g_array_new (FALSE, FALSE, sizeof (LnetId));
}

/* So many members into both; the time each took. */
static void
add_many (Bench       *bench,
          guint        n,
          LnetFigures *ours,
          LnetFigures *plain)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("import");
  GError *error = NULL;
  double began;
  guint first = bench->members->len;

  for (guint i = 0; i < n; i++)
    {
      LnetId member = lnet_transaction_add (transaction, LNET_TABLE_MEMBER, lnet_space (LNET_SPACE_NETWORK));
      g_autofree char *last = g_strdup_printf ("Begay%u", first + i);

      lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_FIRST, &member, "Ana");
      lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_LAST, &member, last);
      lnet_transaction_set_text (transaction, LNET_MEMBER_TOWN, &member, "Lander");
      g_array_append_val (bench->members, member);
    }
  began = lnet_figures_now ();
  lnet_store_commit (bench->store, transaction, NULL, &error);
  die_on (error);
  lnet_figures_add (ours, n / (lnet_figures_now () - began) / 1000);

  began = lnet_figures_now ();
  lnet_sqlite_exec (bench->plain, "BEGIN IMMEDIATE", NULL);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *last = g_strdup_printf ("Begay%u", first + i);

      lnet_plain_add (bench->plain, &g_array_index (bench->members, LnetId, first + i), last);
    }
  lnet_sqlite_exec (bench->plain, "COMMIT", NULL);
  lnet_figures_add (plain, n / (lnet_figures_now () - began) / 1000);
}

static void
edit_ours (Bench *bench,
           guint  i,
           guint  round)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-edit");
  g_autofree char *town = g_strdup_printf ("Town %u", round);
  GError *error = NULL;

  lnet_transaction_set_text (transaction, LNET_MEMBER_TOWN, &g_array_index (bench->members, LnetId, i), town);
  lnet_store_commit (bench->store, transaction, NULL, &error);
  die_on (error);
}

static void
edit_plain (Bench *bench,
            guint  i,
            guint  round)
{
  g_autofree char *town = g_strdup_printf ("Town %u", round);
  g_autofree char *words = g_strdup_printf ("ana begay%u town %u", i, round);
  sqlite3_stmt *statement;

  lnet_sqlite_exec (bench->plain, "BEGIN IMMEDIATE", NULL);
  statement = lnet_sqlite_prepare (bench->plain, "UPDATE member SET town = ?2 WHERE id = ?1", NULL);
  lnet_sqlite_bind_id (statement, 1, &g_array_index (bench->members, LnetId, i));
  lnet_sqlite_bind_text (statement, 2, town);
  lnet_sqlite_run (bench->plain, statement, NULL);
  statement = lnet_sqlite_prepare (bench->plain, "DELETE FROM fts WHERE rowid = ?1", NULL);
  lnet_sqlite_bind_integer (statement, 1, i + 1);
  lnet_sqlite_run (bench->plain, statement, NULL);
  statement = lnet_sqlite_prepare (bench->plain, "INSERT INTO fts (rowid, words) VALUES (?1, ?2)", NULL);
  lnet_sqlite_bind_integer (statement, 1, i + 1);
  lnet_sqlite_bind_text (statement, 2, words);
  lnet_sqlite_run (bench->plain, statement, NULL);
  lnet_sqlite_exec (bench->plain, "COMMIT", NULL);
}

static double
time_edits (Bench *bench,
            guint  round,
            void (*edit) (Bench *, guint, guint))
{
  double began = lnet_figures_now ();

  for (guint i = 0; i < N_EDITS; i++)
    edit (bench, (i * 37) % N_MEMBERS, round);
  return (lnet_figures_now () - began) / N_EDITS * 1e6;
}

/* All that lists and searches stand on, made anew; how many members a second. */
static void
make_index_anew (const char  *folder,
                 guint        n_members,
                 LnetFigures *figures)
{
  g_autofree char *network = g_build_filename (folder, "network.lnet", NULL);
  GError *error = NULL;
  LnetSqlite *db = lnet_sqlite_open (network, LNET_SQLITE_READ_WRITE, &error);
  double began;

  die_on (error);
  began = lnet_figures_now ();
  lnet_sqlite_exec (db, "BEGIN IMMEDIATE", &error);
  die_on (error);
  lnet_member_index_rebuild (db, &error);
  die_on (error);
  lnet_sqlite_exec (db, "COMMIT", &error);
  die_on (error);
  lnet_figures_add (figures, n_members / (lnet_figures_now () - began) / 1000);
  lnet_sqlite_close (db);
}

int
main (void)
{
  g_autofree char *folder = g_dir_make_tmp ("lnet-bench-XXXXXX", NULL);
  Bench bench = { 0 };
  LnetFigures *ours = lnet_figures_new ("one edit, saved with its log", "µs");
  LnetFigures *plain = lnet_figures_new ("plain SQLite", "µs");
  LnetFigures *many = lnet_figures_new ("50,000 members in one act", "thousand/s");
  LnetFigures *many_plain = lnet_figures_new ("plain SQLite", "thousand/s");
  LnetFigures *anew = lnet_figures_new ("the index of members made anew", "thousand/s");

  setlocale (LC_ALL, "");
  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  open_both (&bench, folder);
  add_many (&bench, N_MEMBERS, lnet_figures_new ("", ""), lnet_figures_new ("", ""));
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      lnet_figures_add (plain, time_edits (&bench, round, edit_plain));
      lnet_figures_add (ours, time_edits (&bench, round, edit_ours));
    }
  for (guint i = 0; i < 7; i++)
    add_many (&bench, N_MANY, many, many_plain);
  lnet_figures_print (plain, NULL);
  lnet_figures_print (ours, plain);
  lnet_figures_print (many_plain, NULL);
  lnet_figures_print (many, many_plain);
  lnet_store_close (bench.store);
  for (guint i = 0; i < 3; i++)
    make_index_anew (folder, bench.members->len, anew);
  lnet_figures_print (anew, many_plain);
  lnet_sqlite_close (bench.plain);
  return 0;
}
