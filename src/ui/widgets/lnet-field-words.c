/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-field-words.h"

#include <glib/gi18n-lib.h>

#include "lnet-coaching-words.h"
#include "lnet-day.h"
#include "lnet-member.h"
#include "lnet-program.h"
#include "lnet-reference.h"
#include "lnet-row-title.h"
#include "lnet-team.h"

/* What a field holds, and with that how it reads and how it is written. */
typedef enum
{
  LINE,
  LINES,
  NUMBER,
  MINUTES,
  DATE,
  TIME,
  YES_NO,
  TERM,    /* a key of the reference data */
  TERMS,   /* several, with spaces between */
  CHOICE,  /* a key of our own */
  WORD,    /* a key that somebody else has the words for */
  ROW,     /* the id of a row */
  PLACE,   /* where it stands among the rows under another */
  PICTURE,
} Holds;

typedef struct
{
  const char *key;
  const char *label;
} Choice;

static const Choice yes_no[] = { { "1", NC_("state", "Yes") }, { "0", NC_("state", "No") }, { NULL } };
static const Choice rules[] = {
  { "all-or-nothing", NC_("state", "No certificate over a limit of minutes") },
  { "reduced-hours", NC_("state", "A certificate over the hours attended") },
  { "percentage", NC_("state", "No certificate under a percentage") }, { NULL },
};
static const Choice session_states[] = {
  { "planned", NC_("state", "Planned") }, { "held", NC_("state", "Held") },
  { "cancelled", NC_("state", "Cancelled") }, { NULL },
};
static const Choice enrolment_states[] = {
  { "active", NC_("state", "Taking part") }, { "completed", NC_("state", "Completed") },
  { "withdrawn", NC_("state", "Withdrawn") }, { NULL },
};
static const Choice decisions[] = {
  { "accepted", NC_("state", "Accepted") }, { "revise", NC_("state", "To be revised") }, { NULL },
};
static const Choice pair_states[] = {
  { "active", NC_("state", "Meeting") }, { "closed", NC_("state", "Closed") }, { NULL },
};
static const Choice odd_pools[] = {
  { "triad", NC_("state", "Three coach each other") }, { "waits", NC_("state", "One waits") }, { NULL },
};
static const Choice phases[] = {
  { "gathering", NC_("state", "Gathering words") }, { "drafting", NC_("state", "Drafting") },
  { "final", NC_("state", "Adopted") }, { NULL },
};
static const Choice passage_kinds[] = {
  { "text", NC_("state", "Paragraph") }, { "heading", NC_("state", "Heading") }, { "quote", NC_("state", "Quotation") },
  { NULL },
};
static const Choice channels[] = {
  { "email", NC_("state", "E-mail") }, { "phone", NC_("state", "Phone") }, { NULL },
};
static const Choice stances[] = {
  { "director", NC_("state", "Director") }, { "facilitator", NC_("state", "Facilitator") },
  { "participant", NC_("state", "Participant") }, { NULL },
};
static const Choice desk_states[] = {
  { "admitted", NC_("state", "Takes part") }, { "removed", NC_("state", "Removed") },
  { "former", NC_("state", "Wrote before sharing began") }, { NULL },
};

