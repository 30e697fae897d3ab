/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-cli-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-import.h"
#include "lnet-name.h"

#define SHOWN_REJECTS 20
#define SHOWN_ADDITIONS 20

/* In the order of LnetImportFate. */
static const char *const members[LNET_IMPORT_N_FATES] = { "new", "changed", "same", "rejected", "duplicates" };

typedef struct
{
  gboolean dry_run;
  gboolean remembered;
  char *rejects;
  char *match;
  char *on_conflict;
  char **map;
  guint rules;
  LnetImportConflict conflict;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->rejects);
  g_free (self->match);
  g_free (self->on_conflict);
  g_strfreev (self->map);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static guint
count_additions (LnetImport      *import,
                 LnetImportField  field)
{
  guint n = 0;

  for (guint i = 0; i < lnet_import_get_n_additions (import); i++)
    n += lnet_import_get_addition (import, i)->field == field;
  return n;
}

/* What it prints */

static void
print_counts_json (LnetImport *import,
                   Options    *options)
{
  const LnetImportCounts *counts = lnet_import_get_counts (import);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  lnet_cli_add_integer (builder, "rows", counts->n_rows);
  for (guint i = 0; i < LNET_IMPORT_N_FATES; i++)
    lnet_cli_add_integer (builder, members[i], counts->n[i]);
  /* Whoever says what is to be done with them asks for them. */
  if (options->on_conflict != NULL)
    lnet_cli_add_integer (builder, "conflicts", lnet_import_get_n_differences (import));
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
print_additions (LnetImport      *import,
                 LnetImportField  field,
                 const char      *title)
{
  guint n = count_additions (import, field), n_shown = 0;

  if (n > 0)
    g_print ("%s\n", title);
  for (guint i = 0; i < lnet_import_get_n_additions (import) && n_shown < SHOWN_ADDITIONS; i++)
    {
      const LnetImportAddition *addition = lnet_import_get_addition (import, i);
      const char *like = lnet_import_get_target_label (import, addition->field, addition->like);

      if (addition->field != field)
        continue;
      n_shown++;
      /* Translators: how many rows of a file name an organization, and its name */
      g_print (ngettext ("  %s, in %u row", "  %s, in %u rows", addition->n_rows), addition->name, addition->n_rows);
      if (like != NULL)
        /* Translators: stands behind a name in a file: what is in the network under a similar one */
        g_print (_(" (perhaps %s)"), like);
      g_print ("\n");
    }
  if (n > n_shown)
    g_print (ngettext ("  … and %u more.\n", "  … and %u more.\n", n - n_shown), n - n_shown);
}

static void
print_differences (LnetImport *import)
{
  guint n = lnet_import_get_n_differences (import);

  if (n == 0)
    return;
  if (lnet_import_get_on_conflict (import) == LNET_IMPORT_TAKE)
    g_print (ngettext ("%u thing is otherwise in the file: the file counts, and “history” keeps what was here. With "
                       "--on-conflict keep it stays.\n",
                       "%u things are otherwise in the file: the file counts, and “history” keeps what was here. With "
                       "--on-conflict keep they stay.\n", n), n);
  else
    g_print (ngettext ("%u thing is otherwise in the file: what is here stays.\n",
                       "%u things are otherwise in the file: what is here stays.\n", n), n);
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
  print_additions (import, LNET_IMPORT_ORGANIZATION, _("New organizations:"));
  print_additions (import, LNET_IMPORT_ROLE, _("New words for roles:"));
  print_differences (import);
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
  if (!lnet_import_plan (import, lnet_store_get_reader (store), NULL, error))
    return FALSE;
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
    print_counts_json (import, options);
  else
    print_counts (import, options);
  return TRUE;
}

/* What it is told */

static char *
list_fields (void)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < LNET_IMPORT_N_FIELDS; i++)
    {
      g_autofree char *name = lnet_import_field_dup_name (i);

      g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", name);
    }
  return g_string_free (list, FALSE);
}

static char *
list_headings (LnetImport *import)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < lnet_import_get_n_columns (import); i++)
    g_string_append_printf (list, "%s“%s”", i > 0 ? ", " : "", lnet_import_get_heading (import, i));
  return g_string_free (list, FALSE);
}

/* NULL when it is well, else what is to be said. */
static char *
check_map (const char *map)
{
  const char *equals = strrchr (map, '=');
  g_autofree char *fields = NULL;

  if (equals == NULL || equals == map)
    return g_strdup_printf (_("“%s” is not a column and its field, as in “Cell=mobile-phone”."), map);
  if (lnet_import_field_find_name (equals + 1) != LNET_IMPORT_N_FIELDS)
    return NULL;
  fields = list_fields ();
  return g_strdup_printf (_("There is no field “%s”. The fields are %s."), equals + 1, fields);
}

