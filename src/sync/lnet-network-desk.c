/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs in the worker that exchanges; what is written goes through the store's door. */

#include "config.h"

#include "lnet-network-desk.h"

#include <string.h>

#include "lnet-bundle-sign.h"
#include "lnet-error.h"
#include "lnet-give.h"
#include "lnet-key-envelope.h"
#include "lnet-own-desk.h"
#include "lnet-segment.h"

#define SIGN_DOMAIN "learning-network head note"

struct _LnetNetworkDesk
{
  GObject parent_instance;

  char *path;
  char *uri;
  LnetStoreDoor *door;
  GHashTable *envelopes;    /* name → GBytes: made for … */
  LnetHash envelopes_for;   /* … these keys and desks */

  /* while an exchange runs */
  LnetReader *reader;
  LnetRoster *roster;
  LnetOwnDesk *own;
  LnetSpaceKeys *keys;
};

static void lnet_network_desk_init_desk (LnetFolderDeskInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LnetNetworkDesk, lnet_network_desk, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LNET_TYPE_FOLDER_DESK, lnet_network_desk_init_desk))

/* --- beginning and ending --- */

/* A desk whose file came from a backup says that it is the one it was. */
static gboolean
renew (LnetNetworkDesk  *self,
       GError          **error)
{
  g_autoptr (LnetCard) card = lnet_own_desk_make_card (self->own->key, &(LnetId) { 0 }, self->own->name);
  g_autoptr (LnetTransaction) transaction = lnet_sharing_renew (card);

  if (!lnet_store_door_commit (self->door, transaction, error))
    return FALSE;
  g_clear_pointer (&self->roster, lnet_roster_free);
  self->roster = lnet_roster_load (self->reader, error);
  return self->roster != NULL && lnet_sharing_find_desk (self->reader, &self->own->id, error);
}

static gboolean
open_keys (LnetNetworkDesk  *self,
           GError          **error)
{
  g_autoptr (GPtrArray) made = NULL;

  self->keys = lnet_space_keys_load (self->reader, self->own->key, error);
  if (self->keys == NULL)
    return FALSE;
  made = lnet_space_keys_make_missing (self->keys, self->reader, self->roster, &self->own->id, self->own->key, error);
  return made != NULL && (made->len == 0 || lnet_store_door_put_keys (self->door, made, error));
}

gboolean
lnet_network_desk_begin (LnetNetworkDesk  *self,
                         GCancellable     *cancellable,
                         GError          **error)
{
  self->reader = lnet_reader_open (self->path, error);
  if (self->reader == NULL)
    return FALSE;
  lnet_reader_set_cancellable (self->reader, cancellable);
  self->own = lnet_own_desk_load (self->reader, error);
  if (self->own == NULL || !lnet_own_desk_check (self->own, error))
    return FALSE;
  self->roster = lnet_roster_load (self->reader, error);
  return self->roster != NULL && (self->own->state != LNET_OWN_DESK_NEW_NUMBER || renew (self, error)) &&
         open_keys (self, error);
}

void
lnet_network_desk_end (LnetNetworkDesk *self)
{
  g_clear_pointer (&self->keys, lnet_space_keys_free);
  g_clear_pointer (&self->roster, lnet_roster_free);
  g_clear_pointer (&self->own, lnet_own_desk_free);
  g_clear_object (&self->reader);
}

LnetReader *
lnet_network_desk_get_reader (LnetNetworkDesk *self)
{
  return self->reader;
}

/* --- what it holds --- */

static void
lnet_network_desk_get_ids (LnetFolderDesk *desk,
                           LnetId         *network,
                           LnetId         *id)
{
  LnetNetworkDesk *self = LNET_NETWORK_DESK (desk);

  *network = *lnet_reader_get_network (self->reader);
  *id = self->own->id;
}

static GArray *
lnet_network_desk_read_keys (LnetFolderDesk  *desk,
                             GError         **error)
{
  const GPtrArray *all = lnet_space_keys_list (LNET_NETWORK_DESK (desk)->keys);
  GArray *keys = g_array_sized_new (FALSE, TRUE, sizeof (LnetFolderKey), all->len);

  for (guint i = 0; i < all->len; i++)
    {
      const LnetSpaceKey *one = all->pdata[i];
      const LnetId alias = lnet_space_key_get_alias (one);
      LnetFolderKey key = { .space = one->id, .network = one->space.kind == LNET_SPACE_NETWORK, .epoch = one->epoch };

      memcpy (key.alias.bytes, alias.bytes, sizeof key.alias);
      memcpy (key.key, one->key, sizeof key.key);
      g_array_append_val (keys, key);
    }
  return keys;
}

