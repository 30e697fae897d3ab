/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-cli-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-bundle-desk.h"
#include "lnet-error.h"
#include "lnet-take.h"

/* What "bundle" was asked to do, and with what. */
typedef struct
{
  LnetCli *cli;
  const char *network;
  GFile *file;
  char *passphrase_file;
  char *passphrase;
  char *since;
  char **desks; /* whom it is for */
  gboolean preview;
  gboolean without_pictures;
} Bundle;

static void
bundle_clear (Bundle *bundle)
{
  g_clear_object (&bundle->file);
  g_free (bundle->passphrase_file);
  g_free (bundle->passphrase);
  g_free (bundle->since);
  g_strfreev (bundle->desks);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Bundle, bundle_clear)

/* The first line. */
static gboolean
read_passphrase (Bundle  *bundle,
                 GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (bundle->passphrase_file == NULL)
    return TRUE;
  if (!g_file_get_contents (bundle->passphrase_file, &bundle->passphrase, NULL, &reason))
    {
      g_set_error (error, LNET_ERROR, LNET_ERROR_NOT_FOUND, _("“%s” cannot be read: %s"), bundle->passphrase_file,
                   reason->message);
      return FALSE;
    }
  bundle->passphrase[strcspn (bundle->passphrase, "\r\n")] = '\0';
  if (g_utf8_validate (bundle->passphrase, -1, NULL))
    return TRUE;
  g_set_error (error, LNET_ERROR, LNET_ERROR_INVALID, _("“%s” is not a text."), bundle->passphrase_file);
  return FALSE;
}

/* --- write --- */

static void
print_written (Bundle                  *bundle,
               const LnetBundleSummary *summary)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!bundle->cli->json)
    {
      /* Translators: how many acts are in a file for other desks */
      g_print (ngettext ("%u change was written to %s.\n",
                         "%u changes were written to %s.\n", (guint) summary->n_batches),
               (guint) summary->n_batches, bundle->cli->args[3]);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  lnet_cli_add_text (builder, "file", bundle->cli->args[3]);
  lnet_cli_add_integer (builder, "batches", (gint64) summary->n_batches);
  lnet_cli_add_integer (builder, "ops", (gint64) summary->n_ops);
  lnet_cli_add_integer (builder, "spaces", summary->n_spaces);
  lnet_cli_add_integer (builder, "contents", (gint64) summary->n_contents);
  lnet_cli_add_integer (builder, "parts", summary->n_parts);
  lnet_cli_add_integer (builder, "bytes", (gint64) summary->n_bytes);
  json_builder_end_object (builder);
  lnet_cli_print_json (builder);
}

/* What opens a bundle: the passphrase, or what this desk has. */
static LnetBundleKeys
get_keys (Bundle         *bundle,
          LnetBundleDesk *desk)
{
  LnetBundleKeys keys = { .passphrase = bundle->passphrase };

  lnet_bundle_desk_fill_keys (desk, &keys);
  return keys;
}

/* What those who wrote another bundle had: all they need not get. */
static gboolean
read_since (Bundle          *bundle,
            LnetReader      *reader,
            LnetBundleDesk  *desk,
            GArray         **have,
            GError         **error)
{
  const LnetBundleKeys keys = get_keys (bundle, desk);
  g_autoptr (GFile) file = bundle->since != NULL ? g_file_new_for_commandline_arg (bundle->since) : NULL;
  g_autoptr (LnetBundlePreview) preview = NULL;

  *have = NULL;
  if (file == NULL)
    return TRUE;
  preview = lnet_bundle_preview_file (file, &keys, reader, NULL, NULL, NULL, error);
  if (preview != NULL)
    *have = lnet_vector_copy (preview->manifest->vector);
  return preview != NULL;
}