static const struct
{
  LnetField field;
  const char *label;
  Holds holds;
  LnetReferenceKind reference;
  LnetTable table;
  const Choice *choices;
  const char *(*get_word) (const char *key);
} fields[] = {
  { LNET_NETWORK_NAME, N_("Name"), LINE },
  { LNET_NETWORK_DESCRIPTION, N_("Description"), LINES },
  { LNET_NETWORK_TIME_ZONE, N_("Time zone"), LINE },
  { LNET_NETWORK_FICTIONAL, N_("People are made up"), YES_NO },
  { LNET_MEMBER_LEGAL_FIRST, N_("Legal first name"), LINE },
  { LNET_MEMBER_LEGAL_LAST, N_("Legal last name"), LINE },
  { LNET_MEMBER_PREFERRED_NAME, N_("Name they go by"), LINE },
  { LNET_MEMBER_PRONOUNS, N_("Pronouns"), LINE },
  { LNET_MEMBER_PRONUNCIATION, N_("How the name is said"), LINE },
  { LNET_MEMBER_STATUS, N_("Status"), TERM, .reference = LNET_REFERENCE_MEMBER_STATUS },
  { LNET_MEMBER_JOINED, N_("Joined"), DATE },
  { LNET_MEMBER_REGION, N_("County or region"), LINE },
  { LNET_MEMBER_TOWN, N_("Town"), LINE },
  { LNET_MEMBER_RURALITY, N_("Kind of place"), WORD, .get_word = lnet_member_rurality_label },
  { LNET_MEMBER_LANGUAGE, N_("Speaks best"), TERM, .reference = LNET_REFERENCE_LANGUAGE },
  { LNET_MEMBER_INTERPRETATION, N_("Interpretation"), YES_NO },
  { LNET_MEMBER_WISDOM, N_("Wisdom I bring"), LINES },
  { LNET_MEMBER_WISHES, N_("What I want to think about together"), LINES },
  { LNET_MEMBER_ATTRIBUTION, N_("Named with their words as"), TERM, .reference = LNET_REFERENCE_ATTRIBUTION },
  { LNET_MEMBER_SHARE_EMAIL, N_("E-mail in the directory"), YES_NO },
  { LNET_MEMBER_SHARE_PHONE, N_("Phone in the directory"), YES_NO },
  { LNET_MEMBER_MEDIA_RELEASE, N_("Pictures of themselves"), YES_NO },
  { LNET_MEMBER_PORTRAIT, N_("Portrait"), PICTURE },
  { LNET_MEMBER_STAFF_MEMBER, N_("Member"), ROW, .table = LNET_TABLE_MEMBER },
  { LNET_MEMBER_STAFF_REGISTRY_STATE, N_("State of the registry"), LINE },
  { LNET_MEMBER_STAFF_REGISTRY_ID, N_("Registry ID"), LINE },
  { LNET_MEMBER_STAFF_REGISTRY_EMAIL, N_("E-mail at the registry"), LINE },
  { LNET_MEMBER_STAFF_CAREER_LEVEL, N_("Career level"), LINE },
  { LNET_MEMBER_STAFF_SUPERVISOR, N_("Supervised by"), ROW, .table = LNET_TABLE_MEMBER },
  { LNET_MEMBER_STAFF_NOTE, N_("Note"), LINES },
  { LNET_ORGANIZATION_NAME, N_("Name"), LINE },
  { LNET_ORGANIZATION_SETTING, N_("Setting"), TERM, .reference = LNET_REFERENCE_SETTING },
  { LNET_ORGANIZATION_ADDRESS, N_("Address"), LINE },
  { LNET_ORGANIZATION_TOWN, N_("Town"), LINE },
  { LNET_ORGANIZATION_REGION, N_("County or region"), LINE },
  { LNET_ORGANIZATION_QUALITY_LEVEL, N_("Quality level"), LINE },
  { LNET_ORGANIZATION_QUALITY_SINCE, N_("Quality level since"), DATE },
  { LNET_ORGANIZATION_QUALITY_UNTIL, N_("Quality level until"), DATE },
  { LNET_ORGANIZATION_POSTAL_CODE, N_("Postal code"), LINE },
  { LNET_ORGANIZATION_PHONE, N_("Phone"), LINE },
  { LNET_ORGANIZATION_EMAIL, N_("E-mail"), LINE },
  { LNET_ORGANIZATION_WEBSITE, N_("Website"), LINE },
  { LNET_ROLE_MEMBER, N_("Member"), ROW, .table = LNET_TABLE_MEMBER },
  { LNET_ROLE_ROLE, N_("Role"), TERM, .reference = LNET_REFERENCE_ROLE },
  { LNET_ROLE_ORGANIZATION, N_("Organization"), ROW, .table = LNET_TABLE_ORGANIZATION },
  { LNET_ROLE_STARTS, N_("First day"), DATE },
  { LNET_ROLE_ENDS, N_("Last day"), DATE },
  { LNET_CHANNEL_MEMBER, N_("Member"), ROW, .table = LNET_TABLE_MEMBER },
  { LNET_CHANNEL_KIND, N_("Phone or e-mail"), CHOICE, .choices = channels },
  { LNET_CHANNEL_LABEL, N_("Kind of address"), WORD, .get_word = lnet_member_channel_label },
  { LNET_CHANNEL_VALUE, N_("Phone or e-mail"), LINE },
  { LNET_CHANNEL_PREFERRED, N_("Preferred"), YES_NO },
  { LNET_TEAM_NAME, N_("Name"), LINE },
  { LNET_TEAM_KIND, N_("Kind"), WORD, .get_word = lnet_team_kind_label },
  { LNET_TEAM_PURPOSE, N_("Purpose"), LINES },
  { LNET_TEAM_MEMBER_TEAM, N_("Team"), ROW, .table = LNET_TABLE_TEAM },
  { LNET_TEAM_MEMBER_MEMBER, N_("Member"), ROW, .table = LNET_TABLE_MEMBER },
  { LNET_TEAM_MEMBER_STARTS, N_("First day"), DATE },
  { LNET_TEAM_MEMBER_ENDS, N_("Last day"), DATE },
  { LNET_PROGRAM_TITLE, N_("Title"), LINE },
  { LNET_PROGRAM_ISSUER, N_("Issued by"), LINE },
  { LNET_PROGRAM_VERSION, N_("Version"), LINE },
  { LNET_PROGRAM_ILLUSTRATIVE, N_("An example"), YES_NO },
  { LNET_PROGRAM_ATTENDANCE_POLICY, N_("Attendance rule"), CHOICE, .choices = rules },
  { LNET_PROGRAM_TOLERANCE_MINUTES, N_("Missed and still full"), MINUTES },
  { LNET_PROGRAM_MISSED_LIMIT_MINUTES, N_("Missed in all, at most"), MINUTES },
  { LNET_PROGRAM_REQUIRED_PERCENT, N_("Percent of the hours needed"), NUMBER },
  { LNET_PROGRAM_MAKE_UP_LIMIT, N_("Modules that may be made up"), NUMBER },
  { LNET_PROGRAM_VALID_YEARS, N_("Years it is valid"), NUMBER },
  { LNET_MODULE_POSITION, N_("Place in the order"), PLACE, .table = LNET_TABLE_PROGRAM },
  { LNET_MODULE_TITLE, N_("Title"), LINE },
  { LNET_MODULE_MINUTES, N_("Length"), MINUTES },
  { LNET_MODULE_MODE, N_("Mode"), TERM, .reference = LNET_REFERENCE_MODE },
  { LNET_MODULE_REQUIRED, N_("Required"), YES_NO },
  { LNET_MODULE_CATEGORY, N_("Category"), LINE },
  { LNET_MODULE_COMMITMENT, N_("Commitment"), TERM, .reference = LNET_REFERENCE_COMMITMENT },
  { LNET_MODULE_STANDARD, N_("Standard"), TERM, .reference = LNET_REFERENCE_STANDARD },
  { LNET_REQUIREMENT_POSITION, N_("Place in the order"), PLACE, .table = LNET_TABLE_PROGRAM },
  { LNET_REQUIREMENT_KIND, N_("Kind"), WORD, .get_word = lnet_requirement_kind_get_label },
  { LNET_REQUIREMENT_TITLE, N_("Title"), LINE },
  { LNET_REQUIREMENT_NEEDED, N_("How many"), NUMBER },
  { LNET_COHORT_PROGRAM, N_("Program"), ROW, .table = LNET_TABLE_PROGRAM },
  { LNET_COHORT_NAME, N_("Name"), LINE },
  { LNET_COHORT_STARTS, N_("First day"), DATE },
  { LNET_COHORT_ENDS, N_("Last day"), DATE },
  { LNET_SESSION_COHORT, N_("Cohort"), ROW, .table = LNET_TABLE_COHORT },
  { LNET_SESSION_MODULE, N_("Module"), ROW, .table = LNET_TABLE_MODULE },
  { LNET_SESSION_STARTS, N_("Begins"), TIME },
  { LNET_SESSION_MINUTES, N_("Length"), MINUTES },
  { LNET_SESSION_MODE, N_("Mode"), TERM, .reference = LNET_REFERENCE_MODE },
  { LNET_SESSION_PLACE, N_("Place"), LINE },
  { LNET_SESSION_APPROVAL, N_("Approval number"), LINE },
  { LNET_SESSION_STATUS, N_("Status"), CHOICE, .choices = session_states },
  { LNET_ENROLMENT_COHORT, N_("Cohort"), ROW, .table = LNET_TABLE_COHORT },
  { LNET_ENROLMENT_MEMBER, N_("Member"), ROW, .table = LNET_TABLE_MEMBER },
  { LNET_ENROLMENT_ENROLLED_ON, N_("Enrolled on"), DATE },
  { LNET_ENROLMENT_STATUS, N_("Status"), CHOICE, .choices = enrolment_states },
  { LNET_ENROLMENT_ENDED_ON, N_("Ended on"), DATE },
  { LNET_EVIDENCE_REQUIREMENT, N_("Requirement"), ROW, .table = LNET_TABLE_REQUIREMENT },
  { LNET_EVIDENCE_MODULE, N_("Module"), ROW, .table = LNET_TABLE_MODULE },
  { LNET_EVIDENCE_KIND, N_("Kind"), WORD, .get_word = lnet_requirement_kind_get_label },
  { LNET_EVIDENCE_TITLE, N_("Title"), LINE },
  { LNET_EVIDENCE_BODY, N_("Text"), LINES },
  { LNET_EVIDENCE_SUBMITTED_ON, N_("Handed in on"), DATE },
  { LNET_EVIDENCE_DECISION, N_("Decision"), CHOICE, .choices = decisions },
  { LNET_EVIDENCE_REVIEWER, N_("Read by"), ROW, .table = LNET_TABLE_MEMBER },
  { LNET_EVIDENCE_DECISION_NOTE, N_("Note"), LINES },
  { LNET_WAIVER_MODULE, N_("Module"), ROW, .table = LNET_TABLE_MODULE },
  { LNET_WAIVER_REQUIREMENT, N_("Requirement"), ROW, .table = LNET_TABLE_REQUIREMENT },
  { LNET_WAIVER_REASON, N_("Reason"), LINES },
  { LNET_WAIVER_ON_DATE, N_("Date"), DATE },
  { LNET_ROUND_NAME, N_("Name"), LINE },
  { LNET_ROUND_STARTS, N_("First day"), DATE },
  { LNET_ROUND_ENDS, N_("Last day"), DATE },
  { LNET_ROUND_NO_REPEAT, N_("Rounds without repeats"), NUMBER },
  { LNET_ROUND_ODD, N_("If one is left over"), CHOICE, .choices = odd_pools },
  { LNET_ROUND_WEIGHT_WISH, N_("Weight of strengths and wishes"), NUMBER },
  { LNET_ROUND_WEIGHT_ROLE, N_("Weight of different roles"), NUMBER },
  { LNET_ROUND_WEIGHT_ORGANIZATION, N_("Weight of different places of work"), NUMBER },
  { LNET_ROUND_WEIGHT_REGION, N_("Weight of near and far"), NUMBER },
  { LNET_ROUND_WEIGHT_WANTS, N_("Weight of partners asked for"), NUMBER },
  { LNET_ROUND_WEIGHT_WAITED, N_("Weight of waiting"), NUMBER },
  { LNET_ROUND_WEIGHT_BALANCE, N_("Weight of coached and was coached"), NUMBER },
  { LNET_INTAKE_ROUND, N_("Coaching round"), ROW, .table = LNET_TABLE_ROUND },
  { LNET_INTAKE_MEMBER, N_("Member"), ROW, .table = LNET_TABLE_MEMBER },
  { LNET_INTAKE_STRENGTHS, N_("Strengths"), LINES },
  { LNET_INTAKE_WISHES, N_("Wishes"), LINES },
  { LNET_INTAKE_SLOTS, N_("Times"), TERMS, .reference = LNET_REFERENCE_SLOT },
  { LNET_INTAKE_MODE, N_("Mode"), WORD, .get_word = lnet_coaching_mode_label },
  { LNET_INTAKE_TRAVEL_MINUTES, N_("Travel"), MINUTES },
  { LNET_INTAKE_SINCE, N_("Waiting since"), DATE },
  { LNET_PAIR_ROUND, N_("Coaching round"), ROW, .table = LNET_TABLE_ROUND },
  { LNET_PAIR_STATUS, N_("Status"), CHOICE, .choices = pair_states },
  { LNET_PAIR_STARTS, N_("First day"), DATE },
  { LNET_PAIR_CADENCE_DAYS, N_("Days between meetings"), NUMBER },
  { LNET_PAIR_PLACE, N_("Place"), LINE },
  { LNET_PAIR_AGREEMENT, N_("Agreement"), LINES },
  { LNET_PAIR_CLOSED_ON, N_("Closed on"), DATE },
  { LNET_PAIR_CLOSE_REASON, N_("Reason"), LINES },
  { LNET_COACHING_SESSION_ON_DATE, N_("Date"), DATE },
  { LNET_COACHING_SESSION_MINUTES, N_("Length"), MINUTES },
  { LNET_COACHING_SESSION_MODE, N_("Mode"), TERM, .reference = LNET_REFERENCE_MODE },
  { LNET_COACHING_SESSION_KIND, N_("Kind"), WORD, .get_word = lnet_coaching_kind_label },
  { LNET_COACHING_SESSION_COACH, N_("Coach"), ROW, .table = LNET_TABLE_MEMBER },
  { LNET_COACHING_SESSION_COACHED, N_("Was coached"), ROW, .table = LNET_TABLE_MEMBER },
  { LNET_COACHING_NOTE_STRENGTH, N_("Strength seen"), LINES },
  { LNET_COACHING_NOTE_EFFECT, N_("What it did for the child"), LINES },
  { LNET_COACHING_NOTE_WONDERING, N_("Wondering"), LINES },
  { LNET_COACHING_NOTE_NEXT_STEP, N_("Next step"), LINES },
  { LNET_COACHING_NOTE_NEXT_ON, N_("Next step on"), DATE },
  { LNET_COACHING_NOTE_STRATEGIES, N_("Strategies"), TERMS, .reference = LNET_REFERENCE_STRATEGY },
  { LNET_COACHING_VOICE_BODY, N_("Text"), LINES },
  { LNET_COACHING_GOAL_GOAL, N_("Goal"), LINES },
  { LNET_COACHING_GOAL_KNOW_WHEN, N_("We’ll know when…"), LINES },
  { LNET_COACHING_GOAL_DUE, N_("Due"), DATE },
  { LNET_COACHING_GOAL_MET_ON, N_("Met on"), DATE },
  { LNET_CONVENING_TITLE, N_("Title"), LINE },
  { LNET_CONVENING_KIND, N_("Kind"), TERM, .reference = LNET_REFERENCE_CONVENING_KIND },
  { LNET_CONVENING_STARTS, N_("Begins"), TIME },
  { LNET_CONVENING_MINUTES, N_("Length"), MINUTES },
  { LNET_CONVENING_PLACE, N_("Place"), LINE },
  { LNET_CONVENING_MODE, N_("Mode"), TERM, .reference = LNET_REFERENCE_MODE },
  { LNET_CONVENING_PURPOSE, N_("Purpose"), LINES },
  { LNET_CONVENING_STATUS, N_("Status"), TERM, .reference = LNET_REFERENCE_CONVENING_STATUS },
  { LNET_CONVENING_FACILITATOR, N_("Facilitator"), ROW, .table = LNET_TABLE_MEMBER },
  { LNET_CONTRIBUTION_BODY, N_("Text"), LINES },
  { LNET_CONTRIBUTION_MEMBER, N_("Who said it"), ROW, .table = LNET_TABLE_MEMBER },
  { LNET_CONTRIBUTION_GROUP_NAME, N_("Group"), LINE },
  { LNET_CONTRIBUTION_ATTRIBUTION, N_("Named with their words as"), TERM, .reference = LNET_REFERENCE_ATTRIBUTION },
  { LNET_CONTRIBUTION_LANGUAGE, N_("Language"), TERM, .reference = LNET_REFERENCE_LANGUAGE },
  { LNET_CONTRIBUTION_TRANSLATION, N_("Translation"), LINES },
  { LNET_CONTRIBUTION_TRANSLATOR, N_("Translated by"), LINE },
  { LNET_CONTRIBUTION_CONVENING, N_("Convening"), ROW, .table = LNET_TABLE_CONVENING },
  { LNET_CONTRIBUTION_CHANNEL, N_("How it came"), TERM, .reference = LNET_REFERENCE_CHANNEL },
  { LNET_CONTRIBUTION_SAID_ON, N_("Said on"), DATE },
  { LNET_CONTRIBUTION_ROLE_THEN, N_("Role at that time"), TERM, .reference = LNET_REFERENCE_ROLE },
  { LNET_CONTRIBUTION_REGION_THEN, N_("Region at that time"), LINE },
  { LNET_THEME_NAME, N_("Name"), LINE },
  { LNET_DOCUMENT_TITLE, N_("Title"), LINE },
  { LNET_DOCUMENT_QUESTION, N_("Question"), LINE },
  { LNET_DOCUMENT_EDITION, N_("Edition"), LINE },
  { LNET_DOCUMENT_PHASE, N_("Phase"), CHOICE, .choices = phases },
  { LNET_DOCUMENT_ADOPTED_ON, N_("Adopted on"), DATE },
  { LNET_DOCUMENT_REVIEW_DUE, N_("Review due"), DATE },
  { LNET_SECTION_POSITION, N_("Place in the order"), PLACE, .table = LNET_TABLE_DOCUMENT },
  { LNET_SECTION_TITLE, N_("Title"), LINE },
  { LNET_PASSAGE_POSITION, N_("Place in the order"), PLACE, .table = LNET_TABLE_SECTION },
  { LNET_PASSAGE_KIND, N_("Kind"), CHOICE, .choices = passage_kinds },
  { LNET_PASSAGE_BODY, N_("Text"), LINES },
  { LNET_TERM_LABEL, N_("Word"), LINE },
  { LNET_ATTACHMENT_OWNER, N_("Member"), ROW, .table = LNET_TABLE_MEMBER },
  { LNET_MESSAGE_ROUND_SUBJECT, N_("Subject"), LINE },
  { LNET_MESSAGE_ROUND_BODY, N_("Text"), LINES },
  { LNET_SAVED_FILTER_NAME, N_("Name"), LINE },
  { LNET_ROSTER_DESK_MEMBER, N_("Member"), ROW, .table = LNET_TABLE_MEMBER },
  { LNET_ROSTER_DESK_NAME, N_("Name"), LINE },
  { LNET_ROSTER_DESK_STANCE, N_("Works as"), CHOICE, .choices = stances },
  { LNET_ROSTER_DESK_STATE, N_("Status"), CHOICE, .choices = desk_states },
};

