/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "lnet-coaching.h"
#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_SESSION_CARD (lnet_session_card_get_type ())
G_DECLARE_FINAL_TYPE (LnetSessionCard, lnet_session_card, LNET, SESSION_CARD, AdwBin)

/**
 * LnetSessionCard:
 *
 * One meeting of a pair as it stands among its sessions: when and who coached whom; for a partner also the strength
 * that was seen, first, then what followed from it, and both voices.
 *
 * Its buttons activate "pair.edit-session" and "pair.delete-session" with the session's id.
 */
GtkWidget *lnet_session_card_new (LnetSession *here, const LnetPair *pair, const LnetCoachingSession *session,
                                  gboolean is_partner, const char *today);

G_END_DECLS
