/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-pairing-rule.h"

#include "lnet-words.h"

#include <string.h>

/* Words that stand in nearly every strength and wish, folded: that both use them says nothing. English, then
 * Spanish. */
static const char *const everyday_words[] = {
  "about", "after", "again", "always", "another", "around", "because", "been", "before", "being", "better",
  "between", "both", "child", "children", "classroom", "could", "days", "doing", "each", "early", "even", "every",
  "families", "family", "find", "first", "from", "getting", "give", "giving", "good", "group", "groups", "have",
  "having", "help", "helping", "into", "just", "keep", "keeping", "kids", "know", "learn", "learning", "like",
  "little", "long", "make", "making", "many", "more", "most", "much", "need", "only", "other", "others", "over",
  "people", "room", "rooms", "same", "should", "since", "some", "something", "still", "such", "take", "teach",
  "teacher", "teachers", "teaching", "than", "that", "their", "them", "then", "there", "these", "they", "thing",
  "things", "think", "thinking", "this", "those", "through", "time", "times", "together", "using", "very", "want",
  "ways", "well", "what", "when", "where", "which", "while", "will", "with", "without", "work", "working", "year",
  "years", "your", "aprender", "aula", "aulas", "ayudar", "cada", "como", "cuando", "desde", "donde", "ellas",
  "ellos", "entre", "esta", "este", "esto", "familia", "familias", "grupo", "grupos", "hacer", "hacia", "hasta",
  "juntas", "juntos", "maestra", "maestras", "maestro", "maestros", "mejor", "mucho", "muchos", "nina", "ninas",
  "nino", "ninos", "nuestra", "nuestro", "otra", "otras", "otro", "otros", "para", "pero", "pensar", "poder",
  "porque", "puede", "quiero", "siempre", "sobre", "tener", "tiempo", "tiene", "todas", "todo", "todos", "unas",
  "unos",
};

static gboolean
is_everyday (const char *folded)
{
  for (gsize i = 0; i < G_N_ELEMENTS (everyday_words); i++)
    if (strcmp (everyday_words[i], folded) == 0)
      return TRUE;
  return FALSE;
}

/* What is left of a folded word without its ending, as far as both languages' plurals and -ing forms need it. */
static char *
get_stem (const char *folded)
{
  gsize length = strlen (folded);

  if (length >= 7 && g_str_has_suffix (folded, "ing"))
    length -= 3;
  else if (length >= 5 && folded[length - 1] == 's')
    length--;
  while (length > 4 && strchr ("aeioy", folded[length - 1]) != NULL)
    length--;
  return g_strndup (folded, length);
}

static gboolean
counts (const LnetWord *word)
{
  return g_utf8_strlen (word->folded, -1) >= 4 && !is_everyday (word->folded);
}

char **
lnet_pairing_shared_words (const char *strengths,
                           const char *wishes)
{
  g_autoptr (GArray) offered = lnet_words_split (strengths);
  g_autoptr (GArray) wished = lnet_words_split (wishes);
  g_autoptr (GHashTable) stems = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GStrvBuilder) shared = g_strv_builder_new ();

  for (guint i = 0; i < offered->len; i++)
    if (counts (&g_array_index (offered, LnetWord, i)))
      g_hash_table_add (stems, get_stem (g_array_index (offered, LnetWord, i).folded));
  for (guint i = 0; i < wished->len; i++)
    {
      const LnetWord *word = &g_array_index (wished, LnetWord, i);
      g_autofree char *stem = get_stem (word->folded);

      if (counts (word) && g_hash_table_remove (stems, stem))
        g_strv_builder_take (shared, g_strndup (wishes + word->begin, word->end - word->begin));
    }
  return g_strv_builder_end (shared);
}
