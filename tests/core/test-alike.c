/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

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

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/alike/close", test_close);
  g_test_add_func ("/alike/score", test_score);
  g_test_add_func ("/alike/words", test_words);
  return g_test_run ();
}
