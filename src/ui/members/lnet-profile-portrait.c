/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-profile-portrait.h"

#include <glib/gi18n-lib.h>

#include "lnet-attachment.h"
#include "lnet-picture-file.h"

/* Pixels across: 96 on a screen of double density. */
#define SIDE 192

struct _LnetProfilePortrait
{
  AdwBin parent_instance;

  LnetSession *session;
  LnetId member;
  char *name;
  LnetId portrait;       /* that is shown, or on its way */
  GCancellable *loading; /* NULL: nothing is on its way */
  guint n_reading;       /* files that a portrait is being made of */

  GtkWidget *button;
  AdwAvatar *avatar;
  GtkWidget *spinner;
  GtkLabel *problem;
};

G_DEFINE_FINAL_TYPE (LnetProfilePortrait, lnet_profile_portrait, ADW_TYPE_BIN)

static const char *const picture_types[] = { "image/png", "image/jpeg", "image/gif", NULL };

/* Changing it. */

/* Whose portrait it will be, though somebody else be shown by then. */
typedef struct
{
  LnetProfilePortrait *self;
  LnetSession *session;
  LnetId member;
  char *name;
} Change;

static void
change_free (Change *change)
{
  g_object_unref (change->self);
  g_object_unref (change->session);
  g_free (change->name);
  g_free (change);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Change, change_free)

static Change *
change_new (LnetProfilePortrait *self)
{
  Change *change = g_new0 (Change, 1);

  change->self = g_object_ref (self);
  change->session = g_object_ref (self->session);
  change->member = self->member;
  change->name = g_strdup (self->name);
  return change;
}

static void
fail (Change       *change,
      const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
      !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    lnet_session_fail (change->session, _("The portrait could not be changed"), error);
}

static void
show_reading (LnetProfilePortrait *self,
              int                  by)
{
  self->n_reading = (guint) ((int) self->n_reading + by);
  if (self->spinner != NULL)
    gtk_widget_set_visible (self->spinner, self->n_reading > 0);
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Change) change = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetPortraitPicture) picture = lnet_picture_file_read_finish (result, &error);
  LnetTransaction *transaction;
  g_autofree char *toast = NULL;

  show_reading (change->self, -1);
  if (picture == NULL)
    {
      fail (change, error);
      return;
    }
  transaction = lnet_transaction_new ("portrait-set");
  lnet_attachment_set_portrait (transaction, &change->member, picture->content, picture->media_type, picture->side,
                                picture->side);
  /* Translators: %s is a member's name */
  toast = g_strdup_printf (_("%s has a new portrait"), change->name);
  lnet_session_commit (change->session, transaction, toast);
}

void
lnet_profile_portrait_take_file (LnetProfilePortrait *self,
                                 GFile               *file)
{
  g_return_if_fail (LNET_IS_PROFILE_PORTRAIT (self));

  show_reading (self, 1);
  lnet_picture_file_read_async (file, NULL, on_read, change_new (self));
}

static void
on_chosen (GObject      *dialog,
           GAsyncResult *result,
           gpointer      user_data)
{
  Change *change = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (dialog), result, &error);

  if (file == NULL)
    {
      fail (change, error);
      change_free (change);
      return;
    }
  show_reading (change->self, 1);
  lnet_picture_file_read_async (file, NULL, on_read, change);
}

static void
choose_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Pictures (JPEG, PNG, GIF)"));
  for (gsize i = 0; picture_types[i] != NULL; i++)
    gtk_file_filter_add_mime_type (filter, picture_types[i]);
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (dialog, _("Choose Portrait"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, on_chosen,
                        change_new (LNET_PROFILE_PORTRAIT (widget)));
}

static void
on_clipboard_files (GObject      *clipboard,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  Change *change = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (clipboard), result, &error);
  GSList *files = value != NULL ? gdk_file_list_get_files (g_value_get_boxed (value)) : NULL;

  if (files == NULL)
    {
      lnet_session_say (change->session, _("There is no picture on the clipboard"));
      change_free (change);
      return;
    }
  show_reading (change->self, 1);
  lnet_picture_file_read_async (files->data, NULL, on_read, change);
  g_slist_free (files);
}

static void
on_clipboard_picture (GObject      *clipboard,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  Change *change = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = gdk_clipboard_read_finish (GDK_CLIPBOARD (clipboard), result, NULL, &error);

  if (stream == NULL)
    {
      fail (change, error);
      change_free (change);
      return;
    }
  show_reading (change->self, 1);
  lnet_picture_file_read_stream_async (stream, NULL, on_read, change);
}

static gboolean
has_picture (GdkContentFormats *formats)
{
  for (gsize i = 0; picture_types[i] != NULL; i++)
    if (gdk_content_formats_contain_mime_type (formats, picture_types[i]))
      return TRUE;
  return FALSE;
}

static void
paste_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  LnetProfilePortrait *self = LNET_PROFILE_PORTRAIT (widget);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);
  g_autoptr (GdkContentFormats) formats =
    gdk_content_formats_union_serialize_mime_types (gdk_content_formats_ref (gdk_clipboard_get_formats (clipboard)));

  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST) ||
      gdk_content_formats_contain_mime_type (formats, "text/uri-list"))
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL, on_clipboard_files,
                                    change_new (self));
  else if (has_picture (formats))
    gdk_clipboard_read_async (clipboard, (const char **) picture_types, G_PRIORITY_DEFAULT, NULL, on_clipboard_picture,
                              change_new (self));
  else
    lnet_session_say (self->session, _("There is no picture on the clipboard"));
}

