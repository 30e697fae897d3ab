/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-take-bundle-dialog.h"

#include <glib/gi18n-lib.h>

#include "lnet-bundle-job.h"
#include "lnet-bundle-words.h"
#include "lnet-error.h"
#include "lnet-fit.h"
#include "lnet-help.h"
#include "lnet-when.h"

#define TICK_MS 100

struct _LnetTakeBundleDialog
{
  AdwDialog parent_instance;

  AdwNavigationView *pages;
  GtkLabel *progress_label;
  GtkProgressBar *progress_bar;
  GtkWidget *stop_button;
  AdwStatusPage *failed;
  GtkEditable *passphrase_row;
  GtkWidget *wrong;
  GtkWidget *open_button;
  AdwPreferencesGroup *preview;
  AdwActionRow *new_row;
  AdwActionRow *from_row;
  AdwActionRow *written_row;
  AdwActionRow *network_row;
  GtkWidget *take_button;
  AdwStatusPage *result;
  GtkWidget *settle_button;
  GtkWidget *done_button;

  LnetSession *session;
  LnetBundleJob *job;
  GCancellable *cancellable; /* of what runs; NULL: nothing does */
  guint tick;
};

G_DEFINE_FINAL_TYPE (LnetTakeBundleDialog, lnet_take_bundle_dialog, ADW_TYPE_DIALOG)

static void
show_page (LnetTakeBundleDialog *self,
           const char           *tag)
{
  const char *tags[] = { tag };

  adw_navigation_view_replace_with_tags (self->pages, tags, 1);
}

static gboolean
on_tick (gpointer user_data)
{
  LnetTakeBundleDialog *self = user_data;
  double progress = lnet_bundle_job_get_progress (self->job);

  if (progress > 0)
    gtk_progress_bar_set_fraction (self->progress_bar, progress);
  else
    gtk_progress_bar_pulse (self->progress_bar);
  return G_SOURCE_CONTINUE;
}

static void
begin (LnetTakeBundleDialog *self,
       LnetBundleStep        step,
       const char           *label,
       GAsyncReadyCallback   callback)
{
  self->cancellable = g_cancellable_new ();
  gtk_label_set_label (self->progress_label, label);
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  show_page (self, "progress");
  gtk_widget_grab_focus (self->stop_button);
  self->tick = g_timeout_add (TICK_MS, on_tick, self);
  lnet_bundle_job_run_async (self->job, step, self->cancellable, callback, g_object_ref (self));
}

/* FALSE when it failed; a failure that is to be said is said. */
static gboolean
end (LnetTakeBundleDialog *self,
     GAsyncResult         *result,
     GError              **error)
{
  gboolean done = lnet_bundle_job_run_finish (self->job, result, error);

  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_object (&self->cancellable);
  return done;
}

static void
fail (LnetTakeBundleDialog *self,
      const GError         *error)
{
  g_autofree char *description = NULL;

  if (gtk_widget_get_parent (GTK_WIDGET (self)) == NULL)
    return;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      adw_dialog_force_close (ADW_DIALOG (self));
      return;
    }
  description = g_markup_escape_text (error->message, -1);
  if (g_error_matches (error, LNET_ERROR, LNET_ERROR_FOREIGN))
    {
      g_autofree char *sentence = g_steal_pointer (&description);

      description = g_strdup_printf ("%s %s", sentence, _("Open the network it belongs to, and try again."));
    }
  adw_status_page_set_description (self->failed, description);
  show_page (self, "failed");
}

/* --- the result --- */

static void
on_taken (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (LnetTakeBundleDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  const LnetTakeReport *report = lnet_bundle_job_get_report (self->job);
  g_autofree char *title = NULL;
  g_autofree char *rest = NULL;

  if (!end (self, result, &error))
    {
      /* What was taken in before is there, and is said. */
      if (report->n_batches > 0)
        {
          title = lnet_bundle_dup_taken (report);
          lnet_session_say (self->session, title);
        }
      fail (self, error);
      return;
    }
  title = lnet_bundle_dup_taken (report);
  rest = lnet_bundle_dup_rest (report);
  adw_status_page_set_title (self->result, title);
  adw_status_page_set_description (self->result, rest);
  gtk_widget_set_visible (self->settle_button, report->n_to_settle > 0 || report->n_waiting > 0);
  if (gtk_widget_get_parent (GTK_WIDGET (self)) == NULL)
    lnet_session_say (self->session, title);
  else
    show_page (self, "result");
}

static void
on_take (LnetTakeBundleDialog *self)
{
  if (self->cancellable == NULL)
    begin (self, LNET_BUNDLE_JOB_TAKE, _("The bundle is being taken in"), on_taken);
}

static void
on_result_shown (LnetTakeBundleDialog *self)
{
  gtk_widget_grab_focus (self->done_button);
}

static void
on_settle (LnetTakeBundleDialog *self)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));

  adw_dialog_force_close (ADW_DIALOG (self));
  gtk_widget_activate_action (window, "win.to-settle", NULL);
}

/* --- the preview --- */

static void
show_new (LnetTakeBundleDialog    *self,
          const LnetBundlePreview *preview)
{
  g_autofree char *new = lnet_bundle_dup_changes (preview->n_new);
  g_autofree char *all = lnet_bundle_dup_changes (preview->n_batches);
  g_autofree char *text = NULL;

  if (preview->n_new == 0)
    text = g_strdup (_("Nothing: all of it is here already"));
  else if (preview->n_new == preview->n_batches)
    text = g_strdup (new);
  else
    /* Translators: both are as in "31 changes" */
    text = g_strdup_printf (_("%s, of %s in the bundle"), new, all);
  adw_action_row_set_subtitle (self->new_row, text);
  gtk_widget_set_sensitive (self->take_button, preview->n_new > 0 || preview->n_contents > 0);
}

