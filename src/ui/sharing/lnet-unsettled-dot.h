/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-schema.h"
#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_UNSETTLED_DOT (lnet_unsettled_dot_get_type ())
G_DECLARE_FINAL_TYPE (LnetUnsettledDot, lnet_unsettled_dot, LNET, UNSETTLED_DOT, AdwBin)

/**
 * LnetUnsettledDot:
 *
 * Stands beside a field that was written on two desks at once: a small button that opens what to choose from.
 */

/** Returns: (transfer floating) (nullable): NULL while there is nothing to settle about @field of @row */
GtkWidget *lnet_unsettled_dot_new (LnetSession *session, LnetField field, const LnetId *row);

/** For all of a row that is shown as one: one thing after the other. Returns: (transfer floating) (nullable) */
GtkWidget *lnet_unsettled_dot_new_for_row (LnetSession *session, LnetTable table, const LnetId *row);

/** Puts @dot (nullable) at the end of @shown. */
void lnet_unsettled_dot_add (GtkWidget *dot, AdwActionRow *shown);

G_END_DECLS
