/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-coaching.h"

#include "lnet-statements.h"

/* That they met. What was written is another statement, so that who may not read it never has it in hand. */
static const LnetStatement select_sessions = {
  "coaching-sessions",
  "SELECT s.id, s.on_date, s.minutes, s.mode, s.kind, s.coach, s.coached FROM coaching_session s"
  " WHERE s.pair = ?1 AND s.deleted = 0 ORDER BY s.on_date DESC, s.pk DESC",
  NULL,
};

static const LnetStatement select_notes = {
  "coaching-notes",
  "SELECT n.session, n.id, n.strength, n.effect, n.wondering, n.next_step, n.next_on, n.strategies"
  " FROM coaching_session s JOIN coaching_note n ON n.session = s.id AND n.deleted = 0"
  " WHERE s.pair = ?1 AND s.deleted = 0 ORDER BY n.pk",
  NULL,
};

static const LnetStatement select_voices = {
  "coaching-voices",
  "SELECT v.session, v.id, v.member, v.body FROM coaching_session s"
  " JOIN coaching_voice v ON v.session = s.id AND v.deleted = 0"
  " WHERE s.pair = ?1 AND s.deleted = 0 ORDER BY v.pk",
  NULL,
};

static const LnetStatement select_goals = {
  "coaching-goals",
  "SELECT g.id, g.goal, g.know_when, g.due, g.met_on FROM coaching_goal g WHERE g.pair = ?1 AND g.deleted = 0"
  " ORDER BY g.met_on IS NOT NULL, g.due IS NULL, g.due, g.pk",
  NULL,
};

static const LnetStatement select_partner = {
  "coaching-partner",
  "SELECT 1 FROM pair_member pm WHERE pm.pair = ?1 AND pm.member = ?2 AND pm.deleted = 0",
  NULL,
};

const LnetStatement *const lnet_coaching_session_statements[] = {
  &select_sessions, &select_notes, &select_voices, &select_goals, &select_partner, NULL
};

static void
free_voice (gpointer data)
{
  LnetCoachingVoice *voice = data;

  g_free (voice->body);
  g_free (voice);
}

void
lnet_coaching_session_free (LnetCoachingSession *self)
{
  if (self == NULL)
    return;
  g_free (self->on_date);
  g_free (self->mode);
  g_free (self->kind);
  g_free (self->strength);
  g_free (self->effect);
  g_free (self->wondering);
  g_free (self->next_step);
  g_free (self->next_on);
  g_free (self->strategies);
  g_free (self->also);
  g_ptr_array_unref (self->voices);
  g_free (self);
}

void
lnet_coaching_goal_free (LnetCoachingGoal *self)
{
  if (self == NULL)
    return;
  g_free (self->goal);
  g_free (self->know_when);
  g_free (self->due);
  g_free (self->met_on);
  g_free (self);
}

const LnetCoachingVoice *
lnet_coaching_session_find_voice (const LnetCoachingSession *self,
                                  const LnetId              *member)
{
  for (guint i = 0; i < self->voices->len; i++)
    if (lnet_id_equal (&((const LnetCoachingVoice *) self->voices->pdata[i])->member, member))
      return self->voices->pdata[i];
  return NULL;
}

static gboolean
is_partner (LnetReader   *reader,
            const LnetId *pair,
            const LnetId *viewer)
{
  g_autoptr (LnetRows) rows = NULL;

  if (viewer == NULL || lnet_id_is_null (viewer))
    return FALSE;
  rows = lnet_reader_query (reader, &select_partner);
  lnet_rows_bind_id (rows, 1, pair);
  lnet_rows_bind_id (rows, 2, viewer);
  return lnet_rows_step (rows);
}

static LnetRows *
query_pair (LnetReader          *reader,
            const LnetStatement *statement,
            const LnetId        *pair)
{
  LnetRows *rows = lnet_reader_query (reader, statement);

  lnet_rows_bind_id (rows, 1, pair);
  return rows;
}

static gboolean
read_meetings (LnetReader   *reader,
               const LnetId *pair,
               GPtrArray    *sessions,
               GError      **error)
{
  g_autoptr (LnetRows) rows = query_pair (reader, &select_sessions, pair);

  while (lnet_rows_step (rows))
    {
      LnetCoachingSession *session = g_new0 (LnetCoachingSession, 1);

      session->id = lnet_rows_id (rows, 0);
      session->on_date = lnet_rows_dup_text (rows, 1);
      session->minutes = (int) lnet_rows_integer (rows, 2);
      session->mode = lnet_rows_dup_text (rows, 3);
      session->kind = lnet_rows_dup_text (rows, 4);
      session->coach = lnet_rows_id (rows, 5);
      session->coached = lnet_rows_id (rows, 6);
      session->voices = g_ptr_array_new_with_free_func (free_voice);
      g_ptr_array_add (sessions, session);
    }
  return lnet_rows_end (g_steal_pointer (&rows), error);
}

