/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-write-bundle-dialog.h"

#include <glib/gi18n-lib.h>

#include "lnet-bundle-job.h"
#include "lnet-bundle-words.h"
#include "lnet-day.h"
#include "lnet-desk-job.h"
#include "lnet-fit.h"
#include "lnet-members.h"
#include "lnet-sidebar.h"
#include "lnet-toast.h"

#define TICK_MS 100

struct _LnetWriteBundleDialog
{
  AdwDialog parent_instance;

  AdwNavigationView *pages;
  GtkWidget *write_button;
  AdwActionRow *leaves_row;
  AdwPreferencesGroup *desks_group;
  AdwComboRow *kind_row;
  AdwPreferencesGroup *passphrase_group;
  GtkEditable *first_row;
  GtkEditable *second_row;
  GtkLabel *hint;
  GtkProgressBar *progress_bar;
  GtkWidget *stop_button;

  LnetSession *session;
  LnetBundleJob *job;
  LnetBundleJob *counting;   /* the newest count, or NULL */
  GPtrArray *desk_rows;      /* in `desks_group`, which owns them; empty where nobody else takes part */
  GCancellable *cancellable; /* of what runs; NULL: nothing does */
  guint tick;
};

G_DEFINE_FINAL_TYPE (LnetWriteBundleDialog, lnet_write_bundle_dialog, ADW_TYPE_DIALOG)

/* --- for whom --- */

static gboolean
is_for_desks (LnetWriteBundleDialog *self)
{
  return self->desk_rows->len > 0 && adw_combo_row_get_selected (self->kind_row) == 0;
}

/* Returns: (transfer full) (nullable): a set of LnetId; NULL: for whoever has the passphrase */
static GHashTable *
list_recipients (LnetWriteBundleDialog *self)
{
  GHashTable *recipients;

  if (!is_for_desks (self))
    return NULL;
  recipients = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, NULL);
  for (guint i = 0; i < self->desk_rows->len; i++)
    if (adw_switch_row_get_active (self->desk_rows->pdata[i]))
      g_hash_table_add (recipients, lnet_id_copy (g_object_get_data (self->desk_rows->pdata[i], "desk")));
  return recipients;
}

static guint
count_recipients (LnetWriteBundleDialog *self)
{
  g_autoptr (GHashTable) recipients = list_recipients (self);

  return recipients != NULL ? g_hash_table_size (recipients) : 0;
}

/* --- what leaves --- */

static void
on_counted (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (LnetWriteBundleDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  g_autofree char *changes = NULL;
  LnetBundleJob *job = LNET_BUNDLE_JOB (source);
  gboolean done = lnet_bundle_job_run_finish (job, result, &error);

  /* Meanwhile other desks were chosen. */
  if (job != self->counting)
    return;
  if (!done)
    {
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->leaves_row), error->message);
      adw_action_row_set_subtitle (self->leaves_row, NULL);
      return;
    }
  contents = lnet_bundle_dup_contents (lnet_bundle_job_get_summary (job));
  changes = lnet_bundle_dup_changes (lnet_bundle_job_get_summary (job)->n_batches);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->leaves_row), contents != NULL ? contents : changes);
  adw_action_row_set_subtitle (self->leaves_row, contents != NULL ? changes : NULL);
}

static void
count (LnetWriteBundleDialog *self)
{
  g_clear_object (&self->counting);
  self->counting = lnet_bundle_job_new (lnet_session_get_store (self->session));
  lnet_bundle_job_set_recipients (self->counting, list_recipients (self));
  lnet_bundle_job_run_async (self->counting, LNET_BUNDLE_JOB_COUNT, NULL, on_counted, g_object_ref (self));
}

/* --- the passphrase --- */

static const char *
get_hint (LnetPassphraseStrength strength,
          gboolean               same,
          gboolean               repeated)
{
  if (strength == LNET_PASSPHRASE_EMPTY)
    return _("Four or five words that do not belong together are easy to remember and hard to guess.");
  if (strength == LNET_PASSPHRASE_SHORT)
    return _("Too short: at least eight letters.");
  if (repeated && !same)
    return _("The two are not the same yet.");
  if (strength == LNET_PASSPHRASE_FAIR)
    return _("Fair. Longer is harder to guess.");
  return _("Good.");
}

static void
set_style (GtkWidget  *widget,
           const char *style,
           gboolean    wanted)
{
  if (wanted)
    gtk_widget_add_css_class (widget, style);
  else
    gtk_widget_remove_css_class (widget, style);
}

