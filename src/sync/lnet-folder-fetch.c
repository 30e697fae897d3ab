/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes in what the head notes say is new. */

#include "config.h"

#include "lnet-folder-sync-private.h"

#include "lnet-error.h"

/* So much is taken in at once. */
#define TAKE_BYTES (16 * 1024 * 1024)

/* Which batches of each log are here, taken in or waiting. */
typedef struct
{
  GHashTable *logs; /* LnetId[2] (space, desk) → GArray of LnetRange */
} Held;

static guint
hash_log (gconstpointer key)
{
  const LnetId *ids = key;

  return lnet_id_hash (&ids[0]) * 31 + lnet_id_hash (&ids[1]);
}

static gboolean
is_same_log (gconstpointer a,
             gconstpointer b)
{
  const LnetId *one = a, *other = b;

  return lnet_id_equal (&one[0], &other[0]) && lnet_id_equal (&one[1], &other[1]);
}

static GArray *
held_get (Held         *held,
          const LnetId *space,
          const LnetId *desk)
{
  const LnetId ids[2] = { *space, *desk };
  GArray *ranges = g_hash_table_lookup (held->logs, ids);

  if (ranges == NULL)
    {
      ranges = lnet_ranges_new ();
      g_hash_table_insert (held->logs, g_memdup2 (ids, sizeof ids), ranges);
    }
  return ranges;
}

static void
held_clear (Held *held)
{
  g_clear_pointer (&held->logs, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Held, held_clear)

static gboolean
held_read (LnetFolderSync  *self,
           Held            *held,
           GError         **error)
{
  g_autoptr (GArray) waiting = NULL;

  held_clear (held);
  g_clear_pointer (&self->vector, g_array_unref);
  held->logs = g_hash_table_new_full (hash_log, is_same_log, g_free, (GDestroyNotify) g_array_unref);
  self->vector = LNET_FOLDER_DESK_GET_IFACE (self->desk)->read_vector (self->desk, error);
  if (self->vector == NULL)
    return FALSE;
  waiting = LNET_FOLDER_DESK_GET_IFACE (self->desk)->read_waiting (self->desk, error);
  if (waiting == NULL)
    return FALSE;
  for (guint i = 0; i < self->vector->len; i++)
    {
      const LnetMark *mark = &g_array_index (self->vector, LnetMark, i);

      if (mark->n > 0)
        lnet_ranges_add (held_get (held, &mark->space, &mark->desk), 1, mark->n);
    }
  for (guint i = 0; i < waiting->len; i++)
    {
      const LnetMark *mark = &g_array_index (waiting, LnetMark, i);

      lnet_ranges_add (held_get (held, &mark->space, &mark->desk), mark->n, mark->n);
    }
  return TRUE;
}

/* --- who has what --- */

static gboolean
has_news (Held          *held,
          const LnetId  *space,
          const LnetId  *author,
          guint64        n)
{
  return n > 0 && !lnet_ranges_covers (held_get (held, space, author), 1, n);
}

/* Whether a desk's folder holds something of what is not here. */
static gboolean
is_worth_a_look (Held               *held,
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
               Held            *held,
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

static LnetDelivery *
open_segment (LnetFolderSync           *self,
              const LnetFolderSegment  *segment,
              GError                  **error)
{
  const LnetFolderKey *key = lnet_folder_keys_find_alias (self->keys, &segment->name.alias);
  g_autoptr (GBytes) content = lnet_folder_read (self->folder, segment->path, LNET_FOLDER_MOST_BYTES,
                                                 self->cancellable, error);

  return content != NULL ? LNET_FOLDER_DESK_GET_IFACE (self->desk)->open (self->desk, key, content, error) : NULL;
}

/* Puts what is in @from to what is in @to. */
static gsize
join (LnetDelivery       *to,
      const LnetDelivery *from)
{
  gsize size = 0;

  for (guint i = 0; i < from->spaces->len; i++)
    lnet_delivery_add_space (to, &g_array_index (from->spaces, LnetSpace, i));
  for (guint i = 0; i < from->batches->len; i++)
    {
      size += g_bytes_get_size (from->batches->pdata[i]);
      g_ptr_array_add (to->batches, g_bytes_ref (from->batches->pdata[i]));
    }
  g_array_append_vals (to->signatures, from->signatures->data, from->signatures->len);
  return size;
}

/* What was opened and is still to be taken in. */
typedef struct
{
  LnetDelivery *delivery;
  gsize size;
} Load;

static void
load_clear (Load *load)
{
  g_clear_pointer (&load->delivery, lnet_delivery_free);
  load->size = 0;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Load, load_clear)

static gboolean
take_load (LnetFolderSync  *self,
           Load            *load,
           GError         **error)
{
  g_autoptr (LnetDelivery) delivery = g_steal_pointer (&load->delivery);

  load->size = 0;
  return delivery == NULL ||
         LNET_FOLDER_DESK_GET_IFACE (self->desk)->take (self->desk, delivery, self->cancellable, &self->report->taken,
                                                        error);
}

/* Opens a segment whose batches are not all here. */
static gboolean
load_segment (LnetFolderSync           *self,
              const LnetFolderSegment  *segment,
              Load                     *load,
              gboolean                 *opened,
              GError                  **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (LnetDelivery) delivery = open_segment (self, segment, &failure);

  *opened = delivery != NULL;
  if (delivery == NULL && !lnet_folder_sync_is_of_file (failure))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (delivery == NULL)
    {
      lnet_folder_sync_skip (self, segment->path, segment->size, failure);
      return TRUE;
    }
  lnet_folder_sync_note_opened (self, segment->path, segment->size);
  if (load->delivery == NULL)
    load->delivery = lnet_delivery_new (&self->network);
  load->size += join (load->delivery, delivery);
  return load->size < TAKE_BYTES || take_load (self, load, error);
}

/* Of several that hold the same batches the first will do, if it is whole. */
static gboolean
read_segments (LnetFolderSync  *self,
               GPtrArray       *segments,
               Held            *held,
               GError         **error)
{
  g_auto (Load) load = { 0 };

  self->n_all = segments->len;
  for (guint i = 0; i < segments->len; i++)
    {
      const LnetFolderSegment *segment = segments->pdata[i];
      GArray *ranges = held_get (held, &segment->space, &segment->name.author);
      gboolean opened;

      self->n_done = i;
      if (lnet_ranges_covers (ranges, segment->name.from, segment->name.to))
        continue;
      lnet_folder_sync_tell (self, LNET_FOLDER_TAKING);
      if (!load_segment (self, segment, &load, &opened, error))
        return FALSE;
      if (opened)
        lnet_ranges_add (ranges, segment->name.from, segment->name.to);
    }
  return take_load (self, &load, error);
}

/* --- what is missing --- */

static void
add_missing (LnetFolderSync *self,
             Held           *held,
             const LnetId   *space,
             const LnetId   *desk,
             guint64         n)
{
  GArray *ranges = held_get (held, space, desk);
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
              Held           *held)
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

gboolean
lnet_folder_sync_fetch (LnetFolderSync  *self,
                        GError         **error)
{
  g_auto (Held) held = { 0 };
  g_autoptr (GPtrArray) segments = NULL;

  if (!held_read (self, &held, error))
    return FALSE;
  segments = find_segments (self, &held, error);
  if (segments == NULL || !read_segments (self, segments, &held, error) || !held_read (self, &held, error))
    return FALSE;
  find_missing (self, &held);
  return TRUE;
}
