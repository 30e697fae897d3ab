/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-date-entry-row.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "lnet-date-parse.h"
#include "lnet-day.h"
#include "lnet-explain.h"

struct _LnetDateEntryRow
{
  AdwEntryRow parent_instance;

  GtkWidget *button;
  GtkWidget *calendar;
  gboolean valid;
  gboolean is_past;    /* what it asks for has been */
  gboolean is_showing; /* the calendar is set, not used */
};

G_DEFINE_FINAL_TYPE (LnetDateEntryRow, lnet_date_entry_row, ADW_TYPE_ENTRY_ROW)

enum
{
  PROP_VALID = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gboolean
is_empty (LnetDateEntryRow *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self))));

  return *text == '\0';
}

static void
set_valid (LnetDateEntryRow *self,
           gboolean          valid)
{
  if (self->valid == valid)
    return;
  self->valid = valid;
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_INVALID,
                               valid ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
  if (valid)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  /* Translators: dates as one may write them; use ones that fit your language */
  gtk_widget_set_tooltip_text (GTK_WIDGET (self),
                               valid ? NULL : _("Write a date as 24 Nov 2026, 2026-11-24, 2026-11 or 2026"));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALID]);
}

/* A day that is doubtful is a date all the same. */
static void
explain (LnetDateEntryRow *self,
         const char       *date)
{
  g_autofree char *today = lnet_day_today ();
  const char *sentence = self->is_past ? lnet_explain_date (date, today) : NULL;

  if (sentence != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "warning");
  if (self->valid)
    gtk_widget_set_tooltip_text (GTK_WIDGET (self), sentence);
}

static void
on_changed (LnetDateEntryRow *self)
{
  g_autofree char *date = lnet_date_entry_row_dup_date (self);

  set_valid (self, date != NULL || is_empty (self));
  explain (self, date);
}

/* A date in words, if reading the words gives the date again; else as it is kept. */
static char *
write_date (const char *date)
{
  int year = 0, month = 0, day = 0;
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *words = NULL;
  g_autofree char *read = NULL;

  if (sscanf (date, "%4d-%2d-%2d", &year, &month, &day) != 3)
    return g_strdup (date);
  time = g_date_time_new_utc (year, month, day, 12, 0, 0);
  if (time == NULL)
    return g_strdup (date);
  /* Translators: a date in a form, as in "3 Aug 2019"; see g_date_time_format() */
  words = g_date_time_format (time, _("%-d %b %Y"));
  read = lnet_date_parse (words, FALSE);
  return g_strcmp0 (read, date) == 0 ? g_steal_pointer (&words) : g_strdup (date);
}

static void
on_day_selected (LnetDateEntryRow *self)
{
  g_autoptr (GDateTime) day = NULL;
  g_autofree char *date = NULL;

  if (self->is_showing)
    return;
  day = gtk_calendar_get_date (GTK_CALENDAR (self->calendar));
  date = g_date_time_format (day, "%Y-%m-%d");
  lnet_date_entry_row_set_date (self, date);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
}

/* The calendar is made when it is first wanted: a form has many dates. */
static void
create_calendar (GtkMenuButton *button,
                 gpointer       user_data)
{
  LnetDateEntryRow *self = user_data;
  GtkWidget *popover;
  g_autofree char *date = lnet_date_entry_row_dup_date (self);
  g_autoptr (GDateTime) day = NULL;
  int y = 0, m = 1, d = 1;

  if (self->calendar == NULL)
    {
      popover = gtk_popover_new ();
      self->calendar = gtk_calendar_new ();
      gtk_popover_set_child (GTK_POPOVER (popover), self->calendar);
      g_signal_connect_object (self->calendar, "day-selected", G_CALLBACK (on_day_selected), self, G_CONNECT_SWAPPED);
      gtk_menu_button_set_popover (button, popover);
    }
  if (date != NULL && sscanf (date, "%4d-%2d-%2d", &y, &m, &d) >= 1)
    day = g_date_time_new_local (y, m, d, 12, 0, 0);
  if (day == NULL)
    return;
  self->is_showing = TRUE;
  gtk_calendar_select_day (GTK_CALENDAR (self->calendar), day);
  self->is_showing = FALSE;
}

static void
lnet_date_entry_row_get_property (GObject    *object,
                                  guint       property_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_VALID:
      g_value_set_boolean (value, LNET_DATE_ENTRY_ROW (object)->valid);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lnet_date_entry_row_class_init (LnetDateEntryRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lnet_date_entry_row_get_property;
  properties[PROP_VALID] = g_param_spec_boolean ("valid", NULL, NULL, TRUE,
                                                 G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lnet_date_entry_row_init (LnetDateEntryRow *self)
{
  self->valid = TRUE;
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->button), "x-office-calendar-symbolic");
  gtk_widget_set_tooltip_text (self->button, _("Choose From a Calendar"));
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), create_calendar, self, NULL);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), self->button);
  g_signal_connect (self, "changed", G_CALLBACK (on_changed), NULL);
}

GtkWidget *
lnet_date_entry_row_new (void)
{
  return g_object_new (LNET_TYPE_DATE_ENTRY_ROW, NULL);
}

char *
lnet_date_entry_row_dup_date (LnetDateEntryRow *self)
{
  g_return_val_if_fail (LNET_IS_DATE_ENTRY_ROW (self), NULL);

  return lnet_date_parse (gtk_editable_get_text (GTK_EDITABLE (self)), FALSE);
}

void
lnet_date_entry_row_set_date (LnetDateEntryRow *self,
                              const char       *date)
{
  g_autofree char *words = NULL;

  g_return_if_fail (LNET_IS_DATE_ENTRY_ROW (self));

  words = date != NULL ? write_date (date) : g_strdup ("");
  gtk_editable_set_text (GTK_EDITABLE (self), words);
}

gboolean
lnet_date_entry_row_get_valid (LnetDateEntryRow *self)
{
  return self->valid;
}

void
lnet_date_entry_row_set_past (LnetDateEntryRow *self)
{
  g_return_if_fail (LNET_IS_DATE_ENTRY_ROW (self));

  self->is_past = TRUE;
  on_changed (self);
}
