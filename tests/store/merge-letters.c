/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "merge-letters.h"

typedef enum
{
  LETTER_UNKNOWN = 0,
  LETTER_WRITTEN,
  LETTER_TAKEN,
  LETTER_CAME_BACK,
} Fate;

struct _MergeLetters
{
  GHashTable *fates;  /* letter → Fate */
  GPtrArray *sights;  /* char*: texts that somebody had before them */
};

MergeLetters *
merge_letters_new (void)
{
  MergeLetters *self = g_new0 (MergeLetters, 1);

  self->fates = g_hash_table_new (NULL, NULL);
  self->sights = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
merge_letters_free (MergeLetters *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->fates);
  g_ptr_array_unref (self->sights);
  g_free (self);
}

static Fate
get_fate (MergeLetters *self,
          gunichar      letter)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->fates, GUINT_TO_POINTER (letter)));
}

static void
set_fate (MergeLetters *self,
          gunichar      letter,
          Fate          fate)
{
  g_hash_table_insert (self->fates, GUINT_TO_POINTER (letter), GUINT_TO_POINTER (fate));
}

static gboolean
has_letter (const char *text,
            gunichar    letter)
{
  return g_utf8_strchr (text, -1, letter) != NULL;
}

void
merge_letters_note (MergeLetters *self,
                    const char   *before,
                    const char   *after)
{
  if (g_str_equal (before, after))
    return;
  g_ptr_array_add (self->sights, g_strdup (before));
  g_ptr_array_add (self->sights, g_strdup (after));
  for (const char *at = before; *at != '\0'; at = g_utf8_next_char (at))
    if (!has_letter (after, g_utf8_get_char (at)) && get_fate (self, g_utf8_get_char (at)) == LETTER_WRITTEN)
      set_fate (self, g_utf8_get_char (at), LETTER_TAKEN);
  for (const char *at = after; *at != '\0'; at = g_utf8_next_char (at))
    if (!has_letter (before, g_utf8_get_char (at)))
      set_fate (self, g_utf8_get_char (at),
                get_fate (self, g_utf8_get_char (at)) == LETTER_UNKNOWN ? LETTER_WRITTEN : LETTER_CAME_BACK);
}

static guint
count_letter (const char *text,
              gunichar    letter)
{
  guint n = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    n += g_utf8_get_char (at) == letter;
  return n;
}

/* The letters of @sight that are in @text still and watched must follow each other there too. */
static gboolean
keeps_order (MergeLetters *self,
             const char   *sight,
             const char   *text)
{
  const char *from = text;

  for (const char *at = sight; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (get_fate (self, letter) == LETTER_CAME_BACK || !has_letter (text, letter))
        continue;
      from = g_utf8_strchr (from, -1, letter);
      if (from == NULL)
        return FALSE;
      from = g_utf8_next_char (from);
    }
  return TRUE;
}

char *
merge_letters_check (MergeLetters *self,
                     const char   *text)
{
  GHashTableIter iter;
  gpointer letter, fate;

  g_hash_table_iter_init (&iter, self->fates);
  while (g_hash_table_iter_next (&iter, &letter, &fate))
    {
      guint n = count_letter (text, GPOINTER_TO_UINT (letter));

      if (GPOINTER_TO_UINT (fate) != LETTER_CAME_BACK && n != (GPOINTER_TO_UINT (fate) == LETTER_WRITTEN))
        return g_strdup_printf ("a letter (U+%04X) that %s is there %u times in “%s”", GPOINTER_TO_UINT (letter),
                                GPOINTER_TO_UINT (fate) == LETTER_WRITTEN ? "was written" : "was taken out", n, text);
    }
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (get_fate (self, g_utf8_get_char (at)) == LETTER_UNKNOWN)
      return g_strdup_printf ("nobody wrote the letter U+%04X of “%s”", g_utf8_get_char (at), text);
  for (guint i = 0; i < self->sights->len; i++)
    if (!keeps_order (self, self->sights->pdata[i], text))
      return g_strdup_printf ("“%s” is in another order than “%s”, which somebody saw", text,
                              (char *) self->sights->pdata[i]);
  return NULL;
}
