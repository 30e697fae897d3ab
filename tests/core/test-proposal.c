/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-proposer.h"

/* What is proposed, and the reasons, in pools small enough to work out by hand. Only wanting counts: one who asks for
 * another makes 50 of their pair, two who ask for each other 100. */

enum { ANA, BEN, CLEO, DEE, EVA };

static const char *const english[] = { "en", NULL };
static const char *const spanish[] = { "es", NULL };

static LnetId
id_of (guint member)
{
  return (LnetId) { { (guint8) (member + 1) } };
}

/* @slots: a letter for each member: those with the same one have a common time; "." has said none */
static LnetPool *
make_pool (const char *slots)
{
  const LnetId round = { { 0xf0 } };
  LnetPool *pool = lnet_pool_new (&round);

  for (guint i = 0; slots[i] != '\0'; i++)
    {
      char slot[] = { slots[i], '\0' };
      LnetPoolMember member = { .person = { .member = id_of (i), .name = "Somebody", .languages = english } };

      member.person.slots = slots[i] == '.' ? NULL : slot;
      lnet_pool_add (pool, &member);
    }
  for (LnetCriterion c = 0; c < LNET_N_CRITERIA; c++)
    lnet_pool_set_weight (pool, c, c == LNET_CRITERION_WANTS ? 1 : 0);
  return pool;
}

static void
want (LnetPool *pool,
      guint     member,
      guint     other)
{
  LnetId a = id_of (member), b = id_of (other);

  lnet_pool_add_wanted (pool, &a, &b);
}

static void
refuse (LnetPool *pool,
        guint     member,
        guint     other)
{
  LnetId a = id_of (member), b = id_of (other);

  lnet_pool_add_unwanted (pool, &a, &b);
}

static void
lock (LnetPool *pool,
      guint32   a,
      guint32   b)
{
  g_assert_true (lnet_pool_lock (pool, (guint32[]) { a, b }, 2));
}

static LnetProposal *
solve (LnetProposer *proposer)
{
  g_autoptr (GError) error = NULL;
  LnetProposal *proposal = lnet_proposer_solve (proposer, NULL, &error);

  g_assert_no_error (error);
  return proposal;
}

static GPtrArray *
find_alternatives (LnetProposer       *proposer,
                   const LnetProposal *proposal,
                   guint32             a,
                   guint32             b)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *found = lnet_proposer_find_alternatives (proposer, proposal, (guint32[]) { a, b }, a == b ? 1 : 2, 3, NULL,
                                                      &error);

  g_assert_no_error (error);
  return found;
}

static void
assert_alternative (GPtrArray *found,
                    guint      at,
                    guint32    a,
                    guint32    b,
                    guint      fewer,
                    gint64     cost)
{
  const LnetAlternative *alternative = found->pdata[at];

  g_assert_true (lnet_proposed_pair_holds (&alternative->pair, a));
  g_assert_true (lnet_proposed_pair_holds (&alternative->pair, b));
  g_assert_cmpuint (alternative->fewer, ==, fewer);
  g_assert_cmpint (alternative->cost, ==, cost);
}

/* Ben and Cleo ask for each other; but Ana and Dee, who are left then, cannot be partners. Ana asks for Ben, and Dee
 * for Cleo: two pairs of 50 come before one of 100. */
static LnetPool *
make_four (void)
{
  LnetPool *pool = make_pool ("mmmm");

  want (pool, BEN, CLEO);
  want (pool, CLEO, BEN);
  want (pool, ANA, BEN);
  want (pool, DEE, CLEO);
  refuse (pool, ANA, DEE);
  lnet_pool_seal (pool);
  return pool;
}

