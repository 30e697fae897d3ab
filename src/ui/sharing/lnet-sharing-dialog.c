/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-sharing-dialog.h"

#include <glib/gi18n-lib.h>

#include "lnet-admit-dialog.h"
#include "lnet-day.h"
#include "lnet-desk-dialog.h"
#include "lnet-desk-job.h"
#include "lnet-fit.h"
#include "lnet-folder-group.h"
#include "lnet-help.h"
#include "lnet-members.h"
#include "lnet-paper-key-dialog.h"
#include "lnet-sidebar.h"
#include "lnet-toast.h"
#include "lnet-when.h"

struct _LnetSharingDialog
{
  AdwDialog parent_instance;

  AdwToastOverlay *toasts;
  AdwBanner *problem;
  GtkWidget *intro;
  GtkWidget *begin_row;
  LnetFolderGroup *folder;
  AdwPreferencesGroup *desks;
  GtkWidget *add_button;
  GtkWidget *write_row;
  GtkWidget *take_row;
  GtkWidget *paper;

  LnetSession *session;
  LnetDeskJob *job;
  GPtrArray *rows; /* in `desks`, which owns them */
  GCancellable *cancellable;
  gboolean looking;
  gboolean again;  /* something has changed since */
};

G_DEFINE_FINAL_TYPE (LnetSharingDialog, lnet_sharing_dialog, ADW_TYPE_DIALOG)

static void look (LnetSharingDialog *self);

static gboolean
takes_part (LnetSharingDialog *self)
{
  const LnetOwnDesk *own = lnet_desk_job_get_own (self->job);

  return own->state == LNET_OWN_DESK_TAKES_PART || own->state == LNET_OWN_DESK_NEW_NUMBER;
}

static gboolean
may_decide (LnetSharingDialog *self)
{
  return takes_part (self) && !lnet_session_get_read_only (self->session) &&
         lnet_roster_is_director (lnet_desk_job_get_roster (self->job), &lnet_desk_job_get_own (self->job)->id);
}

/* --- a desk --- */

static void
on_done (LnetSharingDialog *self,
         const char        *message)
{
  adw_toast_overlay_add_toast (self->toasts, lnet_toast_new (message));
  look (self);
}

