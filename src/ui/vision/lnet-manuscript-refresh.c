/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From the file onto the page: what undo, another desk or another window wrote. Only when nothing of ours is on its
 * way, so that the file never seems to take back what was typed since. */

#include "config.h"

#include "lnet-manuscript-private.h"

#include "lnet-prose.h"
#include "lnet-to-settle.h"

static LnetBlockKind
to_block_kind (LnetVisionKind kind)
{
  static const LnetBlockKind kinds[] = {
    [LNET_VISION_SECTION] = LNET_BLOCK_SECTION,
    [LNET_VISION_TEXT] = LNET_BLOCK_TEXT,
    [LNET_VISION_HEADING] = LNET_BLOCK_HEADING,
    [LNET_VISION_QUOTE] = LNET_BLOCK_QUOTE,
  };

  return kinds[kind];
}

static LnetBlock *
make_head_block (const LnetVisionDocument *document,
                 LnetBlockKind             kind)
{
  LnetBlock *block = lnet_block_new (&document->id, kind);

  block->stored = TRUE;
  g_set_str (&block->stored_text, kind == LNET_BLOCK_TITLE ? document->title : document->question);
  return block;
}

static LnetBlock *
make_block (const LnetVisionBlock *row)
{
  LnetBlock *block = lnet_block_new (&row->id, to_block_kind (row->kind));

  block->stored = TRUE;
  g_set_str (&block->stored_text, row->text);
  g_set_str (&block->position, row->position);
  /* A section stands under the document; it is moved only when somebody moves it. */
  block->stored_section = row->section;
  block->n_words = row->n_words;
  block->author = row->author;
  block->written = row->written;
  return block;
}

static LnetVisionDocument *
find_document_row (GPtrArray    *documents,
                   const LnetId *id)
{
  for (guint i = 0; documents != NULL && i < documents->len; i++)
    if (lnet_id_equal (&((LnetVisionDocument *) documents->pdata[i])->id, id))
      return documents->pdata[i];
  return NULL;
}

/* What of @block's row was written on two desks at once. Title and question share a row. */
static LnetField
find_to_settle (LnetReader      *reader,
                const LnetBlock *block)
{
  LnetField field = lnet_block_get_field (block);
  guint number;

  if (lnet_to_settle_has (reader, LNET_FIELD_TABLE (field), &block->id, LNET_FIELD_NUMBER (field)))
    return field;
  if (block->kind < LNET_BLOCK_SECTION ||
      !lnet_to_settle_find (reader, LNET_FIELD_TABLE (field), &block->id, &number) || number == 0)
    return LNET_FIELD_NONE;
  return (LnetField) (LNET_FIELD_TABLE (field) << 8 | number);
}

static void
note_to_settle (LnetReader *reader,
                GPtrArray  *blocks)
{
  if (lnet_to_settle_count (reader) == 0)
    return;
  for (guint i = 0; i < blocks->len; i++)
    {
      LnetBlock *block = blocks->pdata[i];

      block->to_settle = find_to_settle (reader, block);
    }
}

/* The document as the file has it, as blocks; an empty array when it is not there; NULL when reading failed. */
static GPtrArray *
read_blocks (LnetManuscript *self)
{
  LnetReader *reader = lnet_session_get_reader (self->session);
  g_autoptr (GPtrArray) documents = lnet_vision_list_documents (reader, NULL);
  LnetVisionDocument *document = find_document_row (documents, &self->document);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_block_free);

  if (documents == NULL || (rows = lnet_vision_read_document (reader, &self->document, NULL)) == NULL)
    return NULL;
  if (document == NULL)
    return g_steal_pointer (&blocks);
  g_ptr_array_add (blocks, make_head_block (document, LNET_BLOCK_TITLE));
  g_ptr_array_add (blocks, make_head_block (document, LNET_BLOCK_QUESTION));
  for (guint i = 0; i < rows->len; i++)
    {
      LnetBlock *block = make_block (rows->pdata[i]);

      if (block->kind == LNET_BLOCK_SECTION)
        block->stored_section = self->document;
      g_ptr_array_add (blocks, block);
    }
  note_to_settle (reader, blocks);
  if (rows->len == 0)
    {
      LnetId id = lnet_id_new ();

      g_ptr_array_add (blocks, lnet_block_new (&id, LNET_BLOCK_SECTION));
    }
  return g_steal_pointer (&blocks);
}

