/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From the page into the file. A save compares every block that was touched with what the file has of it, and hands
 * the differences to the store as one act. From then on the file is taken to have them; should the store fail, it is
 * read again to find out what is still to be written. */

#include "config.h"

#include "lnet-manuscript-private.h"

#include "lnet-order-key.h"
#include "lnet-prose.h"
#include "lnet-vision-edit.h"

#define SAVE_AFTER_MS 700
#define SAVE_WITHIN_MS 1500

static void
on_save_timeout (gpointer user_data)
{
  LnetManuscript *self = LNET_MANUSCRIPT (user_data);

  self->save_timeout = 0;
  lnet_manuscript_save (self);
}

void
lnet_manuscript_schedule_save (LnetManuscript *self)
{
  gint64 now = g_get_monotonic_time ();
  gint64 left;

  if (self->first_unsaved == 0)
    self->first_unsaved = now;
  left = MIN (SAVE_AFTER_MS, SAVE_WITHIN_MS - (now - self->first_unsaved) / 1000);
  g_clear_handle_id (&self->save_timeout, g_source_remove);
  self->save_timeout = g_timeout_add_once ((guint) MAX (left, 0), on_save_timeout, self);
  lnet_manuscript_update_state (self);
}

static const char *
kind_key (LnetBlockKind kind)
{
  switch (kind)
    {
    case LNET_BLOCK_HEADING:
      return lnet_vision_kind_to_key (LNET_VISION_HEADING);
    case LNET_BLOCK_QUOTE:
      return lnet_vision_kind_to_key (LNET_VISION_QUOTE);
    case LNET_BLOCK_TITLE:
    case LNET_BLOCK_QUESTION:
    case LNET_BLOCK_SECTION:
    case LNET_BLOCK_TEXT:
    case LNET_BLOCK_N_KINDS:
    default:
      return lnet_vision_kind_to_key (LNET_VISION_TEXT);
    }
}

/* The row a block stands under: the document for a section, the section above for a passage. */
static LnetId
find_parent (LnetManuscript *self,
             guint           line)
{
  if (lnet_manuscript_block (self, line)->kind == LNET_BLOCK_SECTION)
    return self->document;
  while (line > LNET_MANUSCRIPT_HEAD && lnet_manuscript_block (self, line)->kind != LNET_BLOCK_SECTION)
    line--;
  return lnet_manuscript_block (self, line)->id;
}

/* An untouched line that only stands there to be written in is not in the file. */
static gboolean
is_written (const LnetBlock *block)
{
  return block->stored || block->edited;
}

static gboolean
needs_place (LnetManuscript *self,
             guint           line)
{
  const LnetBlock *block = lnet_manuscript_block (self, line);
  LnetId parent = find_parent (self, line);

  return is_written (block) && (!block->stored || block->moved || !lnet_id_equal (&parent, &block->stored_section));
}

/* The next line, upwards or downwards, of a block under the same parent; -1 if there is none. */
static int
find_sibling (LnetManuscript *self,
              int             line,
              int             step)
{
  gboolean section = lnet_manuscript_block (self, (guint) line)->kind == LNET_BLOCK_SECTION;

  for (line += step; line >= LNET_MANUSCRIPT_HEAD && line < (int) self->blocks->len; line += step)
    {
      const LnetBlock *block = lnet_manuscript_block (self, (guint) line);

      if (section == (block->kind == LNET_BLOCK_SECTION))
        return line;
      if (!section)
        return -1;
    }
  return -1;
}

static const char *
get_position (LnetManuscript *self,
              int             line)
{
  return line >= 0 ? lnet_manuscript_block (self, (guint) line)->position : NULL;
}

