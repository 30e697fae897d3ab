/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LnetAttendanceRule:
 *
 * What missing time does to a certificate. States and colleges have opposite rules, so each program says which is its
 * own.
 */
typedef enum
{
  LNET_ATTENDANCE_ALL_OR_NOTHING, /* more than so many minutes missed in all: no certificate (Nevada: 15) */
  LNET_ATTENDANCE_REDUCED_HOURS,  /* a certificate over the hours attended, per category (Oregon) */
  LNET_ATTENDANCE_PERCENTAGE,     /* less than so much of the contact time: no certificate (JMU: 90 %) */
} LnetAttendanceRule;

/** A program's attendance policy: the rule and its numbers. */
typedef struct
{
  LnetAttendanceRule rule;
  guint tolerance_minutes;    /* missed in one session and still counted as all of it */
  guint missed_limit_minutes; /* all-or-nothing: missed in all sessions together, and still a certificate */
  guint required_percent;     /* percentage */
  guint make_up_limit;        /* how many modules may be made up */
} LnetAttendancePolicy;

/** No limit on make-ups. */
#define LNET_MAKE_UP_UNLIMITED G_MAXUINT

typedef enum
{
  LNET_ATTENDANCE_UNRECORDED, /* nobody has said */
  LNET_ATTENDANCE_PRESENT,
  LNET_ATTENDANCE_LATE,
  LNET_ATTENDANCE_LEFT_EARLY,
  LNET_ATTENDANCE_ABSENT,
  LNET_ATTENDANCE_APOLOGY, /* said beforehand that they cannot come: missed, but a commitment kept */
  LNET_ATTENDANCE_EXCUSED, /* leaves the reckoning: neither attended nor missed */
  LNET_ATTENDANCE_MAKE_UP, /* missed, and made up since: counts in full, up to the policy's limit of modules */
  LNET_ATTENDANCE_NOT_YET_ENROLLED, /* leaves the reckoning */
  LNET_ATTENDANCE_LAST
} LnetAttendanceStatus;

/** One session as one participant met it. */
typedef struct
{
  guint module;   /* place of its module among the program's */
  guint minutes;  /* contact minutes */
  guint missed;   /* minutes missed, for present, late and left-early */
  LnetAttendanceStatus status;
  gboolean past;             /* held, or its time has gone by */
  gboolean cancelled;        /* as if it had never been; its minutes leave the reckoning unless offered again */
  gboolean before_enrolment; /* it was held before the participant enrolled */
} LnetSessionMark;

/** One module as one participant has to meet it. */
typedef struct
{
  guint minutes;     /* the program's contact minutes; 0: what its sessions add up to */
  gboolean required; /* FALSE: an elective, whose minutes count for hours only */
  gboolean waived;   /* this participant need not take it; what was attended all the same counts for hours */
  guint category;    /* of core knowledge, as the caller numbers them */
} LnetModuleRule;

typedef enum
{
  LNET_MODULE_TO_COME,
  LNET_MODULE_DONE,
  LNET_MODULE_MADE_UP,
  LNET_MODULE_UNDER_WAY,    /* begun, and more of it to come */
  LNET_MODULE_PARTLY,       /* over, and attended in part */
  LNET_MODULE_MISSED,
  LNET_MODULE_UNRECORDED,   /* over, and the roll not taken */
  LNET_MODULE_EXCUSED,
  LNET_MODULE_NOT_ENROLLED, /* over before the participant enrolled */
  LNET_MODULE_WAIVED,
  LNET_MODULE_CANCELLED,
  LNET_MODULE_LAST
} LnetModuleState;

/** What became of one module for one participant; all in minutes. */
typedef struct
{
  LnetModuleState state;
  guint total;       /* what counts of it: without what was excused or cancelled */
  guint earned;
  guint missed;      /* gone, and only to be had back by a make-up */
  guint to_come;     /* sessions ahead, and what is not scheduled yet */
  guint unscheduled; /* the part of to_come that has no session yet */
  guint unrecorded;  /* held, but the roll not taken */
  guint excused;     /* left the reckoning: excused or not yet enrolled */
  gboolean made_up;
} LnetModuleOutcome;

/** The reckoning over all modules; in minutes where nothing else is said. The sums are over modules that are needed. */
typedef struct
{
  guint total;
  guint required; /* what of total must be earned */
  guint earned;
  guint missed;
  guint to_come;
  guint unrecorded;
  guint excused;
  guint contact;       /* all contact time, electives and waived modules included: the hours to show */
  guint committed;     /* earned, and sessions missed with an apology beforehand */
  guint n_unrecorded;  /* sessions held whose roll says nothing of this participant */
  guint n_made_up;     /* modules made up that count */
  gboolean met;        /* enough is earned, whatever comes */
  gboolean settled;    /* nothing is to come and nothing unrecorded */
} LnetAttendanceOutcome;

/**
 * lnet_attendance_policy_assess:
 * @outcomes: (out caller-allocates) (array length=n_modules)
 * @outcome: (out caller-allocates)
 *
 * Reckons what a participant has. Percentages are over all sessions, those to come included, so that five attended of
 * ten are never "100 %". No more of a module can be earned than it holds: who missed a session and came to another of
 * the same module has it.
 */
void lnet_attendance_policy_assess (const LnetAttendancePolicy *self,
                                    const LnetModuleRule       *modules,
                                    guint                       n_modules,
                                    const LnetSessionMark      *marks,
                                    guint                       n_marks,
                                    LnetModuleOutcome          *outcomes,
                                    LnetAttendanceOutcome      *outcome);

/** What must be earned of @total minutes; percentages round up, so that 1619 of 1800 are less than 90 %. */
guint lnet_attendance_policy_get_required (const LnetAttendancePolicy *self, guint total);

/** Minutes a session gives: @minutes less @missed, or all of them within the tolerance. */
guint lnet_attendance_policy_get_earned (const LnetAttendancePolicy *self, guint minutes, guint missed);

/** Minutes earned in @category over @modules. */
guint lnet_attendance_get_category_minutes (const LnetModuleRule *modules, const LnetModuleOutcome *outcomes,
                                            guint n_modules, guint category);

/** @part of @whole in whole percent, rounded down so that 100 % is only all of it; 100 when @whole is 0. */
guint lnet_attendance_get_percent (guint part, guint whole);

/* Words, as they are kept in the network file ("left-early") and as people see them. */
LnetAttendanceRule lnet_attendance_rule_from_key (const char *key);
const char *lnet_attendance_rule_to_key (LnetAttendanceRule rule);
/** UNRECORDED for NULL and for words of a later version. */
LnetAttendanceStatus lnet_attendance_status_from_key (const char *key);
/** NULL for UNRECORDED. */
const char *lnet_attendance_status_to_key (LnetAttendanceStatus status);
const char *lnet_attendance_status_get_label (LnetAttendanceStatus status);
const char *lnet_module_state_get_label (LnetModuleState state);

/**
 * lnet_attendance_policy_describe:
 *
 * The policy in sentences for people. Returns: (transfer full)
 */
char *lnet_attendance_policy_describe (const LnetAttendancePolicy *self);

/**
 * lnet_attendance_policy_describe_example:
 * @total: the program's contact minutes
 *
 * Where the line lies, in numbers: "Of 30 h, 27 h are needed: …". Returns: (transfer full)
 */
char *lnet_attendance_policy_describe_example (const LnetAttendancePolicy *self, guint total);

G_END_DECLS
