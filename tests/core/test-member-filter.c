/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-member-filter.h"

static void
assert_reads (const char *text,
              const char *expected)
{
  g_autoptr (LnetMemberFilter) filter = lnet_member_filter_parse (text);
  g_autofree char *printed = lnet_member_filter_print (filter);

  g_assert_cmpstr (printed, ==, expected);
}

static void
test_conditions (void)
{
  g_autoptr (LnetMemberFilter) filter = lnet_member_filter_new ();
  g_autoptr (LnetMemberFilter) copy = NULL;
  g_autofree char *printed = NULL;

  g_assert_true (lnet_member_filter_add (filter, LNET_MEMBER_FILTER_ROLE, "cook"));
  g_assert_false (lnet_member_filter_add (filter, LNET_MEMBER_FILTER_ROLE, "cook"));
  g_assert_true (lnet_member_filter_add (filter, LNET_MEMBER_FILTER_PLACE, "cook"));
  g_assert_false (lnet_member_filter_add (filter, LNET_MEMBER_FILTER_PLACE, ""));
  g_assert_true (lnet_member_filter_add (filter, LNET_MEMBER_FILTER_VISION, "no"));
  g_assert_false (lnet_member_filter_add (filter, LNET_MEMBER_FILTER_VISION, "perhaps"));
  copy = lnet_member_filter_copy (filter);

  g_assert_true (lnet_member_filter_remove (filter, LNET_MEMBER_FILTER_ROLE, "cook"));
  g_assert_false (lnet_member_filter_remove (filter, LNET_MEMBER_FILTER_ROLE, "cook"));
  g_assert_true (lnet_member_filter_has (filter, LNET_MEMBER_FILTER_PLACE, "cook"));
  g_assert_cmpuint (lnet_member_filter_get_n (filter), ==, 2);
  g_assert_cmpint (lnet_member_filter_get (filter, 1)->kind, ==, LNET_MEMBER_FILTER_VISION);
  lnet_member_filter_clear (filter);
  g_assert_cmpuint (lnet_member_filter_get_n (filter), ==, 0);

  printed = lnet_member_filter_print (copy);
  g_assert_cmpstr (printed, ==, "role=cook;place=cook;vision=no");
}

/* Whatever a place or a role is called comes back as it was. */
static void
test_remembered (void)
{
  static const char *const values[] = { "Ten Sleep", "a=b;c", "100 %", "Doña Ana", "“our own”\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (LnetMemberFilter) filter = lnet_member_filter_new ();
      g_autoptr (LnetMemberFilter) read = NULL;
      g_autofree char *printed = NULL;

      for (guint kind = 0; kind <= LNET_MEMBER_FILTER_TAG; kind++)
        lnet_member_filter_add (filter, (LnetMemberFilterKind) kind, values[i]);
      printed = lnet_member_filter_print (filter);
      read = lnet_member_filter_parse (printed);
      g_assert_cmpuint (lnet_member_filter_get_n (read), ==, LNET_MEMBER_FILTER_TAG + 1);
      for (guint kind = 0; kind <= LNET_MEMBER_FILTER_TAG; kind++)
        g_assert_true (lnet_member_filter_has (read, (LnetMemberFilterKind) kind, values[i]));
    }
}

static void
test_not_understood (void)
{
  assert_reads ("", "");
  assert_reads (";;=;role", "");
  assert_reads ("role=;role=coach;role=coach", "role=coach");
  assert_reads ("star-sign=leo;status=left", "status=left");
  assert_reads ("place=%zz;place=%ff;vision=maybe;texts=yes", "texts=yes");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/member-filter/conditions", test_conditions);
  g_test_add_func ("/member-filter/remembered", test_remembered);
  g_test_add_func ("/member-filter/not-understood", test_not_understood);
  return g_test_run ();
}
