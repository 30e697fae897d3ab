/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-certificate-edit.h"

#include "lnet-order-key.h"

static LnetSpace
network_space (void)
{
  return lnet_space (LNET_SPACE_NETWORK);
}

static void
set_optional_id (LnetTransaction *tx,
                 LnetField        field,
                 const LnetId    *row,
                 const LnetId    *value)
{
  if (value != NULL && !lnet_id_is_null (value))
    lnet_transaction_set_id (tx, field, row, value);
}

static void
set_optional_text (LnetTransaction *tx,
                   LnetField        field,
                   const LnetId    *row,
                   const char      *value)
{
  if (value != NULL && value[0] != '\0')
    lnet_transaction_set_text (tx, field, row, value);
}

static LnetAttendancePolicy
get_template_policy (const LnetProgramTemplate *from)
{
  return (LnetAttendancePolicy) {
    .rule = lnet_attendance_rule_from_key (from->attendance_policy),
    .tolerance_minutes = (guint) MAX (from->tolerance_minutes, 0),
    .missed_limit_minutes = (guint) MAX (from->missed_limit_minutes, 0),
    .required_percent = (guint) MAX (from->required_percent, 0),
    .make_up_limit = from->make_up_limit < 0 ? LNET_MAKE_UP_UNLIMITED : (guint) from->make_up_limit,
  };
}

static void
fill_from_template (LnetTransaction           *tx,
                    const LnetId              *program,
                    const LnetProgramTemplate *from)
{
  g_auto (GStrv) module_keys = lnet_order_keys_between (NULL, NULL, from->n_modules);
  g_auto (GStrv) requirement_keys = lnet_order_keys_between (NULL, NULL, from->n_requirements);

  for (guint i = 0; i < from->n_modules; i++)
    {
      const LnetModuleTemplate *module = &from->modules[i];
      LnetId id = lnet_certificate_add_module (tx, program, module_keys[i], module->title, (guint) module->minutes,
                                               module->mode, TRUE);

      set_optional_text (tx, LNET_MODULE_CATEGORY, &id, module->category);
      set_optional_text (tx, LNET_MODULE_COMMITMENT, &id, module->commitment);
      set_optional_text (tx, LNET_MODULE_STANDARD, &id, module->standard);
    }
  for (guint i = 0; i < from->n_requirements; i++)
    lnet_certificate_add_requirement (tx, program, requirement_keys[i], from->requirements[i].kind,
                                      from->requirements[i].title, (guint) from->requirements[i].needed);
}

LnetId
lnet_certificate_add_program (LnetTransaction           *tx,
                              const LnetProgramTemplate *from,
                              const char                *title,
                              const char                *issuer)
{
  LnetId id = lnet_transaction_add (tx, LNET_TABLE_PROGRAM, network_space ());
  LnetAttendancePolicy policy = { LNET_ATTENDANCE_PERCENTAGE, 15, 0, 90, 2 };

  lnet_transaction_set_text (tx, LNET_PROGRAM_TITLE, &id, title);
  set_optional_text (tx, LNET_PROGRAM_ISSUER, &id, issuer);
  if (from != NULL)
    {
      policy = get_template_policy (from);
      set_optional_text (tx, LNET_PROGRAM_VERSION, &id, from->version);
      lnet_transaction_set_integer (tx, LNET_PROGRAM_ILLUSTRATIVE, &id, from->illustrative);
    }
  lnet_certificate_set_policy (tx, &id, &policy);
  if (from != NULL)
    fill_from_template (tx, &id, from);
  return id;
}

