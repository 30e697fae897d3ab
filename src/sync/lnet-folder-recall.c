/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes in snapshots. A desk that is new, or was long away, lacks so much that it would read hundreds of segments; a
 * few pieces of a snapshot hold the same. Others never look at s/, unless something is missing.
 *
 * Whose snapshots count is on the roster. What is in them need not be believed: every batch is signed by its author. */

#include "config.h"

#include "lnet-folder-recall.h"

#include "lnet-folder-load.h"

/* So many batches must be lacking before anybody looks for snapshots. */
#define MUCH 32

/* What is asked of one space's snapshots. */
typedef struct
{
  LnetFolderSync *sync;
  LnetFolderHeld *held;
  const LnetFolderKey *key;
  gboolean holes; /* whether every batch counts, or only what saves reading segments */
  guint *n_read;
} Recall;

/* --- which pieces --- */

/* Worth reading is a piece of which at least half is lacking. */
static guint64
count_wanted (const Recall    *recall,
              const GPtrArray *pieces,
              guint            i)
{
  const LnetNotePiece *piece = pieces->pdata[i];
  g_autoptr (GArray) nothing = lnet_vector_new ();
  const GArray *after = i > 0 ? ((LnetNotePiece *) pieces->pdata[i - 1])->vector : nothing;
  guint64 lacking = lnet_folder_held_count_lacking (recall->held, after, piece->vector);

  return recall->holes || lacking >= lnet_vector_count (piece->vector, after) / 2 ? lacking : 0;
}

static guint64
count_all_wanted (const Recall    *recall,
                  const GPtrArray *pieces)
{
  guint64 n = 0;

  for (guint i = 0; i < pieces->len; i++)
    n += count_wanted (recall, pieces, i);
  return n;
}

/* The snapshot that has the most of what is lacking, of those that were not tried. */
static const LnetHeadNote *
find_best (const Recall *recall,
           GHashTable   *tried)
{
  LnetFolderSync *self = recall->sync;
  const LnetHeadNote *best = NULL;
  guint64 most = 0;

  for (guint i = 0; i < self->snapshots->len; i++)
    {
      LnetHeadNote *note = self->snapshots->pdata[i];
      const LnetNoteSpace *space = lnet_head_note_get_space (note, &recall->key->space, FALSE);
      guint64 n;

      if (space == NULL || g_hash_table_contains (tried, &note->desk) ||
          !lnet_folder_sync_trusts (self, &note->desk, recall->key->network))
        continue;
      n = count_all_wanted (recall, space->pieces);
      if (n > most)
        {
          most = n;
          best = note;
        }
    }
  return best;
}

/* --- reading --- */

static gboolean
read_piece (const Recall         *recall,
            LnetFolderLoad       *load,
            const LnetId         *desk,
            const LnetNotePiece  *piece,
            GError              **error)
{
  LnetFolderSync *self = recall->sync;
  const LnetFolderPiece *listed = lnet_folder_sync_find_piece (self, &recall->key->space, desk, piece);
  gboolean opened;

  if (listed == NULL || !lnet_folder_sync_is_due (self, listed->path, listed->size))
    return TRUE;
  lnet_folder_sync_tell (self, LNET_FOLDER_TAKING);
  if (!lnet_folder_load_file (load, self, listed->path, listed->size,
                              lnet_folder_keys_find_alias (self->keys, &listed->name.alias), &listed->name, &opened,
                              error))
    return FALSE;
  *recall->n_read += opened;
  return TRUE;
}

static gboolean
read_snapshot (const Recall    *recall,
               const LnetId    *desk,
               const GPtrArray *pieces,
               GError         **error)
{
  LnetFolderSync *self = recall->sync;
  g_auto (LnetFolderLoad) load = { 0 };

  self->n_all = pieces->len;
  for (guint i = 0; i < pieces->len; i++)
    {
      self->n_done = i;
      if (count_wanted (recall, pieces, i) > 0 && !read_piece (recall, &load, desk, pieces->pdata[i], error))
        return FALSE;
    }
  return lnet_folder_load_take (&load, self, error) && lnet_folder_held_read (recall->held, self, TRUE, error);
}

static gboolean
recall_space (const Recall  *recall,
              GError       **error)
{
  g_autoptr (GHashTable) tried = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, NULL);
  const LnetHeadNote *note;

  while ((note = find_best (recall, tried)) != NULL)
    {
      const LnetNoteSpace *space = lnet_head_note_get_space ((LnetHeadNote *) note, &recall->key->space, FALSE);

      g_hash_table_add (tried, lnet_id_copy (&note->desk));
      if (!read_snapshot (recall, &note->desk, space->pieces, error))
        return FALSE;
    }
  return TRUE;
}

