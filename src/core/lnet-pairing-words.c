/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-pairing-rule.h"

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

static GHashTable *
get_everyday_words (void)
{
  static GHashTable *words;

  if (g_once_init_enter_pointer (&words))
    {
      GHashTable *made = g_hash_table_new (g_str_hash, g_str_equal);

      for (gsize i = 0; i < G_N_ELEMENTS (everyday_words); i++)
        g_hash_table_add (made, (gpointer) everyday_words[i]);
      g_once_init_leave_pointer (&words, made);
    }
  return words;
}

/* Takes a folded word's ending off, as far as both languages' plurals and -ing forms need it. */
static void
cut_ending (char *folded)
{
  gsize length = strlen (folded);

  if (length >= 7 && g_str_has_suffix (folded, "ing"))
    length -= 3;
  else if (length >= 5 && folded[length - 1] == 's')
    length--;
  while (length > 4 && strchr ("aeioy", folded[length - 1]) != NULL)
    length--;
  folded[length] = '\0';
}

void
lnet_pairing_foreach_word (const char         *text,
                           LnetPairingWordFunc function,
                           gpointer            user_data)
{
  g_autoptr (GArray) words = lnet_words_split (text);
  GHashTable *everyday = get_everyday_words ();

  for (guint i = 0; i < words->len; i++)
    {
      LnetWord *word = &g_array_index (words, LnetWord, i);

      if (g_utf8_strlen (word->folded, -1) < 4 || g_hash_table_contains (everyday, word->folded))
        continue;
      cut_ending (word->folded);
      function (word->folded, word, user_data);
    }
}

typedef struct
{
  GHashTable *stems;
  GStrvBuilder *shared;
  const char *wishes;
} Sharing;

static void
offer (const char     *stem,
       const LnetWord *word,
       gpointer        user_data)
{
  Sharing *sharing = user_data;

  g_hash_table_add (sharing->stems, g_strdup (stem));
}

static void
wish (const char     *stem,
      const LnetWord *word,
      gpointer        user_data)
{
  Sharing *sharing = user_data;

  if (g_hash_table_remove (sharing->stems, stem))
    g_strv_builder_take (sharing->shared, g_strndup (sharing->wishes + word->begin, word->end - word->begin));
}

char **
lnet_pairing_shared_words (const char *strengths,
                           const char *wishes)
{
  g_autoptr (GHashTable) stems = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GStrvBuilder) shared = g_strv_builder_new ();
  Sharing sharing = { stems, shared, wishes };

  lnet_pairing_foreach_word (strengths, offer, &sharing);
  lnet_pairing_foreach_word (wishes, wish, &sharing);
  return g_strv_builder_end (shared);
}
