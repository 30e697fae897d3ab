/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One translated message: each of its English forms (one, or singular and plural), each of its translations. */
typedef struct
{
  GPtrArray *english;
  GPtrArray *translated;
} Message;

/* Words with gaps: "%d of %d members". */
typedef struct
{
  GRegex *regex;
  GArray *order; /* of int: which argument a gap holds */
} Pattern;

/* How something that is given in English may look: a translation, and what is in its gaps in English. */
typedef struct
{
  GPtrArray *translated;
  GPtrArray *arguments;
} Likeness;

static GPtrArray *
split_forms (const char *text,
             gsize       length)
{
  GPtrArray *forms = g_ptr_array_new_with_free_func (g_free);
  const char *end = text + length;

  for (const char *form = text; form < end; form += strlen (form) + 1)
    g_ptr_array_add (forms, g_strdup (form));
  return forms;
}

static const char *
get_string (const char *data,
            guint32     table,
            guint32     i,
            gsize      *length)
{
  const guint32 *entry = (const guint32 *) (data + table) + i * 2;

  *length = GUINT32_FROM_LE (entry[0]);
  return data + GUINT32_FROM_LE (entry[1]);
}

/* The compiled translations, as "The Format of GNU MO Files" in gettext's manual has it. */
static void
read_catalog (GArray     *messages,
              const char *data)
{
  const guint32 *head = (const guint32 *) data;

  g_assert_cmphex (GUINT32_FROM_LE (head[0]), ==, 0x950412de);
  for (guint32 i = 0; i < GUINT32_FROM_LE (head[2]); i++)
    {
      gsize length, translated_length;
      const char *english = get_string (data, GUINT32_FROM_LE (head[3]), i, &length);
      const char *translated = get_string (data, GUINT32_FROM_LE (head[4]), i, &translated_length);
      const char *context = memchr (english, '\004', length);
      Message message;

      if (length == 0)
        continue;
      if (context != NULL)
        {
          length -= context + 1 - english;
          english = context + 1;
        }
      message.english = split_forms (english, length);
      message.translated = split_forms (translated, translated_length);
      g_array_append_val (messages, message);
    }
}

/* What is translated in the language of this run; nothing when it is English. It stays until the program ends. */
static GArray *
get_messages (void)
{
  static GArray *messages;
  const char *folder = g_getenv ("LNET_LOCALEDIR");
  const char *language = g_getenv ("LANGUAGE");
  g_autofree char *path = NULL;
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;

  if (messages != NULL)
    return messages;
  messages = g_array_new (FALSE, FALSE, sizeof (Message));
  if (folder == NULL || language == NULL)
    return messages;
  path = g_build_filename (folder, language, "LC_MESSAGES", GETTEXT_PACKAGE ".mo", NULL);
  g_file_get_contents (path, &data, NULL, &error);
  g_assert_no_error (error);
  read_catalog (messages, data);
  return messages;
}

