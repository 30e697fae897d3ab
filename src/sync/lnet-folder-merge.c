/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeps the listing small: four segments of one size that follow each other become one of the next, so that a log of n
 * batches lies in O(log n) files. The new one is read back before the old ones go; in between both are there, and the
 * next exchange finds what is in another. */

#include "config.h"

#include "lnet-folder-sync-private.h"

#define FAN 4

static int
compare_segments (gconstpointer a,
                  gconstpointer b)
{
  const LnetFolderSegment *first = *(LnetFolderSegment *const *) a, *second = *(LnetFolderSegment *const *) b;
  int order = lnet_id_compare (&first->space, &second->space);

  if (order == 0)
    order = lnet_id_compare (&first->name.author, &second->name.author);
  if (order == 0 && first->name.from != second->name.from)
    order = first->name.from < second->name.from ? -1 : 1;
  if (order == 0 && first->name.to != second->name.to)
    order = first->name.to > second->name.to ? -1 : 1;
  if (order == 0)
    order = (int) second->name.generation - (int) first->name.generation;
  return order;
}

static gboolean
is_same_log (const LnetFolderSegment *a,
             const LnetFolderSegment *b)
{
  return lnet_id_equal (&a->space, &b->space) && lnet_id_equal (&a->name.author, &b->name.author);
}

/* A copy of this desk's segments in order; those that are renamed are not among them. */
static GPtrArray *
sort_own (LnetFolderSync  *self,
          GError         **error)
{
  GPtrArray *segments = lnet_folder_sync_list (self, &self->id, error);
  GPtrArray *own;

  if (segments == NULL)
    return NULL;
  own = g_ptr_array_new ();
  for (guint i = 0; i < segments->len; i++)
    if (((LnetFolderSegment *) segments->pdata[i])->name.proper)
      g_ptr_array_add (own, segments->pdata[i]);
  g_ptr_array_sort (own, compare_segments);
  return own;
}

/* --- what nobody needs --- */

/* What an author has put there itself need not be carried. */
static gboolean
is_there_anyway (LnetFolderSync          *self,
                 const LnetFolderSegment *segment)
{
  if (lnet_id_equal (&segment->name.author, &self->id))
    return FALSE;
  for (guint i = 0; i < self->notes->len; i++)
    {
      LnetHeadNote *note = self->notes->pdata[i];
      const LnetNoteSpace *said = lnet_head_note_get_space (note, &segment->space, FALSE);

      /* Somebody looked for it in vain. */
      if (said != NULL && lnet_vector_get (said->wants, &segment->space, &segment->name.author) >= segment->name.from)
        return FALSE;
    }
  for (guint i = 0; i < self->notes->len; i++)
    {
      LnetHeadNote *note = self->notes->pdata[i];
      const LnetNoteSpace *said = lnet_head_note_get_space (note, &segment->space, FALSE);

      if (lnet_id_equal (&note->desk, &segment->name.author))
        return said != NULL && said->own >= segment->name.to;
    }
  return FALSE;
}

static gboolean
remove_needless (LnetFolderSync  *self,
                 GError         **error)
{
  g_autoptr (GPtrArray) own = sort_own (self, error);
  const LnetFolderSegment *last = NULL;

  for (guint i = 0; own != NULL && i < own->len; i++)
    {
      LnetFolderSegment *segment = own->pdata[i];
      gboolean inside = last != NULL && is_same_log (last, segment) && segment->name.to <= last->name.to;

      if (!inside && !is_there_anyway (self, segment))
        last = segment;
      else if (!lnet_folder_sync_remove_segment (self, segment, error))
        return FALSE;
    }
  return own != NULL;
}

/* --- merging --- */

static gboolean
follows (const LnetFolderSegment *before,
         const LnetFolderSegment *segment)
{
  return is_same_log (before, segment) && before->name.generation == segment->name.generation &&
         segment->name.from == before->name.to + 1;
}

/* Where FAN segments of one generation that follow each other begin. */
static gboolean
find_run (GPtrArray *own,
          guint     *begin)
{
  guint length = 0;

  for (guint i = 0; i < own->len; i++)
    {
      const LnetFolderSegment *segment = own->pdata[i];

      if (segment->name.generation == LNET_SEGMENT_FULL)
        length = 0;
      else if (length > 0 && follows (own->pdata[i - 1], segment))
        length++;
      else
        length = 1;
      if (length == FAN)
        {
          *begin = i + 1 - FAN;
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
merge_run (LnetFolderSync  *self,
           GPtrArray       *own,
           guint            begin,
           gboolean        *merged_all,
           GError         **error)
{
  const LnetFolderSegment *first = own->pdata[begin], *last = own->pdata[begin + FAN - 1];
  const LnetId space = first->space, author = first->name.author;
  guint64 from = first->name.from, to = last->name.to;
  guint generation = first->name.generation + 1;

  while (from <= to)
    {
      g_autoptr (GError) failure = NULL;
      const LnetFolderSegment *merged = lnet_folder_sync_put_segment (self, &space, &author, generation, from, to,
                                                                      &failure);

      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      /* It is not all here: then it stays as it is. */
      *merged_all = merged != NULL;
      if (merged == NULL)
        return TRUE;
      lnet_spool_drop (self->spool, merged->path);
      from = merged->name.to + 1;
    }
  for (guint i = 0; i < FAN; i++)
    if (!lnet_folder_sync_remove_segment (self, own->pdata[begin + i], error))
      return FALSE;
  return TRUE;
}

gboolean
lnet_folder_sync_merge (LnetFolderSync  *self,
                        GError         **error)
{
  if (!remove_needless (self, error))
    return FALSE;
  for (gboolean merged = TRUE; merged;)
    {
      g_autoptr (GPtrArray) own = sort_own (self, error);
      guint begin;

      if (own == NULL)
        return FALSE;
      if (!find_run (own, &begin))
        return TRUE;
      if (!merge_run (self, own, begin, &merged, error))
        return FALSE;
    }
  return TRUE;
}
