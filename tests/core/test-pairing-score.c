/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-pairing-score.h"

static void
test_wish (void)
{
  g_assert_cmpint (lnet_pairing_score_wish (0, 0), ==, 0);
  g_assert_cmpint (lnet_pairing_score_wish (1, 0), ==, 30);
  g_assert_cmpint (lnet_pairing_score_wish (0, 2), ==, 40);
  g_assert_cmpint (lnet_pairing_score_wish (3, 0), ==, 50);
  g_assert_cmpint (lnet_pairing_score_wish (9, 0), ==, 50);
  g_assert_cmpint (lnet_pairing_score_wish (1, 1), ==, 60);
  g_assert_cmpint (lnet_pairing_score_wish (12, 4), ==, 100);
}

static void
test_role (void)
{
  LnetPairingTraits none = { 0 };
  LnetPairingTraits teacher = { .role = 1, .roles = 1 };
  LnetPairingTraits teacher_and_parent = { .role = 1, .roles = 2 };
  LnetPairingTraits cook = { .role = 3, .roles = 3 };

  g_assert_cmpint (lnet_pairing_score_role (&teacher, &cook), ==, 100);
  g_assert_cmpint (lnet_pairing_score_role (&teacher, &teacher_and_parent), ==, 50);
  g_assert_cmpint (lnet_pairing_score_role (&teacher, &teacher), ==, 0);
  g_assert_cmpint (lnet_pairing_score_role (&teacher, &none), ==, 0);
  g_assert_cmpint (lnet_pairing_score_role (&none, &none), ==, 0);
}

static void
test_organization (void)
{
  LnetPairingTraits none = { 0 };
  LnetPairingTraits here = { .organization = 1 };
  LnetPairingTraits there = { .organization = 2 };

  g_assert_cmpint (lnet_pairing_score_organization (&here, &there), ==, 100);
  g_assert_cmpint (lnet_pairing_score_organization (&here, &here), ==, 0);
  g_assert_cmpint (lnet_pairing_score_organization (&none, &there), ==, 0);
}

static int
score_region (LnetPairingMode mode,
              guint32         region,
              guint32         town,
              int             travel)
{
  LnetPairingTraits at_home = { .region = 1, .town = 1, .travel_minutes = 90 };
  LnetPairingTraits other = { .region = region, .town = town, .travel_minutes = travel, .mode = (guint8) mode };
  int score = lnet_pairing_score_region (&at_home, &other);

  g_assert_cmpint (lnet_pairing_score_region (&other, &at_home), ==, score);
  return score;
}

static void
test_region (void)
{
  const LnetPairingMode in_person = LNET_PAIRING_MODE_IN_PERSON;
  const LnetPairingMode video = LNET_PAIRING_MODE_VIDEO;
  const LnetPairingMode either = LNET_PAIRING_MODE_EITHER;

  g_assert_cmpint (score_region (in_person, 1, 1, 0), ==, 100);
  g_assert_cmpint (score_region (in_person, 1, 2, 29), ==, 40);
  g_assert_cmpint (score_region (in_person, 1, 2, 30), ==, 70);
  g_assert_cmpint (score_region (in_person, 2, 2, 59), ==, 0);
  g_assert_cmpint (score_region (in_person, 2, 2, 60), ==, 20);
  g_assert_cmpint (score_region (in_person, 0, 0, 60), ==, 0);

  g_assert_cmpint (score_region (video, 2, 2, 0), ==, 100);
  g_assert_cmpint (score_region (video, 1, 2, 0), ==, 60);
  g_assert_cmpint (score_region (video, 1, 1, 0), ==, 30);
  g_assert_cmpint (score_region (video, 0, 0, 0), ==, 0);

  g_assert_cmpint (score_region (either, 2, 2, 0), ==, 100);
  g_assert_cmpint (score_region (either, 1, 1, 0), ==, 100);
  g_assert_cmpint (score_region (either, 1, 2, 0), ==, 60);
  g_assert_cmpint (score_region (either, 1, 2, 45), ==, 70);
}

