/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the list is to show, and what it answers. */

#include "config.h"

#include "lnet-member-list-private.h"

#include <gtk/gtk.h>

gboolean
lnet_member_list_is_full (LnetMemberList *self)
{
  return self->is_full;
}

void
lnet_member_list_set_search (LnetMemberList *self,
                             const char     *typed)
{
  g_return_if_fail (LNET_IS_MEMBER_LIST (self));

  if (!g_set_str (&self->typed, typed != NULL ? typed : ""))
    return;
  lnet_member_list_search (self);
}

void
lnet_member_list_show (LnetMemberList         *self,
                       const char             *typed,
                       const LnetMemberFilter *filter,
                       LnetMemberSort          sort)
{
  g_return_if_fail (LNET_IS_MEMBER_LIST (self));

  lnet_member_list_set_what_is_shown (self, typed, filter, sort);
  if (lnet_member_list_get_reader (self) != NULL)
    lnet_member_list_read_again (self);
  g_signal_emit_by_name (self, "filtered");
}

void
lnet_member_list_set_filter (LnetMemberList         *self,
                             const LnetMemberFilter *filter)
{
  g_autofree char *typed = g_strdup (self->typed);

  lnet_member_list_show (self, typed, filter, self->sort);
}

void
lnet_member_list_set_sort (LnetMemberList *self,
                           LnetMemberSort  sort)
{
  g_autofree char *typed = g_strdup (self->typed);
  g_autoptr (LnetMemberFilter) filter = lnet_member_filter_copy (self->filter);

  if (sort != self->sort)
    lnet_member_list_show (self, typed, filter, sort);
}

LnetMemberSort
lnet_member_list_get_sort (LnetMemberList *self)
{
  return self->sort;
}

gboolean
lnet_member_list_is_known (LnetMemberList *self)
{
  return self->orders != NULL;
}

const GError *
lnet_member_list_get_error (LnetMemberList *self)
{
  return self->error;
}

void
lnet_member_list_try_again (LnetMemberList *self)
{
  g_return_if_fail (LNET_IS_MEMBER_LIST (self));

  if (lnet_member_list_get_reader (self) != NULL)
    lnet_member_list_read_again (self);
}

const LnetMemberFilter *
lnet_member_list_get_filter (LnetMemberList *self)
{
  return self->filter;
}

gboolean
lnet_member_list_is_narrowed (LnetMemberList *self)
{
  return *self->typed != '\0' || lnet_member_filter_get_n (self->filter) > 0;
}

gboolean
lnet_member_list_is_searching (LnetMemberList *self)
{
  return self->searching != NULL;
}

guint
lnet_member_list_get_n_found (LnetMemberList *self)
{
  return self->shown != NULL ? lnet_member_order_get_n (self->shown) : 0;
}

const char *
lnet_member_list_get_search (LnetMemberList *self)
{
  return self->typed;
}

guint
lnet_member_list_get_n_members (LnetMemberList *self)
{
  return self->n_members;
}

LnetMemberOrder *
lnet_member_list_get_all (LnetMemberList *self)
{
  return self->orders != NULL ? self->orders->all : NULL;
}

LnetMemberOrder *
lnet_member_list_get_shown (LnetMemberList *self)
{
  return self->shown;
}

guint
lnet_member_list_find (LnetMemberList *self,
                       const LnetId   *id)
{
  gint64 pk;

  g_return_val_if_fail (LNET_IS_MEMBER_LIST (self), GTK_INVALID_LIST_POSITION);

  if (self->shown == NULL || lnet_id_is_null (id) || lnet_member_list_get_reader (self) == NULL)
    return GTK_INVALID_LIST_POSITION;
  pk = lnet_members_find_pk (lnet_member_list_get_reader (self), id);
  return pk > 0 ? lnet_member_order_find (self->shown, pk) : GTK_INVALID_LIST_POSITION;
}

LnetId
lnet_member_list_get_id (LnetMemberList *self,
                         guint           position)
{
  g_autoptr (LnetMemberInfo) info = NULL;

  if (position >= lnet_member_list_get_n_found (self))
    return lnet_id_null ();
  info = lnet_member_list_read_info (self, position);
  return info != NULL ? info->id : lnet_id_null ();
}
