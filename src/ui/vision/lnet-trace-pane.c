/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-trace-pane.h"

#include "lnet-contribution-card.h"
#include "lnet-day.h"
#include "lnet-words-list.h"

#include <glib/gi18n-lib.h>

struct _LnetTracePane
{
  AdwBin parent_instance;

  LnetSession *session;
  LnetManuscript *manuscript;
  LnetAuthors *authors;
  LnetId passage; /* the null id: the caret is in none */
  GArray *shown;  /* (element-type LnetId): contributions in the list */

  AdwToggleGroup *tabs;
  GtkLabel *excerpt_label;
  GtkLabel *heading_label;
  GtkLabel *author_label;
  GtkListBox *words_list;
  GtkLabel *hint_label;
  GtkWidget *buttons;
  LnetWordsList *words;
};

G_DEFINE_FINAL_TYPE (LnetTracePane, lnet_trace_pane, ADW_TYPE_BIN)

static gboolean
is_shown (LnetTracePane *self,
          GArray        *ids)
{
  if (self->shown->len != ids->len)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!lnet_id_equal (&g_array_index (ids, LnetId, i), &g_array_index (self->shown, LnetId, i)))
      return FALSE;
  return TRUE;
}

static void
show_words (LnetTracePane *self,
            GArray        *ids)
{
  if (is_shown (self, ids))
    return;
  gtk_list_box_remove_all (self->words_list);
  for (guint i = 0; i < ids->len; i++)
    {
      GtkWidget *card = lnet_contribution_card_new (self->session);
      GtkWidget *row = gtk_list_box_row_new ();

      lnet_contribution_card_set_id (LNET_CONTRIBUTION_CARD (card), &g_array_index (ids, LnetId, i), TRUE);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), card);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      lnet_contribution_card_get_spoken (LNET_CONTRIBUTION_CARD (card)), -1);
      gtk_list_box_append (self->words_list, row);
    }
  g_array_unref (self->shown);
  self->shown = g_array_ref (ids);
}

static void
load_words (LnetTracePane *self)
{
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *heading = NULL;

  if (lnet_id_is_null (&self->passage))
    ids = g_array_new (FALSE, FALSE, sizeof (LnetId));
  else
    ids = lnet_vision_list_words_of_passage (lnet_session_get_reader (self->session), &self->passage, &error);
  if (ids == NULL)
    {
      lnet_session_fail (self->session, _("The words of this passage could not be read"), error);
      return;
    }
  show_words (self, ids);
  heading = ids->len > 0 ? g_strdup_printf (ngettext ("Grown from %'u contribution", "Grown from %'u contributions",
                                                      ids->len), ids->len)
                         : g_strdup (_("Where this passage comes from"));
  gtk_label_set_label (self->heading_label, heading);
  gtk_widget_set_visible (GTK_WIDGET (self->words_list), ids->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->hint_label), ids->len == 0);
  gtk_label_set_label (self->hint_label, lnet_id_is_null (&self->passage)
                                           ? _("Put the cursor into a passage to see the words it grew from.")
                                           : _("No words are linked to this passage yet. Link what somebody said, so "
                                               "that they can see where their words went."));
}

static void
show_author (LnetTracePane   *self,
             const LnetBlock *block)
{
  g_autofree char *text = NULL;
  g_autofree char *today = lnet_day_today ();
  g_autofree char *date = NULL;
  g_autofree char *day = NULL;
  g_autoptr (GDateTime) time = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->author_label), block != NULL && block->written > 0);
  if (block == NULL || block->written == 0)
    return;
  time = g_date_time_new_from_unix_local (block->written / 1000);
  date = g_date_time_format (time, "%Y-%m-%d");
  day = lnet_day_describe (date, today);
  /* Translators: who wrote a passage last, and on which day */
  text = g_strdup_printf (_("Last written by %s, %s"), lnet_authors_get_name (self->authors, &block->author), day);
  gtk_label_set_label (self->author_label, text);
}

static void
on_store_changed (LnetTracePane *self,
                  LnetChanges   *changes)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      (lnet_changes_has_table (changes, LNET_TABLE_PASSAGE_CONTRIBUTION) ||
       lnet_changes_has_table (changes, LNET_TABLE_CONTRIBUTION)))
    load_words (self);
}

static void
on_link_existing (LnetTracePane *self)
{
  lnet_trace_pane_begin_search (self);
}

static void
lnet_trace_pane_dispose (GObject *object)
{
  LnetTracePane *self = LNET_TRACE_PANE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_TRACE_PANE);
  g_clear_object (&self->session);
  g_clear_object (&self->manuscript);
  g_clear_object (&self->authors);
  g_clear_pointer (&self->shown, g_array_unref);

  G_OBJECT_CLASS (lnet_trace_pane_parent_class)->dispose (object);
}

static void
lnet_trace_pane_class_init (LnetTracePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lnet_trace_pane_dispose;

  g_type_ensure (LNET_TYPE_WORDS_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-trace-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetTracePane, tabs);
  gtk_widget_class_bind_template_child (widget_class, LnetTracePane, excerpt_label);
  gtk_widget_class_bind_template_child (widget_class, LnetTracePane, heading_label);
  gtk_widget_class_bind_template_child (widget_class, LnetTracePane, author_label);
  gtk_widget_class_bind_template_child (widget_class, LnetTracePane, words_list);
  gtk_widget_class_bind_template_child (widget_class, LnetTracePane, hint_label);
  gtk_widget_class_bind_template_child (widget_class, LnetTracePane, buttons);
  gtk_widget_class_bind_template_child (widget_class, LnetTracePane, words);
  gtk_widget_class_bind_template_callback (widget_class, on_link_existing);
}

static void
lnet_trace_pane_init (LnetTracePane *self)
{
  self->shown = g_array_new (FALSE, FALSE, sizeof (LnetId));
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
lnet_trace_pane_set_manuscript (LnetTracePane  *self,
                                LnetSession    *session,
                                LnetManuscript *manuscript,
                                LnetAuthors    *authors)
{
  g_return_if_fail (LNET_IS_TRACE_PANE (self));

  g_set_object (&self->session, session);
  g_set_object (&self->manuscript, manuscript);
  g_set_object (&self->authors, authors);
  lnet_words_list_set_session (self->words, session);
  g_signal_connect_object (lnet_session_get_store (session), "changed", G_CALLBACK (on_store_changed), self,
                           G_CONNECT_SWAPPED);
}

void
lnet_trace_pane_set_line (LnetTracePane *self,
                          guint          line)
{
  const LnetBlock *block;
  g_autofree char *text = NULL;

  g_return_if_fail (LNET_IS_TRACE_PANE (self));

  block = lnet_manuscript_get_block (self->manuscript, line);
  if (block != NULL && !lnet_block_is_passage (block))
    block = NULL;
  self->passage = block != NULL ? block->id : lnet_id_null ();
  gtk_widget_set_sensitive (self->buttons, block != NULL);
  text = block != NULL ? lnet_manuscript_dup_text (self->manuscript, line) : g_strdup ("");
  gtk_label_set_label (self->excerpt_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->excerpt_label), *text != '\0');
  show_author (self, block);
  load_words (self);
}

void
lnet_trace_pane_begin_search (LnetTracePane *self)
{
  g_return_if_fail (LNET_IS_TRACE_PANE (self));

  adw_toggle_group_set_active_name (self->tabs, "all");
  lnet_words_list_begin_search (self->words);
}