static GArray *
lnet_network_desk_read_vector (LnetFolderDesk  *desk,
                               GError         **error)
{
  return lnet_give_read_vector (LNET_NETWORK_DESK (desk)->reader, error);
}

static GArray *
lnet_network_desk_read_waiting (LnetFolderDesk  *desk,
                                gboolean         vouched,
                                GError         **error)
{
  return lnet_inbox_list (LNET_NETWORK_DESK (desk)->reader, vouched, error);
}

static GHashTable *
lnet_network_desk_read_digests (LnetFolderDesk  *desk,
                                GArray         **vector,
                                GError         **error)
{
  return lnet_give_read_digests (LNET_NETWORK_DESK (desk)->reader, vector, error);
}

static gboolean
lnet_network_desk_read_erased (LnetFolderDesk  *desk,
                               guint64         *erased,
                               GError         **error)
{
  return lnet_erased_count (LNET_NETWORK_DESK (desk)->reader, erased, error);
}

static GArray *
lnet_network_desk_read_heard (LnetFolderDesk  *desk,
                              GError         **error)
{
  return lnet_heard_list (LNET_NETWORK_DESK (desk)->reader, error);
}

/* --- sealing and opening --- */

static GBytes *
lnet_network_desk_seal (LnetFolderDesk       *desk,
                        const LnetFolderKey  *key,
                        const LnetId         *author,
                        guint64               from,
                        guint64              *to,
                        GError              **error)
{
  LnetNetworkDesk *self = LNET_NETWORK_DESK (desk);
  guint64 last;
  g_autoptr (LnetDelivery) delivery = lnet_segment_collect (self->reader, &key->space, author, from, &last, error);

  if (delivery == NULL || last < from)
    return NULL;
  if (!lnet_bundle_sign (self->reader, delivery, &self->own->id, self->own->key->sign.secret, error))
    return NULL;
  *to = last;
  return lnet_segment_write (delivery, lnet_space_keys_find_newest (self->keys, &key->space), &self->own->id, error);
}

static GBytes *
lnet_network_desk_seal_all (LnetFolderDesk       *desk,
                            const LnetFolderKey  *key,
                            const GArray         *after,
                            const GArray         *until,
                            GArray              **reached,
                            GError              **error)
{
  LnetNetworkDesk *self = LNET_NETWORK_DESK (desk);
  g_autoptr (GArray) end = NULL;
  g_autoptr (LnetDelivery) delivery = lnet_segment_collect_all (self->reader, &key->space, after, until, &end, error);
  GBytes *bundle;

  if (delivery == NULL || delivery->batches->len == 0)
    return NULL;
  if (!lnet_bundle_sign (self->reader, delivery, &self->own->id, self->own->key->sign.secret, error))
    return NULL;
  bundle = lnet_segment_write (delivery, lnet_space_keys_find_newest (self->keys, &key->space), &self->own->id, error);
  if (bundle != NULL)
    *reached = g_steal_pointer (&end);
  return bundle;
}

static LnetDelivery *
lnet_network_desk_open (LnetFolderDesk       *desk,
                        const LnetFolderKey  *key,
                        GBytes               *bundle,
                        GError              **error)
{
  return lnet_segment_open (bundle, key, lnet_reader_get_network (LNET_NETWORK_DESK (desk)->reader), error);
}

static gboolean
lnet_network_desk_take (LnetFolderDesk   *desk,
                        LnetDelivery     *delivery,
                        GCancellable     *cancellable,
                        LnetFolderTaken  *taken,
                        GError          **error)
{
  LnetNetworkDesk *self = LNET_NETWORK_DESK (desk);
  LnetTakeReport report = { 0 };

  if (!lnet_store_door_take (self->door, delivery, cancellable, &report, error))
    return FALSE;
  taken->n_batches += report.n_batches;
  taken->n_refused += report.n_refused;
  taken->n_waiting = report.n_waiting;
  taken->n_to_settle = report.n_to_settle;
  /* What came may say who else takes part. */
  g_clear_pointer (&self->roster, lnet_roster_free);
  self->roster = lnet_roster_load (self->reader, error);
  return self->roster != NULL;
}

static gboolean
lnet_network_desk_recompute (LnetFolderDesk  *desk,
                             GError         **error)
{
  return lnet_store_door_recompute (LNET_NETWORK_DESK (desk)->door, error);
}

/* --- pictures and files --- */

