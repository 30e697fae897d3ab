/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-member-filter.h"
#include "lnet-member-sort.h"
#include "lnet-store.h"

G_BEGIN_DECLS

/**
 * LnetSavedFilter:
 *
 * A way of looking at the list of members that somebody gave a name: what was searched for, the filter, and the sort.
 * Each desk has its own; they are in the private space and never leave it.
 */
typedef struct
{
  LnetId id;
  char *name;
  char *typed; /* never NULL */
  LnetMemberFilter *filter;
  LnetMemberSort sort;
} LnetSavedFilter;

void lnet_saved_filter_free (LnetSavedFilter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetSavedFilter, lnet_saved_filter_free)

/** All of them by name. Returns: (transfer full) (element-type LnetSavedFilter) (nullable) */
GPtrArray *lnet_saved_filters_load (LnetReader *reader, GError **error);
/** The one called @name, whatever its accents and capitals. Returns: (transfer none) (nullable) */
const LnetSavedFilter *lnet_saved_filters_find (GPtrArray *filters, const char *name);

/** What it keeps, in words: "Coach · Lander · “songs” · by last seen". Returns: (transfer full) */
char *lnet_saved_filter_describe (const LnetSavedFilter *self, LnetReader *reader);

/** Adds one to @transaction. */
void lnet_saved_filter_add (LnetTransaction *transaction, const char *name, const char *typed,
                            const LnetMemberFilter *filter, LnetMemberSort sort);
/** Keeps a new one, or @replaced (nullable) as @name with other contents. Returns: (transfer full) */
LnetTransaction *lnet_saved_filter_save (const LnetSavedFilter *replaced, const char *name, const char *typed,
                                         const LnetMemberFilter *filter, LnetMemberSort sort);
/** Returns: (transfer full) */
LnetTransaction *lnet_saved_filter_rename (const LnetSavedFilter *self, const char *name);
/** Returns: (transfer full) */
LnetTransaction *lnet_saved_filter_delete (const LnetSavedFilter *self);

G_END_DECLS
