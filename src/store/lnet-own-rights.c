/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-own-rights.h"

#include "lnet-desk.h"
#include "lnet-inverse.h"
#include "lnet-pack.h"
#include "lnet-reader-private.h"
#include "lnet-rights.h"
#include "lnet-statements.h"

struct _LnetOwnRights
{
  LnetReader *reader; /* stays the caller's */
  LnetRoster *roster;
  LnetRights *rights;
  LnetDesk desk;
  gboolean limited;
};

static const LnetStatement list_batches = {
  "own-rights-batches", "SELECT space, body, inverse FROM batch WHERE grp = ?1", NULL
};

const LnetStatement *const lnet_own_rights_statements[] = { &list_batches, NULL };

LnetOwnRights *
lnet_own_rights_new (LnetReader *reader)
{
  LnetOwnRights *self = g_new0 (LnetOwnRights, 1);
  LnetSqlite *db = lnet_reader_get_sqlite (reader);
  const LnetRosterDesk *desk;

  self->reader = reader;
  self->limited = TRUE;
  if (!lnet_desk_find (db, lnet_reader_get_network (reader), &self->desk, NULL))
    return self;
  self->roster = lnet_roster_read (db, NULL);
  if (self->roster == NULL)
    return self;
  self->rights = lnet_rights_new (db, NULL);
  lnet_rights_set_roster (self->rights, self->roster);
  desk = lnet_roster_find (self->roster, &self->desk.id);
  self->limited = desk != NULL && desk->stance == LNET_STANCE_PARTICIPANT;
  return self;
}

void
lnet_own_rights_free (LnetOwnRights *self)
{
  if (self == NULL)
    return;
  lnet_rights_free (self->rights);
  lnet_roster_free (self->roster);
  g_free (self);
}

gboolean
lnet_own_rights_are_limited (LnetOwnRights *self)
{
  return self->limited;
}

gboolean
lnet_own_rights_may_use (LnetOwnRights *self,
                         LnetTable      table)
{
  return !self->limited || lnet_rights_may_use (table);
}

static gboolean
find_space (LnetOwnRights *self,
            guint          table,
            const LnetId  *row,
            gint64        *space)
{
  /* Table names come from the registry. */
  g_autofree char *sql = g_strdup_printf ("SELECT space FROM \"%s\" WHERE id = ?1",
                                          lnet_schema_get_table (table)->name);
  const LnetStatement statement = { "own-rights-space", g_intern_string (sql), NULL };
  g_autoptr (LnetRows) rows = lnet_reader_query (self->reader, &statement);

  lnet_rows_bind_id (rows, 1, row);
  if (!lnet_rows_step (rows))
    return FALSE;
  *space = lnet_rows_integer (rows, 0);
  return TRUE;
}

/* Whether what is written in @space is free, or else that op is. */
static gboolean
may_do (LnetOwnRights *self,
        gint64         space,
        const LnetOp  *op)
{
  gboolean restricted, may;

  /* Who takes part directors decide: LnetRoster. */
  return self->rights != NULL && op->table != LNET_TABLE_ROSTER_DESK &&
         lnet_rights_begin_own (self->rights, &self->desk, space, &restricted, NULL) &&
         (!restricted || (lnet_rights_may (self->rights, op, &may, NULL) && may));
}

gboolean
lnet_own_rights_may_write (LnetOwnRights *self,
                           guint          table,
                           const LnetId  *row,
                           guint          number)
{
  g_autoptr (LnetOp) op = lnet_op_new (number != 0 ? LNET_OP_SET : LNET_OP_DEL, table, row);
  gint64 space;

  if (!self->limited)
    return TRUE;
  op->number = number;
  return lnet_schema_get_table (table) != NULL && find_space (self, table, row, &space) && may_do (self, space, op);
}

static gboolean
may_do_all (LnetOwnRights *self,
            gint64         space,
            GPtrArray     *ops)
{
  gboolean may = TRUE;

  for (guint i = 0; i < ops->len; i++)
    {
      g_autoptr (LnetOp) op = ops->pdata[i];

      may = may && (op == NULL || may_do (self, space, op));
    }
  return may;
}

gboolean
lnet_own_rights_may_undo (LnetOwnRights *self,
                          const LnetId  *group)
{
  g_autoptr (LnetRows) rows = NULL;
  gboolean may = TRUE;

  if (!self->limited)
    return TRUE;
  rows = lnet_reader_query (self->reader, &list_batches);
  lnet_rows_bind_id (rows, 1, group);
  while (may && lnet_rows_step (rows))
    {
      gsize size;
      gconstpointer body = lnet_rows_bytes (rows, 1, &size);
      g_autoptr (LnetBatch) batch = lnet_unpack_batch (body, size, NULL, NULL);
      gconstpointer packed = lnet_rows_bytes (rows, 2, &size);
      g_autoptr (GBytes) inverses = lnet_unpack (packed, size);
      g_autoptr (GPtrArray) ops = batch != NULL ? lnet_inverse_read (batch, inverses) : NULL;

      may = ops != NULL && may_do_all (self, lnet_rows_integer (rows, 0), ops);
    }
  return may;
}
