/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-cli-desks-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-error.h"
#include "lnet-join.h"
#include "lnet-own-desk.h"

/* --- card --- */

static void
print_card (LnetCli        *cli,
            const LnetCard *card,
            const char     *path)
{
  g_autofree char *text = lnet_card_to_text (card);
  g_autofree char *words = lnet_card_get_words (card, NULL);
  g_autofree char *id = lnet_id_to_string (&card->desk);
  g_autoptr (JsonBuilder) builder = NULL;

  if (cli->json)
    {
      builder = json_builder_new ();
      json_builder_begin_object (builder);
      lnet_cli_add_text (builder, "desk", id);
      lnet_cli_add_text (builder, "card", text);
      lnet_cli_add_text (builder, "words", words);
      if (path != NULL)
        lnet_cli_add_text (builder, "file", path);
      json_builder_end_object (builder);
      lnet_cli_print_json (builder);
      return;
    }
  g_print ("%s\n%s\n\n%s\n  %s\n", _("Give this card to a director of the network:"), path != NULL ? path : text,
           _("and have these words compared with you, aloud or in person:"), words);
}

int
lnet_cli_card (LnetCli *cli)
{
  g_autofree char *out = NULL;
  const GOptionEntry options[] = {
    { "out", 'o', 0, G_OPTION_ARG_FILENAME, &out, N_("Write the card into this file"), N_("CARD.lncard") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (LnetCard) card = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (!lnet_cli_parse (cli, options, 1))
    return LNET_CLI_USAGE;
  card = lnet_join_begin (g_strstrip (cli->args[1]), &error);
  if (card == NULL)
    return lnet_cli_fail (cli, error);
  text = lnet_card_to_text (card);
  if (out != NULL && !lnet_cli_write_file (out, text, strlen (text), &error))
    return lnet_cli_fail (cli, error);
  print_card (cli, card, out);
  return LNET_CLI_DONE;
}

/* --- admit --- */

typedef struct
{
  LnetCli *cli;
  LnetCard *card;
  LnetStance stance;
  char *stance_text;
  char *member;
  char *words;
  char *out;
  GBytes *welcome; /* that was written; or NULL */
} Admit;

static void
admit_clear (Admit *admit)
{
  lnet_card_free (admit->card);
  g_free (admit->stance_text);
  g_free (admit->member);
  g_free (admit->words);
  g_free (admit->out);
  g_clear_pointer (&admit->welcome, g_bytes_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Admit, admit_clear)

/* The card itself, or a file that it is in. */
static LnetCard *
read_card (const char  *argument,
           GError     **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  if (g_ascii_strncasecmp (argument, "LNCARD", 6) == 0 && !g_file_test (argument, G_FILE_TEST_EXISTS))
    return lnet_card_from_text (argument, error);
  bytes = lnet_cli_read_file (argument, error);
  if (bytes == NULL)
    return NULL;
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  return lnet_card_from_text (text, error);
}

/* Whether they are what the person at the other desk said, in whatever language. */
static gboolean
are_words (char       *said,
           const char *english,
           const char *spanish)
{
  return said == NULL || g_ascii_strcasecmp (g_strstrip (said), english) == 0 ||
         g_ascii_strcasecmp (said, spanish) == 0;
}

static gboolean
check_words (const Admit  *admit,
             GError      **error)
{
  g_autofree char *english = lnet_card_get_words (admit->card, "en");
  g_autofree char *spanish = lnet_card_get_words (admit->card, "es");

  if (are_words (admit->words, english, spanish))
    return TRUE;
  g_set_error_literal (error, LNET_ERROR, LNET_ERROR_INVALID,
                       _("The words are not those of this card. Nothing was changed. Look whether it is the card that was "
                         "meant: somebody else may have made this one."));
  return FALSE;
}

/* A desk that is in already only gets its welcome again. */
static gboolean
is_in (LnetReader     *reader,
       const LnetCard *card)
{
  g_autoptr (LnetRoster) roster = lnet_roster_load (reader, NULL);
  const LnetRosterDesk *desk = roster != NULL ? lnet_roster_find (roster, &card->desk) : NULL;

  return desk != NULL && desk->state == LNET_DESK_ADMITTED &&
         memcmp (desk->box_key, card->box_key, sizeof desk->box_key) == 0;
}

static gboolean
write_welcome (Admit                *admit,
               LnetStore            *store,
               const LnetSpaceKeys  *keys,
               GError              **error)
{
  if (admit->out == NULL)
    return TRUE;
  admit->welcome = lnet_welcome_letter_write (lnet_store_get_reader (store), lnet_store_get_name (store), admit->card,
                                              keys, error);
  return admit->welcome != NULL && lnet_cli_write_file (admit->out, g_bytes_get_data (admit->welcome, NULL),
                                                        g_bytes_get_size (admit->welcome), error);
}

static gboolean
let_in (Admit      *admit,
        LnetStore  *store,
        GError    **error)
{
  g_autoptr (LnetSpaceKeys) keys = NULL;
  g_autoptr (LnetOwnDesk) own = lnet_own_desk_prepare (store, &keys, error);
  LnetReader *reader = lnet_store_get_reader (store);
  g_autoptr (LnetTransaction) transaction = NULL;
  LnetId member;

  if (own == NULL || !lnet_cli_find_member (reader, admit->member, &member, error))
    return FALSE;
  if (admit->out != NULL && is_in (reader, admit->card))
    return write_welcome (admit, store, keys, error);
  transaction = lnet_sharing_admit (reader, admit->card, admit->stance, &member, error);
  return transaction != NULL && lnet_store_commit (store, transaction, NULL, error) &&
         write_welcome (admit, store, keys, error);
}

static void
print_admitted (const Admit *admit)
{
  g_autofree char *words = lnet_card_get_words (admit->card, NULL);
  g_autofree char *id = lnet_id_to_string (&admit->card->desk);
  g_autofree char *welcome_words =
    admit->welcome != NULL ? lnet_welcome_letter_get_words (admit->welcome, NULL) : NULL;
  g_autoptr (JsonBuilder) builder = NULL;

  if (!admit->cli->json)
    {
      /* Translators: a desk’s name */
      g_print (_("“%s” takes part now.\n"), admit->card->name);
      if (admit->out != NULL)
        /* Translators: a file */
        g_print (_("Send it its welcome: %s\n"), admit->out);
      if (admit->words == NULL)
        g_print ("%s\n  %s\n", _("If these words are not shown there, take it out again at once:"), words);
      if (welcome_words != NULL)
        g_print ("%s\n  %s\n", _("Read these words to whoever joins with the welcome, aloud or in person:"), welcome_words);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  lnet_cli_add_text (builder, "desk", id);
  lnet_cli_add_text (builder, "name", admit->card->name);
  lnet_cli_add_text (builder, "stance", lnet_stance_to_key (admit->stance));
  lnet_cli_add_text (builder, "words", words);
  if (admit->out != NULL)
    {
      lnet_cli_add_text (builder, "welcome", admit->out);
      lnet_cli_add_text (builder, "welcome_words", welcome_words);
    }
  json_builder_end_object (builder);
  lnet_cli_print_json (builder);
}

int
lnet_cli_admit (LnetCli *cli)
{
  g_auto (Admit) admit = { .cli = cli };
  const GOptionEntry options[] = {
    { "stance", 's', 0, G_OPTION_ARG_STRING, &admit.stance_text, N_("director, facilitator or participant"),
      N_("STANCE") },
    { "member", 'm', 0, G_OPTION_ARG_STRING, &admit.member, N_("Whose desk it is, by ID or name"), N_("MEMBER") },
    { "words", 'w', 0, G_OPTION_ARG_STRING, &admit.words, N_("The six words that are shown at the other desk"),
      N_("WORDS") },
    { "out", 'o', 0, G_OPTION_ARG_FILENAME, &admit.out, N_("Write the welcome into this file"),
      N_("WELCOME.lnwelcome") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (LnetStore) store = NULL;
  g_autoptr (GError) error = NULL;

  if (!lnet_cli_parse (cli, options, 2) || !lnet_cli_read_stance (cli, admit.stance_text, &admit.stance))
    return LNET_CLI_USAGE;
  admit.card = read_card (cli->args[2], &error);
  if (admit.card == NULL || !check_words (&admit, &error))
    return lnet_cli_fail (cli, error);
  store = lnet_store_open (cli->args[1], &error);
  if (store == NULL || !let_in (&admit, store, &error))
    return lnet_cli_fail (cli, error);
  print_admitted (&admit);
  return LNET_CLI_DONE;
}

/* --- join --- */

static gboolean
check_welcome_words (GBytes  *welcome,
                     char    *said,
                     GError **error)
{
  g_autofree char *english = lnet_welcome_letter_get_words (welcome, "en");
  g_autofree char *spanish = lnet_welcome_letter_get_words (welcome, "es");

  if (are_words (said, english, spanish))
    return TRUE;
  g_set_error_literal (error, LNET_ERROR, LNET_ERROR_INVALID,
                       _("The words are not those of this welcome. Nothing was made. Somebody else may have made it: ask "
                         "whoever let you in to send theirs, best another way."));
  return FALSE;
}

static void
print_joined (LnetCli                 *cli,
              LnetStore               *store,
              const LnetWelcomeLetter *letter,
              const char              *words,
              gboolean                 compared)
{
  g_autofree char *network = lnet_id_to_string (lnet_store_get_network (store));
  g_autoptr (JsonBuilder) builder = NULL;

  if (!cli->json)
    {
      /* Translators: a file, and a network’s name */
      g_print (_("%s is now this desk’s file of “%s”. It is empty until you take in what the others have written.\n"),
               cli->args[2], lnet_store_get_name (store));
      /* Translators: %s is the name of a desk, as “Ana’s laptop” */
      g_print (_("Let in by %s.\n"), letter->by_name);
      if (!compared)
        g_print ("%s\n  %s\n", _("If whoever let you in does not see these words, write nothing in it:"), words);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  lnet_cli_add_text (builder, "file", cli->args[2]);
  lnet_cli_add_text (builder, "network", network);
  lnet_cli_add_text (builder, "name", lnet_store_get_name (store));
  lnet_cli_add_text (builder, "by", letter->by_name);
  lnet_cli_add_text (builder, "words", words);
  json_builder_end_object (builder);
  lnet_cli_print_json (builder);
}

int
lnet_cli_join (LnetCli *cli)
{
  g_autofree char *said = NULL;
  const GOptionEntry options[] = {
    { "words", 'w', 0, G_OPTION_ARG_STRING, &said, N_("The six words that whoever let you in reads out"), N_("WORDS") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GBytes) welcome = NULL;
  g_autoptr (LnetDeskKey) key = NULL;
  g_autoptr (LnetWelcomeLetter) letter = NULL;
  g_autoptr (LnetStore) store = NULL;
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;

  if (!lnet_cli_parse (cli, options, 2))
    return LNET_CLI_USAGE;
  welcome = lnet_cli_read_file (cli->args[1], &error);
  letter = welcome != NULL ? lnet_join_read (welcome, &key, &error) : NULL;
  if (letter != NULL && check_welcome_words (welcome, said, &error))
    store = lnet_join_finish (welcome, cli->args[2], &error);
  if (store == NULL)
    return lnet_cli_fail (cli, error);
  words = lnet_welcome_letter_get_words (welcome, NULL);
  print_joined (cli, store, letter, words, said != NULL);
  return LNET_CLI_DONE;
}
