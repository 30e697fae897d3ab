/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-chip.h"

#define LONGEST_CHIP 28

/* Delete does what pressing it does. */
static void
add_delete_key (GtkWidget  *chip,
                const char *action,
                GVariant   *target)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  static const guint deletes[] = { GDK_KEY_Delete, GDK_KEY_KP_Delete, GDK_KEY_BackSpace };

  for (gsize i = 0; i < G_N_ELEMENTS (deletes); i++)
    {
      GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (deletes[i], GDK_NO_MODIFIER_MASK),
                                                gtk_named_action_new (action));

      gtk_shortcut_set_arguments (shortcut, target);
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), shortcut);
    }
  gtk_widget_add_controller (chip, keys);
}

GtkWidget *
lnet_chip_new (const char *label,
               const char *spoken,
               const char *action,
               GVariant   *target)
{
  GtkWidget *chip = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_label_new (label);

  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (words), LONGEST_CHIP);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (chip), box);
  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_set_tooltip_text (chip, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (chip), action);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (chip), target);
  add_delete_key (chip, action, target);
  return chip;
}

void
lnet_chip_set_kind (GtkWidget  *chip,
                    const char *kind)
{
  GtkWidget *label = gtk_label_new (kind);

  gtk_widget_add_css_class (label, "dimmed");
  gtk_box_prepend (GTK_BOX (gtk_button_get_child (GTK_BUTTON (chip))), label);
}
