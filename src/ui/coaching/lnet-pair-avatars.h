/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "lnet-coaching.h"
#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_PAIR_AVATARS (lnet_pair_avatars_get_type ())
G_DECLARE_FINAL_TYPE (LnetPairAvatars, lnet_pair_avatars, LNET, PAIR_AVATARS, GtkWidget)

/**
 * LnetPairAvatars:
 *
 * Two or three avatars that meet: each covers an edge of the one before. Decoration; names stand beside it.
 *
 * Properties: size (int, of one avatar, notify).
 */
void lnet_pair_avatars_set_names (LnetPairAvatars *self, const char *const *names);
/** With their portraits. */
void lnet_pair_avatars_set_pair (LnetPairAvatars *self, LnetSession *session, const LnetPair *pair);

G_END_DECLS
