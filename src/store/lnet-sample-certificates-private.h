/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-attendance-policy.h"
#include "lnet-program-template.h"
#include "lnet-sample-private.h"

G_BEGIN_DECLS

typedef struct
{
  LnetId id;
  guint minutes;
  guint n_sessions;
  const char *mode;
} LnetSampleModule;

typedef struct
{
  LnetId id;
  LnetProgramTemplate *template; /* where its words come from; NULL when the data has its own */
  LnetAttendancePolicy policy;
  GArray *modules;          /* LnetSampleModule */
  GHashTable *requirements; /* kind → LnetId */
} LnetSampleProgram;

typedef struct
{
  LnetId id;
  guint module;
  int day;
  guint minutes;
} LnetSampleSession;

/** How somebody fares with a cohort's sessions: what the forecast then has to say of them. */
typedef enum
{
  LNET_SAMPLE_COMES,       /* to everything */
  LNET_SAMPLE_LATE_ONCE,   /* within every tolerance */
  LNET_SAMPLE_LEFT_EARLY,  /* by more than that */
  LNET_SAMPLE_MISSED_ONE,
  LNET_SAMPLE_MADE_UP_ONE,
  LNET_SAMPLE_MISSED_TWO,
  LNET_SAMPLE_MISSED_MANY, /* too much for a certificate */
  LNET_SAMPLE_EXCUSED,
  LNET_SAMPLE_JOINS_LATE,
  LNET_SAMPLE_WITHDRAWS,
} LnetSampleAttendance;

typedef struct
{
  LnetId id; /* of the enrolment */
  LnetSamplePerson *person;
  LnetSampleAttendance attendance;
  char *enrolled_on;
} LnetSampleParticipant;

typedef struct
{
  LnetId id;
  int starts;
  int ends;
  guint n_held;
  gboolean roll_open;      /* the roll of the newest session is not taken yet */
  GArray *sessions;        /* LnetSampleSession, in order of time */
  GPtrArray *participants; /* LnetSampleParticipant */
  GPtrArray *facilitators; /* LnetSamplePerson */
} LnetSampleCohort;

/** How the nth participant fares. */
LnetSampleAttendance lnet_sample_attendance_of (const LnetSampleCohort *cohort, guint n);

/** Takes the rolls of sessions that were held, and enters make-ups and withdrawals. */
void lnet_sample_add_attendance (LnetSample *self, LnetSampleCohort *cohort);

/** Has participants write, and facilitators answer; whoever has everything completes. */
void lnet_sample_add_evidence (LnetSample *self, LnetSampleProgram *program, LnetSampleCohort *cohort);

G_END_DECLS
