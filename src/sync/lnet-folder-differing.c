/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Desks that have the same batches and whose tables say something else. That is not to be: each works its tables out
 * anew from its log, once for what it has, and what still differs then is told. Nothing of another desk's is taken for
 * what is here. */

#include "config.h"

#include "lnet-folder-sync-private.h"

#include <string.h>

/* The sum of a space's rows, where they are of the vector that is told. */
gboolean
lnet_folder_sync_note_digests (LnetFolderSync  *self,
                               LnetHeadNote    *note,
                               GError         **error)
{
  g_autoptr (GArray) vector = NULL;
  g_autoptr (GHashTable) digests = LNET_FOLDER_DESK_GET_IFACE (self->desk)->read_digests (self->desk, &vector, error);

  if (digests == NULL)
    return FALSE;
  /* Something was written meanwhile: the next note says it. */
  if (!lnet_head_note_is_same_vector (vector, self->vector))
    return TRUE;
  for (guint i = 0; i < note->spaces->len; i++)
    {
      LnetNoteSpace *space = note->spaces->pdata[i];
      const LnetHash *digest = g_hash_table_lookup (digests, &space->space);

      if (digest != NULL)
        space->digest = *digest;
    }
  return TRUE;
}

/* Whether another desk has the same batches of a space and other rows. */
static gboolean
differs (LnetHeadNote *own,
         LnetHeadNote *other)
{
  static const LnetHash nothing;

  for (guint i = 0; i < own->spaces->len; i++)
    {
      const LnetNoteSpace *here = own->spaces->pdata[i];
      const LnetNoteSpace *there = lnet_head_note_get_space (other, &here->space, FALSE);

      if (there != NULL && memcmp (&here->digest, &nothing, sizeof nothing) != 0 &&
          memcmp (&there->digest, &nothing, sizeof nothing) != 0 &&
          lnet_head_note_is_same_vector (here->vector, there->vector) &&
          memcmp (&here->digest, &there->digest, sizeof here->digest) != 0)
        return TRUE;
    }
  return FALSE;
}

static void
add_differing (LnetFolderSync *self,
               const LnetId   *desk)
{
  for (guint i = 0; i < self->report->differing->len; i++)
    if (lnet_id_equal (&g_array_index (self->report->differing, LnetId, i), desk))
      return;
  g_array_append_val (self->report->differing, *desk);
}

void
lnet_folder_sync_find_differing (LnetFolderSync *self,
                                 LnetHeadNote   *own)
{
  for (guint i = 0; i < self->notes->len; i++)
    {
      LnetHeadNote *note = self->notes->pdata[i];

      if (!lnet_id_equal (&note->desk, &self->id) && differs (own, note))
        add_differing (self, &note->desk);
    }
  for (guint i = 0; self->snapshots != NULL && i < self->snapshots->len; i++)
    {
      LnetHeadNote *note = self->snapshots->pdata[i];

      if (!lnet_id_equal (&note->desk, &self->id) && lnet_folder_sync_trusts (self, &note->desk, FALSE) &&
          differs (own, note))
        add_differing (self, &note->desk);
    }
}

gboolean
lnet_folder_sync_has_to_recompute (LnetFolderSync *self)
{
  return self->report->differing->len > 0 &&
         (self->recomputed == NULL || !lnet_head_note_is_same_vector (self->recomputed, self->vector));
}

gboolean
lnet_folder_sync_recompute (LnetFolderSync  *self,
                            LnetHeadNote    *note,
                            GError         **error)
{
  if (!LNET_FOLDER_DESK_GET_IFACE (self->desk)->recompute (self->desk, error))
    return FALSE;
  g_clear_pointer (&self->recomputed, g_array_unref);
  self->recomputed = lnet_vector_copy (self->vector);
  self->report->recomputed = TRUE;
  g_array_set_size (self->report->differing, 0);
  if (!lnet_folder_sync_note_digests (self, note, error))
    return FALSE;
  lnet_folder_sync_find_differing (self, note);
  return TRUE;
}
