/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-cli-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-error.h"
#include "lnet-roster.h"
#include "lnet-shared-folder.h"
#include "lnet-take.h"

/* --- what came of it --- */

static void
print_json (const LnetFolderReport *report,
            const LnetTakeReport   *totals)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  guint64 n_missing = 0;

  for (guint i = 0; i < report->missing->len; i++)
    {
      const LnetFolderMissing *missing = &g_array_index (report->missing, LnetFolderMissing, i);

      n_missing += missing->to - missing->from + 1;
    }
  json_builder_begin_object (builder);
  lnet_cli_add_integer (builder, "batches", (gint64) report->taken.n_batches);
  lnet_cli_add_integer (builder, "waiting", (gint64) totals->n_waiting);
  lnet_cli_add_integer (builder, "to_settle", (gint64) totals->n_to_settle);
  lnet_cli_add_integer (builder, "sent", (gint64) report->n_sent);
  lnet_cli_add_integer (builder, "refused", (gint64) report->taken.n_refused);
  lnet_cli_add_integer (builder, "missing", (gint64) n_missing);
  json_builder_end_object (builder);
  lnet_cli_print_json (builder);
}

/* A desk that is not known here yet has no name. */
static void
print_missing (const LnetFolderReport *report,
               const LnetRoster       *roster)
{
  g_autoptr (GHashTable) told = g_hash_table_new (lnet_id_hash, lnet_id_equal);

  for (guint i = 0; i < report->missing->len; i++)
    {
      const LnetFolderMissing *missing = &g_array_index (report->missing, LnetFolderMissing, i);
      const LnetRosterDesk *desk = roster != NULL ? lnet_roster_find (roster, &missing->desk) : NULL;
      guint n = 0;

      if (!g_hash_table_add (told, (gpointer) &missing->desk))
        continue;
      for (guint j = i; j < report->missing->len; j++)
        {
          const LnetFolderMissing *other = &g_array_index (report->missing, LnetFolderMissing, j);

          if (lnet_id_equal (&other->desk, &missing->desk))
            n += (guint) (other->to - other->from + 1);
        }
      /* Translators: how many changes, and the name of a desk: "Ana's laptop" */
      g_print (ngettext ("%u change from %s is not in the folder yet.\n",
                         "%u changes from %s are not in the folder yet.\n", n),
               n, desk != NULL && desk->name[0] != '\0' ? desk->name : _("a desk that is not known here"));
    }
}

static void
print_lines (const LnetFolderReport *report,
             const LnetTakeReport   *totals,
             LnetStore              *store)
{
  g_autoptr (LnetRoster) roster = lnet_roster_load (lnet_store_get_reader (store), NULL);
  guint n_batches = (guint) report->taken.n_batches, n_sent = (guint) report->n_sent;
  guint n_waiting = (guint) totals->n_waiting, n_to_settle = (guint) totals->n_to_settle;

  g_print (ngettext ("%u change was taken in.\n", "%u changes were taken in.\n", n_batches), n_batches);
  g_print (ngettext ("%u change was put into the folder.\n", "%u changes were put into the folder.\n", n_sent), n_sent);
  if (n_waiting > 0)
    g_print (ngettext ("%u change waits for others that are not here yet.\n",
                       "%u changes wait for others that are not here yet.\n", n_waiting), n_waiting);
  if (n_to_settle > 0)
    /* Translators: what two people wrote at the same time */
    g_print (ngettext ("%u thing was written on two desks at once and is to be settled.\n",
                       "%u things were written on two desks at once and are to be settled.\n", n_to_settle),
             n_to_settle);
  print_missing (report, roster);
}

/* It is not to be: said, and nothing is overwritten. */
static void
print_differing (const LnetFolderReport *report,
                 LnetStore              *store)
{
  g_autoptr (LnetRoster) roster = lnet_roster_load (lnet_store_get_reader (store), NULL);

  if (report->recomputed && report->differing->len == 0)
    g_print (_("This desk showed something else than another one with the same changes. It was worked out anew, and is "
               "right now.\n"));
  for (guint i = 0; i < report->differing->len; i++)
    {
      const LnetRosterDesk *desk =
        roster != NULL ? lnet_roster_find (roster, &g_array_index (report->differing, LnetId, i)) : NULL;

      /* Translators: the name of a desk: "Ana's laptop" */
      g_printerr (_("%s has the same changes as this desk and shows something else, also now that this desk has worked out "
                    "anew what it shows. Nothing was overwritten. Look with “learning-network check” on both.\n"),
                  desk != NULL && desk->name[0] != '\0' ? desk->name : _("a desk that is not known here"));
    }
}

/* Files that were left alone, for whoever keeps the folder. */
static void
print_skipped (const LnetFolderReport *report)
{
  for (guint i = 0; i < report->skipped->len; i++)
    g_printerr ("%s\n", (const char *) report->skipped->pdata[i]);
  if (report->taken.n_refused > 0)
    g_printerr (ngettext ("%u change was refused: it is damaged or forged.\n",
                          "%u changes were refused: they are damaged or forged.\n", (guint) report->taken.n_refused),
                (guint) report->taken.n_refused);
}

/* --- doing it --- */

/* What waits and what is to be settled in all, also when nothing came. */
static gboolean
count (LnetStore       *store,
       LnetTakeReport  *totals,
       GError         **error)
{
  g_autoptr (LnetDelivery) nothing = lnet_delivery_new (lnet_store_get_network (store));

  return lnet_store_take (store, nothing, totals, error);
}

static int
fail (LnetCli      *cli,
      const GError *error)
{
  g_autoptr (GError) away = NULL;

  if (!lnet_folder_is_away (error))
    return lnet_cli_fail (cli, error);
  away = g_error_new (LNET_ERROR, LNET_ERROR_NOT_FOUND, "%s\n%s",
                      _("The folder cannot be reached at the moment. All your work is here; try again later."),
                      error->message);
  return lnet_cli_fail (cli, away);
}

static int
sync_network (LnetCli   *cli,
              LnetStore *store,
              GFile     *root,
              gboolean   begin)
{
  g_autoptr (LnetSharedFolder) folder = lnet_shared_folder_new (store, root, NULL);
  g_autoptr (LnetFolderReport) report = lnet_folder_report_new ();
  g_autoptr (GError) error = NULL;
  LnetTakeReport totals = { 0 };

  if (!lnet_shared_folder_exchange (folder, begin, report, NULL, &error) || !count (store, &totals, &error))
    {
      print_skipped (report);
      return fail (cli, error);
    }
  if (cli->json)
    print_json (report, &totals);
  else
    print_lines (report, &totals, store);
  print_skipped (report);
  print_differing (report, store);
  return report->taken.n_refused > 0 || report->differing->len > 0 ? LNET_CLI_WRONG : LNET_CLI_DONE;
}

int
lnet_cli_sync (LnetCli *cli)
{
  gboolean begin = FALSE;
  const GOptionEntry options[] = {
    { "begin", 0, 0, G_OPTION_ARG_NONE, &begin, N_("Begin to share in this folder: mark it as this network’s"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (LnetStore) store = NULL;
  g_autoptr (GFile) root = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  if (!lnet_cli_parse (cli, options, 2))
    return LNET_CLI_USAGE;
  store = lnet_store_open (cli->args[1], &error);
  if (store == NULL)
    return lnet_cli_fail (cli, error);
  root = g_file_new_for_commandline_arg (cli->args[2]);
  status = sync_network (cli, store, root, begin);
  lnet_store_close (store);
  return status;
}
