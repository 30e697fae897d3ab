/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-proposal-private.h"

#include <string.h>

/* --- a pair or a triad --- */

void
lnet_proposed_pair_fill (LnetProposedPair *self,
                         const LnetPool   *pool,
                         const guint32    *members,
                         guint             n_members)
{
  guint n_pairs = n_members * (n_members - 1) / 2;

  *self = (LnetProposedPair) { .n_members = n_members };
  memcpy (self->members, members, n_members * sizeof (guint32));
  for (guint a = 0; a < n_members; a++)
    for (guint b = a + 1; b < n_members; b++)
      {
        int by_criterion[LNET_N_CRITERIA];

        self->score += lnet_pool_score (pool, members[a], members[b], by_criterion);
        for (guint c = 0; c < LNET_N_CRITERIA; c++)
          self->by_criterion[c] += by_criterion[c];
      }
  if (n_pairs < 2)
    return;
  self->score /= 2;
  for (guint c = 0; c < LNET_N_CRITERIA; c++)
    self->by_criterion[c] /= (int) n_pairs;
}

gboolean
lnet_proposed_pair_holds (const LnetProposedPair *self,
                          guint32                 member)
{
  for (guint i = 0; i < self->n_members; i++)
    if (self->members[i] == member)
      return TRUE;
  return FALSE;
}

int
lnet_proposed_pair_get_share (const LnetProposedPair *self,
                              const LnetPool         *pool,
                              guint32                 member)
{
  int sum = 0;

  for (guint i = 0; i < self->n_members; i++)
    if (self->members[i] != member)
      sum += lnet_pool_score (pool, member, self->members[i], NULL);
  return sum / (int) (self->n_members - 1);
}

/* --- a proposal --- */

static void
add_pair (LnetProposal   *self,
          const LnetPool *pool,
          const guint32  *members,
          guint           n_members,
          const LnetPoolLock *lock)
{
  LnetProposedPair pair;

  lnet_proposed_pair_fill (&pair, pool, members, n_members);
  pair.locked = lock != NULL;
  pair.exists = lock != NULL && lock->exists;
  g_array_append_val (self->pairs, pair);
  self->score += pair.score;
  self->n_placed += n_members;
}

static int
compare_pairs (gconstpointer a,
               gconstpointer b)
{
  const LnetProposedPair *x = a, *y = b;

  if (x->exists != y->exists)
    return x->exists ? -1 : 1;
  if (x->locked != y->locked)
    return x->locked ? -1 : 1;
  if (x->score != y->score)
    return x->score > y->score ? -1 : 1;
  return (x->members[0] > y->members[0]) - (x->members[0] < y->members[0]);
}

/* Who is in which. */
static void
index_pairs (LnetProposal *self)
{
  for (guint i = 0; i < self->pairs->len; i++)
    {
      const LnetProposedPair *pair = &g_array_index (self->pairs, LnetProposedPair, i);

      for (guint m = 0; m < pair->n_members; m++)
        self->pair_of[pair->members[m]] = i;
    }
}

LnetProposal *
lnet_proposal_new (const LnetPool *pool,
                   const guint32  *partners,
                   const guint32  *triad)
{
  LnetProposal *self = g_new0 (LnetProposal, 1);
  const GArray *locks = lnet_pool_get_locks (pool);

  self->n = lnet_pool_get_n (pool);
  self->pairs = g_array_new (FALSE, FALSE, sizeof (LnetProposedPair));
  self->pair_of = g_new (guint32, self->n + 1);
  memset (self->pair_of, 0xff, self->n * sizeof (guint32));
  for (guint i = 0; i < locks->len; i++)
    {
      const LnetPoolLock *lock = &g_array_index (locks, LnetPoolLock, i);

      add_pair (self, pool, lock->members, lock->n_members, lock);
    }
  for (guint32 a = 0; a < self->n; a++)
    if (partners[a] != G_MAXUINT32 && partners[a] > a && lnet_pool_find_lock (pool, a) == NULL)
      add_pair (self, pool, (guint32[]) { a, partners[a] }, 2, NULL);
  if (triad != NULL)
    add_pair (self, pool, triad, 3, NULL);
  g_array_sort (self->pairs, compare_pairs);
  index_pairs (self);
  lnet_proposal_explain_left_out (self, pool);
  return self;
}

void
lnet_proposal_free (LnetProposal *self)
{
  g_array_unref (self->pairs);
  g_array_unref (self->left_out);
  g_array_unref (self->help);
  g_free (self->pair_of);
  g_free (self);
}

const LnetProposedPair *
lnet_proposal_find (const LnetProposal *self,
                    guint32             member)
{
  guint32 at = self->pair_of[member];

  return at == G_MAXUINT32 ? NULL : &g_array_index (self->pairs, LnetProposedPair, at);
}
