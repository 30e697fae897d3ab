/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-strength-language.h"

#include "lnet-coaching-resources.h"
#include "lnet-error.h"
#include "lnet-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define RESOURCE "/com/example/LearningNetwork/reference/deficit-words.ini"

/* A short list: every phrase is tried at every word. */
struct _LnetStrengthLanguage
{
  GPtrArray *phrases; /* char **: folded words; the last may end in * */
};

static void
free_phrase (gpointer data)
{
  g_strfreev (data);
}

void
lnet_strength_language_free (LnetStrengthLanguage *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->phrases);
  g_free (self);
}

static void
add_phrase (LnetStrengthLanguage *self,
            const char           *phrase)
{
  g_autoptr (GArray) words = lnet_words_split (phrase);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gboolean open_end = g_str_has_suffix (phrase, "*");

  for (guint i = 0; i < words->len; i++)
    g_strv_builder_take (builder, g_strconcat (g_array_index (words, LnetWord, i).folded,
                                               open_end && i + 1 == words->len ? "*" : "", NULL));
  if (words->len > 0)
    g_ptr_array_add (self->phrases, g_strv_builder_end (builder));
}

LnetStrengthLanguage *
lnet_strength_language_new (const char *words,
                            gssize      length,
                            GError    **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (LnetStrengthLanguage) self = g_new0 (LnetStrengthLanguage, 1);
  g_auto (GStrv) groups = NULL;

  self->phrases = g_ptr_array_new_with_free_func (free_phrase);
  if (!g_key_file_load_from_data (file, words, length < 0 ? strlen (words) : (gsize) length, G_KEY_FILE_NONE, NULL))
    {
      g_set_error_literal (error, LNET_ERROR, LNET_ERROR_INVALID, _("The list of words could not be read."));
      return NULL;
    }

  groups = g_key_file_get_groups (file, NULL);
  for (gsize g = 0; groups[g] != NULL; g++)
    {
      g_auto (GStrv) phrases = g_key_file_get_string_list (file, groups[g], "phrases", NULL, NULL);

      for (gsize i = 0; phrases != NULL && phrases[i] != NULL; i++)
        add_phrase (self, phrases[i]);
    }
  return g_steal_pointer (&self);
}

LnetStrengthLanguage *
lnet_strength_language_get_default (void)
{
  static LnetStrengthLanguage *words;

  if (g_once_init_enter_pointer (&words))
    {
      g_autoptr (GBytes) bytes = NULL;
      LnetStrengthLanguage *loaded;

      lnet_coaching_register_resource ();
      bytes = g_resource_lookup_data (lnet_coaching_get_resource (), RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      loaded = lnet_strength_language_new (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL);
      g_once_init_leave_pointer (&words, loaded);
    }
  return words;
}

static gboolean
word_matches (const char *word,
              const char *pattern)
{
  gsize length = strlen (pattern);

  if (pattern[length - 1] == '*')
    return strncmp (word, pattern, length - 1) == 0;
  return strcmp (word, pattern) == 0;
}

/* How many words from @first on the phrase covers; 0: it does not stand there. */
static guint
match_phrase (char  **phrase,
              GArray *words,
              guint   first)
{
  guint n = g_strv_length (phrase);

  if (first + n > words->len)
    return 0;
  for (guint i = 0; i < n; i++)
    if (!word_matches (g_array_index (words, LnetWord, first + i).folded, phrase[i]))
      return 0;
  return n;
}

char *
lnet_strength_language_find (LnetStrengthLanguage *self,
                             const char           *text)
{
  g_autoptr (GArray) words = lnet_words_split (text);

  for (guint first = 0; first < words->len; first++)
    for (guint p = 0; p < self->phrases->len; p++)
      {
        guint n = match_phrase (self->phrases->pdata[p], words, first);

        if (n > 0)
          {
            gsize begin = g_array_index (words, LnetWord, first).begin;

            return g_strndup (text + begin, g_array_index (words, LnetWord, first + n - 1).end - begin);
          }
      }
  return NULL;
}
