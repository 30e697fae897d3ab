/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-reader.h"
#include "lnet-schema.h"

G_BEGIN_DECLS

/**
 * lnet_row_title:
 *
 * A few words by which a person knows a row, in the Trash or not: a member's name, the first words of a passage, for
 * what hangs on a member that member's name. Returns: (transfer full): "" when there is nothing to say
 */
char *lnet_row_title (LnetReader *reader, guint table, const LnetId *row);

/** What kind of thing a row of @table is: "Member", "Passage". Returns: (transfer none) */
const char *lnet_row_get_kind (guint table);

G_END_DECLS
