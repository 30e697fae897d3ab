/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What lies in s/: pieces of snapshots, and each desk's note of its own. */

#include "config.h"

#include "lnet-folder-sync-private.h"

#include <string.h>

static void
piece_free (LnetFolderPiece *piece)
{
  g_free (piece->path);
  g_free (piece);
}

static gboolean
has_note (LnetFolderSync *self,
          const LnetId   *desk)
{
  for (guint i = 0; i < self->snapshots->len; i++)
    if (lnet_id_equal (&((LnetHeadNote *) self->snapshots->pdata[i])->desk, desk))
      return TRUE;
  return FALSE;
}

static gboolean
read_note (LnetFolderSync         *self,
           const LnetFolderEntry  *entry,
           GError                **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GBytes) content = lnet_folder_read (self->folder, entry->path, LNET_SNAPSHOTS_NOTE_MOST_BYTES,
                                                 self->cancellable, &failure);
  g_autoptr (LnetHeadNote) note = NULL;

  if (content != NULL)
    note = lnet_head_note_read (content, LNET_NOTE_SNAPSHOTS, self->desk, self->keys, &failure);
  if (note != NULL)
    {
      if (!has_note (self, &note->desk))
        g_ptr_array_add (self->snapshots, g_steal_pointer (&note));
      return TRUE;
    }
  if (!lnet_folder_sync_is_of_file (failure))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  lnet_folder_sync_skip (self, entry->path, entry->size, failure);
  return TRUE;
}

static void
note_piece (LnetFolderSync        *self,
            const LnetFolderEntry *entry)
{
  LnetFolderPiece piece = { .size = entry->size };
  const LnetFolderKey *key;

  if (!lnet_piece_name_read (entry->name, &piece.name))
    return;
  key = lnet_folder_keys_find_alias (self->keys, &piece.name.alias);
  if (key == NULL)
    return;
  piece.space = key->space;
  piece.path = g_strdup (entry->path);
  g_ptr_array_add (self->pieces, g_memdup2 (&piece, sizeof piece));
}

/* By hash, which is what a piece is looked for by; proper names first. */
static int
compare_pieces (gconstpointer a,
                gconstpointer b)
{
  const LnetFolderPiece *first = *(LnetFolderPiece *const *) a, *second = *(LnetFolderPiece *const *) b;
  int order = memcmp (first->name.hash, second->name.hash, sizeof first->name.hash);

  return order != 0 ? order : second->name.proper - first->name.proper;
}

gboolean
lnet_folder_sync_list_snapshots (LnetFolderSync  *self,
                                 GError         **error)
{
  GPtrArray *files = lnet_folder_list (self->folder, "s", self->cancellable, error);

  if (files == NULL)
    return FALSE;
  g_clear_pointer (&self->snapshot_files, g_ptr_array_unref);
  g_clear_pointer (&self->pieces, g_ptr_array_unref);
  self->snapshot_files = files;
  self->pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) piece_free);
  g_ptr_array_sort (files, lnet_folder_sync_compare_notes);
  for (guint i = 0; i < files->len; i++)
    note_piece (self, files->pdata[i]);
  g_ptr_array_sort (self->pieces, compare_pieces);
  return TRUE;
}

gboolean
lnet_folder_sync_read_snapshots (LnetFolderSync  *self,
                                 GError         **error)
{
  g_clear_pointer (&self->snapshots, g_ptr_array_unref);
  self->snapshots = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_head_note_free);
  for (guint i = 0; i < self->snapshot_files->len; i++)
    {
      const LnetFolderEntry *entry = self->snapshot_files->pdata[i];
      LnetNoteName name;

      if (lnet_note_name_read (entry->name, &name) && !has_note (self, &name.desk) &&
          lnet_folder_sync_is_due (self, entry->path, entry->size) && !read_note (self, entry, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lnet_folder_sync_trusts (LnetFolderSync *self,
                         const LnetId   *desk,
                         gboolean        network)
{
  gboolean known = FALSE;

  return LNET_FOLDER_DESK_GET_IFACE (self->desk)->is_director (self->desk, desk, &known) || (network && !known);
}

/* The first in the listing that is not before @hash. */
static guint
find_place (const GPtrArray *pieces,
            const guint8     hash[LNET_NAME_HASH_SIZE])
{
  guint from = 0, to = pieces->len;

  while (from < to)
    {
      guint middle = from + (to - from) / 2;
      const LnetFolderPiece *piece = pieces->pdata[middle];

      if (memcmp (piece->name.hash, hash, LNET_NAME_HASH_SIZE) < 0)
        from = middle + 1;
      else
        to = middle;
    }
  return from;
}

const LnetFolderPiece *
lnet_folder_sync_find_piece (LnetFolderSync      *self,
                             const LnetId        *space,
                             const LnetId        *desk,
                             const LnetNotePiece *piece)
{
  for (guint i = find_place (self->pieces, piece->hash); i < self->pieces->len; i++)
    {
      const LnetFolderPiece *listed = self->pieces->pdata[i];

      if (memcmp (listed->name.hash, piece->hash, sizeof piece->hash) != 0)
        return NULL;
      if (lnet_id_equal (&listed->name.desk, desk) && lnet_id_equal (&listed->space, space) &&
          (listed->size == piece->size || listed->size == 0))
        return listed;
    }
  return NULL;
}
