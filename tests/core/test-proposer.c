/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "lnet-pool-graph-private.h"
#include "lnet-proposer-private.h"
#include "times.h"

/*
 * The best pairs of a pool against all that can be made of it, tried one by one: pairs, one triad where the number is
 * odd, what stays, what each other pair would cost. By weights with their lots, so that there is one best of all.
 */

static const LnetId the_round = { { 0xf0 } };

/* --- pools made by chance --- */

static const char *const languages[][4] = {
  { "en", NULL }, { "es", NULL }, { "en", "es", NULL }, { "ar", "en", NULL }, { "en", NULL }, { NULL },
};
static const char *const slots[] = {
  "mon-morning tue-evening", "tue-evening wed-noon", "mon-morning wed-noon", "mon-morning", "wed-noon", NULL,
};
static const char *const strengths[] = {
  "Stories and songs", "Gardens, mud and water", "Blocks, ramps and bridges", "Quiet corners for naps", NULL,
};
static const char *const wishes[] = {
  "More songs at breakfast", "A garden behind the shed", "How bridges stand", "Naps without tears", NULL,
};
static const char *const roles[][2] = { { "teacher", NULL }, { "cook", NULL }, { "director", NULL } };
static const char *const modes[] = { "in-person", "video", "either", NULL };

#define PICK(rand, array) ((array)[g_rand_int_range (rand, 0, G_N_ELEMENTS (array))])

static LnetId
make_id (GRand *rand)
{
  LnetId id = { { 0 } };

  for (guint i = 0; i < LNET_ID_SIZE; i++)
    id.bytes[i] = (guint8) g_rand_int_range (rand, 0, 256);
  return id;
}

static LnetPoolMember
make_member (GRand   *rand,
             gboolean easy)
{
  LnetPoolMember member = { 0 };

  member.person.member = make_id (rand);
  member.person.name = "Somebody";
  member.person.languages = easy ? languages[0] : PICK (rand, languages);
  member.person.slots = easy ? "mon-morning" : PICK (rand, slots);
  member.person.strengths = PICK (rand, strengths);
  member.person.wishes = PICK (rand, wishes);
  member.person.mode = PICK (rand, modes);
  member.person.organization = (LnetId) { { (guint8) g_rand_int_range (rand, 0, 4) } };
  member.roles = PICK (rand, roles);
  member.region = g_rand_boolean (rand) ? "North" : "South";
  member.waited_days = (guint) g_rand_int_range (rand, 0, 90);
  member.coached = (guint) g_rand_int_range (rand, 0, 5);
  member.was_coached = (guint) g_rand_int_range (rand, 0, 5);
  return member;
}

static void
tie_members (LnetPool     *pool,
             GRand        *rand,
             const LnetId *ids,
             guint         n)
{
  for (guint a = 0; a < n; a++)
    for (guint b = 0; b < n; b++)
      if (a != b)
        {
          if (g_rand_int_range (rand, 0, 12) == 0)
            lnet_pool_add_unwanted (pool, &ids[a], &ids[b]);
          if (g_rand_int_range (rand, 0, 12) == 0)
            lnet_pool_add_wanted (pool, &ids[a], &ids[b]);
          if (g_rand_int_range (rand, 0, 12) == 0)
            lnet_pool_add_past (pool, &ids[a], &ids[b], (guint) g_rand_int_range (rand, 1, 5));
        }
}

static void
lock_some (LnetPool *pool,
           GRand    *rand,
           guint     n)
{
  guint n_locks = (guint) g_rand_int_range (rand, 0, 3);

  for (guint i = 0; i < n_locks && n >= 3; i++)
    {
      guint32 members[3];
      guint n_members = g_rand_int_range (rand, 0, 4) == 0 ? 3 : 2;

      for (guint m = 0; m < n_members; m++)
        members[m] = (guint32) g_rand_int_range (rand, 0, (gint32) n);
      lnet_pool_lock (pool, members, n_members);
    }
}

