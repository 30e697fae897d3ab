/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-originals.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-settle-words.h"
#include "lnet-word-diff.h"
#include "lnet-worker.h"

/* Reading. */

/* What the worker is asked for. */
typedef struct
{
  LnetStore *store;
  guint table;
  LnetId row;
  guint number;
} Question;

static void
question_free (Question *question)
{
  g_object_unref (question->store);
  g_free (question);
}

static void
read_in_worker (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Question *question = data;
  GError *error = NULL;
  g_autoptr (LnetReader) reader = lnet_store_open_reader (question->store, &error);
  LnetMergedText *merged = NULL;

  if (reader != NULL)
    {
      lnet_reader_set_cancellable (reader, cancellable);
      merged = lnet_merged_text_read (reader, question->table, &question->row, question->number, &error);
    }
  if (merged != NULL)
    g_task_return_pointer (task, merged, (GDestroyNotify) lnet_merged_text_free);
  else
    g_task_return_error (task, error);
}

void
lnet_originals_read_async (LnetStore           *store,
                           guint                table,
                           const LnetId        *row,
                           guint                number,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  Question *question = g_new0 (Question, 1);

  question->store = g_object_ref (store);
  question->table = table;
  question->row = *row;
  question->number = number;
  g_task_set_source_tag (task, lnet_originals_read_async);
  g_task_set_task_data (task, question, (GDestroyNotify) question_free);
  lnet_worker_run (task, read_in_worker);
}

LnetMergedText *
lnet_originals_read_finish (GAsyncResult  *result,
                            GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Showing. */

char *
lnet_originals_dup_names (GPtrArray *originals)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < originals->len; i++)
    {
      LnetTextOriginal *original = originals->pdata[i];

      if (*original->who != '\0' && !g_ptr_array_find_with_equal_func (names, original->who, g_str_equal, NULL))
        g_ptr_array_add (names, original->who);
    }
  for (guint i = 0; i < names->len; i++)
    {
      if (i > 0 && i + 1 == names->len)
        g_string_append (text, C_("between names", " and "));
      else if (i > 0)
        g_string_append (text, ", ");
      g_string_append (text, names->pdata[i]);
    }
  return g_string_free (text, FALSE);
}

/* Words that only one has, set off; the space after them is not. */
static void
append_own (GString    *markup,
            const char *words)
{
  gsize length = strlen (words);
  g_autofree char *escaped = NULL;

  while (length > 0 && g_ascii_isspace (words[length - 1]))
    length--;
  escaped = g_markup_escape_text (words, (gssize) length);
  g_string_append_printf (markup, "<span weight=\"bold\" underline=\"single\">%s</span>%s", escaped, words + length);
}

/* @text with the words that @other does not have set off; what they are, for those who hear it, in @own. */
static char *
dup_markup (const char *text,
            const char *other,
            char      **own)
{
  g_autoptr (GArray) runs = lnet_word_diff (other, text);
  GString *markup = g_string_new (NULL);
  GString *spoken = g_string_new (NULL);

  for (guint i = 0; i < runs->len; i++)
    {
      const LnetWordDiffRun *run = &g_array_index (runs, LnetWordDiffRun, i);
      g_autofree char *words = NULL;
      g_autofree char *escaped = NULL;

      if (run->kind == LNET_WORD_DIFF_DELETED)
        continue;
      words = g_strndup (text + run->offset, run->length);
      escaped = g_markup_escape_text (words, -1);
      if (run->kind == LNET_WORD_DIFF_EQUAL)
        {
          g_string_append (markup, escaped);
          continue;
        }
      append_own (markup, words);
      g_string_append_printf (spoken, "%s%s", spoken->len > 0 ? " … " : "", g_strstrip (words));
    }
  *own = g_string_free (spoken, FALSE);
  return g_string_free (markup, FALSE);
}

static GtkWidget *
create_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
create_original (const LnetTextOriginal *original,
                 const LnetTextOriginal *other)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *heading = create_label ("caption-heading");
  GtkWidget *text = create_label ("body");
  g_autofree char *who = lnet_settle_dup_who (original->who, original->wall);
  g_autofree char *own = NULL;
  g_autofree char *markup = dup_markup (original->text, other->text, &own);
  g_autofree char *spoken = NULL;

  gtk_label_set_label (GTK_LABEL (heading), who);
  gtk_label_set_markup (GTK_LABEL (text), markup);
  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  gtk_widget_set_focusable (text, FALSE);
  if (*own != '\0')
    /* Translators: for people who listen: the words of one text that the other does not have */
    spoken = g_strdup_printf (_("Only here: %s"), own);
  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  spoken != NULL ? spoken : "", -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_RELATION_LABELLED_BY, heading, NULL, -1);
  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "original-text");
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), text);
  return box;
}

void
lnet_originals_fill (GtkBox    *box,
                     GPtrArray *originals)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  for (guint i = 0; i < originals->len; i++)
    gtk_box_append (box, create_original (originals->pdata[i], originals->pdata[i == 0 ? originals->len - 1 : 0]));
}
