/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-space-keys.h"

#include <sodium.h>
#include <string.h>

#include "lnet-bytes.h"

struct _LnetSpaceKeys
{
  LnetId network;
  GPtrArray *keys; /* LnetSpaceKey */
};

static void
free_key (gpointer key)
{
  sodium_memzero (key, sizeof (LnetSpaceKey));
  g_free (key);
}

LnetId
lnet_space_key_get_alias (const LnetSpaceKey *key)
{
  static const char domain[] = "learning-network alias";

  return lnet_hash_derive_id ((LnetHashPiece[]) { { domain, sizeof domain }, { key->key, sizeof key->key } }, 2);
}

/* --- as the file keeps them --- */

LnetSealedKey *
lnet_space_key_seal (const LnetSpaceKey *key,
                     const LnetDeskKey  *own)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GBytes) sealed = NULL;
  guint8 kind = key->space.kind;

  g_byte_array_append (bytes, &kind, 1);
  lnet_bytes_put_id (bytes, &key->space.owner);
  lnet_bytes_put_number (bytes, key->epoch);
  g_byte_array_append (bytes, key->key, sizeof key->key);
  sealed = lnet_desk_key_seal (own->box.public, bytes->data, bytes->len);
  sodium_memzero (bytes->data, bytes->len);
  return lnet_sealed_key_new (&key->id, key->epoch, sealed);
}

static void
put (LnetSpaceKeys      *self,
     const LnetSpaceKey *key)
{
  g_ptr_array_add (self->keys, g_memdup2 (key, sizeof *key));
}

static void
open (LnetSpaceKeys       *self,
      const LnetSealedKey *sealed,
      const LnetDeskKey   *own)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (sealed->sealed, &size);
  g_autoptr (GBytes) bytes = lnet_desk_key_open (own, data, size);
  LnetSpaceKey key = { .id = sealed->space };
  const guint8 *secret;
  LnetCursor cursor;

  if (bytes == NULL)
    return;
  cursor = (LnetCursor) { g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), FALSE };
  key.space.kind = lnet_cursor_get_byte (&cursor);
  key.space.owner = lnet_cursor_get_id (&cursor);
  key.epoch = lnet_cursor_get_number (&cursor);
  secret = lnet_cursor_get_raw (&cursor, sizeof key.key);
  if (cursor.failed || cursor.left > 0 || key.epoch != sealed->epoch)
    return;
  memcpy (key.key, secret, sizeof key.key);
  put (self, &key);
  sodium_memzero (&key, sizeof key);
}

LnetSpaceKeys *
lnet_space_keys_load (LnetReader         *reader,
                      const LnetDeskKey  *own,
                      GError            **error)
{
  g_autoptr (GPtrArray) sealed = lnet_space_key_list (reader, error);
  LnetSpaceKeys *self;

  if (sealed == NULL)
    return NULL;
  self = g_new0 (LnetSpaceKeys, 1);
  self->network = *lnet_reader_get_network (reader);
  self->keys = g_ptr_array_new_with_free_func (free_key);
  for (guint i = 0; i < sealed->len; i++)
    open (self, sealed->pdata[i], own);
  return self;
}

void
lnet_space_keys_free (LnetSpaceKeys *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->keys);
  g_free (self);
}

const GPtrArray *
lnet_space_keys_list (const LnetSpaceKeys *self)
{
  return self->keys;
}

const LnetSpaceKey *
lnet_space_keys_find_newest (const LnetSpaceKeys *self,
                             const LnetId        *space)
{
  const LnetSpaceKey *newest = NULL;

  for (guint i = 0; i < self->keys->len; i++)
    {
      const LnetSpaceKey *key = self->keys->pdata[i];

      if (lnet_id_equal (&key->id, space) && (newest == NULL || key->epoch > newest->epoch))
        newest = key;
    }
  return newest;
}

const LnetSpaceKey *
lnet_space_keys_find_alias (const LnetSpaceKeys *self,
                            const LnetId        *alias,
                            guint64              epoch)
{
  for (guint i = 0; i < self->keys->len; i++)
    {
      const LnetSpaceKey *key = self->keys->pdata[i];
      LnetId own = lnet_space_key_get_alias (key);

      if (key->epoch == epoch && lnet_id_equal (&own, alias))
        return key;
    }
  return NULL;
}

