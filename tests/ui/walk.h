/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "harness.h"
#include "lnet-room.h"

G_BEGIN_DECLS

/**
 * LnetWalkState:
 *
 * Something of a room to take a picture of. Rooms list theirs in walk-ROOM.c; the room as it opens is always taken.
 */
typedef struct
{
  const char *name; /* part of the picture's file name: "profile" */
  /* Brings the room into that state. What it opens (a dialog) is closed again by the walk. */
  void (*prepare) (LnetWindow *window, LnetRoom *room);
} LnetWalkState;

/* Each ends with an entry without a name. */
extern const LnetWalkState lnet_walk_window[]; /* what belongs to no room: taken once, in the first one */
/* members */
extern const LnetWalkState lnet_walk_members[];
void lnet_walk_message_text (LnetWindow *window, LnetRoom *room);
void lnet_walk_message_mail (LnetWindow *window, LnetRoom *room);
void lnet_walk_message_people (LnetWindow *window, LnetRoom *room);
void lnet_walk_messages (LnetWindow *window, LnetRoom *room);
void lnet_walk_message_sent (LnetWindow *window, LnetRoom *room);
void lnet_walk_organizations (LnetWindow *window, LnetRoom *room);
void lnet_walk_organization (LnetWindow *window, LnetRoom *room);
void lnet_walk_organization_edit (LnetWindow *window, LnetRoom *room);
void lnet_walk_organization_delete (LnetWindow *window, LnetRoom *room);
void lnet_walk_organization_choose (LnetWindow *window, LnetRoom *room);
void lnet_walk_organization_merge (LnetWindow *window, LnetRoom *room);
void lnet_walk_team (LnetWindow *window, LnetRoom *room);
void lnet_walk_team_edit (LnetWindow *window, LnetRoom *room);
void lnet_walk_profile_end (LnetWindow *window, LnetRoom *room);
/* certificates */
extern const LnetWalkState lnet_walk_certificates[];
/* coaching */
extern const LnetWalkState lnet_walk_coaching[];
/* vision */
extern const LnetWalkState lnet_walk_vision[];
/* sharing: of a network of its own, where two desks wrote at the same time (transfer full) */
extern const LnetWalkState lnet_walk_settle[];
char *lnet_walk_dup_settle_path (void);
/* sharing */
extern const LnetWalkState lnet_walk_sharing[];
/* sharing: of a network that several desks share (transfer full) */
extern const LnetWalkState lnet_walk_desks[];
char *lnet_walk_dup_shared_path (void);

G_END_DECLS
