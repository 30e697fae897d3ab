/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-coaching-change.h"

static LnetSpace
network_space (void)
{
  return lnet_space (LNET_SPACE_NETWORK);
}

static void
set_number (LnetTransaction *transaction,
            LnetField        field,
            const LnetId    *row,
            int              value)
{
  if (value > 0)
    lnet_transaction_set_integer (transaction, field, row, value);
  else
    lnet_transaction_clear (transaction, field, row);
}

void
lnet_coaching_edit_round (LnetTransaction *transaction,
                          const LnetId    *round,
                          const char      *name,
                          const char      *starts,
                          const char      *ends)
{
  lnet_transaction_set_text (transaction, LNET_ROUND_NAME, round, name);
  lnet_transaction_set_text (transaction, LNET_ROUND_STARTS, round, starts);
  lnet_transaction_set_text (transaction, LNET_ROUND_ENDS, round, ends);
}

LnetId
lnet_coaching_add_round (LnetTransaction *transaction,
                         const char      *name,
                         const char      *starts,
                         const char      *ends)
{
  LnetId round = lnet_transaction_add (transaction, LNET_TABLE_ROUND, network_space ());

  lnet_coaching_edit_round (transaction, &round, name, starts, ends);
  return round;
}

static void
set_or_clear (LnetTransaction *transaction,
              LnetField        field,
              const LnetId    *row,
              int              value)
{
  if (value >= 0)
    lnet_transaction_set_integer (transaction, field, row, value);
  else
    lnet_transaction_clear (transaction, field, row);
}

void
lnet_coaching_set_pairing (LnetTransaction        *transaction,
                           const LnetId           *round,
                           const LnetRoundPairing *pairing)
{
  set_or_clear (transaction, LNET_ROUND_NO_REPEAT, round, pairing->no_repeat);
  lnet_transaction_set_text (transaction, LNET_ROUND_ODD, round,
                             pairing->odd == LNET_POOL_ODD_WAITS ? "waits" : "triad");
  for (guint i = 0; i < LNET_N_CRITERIA; i++)
    set_or_clear (transaction, (LnetField) (LNET_ROUND_WEIGHT_WISH + i), round, pairing->weights[i]);
}

void
lnet_coaching_set_wanted (LnetTransaction *transaction,
                          const LnetId    *intake,
                          const LnetId    *partner,
                          gboolean         wanted)
{
  if (wanted)
    lnet_transaction_add_to_set (transaction, LNET_INTAKE_WANTED_MEMBER, network_space (), intake, partner);
  else
    lnet_transaction_remove_from_set (transaction, LNET_INTAKE_WANTED_MEMBER, intake, partner);
}

void
lnet_coaching_set_unwanted (LnetTransaction *transaction,
                            const LnetId    *member,
                            const LnetId    *other,
                            gboolean         unwanted)
{
  if (unwanted)
    lnet_transaction_add_to_set (transaction, LNET_UNWANTED_OTHER, lnet_space (LNET_SPACE_STAFF), member, other);
  else
    lnet_transaction_remove_from_set (transaction, LNET_UNWANTED_OTHER, member, other);
}

void
lnet_coaching_edit_intake (LnetTransaction       *transaction,
                           const LnetId          *intake,
                           const LnetIntakeWords *words)
{
  lnet_transaction_set_text (transaction, LNET_INTAKE_STRENGTHS, intake, words->strengths);
  lnet_transaction_set_text (transaction, LNET_INTAKE_WISHES, intake, words->wishes);
  lnet_transaction_set_text (transaction, LNET_INTAKE_SLOTS, intake, words->slots);
  lnet_transaction_set_text (transaction, LNET_INTAKE_MODE, intake, words->mode);
  set_number (transaction, LNET_INTAKE_TRAVEL_MINUTES, intake, words->travel_minutes);
}

