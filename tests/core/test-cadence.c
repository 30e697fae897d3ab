/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-cadence.h"

static void
assert_words (const char       *starts,
              const char       *last_met,
              int               cadence_days,
              const char       *today,
              LnetCadenceState  state,
              const char       *words)
{
  LnetCadence cadence = lnet_cadence_get (starts, last_met, cadence_days, FALSE, today);
  g_autofree char *said = lnet_cadence_describe (&cadence);

  g_assert_cmpint (cadence.state, ==, state);
  g_assert_cmpstr (said, ==, words);
}

static void
test_window (void)
{
  g_assert_cmpint (lnet_cadence_get_window (1), ==, 0);
  g_assert_cmpint (lnet_cadence_get_window (2), ==, 1);
  g_assert_cmpint (lnet_cadence_get_window (7), ==, 2);
  g_assert_cmpint (lnet_cadence_get_window (14), ==, 3);
  g_assert_cmpint (lnet_cadence_get_window (21), ==, 5);
  g_assert_cmpint (lnet_cadence_get_window (30), ==, 7);
  g_assert_cmpint (lnet_cadence_get_window (90), ==, 7);
}

static void
test_states (void)
{
  assert_words ("2026-09-01", "2026-11-10", 14, "2026-11-10", LNET_CADENCE_ON_TIME, "Due in 14 days");
  assert_words ("2026-09-01", "2026-11-10", 14, "2026-11-20", LNET_CADENCE_ON_TIME, "Due in 4 days");
  assert_words ("2026-09-01", "2026-11-10", 14, "2026-11-21", LNET_CADENCE_DUE_SOON, "Due in 3 days");
  assert_words ("2026-09-01", "2026-11-10", 14, "2026-11-23", LNET_CADENCE_DUE_SOON, "Due in 1 day");
  assert_words ("2026-09-01", "2026-11-10", 14, "2026-11-24", LNET_CADENCE_DUE_SOON, "Due today");
  assert_words ("2026-09-01", "2026-11-10", 14, "2026-11-25", LNET_CADENCE_OVERDUE, "1 day overdue");
  assert_words ("2026-09-01", "2026-11-10", 14, "2026-11-29", LNET_CADENCE_OVERDUE, "5 days overdue");
}

static void
test_first_meeting (void)
{
  assert_words ("2026-11-10", NULL, 14, "2026-11-12", LNET_CADENCE_NOT_YET_MET, "First meeting due in 12 days");
  assert_words ("2026-11-10", NULL, 14, "2026-11-22", LNET_CADENCE_DUE_SOON, "First meeting due in 2 days");
  assert_words ("2026-11-10", NULL, 14, "2026-11-24", LNET_CADENCE_DUE_SOON, "First meeting due today");
  assert_words ("2026-11-10", NULL, 14, "2026-11-25", LNET_CADENCE_OVERDUE, "First meeting 1 day overdue");
  assert_words (NULL, NULL, 14, "2026-11-25", LNET_CADENCE_NOT_YET_MET, "Not yet met");
}

/* A leap day and a new year are days like any others; a day ahead of today is no reason to complain. */
static void
test_calendar (void)
{
  assert_words (NULL, "2028-02-28", 2, "2028-03-01", LNET_CADENCE_DUE_SOON, "Due today");
  assert_words (NULL, "2026-12-20", 14, "2027-01-05", LNET_CADENCE_OVERDUE, "2 days overdue");
  assert_words (NULL, "2026-12-20", 14, "2026-12-01", LNET_CADENCE_ON_TIME, "Due in 33 days");
  assert_words (NULL, "2026-11-24T18:00", 7, "2026-11-24", LNET_CADENCE_ON_TIME, "Due in 7 days");
}

static void
test_missing (void)
{
  LnetCadence closed = lnet_cadence_get ("2026-01-01", "2026-02-01", 14, TRUE, "2026-11-24");
  g_autofree char *words = lnet_cadence_describe (&closed);

  g_assert_cmpint (closed.state, ==, LNET_CADENCE_CLOSED);
  g_assert_cmpstr (words, ==, "Closed");
  assert_words ("2026-01-01", "2026-02-01", 0, "2026-11-24", LNET_CADENCE_NO_RHYTHM, "No rhythm agreed");
  assert_words ("2026-01-01", "soon", 14, "2026-01-10", LNET_CADENCE_NOT_YET_MET, "First meeting due in 5 days");
  assert_words ("2026-02-31", NULL, 14, "2026-01-10", LNET_CADENCE_NOT_YET_MET, "Not yet met");
}

static void
test_elapsed (void)
{
  g_assert_cmpfloat (lnet_cadence_get (NULL, "2026-11-10", 14, FALSE, "2026-11-10").elapsed, ==, 0.0);
  g_assert_cmpfloat (lnet_cadence_get (NULL, "2026-11-10", 14, FALSE, "2026-11-17").elapsed, ==, 0.5);
  g_assert_cmpfloat (lnet_cadence_get (NULL, "2026-11-10", 14, FALSE, "2026-12-24").elapsed, ==, 1.0);
}

static void
test_order (void)
{
  static const char *const last_met[] = { "2026-10-01", "2026-10-20", "2026-11-11", "2026-11-12", "2026-11-20" };
  LnetCadence before = lnet_cadence_get (NULL, last_met[0], 14, FALSE, "2026-11-24");

  for (gsize i = 1; i < G_N_ELEMENTS (last_met); i++)
    {
      LnetCadence next = lnet_cadence_get (NULL, last_met[i], 14, FALSE, "2026-11-24");

      g_assert_cmpint (lnet_cadence_compare (&before, &next), <, 0);
      g_assert_cmpint (lnet_cadence_compare (&next, &before), >, 0);
      g_assert_cmpint (lnet_cadence_compare (&next, &next), ==, 0);
      before = next;
    }
}

static void
test_rhythm (void)
{
  static const struct { int days; const char *words; } rhythms[] = {
    { 1, "Every day" }, { 7, "Every week" }, { 10, "Every 10 days" }, { 14, "Every 2 weeks" }, { 0, "No rhythm agreed" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rhythms); i++)
    {
      g_autofree char *words = lnet_cadence_describe_rhythm (rhythms[i].days);

      g_assert_cmpstr (words, ==, rhythms[i].words);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cadence/window", test_window);
  g_test_add_func ("/cadence/states", test_states);
  g_test_add_func ("/cadence/first-meeting", test_first_meeting);
  g_test_add_func ("/cadence/calendar", test_calendar);
  g_test_add_func ("/cadence/missing", test_missing);
  g_test_add_func ("/cadence/elapsed", test_elapsed);
  g_test_add_func ("/cadence/order", test_order);
  g_test_add_func ("/cadence/rhythm", test_rhythm);
  return g_test_run ();
}
