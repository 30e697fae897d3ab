/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-reader.h"
#include "lnet-transaction.h"

G_BEGIN_DECLS

/** A team. */
typedef struct
{
  LnetId id;
  gboolean deleted;
  char *name;
  char *kind; /* a key of LNET_REFERENCE_CONVENING_KIND: implementation-team, small-group; or an own word */
  char *purpose;
} LnetTeam;

/** Returns: (transfer full) (nullable): NULL with LNET_ERROR_NOT_FOUND when it is not in the network */
LnetTeam *lnet_team_load (LnetReader *reader, const LnetId *id, GError **error);
void lnet_team_free (LnetTeam *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetTeam, lnet_team_free)

/** Somebody's time in a team. */
typedef struct
{
  LnetId id;
  LnetId team;
  LnetId member;
  char *team_name;
  char *member_name;
  char *starts; /* as far as it is known */
  char *ends;   /* last day; NULL: still */
} LnetTeamPlace;

/** Returns: (transfer full) (nullable): NULL with LNET_ERROR_NOT_FOUND when it is not there any more */
LnetTeamPlace *lnet_team_place_load (LnetReader *reader, const LnetId *id, GError **error);
void lnet_team_place_free (LnetTeamPlace *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetTeamPlace, lnet_team_place_free)

/** Puts @member into @team from @starts on. Returns: the row */
LnetId lnet_team_add_member (LnetTransaction *transaction, const LnetId *team, const LnetId *member,
                             const char *starts);

/** What people see for a team's kind: "Implementation team"; a network's own word as it is. (transfer none) */
const char *lnet_team_kind_label (const char *kind);

G_END_DECLS
