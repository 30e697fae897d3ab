/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-member-orders.h"

#include "lnet-member-sorting.h"
#include "lnet-worker.h"

/* From so many members on, a search that finds a good part of them takes more than a frame. */
#define LARGE 20000

typedef struct
{
  LnetStore *store;
  LnetMemberSort sort;
  LnetMemberFilter *filter;
} Reading;

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->store);
  lnet_member_filter_free (reading->filter);
  g_free (reading);
}

void
lnet_member_orders_free (LnetMemberOrders *self)
{
  lnet_member_order_unref (self->all);
  lnet_member_order_unref (self->kept);
  g_free (self);
}

LnetMemberOrders *
lnet_member_orders_read (LnetReader              *reader,
                         guint                    limit,
                         LnetMemberSort           sort,
                         const LnetMemberFilter  *filter,
                         GError                 **error)
{
  g_autoptr (LnetMemberOrders) self = g_new0 (LnetMemberOrders, 1);
  g_autoptr (LnetMemberOrder) by_name = NULL;

  by_name = lnet_members_load_order (reader, limit, error);
  self->all = by_name != NULL ? lnet_members_sort (reader, by_name, sort, NULL, error) : NULL;
  self->kept = self->all != NULL ? lnet_members_keep (reader, self->all, filter, NULL, error) : NULL;
  if (self->kept == NULL ||
      (lnet_member_order_get_n (self->all) >= LARGE && !lnet_members_load_head (reader, self->kept, error)))
    return NULL;
  return g_steal_pointer (&self);
}

static void
read_in_worker (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Reading *reading = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetReader) reader = lnet_store_open_reader (reading->store, &error);
  LnetMemberOrders *self = NULL;

  if (reader != NULL)
    {
      lnet_reader_set_cancellable (reader, cancellable);
      self = lnet_member_orders_read (reader, 0, reading->sort, reading->filter, &error);
    }
  if (self != NULL)
    g_task_return_pointer (task, self, (GDestroyNotify) lnet_member_orders_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
lnet_member_orders_read_async (gpointer                source,
                               LnetStore              *store,
                               LnetMemberSort          sort,
                               const LnetMemberFilter *filter,
                               GCancellable           *cancellable,
                               GAsyncReadyCallback     callback)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, NULL);
  Reading *reading = g_new0 (Reading, 1);

  reading->store = g_object_ref (store);
  reading->sort = sort;
  reading->filter = lnet_member_filter_copy (filter);
  g_task_set_source_tag (task, lnet_member_orders_read_async);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  lnet_worker_run (task, read_in_worker);
}

LnetMemberOrders *
lnet_member_orders_read_finish (GAsyncResult  *result,
                                GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
lnet_member_orders_follow (LnetMemberSort          sort,
                           const LnetMemberFilter *filter,
                           LnetChanges            *changes)
{
  static const LnetTable always[] = {
    LNET_TABLE_MEMBER, LNET_TABLE_ROLE, LNET_TABLE_ORGANIZATION, LNET_TABLE_CHANNEL, LNET_TABLE_MEMBER_STAFF,
    LNET_TABLE_MEMBER_LANGUAGE,
  };
  static const LnetTable filtered[] = {
    LNET_TABLE_CONSENT, LNET_TABLE_TEAM, LNET_TABLE_TEAM_MEMBER, LNET_TABLE_MEMBER_TAG, LNET_TABLE_CONTRIBUTION,
    LNET_TABLE_PASSAGE, LNET_TABLE_PASSAGE_CONTRIBUTION,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (always); i++)
    if (lnet_changes_has_table (changes, always[i]))
      return TRUE;
  for (gsize i = 0; lnet_member_filter_get_n (filter) > 0 && i < G_N_ELEMENTS (filtered); i++)
    if (lnet_changes_has_table (changes, filtered[i]))
      return TRUE;
  for (guint table = 1; table < LNET_TABLE_LAST; table++)
    if (lnet_members_sort_follows (sort, (LnetTable) table) && lnet_changes_has_table (changes, (LnetTable) table))
      return TRUE;
  return FALSE;
}
