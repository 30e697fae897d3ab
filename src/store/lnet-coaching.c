/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-coaching.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-coaching-private.h"
#include "lnet-name.h"
#include "lnet-statements.h"
#include "lnet-worker.h"

static const LnetStatement select_rounds = {
  "coaching-rounds",
  "SELECT r.id, r.name, r.starts, r.ends,"
  "  (SELECT count (*) FROM intake i WHERE i.round = r.id AND i.deleted = 0),"
  "  (SELECT count (*) FROM pair p WHERE p.round = r.id AND p.deleted = 0 AND p.status IS NOT 'closed')"
  " FROM round r WHERE r.deleted = 0 ORDER BY r.starts DESC, r.pk DESC",
  "a network has a handful of rounds, and they are read in a worker",
};

/* A row for each partner; those of a pair follow each other. */
#define SELECT_PAIRS \
  "SELECT p.id, p.round, p.status, p.starts, p.cadence_days, p.place, p.agreement, p.closed_on, p.close_reason," \
  "  (SELECT max (s.on_date) FROM coaching_session s WHERE s.pair = p.id AND s.deleted = 0)," \
  "  (SELECT count (*) FROM coaching_session s WHERE s.pair = p.id AND s.deleted = 0)," \
  "  m.id, m.preferred_name, m.legal_first, m.legal_last," \
  "  coalesce ((SELECT i.strengths FROM intake i WHERE i.member = m.id AND i.round = p.round AND i.deleted = 0" \
  "    AND i.strengths IS NOT NULL LIMIT 1), m.wisdom)," \
  "  coalesce ((SELECT i.wishes FROM intake i WHERE i.member = m.id AND i.round = p.round AND i.deleted = 0" \
  "    AND i.wishes IS NOT NULL LIMIT 1), m.wishes)," \
  "  (SELECT count (*) FROM coaching_session s WHERE s.pair = p.id AND s.coach = m.id AND s.deleted = 0)," \
  "  (SELECT count (*) FROM coaching_session s WHERE s.pair = p.id AND s.coached = m.id AND s.deleted = 0)" \
  " FROM pair p JOIN pair_member pm ON pm.pair = p.id AND pm.deleted = 0 JOIN member m ON m.id = pm.member"

static const LnetStatement select_pairs = {
  "coaching-pairs",
  SELECT_PAIRS " WHERE p.round = ?1 AND p.deleted = 0 ORDER BY p.pk, m.pk",
  NULL,
};

static const LnetStatement select_pair = {
  "coaching-pair",
  SELECT_PAIRS " WHERE p.id = ?1 AND p.deleted = 0 ORDER BY m.pk",
  NULL,
};

static const LnetStatement select_pool = {
  "coaching-pool",
  "SELECT i.id, i.round, m.id, m.preferred_name, m.legal_first, m.legal_last, r.role, o.id, o.name, m.town,"
  "  coalesce (i.strengths, m.wisdom), coalesce (i.wishes, m.wishes), m.language,"
  "  (SELECT group_concat (l.language, ' ') FROM member_language l WHERE l.member = m.id AND l.deleted = 0),"
  "  i.slots, i.mode, i.travel_minutes, i.since,"
  "  (SELECT max (p.closed_on) FROM pair_member pm JOIN pair p ON p.id = pm.pair WHERE pm.member = m.id"
  "    AND pm.deleted = 0 AND p.round = i.round AND p.deleted = 0 AND p.status = 'closed'),"
  "  (SELECT p.id FROM pair_member pm JOIN pair p ON p.id = pm.pair WHERE pm.member = m.id"
  "    AND pm.deleted = 0 AND p.round = i.round AND p.deleted = 0 AND p.status IS NOT 'closed' LIMIT 1),"
  "  (SELECT s.supervisor FROM member_staff s WHERE s.member = m.id AND s.deleted = 0 LIMIT 1)"
  " FROM intake i JOIN member m ON m.id = i.member AND m.deleted = 0"
  " LEFT JOIN role r ON r.id = (SELECT h.id FROM role h WHERE h.member = m.id AND h.deleted = 0"
  "    AND (h.starts IS NULL OR h.starts <= ?2) AND (h.ends IS NULL OR h.ends >= ?2)"
  "    ORDER BY h.starts DESC, h.pk DESC LIMIT 1)"
  " LEFT JOIN organization o ON o.id = r.organization AND o.deleted = 0"
  " WHERE i.round = ?1 AND i.deleted = 0 ORDER BY i.pk",
  NULL,
};

