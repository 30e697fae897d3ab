/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-settle-form.h"

#include <glib/gi18n-lib.h>

#include "lnet-date-entry-row.h"
#include "lnet-text-row.h"

/* More than this no number of a network is. */
#define MOST 100000

static GtkWidget *
create_choice (LnetField   field,
               const char *value)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) known = lnet_field_dup_keys (field);
  char **keys;

  g_strv_builder_addv (builder, (const char **) known);
  /* A network's own word. */
  if (value != NULL && !g_strv_contains ((const char *const *) known, value))
    g_strv_builder_add (builder, value);
  keys = g_strv_builder_end (builder);
  for (guint i = 0; keys[i] != NULL; i++)
    gtk_string_list_append (labels, lnet_field_get_choice (field, keys[i]));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (labels));
  for (guint i = 0; keys[i] != NULL; i++)
    if (g_strcmp0 (keys[i], value) == 0)
      adw_combo_row_set_selected (ADW_COMBO_ROW (row), i);
  g_object_set_data_full (G_OBJECT (row), "lnet-keys", keys, (GDestroyNotify) g_strfreev);
  return row;
}

static GtkWidget *
create_number (const char *value)
{
  GtkWidget *row = adw_spin_row_new_with_range (0, MOST, 1);

  adw_spin_row_set_value (ADW_SPIN_ROW (row), value != NULL ? (double) g_ascii_strtoll (value, NULL, 10) : 0);
  return row;
}

static GtkWidget *
create_date (const char *value)
{
  GtkWidget *row = lnet_date_entry_row_new ();

  lnet_date_entry_row_set_date (LNET_DATE_ENTRY_ROW (row), value);
  return row;
}

static GtkWidget *
create_row (LnetField   field,
            const char *value)
{
  GtkWidget *row;

  switch (lnet_field_get_entry (field))
    {
    case LNET_FIELD_ENTRY_CHOICE:
      return create_choice (field, value);
    case LNET_FIELD_ENTRY_NUMBER:
      return create_number (value);
    case LNET_FIELD_ENTRY_DATE:
      return create_date (value);
    case LNET_FIELD_ENTRY_LINES:
      row = g_object_new (LNET_TYPE_TEXT_ROW, NULL);
      lnet_text_row_set_text (LNET_TEXT_ROW (row), value != NULL ? value : "");
      return row;
    case LNET_FIELD_ENTRY_LINE:
    case LNET_FIELD_ENTRY_NONE:
    default:
      row = adw_entry_row_new ();
      gtk_editable_set_text (GTK_EDITABLE (row), value != NULL ? value : "");
      return row;
    }
}

static void
on_valid_changed (LnetDateEntryRow *row,
                  GParamSpec       *pspec,
                  LnetFormDialog   *form)
{
  lnet_form_dialog_set_problem (form, lnet_date_entry_row_get_valid (row) ? NULL : _("Write a date, or leave it empty."));
}

LnetFormDialog *
lnet_settle_form_new (LnetField   field,
                      const char *value)
{
  LnetFormDialog *form = lnet_form_dialog_new (_("Write New"), _("_Save"));
  GtkWidget *row = create_row (field, value);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), lnet_field_get_label (field));
  g_object_set_data (G_OBJECT (form), "lnet-row", row);
  lnet_form_dialog_add_group (form, NULL, NULL);
  lnet_form_dialog_add_row (form, row);
  if (LNET_IS_DATE_ENTRY_ROW (row))
    g_signal_connect_object (row, "notify::valid", G_CALLBACK (on_valid_changed), form, G_CONNECT_DEFAULT);
  return form;
}

static char *
dup_stripped (char *text)
{
  if (*g_strstrip (text) != '\0')
    return text;
  g_free (text);
  return NULL;
}

char *
lnet_settle_form_dup_value (LnetFormDialog *form)
{
  GtkWidget *row = g_object_get_data (G_OBJECT (form), "lnet-row");
  char **keys = g_object_get_data (G_OBJECT (row), "lnet-keys");
  guint selected;

  if (ADW_IS_SPIN_ROW (row))
    return g_strdup_printf ("%d", (int) adw_spin_row_get_value (ADW_SPIN_ROW (row)));
  if (LNET_IS_DATE_ENTRY_ROW (row))
    return lnet_date_entry_row_dup_date (LNET_DATE_ENTRY_ROW (row));
  if (LNET_IS_TEXT_ROW (row))
    return dup_stripped (lnet_text_row_dup_text (LNET_TEXT_ROW (row)));
  if (ADW_IS_COMBO_ROW (row))
    {
      selected = adw_combo_row_get_selected (ADW_COMBO_ROW (row));
      return selected < g_strv_length (keys) ? g_strdup (keys[selected]) : NULL;
    }
  return dup_stripped (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}