/* --- all spaces --- */

/* The network's space comes first: who takes part, and whose snapshots of the other spaces count, is in it. */
static gboolean
recall_all (LnetFolderSync  *self,
            LnetFolderHeld  *held,
            gboolean         holes,
            guint           *n_read,
            GError         **error)
{
  Recall recall = { self, held, lnet_folder_keys_find_network (self->keys), holes, n_read };

  *n_read = 0;
  if (!lnet_folder_sync_list_snapshots (self, error) || !lnet_folder_sync_read_snapshots (self, error) ||
      !recall_space (&recall, error))
    return FALSE;
  /* By now the notes' signatures can be looked at. */
  if (*n_read > 0 && !lnet_folder_sync_read_snapshots (self, error))
    return FALSE;
  for (guint i = 0; i < self->keys->len; i++)
    {
      recall.key = &g_array_index (self->keys, LnetFolderKey, i);
      if (!recall.key->network && recall.key == lnet_folder_keys_find_newest (self->keys, &recall.key->space) &&
          !recall_space (&recall, error))
        return FALSE;
    }
  self->recalled = self->recalled || *n_read > 0;
  return TRUE;
}

/* What is said to lie in the folder and is not here. */
static guint64
count_lacking (LnetFolderSync *self,
               LnetFolderHeld *held)
{
  g_autoptr (GArray) said = lnet_vector_new ();

  for (guint i = 0; i < self->notes->len; i++)
    {
      const LnetHeadNote *note = self->notes->pdata[i];

      for (guint j = 0; j < note->spaces->len; j++)
        {
          const LnetNoteSpace *space = note->spaces->pdata[j];

          lnet_vector_raise (said, &(LnetMark) { space->space, note->desk, space->own });
          for (guint k = 0; k < space->carried->len; k++)
            lnet_vector_raise (said, &g_array_index (space->carried, LnetMark, k));
        }
    }
  return lnet_folder_held_count_lacking (held, NULL, said);
}

gboolean
lnet_folder_sync_recall (LnetFolderSync  *self,
                         LnetFolderHeld  *held,
                         GError         **error)
{
  guint64 n = count_lacking (self, held);
  guint n_read;

  self->lacked = MIN (self->lacked, n);
  if (n < self->lacked + MUCH)
    return TRUE;
  if (!recall_all (self, held, FALSE, &n_read, error))
    return FALSE;
  if (n_read == 0)
    self->lacked = n;
  return TRUE;
}

/* Whether something of it was not looked for before. */
static gboolean
is_news (LnetFolderSync *self)
{
  gboolean news = FALSE;

  for (guint i = 0; i < self->report->missing->len; i++)
    {
      const LnetFolderMissing *missing = &g_array_index (self->report->missing, LnetFolderMissing, i);
      g_autofree char *space = lnet_id_to_string (&missing->space), *desk = lnet_id_to_string (&missing->desk);

      news |= g_hash_table_add (self->looked_for, g_strdup_printf ("%s %s %" G_GUINT64_FORMAT, space, desk,
                                                                   missing->to));
    }
  return news;
}

gboolean
lnet_folder_sync_recall_missing (LnetFolderSync  *self,
                                 LnetFolderHeld  *held,
                                 gboolean        *filled,
                                 GError         **error)
{
  guint n_read = 0;

  if (is_news (self) && !recall_all (self, held, TRUE, &n_read, error))
    return FALSE;
  *filled = n_read > 0;
  return TRUE;
}

gboolean
lnet_folder_sync_compare_recalled (LnetFolderSync  *self,
                                   GError         **error)
{
  g_autoptr (LnetHeadNote) own = lnet_head_note_new (&self->id);
  g_autoptr (GArray) vector = NULL;
  g_autoptr (GHashTable) digests = NULL;

  if (!self->recalled)
    return TRUE;
  digests = LNET_FOLDER_DESK_GET_IFACE (self->desk)->read_digests (self->desk, &vector, error);
  if (digests == NULL)
    return FALSE;
  for (guint i = 0; i < vector->len; i++)
    {
      const LnetMark *mark = &g_array_index (vector, LnetMark, i);
      LnetNoteSpace *space = lnet_head_note_get_space (own, &mark->space, TRUE);
      const LnetHash *digest = g_hash_table_lookup (digests, &mark->space);

      lnet_vector_raise (space->vector, mark);
      if (digest != NULL)
        space->digest = *digest;
    }
  lnet_folder_sync_find_differing (self, own);
  return TRUE;
}
