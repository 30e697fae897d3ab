/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-space-keys.h"

G_BEGIN_DECLS

/* A space's key on its way to the desks that may read the space: sealed to each of them, signed by the one that sends
 * it. It names nobody: each finds its own by trying a hint. */

#define LNET_KEY_ENVELOPE_MOST_DESKS 512
#define LNET_KEY_ENVELOPE_SUFFIX ".lnkey"

typedef struct
{
  char *name; /* "<epoch>-<hash8>.lnkey": the same for the same key and the same desks */
  GBytes *bytes;
} LnetKeyEnvelope;

void lnet_key_envelope_free (LnetKeyEnvelope *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetKeyEnvelope, lnet_key_envelope_free)

/**
 * lnet_key_envelope_write_all:
 * @desk: this desk
 *
 * Every key that this desk has, for all desks that may read its space.
 *
 * Returns: (transfer full) (element-type LnetKeyEnvelope)
 */
GPtrArray *lnet_key_envelope_write_all (const LnetSpaceKeys *keys, const LnetRoster *roster, const LnetId *desk,
                                        const LnetDeskKey *own);

/**
 * lnet_key_envelope_open:
 * @network: the id of the network it came for
 * @key: (out): only if there is one for this desk
 *
 * %LNET_ERROR_NOT_FOUND when there is none for this desk; %LNET_ERROR_INVALID when who sent it may not.
 */
gboolean lnet_key_envelope_open (GBytes *envelope, const LnetId *network, const LnetRoster *roster,
                                 const LnetDeskKey *own, LnetSpaceKey *key, GError **error);

G_END_DECLS
