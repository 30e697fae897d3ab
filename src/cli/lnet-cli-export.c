/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-cli-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-export.h"

/* What was asked for. */
typedef struct
{
  char *path;
  char *format;
  char *columns;
  char *filter;
  gboolean with_private;
  gboolean with_portraits;
} Wanted;

static void
wanted_clear (Wanted *wanted)
{
  g_free (wanted->path);
  g_free (wanted->format);
  g_free (wanted->columns);
  g_free (wanted->filter);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wanted, wanted_clear)

static void
print_rows (LnetCli      *cli,
            const Wanted *wanted,
            guint         n_rows)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!cli->json)
    {
      g_print (ngettext ("%u member was written to %s.\n", "%u members were written to %s.\n", n_rows), n_rows,
               wanted->path);
      if (!wanted->with_private)
        g_print (_("What is for staff, and contact details that are not shared, stayed in; --private writes them.\n"));
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
  static const char *const words[LNET_EXPORT_N_FORMATS] = { "csv", "vcf", "vcf4", "xlsx" };

  *format = lnet_export_guess_format (to);
  for (guint i = 0; word != NULL && i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (word, words[i]))
      {
        *format = i;
        return TRUE;
      }
  return word == NULL;
}

/* Returns: (transfer full): what is wrong with the columns that were asked for; NULL when nothing is */
static char *
check_column (const char *word,
              gboolean    with_private)
{
  const LnetExportColumn *column = lnet_export_column_find (word);
  g_autoptr (GString) all = NULL;
  guint n;

  if (column != NULL && (column->group != LNET_EXPORT_STAFF || with_private))
    return NULL;
  if (column != NULL)
    return g_strdup_printf (_("The column %s is for staff: it is written with --private only."), word);
  all = g_string_new (NULL);
  column = lnet_export_column_list (&n);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? ", " : "", column[i].word);
  return g_strdup_printf (_("There is no column “%s”. There are: %s."), word, all->str);
}

static char *
set_columns (LnetExport       *export,
             const Wanted     *wanted,
             LnetExportFormat  format)
{
  g_auto (GStrv) words = NULL;

  if (wanted->columns == NULL)
    return NULL;
  if (format != LNET_EXPORT_CSV && format != LNET_EXPORT_XLSX)
    return g_strdup (_("vCards have no columns to choose from."));
  words = g_strsplit (wanted->columns, ",", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      char *trouble = check_column (g_strstrip (words[i]), wanted->with_private);

      if (trouble != NULL)
        return trouble;
    }
  lnet_export_set_columns (export, (const char *const *) words);
  return NULL;
}

/* Conditions as a list of members remembers them, and words to search for. What is not understood would let more people
 * out than were meant, so it is refused. */
static char *
set_filter (LnetExport   *export,
            const Wanted *wanted)
{
  g_auto (GStrv) parts = g_strsplit (wanted->filter != NULL ? wanted->filter : "", ";", -1);
  g_autoptr (LnetMemberFilter) filter = lnet_member_filter_parse (wanted->filter != NULL ? wanted->filter : "");
  g_autoptr (GString) typed = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autoptr (LnetMemberFilter) one = lnet_member_filter_parse (parts[i]);

      if (lnet_member_filter_get_n (one) > 0)
        continue;
      if (strchr (parts[i], '=') != NULL)
        return g_strdup_printf (_("Members cannot be filtered by “%s”."), parts[i]);
      g_string_append_printf (typed, " %s", parts[i]);
    }
  if (wanted->filter != NULL)
    lnet_export_set_filter (export, filter, typed->str);
  return NULL;
}

static LnetExport *
create_export (const Wanted  *wanted,
               GFile         *to,
               char         **trouble)
{
  g_autoptr (LnetExport) export = NULL;
  LnetExportFormat format;

  if (!read_format (wanted->format, to, &format))
    {
      *trouble = g_strdup (_("The format is csv, vcf, vcf4 or xlsx."));
      return NULL;
    }
  export = lnet_export_new (format);
  lnet_export_set_private (export, wanted->with_private);
  lnet_export_set_portraits (export, wanted->with_portraits);
  *trouble = set_columns (export, wanted, format);
  if (*trouble == NULL)
    *trouble = set_filter (export, wanted);
  return *trouble == NULL ? g_steal_pointer (&export) : NULL;
}

static int
write_members (LnetCli      *cli,
               const Wanted *wanted,
               LnetExport   *export,
               GFile        *to)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetStore) store = lnet_store_open (cli->args[1], &error);

  if (store == NULL || !lnet_export_write (export, lnet_store_get_reader (store), to, NULL, &error))
    return lnet_cli_fail (cli, error);
  print_rows (cli, wanted, lnet_export_get_n_rows (export));
  lnet_store_close (store);
  return LNET_CLI_DONE;
}

int
lnet_cli_export (LnetCli *cli)
{
  g_auto (Wanted) wanted = { 0 };
  const GOptionEntry options[] = {
    { "members", 'm', 0, G_OPTION_ARG_FILENAME, &wanted.path, N_("Write the members there"), N_("OUT.csv") },
    { "format", 'f', 0, G_OPTION_ARG_STRING, &wanted.format,
      N_("csv, vcf (vCard 3.0), vcf4 (vCard 4.0) or xlsx (a spreadsheet)"), N_("FORMAT") },
    { "columns", 'c', 0, G_OPTION_ARG_STRING, &wanted.columns, N_("Only these columns, with commas between"),
      N_("COLUMNS") },
    { "filter", 0, 0, G_OPTION_ARG_STRING, &wanted.filter,
      N_("Only members who fit, as “role=coach;place=Lander;ana”"), N_("TEXT") },
    { "private", 0, 0, G_OPTION_ARG_NONE, &wanted.with_private,
      N_("With what is for staff, and contact details that are not shared"), NULL },
    { "portraits", 0, 0, G_OPTION_ARG_NONE, &wanted.with_portraits,
      N_("vCards with the portraits of those who agreed to share pictures of themselves"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GFile) to = NULL;
  g_autoptr (LnetExport) export = NULL;
  g_autofree char *trouble = NULL;

  if (!lnet_cli_parse (cli, options, 1))
    return LNET_CLI_USAGE;
  if (wanted.path == NULL)
    return lnet_cli_usage (cli, _("Say where the members are to be written, with --members."));
  to = g_file_new_for_commandline_arg (wanted.path);
  export = create_export (&wanted, to, &trouble);
  if (export == NULL)
    return lnet_cli_usage (cli, trouble);
  return write_members (cli, &wanted, export, to);
}
