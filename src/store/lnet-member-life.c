/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a member takes part in. */

#include "config.h"

#include "lnet-member-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-members.h"
#include "lnet-reference.h"
#include "lnet-statements.h"
#include "lnet-tags.h"

static const LnetStatement teams_statement = {
  "member-teams",
  "SELECT tm.id, t.id, t.name, t.kind, tm.starts, tm.ends FROM team_member AS tm "
  "JOIN team AS t ON t.id = tm.team AND t.deleted = 0 WHERE tm.member = ?1 AND tm.deleted = 0 ORDER BY tm.starts DESC",
  NULL,
};
static const LnetStatement enrolments_statement = {
  "member-enrolments",
  "SELECT e.id, p.title, c.name, e.status, e.enrolled_on, e.ended_on, c.id FROM enrolment AS e "
  "JOIN cohort AS c ON c.id = e.cohort AND c.deleted = 0 JOIN program AS p ON p.id = c.program AND p.deleted = 0 "
  "WHERE e.member = ?1 AND e.deleted = 0 ORDER BY e.enrolled_on DESC",
  NULL,
};
static const LnetStatement pairs_statement = {
  "member-pairs",
  "SELECT p.id, p.status, p.starts, p.closed_on, p.cadence_days, "
  "(SELECT max (s.on_date) FROM coaching_session AS s WHERE s.pair = p.id AND s.deleted = 0), "
  "(SELECT count (*) FROM coaching_session AS s WHERE s.pair = p.id AND s.deleted = 0) "
  "FROM pair_member AS pm JOIN pair AS p ON p.id = pm.pair AND p.deleted = 0 "
  "WHERE pm.member = ?1 AND pm.deleted = 0 ORDER BY p.status, p.starts DESC",
  NULL,
};
static const LnetStatement partners_statement = {
  "member-partners",
  "SELECT member FROM pair_member WHERE pair = ?1 AND deleted = 0 ORDER BY pk",
  NULL,
};
static const LnetStatement contributions_statement = {
  "member-contributions",
  "SELECT c.id, c.body, c.said_on, c.channel, c.attribution, "
  "(SELECT count (*) FROM passage_contribution AS pc JOIN passage AS p ON p.id = pc.passage AND p.deleted = 0 "
  "  WHERE pc.contribution = c.id AND pc.deleted = 0), "
  "(SELECT p.id FROM passage_contribution AS pc JOIN passage AS p ON p.id = pc.passage AND p.deleted = 0 "
  "  WHERE pc.contribution = c.id AND pc.deleted = 0 ORDER BY pc.pk LIMIT 1), "
  "(SELECT s.title FROM passage_contribution AS pc JOIN passage AS p ON p.id = pc.passage AND p.deleted = 0 "
  "  JOIN section AS s ON s.id = p.section WHERE pc.contribution = c.id AND pc.deleted = 0 ORDER BY pc.pk LIMIT 1) "
  "FROM contribution AS c WHERE c.member = ?1 AND c.deleted = 0 ORDER BY c.said_on DESC, c.pk DESC",
  NULL,
};
static const LnetStatement convenings_statement = {
  "member-convenings",
  "SELECT c.id, c.title, c.starts, r.status FROM roll AS r "
  "JOIN convening AS c ON c.id = r.convening AND c.deleted = 0 WHERE r.member = ?1 AND r.deleted = 0 "
  "AND NOT EXISTS (SELECT 1 FROM roll AS n WHERE n.corrects = r.id AND n.deleted = 0) ORDER BY c.starts DESC",
  NULL,
};
static const LnetStatement messages_statement = {
  "member-messages",
  "SELECT m.id, m.channel, coalesce (m.subject, m.body), m.sent_at FROM message_recipient AS r "
  "JOIN message_round AS m ON m.id = r.message_round AND m.deleted = 0 WHERE r.member = ?1 AND r.deleted = 0 "
  "ORDER BY m.sent_at DESC",
  NULL,
};

