/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The buffer and its blocks: keeping one block a line, whatever is typed, pasted or deleted. Saving is in
 * lnet-manuscript-save.c, taking in what the file has in -refresh.c, rearranging in -arrange.c. */

#include "config.h"

#include "lnet-manuscript-private.h"

#include <string.h>

G_DEFINE_FINAL_TYPE (LnetManuscript, lnet_manuscript, GTK_TYPE_TEXT_BUFFER)

enum
{
  PROP_SESSION = 1,
  PROP_STATE,
  N_PROPS
};

enum
{
  BLOCKS_CHANGED,
  CURRENT_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

LnetBlock *
lnet_manuscript_block (LnetManuscript *self,
                       guint           line)
{
  return line < self->blocks->len ? self->blocks->pdata[line] : NULL;
}

void
lnet_manuscript_blocks_changed (LnetManuscript *self)
{
  g_signal_emit (self, signals[BLOCKS_CHANGED], 0);
}

static char *
replace_line_ends (const char *text,
                   gunichar    instead)
{
  GString *result = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029)
        c = instead;
      g_string_append_unichar (result, c);
    }
  return g_string_free_and_steal (result);
}

char *
lnet_manuscript_to_page (const char *text)
{
  return replace_line_ends (text, 0x2028);
}

char *
lnet_manuscript_from_page (const char *text)
{
  return replace_line_ends (text, '\n');
}

char *
lnet_manuscript_dup_line (LnetManuscript *self,
                          guint           line)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self), &start, (int) line);
  end = start;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  return gtk_text_iter_get_slice (&start, &end);
}

static void
check_current (LnetManuscript *self)
{
  const LnetBlock *block = lnet_manuscript_get_current (self);
  LnetId current = block != NULL ? block->id : lnet_id_null ();

  if (lnet_id_equal (&current, &self->current))
    return;
  self->current = current;
  g_signal_emit (self, signals[CURRENT_CHANGED], 0);
}

/* What may be inserted at a place: other ways to end a line than "\n" become one; title and question have one line. */
static char *
clean_insertion (LnetManuscript *self,
                 guint           line,
                 const char     *text,
                 gssize          length)
{
  g_autofree char *given = length < 0 ? g_strdup (text) : g_strndup (text, (gsize) length);
  g_auto (GStrv) lines = NULL;
  g_autofree char *joined = NULL;

  if (strpbrk (given, "\r\n") == NULL && strstr (given, "\xe2\x80\xa9") == NULL)
    return g_steal_pointer (&given);
  joined = g_strjoinv ("\n", (lines = g_strsplit (given, "\r\n", -1)));
  for (char *p = joined; (p = strchr (p, '\r')) != NULL;)
    *p = '\n';
  g_clear_pointer (&lines, g_strfreev);
  lines = g_strsplit (joined, "\xe2\x80\xa9", -1);
  g_free (joined);
  joined = g_strjoinv ("\n", lines);
  if (line < LNET_MANUSCRIPT_HEAD)
    g_strdelimit (joined, "\n", ' ');
  return g_steal_pointer (&joined);
}

static guint
count_line_ends (const char *text)
{
  guint n = 0;

  while ((text = strchr (text, '\n')) != NULL)
    {
      n++;
      text++;
    }
  return n;
}

static LnetBlock *
make_block_like (LnetManuscript *self,
                 guint           line,
                 gboolean        goes_before)
{
  LnetId id = lnet_id_new ();
  gboolean first = goes_before && line == LNET_MANUSCRIPT_HEAD;
  LnetBlock *block = lnet_block_new (&id, first ? LNET_BLOCK_SECTION : LNET_BLOCK_TEXT);

  block->edited = TRUE;
  return block;
}

static void
take_over_traces (LnetBlock       *self,
                  const LnetBlock *from)
{
  if (!lnet_block_is_passage (self) || !lnet_block_is_passage (from))
    return;
  if (self->grown_from == NULL)
    self->grown_from = g_array_new (FALSE, FALSE, sizeof (LnetId));
  g_array_append_val (self->grown_from, from->id);
  if (from->grown_from != NULL)
    g_array_append_vals (self->grown_from, from->grown_from->data, from->grown_from->len);
}

