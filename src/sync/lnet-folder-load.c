/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-folder-load.h"

#include "lnet-bundle-error.h"

/* So much is taken in at once. */
#define TAKE_BYTES (16 * 1024 * 1024)

void
lnet_folder_load_clear (LnetFolderLoad *load)
{
  g_clear_pointer (&load->delivery, lnet_delivery_free);
  load->size = 0;
}

static LnetDelivery *
open_file (LnetFolderSync       *self,
           const char           *path,
           const LnetFolderKey  *key,
           const LnetPieceName  *piece,
           GError              **error)
{
  g_autoptr (GBytes) content = lnet_folder_read (self->folder, path, LNET_FOLDER_MOST_BYTES, self->cancellable, error);

  if (content == NULL)
    return NULL;
  if (piece == NULL || lnet_piece_name_fits (piece, content))
    return LNET_FOLDER_DESK_GET_IFACE (self->desk)->open (self->desk, key, content, error);
  lnet_bundle_fail_damaged (error, "not what the snapshot's author named");
  return NULL;
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

gboolean
lnet_folder_load_take (LnetFolderLoad  *load,
                       LnetFolderSync  *self,
                       GError         **error)
{
  g_autoptr (LnetDelivery) delivery = g_steal_pointer (&load->delivery);

  load->size = 0;
  return delivery == NULL ||
         LNET_FOLDER_DESK_GET_IFACE (self->desk)->take (self->desk, delivery, self->cancellable, &self->report->taken,
                                                        error);
}

gboolean
lnet_folder_load_file (LnetFolderLoad       *load,
                       LnetFolderSync       *self,
                       const char           *path,
                       guint64               size,
                       const LnetFolderKey  *key,
                       const LnetPieceName  *piece,
                       gboolean             *opened,
                       GError              **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (LnetDelivery) delivery = open_file (self, path, key, piece, &failure);

  *opened = delivery != NULL;
  if (delivery == NULL && !lnet_folder_sync_is_of_file (failure))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (delivery == NULL)
    {
      lnet_folder_sync_skip (self, path, size, failure);
      return TRUE;
    }
  lnet_folder_sync_note_opened (self, path, size);
  if (load->delivery == NULL)
    load->delivery = lnet_delivery_new (&self->network);
  load->size += join (load->delivery, delivery);
  return load->size < TAKE_BYTES || lnet_folder_load_take (load, self, error);
}