const LnetStatement *const lnet_member_life_statements[] = {
  &teams_statement,         &enrolments_statement, &pairs_statement,    &partners_statement,
  &contributions_statement, &convenings_statement, &messages_statement, NULL,
};

static void
team_free (LnetMemberTeam *team)
{
  g_free (team->name);
  g_free (team->kind);
  g_free (team->starts);
  g_free (team->ends);
  g_free (team);
}

static void
enrolment_free (LnetMemberEnrolment *enrolment)
{
  g_free (enrolment->program);
  g_free (enrolment->cohort);
  g_free (enrolment->status);
  g_free (enrolment->enrolled_on);
  g_free (enrolment->ended_on);
  g_free (enrolment);
}

static void
pair_free (LnetMemberPair *pair)
{
  g_free (pair->partners);
  g_free (pair->status);
  g_free (pair->starts);
  g_free (pair->closed_on);
  g_free (pair->last_on);
  g_free (pair);
}

static void
contribution_free (LnetMemberContribution *contribution)
{
  g_free (contribution->body);
  g_free (contribution->said_on);
  g_free (contribution->channel);
  g_free (contribution->attribution);
  g_free (contribution->section);
  g_free (contribution);
}

static void
convening_free (LnetMemberConvening *convening)
{
  g_free (convening->title);
  g_free (convening->starts);
  g_free (convening->status);
  g_free (convening);
}

static void
message_free (LnetMemberMessage *message)
{
  g_free (message->channel);
  g_free (message->text);
  g_free (message->sent_at);
  g_free (message);
}

static void
read_team (LnetMember *self,
           LnetRows   *rows)
{
  LnetMemberTeam *team = g_new0 (LnetMemberTeam, 1);

  team->id = lnet_rows_id (rows, 0);
  team->team = lnet_rows_id (rows, 1);
  team->name = lnet_rows_dup_text (rows, 2);
  team->kind = lnet_rows_dup_text (rows, 3);
  team->starts = lnet_rows_dup_text (rows, 4);
  team->ends = lnet_rows_dup_text (rows, 5);
  g_ptr_array_add (self->teams, team);
}

static void
read_enrolment (LnetMember *self,
                LnetRows   *rows)
{
  LnetMemberEnrolment *enrolment = g_new0 (LnetMemberEnrolment, 1);

  enrolment->id = lnet_rows_id (rows, 0);
  enrolment->program = lnet_rows_dup_text (rows, 1);
  enrolment->cohort = lnet_rows_dup_text (rows, 2);
  enrolment->status = lnet_rows_dup_text (rows, 3);
  enrolment->enrolled_on = lnet_rows_dup_text (rows, 4);
  enrolment->ended_on = lnet_rows_dup_text (rows, 5);
  enrolment->cohort_id = lnet_rows_id (rows, 6);
  g_ptr_array_add (self->enrolments, enrolment);
}

static void
read_pair (LnetMember *self,
           LnetRows   *rows)
{
  LnetMemberPair *pair = g_new0 (LnetMemberPair, 1);

  pair->id = lnet_rows_id (rows, 0);
  pair->status = lnet_rows_dup_text (rows, 1);
  pair->starts = lnet_rows_dup_text (rows, 2);
  pair->closed_on = lnet_rows_dup_text (rows, 3);
  pair->cadence_days = lnet_rows_integer (rows, 4);
  pair->last_on = lnet_rows_dup_text (rows, 5);
  pair->n_sessions = (guint) lnet_rows_integer (rows, 6);
  g_ptr_array_add (self->pairs, pair);
}