/* A line was broken in @n places. The words that stood there keep their block; what is new gets new ones. */
static void
add_blocks (LnetManuscript *self,
            guint           line,
            guint           n,
            gboolean        before,
            gboolean        within)
{
  LnetBlock *block = lnet_manuscript_block (self, line);

  for (guint i = 0; i < n; i++)
    {
      LnetBlock *new_block = make_block_like (self, line, before);

      g_ptr_array_insert (self->blocks, (int) (before ? line + i : line + 1 + i), new_block);
      if (within && i == n - 1)
        {
          if (block->kind == LNET_BLOCK_QUOTE)
            new_block->kind = LNET_BLOCK_QUOTE;
          take_over_traces (new_block, block);
        }
    }
  self->rearranged = TRUE;
}

static void
lnet_manuscript_insert_text (GtkTextBuffer *buffer,
                             GtkTextIter   *iter,
                             const char    *new_text,
                             int            length)
{
  LnetManuscript *self = LNET_MANUSCRIPT (buffer);
  guint line = (guint) gtk_text_iter_get_line (iter);
  gboolean at_start = gtk_text_iter_starts_line (iter);
  gboolean at_end = gtk_text_iter_ends_line (iter);
  g_autofree char *text = NULL;
  guint n;

  if (self->quiet || line >= self->blocks->len)
    {
      GTK_TEXT_BUFFER_CLASS (lnet_manuscript_parent_class)->insert_text (buffer, iter, new_text, length);
      return;
    }
  text = clean_insertion (self, line, new_text, length);
  n = count_line_ends (text);
  if (n > 0)
    lnet_manuscript_save (self);
  GTK_TEXT_BUFFER_CLASS (lnet_manuscript_parent_class)->insert_text (buffer, iter, text, (int) strlen (text));

  if (n > 0)
    add_blocks (self, line, n, at_start && !at_end, !at_start && !at_end);
  for (guint i = line; i <= line + n; i++)
    lnet_manuscript_block (self, i)->edited = TRUE;
  lnet_manuscript_style_lines (self, line, n + 1);
  lnet_manuscript_schedule_save (self);
  if (n > 0)
    lnet_manuscript_blocks_changed (self);
}

static void
block_goes (LnetManuscript *self,
            guint           line)
{
  LnetBlock *block = g_ptr_array_steal_index (self->blocks, line);

  if (block->stored)
    g_ptr_array_add (self->gone, block);
  else
    lnet_block_free (block);
}

/* Lines @first to @last have become one. When nothing is left of the first, its block goes and not the last one's. */
static void
join_blocks (LnetManuscript *self,
             guint           first,
             guint           last,
             gboolean        keep_last,
             gboolean        whole)
{
  LnetBlock *keeps = lnet_manuscript_block (self, keep_last ? last : first);
  LnetBlock *joins = lnet_manuscript_block (self, keep_last ? first : last);

  if (!keep_last && !whole)
    take_over_traces (keeps, joins);
  for (guint line = last + 1; line-- > first;)
    if (lnet_manuscript_block (self, line) != keeps)
      block_goes (self, line);
  keeps->edited = TRUE;
  self->rearranged = TRUE;
}

static void
delete_within_blocks (LnetManuscript *self,
                      GtkTextIter    *start,
                      GtkTextIter    *end)
{
  guint first = (guint) gtk_text_iter_get_line (start);
  guint last = (guint) gtk_text_iter_get_line (end);
  gboolean keep_last = first != last && gtk_text_iter_starts_line (start);
  gboolean whole = gtk_text_iter_ends_line (end);

  if (first != last)
    lnet_manuscript_save (self);
  GTK_TEXT_BUFFER_CLASS (lnet_manuscript_parent_class)->delete_range (GTK_TEXT_BUFFER (self), start, end);
  if (first != last)
    join_blocks (self, first, last, keep_last, whole);
  lnet_manuscript_block (self, first)->edited = TRUE;
  lnet_manuscript_style_lines (self, first, 1);
  lnet_manuscript_schedule_save (self);
  if (first != last)
    lnet_manuscript_blocks_changed (self);
}

/* A title never swallows the line that follows it: of a stretch that begins in one, the title's part goes, then the
 * rest as if it began in the next line. */
