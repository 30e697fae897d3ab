/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-erase-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-error.h"
#include "lnet-failure.h"
#include "lnet-fit.h"
#include "lnet-name.h"
#include "lnet-row-title.h"
#include "lnet-worker.h"

#define TICK_MS 100
/* More are not read one by one; the rest is counted. */
#define MOST_MENTIONS 50

struct _LnetEraseDialog
{
  AdwDialog parent_instance;

  LnetSession *session;
  LnetErasure *erasure; /* in hand while nothing runs */
  gboolean erased;
  GCancellable *cancellable;
  guint tick;

  AdwNavigationView *pages;
  AdwStatusPage *failed;
  AdwNavigationPage *choices_page;
  GtkWidget *erase_button;
  AdwPreferencesGroup *goes;
  AdwPreferencesGroup *stays;
  AdwPreferencesGroup *mentions;
  AdwPreferencesGroup *confirm;
  AdwEntryRow *name_entry;
  GtkLabel *progress_label;
  GtkProgressBar *progress_bar;
  GtkWidget *stop_button;
  AdwStatusPage *done;
  GtkLabel *left;
  GtkWidget *report_button;
};

G_DEFINE_FINAL_TYPE (LnetEraseDialog, lnet_erase_dialog, ADW_TYPE_DIALOG)

static gboolean
is_closed (LnetEraseDialog *self)
{
  return gtk_widget_get_parent (GTK_WIDGET (self)) == NULL;
}

/* One page at a time: there is nothing to go back to, and Escape closes. */
static void
show_page (LnetEraseDialog *self,
           const char      *tag)
{
  adw_navigation_view_replace_with_tags (self->pages, &tag, 1);
}

/* What is going to happen */

static void
add_row (AdwPreferencesGroup *group,
         const char          *title,
         const char          *subtitle,
         const char          *end)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, "subtitle", subtitle, NULL);
  GtkWidget *label;

  if (end != NULL)
    {
      label = gtk_label_new (end);
      gtk_widget_add_css_class (label, "numeric");
      gtk_widget_add_css_class (label, "dimmed");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  adw_preferences_group_add (group, row);
}

static void
add_lines (AdwPreferencesGroup *group,
           GPtrArray           *lines)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const LnetErasureLine *line = lines->pdata[i];
      g_autofree char *n = g_strdup_printf ("%'u", line->n);

      add_row (group, lnet_row_get_kind (line->table), line->why != NULL ? line->why : "", n);
    }
}

static void
add_mentions (LnetEraseDialog *self)
{
  GPtrArray *mentions = self->erasure->mentions;
  g_autofree char *more = NULL;

  for (guint i = 0; i < MIN (mentions->len, MOST_MENTIONS); i++)
    {
      const LnetMention *mention = mentions->pdata[i];
      const char *kind = lnet_row_get_kind (mention->table);
      /* Translators: kind of thing, as in “Passage · in the Trash” */
      g_autofree char *where = mention->in_trash ? g_strdup_printf (_("%s · in the Trash"), kind) : g_strdup (kind);

      add_row (self->mentions, *mention->title != '\0' ? mention->title : kind, where, NULL);
    }
  if (mentions->len <= MOST_MENTIONS)
    return;
  more = g_strdup_printf (ngettext ("And %'u more", "And %'u more", mentions->len - MOST_MENTIONS),
                          mentions->len - MOST_MENTIONS);
  add_row (self->mentions, more, "", NULL);
}

static void
describe_person (LnetEraseDialog *self)
{
  const LnetErasure *erasure = self->erasure;
  /* Translators: a member’s name */
  g_autofree char *title = g_strdup_printf (_("Erase %s?"), erasure->name);
  g_autofree char *what_to_type = g_markup_printf_escaped (_("Type the name to confirm: %s"), erasure->name);
  g_autofree char *n_acts = g_strdup_printf ("%'u", erasure->n_acts);
  g_autoptr (GString) words = g_string_new (NULL);

  adw_dialog_set_title (ADW_DIALOG (self), title);
  adw_navigation_page_set_title (self->choices_page, title);
  g_string_append (words, _("Everything that is of this person alone leaves the network, its history and the backups on "
                            "this computer."));
  if (erasure->roots->len > 1)
    g_string_append_printf (words, " %s", _("Entries that were merged with this one go too: they are one person."));
  g_string_append_printf (words, " %s\n\n%s", _("This cannot be undone."), what_to_type);
  adw_preferences_group_set_description (self->confirm, words->str);
  if (erasure->n_acts > 0)
    add_row (self->stays, _("Entries in the history"),
             _("That something was done stays, so that the history holds together. It no longer says who did it or what "
               "was written."), n_acts);
}

