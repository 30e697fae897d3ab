/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A mark is "LNMARK", a format, then sealed with a key that follows from the network's id: that id again, and an id of
 * the folder's own. Who does not know the network learns nothing from it; epochs come and go, it stays. */

#include "config.h"

#include "lnet-folder-mark.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-error.h"
#include "lnet-seal.h"

#define MAGIC "LNMARK"
#define FORMAT 1
#define HEADER_SIZE (sizeof MAGIC - 1 + 1)
#define MOST_BYTES 1024

static void
derive_key (const LnetId *network,
            LnetSealKey  *key)
{
  LnetHash hash;

  lnet_hash_keyed (network, MAGIC, sizeof MAGIC - 1, &hash);
  memcpy (key->bytes, hash.bytes, sizeof key->bytes);
}

static GBytes *
make_mark (const LnetId *network)
{
  g_autoptr (GByteArray) mark = g_byte_array_new ();
  LnetId ids[2] = { *network, lnet_id_new () };
  g_autoptr (GBytes) open = g_bytes_new (ids, sizeof ids);
  g_autoptr (GBytes) sealed = NULL;
  const guint8 format = FORMAT;
  LnetSealKey key;
  LnetHash hash;

  derive_key (network, &key);
  sealed = lnet_seal_close (open, &key, &hash);
  g_byte_array_append (mark, (const guint8 *) MAGIC, sizeof MAGIC - 1);
  g_byte_array_append (mark, &format, 1);
  g_byte_array_append (mark, g_bytes_get_data (sealed, NULL), (guint) g_bytes_get_size (sealed));
  return g_byte_array_free_to_bytes (g_steal_pointer (&mark));
}

static gboolean
belongs_to (GBytes       *mark,
            const LnetId *network)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (mark, &size);
  g_autoptr (GBytes) open = NULL;
  LnetSealKey key;

  if (size < HEADER_SIZE || memcmp (data, MAGIC, sizeof MAGIC - 1) != 0)
    return FALSE;
  derive_key (network, &key);
  open = lnet_seal_open (data + HEADER_SIZE, size - HEADER_SIZE, &key);
  return open != NULL && g_bytes_get_size (open) >= sizeof *network &&
         memcmp (g_bytes_get_data (open, NULL), network, sizeof *network) == 0;
}

static GBytes *
refuse (LnetError    code,
        const char  *sentence,
        GError     **error)
{
  g_set_error_literal (error, LNET_ERROR, code, sentence);
  return NULL;
}

static GBytes *
refuse_other (GError **error)
{
  return refuse (LNET_ERROR_FOREIGN, _("Another network is shared in this folder. Nothing was read from it or written "
                                       "to it. Choose another folder."), error);
}

/* %LNET_ERROR_NOT_FOUND only where the folder itself is there: a stick that is not plugged in has not lost its mark. */
static GBytes *
read_mark (LnetFolder    *folder,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr (GError) failure = NULL;
  GBytes *mark = lnet_folder_read (folder, LNET_FOLDER_MARK, MOST_BYTES, cancellable, &failure);
  g_autoptr (GPtrArray) entries = NULL;

  if (mark != NULL)
    return mark;
  if (g_error_matches (failure, LNET_ERROR, LNET_ERROR_NOT_FOUND))
    {
      entries = lnet_folder_list (folder, "", cancellable, error);
      if (entries == NULL)
        return NULL;
    }
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

GBytes *
lnet_folder_mark_begin (LnetFolder    *folder,
                        const LnetId  *network,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_autoptr (GBytes) made = make_mark (network);
  g_autoptr (GBytes) present = NULL;
  g_autoptr (GError) failure = NULL;

  present = read_mark (folder, cancellable, &failure);
  if (g_error_matches (failure, LNET_ERROR, LNET_ERROR_NOT_FOUND))
    {
      g_clear_error (&failure);
      if (lnet_folder_put (folder, LNET_FOLDER_MARK, made, cancellable, &failure))
        return g_steal_pointer (&made);
      /* Another desk may have begun at the same moment: then its mark is there. */
      if (g_error_matches (failure, LNET_ERROR, LNET_ERROR_DAMAGED))
        {
          g_clear_error (&failure);
          present = read_mark (folder, cancellable, &failure);
        }
    }
  if (present == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return belongs_to (present, network) ? g_steal_pointer (&present) : refuse_other (error);
}

GBytes *
lnet_folder_mark_check (LnetFolder    *folder,
                        const LnetId  *network,
                        GBytes        *known,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GBytes) present = read_mark (folder, cancellable, &failure);

  if (g_error_matches (failure, LNET_ERROR, LNET_ERROR_NOT_FOUND) && known != NULL)
    return refuse (LNET_ERROR_NOT_FOUND,
                   _("The mark of this network is gone from the shared folder, so it may be another folder, or one that "
                     "is not complete. Nothing was taken from it and nothing written to it; all your work is here. "
                     "Find out what became of the folder, or begin sharing in it anew."), error);
  if (g_error_matches (failure, LNET_ERROR, LNET_ERROR_NOT_FOUND))
    return refuse (LNET_ERROR_NOT_FOUND,
                   _("No network is shared in this folder yet. Nothing was written to it. Begin sharing in it, or choose "
                     "the folder that the others use."), error);
  if (present == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (!belongs_to (present, network))
    return refuse_other (error);
  if (known != NULL && !g_bytes_equal (known, present))
    return refuse (LNET_ERROR_FOREIGN,
                   _("This is not the folder in which this network was shared before: somebody has begun anew in it. "
                     "Nothing was taken from it and nothing written to it; all your work is here. If that is right, "
                     "begin sharing in it here too."), error);
  return g_steal_pointer (&present);
}
