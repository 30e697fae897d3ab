/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-new-network-dialog.h"

#include "lnet-fit.h"
#include "lnet-place.h"

#include <glib/gi18n-lib.h>

struct _LnetNewNetworkDialog
{
  AdwDialog parent_instance;

  AdwEntryRow *name_row;
  AdwActionRow *folder_row;
  AdwBanner *failure;
  GtkWidget *create_button;

  char *folder;
  char *name;
  GCancellable *cancellable;
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (LnetNewNetworkDialog, lnet_new_network_dialog, ADW_TYPE_DIALOG)

enum
{
  CREATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
set_folder (LnetNewNetworkDialog *self,
            const char           *folder)
{
  g_autofree char *display = lnet_place_dup_display (folder);

  g_set_str (&self->folder, folder);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->folder_row), FALSE);
  adw_action_row_set_subtitle (self->folder_row, display);
}

static char *
dup_name (LnetNewNetworkDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));
}

static void
set_busy (LnetNewNetworkDialog *self,
          gboolean              busy)
{
  g_autofree char *name = dup_name (self);

  self->busy = busy;
  gtk_editable_set_editable (GTK_EDITABLE (self->name_row), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->folder_row), !busy);
  gtk_widget_set_sensitive (self->create_button, !busy && *name != '\0');
}

static void
on_changed (LnetNewNetworkDialog *self)
{
  adw_banner_set_revealed (self->failure, FALSE);
  set_busy (self, self->busy);
}

static void
fail (LnetNewNetworkDialog *self,
      const GError         *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_busy (self, FALSE);
  adw_banner_set_use_markup (self->failure, FALSE);
  adw_banner_set_title (self->failure, error->message);
  adw_banner_set_revealed (self->failure, TRUE);
}

static void
on_made (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (LnetNewNetworkDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetStore) store = lnet_store_open_finish (result, &error);

  if (store == NULL)
    {
      fail (self, error);
      return;
    }
  g_signal_emit (self, signals[CREATED], 0, store);
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
on_free_path (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (LnetNewNetworkDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = lnet_place_find_free_finish (result, &error);

  if (path == NULL)
    fail (self, error);
  else
    lnet_store_create_async (path, self->name, self->cancellable, on_made, g_object_ref (self));
}

static void
on_create (LnetNewNetworkDialog *self)
{
  g_free (self->name);
  self->name = dup_name (self);
  set_busy (self, TRUE);
  lnet_place_find_free_async (self->folder, self->name, self->cancellable, on_free_path, g_object_ref (self));
}

static void
on_folder_chosen (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (LnetNewNetworkDialog) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    set_folder (self, path);
}

static void
on_choose_folder (LnetNewNetworkDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);

  gtk_file_dialog_set_title (dialog, _("Folder for the Network"));
  gtk_file_dialog_set_initial_folder (dialog, folder);
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->cancellable,
                                 on_folder_chosen, g_object_ref (self));
}

static void
lnet_new_network_dialog_closed (AdwDialog *dialog)
{
  LnetNewNetworkDialog *self = LNET_NEW_NETWORK_DIALOG (dialog);

  g_cancellable_cancel (self->cancellable);
}

static void
lnet_new_network_dialog_dispose (GObject *object)
{
  LnetNewNetworkDialog *self = LNET_NEW_NETWORK_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), LNET_TYPE_NEW_NETWORK_DIALOG);

  G_OBJECT_CLASS (lnet_new_network_dialog_parent_class)->dispose (object);
}

static void
lnet_new_network_dialog_finalize (GObject *object)
{
  LnetNewNetworkDialog *self = LNET_NEW_NETWORK_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_free (self->folder);
  g_free (self->name);

  G_OBJECT_CLASS (lnet_new_network_dialog_parent_class)->finalize (object);
}

static void
lnet_new_network_dialog_class_init (LnetNewNetworkDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  AdwDialogClass *dialog_class = ADW_DIALOG_CLASS (klass);

  object_class->dispose = lnet_new_network_dialog_dispose;
  object_class->finalize = lnet_new_network_dialog_finalize;
  dialog_class->closed = lnet_new_network_dialog_closed;

  signals[CREATED] = g_signal_new ("created", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, LNET_TYPE_STORE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/LearningNetwork/lnet-new-network-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetNewNetworkDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, LnetNewNetworkDialog, folder_row);
  gtk_widget_class_bind_template_child (widget_class, LnetNewNetworkDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, LnetNewNetworkDialog, create_button);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_create);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_folder);
}

static void
lnet_new_network_dialog_init (LnetNewNetworkDialog *self)
{
  g_autofree char *folder = lnet_place_dup_folder ();

  gtk_widget_init_template (GTK_WIDGET (self));
  lnet_fit_dialog (ADW_DIALOG (self));
  self->cancellable = g_cancellable_new ();
  set_folder (self, folder);
}

LnetNewNetworkDialog *
lnet_new_network_dialog_new (void)
{
  return g_object_new (LNET_TYPE_NEW_NETWORK_DIALOG, NULL);
}
