/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-sign.h"

#include <sodium.h>
#include <string.h>

#define BATCH_DOMAIN "learning-network batch"

G_STATIC_ASSERT (LNET_PUBLIC_KEY_SIZE == crypto_sign_PUBLICKEYBYTES);
G_STATIC_ASSERT (LNET_PUBLIC_KEY_SIZE == crypto_box_PUBLICKEYBYTES);
G_STATIC_ASSERT (LNET_PUBLIC_KEY_SIZE == crypto_box_SECRETKEYBYTES);
G_STATIC_ASSERT (LNET_SIGN_SECRET_SIZE == crypto_sign_SECRETKEYBYTES);
G_STATIC_ASSERT (LNET_SIGNATURE_SIZE == crypto_sign_BYTES);
G_STATIC_ASSERT (LNET_KEY_SEED_SIZE == crypto_sign_SEEDBYTES);
G_STATIC_ASSERT (LNET_KEY_SEED_SIZE == crypto_box_SEEDBYTES);

static void
ensure_sodium (void)
{
  if (sodium_init () < 0)
    g_error ("libsodium could not be set up");
}

void
lnet_sign_key_new (LnetSignKey *key)
{
  ensure_sodium ();
  crypto_sign_keypair (key->public, key->secret);
}

void
lnet_sign_key_from_seed (LnetSignKey  *key,
                         const guint8 *seed)
{
  ensure_sodium ();
  crypto_sign_seed_keypair (key->public, key->secret, seed);
}

void
lnet_sign_key_clear (LnetSignKey *key)
{
  sodium_memzero (key, sizeof *key);
}

void
lnet_box_key_new (LnetBoxKey *key)
{
  ensure_sodium ();
  crypto_box_keypair (key->public, key->secret);
}

void
lnet_box_key_from_seed (LnetBoxKey   *key,
                        const guint8 *seed)
{
  ensure_sodium ();
  crypto_box_seed_keypair (key->public, key->secret, seed);
}

void
lnet_box_key_clear (LnetBoxKey *key)
{
  sodium_memzero (key, sizeof *key);
}

char *
lnet_public_key_to_string (const guint8 *key)
{
  char *text = g_malloc (2 * LNET_PUBLIC_KEY_SIZE + 1);

  return sodium_bin2hex (text, 2 * LNET_PUBLIC_KEY_SIZE + 1, key, LNET_PUBLIC_KEY_SIZE);
}

gboolean
lnet_public_key_from_string (const char *text,
                             guint8     *key)
{
  guint8 read[LNET_PUBLIC_KEY_SIZE];
  size_t size;

  if (strlen (text) != 2 * sizeof read ||
      sodium_hex2bin (read, sizeof read, text, strlen (text), NULL, &size, NULL) != 0 || size != sizeof read)
    return FALSE;
  memcpy (key, read, sizeof read);
  return TRUE;
}

/* What is signed: the domain with its final zero, then the message. */
static GByteArray *
put_domain (const char    *domain,
            gconstpointer  data,
            gsize          size)
{
  GByteArray *bytes = g_byte_array_new ();

  g_byte_array_append (bytes, (const guint8 *) domain, (guint) strlen (domain) + 1);
  g_byte_array_append (bytes, data, (guint) size);
  return bytes;
}

void
lnet_sign_message (const guint8  *secret,
                   const char    *domain,
                   gconstpointer  data,
                   gsize          size,
                   guint8        *signature)
{
  g_autoptr (GByteArray) bytes = put_domain (domain, data, size);

  ensure_sodium ();
  crypto_sign_detached (signature, NULL, bytes->data, bytes->len, secret);
}

gboolean
lnet_sign_check_message (const guint8  *public,
                         const char    *domain,
                         gconstpointer  data,
                         gsize          size,
                         const guint8  *signature)
{
  g_autoptr (GByteArray) bytes = put_domain (domain, data, size);

  ensure_sodium ();
  return crypto_sign_verify_detached (signature, bytes->data, bytes->len, public) == 0;
}

/* Everything of a fixed width: no two batches give the same bytes. */
typedef struct
{
  LnetId space;
  LnetId desk;
  guint8 n[8];
  LnetHash hash;
} BatchMessage;

G_STATIC_ASSERT (sizeof (BatchMessage) == 2 * LNET_ID_SIZE + 8 + LNET_HASH_SIZE);

static BatchMessage
describe_batch (const LnetId   *space,
                const LnetId   *desk,
                guint64         n,
                const LnetHash *hash)
{
  BatchMessage message = { .space = *space, .desk = *desk, .hash = *hash };
  guint64 number = GUINT64_TO_LE (n);

  memcpy (message.n, &number, sizeof message.n);
  return message;
}

void
lnet_sign_batch (const guint8   *secret,
                 const LnetId   *space,
                 const LnetId   *desk,
                 guint64         n,
                 const LnetHash *hash,
                 guint8         *signature)
{
  BatchMessage message = describe_batch (space, desk, n, hash);

  lnet_sign_message (secret, BATCH_DOMAIN, &message, sizeof message, signature);
}

gboolean
lnet_sign_check (const guint8   *public,
                 const LnetId   *space,
                 const LnetId   *desk,
                 guint64         n,
                 const LnetHash *hash,
                 const guint8   *signature)
{
  BatchMessage message = describe_batch (space, desk, n, hash);

  return lnet_sign_check_message (public, BATCH_DOMAIN, &message, sizeof message, signature);
}
