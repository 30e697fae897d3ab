/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-pool-read.h"

#include <glib/gi18n-lib.h>

#include "lnet-day.h"
#include "lnet-error.h"
#include "lnet-name.h"
#include "lnet-statements.h"

/* Between the roles of one person, which may have spaces in them. */
#define UNIT "\x1f"

static const LnetStatement select_rounds = {
  "pool-rounds",
  "SELECT id, starts, odd, no_repeat, weight_wish, weight_role, weight_organization, weight_region, weight_wants,"
  "  weight_waited, weight_balance"
  " FROM round WHERE deleted = 0 ORDER BY starts, pk",
  "a network has a handful of rounds, and they are read in a worker",
};

#define HELD_BY(member) \
  " FROM role h WHERE h.member = " member " AND h.deleted = 0" \
  "  AND (h.starts IS NULL OR h.starts <= ?2) AND (h.ends IS NULL OR h.ends >= ?2)"

static const LnetStatement select_members = {
  "pool-members",
  "SELECT m.id, m.preferred_name, m.legal_first, m.legal_last, m.town, m.region,"
  "  coalesce (i.strengths, m.wisdom), coalesce (i.wishes, m.wishes), m.language,"
  "  (SELECT group_concat (l.language, ' ') FROM member_language l WHERE l.member = m.id AND l.deleted = 0),"
  "  i.slots, i.mode, i.travel_minutes, i.since,"
  "  EXISTS (SELECT 1 FROM pair_member pm JOIN pair p ON p.id = pm.pair WHERE pm.member = m.id"
  "    AND pm.deleted = 0 AND p.round = i.round AND p.deleted = 0 AND p.status = 'closed'),"
  "  (SELECT s.supervisor FROM member_staff s WHERE s.member = m.id AND s.deleted = 0 LIMIT 1),"
  "  (SELECT group_concat (h.role, char (31) ORDER BY h.starts DESC, h.pk DESC)" HELD_BY ("m.id") "),"
  "  (SELECT h.organization" HELD_BY ("m.id") " ORDER BY h.starts DESC, h.pk DESC LIMIT 1),"
  "  (SELECT count (*) FROM coaching_session s WHERE s.coach = m.id AND s.deleted = 0),"
  "  (SELECT count (*) FROM coaching_session s WHERE s.coached = m.id AND s.deleted = 0)"
  " FROM intake i JOIN member m ON m.id = i.member AND m.deleted = 0 AND m.status IS NOT 'left'"
  " WHERE i.round = ?1 AND i.deleted = 0 ORDER BY i.pk",
  NULL,
};

static const LnetStatement select_wanted = {
  "pool-wanted",
  "SELECT i.member, w.member FROM intake i JOIN intake_wanted w ON w.intake = i.id AND w.deleted = 0"
  " WHERE i.round = ?1 AND i.deleted = 0",
  NULL,
};

static const LnetStatement select_unwanted = {
  "pool-unwanted",
  "SELECT u.member, u.other FROM intake i JOIN unwanted u ON u.member = i.member AND u.deleted = 0"
  " WHERE i.round = ?1 AND i.deleted = 0",
  NULL,
};

/* Partners in other rounds, and in pairs of this one that were closed. */
static const LnetStatement select_past = {
  "pool-past",
  "SELECT mine.member, other.member, p.round, p.starts FROM intake i"
  " JOIN pair_member mine ON mine.member = i.member AND mine.deleted = 0"
  " JOIN pair p ON p.id = mine.pair AND p.deleted = 0 AND (p.round IS NOT ?1 OR p.status = 'closed')"
  " JOIN pair_member other ON other.pair = mine.pair AND other.deleted = 0 AND other.member > mine.member"
  " WHERE i.round = ?1 AND i.deleted = 0",
  NULL,
};

static const LnetStatement select_pairs = {
  "pool-pairs",
  "SELECT p.id, pm.member FROM pair p JOIN pair_member pm ON pm.pair = p.id AND pm.deleted = 0"
  " WHERE p.round = ?1 AND p.deleted = 0 AND p.status IS NOT 'closed' ORDER BY p.pk, pm.pk",
  NULL,
};

const LnetStatement *const lnet_pool_statements[] = {
  &select_rounds, &select_members, &select_wanted, &select_unwanted, &select_past, &select_pairs, NULL
};

/* --- the round --- */

typedef struct
{
  LnetId id;
  char *starts; /* may be NULL */
  LnetPoolOdd odd;
  int no_repeat;                /* -1: not said */
  int weights[LNET_N_CRITERIA]; /* likewise */
} Round;

static void
clear_round (gpointer data)
{
  g_free (((Round *) data)->starts);
}