static void
lnet_manuscript_delete_range (GtkTextBuffer *buffer,
                              GtkTextIter   *start,
                              GtkTextIter   *end)
{
  LnetManuscript *self = LNET_MANUSCRIPT (buffer);
  guint line = (guint) gtk_text_iter_get_line (start);
  LnetBlock *block = lnet_manuscript_block (self, line);
  g_autofree GtkTextIter *title_end = NULL;
  GtkTextMark *rest_end;

  if (self->quiet || block == NULL)
    {
      GTK_TEXT_BUFFER_CLASS (lnet_manuscript_parent_class)->delete_range (buffer, start, end);
      return;
    }
  if (lnet_block_is_passage (block) || gtk_text_iter_get_line (end) == (int) line ||
      (block->kind == LNET_BLOCK_SECTION && line > LNET_MANUSCRIPT_HEAD && gtk_text_iter_starts_line (start)))
    {
      delete_within_blocks (self, start, end);
      return;
    }

  rest_end = gtk_text_buffer_create_mark (buffer, NULL, end, FALSE);
  title_end = gtk_text_iter_copy (start);
  if (!gtk_text_iter_ends_line (title_end))
    {
      gtk_text_iter_forward_to_line_end (title_end);
      delete_within_blocks (self, start, title_end);
    }
  gtk_text_buffer_get_iter_at_line (buffer, start, (int) line + 1);
  gtk_text_buffer_get_iter_at_mark (buffer, end, rest_end);
  if (gtk_text_iter_compare (start, end) < 0)
    lnet_manuscript_delete_range (buffer, start, end);
  gtk_text_buffer_get_iter_at_line (buffer, start, (int) line);
  if (!gtk_text_iter_ends_line (start))
    gtk_text_iter_forward_to_line_end (start);
  *end = *start;
  gtk_text_buffer_delete_mark (buffer, rest_end);
}

static void
lnet_manuscript_apply_tag (GtkTextBuffer     *buffer,
                           GtkTextTag        *tag,
                           const GtkTextIter *start,
                           const GtkTextIter *end)
{
  LnetManuscript *self = LNET_MANUSCRIPT (buffer);

  for (guint kind = 0; kind < LNET_BLOCK_N_KINDS && !self->styling; kind++)
    if (tag == self->tags[kind])
      return;
  GTK_TEXT_BUFFER_CLASS (lnet_manuscript_parent_class)->apply_tag (buffer, tag, start, end);
}

static void
lnet_manuscript_end_user_action (GtkTextBuffer *buffer)
{
  LnetManuscript *self = LNET_MANUSCRIPT (buffer);

  if (GTK_TEXT_BUFFER_CLASS (lnet_manuscript_parent_class)->end_user_action != NULL)
    GTK_TEXT_BUFFER_CLASS (lnet_manuscript_parent_class)->end_user_action (buffer);
  if (self->rearranged)
    lnet_manuscript_save (self);
  check_current (self);
}

static void
lnet_manuscript_mark_set (GtkTextBuffer     *buffer,
                          const GtkTextIter *location,
                          GtkTextMark       *mark)
{
  LnetManuscript *self = LNET_MANUSCRIPT (buffer);

  GTK_TEXT_BUFFER_CLASS (lnet_manuscript_parent_class)->mark_set (buffer, location, mark);
  if (mark == gtk_text_buffer_get_insert (buffer) && !self->quiet)
    check_current (self);
}

