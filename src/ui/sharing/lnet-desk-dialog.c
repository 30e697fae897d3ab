/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-desk-dialog.h"

#include <glib/gi18n-lib.h>

#include "lnet-desk-group.h"
#include "lnet-desk-job.h"
#include "lnet-fit.h"
#include "lnet-help.h"
#include "lnet-members.h"

struct _LnetDeskDialog
{
  AdwDialog parent_instance;

  GtkButton *save_button;
  AdwBanner *failure;
  LnetDeskGroup *fields;
  GtkWidget *removal;

  LnetSession *session;
  LnetDeskJob *job;
  LnetId desk; /* null: this one, that begins */
  gboolean busy;
  gboolean closed;
};

G_DEFINE_FINAL_TYPE (LnetDeskDialog, lnet_desk_dialog, ADW_TYPE_DIALOG)

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
update (LnetDeskDialog *self)
{
  g_autofree char *name = lnet_desk_group_dup_name (self->fields);

  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), !self->busy && *name != '\0');
  gtk_widget_set_sensitive (self->removal, !self->busy);
}

static void
finish (LnetDeskDialog *self,
        GAsyncResult   *result,
        const char     *message)
{
  g_autoptr (GError) error = NULL;

  self->busy = FALSE;
  if (lnet_desk_job_run_finish (self->job, result, &error))
    {
      g_signal_emit (self, signals[DONE], 0, message);
      if (!self->closed)
        adw_dialog_force_close (ADW_DIALOG (self));
      return;
    }
  if (self->closed)
    return;
  adw_banner_set_title (self->failure, error->message);
  adw_banner_set_revealed (self->failure, TRUE);
  update (self);
}

static void
begin (LnetDeskDialog      *self,
       LnetDeskStep         step,
       GAsyncReadyCallback  callback)
{
  g_autofree char *name = lnet_desk_group_dup_name (self->fields);

  self->busy = TRUE;
  adw_banner_set_revealed (self->failure, FALSE);
  update (self);
  lnet_desk_job_set_desk (self->job, &self->desk, name, lnet_desk_group_get_stance (self->fields),
                          lnet_desk_group_get_member (self->fields));
  lnet_desk_job_run_async (self->job, step, NULL, callback, g_object_ref (self));
}

static void
on_saved (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (LnetDeskDialog) self = user_data;

  finish (self, result, lnet_id_is_null (&self->desk) ? _("The network is shared from now on") : _("The desk is changed"));
}

static void
on_save (LnetDeskDialog *self)
{
  begin (self, lnet_id_is_null (&self->desk) ? LNET_DESK_JOB_BEGIN : LNET_DESK_JOB_EDIT, on_saved);
}

/* --- removing --- */

static void
on_removed (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (LnetDeskDialog) self = user_data;

  finish (self, result, _("The desk is removed"));
}

static void
on_answer (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (LnetDeskDialog) self = user_data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);

  if (g_str_equal (response, "remove") && !self->closed)
    begin (self, LNET_DESK_JOB_REMOVE, on_removed);
}

static void
on_remove (LnetDeskDialog *self)
{
  g_autofree char *name = lnet_desk_group_dup_name (self->fields);
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("Remove It?"), NULL));

  /* Translators: %s is the name of a desk */
  adw_alert_dialog_format_body (dialog,
                                _("What “%s” wrote until now stays. What it writes from now on is set aside on every desk, "
                                  "and new files are sealed so that it cannot open them. What is on that desk already "
                                  "stays readable there: that cannot be undone. To take part again it needs a new card."),
                                name);
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "remove", _("_Remove"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "remove", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  adw_alert_dialog_choose (dialog, GTK_WIDGET (self), NULL, on_answer, g_object_ref (self));
}

static void
on_closed (LnetDeskDialog *self)
{
  self->closed = TRUE;
}

static void
lnet_desk_dialog_dispose (GObject *object)
{
  LnetDeskDialog *self = LNET_DESK_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_DESK_DIALOG);
  g_clear_object (&self->job);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lnet_desk_dialog_parent_class)->dispose (object);
}

static void
lnet_desk_dialog_class_init (LnetDeskDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lnet_desk_dialog_dispose;

  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_STRING);

  g_type_ensure (LNET_TYPE_DESK_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-desk-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetDeskDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, LnetDeskDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, LnetDeskDialog, fields);
  gtk_widget_class_bind_template_child (widget_class, LnetDeskDialog, removal);
  gtk_widget_class_bind_template_callback (widget_class, on_closed);
  gtk_widget_class_bind_template_callback (widget_class, on_remove);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
  gtk_widget_class_bind_template_callback (widget_class, update);
}

static void
lnet_desk_dialog_init (LnetDeskDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lnet_fit_dialog (ADW_DIALOG (self));
  lnet_help_set_page (ADW_DIALOG (self), "sharing");
}

static LnetDeskDialog *
new_dialog (LnetSession *session,
            const char  *title,
            const char  *save)
{
  LnetDeskDialog *self = g_object_new (LNET_TYPE_DESK_DIALOG, "title", title, NULL);

  self->session = g_object_ref (session);
  self->job = lnet_desk_job_new (lnet_session_get_store (session));
  gtk_button_set_label (self->save_button, save);
  lnet_desk_group_set_session (self->fields, session);
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->fields));
  return self;
}

AdwDialog *
lnet_desk_dialog_new_begin (LnetSession *session)
{
  LnetDeskDialog *self = new_dialog (session, _("Share This Network"), _("_Share"));
  const LnetId *member = lnet_session_get_member (session);

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->fields),
                                         _("Others see this name. This desk decides which other desks take part, until it "
                                           "makes another one a director’s too."));
  lnet_desk_group_hide_stance (self->fields);
  lnet_desk_group_set_name (self->fields, g_get_host_name ());
  lnet_desk_group_set_member (self->fields, member);
  update (self);
  return ADW_DIALOG (self);
}

AdwDialog *
lnet_desk_dialog_new_edit (LnetSession          *session,
                           const LnetRosterDesk *desk)
{
  LnetDeskDialog *self = new_dialog (session, _("Desk"), _("_Save"));

  self->desk = desk->id;
  lnet_desk_group_set_name (self->fields, desk->name);
  lnet_desk_group_set_member (self->fields, &desk->member);
  lnet_desk_group_set_stance (self->fields, desk->stance);
  gtk_widget_set_visible (self->removal, TRUE);
  update (self);
  return ADW_DIALOG (self);
}
