/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-proposer-private.h"

#include <string.h>

#include "lnet-triangles.h"

/* A pair that could be made instead, and what the whole would come to with it: at most, and later exactly. */
typedef struct
{
  guint32 a;
  guint32 b;
  gint64 weight;
  LnetOutcome whole;
} Candidate;

typedef struct
{
  LnetProposer *proposer;
  LnetMatchingBound bound;
  guint32 n_seats;
  gboolean has_triads;
  gint64 triad_worth;    /* what the best triad makes of it at most */
  GArray *candidates;    /* Candidate, most promising first */
  GArray *kept;          /* Candidate, best first; their partners are owned */
} Search;

void
lnet_alternative_free (LnetAlternative *self)
{
  g_array_unref (self->moved);
  g_array_unref (self->left_out);
  g_free (self);
}

/* --- what a pair promises --- */

/* What can be made with @candidate without a triad, at most: nobody loses their partner by it, or two people do. */
static void
promise_pairs (const Search *self,
               Candidate    *candidate)
{
  const guint32 gone[] = { candidate->a, candidate->b };

  for (guint fewer = 0; fewer <= 1 && self->bound.size > self->n_seats + fewer; fewer++)
    {
      guint32 size = self->bound.size - 1 - fewer;

      candidate->whole.n_placed = 2 * (size + 1 - self->n_seats);
      candidate->whole.worth = 2 * (candidate->weight + lnet_matching_bound_without (&self->bound, gone, 2, size));
      if (candidate->whole.worth >= 0)
        return;
    }
}

/* The same with a triad: the best there is, less what the pair itself costs. */
static void
promise_triad (const Search *self,
               Candidate    *candidate)
{
  const guint32 gone[] = { candidate->a, candidate->b };
  guint32 size = self->bound.size;
  gint64 rest = lnet_matching_bound_without (&self->bound, gone, 2, size - 1);
  LnetOutcome whole = { .n_placed = 2 * (size - self->n_seats) + 1 };

  whole.worth = self->triad_worth - 2 * (self->bound.weight - candidate->weight - rest) + 1;
  if (whole.worth < 0)
    {
      whole.n_placed -= 2;
      whole.worth += 2 * self->bound.dual->bonus;
    }
  if (whole.worth >= 0 && lnet_outcome_compare (&whole, &candidate->whole) < 0)
    candidate->whole = whole;
}

static gboolean
is_free (const Search *self,
         guint32       member)
{
  return lnet_pool_find_lock (self->proposer->pool, member) == NULL;
}

static void
add_candidates (Search        *self,
                guint32        member,
                const guint32 *members,
                guint          n_members)
{
  LnetProposer *proposer = self->proposer;

  for (guint32 other = 0; other < proposer->n; other++)
    {
      Candidate candidate = { .a = member, .b = other };
      gboolean is_own = FALSE;

      for (guint i = 0; i < n_members; i++)
        is_own = is_own || members[i] == other;
      if (!is_free (self, other) || (is_own && (n_members < 3 || other < member))
          || !lnet_pool_allows (proposer->pool, member, other))
        continue;
      candidate.weight = lnet_pool_graph_weigh (proposer->candidates, member, other);
      promise_pairs (self, &candidate);
      if (self->has_triads)
        promise_triad (self, &candidate);
      g_array_append_val (self->candidates, candidate);
    }
}

static int
compare_pairs (const Candidate *a,
               const Candidate *b)
{
  if (a->a != b->a)
    return a->a < b->a ? -1 : 1;
  return (a->b > b->b) - (a->b < b->b);
}

static int
compare_candidates (gconstpointer a,
                    gconstpointer b)
{
  const Candidate *x = a, *y = b;
  int order = lnet_outcome_compare (&x->whole, &y->whole);

  return order != 0 ? order : compare_pairs (x, y);
}

/* --- what it really comes to --- */

/* The same pairs for all, found by another pair of them: Ana with Cleo and Ben with Dee is one way for Ana and Ben to
 * change places. */
static gboolean
is_same_whole (const Search    *self,
               const Candidate *a,
               const Candidate *b)
{
  return lnet_outcome_compare (&a->whole, &b->whole) == 0 && a->whole.has_triad == b->whole.has_triad
         && (!a->whole.has_triad || memcmp (a->whole.triad, b->whole.triad, sizeof a->whole.triad) == 0)
         && memcmp (a->whole.partners, b->whole.partners, self->proposer->n * sizeof (guint32)) == 0;
}

