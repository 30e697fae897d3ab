/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-certificates.h"

#include "lnet-statements.h"

#define PROGRAM_COLUMNS \
  "id, title, issuer, version, illustrative, attendance_policy, tolerance_minutes, missed_limit_minutes, " \
  "required_percent, make_up_limit, valid_years"

const LnetStatement lnet_statement_programs = {
  "programs",
  "SELECT " PROGRAM_COLUMNS " FROM program WHERE deleted = 0 ORDER BY title, version, id",
  "a network has a handful of programs",
};

const LnetStatement lnet_statement_program = {
  "program",
  "SELECT " PROGRAM_COLUMNS " FROM program WHERE id = ? AND deleted = 0",
  NULL,
};

const LnetStatement lnet_statement_modules = {
  "modules",
  "SELECT id, position, title, minutes, mode, required, category, commitment, standard FROM module "
  "WHERE program = ? AND deleted = 0 ORDER BY position, id",
  NULL,
};

const LnetStatement lnet_statement_requirements = {
  "requirements",
  "SELECT id, position, kind, title, needed FROM requirement WHERE program = ? AND deleted = 0 ORDER BY position, id",
  NULL,
};

const LnetStatement lnet_statement_cohort = {
  "cohort",
  "SELECT c.program, c.name, c.starts, c.ends FROM cohort c JOIN program p ON p.id = c.program "
  "WHERE c.id = ? AND c.deleted = 0 AND p.deleted = 0",
  NULL,
};

const LnetStatement lnet_statement_cohort_facilitators = {
  "cohort-facilitators",
  "SELECT m.id, m.preferred_name, m.legal_first, m.legal_last FROM cohort_facilitator f "
  "JOIN member m ON m.id = f.member WHERE f.cohort = ? AND f.deleted = 0 AND m.deleted = 0 ORDER BY f.pk",
  NULL,
};

const LnetStatement lnet_statement_sessions = {
  "sessions",
  "SELECT id, module, starts, minutes, mode, place, approval, status FROM session "
  "WHERE cohort = ? AND deleted = 0 ORDER BY starts, id",
  NULL,
};

const LnetStatement lnet_statement_enrolments = {
  "enrolments",
  "SELECT e.id, e.member, e.enrolled_on, e.status, e.ended_on, m.preferred_name, m.legal_first, m.legal_last "
  "FROM enrolment e JOIN member m ON m.id = e.member WHERE e.cohort = ? AND e.deleted = 0 AND m.deleted = 0",
  NULL,
};

/* The entries that count: those no other corrects. Two for one session and participant come from two desks. */
const LnetStatement lnet_statement_attendance = {
  "attendance",
  "SELECT a.enrolment, a.session, a.id, a.status, a.missed_minutes FROM enrolment e "
  "JOIN attendance a ON a.enrolment = e.id WHERE e.cohort = ? AND e.deleted = 0 AND a.deleted = 0 "
  "AND NOT EXISTS (SELECT 1 FROM attendance c WHERE c.corrects = a.id AND c.deleted = 0) ORDER BY a.id",
  NULL,
};

const LnetStatement lnet_statement_evidence = {
  "evidence",
  "SELECT v.enrolment, v.id, v.requirement, v.module, v.kind, v.title, v.submitted_on, v.decision, "
  "v.decision_note FROM enrolment e "
  "JOIN evidence v ON v.enrolment = e.id WHERE e.cohort = ? AND e.deleted = 0 AND v.deleted = 0 ORDER BY v.id DESC",
  NULL,
};

const LnetStatement lnet_statement_waivers = {
  "waivers",
  "SELECT w.enrolment, w.id, w.module, w.requirement, w.reason, w.on_date FROM enrolment e "
  "JOIN waiver w ON w.enrolment = e.id WHERE e.cohort = ? AND e.deleted = 0 AND w.deleted = 0 ORDER BY w.id",
  NULL,
};

static const LnetStatement cohorts_statement = {
  "cohorts",
  "SELECT c.id FROM cohort c JOIN program p ON p.id = c.program WHERE c.deleted = 0 AND p.deleted = 0 "
  "ORDER BY c.starts DESC, c.id DESC",
  "a network has some tens of cohorts, and it is read in a worker",
};

static const LnetStatement enrolments_of_statement = {
  "enrolments-of",
  "SELECT e.id, c.id, p.id, c.name, p.title, e.status FROM enrolment e JOIN cohort c ON c.id = e.cohort "
  "JOIN program p ON p.id = c.program WHERE e.member = ? AND e.deleted = 0 AND c.deleted = 0 AND p.deleted = 0 "
  "ORDER BY c.starts DESC, e.id DESC",
  NULL,
};

static const LnetStatement enrolment_cohort_statement = {
  "enrolment-cohort",
  "SELECT cohort FROM enrolment WHERE id = ? AND deleted = 0",
  NULL,
};

static const LnetStatement evidence_body_statement = {
  "evidence-body",
  "SELECT body FROM evidence WHERE id = ? AND deleted = 0",
  NULL,
};

