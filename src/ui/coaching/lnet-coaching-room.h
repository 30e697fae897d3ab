/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-room.h"

G_BEGIN_DECLS

#define LNET_TYPE_COACHING_ROOM (lnet_coaching_room_get_type ())
G_DECLARE_FINAL_TYPE (LnetCoachingRoom, lnet_coaching_room, LNET, COACHING_ROOM, LnetRoom)

/**
 * LnetCoachingRoom:
 *
 * Coaching: the pairs of a round by how they stand to their rhythm, and its pool, from which pairs are made.
 *
 * Properties: round (char *, a round's id, read-write, notify).
 * Actions: coaching.round (its id), coaching.new-round, coaching.edit-round, coaching.add-to-pool, coaching.pool,
 * coaching.look (at those who are chosen), coaching.forget (the choice), coaching.retry.
 */

G_END_DECLS
