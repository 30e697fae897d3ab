/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-reference.h"

#include "lnet-data-private.h"

/* Everything here is read once and then never changes, so any thread may look. */

typedef struct
{
  GStrv keys;
  GHashTable *terms; /* key → JsonObject, owned by the file's root */
  GHashTable *found; /* folded key, label or other name → key */
  JsonNode *root;
} Words;

static const char *const files[] = {
  [LNET_REFERENCE_ROLE] = "roles",
  [LNET_REFERENCE_SETTING] = "settings",
  [LNET_REFERENCE_CHANNEL] = "channels",
  [LNET_REFERENCE_COMMITMENT] = "commitments",
  [LNET_REFERENCE_STANDARD] = "standards",
  [LNET_REFERENCE_LANGUAGE] = "languages",
  [LNET_REFERENCE_STRATEGY] = "strategies",
  [LNET_REFERENCE_BARRIER] = "barriers",
  [LNET_REFERENCE_MODE] = "modes",
  [LNET_REFERENCE_SLOT] = "slots",
  [LNET_REFERENCE_MEMBER_STATUS] = "member-statuses",
  [LNET_REFERENCE_CONVENING_KIND] = "convening-kinds",
  [LNET_REFERENCE_CONVENING_STATUS] = "convening-statuses",
  [LNET_REFERENCE_ATTRIBUTION] = "attributions",
  [LNET_REFERENCE_SCALE] = "scales",
};

G_STATIC_ASSERT (G_N_ELEMENTS (files) == LNET_REFERENCE_LAST);

/* "Co-/assistant teacher", "co assistant TEACHER" and "Co–Assistant  Teacher" are one; so are "mamá" and "Mama". */
static char *
fold (const char *text)
{
  gboolean is_ascii = g_str_is_ascii (text);
  g_autofree char *normal = is_ascii ? g_ascii_strdown (text, -1) : g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  g_autofree char *lower = is_ascii ? g_steal_pointer (&normal) : g_utf8_casefold (normal != NULL ? normal : "", -1);
  GString *folded = g_string_new (NULL);

  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        g_string_append_unichar (folded, c);
      else if (!g_unichar_ismark (c) && folded->len > 0 && folded->str[folded->len - 1] != ' ')
        g_string_append_c (folded, ' ');
    }
  if (folded->len > 0 && folded->str[folded->len - 1] == ' ')
    g_string_truncate (folded, folded->len - 1);
  return g_string_free_and_steal (folded);
}

/* What stands first in the file keeps a name that two terms share: "Leadership" is that of the newest edition. */
static void
add_name (Words      *words,
          const char *name,
          const char *key)
{
  char *folded = fold (name);

  if (g_hash_table_contains (words->found, folded))
    g_free (folded);
  else
    g_hash_table_insert (words->found, folded, (char *) key);
}

static void
add_other_names (Words      *words,
                 JsonObject *term)
{
  g_auto (GStrv) also = lnet_data_get_texts (term, "also");

  for (gsize i = 0; also[i] != NULL; i++)
    add_name (words, also[i], lnet_data_get_text (term, "key"));
}

static Words *
load (LnetReferenceKind kind)
{
  g_autofree char *name = g_strdup_printf ("reference/%s.json", files[kind]);
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();
  Words *words = g_new0 (Words, 1);
  JsonArray *terms;

  words->root = lnet_data_load (name);
  words->terms = g_hash_table_new (g_str_hash, g_str_equal);
  words->found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  terms = json_object_get_array_member (json_node_get_object (words->root), "terms");

  for (guint i = 0; i < json_array_get_length (terms); i++)
    {
      JsonObject *term = json_array_get_object_element (terms, i);
      const char *key = lnet_data_get_text (term, "key");

      g_strv_builder_add (keys, key);
      g_hash_table_insert (words->terms, (char *) key, term);
      add_name (words, key, key);
      add_name (words, lnet_data_get_text (term, "en"), key);
      add_name (words, lnet_data_get_text (term, "es"), key);
    }
  for (guint i = 0; i < json_array_get_length (terms); i++)
    add_other_names (words, json_array_get_object_element (terms, i));

  words->keys = g_strv_builder_end (keys);
  return words;
}

static Words *
get_words (LnetReferenceKind kind)
{
  static Words *all[LNET_REFERENCE_LAST];

  g_assert (kind < LNET_REFERENCE_LAST);

  if (g_once_init_enter_pointer (&all[kind]))
    g_once_init_leave_pointer (&all[kind], load (kind));
  return all[kind];
}

const char *const *
lnet_reference_get_keys (LnetReferenceKind kind)
{
  return (const char *const *) get_words (kind)->keys;
}

/* "observing modeling" in a field that may hold several keys reads "Observing, Modeling". */
static const char *
label_several (LnetReferenceKind kind,
               const char       *keys)
{
  g_auto (GStrv) parts = g_strsplit (keys, " ", -1);
  g_autofree char *labels = NULL;

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      if (!g_hash_table_contains (get_words (kind)->terms, parts[i]))
        return keys;
      g_set_str (&parts[i], lnet_reference_get_label (kind, parts[i]));
    }
  labels = g_strjoinv (", ", parts);
  return g_intern_string (labels);
}

const char *
lnet_reference_get_label (LnetReferenceKind kind,
                          const char       *key)
{
  JsonObject *term;

  if (key == NULL)
    return "";

  term = g_hash_table_lookup (get_words (kind)->terms, key);
  if (term != NULL)
    return lnet_data_get_own_translated (term);
  return strchr (key, ' ') != NULL ? label_several (kind, key) : key;
}

const char *
lnet_reference_get_detail (LnetReferenceKind kind,
                           const char       *key,
                           const char       *detail)
{
  JsonObject *term = key != NULL ? g_hash_table_lookup (get_words (kind)->terms, key) : NULL;

  if (term == NULL || !json_object_has_member (term, "details"))
    return NULL;
  return lnet_data_get_translated (json_object_get_object_member (term, "details"), detail);
}

const char *
lnet_reference_find (LnetReferenceKind kind,
                     const char       *text)
{
  g_autofree char *folded = NULL;

  if (text == NULL)
    return NULL;

  folded = fold (text);
  return g_hash_table_lookup (get_words (kind)->found, folded);
}

char *
lnet_reference_dup_names (LnetReferenceKind kind,
                          const char       *key)
{
  JsonObject *term = g_hash_table_lookup (get_words (kind)->terms, key);
  g_auto (GStrv) also = NULL;
  g_autofree char *others = NULL;

  if (term == NULL)
    return g_strdup (key);

  also = lnet_data_get_texts (term, "also");
  others = g_strjoinv (" ", also);
  return g_strjoin (" ", lnet_data_get_text (term, "en"), lnet_data_get_text (term, "es"), others, NULL);
}
