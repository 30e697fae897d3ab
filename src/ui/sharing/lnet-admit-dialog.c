/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-admit-dialog.h"

#include <glib/gi18n-lib.h>

#include "lnet-desk-group.h"
#include "lnet-desk-job.h"
#include "lnet-fit.h"
#include "lnet-help.h"
#include "lnet-syncer.h"
#include "lnet-welcome-letter.h"

struct _LnetAdmitDialog
{
  AdwDialog parent_instance;

  AdwNavigationView *pages;
  GtkEditable *card_row;
  GtkLabel *card_problem;
  GtkWidget *next_button;
  GtkLabel *words;
  AdwSwitchRow *same_row;
  LnetDeskGroup *fields;
  AdwBanner *failure;
  GtkWidget *admit_button;
  AdwStatusPage *welcome;
  GtkLabel *welcome_words;
  GtkWidget *save_button;

  LnetSession *session;
  LnetDeskJob *job;
  LnetCard *card; /* that was read, or NULL */
  GCancellable *cancellable;
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (LnetAdmitDialog, lnet_admit_dialog, ADW_TYPE_DIALOG)

/* --- the card --- */

static void
on_card_changed (LnetAdmitDialog *self)
{
  const char *text = gtk_editable_get_text (self->card_row);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->card, lnet_card_free);
  if (*text != '\0')
    self->card = lnet_card_from_text (text, &error);
  gtk_widget_set_visible (GTK_WIDGET (self->card_problem), error != NULL);
  if (error != NULL)
    gtk_label_set_label (self->card_problem, error->message);
  gtk_widget_set_sensitive (self->next_button, self->card != NULL);
}

