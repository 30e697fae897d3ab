/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-hash.h"

G_BEGIN_DECLS

#define LNET_PUBLIC_KEY_SIZE 32
#define LNET_SIGN_SECRET_SIZE 64
#define LNET_SIGNATURE_SIZE 64
#define LNET_KEY_SEED_SIZE 32

/** What a desk signs with: Ed25519. */
typedef struct
{
  guint8 public[LNET_PUBLIC_KEY_SIZE];
  guint8 secret[LNET_SIGN_SECRET_SIZE];
} LnetSignKey;

/** What is sealed to a desk: X25519. */
typedef struct
{
  guint8 public[LNET_PUBLIC_KEY_SIZE];
  guint8 secret[LNET_PUBLIC_KEY_SIZE];
} LnetBoxKey;

void lnet_sign_key_new (LnetSignKey *key);
/** The same key from the same @seed, of %LNET_KEY_SEED_SIZE bytes. */
void lnet_sign_key_from_seed (LnetSignKey *key, const guint8 *seed);
void lnet_sign_key_clear (LnetSignKey *key);

void lnet_box_key_new (LnetBoxKey *key);
void lnet_box_key_from_seed (LnetBoxKey *key, const guint8 *seed);
void lnet_box_key_clear (LnetBoxKey *key);

/** Lower-case hexadecimal of a public key, as the roster keeps it. Returns: (transfer full) */
char *lnet_public_key_to_string (const guint8 *key);
/** FALSE when @text is not one; then @key is untouched. */
gboolean lnet_public_key_from_string (const char *text, guint8 *key);

/**
 * lnet_sign_message:
 * @domain: what kind of thing is signed, so that a signature on one is none on another
 * @signature: (out): %LNET_SIGNATURE_SIZE bytes
 */
void lnet_sign_message (const guint8 *secret, const char *domain, gconstpointer data, gsize size, guint8 *signature);
gboolean lnet_sign_check_message (const guint8 *public, const char *domain, gconstpointer data, gsize size,
                                  const guint8 *signature);

/** Signs that @desk's log in @space has the chain hash @hash at its batch @n, and with it all before. */
void lnet_sign_batch (const guint8 *secret, const LnetId *space, const LnetId *desk, guint64 n, const LnetHash *hash,
                      guint8 *signature);
gboolean lnet_sign_check (const guint8 *public, const LnetId *space, const LnetId *desk, guint64 n,
                          const LnetHash *hash, const guint8 *signature);

G_END_DECLS