static void
describe_trash (LnetEraseDialog *self)
{
  gboolean one = self->erasure->roots->len == 1;
  const char *title = one ? _("Delete for Good?") : _("Empty the Trash?");

  adw_dialog_set_title (ADW_DIALOG (self), title);
  adw_navigation_page_set_title (self->choices_page, title);
  gtk_button_set_label (GTK_BUTTON (self->erase_button), one ? _("_Delete") : _("_Empty"));
  adw_preferences_group_set_description (
    self->confirm, _("What lies there leaves the network and its history, with all that hangs on it. Backups keep it until "
                   "they grow too old. This cannot be undone."));
  gtk_widget_set_visible (GTK_WIDGET (self->name_entry), FALSE);
  gtk_widget_set_sensitive (self->erase_button, TRUE);
}

static void
show_choices (LnetEraseDialog *self)
{
  add_lines (self->goes, self->erasure->goes);
  add_lines (self->stays, self->erasure->stays);
  add_mentions (self);
  if (self->erasure->person)
    describe_person (self);
  else
    describe_trash (self);
  gtk_widget_set_visible (GTK_WIDGET (self->stays), self->erasure->stays->len > 0 || self->erasure->n_acts > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->mentions), self->erasure->mentions->len > 0);
  show_page (self, "choices");
  gtk_widget_grab_focus (self->erasure->person ? GTK_WIDGET (self->name_entry) : self->erase_button);
}

static void
show_failure (LnetEraseDialog *self,
              const GError    *error)
{
  g_autofree char *sentence = g_markup_escape_text (error->message, -1);

  adw_status_page_set_description (self->failed, sentence);
  show_page (self, "failed");
}