void
lnet_manuscript_update_state (LnetManuscript *self)
{
  LnetManuscriptState state = LNET_MANUSCRIPT_SAVED;

  if (self->failed)
    state = LNET_MANUSCRIPT_FAILED;
  else if (self->first_unsaved != 0 || self->n_saving > 0)
    state = LNET_MANUSCRIPT_SAVING;
  if (state == self->state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
on_store_changed (LnetManuscript *self,
                  LnetChanges    *changes)
{
  static const LnetTable tables[] = { LNET_TABLE_DOCUMENT, LNET_TABLE_SECTION, LNET_TABLE_PASSAGE,
                                      LNET_TABLE_PASSAGE_CONTRIBUTION, LNET_TABLE_CONTRIBUTION };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    if (lnet_changes_has_table (changes, tables[i]))
      {
        self->stale = TRUE;
        lnet_manuscript_refresh (self);
        check_current (self);
        return;
      }
}

static void
lnet_manuscript_constructed (GObject *object)
{
  LnetManuscript *self = LNET_MANUSCRIPT (object);

  G_OBJECT_CLASS (lnet_manuscript_parent_class)->constructed (object);

  gtk_text_buffer_set_enable_undo (GTK_TEXT_BUFFER (self), FALSE);
  lnet_manuscript_make_tags (self);
  g_signal_connect_object (lnet_session_get_store (self->session), "changed", G_CALLBACK (on_store_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
lnet_manuscript_get_property (GObject    *object,
                              guint       property_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  LnetManuscript *self = LNET_MANUSCRIPT (object);

  switch (property_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lnet_manuscript_set_property (GObject      *object,
                              guint         property_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  LnetManuscript *self = LNET_MANUSCRIPT (object);

  switch (property_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lnet_manuscript_dispose (GObject *object)
{
  LnetManuscript *self = LNET_MANUSCRIPT (object);

  g_clear_handle_id (&self->save_timeout, g_source_remove);

  G_OBJECT_CLASS (lnet_manuscript_parent_class)->dispose (object);
}

static void
lnet_manuscript_finalize (GObject *object)
{
  LnetManuscript *self = LNET_MANUSCRIPT (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->blocks, g_ptr_array_unref);
  g_clear_pointer (&self->gone, g_ptr_array_unref);

  G_OBJECT_CLASS (lnet_manuscript_parent_class)->finalize (object);
}

static void
lnet_manuscript_class_init (LnetManuscriptClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkTextBufferClass *buffer_class = GTK_TEXT_BUFFER_CLASS (klass);

  object_class->constructed = lnet_manuscript_constructed;
  object_class->get_property = lnet_manuscript_get_property;
  object_class->set_property = lnet_manuscript_set_property;
  object_class->dispose = lnet_manuscript_dispose;
  object_class->finalize = lnet_manuscript_finalize;

  buffer_class->insert_text = lnet_manuscript_insert_text;
  buffer_class->delete_range = lnet_manuscript_delete_range;
  buffer_class->apply_tag = lnet_manuscript_apply_tag;
  buffer_class->end_user_action = lnet_manuscript_end_user_action;
  buffer_class->mark_set = lnet_manuscript_mark_set;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, LNET_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, LNET_MANUSCRIPT_SAVED, LNET_MANUSCRIPT_FAILED,
                                             LNET_MANUSCRIPT_SAVED,
                                             G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[BLOCKS_CHANGED] = g_signal_new ("blocks-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CURRENT_CHANGED] = g_signal_new ("current-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lnet_manuscript_init (LnetManuscript *self)
{
  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_block_free);
  self->gone = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_block_free);
}

LnetManuscript *
lnet_manuscript_new (LnetSession *session)
{
  g_return_val_if_fail (LNET_IS_SESSION (session), NULL);

  return g_object_new (LNET_TYPE_MANUSCRIPT, "session", session, NULL);
}

const LnetId *
lnet_manuscript_get_document (LnetManuscript *self)
{
  g_return_val_if_fail (LNET_IS_MANUSCRIPT (self), NULL);

  return &self->document;
}

void
lnet_manuscript_flush (LnetManuscript *self)
{
  g_return_if_fail (LNET_IS_MANUSCRIPT (self));

  lnet_manuscript_save (self);
}

LnetManuscriptState
lnet_manuscript_get_state (LnetManuscript *self)
{
  g_return_val_if_fail (LNET_IS_MANUSCRIPT (self), LNET_MANUSCRIPT_SAVED);

  return self->state;
}

guint
lnet_manuscript_get_n_blocks (LnetManuscript *self)
{
  g_return_val_if_fail (LNET_IS_MANUSCRIPT (self), 0);

  return self->blocks->len;
}

const LnetBlock *
lnet_manuscript_get_block (LnetManuscript *self,
                           guint           line)
{
  g_return_val_if_fail (LNET_IS_MANUSCRIPT (self), NULL);

  return lnet_manuscript_block (self, line);
}

const LnetBlock *
lnet_manuscript_get_current (LnetManuscript *self)
{
  GtkTextIter iter;

  g_return_val_if_fail (LNET_IS_MANUSCRIPT (self), NULL);

  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self), &iter,
                                    gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self)));
  return lnet_manuscript_block (self, (guint) gtk_text_iter_get_line (&iter));
}

int
lnet_manuscript_find (LnetManuscript *self,
                      const LnetId   *id)
{
  g_return_val_if_fail (LNET_IS_MANUSCRIPT (self), -1);

  for (guint line = 0; line < self->blocks->len; line++)
    if (lnet_id_equal (&lnet_manuscript_block (self, line)->id, id))
      return (int) line;
  return -1;
}

char *
lnet_manuscript_dup_text (LnetManuscript *self,
                          guint           line)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (LNET_IS_MANUSCRIPT (self), NULL);

  text = lnet_manuscript_dup_line (self, line);
  return lnet_manuscript_from_page (text);
}