static const LnetStatement select_past_partners = {
  "coaching-past-partners",
  "SELECT DISTINCT other.member FROM pair_member mine JOIN pair p ON p.id = mine.pair AND p.deleted = 0"
  " JOIN pair_member other ON other.pair = mine.pair AND other.deleted = 0 AND other.member <> mine.member"
  " WHERE mine.member = ?1 AND mine.deleted = 0",
  NULL,
};

static const LnetStatement select_in_pool = {
  "coaching-in-pool",
  "SELECT 1 FROM intake i WHERE i.member = ?2 AND i.round = ?1 AND i.deleted = 0",
  NULL,
};

const LnetStatement *const lnet_coaching_statements[] = {
  &select_rounds, &select_pairs, &select_pair, &select_pool, &select_past_partners, &select_in_pool, NULL
};

/* Reading */

static gboolean
read_rounds (LnetReader *reader,
             GPtrArray  *rounds,
             GError    **error)
{
  g_autoptr (LnetRows) rows = lnet_reader_query (reader, &select_rounds);

  while (lnet_rows_step (rows))
    {
      LnetCoachingRound *round = g_new0 (LnetCoachingRound, 1);

      round->id = lnet_rows_id (rows, 0);
      round->name = lnet_rows_dup_text (rows, 1);
      round->starts = lnet_rows_dup_text (rows, 2);
      round->ends = lnet_rows_dup_text (rows, 3);
      round->n_pool = (guint) lnet_rows_integer (rows, 4);
      round->n_pairs = (guint) lnet_rows_integer (rows, 5);
      g_ptr_array_add (rounds, round);
    }
  return lnet_rows_end (g_steal_pointer (&rows), error);
}

static void
read_names (LnetRows *rows,
            int       column,
            char    **name,
            char    **short_name)
{
  g_autofree char *preferred = lnet_rows_dup_text (rows, column);
  g_autofree char *first = lnet_rows_dup_text (rows, column + 1);
  g_autofree char *last = lnet_rows_dup_text (rows, column + 2);

  *name = lnet_name_display (preferred, first, last);
  *short_name = lnet_name_short (preferred, first, last);
}

static LnetPair *
new_pair (LnetRows *rows)
{
  LnetPair *pair = g_atomic_rc_box_new0 (LnetPair);

  pair->id = lnet_rows_id (rows, 0);
  pair->round = lnet_rows_id (rows, 1);
  pair->closed = g_str_equal (lnet_rows_text (rows, 2), "closed");
  pair->starts = lnet_rows_dup_text (rows, 3);
  pair->cadence_days = (int) lnet_rows_integer (rows, 4);
  pair->place = lnet_rows_dup_text (rows, 5);
  pair->agreement = lnet_rows_dup_text (rows, 6);
  pair->closed_on = lnet_rows_dup_text (rows, 7);
  pair->close_reason = lnet_rows_dup_text (rows, 8);
  pair->last_met = lnet_rows_dup_text (rows, 9);
  pair->n_sessions = (guint) lnet_rows_integer (rows, 10);
  return pair;
}

static void
read_partner (LnetRows *rows,
              LnetPair *pair)
{
  LnetPartner *partner;

  if (pair->n_partners == LNET_PAIR_MEMBERS_MOST)
    return;
  partner = &pair->partners[pair->n_partners++];
  partner->member = lnet_rows_id (rows, 11);
  read_names (rows, 12, &partner->name, &partner->short_name);
  partner->brings = lnet_rows_dup_text (rows, 15);
  partner->wishes = lnet_rows_dup_text (rows, 16);
  partner->coached = (guint) lnet_rows_integer (rows, 17);
  partner->was_coached = (guint) lnet_rows_integer (rows, 18);
}

static gboolean
read_pairs (LnetReader          *reader,
            const LnetStatement *statement,
            const LnetId        *id,
            const char          *today,
            GPtrArray           *pairs,
            GError             **error)
{
  g_autoptr (LnetRows) rows = lnet_reader_query (reader, statement);
  LnetPair *pair = NULL;

  lnet_rows_bind_id (rows, 1, id);
  while (lnet_rows_step (rows))
    {
      LnetId row = lnet_rows_id (rows, 0);

      if (pair == NULL || !lnet_id_equal (&pair->id, &row))
        {
          pair = new_pair (rows);
          pair->cadence = lnet_cadence_get (pair->starts, pair->last_met, pair->cadence_days, pair->closed, today);
          g_ptr_array_add (pairs, pair);
        }
      read_partner (rows, pair);
    }
  return lnet_rows_end (g_steal_pointer (&rows), error);
}