static void
look (GTask        *task,
      gpointer      source,
      gpointer      task_data,
      GCancellable *cancellable)
{
  LnetEraseDialog *self = source;
  GError *error = NULL;

  if (lnet_erasure_look (self->erasure, task_data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_looked (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  LnetEraseDialog *self = LNET_ERASE_DIALOG (source);
  g_autoptr (GError) error = NULL;
  gboolean looked = g_task_propagate_boolean (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!looked)
    show_failure (self, error);
  else if (self->erasure->goes->len == 0)
    {
      error = g_error_new_literal (LNET_ERROR, LNET_ERROR_NOT_FOUND,
                                   _("What was to be erased is no longer in this network. Nothing was changed."));
      show_failure (self, error);
    }
  else
    show_choices (self);
}

static void
begin_looking (LnetEraseDialog *self)
{
  g_autoptr (GTask) task = NULL;

  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, on_looked, NULL);
  g_task_set_source_tag (task, begin_looking);
  g_task_set_task_data (task, g_strdup (lnet_store_get_path (lnet_session_get_store (self->session))), g_free);
  lnet_worker_run (task, look);
}

/* Doing it */

static void
on_typed (LnetEraseDialog *self)
{
  gboolean same = self->erasure->name != NULL &&
                  lnet_name_equal (gtk_editable_get_text (GTK_EDITABLE (self->name_entry)), self->erasure->name);

  gtk_widget_set_sensitive (self->erase_button, same);
}

static const char *
get_stage_label (LnetErasureStage stage)
{
  switch (stage)
    {
    case LNET_ERASURE_BACKUPS:
      return _("Taking it out of the backups…");
    case LNET_ERASURE_TIDYING:
      return _("Tidying the file…");
    case LNET_ERASURE_LOOKING:
    case LNET_ERASURE_WRITING:
    default:
      return _("Taking it out of the network and its history…");
    }
}

/* From the moment it is written there is no way back. */
static gboolean
on_tick (gpointer data)
{
  LnetEraseDialog *self = data;
  LnetErasureStage stage = lnet_erasure_get_stage (self->erasure);

  gtk_progress_bar_pulse (self->progress_bar);
  gtk_label_set_label (self->progress_label, get_stage_label (stage));
  gtk_widget_set_visible (self->stop_button, stage <= LNET_ERASURE_WRITING);
  return G_SOURCE_CONTINUE;
}

static void
show_done (LnetEraseDialog *self)
{
  const LnetErasure *erasure = self->erasure;
  g_autoptr (GString) left = g_string_new (NULL);
  guint n = 0;
  g_autofree char *words = NULL;

  for (guint i = 0; i < erasure->goes->len; i++)
    n += ((const LnetErasureLine *) erasure->goes->pdata[i])->n;
  words = g_strdup_printf (ngettext ("%'u thing was removed for good.", "%'u things were removed for good.", n), n);
  adw_status_page_set_title (self->done, erasure->person ? _("The person is erased") : _("It is gone for good"));
  adw_status_page_set_description (self->done, words);
  if (erasure->left->len > 0)
    g_string_append (left, _("Not done yet; it is tried again when the network is next opened:"));
  for (guint i = 0; i < erasure->left->len; i++)
    g_string_append_printf (left, "\n%s", (const char *) erasure->left->pdata[i]);
  gtk_label_set_label (self->left, left->str);
  gtk_widget_set_visible (GTK_WIDGET (self->left), left->len > 0);
  gtk_widget_set_visible (self->report_button, erasure->person);
  adw_dialog_set_can_close (ADW_DIALOG (self), TRUE);
  show_page (self, "done");
  gtk_accessible_announce (GTK_ACCESSIBLE (self), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  if (erasure->person)
    gtk_widget_grab_focus (self->report_button);
}

/* What this computer remembers of the person: that they worked here, and whom was searched for last. */
static void
forget (LnetEraseDialog *self)
{
  const LnetId nobody = lnet_id_null ();

  if (self->erasure->person)
    lnet_session_forget_search (self->session);
  for (guint i = 0; i < self->erasure->roots->len; i++)
    if (lnet_id_equal (&g_array_index (self->erasure->roots, LnetErasureRoot, i).row,
                       lnet_session_get_member (self->session)))
      {
        lnet_session_set_working_as (self->session, &nobody, lnet_session_get_stance (self->session));
        return;
      }
}

static void
on_erased (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (LnetEraseDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  self->erased = lnet_store_erase_finish (LNET_STORE (source), result, &error);
  g_clear_handle_id (&self->tick, g_source_remove);
  adw_dialog_set_can_close (ADW_DIALOG (self), TRUE);
  if (self->erased && self->session != NULL)
    forget (self);
  if (is_closed (self))
    return;
  if (self->erased)
    show_done (self);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_page (self, "choices");
  else
    show_failure (self, error);
}

static void
on_erase (LnetEraseDialog *self)
{
  if (!gtk_widget_get_sensitive (self->erase_button))
    return;
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  adw_dialog_set_can_close (ADW_DIALOG (self), FALSE);
  show_page (self, "progress");
  on_tick (self);
  self->tick = g_timeout_add (TICK_MS, on_tick, self);
  lnet_store_erase_async (lnet_session_get_store (self->session), self->erasure, self->cancellable, on_erased,
                          g_object_ref (self));
}

static void
on_stop (LnetEraseDialog *self)
{
  g_cancellable_cancel (self->cancellable);
}

/* The report, which lies outside the network and names nobody */

static void
on_report_written (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (LnetEraseDialog) self = user_data;
  g_autoptr (GError) failure = NULL;
  g_autoptr (GError) error = NULL;

  if (is_closed (self))
    return;
  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &failure))
    {
      gtk_button_set_label (GTK_BUTTON (self->report_button), _("Report Saved"));
      gtk_widget_set_sensitive (self->report_button, FALSE);
      gtk_accessible_announce (GTK_ACCESSIBLE (self), _("Report Saved"), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
      return;
    }
  error = g_error_new (LNET_ERROR, LNET_ERROR_FAILED, "%s\n%s",
                       _("The report could not be written there. Choose another folder."), failure->message);
  adw_dialog_present (ADW_DIALOG (lnet_failure_dialog_new (_("The Report Was Not Saved"), error, NULL)),
                      GTK_WIDGET (self));
}

void
lnet_erase_dialog_save_report (LnetEraseDialog *self,
                               GFile           *file)
{
  g_autofree char *report = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_return_if_fail (LNET_IS_ERASE_DIALOG (self) && self->erased);

  report = lnet_erasure_write_report (self->erasure, lnet_store_get_name (lnet_session_get_store (self->session)));
  bytes = g_bytes_new_take (report, strlen (report));
  report = NULL;
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, on_report_written,
                                       g_object_ref (self));
}

static void
on_report_chosen (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (LnetEraseDialog) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL && !is_closed (self))
    lnet_erase_dialog_save_report (self, file);
}

static void
on_report (LnetEraseDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");
  /* Translators: name of a file; a day, as in “Erasure 2026-11-24.txt” */
  g_autofree char *name = g_strdup_printf (_("Erasure %s.txt"), day);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, on_report_chosen,
                        g_object_ref (self));
}

