/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A program's modules and requirements as rows, and what can be done with them. */

#include "config.h"

#include "lnet-program-page-private.h"

#include "lnet-certificate-edit.h"
#include "lnet-credit.h"
#include "lnet-module-dialog.h"
#include "lnet-reference.h"
#include "lnet-requirement-dialog.h"
#include "lnet-unsettled-dot.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
add_row (LnetProgramPage     *self,
         AdwPreferencesGroup *group,
         GtkWidget           *row)
{
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, group);
  g_ptr_array_add (self->rows, row);
}

static GtkWidget *
make_button (const char *icon_name,
             const char *tooltip,
             const char *action,
             GVariant   *target)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  return button;
}

static char *
describe_module (const LnetModule *module)
{
  g_autofree char *length = lnet_credit_format_duration (module->minutes);
  g_auto (GStrv) commitments = g_strsplit (module->commitment != NULL ? module->commitment : "", " ", -1);
  GString *words = g_string_new (length);

  if (module->mode != NULL)
    g_string_append_printf (words, " · %s", lnet_reference_get_label (LNET_REFERENCE_MODE, module->mode));
  if (!module->required)
    g_string_append_printf (words, " · %s", _("elective"));
  for (guint i = 0; commitments[i] != NULL; i++)
    if (commitments[i][0] != '\0')
      g_string_append_printf (words, " · %s", lnet_reference_get_label (LNET_REFERENCE_COMMITMENT, commitments[i]));
  if (module->standard != NULL)
    g_string_append_printf (words, " · %s", lnet_reference_get_label (LNET_REFERENCE_STANDARD, module->standard));
  return g_string_free_and_steal (words);
}

static void
add_module (LnetProgramPage *self,
            guint            place)
{
  LnetModule *module = g_ptr_array_index (self->program->modules, place);
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = g_strdup_printf ("%u · %s", place + 1, module->title);
  g_autofree char *caption = describe_module (module);
  g_autofree char *id = lnet_id_to_string (&module->id);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), caption);
  lnet_unsettled_dot_add (lnet_unsettled_dot_new_for_row (self->session, LNET_TABLE_MODULE, &module->id),
                          ADW_ACTION_ROW (row));
  if (place > 0)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_button ("go-up-symbolic", _("Earlier"), "program.move-module",
                                                                  g_variant_new ("(uu)", place, place - 1)));
  if (place + 1 < self->program->modules->len)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_button ("go-down-symbolic", _("Later"), "program.move-module",
                                                                  g_variant_new ("(uu)", place, place + 1)));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_button ("user-trash-symbolic", _("Move to the Trash"),
                                                                "program.delete-module", g_variant_new_string (id)));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "program.edit-module");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", id);
  add_row (self, self->modules, row);
}

static void
add_requirement (LnetProgramPage *self,
                 guint            place)
{
  LnetRequirement *requirement = g_ptr_array_index (self->program->requirements, place);
  GtkWidget *row = adw_action_row_new ();
  const char *kind = lnet_requirement_kind_get_label (requirement->kind);
  /* Translators: a kind of requirement and how many are needed */
  g_autofree char *caption = requirement->needed > 0 ? g_strdup_printf (_("%s · %u needed"), kind, requirement->needed)
                                                     : g_strdup_printf (_("%s · optional"), kind);
  g_autofree char *id = lnet_id_to_string (&requirement->id);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), requirement->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), caption);
  lnet_unsettled_dot_add (lnet_unsettled_dot_new_for_row (self->session, LNET_TABLE_REQUIREMENT, &requirement->id),
                          ADW_ACTION_ROW (row));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             make_button ("user-trash-symbolic", _("Move to the Trash"), "program.delete-requirement",
                                          g_variant_new_string (id)));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "program.edit-requirement");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", id);
  add_row (self, self->requirements, row);
}

void
lnet_program_page_update_rows (LnetProgramPage *self)
{
  g_autofree char *hours = lnet_credit_format_hours (self->program->minutes);
  g_autofree char *ceu = lnet_credit_format_ceu (self->program->minutes);
  /* Translators: contact hours and continuing education units */
  g_autofree char *size = g_strdup_printf (_("%s contact hours · %s CEU"), hours, ceu);

  for (guint i = 0; i + 1 < self->rows->len; i += 2)
    adw_preferences_group_remove (g_ptr_array_index (self->rows, i), g_ptr_array_index (self->rows, i + 1));
  g_ptr_array_set_size (self->rows, 0);
  adw_preferences_group_set_description (self->modules, size);
  for (guint i = 0; i < self->program->modules->len; i++)
    add_module (self, i);
  for (guint i = 0; i < self->program->requirements->len; i++)
    add_requirement (self, i);
}

