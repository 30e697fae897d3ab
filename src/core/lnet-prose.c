/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-prose.h"

#include <string.h>

void
lnet_prose_edit_clear (LnetProseEdit *edit)
{
  g_clear_pointer (&edit->inserted, g_free);
  edit->position = 0;
  edit->n_deleted = 0;
}

/* Where two texts part, at the beginning of a character. */
static gsize
common_start (const char *a,
              const char *b)
{
  gsize n = 0;

  while (a[n] != '\0' && a[n] == b[n])
    n++;
  while (n > 0 && ((guchar) a[n] & 0xc0) == 0x80)
    n--;
  while (n > 0 && ((guchar) b[n] & 0xc0) == 0x80)
    n--;
  return n;
}

static gsize
common_end (const char *a,
            gsize       a_length,
            const char *b,
            gsize       b_length)
{
  gsize n = 0;

  while (n < a_length && n < b_length && a[a_length - 1 - n] == b[b_length - 1 - n])
    n++;
  while (n > 0 && ((guchar) a[a_length - n] & 0xc0) == 0x80)
    n--;
  return n;
}

gboolean
lnet_prose_compare (const char    *before,
                    const char    *after,
                    LnetProseEdit *edit)
{
  gsize start = common_start (before, after);
  gsize before_length = strlen (before + start);
  gsize after_length = strlen (after + start);
  gsize end = common_end (before + start, before_length, after + start, after_length);

  edit->position = (guint) g_utf8_strlen (before, (gssize) start);
  edit->n_deleted = (guint) g_utf8_strlen (before + start, (gssize) (before_length - end));
  edit->inserted = g_strndup (after + start, after_length - end);
  return before_length > end || after_length > end;
}

char *
lnet_prose_apply (const char          *text,
                  const LnetProseEdit *edit)
{
  guint length = lnet_prose_length (text);
  guint position = MIN (edit->position, length);
  guint n_deleted = MIN (edit->n_deleted, length - position);
  const char *start = g_utf8_offset_to_pointer (text, position);
  const char *end = g_utf8_offset_to_pointer (start, n_deleted);
  GString *result = g_string_new_len (text, start - text);

  g_string_append (result, edit->inserted);
  g_string_append (result, end);
  return g_string_free_and_steal (result);
}

void
lnet_prose_rebase (LnetProseEdit       *theirs,
                   const LnetProseEdit *ours)
{
  guint inserted = lnet_prose_length (ours->inserted);
  guint ours_end = ours->position + ours->n_deleted;
  guint theirs_end = theirs->position + theirs->n_deleted;
  guint shared_start = MAX (ours->position, theirs->position);
  guint shared_end = MIN (ours_end, theirs_end);

  if (theirs_end <= ours->position && theirs->position < ours->position)
    return;
  if (theirs->position >= ours_end)
    {
      theirs->position = theirs->position - ours->n_deleted + inserted;
      return;
    }
  /* They overlap. What is left to delete after ours lies before it, or after it; of two such pieces one change can
   * take only one, and then the words stay: deleting twice is easier than finding again. */
  theirs->n_deleted -= shared_end > shared_start ? shared_end - shared_start : 0;
  if (theirs->position >= ours->position)
    theirs->position = ours->position + inserted;
  else if (theirs_end > ours_end)
    {
      theirs->n_deleted = theirs_end - ours_end;
      theirs->position = ours->position + inserted;
    }
}

guint
lnet_prose_length (const char *text)
{
  return (guint) g_utf8_strlen (text, -1);
}

guint
lnet_prose_count_words (const char *text)
{
  gboolean counted = FALSE;
  guint n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        counted = FALSE;
      else if (!counted && g_unichar_isalnum (c))
        {
          counted = TRUE;
          n++;
        }
    }
  return n;
}
