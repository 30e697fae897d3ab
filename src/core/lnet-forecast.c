/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-forecast.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-credit.h"

static int
compare_minutes (gconstpointer a,
                 gconstpointer b)
{
  guint first = *(const guint *) a;
  guint second = *(const guint *) b;

  return (first > second) - (first < second);
}

static gboolean
is_needed (const LnetModuleRule *rule)
{
  return rule->required && !rule->waived;
}

static gboolean
is_left (const LnetSessionMark *mark,
         guint                  module)
{
  return mark->module == module && !mark->past && !mark->cancelled && !mark->before_enrolment
         && mark->status == LNET_ATTENDANCE_UNRECORDED;
}

/* What each session left would bring, shortest first; what has no session yet of a module counts as one. */
static GArray *
collect_left (const LnetModuleRule    *modules,
              guint                    n_modules,
              const LnetSessionMark   *marks,
              guint                    n_marks,
              const LnetModuleOutcome *outcomes)
{
  GArray *left = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < n_modules; i++)
    {
      guint open = outcomes[i].to_come;

      if (!is_needed (&modules[i]))
        continue;
      for (guint j = 0; j < n_marks && open > 0; j++)
        {
          guint gain = is_left (&marks[j], i) ? MIN (marks[j].minutes, open) : 0;

          open -= gain;
          if (gain > 0)
            g_array_append_val (left, gain);
        }
      if (open > 0)
        g_array_append_val (left, open);
    }
  g_array_sort (left, compare_minutes);
  return left;
}

/* How many of @left are needed for @minutes whichever they are; len + 1 when all together are not enough. */
static guint
count_needed (GArray *left,
              guint   minutes)
{
  guint sum = 0;

  for (guint i = 0; i <= left->len; i++)
    {
      if (sum >= minutes)
        return i;
      if (i < left->len)
        sum += g_array_index (left, guint, i);
    }
  return left->len + 1;
}

/* The fewest make-ups that bring @minutes, the largest gains first; 0 when those that are allowed do not. */
static guint
count_make_ups (const LnetModuleRule    *modules,
                guint                    n_modules,
                const LnetModuleOutcome *outcomes,
                guint                    allowed,
                guint                    minutes)
{
  g_autoptr (GArray) gains = g_array_new (FALSE, FALSE, sizeof (guint));
  guint sum = 0;

  for (guint i = 0; i < n_modules; i++)
    if (is_needed (&modules[i]) && outcomes[i].missed > 0 && !outcomes[i].made_up)
      g_array_append_val (gains, outcomes[i].missed);
  g_array_sort (gains, compare_minutes);

  for (guint i = 0; i < gains->len && i < allowed; i++)
    {
      sum += g_array_index (gains, guint, gains->len - 1 - i);
      if (sum >= minutes)
        return i + 1;
    }
  return 0;
}

static void
forecast_short (LnetForecast               *self,
                const LnetAttendancePolicy *policy,
                const LnetModuleRule       *modules,
                guint                       n_modules,
                const LnetModuleOutcome    *outcomes,
                guint                       n_made_up,
                guint                       lacking,
                gboolean                    over)
{
  guint allowed = policy->make_up_limit - MIN (policy->make_up_limit, n_made_up);

  if (!over)
    self->make_ups = count_make_ups (modules, n_modules, outcomes, allowed, lacking);
  self->state = self->make_ups > 0 ? LNET_FORECAST_MAKE_UP : LNET_FORECAST_NOT_POSSIBLE;
}

/* Attendance is enough, or can be without any make-up. */
static void
forecast_reachable (LnetForecast                *self,
                    const LnetAttendanceOutcome *outcome,
                    GArray                      *left,
                    guint                        evidence_missing)
{
  guint sure = outcome->earned + outcome->unrecorded;
  guint open = outcome->required - MIN (outcome->required, sure);

  self->attend = count_needed (left, open);
  if (outcome->met && evidence_missing == 0)
    self->state = LNET_FORECAST_COMPLETE;
  else if (outcome->settled)
    self->state = LNET_FORECAST_EVIDENCE;
  else if (outcome->to_come == 0 && !outcome->met)
    self->state = LNET_FORECAST_ROLL;
  else if (outcome->missed == 0 || self->attend == 0)
    self->state = LNET_FORECAST_ON_TRACK;
  else
    self->state = LNET_FORECAST_ATTEND;
  self->critical = self->state == LNET_FORECAST_ATTEND && self->attend == self->left;
}

