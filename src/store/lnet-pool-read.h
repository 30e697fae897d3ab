/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-pool.h"
#include "lnet-reader.h"

G_BEGIN_DECLS

/**
 * lnet_pool_read:
 * @round: (nullable): the round; NULL or the null id for the newest
 * @today: the day it is seen from, "2026-11-24": which roles are held, how long somebody has waited
 *
 * Reads who is in a round's pool and has not left the network, with what the round says of pairing. Pairs of the round
 * that are not closed are locks that exist. A desk that may not read the staff's space knows of no supervisor and of
 * nobody who is not wanted, and counts no sessions: what it makes of the pool is worth less.
 *
 * Never on the main thread: a state's pool takes some tenths of a second.
 * Returns: (transfer full): sealed; NULL with %LNET_ERROR_NOT_FOUND when there is no such round
 */
LnetPool *lnet_pool_read (LnetReader *reader, const LnetId *round, const char *today, GError **error);

G_END_DECLS
