/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-cli-private.h"

#include <glib/gi18n-lib.h>

int
lnet_cli_new (LnetCli *cli)
{
  g_autofree char *name = NULL;
  const GOptionEntry options[] = {
    { "name", 'n', 0, G_OPTION_ARG_STRING, &name, N_("What the network is called"), N_("NAME") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (LnetStore) store = NULL;
  g_autoptr (GError) error = NULL;

  if (!lnet_cli_parse (cli, options, 1))
    return LNET_CLI_USAGE;
  if (name == NULL || g_strstrip (name)[0] == '\0')
    return lnet_cli_usage (cli, _("Say what the network is called, with --name."));
  store = lnet_store_create (cli->args[1], name, &error);
  if (store == NULL)
    return lnet_cli_fail (cli, error);
  lnet_cli_print_network (cli, store, cli->args[1]);
  lnet_store_close (store);
  return LNET_CLI_DONE;
}
