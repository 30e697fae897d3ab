/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-cohort.h"
#include "lnet-program-template.h"
#include "lnet-transaction.h"

G_BEGIN_DECLS

/* What the Certificates view writes: each function puts its part into a transaction. Programs, modules, cohorts,
 * sessions and enrolments are everybody's; attendance, evidence and waivers lie in the enrolment's space. */

/** A program out of @from, or a blank one with @title. Returns: its id */
LnetId lnet_certificate_add_program (LnetTransaction *tx, const LnetProgramTemplate *from, const char *title,
                                     const char *issuer);
void lnet_certificate_set_policy (LnetTransaction *tx, const LnetId *program, const LnetAttendancePolicy *policy);

/** @position: an order key. What is NULL stays unsaid. Returns: its id */
LnetId lnet_certificate_add_module (LnetTransaction *tx, const LnetId *program, const char *position,
                                    const char *title, guint minutes, const char *mode, gboolean required);
LnetId lnet_certificate_add_requirement (LnetTransaction *tx, const LnetId *program, const char *position,
                                         const char *kind, const char *title, guint needed);

/** A module's new place: before the module that is at @place now (without the moved one). */
void lnet_certificate_move_module (LnetTransaction *tx, const LnetProgram *program, guint module, guint place);

/** A session before it is written. */
typedef struct
{
  guint module; /* place among the program's */
  char *starts; /* "2026-11-24T18:00" */
  guint minutes;
  char *mode;
} LnetSessionPlan;

void lnet_session_plan_free (LnetSessionPlan *self);

/** Longer modules are proposed as several sessions. */
#define LNET_SESSION_PLAN_LONGEST 240

/**
 * lnet_session_plan_propose:
 * @first: the first day
 * @time: "18:00"
 * @days: between one session and the next
 *
 * One session after the other, each module in as many equal ones as keep them within four hours: 300 minutes are two
 * of 150. Returns: (transfer full) (element-type LnetSessionPlan)
 */
GPtrArray *lnet_session_plan_propose (const LnetProgram *program, const GDate *first, const char *time, guint days);

LnetId lnet_certificate_add_cohort (LnetTransaction *tx, const LnetId *program, const char *name, const char *starts,
                                    const char *ends);
LnetId lnet_certificate_add_session (LnetTransaction *tx, const LnetId *cohort, const LnetId *module,
                                     const char *starts, guint minutes, const char *mode, const char *place);
LnetId lnet_certificate_enrol (LnetTransaction *tx, const LnetId *cohort, const LnetId *member, const char *date);
void lnet_certificate_withdraw (LnetTransaction *tx, const LnetId *enrolment, const char *date);

/**
 * lnet_certificate_record_attendance:
 * @before: (nullable): the entry that counts now; the new one corrects it, and nothing is written when they agree
 * @missed: minutes missed; kept for present, late and left-early
 * @source: roll-call, sheet, import
 *
 * Returns: the new entry's id; the null id when nothing is written
 */
LnetId lnet_certificate_record_attendance (LnetTransaction *tx, const LnetId *enrolment, const LnetId *session,
                                           const LnetAttendanceEntry *before, LnetAttendanceStatus status,
                                           guint missed, const char *source);

/** A reflection or other evidence, as a draft: lnet_certificate_submit_evidence() hands it in. Returns: its id */
LnetId lnet_certificate_add_evidence (LnetTransaction *tx, const LnetId *enrolment, const LnetId *requirement,
                                      const LnetId *module, const char *kind, const char *title, const char *body);
void lnet_certificate_submit_evidence (LnetTransaction *tx, const LnetId *evidence, const char *date);
void lnet_certificate_decide_evidence (LnetTransaction *tx, const LnetId *evidence, const LnetId *reviewer,
                                       gboolean accepted, const char *note);

/** One of @module and @requirement is NULL. Returns: its id */
LnetId lnet_certificate_waive (LnetTransaction *tx, const LnetId *enrolment, const LnetId *module,
                               const LnetId *requirement, const char *reason, const char *date);

G_END_DECLS
