/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-sharing-dialog.h"

#include "lnet-fit.h"

struct _LnetSharingDialog
{
  AdwDialog parent_instance;

  GtkWidget *write_row;
  GtkWidget *take_row;

  LnetSession *session;
};

G_DEFINE_FINAL_TYPE (LnetSharingDialog, lnet_sharing_dialog, ADW_TYPE_DIALOG)

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

  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_SHARING_DIALOG);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lnet_sharing_dialog_parent_class)->dispose (object);
}

static void
lnet_sharing_dialog_class_init (LnetSharingDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lnet_sharing_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-sharing-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetSharingDialog, write_row);
  gtk_widget_class_bind_template_child (widget_class, LnetSharingDialog, take_row);
  gtk_widget_class_bind_template_callback (widget_class, on_take);
  gtk_widget_class_bind_template_callback (widget_class, on_write);
}

static void
lnet_sharing_dialog_init (LnetSharingDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lnet_fit_dialog (ADW_DIALOG (self));
}

AdwDialog *
lnet_sharing_dialog_new (LnetSession *session)
{
  LnetSharingDialog *self = g_object_new (LNET_TYPE_SHARING_DIALOG, NULL);

  self->session = g_object_ref (session);
  gtk_widget_set_sensitive (self->take_row, !lnet_session_get_read_only (session));
  return ADW_DIALOG (self);
}
