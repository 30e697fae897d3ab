/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-cli-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-duplicates.h"
#include "lnet-member-merge.h"

static void
print_pairs (GPtrArray *found)
{
  for (guint i = 0; i < found->len; i++)
    {
      const LnetDuplicate *duplicate = found->pdata[i];
      g_autofree char *first = lnet_id_to_string (&duplicate->first);
      g_autofree char *second = lnet_id_to_string (&duplicate->second);
      g_autofree char *why = lnet_alike_describe (duplicate->reasons);

      g_print ("%s,%s  %s / %s: %s\n", first, second, duplicate->first_name, duplicate->second_name, why);
    }
  if (found->len == 0)
    g_print ("%s\n", _("Nobody seems to be in twice."));
}

static void
print_pairs_json (GPtrArray *found)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "duplicates");
  json_builder_begin_array (builder);
  for (guint i = 0; i < found->len; i++)
    {
      const LnetDuplicate *duplicate = found->pdata[i];
      g_autofree char *first = lnet_id_to_string (&duplicate->first);
      g_autofree char *second = lnet_id_to_string (&duplicate->second);
      g_autofree char *why = lnet_alike_describe (duplicate->reasons);

      json_builder_begin_object (builder);
      lnet_cli_add_text (builder, "first", first);
      lnet_cli_add_text (builder, "second", second);
      lnet_cli_add_text (builder, "first_name", duplicate->first_name);
      lnet_cli_add_text (builder, "second_name", duplicate->second_name);
      lnet_cli_add_text (builder, "why", why);
      lnet_cli_add_integer (builder, "score", lnet_alike_score (duplicate->reasons));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  lnet_cli_print_json (builder);
}

static int
list (LnetCli   *cli,
      LnetStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = lnet_duplicates_find (lnet_store_get_reader (store), &error);

  if (found == NULL)
    return lnet_cli_fail (cli, error);
  if (cli->json)
    print_pairs_json (found);
  else
    print_pairs (found);
  return LNET_CLI_DONE;
}

/* What was decided against is named, so that nothing goes unsaid. */
static void
print_merge (const LnetMemberMerge *merge)
{
  g_print (ngettext ("They are one now. %u thing followed.\n", "They are one now. %u things followed.\n",
                     merge->n_followed), merge->n_followed);
  for (guint i = 0; i < merge->conflicts->len; i++)
    {
      const LnetMergeConflict *conflict = merge->conflicts->pdata[i];

      /* Translators: a field (“Town”), the value that stays, and the value that went with the other one */
      g_print (_("%s: “%s” stays, “%s” is in the Trash\n"), lnet_member_merge_get_label (conflict->field),
               lnet_merge_conflict_get_chosen (conflict), lnet_merge_conflict_get_left (conflict));
    }
}

static void
print_merge_json (const LnetMemberMerge *merge)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  lnet_cli_add_integer (builder, "followed", merge->n_followed);
  lnet_cli_add_integer (builder, "filled", merge->n_filled);
  json_builder_set_member_name (builder, "conflicts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < merge->conflicts->len; i++)
    {
      const LnetMergeConflict *conflict = merge->conflicts->pdata[i];

      json_builder_begin_object (builder);
      lnet_cli_add_text (builder, "field", lnet_schema_get_field (conflict->field)->name);
      lnet_cli_add_text (builder, "kept", lnet_merge_conflict_get_chosen (conflict));
      lnet_cli_add_text (builder, "left", lnet_merge_conflict_get_left (conflict));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  lnet_cli_print_json (builder);
}

static gboolean
read_two (const char *two,
          LnetId     *first,
          LnetId     *second)
{
  g_auto (GStrv) ids = g_strsplit (two, ",", -1);

  return g_strv_length (ids) == 2 && lnet_id_from_string (ids[0], first) && lnet_id_from_string (ids[1], second);
}

static int
merge (LnetCli    *cli,
       LnetStore  *store,
       const char *two)
{
  g_autoptr (LnetTransaction) transaction = NULL;
  g_autoptr (LnetMemberMerge) plan = NULL;
  g_autoptr (GError) error = NULL;
  LnetId keep, goes;

  if (!read_two (two, &keep, &goes))
    return lnet_cli_usage (cli, _("Name two members as the list of duplicates does: who stays, a comma, who goes."));
  plan = lnet_member_merge_plan (lnet_store_get_reader (store), &keep, &goes, &error);
  if (plan == NULL)
    return lnet_cli_fail (cli, error);
  transaction = lnet_member_merge_finish (plan);
  if (!lnet_store_commit (store, transaction, NULL, &error))
    return lnet_cli_fail (cli, error);
  if (cli->json)
    print_merge_json (plan);
  else
    print_merge (plan);
  return LNET_CLI_DONE;
}

/* That two are not the same person, or that this was said in error. */
static int
set_distinct (LnetCli    *cli,
              LnetStore  *store,
              const char *two,
              gboolean    distinct)
{
  g_autoptr (LnetTransaction) transaction = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (GError) error = NULL;
  LnetId first, second, group;

  if (!read_two (two, &first, &second) || lnet_id_equal (&first, &second))
    return lnet_cli_usage (cli, _("Name two members as the list of duplicates does, with a comma between them."));
  if (!lnet_duplicates_are_here (lnet_store_get_reader (store), &first, &second, &error))
    return lnet_cli_fail (cli, error);
  transaction = lnet_duplicates_set_distinct (&first, &second, distinct);
  if (!lnet_store_commit (store, transaction, &group, &error))
    return lnet_cli_fail (cli, error);
  if (cli->json)
    {
      builder = json_builder_new ();
      json_builder_begin_object (builder);
      lnet_cli_add_integer (builder, "changed", !lnet_id_is_null (&group));
      json_builder_end_object (builder);
      lnet_cli_print_json (builder);
    }
  else
    g_print ("%s\n", distinct ? _("They are noted as two people, and not proposed again.")
                              : _("That they are two people is no longer noted."));
  return LNET_CLI_DONE;
}

int
lnet_cli_duplicates (LnetCli *cli)
{
  g_autofree char *two = NULL;
  g_autofree char *apart = NULL;
  g_autofree char *again = NULL;
  const GOptionEntry options[] = {
    { "merge", 'm', 0, G_OPTION_ARG_STRING, &two, N_("Make one of two members: the first stays"), N_("KEEP,GOES") },
    { "distinct", 'd', 0, G_OPTION_ARG_STRING, &apart, N_("Note that two members are not the same person"), N_("A,B") },
    { "not-distinct", 0, 0, G_OPTION_ARG_STRING, &again, N_("Take that back"), N_("A,B") },
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
  if (apart != NULL || again != NULL)
    status = set_distinct (cli, store, apart != NULL ? apart : again, apart != NULL);
  else
    status = two != NULL ? merge (cli, store, two) : list (cli, store);
  lnet_store_close (store);
  return status;
}
