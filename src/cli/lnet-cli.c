/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-cli.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "lnet-cli-private.h"
#include "lnet-members.h"

#define PROGRAM "learning-network"

/* A command a line, in the order they are listed for people. */
static const LnetCliCommand commands[] = {
  { "new", "FILE --name NAME", N_("Make a new, empty network"), lnet_cli_new },
  { "sample", "FILE --which NAME", N_("Make a sample network with made-up people"), lnet_cli_sample },
  { "import", "FILE PEOPLE.csv", N_("Take in a roster, or vCards"), lnet_cli_import },
  { "export", "FILE --members OUT.csv", N_("Write the members to a CSV file, a spreadsheet, or as vCards"), lnet_cli_export },
  { "check", "FILE", N_("Look whether a network file is sound"), lnet_cli_check },
  { "duplicates", "FILE", N_("Find members who are in twice, and make one of two"), lnet_cli_duplicates },
  { "pair", "FILE", N_("Propose coaching partners for everybody in a round’s pool, and say why"), lnet_cli_pair },
  { "erase", "FILE MEMBER-ID", N_("Erase a member for good, and report what went and what stays"), lnet_cli_erase },
  { "history", "FILE", N_("List what was done, and take an act back"), lnet_cli_history },
  { "share", "FILE --begin --name NAME", N_("Begin to share a network with other desks"), lnet_cli_share },
  { "desks", "FILE", N_("List the desks that take part in sharing"), lnet_cli_desks },
  { "card", "NAME", N_("Make a card, to be let in to a network that others share"), lnet_cli_card },
  { "admit", "FILE CARD --stance STANCE", N_("Let a desk in by its card, and write its welcome"), lnet_cli_admit },
  { "join", "WELCOME FILE", N_("Make this desk’s file of a network from its welcome"), lnet_cli_join },
  { "edit-desk", "FILE DESK", N_("Change what a desk is called, what it is, and whose"), lnet_cli_edit_desk },
  { "remove-desk", "FILE DESK", N_("Take a desk out of sharing"), lnet_cli_remove_desk },
  { "desk", "paper-key|restore-key FILE", N_("Show this desk’s key as words, or bring it back from them"), lnet_cli_desk },
  { "bundle", "write|take FILE BUNDLE", N_("Write changes into a file for other desks, or take them in"), lnet_cli_bundle },
  { "sync", "FILE FOLDER", N_("Exchange changes with other desks through a folder"), lnet_cli_sync },
};

/* For people */

static void
print_help (void)
{
  g_print ("%s\n  %s [%s]\n  %s %s …\n\n", _("Usage:"), PROGRAM, _("NETWORK.lnet"), PROGRAM, _("COMMAND"));
  g_print ("%s\n\n%s\n", _("Without a command the window opens."), _("Commands:"));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %-11s %-26s %s\n", commands[i].name, commands[i].arguments, _(commands[i].summary));
  g_print ("\n%s\n%s\n%s\n", _("With --json a command prints one JSON object."),
           _("A command ends with 0; with 1 when something was wrong with what it was given; with 2 when it was called "
             "in a way it does not know."),
           _("“learning-network COMMAND --help” says more of a command."));
}

void
lnet_cli_add_integer (JsonBuilder *builder,
                      const char  *member,
                      gint64       value)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_int_value (builder, value);
}

void
lnet_cli_add_text (JsonBuilder *builder,
                   const char  *member,
                   const char  *value)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_string_value (builder, value);
}

/* JSON is UTF-8 wherever it is printed, so it does not go through g_print(). */
void
lnet_cli_print_json (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, FALSE);

  fputs (text, stdout);
  fputc ('\n', stdout);
  fflush (stdout);
}

static void
print_json_error (const char *message)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  lnet_cli_add_text (builder, "error", message);
  json_builder_end_object (builder);
  lnet_cli_print_json (builder);
}

int
lnet_cli_usage (LnetCli    *cli,
                const char *message)
{
  g_printerr ("%s %s: %s\n%s %s %s %s\n", PROGRAM, cli->command->name, message, _("Usage:"), PROGRAM,
              cli->command->name, cli->command->arguments);
  if (cli->json)
    print_json_error (message);
  return LNET_CLI_USAGE;
}

int
lnet_cli_fail (LnetCli      *cli,
               const GError *error)
{
  g_printerr ("%s: %s\n", PROGRAM, error->message);
  if (cli->json)
    print_json_error (error->message);
  return LNET_CLI_WRONG;
}