static void
test_everybody (void)
{
  g_autoptr (LnetPool) pool = make_four ();
  g_autoptr (LnetProposer) proposer = lnet_proposer_new (pool, NULL, NULL);
  g_autoptr (LnetProposal) proposal = solve (proposer);
  const LnetProposedPair *pair = lnet_proposal_find (proposal, ANA);
  guint32 partner;

  g_assert_cmpuint (proposal->n_placed, ==, 4);
  g_assert_cmpint (proposal->score, ==, 100);
  g_assert_cmpuint (proposal->pairs->len, ==, 2);
  g_assert_cmpuint (proposal->left_out->len, ==, 0);
  g_assert_true (lnet_proposed_pair_holds (pair, BEN));
  g_assert_cmpint (pair->score, ==, 50);
  g_assert_cmpint (pair->by_criterion[LNET_CRITERION_WANTS], ==, 50);
  g_assert_false (pair->locked);
  /* Ben gives up 50, Ana nothing. */
  g_assert_cmpint (lnet_proposed_pair_get_share (pair, pool, BEN), ==, 50);
  g_assert_cmpint (lnet_proposer_find_best_partner (proposer, BEN, &partner), ==, 100);
  g_assert_cmpuint (partner, ==, CLEO);
  g_assert_cmpint (lnet_proposer_find_best_partner (proposer, ANA, &partner), ==, 50);
  g_assert_cmpuint (partner, ==, BEN);
}

/* Ana with Cleo and Ben with Dee: nobody asked for that, so it costs 100. Ben with Cleo costs nothing of the sum, but
 * two people their partners. */
static void
test_costs (void)
{
  g_autoptr (LnetPool) pool = make_four ();
  g_autoptr (LnetProposer) proposer = lnet_proposer_new (pool, NULL, NULL);
  g_autoptr (LnetProposal) proposal = solve (proposer);
  g_autoptr (GPtrArray) found = find_alternatives (proposer, proposal, ANA, BEN);
  const LnetAlternative *swap, *apart;

  g_assert_cmpuint (found->len, ==, 2);
  assert_alternative (found, 0, ANA, CLEO, 0, 100);
  swap = found->pdata[0];
  g_assert_cmpuint (swap->moved->len, ==, 1);
  g_assert_true (lnet_proposed_pair_holds (&g_array_index (swap->moved, LnetProposedPair, 0), DEE));
  g_assert_cmpuint (swap->left_out->len, ==, 0);
  assert_alternative (found, 1, BEN, CLEO, 2, 0);
  apart = found->pdata[1];
  g_assert_cmpuint (apart->moved->len, ==, 0);
  g_assert_cmpuint (apart->left_out->len, ==, 2);
  g_assert_cmpuint (g_array_index (apart->left_out, guint32, 0), ==, ANA);
  g_assert_cmpuint (g_array_index (apart->left_out, guint32, 1), ==, DEE);
}

/* Ana and Ben ask for each other, Ben asks for Cleo: 100, 50 and 0. */
static LnetPool *
make_three (LnetPoolOdd odd)
{
  LnetPool *pool = make_pool ("mmm");

  want (pool, ANA, BEN);
  want (pool, BEN, ANA);
  want (pool, BEN, CLEO);
  lnet_pool_seal (pool);
  lnet_pool_set_odd (pool, odd);
  return pool;
}

static void
test_triad (void)
{
  g_autoptr (LnetPool) pool = make_three (LNET_POOL_ODD_TRIAD);
  g_autoptr (LnetProposer) proposer = lnet_proposer_new (pool, NULL, NULL);
  g_autoptr (LnetProposal) proposal = solve (proposer);
  const LnetProposedPair *triad = lnet_proposal_find (proposal, CLEO);

  g_assert_cmpuint (proposal->pairs->len, ==, 1);
  g_assert_cmpuint (triad->n_members, ==, 3);
  g_assert_cmpint (triad->score, ==, 75);
  g_assert_cmpint (triad->by_criterion[LNET_CRITERION_WANTS], ==, 50);
  g_assert_cmpint (lnet_proposed_pair_get_share (triad, pool, ANA), ==, 50);
  g_assert_cmpint (lnet_proposed_pair_get_share (triad, pool, BEN), ==, 75);
  g_assert_cmpint (lnet_proposed_pair_get_share (triad, pool, CLEO), ==, 25);
}

