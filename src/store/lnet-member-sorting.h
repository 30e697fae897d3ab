/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-member-sort.h"
#include "lnet-members.h"

G_BEGIN_DECLS

/**
 * lnet_members_sort:
 * @by_name: everybody, or some, by name
 * @today: (nullable): "2026-11-24"; NULL for the day it is
 *
 * The same members by @sort, under its sections; those of whom nothing is known come last. @by_name itself for that.
 * For workers: it looks at everybody.
 * Returns: (transfer full) (nullable)
 */
LnetMemberOrder *lnet_members_sort (LnetReader *reader, LnetMemberOrder *by_name, LnetMemberSort sort,
                                    const char *today, GError **error);

/** Whether @table holds what @sort goes by, beside what the list of members shows. */
gboolean lnet_members_sort_follows (LnetMemberSort sort, LnetTable table);

G_END_DECLS
