/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-row-title.h"

#include <glib/gi18n-lib.h>

#include "lnet-name.h"
#include "lnet-statements.h"

/* How many letters of a text make its title. */
#define TITLE_LENGTH 60

/* How a title is found: one column, or the member (three columns), or a row that a row hangs on (its table, its id). */
#define TITLE(name, sql) static const LnetStatement name = { #name, sql, NULL }

TITLE (title_of_member, "SELECT preferred_name, legal_first, legal_last FROM member WHERE id = ?1");
TITLE (title_of_organization, "SELECT name FROM organization WHERE id = ?1");
TITLE (title_of_role, "SELECT 2, member FROM role WHERE id = ?1");
TITLE (title_of_staff, "SELECT 2, member FROM member_staff WHERE id = ?1");
TITLE (title_of_channel, "SELECT value FROM channel WHERE id = ?1");
TITLE (title_of_consent, "SELECT 2, member FROM consent WHERE id = ?1");
TITLE (title_of_language, "SELECT 2, member FROM member_language WHERE id = ?1");
TITLE (title_of_team, "SELECT name FROM team WHERE id = ?1");
TITLE (title_of_team_member, "SELECT 2, member FROM team_member WHERE id = ?1");
TITLE (title_of_program, "SELECT title FROM program WHERE id = ?1");
TITLE (title_of_module, "SELECT title FROM module WHERE id = ?1");
TITLE (title_of_requirement, "SELECT title FROM requirement WHERE id = ?1");
TITLE (title_of_cohort, "SELECT name FROM cohort WHERE id = ?1");
TITLE (title_of_session, "SELECT 12, module FROM session WHERE id = ?1");
TITLE (title_of_enrolment, "SELECT 2, member FROM enrolment WHERE id = ?1");
TITLE (title_of_attendance, "SELECT 17, enrolment FROM attendance WHERE id = ?1");
TITLE (title_of_evidence, "SELECT coalesce (title, body) FROM evidence WHERE id = ?1");
TITLE (title_of_waiver, "SELECT 17, enrolment FROM waiver WHERE id = ?1");
TITLE (title_of_round, "SELECT name FROM round WHERE id = ?1");
TITLE (title_of_intake, "SELECT 2, member FROM intake WHERE id = ?1");
TITLE (title_of_pair_member, "SELECT 2, member FROM pair_member WHERE id = ?1");
TITLE (title_of_coaching_session, "SELECT 23, pair FROM coaching_session WHERE id = ?1");
TITLE (title_of_note, "SELECT 25, session FROM coaching_note WHERE id = ?1");
TITLE (title_of_voice, "SELECT 2, member FROM coaching_voice WHERE id = ?1");
TITLE (title_of_goal, "SELECT goal FROM coaching_goal WHERE id = ?1");
TITLE (title_of_convening, "SELECT title FROM convening WHERE id = ?1");
TITLE (title_of_roll, "SELECT 29, convening FROM roll WHERE id = ?1");
TITLE (title_of_contribution, "SELECT body FROM contribution WHERE id = ?1");
TITLE (title_of_theme, "SELECT name FROM theme WHERE id = ?1");
TITLE (title_of_document, "SELECT title FROM document WHERE id = ?1");
TITLE (title_of_section, "SELECT title FROM section WHERE id = ?1");
TITLE (title_of_passage, "SELECT body FROM passage WHERE id = ?1");
TITLE (title_of_trace, "SELECT 36, passage FROM passage_contribution WHERE id = ?1");
TITLE (title_of_network, "SELECT name FROM network WHERE id = ?1");
TITLE (title_of_facilitator, "SELECT 2, member FROM cohort_facilitator WHERE id = ?1");
TITLE (title_of_theme_contribution, "SELECT 32, theme FROM theme_contribution WHERE id = ?1");
TITLE (title_of_term, "SELECT label FROM term WHERE id = ?1");
TITLE (title_of_attachment, "SELECT 2, owner FROM attachment WHERE id = ?1");
TITLE (title_of_tag, "SELECT tag FROM member_tag WHERE id = ?1");
TITLE (title_of_not_duplicate, "SELECT 2, member FROM not_duplicate WHERE id = ?1");
TITLE (title_of_message_round, "SELECT coalesce (subject, body) FROM message_round WHERE id = ?1");
TITLE (title_of_recipient, "SELECT 2, member FROM message_recipient WHERE id = ?1");
TITLE (title_of_saved_filter, "SELECT name FROM saved_filter WHERE id = ?1");
TITLE (title_of_desk, "SELECT name FROM roster_desk WHERE id = ?1");
TITLE (title_of_wanted, "SELECT 2, member FROM intake_wanted WHERE id = ?1");
TITLE (title_of_unwanted, "SELECT 2, other FROM unwanted WHERE id = ?1");
TITLE (members_of_pair, "SELECT member FROM pair_member WHERE pair = ?1 AND deleted = 0 ORDER BY pk");