static void
on_desk_activated (LnetSharingDialog *self,
                   GtkWidget         *row)
{
  const LnetRosterDesk *desk = lnet_roster_find (lnet_desk_job_get_roster (self->job),
                                                 g_object_get_data (G_OBJECT (row), "desk"));
  AdwDialog *dialog;

  if (desk == NULL)
    return;
  dialog = lnet_desk_dialog_new_edit (self->session, desk);
  g_signal_connect_object (dialog, "done", G_CALLBACK (on_done), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static char *
describe_state (LnetSharingDialog    *self,
                const LnetRosterDesk *desk,
                gboolean              own)
{
  gint64 heard = lnet_desk_job_get_heard (self->job, &desk->id);
  g_autofree char *when = NULL;

  if (desk->state == LNET_DESK_REMOVED)
    return g_strdup (_("Removed: what it writes is set aside"));
  if (own || heard == 0)
    return g_strdup (own ? _("This desk") : _("Not heard of through the folder yet"));
  when = lnet_when_describe (heard);
  /* Translators: of a desk; %s is as in "Today 14:02" */
  return g_strdup_printf (_("Last heard of: %s"), when);
}

static char *
describe_span (gint64 milliseconds)
{
  guint minutes = (guint) MIN (milliseconds / 60000, G_MAXINT);

  if (minutes < 120)
    return g_strdup_printf (ngettext ("%u minute", "%u minutes", minutes), minutes);
  if (minutes < 2 * 24 * 60)
    return g_strdup_printf (ngettext ("%u hour", "%u hours", minutes / 60), minutes / 60);
  return g_strdup_printf (ngettext ("%u day", "%u days", minutes / (24 * 60)), minutes / (24 * 60));
}

/* What a director should know of a desk, each on a line of its own. */
static void
append_notes (LnetSharingDialog    *self,
              const LnetRosterDesk *desk,
              GString              *text)
{
  gint64 ahead = lnet_desk_job_get_clock_ahead (self->job, &desk->id);

  if (ahead > 0)
    {
      g_autofree char *span = describe_span (ahead);

      g_string_append_c (text, '\n');
      /* Translators: of a desk; %s is as in "3 hours" */
      g_string_append_printf (text, _("Its clock is at least %s ahead of this computer’s. One of them is wrong."), span);
    }
  if (lnet_desk_job_is_parted (self->job, &desk->id))
    g_string_append_printf (text, "\n%s", _("Its computer was copied, and both copies were written on. All of it is kept."));
}

/* "Ruth Chee · Director · This desk" */
static char *
describe_desk (LnetSharingDialog    *self,
               const LnetRosterDesk *desk,
               gboolean              own)
{
  g_autofree char *state = describe_state (self, desk, own);
  g_autofree char *member = NULL;

  if (!lnet_id_is_null (&desk->member))
    member = lnet_members_dup_name (lnet_session_get_reader (self->session), &desk->member);
  if (member != NULL && *member != '\0')
    return g_strjoin (" · ", member, lnet_stance_get_label (desk->stance), state, NULL);
  return g_strjoin (" · ", lnet_stance_get_label (desk->stance), state, NULL);
}

static GtkWidget *
make_row (LnetSharingDialog    *self,
          const LnetRosterDesk *desk)
{
  const LnetOwnDesk *own = lnet_desk_job_get_own (self->job);
  g_autofree char *words = describe_desk (self, desk, lnet_id_equal (&desk->id, &own->id));
  g_autoptr (GString) subtitle = g_string_new (words);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name ("computer-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 *desk->name != '\0' ? desk->name : _("A desk without a name"));
  append_notes (self, desk, subtitle);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  g_object_set_data_full (G_OBJECT (row), "desk", lnet_id_copy (&desk->id), g_free);
  if (desk->state == LNET_DESK_REMOVED)
    gtk_widget_add_css_class (row, "dimmed");
  else if (may_decide (self))
    {
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_signal_connect_object (row, "activated", G_CALLBACK (on_desk_activated), self, G_CONNECT_SWAPPED);
    }
  return row;
}

static void
add_rows (LnetSharingDialog *self,
          LnetDeskState      state)
{
  const GPtrArray *all = lnet_roster_list (lnet_desk_job_get_roster (self->job));

  for (guint i = 0; i < all->len; i++)
    {
      const LnetRosterDesk *desk = all->pdata[i];
      GtkWidget *row;

      if (desk->state != state)
        continue;
      row = make_row (self, desk);
      adw_preferences_group_add (self->desks, row);
      g_ptr_array_add (self->rows, row);
    }
}

/* Who decides, and what this version of the program cannot read yet. */
static void
describe_desks (LnetSharingDialog *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gulong n = (gulong) lnet_desk_job_get_n_unknown (self->job);

  if (!may_decide (self) && takes_part (self))
    g_string_append (text, _("Desks of directors decide which desks take part."));
  if (n > 0 && text->len > 0)
    g_string_append_c (text, '\n');
  if (n > 0)
    g_string_append_printf (text, ngettext ("%lu change needs a newer version of Learning Network. It is kept until then.",
                                            "%lu changes need a newer version of Learning Network. They are kept until then.",
                                            n), n);
  adw_preferences_group_set_description (self->desks, text->len > 0 ? text->str : NULL);
}

static void
fill_desks (LnetSharingDialog *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->desks, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  add_rows (self, LNET_DESK_ADMITTED);
  add_rows (self, LNET_DESK_REMOVED);
  gtk_widget_set_visible (self->add_button, may_decide (self));
  describe_desks (self);
}

/* --- all of it --- */

static void
show_problem (LnetSharingDialog *self)
{
  const LnetOwnDesk *own = lnet_desk_job_get_own (self->job);
  g_autoptr (GError) problem = NULL;

  if (own->state == LNET_OWN_DESK_REMOVED || own->state == LNET_OWN_DESK_NO_KEY)
    lnet_own_desk_check (own, &problem);
  if (problem != NULL)
    adw_banner_set_title (self->problem, problem->message);
  adw_banner_set_button_label (self->problem, own->state == LNET_OWN_DESK_NO_KEY ? _("_Type the Paper Key…") : NULL);
  adw_banner_set_revealed (self->problem, problem != NULL);
}

static void
show (LnetSharingDialog *self)
{
  gboolean shared = !lnet_roster_is_empty (lnet_desk_job_get_roster (self->job));

  show_problem (self);
  gtk_widget_set_visible (self->intro, !shared);
  gtk_widget_set_sensitive (self->begin_row, !lnet_session_get_read_only (self->session));
  gtk_widget_set_visible (GTK_WIDGET (self->folder), shared && takes_part (self));
  gtk_widget_set_visible (GTK_WIDGET (self->desks), shared);
  gtk_widget_set_visible (self->paper, shared && takes_part (self));
  fill_desks (self);
}

static void
on_looked (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (LnetSharingDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = lnet_desk_job_run_finish (LNET_DESK_JOB (source), result, &error);

  self->looking = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (done)
    {
      g_set_object (&self->job, LNET_DESK_JOB (source));
      show (self);
    }
  else
    {
      adw_banner_set_title (self->problem, error->message);
      adw_banner_set_revealed (self->problem, TRUE);
    }
  if (self->again)
    look (self);
}

/* With a job of its own, so that what is shown stays readable meanwhile. */
static void
look (LnetSharingDialog *self)
{
  g_autoptr (LnetDeskJob) job = NULL;

  self->again = self->looking;
  if (self->looking)
    return;
  self->looking = TRUE;
  job = lnet_desk_job_new (lnet_session_get_store (self->session));
  lnet_desk_job_run_async (job, LNET_DESK_JOB_LOOK, NULL, on_looked, g_object_ref (self));
}

static void
on_store_changed (LnetSharingDialog *self,
                  LnetChanges       *changes)
{
  if (lnet_changes_has_table (changes, LNET_TABLE_ROSTER_DESK))
    look (self);
}

/* --- what can be done --- */

static void
present (LnetSharingDialog *self,
         AdwDialog         *dialog)
{
  g_signal_connect_object (dialog, "done", G_CALLBACK (on_done), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
on_begin (LnetSharingDialog *self)
{
  present (self, lnet_desk_dialog_new_begin (self->session));
}

static void
on_add (LnetSharingDialog *self)
{
  adw_dialog_present (lnet_admit_dialog_new (self->session), GTK_WIDGET (self));
}

static void
on_paper (LnetSharingDialog *self)
{
  adw_dialog_present (lnet_paper_key_dialog_new (self->session), GTK_WIDGET (self));
}

static void
on_restore (LnetSharingDialog *self)
{
  present (self, lnet_paper_key_dialog_new_restore (self->session));
}

/* What the window does in this dialog's place: its toasts and dialogs come where this one was. */
static void
leave_for (LnetSharingDialog *self,
           const char        *action)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));

  adw_dialog_force_close (ADW_DIALOG (self));
  gtk_widget_activate_action (window, action, NULL);
}

static void
on_write (LnetSharingDialog *self)
{
  leave_for (self, "win.write-bundle");
}

static void
on_take (LnetSharingDialog *self)
{
  leave_for (self, "win.choose-bundle");
}

static void
lnet_sharing_dialog_dispose (GObject *object)
{
  LnetSharingDialog *self = LNET_SHARING_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_SHARING_DIALOG);
  g_clear_object (&self->job);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lnet_sharing_dialog_parent_class)->dispose (object);
}

static void
lnet_sharing_dialog_finalize (GObject *object)
{
  LnetSharingDialog *self = LNET_SHARING_DIALOG (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (lnet_sharing_dialog_parent_class)->finalize (object);
}

static void
lnet_sharing_dialog_class_init (LnetSharingDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lnet_sharing_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = lnet_sharing_dialog_finalize;

  g_type_ensure (LNET_TYPE_FOLDER_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-sharing-dialog.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, LnetSharingDialog, child)
  BIND (toasts);
  BIND (problem);
  BIND (intro);
  BIND (begin_row);
  BIND (folder);
  BIND (desks);
  BIND (add_button);
  BIND (write_row);
  BIND (take_row);
  BIND (paper);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_add);
  gtk_widget_class_bind_template_callback (widget_class, on_begin);
  gtk_widget_class_bind_template_callback (widget_class, on_paper);
  gtk_widget_class_bind_template_callback (widget_class, on_restore);
  gtk_widget_class_bind_template_callback (widget_class, on_take);
  gtk_widget_class_bind_template_callback (widget_class, on_write);
}

static void
lnet_sharing_dialog_init (LnetSharingDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
  lnet_fit_dialog (ADW_DIALOG (self));
  lnet_help_set_page (ADW_DIALOG (self), "sharing");
}

AdwDialog *
lnet_sharing_dialog_new (LnetSession *session)
{
  LnetSharingDialog *self = g_object_new (LNET_TYPE_SHARING_DIALOG, NULL);

  self->session = g_object_ref (session);
  gtk_widget_set_sensitive (self->take_row, !lnet_session_get_read_only (session));
  lnet_folder_group_set_session (self->folder, session);
  g_signal_connect_object (lnet_session_get_store (session), "changed", G_CALLBACK (on_store_changed), self,
                           G_CONNECT_SWAPPED);
  look (self);
  return ADW_DIALOG (self);
}
