/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-span.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "lnet-day.h"

char *
lnet_span_describe_date (const char *date,
                         const char *today)
{
  g_autoptr (GDateTime) month = NULL;
  int year, number;

  if (date == NULL || strlen (date) != strlen ("2019-08"))
    return lnet_day_describe (date, today);
  if (sscanf (date, "%4d-%2d", &year, &number) != 2)
    return g_strdup (date);
  month = g_date_time_new_local (year, number, 1, 12, 0, 0);
  /* Translators: a month and a year, as in "August 2019"; see g_date_time_format() */
  return month != NULL ? g_date_time_format (month, _("%B %Y")) : g_strdup (date);
}

char *
lnet_span_describe (const char *starts,
                    const char *ends,
                    const char *today)
{
  g_autofree char *from = lnet_span_describe_date (starts, today);
  g_autofree char *to = lnet_span_describe_date (ends, today);

  if (*from != '\0' && *to != '\0')
    return g_strcmp0 (from, to) == 0 ? g_steal_pointer (&from) : g_strdup_printf ("%s – %s", from, to);
  if (*from != '\0')
    /* Translators: a date from which on a role is held */
    return g_strdup_printf (_("since %s"), from);
  if (*to != '\0')
    /* Translators: the date up to which a role was held */
    return g_strdup_printf (_("until %s"), to);
  return g_strdup ("");
}