static char **
read_languages (LnetRows *rows,
                int       column)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) others = g_strsplit (lnet_rows_text (rows, column + 1), " ", -1);
  g_autofree char *preferred = lnet_rows_dup_text (rows, column);

  if (preferred != NULL)
    g_strv_builder_add (builder, preferred);
  for (gsize i = 0; others[i] != NULL; i++)
    if (others[i][0] != '\0' && g_strcmp0 (others[i], preferred) != 0)
      g_strv_builder_add (builder, others[i]);
  return g_strv_builder_end (builder);
}

static LnetIntake *
new_intake (LnetRows *rows)
{
  LnetIntake *intake = g_atomic_rc_box_new0 (LnetIntake);

  intake->id = lnet_rows_id (rows, 0);
  intake->round = lnet_rows_id (rows, 1);
  intake->member = lnet_rows_id (rows, 2);
  read_names (rows, 3, &intake->name, &intake->short_name);
  intake->role = lnet_rows_dup_text (rows, 6);
  intake->organization = lnet_rows_id (rows, 7);
  intake->organization_name = lnet_rows_dup_text (rows, 8);
  intake->town = lnet_rows_dup_text (rows, 9);
  intake->strengths = lnet_rows_dup_text (rows, 10);
  intake->wishes = lnet_rows_dup_text (rows, 11);
  intake->languages = read_languages (rows, 12);
  intake->slots = lnet_rows_dup_text (rows, 14);
  intake->mode = lnet_rows_dup_text (rows, 15);
  intake->travel_minutes = (int) lnet_rows_integer (rows, 16);
  intake->since = lnet_rows_dup_text (rows, 17);
  intake->came_back = lnet_rows_dup_text (rows, 18);
  intake->pair = lnet_rows_id (rows, 19);
  intake->supervisor = lnet_rows_id (rows, 20);
  return intake;
}

static gboolean
read_pool (LnetReader   *reader,
           const LnetId *round,
           const char   *today,
           GPtrArray    *pool,
           GError      **error)
{
  g_autoptr (LnetRows) rows = lnet_reader_query (reader, &select_pool);

  lnet_rows_bind_id (rows, 1, round);
  lnet_rows_bind_text (rows, 2, today);
  while (lnet_rows_step (rows))
    g_ptr_array_add (pool, new_intake (rows));
  return lnet_rows_end (g_steal_pointer (&rows), error);
}

static int
compare_pairs (gconstpointer a,
               gconstpointer b)
{
  const LnetPair *x = *(const LnetPair *const *) a;
  const LnetPair *y = *(const LnetPair *const *) b;
  int order = lnet_cadence_compare (&x->cadence, &y->cadence);

  if (order == 0 && x->closed)
    order = g_strcmp0 (y->closed_on, x->closed_on);
  return order != 0 ? order : lnet_id_compare (&x->id, &y->id);
}

/* A day nobody knows comes after all that are known. */
static int
compare_days (const char *a,
              const char *b)
{
  if (a == NULL || b == NULL)
    return (a == NULL) - (b == NULL);
  return strcmp (a, b);
}

static int
compare_intakes (gconstpointer a,
                 gconstpointer b)
{
  const LnetIntake *x = *(const LnetIntake *const *) a;
  const LnetIntake *y = *(const LnetIntake *const *) b;
  int order = lnet_id_is_null (&y->pair) - lnet_id_is_null (&x->pair);

  if (order == 0)
    order = compare_days (x->came_back, y->came_back);
  if (order == 0)
    order = compare_days (x->since, y->since);
  return order != 0 ? order : g_utf8_collate (x->name, y->name);
}

static char *
dup_partners (const LnetPair *pair,
              const LnetId   *member)
{
  const char *names[LNET_PAIR_MEMBERS_MOST] = { NULL };
  guint n = 0;

  for (guint i = 0; i < pair->n_partners; i++)
    if (!lnet_id_equal (&pair->partners[i].member, member))
      names[n++] = pair->partners[i].short_name;
  if (n == 2)
    /* Translators: the names of two who coach each other. */
    return g_strdup_printf (_("%s and %s"), names[0], names[1]);
  return g_strdup (names[0]);
}