static const struct
{
  const LnetStatement *title;
  const char *kind;
} tables[LNET_TABLE_LAST] = {
  [LNET_TABLE_NETWORK] = { &title_of_network, N_("Network") },
  [LNET_TABLE_MEMBER] = { &title_of_member, N_("Member") },
  [LNET_TABLE_MEMBER_STAFF] = { &title_of_staff, N_("Staff information") },
  [LNET_TABLE_ORGANIZATION] = { &title_of_organization, N_("Organization") },
  [LNET_TABLE_ROLE] = { &title_of_role, N_("Role") },
  [LNET_TABLE_CHANNEL] = { &title_of_channel, N_("Phone or e-mail") },
  [LNET_TABLE_CONSENT] = { &title_of_consent, N_("Consent") },
  [LNET_TABLE_MEMBER_LANGUAGE] = { &title_of_language, N_("Language") },
  [LNET_TABLE_TEAM] = { &title_of_team, N_("Team") },
  [LNET_TABLE_TEAM_MEMBER] = { &title_of_team_member, N_("Place in a team") },
  [LNET_TABLE_PROGRAM] = { &title_of_program, N_("Program") },
  [LNET_TABLE_MODULE] = { &title_of_module, N_("Module") },
  [LNET_TABLE_REQUIREMENT] = { &title_of_requirement, N_("Requirement") },
  [LNET_TABLE_COHORT] = { &title_of_cohort, N_("Cohort") },
  [LNET_TABLE_COHORT_FACILITATOR] = { &title_of_facilitator, N_("Cohort facilitator") },
  [LNET_TABLE_SESSION] = { &title_of_session, N_("Session") },
  [LNET_TABLE_ENROLMENT] = { &title_of_enrolment, N_("Enrolment") },
  [LNET_TABLE_ATTENDANCE] = { &title_of_attendance, N_("Attendance") },
  [LNET_TABLE_EVIDENCE] = { &title_of_evidence, N_("Reflection or evidence") },
  [LNET_TABLE_WAIVER] = { &title_of_waiver, N_("Waiver") },
  [LNET_TABLE_ROUND] = { &title_of_round, N_("Coaching round") },
  [LNET_TABLE_INTAKE] = { &title_of_intake, N_("Place in the pool") },
  [LNET_TABLE_PAIR] = { &members_of_pair, N_("Coaching pair") },
  [LNET_TABLE_PAIR_MEMBER] = { &title_of_pair_member, N_("Partner in a pair") },
  [LNET_TABLE_COACHING_SESSION] = { &title_of_coaching_session, N_("Coaching session") },
  [LNET_TABLE_COACHING_NOTE] = { &title_of_note, N_("Coaching note") },
  [LNET_TABLE_COACHING_VOICE] = { &title_of_voice, N_("Own words on a session") },
  [LNET_TABLE_COACHING_GOAL] = { &title_of_goal, N_("Coaching goal") },
  [LNET_TABLE_CONVENING] = { &title_of_convening, N_("Convening") },
  [LNET_TABLE_ROLL] = { &title_of_roll, N_("Roll") },
  [LNET_TABLE_CONTRIBUTION] = { &title_of_contribution, N_("Contribution") },
  [LNET_TABLE_THEME] = { &title_of_theme, N_("Theme") },
  [LNET_TABLE_THEME_CONTRIBUTION] = { &title_of_theme_contribution, N_("Contribution of a theme") },
  [LNET_TABLE_DOCUMENT] = { &title_of_document, N_("Vision document") },
  [LNET_TABLE_SECTION] = { &title_of_section, N_("Section") },
  [LNET_TABLE_PASSAGE] = { &title_of_passage, N_("Passage") },
  [LNET_TABLE_PASSAGE_CONTRIBUTION] = { &title_of_trace, N_("What a passage grew from") },
  [LNET_TABLE_TERM] = { &title_of_term, N_("Own word") },
  [LNET_TABLE_ATTACHMENT] = { &title_of_attachment, N_("Picture or file") },
  [LNET_TABLE_MEMBER_TAG] = { &title_of_tag, N_("Tag") },
  [LNET_TABLE_NOT_DUPLICATE] = { &title_of_not_duplicate, N_("Two people, not one") },
  [LNET_TABLE_MESSAGE_ROUND] = { &title_of_message_round, N_("Message round") },
  [LNET_TABLE_MESSAGE_RECIPIENT] = { &title_of_recipient, N_("Recipient of a message") },
  [LNET_TABLE_SAVED_FILTER] = { &title_of_saved_filter, N_("Saved filter") },
  [LNET_TABLE_ROSTER_DESK] = { &title_of_desk, N_("Desk") },
  [LNET_TABLE_INTAKE_WANTED] = { &title_of_wanted, N_("Partner asked for") },
  [LNET_TABLE_UNWANTED] = { &title_of_unwanted, N_("Partner not wanted") },
};

