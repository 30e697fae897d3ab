/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-csv-delimiter.h"

#include <string.h>

#define DETECT_LINES 50

/* How often @delimiter stands in each of the first lines, outside quotes. Returns: how many lines there are */
static guint
count_delimiter (const char *text,
                 char        delimiter,
                 guint       counts[DETECT_LINES])
{
  guint n_lines = 0;
  gboolean quoted = FALSE, begins = TRUE, blank = TRUE;

  for (const char *c = text; *c != '\0' && n_lines < DETECT_LINES; c++)
    {
      gboolean ends = !quoted && (*c == '\n' || *c == '\r');

      if (*c == '"' && quoted && c[1] == '"')
        c++;
      else if (*c == '"' && (begins || quoted))
        quoted = !quoted;
      else if (!quoted && *c == delimiter)
        counts[n_lines]++;
      n_lines += ends && !blank;
      blank = ends;
      begins = ends || (!quoted && (strchr (LNET_CSV_DELIMITERS, *c) != NULL || (begins && *c == ' ')));
    }
  return MIN (n_lines + !blank, DETECT_LINES);
}

/* The count that most lines agree on: the more, and the more of all lines, the better. */
static double
score_delimiter (const char *text,
                 char        delimiter)
{
  guint counts[DETECT_LINES] = { 0 };
  guint n_lines = count_delimiter (text, delimiter, counts);
  double best = 0;

  for (guint i = 0; i < n_lines; i++)
    {
      guint n = 0;

      for (guint j = 0; j < n_lines; j++)
        n += counts[j] == counts[i];
      best = MAX (best, (double) n * n * counts[i] / n_lines);
    }
  return best;
}

char
lnet_csv_delimiter_guess (const char *text)
{
  char found = ',';
  double best = 0;

  for (const char *delimiter = LNET_CSV_DELIMITERS; *delimiter != '\0'; delimiter++)
    {
      double score = score_delimiter (text, *delimiter);

      if (score > best)
        {
          best = score;
          found = *delimiter;
        }
    }
  return found;
}
