/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The words of LnetAttendancePolicy: the keys a network file keeps, and what people read. */

#include "config.h"

#include "lnet-attendance-policy.h"

#include <glib/gi18n-lib.h>

#include "lnet-credit.h"

static const char *const rule_keys[] = { "all-or-nothing", "reduced-hours", "percentage" };

static const struct
{
  const char *key;
  const char *label;
} statuses[] = {
  [LNET_ATTENDANCE_UNRECORDED] = { NULL, N_("Not recorded") },
  [LNET_ATTENDANCE_PRESENT] = { "present", N_("Present") },
  [LNET_ATTENDANCE_LATE] = { "late", N_("Late") },
  [LNET_ATTENDANCE_LEFT_EARLY] = { "left-early", N_("Left early") },
  [LNET_ATTENDANCE_ABSENT] = { "absent", N_("Absent") },
  [LNET_ATTENDANCE_APOLOGY] = { "apology", N_("Sent apologies") },
  [LNET_ATTENDANCE_EXCUSED] = { "excused", N_("Excused") },
  [LNET_ATTENDANCE_MAKE_UP] = { "make-up", N_("Made up") },
  [LNET_ATTENDANCE_NOT_YET_ENROLLED] = { "not-yet-enrolled", N_("Not yet enrolled") },
};

static const char *const states[] = {
  [LNET_MODULE_TO_COME] = N_("Not yet"),
  [LNET_MODULE_DONE] = N_("Done"),
  [LNET_MODULE_MADE_UP] = N_("Made up"),
  [LNET_MODULE_UNDER_WAY] = N_("Under way"),
  [LNET_MODULE_PARTLY] = N_("Attended in part"),
  [LNET_MODULE_MISSED] = N_("Missed"),
  [LNET_MODULE_UNRECORDED] = N_("Roll not taken"),
  [LNET_MODULE_EXCUSED] = N_("Excused"),
  [LNET_MODULE_NOT_ENROLLED] = N_("Not yet enrolled"),
  [LNET_MODULE_WAIVED] = N_("Waived"),
  [LNET_MODULE_CANCELLED] = N_("Cancelled"),
};

G_STATIC_ASSERT (G_N_ELEMENTS (statuses) == LNET_ATTENDANCE_LAST);
G_STATIC_ASSERT (G_N_ELEMENTS (states) == LNET_MODULE_LAST);

LnetAttendanceRule
lnet_attendance_rule_from_key (const char *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rule_keys); i++)
    if (g_strcmp0 (rule_keys[i], key) == 0)
      return (LnetAttendanceRule) i;
  return LNET_ATTENDANCE_PERCENTAGE;
}

const char *
lnet_attendance_rule_to_key (LnetAttendanceRule rule)
{
  g_return_val_if_fail ((gsize) rule < G_N_ELEMENTS (rule_keys), NULL);

  return rule_keys[rule];
}

LnetAttendanceStatus
lnet_attendance_status_from_key (const char *key)
{
  for (gsize i = 1; i < G_N_ELEMENTS (statuses); i++)
    if (g_strcmp0 (statuses[i].key, key) == 0)
      return (LnetAttendanceStatus) i;
  return LNET_ATTENDANCE_UNRECORDED;
}

const char *
lnet_attendance_status_to_key (LnetAttendanceStatus status)
{
  g_return_val_if_fail (status < LNET_ATTENDANCE_LAST, NULL);

  return statuses[status].key;
}

const char *
lnet_attendance_status_get_label (LnetAttendanceStatus status)
{
  g_return_val_if_fail (status < LNET_ATTENDANCE_LAST, NULL);

  return g_dgettext (GETTEXT_PACKAGE, statuses[status].label);
}

const char *
lnet_module_state_get_label (LnetModuleState state)
{
  g_return_val_if_fail (state < LNET_MODULE_LAST, NULL);

  return g_dgettext (GETTEXT_PACKAGE, states[state]);
}

static char *
describe_rule (const LnetAttendancePolicy *self)
{
  switch (self->rule)
    {
    case LNET_ATTENDANCE_ALL_OR_NOTHING:
      if (self->missed_limit_minutes == 0)
        return g_strdup (_("Nothing may be missed. Whoever misses anything gets no certificate."));
      return g_strdup_printf (ngettext ("At most %u minute may be missed in all. Whoever misses more gets no "
                                        "certificate.",
                                        "At most %u minutes may be missed in all. Whoever misses more gets no "
                                        "certificate.",
                                        self->missed_limit_minutes),
                              self->missed_limit_minutes);
    case LNET_ATTENDANCE_REDUCED_HOURS:
      return g_strdup (_("Everybody who took part gets a certificate. It carries the hours they attended, "
                         "counted for each category."));
    case LNET_ATTENDANCE_PERCENTAGE:
    default:
      /* Translators: the number is a percentage; %% stands for one percent sign */
      return g_strdup_printf (_("At least %u %% of the contact time has to be attended. Whoever attends less gets no "
                                "certificate."),
                              self->required_percent);
    }
}

static char *
describe_tolerance (const LnetAttendancePolicy *self)
{
  if (self->tolerance_minutes == 0)
    return g_strdup (_("Every minute missed counts."));
  return g_strdup_printf (ngettext ("Up to %u minute missed in a session still counts as all of it.",
                                    "Up to %u minutes missed in a session still count as all of it.",
                                    self->tolerance_minutes),
                          self->tolerance_minutes);
}

static char *
describe_make_up (const LnetAttendancePolicy *self)
{
  if (self->make_up_limit == 0)
    return g_strdup (_("Nothing can be made up."));
  if (self->make_up_limit == LNET_MAKE_UP_UNLIMITED)
    return g_strdup (_("Every module can be made up."));
  return g_strdup_printf (ngettext ("At most %u module can be made up.", "At most %u modules can be made up.",
                                    self->make_up_limit),
                          self->make_up_limit);
}

char *
lnet_attendance_policy_describe (const LnetAttendancePolicy *self)
{
  g_autofree char *rule = describe_rule (self);
  g_autofree char *tolerance = describe_tolerance (self);
  g_autofree char *make_up = describe_make_up (self);

  return g_strjoin (" ", rule, tolerance, make_up, NULL);
}

char *
lnet_attendance_policy_describe_example (const LnetAttendancePolicy *self,
                                         guint                       total)
{
  guint required = lnet_attendance_policy_get_required (self, total);
  g_autofree char *all = lnet_credit_format_duration (total);
  g_autofree char *needed = lnet_credit_format_duration (required);
  g_autofree char *slack = lnet_credit_format_duration (total - required);

  if (self->rule == LNET_ATTENDANCE_REDUCED_HOURS)
    return g_strdup_printf (_("Of %s, whatever was attended is certified."), all);
  if (required == total)
    return g_strdup_printf (_("Of %s, all are needed."), all);
  /* Translators: three lengths of time: all there is, what is needed, and the difference, as in
     "Of 30 h, 27 h are needed: 3 h may be missed." */
  return g_strdup_printf (_("Of %s, %s are needed: %s may be missed."), all, needed, slack);
}
