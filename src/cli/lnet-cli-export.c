/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-cli-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-export.h"

static void
print_rows (LnetCli    *cli,
            const char *path,
            guint       n_rows)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!cli->json)
    {
      g_print (ngettext ("%u member was written to %s.\n", "%u members were written to %s.\n", n_rows), n_rows, path);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  lnet_cli_add_integer (builder, "rows", n_rows);
  json_builder_end_object (builder);
  lnet_cli_print_json (builder);
}

static gboolean
read_format (const char       *word,
             GFile            *to,
             LnetExportFormat *format)
{
  static const char *const words[] = { "csv", "vcf", "vcf4" }; /* in the order of LnetExportFormat */

  *format = lnet_export_guess_format (to);
  for (guint i = 0; word != NULL && i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (word, words[i]))
      {
        *format = i;
        return TRUE;
      }
  return word == NULL;
}

int
lnet_cli_export (LnetCli *cli)
{
  g_autofree char *path = NULL;
  g_autofree char *word = NULL;
  const GOptionEntry options[] = {
    { "members", 'm', 0, G_OPTION_ARG_FILENAME, &path, N_("Write the members there"), N_("OUT.csv") },
    { "format", 'f', 0, G_OPTION_ARG_STRING, &word, N_("csv, vcf (vCard 3.0) or vcf4 (vCard 4.0)"), N_("FORMAT") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (LnetStore) store = NULL;
  g_autoptr (GFile) to = NULL;
  g_autoptr (GError) error = NULL;
  LnetExportFormat format;
  guint n_rows = 0;

  if (!lnet_cli_parse (cli, options, 1))
    return LNET_CLI_USAGE;
  if (path == NULL)
    return lnet_cli_usage (cli, _("Say where the members are to be written, with --members."));
  to = g_file_new_for_commandline_arg (path);
  if (!read_format (word, to, &format))
    return lnet_cli_usage (cli, _("The format is csv, vcf or vcf4."));
  store = lnet_store_open (cli->args[1], &error);
  if (store == NULL)
    return lnet_cli_fail (cli, error);
  if (!lnet_export_members (lnet_store_get_reader (store), to, format, &n_rows, NULL, &error))
    return lnet_cli_fail (cli, error);
  print_rows (cli, path, n_rows);
  lnet_store_close (store);
  return LNET_CLI_DONE;
}
