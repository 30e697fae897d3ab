/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-cli-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-file-writer.h"

static void
add_lines (JsonBuilder *builder,
           const char  *member,
           GPtrArray   *lines)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  for (guint i = 0; i < lines->len; i++)
    {
      const LnetErasureLine *line = lines->pdata[i];

      json_builder_begin_object (builder);
      lnet_cli_add_text (builder, "kind", lnet_schema_get_table (line->table)->name);
      lnet_cli_add_integer (builder, "n", line->n);
      if (line->why != NULL)
        lnet_cli_add_text (builder, "why", line->why);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_mentions (JsonBuilder *builder,
              GPtrArray   *mentions)
{
  json_builder_set_member_name (builder, "mentions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < mentions->len; i++)
    {
      const LnetMention *mention = mentions->pdata[i];
      g_autofree char *row = lnet_id_to_string (&mention->row);

      json_builder_begin_object (builder);
      lnet_cli_add_text (builder, "kind", lnet_schema_get_table (mention->table)->name);
      lnet_cli_add_text (builder, "row", row);
      lnet_cli_add_text (builder, "title", mention->title);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_json (LnetErasure *erasure,
            gboolean     erased)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "erased");
  json_builder_add_boolean_value (builder, erased);
  add_lines (builder, "goes", erasure->goes);
  add_lines (builder, "stays", erasure->stays);
  add_mentions (builder, erasure->mentions);
  lnet_cli_add_integer (builder, "backups", erasure->n_backups);
  json_builder_set_member_name (builder, "left");
  json_builder_begin_array (builder);
  for (guint i = 0; i < erasure->left->len; i++)
    json_builder_add_string_value (builder, erasure->left->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  lnet_cli_print_json (builder);
}

static gboolean
save_report (const char  *path,
             const char  *report,
             GError     **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (LnetFileWriter) writer = lnet_file_writer_open (file, NULL, error);

  if (writer == NULL)
    return FALSE;
  g_string_append (lnet_file_writer_get_text (writer), report);
  return lnet_file_writer_finish (writer, NULL, error);
}

static int
erase (LnetCli     *cli,
       LnetStore   *store,
       LnetErasure *erasure,
       const char  *report_path,
       gboolean     sure)
{
  g_autofree char *report = NULL;
  g_autoptr (GError) error = NULL;

  if (!lnet_erasure_look (erasure, cli->args[1], NULL, &error) ||
      (sure && !lnet_store_erase (store, erasure, &error)))
    return lnet_cli_fail (cli, error);
  report = lnet_erasure_write_report (erasure, sure ? lnet_store_get_name (store) : NULL);
  if (sure && report_path != NULL && !save_report (report_path, report, &error))
    {
      /* It is done all the same, so what it did is not lost. */
      g_print ("%s", report);
      return lnet_cli_fail (cli, error);
    }
  if (cli->json)
    print_json (erasure, sure);
  else if (!sure)
    g_print ("%s\n%s", _("Nothing is erased yet: this is what would be. With --yes it is done, and cannot be taken "
                             "back."), report);
  else
    g_print ("%s", report);
  return LNET_CLI_DONE;
}

static gboolean
names_email (LnetCli *cli)
{
  for (guint i = 1; cli->args[i] != NULL; i++)
    if (g_str_has_prefix (cli->args[i], "--email") || g_str_has_prefix (cli->args[i], "-e"))
      return TRUE;
  return FALSE;
}

int
lnet_cli_erase (LnetCli *cli)
{
  g_autofree char *email = NULL;
  g_autofree char *report = NULL;
  gboolean sure = FALSE;
  const GOptionEntry options[] = {
    { "email", 'e', 0, G_OPTION_ARG_STRING, &email, N_("Erase the member who has this e-mail"), N_("ADDRESS") },
    { "report", 'r', 0, G_OPTION_ARG_FILENAME, &report, N_("Write there what was removed and what stays"), N_("OUT.txt") },
    { "yes", 'y', 0, G_OPTION_ARG_NONE, &sure, N_("Do it; without this it is only told what would be done"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (LnetStore) store = NULL;
  g_autoptr (LnetErasure) erasure = NULL;
  g_autoptr (GError) error = NULL;
  LnetId member;
  int status;

  if (!lnet_cli_parse (cli, options, names_email (cli) ? 1 : 2))
    return LNET_CLI_USAGE;
  if (email == NULL && !lnet_id_from_string (cli->args[2], &member))
    return lnet_cli_usage (cli, _("Name a member by the ID that “duplicates” and “export” show, or with --email."));
  store = lnet_store_open (cli->args[1], &error);
  if (store == NULL)
    return lnet_cli_fail (cli, error);
  if (email != NULL && !lnet_erasure_find_by_email (lnet_store_get_reader (store), email, &member, &error))
    return lnet_cli_fail (cli, error);
  erasure = lnet_erasure_new_person (&member);
  status = erase (cli, store, erasure, report, sure);
  lnet_store_close (store);
  return status;
}
