/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeps snapshots for desks to come: what all desks wrote in a space, still signed by each, in a few files. A
 * director's desk does so.
 *
 * A snapshot is a row of pieces, each from where the one before it ends. A new piece is added when a new desk would
 * have to read too much beside what there is: MOST_FILES segments, or more bytes than half the snapshot. It takes in
 * the pieces at the end that hold no more than it does itself. So there are O(log n) of them, and each batch is written
 * O(log n) times, as with segments. Values that others took the place of stay: chains of batches, undo, the history of
 * a field, and tables worked out anew need them all.
 *
 * New pieces are read back, then a note names them all, and only then those it does not name are removed. Another
 * director's snapshot will do as well as one's own; where two began one each, one of them is given up. */

#include "config.h"

#include "lnet-folder-sync-private.h"

#include <string.h>

#include "lnet-error.h"

#define MOST_FILES 8
#define MOST_BYTES (256 * 1024)

/* Where another director keeps a snapshot, it is left to that one to go on with it for so long. */
#define MOST_FILES_OF_OTHERS 32
/* To look again means to list every desk's folder: not for less than so many batches. */
#define LOOK_EVERY 4

typedef struct
{
  LnetFolderSync *sync;
  LnetHeadNote *before; /* what this desk said of its snapshots; or NULL */
  LnetHeadNote *now;    /* what it will say */
  gboolean renew;       /* something was erased since: every piece is written anew, without it */
  gboolean changed;
  GPtrArray *put;       /* paths of what was put there */
  GHashTable *digests;  /* what the rows of each space add up to, once that is asked for … */
  GArray *digested;     /* … and the vector that is of */
} Gather;

