/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-key-envelope.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "lnet-bytes.h"
#include "lnet-error.h"

/* "LNKEYS" · format · 0 · nonce 16 · sender 16 · number of slots · slots of (hint 8, sealed key) · signature of all that
 * comes before. */

#define MAGIC "LNKEYS\1"
#define MAGIC_SIZE 8 /* with its final zero */
#define NONCE_SIZE 16
#define HINT_SIZE 8
#define OPEN_SIZE (1 + LNET_ID_SIZE + 8 + LNET_SPACE_KEY_SIZE)
#define SLOT_SIZE (HINT_SIZE + OPEN_SIZE + LNET_DESK_KEY_SEAL_SIZE)
#define DOMAIN "learning-network keys"

void
lnet_key_envelope_free (LnetKeyEnvelope *self)
{
  g_free (self->name);
  g_bytes_unref (self->bytes);
  g_free (self);
}

static void
compute_hint (const guint8 *box_public,
              const guint8 *nonce,
              guint8       *hint)
{
  LnetHash hash;

  lnet_hash_pieces ((LnetHashPiece[]) { { nonce, NONCE_SIZE }, { box_public, LNET_PUBLIC_KEY_SIZE } }, 2, &hash);
  memcpy (hint, hash.bytes, HINT_SIZE);
}

/* --- writing --- */

static void
write_open (const LnetSpaceKey *key,
            guint8              open[OPEN_SIZE])
{
  guint64 epoch = GUINT64_TO_LE (key->epoch);

  open[0] = (guint8) key->space.kind;
  memcpy (open + 1, &key->space.owner, LNET_ID_SIZE);
  memcpy (open + 1 + LNET_ID_SIZE, &epoch, sizeof epoch);
  memcpy (open + 1 + LNET_ID_SIZE + sizeof epoch, key->key, LNET_SPACE_KEY_SIZE);
}

static void
put_slot (GByteArray         *bytes,
          const LnetSpaceKey *key,
          const guint8       *box_public,
          const guint8       *nonce)
{
  g_autoptr (GBytes) sealed = NULL;
  guint8 open[OPEN_SIZE], hint[HINT_SIZE];

  write_open (key, open);
  sealed = lnet_desk_key_seal (box_public, open, sizeof open);
  sodium_memzero (open, sizeof open);
  compute_hint (box_public, nonce, hint);
  g_byte_array_append (bytes, hint, sizeof hint);
  g_byte_array_append (bytes, g_bytes_get_data (sealed, NULL), (guint) g_bytes_get_size (sealed));
}

/* The name says what is in it, and not how chance has sealed it this time. */
static char *
make_name (const LnetSpaceKey          *key,
           const LnetRosterDesk *const *desks,
           guint                        n_desks)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  LnetHash hash;

  lnet_bytes_put_id (bytes, &key->id);
  for (guint i = 0; i < n_desks; i++)
    g_byte_array_append (bytes, desks[i]->box_key, sizeof desks[i]->box_key);
  lnet_hash_pieces (&(LnetHashPiece) { bytes->data, bytes->len }, 1, &hash);
  return g_strdup_printf ("%" G_GUINT64_FORMAT "-%02x%02x%02x%02x" LNET_KEY_ENVELOPE_SUFFIX, key->epoch,
                          hash.bytes[0], hash.bytes[1], hash.bytes[2], hash.bytes[3]);
}

static LnetKeyEnvelope *
write_envelope (const LnetSpaceKey          *key,
                const LnetRosterDesk *const *desks,
                guint                        n_desks,
                const LnetId                *sender,
                const LnetDeskKey           *own)
{
  LnetKeyEnvelope *self = g_new0 (LnetKeyEnvelope, 1);
  GByteArray *bytes = g_byte_array_new ();
  guint8 nonce[NONCE_SIZE], signature[LNET_SIGNATURE_SIZE];

  randombytes_buf (nonce, sizeof nonce);
  g_byte_array_append (bytes, (const guint8 *) MAGIC, MAGIC_SIZE);
  g_byte_array_append (bytes, nonce, sizeof nonce);
  lnet_bytes_put_id (bytes, sender);
  lnet_bytes_put_number (bytes, n_desks);
  for (guint i = 0; i < n_desks; i++)
    put_slot (bytes, key, desks[i]->box_key, nonce);
  lnet_sign_message (own->sign.secret, DOMAIN, bytes->data, bytes->len, signature);
  g_byte_array_append (bytes, signature, sizeof signature);
  self->name = make_name (key, desks, n_desks);
  self->bytes = g_byte_array_free_to_bytes (bytes);
  return self;
}

static int
compare_desks (gconstpointer a,
               gconstpointer b)
{
  return lnet_id_compare (*(gconstpointer const *) a, *(gconstpointer const *) b);
}

