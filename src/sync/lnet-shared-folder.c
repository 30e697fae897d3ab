/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs in a worker, or where a subcommand runs. */

#include "config.h"

#include "lnet-shared-folder.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-error.h"
#include "lnet-folder-gio.h"
#include "lnet-folder-mark.h"
#include "lnet-network-desk.h"
#include "lnet-spool.h"

#define MOST_WELCOME_BYTES (4 * 1024 * 1024)
#define MOST_CONTENT_BYTES (16 * 1024 * 1024)

struct _LnetSharedFolder
{
  LnetFolder *folder;
  char *uri;
  LnetId network;
  LnetStoreDoor *door;
  LnetNetworkDesk *desk;
  LnetFolderSync *sync;
};

LnetSharedFolder *
lnet_shared_folder_new_for_folder (LnetStore    *store,
                                   LnetFolder   *folder,
                                   const char   *uri,
                                   GMainContext *context)
{
  LnetSharedFolder *self = g_atomic_rc_box_new0 (LnetSharedFolder);
  const char *path = lnet_store_get_path (store);
  g_autofree char *spool = lnet_spool_find (path, uri);

  self->folder = folder;
  self->uri = g_strdup (uri);
  self->network = *lnet_store_get_network (store);
  self->door = lnet_store_door_new (store, context);
  self->desk = lnet_network_desk_new (path, uri, lnet_store_door_new (store, context));
  self->sync = lnet_folder_sync_new (folder, LNET_FOLDER_DESK (self->desk), spool);
  return self;
}

LnetSharedFolder *
lnet_shared_folder_new (LnetStore    *store,
                        GFile        *root,
                        GMainContext *context)
{
  g_autofree char *uri = g_file_get_uri (root);

  return lnet_shared_folder_new_for_folder (store, lnet_folder_gio_new (root), uri, context);
}

LnetSharedFolder *
lnet_shared_folder_ref (LnetSharedFolder *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  LnetSharedFolder *self = data;

  lnet_folder_sync_free (self->sync);
  g_object_unref (self->desk);
  lnet_store_door_free (self->door);
  g_object_unref (self->folder);
  g_free (self->uri);
}

void
lnet_shared_folder_unref (LnetSharedFolder *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

void
lnet_shared_folder_set_progress (LnetSharedFolder   *self,
                                 LnetFolderProgress  progress,
                                 gpointer            user_data)
{
  lnet_folder_sync_set_progress (self->sync, progress, user_data);
}

/* --- exchanging --- */

/* The mark that was there the last time; NULL without @error: this desk has not been there. */
static GBytes *
recall_mark (LnetSharedFolder  *self,
             GError           **error)
{
  g_autoptr (GPtrArray) carriers = lnet_carrier_list (lnet_network_desk_get_reader (self->desk), error);

  for (guint i = 0; carriers != NULL && i < carriers->len; i++)
    {
      const LnetCarrier *carrier = carriers->pdata[i];

      if (g_str_equal (carrier->uri, self->uri) && carrier->mark != NULL)
        return g_bytes_ref (carrier->mark);
    }
  return NULL;
}

/* Whether this is the folder it should be; a new one is written down. */
static gboolean
find_mark (LnetSharedFolder  *self,
           gboolean           begin,
           GCancellable      *cancellable,
           GError           **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GBytes) known = recall_mark (self, &failure);
  g_autoptr (GBytes) mark = NULL;
  LnetCarrierNote *note;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (begin)
    mark = lnet_folder_mark_begin (self->folder, &self->network, cancellable, error);
  else
    mark = lnet_folder_mark_check (self->folder, &self->network, known, cancellable, error);
  if (mark == NULL)
    return FALSE;
  if (known != NULL && g_bytes_equal (mark, known))
    return TRUE;
  note = lnet_carrier_note_new (self->uri);
  note->mark = g_bytes_ref (mark);
  return lnet_store_door_note (self->door, note, error);
}