static int
find (LnetField field)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].field == field)
      return (int) i;
  return -1;
}

const char *
lnet_field_get_label (LnetField field)
{
  int i = find (field);

  return i >= 0 ? _(fields[i].label) : lnet_row_get_kind (LNET_FIELD_TABLE (field));
}

const char *
lnet_field_get_choice (LnetField   field,
                       const char *key)
{
  int i = find (field);
  const Choice *choices = i < 0 ? NULL : fields[i].holds == YES_NO ? yes_no : fields[i].choices;

  for (guint k = 0; choices != NULL && choices[k].key != NULL; k++)
    if (g_str_equal (choices[k].key, key))
      return g_dpgettext2 (GETTEXT_PACKAGE, "state", choices[k].label);
  if (i >= 0 && fields[i].holds == TERM)
    return lnet_reference_get_label (fields[i].reference, key);
  return key;
}

char **
lnet_field_dup_keys (LnetField field)
{
  int i = find (field);
  const Choice *choices = i < 0 ? NULL : fields[i].holds == YES_NO ? yes_no : fields[i].choices;
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();

  if (i >= 0 && fields[i].holds == TERM)
    return g_strdupv ((char **) lnet_reference_get_keys (fields[i].reference));
  for (guint k = 0; choices != NULL && choices[k].key != NULL; k++)
    g_strv_builder_add (keys, choices[k].key);
  return g_strv_builder_end (keys);
}