static char *
read_rules (Options *options)
{
  g_auto (GStrv) names = options->match != NULL ? g_strsplit (options->match, ",", -1) : NULL;

  options->rules = names != NULL ? 0 : LNET_IMPORT_ALL_RULES;
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      guint found = 0;

      for (guint rule = 0; rule < LNET_IMPORT_N_RULES; rule++)
        if (g_strcmp0 (lnet_import_rule_get_name (rule), g_strstrip (names[i])) == 0)
          found = 1u << rule;
      if (found == 0)
        return g_strdup_printf (_("Members are not recognized by “%s”, but by registry-id, email, phone, name."),
                                names[i]);
      options->rules |= found;
    }
  return options->rules != 0 ? NULL : g_strdup (_("--match names nothing that members are recognized by."));
}

static char *
read_conflict (Options *options)
{
  options->conflict = LNET_IMPORT_TAKE;
  if (options->on_conflict == NULL)
    return NULL;
  for (guint i = 0; i < LNET_IMPORT_N_CONFLICTS; i++)
    if (g_str_equal (lnet_import_conflict_get_name (i), options->on_conflict))
      {
        options->conflict = i;
        return NULL;
      }
  return g_strdup_printf (_("--on-conflict is keep, take or reject, not “%s”."), options->on_conflict);
}

static gboolean
check_options (LnetCli *cli,
               Options *options)
{
  g_autofree char *problem = read_rules (options);

  if (problem == NULL)
    problem = read_conflict (options);
  for (guint i = 0; problem == NULL && options->map != NULL && options->map[i] != NULL; i++)
    problem = check_map (options->map[i]);
  if (problem != NULL)
    lnet_cli_usage (cli, problem);
  return problem == NULL;
}

/* The first column of that name that no other --map has taken. */
static gboolean
find_column (LnetImport *import,
             const char *heading,
             gboolean   *taken,
             guint      *column)
{
  for (guint i = 0; i < lnet_import_get_n_columns (import); i++)
    if (!taken[i] && lnet_name_equal (lnet_import_get_heading (import, i), heading))
      {
        *column = i;
        taken[i] = TRUE;
        return TRUE;
      }
  return FALSE;
}

static gboolean
map_columns (LnetCli    *cli,
             LnetImport *import,
             Options    *options)
{
  g_autofree gboolean *taken = g_new0 (gboolean, lnet_import_get_n_columns (import) + 1);

  for (guint i = 0; options->map != NULL && options->map[i] != NULL; i++)
    {
      const char *equals = strrchr (options->map[i], '=');
      g_autofree char *heading = g_strndup (options->map[i], (gsize) (equals - options->map[i]));
      guint column;

      if (!find_column (import, heading, taken, &column))
        {
          g_autofree char *headings = list_headings (import);
          g_autofree char *message = g_strdup_printf (_("The file has no column “%s”. Its columns are %s."), heading,
                                                      headings);

          lnet_cli_usage (cli, message);
          return FALSE;
        }
      lnet_import_set_field (import, column, lnet_import_field_find_name (equals + 1));
    }
  return TRUE;
}

static int
import_file (LnetCli *cli,
             Options *options)
{
  g_autoptr (LnetStore) store = NULL;
  g_autoptr (LnetImport) import = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;

  store = lnet_store_open (cli->args[1], &error);
  if (store == NULL)
    return lnet_cli_fail (cli, error);
  file = g_file_new_for_commandline_arg (cli->args[2]);
  import = lnet_import_new (file);
  if (options->remembered)
    lnet_import_use_memory (import);
  lnet_import_set_rules (import, options->rules);
  lnet_import_set_on_conflict (import, options->conflict);
  if (!lnet_import_look (import, NULL, &error))
    return lnet_cli_fail (cli, error);
  if (!map_columns (cli, import, options))
    return LNET_CLI_USAGE;
  if (!run (cli, store, import, options, &error))
    return lnet_cli_fail (cli, error);
  lnet_store_close (store);
  return lnet_import_get_counts (import)->n[LNET_IMPORT_REJECTED] > 0 ? LNET_CLI_WRONG : LNET_CLI_DONE;
}

int
lnet_cli_import (LnetCli *cli)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options.dry_run, N_("Say what would happen, and write nothing"), NULL },
    { "map", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.map,
      N_("Take a column for a field, such as Cell=mobile-phone; left-out leaves it out; may be given again"),
      N_("HEADING=FIELD") },
    { "remembered", 0, 0, G_OPTION_ARG_NONE, &options.remembered,
      N_("Take the columns for what they were in the window, in an earlier file with these headings"), NULL },
    { "match", 0, 0, G_OPTION_ARG_STRING, &options.match,
      N_("By what members are recognized, with commas between: registry-id,email,phone,name"), N_("RULES") },
    { "on-conflict", 0, 0, G_OPTION_ARG_STRING, &options.on_conflict,
      N_("Where the file says something else: keep what is here, take the file’s (the default), or reject the row"),
      "keep|take|reject" },
    { "rejects", 0, 0, G_OPTION_ARG_FILENAME, &options.rejects, N_("Write rejected rows there, with the reason"),
      N_("OUT.csv") },
    G_OPTION_ENTRY_NULL,
  };

  if (!lnet_cli_parse (cli, entries, 2) || !check_options (cli, &options))
    return LNET_CLI_USAGE;
  return import_file (cli, &options);
}