/* Gives places to the run of siblings that begins at @line. */
static void
place_run (LnetManuscript *self,
           guint           line)
{
  int before = find_sibling (self, (int) line, -1);
  int next = (int) line;
  g_autoptr (GPtrArray) run = g_ptr_array_new ();
  g_auto (GStrv) keys = NULL;

  while (next >= 0 && needs_place (self, (guint) next))
    {
      g_ptr_array_add (run, lnet_manuscript_block (self, (guint) next));
      next = find_sibling (self, next, 1);
    }
  if (run->len > 1)
    keys = lnet_order_keys_between (get_position (self, before), get_position (self, next), run->len);
  else
    {
      keys = g_new0 (char *, 2);
      keys[0] = lnet_order_key_between (get_position (self, before), get_position (self, next));
    }
  for (guint i = 0; i < run->len; i++)
    g_set_str (&((LnetBlock *) run->pdata[i])->position, keys[i]);
}

static void
find_places (LnetManuscript *self)
{
  for (guint line = LNET_MANUSCRIPT_HEAD; line < self->blocks->len; line++)
    {
      int before = find_sibling (self, (int) line, -1);

      if (needs_place (self, line) && (before < 0 || !needs_place (self, (guint) before)))
        place_run (self, line);
    }
}

static void
save_place (LnetManuscript  *self,
            LnetTransaction *transaction,
            guint            line)
{
  LnetBlock *block = lnet_manuscript_block (self, line);
  LnetId parent = find_parent (self, line);
  gboolean section = block->kind == LNET_BLOCK_SECTION;

  if (!needs_place (self, line))
    return;
  if (!block->stored)
    lnet_transaction_add_with_id (transaction, section ? LNET_TABLE_SECTION : LNET_TABLE_PASSAGE,
                                  lnet_space (LNET_SPACE_NETWORK), &block->id);
  lnet_transaction_move (transaction, section ? LNET_SECTION_POSITION : LNET_PASSAGE_POSITION, &block->id, &parent,
                         block->position);
  block->stored_section = parent;
  block->moved = FALSE;
}

static void
save_kind (LnetTransaction *transaction,
           LnetBlock       *block)
{
  if (!lnet_block_is_passage (block) || (block->stored && block->kind == block->stored_kind))
    return;
  lnet_transaction_set_text (transaction, LNET_PASSAGE_KIND, &block->id, kind_key (block->kind));
  block->stored_kind = block->kind;
}

static void
save_text (LnetManuscript  *self,
           LnetTransaction *transaction,
           guint            line)
{
  LnetBlock *block = lnet_manuscript_block (self, line);
  LnetField field = lnet_block_get_field (block);
  g_autofree char *text = NULL;
  g_autofree char *before = NULL;
  g_auto (LnetProseEdit) edit = { 0 };

  if (!block->edited)
    return;
  block->edited = FALSE;
  text = lnet_manuscript_dup_text (self, line);
  before = lnet_manuscript_from_page (block->stored_text);
  if (!lnet_prose_compare (before, text, &edit))
    return;
  if (line < LNET_MANUSCRIPT_HEAD)
    lnet_transaction_set_text (transaction, field, &block->id, text);
  else
    lnet_transaction_edit (transaction, field, &block->id, edit.position, edit.n_deleted, edit.inserted);
  g_free (before);
  before = lnet_prose_apply (block->stored_text, &edit);
  g_set_str (&block->stored_text, before);
}

/* The words that a passage grew from go with its text, to where it was split off or joined. */
static void
save_traces (LnetManuscript  *self,
             LnetTransaction *transaction,
             LnetBlock       *block)
{
  g_autoptr (GArray) passages = g_steal_pointer (&block->grown_from);

  for (guint i = 0; passages != NULL && i < passages->len; i++)
    {
      g_autoptr (GArray) words = lnet_vision_list_words_of_passage (lnet_session_get_reader (self->session),
                                                                    &g_array_index (passages, LnetId, i), NULL);

      for (guint j = 0; words != NULL && j < words->len; j++)
        lnet_vision_link (transaction, &block->id, &g_array_index (words, LnetId, j));
    }
}

