/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-pool-index-private.h"

static guint32
get_last_stem (const LnetPoolSet *set)
{
  return set->n > 0 ? set->ids[set->n - 1] : 0;
}

static guint32
count_stems (const LnetPool *pool,
             const guint32  *place,
             guint32         n)
{
  guint32 most = 0;

  for (guint32 i = 0; i < n; i++)
    {
      const LnetPoolKeys *keys = lnet_pool_get_keys (pool, place[i]);

      most = MAX (most, MAX (get_last_stem (&keys->brings), get_last_stem (&keys->wishes)));
    }
  return most + 1;
}

static void
count_set (LnetPoolLists     *lists,
           const LnetPoolSet *set)
{
  for (guint32 k = 0; k < set->n; k++)
    lnet_pool_lists_count (lists, set->ids[k]);
}

static void
put_set (LnetPoolLists     *lists,
         const LnetPoolSet *set,
         guint32            member)
{
  for (guint32 k = 0; k < set->n; k++)
    lnet_pool_lists_put (lists, set->ids[k], member);
}

void
lnet_pool_index_stems (const LnetPool *pool,
                       const guint32  *place,
                       guint32         n,
                       LnetPoolLists  *bringers,
                       LnetPoolLists  *wishers)
{
  guint32 n_stems = count_stems (pool, place, n);

  lnet_pool_lists_begin (bringers, n_stems);
  lnet_pool_lists_begin (wishers, n_stems);
  for (guint32 i = 0; i < n; i++)
    {
      count_set (bringers, &lnet_pool_get_keys (pool, place[i])->brings);
      count_set (wishers, &lnet_pool_get_keys (pool, place[i])->wishes);
    }
  lnet_pool_lists_make_room (bringers);
  lnet_pool_lists_make_room (wishers);
  for (guint32 i = 0; i < n; i++)
    {
      put_set (bringers, &lnet_pool_get_keys (pool, place[i])->brings, i);
      put_set (wishers, &lnet_pool_get_keys (pool, place[i])->wishes, i);
    }
}

/* Of two who asked for each other, the second is passed over. */
static gboolean
is_counted (const LnetPoolTies *wanted,
            const guint32      *at,
            const LnetPoolTie  *tie)
{
  return at[tie->member] != LNET_POOL_NOBODY && at[tie->other] != LNET_POOL_NOBODY
         && (tie->member < tie->other || lnet_pool_ties_find (wanted, tie->other, tie->member) == NULL);
}

void
lnet_pool_index_asked (const LnetPool *pool,
                       const guint32  *at,
                       guint32         n,
                       LnetPoolLists  *asked)
{
  const LnetPoolTies *wanted = &pool->ties[LNET_POOL_SAYS_WANTED];

  lnet_pool_lists_begin (asked, n);
  for (guint i = 0; i < wanted->ties->len; i++)
    {
      const LnetPoolTie *tie = &g_array_index (wanted->ties, LnetPoolTie, i);

      if (!is_counted (wanted, at, tie))
        continue;
      lnet_pool_lists_count (asked, at[tie->member]);
      lnet_pool_lists_count (asked, at[tie->other]);
    }
  lnet_pool_lists_make_room (asked);
  for (guint i = 0; i < wanted->ties->len; i++)
    {
      const LnetPoolTie *tie = &g_array_index (wanted->ties, LnetPoolTie, i);

      if (!is_counted (wanted, at, tie))
        continue;
      lnet_pool_lists_put (asked, at[tie->member], at[tie->other]);
      lnet_pool_lists_put (asked, at[tie->other], at[tie->member]);
    }
}
