/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs on the writer's thread, inside its transaction: only there it is certain which number this desk has. */

#include "config.h"

#include "lnet-sharing-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-error.h"
#include "lnet-roster-private.h"

/* The op that puts this desk, without a number yet, onto the roster. */
static LnetOp *
find_own (LnetTransaction *transaction)
{
  GPtrArray *ops = lnet_transaction_get_ops (transaction);

  for (guint i = 0; i < ops->len; i++)
    {
      LnetOp *op = ops->pdata[i];

      if (op->table == LNET_TABLE_ROSTER_DESK && op->kind == LNET_OP_ADD && lnet_id_is_null (&op->row))
        return op;
    }
  return NULL;
}

static gboolean
write_founder (LnetSqlite    *db,
               const char    *key,
               gconstpointer  value,
               gsize          size,
               GError       **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (db, "INSERT INTO meta (key, value) VALUES (?1, ?2)", error);

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_text (statement, 1, key);
  lnet_sqlite_bind_bytes (statement, 2, value, size);
  return lnet_sqlite_run (db, statement, error);
}

static void
put_former (LnetTransaction *transaction,
            const LnetId    *desk,
            GHashTable      *accepted,
            GHashTable      *pins)
{
  g_autofree char *text = lnet_roster_accepted_to_string (accepted, pins);

  lnet_transaction_add_with_id (transaction, LNET_TABLE_ROSTER_DESK, lnet_space (LNET_SPACE_NETWORK), desk);
  lnet_transaction_set_text (transaction, LNET_ROSTER_DESK_STATE, desk, "former");
  lnet_transaction_set_text (transaction, LNET_ROSTER_DESK_STANCE, desk,
                             lnet_stance_to_key (LNET_STANCE_PARTICIPANT));
  lnet_transaction_set_text (transaction, LNET_ROSTER_DESK_ACCEPTED, desk, text);
}

/* Desks that have written here before, this one under an earlier number among them. They have signed nothing: what is
 * theirs is told by its chain hash. */
static gboolean
put_all_former (LnetSqlite       *db,
                const LnetDesk   *own,
                LnetTransaction  *transaction,
                GError          **error)
{
  g_autoptr (GHashTable) pins = NULL;
  g_autoptr (GHashTable) accepted = lnet_roster_accepted_from_string (NULL, &pins);
  LnetId last = lnet_id_null ();
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    db, "SELECT desk.id, space.id, vector.n, vector.hash FROM vector JOIN desk ON desk.pk = vector.desk "
        "JOIN space ON space.pk = vector.space WHERE desk.pk <> ?1 AND space.kind <> 5 ORDER BY desk.pk", error);
  int step;

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_integer (statement, 1, own->pk);
  while ((step = lnet_sqlite_step (db, statement, error)) > 0)
    {
      LnetId desk = lnet_sqlite_column_id (statement, 0), space = lnet_sqlite_column_id (statement, 1);
      guint64 n = (guint64) sqlite3_column_int64 (statement, 2);

      if (!lnet_id_equal (&desk, &last) && !lnet_id_is_null (&last))
        put_former (transaction, &last, accepted, pins);
      if (!lnet_id_equal (&desk, &last))
        {
          g_hash_table_remove_all (accepted);
          g_hash_table_remove_all (pins);
        }
      g_hash_table_insert (accepted, lnet_id_copy (&space), g_memdup2 (&n, sizeof n));
      if (sqlite3_column_bytes (statement, 3) == LNET_HASH_SIZE)
        g_hash_table_insert (pins, lnet_id_copy (&space),
                             g_memdup2 (sqlite3_column_blob (statement, 3), LNET_HASH_SIZE));
      last = desk;
    }
  if (!lnet_id_is_null (&last))
    put_former (transaction, &last, accepted, pins);
  return step == 0;
}

static gboolean
begin (LnetSqlite       *db,
       const LnetDesk   *desk,
       LnetTransaction  *transaction,
       const LnetOp     *own,
       GError          **error)
{
  const LnetValue *key = lnet_op_get_cell (own, LNET_FIELD_NUMBER (LNET_ROSTER_DESK_SIGN_KEY));
  guint8 public[LNET_PUBLIC_KEY_SIZE] = { 0 };
  g_autoptr (LnetRoster) roster = lnet_roster_read (db, error);

  if (roster == NULL)
    return FALSE;
  if (!lnet_roster_is_empty (roster))
    {
      g_set_error_literal (error, LNET_ERROR, LNET_ERROR_INVALID,
                           _("This network is shared already. Nothing was changed."));
      return FALSE;
    }
  lnet_public_key_from_string (key->text, public);
  return write_founder (db, LNET_META_FOUNDER, &desk->id, sizeof desk->id, error) &&
         write_founder (db, LNET_META_FOUNDER_KEY, public, sizeof public, error) &&
         put_all_former (db, desk, transaction, error);
}

gboolean
lnet_sharing_write_own_desk (LnetSqlite       *db,
                             const LnetDesk   *desk,
                             LnetTransaction  *transaction,
                             GError          **error)
{
  LnetOp *own = find_own (transaction);

  if (own == NULL)
    return TRUE;
  own->row = desk->id;
  return !g_str_equal (lnet_transaction_get_act (transaction), "sharing-start") ||
         begin (db, desk, transaction, own, error);
}
