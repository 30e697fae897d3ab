/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-member-sort.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define YEAR 4  /* letters of a day that say the year … */
#define MONTH 7 /* … and the month */

/* Keys are remembered: they never change. */
static const struct
{
  const char *key;
  const char *title;
  const char *words;
  const char *unknown; /* above those of whom it is not known */
} sorts[LNET_MEMBER_SORT_LAST] = {
  /* Translators: in this file, the first of each is what a list of members is put in order by, in a menu; the second
   * the same inside a sentence; the third stands above those members of whom it is not known. */
  [LNET_MEMBER_SORT_NAME] = { "name", N_("Name"), N_("by name"), "" },
  [LNET_MEMBER_SORT_PLACE] = { "place", N_("Place"), N_("by place"), N_("No place known") },
  [LNET_MEMBER_SORT_ORGANIZATION] = { "organization", N_("Organization"), N_("by organization"),
                                      N_("At no organization") },
  [LNET_MEMBER_SORT_JOINED] = { "joined", N_("Date Joined"), N_("by date joined"), N_("Date not known") },
  /* Translators: the last time members took part in something */
  [LNET_MEMBER_SORT_SEEN] = { "seen", N_("Last Seen"), N_("by last seen"), N_("Not seen yet") },
};

const char *
lnet_member_sort_to_key (LnetMemberSort sort)
{
  g_return_val_if_fail (sort < LNET_MEMBER_SORT_LAST, NULL);

  return sorts[sort].key;
}

LnetMemberSort
lnet_member_sort_from_key (const char *key)
{
  for (guint sort = 0; sort < LNET_MEMBER_SORT_LAST; sort++)
    if (g_strcmp0 (key, sorts[sort].key) == 0)
      return (LnetMemberSort) sort;
  return LNET_MEMBER_SORT_NAME;
}

const char *
lnet_member_sort_get_title (LnetMemberSort sort)
{
  g_return_val_if_fail (sort < LNET_MEMBER_SORT_LAST, NULL);

  return _(sorts[sort].title);
}

const char *
lnet_member_sort_get_words (LnetMemberSort sort)
{
  g_return_val_if_fail (sort < LNET_MEMBER_SORT_LAST, NULL);

  return _(sorts[sort].words);
}

gboolean
lnet_member_sort_is_by_day (LnetMemberSort sort)
{
  return sort == LNET_MEMBER_SORT_JOINED || sort == LNET_MEMBER_SORT_SEEN;
}

/* The year of a day, or 0 for what is none. */
static int
get_year (const char *day)
{
  for (gsize i = 0; i < YEAR; i++)
    if (!g_ascii_isdigit (day[i]))
      return 0;
  return (int) g_ascii_strtoll (day, NULL, 10);
}

/* "October 2026", or NULL where no month is known. */
static char *
dup_month (const char *day)
{
  int month = day[YEAR] == '-' ? (int) g_ascii_strtoll (day + YEAR + 1, NULL, 10) : 0;
  g_autoptr (GDateTime) first = month > 0 ? g_date_time_new_utc (get_year (day), month, 1, 0, 0, 0) : NULL;
  g_autofree char *words = NULL;
  g_autofree char *capital = NULL;

  if (first == NULL)
    return NULL;
  /* Translators: a month as a heading, as in "October 2026"; see g_date_time_format(). */
  words = g_date_time_format (first, _("%B %Y"));
  capital = g_utf8_strup (words, g_utf8_next_char (words) - words);
  return g_strconcat (capital, g_utf8_next_char (words), NULL);
}

/* Lately by month, before that by year. */
static char *
dup_joined (const char *day,
            const char *today)
{
  char *month = get_year (day) + 1 >= get_year (today) ? dup_month (day) : NULL;

  return month != NULL ? month : g_strndup (day, YEAR);
}

static char *
dup_seen (const char *day,
          const char *today)
{
  if (strncmp (day, today, MONTH) == 0)
    return g_strdup (_("This month"));
  if (strncmp (day, today, YEAR) == 0)
    return g_strdup (_("Earlier this year"));
  return g_strndup (day, YEAR);
}

char *
lnet_member_sort_dup_section (LnetMemberSort  sort,
                              const char     *value,
                              const char     *today)
{
  g_return_val_if_fail (sort < LNET_MEMBER_SORT_LAST, NULL);

  if (value == NULL || *value == '\0' || (lnet_member_sort_is_by_day (sort) && get_year (value) == 0))
    return g_strdup (*sorts[sort].unknown != '\0' ? _(sorts[sort].unknown) : "");
  if (sort == LNET_MEMBER_SORT_JOINED)
    return dup_joined (value, today);
  return sort == LNET_MEMBER_SORT_SEEN ? dup_seen (value, today) : g_strdup (value);
}
