/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-name-guess.h"

static void
test_split (void)
{
  static const char *const cases[][3] = {
    { "Ana Begay", "Ana", "Begay" },
    { "Begay, Ana María", "Ana María", "Begay" },
    { "María José de la Cruz", "María José", "de la Cruz" },
    { "Dr. Tom Lee Jr.", "Tom", "Lee Jr." },
    { "Tom Lee, Jr.", "Tom", "Lee, Jr." },
    { "Mrs. Begay, Ana", "Ana", "Mrs. Begay" },
    { "Cher", "Cher", "" },
    { "  Ana   van  Dyk ", "Ana", "van Dyk" },
    { "De Vries", "De", "Vries" },
    { "", "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *first = NULL;
      g_autofree char *last = NULL;

      lnet_name_split (cases[i][0], &first, &last);
      g_test_message ("%s", cases[i][0]);
      g_assert_cmpstr (first, ==, cases[i][1]);
      g_assert_cmpstr (last, ==, cases[i][2]);
    }
}

static void
test_first (void)
{
  g_assert_true (lnet_name_first_may_be_same ("José", "jose"));
  g_assert_true (lnet_name_first_may_be_same ("Ana María", "Ana"));
  g_assert_true (lnet_name_first_may_be_same ("A.", "Ana"));
  g_assert_true (lnet_name_first_may_be_same ("Liz", "Elizabeth"));
  g_assert_true (lnet_name_first_may_be_same ("Pepe", "José"));
  g_assert_true (lnet_name_first_may_be_same ("Jessica", "Jesica"));
  g_assert_true (lnet_name_first_may_be_same (NULL, "Ana"));
  g_assert_false (lnet_name_first_may_be_same ("Ana", "Eva"));
  g_assert_false (lnet_name_first_may_be_same ("Ana", "Maria"));
  g_assert_false (lnet_name_first_may_be_same ("Tom", "Tim"));
  g_assert_false (lnet_name_first_may_be_same ("Maria", "Mario"));
  g_assert_false (lnet_name_first_may_be_same ("Elizabeth", "Robert"));
}

static void
test_last (void)
{
  g_assert_true (lnet_name_last_may_be_same ("García López", "Garcia"));
  g_assert_true (lnet_name_last_may_be_same ("Begay-Smith", "Smith"));
  g_assert_true (lnet_name_last_may_be_same ("Johnson", "Jonson"));
  g_assert_true (lnet_name_last_may_be_same ("Lee", ""));
  g_assert_false (lnet_name_last_may_be_same ("Begay", "Lee"));
  g_assert_false (lnet_name_last_may_be_same ("de la Cruz", "de la Rosa"));
  g_assert_false (lnet_name_last_may_be_same ("Lee", "Lea"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/name-guess/split", test_split);
  g_test_add_func ("/name-guess/first", test_first);
  g_test_add_func ("/name-guess/last", test_last);
  return g_test_run ();
}