static gboolean
note_synced (LnetSharedFolder  *self,
             GError           **error)
{
  LnetCarrierNote *note = lnet_carrier_note_new (self->uri);

  note->synced = g_get_real_time () / 1000;
  return lnet_store_door_note (self->door, note, error);
}

gboolean
lnet_shared_folder_exchange (LnetSharedFolder  *self,
                             gboolean           begin,
                             LnetFolderReport  *report,
                             GCancellable      *cancellable,
                             GError           **error)
{
  gboolean done = lnet_network_desk_begin (self->desk, cancellable, error) &&
                  find_mark (self, begin, cancellable, error) &&
                  lnet_folder_sync_run (self->sync, report, cancellable, error) && note_synced (self, error);

  lnet_network_desk_end (self->desk);
  return done;
}

/* --- pictures and files --- */

static gboolean
is_hash (const char *text)
{
  return strlen (text) == 2 * LNET_HASH_SIZE && strspn (text, "0123456789abcdef") == 2 * LNET_HASH_SIZE;
}

static gboolean
has_hash (GBytes     *content,
          const char *wanted)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (content, &size);
  g_autofree char *present = NULL;
  LnetHash hash;

  lnet_hash_pieces (&(LnetHashPiece) { data, size }, 1, &hash);
  present = lnet_hash_to_string (&hash);
  return g_str_equal (present, wanted);
}

/* A folder that holds a part of it, or something else, does not hold it. */
static GBytes *
read_content (LnetSharedFolder  *self,
              const char        *hash,
              GCancellable      *cancellable,
              GError           **error)
{
  g_autofree char *path = lnet_folder_content_path (hash);
  g_autoptr (GError) failure = NULL;
  g_autoptr (GBytes) content = lnet_folder_read (self->folder, path, MOST_CONTENT_BYTES, cancellable, &failure);

  if (content != NULL && has_hash (content, hash))
    return g_steal_pointer (&content);
  if (content == NULL && failure->domain != LNET_ERROR)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    g_set_error_literal (error, LNET_ERROR, LNET_ERROR_NOT_FOUND,
                         _("This picture or file is not in the shared folder yet. It comes once the desk that has it "
                           "shares again."));
  return NULL;
}

gboolean
lnet_shared_folder_fetch (LnetSharedFolder  *self,
                          const char        *hash,
                          GCancellable      *cancellable,
                          GError           **error)
{
  g_autoptr (LnetDelivery) delivery = lnet_delivery_new (&self->network);
  g_autoptr (GBytes) content = NULL;
  LnetTakeReport report;

  g_return_val_if_fail (is_hash (hash), FALSE);
  content = read_content (self, hash, cancellable, error);
  if (content == NULL)
    return FALSE;
  g_hash_table_insert (delivery->contents, g_strdup (hash), g_steal_pointer (&content));
  return lnet_store_door_take (self->door, delivery, cancellable, &report, error);
}

/* --- welcomes --- */

static char *
find_welcome (const LnetId *desk)
{
  g_autofree char *name = lnet_id_to_string (desk);

  return g_strdup_printf ("w/%s.lnwelcome", name);
}

gboolean
lnet_shared_folder_put_welcome (LnetFolder    *folder,
                                const LnetId  *desk,
                                GBytes        *welcome,
                                GCancellable  *cancellable,
                                GError       **error)
{
  g_autofree char *path = find_welcome (desk);

  return lnet_folder_remove (folder, path, cancellable, error) &&
         lnet_folder_put (folder, path, welcome, cancellable, error);
}

GBytes *
lnet_shared_folder_find_welcome (LnetFolder    *folder,
                                 const LnetId  *desk,
                                 GCancellable  *cancellable,
                                 GError       **error)
{
  g_autofree char *path = find_welcome (desk);

  return lnet_folder_read (folder, path, MOST_WELCOME_BYTES, cancellable, error);
}
