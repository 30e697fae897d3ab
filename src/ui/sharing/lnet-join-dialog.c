/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-join-dialog.h"

#include <glib/gi18n-lib.h>

#include "lnet-code-view.h"
#include "lnet-error.h"
#include "lnet-fit.h"
#include "lnet-help.h"
#include "lnet-join-job.h"
#include "lnet-place.h"
#include "lnet-toast.h"

struct _LnetJoinDialog
{
  AdwDialog parent_instance;

  AdwToastOverlay *toasts;
  AdwNavigationView *pages;
  GtkEditable *name_row;
  GtkWidget *make_button;
  AdwBanner *name_failure;
  AdwBanner *card_failure;
  LnetCodeView *code;
  GtkLabel *words;
  GtkWidget *open_row;
  GtkLabel *who;
  GtkLabel *welcome_words;
  GtkWidget *join_button;

  LnetJoinJob *job;
  gboolean looking; /* for a card that waits already */
  GFile *source;    /* of a welcome, to be taken once that has ended; or NULL */
  LnetStore *store; /* of the file that is made, until its key is kept */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (LnetJoinDialog, lnet_join_dialog, ADW_TYPE_DIALOG)

enum
{
  JOINED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_page (LnetJoinDialog *self,
           const char     *tag)
{
  const char *tags[] = { tag };

  adw_navigation_view_replace_with_tags (self->pages, tags, 1);
}

static void
show_card (LnetJoinDialog *self)
{
  const LnetCard *card = lnet_join_job_get_card (self->job);
  g_autofree char *words = lnet_card_get_words (card, NULL);

  lnet_code_view_set_card (self->code, card);
  gtk_label_set_label (self->words, words);
  show_page (self, "card");
}

/* Back to this desk's card, or where one is made, with a sentence above. */
static void
fail (LnetJoinDialog *self,
      const GError   *error)
{
  gboolean has_card = lnet_join_job_get_card (self->job) != NULL;
  AdwBanner *banner = has_card ? self->card_failure : self->name_failure;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  adw_banner_set_title (banner, error->message);
  adw_banner_set_revealed (banner, TRUE);
  if (has_card)
    show_card (self);
  else
    show_page (self, "name");
}

/* --- the card --- */

static void take (LnetJoinDialog *self);

static void
on_card_shown (LnetJoinDialog *self)
{
  gtk_widget_grab_focus (self->open_row);
}

static void
on_made (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (LnetJoinDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!lnet_join_job_run_finish (self->job, result, &error))
    fail (self, error);
  else if (!g_cancellable_is_cancelled (self->cancellable))
    show_card (self);
}

static void
on_make (LnetJoinDialog *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name_row)));

  if (*name == '\0')
    return;
  adw_banner_set_revealed (self->name_failure, FALSE);
  lnet_join_job_set_name (self->job, name);
  show_page (self, "wait");
  lnet_join_job_run_async (self->job, LNET_JOIN_JOB_BEGIN, NULL, on_made, g_object_ref (self));
}

static void
on_name_changed (LnetJoinDialog *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name_row)));

  gtk_widget_set_sensitive (self->make_button, *name != '\0');
}

static void
on_name_shown (LnetJoinDialog *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
}

static void
on_looked (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (LnetJoinDialog) self = user_data;

  lnet_join_job_run_finish (self->job, result, NULL);
  self->looking = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (self->source != NULL)
    take (self);
  else if (lnet_join_job_get_card (self->job) != NULL)
    show_card (self);
  else
    show_page (self, "name");
}

static void
on_copy (LnetJoinDialog *self)
{
  g_autofree char *text = lnet_card_to_text (lnet_join_job_get_card (self->job));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  adw_toast_overlay_add_toast (self->toasts, lnet_toast_new (_("The card is copied")));
}

