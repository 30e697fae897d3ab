/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-module-dialog.h"

#include "lnet-certificate-edit.h"
#include "lnet-fit.h"
#include "lnet-order-key.h"
#include "lnet-reference.h"

#include <glib/gi18n-lib.h>

struct _LnetModuleDialog
{
  AdwDialog parent_instance;

  GtkEditable *title_row;
  AdwSpinRow *minutes_row;
  AdwComboRow *mode_row;
  AdwSwitchRow *required_row;
  AdwComboRow *commitment_row;
  AdwComboRow *standard_row;
  GtkEditable *category_row;

  LnetSession *session;
  LnetProgram *program;
  guint place;
  char **commitments; /* keys as offered; the first stands for none */
};

G_DEFINE_FINAL_TYPE (LnetModuleDialog, lnet_module_dialog, ADW_TYPE_DIALOG)

/* Fills @row with "none" and the words of @kind, and chooses @key. */
static void
fill_reference (AdwComboRow       *row,
                LnetReferenceKind  kind,
                const char        *none,
                const char        *key)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  const char *const *keys = lnet_reference_get_keys (kind);
  guint selected = 0;
  guint offset = none != NULL ? 1 : 0;

  if (none != NULL)
    gtk_string_list_append (labels, none);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      gtk_string_list_append (labels, lnet_reference_get_label (kind, keys[i]));
      if (g_strcmp0 (keys[i], key) == 0)
        selected = i + offset;
    }
  adw_combo_row_set_model (row, G_LIST_MODEL (labels));
  adw_combo_row_set_selected (row, selected);
}

static const char *
get_reference (AdwComboRow       *row,
               LnetReferenceKind  kind,
               gboolean           has_none)
{
  guint selected = adw_combo_row_get_selected (row);

  if (selected == GTK_INVALID_LIST_POSITION || (has_none && selected == 0))
    return NULL;
  return lnet_reference_get_keys (kind)[selected - (has_none ? 1 : 0)];
}

/* A module may hold several commitments; then they stand in the list as one. */
static void
fill_commitments (LnetModuleDialog *self,
                  const char       *commitment)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *const *keys = lnet_reference_get_keys (LNET_REFERENCE_COMMITMENT);
  guint selected = 0;

  g_strv_builder_add (builder, "");
  gtk_string_list_append (labels, _("None"));
  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_strv_builder_add (builder, keys[i]);
      gtk_string_list_append (labels, lnet_reference_get_label (LNET_REFERENCE_COMMITMENT, keys[i]));
      if (g_strcmp0 (keys[i], commitment) == 0)
        selected = i + 1;
    }
  {
    g_autofree char *all = g_strjoinv (" ", (char **) keys);

    g_strv_builder_add (builder, all);
    gtk_string_list_append (labels, _("All of them"));
    if (g_strcmp0 (all, commitment) == 0)
      selected = g_list_model_get_n_items (G_LIST_MODEL (labels)) - 1;
  }
  if (selected == 0 && commitment != NULL)
    {
      g_strv_builder_add (builder, commitment);
      gtk_string_list_append (labels, _("As it is now"));
      selected = g_list_model_get_n_items (G_LIST_MODEL (labels)) - 1;
    }
  self->commitments = g_strv_builder_end (builder);
  adw_combo_row_set_model (self->commitment_row, G_LIST_MODEL (labels));
  adw_combo_row_set_selected (self->commitment_row, selected);
}

static void
on_changed (LnetModuleDialog *self)
{
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (self->title_row)));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "module-dialog.save", title[0] != '\0');
}

