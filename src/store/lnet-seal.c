/* SPDX-License-Identifier: GPL-3.0-or-later */

/* With lnet-hash.c and lnet-sign.c all there is outside sync/ that includes libsodium: attachments lie sealed as they
 * travel. */

#include "config.h"

#include "lnet-seal.h"

#include <sodium.h>
#include <string.h>

#define NONCE_SIZE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_SIZE crypto_aead_xchacha20poly1305_ietf_ABYTES

G_STATIC_ASSERT (LNET_SEAL_KEY_SIZE == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

static void
ensure_sodium (void)
{
  if (sodium_init () < 0)
    g_error ("libsodium could not be set up");
}

void
lnet_seal_key_new (LnetSealKey *key)
{
  ensure_sodium ();
  randombytes_buf (key->bytes, sizeof key->bytes);
}

char *
lnet_seal_key_to_string (const LnetSealKey *key)
{
  char *text = g_malloc (2 * LNET_SEAL_KEY_SIZE + 1);

  return sodium_bin2hex (text, 2 * LNET_SEAL_KEY_SIZE + 1, key->bytes, sizeof key->bytes);
}

gboolean
lnet_seal_key_from_string (const char  *text,
                           LnetSealKey *key)
{
  size_t size;

  return strlen (text) == 2 * LNET_SEAL_KEY_SIZE &&
         sodium_hex2bin (key->bytes, sizeof key->bytes, text, strlen (text), NULL, &size, NULL) == 0 &&
         size == sizeof key->bytes;
}

GBytes *
lnet_seal_close (GBytes            *open,
                 const LnetSealKey *key,
                 LnetHash          *hash)
{
  gsize size;
  const guint8 *content = g_bytes_get_data (open, &size);
  guint8 *sealed = g_malloc (NONCE_SIZE + size + TAG_SIZE);
  unsigned long long n_sealed;
  LnetHashPiece piece = { sealed, 0 };

  ensure_sodium ();
  randombytes_buf (sealed, NONCE_SIZE);
  crypto_aead_xchacha20poly1305_ietf_encrypt (sealed + NONCE_SIZE, &n_sealed, content, size, NULL, 0, NULL, sealed,
                                              key->bytes);
  piece.size = NONCE_SIZE + (gsize) n_sealed;
  lnet_hash_pieces (&piece, 1, hash);
  return g_bytes_new_take (sealed, piece.size);
}

GBytes *
lnet_seal_open (gconstpointer      sealed,
                gsize              size,
                const LnetSealKey *key)
{
  const guint8 *bytes = sealed;
  g_autofree guint8 *open = NULL;
  unsigned long long n_open;

  if (size < NONCE_SIZE + TAG_SIZE)
    return NULL;
  ensure_sodium ();
  open = g_malloc (MAX (size - NONCE_SIZE - TAG_SIZE, 1));
  if (crypto_aead_xchacha20poly1305_ietf_decrypt (open, &n_open, NULL, bytes + NONCE_SIZE, size - NONCE_SIZE, NULL, 0,
                                                  bytes, key->bytes) != 0)
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&open), (gsize) n_open);
}
