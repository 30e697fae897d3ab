/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-reader.h"

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

/** What people see for a team's kind: "Implementation team"; a network's own word as it is. (transfer none) */
const char *lnet_team_kind_label (const char *kind);

G_END_DECLS
