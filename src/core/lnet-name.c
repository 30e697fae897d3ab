/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-name.h"

#include <locale.h>
#include <string.h>

/* Letters that carry their mark inside, so that taking them apart does not take it off. Small letters: what comes
 * here has lost its case. */
static const struct
{
  gunichar letter;
  const char *plain;
} inseparable[] = {
  { 0x00df, "ss" }, { 0x00e6, "ae" }, { 0x00f0, "d" },  { 0x00f8, "o" },  { 0x00fe, "th" },
  { 0x0111, "d" },  { 0x0127, "h" },  { 0x0131, "i" },  { 0x0142, "l" },  { 0x014b, "ng" },
  { 0x0153, "oe" }, { 0x0167, "t" },  { 0x0180, "b" },  { 0x019a, "l" },  { 0x0268, "i" },
};

static const char *
plain_letter (gunichar letter)
{
  if (letter < 0x00df || letter > 0x0268)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (inseparable); i++)
    if (inseparable[i].letter == letter)
      return inseparable[i].plain;
  return NULL;
}

static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x02bc || c == 0x02bb || c == 0x02b9 || c == '`' ||
         c == 0x00b4;
}

static gboolean
is_mark (gunichar c)
{
  GUnicodeType type;

  if (c < 0x0300)
    return FALSE;
  type = g_unichar_type (c);
  return type == G_UNICODE_NON_SPACING_MARK || type == G_UNICODE_ENCLOSING_MARK || type == G_UNICODE_SPACING_MARK ||
         type == G_UNICODE_FORMAT;
}

/* A word ends: at most one space, none at the beginning. */
static void
end_word (GString *into,
          gsize    start)
{
  if (into->len > start && into->str[into->len - 1] != ' ')
    g_string_append_c (into, ' ');
}

static void
fold_char (GString *into,
           gsize    start,
           gunichar c)
{
  const char *plain;

  if (is_apostrophe (c) || is_mark (c))
    return;
  if (!g_unichar_isalnum (c))
    end_word (into, start);
  else if ((plain = plain_letter (c)) != NULL)
    g_string_append (into, plain);
  else
    g_string_append_unichar (into, c);
}

static void
fold_ascii (GString    *into,
            gsize       start,
            const char *text)
{
  for (const char *c = text; *c != '\0'; c++)
    if (g_ascii_isalnum (*c))
      g_string_append_c (into, g_ascii_tolower (*c));
    else if (*c != '\'' && *c != '`')
      end_word (into, start);
}

static void
fold_unicode (GString    *into,
              gsize       start,
              const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *apart = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);
  g_autofree char *folded = g_utf8_casefold (apart, -1);

  for (const char *c = folded; *c != '\0'; c = g_utf8_next_char (c))
    fold_char (into, start, g_utf8_get_char (c));
}

void
lnet_name_fold_into (GString    *into,
                     const char *text)
{
  gsize start;

  if (text == NULL || *text == '\0')
    return;

  end_word (into, 0);
  start = into->len;
  if (g_str_is_ascii (text))
    fold_ascii (into, start, text);
  else
    fold_unicode (into, start, text);
  while (into->len > 0 && into->str[into->len - 1] == ' ')
    g_string_truncate (into, into->len - 1);
}

char *
lnet_name_fold (const char *text)
{
  g_autoptr (GString) into = g_string_new (NULL);

  lnet_name_fold_into (into, text);
  return g_string_free (g_steal_pointer (&into), FALSE);
}

gboolean
lnet_name_equal (const char *a,
                 const char *b)
{
  g_autofree char *folded_a = lnet_name_fold (a);
  g_autofree char *folded_b = lnet_name_fold (b);

  return strcmp (folded_a, folded_b) == 0;
}

/* Nothing but printable ASCII, and no space where tidy() would take one away: nearly every name is. */
static gboolean
is_plain_and_tidy (const char *text)
{
  char before = ' ';

  for (; *text != '\0'; before = *text, text++)
    if (*text < ' ' || *text > '~' || (*text == ' ' && before == ' '))
      return FALSE;
  return before != ' ';
}