/* With few points of score many sets are equally good, and lots decide. */
static LnetPool *
make_pool (GRand   *rand,
           guint    n,
           gboolean easy)
{
  LnetPool *pool = lnet_pool_new (&the_round);
  g_autofree LnetId *ids = g_new0 (LnetId, n + 1);

  for (guint i = 0; i < n; i++)
    {
      LnetPoolMember member = make_member (rand, easy);

      if (i > 0 && g_rand_int_range (rand, 0, 5) == 0)
        member.person.supervisor = ids[g_rand_int_range (rand, 0, (gint32) i)];
      ids[i] = member.person.member;
      lnet_pool_add (pool, &member);
    }
  if (!easy)
    tie_members (pool, rand, ids, n);
  if (n >= 4 && g_rand_int_range (rand, 0, 6) == 0)
    lnet_pool_add_pair (pool, ids, g_rand_boolean (rand) ? 2 : 3);
  lnet_pool_seal (pool);
  for (guint c = 0; c < LNET_N_CRITERIA; c++)
    lnet_pool_set_weight (pool, c, g_rand_int_range (rand, 0, g_rand_boolean (rand) ? 2 : 6));
  lnet_pool_set_no_repeat (pool, (guint) g_rand_int_range (rand, 0, 4));
  lnet_pool_set_odd (pool, g_rand_int_range (rand, 0, 3) > 0 ? LNET_POOL_ODD_TRIAD : LNET_POOL_ODD_WAITS);
  if (g_rand_boolean (rand))
    lock_some (pool, rand, n);
  return pool;
}

/* --- everything there is, one by one --- */

typedef struct
{
  const LnetPool *pool;
  const LnetPoolGraph *graph;
  guint n;
  gboolean may_triad;
  guint32 partner[16];
  guint32 triad[3];
  gboolean has_triad;

  guint placed;       /* the best */
  gint64 worth;
  gint64 score;       /* of it, twice */
  guint32 best_partner[16];
  gboolean best_has_triad;
  guint32 best_triad[3];
} Reference;

static gint64
weigh (const Reference *self,
       guint32          a,
       guint32          b)
{
  return lnet_pool_graph_weigh (self->graph, a, b);
}

static gint64
score (const Reference *self,
       guint32          a,
       guint32          b)
{
  return lnet_pool_score (self->pool, a, b, NULL);
}

static void
consider (Reference *self,
          guint      placed,
          gint64     worth,
          gint64     twice_score)
{
  if (placed < self->placed || (placed == self->placed && worth <= self->worth))
    return;
  self->placed = placed;
  self->worth = worth;
  self->score = twice_score;
  memcpy (self->best_partner, self->partner, sizeof self->partner);
  memcpy (self->best_triad, self->triad, sizeof self->triad);
  self->best_has_triad = self->has_triad;
}

static void try_from (Reference *self, guint32 taken, guint placed, gint64 worth, gint64 twice_score);

static void
try_triads_of (Reference *self,
               guint32    a,
               guint32    taken,
               guint      placed,
               gint64     worth,
               gint64     twice_score)
{
  for (guint32 b = a + 1; b < self->n; b++)
    for (guint32 c = b + 1; c < self->n; c++)
      {
        if ((taken >> b) & 1 || (taken >> c) & 1 || lnet_pool_get_triad_rules (self->pool, a, b, c) != 0)
          continue;
        self->has_triad = TRUE;
        memcpy (self->triad, (guint32[]) { a, b, c }, sizeof self->triad);
        try_from (self, taken | 1u << a | 1u << b | 1u << c, placed + 3,
                  worth + weigh (self, a, b) + weigh (self, a, c) + weigh (self, b, c),
                  twice_score + score (self, a, b) + score (self, a, c) + score (self, b, c));
        self->has_triad = FALSE;
      }
}

static void
try_from (Reference *self,
          guint32    taken,
          guint      placed,
          gint64     worth,
          gint64     twice_score)
{
  guint32 a = 0;

  while (a < self->n && (taken >> a) & 1)
    a++;
  if (a == self->n)
    {
      consider (self, placed, worth, twice_score);
      return;
    }
  try_from (self, taken | 1u << a, placed, worth, twice_score);
  for (guint32 b = a + 1; b < self->n; b++)
    if (!((taken >> b) & 1) && lnet_pool_get_rules (self->pool, a, b) == 0)
      {
        self->partner[a] = b;
        self->partner[b] = a;
        try_from (self, taken | 1u << a | 1u << b, placed + 2, worth + 2 * weigh (self, a, b),
                  twice_score + 2 * score (self, a, b));
        self->partner[a] = self->partner[b] = G_MAXUINT32;
      }
  if (self->may_triad && !self->has_triad)
    try_triads_of (self, a, taken, placed, worth, twice_score);
}

