/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-hash.h"

G_BEGIN_DECLS

#define LNET_SEAL_KEY_SIZE 32

/** A key that seals one content, and no other. */
typedef struct
{
  guint8 bytes[LNET_SEAL_KEY_SIZE];
} LnetSealKey;

void lnet_seal_key_new (LnetSealKey *key);
/** Lower-case hexadecimal. Returns: (transfer full) */
char *lnet_seal_key_to_string (const LnetSealKey *key);
/** FALSE when @text is not a key as lnet_seal_key_to_string() writes it. */
gboolean lnet_seal_key_from_string (const char *text, LnetSealKey *key);

/** Seals @open by XChaCha20-Poly1305; the nonce comes first. @hash is that of what is returned.
 * Returns: (transfer full) */
GBytes *lnet_seal_close (GBytes *open, const LnetSealKey *key, LnetHash *hash);

/** Opens what lnet_seal_close() made with the same key; NULL when a single bit of it is another.
 * Returns: (transfer full) (nullable) */
GBytes *lnet_seal_open (gconstpointer sealed, gsize size, const LnetSealKey *key);

G_END_DECLS
