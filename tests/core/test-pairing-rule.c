/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-pairing-rule.h"

static const char *const english[] = { "en", NULL };
static const char *const spanish[] = { "es-US", "en-US", NULL };
static const char *const only_spanish[] = { "es", NULL };

static LnetPairingMember
member (guint8             number,
        const char        *name,
        const char *const *languages,
        const char        *slots)
{
  return (LnetPairingMember) { .member = { { number } }, .name = name, .languages = languages, .slots = slots };
}

static const LnetPairingRemark *
find (GPtrArray       *remarks,
      LnetPairingKind  kind)
{
  for (guint i = 0; i < remarks->len; i++)
    if (((LnetPairingRemark *) remarks->pdata[i])->kind == kind)
      return remarks->pdata[i];
  return NULL;
}

static void
assert_words (GPtrArray               *remarks,
              LnetPairingKind          kind,
              const LnetPairingMember *members,
              guint                    n_members,
              const char              *words)
{
  const LnetPairingRemark *remark = find (remarks, kind);
  g_autofree char *said = NULL;

  g_assert_nonnull (remark);
  said = lnet_pairing_remark_describe (remark, members, n_members, NULL);
  g_assert_cmpstr (said, ==, words);
}

static void
test_fits (void)
{
  LnetPairingMember two[] = {
    member (1, "Ana", spanish, "mon-morning tue-evening"),
    member (2, "Ben", english, "tue-evening wed-midday"),
  };
  g_autoptr (GPtrArray) remarks = lnet_pairing_check (two, 2);

  g_assert_true (lnet_pairing_allows (remarks));
  g_assert_cmpuint (remarks->len, ==, 2);
  assert_words (remarks, LNET_PAIRING_LANGUAGE, two, 2, "They can talk in en-US.");
  assert_words (remarks, LNET_PAIRING_SLOT, two, 2, "A time that suits Ana and Ben alike: tue-evening.");
}

/* Whichever of the two is named first. */
static void
test_supervisor (void)
{
  LnetPairingMember two[] = {
    member (1, "Ana", english, "mon-morning"),
    member (2, "Ben", english, "mon-morning"),
  };
  g_autoptr (GPtrArray) remarks = NULL;
  g_autoptr (GPtrArray) others = NULL;

  two[0].supervisor = two[1].member;
  remarks = lnet_pairing_check (two, 2);
  g_assert_false (lnet_pairing_allows (remarks));
  assert_words (remarks, LNET_PAIRING_SUPERVISOR, two, 2,
                "Ben supervises Ana. Partners coach each other freely only when neither evaluates the other.");
  g_assert_cmpint (((LnetPairingRemark *) remarks->pdata[0])->kind, ==, LNET_PAIRING_SUPERVISOR);

  two[0].supervisor = (LnetId) { { 9 } };
  others = lnet_pairing_check (two, 2);
  g_assert_true (lnet_pairing_allows (others));
}

static void
test_nothing_in_common (void)
{
  LnetPairingMember two[] = {
    member (1, "Ana", only_spanish, "mon-morning"),
    member (2, "Ben", english, "tue-morning"),
  };
  g_autoptr (GPtrArray) remarks = NULL;

  two[0].mode = "in-person";
  two[1].mode = "video";
  two[1].past_partners = &two[0].member;
  two[1].n_past_partners = 1;
  remarks = lnet_pairing_check (two, 2);
  g_assert_true (lnet_pairing_allows (remarks));
  g_assert_cmpuint (remarks->len, ==, 4);
  assert_words (remarks, LNET_PAIRING_NO_LANGUAGE, two, 2,
                "Ana and Ben have no language in common. They would need an interpreter.");
  assert_words (remarks, LNET_PAIRING_NO_SLOT, two, 2,
                "No time of the week suits Ana and Ben alike. They would have to find one.");
  g_assert_nonnull (find (remarks, LNET_PAIRING_MODE));
  g_assert_nonnull (find (remarks, LNET_PAIRING_BEFORE));
}

