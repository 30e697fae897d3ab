/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "lnet-space.h"
#include "lnet-vector.h"

G_BEGIN_DECLS

#define LNET_SIGNATURE_SIZE 64

/** A desk's own word for its batches in a space up to @n: an Ed25519 signature over the chain hash of that batch. */
typedef struct
{
  LnetId space;
  LnetId desk;
  guint64 n;
  guint8 bytes[LNET_SIGNATURE_SIZE];
} LnetSignature;

/** Up to where a log was given. */
typedef struct
{
  LnetMark mark; /* as a vector names it: of a log that went two ways, one of them */
  LnetId origin; /* the desk as its batches name it */
} LnetGiven;

/**
 * LnetDelivery:
 *
 * What one desk gives to another: batches of any desks' logs, each desk's in a space by rising n, with the signatures
 * that cover them. However it travels, it is taken in by lnet_store_take().
 */
typedef struct _LnetDelivery
{
  LnetId network;
  GArray *spaces;       /* LnetSpace: whose batches are in it, by kind and owner: a space's id follows from them */
  GPtrArray *batches;   /* GBytes: bodies, as in the table batch */
  GArray *signatures;   /* LnetSignature */
  GArray *given;        /* LnetGiven: each log there is something of; only where it was collected */
  GHashTable *contents; /* hash as text → GBytes: contents of attachments, sealed, as in the table attachment_data */
} LnetDelivery;

LnetDelivery *lnet_delivery_new (const LnetId *network);
void lnet_delivery_free (LnetDelivery *delivery);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetDelivery, lnet_delivery_free)

/** Names a space, unless it is named already. */
void lnet_delivery_add_space (LnetDelivery *delivery, const LnetSpace *space);

G_END_DECLS
