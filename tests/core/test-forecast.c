/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "illustrative-program.h"

static void
assert_says (Course            *course,
             LnetForecastState  state,
             const char        *expected)
{
  g_autofree char *sentence = NULL;

  course_reckon (course);
  sentence = lnet_forecast_to_sentence (&course->forecast, "12 Dec");
  g_assert_cmpstr (sentence, ==, expected);
  g_assert_cmpint (course->forecast.state, ==, state);
}

static void
test_on_track (void)
{
  for (guint held = 0; held < N_SESSIONS; held++)
    {
      Course course = course_new (held);

      course.facts.evidence_missing = 3;
      assert_says (&course, LNET_FORECAST_ON_TRACK, "On track");
      g_assert_false (course.forecast.critical);
    }
}

static void
test_attend (void)
{
  Course course = course_new (8);

  /* Three sessions of 150, 150 and 180 are left, 1320 of 1800 are earned; 70 %, 1260, are secure. */
  course.policy.required_percent = 90;
  course_mark (&course, 0, LNET_ATTENDANCE_LATE, 20);
  assert_says (&course, LNET_FORECAST_ATTEND, "Attend all 3 left");
  g_assert_cmpuint (course.outcome.earned, ==, 1300);
  g_assert_true (course.forecast.critical);

  /* 1440 are needed, 1300 there: one of any length brings 150. */
  course.policy.required_percent = 80;
  assert_says (&course, LNET_FORECAST_ATTEND, "Attend 1 of the 3 left");
  g_assert_false (course.forecast.critical);

  /* 1512 are needed: 212 more, two of them. */
  course.policy.required_percent = 84;
  assert_says (&course, LNET_FORECAST_ATTEND, "Attend 2 of the 3 left");

  course.policy.required_percent = 72;
  course.facts.evidence_missing = 1;
  assert_says (&course, LNET_FORECAST_ON_TRACK, "On track");
}

static void
test_attend_one (void)
{
  Course course = course_new (10);

  course_mark (&course, 1, LNET_ATTENDANCE_ABSENT, 0);
  assert_says (&course, LNET_FORECAST_ATTEND, "Attend the one left");
}

/* Any choice of that many has to do: the shortest decide. */
static void
test_attend_any_choice (void)
{
  LnetAttendancePolicy policy = { LNET_ATTENDANCE_PERCENTAGE, 0, 0, 80, 0 };
  LnetModuleRule modules[4];
  LnetSessionMark marks[4];
  LnetModuleOutcome outcomes[4];
  LnetAttendanceOutcome outcome;
  LnetForecastFacts facts = { 0 };
  LnetForecast forecast;
  const guint minutes[4] = { 100, 300, 50, 50 };

  for (guint i = 0; i < 4; i++)
    {
      modules[i] = (LnetModuleRule) { .minutes = minutes[i], .required = TRUE };
      marks[i] = (LnetSessionMark) { .module = i, .minutes = minutes[i] };
    }
  marks[0].status = LNET_ATTENDANCE_ABSENT;
  marks[0].past = TRUE;
  lnet_attendance_policy_assess (&policy, modules, 4, marks, 4, outcomes, &outcome);
  forecast = lnet_forecast_make (&policy, modules, 4, marks, 4, outcomes, &outcome, &facts);
  /* 400 of 500 are needed, 300 + 50 + 50 are left. */
  g_assert_cmpint (forecast.state, ==, LNET_FORECAST_ATTEND);
  g_assert_cmpuint (forecast.attend, ==, 3);

  policy.required_percent = 60;
  lnet_attendance_policy_assess (&policy, modules, 4, marks, 4, outcomes, &outcome);
  forecast = lnet_forecast_make (&policy, modules, 4, marks, 4, outcomes, &outcome, &facts);
  /* 300: the long one alone would do, but not any two. */
  g_assert_cmpuint (forecast.attend, ==, 3);
}

static void
test_make_up (void)
{
  Course course = course_new (8);

  /* 360 of 1800 gone: a make-up of 180 brings it back. */
  course_mark (&course, 0, LNET_ATTENDANCE_ABSENT, 0);
  course_mark (&course, 4, LNET_ATTENDANCE_ABSENT, 0);
  assert_says (&course, LNET_FORECAST_MAKE_UP, "Needs a make-up before 12 Dec");

  course_mark (&course, 5, LNET_ATTENDANCE_ABSENT, 0);
  assert_says (&course, LNET_FORECAST_MAKE_UP, "Needs 2 make-ups before 12 Dec");

  /* Three would be needed, two are allowed. */
  course_mark (&course, 7, LNET_ATTENDANCE_ABSENT, 0);
  assert_says (&course, LNET_FORECAST_NOT_POSSIBLE, "No longer possible in this cohort");
  g_assert_cmpuint (course.forecast.credit, ==, 0);

  /* Made up: possible again. */
  course_mark (&course, 0, LNET_ATTENDANCE_MAKE_UP, 0);
  assert_says (&course, LNET_FORECAST_NOT_POSSIBLE, "No longer possible in this cohort");
  course_mark (&course, 7, LNET_ATTENDANCE_PRESENT, 0);
  assert_says (&course, LNET_FORECAST_MAKE_UP, "Needs a make-up before 12 Dec");
  course_mark (&course, 4, LNET_ATTENDANCE_MAKE_UP, 0);
  assert_says (&course, LNET_FORECAST_ATTEND, "Attend all 3 left");
}

