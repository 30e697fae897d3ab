/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-reader.h"
#include "lnet-transaction.h"

G_BEGIN_DECLS

/** Something both members say, and say differently. */
typedef struct
{
  LnetField field;
  LnetId row;          /* of the one who stays */
  char *kept;          /* of the member who stays; numbers as text */
  char *other;         /* of the one who goes */
  gboolean take_other; /* for whoever decides; at first only where the other one is the same name with its accents */
} LnetMergeConflict;

/**
 * LnetMemberMerge:
 *
 * Two entries of the directory that are one person, about to become one. Everything that names the member who goes
 * (roles, channels, teams, enrolments with their attendance, pairs, contributions …) names the one who stays
 * afterwards; what that one does not say is taken from the other. The other goes to the Trash with what was decided
 * against, and one undo, from the history too, takes all of it back.
 */
typedef struct
{
  LnetId keep;
  LnetId goes;
  GPtrArray *conflicts; /* LnetMergeConflict, in the order of the schema */
  guint n_filled;       /* things only the other one said */
  guint n_followed;     /* rows that follow to the one who stays */
  LnetTransaction *transaction;
} LnetMemberMerge;

/**
 * lnet_member_merge_plan:
 * @keep: who stays
 * @goes: who goes to the Trash
 *
 * Returns: (transfer full) (nullable): NULL when they cannot be one person (they coach each other), when both are
 * enrolled in one cohort, when one of them is not in the network, or when reading failed
 */
LnetMemberMerge *lnet_member_merge_plan (LnetReader *reader, const LnetId *keep, const LnetId *goes, GError **error);

/** As lnet_member_merge_plan(), of two organizations that are one: the roles held at the one that goes are held at the
 * one that stays. Returns: (transfer full) (nullable) */
LnetMemberMerge *lnet_organization_merge_plan (LnetReader *reader, const LnetId *keep, const LnetId *goes,
                                               GError **error);

/** The act itself, with the conflicts as they are decided now. Call it once.
 * Returns: (transfer full) */
LnetTransaction *lnet_member_merge_finish (LnetMemberMerge *self);

void lnet_member_merge_free (LnetMemberMerge *self);

/** What a conflict comes to, and what goes to the Trash. Returns: (transfer none) */
const char *lnet_merge_conflict_get_chosen (const LnetMergeConflict *conflict);
const char *lnet_merge_conflict_get_left (const LnetMergeConflict *conflict);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetMemberMerge, lnet_member_merge_free)

/** What a field is called: "Town", "Registry ID". Returns: (transfer none) */
const char *lnet_member_merge_get_label (LnetField field);

G_END_DECLS