static int
read_number (LnetRows *rows,
             int       column)
{
  return lnet_rows_is_null (rows, column) ? -1 : (int) CLAMP (lnet_rows_integer (rows, column), 0, G_MAXINT);
}

static GArray *
read_rounds (LnetReader *reader,
             GError    **error)
{
  g_autoptr (LnetRows) rows = lnet_reader_query (reader, &select_rounds);
  g_autoptr (GArray) rounds = g_array_new (FALSE, TRUE, sizeof (Round));

  g_array_set_clear_func (rounds, clear_round);
  while (lnet_rows_step (rows))
    {
      Round round = { .id = lnet_rows_id (rows, 0), .starts = lnet_rows_dup_text (rows, 1) };

      round.odd = g_str_equal (lnet_rows_text (rows, 2), "waits") ? LNET_POOL_ODD_WAITS : LNET_POOL_ODD_TRIAD;
      round.no_repeat = read_number (rows, 3);
      for (int i = 0; i < LNET_N_CRITERIA; i++)
        round.weights[i] = read_number (rows, 4 + i);
      g_array_append_val (rounds, round);
    }
  if (!lnet_rows_end (g_steal_pointer (&rows), error))
    return NULL;
  return g_steal_pointer (&rounds);
}

static gboolean
find_round (GArray       *rounds,
            const LnetId *id,
            guint        *place)
{
  for (*place = 0; *place < rounds->len; (*place)++)
    if (lnet_id_equal (&g_array_index (rounds, Round, *place).id, id))
      return TRUE;
  return FALSE;
}

/* How long ago partners were partners, in rounds up to the one at @now. A pair whose round is gone goes by its day. */
static guint
count_rounds (GArray       *rounds,
              guint         now,
              const LnetId *round,
              const char   *starts)
{
  guint then;
  guint since = 0;

  if (find_round (rounds, round, &then))
    return then < now ? now - then : then - now;
  for (guint i = 0; i <= now; i++)
    if (g_strcmp0 (g_array_index (rounds, Round, i).starts, starts) > 0)
      since++;
  return since;
}

static LnetPool *
make_pool (const Round *round)
{
  LnetPool *pool = lnet_pool_new (&round->id);

  lnet_pool_set_odd (pool, round->odd);
  if (round->no_repeat >= 0)
    lnet_pool_set_no_repeat (pool, (guint) round->no_repeat);
  for (guint i = 0; i < LNET_N_CRITERIA; i++)
    if (round->weights[i] >= 0)
      lnet_pool_set_weight (pool, (LnetCriterion) i, round->weights[i]);
  return pool;
}

/* --- its members --- */

static guint
count_days (const char *since,
            const char *today)
{
  gint64 from = lnet_day_get_number (since);
  gint64 to = lnet_day_get_number (today);

  return from > 0 && to > from ? (guint) MIN (to - from, G_MAXINT) : 0;
}