/* For whom it is, and what those may read: NULL for everything. */
static LnetBundleLock *
make_lock (Bundle          *bundle,
           LnetReader      *reader,
           LnetBundleDesk  *desk,
           GHashTable     **spaces,
           GError         **error)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();

  *spaces = NULL;
  if (bundle->desks == NULL)
    return lnet_bundle_lock_new_passphrase (bundle->passphrase, NULL, error);
  for (guint i = 0; bundle->desks[i] != NULL; i++)
    {
      const LnetRosterDesk *found = lnet_bundle_desk_find (desk, bundle->desks[i], error);

      if (found == NULL)
        return NULL;
      g_ptr_array_add (chosen, (gpointer) found);
    }
  *spaces = lnet_bundle_desk_list_spaces (desk, reader, chosen, error);
  return *spaces != NULL ? lnet_bundle_desk_new_lock (chosen, error) : NULL;
}

static gboolean
write_bundle (Bundle             *bundle,
              LnetReader         *reader,
              LnetBundleSummary  *summary,
              GError            **error)
{
  g_autoptr (LnetBundleDesk) desk = lnet_bundle_desk_load (reader, error);
  g_autoptr (GHashTable) spaces = NULL;
  g_autoptr (GArray) have = NULL;
  g_autoptr (LnetBundleLock) lock = NULL;
  LnetBundleOrder order = { .contents = !bundle->without_pictures };

  if (desk == NULL || !read_since (bundle, reader, desk, &have, error))
    return FALSE;
  lock = make_lock (bundle, reader, desk, &spaces, error);
  if (lock == NULL || !lnet_bundle_desk_fill_order (desk, reader, &order, error))
    return FALSE;
  order.lock = lock;
  order.have = have;
  order.spaces = spaces;
  return lnet_bundle_write_file (reader, &order, bundle->file, summary, NULL, NULL, NULL, error);
}

/* A desk that was given a new number says so before it sends anything. */
static gboolean
prepare (LnetStore  *store,
         GError    **error)
{
  g_autoptr (LnetOwnDesk) own = lnet_own_desk_load (lnet_store_get_reader (store), error);
  g_autoptr (LnetOwnDesk) renewed = NULL;

  if (own == NULL || own->state != LNET_OWN_DESK_NEW_NUMBER)
    return own != NULL;
  renewed = lnet_own_desk_prepare (store, NULL, error);
  return renewed != NULL;
}

static int
run_write (Bundle *bundle)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetStore) store = NULL;
  LnetBundleSummary summary;
  gboolean written;

  if (bundle->preview)
    return lnet_cli_usage (bundle->cli, _("“--preview” belongs to “take”."));
  if ((bundle->passphrase_file != NULL) == (bundle->desks != NULL))
    return lnet_cli_usage (bundle->cli, _("Either “--passphrase-file” or “--for” says who can open the bundle."));
  if (!read_passphrase (bundle, &error))
    return lnet_cli_fail (bundle->cli, error);
  store = lnet_store_open (bundle->network, &error);
  if (store == NULL)
    return lnet_cli_fail (bundle->cli, error);
  written = prepare (store, &error) && write_bundle (bundle, lnet_store_get_reader (store), &summary, &error);
  lnet_store_close (store);
  if (!written)
    return lnet_cli_fail (bundle->cli, error);
  print_written (bundle, &summary);
  return LNET_CLI_DONE;
}

/* --- take --- */

