/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-week-grid.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-coaching-words.h"
#include "lnet-reference.h"

struct _LnetWeekGrid
{
  AdwBin parent_instance;

  GtkGrid *grid;
  GHashTable *cells; /* slot key → toggle */
  gboolean editable;
  gboolean setting;
};

G_DEFINE_FINAL_TYPE (LnetWeekGrid, lnet_week_grid, ADW_TYPE_BIN)

enum
{
  PROP_SLOTS = 1,
  PROP_EDITABLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* A week that begins on a Monday, to have the days' names from. */
static char *
dup_day_label (const char *day)
{
  static const char *const days[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };

  for (int i = 0; i < (int) G_N_ELEMENTS (days); i++)
    if (strcmp (days[i], day) == 0)
      {
        g_autoptr (GDateTime) date = g_date_time_new_utc (2024, 1, 1 + i, 12, 0, 0);

        return g_date_time_format (date, "%a");
      }
  return g_strdup (day);
}

static const char *
get_part_label (const char *part)
{
  if (strcmp (part, "morning") == 0)
    return _("Morning");
  if (strcmp (part, "midday") == 0)
    return _("Midday");
  if (strcmp (part, "afternoon") == 0)
    return _("Afternoon");
  if (strcmp (part, "evening") == 0)
    return _("Evening");
  return part;
}

/* Where @name stands among @names; at the end it is added. */
static int
place_of (GPtrArray  *names,
          const char *name)
{
  guint place;

  if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, &place))
    {
      place = names->len;
      g_ptr_array_add (names, g_strdup (name));
    }
  return (int) place;
}

static void
attach_label (LnetWeekGrid *self,
              const char   *text,
              int           column,
              int           row)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0.0 : 0.5);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dimmed");
  gtk_grid_attach (self->grid, label, column, row, 1, 1);
}

static void
on_toggled (LnetWeekGrid    *self,
            GtkToggleButton *toggle)
{
  gtk_button_set_icon_name (GTK_BUTTON (toggle),
                            gtk_toggle_button_get_active (toggle) ? "object-select-symbolic" : "");
  if (!self->setting)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SLOTS]);
}

static void
attach_cell (LnetWeekGrid *self,
             const char   *key,
             int           column,
             int           row)
{
  GtkWidget *toggle = gtk_toggle_button_new ();
  const char *label = lnet_reference_get_label (LNET_REFERENCE_SLOT, key);

  gtk_widget_add_css_class (toggle, "week-cell");
  gtk_widget_set_tooltip_text (toggle, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_hexpand (toggle, TRUE);
  if (!self->editable)
    {
      gtk_widget_set_can_target (toggle, FALSE);
      gtk_widget_set_focusable (toggle, FALSE);
      gtk_widget_add_css_class (toggle, "flat");
    }
  g_signal_connect_object (toggle, "toggled", G_CALLBACK (on_toggled), self, G_CONNECT_SWAPPED);
  gtk_grid_attach (self->grid, toggle, column, row, 1, 1);
  g_hash_table_insert (self->cells, g_strdup (key), toggle);
}

static void
build (LnetWeekGrid *self)
{
  const char *const *keys = lnet_reference_get_keys (LNET_REFERENCE_SLOT);
  g_autoptr (GPtrArray) days = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; keys[i] != NULL; i++)
    {
      g_auto (GStrv) halves = g_strsplit (keys[i], "-", 2);

      if (halves[0] != NULL && halves[1] != NULL)
        attach_cell (self, keys[i], place_of (days, halves[0]) + 1, place_of (parts, halves[1]) + 1);
    }
  for (guint i = 0; i < days->len; i++)
    {
      g_autofree char *label = dup_day_label (days->pdata[i]);

      attach_label (self, label, (int) i + 1, 0);
    }
  for (guint i = 0; i < parts->len; i++)
    attach_label (self, get_part_label (parts->pdata[i]), 0, (int) i + 1);
}

