/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-date-parse.h"

#include <string.h>

#define MAX_LENGTH 64

/* Three first letters, without accents; a month of either language is known by them. */
static const char *const months[][2] = {
  { "jan", "ene" }, { "feb", "feb" }, { "mar", "mar" }, { "apr", "abr" }, { "may", "may" }, { "jun", "jun" },
  { "jul", "jul" }, { "aug", "ago" }, { "sep", "sep" }, { "oct", "oct" }, { "nov", "nov" }, { "dec", "dic" },
};

typedef struct
{
  guint number[3];
  guint n_digits[3];
  guint n_numbers;
  guint month; /* named, or 0 */
  guint month_at; /* how many numbers stood before its name */
  char separator; /* between the first two numbers */
} Parts;

static guint
month_from_word (const char *word,
                 gsize       length)
{
  if (length < 3)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    if (g_ascii_strncasecmp (word, months[i][0], 3) == 0 || g_ascii_strncasecmp (word, months[i][1], 3) == 0)
      return i + 1;
  return 0;
}

/* Reads a word; FALSE when it has no place in a date. */
static gboolean
take_word (Parts       *parts,
           const char **c)
{
  const char *word = *c;
  gsize length = 0;
  guint month;

  while (g_ascii_isalpha (word[length]))
    length++;
  *c += length;
  if (length == 2 && (g_ascii_strncasecmp (word, "de", 2) == 0 || g_ascii_strncasecmp (word, "th", 2) == 0 ||
                      g_ascii_strncasecmp (word, "st", 2) == 0 || g_ascii_strncasecmp (word, "nd", 2) == 0 ||
                      g_ascii_strncasecmp (word, "rd", 2) == 0))
    return TRUE;
  if (length == 3 && g_ascii_strncasecmp (word, "del", 3) == 0)
    return TRUE;
  month = month_from_word (word, length);
  if (month == 0 || parts->month != 0)
    return FALSE;
  parts->month = month;
  parts->month_at = parts->n_numbers;
  return TRUE;
}

static gboolean
take_number (Parts       *parts,
             const char **c)
{
  guint i = parts->n_numbers;

  if (i == 3)
    return FALSE;
  for (; g_ascii_isdigit (**c) && parts->n_digits[i] < 9; (*c)++)
    {
      parts->number[i] = parts->number[i] * 10 + (guint) g_ascii_digit_value (**c);
      parts->n_digits[i]++;
    }
  parts->n_numbers++;
  return !g_ascii_isdigit (**c);
}

/* The time of day some programs write behind the date: "T18:00", " 0:00:00", " 12:00 AM". */
static gboolean
is_time (const char *c)
{
  const char *digits = c + (*c == 'T' || *c == 't');

  digits += strspn (digits, " ");
  return g_ascii_isdigit (digits[0]) && (digits[1] == ':' || (g_ascii_isdigit (digits[1]) && digits[2] == ':'));
}

static gboolean
split (const char *text,
       Parts      *parts)
{
  const char *c = text;

  memset (parts, 0, sizeof *parts);
  while (*c != '\0')
    {
      if ((parts->n_numbers == 3 || (parts->n_numbers == 2 && parts->month != 0)) && is_time (c))
        return TRUE;
      if (g_ascii_isdigit (*c))
        {
          if (!take_number (parts, &c))
            return FALSE;
        }
      else if (g_ascii_isalpha (*c))
        {
          if (!take_word (parts, &c))
            return FALSE;
        }
      else if (strchr ("-/., ", *c) != NULL)
        {
          if (parts->n_numbers == 1 && parts->separator == '\0')
            parts->separator = *c;
          c++;
        }
      else
        {
          return FALSE;
        }
    }
  return parts->n_numbers > 0;
}

static gboolean
read_text (const char *text,
           Parts      *parts)
{
  g_autofree char *trimmed = NULL;

  if (text == NULL || strlen (text) > MAX_LENGTH)
    return FALSE;
  trimmed = g_strstrip (g_strdup (text));
  if (split (trimmed, parts))
    return TRUE;
  return FALSE;
}

