/* SPDX-License-Identifier: GPL-3.0-or-later */

/* 5,000 members selected among 10,000 get another town, in one act that is looked at beforehand and logged, against
 * plain SQLite that writes the same rows and full-text entries in one transaction, with the same settings, in the same
 * run. */

#include "config.h"

#include <glib/gstdio.h>
#include <locale.h>

#include "lnet-figures.h"
#include "lnet-member-batch.h"
#include "lnet-plain.h"

#define N_MEMBERS 10000
#define N_SELECTED 5000
#define N_ROUNDS 15

typedef struct
{
  LnetStore *store;
  LnetSqlite *plain;
  LnetMemberOrder *selected;
  GArray *ids; /* LnetId, of those selected */
} Bench;

static void
die_on (GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

static void
fill_both (Bench *bench)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("members-import");
  GError *error = NULL;

  lnet_sqlite_exec (bench->plain, "BEGIN IMMEDIATE", &error);
  die_on (error);
  for (guint i = 0; i < N_MEMBERS; i++)
    {
      LnetId member = lnet_transaction_add (transaction, LNET_TABLE_MEMBER, lnet_space (LNET_SPACE_NETWORK));
      g_autofree char *last = g_strdup_printf ("Begay%u", i);

      lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_FIRST, &member, "Ana");
      lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_LAST, &member, last);
      lnet_transaction_set_text (transaction, LNET_MEMBER_TOWN, &member, "Lander");
      lnet_plain_add (bench->plain, &member, last);
    }
  lnet_sqlite_exec (bench->plain, "COMMIT", &error);
  die_on (error);
  lnet_store_commit (bench->store, transaction, NULL, &error);
  die_on (error);
  bench->selected = lnet_members_load_order (lnet_store_get_reader (bench->store), N_SELECTED, &error);
  die_on (error);
  bench->ids = lnet_members_read_ids (lnet_store_get_reader (bench->store), bench->selected, NULL, &error);
  die_on (error);
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
  fill_both (bench);
}

/* What the window does, from the button to the last row. */
static double
time_ours (Bench  *bench,
           guint   round,
           LnetId *group)
{
  g_autoptr (LnetMemberBatch) batch = lnet_member_batch_new (LNET_MEMBER_BATCH_PLACE, bench->selected, NULL);
  g_autofree char *town = g_strdup_printf ("Town %u", round);
  g_autoptr (LnetTransaction) transaction = NULL;
  double began = lnet_figures_now ();
  GError *error = NULL;

  lnet_member_batch_set_place (batch, town, NULL, NULL);
  lnet_member_batch_plan (batch, lnet_store_get_reader (bench->store), NULL, &error);
  die_on (error);
  if (lnet_member_batch_get_counts (batch)->n_changed != N_SELECTED)
    g_error ("Not everybody changed");
  transaction = lnet_member_batch_steal_transaction (batch);
  lnet_store_commit (bench->store, transaction, group, &error);
  die_on (error);
  return (lnet_figures_now () - began) * 1000;
}

static double
time_undo (Bench        *bench,
           const LnetId *group)
{
  double began = lnet_figures_now ();
  GError *error = NULL;

  lnet_store_undo_group (bench->store, group, NULL, &error);
  die_on (error);
  return (lnet_figures_now () - began) * 1000;
}

static void
change_plain (Bench      *bench,
              guint       i,
              const char *town)
{
  gint64 pk = lnet_member_order_get_pk (bench->selected, i);
  g_autofree char *words = g_strdup_printf ("ana begay%" G_GINT64_FORMAT " %s", pk - 1, town);
  sqlite3_stmt *statement = lnet_sqlite_prepare (bench->plain, "UPDATE member SET town = ?2 WHERE id = ?1", NULL);

  lnet_sqlite_bind_id (statement, 1, &g_array_index (bench->ids, LnetId, i));
  lnet_sqlite_bind_text (statement, 2, town);
  lnet_sqlite_run (bench->plain, statement, NULL);
  statement = lnet_sqlite_prepare (bench->plain, "DELETE FROM fts WHERE rowid = ?1", NULL);
  lnet_sqlite_bind_integer (statement, 1, pk);
  lnet_sqlite_run (bench->plain, statement, NULL);
  statement = lnet_sqlite_prepare (bench->plain, "INSERT INTO fts (rowid, words) VALUES (?1, ?2)", NULL);
  lnet_sqlite_bind_integer (statement, 1, pk);
  lnet_sqlite_bind_text (statement, 2, words);
  lnet_sqlite_run (bench->plain, statement, NULL);
}

static double
time_plain (Bench *bench,
            guint  round)
{
  g_autofree char *town = g_strdup_printf ("Town %u", round);
  double began = lnet_figures_now ();

  lnet_sqlite_exec (bench->plain, "BEGIN IMMEDIATE", NULL);
  for (guint i = 0; i < N_SELECTED; i++)
    change_plain (bench, i, town);
  lnet_sqlite_exec (bench->plain, "COMMIT", NULL);
  return (lnet_figures_now () - began) * 1000;
}

int
main (void)
{
  g_autofree char *folder = g_dir_make_tmp ("lnet-bench-XXXXXX", NULL);
  Bench bench = { 0 };
  LnetFigures *plain = lnet_figures_new ("5,000 rows in plain SQLite", "ms");
  LnetFigures *ours = lnet_figures_new ("5,000 members changed at once, with the log", "ms");
  LnetFigures *undo = lnet_figures_new ("that taken back", "ms");

  setlocale (LC_ALL, "");
  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  open_both (&bench, folder);
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      LnetId group;

      lnet_figures_add (plain, time_plain (&bench, round));
      lnet_figures_add (ours, time_ours (&bench, round, &group));
      lnet_figures_add (undo, time_undo (&bench, &group));
    }
  lnet_figures_print (plain, NULL);
  lnet_figures_print (ours, plain);
  lnet_figures_print (undo, plain);
  lnet_member_order_unref (bench.selected);
  lnet_store_close (bench.store);
  lnet_sqlite_close (bench.plain);
  return 0;
}