GPtrArray *
lnet_key_envelope_write_all (const LnetSpaceKeys *keys,
                             const LnetRoster    *roster,
                             const LnetId        *desk,
                             const LnetDeskKey   *own)
{
  GPtrArray *envelopes = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_key_envelope_free);

  for (guint i = 0; i < lnet_space_keys_list (keys)->len; i++)
    {
      const LnetSpaceKey *key = lnet_space_keys_list (keys)->pdata[i];
      g_autoptr (GPtrArray) desks = g_ptr_array_new ();

      for (guint k = 0; k < lnet_roster_list (roster)->len; k++)
        {
          LnetRosterDesk *other = lnet_roster_list (roster)->pdata[k];

          if (other->has_keys && lnet_roster_may_read (roster, &other->id, &key->space))
            g_ptr_array_add (desks, other);
        }
      g_ptr_array_sort (desks, compare_desks);
      for (guint k = 0; k < desks->len; k += LNET_KEY_ENVELOPE_MOST_DESKS)
        g_ptr_array_add (envelopes,
                         write_envelope (key, (const LnetRosterDesk *const *) desks->pdata + k,
                                         MIN (desks->len - k, LNET_KEY_ENVELOPE_MOST_DESKS), desk, own));
    }
  return envelopes;
}

/* --- opening --- */

static gboolean
fail (GError     **error,
      int          code,
      const char  *detail)
{
  g_set_error (error, LNET_ERROR, code, "%s\n%s",
               code == LNET_ERROR_NOT_FOUND ? _("A key that came is not for this desk.")
               : code == LNET_ERROR_INVALID ? _("A key came from a desk that may not send it. It was not taken.")
                                            : _("A key that came is damaged. It was not taken."), detail);
  return FALSE;
}

static void
read_open (const guint8  *open,
           const LnetId  *network,
           LnetSpaceKey  *key)
{
  guint64 epoch;

  key->space.kind = open[0];
  memcpy (&key->space.owner, open + 1, LNET_ID_SIZE);
  memcpy (&epoch, open + 1 + LNET_ID_SIZE, sizeof epoch);
  key->epoch = GUINT64_FROM_LE (epoch);
  memcpy (key->key, open + 1 + LNET_ID_SIZE + sizeof epoch, LNET_SPACE_KEY_SIZE);
  key->id = lnet_space_get_id (network, &key->space);
}

/* The slot of this desk, opened; NULL when there is none. */
static GBytes *
find_slot (const guint8      *slots,
           guint64            n,
           const guint8      *nonce,
           const LnetDeskKey *own)
{
  guint8 hint[HINT_SIZE];

  compute_hint (own->box.public, nonce, hint);
  for (guint64 i = 0; i < n; i++)
    {
      const guint8 *slot = slots + i * SLOT_SIZE;

      if (memcmp (slot, hint, HINT_SIZE) == 0)
        return lnet_desk_key_open (own, slot + HINT_SIZE, SLOT_SIZE - HINT_SIZE);
    }
  return NULL;
}

gboolean
lnet_key_envelope_open (GBytes             *envelope,
                        const LnetId       *network,
                        const LnetRoster   *roster,
                        const LnetDeskKey  *own,
                        LnetSpaceKey       *key,
                        GError            **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (envelope, &size);
  LnetCursor cursor = { data, size, FALSE };
  const guint8 *magic = lnet_cursor_get_raw (&cursor, MAGIC_SIZE);
  const guint8 *nonce = lnet_cursor_get_raw (&cursor, NONCE_SIZE);
  LnetId sender = lnet_cursor_get_id (&cursor);
  guint64 n = lnet_cursor_get_number (&cursor);
  const LnetRosterDesk *desk = lnet_roster_find (roster, &sender);
  g_autoptr (GBytes) open = NULL;
  const guint8 *slots;
  LnetSpaceKey read;

  if (cursor.failed || memcmp (magic, MAGIC, MAGIC_SIZE) != 0 || n > LNET_KEY_ENVELOPE_MOST_DESKS ||
      cursor.left != n * SLOT_SIZE + LNET_SIGNATURE_SIZE)
    return fail (error, LNET_ERROR_DAMAGED, "size");
  if (desk == NULL || !desk->has_keys || desk->state != LNET_DESK_ADMITTED)
    return fail (error, LNET_ERROR_INVALID, "sender");
  if (!lnet_sign_check_message (desk->sign_key, DOMAIN, data, size - LNET_SIGNATURE_SIZE,
                                data + size - LNET_SIGNATURE_SIZE))
    return fail (error, LNET_ERROR_DAMAGED, "signature");
  slots = lnet_cursor_get_raw (&cursor, n * SLOT_SIZE);
  open = slots != NULL ? find_slot (slots, n, nonce, own) : NULL;
  if (open == NULL || g_bytes_get_size (open) != OPEN_SIZE)
    return fail (error, LNET_ERROR_NOT_FOUND, "slot");
  read_open (g_bytes_get_data (open, NULL), network, &read);
  if (!lnet_roster_may_read (roster, &sender, &read.space))
    return fail (error, LNET_ERROR_INVALID, "space");
  *key = read;
  return TRUE;
}