static void
on_add_module (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  LnetProgramPage *self = LNET_PROGRAM_PAGE (widget);

  if (self->program != NULL)
    lnet_module_dialog_present (self->session, self->program, G_MAXUINT, widget);
}

static void
on_edit_module (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  LnetProgramPage *self = LNET_PROGRAM_PAGE (widget);
  LnetId id;
  guint place;

  if (!lnet_id_from_string (g_variant_get_string (parameter, NULL), &id))
    return;
  place = lnet_program_find_module (self->program, &id);
  if (place != G_MAXUINT)
    lnet_module_dialog_present (self->session, self->program, place, widget);
}

static void
on_move_module (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  LnetProgramPage *self = LNET_PROGRAM_PAGE (widget);
  g_autoptr (LnetTransaction) tx = lnet_transaction_new ("module-move");
  guint from;
  guint to;

  g_variant_get (parameter, "(uu)", &from, &to);
  if (from >= self->program->modules->len || to >= self->program->modules->len)
    return;
  lnet_certificate_move_module (tx, self->program, from, to);
  lnet_session_commit (self->session, g_steal_pointer (&tx), NULL);
}

static void
delete_row (LnetProgramPage *self,
            const char      *act,
            LnetTable        table,
            GVariant        *parameter,
            const char      *toast)
{
  g_autoptr (LnetTransaction) tx = lnet_transaction_new (act);
  LnetId id;

  if (!lnet_id_from_string (g_variant_get_string (parameter, NULL), &id))
    return;
  lnet_transaction_delete (tx, table, &id);
  lnet_session_commit (self->session, g_steal_pointer (&tx), toast);
}

static void
on_delete_module (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  delete_row (LNET_PROGRAM_PAGE (widget), "module-delete", LNET_TABLE_MODULE, parameter,
              _("The module is in the Trash"));
}

static void
on_add_requirement (GtkWidget  *widget,
                    const char *action,
                    GVariant   *parameter)
{
  LnetProgramPage *self = LNET_PROGRAM_PAGE (widget);

  if (self->program != NULL)
    lnet_requirement_dialog_present (self->session, self->program, G_MAXUINT, widget);
}

static void
on_edit_requirement (GtkWidget  *widget,
                     const char *action,
                     GVariant   *parameter)
{
  LnetProgramPage *self = LNET_PROGRAM_PAGE (widget);
  LnetId id;
  guint place;

  if (!lnet_id_from_string (g_variant_get_string (parameter, NULL), &id))
    return;
  place = lnet_program_find_requirement (self->program, &id);
  if (place != G_MAXUINT)
    lnet_requirement_dialog_present (self->session, self->program, place, widget);
}

static void
on_delete_requirement (GtkWidget  *widget,
                       const char *action,
                       GVariant   *parameter)
{
  delete_row (LNET_PROGRAM_PAGE (widget), "requirement-delete", LNET_TABLE_REQUIREMENT, parameter,
              _("The requirement is in the Trash"));
}

static void
on_delete_program (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  LnetProgramPage *self = LNET_PROGRAM_PAGE (widget);
  g_autoptr (LnetTransaction) tx = lnet_transaction_new ("program-delete");

  lnet_transaction_delete (tx, LNET_TABLE_PROGRAM, &self->id);
  lnet_session_commit (self->session, g_steal_pointer (&tx), _("The program and its cohorts are in the Trash"));
  gtk_widget_activate_action (widget, "navigation.pop", NULL);
}

void
lnet_program_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "program.add-module", NULL, on_add_module);
  gtk_widget_class_install_action (widget_class, "program.edit-module", "s", on_edit_module);
  gtk_widget_class_install_action (widget_class, "program.move-module", "(uu)", on_move_module);
  gtk_widget_class_install_action (widget_class, "program.delete-module", "s", on_delete_module);
  gtk_widget_class_install_action (widget_class, "program.add-requirement", NULL, on_add_requirement);
  gtk_widget_class_install_action (widget_class, "program.edit-requirement", "s", on_edit_requirement);
  gtk_widget_class_install_action (widget_class, "program.delete-requirement", "s", on_delete_requirement);
  gtk_widget_class_install_action (widget_class, "program.delete", NULL, on_delete_program);
}
