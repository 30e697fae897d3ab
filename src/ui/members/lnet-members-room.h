/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-members.h"
#include "lnet-room.h"

G_BEGIN_DECLS

#define LNET_TYPE_MEMBERS_ROOM (lnet_members_room_get_type ())
G_DECLARE_FINAL_TYPE (LnetMembersRoom, lnet_members_room, LNET, MEMBERS_ROOM, LnetRoom)

/** Before the words of a place that is a search: "found:ana lander". */
#define LNET_MEMBERS_ROOM_FOUND "found:"

/**
 * LnetMembersRoom:
 *
 * The directory: everybody with a search, filters and a sort, and beside it (or pushed on top, when narrow) the profile
 * of the one who is chosen. Many can be selected at once, for what is done with all of them. Its place is a member's
 * id; it can also be sent to a search (LNET_MEMBERS_ROOM_FOUND).
 *
 * Properties: sort (string, notify: a key of LnetMemberSort).
 */

/** Who is selected, by name, of those shown and those not shown; nobody while nothing is being selected. It may be
 * handed to a worker; lnet_members_read_ids() says whose rows these are. Returns: (transfer full) */
LnetMemberOrder *lnet_members_room_dup_selected (LnetMembersRoom *self);
guint lnet_members_room_get_n_selected (LnetMembersRoom *self);

G_END_DECLS