static void
remove_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  LnetProfilePortrait *self = LNET_PROFILE_PORTRAIT (widget);
  LnetTransaction *transaction = lnet_transaction_new ("portrait-set");
  /* Translators: %s is a member's name */
  g_autofree char *toast = g_strdup_printf (_("The portrait of %s is removed"), self->name);

  lnet_attachment_set_portrait (transaction, &self->member, NULL, NULL, 0, 0);
  lnet_session_commit (self->session, transaction, toast);
}

static gboolean
on_drop (GtkDropTarget       *target,
         const GValue        *value,
         double               x,
         double               y,
         LnetProfilePortrait *self)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

  if (files == NULL || !lnet_session_may_write_member (self->session, &self->member))
    return FALSE;
  lnet_profile_portrait_take_file (self, files->data);
  return TRUE;
}

/* Showing it. */

static void
stop_loading (LnetProfilePortrait *self)
{
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
}

static void
show_texture (LnetProfilePortrait *self,
              GdkTexture          *texture)
{
  adw_avatar_set_custom_image (self->avatar, GDK_PAINTABLE (texture));
}

static void
show_problem (LnetProfilePortrait *self,
              const char          *sentence)
{
  gtk_label_set_label (self->problem, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), *sentence != '\0');
}

static void
on_loaded (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (LnetProfilePortrait) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = lnet_portraits_load_finish (LNET_PORTRAITS (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->loading);
  show_texture (self, texture);
  if (texture == NULL)
    {
      g_auto (GStrv) lines = g_strsplit (error->message, "\n", 2);

      show_problem (self, lines[0]);
    }
}

static void
show_portrait (LnetProfilePortrait *self,
               const LnetId        *portrait)
{
  if (lnet_id_equal (&self->portrait, portrait))
    return;
  self->portrait = *portrait;
  stop_loading (self);
  show_problem (self, "");
  if (lnet_id_is_null (portrait))
    {
      show_texture (self, NULL);
      return;
    }
  self->loading = g_cancellable_new ();
  lnet_portraits_load_async (lnet_session_get_portraits (self->session), portrait, SIDE, self->loading, on_loaded,
                             g_object_ref (self));
}

void
lnet_profile_portrait_set_member (LnetProfilePortrait *self,
                                  const LnetMember    *member)
{
  g_autofree char *label = NULL;
  gboolean may_write;

  g_return_if_fail (LNET_IS_PROFILE_PORTRAIT (self));

  if (!lnet_id_equal (&self->member, &member->id))
    show_texture (self, NULL);
  self->member = member->id;
  g_set_str (&self->name, member->name);
  adw_avatar_set_text (self->avatar, member->name);
  /* Translators: %s is a member's name */
  label = g_strdup_printf (_("Portrait of %s"), member->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  may_write = lnet_session_may_write_member (self->session, &member->id);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "portrait.choose", may_write);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "portrait.paste", may_write);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "portrait.remove",
                                 may_write && !lnet_id_is_null (&member->portrait));
  /* What cannot be changed is no button. */
  gtk_widget_set_can_target (self->button, may_write);
  gtk_widget_set_can_focus (self->button, may_write);
  show_portrait (self, &member->portrait);
}

void
lnet_profile_portrait_set_session (LnetProfilePortrait *self,
                                   LnetSession         *session)
{
  g_return_if_fail (LNET_IS_PROFILE_PORTRAIT (self));

  if (!g_set_object (&self->session, session))
    return;
  lnet_session_guard_actions (session, GTK_WIDGET (self), NULL);
}

static void
lnet_profile_portrait_dispose (GObject *object)
{
  LnetProfilePortrait *self = LNET_PROFILE_PORTRAIT (object);

  stop_loading (self);
  g_clear_object (&self->session);
  /* The bin would let go of a child that the template has already taken away. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_PROFILE_PORTRAIT);
  G_OBJECT_CLASS (lnet_profile_portrait_parent_class)->dispose (object);
}

static void
lnet_profile_portrait_finalize (GObject *object)
{
  g_free (LNET_PROFILE_PORTRAIT (object)->name);
  G_OBJECT_CLASS (lnet_profile_portrait_parent_class)->finalize (object);
}

static void
lnet_profile_portrait_class_init (LnetProfilePortraitClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lnet_profile_portrait_dispose;
  G_OBJECT_CLASS (klass)->finalize = lnet_profile_portrait_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-profile-portrait.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetProfilePortrait, button);
  gtk_widget_class_bind_template_child (widget_class, LnetProfilePortrait, avatar);
  gtk_widget_class_bind_template_child (widget_class, LnetProfilePortrait, spinner);
  gtk_widget_class_bind_template_child (widget_class, LnetProfilePortrait, problem);

  gtk_widget_class_install_action (widget_class, "portrait.choose", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "portrait.paste", NULL, paste_action);
  gtk_widget_class_install_action (widget_class, "portrait.remove", NULL, remove_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "portrait.paste", NULL);
}

static void
lnet_profile_portrait_init (LnetProfilePortrait *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop), self, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
