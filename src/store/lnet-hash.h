/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "lnet-id.h"

G_BEGIN_DECLS

#define LNET_HASH_SIZE 32

/** A BLAKE2b-256 hash. */
typedef struct
{
  guint8 bytes[LNET_HASH_SIZE];
} LnetHash;

/** One piece of what is hashed; pieces are hashed one behind the other. */
typedef struct
{
  gconstpointer data;
  gsize size;
} LnetHashPiece;

void lnet_hash_pieces (const LnetHashPiece *pieces, gsize n_pieces, LnetHash *hash);

/** BLAKE2b-256 of @data keyed with @key (16 bytes): a commitment that tells nothing without its key. */
void lnet_hash_keyed (const LnetId *key, gconstpointer data, gsize size, LnetHash *hash);

/** An id that follows from @pieces, the same on every desk. */
LnetId lnet_hash_derive_id (const LnetHashPiece *pieces, gsize n_pieces);

/** Adds @hash to @sum, as four 64-bit numbers each modulo 2⁶⁴: a sum does not depend on the order. */
void lnet_hash_add (LnetHash *sum, const LnetHash *hash);

/** Lower-case hexadecimal. Returns: (transfer full) */
char *lnet_hash_to_string (const LnetHash *hash);

G_END_DECLS
