/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-attendance-policy.h"

G_BEGIN_DECLS

/** What is still possible for a participant. */
typedef enum
{
  LNET_FORECAST_ON_TRACK,      /* nothing is missed, or enough is earned already */
  LNET_FORECAST_ATTEND,        /* something is missed: so many of the sessions left are needed */
  LNET_FORECAST_MAKE_UP,       /* the sessions left are not enough; make-ups are */
  LNET_FORECAST_ROLL,          /* it hangs on sessions whose roll is not taken */
  LNET_FORECAST_EVIDENCE,      /* attendance is done, something is still to be handed in */
  LNET_FORECAST_COMPLETE,
  LNET_FORECAST_NOT_POSSIBLE,  /* not any more in this cohort */
  LNET_FORECAST_WITHDRAWN,
  LNET_FORECAST_LAST
} LnetForecastState;

/** The machine-readable answer; lnet_forecast_to_sentence() says it in words. */
typedef struct
{
  LnetForecastState state;
  guint attend;     /* how many of the sessions left are needed, whichever they are */
  guint left;       /* sessions left */
  guint make_ups;   /* modules to make up at least */
  guint evidence;   /* pieces of evidence still to come */
  guint unrecorded; /* sessions whose roll is not taken */
  guint minutes;    /* contact minutes a certificate would carry at most: for reduced hours, fewer than total */
  guint total;      /* contact minutes of the whole */
  guint credit;     /* contact minutes a certificate would carry as things stand */
  gboolean critical; /* one session missed more and it takes a make-up, or it is no longer possible */
} LnetForecast;

/** What there is to know besides attendance. */
typedef struct
{
  guint evidence_missing; /* pieces the program's requirements still want of this participant */
  gboolean withdrawn;
  gboolean over; /* the cohort's last day has gone by: no make-up any more */
} LnetForecastFacts;

/**
 * lnet_forecast_make:
 * @outcomes: of lnet_attendance_policy_assess()
 * @outcome: of lnet_attendance_policy_assess()
 *
 * Says what is still possible, before it is not. "Attend 2 of the 3 left" holds for any two of them: it counts the
 * shortest first. Sessions whose roll is not taken are thought attended until somebody says otherwise, but nothing is
 * complete by them.
 */
LnetForecast lnet_forecast_make (const LnetAttendancePolicy  *policy,
                                 const LnetModuleRule        *modules,
                                 guint                        n_modules,
                                 const LnetSessionMark       *marks,
                                 guint                        n_marks,
                                 const LnetModuleOutcome     *outcomes,
                                 const LnetAttendanceOutcome *outcome,
                                 const LnetForecastFacts     *facts);

/**
 * lnet_forecast_to_sentence:
 * @deadline: (nullable): the cohort's last day as people say it ("12 Dec")
 *
 * Returns: (transfer full): "Attend 2 of the 3 left"
 */
char *lnet_forecast_to_sentence (const LnetForecast *self, const char *deadline);

/** How many a program's requirements still want: the sum of what each lacks. */
guint lnet_forecast_count_missing (const guint *needed, const guint *had, guint n_requirements);

G_END_DECLS