/* The pairs of a triad all suit each other, but no time suits all three: then one waits. */
static void
test_no_triad (void)
{
  const LnetId round = { { 0xf0 } };
  const char *const slots[] = { "mon tue", "tue wed", "wed mon" };
  g_autoptr (LnetPool) pool = lnet_pool_new (&round);
  g_autoptr (LnetProposer) proposer = NULL;
  g_autoptr (LnetProposal) proposal = NULL;

  for (guint i = 0; i < 3; i++)
    {
      LnetPoolMember member = { .person = { .member = id_of (i), .name = "A", .languages = english, .slots = slots[i] } };

      lnet_pool_add (pool, &member);
    }
  lnet_pool_seal (pool);
  proposer = lnet_proposer_new (pool, NULL, NULL);
  proposal = solve (proposer);
  g_assert_cmpuint (proposal->n_placed, ==, 2);
  g_assert_cmpint (g_array_index (proposal->left_out, LnetLeftOut, 0).reason, ==, LNET_LEFT_OUT_ODD);
}

static void
test_waiting (void)
{
  g_autoptr (LnetPool) pool = make_three (LNET_POOL_ODD_WAITS);
  g_autoptr (LnetProposer) proposer = lnet_proposer_new (pool, NULL, NULL);
  g_autoptr (LnetProposal) proposal = solve (proposer);
  g_autoptr (GPtrArray) found = NULL;
  const LnetLeftOut *left = &g_array_index (proposal->left_out, LnetLeftOut, 0);

  g_assert_cmpuint (proposal->left_out->len, ==, 1);
  g_assert_cmpuint (left->member, ==, CLEO);
  g_assert_cmpint (left->reason, ==, LNET_LEFT_OUT_ODD);
  g_assert_cmpint (left->matter, ==, LNET_POOL_MATTER_NONE);
  g_assert_cmpuint (left->n_others, ==, 2);
  g_assert_cmpuint (left->n_allowed, ==, 2);
  g_assert_cmpuint (proposal->help->len, ==, 0);
  found = find_alternatives (proposer, proposal, CLEO, CLEO);
  g_assert_cmpuint (found->len, ==, 2);
  assert_alternative (found, 0, CLEO, BEN, 0, 50);
  assert_alternative (found, 1, CLEO, ANA, 0, 100);
  g_assert_cmpuint (((LnetAlternative *) found->pdata[0])->left_out->len, ==, 1);
}

static void
test_locked (void)
{
  g_autoptr (LnetPool) pool = make_four ();
  g_autoptr (LnetProposer) proposer = lnet_proposer_new (pool, NULL, NULL);
  g_autoptr (LnetProposal) proposal = NULL;
  g_autoptr (LnetProposal) again = NULL;
  g_autoptr (GPtrArray) found = NULL;
  const LnetLeftOut *left;

  lock (pool, BEN, CLEO);
  proposal = solve (proposer);
  g_assert_cmpuint (proposal->pairs->len, ==, 1);
  g_assert_true (lnet_proposal_find (proposal, BEN)->locked);
  g_assert_false (lnet_proposal_find (proposal, BEN)->exists);
  g_assert_cmpint (proposal->score, ==, 100);
  left = &g_array_index (proposal->left_out, LnetLeftOut, 0);
  g_assert_cmpuint (proposal->left_out->len, ==, 2);
  g_assert_cmpint (left->reason, ==, LNET_LEFT_OUT_RULES);
  g_assert_cmpint (left->matter, ==, LNET_POOL_MATTER_UNWANTED);
  g_assert_cmpuint (left->n_others, ==, 1);
  found = find_alternatives (proposer, proposal, BEN, CLEO);
  g_assert_cmpuint (found->len, ==, 0);

  lnet_pool_unlock_all (pool);
  again = solve (proposer);
  g_assert_cmpuint (again->n_placed, ==, 4);
}

