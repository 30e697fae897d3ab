/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-erase-rules.h"

#include <glib/gi18n-lib.h>

/*
 * A person has a right that nothing of theirs is left. What others did with them is also the others': a pair's sessions
 * count for the partner, the roll of a convening is a count, the network's document is the network's. Such rows stay
 * without the person.
 *
 * Emptying the Trash is milder in one place: a member who was thrown away leaves what they said to the network, without
 * their name.
 */

#define GOES(field, names) { LNET_##field, LNET_TABLE_##names, LNET_ERASE_GOES, LNET_ERASE_GOES, NULL }
/* An element of a set goes; what it belonged to stays. */
#define STAYS(field, names, why) { LNET_##field, LNET_TABLE_##names, LNET_ERASE_GOES, LNET_ERASE_GOES, why }
#define LETS_GO(field, names, why) { LNET_##field, LNET_TABLE_##names, LNET_ERASE_LETS_GO, LNET_ERASE_LETS_GO, why }

const LnetEraseRule lnet_erase_rules[] = {
  LETS_GO (MEMBER_PORTRAIT, ATTACHMENT, NULL),
  GOES (MEMBER_STAFF_MEMBER, MEMBER),
  LETS_GO (MEMBER_STAFF_SUPERVISOR, MEMBER, N_("These members had the person as their supervisor. Now none is noted.")),
  GOES (ROLE_MEMBER, MEMBER),
  LETS_GO (ROLE_ORGANIZATION, ORGANIZATION, NULL),
  GOES (CHANNEL_MEMBER, MEMBER),
  GOES (CONSENT_MEMBER, MEMBER),
  LETS_GO (CONSENT_CORRECTS, CONSENT, NULL),
  GOES (MEMBER_LANGUAGE_MEMBER, MEMBER),
  GOES (TEAM_MEMBER_TEAM, TEAM),
  GOES (TEAM_MEMBER_MEMBER, MEMBER),
  GOES (MODULE_PROGRAM, PROGRAM),
  GOES (REQUIREMENT_PROGRAM, PROGRAM),
  GOES (COHORT_PROGRAM, PROGRAM),
  GOES (COHORT_FACILITATOR_COHORT, COHORT),
  GOES (COHORT_FACILITATOR_MEMBER, MEMBER),
  GOES (SESSION_COHORT, COHORT),
  LETS_GO (SESSION_MODULE, MODULE, NULL),
  GOES (ENROLMENT_COHORT, COHORT),
  GOES (ENROLMENT_MEMBER, MEMBER),
  GOES (ATTENDANCE_SESSION, SESSION),
  GOES (ATTENDANCE_ENROLMENT, ENROLMENT),
  LETS_GO (ATTENDANCE_CORRECTS, ATTENDANCE, NULL),
  GOES (EVIDENCE_ENROLMENT, ENROLMENT),
  LETS_GO (EVIDENCE_REQUIREMENT, REQUIREMENT, NULL),
  LETS_GO (EVIDENCE_MODULE, MODULE, NULL),
  LETS_GO (EVIDENCE_REVIEWER, MEMBER,
           N_("The answer belongs to another participant’s record. It no longer says who gave it.")),
  GOES (WAIVER_ENROLMENT, ENROLMENT),
  GOES (WAIVER_MODULE, MODULE),
  GOES (WAIVER_REQUIREMENT, REQUIREMENT),
  GOES (INTAKE_ROUND, ROUND),
  GOES (INTAKE_MEMBER, MEMBER),
  LETS_GO (PAIR_ROUND, ROUND, NULL),
  GOES (PAIR_MEMBER_PAIR, PAIR),
  STAYS (PAIR_MEMBER_MEMBER, MEMBER,
         N_("The partner keeps the pair, its goals, and the notes that this person did not write alone.")),
  GOES (COACHING_SESSION_PAIR, PAIR),
  LETS_GO (COACHING_SESSION_COACH, MEMBER,
           N_("The session counts for the partner. It no longer says who coached.")),
  LETS_GO (COACHING_SESSION_COACHED, MEMBER,
           N_("The session counts for the partner. It no longer says who was coached.")),
  GOES (COACHING_NOTE_SESSION, COACHING_SESSION),
  GOES (COACHING_VOICE_SESSION, COACHING_SESSION),
  GOES (COACHING_VOICE_MEMBER, MEMBER),
  GOES (COACHING_GOAL_PAIR, PAIR),
  LETS_GO (CONVENING_FACILITATOR, MEMBER, N_("The gathering was everybody’s. It no longer says who facilitated.")),
  GOES (ROLL_CONVENING, CONVENING),
  LETS_GO (ROLL_MEMBER, MEMBER, N_("How many took part stays as a number. It no longer says who.")),
  LETS_GO (ROLL_CORRECTS, ROLL, NULL),
  { LNET_CONTRIBUTION_MEMBER, LNET_TABLE_MEMBER, LNET_ERASE_GOES, LNET_ERASE_LETS_GO,
    N_("What was said stays with the network. It no longer says who said it.") },
  LETS_GO (CONTRIBUTION_CONVENING, CONVENING, NULL),
  GOES (THEME_CONTRIBUTION_THEME, THEME),
  GOES (THEME_CONTRIBUTION_CONTRIBUTION, CONTRIBUTION),
  GOES (SECTION_DOCUMENT, DOCUMENT),
  GOES (PASSAGE_SECTION, SECTION),
  GOES (PASSAGE_CONTRIBUTION_PASSAGE, PASSAGE),
  STAYS (PASSAGE_CONTRIBUTION_CONTRIBUTION, CONTRIBUTION,
         N_("The document is the network’s own words. It no longer leads to what this person said.")),
  GOES (ATTACHMENT_OWNER, NONE),
  GOES (MEMBER_TAG_MEMBER, MEMBER),
  GOES (NOT_DUPLICATE_MEMBER, MEMBER),
  GOES (NOT_DUPLICATE_OTHER, MEMBER),
  LETS_GO (MESSAGE_ROUND_SENDER, MEMBER, N_("The message went to others. It no longer says who sent it.")),
  LETS_GO (MESSAGE_ROUND_CONVENING, CONVENING, NULL),
  GOES (MESSAGE_RECIPIENT_MESSAGE_ROUND, MESSAGE_ROUND),
  STAYS (MESSAGE_RECIPIENT_MEMBER, MEMBER, N_("The message went to others too. Its list of recipients is shorter.")),
  LETS_GO (ROSTER_DESK_MEMBER, MEMBER, N_("The desk still takes part in sharing. It no longer says whose it is.")),
  GOES (INTAKE_WANTED_INTAKE, INTAKE),
  GOES (INTAKE_WANTED_MEMBER, MEMBER),
  GOES (UNWANTED_MEMBER, MEMBER),
  GOES (UNWANTED_OTHER, MEMBER),
  { 0 },
};
