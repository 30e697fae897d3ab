/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-attendance-policy.h"

#include <string.h>

guint
lnet_attendance_policy_get_required (const LnetAttendancePolicy *self,
                                     guint                       total)
{
  switch (self->rule)
    {
    case LNET_ATTENDANCE_ALL_OR_NOTHING:
      return total - MIN (total, self->missed_limit_minutes);
    case LNET_ATTENDANCE_PERCENTAGE:
      return (guint) (((guint64) total * MIN (self->required_percent, 100) + 99) / 100);
    case LNET_ATTENDANCE_REDUCED_HOURS:
    default:
      return 0;
    }
}

guint
lnet_attendance_policy_get_earned (const LnetAttendancePolicy *self,
                                   guint                       minutes,
                                   guint                       missed)
{
  if (missed <= self->tolerance_minutes)
    return minutes;
  return minutes - MIN (missed, minutes);
}

/* Sums over a module's sessions, before anything is held against what the module itself has. */
typedef struct
{
  guint scheduled;
  guint cancelled;
  guint earned;
  guint ahead;
  guint unrecorded;
  guint excused;
  guint not_enrolled;
  guint apologized;
  guint n_unrecorded;
  gboolean made_up;
} ModuleSums;

static gboolean
is_before_enrolment (const LnetSessionMark *mark)
{
  if (mark->status == LNET_ATTENDANCE_NOT_YET_ENROLLED)
    return TRUE;
  return mark->before_enrolment
         && (mark->status == LNET_ATTENDANCE_UNRECORDED || mark->status == LNET_ATTENDANCE_ABSENT);
}

static void
add_unrecorded (ModuleSums            *sums,
                const LnetSessionMark *mark)
{
  if (!mark->past)
    {
      sums->ahead += mark->minutes;
      return;
    }
  sums->unrecorded += mark->minutes;
  sums->n_unrecorded++;
}

static void
add_mark (const LnetAttendancePolicy *self,
          ModuleSums                 *sums,
          const LnetSessionMark      *mark,
          gboolean                    make_up_counts)
{
  sums->scheduled += mark->minutes;
  if (is_before_enrolment (mark))
    {
      sums->not_enrolled += mark->minutes;
      return;
    }

  switch (mark->status)
    {
    case LNET_ATTENDANCE_PRESENT:
    case LNET_ATTENDANCE_LATE:
    case LNET_ATTENDANCE_LEFT_EARLY:
      sums->earned += lnet_attendance_policy_get_earned (self, mark->minutes, mark->missed);
      break;
    case LNET_ATTENDANCE_MAKE_UP:
      sums->earned += make_up_counts ? mark->minutes : 0;
      sums->made_up = make_up_counts;
      break;
    case LNET_ATTENDANCE_EXCUSED:
      sums->excused += mark->minutes;
      break;
    case LNET_ATTENDANCE_APOLOGY:
      sums->apologized += mark->minutes;
      break;
    case LNET_ATTENDANCE_UNRECORDED:
      add_unrecorded (sums, mark);
      break;
    case LNET_ATTENDANCE_ABSENT:
    case LNET_ATTENDANCE_NOT_YET_ENROLLED:
    case LNET_ATTENDANCE_LAST:
    default:
      break;
    }
}

static LnetModuleState
get_settled_state (const LnetModuleOutcome *module,
                   const ModuleSums        *sums)
{
  if (module->total == 0)
    {
      if (sums->excused + sums->not_enrolled == 0)
        return LNET_MODULE_CANCELLED;
      return sums->excused > 0 ? LNET_MODULE_EXCUSED : LNET_MODULE_NOT_ENROLLED;
    }
  if (module->earned == module->total)
    return module->made_up ? LNET_MODULE_MADE_UP : LNET_MODULE_DONE;
  return module->earned > 0 ? LNET_MODULE_PARTLY : LNET_MODULE_MISSED;
}

static LnetModuleState
get_state (const LnetModuleRule    *rule,
           const LnetModuleOutcome *module,
           const ModuleSums        *sums)
{
  if (rule->waived)
    return LNET_MODULE_WAIVED;
  if (module->to_come == 0 && module->unrecorded == 0)
    return get_settled_state (module, sums);
  if (module->earned > 0 || module->missed > 0)
    return LNET_MODULE_UNDER_WAY;
  if (module->unrecorded > 0)
    return LNET_MODULE_UNRECORDED;
  return LNET_MODULE_TO_COME;
}

