/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-words.h"

static gboolean
is_ascii (const char *begin,
          gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if ((guchar) begin[i] >= 0x80)
      return FALSE;
  return TRUE;
}

static char *
fold (const char *begin,
      gsize       length)
{
  g_autofree char *decomposed = NULL;
  g_autoptr (GString) folded = NULL;

  if (is_ascii (begin, length))
    return g_ascii_strdown (begin, (gssize) length);
  decomposed = g_utf8_normalize (begin, (gssize) length, G_NORMALIZE_NFKD);
  folded = g_string_new (NULL);
  for (const char *p = decomposed; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_ismark (g_utf8_get_char (p)))
      g_string_append_unichar (folded, g_unichar_tolower (g_utf8_get_char (p)));
  return g_string_free (g_steal_pointer (&folded), FALSE);
}

static void
clear_word (gpointer data)
{
  g_free (((LnetWord *) data)->folded);
}

static gboolean
belongs (const char *p,
         gboolean    inside)
{
  gunichar c = g_utf8_get_char (p);

  return g_unichar_isalpha (c) || (inside && g_unichar_ismark (c));
}

GArray *
lnet_words_split (const char *text)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (LnetWord));
  const char *begin = NULL;

  g_array_set_clear_func (words, clear_word);
  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return words;

  for (const char *p = text;; p = g_utf8_next_char (p))
    {
      if (*p != '\0' && belongs (p, begin != NULL))
        begin = begin == NULL ? p : begin;
      else if (begin != NULL)
        {
          LnetWord word = { (gsize) (begin - text), (gsize) (p - text), fold (begin, (gsize) (p - begin)) };

          g_array_append_val (words, word);
          begin = NULL;
        }
      if (*p == '\0')
        return words;
    }
}
