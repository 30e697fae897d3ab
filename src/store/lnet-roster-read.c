/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The roster out of a file: what was written on it stands in the log, or was set aside. */

#include "config.h"

#include "lnet-roster-private.h"

#include <string.h>

#include "lnet-pack.h"
#include "lnet-seen.h"
#include "lnet-touch.h"

/* Of table inbox: written after its desk was removed, whole and signed, and set aside. It may be that the removal does
 * not count, so what is set aside is looked at too: else the roster would depend on what came first. */
#define SET_ASIDE 4

typedef struct
{
  LnetSqlite *db;
  gint64 space;
  LnetId space_id;
  GPtrArray *events;   /* LnetRosterEvent */
  GHashTable *desks;   /* LnetId of a desk that wrote on the roster → GArray of gint64: pks of it and its log's ways */
} Reading;

static gboolean
read_meta (LnetSqlite  *db,
           const char  *key,
           gpointer     value,
           gsize        size,
           gboolean    *found,
           GError     **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (db, "SELECT value FROM meta WHERE key = ?1", error);
  int step;

  *found = FALSE;
  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_text (statement, 1, key);
  step = lnet_sqlite_step (db, statement, error);
  if (step > 0)
    {
      *found = (gsize) sqlite3_column_bytes (statement, 0) == size;
      if (*found)
        memcpy (value, sqlite3_column_blob (statement, 0), size);
      sqlite3_reset (statement);
    }
  return step >= 0;
}

/* A text of table meta; NULL for none. */
static gboolean
read_meta_text (LnetSqlite  *db,
                const char  *key,
                char       **text,
                GError     **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (db, "SELECT CAST (value AS TEXT) FROM meta WHERE key = ?1", error);
  int step;

  *text = NULL;
  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_text (statement, 1, key);
  step = lnet_sqlite_step (db, statement, error);
  if (step > 0)
    {
      *text = g_strdup ((const char *) sqlite3_column_text (statement, 0));
      sqlite3_reset (statement);
    }
  return step >= 0;
}

/* The network's own space; nothing of it: no space yet, and so no events. */
static gboolean
find_space (Reading  *reading,
            GError  **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (reading->db, "SELECT pk, id FROM space WHERE kind = 1", error);
  int step;

  if (statement == NULL)
    return FALSE;
  step = lnet_sqlite_step (reading->db, statement, error);
  if (step > 0)
    {
      reading->space = sqlite3_column_int64 (statement, 0);
      reading->space_id = lnet_sqlite_column_id (statement, 1);
      sqlite3_reset (statement);
    }
  return step >= 0;
}

static void
note_pk (Reading      *reading,
         const LnetId *desk,
         gint64        pk)
{
  GArray *pks = g_hash_table_lookup (reading->desks, desk);

  if (pks == NULL)
    {
      pks = g_array_new (FALSE, FALSE, sizeof pk);
      g_hash_table_insert (reading->desks, lnet_id_copy (desk), pks);
    }
  for (guint i = 0; i < pks->len; i++)
    if (g_array_index (pks, gint64, i) == pk)
      return;
  if (pk != 0)
    g_array_append_val (pks, pk);
}

/* @batch: taken over */
static gboolean
take_event (Reading      *reading,
            LnetBatch    *batch,
            gint64        desk)
{
  g_autoptr (LnetBatch) owned = batch;
  g_autoptr (GPtrArray) ops = lnet_roster_read_ops (batch);
  LnetRosterEvent *event;

  if (ops->len == 0)
    return FALSE;
  event = lnet_roster_event_new (&batch->desk, batch->n);
  event->group = batch->group;
  event->pk = desk;
  g_ptr_array_extend_and_steal (event->ops, g_steal_pointer (&ops));
  g_ptr_array_add (reading->events, event);
  note_pk (reading, &batch->desk, desk);
  return TRUE;
}

