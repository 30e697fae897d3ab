/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs on whatever thread calls it: one exchange at a time. */

#include "config.h"

#include "lnet-folder-recall.h"

#include "lnet-error.h"

LnetFolderReport *
lnet_folder_report_new (void)
{
  LnetFolderReport *report = g_new0 (LnetFolderReport, 1);

  report->missing = g_array_new (FALSE, FALSE, sizeof (LnetFolderMissing));
  report->differing = g_array_new (FALSE, FALSE, sizeof (LnetId));
  report->skipped = g_ptr_array_new_with_free_func (g_free);
  return report;
}

void
lnet_folder_report_free (LnetFolderReport *report)
{
  g_array_unref (report->missing);
  g_array_unref (report->differing);
  g_ptr_array_unref (report->skipped);
  g_free (report);
}

LnetFolderSync *
lnet_folder_sync_new (LnetFolder     *folder,
                      LnetFolderDesk *desk,
                      const char     *spool)
{
  LnetFolderSync *self = g_new0 (LnetFolderSync, 1);

  self->folder = g_object_ref (folder);
  self->desk = g_object_ref (desk);
  self->spool_path = g_strdup (spool);
  self->opened = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->answered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->damaged = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->looked_for = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->gathered = lnet_vector_new ();
  self->gather_at = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, g_free);
  return self;
}

void
lnet_folder_sync_free (LnetFolderSync *self)
{
  g_hash_table_unref (self->opened);
  g_hash_table_unref (self->answered);
  g_hash_table_unref (self->damaged);
  g_hash_table_unref (self->looked_for);
  g_array_unref (self->gathered);
  g_hash_table_unref (self->gather_at);
  g_free (self->spool_path);
  g_object_unref (self->desk);
  g_object_unref (self->folder);
  g_clear_pointer (&self->recomputed, g_array_unref);
  g_free (self);
}

void
lnet_folder_sync_set_progress (LnetFolderSync     *self,
                               LnetFolderProgress  progress,
                               gpointer            user_data)
{
  self->progress = progress;
  self->progress_data = user_data;
}

void
lnet_folder_sync_tell (LnetFolderSync *self,
                       LnetFolderStep  step)
{
  if (self->progress != NULL)
    self->progress (step, self->n_done, self->n_all, self->progress_data);
}

static char *
describe_file (const char *path,
               guint64     size)
{
  return g_strdup_printf ("%s %" G_GUINT64_FORMAT, path, size);
}

void
lnet_folder_sync_note_opened (LnetFolderSync *self,
                              const char     *path,
                              guint64         size)
{
  g_hash_table_add (self->opened, describe_file (path, size));
}

gboolean
lnet_folder_sync_was_opened (LnetFolderSync *self,
                             const char     *path,
                             guint64         size)
{
  g_autofree char *file = describe_file (path, size);

  return g_hash_table_contains (self->opened, file);
}

gboolean
lnet_folder_sync_is_due (LnetFolderSync *self,
                         const char     *path,
                         guint64         size)
{
  g_autofree char *file = describe_file (path, size);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->damaged, file));

  if (g_hash_table_contains (self->opened, file))
    return FALSE;
  if (n > 0)
    g_hash_table_replace (self->damaged, g_steal_pointer (&file), GUINT_TO_POINTER (n + 1));
  return (n & (n - 1)) == 0;
}

void
lnet_folder_sync_skip (LnetFolderSync *self,
                       const char     *path,
                       guint64         size,
                       const GError   *why)
{
  char *file = describe_file (path, size);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->damaged, file));

  g_hash_table_replace (self->damaged, file, GUINT_TO_POINTER (MAX (n, 1)));
  g_ptr_array_add (self->report->skipped, g_strdup_printf ("%s: %s", path, why->message));
}