static GPtrArray *
lnet_network_desk_list_contents (LnetFolderDesk       *desk,
                                 const LnetFolderKey  *key,
                                 const LnetId         *author,
                                 guint64               from,
                                 guint64               to,
                                 GError              **error)
{
  LnetNetworkDesk *self = LNET_NETWORK_DESK (desk);
  guint64 last = 0;
  g_autoptr (LnetDelivery) delivery = lnet_segment_collect (self->reader, &key->space, author, from, &last, error);
  g_autoptr (GArray) contents = delivery != NULL ? lnet_give_find_contents (self->reader, delivery, error) : NULL;
  GPtrArray *hashes;

  if (contents == NULL)
    return NULL;
  hashes = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < contents->len; i++)
    g_ptr_array_add (hashes, g_strdup (g_array_index (contents, LnetContent, i).hash));
  return hashes;
}

static GBytes *
lnet_network_desk_load_content (LnetFolderDesk  *desk,
                                const char      *hash,
                                GError         **error)
{
  return lnet_give_load_content (LNET_NETWORK_DESK (desk)->reader, hash, error);
}

/* --- signatures --- */

static gboolean
lnet_network_desk_sign (LnetFolderDesk  *desk,
                        GBytes          *data,
                        guint8           signature[LNET_SIGNATURE_SIZE],
                        GError         **error)
{
  LnetNetworkDesk *self = LNET_NETWORK_DESK (desk);

  lnet_sign_message (self->own->key->sign.secret, SIGN_DOMAIN, g_bytes_get_data (data, NULL), g_bytes_get_size (data),
                     signature);
  return TRUE;
}

/* A desk that is not known here yet is heard all the same: only who has the network's key can have written its note,
 * and it is from such notes that a new desk learns where the roster is. So is one that was taken out: what it wrote
 * later is set aside here, where somebody may look at it. */
static gboolean
lnet_network_desk_check (LnetFolderDesk *desk,
                         const LnetId   *who,
                         GBytes         *data,
                         const guint8    signature[LNET_SIGNATURE_SIZE])
{
  const LnetRosterDesk *known = lnet_roster_find (LNET_NETWORK_DESK (desk)->roster, who);

  return known == NULL || !known->has_keys ||
         lnet_sign_check_message (known->sign_key, SIGN_DOMAIN, g_bytes_get_data (data, NULL),
                                  g_bytes_get_size (data), signature);
}

static gboolean
lnet_network_desk_is_director (LnetFolderDesk *desk,
                               const LnetId   *who,
                               gboolean       *known)
{
  const LnetRoster *roster = LNET_NETWORK_DESK (desk)->roster;
  const LnetRosterDesk *present = lnet_roster_find (roster, who);

  *known = present != NULL && present->has_keys;
  return *known && lnet_roster_is_director (roster, who);
}

/* --- keys on their way --- */

/* Changes when there are other keys, or other desks to give them to. */
static void
describe_keys (LnetNetworkDesk *self,
               LnetHash        *hash)
{
  const GPtrArray *keys = lnet_space_keys_list (self->keys), *desks = lnet_roster_list (self->roster);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  for (guint i = 0; i < keys->len; i++)
    {
      const LnetSpaceKey *key = keys->pdata[i];

      g_byte_array_append (bytes, key->id.bytes, sizeof key->id);
      lnet_bytes_put_number (bytes, key->epoch);
    }
  for (guint i = 0; i < desks->len; i++)
    {
      const LnetRosterDesk *desk = desks->pdata[i];

      g_byte_array_append (bytes, desk->id.bytes, sizeof desk->id);
      g_byte_array_append (bytes, desk->member.bytes, sizeof desk->member);
      lnet_bytes_put_number (bytes, desk->state * 16 + desk->stance);
    }
  lnet_hash_pieces (&(LnetHashPiece) { bytes->data, bytes->len }, 1, hash);
}

static void
make_envelopes (LnetNetworkDesk *self)
{
  g_autoptr (GPtrArray) all = lnet_key_envelope_write_all (self->keys, self->roster, &self->own->id, self->own->key);

  g_hash_table_remove_all (self->envelopes);
  for (guint i = 0; i < all->len; i++)
    {
      const LnetKeyEnvelope *envelope = all->pdata[i];

      g_hash_table_insert (self->envelopes, g_strdup (envelope->name), g_bytes_ref (envelope->bytes));
    }
}

static GHashTable *
lnet_network_desk_read_envelopes (LnetFolderDesk  *desk,
                                  GError         **error)
{
  LnetNetworkDesk *self = LNET_NETWORK_DESK (desk);
  GHashTable *copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  GHashTableIter iter;
  gpointer name, content;
  LnetHash hash;

  describe_keys (self, &hash);
  if (memcmp (&hash, &self->envelopes_for, sizeof hash) != 0)
    make_envelopes (self);
  self->envelopes_for = hash;
  g_hash_table_iter_init (&iter, self->envelopes);
  while (g_hash_table_iter_next (&iter, &name, &content))
    g_hash_table_insert (copy, g_strdup (name), g_bytes_ref (content));
  return copy;
}