static void
pattern_clear (Pattern *pattern)
{
  g_clear_pointer (&pattern->regex, g_regex_unref);
  g_clear_pointer (&pattern->order, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pattern, pattern_clear)

static void
add_literal (GString    *string,
             const char *text,
             gssize      length)
{
  g_autofree char *escaped = g_regex_escape_string (text, length);

  g_string_append (string, escaped);
}

/* FALSE when there is nothing in it but gaps: that would be like everything. */
static gboolean
pattern_init (Pattern    *pattern,
              const char *format)
{
  static GRegex *gap;
  g_autoptr (GString) string = g_string_new ("^");
  g_autoptr (GMatchInfo) match = NULL;
  gboolean has_words = FALSE;
  int from = 0;

  if (gap == NULL)
    gap = g_regex_new ("%(?:(\\d+)\\$)?[-+ 0#']*\\d*(?:\\.\\d+)?[lhzjt]*([a-zA-Z%])", 0, 0, NULL);
  pattern->order = g_array_new (FALSE, FALSE, sizeof (int));
  for (g_regex_match (gap, format, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *position = g_match_info_fetch (match, 1);
      g_autofree char *kind = g_match_info_fetch (match, 2);
      int n = *position != '\0' ? atoi (position) - 1 : (int) pattern->order->len;
      int start, end;

      g_match_info_fetch_pos (match, 0, &start, &end);
      add_literal (string, format + from, start - from);
      has_words = has_words || start > from;
      from = end;
      g_string_append (string, *kind == '%' ? "%" : "(.+?)");
      if (*kind != '%')
        g_array_append_val (pattern->order, n);
    }
  add_literal (string, format + from, -1);
  g_string_append_c (string, '$');
  pattern->regex = g_regex_new (string->str, G_REGEX_DOTALL, 0, NULL);
  return has_words || format[from] != '\0';
}

/* Returns: (transfer full) (nullable): what stands in the gaps, in the order of the arguments */
static GPtrArray *
pattern_match (const Pattern *pattern,
               const char    *text)
{
  g_autoptr (GMatchInfo) match = NULL;
  GPtrArray *arguments;

  if (!g_regex_match (pattern->regex, text, 0, &match))
    return NULL;
  arguments = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < pattern->order->len; i++)
    {
      guint n = g_array_index (pattern->order, int, i);

      if (n >= arguments->len)
        g_ptr_array_set_size (arguments, n + 1);
      g_free (arguments->pdata[n]);
      arguments->pdata[n] = g_match_info_fetch (match, i + 1);
    }
  return arguments;
}

static void
add_likenesses (GArray        *likenesses,
                const Message *message,
                const char    *english)
{
  for (guint i = 0; i < message->english->len; i++)
    {
      g_auto (Pattern) pattern = { 0 };
      Likeness likeness = { message->translated, NULL };

      if (pattern_init (&pattern, message->english->pdata[i]))
        likeness.arguments = pattern_match (&pattern, english);
      if (likeness.arguments != NULL)
        g_array_append_val (likenesses, likeness);
    }
}

/* Kept: a test asks for the same words of every widget there is. */
static GArray *
get_likenesses (const char *english)
{
  static GHashTable *known;
  GArray *messages = get_messages ();
  GArray *likenesses;

  if (known == NULL)
    known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  likenesses = g_hash_table_lookup (known, english);
  if (likenesses != NULL)
    return likenesses;
  likenesses = g_array_new (FALSE, FALSE, sizeof (Likeness));
  for (guint i = 0; i < messages->len; i++)
    add_likenesses (likenesses, &g_array_index (messages, Message, i), english);
  g_hash_table_insert (known, g_strdup (english), likenesses);
  return likenesses;
}

static gboolean
are_same (GPtrArray *texts,
          GPtrArray *english)
{
  /* A singular may say "one" where the plural says how many. */
  for (guint i = 0; i < MIN (texts->len, english->len); i++)
    if (texts->pdata[i] != NULL && english->pdata[i] != NULL &&
        !lnet_test_says (texts->pdata[i], english->pdata[i]))
      return FALSE;
  return TRUE;
}

static gboolean
is_like (const char     *text,
         const Likeness *likeness)
{
  for (guint i = 0; i < likeness->translated->len; i++)
    {
      g_auto (Pattern) pattern = { 0 };
      g_autoptr (GPtrArray) arguments = NULL;

      pattern_init (&pattern, likeness->translated->pdata[i]);
      arguments = pattern_match (&pattern, text);
      if (arguments != NULL && are_same (arguments, likeness->arguments))
        return TRUE;
    }
  return FALSE;
}

/* "Added a member · Ana Begay": a row of things, each said by itself. */
static gboolean
says_each (const char *text,
           const char *english)
{
  g_auto (GStrv) texts = g_strsplit (text, " · ", -1);
  g_auto (GStrv) parts = g_strsplit (english, " · ", -1);

  if (g_strv_length (parts) < 2 || g_strv_length (texts) != g_strv_length (parts))
    return FALSE;
  for (guint i = 0; parts[i] != NULL; i++)
    if (!lnet_test_says (texts[i], parts[i]))
      return FALSE;
  return TRUE;
}

gboolean
lnet_test_says (const char *text,
                const char *english)
{
  GArray *likenesses;

  if (g_strcmp0 (text, english) == 0)
    return TRUE;
  if (text == NULL || english == NULL || get_messages ()->len == 0)
    return FALSE;
  likenesses = get_likenesses (english);
  for (guint i = 0; i < likenesses->len; i++)
    if (is_like (text, &g_array_index (likenesses, Likeness, i)))
      return TRUE;
  return says_each (text, english);
}
