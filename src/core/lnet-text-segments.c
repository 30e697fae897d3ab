/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-text-segments.h"

#include <string.h>

/* 3GPP TS 23.038, 6.2.1: the default alphabet. */
static const char alphabet[] =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
  "abcdefghijklmnopqrstuvwxyzäöñüà";
/* 6.2.1.1: its extension table; each comes after an escape. */
static const char extension[] = "\f^{}\\[~]|€";

static const struct
{
  const char *letters;
  const char *instead;
} replacements[] = {
  { "‘’‚‛′ʼ`´", "'" },
  { "“”„‟″«»", "\"" },
  { "‐‑‒–—―−", "-" },
  { "•‣·", "*" },
  { "…", "..." },
  { "\t\u00a0\u2002\u2003\u2007\u2009\u200a\u202f", " " },
  { "\u00ad\u200b\u200e\u200f\u2060\ufeff", "" },
  { "\u2028\u2029", "\n" },
  { "×", "x" },
  { "‹", "<" },
  { "›", ">" },
};

/* What the letter counts in the GSM 7-bit alphabet; 0 when it is not in it. */
static guint
count_narrow (gunichar letter)
{
  if (g_utf8_strchr (alphabet, -1, letter) != NULL)
    return 1;
  return g_utf8_strchr (extension, -1, letter) != NULL ? 2 : 0;
}

static guint
count_letter (gunichar letter,
              gboolean is_wide)
{
  if (is_wide)
    return letter > 0xffff ? 2 : 1;
  return count_narrow (letter);
}

/* The next letter; what ends a line is one. */
static gunichar
take_letter (const char **text)
{
  gunichar letter = g_utf8_get_char (*text);

  *text = g_utf8_next_char (*text);
  if (letter == '\r' && **text == '\n')
    *text += 1;
  return letter == '\r' ? '\n' : letter;
}

static gboolean
is_wide (const char *text)
{
  while (*text != '\0')
    if (count_narrow (take_letter (&text)) == 0)
      return TRUE;
  return FALSE;
}

/* Fills segments of @size one after the other; returns how much the last one holds. */
static guint
fill_segments (const char *text,
               gboolean    wide,
               guint       size,
               guint      *n_segments)
{
  guint used = 0;

  *n_segments = *text != '\0';
  while (*text != '\0')
    {
      guint n = count_letter (take_letter (&text), wide);

      if (used + n > size)
        {
          *n_segments += 1;
          used = 0;
        }
      used += n;
    }
  return used;
}

LnetTextSegments
lnet_text_segments_count (const char *text)
{
  LnetTextSegments count = { .is_wide = is_wide (text) };
  guint alone = count.is_wide ? 70 : 160;
  guint used;

  for (const char *rest = text; *rest != '\0';)
    count.n_letters += count_letter (take_letter (&rest), count.is_wide);
  count.segment_size = count.n_letters <= alone ? alone : count.is_wide ? 67 : 153;
  used = fill_segments (text, count.is_wide, count.segment_size, &count.n_segments);
  count.n_left = count.segment_size - used;
  return count;
}

char *
lnet_text_segments_find_wide (const char *text)
{
  g_autoptr (GString) found = g_string_new (NULL);

  while (*text != '\0')
    {
      gunichar letter = take_letter (&text);

      if (count_narrow (letter) == 0 && g_utf8_strchr (found->str, -1, letter) == NULL)
        g_string_append_unichar (found, letter);
    }
  return g_string_free_and_steal (g_steal_pointer (&found));
}

static const char *
find_replacement (gunichar letter)
{
  for (gsize i = 0; i < G_N_ELEMENTS (replacements); i++)
    if (g_utf8_strchr (replacements[i].letters, -1, letter) != NULL)
      return replacements[i].instead;
  return NULL;
}

char *
lnet_text_segments_narrow (const char *text)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  g_autoptr (GString) narrow = g_string_new (NULL);
  const char *rest = composed != NULL ? composed : "";

  while (*rest != '\0')
    {
      gunichar letter = take_letter (&rest);
      const char *instead = find_replacement (letter);

      if (instead != NULL)
        g_string_append (narrow, instead);
      else
        g_string_append_unichar (narrow, letter);
    }
  return g_string_free_and_steal (g_steal_pointer (&narrow));
}
