/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-cohort.h"
#include "lnet-program.h"

G_BEGIN_DECLS

/* What the Certificates view reads besides one cohort. Every function takes a reader of the calling thread, and those
 * that look at all cohorts are for a worker. */

/** A cohort as a list shows it. */
typedef struct
{
  LnetId id;
  LnetId program;
  char *name;
  char *starts;       /* dates; NULL: not set */
  char *ends;
  char *facilitators; /* their names with commas between; "" for none */
  char *next_session; /* when the next one begins; NULL: none is planned */
  guint n_enrolled;   /* those who withdrew not counted */
  guint n_sessions;   /* cancelled ones not counted */
  guint n_held;
  guint n_forecast[LNET_FORECAST_LAST];
} LnetCohortSummary;

void lnet_cohort_summary_free (LnetCohortSummary *self);

/**
 * lnet_certificates_load_cohorts:
 * @now: "2026-11-24T18:00" in the network's time
 *
 * All cohorts with how they stand, newest first. Reckons everybody's forecast.
 * Returns: (transfer full) (element-type LnetCohortSummary)
 */
GPtrArray *lnet_certificates_load_cohorts (LnetReader *reader, const char *now, GError **error);

/** Where a member is or was enrolled. */
typedef struct
{
  LnetId enrolment;
  LnetId cohort;
  LnetId program;
  char *cohort_name;
  char *program_title;
  char *status;
} LnetEnrolmentSummary;

void lnet_enrolment_summary_free (LnetEnrolmentSummary *self);

/** Newest first. Returns: (transfer full) (element-type LnetEnrolmentSummary) */
GPtrArray *lnet_certificates_load_enrolments (LnetReader *reader, const LnetId *member, GError **error);

/** The cohort an enrolment belongs to; the null id when it is gone. */
LnetId lnet_certificates_find_cohort (LnetReader *reader, const LnetId *enrolment);

/** What somebody wrote for a piece of evidence. Returns: (transfer full) (nullable) */
char *lnet_certificates_load_evidence_body (LnetReader *reader, const LnetId *evidence, GError **error);

/* For the other files of this kind. */
extern const LnetStatement lnet_statement_programs;
extern const LnetStatement lnet_statement_program;
extern const LnetStatement lnet_statement_modules;
extern const LnetStatement lnet_statement_requirements;
extern const LnetStatement lnet_statement_cohort;
extern const LnetStatement lnet_statement_cohort_facilitators;
extern const LnetStatement lnet_statement_sessions;
extern const LnetStatement lnet_statement_enrolments;
extern const LnetStatement lnet_statement_attendance;
extern const LnetStatement lnet_statement_evidence;
extern const LnetStatement lnet_statement_waivers;

G_END_DECLS