gboolean
lnet_folder_sync_is_of_file (const GError *error)
{
  return error->domain == LNET_ERROR &&
         (error->code == LNET_ERROR_NOT_FOUND || error->code == LNET_ERROR_INVALID ||
          error->code == LNET_ERROR_DAMAGED || error->code == LNET_ERROR_FOREIGN || error->code == LNET_ERROR_NEWER);
}

/* --- segments --- */

static void
segment_free (LnetFolderSegment *segment)
{
  g_free (segment->path);
  g_free (segment);
}

static LnetFolderSegment *
segment_new (const LnetSegmentName *name,
             const LnetId          *space,
             const char            *path,
             guint64                size)
{
  LnetFolderSegment *segment = g_new (LnetFolderSegment, 1);

  *segment = (LnetFolderSegment) { *name, *space, g_strdup (path), size };
  return segment;
}

GPtrArray *
lnet_folder_sync_list (LnetFolderSync  *self,
                       const LnetId    *desk,
                       GError         **error)
{
  GPtrArray *segments = g_hash_table_lookup (self->listings, desk);
  g_autofree char *directory = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  if (segments != NULL)
    return segments;
  directory = lnet_segment_folder (desk);
  entries = lnet_folder_list (self->folder, directory, self->cancellable, error);
  if (entries == NULL)
    return NULL;
  segments = g_ptr_array_new_with_free_func ((GDestroyNotify) segment_free);
  for (guint i = 0; i < entries->len; i++)
    {
      const LnetFolderEntry *entry = entries->pdata[i];
      const LnetFolderKey *key;
      LnetSegmentName name;

      if (!lnet_segment_name_read (entry->name, &name))
        continue;
      key = lnet_folder_keys_find_alias (self->keys, &name.alias);
      if (key != NULL)
        g_ptr_array_add (segments, segment_new (&name, &key->space, entry->path, entry->size));
    }
  g_hash_table_insert (self->listings, lnet_id_copy (desk), segments);
  return segments;
}

/* Under a fresh name each time when something else lies where it should. */
static char *
put_content (LnetFolderSync         *self,
             const LnetSegmentName  *name,
             GBytes                 *content,
             GError                **error)
{
  for (guint attempt = 0;; attempt++)
    {
      g_autofree char *path = lnet_segment_name_write (name, &self->id, content, attempt);
      g_autoptr (GError) failure = NULL;

      if (!lnet_spool_put (self->spool, path, content, error))
        return NULL;
      if (lnet_folder_put (self->folder, path, content, self->cancellable, &failure))
        return g_steal_pointer (&path);
      if (attempt >= 2 || !g_error_matches (failure, LNET_ERROR, LNET_ERROR_DAMAGED))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
      lnet_spool_drop (self->spool, path);
      if (!lnet_folder_remove (self->folder, path, self->cancellable, error))
        return NULL;
    }
}

LnetFolderSegment *
lnet_folder_sync_put_segment (LnetFolderSync  *self,
                              const LnetId    *space,
                              const LnetId    *author,
                              guint            generation,
                              guint64          from,
                              guint64          to,
                              GError         **error)
{
  const LnetFolderKey *key = lnet_folder_keys_find_newest (self->keys, space);
  GPtrArray *segments = lnet_folder_sync_list (self, &self->id, error);
  LnetSegmentName name = { key->alias, generation, *author, from, to, TRUE };
  g_autoptr (GBytes) content = NULL;
  g_autofree char *path = NULL;

  if (segments == NULL)
    return NULL;
  content = LNET_FOLDER_DESK_GET_IFACE (self->desk)->seal (self->desk, key, author, from, &name.to,
                                                           error);
  if (content == NULL)
    return NULL;
  if (name.to < to)
    name.generation = LNET_SEGMENT_FULL;
  path = put_content (self, &name, content, error);
  if (path == NULL)
    return NULL;
  g_ptr_array_add (segments, segment_new (&name, space, path, g_bytes_get_size (content)));
  return segments->pdata[segments->len - 1];
}

