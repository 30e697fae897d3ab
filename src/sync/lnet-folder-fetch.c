/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes in what the head notes say is new. */

#include "config.h"

#include "lnet-folder-held.h"
#include "lnet-folder-load.h"
#include "lnet-folder-recall.h"

/* --- who has what --- */

static gboolean
has_news (LnetFolderHeld *held,
          const LnetId  *space,
          const LnetId  *author,
          guint64        n)
{
  return n > 0 && !lnet_ranges_covers (lnet_folder_held_get (held, space, author), 1, n);
}

/* Whether a desk's folder holds something of what is not here. */
static gboolean
is_worth_a_look (LnetFolderHeld     *held,
                 const LnetHeadNote *note)
{
  for (guint i = 0; i < note->spaces->len; i++)
    {
      const LnetNoteSpace *space = note->spaces->pdata[i];

      if (has_news (held, &space->space, &note->desk, space->own))
        return TRUE;
      for (guint j = 0; j < space->carried->len; j++)
        {
          const LnetMark *mark = &g_array_index (space->carried, LnetMark, j);

          if (has_news (held, &mark->space, &mark->desk, mark->n))
            return TRUE;
        }
    }
  return FALSE;
}

static int
compare_segments (gconstpointer a,
                  gconstpointer b)
{
  const LnetFolderSegment *first = *(LnetFolderSegment *const *) a, *second = *(LnetFolderSegment *const *) b;
  int order = lnet_id_compare (&first->space, &second->space);

  if (order == 0)
    order = lnet_id_compare (&first->name.author, &second->name.author);
  if (order == 0 && first->name.proper != second->name.proper)
    order = first->name.proper ? -1 : 1;
  if (order == 0 && first->name.from != second->name.from)
    order = first->name.from < second->name.from ? -1 : 1;
  if (order == 0 && first->name.to != second->name.to)
    order = first->name.to > second->name.to ? -1 : 1;
  return order;
}

static gboolean
is_due (LnetFolderSync          *self,
        const LnetFolderSegment *segment)
{
  return lnet_folder_sync_is_due (self, segment->path, segment->size);
}

/* Segments of desks with news, those of one log together. */
static GPtrArray *
find_segments (LnetFolderSync  *self,
               LnetFolderHeld  *held,
               GError         **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  for (guint i = 0; i < self->notes->len; i++)
    {
      const LnetHeadNote *note = self->notes->pdata[i];
      GPtrArray *segments;

      if (lnet_id_equal (&note->desk, &self->id) || !is_worth_a_look (held, note))
        continue;
      segments = lnet_folder_sync_list (self, &note->desk, error);
      if (segments == NULL)
        return NULL;
      for (guint j = 0; j < segments->len; j++)
        if (is_due (self, segments->pdata[j]))
          g_ptr_array_add (found, segments->pdata[j]);
    }
  g_ptr_array_sort (found, compare_segments);
  return g_steal_pointer (&found);
}

/* --- reading --- */

/* Of several that hold the same batches the first will do, if it is whole. */
static gboolean
read_segments (LnetFolderSync  *self,
               GPtrArray       *segments,
               LnetFolderHeld  *held,
               GError         **error)
{
  g_auto (LnetFolderLoad) load = { 0 };

  self->n_all = segments->len;
  for (guint i = 0; i < segments->len; i++)
    {
      const LnetFolderSegment *segment = segments->pdata[i];
      const LnetFolderKey *key = lnet_folder_keys_find_alias (self->keys, &segment->name.alias);
      GArray *ranges = lnet_folder_held_get (held, &segment->space, &segment->name.author);
      gboolean opened;

      self->n_done = i;
      if (lnet_ranges_covers (ranges, segment->name.from, segment->name.to))
        continue;
      lnet_folder_sync_tell (self, LNET_FOLDER_TAKING);
      if (!lnet_folder_load_file (&load, self, segment->path, segment->size, key, NULL, &opened, error))
        return FALSE;
      if (opened)
        lnet_ranges_add (ranges, segment->name.from, segment->name.to);
    }
  return lnet_folder_load_take (&load, self, error);
}

/* --- what is missing --- */

static void
add_missing (LnetFolderSync *self,
             LnetFolderHeld *held,
             const LnetId   *space,
             const LnetId   *desk,
             guint64         n)
{
  GArray *ranges = lnet_folder_held_get (held, space, desk);
  LnetRange hole;

  while (n > 0 && lnet_ranges_find_hole (ranges, 1, n, &hole))
    {
      LnetFolderMissing missing = { *space, *desk, hole.from, hole.to };

      g_array_append_val (self->report->missing, missing);
      /* Named once. */
      lnet_ranges_add (ranges, hole.from, hole.to);
    }
}

static void
find_missing (LnetFolderSync *self,
              LnetFolderHeld *held)
{
  for (guint i = 0; i < self->notes->len; i++)
    {
      const LnetHeadNote *note = self->notes->pdata[i];

      for (guint j = 0; j < note->spaces->len; j++)
        {
          const LnetNoteSpace *space = note->spaces->pdata[j];

          add_missing (self, held, &space->space, &note->desk, space->own);
          for (guint k = 0; k < space->vector->len; k++)
            {
              const LnetMark *mark = &g_array_index (space->vector, LnetMark, k);

              add_missing (self, held, &mark->space, &mark->desk, mark->n);
            }
        }
    }
}

/* What nobody's segments hold may be in somebody's snapshot. */
static gboolean
fill_holes (LnetFolderSync  *self,
            LnetFolderHeld  *held,
            GError         **error)
{
  gboolean filled;

  if (!lnet_folder_held_read (held, self, TRUE, error) || !lnet_folder_sync_recall_missing (self, held, &filled, error))
    return FALSE;
  if (!filled)
    return TRUE;
  g_array_set_size (self->report->missing, 0);
  if (!lnet_folder_held_read (held, self, FALSE, error))
    return FALSE;
  find_missing (self, held);
  return TRUE;
}

gboolean
lnet_folder_sync_fetch (LnetFolderSync  *self,
                        GError         **error)
{
  g_auto (LnetFolderHeld) held = { 0 };
  g_autoptr (GPtrArray) segments = NULL;

  if (!lnet_folder_held_read (&held, self, TRUE, error) || !lnet_folder_sync_recall (self, &held, error))
    return FALSE;
  segments = find_segments (self, &held, error);
  if (segments == NULL || !read_segments (self, segments, &held, error) ||
      !lnet_folder_held_read (&held, self, FALSE, error))
    return FALSE;
  find_missing (self, &held);
  return self->report->missing->len == 0 || fill_holes (self, &held, error);
}
