/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rearranging lines as a whole, and how each kind of line looks. */

#include "config.h"

#include "lnet-manuscript-private.h"

#include "lnet-prose.h"

void
lnet_manuscript_make_tags (LnetManuscript *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);

  self->tags[LNET_BLOCK_TITLE] = gtk_text_buffer_create_tag (
    buffer, "title", "scale", 1.9, "weight", PANGO_WEIGHT_BOLD, "pixels-below-lines", 6, NULL);
  self->tags[LNET_BLOCK_QUESTION] = gtk_text_buffer_create_tag (
    buffer, "question", "scale", 1.15, "style", PANGO_STYLE_ITALIC, "pixels-below-lines", 18, NULL);
  self->tags[LNET_BLOCK_SECTION] = gtk_text_buffer_create_tag (
    buffer, "section", "scale", 1.4, "weight", PANGO_WEIGHT_BOLD, "pixels-above-lines", 30, "pixels-below-lines", 6,
    NULL);
  self->tags[LNET_BLOCK_HEADING] = gtk_text_buffer_create_tag (
    buffer, "heading", "scale", 1.1, "weight", PANGO_WEIGHT_BOLD, "pixels-above-lines", 12, "pixels-below-lines", 6,
    NULL);
  self->tags[LNET_BLOCK_QUOTE] = gtk_text_buffer_create_tag (
    buffer, "quote", "style", PANGO_STYLE_ITALIC, "left-margin", 24, "right-margin", 24, "accumulative-margin", TRUE,
    NULL);
}

void
lnet_manuscript_style_lines (LnetManuscript *self,
                             guint           first,
                             guint           n)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);

  self->styling = TRUE;
  for (guint line = first; line < first + n && line < self->blocks->len; line++)
    {
      GtkTextTag *tag = self->tags[lnet_manuscript_block (self, line)->kind];
      GtkTextIter start;
      GtkTextIter end;

      gtk_text_buffer_get_iter_at_line (buffer, &start, (int) line);
      end = start;
      gtk_text_iter_forward_line (&end);
      for (guint kind = 0; kind < LNET_BLOCK_N_KINDS; kind++)
        if (self->tags[kind] != NULL && self->tags[kind] != tag)
          gtk_text_buffer_remove_tag (buffer, self->tags[kind], &start, &end);
      if (tag != NULL)
        gtk_text_buffer_apply_tag (buffer, tag, &start, &end);
    }
  self->styling = FALSE;
}

/* Where the caret is, in terms that survive a rearrangement. */
typedef struct
{
  LnetBlock *block;
  int offset;
} Caret;

static Caret
get_caret (LnetManuscript *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  return (Caret) { lnet_manuscript_block (self, (guint) gtk_text_iter_get_line (&iter)),
                   gtk_text_iter_get_line_offset (&iter) };
}

static void
set_caret (LnetManuscript *self,
           Caret           caret)
{
  GtkTextIter iter;
  guint line;

  if (caret.block == NULL || !g_ptr_array_find (self->blocks, caret.block, &line))
    return;
  gtk_text_buffer_get_iter_at_line_offset (GTK_TEXT_BUFFER (self), &iter, (int) line, caret.offset);
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (self), &iter);
}

static void
get_line_end (LnetManuscript *self,
              guint           line,
              GtkTextIter    *iter)
{
  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self), iter, (int) line);
  if (!gtk_text_iter_ends_line (iter))
    gtk_text_iter_forward_to_line_end (iter);
}

static void
insert_lines (LnetManuscript *self,
              guint           first,
              const char     *text)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  g_autofree char *with_end = NULL;
  GtkTextIter iter;

  if (self->blocks->len == 0)
    gtk_text_buffer_get_start_iter (buffer, &iter);
  else if (first < self->blocks->len)
    gtk_text_buffer_get_iter_at_line (buffer, &iter, (int) first);
  else
    get_line_end (self, first - 1, &iter);
  if (self->blocks->len == 0)
    with_end = g_strdup (text);
  else
    with_end = first < self->blocks->len ? g_strconcat (text, "\n", NULL) : g_strconcat ("\n", text, NULL);
  gtk_text_buffer_insert (buffer, &iter, with_end, -1);
}

static void
delete_lines (LnetManuscript *self,
              guint           first,
              guint           n)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_iter_at_line (buffer, &start, (int) first);
  get_line_end (self, first + n - 1, &end);
  if (first + n < self->blocks->len)
    gtk_text_iter_forward_line (&end);
  else if (first > 0)
    get_line_end (self, first - 1, &start);
  gtk_text_buffer_delete (buffer, &start, &end);
}

static void
overwrite_lines (LnetManuscript *self,
                 guint           first,
                 guint           n,
                 const char     *text)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_iter_at_line (buffer, &start, (int) first);
  get_line_end (self, first + n - 1, &end);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, text, -1);
}

