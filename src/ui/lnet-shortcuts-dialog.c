/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-shortcuts-dialog.h"

#include "lnet-shortcuts.h"

#include <glib/gi18n-lib.h>

struct _LnetShortcutsDialog
{
  AdwDialog parent_instance;

  GtkSearchEntry *search;
  GtkStack *stack;
  AdwPreferencesPage *page;

  GPtrArray *groups; /* of AdwPreferencesGroup, in the page */
  GPtrArray *rows;   /* of AdwActionRow, each in one of the groups */
};

G_DEFINE_FINAL_TYPE (LnetShortcutsDialog, lnet_shortcuts_dialog, ADW_TYPE_DIALOG)

/* "Ctrl+Shift+Z · Ctrl+Y" */
static char *
dup_keys (const char *const *accels)
{
  g_autoptr (GString) keys = g_string_new (NULL);

  for (int i = 0; accels[i] != NULL; i++)
    {
      g_autofree char *label = NULL;
      GdkModifierType modifiers;
      guint key;

      if (!gtk_accelerator_parse (accels[i], &key, &modifiers))
        continue;
      label = gtk_accelerator_get_label (key, modifiers);
      if (keys->len > 0)
        g_string_append (keys, " · ");
      g_string_append (keys, label);
    }
  return g_string_free_and_steal (g_steal_pointer (&keys));
}

static gboolean
is_there (const LnetShortcut *shortcut)
{
  g_auto (GStrv) rooms = lnet_window_dup_room_names ();
  g_autoptr (GVariant) target = NULL;
  g_autofree char *action = NULL;

  if (!g_action_parse_detailed_name (shortcut->action, &action, &target, NULL) || !g_str_equal (action, "win.room"))
    return TRUE;
  return g_strv_contains ((const char *const *) rooms, g_variant_get_string (target, NULL));
}

static void
add_row (LnetShortcutsDialog *self,
         AdwPreferencesGroup *group,
         const char          *title,
         const char *const   *accels)
{
  g_autofree char *keys = dup_keys (accels);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label = gtk_label_new (keys);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
  gtk_widget_add_css_class (label, "dimmed");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, keys, -1);
  adw_preferences_group_add (group, row);
  g_object_set_data_full (G_OBJECT (row), "keys", g_steal_pointer (&keys), g_free);
  g_ptr_array_add (self->rows, row);
}

static void
fill (LnetShortcutsDialog *self,
      GtkApplication      *application)
{
  static const char *const menu_keys[] = { "F10", NULL };
  AdwPreferencesGroup *group = NULL;
  const char *section = NULL;
  guint n;
  const LnetShortcut *shortcuts = lnet_shortcuts_get (&n);

  for (guint i = 0; i < n; i++)
    {
      g_auto (GStrv) registered = NULL;

      if (!is_there (&shortcuts[i]))
        continue;
      if (g_strcmp0 (section, shortcuts[i].section) != 0)
        {
          if (group != NULL && self->groups->len == 1)
            add_row (self, group, _("Main menu"), menu_keys);
          section = shortcuts[i].section;
          group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
          adw_preferences_group_set_title (group, _(section));
          adw_preferences_page_add (self->page, group);
          g_ptr_array_add (self->groups, group);
        }
      if (!shortcuts[i].after_text)
        registered = gtk_application_get_accels_for_action (application, shortcuts[i].action);
      add_row (self, group, _(shortcuts[i].label),
               registered != NULL ? (const char *const *) registered : (const char *const *) shortcuts[i].accels);
    }
}

static gboolean
matches (GtkWidget  *row,
         const char *wanted)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
  g_autofree char *text = g_strconcat (title, " ", (const char *) g_object_get_data (G_OBJECT (row), "keys"), NULL);
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return strstr (folded, wanted) != NULL;
}

static void
on_search_changed (LnetShortcutsDialog *self)
{
  g_autofree char *wanted = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);
  gboolean any = FALSE;

  for (guint i = 0; i < self->groups->len; i++)
    gtk_widget_set_visible (g_ptr_array_index (self->groups, i), FALSE);
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      gboolean shown = matches (row, wanted);

      gtk_widget_set_visible (row, shown);
      if (shown)
        gtk_widget_set_visible (gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP), TRUE);
      any |= shown;
    }
  gtk_stack_set_visible_child_name (self->stack, any ? "list" : "nothing");
}

static void
on_stop_search (LnetShortcutsDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
lnet_shortcuts_dialog_dispose (GObject *object)
{
  LnetShortcutsDialog *self = LNET_SHORTCUTS_DIALOG (object);

  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), LNET_TYPE_SHORTCUTS_DIALOG);

  G_OBJECT_CLASS (lnet_shortcuts_dialog_parent_class)->dispose (object);
}

static void
lnet_shortcuts_dialog_class_init (LnetShortcutsDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lnet_shortcuts_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/LearningNetwork/lnet-shortcuts-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetShortcutsDialog, search);
  gtk_widget_class_bind_template_child (widget_class, LnetShortcutsDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, LnetShortcutsDialog, page);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
}

static void
lnet_shortcuts_dialog_init (LnetShortcutsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->groups = g_ptr_array_new ();
  self->rows = g_ptr_array_new ();
}

AdwDialog *
lnet_shortcuts_dialog_new (LnetWindow *window)
{
  LnetShortcutsDialog *self = g_object_new (LNET_TYPE_SHORTCUTS_DIALOG, NULL);

  fill (self, gtk_window_get_application (GTK_WINDOW (window)));
  return ADW_DIALOG (self);
}