/* The preferred one first. */
static char **
read_languages (LnetRows *rows,
                int       column)
{
  g_autofree char *all = g_strconcat (lnet_rows_text (rows, column), " ", lnet_rows_text (rows, column + 1), NULL);
  g_auto (GStrv) words = g_strsplit (all, " ", -1);
  g_autoptr (GStrvBuilder) languages = g_strv_builder_new ();

  for (gsize i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0')
      g_strv_builder_add (languages, words[i]);
  return g_strv_builder_end (languages);
}

static void
add_member (LnetPool   *pool,
            LnetRows   *rows,
            const char *today)
{
  g_autofree char *preferred = lnet_rows_dup_text (rows, 1);
  g_autofree char *first = lnet_rows_dup_text (rows, 2);
  g_autofree char *last = lnet_rows_dup_text (rows, 3);
  g_autofree char *name = lnet_name_display (preferred, first, last);
  g_auto (GStrv) languages = read_languages (rows, 8);
  g_auto (GStrv) roles = g_strsplit (lnet_rows_text (rows, 16), UNIT, -1);
  LnetPoolMember member = {
    .person = {
      .member = lnet_rows_id (rows, 0),
      .name = name,
      .supervisor = lnet_rows_id (rows, 15),
      .languages = (const char *const *) languages,
      .slots = lnet_rows_text (rows, 10),
      .mode = lnet_rows_text (rows, 11),
      .strengths = lnet_rows_text (rows, 6),
      .wishes = lnet_rows_text (rows, 7),
      .organization = lnet_rows_id (rows, 17),
    },
    .roles = (const char *const *) roles,
    .town = lnet_rows_text (rows, 4),
    .region = lnet_rows_text (rows, 5),
    .travel_minutes = (int) CLAMP (lnet_rows_integer (rows, 12), 0, G_MAXINT),
    .coached = (guint) lnet_rows_integer (rows, 18),
    .was_coached = (guint) lnet_rows_integer (rows, 19),
    .waited_days = count_days (lnet_rows_text (rows, 13), today),
    .came_back = lnet_rows_integer (rows, 14) != 0,
  };

  lnet_pool_add (pool, &member);
}

static gboolean
read_members (LnetReader *reader,
              LnetPool   *pool,
              const char *today,
              GError    **error)
{
  g_autoptr (LnetRows) rows = lnet_reader_query (reader, &select_members);

  lnet_rows_bind_id (rows, 1, lnet_pool_get_round (pool));
  lnet_rows_bind_text (rows, 2, today);
  while (lnet_rows_step (rows))
    add_member (pool, rows, today);
  return lnet_rows_end (g_steal_pointer (&rows), error);
}

/* --- what they have to do with each other --- */

typedef void (*AddFunc) (LnetPool     *pool,
                         const LnetId *member,
                         const LnetId *other);

static gboolean
read_ties (LnetReader          *reader,
           const LnetStatement *statement,
           LnetPool            *pool,
           AddFunc              add,
           GError             **error)
{
  g_autoptr (LnetRows) rows = lnet_reader_query (reader, statement);

  lnet_rows_bind_id (rows, 1, lnet_pool_get_round (pool));
  while (lnet_rows_step (rows))
    {
      LnetId member = lnet_rows_id (rows, 0);
      LnetId other = lnet_rows_id (rows, 1);

      add (pool, &member, &other);
    }
  return lnet_rows_end (g_steal_pointer (&rows), error);
}

static gboolean
read_past (LnetReader *reader,
           LnetPool   *pool,
           GArray     *rounds,
           guint       now,
           GError    **error)
{
  g_autoptr (LnetRows) rows = lnet_reader_query (reader, &select_past);

  lnet_rows_bind_id (rows, 1, lnet_pool_get_round (pool));
  while (lnet_rows_step (rows))
    {
      LnetId member = lnet_rows_id (rows, 0);
      LnetId other = lnet_rows_id (rows, 1);
      LnetId round = lnet_rows_id (rows, 2);

      lnet_pool_add_past (pool, &member, &other, count_rounds (rounds, now, &round, lnet_rows_text (rows, 3)));
    }
  return lnet_rows_end (g_steal_pointer (&rows), error);
}

static gboolean
read_pairs (LnetReader *reader,
            LnetPool   *pool,
            GError    **error)
{
  g_autoptr (LnetRows) rows = lnet_reader_query (reader, &select_pairs);
  LnetId pair = lnet_id_null ();
  LnetId members[LNET_PAIR_MEMBERS_MOST];
  guint n_members = 0;

  lnet_rows_bind_id (rows, 1, lnet_pool_get_round (pool));
  while (lnet_rows_step (rows))
    {
      LnetId of = lnet_rows_id (rows, 0);

      if (!lnet_id_equal (&of, &pair) || n_members == LNET_PAIR_MEMBERS_MOST)
        {
          lnet_pool_add_pair (pool, members, n_members);
          pair = of;
          n_members = 0;
        }
      members[n_members++] = lnet_rows_id (rows, 1);
    }
  lnet_pool_add_pair (pool, members, n_members);
  return lnet_rows_end (g_steal_pointer (&rows), error);
}

LnetPool *
lnet_pool_read (LnetReader   *reader,
                const LnetId *round,
                const char   *today,
                GError      **error)
{
  g_autoptr (GArray) rounds = read_rounds (reader, error);
  g_autoptr (LnetPool) pool = NULL;
  guint now;

  if (rounds == NULL)
    return NULL;
  if (round == NULL || lnet_id_is_null (round))
    now = rounds->len - 1;
  else
    find_round (rounds, round, &now);
  if (now >= rounds->len)
    {
      g_set_error_literal (error, LNET_ERROR, LNET_ERROR_NOT_FOUND, _("There is no such coaching round."));
      return NULL;
    }
  pool = make_pool (&g_array_index (rounds, Round, now));
  if (!read_members (reader, pool, today, error)
      || !read_ties (reader, &select_wanted, pool, lnet_pool_add_wanted, error)
      || !read_ties (reader, &select_unwanted, pool, lnet_pool_add_unwanted, error)
      || !read_past (reader, pool, rounds, now, error)
      || !read_pairs (reader, pool, error))
    return NULL;
  lnet_pool_seal (pool);
  return g_steal_pointer (&pool);
}