LnetId
lnet_coaching_add_to_pool (LnetTransaction       *transaction,
                           const LnetId          *round,
                           const LnetId          *member,
                           const LnetIntakeWords *words,
                           const char            *since)
{
  LnetId intake = lnet_transaction_add (transaction, LNET_TABLE_INTAKE, network_space ());

  lnet_transaction_set_id (transaction, LNET_INTAKE_ROUND, &intake, round);
  lnet_transaction_set_id (transaction, LNET_INTAKE_MEMBER, &intake, member);
  lnet_transaction_set_text (transaction, LNET_INTAKE_SINCE, &intake, since);
  if (words != NULL)
    lnet_coaching_edit_intake (transaction, &intake, words);
  return intake;
}

LnetId
lnet_coaching_make_pair (LnetTransaction *transaction,
                         const LnetId    *round,
                         const LnetId    *members,
                         guint            n_members,
                         const char      *starts,
                         int              cadence_days)
{
  LnetId pair = lnet_transaction_add (transaction, LNET_TABLE_PAIR, network_space ());

  lnet_transaction_set_id (transaction, LNET_PAIR_ROUND, &pair, round);
  lnet_transaction_set_text (transaction, LNET_PAIR_STATUS, &pair, "active");
  lnet_transaction_set_text (transaction, LNET_PAIR_STARTS, &pair, starts);
  set_number (transaction, LNET_PAIR_CADENCE_DAYS, &pair, cadence_days);
  for (guint i = 0; i < n_members; i++)
    lnet_transaction_add_to_set (transaction, LNET_PAIR_MEMBER_MEMBER, network_space (), &pair, &members[i]);
  return pair;
}

void
lnet_coaching_edit_agreement (LnetTransaction *transaction,
                              const LnetId    *pair,
                              int              cadence_days,
                              const char      *place,
                              const char      *agreement)
{
  set_number (transaction, LNET_PAIR_CADENCE_DAYS, pair, cadence_days);
  lnet_transaction_set_text (transaction, LNET_PAIR_PLACE, pair, place);
  lnet_transaction_set_text (transaction, LNET_PAIR_AGREEMENT, pair, agreement);
}

void
lnet_coaching_close_pair (LnetTransaction *transaction,
                          const LnetPair  *pair,
                          const char      *reason,
                          const char      *closed_on,
                          const LnetId    *without_intake,
                          guint            n_without_intake)
{
  lnet_transaction_set_text (transaction, LNET_PAIR_STATUS, &pair->id, "closed");
  lnet_transaction_set_text (transaction, LNET_PAIR_CLOSED_ON, &pair->id, closed_on);
  lnet_transaction_set_text (transaction, LNET_PAIR_CLOSE_REASON, &pair->id, reason);
  for (guint i = 0; i < n_without_intake; i++)
    lnet_coaching_add_to_pool (transaction, &pair->round, &without_intake[i], NULL,
                               pair->starts != NULL ? pair->starts : closed_on);
}

static void
write_words (LnetTransaction           *transaction,
             const LnetId              *pair,
             const LnetId              *session,
             const LnetCoachingSession *before,
             const LnetCoachingWords   *words)
{
  LnetId note = before != NULL ? before->note : lnet_id_null ();

  if (lnet_id_is_null (&note))
    {
      note = lnet_transaction_add (transaction, LNET_TABLE_COACHING_NOTE, lnet_space_pair (pair));
      lnet_transaction_set_id (transaction, LNET_COACHING_NOTE_SESSION, &note, session);
      before = NULL;
    }
  lnet_transaction_replace_prose (transaction, LNET_COACHING_NOTE_STRENGTH, &note,
                                  before != NULL ? before->strength : NULL, words->strength);
  lnet_transaction_replace_prose (transaction, LNET_COACHING_NOTE_EFFECT, &note,
                                  before != NULL ? before->effect : NULL, words->effect);
  lnet_transaction_replace_prose (transaction, LNET_COACHING_NOTE_WONDERING, &note,
                                  before != NULL ? before->wondering : NULL, words->wondering);
  lnet_transaction_replace_prose (transaction, LNET_COACHING_NOTE_NEXT_STEP, &note,
                                  before != NULL ? before->next_step : NULL, words->next_step);
  lnet_transaction_set_text (transaction, LNET_COACHING_NOTE_NEXT_ON, &note, words->next_on);
  lnet_transaction_set_text (transaction, LNET_COACHING_NOTE_STRATEGIES, &note, words->strategies);
}

