/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-alike-place.h"
#include "lnet-alike.h"

static void
test_close (void)
{
  static const struct
  {
    const char *a;
    const char *b;
    gboolean close;
  } cases[] = {
    { "catherine", "katherine", TRUE }, { "jonathan", "jonathon", TRUE }, { "jon", "jonathan", TRUE },
    { "begay", "begya", TRUE },         { "munoz", "munos", TRUE },       { "martinez", "martines", TRUE },
    { "sara", "sarah", TRUE },          { "maria", "marie", TRUE },       { "ñandu", "nandu", TRUE },
    { "ana", "ada", FALSE },            { "jo", "josefina", FALSE },      { "lee", "leo", FALSE },
    { "maria", "marta", TRUE },         { "ruth", "beth", FALSE },        { "smith", "jones", FALSE },
    { "", "ana", FALSE },               { "anderson", "andersen", TRUE }, { "abcd", "abdce", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s, %s", cases[i].a, cases[i].b);
      g_assert_cmpint (lnet_alike_names_close (cases[i].a, cases[i].b), ==, cases[i].close);
      g_assert_cmpint (lnet_alike_names_close (cases[i].b, cases[i].a), ==, cases[i].close);
    }
}

static void
test_score (void)
{
  g_assert_cmpuint (lnet_alike_score (LNET_ALIKE_REGISTRY_ID), >,
                    lnet_alike_score (LNET_ALIKE_EMAIL | LNET_ALIKE_PHONE));
  g_assert_cmpuint (lnet_alike_score (LNET_ALIKE_EMAIL), >=, LNET_ALIKE_ENOUGH);
  g_assert_cmpuint (lnet_alike_score (LNET_ALIKE_NAME), >=, LNET_ALIKE_ENOUGH);
  g_assert_cmpuint (lnet_alike_score (LNET_ALIKE_PHONE), <, LNET_ALIKE_ENOUGH);
  g_assert_cmpuint (lnet_alike_score (LNET_ALIKE_CLOSE_NAME), <, LNET_ALIKE_ENOUGH);
  g_assert_cmpuint (lnet_alike_score (LNET_ALIKE_CLOSE_NAME | LNET_ALIKE_TOWN), >=, LNET_ALIKE_ENOUGH);
  /* A household in one town is no reason. */
  g_assert_cmpuint (lnet_alike_score (LNET_ALIKE_PHONE | LNET_ALIKE_TOWN), <, LNET_ALIKE_ENOUGH);
}

static void
test_words (void)
{
  g_autofree char *two = lnet_alike_describe (LNET_ALIKE_PHONE | LNET_ALIKE_NAME);
  g_autofree char *none = lnet_alike_describe (0);

  g_assert_cmpstr (two, ==, "same phone, same name");
  g_assert_cmpstr (none, ==, "");
}

/* Names of organizations: what is proposed as the same, and what must never be. */
static void
test_places (void)
{
  static const struct
  {
    const char *a, *b;
    gboolean alike;
  } pairs[] = {
    { "Sprouts Ctr.", "Little Sprouts Center", TRUE },
    { "Prairie Head Start", "Prairie Headstart", TRUE },
    { "The Prairie School", "prairie sch", TRUE },
    { "Niños Felices, Inc.", "Ninos Felices", TRUE },
    { "Little Sprotus Center", "Little Sprouts Center", TRUE },
    { "Center 12", "Center 13", FALSE },
    { "Head Start 12", "Head Start", FALSE },
    { "Early Learning Center", "Little Sprouts Early Learning Center", FALSE },
    { "Prairie Head Start", "Casper Head Start", FALSE },
    { "Little Stars Center", "Little Sprouts Center", FALSE },
    { "", "Sprouts", FALSE },
    { "***", "***", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_auto (GStrv) a = lnet_alike_place_words (pairs[i].a);
      g_auto (GStrv) b = lnet_alike_place_words (pairs[i].b);
      guint score = lnet_alike_place_score ((const char *const *) a, (const char *const *) b);

      g_test_message ("%s, %s: %u", pairs[i].a, pairs[i].b, score);
      g_assert_cmpint (score > 0, ==, pairs[i].alike);
      g_assert_cmpuint (lnet_alike_place_score ((const char *const *) b, (const char *const *) a), ==, score);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/alike/close", test_close);
  g_test_add_func ("/alike/score", test_score);
  g_test_add_func ("/alike/words", test_words);
  g_test_add_func ("/alike/places", test_places);
  return g_test_run ();
}