void
lnet_certificate_set_policy (LnetTransaction            *tx,
                             const LnetId               *program,
                             const LnetAttendancePolicy *policy)
{
  lnet_transaction_set_text (tx, LNET_PROGRAM_ATTENDANCE_POLICY, program, lnet_attendance_rule_to_key (policy->rule));
  lnet_transaction_set_integer (tx, LNET_PROGRAM_TOLERANCE_MINUTES, program, policy->tolerance_minutes);
  lnet_transaction_set_integer (tx, LNET_PROGRAM_MISSED_LIMIT_MINUTES, program, policy->missed_limit_minutes);
  lnet_transaction_set_integer (tx, LNET_PROGRAM_REQUIRED_PERCENT, program, policy->required_percent);
  if (policy->make_up_limit == LNET_MAKE_UP_UNLIMITED)
    lnet_transaction_clear (tx, LNET_PROGRAM_MAKE_UP_LIMIT, program);
  else
    lnet_transaction_set_integer (tx, LNET_PROGRAM_MAKE_UP_LIMIT, program, policy->make_up_limit);
}

LnetId
lnet_certificate_add_module (LnetTransaction *tx,
                             const LnetId    *program,
                             const char      *position,
                             const char      *title,
                             guint            minutes,
                             const char      *mode,
                             gboolean         required)
{
  LnetId id = lnet_transaction_add (tx, LNET_TABLE_MODULE, network_space ());

  lnet_transaction_move (tx, LNET_MODULE_POSITION, &id, program, position);
  lnet_transaction_set_text (tx, LNET_MODULE_TITLE, &id, title);
  lnet_transaction_set_integer (tx, LNET_MODULE_MINUTES, &id, minutes);
  lnet_transaction_set_integer (tx, LNET_MODULE_REQUIRED, &id, required);
  set_optional_text (tx, LNET_MODULE_MODE, &id, mode);
  return id;
}

LnetId
lnet_certificate_add_requirement (LnetTransaction *tx,
                                  const LnetId    *program,
                                  const char      *position,
                                  const char      *kind,
                                  const char      *title,
                                  guint            needed)
{
  LnetId id = lnet_transaction_add (tx, LNET_TABLE_REQUIREMENT, network_space ());

  lnet_transaction_move (tx, LNET_REQUIREMENT_POSITION, &id, program, position);
  lnet_transaction_set_text (tx, LNET_REQUIREMENT_KIND, &id, kind);
  lnet_transaction_set_text (tx, LNET_REQUIREMENT_TITLE, &id, title);
  lnet_transaction_set_integer (tx, LNET_REQUIREMENT_NEEDED, &id, needed);
  return id;
}

void
lnet_certificate_move_module (LnetTransaction   *tx,
                              const LnetProgram *program,
                              guint              module,
                              guint              place)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  LnetModule *moved = g_ptr_array_index (program->modules, module);
  const char *before = NULL;
  const char *after = NULL;
  g_autofree char *key = NULL;

  for (guint i = 0; i < program->modules->len; i++)
    if (i != module)
      g_ptr_array_add (others, g_ptr_array_index (program->modules, i));
  if (place > 0)
    before = ((LnetModule *) g_ptr_array_index (others, place - 1))->position;
  if (place < others->len)
    after = ((LnetModule *) g_ptr_array_index (others, place))->position;
  key = lnet_order_key_between (before, after);
  lnet_transaction_move (tx, LNET_MODULE_POSITION, &moved->id, &program->id, key);
}

void
lnet_session_plan_free (LnetSessionPlan *self)
{
  g_free (self->starts);
  g_free (self->mode);
  g_free (self);
}

GPtrArray *
lnet_session_plan_propose (const LnetProgram *program,
                           const GDate       *first,
                           const char        *time,
                           guint              days)
{
  GPtrArray *plans = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_session_plan_free);
  GDate day = *first;

  for (guint i = 0; i < program->modules->len; i++)
    {
      LnetModule *module = g_ptr_array_index (program->modules, i);
      guint n = MAX (1, (module->minutes + LNET_SESSION_PLAN_LONGEST - 1) / LNET_SESSION_PLAN_LONGEST);

      for (guint j = 0; j < n; j++)
        {
          LnetSessionPlan *plan = g_new0 (LnetSessionPlan, 1);

          plan->module = i;
          /* What does not divide evenly is in the first ones. */
          plan->minutes = module->minutes / n + (j < module->minutes % n);
          plan->mode = g_strdup (module->mode);
          plan->starts = g_strdup_printf ("%04d-%02d-%02dT%s", g_date_get_year (&day), g_date_get_month (&day),
                                          g_date_get_day (&day), time);
          g_ptr_array_add (plans, plan);
          g_date_add_days (&day, days);
        }
    }
  return plans;
}

