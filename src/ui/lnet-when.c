/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-when.h"

#include "lnet-day.h"

#include <glib/gi18n-lib.h>

char *
lnet_when_describe (gint64 wall)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local_usec (wall * 1000);
  g_autofree char *today = lnet_day_today ();
  g_autofree char *day = g_date_time_format (time, "%Y-%m-%d");
  g_autofree char *said = lnet_day_describe (day, today);
  /* Translators: a time of day, for g_date_time_format(): "%l:%M %p" where people say "2:05 pm" */
  g_autofree char *clock = g_date_time_format (time, _("%H:%M"));

  /* Translators: a day and a time of it, as in "Today 14:02" */
  return g_strdup_printf (_("%s %s"), said, g_strstrip (clock));
}
