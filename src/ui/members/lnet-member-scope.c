/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-member-scope.h"

LnetMemberScope *
lnet_member_scope_new (LnetMemberList  *list,
                       LnetMemberOrder *selected)
{
  LnetMemberScope *self = g_new0 (LnetMemberScope, 1);

  self->filter = lnet_member_filter_copy (lnet_member_list_get_filter (list));
  self->typed = g_strdup (lnet_member_list_get_search (list));
  self->sort = lnet_member_list_get_sort (list);
  self->selected = selected;
  self->n[LNET_SCOPE_EVERYBODY] = lnet_member_list_get_n_members (list);
  self->n[LNET_SCOPE_FOUND] = lnet_member_list_is_narrowed (list) ? lnet_member_list_get_n_found (list) : 0;
  self->n[LNET_SCOPE_SELECTED] = lnet_member_order_get_n (selected);
  return self;
}

void
lnet_member_scope_free (LnetMemberScope *self)
{
  lnet_member_filter_free (self->filter);
  g_free (self->typed);
  lnet_member_order_unref (self->selected);
  g_free (self);
}

LnetScopeKind
lnet_member_scope_get_narrowest (const LnetMemberScope *self)
{
  for (guint kind = LNET_SCOPE_SELECTED; kind > LNET_SCOPE_EVERYBODY; kind--)
    if (self->n[kind] > 0)
      return (LnetScopeKind) kind;
  return LNET_SCOPE_EVERYBODY;
}

void
lnet_member_scope_apply (const LnetMemberScope *self,
                         LnetScopeKind          kind,
                         LnetExport            *export)
{
  lnet_export_set_sort (export, self->sort);
  if (kind == LNET_SCOPE_FOUND)
    lnet_export_set_filter (export, self->filter, self->typed);
  else if (kind == LNET_SCOPE_SELECTED)
    lnet_export_set_members (export, self->selected);
}