static void
test_modes_that_clash (void)
{
  LnetPairingTraits by_video = { .region = 1, .town = 1, .mode = LNET_PAIRING_MODE_VIDEO };
  LnetPairingTraits in_person = { .region = 1, .town = 1, .mode = LNET_PAIRING_MODE_IN_PERSON };

  g_assert_cmpint (lnet_pairing_score_region (&by_video, &in_person), ==, 0);
  g_assert_true (lnet_pairing_modes_clash (LNET_PAIRING_MODE_VIDEO, LNET_PAIRING_MODE_IN_PERSON));
  g_assert_false (lnet_pairing_modes_clash (LNET_PAIRING_MODE_VIDEO, LNET_PAIRING_MODE_EITHER));
  g_assert_false (lnet_pairing_modes_clash (LNET_PAIRING_MODE_VIDEO, LNET_PAIRING_MODE_VIDEO));
  g_assert_cmpint (lnet_pairing_mode_from_key ("in-person"), ==, LNET_PAIRING_MODE_IN_PERSON);
  g_assert_cmpint (lnet_pairing_mode_from_key ("phone"), ==, LNET_PAIRING_MODE_EITHER);
  g_assert_cmpint (lnet_pairing_mode_from_key (NULL), ==, LNET_PAIRING_MODE_EITHER);
}

static void
test_wants (void)
{
  g_assert_cmpint (lnet_pairing_score_wants (FALSE, FALSE), ==, 0);
  g_assert_cmpint (lnet_pairing_score_wants (TRUE, FALSE), ==, 50);
  g_assert_cmpint (lnet_pairing_score_wants (TRUE, TRUE), ==, 100);
}

static void
test_waited (void)
{
  LnetPairingTraits a = { .waited = 50 };
  LnetPairingTraits b = { .waited = 7 };

  g_assert_cmpint (lnet_pairing_score_waiting (0, FALSE), ==, 0);
  g_assert_cmpint (lnet_pairing_score_waiting (15, FALSE), ==, 7);
  g_assert_cmpint (lnet_pairing_score_waiting (100, FALSE), ==, 50);
  g_assert_cmpint (lnet_pairing_score_waiting (G_MAXUINT, FALSE), ==, 50);
  g_assert_cmpint (lnet_pairing_score_waiting (0, TRUE), ==, 50);
  g_assert_cmpint (lnet_pairing_score_waited (&a, &b), ==, 57);
}

static int
score_balance (guint coached,
               guint was_coached,
               guint other_coached,
               guint other_was_coached)
{
  LnetPairingTraits a = { .lean = (gint8) lnet_pairing_get_lean (coached, was_coached) };
  LnetPairingTraits b = { .lean = (gint8) lnet_pairing_get_lean (other_coached, other_was_coached) };
  int score = lnet_pairing_score_balance (&a, &b);

  g_assert_cmpint (lnet_pairing_score_balance (&b, &a), ==, score);
  return score;
}

static void
test_balance (void)
{
  g_assert_cmpint (score_balance (0, 0, 0, 9), ==, 0);
  g_assert_cmpint (score_balance (3, 1, 5, 0), ==, 0);
  g_assert_cmpint (score_balance (1, 3, 0, 5), ==, 0);
  g_assert_cmpint (score_balance (3, 1, 0, 5), ==, 50);
  g_assert_cmpint (score_balance (3, 2, 2, 3), ==, 25);
  g_assert_cmpint (score_balance (G_MAXUINT, 0, 0, G_MAXUINT), ==, 100);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pairing-score/wish", test_wish);
  g_test_add_func ("/pairing-score/role", test_role);
  g_test_add_func ("/pairing-score/organization", test_organization);
  g_test_add_func ("/pairing-score/region", test_region);
  g_test_add_func ("/pairing-score/modes-that-clash", test_modes_that_clash);
  g_test_add_func ("/pairing-score/wants", test_wants);
  g_test_add_func ("/pairing-score/waited", test_waited);
  g_test_add_func ("/pairing-score/balance", test_balance);
  return g_test_run ();
}