static void
set_credit (LnetForecast                *self,
            const LnetAttendancePolicy  *policy,
            const LnetAttendanceOutcome *outcome)
{
  guint extra = outcome->contact - outcome->earned;

  self->total = outcome->total + extra;
  self->minutes = self->total;
  self->credit = outcome->contact;
  if (policy->rule == LNET_ATTENDANCE_REDUCED_HOURS)
    self->minutes = self->total - outcome->missed;
  else if (self->state == LNET_FORECAST_NOT_POSSIBLE)
    self->minutes = self->credit = 0;
  else if (self->state == LNET_FORECAST_COMPLETE)
    self->credit = self->total;
}

LnetForecast
lnet_forecast_make (const LnetAttendancePolicy  *policy,
                    const LnetModuleRule        *modules,
                    guint                        n_modules,
                    const LnetSessionMark       *marks,
                    guint                        n_marks,
                    const LnetModuleOutcome     *outcomes,
                    const LnetAttendanceOutcome *outcome,
                    const LnetForecastFacts     *facts)
{
  g_autoptr (GArray) left = collect_left (modules, n_modules, marks, n_marks, outcomes);
  guint reachable = outcome->earned + outcome->unrecorded + outcome->to_come;
  LnetForecast self = {
    .left = left->len,
    .evidence = facts->evidence_missing,
    .unrecorded = outcome->n_unrecorded,
  };

  if (facts->withdrawn)
    self.state = LNET_FORECAST_WITHDRAWN;
  else if (outcome->total > 0 && reachable == 0)
    forecast_short (&self, policy, modules, n_modules, outcomes, outcome->n_made_up, MAX (outcome->required, 1),
                    facts->over);
  else if (reachable < outcome->required)
    forecast_short (&self, policy, modules, n_modules, outcomes, outcome->n_made_up, outcome->required - reachable,
                    facts->over);
  else
    forecast_reachable (&self, outcome, left, facts->evidence_missing);
  set_credit (&self, policy, outcome);
  return self;
}

static char *
say_attend (const LnetForecast *self)
{
  if (self->attend == self->left)
    return g_strdup_printf (ngettext ("Attend the one left", "Attend all %u left", self->left), self->left);
  /* Translators: so many of the sessions that are left: "Attend 2 of the 3 left" */
  return g_strdup_printf (ngettext ("Attend %u of the %u left", "Attend %u of the %u left", self->attend),
                          self->attend, self->left);
}

static char *
say_make_up (const LnetForecast *self,
             const char         *deadline)
{
  if (deadline == NULL)
    return g_strdup_printf (ngettext ("Needs a make-up", "Needs %u make-ups", self->make_ups), self->make_ups);
  if (self->make_ups == 1)
    /* Translators: a date: "Needs a make-up before 12 Dec" */
    return g_strdup_printf (_("Needs a make-up before %s"), deadline);
  /* Translators: a number and a date: "Needs 2 make-ups before 12 Dec" */
  return g_strdup_printf (ngettext ("Needs %u make-up before %s", "Needs %u make-ups before %s", self->make_ups),
                          self->make_ups, deadline);
}

static char *
say_on_track (const LnetForecast *self)
{
  if (self->minutes < self->total)
    {
      g_autofree char *hours = lnet_credit_format_hours (self->minutes);
      g_autofree char *total = lnet_credit_format_hours (self->total);

      /* Translators: hours: "On track for 27.5 of 30.0 h" */
      return g_strdup_printf (_("On track for %s of %s h"), hours, total);
    }
  return g_strdup (_("On track"));
}

char *
lnet_forecast_to_sentence (const LnetForecast *self,
                           const char         *deadline)
{
  switch (self->state)
    {
    case LNET_FORECAST_ON_TRACK:
      return say_on_track (self);
    case LNET_FORECAST_ATTEND:
      return say_attend (self);
    case LNET_FORECAST_MAKE_UP:
      return say_make_up (self, deadline);
    case LNET_FORECAST_ROLL:
      return g_strdup_printf (ngettext ("Waits for the roll of a session", "Waits for the roll of %u sessions",
                                        self->unrecorded),
                              self->unrecorded);
    case LNET_FORECAST_EVIDENCE:
      return g_strdup_printf (ngettext ("Attended; %u piece of evidence to come",
                                        "Attended; %u pieces of evidence to come", self->evidence),
                              self->evidence);
    case LNET_FORECAST_COMPLETE:
      return g_strdup (_("Complete"));
    case LNET_FORECAST_NOT_POSSIBLE:
      return g_strdup (_("No longer possible in this cohort"));
    case LNET_FORECAST_WITHDRAWN:
      return g_strdup (_("Withdrew"));
    case LNET_FORECAST_LAST:
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

guint
lnet_forecast_count_missing (const guint *needed,
                             const guint *had,
                             guint        n_requirements)
{
  guint missing = 0;

  for (guint i = 0; i < n_requirements; i++)
    missing += needed[i] - MIN (needed[i], had[i]);
  return missing;
}