static GHashTable *
index_sessions (GPtrArray *sessions)
{
  GHashTable *index = g_hash_table_new (lnet_id_hash, lnet_id_equal);

  for (guint i = 0; i < sessions->len; i++)
    g_hash_table_insert (index, &((LnetCoachingSession *) sessions->pdata[i])->id, sessions->pdata[i]);
  return index;
}

static void
read_note (LnetRows            *rows,
           LnetCoachingSession *session)
{
  session->note = lnet_rows_id (rows, 1);
  session->strength = lnet_rows_dup_text (rows, 2);
  session->effect = lnet_rows_dup_text (rows, 3);
  session->wondering = lnet_rows_dup_text (rows, 4);
  session->next_step = lnet_rows_dup_text (rows, 5);
  session->next_on = lnet_rows_dup_text (rows, 6);
  session->strategies = lnet_rows_dup_text (rows, 7);
}

/* Two desks wrote on one meeting before they heard of each other: both are shown. */
static void
append_note (LnetRows            *rows,
             LnetCoachingSession *session)
{
  g_autoptr (GString) text = g_string_new (session->also);

  for (int column = 2; column <= 5; column++)
    {
      const char *more = lnet_rows_text (rows, column);

      if (more[0] != '\0' && text->len > 0)
        g_string_append (text, "\n\n");
      g_string_append (text, more);
    }
  g_free (session->also);
  session->also = g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
read_notes (LnetReader   *reader,
            const LnetId *pair,
            GHashTable   *index,
            GError      **error)
{
  g_autoptr (LnetRows) rows = query_pair (reader, &select_notes, pair);

  while (lnet_rows_step (rows))
    {
      LnetId id = lnet_rows_id (rows, 0);
      LnetCoachingSession *session = g_hash_table_lookup (index, &id);

      if (session != NULL && lnet_id_is_null (&session->note))
        read_note (rows, session);
      else if (session != NULL)
        append_note (rows, session);
    }
  return lnet_rows_end (g_steal_pointer (&rows), error);
}

static gboolean
read_voices (LnetReader   *reader,
             const LnetId *pair,
             GHashTable   *index,
             GError      **error)
{
  g_autoptr (LnetRows) rows = query_pair (reader, &select_voices, pair);

  while (lnet_rows_step (rows))
    {
      LnetId id = lnet_rows_id (rows, 0);
      LnetCoachingSession *session = g_hash_table_lookup (index, &id);
      LnetCoachingVoice *voice;

      if (session == NULL || lnet_rows_text (rows, 3)[0] == '\0')
        continue;
      voice = g_new0 (LnetCoachingVoice, 1);
      voice->id = lnet_rows_id (rows, 1);
      voice->member = lnet_rows_id (rows, 2);
      voice->body = lnet_rows_dup_text (rows, 3);
      g_ptr_array_add (session->voices, voice);
    }
  return lnet_rows_end (g_steal_pointer (&rows), error);
}

GPtrArray *
lnet_coaching_read_sessions (LnetReader   *reader,
                             const LnetId *pair,
                             const LnetId *viewer,
                             GError      **error)
{
  g_autoptr (GPtrArray) sessions = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_coaching_session_free);
  g_autoptr (GHashTable) index = NULL;

  if (!read_meetings (reader, pair, sessions, error))
    return NULL;
  if (!is_partner (reader, pair, viewer))
    return g_steal_pointer (&sessions);

  index = index_sessions (sessions);
  if (!read_notes (reader, pair, index, error) || !read_voices (reader, pair, index, error))
    return NULL;
  return g_steal_pointer (&sessions);
}

GPtrArray *
lnet_coaching_read_goals (LnetReader   *reader,
                          const LnetId *pair,
                          const LnetId *viewer,
                          GError      **error)
{
  g_autoptr (GPtrArray) goals = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_coaching_goal_free);
  g_autoptr (LnetRows) rows = NULL;

  if (!is_partner (reader, pair, viewer))
    return g_steal_pointer (&goals);
  rows = query_pair (reader, &select_goals, pair);
  while (lnet_rows_step (rows))
    {
      LnetCoachingGoal *goal = g_new0 (LnetCoachingGoal, 1);

      goal->id = lnet_rows_id (rows, 0);
      goal->goal = lnet_rows_dup_text (rows, 1);
      goal->know_when = lnet_rows_dup_text (rows, 2);
      goal->due = lnet_rows_dup_text (rows, 3);
      goal->met_on = lnet_rows_dup_text (rows, 4);
      g_ptr_array_add (goals, goal);
    }
  if (!lnet_rows_end (g_steal_pointer (&rows), error))
    return NULL;
  return g_steal_pointer (&goals);
}