/* Those who are not locked and whom the rules allow somebody. */
static guint
count_pairable (const LnetPool *pool)
{
  guint32 n = lnet_pool_get_n (pool);
  guint n_pairable = 0;

  for (guint32 a = 0; a < n; a++)
    for (guint32 b = 0; b < n; b++)
      if (a != b && lnet_pool_find_lock (pool, a) == NULL && lnet_pool_find_lock (pool, b) == NULL
          && lnet_pool_get_rules (pool, a, b) == 0)
        {
          n_pairable++;
          break;
        }
  return n_pairable;
}

/* The best with @a and @b together, or of everybody where they are the same. */
static void
solve_by_trying (Reference           *self,
                 const LnetPool      *pool,
                 const LnetPoolGraph *graph,
                 guint32              a,
                 guint32              b)
{
  guint32 taken = 0;

  *self = (Reference) { .pool = pool, .graph = graph, .n = lnet_pool_get_n (pool), .worth = -1 };
  memset (self->partner, 0xff, sizeof self->partner);
  for (guint32 m = 0; m < self->n; m++)
    if (lnet_pool_find_lock (pool, m) != NULL || (a != b && (m == a || m == b)))
      taken |= 1u << m;
  self->may_triad = count_pairable (pool) % 2 == 1 && lnet_pool_get_odd (pool) == LNET_POOL_ODD_TRIAD;
  if (a == b)
    try_from (self, taken, 0, 0, 0);
  else
    try_from (self, taken, 2, 2 * weigh (self, a, b), 2 * score (self, a, b));
}

/* --- comparing --- */

static void
check_pairs (const LnetProposal *proposal,
             const Reference    *reference)
{
  for (guint32 m = 0; m < reference->n; m++)
    {
      const LnetProposedPair *pair = lnet_proposal_find (proposal, m);
      guint32 partner = reference->best_partner[m];
      gboolean in_triad = FALSE;

      if (lnet_pool_find_lock (reference->pool, m) != NULL)
        {
          g_assert_nonnull (pair);
          g_assert_true (pair->locked);
          continue;
        }
      for (guint i = 0; reference->best_has_triad && i < 3; i++)
        in_triad = in_triad || reference->best_triad[i] == m;
      g_assert_true ((pair != NULL) == (in_triad || partner != G_MAXUINT32));
      if (pair == NULL)
        continue;
      g_assert_cmpuint (pair->n_members, ==, in_triad ? 3 : 2);
      for (guint i = 0; in_triad && i < 3; i++)
        g_assert_true (lnet_proposed_pair_holds (pair, reference->best_triad[i]));
      if (!in_triad)
        g_assert_true (lnet_proposed_pair_holds (pair, partner));
    }
}

static int
compare_references (gconstpointer a,
                    gconstpointer b)
{
  const Reference *x = a, *y = b;

  if (x->placed != y->placed)
    return x->placed > y->placed ? -1 : 1;
  return (x->worth < y->worth) - (x->worth > y->worth);
}

/* Found from another pair of it; lots see to it that nothing else weighs the same. */
static gboolean
is_same (const Reference *a,
         const Reference *b)
{
  return compare_references (a, b) == 0;
}

