/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-export.h"
#include "lnet-member-list.h"

G_BEGIN_DECLS

/** Of whom something is made: a file, a printed list. */
typedef enum
{
  LNET_SCOPE_EVERYBODY,
  LNET_SCOPE_FOUND,    /* who passes the filters and is found by the search */
  LNET_SCOPE_SELECTED,
  LNET_SCOPE_N,
} LnetScopeKind;

/**
 * LnetMemberScope:
 *
 * Who could be meant when something is to be done with the members of a list: as it was at one moment.
 */
typedef struct
{
  LnetMemberFilter *filter;
  char *typed;
  LnetMemberSort sort;
  LnetMemberOrder *selected;
  guint n[LNET_SCOPE_N]; /* how many; of those found, 0 when neither a filter nor a search is set */
} LnetMemberScope;

/** @selected: (transfer full): who is selected of them. Returns: (transfer full) */
LnetMemberScope *lnet_member_scope_new (LnetMemberList *list, LnetMemberOrder *selected);
void lnet_member_scope_free (LnetMemberScope *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetMemberScope, lnet_member_scope_free)

/** The narrowest there is: where a choice begins. */
LnetScopeKind lnet_member_scope_get_narrowest (const LnetMemberScope *self);

/** Lets @export write those, as the list was sorted. */
void lnet_member_scope_apply (const LnetMemberScope *self, LnetScopeKind kind, LnetExport *export);

G_END_DECLS
