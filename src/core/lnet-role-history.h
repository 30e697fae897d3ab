/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-id.h"

G_BEGIN_DECLS

/**
 * LnetRoleSpan:
 *
 * A role somebody holds or held. Dates are text, and may be known to the month or the year only ("2024-08", "2024"):
 * such a start means its first day, such an end its last. @starts %NULL: since nobody knows when; @ends %NULL: still
 * held; else the last day it was held.
 */
typedef struct
{
  LnetId id;           /* the row in the role table; null when it has none yet */
  char *role;          /* a key of LNET_REFERENCE_ROLE, or a network's own word; may be NULL */
  LnetId organization; /* null: none named */
  char *starts;
  char *ends;
} LnetRoleSpan;

/** Whether a span from @starts to @ends (either may be %NULL) holds on @date ("2026-11-24"). */
gboolean lnet_role_span_holds (const char *starts, const char *ends, const char *date);

/** Whether it can be: an end before the start cannot. What is not known does not stand in the way. */
gboolean lnet_role_span_is_possible (const char *starts, const char *ends);

/** Puts those still held first, then the newest. */
int lnet_role_span_compare (const LnetRoleSpan *a, const LnetRoleSpan *b);

/**
 * LnetRoleHistory:
 *
 * All the roles of one person: several may be held at once, overlap, have gaps between them, or no known beginning.
 */
typedef struct _LnetRoleHistory LnetRoleHistory;

LnetRoleHistory *lnet_role_history_new (void);
void lnet_role_history_free (LnetRoleHistory *self);

/** Empty again, to be filled with another person's. */
void lnet_role_history_clear (LnetRoleHistory *self);

/** Texts are copied; @id and @organization may be %NULL. */
void lnet_role_history_add (LnetRoleHistory *self, const LnetId *id, const char *role, const LnetId *organization,
                            const char *starts, const char *ends);

/** All spans: those still held first, then the newest first. Returns: (transfer none) (element-type LnetRoleSpan) */
GPtrArray *lnet_role_history_get_all (LnetRoleHistory *self);

/**
 * lnet_role_history_at:
 *
 * The roles held on @date, the one taken up last first; that one is the person's main role.
 * Returns: (transfer container) (element-type LnetRoleSpan)
 */
GPtrArray *lnet_role_history_at (LnetRoleHistory *self, const char *date);

/** The main role held on @date. Returns: (transfer none) (nullable) */
const LnetRoleSpan *lnet_role_history_main (LnetRoleHistory *self, const char *date);

/** The first day after @date on which the roles held are others, or %NULL. Returns: (transfer full) (nullable) */
char *lnet_role_history_next_change (LnetRoleHistory *self, const char *date);

/** The first day a partly known date can mean: "2024" → "2024-01-01". Returns: (transfer full) (nullable) */
char *lnet_partial_date_first (const char *date);
/** The last day: "2024-02" → "2024-02-29". Returns: (transfer full) (nullable) */
char *lnet_partial_date_last (const char *date);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetRoleHistory, lnet_role_history_free)

G_END_DECLS