static gboolean
lnet_network_desk_take_envelope (LnetFolderDesk  *desk,
                                 const char      *name,
                                 GBytes          *content,
                                 GError         **error)
{
  LnetNetworkDesk *self = LNET_NETWORK_DESK (desk);
  g_autoptr (GPtrArray) sealed = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_sealed_key_free);
  g_autoptr (GError) failure = NULL;
  LnetSpaceKey key;

  if (!lnet_key_envelope_open (content, lnet_reader_get_network (self->reader), self->roster, self->own->key, &key,
                               &failure))
    {
      /* It is for others. */
      if (g_error_matches (failure, LNET_ERROR, LNET_ERROR_NOT_FOUND))
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (!lnet_space_keys_has (self->keys, &key))
    g_ptr_array_add (sealed, lnet_space_keys_add (self->keys, &key, self->own->key));
  memset (&key, 0, sizeof key);
  return sealed->len == 0 || lnet_store_door_put_keys (self->door, sealed, error);
}

/* --- what is written down --- */

static gboolean
lnet_network_desk_save_heard (LnetFolderDesk   *desk,
                              const LnetHeard  *heard,
                              GError          **error)
{
  LnetNetworkDesk *self = LNET_NETWORK_DESK (desk);
  LnetCarrierNote *note = lnet_carrier_note_new (self->uri);
  LnetHeard copy = *heard;

  g_bytes_ref (copy.note);
  g_array_append_val (note->heard, copy);
  return lnet_store_door_note (self->door, note, error);
}

static gboolean
lnet_network_desk_save_carried (LnetFolderDesk  *desk,
                                const GArray    *carried,
                                GError         **error)
{
  LnetNetworkDesk *self = LNET_NETWORK_DESK (desk);
  g_autoptr (GArray) present = lnet_carrier_read_carried (self->reader, self->uri, error);
  const LnetId nobody = lnet_id_null ();
  gboolean same = TRUE;
  LnetCarrierNote *note;

  if (present == NULL)
    return FALSE;
  for (guint i = 0; i < carried->len; i++)
    {
      const LnetMark *mark = &g_array_index (carried, LnetMark, i);

      same &= lnet_vector_get (present, &mark->space, &nobody) == mark->n;
    }
  if (same)
    return TRUE;
  note = lnet_carrier_note_new (self->uri);
  note->carried = lnet_vector_copy (carried);
  return lnet_store_door_note (self->door, note, error);
}

/* --- the object --- */

static void
lnet_network_desk_finalize (GObject *object)
{
  LnetNetworkDesk *self = LNET_NETWORK_DESK (object);

  lnet_network_desk_end (self);
  g_hash_table_unref (self->envelopes);
  lnet_store_door_free (self->door);
  g_free (self->path);
  g_free (self->uri);
  G_OBJECT_CLASS (lnet_network_desk_parent_class)->finalize (object);
}

static void
lnet_network_desk_class_init (LnetNetworkDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lnet_network_desk_finalize;
}

static void
lnet_network_desk_init_desk (LnetFolderDeskInterface *iface)
{
  iface->get_ids = lnet_network_desk_get_ids;
  iface->read_keys = lnet_network_desk_read_keys;
  iface->read_vector = lnet_network_desk_read_vector;
  iface->read_waiting = lnet_network_desk_read_waiting;
  iface->read_digests = lnet_network_desk_read_digests;
  iface->recompute = lnet_network_desk_recompute;
  iface->read_erased = lnet_network_desk_read_erased;
  iface->read_heard = lnet_network_desk_read_heard;
  iface->seal = lnet_network_desk_seal;
  iface->seal_all = lnet_network_desk_seal_all;
  iface->open = lnet_network_desk_open;
  iface->take = lnet_network_desk_take;
  iface->list_contents = lnet_network_desk_list_contents;
  iface->load_content = lnet_network_desk_load_content;
  iface->sign = lnet_network_desk_sign;
  iface->check = lnet_network_desk_check;
  iface->is_director = lnet_network_desk_is_director;
  iface->read_envelopes = lnet_network_desk_read_envelopes;
  iface->take_envelope = lnet_network_desk_take_envelope;
  iface->save_heard = lnet_network_desk_save_heard;
  iface->save_carried = lnet_network_desk_save_carried;
}

static void
lnet_network_desk_init (LnetNetworkDesk *self)
{
  self->envelopes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
}

LnetNetworkDesk *
lnet_network_desk_new (const char    *path,
                       const char    *uri,
                       LnetStoreDoor *door)
{
  LnetNetworkDesk *self = g_object_new (LNET_TYPE_NETWORK_DESK, NULL);

  self->path = g_strdup (path);
  self->uri = g_strdup (uri);
  self->door = door;
  return self;
}
