/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-cli-desks-private.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "lnet-error.h"
#include "lnet-key-store.h"
#include "lnet-own-desk.h"

/* --- share --- */

static void
print_own (LnetCli           *cli,
           const LnetOwnDesk *own,
           const char        *message)
{
  g_autofree char *id = lnet_id_to_string (&own->id);
  g_autoptr (JsonBuilder) builder = NULL;

  if (!cli->json)
    {
      g_print ("%s\n", message);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  lnet_cli_add_text (builder, "desk", id);
  lnet_cli_add_text (builder, "name", own->name);
  json_builder_end_object (builder);
  lnet_cli_print_json (builder);
}

int
lnet_cli_share (LnetCli *cli)
{
  g_autofree char *name = NULL;
  g_autofree char *member_text = NULL;
  gboolean begin = FALSE;
  const GOptionEntry options[] = {
    { "begin", 'b', 0, G_OPTION_ARG_NONE, &begin, N_("Begin to share the network"), NULL },
    { "name", 'n', 0, G_OPTION_ARG_STRING, &name, N_("What this desk is called"), N_("NAME") },
    { "member", 'm', 0, G_OPTION_ARG_STRING, &member_text, N_("Whose desk it is, by ID or name"), N_("MEMBER") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (LnetStore) store = NULL;
  g_autoptr (LnetOwnDesk) own = NULL;
  g_autoptr (GError) error = NULL;
  LnetId member;

  if (!lnet_cli_parse (cli, options, 1))
    return LNET_CLI_USAGE;
  if (!begin || name == NULL || g_strstrip (name)[0] == '\0')
    return lnet_cli_usage (cli, _("Say --begin, and what this desk is called, with --name."));
  store = lnet_store_open (cli->args[1], &error);
  if (store == NULL || !lnet_cli_find_member (lnet_store_get_reader (store), member_text, &member, &error) ||
      !lnet_own_desk_begin (store, name, &member, &error))
    return lnet_cli_fail (cli, error);
  own = lnet_own_desk_load (lnet_store_get_reader (store), &error);
  if (own == NULL)
    return lnet_cli_fail (cli, error);
  print_own (cli, own, _("The network is shared from now on. This desk decides who takes part."));
  return LNET_CLI_DONE;
}

/* --- desk: paper-key, restore-key --- */

static void
print_words (LnetCli    *cli,
             const char *network,
             const char *words)
{
  g_auto (GStrv) list = g_strsplit (words, " ", -1);
  g_autoptr (JsonBuilder) builder = NULL;

  if (cli->json)
    {
      builder = json_builder_new ();
      json_builder_begin_object (builder);
      lnet_cli_add_text (builder, "words", words);
      json_builder_end_object (builder);
      lnet_cli_print_json (builder);
      return;
    }
  /* Translators: a network's name */
  g_print (_("The paper key of this desk for “%s”. Write it down and keep it where nobody else comes: who has these words "
             "is this desk."), network);
  g_print ("\n\n");
  for (guint i = 0; list[i] != NULL; i++)
    g_print ("%2u  %-12s%s", i + 1, list[i], i % 4 == 3 ? "\n" : "");
}

static int
print_paper_key (LnetCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetStore) store = lnet_store_open (cli->args[2], &error);
  g_autoptr (LnetOwnDesk) own = store != NULL ? lnet_own_desk_load (lnet_store_get_reader (store), &error) : NULL;
  g_autofree char *words = NULL;

  if (own == NULL || !lnet_own_desk_check (own, &error))
    return lnet_cli_fail (cli, error);
  words = lnet_desk_key_to_words (own->key, NULL);
  print_words (cli, lnet_store_get_name (store), words);
  return LNET_CLI_DONE;
}

/* The words as they are typed: up to so many, over one line or several. */
static char *
read_words (void)
{
  GString *words = g_string_new (NULL);
  char line[1024];

  while (words->len < sizeof line && fgets (line, sizeof line, stdin) != NULL)
    {
      g_auto (GStrv) list = NULL;
      g_autofree char *valid = NULL;

      g_string_append (words, line);
      valid = g_utf8_make_valid (words->str, -1);
      list = g_str_tokenize_and_fold (valid, NULL, NULL);
      if (g_strv_length (list) >= LNET_DESK_KEY_WORDS)
        break;
    }
  return g_string_free (words, FALSE);
}

static gboolean
restore_key (LnetStore    *store,
             LnetOwnDesk **own,
             GError      **error)
{
  g_autofree char *words = read_words ();
  g_autoptr (LnetDeskKey) key = lnet_desk_key_from_words (words, error);
  g_autoptr (LnetDeskKey) before = NULL;

  if (key == NULL)
    return FALSE;
  before = lnet_key_store_load (lnet_store_get_network (store), NULL);
  if (!lnet_key_store_save (lnet_store_get_network (store), key, error))
    return FALSE;
  *own = lnet_own_desk_prepare (store, NULL, error);
  if (*own != NULL)
    return TRUE;
  /* Not a key of this network: what was there comes back. */
  if (before != NULL)
    lnet_key_store_save (lnet_store_get_network (store), before, NULL);
  else
    lnet_key_store_remove (lnet_store_get_network (store), NULL);
  return FALSE;
}

static int
take_paper_key (LnetCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetStore) store = lnet_store_open (cli->args[2], &error);
  g_autoptr (LnetOwnDesk) own = NULL;

  if (store != NULL && !cli->json)
    g_print ("%s\n", _("Type the 24 words of the paper key:"));
  if (store == NULL || !restore_key (store, &own, &error))
    return lnet_cli_fail (cli, error);
  print_own (cli, own, _("The key is back, and this desk takes part again."));
  return LNET_CLI_DONE;
}

int
lnet_cli_desk (LnetCli *cli)
{
  const GOptionEntry options[] = { G_OPTION_ENTRY_NULL };

  if (!lnet_cli_parse (cli, options, 2))
    return LNET_CLI_USAGE;
  if (g_str_equal (cli->args[1], "paper-key"))
    return print_paper_key (cli);
  if (g_str_equal (cli->args[1], "restore-key"))
    return take_paper_key (cli);
  return lnet_cli_usage (cli, _("Say “paper-key” or “restore-key”, and then the network."));
}