/* All others stay with partners they have. */
static void
test_alone (void)
{
  g_autoptr (LnetPool) pool = make_three (LNET_POOL_ODD_TRIAD);
  g_autoptr (LnetProposer) proposer = lnet_proposer_new (pool, NULL, NULL);
  g_autoptr (LnetProposal) proposal = NULL;

  lock (pool, ANA, CLEO);
  proposal = solve (proposer);
  g_assert_cmpint (g_array_index (proposal->left_out, LnetLeftOut, 0).reason, ==, LNET_LEFT_OUT_ALONE);
  g_assert_cmpuint (g_array_index (proposal->left_out, LnetLeftOut, 0).n_others, ==, 0);
}

/* Three would all do with Ana; two of them are left. */
static void
test_needed (void)
{
  g_autoptr (LnetPool) pool = make_pool ("mmmm");
  g_autoptr (LnetProposer) proposer = NULL;
  g_autoptr (LnetProposal) proposal = NULL;
  const LnetLeftOut *left;

  refuse (pool, BEN, CLEO);
  refuse (pool, BEN, DEE);
  refuse (pool, CLEO, DEE);
  want (pool, DEE, ANA);
  lnet_pool_seal (pool);
  proposer = lnet_proposer_new (pool, NULL, NULL);
  proposal = solve (proposer);
  g_assert_true (lnet_proposed_pair_holds (lnet_proposal_find (proposal, ANA), DEE));
  g_assert_cmpuint (proposal->left_out->len, ==, 2);
  left = &g_array_index (proposal->left_out, LnetLeftOut, 0);
  g_assert_cmpint (left->reason, ==, LNET_LEFT_OUT_NEEDED);
  g_assert_cmpuint (left->n_allowed, ==, 1);
  g_assert_cmpuint (left->n_kept[LNET_POOL_MATTER_UNWANTED], ==, 2);
}

/* Ana and Ben can meet. Cleo and Dee have times of their own, and Eva has said none, and speaks another language. */
static void
test_help (void)
{
  g_autoptr (LnetPool) pool = make_pool ("aacd");
  LnetPoolMember eva = { .person = { .member = id_of (EVA), .name = "Eva", .languages = spanish } };
  g_autoptr (LnetProposer) proposer = NULL;
  g_autoptr (LnetProposal) proposal = NULL;
  const LnetLeftOut *left;
  const LnetPoolHelp *help;

  lnet_pool_add (pool, &eva);
  lnet_pool_seal (pool);
  proposer = lnet_proposer_new (pool, NULL, NULL);
  proposal = solve (proposer);
  g_assert_cmpuint (proposal->left_out->len, ==, 3);
  left = &g_array_index (proposal->left_out, LnetLeftOut, 0);
  g_assert_cmpuint (left->member, ==, CLEO);
  g_assert_cmpint (left->reason, ==, LNET_LEFT_OUT_RULES);
  g_assert_cmpint (left->matter, ==, LNET_POOL_MATTER_TIME);
  g_assert_false (left->unsaid);
  g_assert_cmpuint (left->n_others, ==, 4);
  g_assert_cmpuint (left->n_kept[LNET_POOL_MATTER_TIME], ==, 4);
  g_assert_cmpuint (left->n_only[LNET_POOL_MATTER_TIME], ==, 3);
  g_assert_cmpuint (left->n_kept[LNET_POOL_MATTER_LANGUAGE], ==, 1);
  left = &g_array_index (proposal->left_out, LnetLeftOut, 2);
  g_assert_cmpint (left->matter, ==, LNET_POOL_MATTER_LANGUAGE);
  g_assert_false (left->unsaid);
  g_assert_cmpuint (left->n_kept[LNET_POOL_MATTER_TIME], ==, 4);
  /* Times would help Cleo and Dee. Nothing alone helps Eva. */
  g_assert_cmpuint (proposal->help->len, ==, 2);
  help = &g_array_index (proposal->help, LnetPoolHelp, 0);
  g_assert_cmpint (help->matter, ==, LNET_POOL_MATTER_TIME);
  g_assert_cmpuint (help->n_kept, ==, 3);
  g_assert_cmpuint (help->n_unsaid, ==, 1);
  g_assert_cmpuint (help->n_opened, ==, 2);
  help = &g_array_index (proposal->help, LnetPoolHelp, 1);
  g_assert_cmpint (help->matter, ==, LNET_POOL_MATTER_LANGUAGE);
  g_assert_cmpuint (help->n_kept, ==, 1);
  g_assert_cmpuint (help->n_unsaid, ==, 0);
  g_assert_cmpuint (help->n_opened, ==, 0);
}

