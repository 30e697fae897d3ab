/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs on the writer's thread, inside its transaction. */

#include "config.h"

#include "lnet-branch.h"

#include <string.h>

#include "lnet-desk.h"

GArray *
lnet_branch_list (LnetSqlite  *db,
                  gint64       space,
                  gint64       desk,
                  GError     **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (LnetBranch));
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    db, "SELECT desk, n, parent FROM branch WHERE space = ?1 AND of_desk = ?2 ORDER BY n", error);
  LnetBranch branch = { desk, 1, 0 };
  int step;

  g_array_append_val (list, branch);
  if (statement == NULL)
    return NULL;
  lnet_sqlite_bind_integer (statement, 1, space);
  lnet_sqlite_bind_integer (statement, 2, desk);
  while ((step = lnet_sqlite_step (db, statement, error)) > 0)
    {
      branch = (LnetBranch) { sqlite3_column_int64 (statement, 0), sqlite3_column_int64 (statement, 1),
                              sqlite3_column_int64 (statement, 2) };
      g_array_append_val (list, branch);
    }
  return step == 0 ? g_steal_pointer (&list) : NULL;
}

LnetId
lnet_branch_get_id (const LnetId   *desk,
                    const LnetHash *hash)
{
  return lnet_hash_derive_id ((LnetHashPiece[]) { { desk, sizeof *desk }, { hash, sizeof *hash } }, 2);
}

/* What a parting is about, for the statements below. */
typedef struct
{
  gint64 space; /* ?1 */
  gint64 desk;  /* ?2 */
  gint64 way;   /* ?3 */
  gint64 n;     /* ?4 */
  gint64 to;    /* ?5: the new way */
} Parting;

static gboolean
run_all (LnetSqlite         *db,
         const char *const  *steps,
         const Parting      *parting,
         GError            **error)
{
  for (; *steps != NULL; steps++)
    {
      sqlite3_stmt *statement = lnet_sqlite_prepare (db, *steps, error);

      if (statement == NULL)
        return FALSE;
      lnet_sqlite_bind_integer (statement, 1, parting->space);
      lnet_sqlite_bind_integer (statement, 2, parting->desk);
      lnet_sqlite_bind_integer (statement, 3, parting->way);
      lnet_sqlite_bind_integer (statement, 4, parting->n);
      lnet_sqlite_bind_integer (statement, 5, parting->to);
      if (!lnet_sqlite_run (db, statement, error))
        return FALSE;
    }
  return TRUE;
}

/* A new way knows what the one it goes on from knew, and that one itself. */
static const char *const begin_way[] = {
  "INSERT INTO branch (space, of_desk, n, desk, parent) VALUES (?1, ?2, ?4, ?5, ?3) ON CONFLICT DO NOTHING",
  "INSERT INTO seen (space, desk, of_desk, n, of_n) SELECT ?1, ?5, of_desk, ?4, max (of_n) FROM seen "
  "WHERE space = ?1 AND desk = ?3 AND n < ?4 GROUP BY of_desk ON CONFLICT DO NOTHING",
  "INSERT INTO seen (space, desk, of_desk, n, of_n) SELECT ?1, ?5, ?3, ?4, ?4 - 1 WHERE ?4 > 1 ON CONFLICT DO NOTHING",
  NULL
};

/* What was written on the way from its parting on is the new way's; so is what others had seen of it. */
static const char *const move_over[] = {
  "UPDATE branch SET parent = ?5 WHERE space = ?1 AND of_desk = ?2 AND parent = ?3 AND n > ?4",
  "UPDATE batch SET desk = ?5 WHERE space = ?1 AND desk = ?3 AND n >= ?4",
  "UPDATE OR REPLACE seen SET desk = ?5 WHERE space = ?1 AND desk = ?3 AND n >= ?4",
  "INSERT INTO seen (space, desk, of_desk, n, of_n) SELECT ?1, desk, ?5, n, of_n FROM seen "
  "WHERE space = ?1 AND of_desk = ?3 AND of_n >= ?4 AND desk <> ?5 ON CONFLICT DO NOTHING",
  "UPDATE seen SET of_n = ?4 - 1 WHERE space = ?1 AND of_desk = ?3 AND of_n >= ?4",
  "INSERT INTO vector (space, desk, n, told, hash) SELECT ?1, ?5, n, 0, hash FROM vector WHERE space = ?1 AND desk = ?3",
  "DELETE FROM vector WHERE space = ?1 AND desk = ?3",
  "INSERT INTO vector (space, desk, n, told, hash) SELECT ?1, ?3, n, 0, hash FROM batch "
  "WHERE space = ?1 AND desk = ?3 AND n = ?4 - 1",
  NULL
};

static gboolean
find_hash (LnetSqlite  *db,
           gint64       space,
           gint64       way,
           gint64       n,
           LnetHash    *hash,
           gboolean    *found,
           GError     **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (db, "SELECT hash FROM batch WHERE space = ?1 AND desk = ?2 AND n = ?3",
                                                 error);
  int step;

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_integer (statement, 1, space);
  lnet_sqlite_bind_integer (statement, 2, way);
  lnet_sqlite_bind_integer (statement, 3, n);
  step = lnet_sqlite_step (db, statement, error);
  *found = step > 0 && sqlite3_column_bytes (statement, 0) == sizeof *hash;
  if (*found)
    memcpy (hash, sqlite3_column_blob (statement, 0), sizeof *hash);
  sqlite3_reset (statement);
  return step >= 0;
}

gboolean
lnet_branch_part (LnetSqlite      *db,
                  gint64           space,
                  gint64           desk,
                  const LnetId    *desk_id,
                  gint64           way,
                  gint64           n,
                  const LnetHash  *hash,
                  GError         **error)
{
  LnetDesk other = { .id = lnet_branch_get_id (desk_id, hash) }, ours;
  Parting parting = { space, desk, way, n, 0 };
  LnetHash present;
  gboolean found;

  if (!find_hash (db, space, way, n, &present, &found, error))
    return FALSE;
  if (found)
    {
      ours = (LnetDesk) { .id = lnet_branch_get_id (desk_id, &present) };
      if (!lnet_desk_know (db, &ours, error))
        return FALSE;
      parting.to = ours.pk;
      if (!run_all (db, begin_way, &parting, error) || !run_all (db, move_over, &parting, error))
        return FALSE;
    }
  if (!lnet_desk_know (db, &other, error))
    return FALSE;
  parting.to = other.pk;
  return run_all (db, begin_way, &parting, error);
}