static gboolean
is_same_line (const LnetBlock *a,
              const LnetBlock *b)
{
  /* Title and question share the document's id. */
  return lnet_id_equal (&a->id, &b->id) &&
         (a->kind == b->kind || (a->kind >= LNET_BLOCK_SECTION && b->kind >= LNET_BLOCK_SECTION));
}

static LnetBlock *
find_like (GPtrArray       *blocks,
           guint            first,
           guint            n,
           const LnetBlock *like)
{
  for (guint i = first; i < first + n; i++)
    if (is_same_line (blocks->pdata[i], like))
      return blocks->pdata[i];
  return NULL;
}

/* A line that is not in the file, but was written in: it stays, after the one it stood after. */
static void
keep_unsaved (LnetManuscript *self,
              GPtrArray      *wanted)
{
  for (guint line = LNET_MANUSCRIPT_HEAD; line < self->blocks->len; line++)
    {
      LnetBlock *block = lnet_manuscript_block (self, line);
      LnetBlock *copy;
      guint at = wanted->len;

      if (!block->edited || find_like (wanted, 0, wanted->len, block) != NULL)
        continue;
      for (guint i = 0; i < wanted->len; i++)
        if (is_same_line (wanted->pdata[i], lnet_manuscript_block (self, line - 1)))
          at = i + 1;
      copy = lnet_block_new (&block->id, block->kind);
      /* Its row is gone, and an id is never used twice. */
      if (block->stored)
        {
          block->id = copy->id = lnet_id_new ();
          block->stored = FALSE;
        }
      g_ptr_array_insert (wanted, (int) MAX (at, LNET_MANUSCRIPT_HEAD), copy);
    }
}

/* Brings the lines into the file's order. Lines that stay keep what stands in them. */
static void
arrange_lines (LnetManuscript *self,
               GPtrArray      *wanted)
{
  guint start = 0;
  guint end = 0;
  guint n_old;
  g_autoptr (GPtrArray) blocks = g_ptr_array_new ();
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();
  g_auto (GStrv) lines = NULL;

  while (start < MIN (wanted->len, self->blocks->len) &&
         is_same_line (wanted->pdata[start], self->blocks->pdata[start]))
    start++;
  while (end < MIN (wanted->len, self->blocks->len) - start &&
         is_same_line (wanted->pdata[wanted->len - 1 - end], self->blocks->pdata[self->blocks->len - 1 - end]))
    end++;
  n_old = self->blocks->len - end - start;
  if (n_old == 0 && wanted->len - end == start)
    return;

  for (guint i = start; i < wanted->len - end; i++)
    {
      const LnetBlock *want = wanted->pdata[i];
      LnetBlock *block = find_like (self->blocks, start, n_old, want);
      guint line = 0;

      if (block != NULL && g_ptr_array_find (self->blocks, block, &line))
        g_strv_builder_take (texts, lnet_manuscript_dup_line (self, line));
      else
        {
          block = lnet_block_new (&want->id, want->kind);
          g_set_str (&block->stored_text, want->stored_text);
          g_strv_builder_take (texts, lnet_manuscript_to_page (want->stored_text));
        }
      g_ptr_array_add (blocks, block);
    }
  lines = g_strv_builder_end (texts);
  lnet_manuscript_replace_lines (self, start, n_old, blocks, lines);
}

static void
edit_line (LnetManuscript      *self,
           guint                line,
           const LnetProseEdit *edit)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  g_autofree char *inserted = lnet_manuscript_to_page (edit->inserted);
  GtkTextIter start;
  GtkTextIter end;

  self->quiet = TRUE;
  gtk_text_buffer_get_iter_at_line_offset (buffer, &start, (int) line, (int) edit->position);
  gtk_text_buffer_get_iter_at_line_offset (buffer, &end, (int) line, (int) (edit->position + edit->n_deleted));
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, inserted, -1);
  self->quiet = FALSE;
  lnet_manuscript_style_lines (self, line, 1);
}

