/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <locale.h>

#include "illustrative-program.h"

static void
test_threshold (void)
{
  Course course = course_new (N_SESSIONS);

  g_assert_cmpuint (lnet_attendance_policy_get_required (&course.policy, 1800), ==, 1620);
  g_assert_cmpuint (lnet_attendance_policy_get_required (&course.policy, 1799), ==, 1620);
  g_assert_cmpuint (lnet_attendance_policy_get_required (&course.policy, 1801), ==, 1621);
  g_assert_cmpuint (lnet_attendance_policy_get_required (&course.policy, 0), ==, 0);

  /* 180 of 1800 missed: 1620, met. */
  course_mark (&course, 0, LNET_ATTENDANCE_ABSENT, 0);
  course_reckon (&course);
  g_assert_cmpuint (course.outcome.total, ==, 1800);
  g_assert_cmpuint (course.outcome.earned, ==, 1620);
  g_assert_true (course.outcome.met);

  /* 181 missed: 1619, not met. */
  course.policy.tolerance_minutes = 0;
  course_mark (&course, 1, LNET_ATTENDANCE_LATE, 1);
  course_reckon (&course);
  g_assert_cmpuint (course.outcome.earned, ==, 1619);
  g_assert_false (course.outcome.met);
}

static void
test_tolerance (void)
{
  Course course = course_new (N_SESSIONS);

  course_mark (&course, 0, LNET_ATTENDANCE_LATE, 15);
  course_mark (&course, 1, LNET_ATTENDANCE_LEFT_EARLY, 15);
  course_reckon (&course);
  g_assert_cmpuint (course.outcome.earned, ==, 1800);

  /* The sixteenth minute makes all sixteen count. */
  course_mark (&course, 0, LNET_ATTENDANCE_LATE, 16);
  course_reckon (&course);
  g_assert_cmpuint (course.outcome.earned, ==, 1784);
  g_assert_cmpint (course.outcomes[0].state, ==, LNET_MODULE_PARTLY);

  /* More missed than there was is all of it, not less than nothing. */
  course_mark (&course, 0, LNET_ATTENDANCE_LATE, 500);
  course_reckon (&course);
  g_assert_cmpuint (course.outcomes[0].earned, ==, 0);
  g_assert_cmpint (course.outcomes[0].state, ==, LNET_MODULE_MISSED);
}

static void
test_all_or_nothing (void)
{
  Course course = course_new (N_SESSIONS);

  course.policy = (LnetAttendancePolicy) { LNET_ATTENDANCE_ALL_OR_NOTHING, 0, 15, 0, 0 };
  course_mark (&course, 0, LNET_ATTENDANCE_LATE, 10);
  course_mark (&course, 4, LNET_ATTENDANCE_LEFT_EARLY, 5);
  course_reckon (&course);
  g_assert_true (course.outcome.met);
  g_assert_cmpint (course.forecast.state, ==, LNET_FORECAST_COMPLETE);
  g_assert_cmpuint (course.forecast.credit, ==, 1800);

  /* It is the sum over all sessions that counts. */
  course_mark (&course, 7, LNET_ATTENDANCE_LATE, 1);
  course_reckon (&course);
  g_assert_false (course.outcome.met);
  g_assert_cmpint (course.forecast.state, ==, LNET_FORECAST_NOT_POSSIBLE);
  g_assert_cmpuint (course.forecast.credit, ==, 0);
}

static void
test_reduced_hours (void)
{
  Course course = course_new (N_SESSIONS);

  course.policy = (LnetAttendancePolicy) { LNET_ATTENDANCE_REDUCED_HOURS, 0, 0, 0, 0 };
  for (guint i = 0; i < N_MODULES; i++)
    course.modules[i].category = i % 2;
  course_mark (&course, 0, LNET_ATTENDANCE_ABSENT, 0);
  course_mark (&course, 1, LNET_ATTENDANCE_LATE, 30);
  course_reckon (&course);
  g_assert_true (course.outcome.met);
  g_assert_cmpint (course.forecast.state, ==, LNET_FORECAST_COMPLETE);
  g_assert_cmpuint (course.forecast.credit, ==, 1590);
  g_assert_cmpuint (lnet_attendance_get_category_minutes (course.modules, course.outcomes, N_MODULES, 0), ==,
                    150 + 180 + 150 + 300);
  g_assert_cmpuint (lnet_attendance_get_category_minutes (course.modules, course.outcomes, N_MODULES, 1), ==,
                    120 + 150 + 180 + 180 + 180);
}

static void
test_excused_leaves (void)
{
  Course course = course_new (N_SESSIONS);

  course_mark (&course, 0, LNET_ATTENDANCE_EXCUSED, 0);
  course_reckon (&course);
  g_assert_cmpuint (course.outcome.total, ==, 1620);
  g_assert_cmpuint (course.outcome.required, ==, 1458);
  g_assert_cmpuint (course.outcome.missed, ==, 0);
  g_assert_cmpint (course.outcomes[0].state, ==, LNET_MODULE_EXCUSED);
  g_assert_cmpuint (lnet_attendance_get_percent (course.outcome.earned, course.outcome.total), ==, 100);
}

