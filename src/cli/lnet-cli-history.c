/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-cli-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-act.h"
#include "lnet-error.h"
#include "lnet-history.h"

#define PAGE 200

/* Who, when, what: also for an act that takes another one back. */
static char *
describe_act (const LnetHistoryEntry *entry)
{
  g_autofree char *act = NULL;

  if (entry->undone_act != NULL)
    /* Translators: %s is an act that was undone, such as “Added a member” */
    act = g_strdup_printf (_("Took back: %s"), lnet_act_get_label (entry->undone_act));
  else
    act = g_strdup (lnet_act_get_label (entry->act));
  return entry->subject != NULL && entry->subject[0] != '\0' ? g_strdup_printf ("%s: %s", act, entry->subject)
                                                             : g_steal_pointer (&act);
}

static void
print_entry (const LnetHistoryEntry *entry)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (entry->wall / 1000);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;
  g_autofree char *when = local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M") : g_strdup ("");
  g_autofree char *group = lnet_id_to_string (&entry->group);
  g_autofree char *what = describe_act (entry);

  g_print ("%s  %s  %s  %s%s\n", group, when, entry->author_name[0] != '\0' ? entry->author_name : "—", what,
           /* Translators: stands behind an act that has been undone */
           entry->undone ? _(" (taken back)") : "");
}

static void
add_entry (JsonBuilder            *builder,
           const LnetHistoryEntry *entry)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (entry->wall / 1000);
  g_autofree char *when = utc != NULL ? g_date_time_format_iso8601 (utc) : g_strdup ("");
  g_autofree char *group = lnet_id_to_string (&entry->group);
  g_autofree char *what = describe_act (entry);

  json_builder_begin_object (builder);
  lnet_cli_add_text (builder, "batch", group);
  lnet_cli_add_text (builder, "when", when);
  lnet_cli_add_text (builder, "who", entry->author_name);
  lnet_cli_add_text (builder, "act", entry->act);
  lnet_cli_add_text (builder, "what", what);
  lnet_cli_add_integer (builder, "changes", entry->n_changes);
  json_builder_set_member_name (builder, "undone");
  json_builder_add_boolean_value (builder, entry->undone);
  json_builder_end_object (builder);
}

/* Page by page, so that a long log needs no more memory than a short one. */
static gboolean
list_acts (LnetReader   *reader,
           JsonBuilder  *builder,
           GError      **error)
{
  gint64 before = 0;

  for (;;)
    {
      g_autoptr (GPtrArray) entries = lnet_history_list (reader, before, PAGE, error);

      if (entries == NULL)
        return FALSE;
      for (guint i = 0; i < entries->len; i++)
        {
          const LnetHistoryEntry *entry = entries->pdata[i];

          if (builder != NULL)
            add_entry (builder, entry);
          else
            print_entry (entry);
          before = entry->seq;
        }
      if (entries->len < PAGE)
        return TRUE;
    }
}

static int
list (LnetCli   *cli,
      LnetStore *store)
{
  g_autoptr (JsonBuilder) builder = cli->json ? json_builder_new () : NULL;
  g_autoptr (GError) error = NULL;

  if (builder != NULL)
    {
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "acts");
      json_builder_begin_array (builder);
    }
  if (!list_acts (lnet_store_get_reader (store), builder, &error))
    return lnet_cli_fail (cli, error);
  if (builder != NULL)
    {
      json_builder_end_array (builder);
      json_builder_end_object (builder);
      lnet_cli_print_json (builder);
    }
  return LNET_CLI_DONE;
}

static void
print_undone (LnetCli *cli,
              guint    n_kept)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (cli->json)
    {
      builder = json_builder_new ();
      json_builder_begin_object (builder);
      lnet_cli_add_integer (builder, "kept", n_kept);
      json_builder_end_object (builder);
      lnet_cli_print_json (builder);
      return;
    }
  g_print ("%s\n", _("It was taken back."));
  if (n_kept > 0)
    g_print (ngettext ("%u change was left alone, because something newer stands there.\n",
                       "%u changes were left alone, because something newer stands there.\n", n_kept), n_kept);
}

static int
undo (LnetCli    *cli,
      LnetStore  *store,
      const char *batch)
{
  g_autoptr (GError) error = NULL;
  LnetId group;
  guint n_kept = 0;

  if (!lnet_id_from_string (batch, &group))
    return lnet_cli_usage (cli, _("A batch is named by the 32 digits that the history shows before it."));
  if (!lnet_store_undo_group (store, &group, &n_kept, &error))
    return lnet_cli_fail (cli, error);
  print_undone (cli, n_kept);
  return LNET_CLI_DONE;
}

int
lnet_cli_history (LnetCli *cli)
{
  g_autofree char *batch = NULL;
  const GOptionEntry options[] = {
    { "undo", 'u', 0, G_OPTION_ARG_STRING, &batch, N_("Take that act back"), N_("BATCH") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (LnetStore) store = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  if (!lnet_cli_parse (cli, options, 1))
    return LNET_CLI_USAGE;
  store = lnet_store_open (cli->args[1], &error);
  if (store == NULL)
    return lnet_cli_fail (cli, error);
  status = batch != NULL ? undo (cli, store, batch) : list (cli, store);
  lnet_store_close (store);
  return status;
}