/* Keeps the best, and of those that come to the same the one whose pair comes first. */
static void
keep (Search    *self,
      Candidate *solved,
      guint      n_most)
{
  guint at = self->kept->len;

  for (guint i = 0; i < self->kept->len; i++)
    {
      Candidate *same = &g_array_index (self->kept, Candidate, i);

      if (!is_same_whole (self, solved, same))
        continue;
      if (compare_pairs (solved, same) < 0)
        {
          same->a = solved->a;
          same->b = solved->b;
          same->weight = solved->weight;
        }
      lnet_outcome_clear (&solved->whole);
      return;
    }
  while (at > 0 && compare_candidates (solved, &g_array_index (self->kept, Candidate, at - 1)) < 0)
    at--;
  g_array_insert_val (self->kept, at, *solved);
  if (self->kept->len > n_most)
    g_array_set_size (self->kept, n_most);
}

/* With @candidate, what comes to less than the last of those that are kept need not be found. */
static void
set_floor (Search          *self,
           const Candidate *candidate,
           guint            n_most)
{
  const LnetOutcome *last;

  self->proposer->floor_placed = 0;
  self->proposer->floor_worth = -1;
  if (self->kept->len < n_most || n_most == 0)
    return;
  last = &g_array_index (self->kept, Candidate, n_most - 1).whole;
  self->proposer->floor_placed = last->n_placed - 2;
  self->proposer->floor_worth = last->worth - 2 * candidate->weight - 1;
}

static gboolean
solve_candidate (Search           *self,
                 const Candidate  *candidate,
                 guint             n_most,
                 GCancellable     *cancellable,
                 GError          **error)
{
  Candidate solved = *candidate;
  const guint32 gone[] = { solved.a, solved.b };

  solved.whole = (LnetOutcome) { 0 };
  set_floor (self, candidate, n_most);
  if (!lnet_proposer_find_best (self->proposer, gone, 2, &solved.whole, cancellable, error))
    {
      lnet_outcome_clear (&solved.whole);
      return FALSE;
    }
  solved.whole.n_placed += 2;
  solved.whole.worth += 2 * solved.weight;
  solved.whole.partners[solved.a] = solved.b;
  solved.whole.partners[solved.b] = solved.a;
  keep (self, &solved, n_most);
  return TRUE;
}