static void
read_contribution (LnetMember *self,
                   LnetRows   *rows)
{
  LnetMemberContribution *contribution = g_new0 (LnetMemberContribution, 1);

  contribution->id = lnet_rows_id (rows, 0);
  contribution->body = lnet_rows_dup_text (rows, 1);
  contribution->said_on = lnet_rows_dup_text (rows, 2);
  contribution->channel = lnet_rows_dup_text (rows, 3);
  contribution->attribution = lnet_rows_dup_text (rows, 4);
  contribution->n_passages = (guint) lnet_rows_integer (rows, 5);
  contribution->passage = lnet_rows_id (rows, 6);
  contribution->section = lnet_rows_dup_text (rows, 7);
  g_ptr_array_add (self->contributions, contribution);
}

static void
read_convening (LnetMember *self,
                LnetRows   *rows)
{
  LnetMemberConvening *convening = g_new0 (LnetMemberConvening, 1);

  convening->id = lnet_rows_id (rows, 0);
  convening->title = lnet_rows_dup_text (rows, 1);
  convening->starts = lnet_rows_dup_text (rows, 2);
  convening->status = lnet_rows_dup_text (rows, 3);
  g_ptr_array_add (self->convenings, convening);
}

static void
read_message (LnetMember *self,
              LnetRows   *rows)
{
  LnetMemberMessage *message = g_new0 (LnetMemberMessage, 1);

  message->id = lnet_rows_id (rows, 0);
  message->channel = lnet_rows_dup_text (rows, 1);
  message->text = lnet_rows_dup_text (rows, 2);
  message->sent_at = lnet_rows_dup_text (rows, 3);
  g_ptr_array_add (self->messages, message);
}

static gboolean
load_partners (LnetMember      *self,
               LnetMemberPair  *pair,
               LnetReader      *reader,
               GError         **error)
{
  LnetRows *rows = lnet_reader_query (reader, &partners_statement);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  lnet_rows_bind_id (rows, 1, &pair->id);
  while (lnet_rows_step (rows))
    {
      LnetId partner = lnet_rows_id (rows, 0);

      if (!lnet_id_equal (&partner, &self->id))
        g_ptr_array_add (names, lnet_members_dup_name (reader, &partner));
    }
  if (names->len == 2)
    /* Translators: two names, as in "Ruth Chee and Bo Lee" */
    pair->partners = g_strdup_printf (_("%s and %s"), (char *) names->pdata[0], (char *) names->pdata[1]);
  else
    {
      g_ptr_array_add (names, NULL);
      pair->partners = g_strjoinv (", ", (char **) names->pdata);
    }
  return lnet_rows_end (rows, error);
}

gboolean
lnet_member_load_life (LnetMember  *self,
                       LnetReader  *reader,
                       GError     **error)
{
  self->teams = g_ptr_array_new_with_free_func ((GDestroyNotify) team_free);
  self->enrolments = g_ptr_array_new_with_free_func ((GDestroyNotify) enrolment_free);
  self->pairs = g_ptr_array_new_with_free_func ((GDestroyNotify) pair_free);
  self->contributions = g_ptr_array_new_with_free_func ((GDestroyNotify) contribution_free);
  self->convenings = g_ptr_array_new_with_free_func ((GDestroyNotify) convening_free);
  self->messages = g_ptr_array_new_with_free_func ((GDestroyNotify) message_free);
  if (!lnet_member_read_each (self, reader, &teams_statement, read_team, error) ||
      !lnet_member_read_each (self, reader, &enrolments_statement, read_enrolment, error) ||
      !lnet_member_read_each (self, reader, &pairs_statement, read_pair, error) ||
      !lnet_member_read_each (self, reader, &contributions_statement, read_contribution, error) ||
      !lnet_member_read_each (self, reader, &convenings_statement, read_convening, error) ||
      !lnet_member_read_each (self, reader, &messages_statement, read_message, error))
    return FALSE;
  self->tags = lnet_tags_of_member (reader, &self->id, error);
  if (self->tags == NULL)
    return FALSE;
  for (guint i = 0; i < self->pairs->len; i++)
    if (!load_partners (self, g_ptr_array_index (self->pairs, i), reader, error))
      return FALSE;
  return TRUE;
}
