/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-member-choices.h"
#include "lnet-member-sort.h"
#include "lnet-store.h"

G_BEGIN_DECLS

/** Everybody, and those of them whom a filter keeps; the same when there is none. */
typedef struct
{
  LnetMemberOrder *all;
  LnetMemberOrder *kept;
} LnetMemberOrders;

void lnet_member_orders_free (LnetMemberOrders *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetMemberOrders, lnet_member_orders_free)

/** @limit: only the first so many by name; 0 for all. Returns: (transfer full) (nullable) */
LnetMemberOrders *lnet_member_orders_read (LnetReader *reader, guint limit, LnetMemberSort sort,
                                           const LnetMemberFilter *filter, GError **error);

/** As lnet_member_orders_read() of all, in a worker; @source is handed to @callback. */
void lnet_member_orders_read_async (gpointer source, LnetStore *store, LnetMemberSort sort,
                                    const LnetMemberFilter *filter, GCancellable *cancellable,
                                    GAsyncReadyCallback callback);
/** Returns: (transfer full) (nullable) */
LnetMemberOrders *lnet_member_orders_read_finish (GAsyncResult *result, GError **error);

/** Whether @changes may have moved somebody in @sort, or brought or taken somebody where @filter is set. */
gboolean lnet_member_orders_follow (LnetMemberSort sort, const LnetMemberFilter *filter, LnetChanges *changes);

G_END_DECLS