static gboolean
solve_candidates (Search        *self,
                  guint          n_most,
                  GCancellable  *cancellable,
                  GError       **error)
{
  for (guint i = 0; i < self->candidates->len; i++)
    {
      const Candidate *candidate = &g_array_index (self->candidates, Candidate, i);

      if (self->kept->len == n_most
          && compare_candidates (candidate, &g_array_index (self->kept, Candidate, n_most - 1)) >= 0)
        return TRUE;
      if (!solve_candidate (self, candidate, n_most, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/* --- what it changes --- */

static gboolean
is_together (const LnetProposal *proposal,
             const guint32      *members,
             guint               n_members)
{
  const LnetProposedPair *pair = lnet_proposal_find (proposal, members[0]);

  if (pair == NULL || pair->n_members != n_members)
    return FALSE;
  for (guint i = 1; i < n_members; i++)
    if (!lnet_proposed_pair_holds (pair, members[i]))
      return FALSE;
  return TRUE;
}

/* A pair of the whole; notes what is new besides the alternative itself. Returns: its score */
static int
take_pair (LnetAlternative    *self,
           const LnetPool     *pool,
           const LnetProposal *proposal,
           const guint32      *members,
           guint               n_members)
{
  LnetProposedPair pair;

  lnet_proposed_pair_fill (&pair, pool, members, n_members);
  if (!is_together (proposal, members, n_members)
      && (n_members != 2 || memcmp (members, self->pair.members, sizeof self->pair.members[0] * 2) != 0))
    g_array_append_val (self->moved, pair);
  return pair.score;
}

static gboolean
is_in_triad (const LnetOutcome *whole,
             guint32            member)
{
  return whole->has_triad
         && (whole->triad[0] == member || whole->triad[1] == member || whole->triad[2] == member);
}

static gint64
sum_locked (const LnetProposal *proposal)
{
  gint64 sum = 0;

  for (guint i = 0; i < proposal->pairs->len; i++)
    {
      const LnetProposedPair *pair = &g_array_index (proposal->pairs, LnetProposedPair, i);

      sum += pair->locked ? pair->score : 0;
    }
  return sum;
}

static LnetAlternative *
make_alternative (const Search       *self,
                  const LnetProposal *proposal,
                  const Candidate    *candidate)
{
  const LnetPool *pool = self->proposer->pool;
  const LnetOutcome *whole = &candidate->whole;
  LnetAlternative *alternative = g_new0 (LnetAlternative, 1);
  guint n_locked = 0;
  gint64 score;

  alternative->moved = g_array_new (FALSE, FALSE, sizeof (LnetProposedPair));
  alternative->left_out = g_array_new (FALSE, FALSE, sizeof (guint32));
  lnet_proposed_pair_fill (&alternative->pair, pool,
                           (guint32[]) { MIN (candidate->a, candidate->b), MAX (candidate->a, candidate->b) }, 2);
  score = sum_locked (proposal);
  for (guint32 m = 0; m < proposal->n; m++)
    {
      guint32 partner = whole->partners[m];

      if (!is_free (self, m))
        n_locked++;
      else if (partner != G_MAXUINT32 && partner > m)
        score += take_pair (alternative, pool, proposal, (guint32[]) { m, partner }, 2);
      else if (partner == G_MAXUINT32 && !is_in_triad (whole, m) && lnet_proposal_find (proposal, m) != NULL)
        g_array_append_val (alternative->left_out, m);
    }
  if (whole->has_triad)
    score += take_pair (alternative, pool, proposal, whole->triad, 3);
  alternative->fewer = proposal->n_placed - n_locked - whole->n_placed;
  alternative->cost = proposal->score - score;
  return alternative;
}

static gboolean
match_all (Search        *self,
           GCancellable  *cancellable,
           GError       **error)
{
  LnetProposer *proposer = self->proposer;

  if (!lnet_proposer_match_all (proposer, NULL, 0, cancellable, error))
    return FALSE;
  self->n_seats = lnet_proposer_count_seats (proposer);
  lnet_matching_bound_clear (&self->bound);
  lnet_proposer_init_bound (proposer, &self->bound);
  return TRUE;
}

/* What the triangle with the least shortfall promises. In a large pool what is out of reach promises no more than the
 * reach says. */
static gboolean
find_triad_worth (Search        *self,
                  GCancellable  *cancellable,
                  GError       **error)
{
  LnetProposer *proposer = self->proposer;
  gboolean is_whole = lnet_pool_graph_is_whole (proposer->candidates), has_all;
  gint64 reach = lnet_pool_graph_get_margin (proposer->candidates);
  g_autoptr (LnetGraph) near = lnet_proposer_find_near (proposer, &self->bound, proposer->is_out, reach, &has_all,
                                                        cancellable, error);
  g_autoptr (GArray) triangles = NULL;
  gint64 shortfall = is_whole ? G_MAXINT64 : has_all ? 3 * reach : 0;

  if (near == NULL)
    return FALSE;
  triangles = lnet_triangles_find (proposer->pool, near, proposer->is_out, &self->bound, 1);
  if (triangles->len > 0)
    shortfall = MIN (shortfall, g_array_index (triangles, LnetTriangle, 0).shortfall);
  self->has_triads = shortfall < G_MAXINT64;
  self->triad_worth = lnet_proposer_bound_triad (proposer, &self->bound, shortfall);
  return TRUE;
}

static gboolean
prepare (Search        *self,
         GCancellable  *cancellable,
         GError       **error)
{
  return match_all (self, cancellable, error)
         && (!lnet_proposer_may_have_triad (self->proposer) || find_triad_worth (self, cancellable, error));
}

static void
clear_candidate (gpointer data)
{
  lnet_outcome_clear (&((Candidate *) data)->whole);
}

GPtrArray *
lnet_proposer_find_alternatives (LnetProposer        *self,
                                 const LnetProposal  *proposal,
                                 const guint32       *members,
                                 guint                n_members,
                                 guint                n_most,
                                 GCancellable        *cancellable,
                                 GError             **error)
{
  Search search = { .proposer = self };
  g_autoptr (GPtrArray) alternatives = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_alternative_free);
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (Candidate));
  gboolean solved;

  search.candidates = candidates;
  search.kept = kept;
  g_array_set_clear_func (kept, clear_candidate);
  lnet_proposer_begin_progress (self);
  solved = prepare (&search, cancellable, error);
  for (guint i = 0; solved && i < n_members; i++)
    if (is_free (&search, members[i]))
      add_candidates (&search, members[i], members, n_members);
  g_array_sort (candidates, compare_candidates);
  solved = solved && solve_candidates (&search, n_most, cancellable, error);
  self->floor_placed = 0;
  self->floor_worth = -1;
  for (guint i = 0; solved && i < kept->len; i++)
    g_ptr_array_add (alternatives, make_alternative (&search, proposal, &g_array_index (kept, Candidate, i)));
  lnet_matching_bound_clear (&search.bound);
  if (solved)
    lnet_proposer_end_progress (self);
  return solved ? g_steal_pointer (&alternatives) : NULL;
}
