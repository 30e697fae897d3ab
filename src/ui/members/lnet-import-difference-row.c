/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-import-difference-row.h"

#include <glib/gi18n-lib.h>

struct _LnetImportDifferenceRow
{
  GtkBox parent_instance;

  GtkLabel *title;
  GtkLabel *caption;
  GtkToggleButton *here_button;
  GtkLabel *here;
  GtkToggleButton *file_button;
  GtkLabel *file;

  LnetImport *import; /* while it shows something */
  guint difference;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (LnetImportDifferenceRow, lnet_import_difference_row, GTK_TYPE_BOX)

static void
on_toggled (LnetImportDifferenceRow *self)
{
  if (self->import != NULL && !self->filling)
    lnet_import_decide (self->import, self->difference, !gtk_toggle_button_get_active (self->here_button));
}

static void
lnet_import_difference_row_dispose (GObject *object)
{
  LnetImportDifferenceRow *self = LNET_IMPORT_DIFFERENCE_ROW (object);

  g_clear_object (&self->import);
  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_IMPORT_DIFFERENCE_ROW);

  G_OBJECT_CLASS (lnet_import_difference_row_parent_class)->dispose (object);
}

static void
lnet_import_difference_row_class_init (LnetImportDifferenceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lnet_import_difference_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/LearningNetwork/lnet-import-difference-row.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, LnetImportDifferenceRow, child)
  BIND (title);
  BIND (caption);
  BIND (here_button);
  BIND (here);
  BIND (file_button);
  BIND (file);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_toggled);
}

static void
lnet_import_difference_row_init (LnetImportDifferenceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
lnet_import_difference_row_new (void)
{
  return g_object_new (LNET_TYPE_IMPORT_DIFFERENCE_ROW, NULL);
}

/* Spoken whole, for who hears one button after the other: "Ana Begay, Town, here: Lander". */
static void
name_button (GtkToggleButton *button,
             const char      *title,
             const char      *field,
             const char      *side)
{
  g_autofree char *label = g_strdup_printf ("%s, %s, %s", title, field, side);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

void
lnet_import_difference_row_show (LnetImportDifferenceRow *self,
                                 LnetImport              *import,
                                 guint                    difference)
{
  const LnetImportDifference *it = lnet_import_get_difference (import, difference);
  const LnetImportRow *row = lnet_import_get_row (import, it->row);
  const char *label = lnet_import_field_get_label (it->field);
  /* Translators: an organization, a role or an address, and a property of it */
  g_autofree char *field = it->subject[0] != '\0' ? g_strdup_printf (_("%s: %s"), it->subject, label) : g_strdup (label);
  g_autofree char *line = g_strdup_printf (_("Line %u"), row->line);
  g_autofree char *caption = g_strdup_printf ("%s · %s", field, line);
  /* Translators: spoken of a choice: what is in the network */
  g_autofree char *here = g_strdup_printf (_("here: %s"), it->here);
  /* Translators: spoken of a choice: what the file says */
  g_autofree char *file = g_strdup_printf (_("in the file: %s"), it->file);

  g_set_object (&self->import, import);
  self->difference = difference;
  self->filling = TRUE;
  gtk_label_set_label (self->title, row->name);
  gtk_label_set_label (self->caption, caption);
  gtk_label_set_label (self->here, it->here);
  gtk_label_set_label (self->file, it->file);
  gtk_toggle_button_set_active (it->takes ? self->file_button : self->here_button, TRUE);
  name_button (self->here_button, row->name, field, here);
  name_button (self->file_button, row->name, field, file);
  self->filling = FALSE;
}

void
lnet_import_difference_row_clear (LnetImportDifferenceRow *self)
{
  g_clear_object (&self->import);
}