static void
on_cancel (LnetModuleDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static char *
get_end_key (const LnetProgram *program)
{
  LnetModule *last = NULL;

  if (program->modules->len > 0)
    last = g_ptr_array_index (program->modules, program->modules->len - 1);
  return lnet_order_key_between (last != NULL ? last->position : NULL, NULL);
}

static void
save (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  LnetModuleDialog *self = LNET_MODULE_DIALOG (widget);
  gboolean fresh = self->place == G_MAXUINT;
  g_autoptr (LnetTransaction) tx = lnet_transaction_new (fresh ? "module-add" : "module-edit");
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (self->title_row)));
  const char *mode = get_reference (self->mode_row, LNET_REFERENCE_MODE, FALSE);
  gboolean required = adw_switch_row_get_active (self->required_row);
  guint minutes = (guint) adw_spin_row_get_value (self->minutes_row);
  LnetId id;

  if (fresh)
    {
      g_autofree char *key = get_end_key (self->program);

      id = lnet_certificate_add_module (tx, &self->program->id, key, title, minutes, mode, required);
    }
  else
    {
      id = ((LnetModule *) g_ptr_array_index (self->program->modules, self->place))->id;
      lnet_transaction_set_text (tx, LNET_MODULE_TITLE, &id, title);
      lnet_transaction_set_integer (tx, LNET_MODULE_MINUTES, &id, minutes);
      lnet_transaction_set_text (tx, LNET_MODULE_MODE, &id, mode);
      lnet_transaction_set_integer (tx, LNET_MODULE_REQUIRED, &id, required);
    }
  lnet_transaction_set_text (tx, LNET_MODULE_COMMITMENT, &id,
                             self->commitments[adw_combo_row_get_selected (self->commitment_row)]);
  lnet_transaction_set_text (tx, LNET_MODULE_STANDARD, &id,
                             get_reference (self->standard_row, LNET_REFERENCE_STANDARD, TRUE));
  lnet_transaction_set_text (tx, LNET_MODULE_CATEGORY, &id, gtk_editable_get_text (self->category_row));
  lnet_session_commit (self->session, g_steal_pointer (&tx), NULL);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
lnet_module_dialog_dispose (GObject *object)
{
  LnetModuleDialog *self = LNET_MODULE_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_MODULE_DIALOG);
  g_clear_pointer (&self->program, lnet_program_unref);
  g_clear_pointer (&self->commitments, g_strfreev);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lnet_module_dialog_parent_class)->dispose (object);
}

static void
lnet_module_dialog_class_init (LnetModuleDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lnet_module_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-module-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetModuleDialog, title_row);
  gtk_widget_class_bind_template_child (widget_class, LnetModuleDialog, minutes_row);
  gtk_widget_class_bind_template_child (widget_class, LnetModuleDialog, mode_row);
  gtk_widget_class_bind_template_child (widget_class, LnetModuleDialog, required_row);
  gtk_widget_class_bind_template_child (widget_class, LnetModuleDialog, commitment_row);
  gtk_widget_class_bind_template_child (widget_class, LnetModuleDialog, standard_row);
  gtk_widget_class_bind_template_child (widget_class, LnetModuleDialog, category_row);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_install_action (widget_class, "module-dialog.save", NULL, save);
}

static void
lnet_module_dialog_init (LnetModuleDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lnet_fit_dialog (ADW_DIALOG (self));
}

void
lnet_module_dialog_present (LnetSession *session,
                            LnetProgram *program,
                            guint        place,
                            GtkWidget   *parent)
{
  LnetModuleDialog *self = g_object_new (LNET_TYPE_MODULE_DIALOG, NULL);
  LnetModule *module = place != G_MAXUINT ? g_ptr_array_index (program->modules, place) : NULL;

  self->session = g_object_ref (session);
  self->program = lnet_program_ref (program);
  self->place = place;
  fill_reference (self->mode_row, LNET_REFERENCE_MODE, NULL, module != NULL ? module->mode : NULL);
  fill_reference (self->standard_row, LNET_REFERENCE_STANDARD, _("None"), module != NULL ? module->standard : NULL);
  fill_commitments (self, module != NULL ? module->commitment : NULL);
  if (module != NULL)
    {
      adw_dialog_set_title (ADW_DIALOG (self), _("Edit Module"));
      gtk_editable_set_text (self->title_row, module->title);
      adw_spin_row_set_value (self->minutes_row, module->minutes);
      adw_switch_row_set_active (self->required_row, module->required);
      gtk_editable_set_text (self->category_row, module->category != NULL ? module->category : "");
    }
  on_changed (self);
  adw_dialog_present (ADW_DIALOG (self), parent);
  gtk_widget_grab_focus (GTK_WIDGET (self->title_row));
}