static gboolean
read_log (Reading  *reading,
          GError  **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    reading->db, "SELECT desk, body FROM batch WHERE +space = ?1 AND seq IN "
                 "(SELECT touching.value FROM roster_desk CROSS JOIN " LNET_TOUCH " ON touch.row = roster_desk.id)",
    error);
  int step;

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_integer (statement, 1, reading->space);
  while ((step = lnet_sqlite_step (reading->db, statement, error)) > 0)
    {
      LnetBatch *batch = lnet_unpack_batch (sqlite3_column_blob (statement, 1),
                                            (gsize) sqlite3_column_bytes (statement, 1), NULL, NULL);

      if (batch != NULL)
        take_event (reading, batch, sqlite3_column_int64 (statement, 0));
    }
  return step == 0;
}

/* --- what was set aside --- */

/* How far a desk's log is taken in. */
typedef struct
{
  LnetId desk;
  gint64 pk;
  guint64 n;
  GHashTable *deps; /* LnetId → guint64 *: what its batches that are set aside say it had seen since */
} Aside;

static gboolean
begin_aside (Reading       *reading,
             Aside         *aside,
             const LnetId  *desk,
             GError       **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    reading->db, "SELECT desk.pk, vector.n FROM desk LEFT JOIN vector ON vector.desk = desk.pk AND vector.space = ?2 "
                 "WHERE desk.id = ?1", error);
  int step;

  aside->desk = *desk;
  aside->pk = 0;
  aside->n = 0;
  g_hash_table_remove_all (aside->deps);
  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_id (statement, 1, desk);
  lnet_sqlite_bind_integer (statement, 2, reading->space);
  step = lnet_sqlite_step (reading->db, statement, error);
  if (step > 0)
    {
      aside->pk = sqlite3_column_int64 (statement, 0);
      aside->n = (guint64) sqlite3_column_int64 (statement, 1);
      sqlite3_reset (statement);
    }
  return step >= 0;
}

/* @batch: taken over. What does not follow on what is there says nothing. */
static void
take_aside (Reading   *reading,
            Aside     *aside,
            LnetBatch *batch)
{
  guint64 n = batch->n;

  if (n != aside->n + 1)
    {
      lnet_batch_free (batch);
      return;
    }
  aside->n = n;
  for (guint i = 0; i < batch->deps->len; i++)
    {
      const LnetDependency *dependency = &g_array_index (batch->deps, LnetDependency, i);

      g_hash_table_replace (aside->deps, lnet_id_copy (&dependency->desk),
                            g_memdup2 (&dependency->n, sizeof dependency->n));
    }
  if (take_event (reading, batch, aside->pk))
    {
      LnetRosterEvent *event = reading->events->pdata[reading->events->len - 1];
      GHashTableIter iter;
      gpointer desk, seen;

      g_hash_table_iter_init (&iter, aside->deps);
      while (g_hash_table_iter_next (&iter, &desk, &seen))
        lnet_roster_event_see (event, desk, *(guint64 *) seen);
    }
}

static gboolean
read_aside (Reading  *reading,
            GError  **error)
{
  g_autoptr (GHashTable) deps = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, g_free);
  Aside aside = { .deps = deps };
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    reading->db, "SELECT body FROM inbox WHERE why = ?1 AND space = ?2 ORDER BY desk, n, hash", error);
  int step;

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_integer (statement, 1, SET_ASIDE);
  lnet_sqlite_bind_id (statement, 2, &reading->space_id);
  while ((step = lnet_sqlite_step (reading->db, statement, error)) > 0)
    {
      LnetBatch *batch = lnet_unpack_batch (sqlite3_column_blob (statement, 0),
                                            (gsize) sqlite3_column_bytes (statement, 0), NULL, NULL);

      if (batch == NULL)
        continue;
      if (!lnet_id_equal (&batch->desk, &aside.desk) && !begin_aside (reading, &aside, &batch->desk, error))
        {
          lnet_batch_free (batch);
          sqlite3_reset (statement);
          return FALSE;
        }
      take_aside (reading, &aside, batch);
    }
  return step == 0;
}

/* --- who had seen what --- */