static void
test_late_enrollee (void)
{
  Course course = course_new (N_SESSIONS);

  /* Whether nobody said anything, or a whole room was marked absent: who was not enrolled was not absent. */
  course_mark (&course, 0, LNET_ATTENDANCE_UNRECORDED, 0);
  course_mark (&course, 1, LNET_ATTENDANCE_ABSENT, 0);
  course_mark (&course, 2, LNET_ATTENDANCE_NOT_YET_ENROLLED, 0);
  course.marks[0].before_enrolment = course.marks[1].before_enrolment = TRUE;
  course_reckon (&course);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (course.outcomes[i].state, ==, LNET_MODULE_NOT_ENROLLED);
  g_assert_cmpuint (course.outcome.missed, ==, 0);
  g_assert_cmpuint (course.outcome.n_unrecorded, ==, 0);
  g_assert_cmpuint (course.outcome.total, ==, 1800 - 480);

  /* Who came before enrolling was there. */
  course_mark (&course, 0, LNET_ATTENDANCE_PRESENT, 0);
  course_reckon (&course);
  g_assert_cmpuint (course.outcome.earned, ==, 1800 - 300);
}

static void
test_percentage_over_all (void)
{
  Course course = course_new (5);

  /* Five of eleven held and all attended is not 100 %. */
  course_reckon (&course);
  g_assert_cmpuint (course.outcome.total, ==, 1800);
  g_assert_cmpuint (lnet_attendance_get_percent (course.outcome.earned, course.outcome.total), ==, 45);
  g_assert_false (course.outcome.met);
  g_assert_cmpuint (lnet_attendance_get_percent (1799, 1800), ==, 99);
  g_assert_cmpuint (lnet_attendance_get_percent (0, 0), ==, 100);
}

static void
test_make_up (void)
{
  Course course = course_new (N_SESSIONS);

  for (guint i = 0; i < 3; i++)
    course_mark (&course, i, LNET_ATTENDANCE_MAKE_UP, 0);
  course_reckon (&course);
  g_assert_cmpuint (course.outcome.n_made_up, ==, 2);
  g_assert_cmpint (course.outcomes[0].state, ==, LNET_MODULE_MADE_UP);
  g_assert_cmpint (course.outcomes[1].state, ==, LNET_MODULE_MADE_UP);
  g_assert_cmpint (course.outcomes[2].state, ==, LNET_MODULE_MISSED);

  course.policy.make_up_limit = 3;
  course_reckon (&course);
  g_assert_cmpuint (course.outcome.earned, ==, 1800);

  /* Two sessions of one module are one make-up. */
  course = course_new (N_SESSIONS);
  course.policy.make_up_limit = 1;
  course_mark (&course, 8, LNET_ATTENDANCE_MAKE_UP, 0);
  course_mark (&course, 9, LNET_ATTENDANCE_MAKE_UP, 0);
  course_reckon (&course);
  g_assert_cmpuint (course.outcome.earned, ==, 1800);
}

static void
test_waived (void)
{
  Course course = course_new (N_SESSIONS);

  course.modules[0].waived = TRUE;
  course_mark (&course, 0, LNET_ATTENDANCE_ABSENT, 0);
  course_reckon (&course);
  g_assert_cmpint (course.outcomes[0].state, ==, LNET_MODULE_WAIVED);
  g_assert_cmpuint (course.outcome.total, ==, 1620);
  g_assert_cmpuint (course.outcome.missed, ==, 0);
  g_assert_cmpuint (course.outcome.contact, ==, 1620);
}

static void
test_elective (void)
{
  Course course = course_new (N_SESSIONS);

  course.modules[0].required = FALSE;
  course_reckon (&course);
  g_assert_cmpuint (course.outcome.total, ==, 1620);
  g_assert_cmpuint (course.outcome.contact, ==, 1800);
}

static void
test_cancelled (void)
{
  Course course = course_new (N_SESSIONS);

  /* One of two sessions is called off: the module is what is left of it. */
  course.marks[9].cancelled = TRUE;
  course_mark (&course, 9, LNET_ATTENDANCE_ABSENT, 0);
  course_reckon (&course);
  g_assert_cmpuint (course.outcome.total, ==, 1650);
  g_assert_cmpint (course.outcomes[8].state, ==, LNET_MODULE_DONE);

  course.marks[8].cancelled = TRUE;
  course_reckon (&course);
  g_assert_cmpint (course.outcomes[8].state, ==, LNET_MODULE_CANCELLED);
  g_assert_cmpuint (course.outcome.total, ==, 1500);
}