static void
lnet_week_grid_constructed (GObject *object)
{
  LnetWeekGrid *self = LNET_WEEK_GRID (object);

  G_OBJECT_CLASS (lnet_week_grid_parent_class)->constructed (object);

  build (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->editable ? _("Times that suit you") : _("Times that suit"), -1);
}

static void
lnet_week_grid_get_property (GObject    *object,
                             guint       property_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  LnetWeekGrid *self = LNET_WEEK_GRID (object);

  switch (property_id)
    {
    case PROP_SLOTS:
      g_value_take_string (value, lnet_week_grid_dup_slots (self));
      break;
    case PROP_EDITABLE:
      g_value_set_boolean (value, self->editable);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lnet_week_grid_set_property (GObject      *object,
                             guint         property_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  LnetWeekGrid *self = LNET_WEEK_GRID (object);

  switch (property_id)
    {
    case PROP_SLOTS:
      lnet_week_grid_set_slots (self, g_value_get_string (value));
      break;
    case PROP_EDITABLE:
      self->editable = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lnet_week_grid_finalize (GObject *object)
{
  g_hash_table_unref (LNET_WEEK_GRID (object)->cells);

  G_OBJECT_CLASS (lnet_week_grid_parent_class)->finalize (object);
}

static void
lnet_week_grid_class_init (LnetWeekGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = lnet_week_grid_constructed;
  object_class->finalize = lnet_week_grid_finalize;
  object_class->get_property = lnet_week_grid_get_property;
  object_class->set_property = lnet_week_grid_set_property;

  properties[PROP_SLOTS] = g_param_spec_string ("slots", NULL, NULL, NULL,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_EDITABLE] = g_param_spec_boolean ("editable", NULL, NULL, TRUE,
                                                    G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY
                                                      | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "weekgrid");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
lnet_week_grid_init (LnetWeekGrid *self)
{
  self->cells = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->grid, 3);
  gtk_grid_set_row_spacing (self->grid, 3);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->grid));
}

GtkWidget *
lnet_week_grid_new (gboolean editable)
{
  return g_object_new (LNET_TYPE_WEEK_GRID, "editable", editable, NULL);
}

char *
lnet_week_grid_dup_slots (LnetWeekGrid *self)
{
  const char *const *keys = lnet_reference_get_keys (LNET_REFERENCE_SLOT);
  GString *slots = g_string_new (NULL);

  for (gsize i = 0; keys[i] != NULL; i++)
    {
      GtkToggleButton *cell = g_hash_table_lookup (self->cells, keys[i]);

      if (cell == NULL || !gtk_toggle_button_get_active (cell))
        continue;
      if (slots->len > 0)
        g_string_append_c (slots, ' ');
      g_string_append (slots, keys[i]);
    }
  return g_string_free (slots, FALSE);
}

void
lnet_week_grid_set_slots (LnetWeekGrid *self,
                          const char   *slots)
{
  g_auto (GStrv) keys = lnet_coaching_split_keys (slots);
  GHashTableIter iter;
  gpointer key;
  gpointer cell;

  g_return_if_fail (LNET_IS_WEEK_GRID (self));

  self->setting = TRUE;
  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &key, &cell))
    gtk_toggle_button_set_active (cell, g_strv_contains ((const char *const *) keys, key));
  self->setting = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SLOTS]);
}

void
lnet_week_grid_set_common (LnetWeekGrid *self,
                           const char   *slots)
{
  g_auto (GStrv) keys = lnet_coaching_split_keys (slots);
  GHashTableIter iter;
  gpointer key;
  gpointer cell;

  g_return_if_fail (LNET_IS_WEEK_GRID (self));

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &key, &cell))
    if (g_strv_contains ((const char *const *) keys, key))
      gtk_widget_add_css_class (cell, "common");
    else
      gtk_widget_remove_css_class (cell, "common");
}