/* Words with single spaces between, nothing before and after. */
static char *
tidy (const char *text)
{
  g_autoptr (GString) tidied = NULL;
  g_autofree char *valid = NULL;

  if (text == NULL || *text == '\0')
    return g_strdup ("");
  if (is_plain_and_tidy (text))
    return g_strdup (text);

  tidied = g_string_new (NULL);
  valid = g_utf8_make_valid (text, -1);
  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_isspace (g_utf8_get_char (c)))
      end_word (tidied, 0);
    else
      g_string_append_unichar (tidied, g_utf8_get_char (c));
  if (tidied->len > 0 && tidied->str[tidied->len - 1] == ' ')
    g_string_truncate (tidied, tidied->len - 1);
  return g_string_free (g_steal_pointer (&tidied), FALSE);
}

/* Where in @name its ending that equals @last begins; NULL when it does not end so, or is nothing else. */
static const char *
find_ending (const char *name,
             const char *last)
{
  if (*last == '\0')
    return NULL;
  for (const char *space = strchr (name, ' '); space != NULL; space = strchr (space + 1, ' '))
    if (lnet_name_equal (space + 1, last))
      return space;
  return NULL;
}

char *
lnet_name_display (const char *preferred,
                   const char *legal_first,
                   const char *legal_last)
{
  g_autofree char *given = tidy (preferred);
  g_autofree char *last = tidy (legal_last);

  if (*given != '\0' && (*last == '\0' || find_ending (given, last) != NULL))
    return g_steal_pointer (&given);
  if (*given == '\0')
    {
      g_free (given);
      given = tidy (legal_first);
    }
  if (*given == '\0')
    return g_steal_pointer (&last);
  if (*last == '\0')
    return g_steal_pointer (&given);
  return g_strconcat (given, " ", last, NULL);
}

char *
lnet_name_short (const char *preferred,
                 const char *legal_first,
                 const char *legal_last)
{
  g_autofree char *given = tidy (preferred);
  g_autofree char *last = tidy (legal_last);
  const char *ending = find_ending (given, last);

  if (ending != NULL)
    return g_strndup (given, (gsize) (ending - given));
  if (*given != '\0')
    return g_steal_pointer (&given);
  g_free (given);
  given = tidy (legal_first);
  return *given != '\0' ? g_steal_pointer (&given) : g_steal_pointer (&last);
}

