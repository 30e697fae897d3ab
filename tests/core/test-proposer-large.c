/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-pool-graph-private.h"
#include "lnet-proposer-private.h"
#include "made-pool.h"
#include "times.h"

/*
 * Large pools begin with few of all pairs: what is proposed has to be the same as with all of them. Here pools are not
 * so large, so that all pairs can be had to compare with, and begin with fewer still.
 */

static LnetPool *
make_pool (guint seed,
           guint n)
{
  LnetPool *pool = made_pool_varied (seed, n, seed % 4 == 3 ? 60 : 9, seed % 5 == 0);

  lnet_pool_set_odd (pool, seed % 6 == 1 ? LNET_POOL_ODD_WAITS : LNET_POOL_ODD_TRIAD);
  return pool;
}

static LnetProposer *
make_proposer (const LnetPool *pool,
               guint           n_first)
{
  g_autoptr (GError) error = NULL;
  LnetProposer *proposer = lnet_proposer_make (pool, n_first, NULL, &error);

  g_assert_no_error (error);
  return proposer;
}

static LnetProposal *
solve (LnetProposer *proposer)
{
  g_autoptr (GError) error = NULL;
  LnetProposal *proposal = lnet_proposer_solve (proposer, NULL, &error);

  g_assert_no_error (error);
  return proposal;
}

static void
assert_same_pair (const LnetProposedPair *a,
                  const LnetProposedPair *b)
{
  g_assert_cmpuint (a->n_members, ==, b->n_members);
  for (guint i = 0; i < a->n_members; i++)
    g_assert_cmpuint (a->members[i], ==, b->members[i]);
}

static void
assert_same (const LnetProposal *a,
             const LnetProposal *b)
{
  g_assert_cmpuint (a->n_placed, ==, b->n_placed);
  g_assert_cmpint (a->score, ==, b->score);
  g_assert_cmpuint (a->pairs->len, ==, b->pairs->len);
  for (guint i = 0; i < a->pairs->len; i++)
    assert_same_pair (&g_array_index (a->pairs, LnetProposedPair, i), &g_array_index (b->pairs, LnetProposedPair, i));
}

/* Those of @all are what those of @few have to be. */
typedef struct
{
  LnetPool *pool;
  LnetProposer *all;
  LnetProposer *few;
  LnetProposal *proposal;
} Both;

static void
both_init (Both  *both,
           guint  seed,
           guint  n,
           guint  n_first)
{
  *both = (Both) { .pool = make_pool (seed, n) };
  both->all = make_proposer (both->pool, 0);
  both->few = make_proposer (both->pool, n_first);
}

