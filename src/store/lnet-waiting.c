/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-waiting.h"

#include "lnet-batch.h"
#include "lnet-pack.h"
#include "lnet-row-title.h"
#include "lnet-statements.h"

static const LnetStatement list_waiting = {
  "waiting-list", "SELECT body, why FROM inbox ORDER BY space, desk, n",
  "in a worker: all that waits is told of",
};
static const LnetStatement find_taken = {
  "waiting-taken",
  "SELECT v.n FROM vector AS v WHERE v.space = (SELECT pk FROM space WHERE id = ?1) "
  "AND v.desk = (SELECT pk FROM desk WHERE id = ?2)", NULL,
};
static const LnetStatement count_between = {
  "waiting-between", "SELECT count(DISTINCT n) FROM inbox WHERE space = ?1 AND desk = ?2 AND n > ?3 AND n <= ?4", NULL,
};

static const LnetStatement list_set_aside = {
  "waiting-set-aside",
  "SELECT d.id, count (DISTINCT s.batch) FROM set_aside AS s JOIN batch AS b ON b.seq = s.batch "
  "LEFT JOIN branch ON branch.desk = b.desk JOIN desk AS d ON d.pk = coalesce (branch.of_desk, b.desk) GROUP BY d.id",
  "in a worker: all that is set aside is told of",
};

const LnetStatement *const lnet_waiting_statements[] = {
  &list_set_aside, &list_waiting, &find_taken, &count_between, NULL
};

/* A desk's log in a space. */
typedef struct
{
  LnetId space;
  LnetId desk;
} LogName;

/* How far a log would have to be here, and for which item. */
typedef struct
{
  LogName log;
  LnetWaitingItem *item;
  guint64 n;
} Need;

static void
missing_free (gpointer data)
{
  LnetWaitingMissing *missing = data;

  g_free (missing->name);
  g_free (missing);
}

void
lnet_waiting_item_free (LnetWaitingItem *self)
{
  g_free (self->name);
  g_ptr_array_unref (self->missing);
  g_free (self);
}

static LnetWaitingItem *
get_item (LnetReader   *reader,
          GPtrArray    *items,
          const LnetId *desk,
          LnetWaiting   why)
{
  LnetWaitingItem *item;

  for (guint i = 0; i < items->len; i++)
    {
      item = items->pdata[i];
      if (item->why == why && lnet_id_equal (&item->desk, desk))
        return item;
    }
  item = g_new0 (LnetWaitingItem, 1);
  item->desk = *desk;
  item->name = lnet_row_title (reader, LNET_TABLE_ROSTER_DESK, desk);
  item->why = why;
  item->missing = g_ptr_array_new_with_free_func (missing_free);
  g_ptr_array_add (items, item);
  return item;
}

static void
note_need (GArray        *needs,
           LnetWaitingItem *item,
           const LnetId  *space,
           const LnetId  *desk,
           guint64        n)
{
  Need need = { { *space, *desk }, item, n };

  for (guint i = 0; i < needs->len; i++)
    {
      Need *other = &g_array_index (needs, Need, i);

      if (other->item == item && lnet_id_equal (&other->log.space, space) && lnet_id_equal (&other->log.desk, desk))
        {
          other->n = MAX (other->n, n);
          return;
        }
    }
  g_array_append_val (needs, need);
}

static void
note_batch (GArray          *needs,
            LnetWaitingItem   *item,
            const LnetBatch *batch)
{
  item->n++;
  if (item->why != LNET_WAITING_OTHERS && item->why != LNET_WAITING_EARLIER)
    return;
  note_need (needs, item, &batch->space, &batch->desk, batch->n - 1);
  for (guint i = 0; i < batch->deps->len; i++)
    {
      const LnetDependency *dependency = &g_array_index (batch->deps, LnetDependency, i);

      note_need (needs, item, &batch->space, &dependency->desk, dependency->n);
    }
}

/* Behind the first one of a log that waits, the others wait for it: the reason is the first one's. */
static gboolean
read_waiting (LnetReader  *reader,
              GPtrArray   *items,
              GArray      *needs,
              GError     **error)
{
  LnetRows *rows = lnet_reader_query (reader, &list_waiting);
  LnetWaitingItem *item = NULL;
  LogName last = { 0 };

  while (lnet_rows_step (rows))
    {
      gsize size;
      gconstpointer body = lnet_rows_bytes (rows, 0, &size);
      g_autoptr (LnetBatch) batch = lnet_unpack_batch (body, size, NULL, NULL);

      if (batch == NULL)
        continue;
      if (item == NULL || !lnet_id_equal (&last.space, &batch->space) || !lnet_id_equal (&last.desk, &batch->desk))
        item = get_item (reader, items, &batch->desk, (LnetWaiting) lnet_rows_integer (rows, 1));
      last = (LogName) { batch->space, batch->desk };
      note_batch (needs, item, batch);
    }
  return lnet_rows_end (rows, error);
}

static guint64
ask (LnetReader          *reader,
     const LnetStatement *statement,
     const Need          *need,
     guint64              from)
{
  g_autoptr (LnetRows) rows = lnet_reader_query (reader, statement);

  lnet_rows_bind_id (rows, 1, &need->log.space);
  lnet_rows_bind_id (rows, 2, &need->log.desk);
  if (statement == &count_between)
    {
      lnet_rows_bind_integer (rows, 3, (gint64) from);
      lnet_rows_bind_integer (rows, 4, (gint64) MIN (need->n, G_MAXINT64));
    }
  return lnet_rows_step (rows) ? (guint64) lnet_rows_integer (rows, 0) : 0;
}

static LnetWaitingMissing *
get_missing (LnetReader    *reader,
             LnetWaitingItem *item,
             const LnetId  *desk)
{
  LnetWaitingMissing *missing;

  for (guint i = 0; i < item->missing->len; i++)
    {
      missing = item->missing->pdata[i];
      if (lnet_id_equal (&missing->desk, desk))
        return missing;
    }
  missing = g_new0 (LnetWaitingMissing, 1);
  missing->desk = *desk;
  missing->name = lnet_row_title (reader, LNET_TABLE_ROSTER_DESK, desk);
  g_ptr_array_add (item->missing, missing);
  return missing;
}

/* What is taken in, and what waits itself, is here. */
static void
count_missing (LnetReader *reader,
               const Need *need)
{
  guint64 taken = ask (reader, &find_taken, need, 0);
  guint64 here;

  if (need->n <= taken)
    return;
  here = ask (reader, &count_between, need, taken);
  if (need->n - taken > here)
    get_missing (reader, need->item, &need->log.desk)->n += need->n - taken - here;
}

/* What was taken in without having an effect. */
static gboolean
read_set_aside (LnetReader  *reader,
                GPtrArray   *items,
                GError     **error)
{
  LnetRows *rows = lnet_reader_query (reader, &list_set_aside);

  while (lnet_rows_step (rows))
    {
      LnetId desk = lnet_rows_id (rows, 0);

      get_item (reader, items, &desk, LNET_WAITING_RIGHT)->n = (guint64) lnet_rows_integer (rows, 1);
    }
  return lnet_rows_end (rows, error);
}

GPtrArray *
lnet_waiting_list (LnetReader  *reader,
                 GError     **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_waiting_item_free);
  g_autoptr (GArray) needs = g_array_new (FALSE, FALSE, sizeof (Need));

  if (!read_waiting (reader, items, needs, error))
    return NULL;
  for (guint i = 0; i < needs->len; i++)
    count_missing (reader, &g_array_index (needs, Need, i));
  if (!read_set_aside (reader, items, error))
    return NULL;
  return g_steal_pointer (&items);
}
