/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "walk.h"

#include "lnet-bundle-file.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define PASSPHRASE "prairie lantern seven"

static void
show_sharing (LnetWindow *window,
              LnetRoom   *room)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.sharing", NULL);
}

static void
show_write (LnetWindow *window,
            LnetRoom   *room)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.write-bundle", NULL);
  lnet_test_wait_for (lnet_test_find (window, ADW_TYPE_ACTION_ROW, _("Counting…")) == NULL);
}

static void
show_passphrase_typed (LnetWindow *window,
                       LnetRoom   *room)
{
  show_write (window, room);
  gtk_editable_set_text (GTK_EDITABLE (lnet_test_get (window, ADW_TYPE_PASSWORD_ENTRY_ROW, NULL)), PASSPHRASE);
}

/* What a colleague with a copy of the file wrote since. */
static void
write_bundle (LnetWindow *window,
              GFile      *file)
{
  LnetStore *open = lnet_session_get_store (lnet_window_get_session (window));
  g_autoptr (GFile) own = g_file_new_for_path (lnet_store_get_path (open));
  g_autofree char *path = lnet_test_dup_path ("colleague.lnet");
  g_autoptr (GFile) copy = g_file_new_for_path (path);
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");
  g_autoptr (LnetBundleLock) lock = lnet_bundle_lock_new_passphrase (PASSPHRASE, NULL, NULL);
  const LnetBundleOrder order = { .lock = lock, .sender_name = "Ruth Chee" };
  g_autoptr (LnetStore) store = NULL;
  LnetId id = lnet_transaction_add (transaction, LNET_TABLE_MEMBER, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_FIRST, &id, "Tamsin");
  g_file_copy (own, copy, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL);
  store = lnet_store_open (path, NULL);
  lnet_store_commit (store, transaction, NULL, NULL);
  lnet_bundle_write_file (lnet_store_get_reader (store), &order, file, NULL, NULL, NULL, NULL, NULL);
  lnet_store_close (store);
}

static void
show_taking (LnetWindow *window,
             LnetRoom   *room)
{
  g_autofree char *path = lnet_test_dup_path ("colleague.lnbundle");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *uri = g_file_get_uri (file);

  if (!g_file_query_exists (file, NULL))
    write_bundle (window, file);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.take-file", "s", uri);
  lnet_test_get (window, ADW_TYPE_PASSWORD_ENTRY_ROW, NULL);
}

static void
show_preview (LnetWindow *window,
              LnetRoom   *room)
{
  show_taking (window, room);
  gtk_editable_set_text (GTK_EDITABLE (lnet_test_get (window, ADW_TYPE_PASSWORD_ENTRY_ROW, NULL)), PASSPHRASE);
  lnet_test_activate (lnet_test_get (window, GTK_TYPE_BUTTON, "_Open"));
  lnet_test_get (window, GTK_TYPE_BUTTON, "_Take In");
}

static void
show_result (LnetWindow *window,
             LnetRoom   *room)
{
  GtkWidget *take;

  show_preview (window, room);
  take = lnet_test_get (window, GTK_TYPE_BUTTON, "_Take In");
  if (!gtk_widget_is_sensitive (take))
    return;
  lnet_test_activate (take);
  lnet_test_get (window, GTK_TYPE_BUTTON, "_Done");
}

static void
show_foreign (LnetWindow *window,
              LnetRoom   *room)
{
  g_autofree char *path = lnet_test_dup_path ("torn.lnbundle");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *uri = g_file_get_uri (file);

  g_file_set_contents (path, "LNBNDL", -1, NULL);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.take-file", "s", uri);
  lnet_test_get (window, GTK_TYPE_LABEL, "This bundle was not taken in");
}

const LnetWalkState lnet_walk_sharing[] = {
  { "sharing", show_sharing },
  { "write", show_write },
  { "write-typed", show_passphrase_typed },
  { "take", show_taking },
  { "preview", show_preview },
  { "result", show_result },
  { "failed", show_foreign },
  { NULL }
};
