/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-member-words-private.h"

#include <string.h>

#include "lnet-name.h"

/* Digits of a number without country and trunk code in North America, and without the area. */
#define NATIONAL_DIGITS 10
#define LOCAL_DIGITS 7
#define LINE_DIGITS 4

struct _LnetMemberWords
{
  GString *folded;                         /* all that was added */
  GString *words;                          /* each of its words once, with a space on both sides */
  GHashTable *labels[LNET_REFERENCE_LAST]; /* key → folded labels in every language */
};

LnetMemberWords *
lnet_member_words_new (void)
{
  LnetMemberWords *self = g_new0 (LnetMemberWords, 1);

  self->folded = g_string_new (NULL);
  self->words = g_string_new (NULL);
  return self;
}

void
lnet_member_words_free (LnetMemberWords *self)
{
  if (self == NULL)
    return;
  g_string_free (self->folded, TRUE);
  g_string_free (self->words, TRUE);
  for (guint i = 0; i < LNET_REFERENCE_LAST; i++)
    g_clear_pointer (&self->labels[i], g_hash_table_unref);
  g_free (self);
}

void
lnet_member_words_clear (LnetMemberWords *self)
{
  g_string_truncate (self->folded, 0);
}

void
lnet_member_words_add (LnetMemberWords *self,
                       const char      *text)
{
  lnet_name_fold_into (self->folded, text);
}

void
lnet_member_words_add_name (LnetMemberWords *self,
                            const char      *name)
{
  g_autoptr (GString) parted = NULL;

  if (name == NULL)
    return;
  lnet_name_fold_into (self->folded, name);
  if (strpbrk (name, "'`") == NULL && strstr (name, "’") == NULL)
    return;
  parted = g_string_new (name);
  g_string_replace (parted, "'", " ", 0);
  g_string_replace (parted, "`", " ", 0);
  g_string_replace (parted, "’", " ", 0);
  lnet_name_fold_into (self->folded, parted->str);
}

/* A language is also found by its tag, and a dialect ("es-MX") by the language it is one of. */
static char *
dup_names (LnetReferenceKind  kind,
           const char        *key)
{
  g_autofree char *names = lnet_reference_dup_names (kind, key);
  g_autofree char *base = NULL;
  g_autofree char *base_names = NULL;

  if (kind != LNET_REFERENCE_LANGUAGE)
    return g_steal_pointer (&names);
  base = g_strndup (key, strcspn (key, "-"));
  base_names = lnet_reference_dup_names (kind, base);
  return g_strjoin (" ", names, base_names, key, NULL);
}

static const char *
get_labels (LnetMemberWords   *self,
            LnetReferenceKind  kind,
            const char        *key)
{
  char *labels;

  if (self->labels[kind] == NULL)
    self->labels[kind] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  labels = g_hash_table_lookup (self->labels[kind], key);
  if (labels == NULL)
    {
      g_autofree char *names = dup_names (kind, key);

      labels = lnet_name_fold (names);
      g_hash_table_insert (self->labels[kind], g_strdup (key), labels);
    }
  return labels;
}

static void
append_word (GString    *words,
             const char *word)
{
  if (words->len > 0)
    g_string_append_c (words, ' ');
  g_string_append (words, word);
}

void
lnet_member_words_add_key (LnetMemberWords   *self,
                           LnetReferenceKind  kind,
                           const char        *key)
{
  if (key != NULL && *key != '\0')
    append_word (self->folded, get_labels (self, kind, key));
}

static void
keep_digits (GString    *digits,
             const char *text)
{
  for (; *text != '\0'; text++)
    if (g_ascii_isdigit (*text))
      g_string_append_c (digits, *text);
}

static const char *
last_digits (const GString *digits,
             gsize          n)
{
  return digits->len > n ? digits->str + digits->len - n : digits->str;
}

void
lnet_member_words_add_phone (LnetMemberWords *self,
                             const char      *number)
{
  g_autoptr (GString) digits = NULL;

  if (number == NULL)
    return;
  digits = g_string_new (NULL);
  keep_digits (digits, number);
  lnet_name_fold_into (self->folded, number);
  append_word (self->folded, digits->str);
  if (digits->len < LOCAL_DIGITS)
    return;
  append_word (self->folded, last_digits (digits, NATIONAL_DIGITS));
  append_word (self->folded, last_digits (digits, LOCAL_DIGITS));
  append_word (self->folded, last_digits (digits, LINE_DIGITS));
}

/* One of 64 bits for a word between blanks, by how it begins, how it ends and how long it is. */
static guint64
get_bit (const char *start,
         const char *end)
{
  guint sum = ((guint8) start[1] * 7 + (guint8) end[-1]) * 5 + (guint8) start[2] + (guint) (end - start);

  return G_GUINT64_CONSTANT (1) << (sum % 64);
}

/* Most of some thirty words share their bit with none before; only the others are looked for among these. */
const char *
lnet_member_words_get (LnetMemberWords *self)
{
  guint64 seen = 0;
  const char *end;

  g_string_prepend_c (self->folded, ' ');
  g_string_append_c (self->folded, ' ');
  g_string_assign (self->words, " ");
  for (const char *start = self->folded->str; start[1] != '\0'; start = end)
    {
      guint64 bit;

      end = strchr (start + 1, ' ');
      bit = get_bit (start, end);
      if (end > start + 1 && ((seen & bit) == 0 || memmem (self->words->str, self->words->len, start,
                                                           (gsize) (end - start) + 1) == NULL))
        g_string_append_len (self->words, start + 1, end - start);
      seen |= bit;
    }
  g_string_truncate (self->folded, 0);
  g_string_truncate (self->words, self->words->len - 1);
  return self->words->len > 0 ? self->words->str + 1 : "";
}

/* A number that was written down without the country has to be found by one that is typed with it. */
static const char *
after_country (const char *typed)
{
  typed += strspn (typed, " ");
  return g_str_has_prefix (typed, "+1") ? typed + 2 : typed;
}

/* Digits and what people put between them, and enough of them not to be a house number. */
static gboolean
is_phone (const char *text,
          GString    *digits)
{
  if (text[strspn (text, " +-.()/0123456789")] != '\0')
    return FALSE;
  keep_digits (digits, after_country (text));
  if (digits->len == NATIONAL_DIGITS + 1 && digits->str[0] == '1')
    g_string_erase (digits, 0, 1);
  return digits->len >= LOCAL_DIGITS;
}

char **
lnet_member_words_split (const char *typed)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  g_autofree char *folded = NULL;

  if (typed == NULL || is_phone (typed, digits))
    return g_strsplit (digits->str, " ", -1);
  folded = lnet_name_fold (after_country (typed));
  return g_strsplit (folded, " ", -1);
}

char *
lnet_member_words_to_query (const char *typed)
{
  g_autoptr (GString) query = g_string_new (NULL);
  g_auto (GStrv) words = lnet_member_words_split (typed);

  for (guint i = 0; words[i] != NULL; i++)
    g_string_append_printf (query, "%s\"%s\"*", query->len > 0 ? " " : "", words[i]);
  return query->len > 0 ? g_string_free (g_steal_pointer (&query), FALSE) : NULL;
}
