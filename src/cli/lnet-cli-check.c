/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-cli-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-check.h"

static void
print_json (const LnetCheck *check)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "ok");
  json_builder_add_boolean_value (builder, check->problems->len == 0);
  lnet_cli_add_integer (builder, "members", (gint64) check->n_members);
  lnet_cli_add_integer (builder, "batches", (gint64) check->n_batches);
  lnet_cli_add_text (builder, "digest", check->digest);
  lnet_cli_add_integer (builder, "elsewhere", check->n_elsewhere);
  json_builder_set_member_name (builder, "problems");
  json_builder_begin_array (builder);
  for (guint i = 0; i < check->problems->len; i++)
    json_builder_add_string_value (builder, check->problems->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  lnet_cli_print_json (builder);
}

static void
print_lines (const LnetCheck *check)
{
  /* Translators: how many members and log entries a network has */
  g_print (_("Members: %u\nBatches: %u\nDigest:  %s\n"), (guint) check->n_members, (guint) check->n_batches,
           check->digest != NULL ? check->digest : "");
  for (guint i = 0; i < check->problems->len; i++)
    g_print ("%s\n", (char *) check->problems->pdata[i]);
  if (check->n_elsewhere > 0)
    g_print (ngettext ("%u picture or file is not here. Another desk may hold it.\n",
                       "%u pictures or files are not here. Another desk may hold them.\n", check->n_elsewhere),
             check->n_elsewhere);
  if (check->problems->len == 0)
    g_print ("%s\n", _("All is well."));
}

int
lnet_cli_check (LnetCli *cli)
{
  const GOptionEntry options[] = { G_OPTION_ENTRY_NULL };
  g_autoptr (LnetCheck) check = NULL;
  g_autoptr (GError) error = NULL;

  if (!lnet_cli_parse (cli, options, 1))
    return LNET_CLI_USAGE;
  check = lnet_check_run (cli->args[1], NULL, &error);
  if (check == NULL)
    return lnet_cli_fail (cli, error);
  if (cli->json)
    print_json (check);
  else
    print_lines (check);
  return check->problems->len == 0 ? LNET_CLI_DONE : LNET_CLI_WRONG;
}
