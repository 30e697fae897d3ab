/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-session.h"

G_BEGIN_DECLS

/* Somebody's time in a team, wherever it is shown: changed, ended, taken away. */

/** Installs place.change, place.end and place.remove ("s": the row's id as text). Their widget stands in a room. */
void lnet_team_places_install_actions (GtkWidgetClass *klass);

/** Turns them off where nothing can be written. */
void lnet_team_places_guard_actions (GtkWidget *widget, LnetSession *session);

/**
 * lnet_team_places_create_button:
 * @label: what it is about, for its tooltip
 * @goes_on: whether the time in the team has not ended
 *
 * The menu of a row that shows a place in a team.
 */
GtkWidget *lnet_team_places_create_button (const char *label, const LnetId *place, gboolean goes_on);

G_END_DECLS