/* Takes in what somebody else wrote in a line, around what was typed here since. */
static void
update_text (LnetManuscript *self,
             guint           line,
             const char     *text)
{
  LnetBlock *block = lnet_manuscript_block (self, line);
  g_auto (LnetProseEdit) theirs = { 0 };
  g_auto (LnetProseEdit) ours = { 0 };

  if (!lnet_prose_compare (block->stored_text, text, &theirs))
    return;
  if (block->edited)
    {
      g_autofree char *page = lnet_manuscript_dup_text (self, line);
      g_autofree char *before = lnet_manuscript_from_page (block->stored_text);

      if (g_str_equal (page, text))
        theirs.n_deleted = theirs.inserted[0] = 0;
      else if (lnet_prose_compare (before, page, &ours))
        lnet_prose_rebase (&theirs, &ours);
    }
  if (theirs.n_deleted > 0 || theirs.inserted[0] != '\0')
    edit_line (self, line, &theirs);
  g_set_str (&block->stored_text, text);
}

static void
update_line (LnetManuscript  *self,
             guint            line,
             const LnetBlock *row)
{
  LnetBlock *block = lnet_manuscript_block (self, line);

  if (!row->stored)
    return;
  update_text (self, line, row->stored_text);
  block->stored = TRUE;
  g_set_str (&block->position, row->position);
  block->stored_section = row->stored_section;
  block->stored_kind = row->kind;
  block->n_words = row->n_words;
  block->author = row->author;
  block->written = row->written;
  block->to_settle = row->to_settle;
  if (block->kind != row->kind)
    {
      block->kind = row->kind;
      lnet_manuscript_style_lines (self, line, 1);
    }
}

void
lnet_manuscript_refresh (LnetManuscript *self)
{
  g_autoptr (GPtrArray) wanted = NULL;

  /* The last of what was saved may be told after the network was closed. */
  if (!self->stale || self->n_saving > 0 || self->quiet || lnet_session_get_reader (self->session) == NULL)
    return;
  if (self->rearranged || self->gone->len > 0)
    lnet_manuscript_save (self);
  if (self->n_saving > 0)
    return;
  self->stale = FALSE;
  if (lnet_id_is_null (&self->document) || (wanted = read_blocks (self)) == NULL)
    return;

  if (wanted->len > 0)
    keep_unsaved (self, wanted);
  arrange_lines (self, wanted);
  for (guint line = 0; line < self->blocks->len; line++)
    update_line (self, line, wanted->pdata[line]);
  lnet_manuscript_blocks_changed (self);
}

/* Rows that are in the file though their lines are gone from the page are still to be deleted. */
static void
find_gone (LnetManuscript *self,
           GPtrArray      *rows)
{
  for (guint i = LNET_MANUSCRIPT_HEAD; i < rows->len; i++)
    {
      const LnetBlock *row = rows->pdata[i];
      LnetBlock *gone;

      if (!row->stored || find_like (self->blocks, 0, self->blocks->len, row) != NULL)
        continue;
      gone = lnet_block_new (&row->id, row->kind);
      gone->stored = TRUE;
      g_ptr_array_add (self->gone, gone);
    }
}

void
lnet_manuscript_resync (LnetManuscript *self)
{
  g_autoptr (GPtrArray) rows = NULL;

  if (lnet_session_get_reader (self->session) == NULL || (rows = read_blocks (self)) == NULL || rows->len == 0)
    return;
  find_gone (self, rows);
  for (guint line = 0; line < self->blocks->len; line++)
    {
      LnetBlock *block = lnet_manuscript_block (self, line);
      const LnetBlock *row = find_like (rows, 0, rows->len, block);

      block->stored = row != NULL;
      g_set_str (&block->stored_text, row != NULL ? row->stored_text : "");
      block->edited = TRUE;
      if (row == NULL)
        continue;
      block->moved = block->moved || g_strcmp0 (block->position, row->position) != 0;
      block->stored_section = row->stored_section;
      block->stored_kind = row->kind;
    }
  self->first_unsaved = self->first_unsaved != 0 ? self->first_unsaved : g_get_monotonic_time ();
}

void
lnet_manuscript_set_document (LnetManuscript *self,
                              const LnetId   *document)
{
  GtkTextIter start;

  g_return_if_fail (LNET_IS_MANUSCRIPT (self));

  if (lnet_id_equal (&self->document, document))
    return;
  lnet_manuscript_save (self);
  self->quiet = TRUE;
  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (self), "", 0);
  self->quiet = FALSE;
  g_ptr_array_set_size (self->blocks, 0);
  self->document = *document;
  self->stale = TRUE;
  lnet_manuscript_refresh (self);
  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (self), &start);
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (self), &start);
}