static gboolean
look (Reading          *reading,
      LnetRosterEvent  *event,
      const LnetId     *of,
      gint64            of_pk,
      GError          **error)
{
  const guint64 *known = g_hash_table_lookup (event->seen, of);
  gint64 seen;

  if (event->pk == 0 || event->pk == of_pk || lnet_id_equal (&event->desk, of))
    return TRUE;
  if (!lnet_seen_look (reading->db, reading->space, event->pk, (gint64) event->n, of_pk, &seen, error))
    return FALSE;
  if (known == NULL || *known < (guint64) seen)
    lnet_roster_event_see (event, of, (guint64) seen);
  return TRUE;
}

static gboolean
look_everywhere (Reading  *reading,
                 GError  **error)
{
  GHashTableIter iter;
  gpointer desk, pks;

  for (guint i = 0; i < reading->events->len; i++)
    {
      g_hash_table_iter_init (&iter, reading->desks);
      while (g_hash_table_iter_next (&iter, &desk, &pks))
        for (guint k = 0; k < ((GArray *) pks)->len; k++)
          if (!look (reading, reading->events->pdata[i], desk, g_array_index ((GArray *) pks, gint64, k), error))
            return FALSE;
    }
  return TRUE;
}

/* --- whose pairs and enrolments --- */

static gboolean
read_owners (LnetSqlite    *db,
             LnetRoster    *roster,
             const LnetId  *member,
             GError       **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    db, "SELECT pair FROM pair_member WHERE member = ?1 AND deleted = 0 UNION ALL "
        "SELECT id FROM enrolment WHERE member = ?1 AND deleted = 0", error);
  GHashTable *owned;
  int step;

  if (statement == NULL)
    return FALSE;
  owned = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, NULL);
  g_hash_table_insert (roster->owners, lnet_id_copy (member), owned);
  lnet_sqlite_bind_id (statement, 1, member);
  while ((step = lnet_sqlite_step (db, statement, error)) > 0)
    {
      LnetId owner = lnet_sqlite_column_id (statement, 0);

      g_hash_table_add (owned, lnet_id_copy (&owner));
    }
  return step == 0;
}

static gboolean
read_all_owners (LnetSqlite  *db,
                 LnetRoster  *roster,
                 GError     **error)
{
  for (guint i = 0; i < roster->desks->len; i++)
    {
      const LnetRosterDesk *desk = roster->desks->pdata[i];

      if (!lnet_id_is_null (&desk->member) && !g_hash_table_contains (roster->owners, &desk->member) &&
          !read_owners (db, roster, &desk->member, error))
        return FALSE;
    }
  return TRUE;
}

LnetRoster *
lnet_roster_read (LnetSqlite  *db,
                  GError     **error)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_roster_event_free);
  g_autoptr (GHashTable) desks = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free,
                                                         (GDestroyNotify) g_array_unref);
  Reading reading = { .db = db, .events = events, .desks = desks };
  g_autoptr (LnetRoster) roster = NULL;
  g_autofree char *former = NULL;
  guint8 key[LNET_PUBLIC_KEY_SIZE];
  gboolean shared, has_key;
  LnetId founder;

  if (!read_meta (db, LNET_META_FOUNDER, &founder, sizeof founder, &shared, error) ||
      !read_meta (db, LNET_META_FOUNDER_KEY, key, sizeof key, &has_key, error) ||
      !read_meta_text (db, LNET_META_FORMER, &former, error))
    return NULL;
  if (!shared)
    {
      roster = lnet_roster_new ();
      roster->is_empty = TRUE;
      return g_steal_pointer (&roster);
    }
  if (!find_space (&reading, error) || !read_log (&reading, error) || !read_aside (&reading, error) ||
      !look_everywhere (&reading, error))
    return NULL;
  roster = lnet_roster_fold (&founder, has_key ? key : NULL, &reading.space_id, events);
  if (former != NULL)
    lnet_roster_put_former (roster, former);
  return read_all_owners (db, roster, error) ? g_steal_pointer (&roster) : NULL;
}
