/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-spoken-words.h"

#include <string.h>

#include "lnet-data-private.h"

#define BITS 10
#define N_WORDS (1 << BITS)
#define TELLING 4 /* letters that tell the words apart */

const char *const lnet_spoken_languages[] = { "en", "es", NULL };

static JsonArray *
get_list (const char *language)
{
  static gsize loaded;
  static JsonNode *root;

  if (g_once_init_enter (&loaded))
    {
      root = lnet_data_load ("reference/spoken-words.json");
      g_once_init_leave (&loaded, 1);
    }
  return json_object_get_array_member (json_node_get_object (root), language);
}

static guint
get_bit (const guint8 *bytes,
         gsize         i)
{
  return bytes[i / 8] >> (7 - i % 8) & 1;
}

char *
lnet_spoken_words_write (const guint8 *bytes,
                         guint         n_words,
                         const char   *language)
{
  JsonArray *list = get_list (language != NULL ? language : lnet_data_get_language ());
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_words; i++)
    {
      guint word = 0;

      for (guint k = 0; k < BITS; k++)
        word = word << 1 | get_bit (bytes, i * BITS + k);
      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", json_array_get_string_element (list, word));
    }
  return g_string_free (text, FALSE);
}

static gboolean
find_word (JsonArray  *list,
           const char *typed,
           guint      *word)
{
  gsize length = strlen (typed);

  for (*word = 0; *word < N_WORDS; (*word)++)
    {
      const char *known = json_array_get_string_element (list, *word);

      if (length >= TELLING ? strncmp (known, typed, TELLING) == 0 : strcmp (known, typed) == 0)
        return TRUE;
    }
  return FALSE;
}

gboolean
lnet_spoken_words_read (const char *text,
                        const char *language,
                        guint8     *bytes,
                        gsize       size)
{
  g_auto (GStrv) ascii = NULL;
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_auto (GStrv) words = g_str_tokenize_and_fold (valid, NULL, &ascii);
  JsonArray *list = get_list (language);
  gsize bit = 0;

  if (g_strv_length (words) * BITS != size * 8)
    return FALSE;
  memset (bytes, 0, size);
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *plain = g_str_to_ascii (words[i], "C");
      guint word;

      if (!find_word (list, plain, &word))
        return FALSE;
      for (guint k = BITS; k-- > 0; bit++)
        bytes[bit / 8] |= (guint8) ((word >> k & 1) << (7 - bit % 8));
    }
  return TRUE;
}