/* Holds the sums against what the module has: no more of it can be earned, missed or to come than there is. */
static void
settle_module (const LnetModuleRule *rule,
               const ModuleSums     *sums,
               LnetModuleOutcome    *module)
{
  guint basis = sums->scheduled;
  guint rest;

  memset (module, 0, sizeof *module);
  if (rule->minutes > 0)
    {
      guint offered = sums->scheduled + sums->cancelled;

      module->unscheduled = rule->minutes - MIN (rule->minutes, offered);
      basis = MIN (rule->minutes, sums->scheduled + module->unscheduled);
    }

  module->earned = MIN (sums->earned, basis);
  rest = basis - module->earned;
  module->to_come = MIN (sums->ahead + module->unscheduled, rest);
  rest -= module->to_come;
  module->unrecorded = MIN (sums->unrecorded, rest);
  rest -= module->unrecorded;
  module->excused = MIN (sums->excused + sums->not_enrolled, rest);
  module->missed = rest - module->excused;
  module->total = basis - module->excused;
  module->made_up = sums->made_up;
  module->state = get_state (rule, module, sums);
}

static gboolean
has_make_up (const LnetSessionMark *marks,
             guint                  n_marks,
             guint                  module)
{
  for (guint i = 0; i < n_marks; i++)
    if (marks[i].module == module && !marks[i].cancelled && marks[i].status == LNET_ATTENDANCE_MAKE_UP)
      return TRUE;
  return FALSE;
}

static void
sum_module (const LnetAttendancePolicy *self,
            const LnetSessionMark      *marks,
            guint                       n_marks,
            guint                       module,
            gboolean                    make_up_counts,
            ModuleSums                 *sums)
{
  memset (sums, 0, sizeof *sums);
  for (guint i = 0; i < n_marks; i++)
    {
      if (marks[i].module != module)
        continue;
      if (marks[i].cancelled)
        sums->cancelled += marks[i].minutes;
      else
        add_mark (self, sums, &marks[i], make_up_counts);
    }
}

static void
add_to_outcome (LnetAttendanceOutcome   *outcome,
                const LnetModuleOutcome *module,
                const ModuleSums        *sums)
{
  outcome->total += module->total;
  outcome->earned += module->earned;
  outcome->missed += module->missed;
  outcome->to_come += module->to_come;
  outcome->unrecorded += module->unrecorded;
  outcome->excused += module->excused;
  outcome->committed += MIN (module->earned + sums->apologized, module->total);
  outcome->n_unrecorded += sums->n_unrecorded;
}

void
lnet_attendance_policy_assess (const LnetAttendancePolicy *self,
                               const LnetModuleRule       *modules,
                               guint                       n_modules,
                               const LnetSessionMark      *marks,
                               guint                       n_marks,
                               LnetModuleOutcome          *outcomes,
                               LnetAttendanceOutcome      *outcome)
{
  memset (outcome, 0, sizeof *outcome);
  for (guint i = 0; i < n_modules; i++)
    {
      gboolean counts = has_make_up (marks, n_marks, i) && outcome->n_made_up < self->make_up_limit;
      ModuleSums sums;

      sum_module (self, marks, n_marks, i, counts, &sums);
      settle_module (&modules[i], &sums, &outcomes[i]);
      outcome->n_made_up += counts;
      outcome->contact += outcomes[i].earned;
      if (modules[i].required && !modules[i].waived)
        add_to_outcome (outcome, &outcomes[i], &sums);
    }
  outcome->required = lnet_attendance_policy_get_required (self, outcome->total);
  outcome->settled = outcome->to_come == 0 && outcome->unrecorded == 0;
  outcome->met = outcome->earned >= outcome->required
                 && (self->rule == LNET_ATTENDANCE_PERCENTAGE || outcome->settled);
}

guint
lnet_attendance_get_category_minutes (const LnetModuleRule    *modules,
                                      const LnetModuleOutcome *outcomes,
                                      guint                    n_modules,
                                      guint                    category)
{
  guint minutes = 0;

  for (guint i = 0; i < n_modules; i++)
    if (modules[i].category == category)
      minutes += outcomes[i].earned;
  return minutes;
}

guint
lnet_attendance_get_percent (guint part,
                             guint whole)
{
  if (whole == 0)
    return 100;
  return (guint) ((guint64) part * 100 / whole);
}