static void
gather_clear (Gather *gather)
{
  g_clear_pointer (&gather->now, lnet_head_note_free);
  g_clear_pointer (&gather->put, g_ptr_array_unref);
  g_clear_pointer (&gather->digests, g_hash_table_unref);
  g_clear_pointer (&gather->digested, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Gather, gather_clear)

static GArray *
get_end (const GPtrArray *pieces,
         guint            n)
{
  return n > 0 ? g_array_ref (((LnetNotePiece *) pieces->pdata[n - 1])->vector) : lnet_vector_new ();
}

static guint64
count_piece (const GPtrArray *pieces,
             guint            i)
{
  g_autoptr (GArray) after = get_end (pieces, i);

  return lnet_vector_count (((LnetNotePiece *) pieces->pdata[i])->vector, after);
}

/* --- writing pieces --- */

static gboolean
put_piece (Gather               *gather,
           const LnetFolderKey  *key,
           GBytes               *content,
           LnetPieceName        *name,
           GError              **error)
{
  LnetFolderSync *self = gather->sync;
  char *path;

  *name = (LnetPieceName) { .alias = key->alias, .desk = self->id };
  path = lnet_piece_name_write (name, content);
  g_ptr_array_add (gather->put, path);
  gather->changed = TRUE;
  lnet_folder_sync_tell (self, LNET_FOLDER_SENDING);
  return lnet_folder_put (self->folder, path, content, self->cancellable, error);
}

/* From behind @after up to @until, in as many pieces as it takes. */
static gboolean
put_pieces (Gather         *gather,
            LnetNoteSpace  *now,
            const GArray   *after,
            const GArray   *until,
            GError        **error)
{
  LnetFolderDesk *desk = gather->sync->desk;
  const LnetFolderKey *key = lnet_folder_keys_find_newest (gather->sync->keys, &now->space);
  g_autoptr (GArray) from = lnet_vector_copy (after);

  while (lnet_vector_count (until, from) > 0)
    {
      g_autoptr (GArray) reached = NULL;
      g_autoptr (GError) failure = NULL;
      g_autoptr (GBytes) content = LNET_FOLDER_DESK_GET_IFACE (desk)->seal_all (desk, key, from, until, &reached,
                                                                                &failure);
      LnetPieceName name;

      if (content == NULL && failure == NULL)
        return TRUE;
      if (content == NULL || !put_piece (gather, key, content, &name, &failure))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      g_ptr_array_add (now->pieces, lnet_note_piece_new (&name, g_bytes_get_size (content),
                                                         lnet_vector_count (until, reached) > 0, reached));
      g_array_unref (from);
      from = g_steal_pointer (&reached);
    }
  return TRUE;
}

/* A piece stays as it is, if it is there and may stay. */
static gboolean
keep_piece (Gather           *gather,
            LnetNoteSpace    *now,
            const GPtrArray  *pieces,
            guint             i,
            GError          **error)
{
  const LnetNotePiece *piece = pieces->pdata[i];
  g_autoptr (GArray) after = get_end (pieces, i);

  if (gather->renew || lnet_folder_sync_find_piece (gather->sync, &now->space, &gather->sync->id, piece) == NULL)
    return put_pieces (gather, now, after, piece->vector, error);
  g_ptr_array_add (now->pieces, lnet_note_piece_copy (piece));
  return TRUE;
}

/* --- one space --- */

/* What this desk has of its own snapshot of a space; nothing where that goes further than this desk does. */
static GPtrArray *
find_own (Gather        *gather,
          const LnetId  *space,
          const GArray  *vector)
{
  const LnetNoteSpace *before = gather->before != NULL ? lnet_head_note_get_space (gather->before, space, FALSE) : NULL;
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();

  if (before == NULL || lnet_vector_count (before->vector, vector) > 0)
    return g_steal_pointer (&nothing);
  return g_ptr_array_ref (before->pieces);
}

/* The other director's snapshot that goes furthest; or NULL. */
static const LnetHeadNote *
find_other (Gather        *gather,
            const LnetId  *space,
            const GArray  *vector)
{
  LnetFolderSync *self = gather->sync;
  const LnetHeadNote *best = NULL;
  guint64 fewest = G_MAXUINT64;

  for (guint i = 0; i < self->snapshots->len; i++)
    {
      LnetHeadNote *note = self->snapshots->pdata[i];
      const LnetNoteSpace *said = lnet_head_note_get_space (note, space, FALSE);
      guint64 beyond;

      if (said == NULL || said->pieces->len == 0 || lnet_id_equal (&note->desk, &self->id) ||
          !lnet_folder_sync_trusts (self, &note->desk, FALSE))
        continue;
      beyond = lnet_vector_count (vector, said->vector);
      if (beyond < fewest)
        {
          fewest = beyond;
          best = note;
        }
    }
  return best;
}

typedef struct
{
  guint files;
  guint64 bytes;
} Tail;

/* What lies in a desk's folder of a space beyond a vector. */
static gboolean
count_tail (LnetFolderSync  *self,
            const LnetId    *desk,
            const LnetId    *space,
            const GArray    *vector,
            Tail            *tail,
            GError         **error)
{
  GPtrArray *segments = lnet_folder_sync_list (self, desk, error);

  for (guint i = 0; segments != NULL && i < segments->len; i++)
    {
      const LnetFolderSegment *segment = segments->pdata[i];

      if (!segment->name.proper || !lnet_id_equal (&segment->space, space) ||
          segment->name.to <= lnet_vector_get (vector, space, &segment->name.author))
        continue;
      tail->files++;
      tail->bytes += segment->size;
    }
  return segments != NULL;
}

static gboolean
count_tails (LnetFolderSync  *self,
             const LnetId    *space,
             const GArray    *vector,
             Tail            *tail,
             GError         **error)
{
  *tail = (Tail) { 0 };
  for (guint i = 0; i < self->notes->len; i++)
    {
      const LnetHeadNote *note = self->notes->pdata[i];

      if (!lnet_id_equal (&note->desk, &self->id) && !count_tail (self, &note->desk, space, vector, tail, error))
        return FALSE;
    }
  return count_tail (self, &self->id, space, vector, tail, error);
}

static guint64
count_bytes (const GPtrArray *pieces)
{
  guint64 bytes = 0;

  for (guint i = 0; i < pieces->len; i++)
    bytes += ((LnetNotePiece *) pieces->pdata[i])->size;
  return bytes;
}

/* Looks again once @n batches lie beyond @end. */
static void
look_again_at (LnetFolderSync *self,
               const LnetId   *space,
               const GArray   *end,
               guint64         n)
{
  for (guint i = 0; i < end->len; i++)
    lnet_vector_raise (self->gathered, &g_array_index (end, LnetMark, i));
  g_hash_table_replace (self->gather_at, lnet_id_copy (space), g_memdup2 (&n, sizeof n));
}

/* Whether a new desk would have to read too much beside the @pieces. Each batch is in a file of its own at most. */
static gboolean
find_need (Gather           *gather,
           const LnetId     *space,
           const GPtrArray  *pieces,
           guint64           most_files,
           const GArray     *vector,
           gboolean         *need,
           GError          **error)
{
  g_autoptr (GArray) end = get_end (pieces, pieces->len);
  guint64 beyond = lnet_vector_count (vector, end);
  Tail tail = { 0 };

  if (beyond >= MOST_FILES && !count_tails (gather->sync, space, end, &tail, error))
    return FALSE;
  *need = tail.files >= most_files ||
          (pieces->len > 0 && tail.bytes > MAX (MOST_BYTES, count_bytes (pieces) / 2));
  look_again_at (gather->sync, space, end, beyond + MAX (most_files - MIN (tail.files, most_files), LOOK_EVERY));
  return TRUE;
}

/* What the rows add up to, if the snapshot goes as far as this desk. */
static gboolean
note_digest (Gather         *gather,
             LnetNoteSpace  *now,
             const GArray   *vector,
             GError        **error)
{
  LnetFolderDesk *desk = gather->sync->desk;
  g_autoptr (GArray) present = NULL;
  const LnetHash *digest;

  if (gather->digests == NULL)
    gather->digests = LNET_FOLDER_DESK_GET_IFACE (desk)->read_digests (desk, &gather->digested, error);
  if (gather->digests == NULL)
    return FALSE;
  present = lnet_vector_pick (gather->digested, &now->space);
  digest = g_hash_table_lookup (gather->digests, &now->space);
  if (digest != NULL && lnet_head_note_is_same_vector (present, vector))
    now->digest = *digest;
  return TRUE;
}

/* The first @n_kept pieces stay. With @vector what lies beyond them is added. */
static gboolean
write_snapshot (Gather           *gather,
                const LnetId     *space,
                const GPtrArray  *pieces,
                guint             n_kept,
                const GArray     *vector,
                GError          **error)
{
  LnetNoteSpace *now = lnet_head_note_get_space (gather->now, space, TRUE);
  g_autoptr (GArray) after = get_end (pieces, n_kept);

  for (guint i = 0; i < n_kept; i++)
    if (!keep_piece (gather, now, pieces, i, error))
      return FALSE;
  if (vector == NULL && gather->renew)
    return note_digest (gather, now, after, error);
  if (vector == NULL)
    {
      now->digest = lnet_head_note_get_space (gather->before, space, FALSE)->digest;
      return TRUE;
    }
  look_again_at (gather->sync, space, vector, MOST_FILES);
  return put_pieces (gather, now, after, vector, error) && note_digest (gather, now, vector, error);
}

/* How many pieces stay when what lies beyond them is added. */
static guint
count_kept (const GPtrArray *pieces,
            const GArray    *vector)
{
  g_autoptr (GArray) end = get_end (pieces, pieces->len);
  guint64 n = lnet_vector_count (vector, end);
  guint n_kept = pieces->len;

  while (n_kept > 0 && !((LnetNotePiece *) pieces->pdata[n_kept - 1])->full && count_piece (pieces, n_kept - 1) <= n)
    n += count_piece (pieces, --n_kept);
  return n_kept;
}

/* Of two snapshots of which one holds all of the other, one will do; the same one in the eyes of both. */
static gboolean
is_needless (Gather              *gather,
             const LnetHeadNote  *other,
             const GArray        *there,
             const GPtrArray     *own)
{
  g_autoptr (GArray) end = get_end (own, own->len);

  return lnet_vector_count (end, there) == 0 &&
         (lnet_vector_count (there, end) > 0 || lnet_id_compare (&other->desk, &gather->sync->id) < 0);
}

static gboolean
gather_space (Gather        *gather,
              const LnetId  *space,
              GError       **error)
{
  g_autoptr (GArray) vector = lnet_vector_pick (gather->sync->vector, space);
  g_autoptr (GPtrArray) own = find_own (gather, space, vector);
  g_autoptr (GArray) end = get_end (own, own->len);
  const LnetHeadNote *other = find_other (gather, space, vector);
  const LnetNoteSpace *there = other != NULL ? lnet_head_note_get_space ((LnetHeadNote *) other, space, FALSE) : NULL;
  gboolean is_nearer = there != NULL && lnet_vector_count (vector, there->vector) < lnet_vector_count (vector, end);
  gboolean need;

  if (!find_need (gather, space, is_nearer ? there->pieces : own,
                  own->len == 0 && there != NULL ? MOST_FILES_OF_OTHERS : MOST_FILES, vector, &need, error))
    return FALSE;
  if (need)
    return write_snapshot (gather, space, own, count_kept (own, vector), vector, error);
  if (own->len == 0 || (there != NULL && is_needless (gather, other, there->vector, own)))
    return TRUE;
  return write_snapshot (gather, space, own, own->len, NULL, error);
}

/* --- all together --- */

static gboolean
put_note (Gather   *gather,
          GError  **error)
{
  LnetFolderSync *self = gather->sync;
  LnetHeadNote *note = gather->now;
  LnetNoteName name = { note->desk, 0, TRUE };
  g_autoptr (GBytes) content = NULL;
  char *path;

  note->kind = LNET_NOTE_SNAPSHOTS;
  self->gather_number = 1 + lnet_folder_sync_find_note_number (self, self->snapshot_files, self->gather_number);
  note->number = name.n = self->gather_number;
  note->wall = g_get_real_time () / 1000;
  note->erased = self->erased;
  content = lnet_head_note_write (note, self->desk, self->keys, error);
  if (content == NULL)
    return FALSE;
  path = lnet_note_name_write (&name, "s", content, 0);
  g_ptr_array_add (gather->put, path);
  return lnet_folder_put (self->folder, path, content, self->cancellable, error);
}

static gboolean
is_named (const LnetHeadNote  *note,
          const LnetPieceName *name)
{
  for (guint i = 0; i < note->spaces->len; i++)
    {
      const LnetNoteSpace *space = note->spaces->pdata[i];

      for (guint j = 0; j < space->pieces->len; j++)
        if (memcmp (((LnetNotePiece *) space->pieces->pdata[j])->hash, name->hash, sizeof name->hash) == 0)
          return TRUE;
    }
  return FALSE;
}

/* Whether a file in the listing is this desk's and nobody needs it: an older note, a piece that no note names, what a
 * try that broke off has left, or what came back from a trash. */
static gboolean
is_left_over (LnetFolderSync        *self,
              const LnetHeadNote    *note,
              const LnetFolderEntry *entry)
{
  LnetPieceName piece;
  LnetNoteName name;

  if (lnet_note_name_read (entry->name, &name))
    return lnet_id_equal (&name.desk, &self->id) && (note == NULL || name.n != note->number);
  return lnet_piece_name_read (entry->name, &piece) && lnet_id_equal (&piece.desk, &self->id) &&
         (note == NULL || !is_named (note, &piece));
}

static gboolean
tidy (LnetFolderSync      *self,
      const LnetHeadNote  *note,
      GError             **error)
{
  for (guint i = 0; i < self->snapshot_files->len; i++)
    {
      const LnetFolderEntry *entry = self->snapshot_files->pdata[i];

      if (is_left_over (self, note, entry) &&
          !lnet_folder_remove (self->folder, entry->path, self->cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static guint
count_pieces (const LnetHeadNote *note)
{
  guint n = 0;

  for (guint i = 0; note != NULL && i < note->spaces->len; i++)
    n += ((LnetNoteSpace *) note->spaces->pdata[i])->pieces->len;
  return n;
}

static gboolean
gather_all (Gather   *gather,
            GError  **error)
{
  LnetFolderSync *self = gather->sync;

  for (guint i = 0; i < self->keys->len; i++)
    {
      const LnetFolderKey *key = &g_array_index (self->keys, LnetFolderKey, i);

      if (key == lnet_folder_keys_find_newest (self->keys, &key->space) && !gather_space (gather, &key->space, error))
        return FALSE;
    }
  if (!gather->changed && count_pieces (gather->now) == count_pieces (gather->before))
    return tidy (self, gather->before, error);
  if (count_pieces (gather->now) == 0)
    return tidy (self, NULL, error);
  return put_note (gather, error) && tidy (self, gather->now, error);
}

/* That there is no room for a snapshot, or that it did not come back whole, is no reason not to exchange. What was put
 * there of it goes, so that others have the room; and all that was there, if something was erased that is still in
 * it. */
static gboolean
give_up (Gather   *gather,
         GError   *failure,
         GError  **error)
{
  LnetFolderSync *self = gather->sync;

  if (!g_error_matches (failure, LNET_ERROR, LNET_ERROR_FULL) && !lnet_folder_sync_is_of_file (failure))
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  g_ptr_array_add (self->report->skipped, g_strdup_printf ("s: %s", failure->message));
  g_error_free (failure);
  for (guint i = 0; i < gather->put->len; i++)
    if (!lnet_folder_remove (self->folder, gather->put->pdata[i], self->cancellable, error))
      return FALSE;
  return !gather->renew || tidy (self, NULL, error);
}

static gboolean
gather_as_director (LnetFolderSync  *self,
                    GError         **error)
{
  g_auto (Gather) gather = { .sync = self };
  g_autoptr (GError) failure = NULL;

  if (!lnet_folder_sync_read_snapshots (self, error))
    return FALSE;
  for (guint i = 0; i < self->snapshots->len; i++)
    if (lnet_id_equal (&((LnetHeadNote *) self->snapshots->pdata[i])->desk, &self->id))
      gather.before = self->snapshots->pdata[i];
  gather.now = lnet_head_note_new (&self->id);
  gather.renew = gather.before != NULL && gather.before->erased < self->erased;
  gather.put = g_ptr_array_new_with_free_func (g_free);
  return gather_all (&gather, &failure) || give_up (&gather, g_steal_pointer (&failure), error);
}

/* Whether s/ is worth a look: the first time, after an erasure, and for a director's desk once enough was written. */
static gboolean
is_due (LnetFolderSync *self,
        gboolean        director)
{
  g_autoptr (GArray) nothing = lnet_vector_new ();

  if (self->gather_erased != self->erased)
    return TRUE;
  if (!self->gather_looked && lnet_vector_count (self->vector, nothing) >= MOST_FILES)
    return TRUE;
  for (guint i = 0; director && i < self->keys->len; i++)
    {
      const LnetId *space = &g_array_index (self->keys, LnetFolderKey, i).space;
      const guint64 *at = g_hash_table_lookup (self->gather_at, space);
      g_autoptr (GArray) vector = lnet_vector_pick (self->vector, space);

      if (lnet_vector_count (vector, self->gathered) >= (at != NULL ? *at : MOST_FILES))
        return TRUE;
    }
  return FALSE;
}

/* A desk that is no director's keeps none; it may have been one's. */
gboolean
lnet_folder_sync_gather (LnetFolderSync  *self,
                         GError         **error)
{
  gboolean known;
  gboolean director = LNET_FOLDER_DESK_GET_IFACE (self->desk)->is_director (self->desk, &self->id, &known);

  if (!is_due (self, director))
    return TRUE;
  self->gather_looked = FALSE;
  if (!lnet_folder_sync_list_snapshots (self, error) ||
      !(director ? gather_as_director (self, error) : tidy (self, NULL, error)))
    return FALSE;
  self->gather_looked = TRUE;
  self->gather_erased = self->erased;
  return TRUE;
}
