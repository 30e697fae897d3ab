/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The illustrative certificate of 1800 contact minutes: ten modules, the ninth in two sessions; 90 %, at most 15 min
 * missed in a session, two make-ups. */

#pragma once

#include <glib.h>

#include "lnet-forecast.h"

#define N_MODULES 10
#define N_SESSIONS 11

static const guint illustrative_minutes[N_MODULES] = { 180, 150, 150, 150, 180, 180, 150, 180, 300, 180 };
static const guint illustrative_session_module[N_SESSIONS] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 8, 9 };

typedef struct
{
  LnetAttendancePolicy policy;
  LnetModuleRule modules[N_MODULES];
  LnetSessionMark marks[N_SESSIONS];
  LnetForecastFacts facts;
  LnetModuleOutcome outcomes[N_MODULES];
  LnetAttendanceOutcome outcome;
  LnetForecast forecast;
} Course;

/* The first @n_held sessions are held and attended in full, the others are to come. */
static inline Course
course_new (guint n_held)
{
  Course self = { .policy = { LNET_ATTENDANCE_PERCENTAGE, 15, 0, 90, 2 } };

  for (guint i = 0; i < N_MODULES; i++)
    self.modules[i] = (LnetModuleRule) { .minutes = illustrative_minutes[i], .required = TRUE };
  for (guint i = 0; i < N_SESSIONS; i++)
    {
      LnetSessionMark *mark = &self.marks[i];

      mark->module = illustrative_session_module[i];
      mark->minutes = mark->module == 8 ? 150 : illustrative_minutes[mark->module];
      mark->past = i < n_held;
      mark->status = i < n_held ? LNET_ATTENDANCE_PRESENT : LNET_ATTENDANCE_UNRECORDED;
    }
  return self;
}

static inline void
course_mark (Course              *self,
             guint                session,
             LnetAttendanceStatus status,
             guint                missed)
{
  self->marks[session].status = status;
  self->marks[session].missed = missed;
}

static inline void
course_reckon (Course *self)
{
  lnet_attendance_policy_assess (&self->policy, self->modules, N_MODULES, self->marks, N_SESSIONS, self->outcomes,
                                 &self->outcome);
  self->forecast = lnet_forecast_make (&self->policy, self->modules, N_MODULES, self->marks, N_SESSIONS,
                                       self->outcomes, &self->outcome, &self->facts);
}