LnetId
lnet_certificate_add_cohort (LnetTransaction *tx,
                             const LnetId    *program,
                             const char      *name,
                             const char      *starts,
                             const char      *ends)
{
  LnetId id = lnet_transaction_add (tx, LNET_TABLE_COHORT, network_space ());

  lnet_transaction_set_id (tx, LNET_COHORT_PROGRAM, &id, program);
  lnet_transaction_set_text (tx, LNET_COHORT_NAME, &id, name);
  set_optional_text (tx, LNET_COHORT_STARTS, &id, starts);
  set_optional_text (tx, LNET_COHORT_ENDS, &id, ends);
  return id;
}

LnetId
lnet_certificate_add_session (LnetTransaction *tx,
                              const LnetId    *cohort,
                              const LnetId    *module,
                              const char      *starts,
                              guint            minutes,
                              const char      *mode,
                              const char      *place)
{
  LnetId id = lnet_transaction_add (tx, LNET_TABLE_SESSION, network_space ());

  lnet_transaction_set_id (tx, LNET_SESSION_COHORT, &id, cohort);
  set_optional_id (tx, LNET_SESSION_MODULE, &id, module);
  set_optional_text (tx, LNET_SESSION_STARTS, &id, starts);
  lnet_transaction_set_integer (tx, LNET_SESSION_MINUTES, &id, minutes);
  set_optional_text (tx, LNET_SESSION_MODE, &id, mode);
  set_optional_text (tx, LNET_SESSION_PLACE, &id, place);
  lnet_transaction_set_text (tx, LNET_SESSION_STATUS, &id, "planned");
  return id;
}

LnetId
lnet_certificate_enrol (LnetTransaction *tx,
                        const LnetId    *cohort,
                        const LnetId    *member,
                        const char      *date)
{
  LnetId id = lnet_transaction_add (tx, LNET_TABLE_ENROLMENT, network_space ());

  lnet_transaction_set_id (tx, LNET_ENROLMENT_COHORT, &id, cohort);
  lnet_transaction_set_id (tx, LNET_ENROLMENT_MEMBER, &id, member);
  set_optional_text (tx, LNET_ENROLMENT_ENROLLED_ON, &id, date);
  lnet_transaction_set_text (tx, LNET_ENROLMENT_STATUS, &id, "active");
  return id;
}

void
lnet_certificate_withdraw (LnetTransaction *tx,
                           const LnetId    *enrolment,
                           const char      *date)
{
  lnet_transaction_set_text (tx, LNET_ENROLMENT_STATUS, enrolment, "withdrawn");
  lnet_transaction_set_text (tx, LNET_ENROLMENT_ENDED_ON, enrolment, date);
}

static gboolean
has_missed_minutes (LnetAttendanceStatus status)
{
  return status == LNET_ATTENDANCE_PRESENT || status == LNET_ATTENDANCE_LATE || status == LNET_ATTENDANCE_LEFT_EARLY;
}

