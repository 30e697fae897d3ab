/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-import-private.h"

#include <string.h>

#include "lnet-contact.h"
#include "lnet-date-parse.h"
#include "lnet-name.h"

/* Tidying and comparing what stands in cells. Pure; any thread. */

/* What people write where they know nothing. */
static const char *const placeholders[] = { "n/a", "n.a.", "#n/a", "-", "--", "---", "–", "—", "?", ".", "(blank)",
                                            "(none)", "tbd", "tba", "x-x", NULL };

#define LONGEST_PLACEHOLDER 7 /* bytes */

typedef struct
{
  const char *word; /* folded */
  const char *value;
} Word;

static const Word yes_no[] = {
  { "yes", "1" }, { "y", "1" }, { "true", "1" }, { "t", "1" },   { "1", "1" },  { "x", "1" },   { "ok", "1" },
  { "si", "1" },  { "s", "1" }, { "opt in", "1" }, { "opted in", "1" }, { "checked", "1" }, { "verdadero", "1" },
  { "no", "0" },  { "n", "0" }, { "false", "0" }, { "f", "0" },  { "0", "0" },  { "opt out", "0" },
  { "opted out", "0" }, { "unchecked", "0" }, { "falso", "0" }, { NULL, NULL },
};

static const Word choices[] = {
  { "urban", "urban" }, { "suburban", "urban" }, { "city", "urban" }, { "urbano", "urban" }, { "urbana", "urban" },
  { "rural", "rural" }, { "frontier", "frontier" }, { "frontera", "frontier" }, { NULL, NULL },
};

static const Word statuses[] = {
  { "current", "active" },  { "enrolled", "active" }, { "yes", "active" },     { "activa", "active" },
  { "inactive", "paused" }, { "on leave", "paused" }, { "on hold", "paused" }, { "inactivo", "paused" },
  { "former", "left" },     { "withdrawn", "left" },  { "retired", "left" },   { "retirado", "left" },
  { "moved", "left" },      { NULL, NULL },
};

static const char *
look_up (const Word *words,
         const char *text)
{
  g_autofree char *folded = lnet_name_fold (text);

  for (; words->word != NULL; words++)
    if (strcmp (words->word, folded) == 0)
      return words->value;
  return NULL;
}

/* Whether collapse() would change nothing: plain letters with single blanks between them. Most cells are that. */
static gboolean
is_plain (const char *text)
{
  char before = ' ';

  for (; *text != '\0'; before = *text++)
    if ((guchar) *text < ' ' || (guchar) *text >= 0x7f || (*text == ' ' && before == ' '))
      return FALSE;
  return before != ' ';
}

/* Signs that show nothing but change what stands around them: controls, and marks that turn the direction of all that
 * follows in a line. */
static gboolean
is_unseen (gunichar letter)
{
  return g_unichar_iscntrl (letter) || (letter >= 0x202a && letter <= 0x202e) || (letter >= 0x2066 && letter <= 0x2069);
}

