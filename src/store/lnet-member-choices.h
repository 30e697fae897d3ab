/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-member-filter.h"
#include "lnet-members.h"

G_BEGIN_DECLS

/** A value that a list of members can be narrowed by. */
typedef struct
{
  LnetMemberFilterKind kind;
  char *value; /* as LnetMemberCondition keeps it */
  char *label; /* as people read it */
  guint count; /* how many would be shown */
} LnetMemberChoice;

void lnet_member_choice_free (LnetMemberChoice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetMemberChoice, lnet_member_choice_free)

/**
 * lnet_members_keep:
 * @today: (nullable): "2026-11-24"; NULL for the day it is
 *
 * Those of @all who pass @filter, in the same order; @all itself when everybody does. With 100,000 members this takes
 * longer than a frame: then it belongs in a worker.
 * Returns: (transfer full) (nullable)
 */
LnetMemberOrder *lnet_members_keep (LnetReader *reader, LnetMemberOrder *all, const LnetMemberFilter *filter,
                                    const char *today, GError **error);

/**
 * lnet_members_load_choices:
 * @today: (nullable): "2026-11-24"; NULL for the day it is
 *
 * What @kind can be narrowed to, by label, each with how many it would show beside the conditions of other kinds in
 * @filter. What @filter names is there even where it shows nobody. For workers.
 * Returns: (transfer full) (element-type LnetMemberChoice) (nullable)
 */
GPtrArray *lnet_members_load_choices (LnetReader *reader, LnetMemberFilterKind kind, const LnetMemberFilter *filter,
                                      const char *today, GError **error);

/** "Role now", "Place". Returns: (transfer none) */
const char *lnet_member_filter_kind_get_title (LnetMemberFilterKind kind);

/** A condition as people read it: "Cook", "Little Sprouts", "Not yet in the vision". Returns: (transfer full) */
char *lnet_member_condition_dup_label (LnetReader *reader, const LnetMemberCondition *condition);

G_END_DECLS
