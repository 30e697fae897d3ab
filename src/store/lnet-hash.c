/* SPDX-License-Identifier: GPL-3.0-or-later */

/* With lnet-seal.c and lnet-sign.c all there is outside sync/ that includes libsodium: the change log is chained by
 * BLAKE2b from its first batch on. */

#include "config.h"

#include "lnet-hash.h"

#include <sodium.h>
#include <string.h>

/* Which way of hashing suits the processor is found out once. */
static void
make_ready (void)
{
  static gsize ready;

  if (!g_once_init_enter (&ready))
    return;
  if (sodium_init () < 0)
    g_error ("libsodium cannot be used");
  g_once_init_leave (&ready, 1);
}

static void
hash_pieces (const LnetHashPiece *pieces,
             gsize                n_pieces,
             guint8              *output,
             gsize                size)
{
  crypto_generichash_state state;

  make_ready ();
  if (n_pieces == 1)
    {
      crypto_generichash (output, size, pieces[0].data, pieces[0].size, NULL, 0);
      return;
    }
  crypto_generichash_init (&state, NULL, 0, size);
  for (gsize i = 0; i < n_pieces; i++)
    crypto_generichash_update (&state, pieces[i].data, pieces[i].size);
  crypto_generichash_final (&state, output, size);
}

void
lnet_hash_pieces (const LnetHashPiece *pieces,
                  gsize                n_pieces,
                  LnetHash            *hash)
{
  hash_pieces (pieces, n_pieces, hash->bytes, sizeof hash->bytes);
}

void
lnet_hash_keyed (const LnetId  *key,
                 gconstpointer  data,
                 gsize          size,
                 LnetHash      *hash)
{
  make_ready ();
  crypto_generichash (hash->bytes, sizeof hash->bytes, data, size, key->bytes, sizeof key->bytes);
}

LnetId
lnet_hash_derive_id (const LnetHashPiece *pieces,
                     gsize                n_pieces)
{
  LnetId id;

  hash_pieces (pieces, n_pieces, id.bytes, sizeof id.bytes);
  return id;
}

void
lnet_hash_add (LnetHash       *sum,
               const LnetHash *hash)
{
  for (gsize i = 0; i < LNET_HASH_SIZE; i += sizeof (guint64))
    {
      guint64 a, b;

      memcpy (&a, sum->bytes + i, sizeof a);
      memcpy (&b, hash->bytes + i, sizeof b);
      a = GUINT64_TO_LE (GUINT64_FROM_LE (a) + GUINT64_FROM_LE (b));
      memcpy (sum->bytes + i, &a, sizeof a);
    }
}

char *
lnet_hash_to_string (const LnetHash *hash)
{
  GString *text = g_string_sized_new (2 * LNET_HASH_SIZE);

  for (gsize i = 0; i < LNET_HASH_SIZE; i++)
    g_string_append_printf (text, "%02x", hash->bytes[i]);
  return g_string_free (text, FALSE);
}