void
lnet_cli_print_network (LnetCli    *cli,
                        LnetStore  *store,
                        const char *path)
{
  guint n_members = lnet_members_count (lnet_store_get_reader (store));
  g_autoptr (JsonBuilder) builder = NULL;

  if (!cli->json)
    {
      /* Translators: a file, and how many members its network has */
      g_print (ngettext ("%s holds a network with %u member.\n", "%s holds a network with %u members.\n", n_members),
               path, n_members);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  lnet_cli_add_text (builder, "file", path);
  lnet_cli_add_integer (builder, "members", n_members);
  json_builder_end_object (builder);
  lnet_cli_print_json (builder);
}

/* Arguments */

static gboolean
check_arguments (LnetCli *cli,
                 guint    n_wanted)
{
  if (cli->n_args < n_wanted)
    lnet_cli_usage (cli, _("Something is missing."));
  else if (cli->n_args > n_wanted)
    {
      g_autofree char *message = g_strdup_printf (_("“%s” is more than it expects."), cli->args[1 + n_wanted]);

      lnet_cli_usage (cli, message);
    }
  else
    return TRUE;
  return FALSE;
}

gboolean
lnet_cli_parse (LnetCli            *cli,
                const GOptionEntry *options,
                guint               n_wanted)
{
  const GOptionEntry common[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &cli->json, N_("Print one JSON object"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autofree char *parameters = g_strconcat (cli->command->name, " ", cli->command->arguments, NULL);
  g_autoptr (GOptionContext) context = g_option_context_new (parameters);
  g_autoptr (GError) error = NULL;

  /* Also where the option itself comes after one that is not known. */
  cli->json = g_strv_contains ((const char *const *) cli->args, "--json");
  g_option_context_set_summary (context, _(cli->command->summary));
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, options, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, common, GETTEXT_PACKAGE);
  if (!g_option_context_parse_strv (context, &cli->args, &error))
    {
      lnet_cli_usage (cli, error->message);
      return FALSE;
    }
  for (guint i = 1; cli->args[i] != NULL; i++)
    if (g_str_equal (cli->args[i], "--"))
      {
        g_free (cli->args[i]);
        memmove (cli->args + i, cli->args + i + 1, (g_strv_length (cli->args + i + 1) + 1) * sizeof (char *));
        break;
      }
  cli->n_args = g_strv_length (cli->args) - 1;
  return check_arguments (cli, n_wanted);
}

/* Which command */

static const LnetCliCommand *
find_command (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, name))
      return &commands[i];
  return NULL;
}

/* How many letters two words have in common at their beginning. */
static gsize
common_prefix (const char *a,
               const char *b)
{
  gsize n = 0;

  while (a[n] != '\0' && a[n] == b[n])
    n++;
  return n;
}

static int
unknown_command (const char *name)
{
  const char *near = NULL;
  gsize best = 1;

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (common_prefix (commands[i].name, name) > best)
      {
        near = commands[i].name;
        best = common_prefix (near, name);
      }
  g_printerr (_("%s: There is no command “%s”."), PROGRAM, name);
  g_printerr (" ");
  if (near != NULL)
    g_printerr (_("Did you mean “%s”?"), near);
  else
    g_printerr (_("“%s --help” lists them."), PROGRAM);
  g_printerr ("\n");
  return LNET_CLI_USAGE;
}

/* A network to open, or an option of the window: not for us. */
static gboolean
is_for_window (const char *word)
{
  return word[0] == '-' || strpbrk (word, "./:\\") != NULL || g_file_test (word, G_FILE_TEST_EXISTS);
}

static int
run_command (const LnetCliCommand *command,
             int                   argc,
             char                **argv)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  LnetCli cli = { command, NULL, 0, FALSE };
  int status;

  /* The first is what GOption calls the program. */
  g_ptr_array_add (words, g_strdup (PROGRAM));
  for (int i = 2; i < argc; i++)
    g_ptr_array_add (words, g_strdup (argv[i]));
  g_ptr_array_add (words, NULL);
  cli.args = (char **) g_ptr_array_free (g_steal_pointer (&words), FALSE);
  status = command->run (&cli);
  g_strfreev (cli.args);
  return status;
}

int
lnet_cli_run (int    argc,
              char **argv)
{
  const LnetCliCommand *command;
  const char *word = argc > 1 ? argv[1] : NULL;

  if (word == NULL)
    return -1;
  if (g_str_equal (word, "--help") || g_str_equal (word, "-h") || (g_str_equal (word, "help") && argc == 2))
    {
      print_help ();
      return LNET_CLI_DONE;
    }
  if (g_str_equal (word, "--version"))
    {
      g_print ("Learning Network %s\n", LNET_VERSION);
      return LNET_CLI_DONE;
    }
  if (g_str_equal (word, "help"))
    {
      char *help[] = { argv[0], argv[2], (char *) "--help", NULL };

      command = find_command (argv[2]);
      return command != NULL ? run_command (command, 3, help) : unknown_command (argv[2]);
    }
  command = find_command (word);
  if (command != NULL)
    return run_command (command, argc, argv);
  return is_for_window (word) ? -1 : unknown_command (word);
}