GArray *
lnet_folder_sync_find_put (LnetFolderSync  *self,
                           const LnetId    *space,
                           const LnetId    *author,
                           GError         **error)
{
  GPtrArray *segments = lnet_folder_sync_list (self, &self->id, error);
  GArray *put;

  if (segments == NULL)
    return NULL;
  put = lnet_ranges_new ();
  for (guint i = 0; i < segments->len; i++)
    {
      const LnetFolderSegment *segment = segments->pdata[i];

      if (segment->name.proper && lnet_id_equal (&segment->space, space) &&
          lnet_id_equal (&segment->name.author, author))
        lnet_ranges_add (put, segment->name.from, segment->name.to);
    }
  return put;
}

gboolean
lnet_folder_sync_remove_segment (LnetFolderSync     *self,
                                 LnetFolderSegment  *segment,
                                 GError            **error)
{
  return lnet_folder_remove (self->folder, segment->path, self->cancellable, error) &&
         g_ptr_array_remove (g_hash_table_lookup (self->listings, &self->id), segment);
}

/* --- an exchange --- */

static gboolean
begin (LnetFolderSync  *self,
       GError         **error)
{
  LNET_FOLDER_DESK_GET_IFACE (self->desk)->get_ids (self->desk, &self->network, &self->id);
  self->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_head_note_free);
  self->listings = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->spool = lnet_spool_open (self->spool_path, error);
  return self->spool != NULL &&
         LNET_FOLDER_DESK_GET_IFACE (self->desk)->read_erased (self->desk, &self->erased, error);
}

static void
end (LnetFolderSync *self)
{
  g_clear_pointer (&self->spool, lnet_spool_close);
  g_clear_pointer (&self->keys, g_array_unref);
  g_clear_pointer (&self->vector, g_array_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_clear_pointer (&self->key_files, g_ptr_array_unref);
  g_clear_pointer (&self->note_files, g_ptr_array_unref);
  g_clear_pointer (&self->listings, g_hash_table_unref);
  g_clear_pointer (&self->snapshots, g_ptr_array_unref);
  g_clear_pointer (&self->snapshot_files, g_ptr_array_unref);
  g_clear_pointer (&self->pieces, g_ptr_array_unref);
  self->own = NULL;
  self->look_again = self->last_look = self->recalled = FALSE;
  self->report = NULL;
  self->cancellable = NULL;
  self->n_done = self->n_all = 0;
}

/* A desk that is new takes the roster first, then the keys that those on it sent, then what these open. */
static gboolean
take (LnetFolderSync  *self,
      GError         **error)
{
  if (!lnet_folder_sync_look (self, error) || !lnet_folder_sync_fetch (self, error))
    return FALSE;
  if (self->look_again)
    {
      self->last_look = TRUE;
      g_array_set_size (self->report->missing, 0);
      if (!lnet_folder_sync_look (self, error) || !lnet_folder_sync_fetch (self, error))
        return FALSE;
    }
  return lnet_folder_sync_compare_recalled (self, error);
}

static gboolean
send (LnetFolderSync  *self,
      GError         **error)
{
  /* It has written nothing yet, and nothing can be said of it. */
  if (lnet_id_is_null (&self->id))
    return TRUE;
  return lnet_folder_sync_send (self, error) && lnet_folder_sync_merge (self, error) &&
         lnet_folder_sync_tidy_keys (self, error) && lnet_folder_sync_gather (self, error);
}

gboolean
lnet_folder_sync_run (LnetFolderSync    *self,
                      LnetFolderReport  *report,
                      GCancellable      *cancellable,
                      GError           **error)
{
  gboolean done;

  self->report = report;
  self->cancellable = cancellable;
  lnet_folder_sync_tell (self, LNET_FOLDER_LOOKING);
  done = begin (self, error) && take (self, error) && send (self, error);
  end (self);
  return done;
}
