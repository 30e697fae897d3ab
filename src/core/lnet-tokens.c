/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-tokens.h"

#include <string.h>

guint
lnet_token_hash (gconstpointer data)
{
  const LnetToken *word = data;
  guint hash = 5381;

  for (gsize i = 0; i < word->length; i++)
    hash = hash * 33 + (guchar) word->text[i];
  return hash;
}

gboolean
lnet_token_equal (gconstpointer a,
                  gconstpointer b)
{
  const LnetToken *x = a;
  const LnetToken *y = b;

  return x->length == y->length && memcmp (x->text, y->text, x->length) == 0;
}

static gboolean
stands_alone (gunichar c)
{
  GUnicodeBreakType type = g_unichar_break_type (c);

  return type == G_UNICODE_BREAK_IDEOGRAPHIC || type == G_UNICODE_BREAK_COMPLEX_CONTEXT ||
         type == G_UNICODE_BREAK_CONDITIONAL_JAPANESE_STARTER || !g_unichar_isalnum (c);
}

static gboolean
is_attached (gunichar c)
{
  return g_unichar_ismark (c) || c == 0x200d || c == 0xad;
}

static const char *
skip_attached (const char *p)
{
  while (is_attached (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return p;
}

/* "don't" is one word; the apostrophe of "'tis" and of "dogs'" stands alone. */
static gboolean
is_inner_apostrophe (const char *p)
{
  gunichar c = g_utf8_get_char (p);
  gunichar next;

  if (c != '\'' && c != 0x2019)
    return FALSE;
  next = g_utf8_get_char (g_utf8_next_char (p));
  return next != 0 && !stands_alone (next);
}

static const char *
find_word_end (const char *p)
{
  gboolean alone = stands_alone (g_utf8_get_char (p));

  p = skip_attached (g_utf8_next_char (p));
  if (alone)
    return p;
  while (*p != '\0' && (!stands_alone (g_utf8_get_char (p)) || is_inner_apostrophe (p)))
    p = skip_attached (g_utf8_next_char (p));
  return p;
}

GArray *
lnet_tokens_split (const char *text)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (LnetToken));
  const char *p = text;

  while (*p != '\0')
    {
      LnetToken word;

      if (g_unichar_isspace (g_utf8_get_char (p)))
        {
          p = g_utf8_next_char (p);
          continue;
        }
      word.text = p;
      p = find_word_end (p);
      word.length = p - word.text;
      g_array_append_val (words, word);
    }
  return words;
}
