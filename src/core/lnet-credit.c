/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-credit.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

#define MINUTES_AN_HOUR 60

/* A value divided and rounded, half up. */
static guint
divide (guint64 value,
        guint   divisor)
{
  return (guint) ((value + divisor / 2) / divisor);
}

static char *
format_tenths (guint tenths)
{
  return g_strdup_printf ("%u%s%u", tenths / 10, localeconv ()->decimal_point, tenths % 10);
}

guint
lnet_credit_get_ceu_tenths (guint minutes)
{
  if (minutes == 0)
    return 0;
  return MAX (divide (minutes, MINUTES_AN_HOUR), 1);
}

guint
lnet_credit_get_hour_hundredths (guint minutes)
{
  return divide ((guint64) minutes * 100, MINUTES_AN_HOUR);
}

char *
lnet_credit_format_ceu (guint minutes)
{
  return format_tenths (lnet_credit_get_ceu_tenths (minutes));
}

char *
lnet_credit_format_hours (guint minutes)
{
  return format_tenths (divide ((guint64) minutes * 10, MINUTES_AN_HOUR));
}

char *
lnet_credit_format_duration (guint minutes)
{
  guint hours = minutes / MINUTES_AN_HOUR;
  guint rest = minutes % MINUTES_AN_HOUR;

  if (hours == 0)
    /* Translators: a length of time, in minutes */
    return g_strdup_printf (_("%u min"), rest);
  if (rest == 0)
    /* Translators: a length of time, in hours */
    return g_strdup_printf (_("%u h"), hours);
  /* Translators: a length of time, in hours and minutes */
  return g_strdup_printf (_("%u h %u min"), hours, rest);
}
