/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-card.h"
#include "lnet-welcome-letter.h"

G_BEGIN_DECLS

/* Joining a network that others share: a card is shown, and waits ($XDG_DATA_HOME/learning-network/joining) with its
 * key until the welcome comes. A welcome serves once: with it the key goes to the network, and the card is gone. All of
 * it blocks: for workers, subcommands and tests. */

/** Makes a card, and a key for it. Returns: (transfer full) (nullable) */
LnetCard *lnet_join_begin (const char *name, GError **error);

/** The cards that wait. Returns: (transfer full) (element-type LnetCard) */
GPtrArray *lnet_join_list (void);

/** Lets go of a card that waits. */
gboolean lnet_join_forget (const LnetId *desk, GError **error);

/** Opens a welcome with the key of the card it answers.
 * @key: (out) (transfer full)
 * Returns: (transfer full) (nullable) */
LnetWelcomeLetter *lnet_join_read (GBytes *bytes, LnetDeskKey **key, GError **error);

/** Makes the network's file at @path from a welcome; then it is open, and empty until something is taken in. On the
 * main thread. Returns: (transfer full) (nullable) */
LnetStore *lnet_join_finish (GBytes *bytes, const char *path, GError **error);

G_END_DECLS
