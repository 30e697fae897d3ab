/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-space.h"

#include "lnet-hash.h"

LnetId
lnet_space_get_id (const LnetId    *network,
                   const LnetSpace *space)
{
  guint8 kind = space->kind;

  return lnet_hash_derive_id ((LnetHashPiece[]) { { network, sizeof *network }, { &kind, 1 },
                                                  { &space->owner, sizeof space->owner } }, 3);
}
