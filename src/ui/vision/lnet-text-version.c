/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-text-version.h"

#include "lnet-word-diff.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Of a longer stretch that stayed, this many characters are shown on either side of a change. */
#define CONTEXT 60

struct _LnetTextVersion
{
  GObject parent_instance;

  char *text;
  char *before;
  char *author;
  char *act;
  gint64 wall;
  gboolean newest;
};

G_DEFINE_FINAL_TYPE (LnetTextVersion, lnet_text_version, G_TYPE_OBJECT)

static void
lnet_text_version_finalize (GObject *object)
{
  LnetTextVersion *self = LNET_TEXT_VERSION (object);

  g_free (self->text);
  g_free (self->before);
  g_free (self->author);
  g_free (self->act);

  G_OBJECT_CLASS (lnet_text_version_parent_class)->finalize (object);
}

static void
lnet_text_version_class_init (LnetTextVersionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lnet_text_version_finalize;
}

static void
lnet_text_version_init (LnetTextVersion *self)
{
}

LnetTextVersion *
lnet_text_version_new (const LnetFieldVersion *version,
                  const char             *before,
                  gboolean                newest)
{
  LnetTextVersion *self = g_object_new (LNET_TYPE_TEXT_VERSION, NULL);

  self->text = g_strdup (version->value != NULL ? version->value : "");
  self->before = g_strdup (before != NULL ? before : "");
  self->author = g_strdup (version->author_name != NULL && *version->author_name != '\0'
                             ? version->author_name : _("Somebody in the network"));
  self->act = g_strdup (version->act);
  self->wall = version->wall;
  self->newest = newest;
  return self;
}

const char *
lnet_text_version_get_text (LnetTextVersion *self)
{
  g_return_val_if_fail (LNET_IS_TEXT_VERSION (self), NULL);

  return self->text;
}

const char *
lnet_text_version_get_before (LnetTextVersion *self)
{
  g_return_val_if_fail (LNET_IS_TEXT_VERSION (self), NULL);

  return self->before;
}

const char *
lnet_text_version_get_author (LnetTextVersion *self)
{
  g_return_val_if_fail (LNET_IS_TEXT_VERSION (self), NULL);

  return self->author;
}

const char *
lnet_text_version_get_act (LnetTextVersion *self)
{
  g_return_val_if_fail (LNET_IS_TEXT_VERSION (self), NULL);

  return self->act;
}

gboolean
lnet_text_version_is_newest (LnetTextVersion *self)
{
  g_return_val_if_fail (LNET_IS_TEXT_VERSION (self), FALSE);

  return self->newest;
}

char *
lnet_text_version_dup_time (LnetTextVersion *self)
{
  g_autoptr (GDateTime) time = NULL;

  g_return_val_if_fail (LNET_IS_TEXT_VERSION (self), NULL);

  time = g_date_time_new_from_unix_local (self->wall / 1000);
  /* Translators: day and time of a change, in the form of strftime: "24 Nov 2026, 14:05" */
  return g_date_time_format (time, _("%-d %b %Y, %H:%M"));
}

char *
lnet_text_version_dup_summary (LnetTextVersion *self)
{
  guint n_deleted;
  guint n_inserted;
  g_autofree char *added = NULL;
  g_autofree char *removed = NULL;

  g_return_val_if_fail (LNET_IS_TEXT_VERSION (self), NULL);

  lnet_word_diff_count (self->before, self->text, &n_deleted, &n_inserted);
  added = g_strdup_printf (ngettext ("%'u word added", "%'u words added", n_inserted), n_inserted);
  removed = g_strdup_printf (ngettext ("%'u word removed", "%'u words removed", n_deleted), n_deleted);
  if (n_inserted > 0 && n_deleted > 0)
    /* Translators: "12 words added, 3 words removed" */
    return g_strdup_printf (_("%s, %s"), added, removed);
  if (n_inserted == 0 && n_deleted == 0)
    return g_strdup (_("Only spaces or signs changed"));
  return n_inserted > 0 ? g_steal_pointer (&added) : g_steal_pointer (&removed);
}

/* A stretch that stayed, with its middle left out when it is long. */
static void
append_context (GString    *markup,
                const char *text,
                gboolean    first,
                gboolean    last)
{
  glong length = g_utf8_strlen (text, -1);
  glong head = first ? 0 : CONTEXT;
  glong tail = last ? 0 : CONTEXT;
  g_autofree char *start = NULL;
  g_autofree char *end = NULL;
  g_autofree char *start_markup = NULL;
  g_autofree char *end_markup = NULL;

  if (length <= head + tail + CONTEXT)
    {
      start_markup = g_markup_escape_text (text, -1);
      g_string_append (markup, start_markup);
      return;
    }
  start = g_utf8_substring (text, 0, head);
  end = g_utf8_substring (text, length - tail, length);
  start_markup = g_markup_escape_text (start, -1);
  end_markup = g_markup_escape_text (end, -1);
  g_string_append_printf (markup, "%s … %s", start_markup, end_markup);
}

char *
lnet_text_version_dup_markup (LnetTextVersion *self,
                         const char  *inserted,
                         const char  *deleted)
{
  g_autoptr (GArray) runs = NULL;
  GString *markup = g_string_new (NULL);

  g_return_val_if_fail (LNET_IS_TEXT_VERSION (self), NULL);

  runs = lnet_word_diff (self->before, self->text);
  for (guint i = 0; i < runs->len; i++)
    {
      const LnetWordDiffRun *run = &g_array_index (runs, LnetWordDiffRun, i);
      const char *from = run->kind == LNET_WORD_DIFF_DELETED ? self->before : self->text;
      g_autofree char *text = g_strndup (from + run->offset, run->length);
      g_autofree char *escaped = g_markup_escape_text (text, -1);

      if (run->kind == LNET_WORD_DIFF_EQUAL)
        append_context (markup, text, i == 0, i == runs->len - 1);
      else if (run->kind == LNET_WORD_DIFF_INSERTED)
        g_string_append_printf (markup, "<span foreground=\"%s\" underline=\"single\">%s</span>", inserted, escaped);
      else
        g_string_append_printf (markup, "<span foreground=\"%s\" strikethrough=\"true\">%s</span>", deleted, escaped);
    }
  return g_string_free_and_steal (markup);
}

char *
lnet_text_version_dup_spoken (LnetTextVersion *self)
{
  g_autoptr (GArray) runs = NULL;
  GString *spoken = g_string_new (NULL);

  g_return_val_if_fail (LNET_IS_TEXT_VERSION (self), NULL);

  runs = lnet_word_diff (self->before, self->text);
  for (guint i = 0; i < runs->len; i++)
    {
      const LnetWordDiffRun *run = &g_array_index (runs, LnetWordDiffRun, i);
      const char *from = run->kind == LNET_WORD_DIFF_DELETED ? self->before : self->text;
      g_autofree char *text = g_strndup (from + run->offset, run->length);

      if (run->kind == LNET_WORD_DIFF_INSERTED)
        g_string_append_printf (spoken, _("Added: %s. "), g_strstrip (text));
      else if (run->kind == LNET_WORD_DIFF_DELETED)
        g_string_append_printf (spoken, _("Removed: %s. "), g_strstrip (text));
    }
  return g_string_free_and_steal (spoken);
}