static void
test_too_late_for_make_up (void)
{
  Course course = course_new (N_SESSIONS);

  course_mark (&course, 0, LNET_ATTENDANCE_ABSENT, 0);
  course_mark (&course, 4, LNET_ATTENDANCE_ABSENT, 0);
  assert_says (&course, LNET_FORECAST_MAKE_UP, "Needs a make-up before 12 Dec");
  course.facts.over = TRUE;
  assert_says (&course, LNET_FORECAST_NOT_POSSIBLE, "No longer possible in this cohort");
}

/* The warning has to come while something can be done: an apology for a session ahead counts at once. */
static void
test_warned_beforehand (void)
{
  Course course = course_new (8);

  course_mark (&course, 0, LNET_ATTENDANCE_ABSENT, 0);
  assert_says (&course, LNET_FORECAST_ATTEND, "Attend all 3 left");
  g_assert_true (course.forecast.critical);
  course_mark (&course, 10, LNET_ATTENDANCE_APOLOGY, 0);
  assert_says (&course, LNET_FORECAST_MAKE_UP, "Needs a make-up before 12 Dec");
}

static void
test_roll (void)
{
  Course course = course_new (N_SESSIONS);

  course_mark (&course, 10, LNET_ATTENDANCE_UNRECORDED, 0);
  course_mark (&course, 0, LNET_ATTENDANCE_ABSENT, 0);
  assert_says (&course, LNET_FORECAST_ROLL, "Waits for the roll of a session");
  /* Nobody is failed by a roll that was not taken, and nobody passed. */
  course_mark (&course, 10, LNET_ATTENDANCE_PRESENT, 0);
  assert_says (&course, LNET_FORECAST_COMPLETE, "Complete");
}

static void
test_evidence (void)
{
  const guint needed[] = { 10, 2, 1, 0 };
  const guint had[] = { 8, 2, 3, 0 };
  Course course = course_new (N_SESSIONS);

  course.facts.evidence_missing = lnet_forecast_count_missing (needed, had, G_N_ELEMENTS (needed));
  g_assert_cmpuint (course.facts.evidence_missing, ==, 2);
  assert_says (&course, LNET_FORECAST_EVIDENCE, "Attended; 2 pieces of evidence to come");
  course.facts.evidence_missing = 0;
  assert_says (&course, LNET_FORECAST_COMPLETE, "Complete");
  g_assert_cmpuint (course.forecast.credit, ==, 1800);
}

static void
test_reduced_hours (void)
{
  Course course = course_new (8);

  course.policy.rule = LNET_ATTENDANCE_REDUCED_HOURS;
  course_mark (&course, 1, LNET_ATTENDANCE_ABSENT, 0);
  assert_says (&course, LNET_FORECAST_ON_TRACK, "On track for 27.5 of 30.0 h");
  g_assert_cmpuint (course.forecast.credit, ==, 1320 - 150);
}

static void
test_nothing_attended (void)
{
  Course course = course_new (N_SESSIONS);

  course.policy = (LnetAttendancePolicy) { LNET_ATTENDANCE_REDUCED_HOURS, 0, 0, 0, 0 };
  for (guint i = 0; i < N_SESSIONS; i++)
    course_mark (&course, i, LNET_ATTENDANCE_ABSENT, 0);
  assert_says (&course, LNET_FORECAST_NOT_POSSIBLE, "No longer possible in this cohort");
}

static void
test_withdrawn (void)
{
  Course course = course_new (3);

  course.facts.withdrawn = TRUE;
  assert_says (&course, LNET_FORECAST_WITHDRAWN, "Withdrew");
}

/* What the program holds and no session is planned for can still come. */
static void
test_unscheduled (void)
{
  Course course = course_new (8);

  course_mark (&course, 0, LNET_ATTENDANCE_ABSENT, 0);
  course.marks[10].module = G_MAXUINT;
  assert_says (&course, LNET_FORECAST_ATTEND, "Attend all 3 left");
  g_assert_cmpuint (course.outcomes[9].unscheduled, ==, 180);
}

/* A session that was called off is not one of those left; the one that takes its place is. */
static void
test_called_off (void)
{
  Course course = course_new (8);

  course_mark (&course, 0, LNET_ATTENDANCE_ABSENT, 0);
  course.marks[8].module = 9;
  course.marks[8].minutes = 60;
  course.marks[8].cancelled = TRUE;
  course.marks[9].minutes = 300;
  assert_says (&course, LNET_FORECAST_ATTEND, "Attend all 2 left");
  g_assert_cmpuint (course.outcome.to_come, ==, 300 + 180);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forecast/on-track", test_on_track);
  g_test_add_func ("/forecast/attend", test_attend);
  g_test_add_func ("/forecast/attend-one", test_attend_one);
  g_test_add_func ("/forecast/attend-any-choice", test_attend_any_choice);
  g_test_add_func ("/forecast/make-up", test_make_up);
  g_test_add_func ("/forecast/too-late-for-make-up", test_too_late_for_make_up);
  g_test_add_func ("/forecast/warned-beforehand", test_warned_beforehand);
  g_test_add_func ("/forecast/roll", test_roll);
  g_test_add_func ("/forecast/evidence", test_evidence);
  g_test_add_func ("/forecast/reduced-hours", test_reduced_hours);
  g_test_add_func ("/forecast/nothing-attended", test_nothing_attended);
  g_test_add_func ("/forecast/withdrawn", test_withdrawn);
  g_test_add_func ("/forecast/unscheduled", test_unscheduled);
  g_test_add_func ("/forecast/called-off", test_called_off);
  return g_test_run ();
}