static void
update (LnetWriteBundleDialog *self)
{
  const char *first = gtk_editable_get_text (self->first_row), *second = gtk_editable_get_text (self->second_row);
  LnetPassphraseStrength strength = lnet_passphrase_judge (first);
  gboolean same = g_str_equal (first, second), repeated = *second != '\0';
  gboolean differs = repeated && !same;

  gtk_label_set_label (self->hint, get_hint (strength, same, repeated));
  set_style (GTK_WIDGET (self->hint), "dimmed", strength == LNET_PASSPHRASE_EMPTY);
  set_style (GTK_WIDGET (self->hint), "success", strength == LNET_PASSPHRASE_GOOD && !differs);
  set_style (GTK_WIDGET (self->first_row), "error", strength == LNET_PASSPHRASE_SHORT && repeated);
  set_style (GTK_WIDGET (self->second_row), "error", differs && !g_str_has_prefix (first, second));
  gtk_widget_set_sensitive (self->write_button,
                            self->cancellable == NULL && (is_for_desks (self) ? count_recipients (self) > 0
                                                          : same && strength >= LNET_PASSPHRASE_FAIR));
}

/* --- the desks --- */

static void
on_kind (LnetWriteBundleDialog *self)
{
  guint n = count_recipients (self);
  g_autofree char *readable = NULL;

  /* While the template is being filled. */
  if (self->session == NULL)
    return;
  if (is_for_desks (self))
    readable = n == 0 ? g_strdup (_("Choose at least one desk."))
                      : g_strdup_printf (ngettext ("Readable by %u desk. What not all of them may read stays here.",
                                                   "Readable by %u desks. What not all of them may read stays here.", n),
                                         n);
  adw_preferences_group_set_description (self->desks_group, readable);
  gtk_widget_set_visible (GTK_WIDGET (self->passphrase_group), !is_for_desks (self));
  for (guint i = 0; i < self->desk_rows->len; i++)
    gtk_widget_set_visible (self->desk_rows->pdata[i], is_for_desks (self));
  update (self);
  count (self);
}

static void
add_desk (LnetWriteBundleDialog *self,
          const LnetRosterDesk  *desk)
{
  GtkWidget *row = adw_switch_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 *desk->name != '\0' ? desk->name : _("A desk without a name"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), lnet_stance_get_label (desk->stance));
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "desk", lnet_id_copy (&desk->id), g_free);
  g_signal_connect_object (row, "notify::active", G_CALLBACK (on_kind), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->desks_group, row);
  g_ptr_array_add (self->desk_rows, row);
}

/* Where nobody else takes part there is only the passphrase. */
static void
on_looked (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (LnetWriteBundleDialog) self = user_data;
  LnetDeskJob *job = LNET_DESK_JOB (source);
  const GPtrArray *desks;

  if (!lnet_desk_job_run_finish (job, result, NULL) || gtk_widget_get_parent (GTK_WIDGET (self)) == NULL)
    return;
  desks = lnet_roster_list (lnet_desk_job_get_roster (job));
  for (guint i = 0; i < desks->len; i++)
    {
      const LnetRosterDesk *desk = desks->pdata[i];

      if (desk->state == LNET_DESK_ADMITTED && desk->has_keys &&
          !lnet_id_equal (&desk->id, &lnet_desk_job_get_own (job)->id))
        add_desk (self, desk);
    }
  if (self->desk_rows->len == 0)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->desks_group), TRUE);
  adw_preferences_group_set_title (self->passphrase_group, NULL);
  on_kind (self);
}

/* --- writing --- */

static gboolean
on_tick (gpointer user_data)
{
  LnetWriteBundleDialog *self = user_data;

  gtk_progress_bar_set_fraction (self->progress_bar, lnet_bundle_job_get_progress (self->job));
  return G_SOURCE_CONTINUE;
}

/* The toast that names the file, and leads to it. */
static void
say_written (LnetWriteBundleDialog *self,
             GFile                 *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *uri = g_file_get_uri (file);
  /* Translators: %s is the name of a file */
  g_autofree char *message = g_strdup_printf (_("“%s” is written"), name);
  g_autoptr (AdwToast) toast = lnet_toast_new (message);

  adw_toast_set_button_label (toast, _("Show in Files"));
  adw_toast_set_action_name (toast, "win.show-in-files");
  adw_toast_set_action_target (toast, "s", uri);
  g_signal_emit_by_name (self->session, "toast", toast);
}