const LnetStatement *const lnet_certificate_statements[] = {
  &lnet_statement_programs,
  &lnet_statement_program,
  &lnet_statement_modules,
  &lnet_statement_requirements,
  &lnet_statement_cohort,
  &lnet_statement_cohort_facilitators,
  &lnet_statement_sessions,
  &lnet_statement_enrolments,
  &lnet_statement_attendance,
  &lnet_statement_evidence,
  &lnet_statement_waivers,
  &cohorts_statement,
  &enrolments_of_statement,
  &enrolment_cohort_statement,
  &evidence_body_statement,
  NULL,
};

void
lnet_cohort_summary_free (LnetCohortSummary *self)
{
  g_free (self->name);
  g_free (self->starts);
  g_free (self->ends);
  g_free (self->facilitators);
  g_free (self->next_session);
  g_free (self);
}

void
lnet_enrolment_summary_free (LnetEnrolmentSummary *self)
{
  g_free (self->cohort_name);
  g_free (self->program_title);
  g_free (self->status);
  g_free (self);
}

static void
count_sessions (LnetCohortSummary *self,
                const LnetCohort  *cohort)
{
  for (guint i = 0; i < cohort->sessions->len; i++)
    {
      LnetCohortSession *session = g_ptr_array_index (cohort->sessions, i);

      if (session->cancelled)
        continue;
      self->n_sessions++;
      self->n_held += session->past;
      if (!session->past && self->next_session == NULL)
        self->next_session = g_strdup (session->starts);
    }
}

static LnetCohortSummary *
summarize (const LnetCohort *cohort)
{
  LnetCohortSummary *self = g_new0 (LnetCohortSummary, 1);

  self->id = cohort->id;
  self->program = cohort->program->id;
  self->name = g_strdup (cohort->name);
  self->starts = g_strdup (cohort->starts);
  self->ends = g_strdup (cohort->ends);
  self->facilitators = g_strdup (cohort->facilitators);
  count_sessions (self, cohort);
  for (guint i = 0; i < cohort->participants->len; i++)
    {
      LnetParticipant *participant = g_ptr_array_index (cohort->participants, i);

      self->n_forecast[participant->forecast.state]++;
      self->n_enrolled += participant->forecast.state != LNET_FORECAST_WITHDRAWN;
    }
  return self;
}

GPtrArray *
lnet_certificates_load_cohorts (LnetReader  *reader,
                                const char  *now,
                                GError     **error)
{
  g_autoptr (GPtrArray) cohorts = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_cohort_summary_free);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (LnetId));
  LnetRows *rows = lnet_reader_query (reader, &cohorts_statement);

  while (lnet_rows_step (rows))
    {
      LnetId id = lnet_rows_id (rows, 0);

      g_array_append_val (ids, id);
    }
  if (!lnet_rows_end (rows, error))
    return NULL;

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (LnetCohort) cohort = lnet_cohort_load (reader, &g_array_index (ids, LnetId, i), now, error);

      if (cohort == NULL)
        return NULL;
      g_ptr_array_add (cohorts, summarize (cohort));
    }
  return g_steal_pointer (&cohorts);
}

GPtrArray *
lnet_certificates_load_enrolments (LnetReader    *reader,
                                   const LnetId  *member,
                                   GError       **error)
{
  g_autoptr (GPtrArray) enrolments = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_enrolment_summary_free);
  LnetRows *rows = lnet_reader_query (reader, &enrolments_of_statement);

  lnet_rows_bind_id (rows, 1, member);
  while (lnet_rows_step (rows))
    {
      LnetEnrolmentSummary *enrolment = g_new0 (LnetEnrolmentSummary, 1);

      enrolment->enrolment = lnet_rows_id (rows, 0);
      enrolment->cohort = lnet_rows_id (rows, 1);
      enrolment->program = lnet_rows_id (rows, 2);
      enrolment->cohort_name = g_strdup (lnet_rows_text (rows, 3));
      enrolment->program_title = g_strdup (lnet_rows_text (rows, 4));
      enrolment->status = g_strdup (lnet_rows_text (rows, 5));
      g_ptr_array_add (enrolments, enrolment);
    }
  if (!lnet_rows_end (rows, error))
    return NULL;
  return g_steal_pointer (&enrolments);
}

LnetId
lnet_certificates_find_cohort (LnetReader   *reader,
                               const LnetId *enrolment)
{
  LnetRows *rows = lnet_reader_query (reader, &enrolment_cohort_statement);
  LnetId cohort = lnet_id_null ();

  lnet_rows_bind_id (rows, 1, enrolment);
  if (lnet_rows_step (rows))
    cohort = lnet_rows_id (rows, 0);
  lnet_rows_end (rows, NULL);
  return cohort;
}

char *
lnet_certificates_load_evidence_body (LnetReader    *reader,
                                      const LnetId  *evidence,
                                      GError       **error)
{
  LnetRows *rows = lnet_reader_query (reader, &evidence_body_statement);
  g_autofree char *body = NULL;

  lnet_rows_bind_id (rows, 1, evidence);
  if (lnet_rows_step (rows))
    body = g_strdup (lnet_rows_text (rows, 0));
  if (!lnet_rows_end (rows, error))
    return NULL;
  return g_steal_pointer (&body);
}
