/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-forecast.h"
#include "lnet-program.h"

G_BEGIN_DECLS

/** A session of a cohort. */
typedef struct
{
  LnetId id;
  guint module; /* place among the program's modules; G_MAXUINT when it belongs to none of them */
  char *starts; /* "2026-11-24T18:00" */
  guint minutes;
  char *mode;
  char *place;
  char *approval;
  gboolean past; /* held, or its time has gone by */
  gboolean held;
  gboolean cancelled;
  guint n_recorded; /* participants whose attendance is recorded */
} LnetCohortSession;

/** What the roll says of one participant in one session. */
typedef struct
{
  LnetId id; /* of the entry that counts; null: nothing is recorded */
  LnetAttendanceStatus status;
  guint missed;
  gboolean twofold; /* two desks recorded it without knowing of each other; the later one is shown */
} LnetAttendanceEntry;

/** A reflection or another piece of evidence, without its text. */
typedef struct
{
  LnetId id;
  guint requirement; /* places among the program's; G_MAXUINT for none */
  guint module;
  char *kind;
  char *title;
  char *submitted_on; /* NULL: a draft */
  char *decision;     /* NULL: not yet read */
  char *note;         /* what the reviewer said with the decision; NULL for nothing */
} LnetEvidence;

/** A waiver: this participant need not meet a module or a requirement. */
typedef struct
{
  LnetId id;
  guint module;
  guint requirement;
  char *reason;
  char *on_date;
} LnetWaiver;

/** A participant of a cohort with everything reckoned. The arrays go by the cohort's sessions and the program's modules
 * and requirements. */
typedef struct
{
  LnetId enrolment;
  LnetId member;
  char *name;
  char *enrolled_on;
  char *status; /* active, completed, withdrawn */
  char *ended_on;
  GBytes *sort_key;
  LnetAttendanceEntry *entries;
  LnetModuleOutcome *outcomes;
  LnetAttendanceOutcome outcome;
  LnetForecast forecast;
  guint *handed_in;    /* pieces of evidence that count, by requirement */
  gboolean *waived;    /* by requirement */
  GPtrArray *evidence; /* LnetEvidence, newest first */
  GPtrArray *waivers;  /* LnetWaiver */
} LnetParticipant;

/**
 * LnetCohort:
 *
 * A cohort with its sessions in time's order and its participants by name, as one reading found them, everything
 * reckoned. Counted references, from any thread; nothing in it changes after it was read.
 */
typedef struct
{
  LnetId id;
  char *name;
  char *starts;
  char *ends;
  char *facilitators; /* names with commas between; "" for none */
  LnetProgram *program;
  GPtrArray *facilitator_ids; /* LnetId */
  GPtrArray *sessions;        /* LnetCohortSession */
  GPtrArray *participants;    /* LnetParticipant */
  gboolean over;              /* its last day has gone by */
} LnetCohort;

LnetCohort *lnet_cohort_ref (LnetCohort *self);
void lnet_cohort_unref (LnetCohort *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetCohort, lnet_cohort_unref)

/**
 * lnet_cohort_load:
 * @now: "2026-11-24T18:00" in the network's time: what is past and what to come follows from it
 *
 * Reads a cohort in seven queries however many are in it, and reckons everybody. Returns: (transfer full): NULL with
 * %LNET_ERROR_NOT_FOUND when it is gone
 */
LnetCohort *lnet_cohort_load (LnetReader *reader, const LnetId *id, const char *now, GError **error);

/** As lnet_cohort_load(), with only the participant whose enrolment it is: what their own view shows. */
LnetCohort *lnet_cohort_load_own (LnetReader *reader, const LnetId *id, const LnetId *enrolment, const char *now,
                                  GError **error);

/** G_MAXUINT when not there. */
guint lnet_cohort_find_participant (const LnetCohort *self, const LnetId *enrolment);
guint lnet_cohort_find_session (const LnetCohort *self, const LnetId *session);

/** The next session of those not past and not cancelled whose roll can be taken, or the last that was; G_MAXUINT for
 * none. */
guint lnet_cohort_find_roll_session (const LnetCohort *self);

/** Whether @session was before @participant enrolled. */
gboolean lnet_cohort_is_before_enrolment (const LnetCohortSession *session, const LnetParticipant *participant);

/** How many sessions of its module there are, and which of them @session is, from 1; a cancelled one stands alone. */
guint lnet_cohort_count_module_sessions (const LnetCohort *self, guint session, guint *which);

/** "5 · Strengths-based perspective", with "(2 of 2)" where its module has several sessions.
 * Returns: (transfer full) */
char *lnet_cohort_dup_session_title (const LnetCohort *self, guint session);

G_END_DECLS