const LnetStatement *const lnet_row_title_statements[] = {
  &title_of_member, &title_of_organization, &title_of_role, &title_of_staff, &title_of_channel, &title_of_consent,
  &title_of_language, &title_of_team, &title_of_team_member, &title_of_program, &title_of_module,
  &title_of_requirement, &title_of_cohort, &title_of_session, &title_of_enrolment, &title_of_attendance,
  &title_of_evidence, &title_of_waiver, &title_of_round, &title_of_intake, &title_of_pair_member,
  &title_of_coaching_session, &title_of_note, &title_of_voice, &title_of_goal, &title_of_convening, &title_of_roll,
  &title_of_contribution, &title_of_theme, &title_of_document, &title_of_section, &title_of_passage, &title_of_trace,
  &title_of_network, &title_of_facilitator, &title_of_theme_contribution, &title_of_term, &title_of_attachment,
  &title_of_tag, &title_of_not_duplicate, &title_of_message_round, &title_of_recipient, &title_of_saved_filter,
  &title_of_desk, &title_of_wanted, &title_of_unwanted, &members_of_pair,
  NULL
};

/* The first words of a text, on one line. */
static char *
shorten (const char *text)
{
  g_autoptr (GString) line = g_string_new (NULL);
  const char *end = text;
  glong n = 0;

  for (; *end != '\0' && *end != '\n' && n < TITLE_LENGTH; n++)
    end = g_utf8_next_char (end);
  g_string_append_len (line, text, end - text);
  if (*end != '\0')
    g_string_append (line, "…");
  return g_string_free_and_steal (g_steal_pointer (&line));
}

static char *
title_of_pair (LnetReader   *reader,
               const LnetId *pair)
{
  g_autoptr (LnetRows) rows = lnet_reader_query (reader, &members_of_pair);
  GString *names = g_string_new (NULL);

  lnet_rows_bind_id (rows, 1, pair);
  while (lnet_rows_step (rows))
    {
      LnetId member = lnet_rows_id (rows, 0);
      g_autofree char *name = lnet_row_title (reader, LNET_TABLE_MEMBER, &member);

      if (names->len > 0)
        /* Translators: stands between the names of two who coach each other */
        g_string_append (names, C_("between names", " and "));
      g_string_append (names, name);
    }
  return g_string_free (names, FALSE);
}

char *
lnet_row_title (LnetReader   *reader,
                guint         table,
                const LnetId *row)
{
  g_autoptr (LnetRows) rows = NULL;

  if (table == LNET_TABLE_PAIR)
    return title_of_pair (reader, row);
  if (table >= LNET_TABLE_LAST || tables[table].title == NULL)
    return g_strdup ("");

  rows = lnet_reader_query (reader, tables[table].title);
  lnet_rows_bind_id (rows, 1, row);
  if (!lnet_rows_step (rows))
    return g_strdup ("");
  if (table == LNET_TABLE_MEMBER)
    return lnet_name_display (lnet_rows_text (rows, 0), lnet_rows_text (rows, 1), lnet_rows_text (rows, 2));
  if (lnet_rows_get_n_columns (rows) == 2)
    {
      LnetId owner = lnet_rows_id (rows, 1);

      return lnet_row_title (reader, (guint) lnet_rows_integer (rows, 0), &owner);
    }
  return shorten (lnet_rows_text (rows, 0));
}

const char *
lnet_row_get_kind (guint table)
{
  if (table >= LNET_TABLE_LAST || tables[table].kind == NULL)
    return _("Something of a newer version");
  return g_dgettext (GETTEXT_PACKAGE, tables[table].kind);
}