static void
test_times_not_said (void)
{
  LnetPairingMember two[] = { member (1, "Ana", english, "mon-morning"), member (2, "Ben", english, NULL) };
  g_autoptr (GPtrArray) remarks = lnet_pairing_check (two, 2);

  assert_words (remarks, LNET_PAIRING_SLOTS_UNKNOWN, two, 2, "Ben has not said which times suit.");
  g_assert_null (find (remarks, LNET_PAIRING_NO_SLOT));
}

/* Each two of them share a time, but not all three. */
static void
test_triad (void)
{
  LnetPairingMember three[] = {
    member (1, "Ana", english, "mon-morning tue-morning"),
    member (2, "Ben", english, "tue-morning wed-morning"),
    member (3, "Cleo", spanish, "wed-morning mon-morning"),
  };
  g_autoptr (GPtrArray) remarks = lnet_pairing_check (three, 3);

  assert_words (remarks, LNET_PAIRING_NO_SLOT, three, 3,
                "No time of the week suits Ana, Ben and Cleo alike. They would have to find one.");
  g_assert_nonnull (find (remarks, LNET_PAIRING_LANGUAGE));
}

static void
test_numbers (void)
{
  LnetPairingMember four[] = {
    member (1, "Ana", english, NULL), member (2, "Ben", english, NULL),
    member (3, "Cleo", english, NULL), member (1, "Ana", english, NULL),
  };
  g_autoptr (GPtrArray) one = lnet_pairing_check (four, 1);
  g_autoptr (GPtrArray) all = lnet_pairing_check (four, 4);

  g_assert_false (lnet_pairing_allows (one));
  g_assert_nonnull (find (one, LNET_PAIRING_TOO_FEW));
  g_assert_false (lnet_pairing_allows (all));
  g_assert_nonnull (find (all, LNET_PAIRING_TOO_MANY));
  g_assert_nonnull (find (all, LNET_PAIRING_TWICE));
}

static void
test_wishes (void)
{
  LnetPairingMember two[] = { member (1, "Ana", english, NULL), member (2, "Ben", english, NULL) };
  g_autoptr (GPtrArray) remarks = NULL;

  two[0].strengths = "Telling family stories in two languages; songs for quiet moments";
  two[1].wishes = "How a story can calm the children before a nap, and songs";
  remarks = lnet_pairing_check (two, 2);
  assert_words (remarks, LNET_PAIRING_WISH, two, 2, "Ana brings what Ben wants to think about: story, songs.");
  g_assert_cmpuint (find (remarks, LNET_PAIRING_WISH)->a, ==, 0);
}

static void
test_shared_words (void)
{
  g_auto (GStrv) accents = lnet_pairing_shared_words ("Canción y juego", "Más CANCIONES y juegos");
  g_auto (GStrv) everyday = lnet_pairing_shared_words ("Working with children", "More time with the children");
  g_auto (GStrv) none = lnet_pairing_shared_words (NULL, "\xff");

  g_assert_cmpuint (g_strv_length (accents), ==, 2);
  g_assert_cmpstr (accents[0], ==, "CANCIONES");
  g_assert_cmpuint (g_strv_length (everyday), ==, 0);
  g_assert_cmpuint (g_strv_length (none), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pairing-rule/fits", test_fits);
  g_test_add_func ("/pairing-rule/supervisor", test_supervisor);
  g_test_add_func ("/pairing-rule/nothing-in-common", test_nothing_in_common);
  g_test_add_func ("/pairing-rule/times-not-said", test_times_not_said);
  g_test_add_func ("/pairing-rule/triad", test_triad);
  g_test_add_func ("/pairing-rule/numbers", test_numbers);
  g_test_add_func ("/pairing-rule/wishes", test_wishes);
  g_test_add_func ("/pairing-rule/shared-words", test_shared_words);
  return g_test_run ();
}