static void
swap_blocks (LnetManuscript *self,
             guint           first,
             guint           n_old,
             GPtrArray      *blocks)
{
  for (guint i = 0; i < n_old; i++)
    {
      LnetBlock *block = g_ptr_array_steal_index (self->blocks, first);

      if (!g_ptr_array_find (blocks, block, NULL))
        lnet_block_free (block);
    }
  for (guint i = 0; i < blocks->len; i++)
    g_ptr_array_insert (self->blocks, (int) (first + i), blocks->pdata[i]);
}

void
lnet_manuscript_replace_lines (LnetManuscript *self,
                               guint           first,
                               guint           n_old,
                               GPtrArray      *blocks,
                               char *const    *texts)
{
  g_autofree char *text = g_strjoinv ("\n", (char **) texts);
  Caret caret = get_caret (self);

  self->quiet = TRUE;
  if (blocks->len == 0)
    delete_lines (self, first, n_old);
  else if (n_old == 0)
    insert_lines (self, first, text);
  else
    overwrite_lines (self, first, n_old, text);
  swap_blocks (self, first, n_old, blocks);
  lnet_manuscript_style_lines (self, first, blocks->len);
  set_caret (self, caret);
  self->quiet = FALSE;
}

/* Lines [first, middle) and [middle, end) change places. */
static void
swap_lines (LnetManuscript *self,
            guint           first,
            guint           middle,
            guint           end)
{
  g_autoptr (GPtrArray) blocks = g_ptr_array_new ();
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < end - first; i++)
    {
      guint line = middle + i < end ? middle + i : first + (middle + i - end);

      g_ptr_array_add (blocks, lnet_manuscript_block (self, line));
      g_strv_builder_take (texts, lnet_manuscript_dup_line (self, line));
    }
  lines = g_strv_builder_end (texts);
  lnet_manuscript_replace_lines (self, first, end - first, blocks, lines);
}

/* The line after a section's last one. */
static guint
find_section_end (LnetManuscript *self,
                  guint           line)
{
  for (line++; line < self->blocks->len; line++)
    if (lnet_manuscript_block (self, line)->kind == LNET_BLOCK_SECTION)
      break;
  return line;
}

/* The line a step up or down leads before; -1 when there is none. */
static int
find_step (LnetManuscript *self,
           guint           line,
           int             step)
{
  const LnetBlock *block = lnet_manuscript_block (self, line);

  if (block == NULL || line < LNET_MANUSCRIPT_HEAD)
    return -1;
  if (block->kind == LNET_BLOCK_SECTION)
    {
      guint end = find_section_end (self, line);

      if (step > 0)
        return end < self->blocks->len ? (int) find_section_end (self, end) : -1;
      for (line--; line >= LNET_MANUSCRIPT_HEAD; line--)
        if (lnet_manuscript_block (self, line)->kind == LNET_BLOCK_SECTION)
          return (int) line;
      return -1;
    }
  if (step > 0)
    return line + 1 < self->blocks->len ? (int) line + 2 : -1;
  return line > LNET_MANUSCRIPT_HEAD + 1 ? (int) line - 1 : -1;
}

gboolean
lnet_manuscript_can_move (LnetManuscript *self,
                          guint           line,
                          int             step)
{
  g_return_val_if_fail (LNET_IS_MANUSCRIPT (self), FALSE);

  return find_step (self, line, step) >= 0;
}

void
lnet_manuscript_move (LnetManuscript *self,
                      guint           line,
                      int             step)
{
  int target;

  g_return_if_fail (LNET_IS_MANUSCRIPT (self));

  target = find_step (self, line, step);
  if (target >= 0)
    lnet_manuscript_move_before (self, line, (guint) target);
}

void
lnet_manuscript_move_before (LnetManuscript *self,
                             guint           line,
                             guint           target)
{
  LnetBlock *block;
  guint end;

  g_return_if_fail (LNET_IS_MANUSCRIPT (self));

  block = lnet_manuscript_block (self, line);
  if (block == NULL || line < LNET_MANUSCRIPT_HEAD || target < LNET_MANUSCRIPT_HEAD)
    return;
  end = block->kind == LNET_BLOCK_SECTION ? find_section_end (self, line) : line + 1;
  /* A section goes between sections, a passage never before the first. */
  if (block->kind == LNET_BLOCK_SECTION)
    while (target < self->blocks->len && lnet_manuscript_block (self, target)->kind != LNET_BLOCK_SECTION)
      target++;
  else
    target = MAX (target, LNET_MANUSCRIPT_HEAD + 1);
  if (target >= line && target <= end)
    return;

  lnet_manuscript_save (self);
  block->moved = TRUE;
  self->act = block->kind == LNET_BLOCK_SECTION ? "section-move" : "passage-move";
  if (target < line)
    swap_lines (self, target, line, end);
  else
    swap_lines (self, line, end, target);
  self->rearranged = TRUE;
  lnet_manuscript_save (self);
  lnet_manuscript_blocks_changed (self);
}

