/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-cli-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-sample.h"

static int
say_which (LnetCli *cli)
{
  g_autofree char *names = g_strjoinv (", ", (char **) lnet_sample_get_names ());
  /* Translators: %s is a list of names that --which takes */
  g_autofree char *message = g_strdup_printf (_("Say which sample, with --which: %s."), names);

  return lnet_cli_usage (cli, message);
}

int
lnet_cli_sample (LnetCli *cli)
{
  g_autofree char *which = NULL;
  const GOptionEntry options[] = {
    { "which", 'w', 0, G_OPTION_ARG_STRING, &which, N_("Which sample"), N_("NAME") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (LnetStore) store = NULL;
  g_autoptr (GError) error = NULL;

  if (!lnet_cli_parse (cli, options, 1))
    return LNET_CLI_USAGE;
  if (which == NULL || !lnet_sample_exists (which))
    return say_which (cli);
  store = lnet_sample_create (cli->args[1], which, &error);
  if (store == NULL)
    return lnet_cli_fail (cli, error);
  lnet_cli_print_network (cli, store, cli->args[1]);
  lnet_store_close (store);
  return LNET_CLI_DONE;
}