/* Four are in the pool, and Dee can work with nobody; so it is three who are to be paired, and they work together. */
static void
test_triad_beside_stuck (void)
{
  g_autoptr (LnetPool) pool = make_pool ("aaad");
  g_autoptr (LnetProposer) proposer = NULL;
  g_autoptr (LnetProposal) proposal = NULL;
  g_autoptr (LnetProposal) waiting = NULL;

  lnet_pool_seal (pool);
  proposer = lnet_proposer_new (pool, NULL, NULL);
  proposal = solve (proposer);
  g_assert_cmpuint (proposal->n_placed, ==, 3);
  g_assert_cmpuint (proposal->left_out->len, ==, 1);
  g_assert_cmpint (g_array_index (proposal->left_out, LnetLeftOut, 0).reason, ==, LNET_LEFT_OUT_RULES);

  lnet_pool_set_odd (pool, LNET_POOL_ODD_WAITS);
  waiting = solve (proposer);
  g_assert_cmpuint (waiting->left_out->len, ==, 2);
  g_assert_cmpint (g_array_index (waiting->left_out, LnetLeftOut, 0).reason, ==, LNET_LEFT_OUT_ODD);
  g_assert_cmpint (g_array_index (waiting->left_out, LnetLeftOut, 1).reason, ==, LNET_LEFT_OUT_RULES);
}

static void
test_empty (void)
{
  const LnetId round = { { 0xf0 } };
  g_autoptr (LnetPool) pool = lnet_pool_new (&round);
  g_autoptr (LnetProposer) proposer = NULL;
  g_autoptr (LnetProposal) proposal = NULL;

  lnet_pool_seal (pool);
  proposer = lnet_proposer_new (pool, NULL, NULL);
  proposal = solve (proposer);
  g_assert_cmpuint (proposal->pairs->len + proposal->left_out->len + proposal->help->len, ==, 0);
}

static void
test_cancelled (void)
{
  g_autoptr (LnetPool) pool = make_four ();
  g_autoptr (LnetProposer) proposer = lnet_proposer_new (pool, NULL, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (LnetProposal) proposal = NULL;
  g_autoptr (LnetProposal) stopped = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  stopped = lnet_proposer_solve (proposer, cancellable, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (stopped);
  g_clear_error (&error);

  proposal = solve (proposer);
  g_assert_cmpint (proposal->score, ==, 100);
  found = lnet_proposer_find_alternatives (proposer, proposal, (guint32[]) { ANA, BEN }, 2, 3, cancellable, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (found);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/proposal/everybody", test_everybody);
  g_test_add_func ("/proposal/costs", test_costs);
  g_test_add_func ("/proposal/triad", test_triad);
  g_test_add_func ("/proposal/no-triad", test_no_triad);
  g_test_add_func ("/proposal/waiting", test_waiting);
  g_test_add_func ("/proposal/locked", test_locked);
  g_test_add_func ("/proposal/alone", test_alone);
  g_test_add_func ("/proposal/needed", test_needed);
  g_test_add_func ("/proposal/help", test_help);
  g_test_add_func ("/proposal/triad-beside-stuck", test_triad_beside_stuck);
  g_test_add_func ("/proposal/empty", test_empty);
  g_test_add_func ("/proposal/cancelled", test_cancelled);
  return g_test_run ();
}
