/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-role-history.h"

static LnetRoleHistory *
example (void)
{
  LnetRoleHistory *history = lnet_role_history_new ();

  lnet_role_history_add (history, NULL, "assistant", NULL, "2015-08-15", "2018-06-30");
  lnet_role_history_add (history, NULL, "family-provider", NULL, "2019", NULL);
  lnet_role_history_add (history, NULL, "facilitator", NULL, "2024-09", "2025-05");
  lnet_role_history_add (history, NULL, "parent", NULL, NULL, "2021-06-01");
  lnet_role_history_add (history, NULL, "coach", NULL, "2027-01-04", "");
  return history;
}

static void
assert_held (const char *date,
             const char *expected)
{
  g_autoptr (LnetRoleHistory) history = example ();
  g_autoptr (GPtrArray) held = lnet_role_history_at (history, date);
  g_autoptr (GString) roles = g_string_new (NULL);

  for (guint i = 0; i < held->len; i++)
    g_string_append_printf (roles, "%s%s", i > 0 ? " " : "", ((LnetRoleSpan *) g_ptr_array_index (held, i))->role);
  g_assert_cmpstr (roles->str, ==, expected);
}

static void
test_held (void)
{
  assert_held ("2014-01-01", "parent");
  assert_held ("2015-08-14", "parent");
  assert_held ("2015-08-15", "assistant parent");
  assert_held ("2018-06-30", "assistant parent");
  assert_held ("2018-07-01", "parent");
  assert_held ("2019-01-01", "family-provider parent");
  assert_held ("2021-06-02", "family-provider");
  assert_held ("2024-08-31", "family-provider");
  assert_held ("2024-09-01", "facilitator family-provider");
  assert_held ("2025-05-31", "facilitator family-provider");
  assert_held ("2025-06-01", "family-provider");
  assert_held ("2027-01-04", "coach family-provider");
}

static void
test_main (void)
{
  g_autoptr (LnetRoleHistory) history = example ();

  g_assert_cmpstr (lnet_role_history_main (history, "2024-10-10")->role, ==, "facilitator");
  g_assert_cmpstr (lnet_role_history_main (history, "2026-11-23")->role, ==, "family-provider");
  lnet_role_history_clear (history);
  g_assert_null (lnet_role_history_main (history, "2026-11-23"));
}

static void
test_all (void)
{
  static const char *const expected[] = { "coach", "family-provider", "facilitator", "assistant", "parent" };
  g_autoptr (LnetRoleHistory) history = example ();
  GPtrArray *all = lnet_role_history_get_all (history);

  g_assert_cmpuint (all->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < all->len; i++)
    g_assert_cmpstr (((LnetRoleSpan *) g_ptr_array_index (all, i))->role, ==, expected[i]);
}

static void
assert_next_change (const char *date,
                    const char *expected)
{
  g_autoptr (LnetRoleHistory) history = example ();
  g_autofree char *next = lnet_role_history_next_change (history, date);

  g_assert_cmpstr (next, ==, expected);
}

static void
test_next_change (void)
{
  assert_next_change ("2014-01-01", "2015-08-15");
  assert_next_change ("2015-08-15", "2018-07-01");
  assert_next_change ("2024-09-01", "2025-06-01");
  assert_next_change ("2025-06-01", "2027-01-04");
  assert_next_change ("2027-01-04", NULL);
}

static void
test_possible (void)
{
  g_assert_true (lnet_role_span_is_possible ("2024-01-01", "2024-01-01"));
  g_assert_true (lnet_role_span_is_possible ("2024-05-05", "2024"));
  g_assert_true (lnet_role_span_is_possible (NULL, "1999"));
  g_assert_true (lnet_role_span_is_possible ("2024", NULL));
  g_assert_false (lnet_role_span_is_possible ("2024-02", "2024-01-31"));
  g_assert_false (lnet_role_span_is_possible ("2025", "2024-12-31"));
}

static void
assert_range (const char *date,
              const char *first,
              const char *last)
{
  g_autofree char *got_first = lnet_partial_date_first (date);
  g_autofree char *got_last = lnet_partial_date_last (date);

  g_assert_cmpstr (got_first, ==, first);
  g_assert_cmpstr (got_last, ==, last);
}

static void
test_partial (void)
{
  assert_range ("2024", "2024-01-01", "2024-12-31");
  assert_range ("2024-02", "2024-02-01", "2024-02-29");
  assert_range ("2023-02", "2023-02-01", "2023-02-28");
  assert_range ("2024-02-03", "2024-02-03", "2024-02-03");
  assert_range ("soon", NULL, NULL);
  assert_range (NULL, NULL, NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/role-history/held", test_held);
  g_test_add_func ("/role-history/main", test_main);
  g_test_add_func ("/role-history/all", test_all);
  g_test_add_func ("/role-history/next-change", test_next_change);
  g_test_add_func ("/role-history/possible", test_possible);
  g_test_add_func ("/role-history/partial-date", test_partial);
  return g_test_run ();
}