static void
on_next (LnetAdmitDialog *self)
{
  g_autofree char *words = NULL;

  if (self->card == NULL)
    return;
  words = lnet_card_get_words (self->card, NULL);
  gtk_label_set_label (self->words, words);
  lnet_desk_group_set_name (self->fields, self->card->name);
  adw_switch_row_set_active (self->same_row, FALSE);
  adw_banner_set_revealed (self->failure, FALSE);
  adw_navigation_view_push_by_tag (self->pages, "compare");
  gtk_widget_grab_focus (GTK_WIDGET (self->same_row));
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (LnetAdmitDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (g_file_load_contents_finish (G_FILE (source), result, &text, NULL, NULL, &error))
    {
      g_autofree char *valid = g_utf8_make_valid (text, -1);

      gtk_editable_set_text (self->card_row, valid);
      on_next (self);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lnet_session_fail (self->session, _("The card could not be read"), error);
}

void
lnet_admit_dialog_open_card (LnetAdmitDialog *self,
                             GFile           *file)
{
  g_return_if_fail (LNET_IS_ADMIT_DIALOG (self));

  g_file_load_contents_async (file, self->cancellable, on_read, g_object_ref (self));
}

static void
on_chosen (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (LnetAdmitDialog) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    lnet_admit_dialog_open_card (self, file);
}

static void
on_open (LnetAdmitDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  gtk_file_filter_set_name (filter, _("Cards of desks"));
  gtk_file_filter_add_suffix (filter, LNET_CARD_SUFFIX + 1);
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (dialog, _("Open a Card"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->cancellable, on_chosen,
                        g_object_ref (self));
}

static void
on_card_shown (LnetAdmitDialog *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->card_row));
}

/* --- letting it in --- */

static void
update (LnetAdmitDialog *self)
{
  g_autofree char *name = lnet_desk_group_dup_name (self->fields);

  gtk_widget_set_sensitive (self->admit_button,
                            !self->busy && *name != '\0' && adw_switch_row_get_active (self->same_row));
}

static void
show_welcome (LnetAdmitDialog *self)
{
  g_autofree char *name = lnet_desk_group_dup_name (self->fields);
  /* Translators: %s is the name of a desk */
  g_autofree char *title = g_strdup_printf (_("“%s” takes part now"), name);
  g_autofree char *words = lnet_welcome_letter_get_words (lnet_desk_job_get_welcome (self->job), NULL);

  gtk_label_set_label (self->welcome_words, words);
  adw_status_page_set_title (self->welcome, title);
  adw_status_page_set_description (self->welcome, lnet_desk_job_get_welcome_is_put (self->job)
                                     ? _("Its welcome lies in the shared folder: the new desk chooses that folder, and "
                                         "begins. Where it does not see the folder, save the welcome as a file for it.")
                                     : _("Give it its welcome: a small file that only that desk can open. With it, it "
                                         "makes its file of the network, and takes in what the others write."));
  adw_navigation_view_push_by_tag (self->pages, "welcome");
}

static void
on_admitted (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (LnetAdmitDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean admitted = lnet_desk_job_run_finish (self->job, result, &error);

  self->busy = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  update (self);
  if (admitted)
    {
      show_welcome (self);
      return;
    }
  adw_banner_set_title (self->failure, error->message);
  adw_banner_set_revealed (self->failure, TRUE);
}

static void
on_admit (LnetAdmitDialog *self)
{
  g_autofree char *name = lnet_desk_group_dup_name (self->fields);
  const char *uri = lnet_syncer_get_uri (lnet_session_get_syncer (self->session));
  g_autoptr (GFile) folder = NULL;
  LnetCard card = *self->card;

  self->busy = TRUE;
  update (self);
  adw_banner_set_revealed (self->failure, FALSE);
  card.name = name;
  if (uri != NULL)
    folder = g_file_new_for_uri (uri);
  lnet_desk_job_set_folder (self->job, folder);
  lnet_desk_job_set_card (self->job, &card);
  lnet_desk_job_set_desk (self->job, &card.desk, name, lnet_desk_group_get_stance (self->fields),
                          lnet_desk_group_get_member (self->fields));
  lnet_desk_job_run_async (self->job, LNET_DESK_JOB_ADMIT, NULL, on_admitted, g_object_ref (self));
}

/* --- the welcome --- */

static void
on_welcome_shown (LnetAdmitDialog *self)
{
  gtk_widget_grab_focus (self->save_button);
}

static void
on_saved (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (LnetAdmitDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    {
      lnet_session_fail (self->session, _("The welcome was not saved"), error);
      return;
    }
  lnet_session_say (self->session, _("The welcome is saved"));
  if (!g_cancellable_is_cancelled (self->cancellable))
    adw_dialog_force_close (ADW_DIALOG (self));
}

void
lnet_admit_dialog_save (LnetAdmitDialog *self,
                        GFile           *file)
{
  g_return_if_fail (LNET_IS_ADMIT_DIALOG (self));

  g_file_replace_contents_bytes_async (file, lnet_desk_job_get_welcome (self->job), NULL, FALSE, G_FILE_CREATE_NONE,
                                       NULL, on_saved, g_object_ref (self));
}

static void
on_save_chosen (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (LnetAdmitDialog) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    lnet_admit_dialog_save (self, file);
}

static void
on_save (LnetAdmitDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = lnet_desk_group_dup_name (self->fields);
  g_autofree char *file_name = g_strconcat (name, LNET_WELCOME_SUFFIX, NULL);

  g_strdelimit (file_name, "/\\", '-');
  gtk_file_dialog_set_title (dialog, _("Save the Welcome"));
  gtk_file_dialog_set_initial_name (dialog, file_name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->cancellable,
                        on_save_chosen, g_object_ref (self));
}

static void
on_closed (LnetAdmitDialog *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
lnet_admit_dialog_dispose (GObject *object)
{
  LnetAdmitDialog *self = LNET_ADMIT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_ADMIT_DIALOG);
  g_clear_pointer (&self->card, lnet_card_free);
  g_clear_object (&self->job);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lnet_admit_dialog_parent_class)->dispose (object);
}

static void
lnet_admit_dialog_finalize (GObject *object)
{
  g_object_unref (LNET_ADMIT_DIALOG (object)->cancellable);

  G_OBJECT_CLASS (lnet_admit_dialog_parent_class)->finalize (object);
}

static void
lnet_admit_dialog_class_init (LnetAdmitDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lnet_admit_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = lnet_admit_dialog_finalize;

  g_type_ensure (LNET_TYPE_DESK_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-admit-dialog.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, LnetAdmitDialog, child)
  BIND (pages);
  BIND (card_row);
  BIND (card_problem);
  BIND (next_button);
  BIND (words);
  BIND (same_row);
  BIND (fields);
  BIND (failure);
  BIND (admit_button);
  BIND (welcome);
  BIND (welcome_words);
  BIND (save_button);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_admit);
  gtk_widget_class_bind_template_callback (widget_class, on_card_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_card_shown);
  gtk_widget_class_bind_template_callback (widget_class, on_closed);
  gtk_widget_class_bind_template_callback (widget_class, on_next);
  gtk_widget_class_bind_template_callback (widget_class, on_open);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
  gtk_widget_class_bind_template_callback (widget_class, on_welcome_shown);
  gtk_widget_class_bind_template_callback (widget_class, update);
}

static void
lnet_admit_dialog_init (LnetAdmitDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  lnet_fit_dialog (ADW_DIALOG (self));
  lnet_help_set_page (ADW_DIALOG (self), "sharing");
}

AdwDialog *
lnet_admit_dialog_new (LnetSession *session)
{
  LnetAdmitDialog *self = g_object_new (LNET_TYPE_ADMIT_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->job = lnet_desk_job_new (lnet_session_get_store (session));
  lnet_desk_group_set_session (self->fields, session);
  return ADW_DIALOG (self);
}