/* Back to the choices, unless the dialog was closed meanwhile. */
static void
end_work (LnetWriteBundleDialog *self)
{
  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_object (&self->cancellable);
  if (gtk_widget_get_parent (GTK_WIDGET (self)) == NULL)
    return;
  adw_navigation_view_pop_to_tag (self->pages, "choices");
  update (self);
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (LnetWriteBundleDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (lnet_bundle_job_run_finish (LNET_BUNDLE_JOB (source), result, &error))
    {
      say_written (self, lnet_bundle_job_get_file (LNET_BUNDLE_JOB (source)));
      if (gtk_widget_get_parent (GTK_WIDGET (self)) != NULL)
        adw_dialog_force_close (ADW_DIALOG (self));
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lnet_session_fail (self->session, _("The bundle was not written"), error);
  end_work (self);
}

static char *
dup_author (LnetWriteBundleDialog *self)
{
  const LnetId *member = lnet_session_get_member (self->session);

  return lnet_id_is_null (member) ? NULL : lnet_members_dup_name (lnet_session_get_reader (self->session), member);
}

void
lnet_write_bundle_dialog_write (LnetWriteBundleDialog *self,
                                GFile                 *file)
{
  g_autofree char *author = NULL;

  g_return_if_fail (LNET_IS_WRITE_BUNDLE_DIALOG (self));

  if (self->cancellable != NULL)
    return;
  author = dup_author (self);
  self->cancellable = g_cancellable_new ();
  lnet_bundle_job_set_file (self->job, file);
  lnet_bundle_job_set_recipients (self->job, list_recipients (self));
  lnet_bundle_job_set_passphrase (self->job, gtk_editable_get_text (self->first_row));
  lnet_bundle_job_set_sender_name (self->job, author);
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  adw_navigation_view_push_by_tag (self->pages, "progress");
  gtk_widget_grab_focus (self->stop_button);
  self->tick = g_timeout_add (TICK_MS, on_tick, self);
  lnet_bundle_job_run_async (self->job, LNET_BUNDLE_JOB_WRITE, self->cancellable, on_written, g_object_ref (self));
}

static void
on_chosen (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (LnetWriteBundleDialog) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL && gtk_widget_get_parent (GTK_WIDGET (self)) != NULL)
    lnet_write_bundle_dialog_write (self, file);
}

static void
on_write (LnetWriteBundleDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *today = lnet_day_today ();
  g_autofree char *name = g_strdup_printf ("%s %s%s", lnet_store_get_name (lnet_session_get_store (self->session)),
                                           today, LNET_BUNDLE_SUFFIX);

  g_strdelimit (name, "/\\", '-');
  gtk_file_dialog_set_title (dialog, _("Write a Bundle"));
  gtk_file_dialog_set_accept_label (dialog, _("_Write"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, on_chosen,
                        g_object_ref (self));
}

static void
on_stop (LnetWriteBundleDialog *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static void
on_closed (LnetWriteBundleDialog *self)
{
  on_stop (self);
  g_clear_handle_id (&self->tick, g_source_remove);
}

static void
lnet_write_bundle_dialog_dispose (GObject *object)
{
  LnetWriteBundleDialog *self = LNET_WRITE_BUNDLE_DIALOG (object);

  on_closed (self);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->counting);
  g_clear_object (&self->job);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_WRITE_BUNDLE_DIALOG);

  G_OBJECT_CLASS (lnet_write_bundle_dialog_parent_class)->dispose (object);
}

static void
lnet_write_bundle_dialog_finalize (GObject *object)
{
  g_ptr_array_unref (LNET_WRITE_BUNDLE_DIALOG (object)->desk_rows);

  G_OBJECT_CLASS (lnet_write_bundle_dialog_parent_class)->finalize (object);
}

static void
lnet_write_bundle_dialog_class_init (LnetWriteBundleDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lnet_write_bundle_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = lnet_write_bundle_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/LearningNetwork/lnet-write-bundle-dialog.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, LnetWriteBundleDialog, child)
  BIND (pages);
  BIND (write_button);
  BIND (leaves_row);
  BIND (desks_group);
  BIND (kind_row);
  BIND (passphrase_group);
  BIND (first_row);
  BIND (second_row);
  BIND (hint);
  BIND (progress_bar);
  BIND (stop_button);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_closed);
  gtk_widget_class_bind_template_callback (widget_class, on_kind);
  gtk_widget_class_bind_template_callback (widget_class, on_stop);
  gtk_widget_class_bind_template_callback (widget_class, on_write);
  gtk_widget_class_bind_template_callback (widget_class, update);
}

static void
lnet_write_bundle_dialog_init (LnetWriteBundleDialog *self)
{
  self->desk_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  lnet_fit_dialog (ADW_DIALOG (self));
}

AdwDialog *
lnet_write_bundle_dialog_new (LnetSession *session)
{
  LnetWriteBundleDialog *self = g_object_new (LNET_TYPE_WRITE_BUNDLE_DIALOG, NULL);
  g_autoptr (LnetDeskJob) look = NULL;

  self->session = g_object_ref (session);
  self->job = lnet_bundle_job_new (lnet_session_get_store (session));
  update (self);
  count (self);
  look = lnet_desk_job_new (lnet_session_get_store (session));
  lnet_desk_job_run_async (look, LNET_DESK_JOB_LOOK, NULL, on_looked, g_object_ref (self));
  return ADW_DIALOG (self);
}
