/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-day.h"

static void
assert_said (char       *said,
             const char *words)
{
  g_assert_cmpstr (said, ==, words);
  g_free (said);
}

static void
test_describe (void)
{
  assert_said (lnet_day_describe ("2026-11-24", "2026-11-24"), "Today");
  assert_said (lnet_day_describe ("2026-11-23T18:00", "2026-11-24"), "Yesterday");
  assert_said (lnet_day_describe ("2026-11-25", "2026-11-24"), "Tomorrow");
  assert_said (lnet_day_describe ("2026-11-24", "2026-12-30"), "Tue 24 Nov");
  assert_said (lnet_day_describe ("2024-11-05", "2026-12-30"), "5 Nov 2024");
  assert_said (lnet_day_describe ("spring", "2026-12-30"), "spring");
  assert_said (lnet_day_describe (NULL, "2026-12-30"), "");
  assert_said (lnet_day_describe_in_full ("2026-11-24"), "Tuesday 24 November 2026");
}

static void
test_add (void)
{
  assert_said (lnet_day_add ("2026-12-30", 3), "2027-01-02");
  assert_said (lnet_day_add ("2028-03-01", -1), "2028-02-29");
  g_assert_null (lnet_day_add ("2026-02-29", 1));
  g_assert_null (lnet_day_add ("9999-12-31", 1));
  g_assert_cmpint (lnet_day_get_number ("2027-01-02") - lnet_day_get_number ("2026-12-30"), ==, 3);
}

static void
test_minutes (void)
{
  assert_said (lnet_day_describe_minutes (45), "45\302\240min");
  assert_said (lnet_day_describe_minutes (120), "2\302\240h");
  assert_said (lnet_day_describe_minutes (165), "2\302\240h\302\24045\302\240min");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/day/describe", test_describe);
  g_test_add_func ("/day/add", test_add);
  g_test_add_func ("/day/minutes", test_minutes);
  return g_test_run ();
}
