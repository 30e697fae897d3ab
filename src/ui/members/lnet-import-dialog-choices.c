/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the file says something else than the network: which of them counts. */

#include "config.h"

#include "lnet-import-dialog-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-fit.h"
#include "lnet-import-difference-row.h"
#include "lnet-import-item.h"
#include "lnet-import-rows.h"

/* The list */

static void
setup_row (GtkSignalListItemFactory *factory,
           GtkListItem              *item)
{
  /* The two choices take the focus themselves. */
  gtk_list_item_set_focusable (item, FALSE);
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, lnet_import_difference_row_new ());
}

static void
bind_row (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          LnetImportDialog         *self)
{
  LnetImportDifferenceRow *row = LNET_IMPORT_DIFFERENCE_ROW (gtk_list_item_get_child (item));

  lnet_import_difference_row_show (row, self->import, lnet_import_item_get_position (gtk_list_item_get_item (item)));
}

static void
unbind_row (GtkSignalListItemFactory *factory,
            GtkListItem              *item)
{
  lnet_import_difference_row_clear (LNET_IMPORT_DIFFERENCE_ROW (gtk_list_item_get_child (item)));
}

/* What the drop-down shows: all, or one of the fields that differ somewhere. */
static LnetImportField
get_field (LnetImportDialog *self)
{
  guint selected = gtk_drop_down_get_selected (self->field_drop);
  gboolean differs[LNET_IMPORT_N_FIELDS] = { FALSE };

  for (guint i = 0; i < lnet_import_get_n_differences (self->import); i++)
    differs[lnet_import_get_difference (self->import, i)->field] = TRUE;
  for (guint i = 0, n = 0; i < LNET_IMPORT_N_FIELDS; i++)
    if (differs[i] && ++n == selected)
      return i;
  return LNET_IMPORT_N_FIELDS;
}

static void
show_differences (LnetImportDialog *self)
{
  LnetImportRows *rows = lnet_import_rows_new (self->import, LNET_TYPE_IMPORT_ITEM, lnet_import_item_new);
  g_autoptr (GtkNoSelection) selection = gtk_no_selection_new (G_LIST_MODEL (rows));
  LnetImportField field = get_field (self);

  for (guint i = 0; i < lnet_import_get_n_differences (self->import); i++)
    if (field == LNET_IMPORT_N_FIELDS || lnet_import_get_difference (self->import, i)->field == field)
      lnet_import_rows_add (rows, i);
  gtk_list_view_set_model (self->differences_view, GTK_SELECTION_MODEL (selection));
}

static void
on_field_chosen (LnetImportDialog *self)
{
  if (self->import != NULL && !self->filling)
    show_differences (self);
}

static void
fill_fields (LnetImportDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint n[LNET_IMPORT_N_FIELDS] = { 0 };
  guint n_all = lnet_import_get_n_differences (self->import);
  g_autofree char *all = g_strdup_printf (_("All %'u"), n_all);

  gtk_string_list_append (names, all);
  for (guint i = 0; i < n_all; i++)
    n[lnet_import_get_difference (self->import, i)->field]++;
  for (guint i = 0; i < LNET_IMPORT_N_FIELDS; i++)
    if (n[i] > 0)
      gtk_string_list_take (names, g_strdup_printf ("%s %'u", lnet_import_field_get_label (i), n[i]));
  self->filling = TRUE;
  gtk_drop_down_set_model (self->field_drop, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->field_drop, 0);
  self->filling = FALSE;
}

/* All that are shown */

static void
decide_all (LnetImportDialog *self,
            gboolean          takes)
{
  GtkNoSelection *selection = GTK_NO_SELECTION (gtk_list_view_get_model (self->differences_view));
  const GArray *positions =
      lnet_import_rows_get_positions (LNET_IMPORT_ROWS (gtk_no_selection_get_model (selection)));
  g_autofree char *said =
      takes ? g_strdup_printf (ngettext ("%'u difference: the file counts", "%'u differences: the file counts",
                                         positions->len), positions->len)
            : g_strdup_printf (ngettext ("%'u difference: what is here stays", "%'u differences: what is here stays",
                                         positions->len), positions->len);

  for (guint i = 0; i < positions->len; i++)
    lnet_import_decide (self->import, g_array_index (positions, guint, i), takes);
  show_differences (self);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), said, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
on_keep_all (LnetImportDialog *self)
{
  decide_all (self, FALSE);
}

static void
on_take_all (LnetImportDialog *self)
{
  decide_all (self, TRUE);
}

static void
on_differences_shown (LnetImportDialog *self)
{
  adw_dialog_set_default_widget (ADW_DIALOG (self), self->decided_button);
  gtk_widget_child_focus (GTK_WIDGET (self->differences_view), GTK_DIR_TAB_FORWARD);
}

void
lnet_import_dialog_show_differences (LnetImportDialog *self)
{
  self->asked = TRUE;
  adw_navigation_view_push_by_tag (self->pages, "differences");
}

/* What the preview says of it */

static void
set_button (GtkButton  *button,
            const char *label,
            gboolean    visible)
{
  gtk_button_set_label (button, label);
  lnet_fit_words (GTK_WIDGET (button));
  gtk_widget_set_visible (GTK_WIDGET (button), visible);
}

void
lnet_import_dialog_fill_choices (LnetImportDialog *self)
{
  guint n_differences = lnet_import_get_n_differences (self->import);
  guint n_additions = lnet_import_get_n_additions (self->import);
  g_autofree char *differences =
      g_strdup_printf (ngettext ("Decide %'u Difference…", "Decide %'u Differences…", n_differences), n_differences);
  g_autofree char *additions =
      /* Translators: a button: organizations, and words for roles, that an import would add */
      g_strdup_printf (ngettext ("Look at %'u New Name…", "Look at %'u New Names…", n_additions), n_additions);

  set_button (self->differences_button, differences, n_differences > 0);
  set_button (self->additions_button, additions, n_additions > 0);
  gtk_widget_set_visible (self->choices, n_differences + n_additions > 0);
  fill_fields (self);
  show_differences (self);
  lnet_import_dialog_fill_additions (self);
}

void
lnet_import_dialog_set_up_choices (LnetImportDialog *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_row), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row), self, G_CONNECT_DEFAULT);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row), NULL);
  gtk_list_view_set_factory (self->differences_view, factory);
}

void
lnet_import_dialog_bind_choices (GtkWidgetClass *widget_class)
{
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, LnetImportDialog, child)
  BIND (choices);
  BIND (differences_button);
  BIND (additions_button);
  BIND (field_drop);
  BIND (decided_button);
  BIND (differences_view);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_field_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_keep_all);
  gtk_widget_class_bind_template_callback (widget_class, on_take_all);
  gtk_widget_class_bind_template_callback (widget_class, on_differences_shown);
  gtk_widget_class_bind_template_callback_full (widget_class, "on_differences",
                                               G_CALLBACK (lnet_import_dialog_show_differences));
}
