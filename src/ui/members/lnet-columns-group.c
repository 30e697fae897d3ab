/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-columns-group.h"

#include <glib/gi18n-lib.h>

struct _LnetColumnsGroup
{
  AdwPreferencesGroup parent_instance;

  AdwExpanderRow *rows[LNET_EXPORT_N_GROUPS];
  GPtrArray *checks; /* GtkCheckButton, in the order of lnet_export_column_list() */
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (LnetColumnsGroup, lnet_columns_group, ADW_TYPE_PREFERENCES_GROUP)

static guint changed_signal;

static gboolean
is_chosen (LnetColumnsGroup *self,
           guint             position)
{
  return gtk_check_button_get_active (self->checks->pdata[position]);
}

/* "First name, Last name", so that it need not be unfolded to be read. */
static void
describe_group (LnetColumnsGroup *self,
                LnetExportGroup   group)
{
  guint n;
  const LnetExportColumn *columns = lnet_export_column_list (&n);
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *escaped = NULL;

  for (guint i = 0; i < n; i++)
    if (columns[i].group == group && is_chosen (self, i))
      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", lnet_export_column_get_label (&columns[i]));
  escaped = g_markup_escape_text (words->len > 0 ? words->str : _("None"), -1);
  adw_expander_row_set_subtitle (self->rows[group], escaped);
}

static void
describe (LnetColumnsGroup *self)
{
  if (self->is_filling)
    return;
  for (guint group = 0; group < LNET_EXPORT_N_GROUPS; group++)
    describe_group (self, (LnetExportGroup) group);
  g_signal_emit (self, changed_signal, 0);
}

static void
add_column (LnetColumnsGroup       *self,
            const LnetExportColumn *column)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  const char *label = lnet_export_column_get_label (column);

  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (describe), self);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_expander_row_add_row (self->rows[column->group], row);
  g_ptr_array_add (self->checks, check);
}

static void
add_group (LnetColumnsGroup *self,
           LnetExportGroup   group)
{
  GtkWidget *row = adw_expander_row_new ();

  self->rows[group] = ADW_EXPANDER_ROW (row);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), lnet_export_group_get_label (group));
  adw_expander_row_set_subtitle_lines (ADW_EXPANDER_ROW (row), 2);
  if (group == LNET_EXPORT_STAFF)
    {
      GtkWidget *lock = gtk_image_new_from_icon_name ("changes-prevent-symbolic");

      gtk_widget_set_tooltip_text (lock, _("Only directors and facilitators see this"));
      adw_expander_row_add_suffix (ADW_EXPANDER_ROW (row), lock);
      gtk_widget_set_visible (row, FALSE);
    }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

void
lnet_columns_group_set_private (LnetColumnsGroup *self,
                                gboolean          with_private)
{
  guint n;
  const LnetExportColumn *columns = lnet_export_column_list (&n);
  gboolean any = FALSE;

  gtk_widget_set_visible (GTK_WIDGET (self->rows[LNET_EXPORT_STAFF]), with_private);
  for (guint i = 0; i < n; i++)
    any = any || (columns[i].group == LNET_EXPORT_STAFF && is_chosen (self, i));
  self->is_filling = TRUE;
  for (guint i = 0; i < n && with_private && !any; i++)
    if (columns[i].group == LNET_EXPORT_STAFF)
      gtk_check_button_set_active (self->checks->pdata[i], TRUE);
  self->is_filling = FALSE;
  describe (self);
}

void
lnet_columns_group_set_words (LnetColumnsGroup  *self,
                              const char *const *words)
{
  guint n;
  const LnetExportColumn *columns = lnet_export_column_list (&n);

  self->is_filling = TRUE;
  for (guint i = 0; i < n; i++)
    gtk_check_button_set_active (self->checks->pdata[i], words[0] != NULL ? g_strv_contains (words, columns[i].word)
                                                                         : columns[i].is_usual);
  self->is_filling = FALSE;
  describe (self);
}

char **
lnet_columns_group_dup_words (LnetColumnsGroup *self)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  guint n;
  const LnetExportColumn *columns = lnet_export_column_list (&n);

  for (guint i = 0; i < n; i++)
    if (is_chosen (self, i))
      g_strv_builder_add (words, columns[i].word);
  return g_strv_builder_end (words);
}

gboolean
lnet_columns_group_has_any (LnetColumnsGroup *self)
{
  guint n;
  const LnetExportColumn *columns = lnet_export_column_list (&n);

  for (guint i = 0; i < n; i++)
    if (is_chosen (self, i) && gtk_widget_get_visible (GTK_WIDGET (self->rows[columns[i].group])))
      return TRUE;
  return FALSE;
}

static void
choose_all (LnetColumnsGroup *self)
{
  gboolean with_private = gtk_widget_get_visible (GTK_WIDGET (self->rows[LNET_EXPORT_STAFF]));
  guint n;
  const LnetExportColumn *columns = lnet_export_column_list (&n);

  self->is_filling = TRUE;
  for (guint i = 0; i < n; i++)
    if (columns[i].group != LNET_EXPORT_STAFF || with_private)
      gtk_check_button_set_active (self->checks->pdata[i], TRUE);
  self->is_filling = FALSE;
  describe (self);
}

static void
choose_usual (LnetColumnsGroup *self)
{
  const char *const none[] = { NULL };

  lnet_columns_group_set_words (self, none);
}

static GtkWidget *
create_button (LnetColumnsGroup *self,
               const char       *label,
               GCallback         clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  return button;
}

static void
lnet_columns_group_finalize (GObject *object)
{
  g_ptr_array_unref (LNET_COLUMNS_GROUP (object)->checks);
  G_OBJECT_CLASS (lnet_columns_group_parent_class)->finalize (object);
}

static void
lnet_columns_group_class_init (LnetColumnsGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lnet_columns_group_finalize;

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
lnet_columns_group_init (LnetColumnsGroup *self)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  guint n;
  const LnetExportColumn *columns = lnet_export_column_list (&n);

  self->checks = g_ptr_array_new ();
  self->is_filling = TRUE;
  for (guint group = 0; group < LNET_EXPORT_N_GROUPS; group++)
    add_group (self, (LnetExportGroup) group);
  for (guint i = 0; i < n; i++)
    add_column (self, &columns[i]);
  self->is_filling = FALSE;
  /* Translators: a button: all columns */
  gtk_box_append (GTK_BOX (buttons), create_button (self, C_("columns", "_All"), G_CALLBACK (choose_all)));
  /* Translators: a button: the columns that are usual */
  gtk_box_append (GTK_BOX (buttons), create_button (self, C_("columns", "_Usual"), G_CALLBACK (choose_usual)));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), buttons);
}