void
lnet_manuscript_set_kind (LnetManuscript *self,
                          guint           line,
                          LnetBlockKind   kind)
{
  LnetBlock *block;

  g_return_if_fail (LNET_IS_MANUSCRIPT (self));
  g_return_if_fail (kind >= LNET_BLOCK_TEXT);

  block = lnet_manuscript_block (self, line);
  if (block == NULL || !lnet_block_is_passage (block) || block->kind == kind)
    return;
  lnet_manuscript_save (self);
  block->kind = kind;
  lnet_manuscript_style_lines (self, line, 1);
  self->act = "passage-kind";
  self->rearranged = TRUE;
  lnet_manuscript_save (self);
  lnet_manuscript_blocks_changed (self);
}

void
lnet_manuscript_remove (LnetManuscript *self,
                        guint           line)
{
  const LnetBlock *block;
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  char *no_text[] = { NULL };
  guint end;

  g_return_if_fail (LNET_IS_MANUSCRIPT (self));

  block = lnet_manuscript_block (self, line);
  if (block == NULL || line < LNET_MANUSCRIPT_HEAD)
    return;
  lnet_manuscript_save (self);
  end = block->kind == LNET_BLOCK_SECTION ? find_section_end (self, line) : line + 1;
  self->act = block->kind == LNET_BLOCK_SECTION ? "section-delete" : "passage-delete";
  /* A section takes its passages along; they come back with it. */
  if (block->stored)
    {
      LnetBlock *gone = lnet_block_new (&block->id, block->kind);

      gone->stored = TRUE;
      g_ptr_array_add (self->gone, gone);
    }
  lnet_manuscript_replace_lines (self, line, end - line, none, no_text);
  self->stale = TRUE;
  lnet_manuscript_save (self);
  lnet_manuscript_blocks_changed (self);
}

void
lnet_manuscript_add_section (LnetManuscript *self,
                             guint           line)
{
  static const LnetBlockKind kinds[] = { LNET_BLOCK_SECTION, LNET_BLOCK_TEXT };
  g_autoptr (GPtrArray) blocks = g_ptr_array_new ();
  char *texts[] = { (char *) "", (char *) "", NULL };
  guint at;

  g_return_if_fail (LNET_IS_MANUSCRIPT (self));

  if (self->blocks->len < LNET_MANUSCRIPT_HEAD)
    return;
  lnet_manuscript_save (self);
  at = MAX (find_section_end (self, line), LNET_MANUSCRIPT_HEAD);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      LnetId id = lnet_id_new ();
      LnetBlock *block = lnet_block_new (&id, kinds[i]);

      block->edited = TRUE;
      g_ptr_array_add (blocks, block);
    }
  lnet_manuscript_replace_lines (self, at, 0, blocks, texts);
  self->act = "section-add";
  self->rearranged = TRUE;
  lnet_manuscript_save (self);
  lnet_manuscript_blocks_changed (self);
  lnet_manuscript_go_to (self, &lnet_manuscript_block (self, at)->id);
}

void
lnet_manuscript_revert (LnetManuscript *self,
                        guint           line,
                        const char     *text)
{
  LnetBlock *block;
  g_autofree char *page = NULL;
  g_autofree char *present = NULL;
  g_auto (LnetProseEdit) edit = { 0 };
  GtkTextIter start;
  GtkTextIter end;

  g_return_if_fail (LNET_IS_MANUSCRIPT (self));

  block = lnet_manuscript_block (self, line);
  if (block == NULL)
    return;
  lnet_manuscript_save (self);
  page = lnet_manuscript_to_page (text);
  present = lnet_manuscript_dup_line (self, line);
  if (!lnet_prose_compare (present, page, &edit))
    return;
  self->act = "passage-revert";
  self->quiet = TRUE;
  gtk_text_buffer_get_iter_at_line_offset (GTK_TEXT_BUFFER (self), &start, (int) line, (int) edit.position);
  gtk_text_buffer_get_iter_at_line_offset (GTK_TEXT_BUFFER (self), &end, (int) line,
                                           (int) (edit.position + edit.n_deleted));
  gtk_text_buffer_delete (GTK_TEXT_BUFFER (self), &start, &end);
  gtk_text_buffer_insert (GTK_TEXT_BUFFER (self), &start, edit.inserted, -1);
  self->quiet = FALSE;
  lnet_manuscript_style_lines (self, line, 1);
  block->edited = TRUE;
  self->rearranged = TRUE;
  lnet_manuscript_save (self);
}

gboolean
lnet_manuscript_go_to (LnetManuscript *self,
                       const LnetId   *id)
{
  GtkTextIter iter;
  int line;

  g_return_val_if_fail (LNET_IS_MANUSCRIPT (self), FALSE);

  line = lnet_manuscript_find (self, id);
  if (line < 0)
    return FALSE;
  get_line_end (self, (guint) line, &iter);
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (self), &iter);
  return TRUE;
}

char *
lnet_manuscript_dup_section_title (LnetManuscript *self,
                                   guint           line)
{
  g_return_val_if_fail (LNET_IS_MANUSCRIPT (self), NULL);

  for (; line >= LNET_MANUSCRIPT_HEAD && line < self->blocks->len; line--)
    if (lnet_manuscript_block (self, line)->kind == LNET_BLOCK_SECTION)
      return lnet_manuscript_dup_text (self, line);
  return g_strdup ("");
}