static void
both_clear (Both *both)
{
  g_clear_pointer (&both->proposal, lnet_proposal_free);
  g_clear_pointer (&both->all, lnet_proposer_free);
  g_clear_pointer (&both->few, lnet_proposer_free);
  g_clear_pointer (&both->pool, lnet_pool_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Both, both_clear)

static void
both_solve (Both *both)
{
  g_autoptr (LnetProposal) with_few = solve (both->few);

  g_clear_pointer (&both->proposal, lnet_proposal_free);
  both->proposal = solve (both->all);
  assert_same (both->proposal, with_few);
}

static void
both_change (Both  *both,
             guint  seed)
{
  guint32 pair[] = { seed % lnet_pool_get_n (both->pool), (seed * 7 + 3) % lnet_pool_get_n (both->pool) };

  if (seed % 2 == 0)
    {
      lnet_pool_lock (both->pool, pair, 2);
      return;
    }
  lnet_pool_set_weight (both->pool, (LnetCriterion) (seed % LNET_N_CRITERIA), (int) (seed % 10));
  lnet_proposer_weigh_again (both->all);
  lnet_proposer_weigh_again (both->few);
}

static void
test_same_pairs (void)
{
  guint n_pools = times (60);

  for (guint seed = 0; seed < n_pools; seed++)
    {
      g_auto (Both) both = { 0 };

      both_init (&both, seed, 61 + 2 * seed + seed % 3, 1 + seed % 3);
      both_solve (&both);
      both_change (&both, seed);
      both_solve (&both);
    }
}

static void
assert_same_alternatives (Both                   *both,
                          const LnetProposedPair *pair)
{
  g_autoptr (GPtrArray) of_all = lnet_proposer_find_alternatives (both->all, both->proposal, pair->members,
                                                                  pair->n_members, 3, NULL, NULL);
  g_autoptr (GPtrArray) of_few = lnet_proposer_find_alternatives (both->few, both->proposal, pair->members,
                                                                  pair->n_members, 3, NULL, NULL);

  g_assert_cmpuint (of_all->len, ==, of_few->len);
  for (guint i = 0; i < of_all->len; i++)
    {
      const LnetAlternative *a = of_all->pdata[i], *b = of_few->pdata[i];

      assert_same_pair (&a->pair, &b->pair);
      g_assert_cmpuint (a->fewer, ==, b->fewer);
      g_assert_cmpint (a->cost, ==, b->cost);
      g_assert_cmpuint (a->moved->len, ==, b->moved->len);
      for (guint k = 0; k < a->moved->len; k++)
        assert_same_pair (&g_array_index (a->moved, LnetProposedPair, k),
                          &g_array_index (b->moved, LnetProposedPair, k));
    }
}

static void
test_same_alternatives (void)
{
  guint n_pools = times (30);

  for (guint seed = 0; seed < n_pools; seed++)
    {
      g_auto (Both) both = { 0 };

      both_init (&both, seed, 41 + seed, 1 + seed % 3);
      both_solve (&both);
      for (guint i = seed % 5; i < both.proposal->pairs->len; i += 9)
        assert_same_alternatives (&both, &g_array_index (both.proposal->pairs, LnetProposedPair, i));
    }
}

static void
test_same_best_partners (void)
{
  for (guint seed = 0; seed < 6; seed++)
    {
      g_auto (Both) both = { 0 };

      both_init (&both, seed, 80, 2);
      both_change (&both, 2 * seed);
      g_assert_true (lnet_proposer_find_best_partners (both.few, NULL, NULL));
      for (guint32 m = 0; m < 80; m++)
        {
          guint32 of_all = G_MAXUINT32, of_few = G_MAXUINT32;

          g_assert_cmpint (lnet_proposer_find_best_partner (both.all, m, &of_all), ==,
                           lnet_proposer_find_best_partner (both.few, m, &of_few));
          g_assert_cmpuint (of_all, ==, of_few);
        }
    }
}

/* --- progress, and stopping --- */

typedef struct
{
  GCancellable *cancellable;
  guint n_left; /* calls until it is stopped */
  guint n_calls;
  gdouble last;
} Watch;

static void
watch (gdouble  fraction,
       gpointer data)
{
  Watch *self = data;

  g_assert_cmpfloat (fraction, >=, self->last);
  g_assert_cmpfloat (fraction, <=, 1);
  self->last = fraction;
  self->n_calls++;
  if (self->n_left > 0 && --self->n_left == 0)
    g_cancellable_cancel (self->cancellable);
}

static void
test_progress (void)
{
  g_auto (Both) both = { 0 };
  g_autoptr (GPtrArray) alternatives = NULL;
  Watch seen = { 0 };

  both_init (&both, 2, 121, 1);
  lnet_proposer_set_progress (both.few, watch, &seen);
  both_solve (&both);
  g_assert_cmpfloat (seen.last, ==, 1);
  g_assert_cmpuint (seen.n_calls, >, 3);
  seen = (Watch) { 0 };
  alternatives = lnet_proposer_find_alternatives (both.few, both.proposal,
                                                  g_array_index (both.proposal->pairs, LnetProposedPair, 0).members, 2,
                                                  3, NULL, NULL);
  g_assert_cmpuint (alternatives->len, ==, 3);
  g_assert_cmpfloat (seen.last, ==, 1);
  g_assert_cmpuint (seen.n_calls, >, 3);
}

/* Wherever it is stopped, solving it again gives what it would have given. */
static void
test_can_be_stopped (void)
{
  guint n_calls = 0;

  for (guint stop = 1; stop == 1 || n_calls == stop - 1; stop++)
    {
      g_auto (Both) both = { 0 };
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (LnetProposal) stopped = NULL;
      Watch seen = { .cancellable = cancellable, .n_left = stop };

      both_init (&both, 2, 61, 1);
      lnet_proposer_set_progress (both.few, watch, &seen);
      stopped = lnet_proposer_solve (both.few, cancellable, &error);
      n_calls = seen.n_calls;
      if (stopped == NULL)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      lnet_proposer_set_progress (both.few, NULL, NULL);
      both_solve (&both);
      if (stopped != NULL)
        break;
      n_calls = stop;
    }
  g_assert_cmpuint (n_calls, >, 3);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/proposer-large/same-pairs", test_same_pairs);
  g_test_add_func ("/proposer-large/same-alternatives", test_same_alternatives);
  g_test_add_func ("/proposer-large/same-best-partners", test_same_best_partners);
  g_test_add_func ("/proposer-large/progress", test_progress);
  g_test_add_func ("/proposer-large/can-be-stopped", test_can_be_stopped);
  return g_test_run ();
}