/* The dialog */

static void
on_closed (LnetEraseDialog *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
lnet_erase_dialog_dispose (GObject *object)
{
  LnetEraseDialog *self = LNET_ERASE_DIALOG (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_ERASE_DIALOG);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lnet_erase_dialog_parent_class)->dispose (object);
}

static void
lnet_erase_dialog_finalize (GObject *object)
{
  g_clear_pointer (&LNET_ERASE_DIALOG (object)->erasure, lnet_erasure_free);

  G_OBJECT_CLASS (lnet_erase_dialog_parent_class)->finalize (object);
}

static void
lnet_erase_dialog_class_init (LnetEraseDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lnet_erase_dialog_dispose;
  object_class->finalize = lnet_erase_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-erase-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetEraseDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, LnetEraseDialog, failed);
  gtk_widget_class_bind_template_child (widget_class, LnetEraseDialog, choices_page);
  gtk_widget_class_bind_template_child (widget_class, LnetEraseDialog, erase_button);
  gtk_widget_class_bind_template_child (widget_class, LnetEraseDialog, goes);
  gtk_widget_class_bind_template_child (widget_class, LnetEraseDialog, stays);
  gtk_widget_class_bind_template_child (widget_class, LnetEraseDialog, mentions);
  gtk_widget_class_bind_template_child (widget_class, LnetEraseDialog, confirm);
  gtk_widget_class_bind_template_child (widget_class, LnetEraseDialog, name_entry);
  gtk_widget_class_bind_template_child (widget_class, LnetEraseDialog, progress_label);
  gtk_widget_class_bind_template_child (widget_class, LnetEraseDialog, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, LnetEraseDialog, stop_button);
  gtk_widget_class_bind_template_child (widget_class, LnetEraseDialog, done);
  gtk_widget_class_bind_template_child (widget_class, LnetEraseDialog, left);
  gtk_widget_class_bind_template_child (widget_class, LnetEraseDialog, report_button);
  gtk_widget_class_bind_template_callback (widget_class, on_closed);
  gtk_widget_class_bind_template_callback (widget_class, on_erase);
  gtk_widget_class_bind_template_callback (widget_class, on_report);
  gtk_widget_class_bind_template_callback (widget_class, on_stop);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
}

static void
lnet_erase_dialog_init (LnetEraseDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lnet_fit_dialog (ADW_DIALOG (self));
}

AdwDialog *
lnet_erase_dialog_new (LnetSession *session,
                       LnetErasure *erasure)
{
  LnetEraseDialog *self = g_object_new (LNET_TYPE_ERASE_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->erasure = erasure;
  begin_looking (self);
  return ADW_DIALOG (self);
}
