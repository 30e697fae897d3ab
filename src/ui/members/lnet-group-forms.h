/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-group.h"
#include "lnet-place-of-work.h"
#include "lnet-session.h"
#include "lnet-team.h"

G_BEGIN_DECLS

/* The forms of organizations and teams. Each commits what was filled in by itself; a new one is opened. */

/** @organization: (nullable): NULL adds one */
void lnet_group_present_organization (GtkWidget *parent, LnetSession *session, const LnetPlaceOfWork *organization);

/** @team: (nullable): NULL adds one */
void lnet_group_present_team (GtkWidget *parent, LnetSession *session, const LnetTeam *team);

/** Since when and until when somebody is in a team. */
void lnet_group_present_place (GtkWidget *parent, LnetSession *session, const LnetTeamPlace *place);

G_END_DECLS
