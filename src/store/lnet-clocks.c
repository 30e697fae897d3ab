/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs on the writer's thread, inside its transaction. */

#include "config.h"

#include "lnet-clocks.h"

#include "lnet-seen.h"

struct _LnetClocks
{
  LnetSqlite *db;
  gboolean from_nothing;
  GHashTable *spaces; /* pk, gint64 → Space */

  /* the batch at hand */
  GHashTable *taken; /* its space's */
  GHashTable *seen;  /* its desk's */
  gint64 desk;
  gint64 n;
};

typedef struct
{
  GHashTable *taken; /* desk, gint64 → how far its log is taken in, gint64 */
  GHashTable *desks; /* desk, gint64 → GHashTable: of what desk it has seen how much, gint64 → gint64 */
} Space;

static void
free_space (gpointer data)
{
  Space *space = data;

  g_hash_table_unref (space->taken);
  g_hash_table_unref (space->desks);
  g_free (space);
}

LnetClocks *
lnet_clocks_new (LnetSqlite *db,
                 gboolean    from_nothing)
{
  LnetClocks *self = g_new0 (LnetClocks, 1);

  self->db = db;
  self->from_nothing = from_nothing;
  self->spaces = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_space);
  return self;
}

void
lnet_clocks_free (LnetClocks *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->spaces);
  g_free (self);
}

/* Two columns of numbers, for what is bound already. */
static gboolean
read_vector (LnetSqlite    *db,
             sqlite3_stmt  *statement,
             GHashTable    *vector,
             GError       **error)
{
  int step;

  while ((step = lnet_sqlite_step (db, statement, error)) > 0)
    lnet_seen_vector_raise (vector, sqlite3_column_int64 (statement, 0), sqlite3_column_int64 (statement, 1));
  return step == 0;
}

static Space *
get_space (LnetClocks  *self,
           gint64       pk,
           GError     **error)
{
  Space *space = g_hash_table_lookup (self->spaces, &pk);
  sqlite3_stmt *statement;

  if (space != NULL)
    return space;
  space = g_new0 (Space, 1);
  space->taken = lnet_seen_vector_new ();
  space->desks = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  g_hash_table_insert (self->spaces, g_memdup2 (&pk, sizeof pk), space);
  if (self->from_nothing)
    return space;
  statement = lnet_sqlite_prepare (self->db, "SELECT desk, n FROM vector WHERE space = ?1", error);
  if (statement == NULL)
    return NULL;
  lnet_sqlite_bind_integer (statement, 1, pk);
  return read_vector (self->db, statement, space->taken, error) ? space : NULL;
}

static GHashTable *
get_seen (LnetClocks  *self,
          Space       *space,
          gint64       pk,
          gint64       desk,
          GError     **error)
{
  GHashTable *seen = g_hash_table_lookup (space->desks, &desk);
  sqlite3_stmt *statement;

  if (seen != NULL)
    return seen;
  seen = lnet_seen_vector_new ();
  g_hash_table_insert (space->desks, g_memdup2 (&desk, sizeof desk), seen);
  if (self->from_nothing)
    return seen;
  statement = lnet_sqlite_prepare (self->db, "SELECT of_desk, max (of_n) FROM seen WHERE space = ?1 AND desk = ?2 "
                                             "GROUP BY of_desk", error);
  if (statement == NULL)
    return NULL;
  lnet_sqlite_bind_integer (statement, 1, pk);
  lnet_sqlite_bind_integer (statement, 2, desk);
  return read_vector (self->db, statement, seen, error) ? seen : NULL;
}

gboolean
lnet_clocks_find_end (LnetClocks  *self,
                      gint64       space,
                      gint64       desk,
                      gint64      *n,
                      GError     **error)
{
  Space *known = get_space (self, space, error);

  if (known == NULL)
    return FALSE;
  *n = lnet_seen_vector_get (known->taken, desk);
  return TRUE;
}

gboolean
lnet_clocks_had_seen (LnetClocks *self,
                      gint64      desk,
                      gint64      n)
{
  return desk == self->desk || lnet_seen_vector_get (self->seen, desk) >= n;
}

static gboolean
had_seen_all (LnetClocks *self)
{
  GHashTableIter iter;
  gpointer desk, n;

  g_hash_table_iter_init (&iter, self->taken);
  while (g_hash_table_iter_next (&iter, &desk, &n))
    if (!lnet_clocks_had_seen (self, *(gint64 *) desk, *(gint64 *) n))
      return FALSE;
  return TRUE;
}

gboolean
lnet_clocks_begin (LnetClocks       *self,
                   gint64            space,
                   gint64            desk,
                   const LnetBatch  *batch,
                   gboolean         *latest,
                   GError          **error)
{
  Space *known = get_space (self, space, error);

  if (known == NULL)
    return FALSE;
  self->taken = known->taken;
  self->seen = get_seen (self, known, space, desk, error);
  if (self->seen == NULL)
    return FALSE;
  self->desk = desk;
  self->n = (gint64) batch->n;
  /* What is taken in already was noted then; where a log went several ways, it is known which was meant. */
  if (self->from_nothing ? !lnet_seen_read (self->db, space, desk, self->n, self->seen, error)
                         : batch->deps->len > 0 && !lnet_seen_list (self->db, space, desk, batch, self->seen, error))
    return FALSE;
  *latest = had_seen_all (self);
  return TRUE;
}

void
lnet_clocks_end (LnetClocks *self)
{
  lnet_seen_vector_raise (self->taken, self->desk, self->n);
}