static void
show_preview (LnetTakeBundleDialog *self)
{
  const LnetBundlePreview *preview = lnet_bundle_job_get_preview (self->job);
  const LnetBundleManifest *manifest = preview->manifest;
  g_autofree char *written = lnet_when_describe (manifest->written);
  g_autofree char *missing = NULL;

  show_new (self, preview);
  adw_action_row_set_subtitle (self->from_row, *manifest->sender_name != '\0' ? manifest->sender_name
                                                                              : _("A desk that gave no name"));
  adw_action_row_set_subtitle (self->written_row, written);
  adw_action_row_set_subtitle (self->network_row, manifest->network_name);
  if (preview->n_missing > 0)
    missing = g_strdup_printf (ngettext ("%u part of this bundle is not in the file. What is there can be taken in, "
                                         "and the rest later.",
                                         "%u parts of this bundle are not in the file. What is there can be taken in, "
                                         "and the rest later.", preview->n_missing), preview->n_missing);
  adw_preferences_group_set_description (self->preview, missing);
  show_page (self, "preview");
}

static void
on_preview_shown (LnetTakeBundleDialog *self)
{
  gtk_widget_grab_focus (self->take_button);
}

static void
on_looked (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (LnetTakeBundleDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = end (self, result, &error);
  gboolean asks = g_error_matches (error, LNET_ERROR, LNET_ERROR_LOCKED) &&
                  lnet_bundle_job_get_slot (self->job) == LNET_BUNDLE_SLOT_PASSPHRASE;

  if (gtk_widget_get_parent (GTK_WIDGET (self)) == NULL)
    return;
  if (done)
    show_preview (self);
  else if (asks)
    {
      gtk_widget_set_visible (self->wrong, *gtk_editable_get_text (self->passphrase_row) != '\0');
      show_page (self, "passphrase");
    }
  else
    fail (self, error);
}

/* --- the passphrase --- */

static void
on_passphrase_shown (LnetTakeBundleDialog *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->passphrase_row));
}

static void
on_passphrase_changed (LnetTakeBundleDialog *self)
{
  gtk_widget_set_visible (self->wrong, FALSE);
  gtk_widget_set_sensitive (self->open_button, *gtk_editable_get_text (self->passphrase_row) != '\0');
}

static void
on_open (LnetTakeBundleDialog *self)
{
  if (self->cancellable != NULL || *gtk_editable_get_text (self->passphrase_row) == '\0')
    return;
  lnet_bundle_job_set_passphrase (self->job, gtk_editable_get_text (self->passphrase_row));
  begin (self, LNET_BUNDLE_JOB_LOOK, _("The bundle is being opened"), on_looked);
}

static void
on_stop (LnetTakeBundleDialog *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static void
on_closed (LnetTakeBundleDialog *self)
{
  on_stop (self);
  g_clear_handle_id (&self->tick, g_source_remove);
}

static void
lnet_take_bundle_dialog_dispose (GObject *object)
{
  LnetTakeBundleDialog *self = LNET_TAKE_BUNDLE_DIALOG (object);

  on_closed (self);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->job);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_TAKE_BUNDLE_DIALOG);

  G_OBJECT_CLASS (lnet_take_bundle_dialog_parent_class)->dispose (object);
}

static void
lnet_take_bundle_dialog_class_init (LnetTakeBundleDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lnet_take_bundle_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/LearningNetwork/lnet-take-bundle-dialog.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, LnetTakeBundleDialog, child)
  BIND (pages);
  BIND (progress_label);
  BIND (progress_bar);
  BIND (stop_button);
  BIND (failed);
  BIND (passphrase_row);
  BIND (wrong);
  BIND (open_button);
  BIND (preview);
  BIND (new_row);
  BIND (from_row);
  BIND (written_row);
  BIND (network_row);
  BIND (take_button);
  BIND (result);
  BIND (settle_button);
  BIND (done_button);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_closed);
  gtk_widget_class_bind_template_callback (widget_class, on_open);
  gtk_widget_class_bind_template_callback (widget_class, on_passphrase_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_passphrase_shown);
  gtk_widget_class_bind_template_callback (widget_class, on_preview_shown);
  gtk_widget_class_bind_template_callback (widget_class, on_result_shown);
  gtk_widget_class_bind_template_callback (widget_class, on_settle);
  gtk_widget_class_bind_template_callback (widget_class, on_stop);
  gtk_widget_class_bind_template_callback (widget_class, on_take);
}

static void
lnet_take_bundle_dialog_init (LnetTakeBundleDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lnet_fit_dialog (ADW_DIALOG (self));
  lnet_help_set_page (ADW_DIALOG (self), "sharing");
}

AdwDialog *
lnet_take_bundle_dialog_new (LnetSession *session,
                             GFile       *file)
{
  LnetTakeBundleDialog *self = g_object_new (LNET_TYPE_TAKE_BUNDLE_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->job = lnet_bundle_job_new (lnet_session_get_store (session));
  lnet_bundle_job_set_file (self->job, file);
  begin (self, LNET_BUNDLE_JOB_LOOK, _("The bundle is being looked at"), on_looked);
  return ADW_DIALOG (self);
}