static gboolean
says_nothing (const LnetCoachingWords *words)
{
  const char *const texts[] = { words->strength, words->effect, words->wondering,
                                words->next_step, words->next_on, words->strategies };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i] != NULL && texts[i][0] != '\0')
      return FALSE;
  return TRUE;
}

LnetId
lnet_coaching_log_session (LnetTransaction           *transaction,
                           const LnetId              *pair,
                           const LnetCoachingSession *before,
                           const LnetCoachingMeeting *meeting,
                           const LnetCoachingWords   *words)
{
  LnetId session;

  if (before != NULL)
    session = before->id;
  else
    session = lnet_transaction_add (transaction, LNET_TABLE_COACHING_SESSION, lnet_space_meetings (pair));
  if (before == NULL)
    lnet_transaction_set_id (transaction, LNET_COACHING_SESSION_PAIR, &session, pair);
  lnet_transaction_set_text (transaction, LNET_COACHING_SESSION_ON_DATE, &session, meeting->on_date);
  set_number (transaction, LNET_COACHING_SESSION_MINUTES, &session, meeting->minutes);
  lnet_transaction_set_text (transaction, LNET_COACHING_SESSION_MODE, &session, meeting->mode);
  lnet_transaction_set_text (transaction, LNET_COACHING_SESSION_KIND, &session, meeting->kind);
  lnet_transaction_set_id (transaction, LNET_COACHING_SESSION_COACH, &session, &meeting->coach);
  lnet_transaction_set_id (transaction, LNET_COACHING_SESSION_COACHED, &session, &meeting->coached);

  if (words != NULL && (!says_nothing (words) || (before != NULL && !lnet_id_is_null (&before->note))))
    write_words (transaction, pair, &session, before, words);
  return session;
}

void
lnet_coaching_write_voice (LnetTransaction         *transaction,
                           const LnetId            *pair,
                           const LnetId            *session,
                           const LnetId            *member,
                           const LnetCoachingVoice *before,
                           const char              *body)
{
  LnetId voice;

  if (before == NULL && (body == NULL || body[0] == '\0'))
    return;
  if (before != NULL)
    voice = before->id;
  else
    voice = lnet_transaction_add (transaction, LNET_TABLE_COACHING_VOICE, lnet_space_pair (pair));
  if (before == NULL)
    {
      lnet_transaction_set_id (transaction, LNET_COACHING_VOICE_SESSION, &voice, session);
      lnet_transaction_set_id (transaction, LNET_COACHING_VOICE_MEMBER, &voice, member);
    }
  lnet_transaction_replace_prose (transaction, LNET_COACHING_VOICE_BODY, &voice, before != NULL ? before->body : NULL,
                                  body);
}

LnetId
lnet_coaching_write_goal (LnetTransaction *transaction,
                          const LnetId    *pair,
                          const LnetId    *goal,
                          const char      *text,
                          const char      *know_when,
                          const char      *due)
{
  LnetId row;

  if (goal != NULL)
    row = *goal;
  else
    row = lnet_transaction_add (transaction, LNET_TABLE_COACHING_GOAL, lnet_space_pair (pair));
  if (goal == NULL)
    lnet_transaction_set_id (transaction, LNET_COACHING_GOAL_PAIR, &row, pair);
  lnet_transaction_set_text (transaction, LNET_COACHING_GOAL_GOAL, &row, text);
  lnet_transaction_set_text (transaction, LNET_COACHING_GOAL_KNOW_WHEN, &row, know_when);
  lnet_transaction_set_text (transaction, LNET_COACHING_GOAL_DUE, &row, due);
  return row;
}

void
lnet_coaching_meet_goal (LnetTransaction *transaction,
                         const LnetId    *goal,
                         const char      *met_on)
{
  lnet_transaction_set_text (transaction, LNET_COACHING_GOAL_MET_ON, goal, met_on);
}