/* From the first letter or digit on. */
static const char *
skip_punctuation (const char *text)
{
  while (*text != '\0' && !g_unichar_isalnum (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return text;
}

char *
lnet_name_initials (const char *name)
{
  g_autofree char *tidied = tidy (name);
  g_autoptr (GString) initials = g_string_new (NULL);
  const char *last = strrchr (tidied, ' ');
  const char *first = skip_punctuation (tidied);

  if (*first != '\0')
    g_string_append_unichar (initials, g_unichar_toupper (g_utf8_get_char (first)));
  if (last != NULL && *skip_punctuation (last) != '\0' && skip_punctuation (last) != first)
    g_string_append_unichar (initials, g_unichar_toupper (g_utf8_get_char (skip_punctuation (last))));
  return g_string_free (g_steal_pointer (&initials), FALSE);
}

/* The two names a list sorts by. Without a last name, the name they go by stands in its place. */
static void
split_for_sorting (const char  *preferred,
                   const char  *legal_first,
                   const char  *legal_last,
                   char       **last,
                   char       **given)
{
  g_autofree char *whole_last = tidy (legal_last);
  g_autofree char *whole_given = lnet_name_short (preferred, legal_first, NULL);
  const char *ending = find_ending (whole_given, whole_last);

  if (ending != NULL)
    whole_given[ending - whole_given] = '\0';
  if (*skip_punctuation (whole_last) == '\0')
    {
      *last = g_strdup (skip_punctuation (whole_given));
      *given = g_strdup ("");
      return;
    }
  *last = g_strdup (skip_punctuation (whole_last));
  *given = g_strdup (skip_punctuation (whole_given));
}

/* A collation key lists, level by level, what the letters are, then their accents, then their case, with a byte of 1
 * between the levels. */
static gsize
level_length (const char *key)
{
  return strcspn (key, "\1");
}

static void
append_level (GByteArray *into,
              const char *key,
              guint       level)
{
  for (; level > 0 && *key != '\0'; level--)
    {
      key += level_length (key);
      if (*key != '\0')
        key++;
    }
  g_byte_array_append (into, (const guint8 *) key, (guint) level_length (key));
}

/* The keys of a name's words. Word by word, so that García Márquez comes before Garciaz in every language: some leave
 * spaces out of account. */
static char **
collate_words (const char *name)
{
  char **words = g_strsplit_set (name, " -", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      char *key = g_utf8_collate_key (words[i], -1);

      g_free (words[i]);
      words[i] = key;
    }
  return words;
}

static void
append_words (GByteArray *into,
              char      **keys,
              guint       level)
{
  for (guint i = 0; keys[i] != NULL; i++)
    {
      if (i > 0)
        g_byte_array_append (into, (const guint8 *) "\2", 1);
      append_level (into, keys[i], level);
    }
  g_byte_array_append (into, (const guint8 *) "\1", 1);
}

/* Letters of both names before the accents of either: Garcia Zoe comes after García Ana. What differs in case alone is
 * left to the order in which it was added. */
void
lnet_name_sort_key_into (GByteArray *into,
                         const char *preferred,
                         const char *legal_first,
                         const char *legal_last)
{
  g_autofree char *last = NULL;
  g_autofree char *given = NULL;
  g_auto (GStrv) last_keys = NULL;
  g_auto (GStrv) given_keys = NULL;

  split_for_sorting (preferred, legal_first, legal_last, &last, &given);
  last_keys = collate_words (last);
  given_keys = collate_words (given);
  for (guint level = 0; level < 2; level++)
    {
      append_words (into, last_keys, level);
      append_words (into, given_keys, level);
    }
}

GBytes *
lnet_name_sort_key (const char *preferred,
                    const char *legal_first,
                    const char *legal_last)
{
  GByteArray *key = g_byte_array_new ();

  lnet_name_sort_key_into (key, preferred, legal_first, legal_last);
  return g_byte_array_free_to_bytes (key);
}

/* Whether the language counts @letter apart from @plain: whether it comes even after the last that begins with it. */
static gboolean
is_letter_of_its_own (gunichar letter,
                      gunichar plain)
{
  g_autoptr (GString) own = g_string_new (NULL);
  g_autoptr (GString) other = g_string_new (NULL);

  g_string_append_unichar (own, letter);
  g_string_append_c (own, 'a');
  g_string_append_unichar (other, plain);
  g_string_append (other, "zz");
  return g_utf8_collate (own->str, other->str) > 0;
}

static gunichar
letter_of (gunichar c)
{
  gunichar plain, mark;

  if (!g_unichar_isalpha (c))
    return '#';
  c = g_unichar_toupper (c);
  if (c < 0x80)
    return c;
  if (!g_unichar_decompose (c, &plain, &mark))
    {
      const char *apart = plain_letter (g_unichar_tolower (c));

      plain = apart != NULL ? g_unichar_toupper ((gunichar) *apart) : c;
    }
  while (g_unichar_decompose (plain, &plain, &mark))
    ;
  return plain == c || is_letter_of_its_own (c, plain) ? c : plain;
}

char *
lnet_name_letter (const char *preferred,
                  const char *legal_first,
                  const char *legal_last)
{
  g_autofree char *last = NULL;
  g_autofree char *given = NULL;
  g_autofree char *composed = NULL;
  char *letter = g_malloc0 (7);

  split_for_sorting (preferred, legal_first, legal_last, &last, &given);
  if (g_ascii_isalpha (*last) && (last[1] & 0x80) == 0)
    {
      letter[0] = g_ascii_toupper (*last);
      return letter;
    }
  composed = g_utf8_normalize (last, -1, G_NORMALIZE_ALL_COMPOSE);
  g_unichar_to_utf8 (letter_of (g_utf8_get_char (composed)), letter);
  return letter;
}

const char *
lnet_name_collation (void)
{
  return setlocale (LC_COLLATE, NULL);
}
