/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Puts into the folder what it lacks: what an earlier exchange left in the spool, then this desk's own batches, then
 * those of others that are not there or that somebody misses; at last a head note that says so. Only when all of it was
 * read back is it written down here, and the spool emptied. */

#include "config.h"

#include "lnet-folder-sync-private.h"

#include <string.h>

#include "lnet-error.h"

/* A note that says nothing new is written anyway after so long, so that the others see this desk is there. */
#define NOTE_EVERY (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)

/* A content has one name, whoever puts it there: one that was cut short makes way for the whole. */
static gboolean
put_content (LnetFolderSync  *self,
             const char      *hash,
             GError         **error)
{
  g_autofree char *path = lnet_folder_content_path (hash);
  g_autoptr (GError) failure = NULL;
  g_autoptr (GBytes) content = LNET_FOLDER_DESK_GET_IFACE (self->desk)->load_content (self->desk, hash, &failure);

  if (content == NULL && failure == NULL)
    return TRUE;
  if (content != NULL && lnet_folder_put (self->folder, path, content, self->cancellable, &failure))
    return TRUE;
  if (content != NULL && g_error_matches (failure, LNET_ERROR, LNET_ERROR_DAMAGED))
    return lnet_folder_remove (self->folder, path, self->cancellable, error) &&
           lnet_folder_put (self->folder, path, content, self->cancellable, error);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Pictures and files that the batches of a segment speak of: before a head note tells of them. */
static gboolean
put_contents (LnetFolderSync         *self,
              const LnetSegmentName  *name,
              GError                **error)
{
  const LnetFolderKey *key = lnet_folder_keys_find_alias (self->keys, &name->alias);
  g_autoptr (GPtrArray) hashes = NULL;

  if (name->generation > 0 && name->generation < LNET_SEGMENT_FULL)
    return TRUE;
  hashes = LNET_FOLDER_DESK_GET_IFACE (self->desk)->list_contents (self->desk, key, &name->author, name->from,
                                                                    name->to, error);
  for (guint i = 0; hashes != NULL && i < hashes->len; i++)
    if (!put_content (self, hashes->pdata[i], error))
      return FALSE;
  return hashes != NULL;
}

/* --- what was left --- */

static gboolean
resend (LnetFolderSync  *self,
        const char      *path,
        GError         **error)
{
  g_autoptr (GBytes) content = lnet_spool_read (self->spool, path, error);
  g_autoptr (GError) failure = NULL;
  LnetSegmentName name;

  if (content == NULL)
    return FALSE;
  if (lnet_folder_put (self->folder, path, content, self->cancellable, &failure))
    return !lnet_segment_name_read (strrchr (path, '/') + 1, &name) ||
           lnet_folder_keys_find_alias (self->keys, &name.alias) == NULL || put_contents (self, &name, error);
  if (!g_error_matches (failure, LNET_ERROR, LNET_ERROR_DAMAGED))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  /* It was cut short. It goes, and what was in it is put under a new name below. */
  if (!lnet_folder_remove (self->folder, path, self->cancellable, error))
    return FALSE;
  lnet_spool_drop (self->spool, path);
  return TRUE;
}

/* Segments of another desk id are left from before this file was restored; they belong to the past. A note is written
 * anew: by now there may be more to say. */
static gboolean
go_on_sending (LnetFolderSync  *self,
               GError         **error)
{
  g_autoptr (GPtrArray) paths = lnet_spool_list (self->spool);
  g_autofree char *folder = lnet_segment_folder (&self->id);

  for (guint i = 0; i < paths->len; i++)
    if (!g_str_has_prefix (paths->pdata[i], folder))
      lnet_spool_drop (self->spool, paths->pdata[i]);
    else if (!resend (self, paths->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* --- segments --- */

static gboolean
put_range (LnetFolderSync  *self,
           const LnetId    *space,
           const LnetId    *author,
           guint            generation,
           guint64          from,
           guint64          to,
           GError         **error)
{
  g_autoptr (GError) failure = NULL;

  while (from <= to)
    {
      const LnetFolderSegment *segment = lnet_folder_sync_put_segment (self, space, author, generation, from, to,
                                                                       &failure);

      if (segment == NULL || !put_contents (self, &segment->name, &failure))
        break;
      self->report->n_sent += segment->name.to - segment->name.from + 1;
      self->n_done++;
      lnet_folder_sync_tell (self, LNET_FOLDER_SENDING);
      from = segment->name.to + 1;
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* What of from–to this desk has not put there. */
static gboolean
put_holes (LnetFolderSync  *self,
           const LnetId    *space,
           const LnetId    *author,
           guint64          from,
           guint64          to,
           GError         **error)
{
  g_autoptr (GArray) put = lnet_folder_sync_find_put (self, space, author, error);
  LnetRange hole;

  while (put != NULL && from <= to && lnet_ranges_find_hole (put, from, to, &hole))
    {
      if (!put_range (self, space, author, 0, hole.from, hole.to, error))
        return FALSE;
      from = hole.to + 1;
    }
  return put != NULL;
}

/* How far an author's log is in the folder: by the author's own word, or by that of those who carry it. */
static guint64
find_reach (LnetFolderSync *self,
            const LnetId   *space,
            const LnetId   *author,
            gboolean        also_own_word)
{
  guint64 reach = 0;

  for (guint i = 0; i < self->notes->len; i++)
    {
      LnetHeadNote *note = self->notes->pdata[i];
      const LnetNoteSpace *said = lnet_head_note_get_space (note, space, FALSE);

      if (said == NULL || lnet_id_equal (&note->desk, &self->id))
        continue;
      if (also_own_word && lnet_id_equal (&note->desk, author))
        reach = MAX (reach, said->own);
      reach = MAX (reach, lnet_vector_get (said->carried, space, author));
    }
  return reach;
}

/* This desk's own logs; and others', so far as they came here by another way and are not in the folder. */
static gboolean
put_logs (LnetFolderSync  *self,
          GError         **error)
{
  for (guint i = 0; i < self->vector->len; i++)
    {
      const LnetMark mark = g_array_index (self->vector, LnetMark, i);
      guint64 reach = 0;

      if (lnet_folder_keys_find_newest (self->keys, &mark.space) == NULL)
        continue;
      if (!lnet_id_equal (&mark.desk, &self->id))
        reach = find_reach (self, &mark.space, &mark.desk, TRUE);
      if (!put_holes (self, &mark.space, &mark.desk, reach + 1, mark.n, error))
        return FALSE;
    }
  return TRUE;
}

/* --- what others miss --- */

/* A segment of this desk that cannot be read goes; what was in it is put anew. */
static gboolean
drop_if_damaged (LnetFolderSync     *self,
                 LnetFolderSegment  *segment,
                 gboolean           *dropped,
                 GError            **error)
{
  const LnetFolderKey *key = lnet_folder_keys_find_alias (self->keys, &segment->name.alias);
  g_autoptr (GError) failure = NULL;
  g_autoptr (GBytes) content = lnet_folder_read (self->folder, segment->path, LNET_FOLDER_MOST_BYTES,
                                                 self->cancellable, &failure);
  g_autoptr (LnetDelivery) delivery = NULL;

  if (content != NULL)
    delivery = LNET_FOLDER_DESK_GET_IFACE (self->desk)->open (self->desk, key, content, &failure);
  *dropped = FALSE;
  if (delivery != NULL)
    return TRUE;
  if (!lnet_folder_sync_is_of_file (failure))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  lnet_folder_sync_skip (self, segment->path, segment->size, failure);
  *dropped = TRUE;
  return lnet_folder_sync_remove_segment (self, segment, error);
}

static gboolean
look_after_own (LnetFolderSync  *self,
                const LnetId    *space,
                const LnetId    *author,
                guint64          from,
                guint64          to,
                GError         **error)
{
  GPtrArray *segments = lnet_folder_sync_list (self, &self->id, error);

  for (guint i = 0; segments != NULL && i < segments->len;)
    {
      LnetFolderSegment *segment = segments->pdata[i];
      gboolean dropped = FALSE;

      if (lnet_id_equal (&segment->space, space) && lnet_id_equal (&segment->name.author, author) &&
          segment->name.from <= to && segment->name.to >= from && !drop_if_damaged (self, segment, &dropped, error))
        return FALSE;
      if (!dropped)
        i++;
    }
  return segments != NULL;
}

/* Somebody misses batches of @want's log: what is here of it and not carried by another is put there. What should be
 * there already is looked at once. */
static gboolean
answer_want (LnetFolderSync       *self,
             const LnetNoteSpace  *said,
             const LnetMark       *want,
             gboolean              look,
             GError              **error)
{
  guint64 to = MIN (want->n, lnet_vector_get (self->vector, &want->space, &want->desk));
  guint64 from = lnet_vector_get (said->vector, &want->space, &want->desk) + 1;

  if (lnet_folder_keys_find_newest (self->keys, &want->space) == NULL)
    return TRUE;
  from = MAX (from, lnet_id_equal (&want->desk, &self->id)
                      ? 1 : find_reach (self, &want->space, &want->desk, FALSE) + 1);
  return from > to || ((!look || look_after_own (self, &want->space, &want->desk, from, to, error)) &&
                       put_holes (self, &want->space, &want->desk, from, to, error));
}

static gboolean
answer_note (LnetFolderSync      *self,
             const LnetHeadNote  *note,
             gboolean             look,
             GError             **error)
{
  for (guint i = 0; i < note->spaces->len; i++)
    {
      const LnetNoteSpace *said = note->spaces->pdata[i];

      for (guint j = 0; j < said->wants->len; j++)
        if (!answer_want (self, said, &g_array_index (said->wants, LnetMark, j), look, error))
          return FALSE;
    }
  return TRUE;
}

static gboolean
answer_wants (LnetFolderSync  *self,
              GError         **error)
{
  for (guint i = 0; i < self->notes->len; i++)
    {
      const LnetHeadNote *note = self->notes->pdata[i];
      g_autofree char *desk = lnet_id_to_string (&note->desk);
      g_autofree char *which = g_strdup_printf ("%s %" G_GUINT64_FORMAT, desk, note->number);

      if (lnet_id_equal (&note->desk, &self->id))
        continue;
      if (!answer_note (self, note, !g_hash_table_contains (self->answered, which), error))
        return FALSE;
      g_hash_table_add (self->answered, g_steal_pointer (&which));
    }
  return TRUE;
}

/* --- after an erasure --- */

/* Everything this desk put there is written anew, without what was erased, before the old goes. */
static gboolean
renew (LnetFolderSync  *self,
       GError         **error)
{
  GPtrArray *segments = lnet_folder_sync_list (self, &self->id, error);
  g_autoptr (GPtrArray) old = g_ptr_array_new ();

  if (segments == NULL)
    return FALSE;
  g_ptr_array_extend (old, segments, NULL, NULL);
  for (guint i = 0; i < old->len; i++)
    {
      LnetFolderSegment *segment = old->pdata[i];
      const LnetSegmentName name = segment->name;
      guint64 to = MIN (name.to, lnet_vector_get (self->vector, &segment->space, &name.author));

      if (!put_range (self, &segment->space, &name.author, name.generation, name.from, to, error) ||
          !lnet_folder_sync_remove_segment (self, segment, error))
        return FALSE;
    }
  return TRUE;
}

/* --- the head note --- */

static void
note_put (LnetFolderSync *self,
          LnetHeadNote   *note)
{
  GPtrArray *segments = g_hash_table_lookup (self->listings, &self->id);

  for (guint i = 0; i < segments->len; i++)
    {
      const LnetFolderSegment *segment = segments->pdata[i];
      LnetMark mark = { segment->space, segment->name.author, segment->name.to };

      if (segment->name.proper && !lnet_id_equal (&segment->name.author, &self->id))
        lnet_vector_raise (lnet_head_note_get_space (note, &segment->space, TRUE)->carried, &mark);
    }
}

/* What is claimed of the own log is what lies there without a hole. */
static gboolean
note_logs (LnetFolderSync  *self,
           LnetHeadNote    *note,
           GError         **error)
{
  for (guint i = 0; i < self->vector->len; i++)
    {
      const LnetMark *mark = &g_array_index (self->vector, LnetMark, i);
      LnetNoteSpace *space;

      if (lnet_folder_keys_find_newest (self->keys, &mark->space) == NULL)
        continue;
      space = lnet_head_note_get_space (note, &mark->space, TRUE);
      lnet_vector_raise (space->vector, mark);
      if (lnet_id_equal (&mark->desk, &self->id))
        {
          g_autoptr (GArray) put = lnet_folder_sync_find_put (self, &mark->space, &mark->desk, error);

          if (put == NULL)
            return FALSE;
          space->own = lnet_ranges_reach (put, 0);
        }
    }
  for (guint i = 0; i < self->report->missing->len; i++)
    {
      const LnetFolderMissing *missing = &g_array_index (self->report->missing, LnetFolderMissing, i);
      LnetMark want = { missing->space, missing->desk, missing->to };

      lnet_vector_raise (lnet_head_note_get_space (note, &missing->space, TRUE)->wants, &want);
    }
  return TRUE;
}

static gboolean
is_listed (LnetFolderSync     *self,
           const LnetHeadNote *note)
{
  for (guint i = 0; i < self->note_files->len; i++)
    {
      const LnetFolderEntry *entry = self->note_files->pdata[i];
      LnetNoteName name;

      if (lnet_note_name_read (entry->name, &name) && name.proper && lnet_id_equal (&name.desk, &note->desk) &&
          name.n == note->number)
        return TRUE;
    }
  return FALSE;
}

guint64
lnet_folder_sync_find_note_number (LnetFolderSync  *self,
                                   const GPtrArray *files,
                                   guint64          number)
{
  for (guint i = 0; i < files->len; i++)
    {
      const LnetFolderEntry *entry = files->pdata[i];
      LnetNoteName name;

      if (lnet_note_name_read (entry->name, &name) && lnet_id_equal (&name.desk, &self->id) &&
          name.n < LNET_NOTE_MOST_NUMBER)
        number = MAX (number, name.n);
    }
  return number;
}

/* The last two stay: a reader may be at the older one. */
static gboolean
remove_old_notes (LnetFolderSync  *self,
                  guint64          number,
                  GError         **error)
{
  for (guint i = 0; i < self->note_files->len; i++)
    {
      const LnetFolderEntry *entry = self->note_files->pdata[i];
      LnetNoteName name;

      if (lnet_note_name_read (entry->name, &name) && lnet_id_equal (&name.desk, &self->id) && name.n + 1 < number &&
          !lnet_folder_remove (self->folder, entry->path, self->cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_note (LnetFolderSync  *self,
          LnetHeadNote    *note,
          GError         **error)
{
  LnetNoteName name = { note->desk, note->number, TRUE };
  g_autoptr (GBytes) content = lnet_head_note_write (note, self->desk, self->keys, error);
  LnetHeard heard = { note->desk, note->wall, note->wall, content };
  g_autofree char *path = NULL;

  if (content == NULL)
    return FALSE;
  path = lnet_note_name_write (&name, "h", content, 0);
  return lnet_spool_put (self->spool, path, content, error) &&
         lnet_folder_put (self->folder, path, content, self->cancellable, error) &&
         LNET_FOLDER_DESK_GET_IFACE (self->desk)->save_heard (self->desk, &heard, error);
}

static gboolean
leave_note (LnetFolderSync  *self,
            GError         **error)
{
  g_autoptr (LnetHeadNote) note = lnet_head_note_new (&self->id);

  note->wall = g_get_real_time () / 1000;
  note->erased = self->erased;
  if (!note_logs (self, note, error))
    return FALSE;
  note_put (self, note);
  if (self->own != NULL && lnet_head_note_is_same (self->own, note) && is_listed (self, self->own) &&
      ABS (note->wall - self->own->wall) < NOTE_EVERY)
    {
      lnet_folder_sync_find_differing (self, self->own);
      if (!lnet_folder_sync_has_to_recompute (self))
        return remove_old_notes (self, self->own->number, error);
    }
  note->number =
    1 + lnet_folder_sync_find_note_number (self, self->note_files, self->own != NULL ? self->own->number : 0);
  if (!lnet_folder_sync_note_digests (self, note, error))
    return FALSE;
  lnet_folder_sync_find_differing (self, note);
  if (lnet_folder_sync_has_to_recompute (self) && !lnet_folder_sync_recompute (self, note, error))
    return FALSE;
  return put_note (self, note, error) && remove_old_notes (self, note->number, error);
}

/* --- all together --- */

static gboolean
settle (LnetFolderSync  *self,
        GError         **error)
{
  g_autoptr (GArray) carried = lnet_vector_new ();
  g_autoptr (GPtrArray) sent = lnet_spool_list (self->spool);

  for (guint i = 0; i < self->vector->len; i++)
    {
      LnetMark mark = g_array_index (self->vector, LnetMark, i);
      g_autoptr (GArray) put = NULL;

      if (!lnet_id_equal (&mark.desk, &self->id))
        continue;
      put = lnet_folder_sync_find_put (self, &mark.space, &mark.desk, error);
      if (put == NULL)
        return FALSE;
      mark.n = lnet_ranges_reach (put, 0);
      lnet_vector_raise (carried, &mark);
    }
  if (!LNET_FOLDER_DESK_GET_IFACE (self->desk)->save_carried (self->desk, carried, error))
    return FALSE;
  for (guint i = 0; i < sent->len; i++)
    lnet_spool_drop (self->spool, sent->pdata[i]);
  return TRUE;
}

gboolean
lnet_folder_sync_send (LnetFolderSync  *self,
                       GError         **error)
{
  gboolean erased = self->own != NULL ? self->own->erased < self->erased : self->erased > 0;

  self->n_done = self->n_all = 0;
  return go_on_sending (self, error) && lnet_folder_sync_list (self, &self->id, error) != NULL &&
         (!erased || renew (self, error)) && put_logs (self, error) && answer_wants (self, error) &&
         leave_note (self, error) && settle (self, error);
}