LnetFieldEntry
lnet_field_get_entry (LnetField field)
{
  static const LnetFieldEntry entries[] = {
    [LINE] = LNET_FIELD_ENTRY_LINE,    [LINES] = LNET_FIELD_ENTRY_LINES,    [NUMBER] = LNET_FIELD_ENTRY_NUMBER,
    [MINUTES] = LNET_FIELD_ENTRY_NUMBER, [DATE] = LNET_FIELD_ENTRY_DATE,    [YES_NO] = LNET_FIELD_ENTRY_CHOICE,
    [TERM] = LNET_FIELD_ENTRY_CHOICE,  [CHOICE] = LNET_FIELD_ENTRY_CHOICE,  [PICTURE] = LNET_FIELD_ENTRY_NONE,
  };
  int i = find (field);

  return i >= 0 ? entries[fields[i].holds] : LNET_FIELD_ENTRY_NONE;
}

/* "2026-11-24T18:00", in the network's own time. */
static char *
describe_time (const char *value)
{
  g_autofree char *day = lnet_day_describe_in_full (value);
  const char *time = strchr (value, 'T');

  return time != NULL ? g_strdup_printf ("%s, %s", day, time + 1) : g_steal_pointer (&day);
}

static char *
describe_row (LnetReader *reader,
              LnetTable   table,
              const char *value)
{
  LnetId id;
  g_autofree char *title = lnet_id_from_string (value, &id) ? lnet_row_title (reader, table, &id) : NULL;

  /* What this desk does not hold has no name here. */
  return title != NULL && *title != '\0' ? g_steal_pointer (&title) : g_strdup (lnet_row_get_kind (table));
}

char *
lnet_field_describe (LnetReader *reader,
                     LnetField   field,
                     const char *value)
{
  int i = find (field);

  if (value == NULL || *value == '\0')
    return g_strdup (_("Empty"));
  if (i < 0)
    return g_strdup (value);
  switch (fields[i].holds)
    {
    case MINUTES:
      return lnet_day_describe_minutes ((int) g_ascii_strtoll (value, NULL, 10));
    case DATE:
      return lnet_day_describe_in_full (value);
    case TIME:
      return describe_time (value);
    case TERMS:
      return g_strdup (lnet_reference_get_label (fields[i].reference, value));
    case WORD:
      return g_strdup (fields[i].get_word (value));
    case ROW:
    case PLACE:
      return describe_row (reader, fields[i].table, value);
    case PICTURE:
      return g_strdup (_("A picture"));
    case LINE:
    case LINES:
    case NUMBER:
    case YES_NO:
    case TERM:
    case CHOICE:
    default:
      return g_strdup (lnet_field_get_choice (field, value));
    }
}
