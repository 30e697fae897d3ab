/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-day.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* Days farther off than this are said with their year. */
#define NEAR_DAYS 183

static gboolean
parse (const char *day,
       GDate      *date)
{
  int y;
  int m;
  int d;

  if (day == NULL || sscanf (day, "%4d-%2d-%2d", &y, &m, &d) != 3)
    return FALSE;
  if (y < 1 || m < 1 || d < 1 || !g_date_valid_dmy ((GDateDay) d, (GDateMonth) m, (GDateYear) y))
    return FALSE;
  g_date_clear (date, 1);
  g_date_set_dmy (date, (GDateDay) d, (GDateMonth) m, (GDateYear) y);
  return TRUE;
}

char *
lnet_day_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_format (now, "%Y-%m-%d");
}

gint64
lnet_day_get_number (const char *day)
{
  GDate date;

  return parse (day, &date) ? (gint64) g_date_get_julian (&date) : 0;
}

char *
lnet_day_add (const char *day,
              int         n)
{
  gint64 number = lnet_day_get_number (day);
  GDate date;

  /* GDate ends with the year 65535, ours with four digits. */
  if (number == 0 || number + n < 1 || number + n > 3652059)
    return NULL;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) (number + n));
  return g_strdup_printf ("%04u-%02u-%02u", g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date));
}

static char *
format (const char *day,
        const char *pattern)
{
  g_autoptr (GDateTime) moment = NULL;
  GDate date;

  if (!parse (day, &date))
    return g_strdup (day != NULL ? day : "");
  moment = g_date_time_new_utc (g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date), 12, 0, 0);
  return g_date_time_format (moment, pattern);
}

char *
lnet_day_describe (const char *day,
                   const char *today)
{
  gint64 number = lnet_day_get_number (day);
  gint64 now = lnet_day_get_number (today);

  if (number != 0 && number == now)
    return g_strdup (_("Today"));
  if (number != 0 && number == now - 1)
    return g_strdup (_("Yesterday"));
  if (number != 0 && number == now + 1)
    return g_strdup (_("Tomorrow"));
  if (ABS (number - now) <= NEAR_DAYS)
    /* Translators: a day of about this year, as in "Tue 24 Nov"; see g_date_time_format(). */
    return format (day, _("%a %-d %b"));
  /* Translators: a day of another year, as in "24 Nov 2024"; see g_date_time_format(). */
  return format (day, _("%-d %b %Y"));
}

char *
lnet_day_describe_in_full (const char *day)
{
  /* Translators: a day in full, as in "Tuesday 24 November 2026"; see g_date_time_format(). */
  return format (day, _("%A %-d %B %Y"));
}

/* A line never breaks between a figure and its unit. */
static char *
keep_together (char *words)
{
  g_autofree char *owned = words;
  GString *text = g_string_new (owned);

  g_string_replace (text, " ", "\302\240", 0);
  return g_string_free (text, FALSE);
}

char *
lnet_day_describe_minutes (int minutes)
{
  if (minutes < 60)
    /* Translators: minutes, short. */
    return keep_together (g_strdup_printf (_("%d min"), minutes));
  if (minutes % 60 == 0)
    /* Translators: hours, short. */
    return keep_together (g_strdup_printf (_("%d h"), minutes / 60));
  /* Translators: hours and minutes, short. */
  return keep_together (g_strdup_printf (_("%d h %d min"), minutes / 60, minutes % 60));
}