/* White space of every kind becomes one blank. */
static char *
collapse (const char *text)
{
  g_autoptr (GString) out = NULL;
  gboolean space = FALSE;

  if (is_plain (text))
    return g_strdup (text);
  out = g_string_sized_new (strlen (text));
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (g_unichar_isspace (letter) || letter == 0xa0 || letter == 0x200b || letter == 0xfeff)
        {
          space = TRUE;
          continue;
        }
      if (is_unseen (letter))
        continue;
      if (space && out->len > 0)
        g_string_append_c (out, ' ');
      space = FALSE;
      g_string_append_unichar (out, letter);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
is_placeholder (const char *text)
{
  if (text[0] == '\0')
    return TRUE;
  if (strlen (text) > LONGEST_PLACEHOLDER)
    return FALSE;
  for (guint i = 0; placeholders[i] != NULL; i++)
    if (g_ascii_strcasecmp (text, placeholders[i]) == 0)
      return TRUE;
  return FALSE;
}

char *
lnet_import_tidy_line (const char *text)
{
  g_autofree char *tidy = collapse (text != NULL ? text : "");

  return is_placeholder (tidy) ? NULL : g_steal_pointer (&tidy);
}

char *
lnet_import_tidy_long (const char *text)
{
  g_autoptr (GString) tidy = g_string_new (NULL);

  for (const char *c = text != NULL ? text : ""; *c != '\0'; c = g_utf8_next_char (c))
    if (*c == '\r' || *c == '\n')
      {
        c += *c == '\r' && c[1] == '\n';
        g_string_append_c (tidy, '\n');
      }
    else if (*c == '\t' || !is_unseen (g_utf8_get_char (c)))
      {
        g_string_append_unichar (tidy, g_utf8_get_char (c));
      }
  g_strstrip (tidy->str);
  return is_placeholder (tidy->str) ? NULL : g_strdup (tidy->str);
}

/* A key, or the network's own word where such a cell may hold one. */
static char *
read_term (const LnetCellInfo *info,
           const char         *text,
           gboolean           *is_problem)
{
  const char *key = lnet_reference_find (info->reference, text);

  if (key == NULL && info->reference == LNET_REFERENCE_MEMBER_STATUS)
    key = look_up (statuses, text);
  if (key != NULL)
    return g_strdup (key);
  *is_problem = info->reference == LNET_REFERENCE_MEMBER_STATUS || info->reference == LNET_REFERENCE_ATTRIBUTION;
  return *is_problem ? NULL : g_strdup (text);
}

static char *
check (char     *value,
       gboolean *is_problem)
{
  *is_problem = value == NULL;
  return value;
}

char *
lnet_import_read_cell (const LnetCellInfo *info,
                       const char         *text,
                       gboolean            day_first,
                       gboolean           *is_problem)
{
  g_autofree char *line = NULL;

  *is_problem = FALSE;
  if (info->kind == LNET_CELL_LONG)
    return lnet_import_tidy_long (text);
  line = lnet_import_tidy_line (text);
  if (line == NULL)
    return NULL;
  if (strlen (line) > LNET_IMPORT_MAX_LINE)
    return check (NULL, is_problem);
  switch (info->kind)
    {
    case LNET_CELL_TERM:
      return read_term (info, line, is_problem);
    case LNET_CELL_CHOICE:
      return check (g_strdup (look_up (choices, line)), is_problem);
    case LNET_CELL_DATE:
      return check (lnet_date_parse (line, day_first), is_problem);
    case LNET_CELL_YES_NO:
      return check (g_strdup (look_up (yes_no, line)), is_problem);
    case LNET_CELL_EMAIL:
      return check (lnet_email_tidy (line), is_problem);
    case LNET_CELL_TEXT:
    case LNET_CELL_NAME:
    case LNET_CELL_CODE:
    case LNET_CELL_LONG:
    default:
      return g_steal_pointer (&line);
    }
}

/* Comparing */

static gboolean
equal_as (char     *(*tidy) (const char *),
          const char *a,
          const char *b)
{
  g_autofree char *tidy_a = tidy (a);
  g_autofree char *tidy_b = tidy (b);

  return g_strcmp0 (tidy_a, tidy_b) == 0;
}

static char *
fold_code (const char *text)
{
  g_autofree char *tidy = collapse (text);

  return g_utf8_casefold (tidy, -1);
}

static char *
fold_email (const char *text)
{
  char *email = lnet_email_normalize (text);

  return email != NULL ? email : g_strdup (text);
}

/* A name that folds to nothing (signs only) is compared as it is. */
static char *
fold_name (const char *text)
{
  g_autofree char *folded = lnet_name_fold (text);

  return folded[0] != '\0' ? g_steal_pointer (&folded) : g_strdup (text);
}

static gboolean
terms_equal (const LnetCellInfo *info,
             const char         *a,
             const char         *b)
{
  const char *key_a = lnet_reference_find (info->reference, a);
  const char *key_b = lnet_reference_find (info->reference, b);

  if (key_a != NULL || key_b != NULL)
    return g_strcmp0 (key_a, key_b) == 0;
  return equal_as (fold_name, a, b);
}

/* A date that says less ("2026" of "2026-03-01") contradicts nothing. */
static gboolean
dates_agree (const char *stored,
             const char *from_file)
{
  gsize length = strlen (from_file);

  return strncmp (stored, from_file, length) == 0 && (stored[length] == '\0' || stored[length] == '-');
}

gboolean
lnet_import_cell_equal (const LnetCellInfo *info,
                        const char         *a,
                        const char         *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  switch (info->kind)
    {
    case LNET_CELL_NAME:
      return equal_as (fold_name, a, b);
    case LNET_CELL_LONG:
      return equal_as (lnet_import_tidy_long, a, b);
    case LNET_CELL_CODE:
      return equal_as (fold_code, a, b);
    case LNET_CELL_EMAIL:
      return equal_as (fold_email, a, b);
    case LNET_CELL_TERM:
      return terms_equal (info, a, b);
    case LNET_CELL_DATE:
      return dates_agree (a, b);
    case LNET_CELL_TEXT:
      return equal_as (lnet_import_tidy_line, a, b);
    case LNET_CELL_CHOICE:
    case LNET_CELL_YES_NO:
    default:
      return strcmp (a, b) == 0;
    }
}

/* How much a way of writing a name says: accents, then capitals where they belong. */
static guint
count_accents (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += (guint8) *text >= 0x80;
  return n;
}

static gboolean
is_mixed_case (const char *text)
{
  gboolean upper = FALSE, lower = FALSE;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      upper = upper || g_unichar_isupper (g_utf8_get_char (text));
      lower = lower || g_unichar_islower (g_utf8_get_char (text));
    }
  return upper && lower;
}

gboolean
lnet_import_cell_differs (const LnetCellInfo *info,
                          const char         *stored,
                          const char         *from_file)
{
  if (stored == NULL)
    return TRUE;
  if (!lnet_import_cell_equal (info, stored, from_file))
    return TRUE;
  if (info->kind != LNET_CELL_NAME)
    return FALSE;
  if (count_accents (from_file) != count_accents (stored))
    return count_accents (from_file) > count_accents (stored);
  return is_mixed_case (from_file) && !is_mixed_case (stored);
}