gboolean
lnet_space_keys_has (const LnetSpaceKeys *self,
                     const LnetSpaceKey  *key)
{
  for (guint i = 0; i < self->keys->len; i++)
    {
      const LnetSpaceKey *known = self->keys->pdata[i];

      if (known->epoch == key->epoch && lnet_id_equal (&known->id, &key->id))
        return TRUE;
    }
  return FALSE;
}

LnetSealedKey *
lnet_space_keys_add (LnetSpaceKeys      *self,
                     const LnetSpaceKey *key,
                     const LnetDeskKey  *own)
{
  put (self, key);
  return lnet_space_key_seal (key, own);
}

/* --- making them --- */

static gboolean
could_read (const LnetRosterDesk *desk,
            const LnetSpace      *space)
{
  if (space->kind == LNET_SPACE_NETWORK)
    return TRUE;
  if (space->kind == LNET_SPACE_STAFF)
    return desk->stance != LNET_STANCE_PARTICIPANT;
  /* Whose pairs and enrolments it had been let read need not be known any more. */
  return desk->stance != LNET_STANCE_PARTICIPANT || !lnet_id_is_null (&desk->member);
}

/* How many epochs a space must have had: one, and one more each time that somebody who could read it may no more. */
static guint64
count_epochs (const LnetRoster *roster,
              const LnetSpace  *space)
{
  guint64 n = 1;

  for (guint i = 0; i < lnet_roster_list (roster)->len; i++)
    {
      const LnetRosterDesk *desk = lnet_roster_list (roster)->pdata[i];

      if (could_read (desk, space))
        n += desk->n_removed;
      if (space->kind == LNET_SPACE_STAFF || space->kind == LNET_SPACE_ENROLMENT)
        n += desk->n_lowered;
    }
  return n;
}

static gboolean
makes_keys (const LnetRoster *roster,
            const LnetId     *desk,
            const LnetSpace  *space)
{
  if (space->kind == LNET_SPACE_NETWORK || space->kind == LNET_SPACE_STAFF)
    return lnet_roster_is_director (roster, desk);
  return lnet_roster_may_read (roster, desk, space);
}

static void
make_key (LnetSpaceKeys     *self,
          const LnetSpace   *space,
          guint64            count,
          const LnetDeskKey *own,
          GPtrArray         *made)
{
  LnetSpaceKey key = { .space = *space, .id = lnet_space_get_id (&self->network, space) };

  key.epoch = count << 32 | randombytes_random ();
  randombytes_buf (key.key, sizeof key.key);
  g_ptr_array_add (made, lnet_space_keys_add (self, &key, own));
  sodium_memzero (&key, sizeof key);
}

GPtrArray *
lnet_space_keys_make_missing (LnetSpaceKeys      *self,
                              LnetReader         *reader,
                              const LnetRoster   *roster,
                              const LnetId       *desk,
                              const LnetDeskKey  *own,
                              GError            **error)
{
  g_autoptr (GArray) spaces = lnet_space_list (reader, error);
  GPtrArray *made;

  if (spaces == NULL)
    return NULL;
  made = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_sealed_key_free);
  /* The staff's has a key before anything is written in it, so that whoever comes gets it with the welcome. */
  g_array_append_val (spaces, ((LnetKnownSpace) { .space = lnet_space (LNET_SPACE_STAFF) }));
  for (guint i = 0; i < spaces->len; i++)
    {
      const LnetSpace *space = &g_array_index (spaces, LnetKnownSpace, i).space;
      LnetId id = lnet_space_get_id (&self->network, space);
      const LnetSpaceKey *newest = lnet_space_keys_find_newest (self, &id);
      guint64 count = count_epochs (roster, space);

      if (makes_keys (roster, desk, space) && (newest == NULL || newest->epoch >> 32 < count))
        make_key (self, space, count, own, made);
    }
  return made;
}