static guint
full_year (guint number,
           guint n_digits)
{
  if (n_digits == 4)
    return number;
  return n_digits == 2 ? (number < 50 ? 2000 + number : 1900 + number) : 0;
}

static char *
compose (guint year,
         guint month,
         guint day)
{
  if (year < 1900 || year > 2199 || !g_date_valid_dmy ((GDateDay) MIN (day, 99), month, (GDateYear) year))
    return NULL;
  return g_strdup_printf ("%04u-%02u-%02u", year, month, day);
}

/* 24/11/2026 or 11/24/2026: two numbers, then the year. */
static gboolean
is_slashed (const Parts *parts)
{
  return parts->n_numbers == 3 && parts->month == 0 && parts->n_digits[0] <= 2 && parts->n_digits[1] <= 2 &&
         full_year (parts->number[2], parts->n_digits[2]) != 0 && strchr ("/- ", parts->separator) != NULL;
}

static char *
from_numbers (const Parts *parts,
              gboolean     day_first)
{
  guint first = parts->number[0], second = parts->number[1];
  guint year = full_year (parts->number[2], parts->n_digits[2]);

  if (parts->n_digits[0] == 4)
    return compose (first, second, parts->number[2]);
  if (parts->separator == '.' || first > 12 || (day_first && second <= 12))
    return compose (year, second, first);
  return compose (year, first, second);
}

static char *
from_named_month (const Parts *parts)
{
  if (parts->n_numbers == 2)
    return compose (full_year (parts->number[1], parts->n_digits[1]), parts->month, parts->number[0]);
  if (parts->n_numbers == 1 && parts->n_digits[0] == 4 && parts->number[0] >= 1900 && parts->number[0] <= 2199)
    return g_strdup_printf ("%04u-%02u", parts->number[0], parts->month);
  return NULL;
}

/* The days since the end of 1899 that a spreadsheet writes when nobody told it that a column holds dates. */
static char *
from_serial (guint serial)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, serial - 25569 + 719163); /* both are 1970-01-01 */
  return compose (g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date));
}

/* "2026", "2026-11", "11/2026", "20261124", "46350". */
static char *
from_part (const Parts *parts)
{
  guint year = parts->number[0], month = parts->number[1];

  if (parts->n_numbers == 1 && parts->n_digits[0] == 8)
    return compose (year / 10000, year / 100 % 100, year % 100);
  if (parts->n_numbers == 1 && parts->n_digits[0] == 5 && parts->number[0] >= 18264 && parts->number[0] <= 73050)
    return from_serial (parts->number[0]);
  if (parts->n_numbers == 2 && parts->n_digits[1] == 4)
    {
      year = parts->number[1];
      month = parts->number[0];
    }
  else if (parts->n_digits[0] != 4)
    {
      return NULL;
    }
  if (year < 1900 || year > 2199)
    return NULL;
  if (parts->n_numbers == 1)
    return g_strdup_printf ("%04u", year);
  return month >= 1 && month <= 12 ? g_strdup_printf ("%04u-%02u", year, month) : NULL;
}

char *
lnet_date_parse (const char *text,
                 gboolean    day_first)
{
  Parts parts;

  if (!read_text (text, &parts))
    return NULL;
  if (parts.month != 0)
    return from_named_month (&parts);
  return parts.n_numbers == 3 ? from_numbers (&parts, day_first) : from_part (&parts);
}

void
lnet_date_votes_add (LnetDateVotes *self,
                     const char    *text)
{
  Parts parts;

  if (!read_text (text, &parts) || !is_slashed (&parts))
    return;
  if (parts.number[0] > 12 && parts.number[1] <= 12)
    self->n_day_first++;
  else if (parts.number[1] > 12 && parts.number[0] <= 12)
    self->n_month_first++;
  else if (parts.number[0] <= 12 && parts.number[1] <= 12)
    self->n_either++;
}

gboolean
lnet_date_votes_is_day_first (const LnetDateVotes *self)
{
  return self->n_day_first > self->n_month_first;
}
