/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-cli-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-import.h"

#define SHOWN_REJECTS 20

/* In the order of LnetImportFate. */
static const char *const members[LNET_IMPORT_N_FATES] = { "new", "changed", "same", "rejected", "duplicates" };

typedef struct
{
  gboolean dry_run;
  char *rejects;
} Options;

static void
print_counts_json (const LnetImportCounts *counts)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  lnet_cli_add_integer (builder, "rows", counts->n_rows);
  for (guint i = 0; i < LNET_IMPORT_N_FATES; i++)
    lnet_cli_add_integer (builder, members[i], counts->n[i]);
  json_builder_end_object (builder);
  lnet_cli_print_json (builder);
}

static void
print_rejects (LnetImport *import)
{
  guint n = 0;

  for (guint i = 0; i < lnet_import_get_n_rows (import); i++)
    {
      const LnetImportRow *row = lnet_import_get_row (import, i);

      if (row->fate != LNET_IMPORT_REJECTED)
        continue;
      if (n++ == SHOWN_REJECTS)
        {
          g_print ("  %s\n", _("… and more; --rejects OUT.csv keeps them all."));
          return;
        }
      /* Translators: a line of a file, and why it was not taken */
      g_print (_("  Line %u: %s\n"), row->line, row->detail);
    }
}

static void
print_counts (LnetImport *import,
              Options    *options)
{
  const LnetImportCounts *counts = lnet_import_get_counts (import);
  g_autofree char *format = lnet_import_describe_format (import);
  const char *const *remarks = lnet_import_get_remarks (import);

  g_print ("%s\n", format);
  for (guint i = 0; remarks[i] != NULL; i++)
    g_print ("%s\n", remarks[i]);
  g_print (ngettext ("%u row was read:\n", "%u rows were read:\n", counts->n_rows), counts->n_rows);
  for (guint i = 0; i < LNET_IMPORT_N_FATES; i++)
    g_print ("%7u  %s\n", counts->n[i], lnet_import_fate_get_label (i));
  print_rejects (import);
  if (options->dry_run)
    g_print ("%s\n", _("This was a dry run: nothing was written."));
  else if (counts->n[LNET_IMPORT_NEW] + counts->n[LNET_IMPORT_CHANGED] == 0)
    g_print ("%s\n", _("Nothing had to be changed."));
}

static gboolean
commit (LnetStore   *store,
        LnetImport  *import,
        GError     **error)
{
  g_autoptr (LnetTransaction) transaction = lnet_import_steal_transaction (import);

  return lnet_store_commit (store, transaction, NULL, error);
}

static gboolean
run (LnetCli    *cli,
     LnetStore  *store,
     LnetImport *import,
     Options    *options,
     GError    **error)
{
  const LnetImportCounts *counts;

  if (!lnet_import_plan (import, lnet_store_get_reader (store), NULL, error))
    return FALSE;
  counts = lnet_import_get_counts (import);
  /* Also when none was rejected, so that what lies there is never from an earlier import. */
  if (options->rejects != NULL)
    {
      g_autoptr (GFile) to = g_file_new_for_commandline_arg (options->rejects);

      if (!lnet_import_write_rejects (import, to, NULL, error))
        return FALSE;
    }
  if (!options->dry_run && !commit (store, import, error))
    return FALSE;
  if (cli->json)
    print_counts_json (counts);
  else
    print_counts (import, options);
  return TRUE;
}

int
lnet_cli_import (LnetCli *cli)
{
  Options options = { FALSE, NULL };
  g_autofree char *rejects = NULL;
  const GOptionEntry entries[] = {
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options.dry_run, N_("Say what would happen, and write nothing"), NULL },
    { "rejects", 0, 0, G_OPTION_ARG_FILENAME, &rejects, N_("Write rejected rows there, with the reason"),
      N_("OUT.csv") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (LnetStore) store = NULL;
  g_autoptr (LnetImport) import = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;

  if (!lnet_cli_parse (cli, entries, 2))
    return LNET_CLI_USAGE;
  options.rejects = rejects;
  store = lnet_store_open (cli->args[1], &error);
  if (store == NULL)
    return lnet_cli_fail (cli, error);
  file = g_file_new_for_commandline_arg (cli->args[2]);
  import = lnet_import_new (file);
  if (!run (cli, store, import, &options, &error))
    return lnet_cli_fail (cli, error);
  lnet_store_close (store);
  return lnet_import_get_counts (import)->n[LNET_IMPORT_REJECTED] > 0 ? LNET_CLI_WRONG : LNET_CLI_DONE;
}