static void
print_preview (Bundle                  *bundle,
               const LnetBundlePreview *preview)
{
  const LnetBundleManifest *manifest = preview->manifest;
  g_autoptr (JsonBuilder) builder = NULL;

  if (!bundle->cli->json)
    {
      /* Translators: a network's name */
      g_print (_("Changes to “%s”\n"), manifest->network_name);
      if (manifest->sender_name[0] != '\0')
        /* Translators: who wrote a file for other desks */
        g_print (_("Written by: %s\n"), manifest->sender_name);
      g_print (ngettext ("%u change\n", "%u changes\n", (guint) preview->n_batches), (guint) preview->n_batches);
      g_print (ngettext ("%u of them is new here.\n", "%u of them are new here.\n", (guint) preview->n_new),
               (guint) preview->n_new);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  lnet_cli_add_text (builder, "network", manifest->network_name);
  lnet_cli_add_text (builder, "from", manifest->sender_name);
  lnet_cli_add_integer (builder, "batches", (gint64) preview->n_batches);
  lnet_cli_add_integer (builder, "new", (gint64) preview->n_new);
  lnet_cli_add_integer (builder, "ops", (gint64) preview->n_ops);
  lnet_cli_add_integer (builder, "spaces", preview->n_spaces);
  lnet_cli_add_integer (builder, "contents", (gint64) preview->n_contents);
  lnet_cli_add_integer (builder, "parts", preview->n_parts);
  lnet_cli_add_integer (builder, "missing_parts", preview->n_missing);
  json_builder_end_object (builder);
  lnet_cli_print_json (builder);
}

static int
preview_bundle (Bundle *bundle)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetReader) reader = lnet_reader_open (bundle->network, &error);
  g_autoptr (LnetBundleDesk) desk = reader != NULL ? lnet_bundle_desk_load (reader, &error) : NULL;
  g_autoptr (LnetBundlePreview) preview = NULL;
  LnetBundleKeys keys;

  if (desk == NULL)
    return lnet_cli_fail (bundle->cli, error);
  keys = get_keys (bundle, desk);
  preview = lnet_bundle_preview_file (bundle->file, &keys, reader, NULL, NULL, NULL, &error);
  if (preview == NULL)
    return lnet_cli_fail (bundle->cli, error);
  print_preview (bundle, preview);
  return LNET_CLI_DONE;
}

/* What came of all parts: what was done adds up, what is left is told by the last. */
typedef struct
{
  LnetStore *store;
  LnetTakeReport report;
} Taking;

static gboolean
take_part (const LnetBundlePart  *part,
           gpointer               user_data,
           GError               **error)
{
  Taking *taking = user_data;
  LnetTakeReport report = { 0 };
  const LnetTakeReport before = taking->report;

  if (!lnet_store_take (taking->store, part->delivery, &report, error))
    return FALSE;
  taking->report = report;
  taking->report.n_batches += before.n_batches;
  taking->report.n_ops += before.n_ops;
  taking->report.n_repeated += before.n_repeated;
  taking->report.n_refused += before.n_refused;
  taking->report.n_unknown += before.n_unknown;
  return TRUE;
}

static void
print_report (const LnetTakeReport *report)
{
  guint n_batches = (guint) report->n_batches;
  guint n_waiting = (guint) report->n_waiting;
  guint n_to_settle = (guint) report->n_to_settle;

  g_print (ngettext ("%u change was taken in.\n", "%u changes were taken in.\n", n_batches), n_batches);
  if (n_waiting > 0)
    g_print (ngettext ("%u change waits for others that are not here yet.\n",
                       "%u changes wait for others that are not here yet.\n", n_waiting), n_waiting);
  if (n_to_settle > 0)
    /* Translators: what two people wrote at the same time */
    g_print (ngettext ("%u thing was written on two desks at once and is to be settled.\n",
                       "%u things were written on two desks at once and are to be settled.\n", n_to_settle),
             n_to_settle);
}

static void
print_report_json (const LnetTakeReport *report,
                   guint                 n_missing)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  lnet_cli_add_integer (builder, "batches", (gint64) report->n_batches);
  lnet_cli_add_integer (builder, "ops", (gint64) report->n_ops);
  lnet_cli_add_integer (builder, "repeated", (gint64) report->n_repeated);
  lnet_cli_add_integer (builder, "waiting", (gint64) report->n_waiting);
  lnet_cli_add_integer (builder, "refused", (gint64) report->n_refused);
  lnet_cli_add_integer (builder, "to_settle", (gint64) report->n_to_settle);
  lnet_cli_add_integer (builder, "unknown", (gint64) report->n_unknown);
  lnet_cli_add_integer (builder, "missing_parts", n_missing);
  json_builder_end_object (builder);
  lnet_cli_print_json (builder);
}

