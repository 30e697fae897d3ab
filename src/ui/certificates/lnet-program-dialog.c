/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-program-dialog.h"

#include "lnet-certificate-edit.h"
#include "lnet-fit.h"

#include <glib/gi18n-lib.h>

struct _LnetProgramDialog
{
  AdwDialog parent_instance;

  AdwComboRow *template_row;
  GtkEditable *title_row;
  GtkEditable *issuer_row;

  LnetSession *session;
  char **keys; /* of the templates; blank comes before them */
};

G_DEFINE_FINAL_TYPE (LnetProgramDialog, lnet_program_dialog, ADW_TYPE_DIALOG)

static LnetProgramTemplate *
load_template (LnetProgramDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->template_row);

  if (selected == 0 || selected == GTK_INVALID_LIST_POSITION)
    return NULL;
  return lnet_program_template_new (self->keys[selected - 1]);
}

static void
on_changed (LnetProgramDialog *self)
{
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (self->title_row)));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "program-dialog.save", title[0] != '\0');
}

static void
on_template_changed (LnetProgramDialog *self)
{
  g_autoptr (LnetProgramTemplate) from = self->keys != NULL ? load_template (self) : NULL;

  if (from != NULL)
    gtk_editable_set_text (self->title_row, from->title);
}

static void
on_cancel (LnetProgramDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
save (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  LnetProgramDialog *self = LNET_PROGRAM_DIALOG (widget);
  g_autoptr (LnetTransaction) tx = lnet_transaction_new ("program-add");
  g_autoptr (LnetProgramTemplate) from = load_template (self);
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (self->title_row)));

  lnet_certificate_add_program (tx, from, title, gtk_editable_get_text (self->issuer_row));
  lnet_session_commit (self->session, g_steal_pointer (&tx), _("Program added"));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
lnet_program_dialog_dispose (GObject *object)
{
  LnetProgramDialog *self = LNET_PROGRAM_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_PROGRAM_DIALOG);
  g_clear_pointer (&self->keys, g_strfreev);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lnet_program_dialog_parent_class)->dispose (object);
}

static void
lnet_program_dialog_class_init (LnetProgramDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lnet_program_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-program-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetProgramDialog, template_row);
  gtk_widget_class_bind_template_child (widget_class, LnetProgramDialog, title_row);
  gtk_widget_class_bind_template_child (widget_class, LnetProgramDialog, issuer_row);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_template_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_install_action (widget_class, "program-dialog.save", NULL, save);
}

static void
lnet_program_dialog_init (LnetProgramDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_auto (GStrv) keys = lnet_program_template_get_keys ();

  gtk_widget_init_template (GTK_WIDGET (self));
  lnet_fit_dialog (ADW_DIALOG (self));
  gtk_string_list_append (names, _("An empty program"));
  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autoptr (LnetProgramTemplate) from = lnet_program_template_new (keys[i]);

      gtk_string_list_append (names, from->title);
    }
  adw_combo_row_set_model (self->template_row, G_LIST_MODEL (names));
  self->keys = g_steal_pointer (&keys);
  adw_combo_row_set_selected (self->template_row, self->keys[0] != NULL ? 1 : 0);
  on_changed (self);
}

void
lnet_program_dialog_present (LnetSession *session,
                             GtkWidget   *parent)
{
  LnetProgramDialog *self = g_object_new (LNET_TYPE_PROGRAM_DIALOG, NULL);

  self->session = g_object_ref (session);
  adw_dialog_present (ADW_DIALOG (self), parent);
}
