/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-room.h"

G_BEGIN_DECLS

#define LNET_TYPE_MEMBERS_ROOM (lnet_members_room_get_type ())
G_DECLARE_FINAL_TYPE (LnetMembersRoom, lnet_members_room, LNET, MEMBERS_ROOM, LnetRoom)

/**
 * LnetMembersRoom:
 *
 * The directory: everybody by name with a search, and beside it (or pushed on top, when narrow) the profile of the one
 * who is chosen. Its place is a member's id.
 */

G_END_DECLS
