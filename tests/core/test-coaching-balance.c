/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-coaching-balance.h"

static const LnetId ana = { { 1 } };
static const LnetId ben = { { 2 } };
static const LnetId cleo = { { 3 } };
static const LnetId nobody;

static void
assert_next (LnetCoachingBalance *balance,
             guint                n_members,
             const LnetId        *coach,
             const LnetId        *coached)
{
  const LnetId members[] = { ana, ben, cleo };
  LnetId next_coach;
  LnetId next_coached;

  lnet_coaching_balance_suggest (balance, members, n_members, &next_coach, &next_coached);
  g_assert_true (lnet_id_equal (&next_coach, coach));
  g_assert_true (lnet_id_equal (&next_coached, coached));
}

static void
test_counts (void)
{
  g_autoptr (LnetCoachingBalance) balance = lnet_coaching_balance_new ();
  g_autofree char *words = NULL;

  lnet_coaching_balance_add (balance, &ana, &ben);
  lnet_coaching_balance_add (balance, &ben, &ana);
  lnet_coaching_balance_add (balance, &ana, &ben);
  lnet_coaching_balance_add (balance, &ana, &cleo);
  lnet_coaching_balance_add (balance, &ana, &nobody);
  lnet_coaching_balance_add (balance, &nobody, &ana);
  lnet_coaching_balance_add (balance, &ana, &ana);
  words = lnet_coaching_balance_describe (balance, &ana);
  g_assert_cmpstr (words, ==, "coached 3 · was coached 1");
  g_assert_cmpuint (lnet_coaching_balance_get_coached (balance, &ben), ==, 1);
  g_assert_cmpuint (lnet_coaching_balance_get_was_coached (balance, &ben), ==, 2);
  g_assert_cmpuint (lnet_coaching_balance_get_coached (balance, &cleo), ==, 0);
}

static void
test_pair_swaps (void)
{
  g_autoptr (LnetCoachingBalance) balance = lnet_coaching_balance_new ();

  assert_next (balance, 2, &ana, &ben);
  lnet_coaching_balance_add (balance, &ana, &ben);
  assert_next (balance, 2, &ben, &ana);
  lnet_coaching_balance_add (balance, &ben, &ana);
  assert_next (balance, 2, &ana, &ben);
  lnet_coaching_balance_add (balance, &ben, &ana);
  lnet_coaching_balance_add (balance, &ben, &ana);
  assert_next (balance, 2, &ana, &ben);
}

static void
test_triad_comes_round (void)
{
  g_autoptr (LnetCoachingBalance) balance = lnet_coaching_balance_new ();
  const LnetId members[] = { ana, ben, cleo };

  for (guint i = 0; i < 6; i++)
    {
      LnetId coach;
      LnetId coached;

      lnet_coaching_balance_suggest (balance, members, 3, &coach, &coached);
      g_assert_false (lnet_id_equal (&coach, &coached));
      lnet_coaching_balance_add (balance, &coach, &coached);
    }
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpuint (lnet_coaching_balance_get_coached (balance, &members[i]), ==, 2);
      g_assert_cmpuint (lnet_coaching_balance_get_was_coached (balance, &members[i]), ==, 2);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/coaching-balance/counts", test_counts);
  g_test_add_func ("/coaching-balance/pair-swaps", test_pair_swaps);
  g_test_add_func ("/coaching-balance/triad-comes-round", test_triad_comes_round);
  return g_test_run ();
}
