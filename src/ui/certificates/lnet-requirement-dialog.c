/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-requirement-dialog.h"

#include "lnet-certificate-edit.h"
#include "lnet-fit.h"
#include "lnet-order-key.h"

#include <glib/gi18n-lib.h>

struct _LnetRequirementDialog
{
  AdwDialog parent_instance;

  GtkEditable *title_row;
  AdwComboRow *kind_row;
  AdwSpinRow *needed_row;

  LnetSession *session;
  LnetProgram *program;
  guint place;
};

G_DEFINE_FINAL_TYPE (LnetRequirementDialog, lnet_requirement_dialog, ADW_TYPE_DIALOG)

static void
on_changed (LnetRequirementDialog *self)
{
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (self->title_row)));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "requirement-dialog.save", title[0] != '\0');
}

static void
on_cancel (LnetRequirementDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static char *
get_end_key (const LnetProgram *program)
{
  LnetRequirement *last = NULL;

  if (program->requirements->len > 0)
    last = g_ptr_array_index (program->requirements, program->requirements->len - 1);
  return lnet_order_key_between (last != NULL ? last->position : NULL, NULL);
}

static void
save (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  LnetRequirementDialog *self = LNET_REQUIREMENT_DIALOG (widget);
  gboolean fresh = self->place == G_MAXUINT;
  g_autoptr (LnetTransaction) tx = lnet_transaction_new (fresh ? "requirement-add" : "requirement-edit");
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (self->title_row)));
  const char *kind = lnet_requirement_kind_get_keys ()[adw_combo_row_get_selected (self->kind_row)];
  guint needed = (guint) adw_spin_row_get_value (self->needed_row);

  if (fresh)
    {
      g_autofree char *key = get_end_key (self->program);

      lnet_certificate_add_requirement (tx, &self->program->id, key, kind, title, needed);
    }
  else
    {
      LnetRequirement *requirement = g_ptr_array_index (self->program->requirements, self->place);

      lnet_transaction_set_text (tx, LNET_REQUIREMENT_KIND, &requirement->id, kind);
      lnet_transaction_set_text (tx, LNET_REQUIREMENT_TITLE, &requirement->id, title);
      lnet_transaction_set_integer (tx, LNET_REQUIREMENT_NEEDED, &requirement->id, needed);
    }
  lnet_session_commit (self->session, g_steal_pointer (&tx), NULL);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
lnet_requirement_dialog_dispose (GObject *object)
{
  LnetRequirementDialog *self = LNET_REQUIREMENT_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_REQUIREMENT_DIALOG);
  g_clear_pointer (&self->program, lnet_program_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lnet_requirement_dialog_parent_class)->dispose (object);
}

static void
lnet_requirement_dialog_class_init (LnetRequirementDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lnet_requirement_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/LearningNetwork/lnet-requirement-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetRequirementDialog, title_row);
  gtk_widget_class_bind_template_child (widget_class, LnetRequirementDialog, kind_row);
  gtk_widget_class_bind_template_child (widget_class, LnetRequirementDialog, needed_row);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_install_action (widget_class, "requirement-dialog.save", NULL, save);
}

static void
lnet_requirement_dialog_init (LnetRequirementDialog *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);
  const char *const *keys = lnet_requirement_kind_get_keys ();

  gtk_widget_init_template (GTK_WIDGET (self));
  lnet_fit_dialog (ADW_DIALOG (self));
  for (guint i = 0; keys[i] != NULL; i++)
    gtk_string_list_append (kinds, lnet_requirement_kind_get_label (keys[i]));
  adw_combo_row_set_model (self->kind_row, G_LIST_MODEL (kinds));
}

void
lnet_requirement_dialog_present (LnetSession *session,
                                 LnetProgram *program,
                                 guint        place,
                                 GtkWidget   *parent)
{
  LnetRequirementDialog *self = g_object_new (LNET_TYPE_REQUIREMENT_DIALOG, NULL);
  const char *const *keys = lnet_requirement_kind_get_keys ();

  self->session = g_object_ref (session);
  self->program = lnet_program_ref (program);
  self->place = place;
  if (place != G_MAXUINT)
    {
      LnetRequirement *requirement = g_ptr_array_index (program->requirements, place);

      adw_dialog_set_title (ADW_DIALOG (self), _("Edit Requirement"));
      gtk_editable_set_text (self->title_row, requirement->title);
      adw_spin_row_set_value (self->needed_row, requirement->needed);
      for (guint i = 0; keys[i] != NULL; i++)
        if (g_str_equal (keys[i], requirement->kind))
          adw_combo_row_set_selected (self->kind_row, i);
    }
  on_changed (self);
  adw_dialog_present (ADW_DIALOG (self), parent);
  gtk_widget_grab_focus (GTK_WIDGET (self->title_row));
}
