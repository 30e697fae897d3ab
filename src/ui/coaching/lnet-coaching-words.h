/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-coaching.h"
#include "lnet-pairing-rule.h"

G_BEGIN_DECLS

/* How the coaching view says and marks things. Texts are (transfer none) unless they are called dup. */

/** A symbolic icon, always shown beside the words. */
const char *lnet_coaching_cadence_icon (LnetCadenceState state);
/** A style class: error, warning, success, or dimmed. */
const char *lnet_coaching_cadence_class (LnetCadenceState state);

/** For lnet_pairing_remark_describe(). */
const char *lnet_coaching_label (LnetPairingKind kind, const char *key);

/** planning, observation, reflection; a network's own word as it is. */
const char *lnet_coaching_kind_label (const char *kind);
const char *const *lnet_coaching_get_kinds (void);

/** How somebody likes to meet: in-person, video, either. */
const char *lnet_coaching_mode_label (const char *mode);

/** "Lead teacher · Little Sprouts · Lander", of what is known. */
char *lnet_coaching_dup_caption (const LnetIntake *intake);

/** "Waiting since Tue 24 Nov", "Waiting again since Tue 24 Nov", "With Ben" is said elsewhere. */
char *lnet_coaching_dup_waiting (const LnetIntake *intake, const char *today);

/** What is known of somebody as the rules want it; points into @intake. */
LnetPairingMember lnet_coaching_pairing_member (const LnetIntake *intake);

/** Splits keys with spaces between; never NULL. (transfer full) */
char **lnet_coaching_split_keys (const char *keys);

G_END_DECLS