static void
save_gone (LnetManuscript  *self,
           LnetTransaction *transaction)
{
  for (guint i = 0; i < self->gone->len; i++)
    {
      const LnetBlock *block = self->gone->pdata[i];

      lnet_transaction_delete (transaction,
                               block->kind == LNET_BLOCK_SECTION ? LNET_TABLE_SECTION : LNET_TABLE_PASSAGE,
                               &block->id);
    }
  g_ptr_array_set_size (self->gone, 0);
}

/* What the act is called in the history when nobody said. */
static const char *
name_act (LnetManuscript *self)
{
  const char *act = NULL;

  if (self->act != NULL)
    return self->act;
  for (guint line = 0; line < self->blocks->len; line++)
    {
      const LnetBlock *block = lnet_manuscript_block (self, line);

      if (!block->stored && block->edited)
        return block->kind == LNET_BLOCK_SECTION ? "section-add" : "passage-add";
      if (block->edited && act == NULL)
        act = line < LNET_MANUSCRIPT_HEAD ? "document-edit" : "passage-edit";
    }
  return self->gone->len > 0 ? "passage-delete" : act != NULL ? act : "passage-edit";
}

static LnetTransaction *
collect_changes (LnetManuscript *self)
{
  LnetTransaction *transaction = lnet_transaction_new (name_act (self));

  find_places (self);
  for (guint line = 0; line < self->blocks->len; line++)
    {
      LnetBlock *block = lnet_manuscript_block (self, line);

      if (!is_written (block))
        continue;
      if (line >= LNET_MANUSCRIPT_HEAD)
        {
          save_place (self, transaction, line);
          save_kind (transaction, block);
          block->stored = TRUE;
        }
      save_text (self, transaction, line);
      save_traces (self, transaction, block);
    }
  save_gone (self, transaction);
  return transaction;
}

static void
on_saved (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (LnetManuscript) self = LNET_MANUSCRIPT (user_data);

  self->n_saving--;
  if (lnet_session_commit_finish (LNET_SESSION (source), result, NULL, NULL))
    self->failed = self->failed && self->n_saving > 0;
  else
    {
      self->failed = TRUE;
      lnet_manuscript_resync (self);
    }
  lnet_manuscript_refresh (self);
  lnet_manuscript_update_state (self);
}

/* Another window may have written since, and its word of it be still on the way: an edit says where in the text it is,
 * so it has to be of the text that is in the file. */
static gboolean
is_overtaken (LnetManuscript *self)
{
  LnetReader *reader = lnet_session_get_reader (self->session);

  for (guint line = LNET_MANUSCRIPT_HEAD; line < self->blocks->len; line++)
    {
      const LnetBlock *block = lnet_manuscript_block (self, line);
      g_autofree char *text = NULL;

      if (!block->edited || !block->stored)
        continue;
      text = lnet_vision_dup_text (reader, &block->id);
      if (g_strcmp0 (text, block->stored_text) != 0)
        return TRUE;
    }
  return FALSE;
}

void
lnet_manuscript_save (LnetManuscript *self)
{
  g_autoptr (LnetTransaction) transaction = NULL;

  g_clear_handle_id (&self->save_timeout, g_source_remove);
  if (lnet_id_is_null (&self->document) || lnet_session_get_reader (self->session) == NULL ||
      (self->first_unsaved == 0 && !self->rearranged && self->gone->len == 0))
    return;
  if (self->n_saving == 0 && !self->rearranged && self->gone->len == 0 && is_overtaken (self))
    {
      self->stale = TRUE;
      lnet_manuscript_refresh (self);
    }

  transaction = collect_changes (self);
  self->act = NULL;
  self->first_unsaved = 0;
  self->rearranged = FALSE;
  if (!lnet_transaction_is_empty (transaction))
    {
      self->n_saving++;
      lnet_session_commit_async (self->session, g_steal_pointer (&transaction), NULL, NULL, on_saved,
                                 g_object_ref (self));
    }
  lnet_manuscript_update_state (self);
}