/* Taken as far as it goes; but something was wrong with the file. */
static int
tell_taken (Bundle       *bundle,
            const Taking *taking,
            guint         n_missing)
{
  const LnetTakeReport *report = &taking->report;

  if (bundle->cli->json)
    print_report_json (report, n_missing);
  else
    print_report (report);
  if (report->n_refused > 0)
    g_printerr (ngettext ("%u change was refused: it is damaged or forged.\n",
                          "%u changes were refused: they are damaged or forged.\n", (guint) report->n_refused),
                (guint) report->n_refused);
  if (n_missing > 0)
    g_printerr (ngettext ("The file is not complete: %u part of it is missing. What is there was taken in.\n",
                          "The file is not complete: %u parts of it are missing. What is there was taken in.\n",
                          n_missing), n_missing);
  return report->n_refused > 0 || n_missing > 0 ? LNET_CLI_WRONG : LNET_CLI_DONE;
}

static gboolean
take_parts (Bundle   *bundle,
            Taking   *taking,
            guint    *n_missing,
            GError  **error)
{
  g_autoptr (LnetBundleDesk) desk = NULL;
  LnetBundleKeys keys;

  if (!prepare (taking->store, error))
    return FALSE;
  desk = lnet_bundle_desk_load (lnet_store_get_reader (taking->store), error);
  if (desk == NULL)
    return FALSE;
  keys = get_keys (bundle, desk);
  return lnet_bundle_take_file (bundle->file, &keys, lnet_store_get_network (taking->store), take_part, taking, NULL,
                                NULL, n_missing, NULL, error);
}

static int
take_bundle (Bundle *bundle)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetStore) store = lnet_store_open (bundle->network, &error);
  Taking taking = { .store = store };
  guint n_missing;
  int status;

  if (store == NULL)
    return lnet_cli_fail (bundle->cli, error);
  status = take_parts (bundle, &taking, &n_missing, &error) ? tell_taken (bundle, &taking, n_missing)
                                                           : lnet_cli_fail (bundle->cli, error);
  lnet_store_close (store);
  return status;
}

static int
run_take (Bundle *bundle)
{
  g_autoptr (GError) error = NULL;

  if (bundle->since != NULL || bundle->without_pictures || bundle->desks != NULL)
    return lnet_cli_usage (bundle->cli, _("“--for”, “--since” and “--without-pictures” belong to “write”."));
  if (!read_passphrase (bundle, &error))
    return lnet_cli_fail (bundle->cli, error);
  return bundle->preview ? preview_bundle (bundle) : take_bundle (bundle);
}

int
lnet_cli_bundle (LnetCli *cli)
{
  g_auto (Bundle) bundle = { .cli = cli };
  const GOptionEntry options[] = {
    { "passphrase-file", 'p', 0, G_OPTION_ARG_FILENAME, &bundle.passphrase_file,
      N_("The first line of that file seals the bundle, or opens it"), N_("FILE") },
    { "for", 0, 0, G_OPTION_ARG_STRING_ARRAY, &bundle.desks,
      N_("Seal it for that desk, by its name or number; may be said more than once"), N_("DESK") },
    { "since", 0, 0, G_OPTION_ARG_FILENAME, &bundle.since,
      N_("Write only what those who wrote that bundle did not have"), N_("BUNDLE") },
    { "without-pictures", 0, 0, G_OPTION_ARG_NONE, &bundle.without_pictures, N_("Leave pictures and files out"), NULL },
    { "preview", 0, 0, G_OPTION_ARG_NONE, &bundle.preview, N_("Only tell what would be taken in"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!lnet_cli_parse (cli, options, 3))
    return LNET_CLI_USAGE;
  bundle.network = cli->args[2];
  bundle.file = g_file_new_for_commandline_arg (cli->args[3]);
  if (g_str_equal (cli->args[1], "write"))
    return run_write (&bundle);
  if (g_str_equal (cli->args[1], "take"))
    return run_take (&bundle);
  return lnet_cli_usage (cli, _("Say “write” or “take” first."));
}
