/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-paper-key-dialog.h"

#include <glib/gi18n-lib.h>

#include "lnet-desk-job.h"
#include "lnet-fit.h"
#include "lnet-help.h"

struct _LnetPaperKeyDialog
{
  AdwDialog parent_instance;

  AdwBanner *failure;
  GtkStack *pages;
  GtkFlowBox *words;
  GtkWidget *save_row;
  GtkEditable *words_row;
  GtkWidget *restore_row;

  LnetSession *session;
  LnetDeskJob *job;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (LnetPaperKeyDialog, lnet_paper_key_dialog, ADW_TYPE_DIALOG)

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
fail (LnetPaperKeyDialog *self,
      const GError       *error)
{
  adw_banner_set_title (self->failure, error->message);
  adw_banner_set_revealed (self->failure, TRUE);
}

/* --- showing --- */

static void
add_word (LnetPaperKeyDialog *self,
          guint               number,
          const char         *word)
{
  g_autofree char *text = g_strdup_printf ("%u  %s", number, word);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "numeric");
  gtk_flow_box_append (self->words, label);
  gtk_widget_set_focusable (gtk_widget_get_parent (label), FALSE);
}

static void
on_words (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (LnetPaperKeyDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = NULL;
  gboolean done = lnet_desk_job_run_finish (self->job, result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  gtk_widget_set_sensitive (self->save_row, done);
  if (!done)
    {
      fail (self, error);
      return;
    }
  words = g_strsplit (lnet_desk_job_get_words (self->job), " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    add_word (self, i + 1, words[i]);
}

static void
on_saved (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (LnetPaperKeyDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error) &&
      !g_cancellable_is_cancelled (self->cancellable))
    fail (self, error);
}

static void
on_save_chosen (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (LnetPaperKeyDialog) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (file == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  text = g_strdup_printf ("%s\n\n%s\n", lnet_store_get_name (lnet_session_get_store (self->session)),
                          lnet_desk_job_get_words (self->job));
  bytes = g_bytes_new (text, strlen (text));
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, on_saved,
                                       g_object_ref (self));
}

static void
on_save (LnetPaperKeyDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Save the Paper Key"));
  /* Translators: the file name that is proposed */
  gtk_file_dialog_set_initial_name (dialog, _("Paper key.txt"));
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->cancellable,
                        on_save_chosen, g_object_ref (self));
}

/* --- bringing back --- */

static void
on_typed (LnetPaperKeyDialog *self)
{
  gtk_widget_set_sensitive (self->restore_row, *gtk_editable_get_text (self->words_row) != '\0');
}

static void
on_restored (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (LnetPaperKeyDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = lnet_desk_job_run_finish (self->job, result, &error);

  if (done)
    g_signal_emit (self, signals[DONE], 0, _("The key is back"));
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (done)
    adw_dialog_force_close (ADW_DIALOG (self));
  else
    {
      fail (self, error);
      on_typed (self);
    }
}

static void
on_restore (LnetPaperKeyDialog *self)
{
  if (!gtk_widget_get_sensitive (self->restore_row))
    return;
  adw_banner_set_revealed (self->failure, FALSE);
  gtk_widget_set_sensitive (self->restore_row, FALSE);
  lnet_desk_job_set_words (self->job, gtk_editable_get_text (self->words_row));
  lnet_desk_job_run_async (self->job, LNET_DESK_JOB_RESTORE, NULL, on_restored, g_object_ref (self));
}

static void
on_closed (LnetPaperKeyDialog *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
lnet_paper_key_dialog_dispose (GObject *object)
{
  LnetPaperKeyDialog *self = LNET_PAPER_KEY_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_PAPER_KEY_DIALOG);
  g_clear_object (&self->job);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lnet_paper_key_dialog_parent_class)->dispose (object);
}

static void
lnet_paper_key_dialog_finalize (GObject *object)
{
  g_object_unref (LNET_PAPER_KEY_DIALOG (object)->cancellable);

  G_OBJECT_CLASS (lnet_paper_key_dialog_parent_class)->finalize (object);
}

static void
lnet_paper_key_dialog_class_init (LnetPaperKeyDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lnet_paper_key_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = lnet_paper_key_dialog_finalize;

  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-paper-key-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetPaperKeyDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, LnetPaperKeyDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, LnetPaperKeyDialog, words);
  gtk_widget_class_bind_template_child (widget_class, LnetPaperKeyDialog, save_row);
  gtk_widget_class_bind_template_child (widget_class, LnetPaperKeyDialog, words_row);
  gtk_widget_class_bind_template_child (widget_class, LnetPaperKeyDialog, restore_row);
  gtk_widget_class_bind_template_callback (widget_class, on_closed);
  gtk_widget_class_bind_template_callback (widget_class, on_restore);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
}

static void
lnet_paper_key_dialog_init (LnetPaperKeyDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  lnet_fit_dialog (ADW_DIALOG (self));
  lnet_help_set_page (ADW_DIALOG (self), "sharing");
}

static LnetPaperKeyDialog *
new_dialog (LnetSession *session,
            const char  *page)
{
  LnetPaperKeyDialog *self = g_object_new (LNET_TYPE_PAPER_KEY_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->job = lnet_desk_job_new (lnet_session_get_store (session));
  gtk_stack_set_visible_child_name (self->pages, page);
  return self;
}

AdwDialog *
lnet_paper_key_dialog_new (LnetSession *session)
{
  LnetPaperKeyDialog *self = new_dialog (session, "show");

  gtk_widget_set_sensitive (self->save_row, FALSE);
  lnet_desk_job_run_async (self->job, LNET_DESK_JOB_WORDS, NULL, on_words, g_object_ref (self));
  return ADW_DIALOG (self);
}

AdwDialog *
lnet_paper_key_dialog_new_restore (LnetSession *session)
{
  LnetPaperKeyDialog *self = new_dialog (session, "type");

  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->words_row));
  return ADW_DIALOG (self);
}