static void
test_offered_twice (void)
{
  LnetAttendancePolicy policy = { LNET_ATTENDANCE_PERCENTAGE, 0, 0, 100, 0 };
  LnetModuleRule module = { .minutes = 120, .required = TRUE };
  LnetSessionMark marks[] = {
    { .minutes = 120, .status = LNET_ATTENDANCE_ABSENT, .past = TRUE },
    { .minutes = 120, .status = LNET_ATTENDANCE_PRESENT, .past = TRUE },
  };
  LnetModuleOutcome module_outcome;
  LnetAttendanceOutcome outcome;

  /* Missed on Tuesday, there on Thursday: it is done, and only once. */
  lnet_attendance_policy_assess (&policy, &module, 1, marks, 2, &module_outcome, &outcome);
  g_assert_cmpint (module_outcome.state, ==, LNET_MODULE_DONE);
  g_assert_cmpuint (outcome.total, ==, 120);
  g_assert_cmpuint (outcome.missed, ==, 0);

  marks[0].status = LNET_ATTENDANCE_PRESENT;
  lnet_attendance_policy_assess (&policy, &module, 1, marks, 2, &module_outcome, &outcome);
  g_assert_cmpuint (outcome.contact, ==, 120);
}

static void
test_apology (void)
{
  Course course = course_new (N_SESSIONS);

  course_mark (&course, 0, LNET_ATTENDANCE_APOLOGY, 0);
  course_mark (&course, 1, LNET_ATTENDANCE_ABSENT, 0);
  course_reckon (&course);
  g_assert_cmpuint (course.outcome.earned, ==, 1470);
  g_assert_cmpuint (course.outcome.committed, ==, 1650);
}

static void
test_states (void)
{
  Course course = course_new (9);

  course_mark (&course, 0, LNET_ATTENDANCE_UNRECORDED, 0);
  course_reckon (&course);
  g_assert_cmpint (course.outcomes[0].state, ==, LNET_MODULE_UNRECORDED);
  g_assert_cmpint (course.outcomes[1].state, ==, LNET_MODULE_DONE);
  g_assert_cmpint (course.outcomes[8].state, ==, LNET_MODULE_UNDER_WAY);
  g_assert_cmpint (course.outcomes[9].state, ==, LNET_MODULE_TO_COME);
  g_assert_cmpuint (course.outcome.n_unrecorded, ==, 1);
  g_assert_false (course.outcome.settled);
}

static void
test_words (void)
{
  Course course = course_new (0);
  g_autofree char *policy = lnet_attendance_policy_describe (&course.policy);
  g_autofree char *example = lnet_attendance_policy_describe_example (&course.policy, 1800);

  g_assert_cmpstr (policy, ==,
                   "At least 90 % of the contact time has to be attended. Whoever attends less gets no certificate. "
                   "Up to 15 minutes missed in a session still count as all of it. At most 2 modules can be made up.");
  g_assert_cmpstr (example, ==, "Of 30 h, 27 h are needed: 3 h may be missed.");
  for (guint i = LNET_ATTENDANCE_PRESENT; i < LNET_ATTENDANCE_LAST; i++)
    g_assert_cmpint (lnet_attendance_status_from_key (lnet_attendance_status_to_key (i)), ==, i);
  g_assert_cmpint (lnet_attendance_status_from_key (NULL), ==, LNET_ATTENDANCE_UNRECORDED);
  g_assert_cmpint (lnet_attendance_status_from_key ("from-2031"), ==, LNET_ATTENDANCE_UNRECORDED);
  for (guint i = 0; i <= LNET_ATTENDANCE_PERCENTAGE; i++)
    g_assert_cmpint (lnet_attendance_rule_from_key (lnet_attendance_rule_to_key (i)), ==, i);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/attendance-policy/threshold", test_threshold);
  g_test_add_func ("/attendance-policy/tolerance", test_tolerance);
  g_test_add_func ("/attendance-policy/all-or-nothing", test_all_or_nothing);
  g_test_add_func ("/attendance-policy/reduced-hours", test_reduced_hours);
  g_test_add_func ("/attendance-policy/excused-leaves", test_excused_leaves);
  g_test_add_func ("/attendance-policy/late-enrollee", test_late_enrollee);
  g_test_add_func ("/attendance-policy/percentage-over-all", test_percentage_over_all);
  g_test_add_func ("/attendance-policy/make-up", test_make_up);
  g_test_add_func ("/attendance-policy/waived", test_waived);
  g_test_add_func ("/attendance-policy/elective", test_elective);
  g_test_add_func ("/attendance-policy/cancelled", test_cancelled);
  g_test_add_func ("/attendance-policy/offered-twice", test_offered_twice);
  g_test_add_func ("/attendance-policy/apology", test_apology);
  g_test_add_func ("/attendance-policy/states", test_states);
  g_test_add_func ("/attendance-policy/words", test_words);
  return g_test_run ();
}