/* Says with whom those of the pool are who have a pair. */
static void
name_partners (LnetCoaching *self)
{
  g_autoptr (GHashTable) pairs = g_hash_table_new (lnet_id_hash, lnet_id_equal);

  for (guint i = 0; i < self->pairs->len; i++)
    g_hash_table_insert (pairs, &((LnetPair *) self->pairs->pdata[i])->id, self->pairs->pdata[i]);
  for (guint i = 0; i < self->pool->len; i++)
    {
      LnetIntake *intake = self->pool->pdata[i];
      const LnetPair *pair = g_hash_table_lookup (pairs, &intake->pair);

      if (pair != NULL)
        intake->partners = dup_partners (pair, &intake->member);
    }
}

LnetCoaching *
lnet_coaching_read (LnetReader   *reader,
                    const LnetId *round,
                    const char   *today,
                    GError      **error)
{
  g_autoptr (LnetCoaching) self = g_atomic_rc_box_new0 (LnetCoaching);

  self->rounds = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_coaching_round_free);
  self->pairs = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_pair_unref);
  self->pool = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_intake_unref);
  if (!read_rounds (reader, self->rounds, error))
    return NULL;
  if (self->rounds->len > 0)
    self->round = ((LnetCoachingRound *) self->rounds->pdata[0])->id;
  for (guint i = 0; round != NULL && i < self->rounds->len; i++)
    if (lnet_id_equal (&((LnetCoachingRound *) self->rounds->pdata[i])->id, round))
      self->round = *round;
  if (lnet_id_is_null (&self->round))
    return g_steal_pointer (&self);

  if (!read_pairs (reader, &select_pairs, &self->round, today, self->pairs, error)
      || !read_pool (reader, &self->round, today, self->pool, error))
    return NULL;
  name_partners (self);
  g_ptr_array_sort (self->pairs, compare_pairs);
  g_ptr_array_sort (self->pool, compare_intakes);
  return g_steal_pointer (&self);
}

LnetPair *
lnet_coaching_read_pair (LnetReader   *reader,
                         const LnetId *pair,
                         const char   *today,
                         GError      **error)
{
  g_autoptr (GPtrArray) pairs = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_pair_unref);

  if (!read_pairs (reader, &select_pair, pair, today, pairs, error) || pairs->len == 0)
    return NULL;
  return lnet_pair_ref (pairs->pdata[0]);
}

GArray *
lnet_coaching_read_past_partners (LnetReader   *reader,
                                  const LnetId *member,
                                  GError      **error)
{
  g_autoptr (LnetRows) rows = lnet_reader_query (reader, &select_past_partners);
  g_autoptr (GArray) partners = g_array_new (FALSE, FALSE, sizeof (LnetId));

  lnet_rows_bind_id (rows, 1, member);
  while (lnet_rows_step (rows))
    {
      LnetId partner = lnet_rows_id (rows, 0);

      g_array_append_val (partners, partner);
    }
  if (!lnet_rows_end (g_steal_pointer (&rows), error))
    return NULL;
  return g_steal_pointer (&partners);
}

gboolean
lnet_coaching_is_in_pool (LnetReader   *reader,
                          const LnetId *round,
                          const LnetId *member)
{
  g_autoptr (LnetRows) rows = lnet_reader_query (reader, &select_in_pool);

  lnet_rows_bind_id (rows, 1, round);
  lnet_rows_bind_id (rows, 2, member);
  return lnet_rows_step (rows);
}

/* In a worker. */

typedef struct
{
  LnetStore *store;
  LnetId round;
  char *today;
} Request;

static void
free_request (gpointer data)
{
  Request *request = data;

  g_object_unref (request->store);
  g_free (request->today);
  g_free (request);
}

static void
read_in_worker (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Request *request = data;
  GError *error = NULL;
  g_autoptr (LnetReader) reader = lnet_store_open_reader (request->store, &error);
  LnetCoaching *coaching = NULL;

  if (reader != NULL)
    {
      lnet_reader_set_cancellable (reader, cancellable);
      coaching = lnet_coaching_read (reader, &request->round, request->today, &error);
    }
  if (coaching != NULL)
    g_task_return_pointer (task, coaching, (GDestroyNotify) lnet_coaching_unref);
  else
    g_task_return_error (task, error);
}

void
lnet_coaching_read_async (LnetStore          *store,
                          const LnetId       *round,
                          const char         *today,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->store = g_object_ref (store);
  request->round = round != NULL ? *round : lnet_id_null ();
  request->today = g_strdup (today);
  g_task_set_source_tag (task, lnet_coaching_read_async);
  g_task_set_task_data (task, request, free_request);
  lnet_worker_run (task, read_in_worker);
}

LnetCoaching *
lnet_coaching_read_finish (GAsyncResult *result,
                           GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
