/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-group.h"
#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_GROUP_PAGE (lnet_group_page_get_type ())
G_DECLARE_FINAL_TYPE (LnetGroupPage, lnet_group_page, LNET, GROUP_PAGE, AdwBin)

/**
 * LnetGroupPage:
 *
 * One organization or team: what is known of it, and its people now and before, each a door to their profile. It is
 * read in a worker, and again when the network changes.
 *
 * Signals: `gone`: it is not there any more; `named`: it was read, and has a name.
 */
GtkWidget *lnet_group_page_new (LnetSession *session, LnetGroupKind kind);

void lnet_group_page_set_group (LnetGroupPage *self, const LnetId *id);

/** Returns: (transfer none): "" before it is read */
const char *lnet_group_page_get_name (LnetGroupPage *self);

G_END_DECLS