static void
check_alternatives_of (LnetProposer           *proposer,
                       const LnetProposal     *proposal,
                       const Reference        *whole,
                       const guint32          *members,
                       guint                   n_members)
{
  g_autoptr (GArray) expected = g_array_new (FALSE, FALSE, sizeof (Reference));
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n_members; i++)
    for (guint32 other = 0; other < whole->n; other++)
      {
        gboolean is_own = FALSE;
        Reference reference;

        for (guint k = 0; k < n_members; k++)
          is_own = is_own || members[k] == other;
        if (lnet_pool_find_lock (whole->pool, other) != NULL
            || lnet_pool_get_rules (whole->pool, members[i], other) != 0 || other == members[i]
            || (is_own && (n_members < 3 || other < members[i])))
          continue;
        solve_by_trying (&reference, whole->pool, whole->graph, members[i], other);
        g_array_append_val (expected, reference);
      }
  g_array_sort (expected, compare_references);
  for (guint i = expected->len; i > 1; i--)
    if (is_same (&g_array_index (expected, Reference, i - 1), &g_array_index (expected, Reference, i - 2)))
      g_array_remove_index (expected, i - 1);
  found = lnet_proposer_find_alternatives (proposer, proposal, members, n_members, 3, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, MIN (3, expected->len));
  for (guint i = 0; i < found->len; i++)
    {
      const LnetAlternative *alternative = found->pdata[i];
      const Reference *reference = &g_array_index (expected, Reference, i);

      g_assert_cmpuint (alternative->fewer, ==, whole->placed - reference->placed);
      /* A half of a triad's score is left out of each sum. */
      g_assert_cmpint (alternative->cost, ==, whole->score / 2 - reference->score / 2);
      if (alternative->fewer == 0)
        g_assert_cmpint (alternative->cost, >=, 0);
    }
}

static void
check_now (LnetProposer   *proposer,
           const LnetPool *pool)
{
  g_autoptr (LnetPoolGraph) graph = lnet_pool_graph_make (pool, LNET_MATCHING_LARGEST_HEAVIEST, 0, NULL, NULL);
  g_autoptr (LnetProposal) proposal = lnet_proposer_solve (proposer, NULL, NULL);
  Reference whole;

  solve_by_trying (&whole, pool, graph, 0, 0);
  check_pairs (proposal, &whole);
  for (guint i = 0; i < proposal->pairs->len; i++)
    {
      const LnetProposedPair *pair = &g_array_index (proposal->pairs, LnetProposedPair, i);

      if (!pair->locked)
        check_alternatives_of (proposer, proposal, &whole, pair->members, pair->n_members);
    }
  for (guint i = 0; i < proposal->left_out->len; i++)
    check_alternatives_of (proposer, proposal, &whole, &g_array_index (proposal->left_out, LnetLeftOut, i).member, 1);
}

/* What a director changes while they look. */
static void
change_something (LnetProposer *proposer,
                  LnetPool     *pool,
                  GRand        *rand)
{
  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      lnet_pool_set_weight (pool, (LnetCriterion) g_rand_int_range (rand, 0, LNET_N_CRITERIA),
                            g_rand_int_range (rand, 0, LNET_CRITERION_MAX_WEIGHT + 1));
      lnet_proposer_weigh_again (proposer);
      break;
    case 1:
      lock_some (pool, rand, lnet_pool_get_n (pool));
      break;
    case 2:
      lnet_pool_unlock_all (pool);
      break;
    default:
      lnet_pool_set_odd (pool, lnet_pool_get_odd (pool) == LNET_POOL_ODD_TRIAD ? LNET_POOL_ODD_WAITS
                                                                                 : LNET_POOL_ODD_TRIAD);
    }
}

static void
check_pool (GRand    *rand,
            guint     n,
            gboolean  easy,
            guint     n_first)
{
  g_autoptr (LnetPool) pool = make_pool (rand, n, easy);
  g_autoptr (LnetProposer) proposer = lnet_proposer_make (pool, n_first, NULL, NULL);

  check_now (proposer, pool);
  for (guint i = 0; i < 3; i++)
    {
      change_something (proposer, pool, rand);
      check_now (proposer, pool);
    }
}

/* With all pairs, and as large pools are: beginning with few, so that some of the best have to be found later on. */
static void
test_by_trying (gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261126);
  const guint n_first = GPOINTER_TO_UINT (data);
  guint n_pools = times (1200);

  for (guint i = 0; i < n_pools; i++)
    check_pool (rand, (guint) g_rand_int_range (rand, 0, 9), i % 2 == 0, n_first);
  for (guint i = 0; i < n_pools / 20; i++)
    check_pool (rand, 9, i % 2 == 0, n_first);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/proposer/by-trying/all-pairs", GUINT_TO_POINTER (0), test_by_trying);
  g_test_add_data_func ("/proposer/by-trying/few-pairs", GUINT_TO_POINTER (1), test_by_trying);
  return g_test_run ();
}
