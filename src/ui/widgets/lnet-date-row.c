/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-date-row.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "lnet-day.h"

struct _LnetDateRow
{
  AdwActionRow parent_instance;

  GtkWidget *clear;
  GtkPopover *popover;
  GtkCalendar *calendar;

  char *date;
  gboolean optional;
  gboolean showing; /* the calendar is being set, not used */
};

G_DEFINE_FINAL_TYPE (LnetDateRow, lnet_date_row, ADW_TYPE_ACTION_ROW)

enum
{
  PROP_DATE = 1,
  PROP_OPTIONAL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
show_calendar (LnetDateRow *self)
{
  g_autoptr (GDateTime) day = NULL;
  int y;
  int m;
  int d;

  if (self->date == NULL || sscanf (self->date, "%4d-%2d-%2d", &y, &m, &d) != 3)
    return;
  day = g_date_time_new_local (y, m, d, 12, 0, 0);
  if (day == NULL)
    return;
  self->showing = TRUE;
  gtk_calendar_select_day (self->calendar, day);
  self->showing = FALSE;
}

static void
update (LnetDateRow *self)
{
  g_autofree char *today = lnet_day_today ();
  g_autofree char *words = self->date != NULL ? lnet_day_describe (self->date, today) : g_strdup (_("No date"));
  g_autofree char *in_full = self->date != NULL ? lnet_day_describe_in_full (self->date) : NULL;

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), in_full);
  gtk_widget_set_visible (self->clear, self->optional && self->date != NULL);
  show_calendar (self);
}

static void
on_clear (LnetDateRow *self)
{
  lnet_date_row_set_date (self, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
on_day_selected (LnetDateRow *self)
{
  g_autoptr (GDateTime) day = NULL;
  g_autofree char *date = NULL;

  if (self->showing)
    return;
  day = gtk_calendar_get_date (self->calendar);
  date = g_date_time_format (day, "%Y-%m-%d");
  lnet_date_row_set_date (self, date);
  gtk_popover_popdown (self->popover);
}

static void
lnet_date_row_get_property (GObject    *object,
                            guint       property_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  LnetDateRow *self = LNET_DATE_ROW (object);

  switch (property_id)
    {
    case PROP_DATE:
      g_value_set_string (value, self->date);
      break;
    case PROP_OPTIONAL:
      g_value_set_boolean (value, self->optional);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lnet_date_row_set_property (GObject      *object,
                            guint         property_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  LnetDateRow *self = LNET_DATE_ROW (object);

  switch (property_id)
    {
    case PROP_DATE:
      lnet_date_row_set_date (self, g_value_get_string (value));
      break;
    case PROP_OPTIONAL:
      if (self->optional == g_value_get_boolean (value))
        break;
      self->optional = g_value_get_boolean (value);
      update (self);
      g_object_notify_by_pspec (object, properties[PROP_OPTIONAL]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lnet_date_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LNET_TYPE_DATE_ROW);

  G_OBJECT_CLASS (lnet_date_row_parent_class)->dispose (object);
}

static void
lnet_date_row_finalize (GObject *object)
{
  g_free (LNET_DATE_ROW (object)->date);

  G_OBJECT_CLASS (lnet_date_row_parent_class)->finalize (object);
}

static void
lnet_date_row_class_init (LnetDateRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lnet_date_row_dispose;
  object_class->finalize = lnet_date_row_finalize;
  object_class->get_property = lnet_date_row_get_property;
  object_class->set_property = lnet_date_row_set_property;

  properties[PROP_DATE] = g_param_spec_string ("date", NULL, NULL, NULL,
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_OPTIONAL] = g_param_spec_boolean ("optional", NULL, NULL, FALSE,
                                                    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                      | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-date-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetDateRow, clear);
  gtk_widget_class_bind_template_child (widget_class, LnetDateRow, popover);
  gtk_widget_class_bind_template_child (widget_class, LnetDateRow, calendar);
  gtk_widget_class_bind_template_callback (widget_class, on_clear);
  gtk_widget_class_bind_template_callback (widget_class, on_day_selected);
}

static void
lnet_date_row_init (LnetDateRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

GtkWidget *
lnet_date_row_new (void)
{
  return g_object_new (LNET_TYPE_DATE_ROW, NULL);
}

const char *
lnet_date_row_get_date (LnetDateRow *self)
{
  g_return_val_if_fail (LNET_IS_DATE_ROW (self), NULL);

  return self->date;
}

void
lnet_date_row_set_date (LnetDateRow *self,
                        const char  *date)
{
  g_return_if_fail (LNET_IS_DATE_ROW (self));

  if (date != NULL && lnet_day_get_number (date) == 0)
    date = NULL;
  if (g_set_str (&self->date, date))
    {
      update (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DATE]);
    }
}