static void
on_saved (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (LnetJoinDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    fail (self, error);
  else
    adw_toast_overlay_add_toast (self->toasts, lnet_toast_new (_("The card is saved")));
}

static void
on_save_chosen (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (LnetJoinDialog) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (file == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  text = lnet_card_to_text (lnet_join_job_get_card (self->job));
  bytes = g_bytes_new (text, strlen (text));
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL, on_saved,
                                       g_object_ref (self));
}

static void
on_save (LnetJoinDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = g_strconcat (lnet_join_job_get_card (self->job)->name, LNET_CARD_SUFFIX, NULL);

  g_strdelimit (name, "/\\", '-');
  gtk_file_dialog_set_title (dialog, _("Save the Card"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->cancellable,
                        on_save_chosen, g_object_ref (self));
}

/* --- the welcome --- */

static void
remove_file (LnetJoinDialog *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (lnet_store_get_path (self->store));

  lnet_store_close (self->store);
  g_clear_object (&self->store);
  g_file_delete_async (file, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
}

static void
on_kept (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (LnetJoinDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetStore) store = NULL;

  /* Without its key the file is of no use. */
  if (!lnet_join_job_run_finish (self->job, result, &error))
    {
      remove_file (self);
      fail (self, error);
      return;
    }
  store = g_steal_pointer (&self->store);
  g_signal_emit (self, signals[JOINED], 0, store, lnet_join_job_get_folder (self->job));
  if (!g_cancellable_is_cancelled (self->cancellable))
    adw_dialog_force_close (ADW_DIALOG (self));
}

static void
on_file_made (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (LnetJoinDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  self->store = lnet_store_open_finish (result, &error);
  if (self->store == NULL)
    fail (self, error);
  else
    lnet_join_job_run_async (self->job, LNET_JOIN_JOB_KEEP, NULL, on_kept, g_object_ref (self));
}

static void
on_free_path (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (LnetJoinDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = lnet_place_find_free_finish (result, &error);
  g_autoptr (LnetJoining) joining = NULL;

  if (path == NULL)
    {
      fail (self, error);
      return;
    }
  joining = lnet_join_job_make_joining (self->job);
  lnet_store_create_joined_async (path, joining, NULL, on_file_made, g_object_ref (self));
}

/* Whose welcome it is the words show, if whoever let this desk in reads them out: somebody who saw the card could make
 * one too, to another network. */
static void
show_compare (LnetJoinDialog *self)
{
  const LnetWelcomeLetter *letter = lnet_join_job_get_letter (self->job);
  /* Translators: the name of a network, and of the desk that let this one in: “Ana’s laptop” */
  g_autofree char *who = g_strdup_printf (_("A welcome to “%s”, from “%s”."), letter->name, letter->by_name);

  gtk_label_set_label (self->who, who);
  gtk_label_set_label (self->welcome_words, lnet_join_job_get_words (self->job));
  show_page (self, "compare");
}

static void
on_compare_shown (LnetJoinDialog *self)
{
  gtk_widget_grab_focus (self->join_button);
}

static void
on_join (LnetJoinDialog *self)
{
  g_autofree char *folder = lnet_place_dup_folder ();

  show_page (self, "wait");
  lnet_place_find_free_async (folder, lnet_join_job_get_letter (self->job)->name, NULL, on_free_path,
                              g_object_ref (self));
}

/* Nothing was made, and the card goes on waiting for its welcome. */
static void
on_others (LnetJoinDialog *self)
{
  g_autoptr (GError) error = g_error_new_literal (
    LNET_ERROR, LNET_ERROR_INVALID, _("Somebody else may have made this welcome. Nothing was made. Ask whoever let you in "
                                      "to send theirs, best another way."));

  fail (self, error);
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (LnetJoinDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!lnet_join_job_run_finish (self->job, result, &error))
    fail (self, error);
  else if (!g_cancellable_is_cancelled (self->cancellable))
    show_compare (self);
}

static void
take (LnetJoinDialog *self)
{
  adw_banner_set_revealed (self->name_failure, FALSE);
  adw_banner_set_revealed (self->card_failure, FALSE);
  lnet_join_job_set_source (self->job, self->source);
  show_page (self, "wait");
  lnet_join_job_run_async (self->job, LNET_JOIN_JOB_READ, self->cancellable, on_read, g_object_ref (self));
}

void
lnet_join_dialog_take (LnetJoinDialog *self,
                       GFile          *source)
{
  g_return_if_fail (LNET_IS_JOIN_DIALOG (self));

  g_set_object (&self->source, source);
  if (!self->looking)
    take (self);
}

static void
on_welcome_chosen (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (LnetJoinDialog) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL && !g_cancellable_is_cancelled (self->cancellable))
    lnet_join_dialog_take (self, file);
}

static void
on_open (LnetJoinDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  gtk_file_filter_set_name (filter, _("Welcomes"));
  gtk_file_filter_add_suffix (filter, LNET_WELCOME_SUFFIX + 1);
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (dialog, _("Open the Welcome"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->cancellable,
                        on_welcome_chosen, g_object_ref (self));
}

static void
on_folder_chosen (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (LnetJoinDialog) self = user_data;
  g_autoptr (GFile) folder = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (folder != NULL && !g_cancellable_is_cancelled (self->cancellable))
    lnet_join_dialog_take (self, folder);
}

static void
on_choose_folder (LnetJoinDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Choose the Shared Folder"));
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->cancellable,
                                 on_folder_chosen, g_object_ref (self));
}

static void
on_closed (LnetJoinDialog *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
lnet_join_dialog_dispose (GObject *object)
{
  LnetJoinDialog *self = LNET_JOIN_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_JOIN_DIALOG);
  g_clear_object (&self->job);
  g_clear_object (&self->source);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (lnet_join_dialog_parent_class)->dispose (object);
}

static void
lnet_join_dialog_finalize (GObject *object)
{
  g_object_unref (LNET_JOIN_DIALOG (object)->cancellable);

  G_OBJECT_CLASS (lnet_join_dialog_parent_class)->finalize (object);
}

static void
lnet_join_dialog_class_init (LnetJoinDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lnet_join_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = lnet_join_dialog_finalize;

  signals[JOINED] = g_signal_new ("joined", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, LNET_TYPE_STORE, G_TYPE_FILE);

  g_type_ensure (LNET_TYPE_CODE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-join-dialog.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, LnetJoinDialog, child)
  BIND (toasts);
  BIND (pages);
  BIND (name_row);
  BIND (make_button);
  BIND (name_failure);
  BIND (card_failure);
  BIND (code);
  BIND (words);
  BIND (open_row);
  BIND (who);
  BIND (welcome_words);
  BIND (join_button);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_card_shown);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_folder);
  gtk_widget_class_bind_template_callback (widget_class, on_closed);
  gtk_widget_class_bind_template_callback (widget_class, on_compare_shown);
  gtk_widget_class_bind_template_callback (widget_class, on_copy);
  gtk_widget_class_bind_template_callback (widget_class, on_join);
  gtk_widget_class_bind_template_callback (widget_class, on_others);
  gtk_widget_class_bind_template_callback (widget_class, on_make);
  gtk_widget_class_bind_template_callback (widget_class, on_name_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_name_shown);
  gtk_widget_class_bind_template_callback (widget_class, on_open);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
}

static void
lnet_join_dialog_init (LnetJoinDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->job = lnet_join_job_new ();
  lnet_fit_dialog (ADW_DIALOG (self));
  lnet_help_set_page (ADW_DIALOG (self), "sharing");
  gtk_editable_set_text (self->name_row, g_get_host_name ());
  self->looking = TRUE;
  lnet_join_job_run_async (self->job, LNET_JOIN_JOB_LOOK, NULL, on_looked, g_object_ref (self));
}

AdwDialog *
lnet_join_dialog_new (void)
{
  return g_object_new (LNET_TYPE_JOIN_DIALOG, NULL);
}