LnetId
lnet_certificate_record_attendance (LnetTransaction           *tx,
                                    const LnetId              *enrolment,
                                    const LnetId              *session,
                                    const LnetAttendanceEntry *before,
                                    LnetAttendanceStatus       status,
                                    guint                      missed,
                                    const char                *source)
{
  gboolean corrects = before != NULL && !lnet_id_is_null (&before->id);
  guint kept = has_missed_minutes (status) ? missed : 0;
  LnetId id;

  if (corrects && before->status == status && before->missed == kept)
    return lnet_id_null ();
  if (!corrects && status == LNET_ATTENDANCE_UNRECORDED)
    return lnet_id_null ();
  id = lnet_transaction_add (tx, LNET_TABLE_ATTENDANCE, lnet_space_enrolment (enrolment));
  lnet_transaction_set_id (tx, LNET_ATTENDANCE_SESSION, &id, session);
  lnet_transaction_set_id (tx, LNET_ATTENDANCE_ENROLMENT, &id, enrolment);
  set_optional_text (tx, LNET_ATTENDANCE_STATUS, &id, lnet_attendance_status_to_key (status));
  if (kept > 0)
    lnet_transaction_set_integer (tx, LNET_ATTENDANCE_MISSED_MINUTES, &id, kept);
  lnet_transaction_set_text (tx, LNET_ATTENDANCE_SOURCE, &id, source);
  if (corrects)
    lnet_transaction_set_id (tx, LNET_ATTENDANCE_CORRECTS, &id, &before->id);
  return id;
}

LnetId
lnet_certificate_add_evidence (LnetTransaction *tx,
                               const LnetId    *enrolment,
                               const LnetId    *requirement,
                               const LnetId    *module,
                               const char      *kind,
                               const char      *title,
                               const char      *body)
{
  LnetId id = lnet_transaction_add (tx, LNET_TABLE_EVIDENCE, lnet_space_enrolment (enrolment));

  lnet_transaction_set_id (tx, LNET_EVIDENCE_ENROLMENT, &id, enrolment);
  set_optional_id (tx, LNET_EVIDENCE_REQUIREMENT, &id, requirement);
  set_optional_id (tx, LNET_EVIDENCE_MODULE, &id, module);
  lnet_transaction_set_text (tx, LNET_EVIDENCE_KIND, &id, kind);
  set_optional_text (tx, LNET_EVIDENCE_TITLE, &id, title);
  if (body != NULL)
    lnet_transaction_replace_prose (tx, LNET_EVIDENCE_BODY, &id, "", body);
  return id;
}

void
lnet_certificate_submit_evidence (LnetTransaction *tx,
                                  const LnetId    *evidence,
                                  const char      *date)
{
  lnet_transaction_set_text (tx, LNET_EVIDENCE_SUBMITTED_ON, evidence, date);
  /* What was sent back is to be read again. */
  lnet_transaction_clear (tx, LNET_EVIDENCE_DECISION, evidence);
}

void
lnet_certificate_decide_evidence (LnetTransaction *tx,
                                  const LnetId    *evidence,
                                  const LnetId    *reviewer,
                                  gboolean         accepted,
                                  const char      *note)
{
  lnet_transaction_set_text (tx, LNET_EVIDENCE_DECISION, evidence, accepted ? "accepted" : "revise");
  set_optional_id (tx, LNET_EVIDENCE_REVIEWER, evidence, reviewer);
  lnet_transaction_set_text (tx, LNET_EVIDENCE_DECISION_NOTE, evidence, note);
}

LnetId
lnet_certificate_waive (LnetTransaction *tx,
                        const LnetId    *enrolment,
                        const LnetId    *module,
                        const LnetId    *requirement,
                        const char      *reason,
                        const char      *date)
{
  LnetId id = lnet_transaction_add (tx, LNET_TABLE_WAIVER, lnet_space_enrolment (enrolment));

  lnet_transaction_set_id (tx, LNET_WAIVER_ENROLMENT, &id, enrolment);
  set_optional_id (tx, LNET_WAIVER_MODULE, &id, module);
  set_optional_id (tx, LNET_WAIVER_REQUIREMENT, &id, requirement);
  lnet_transaction_set_text (tx, LNET_WAIVER_REASON, &id, reason);
  lnet_transaction_set_text (tx, LNET_WAIVER_ON_DATE, &id, date);
  return id;
}
