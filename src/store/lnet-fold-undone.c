/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Settling that was taken back: neither it nor what took it back says anything then, and what was settled is open as it
 * was before. What takes that back again is settled. */

#include "config.h"

#include "lnet-fold-private.h"

/* An act undone, done again, undone again …: beyond this nobody follows. */
#define MOST_UNDOINGS 64

static gboolean
is_about_presence (const LnetOp *op)
{
  return op->kind == LNET_OP_DEL || op->kind == LNET_OP_UNDEL;
}

static gboolean
are_about_same (const LnetOp *a,
                const LnetOp *b)
{
  if (is_about_presence (a) || is_about_presence (b))
    return is_about_presence (a) && is_about_presence (b);
  return a->kind == b->kind && a->number == b->number && (a->kind == LNET_OP_SET || a->kind == LNET_OP_MOVE);
}

/* Whether @undoing takes @undone back. */
static gboolean
takes_back (LnetFold         *self,
            const LnetWrite  *undoing,
            const LnetWrite  *undone,
            gboolean         *back,
            GError          **error)
{
  *back = FALSE;
  if (lnet_id_is_null (&undoing->batch->undoes) || !lnet_id_equal (&undoing->batch->undoes, &undone->batch->group) ||
      !are_about_same (undoing->op, undone->op))
    return TRUE;
  return lnet_fold_covers (self, undoing, undone, back, error);
}

/* Finds what @write takes back; NULL for nothing of this row. */
static gboolean
find_undone (LnetFold          *self,
             const LnetWrite   *write,
             const LnetWrite  **undone,
             GError           **error)
{
  *undone = NULL;
  for (guint i = 0; i < self->writes->len && *undone == NULL; i++)
    {
      const LnetWrite *other = &g_array_index (self->writes, LnetWrite, i);
      gboolean back;

      if (!takes_back (self, write, other, &back, error))
        return FALSE;
      if (back)
        *undone = other;
    }
  return TRUE;
}

/* Whether it settles something, or takes settling back, or that, and so on. */
static gboolean
comes_from_settling (LnetFold         *self,
                     const LnetWrite  *write,
                     gboolean         *comes,
                     GError          **error)
{
  *comes = FALSE;
  for (guint i = 0; i < MOST_UNDOINGS && write != NULL && !*comes; i++)
    {
      *comes = write->batch->settles;
      if (!*comes && !find_undone (self, write, &write, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_undone (LnetFold         *self,
           const LnetWrite  *write,
           guint             depth,
           gboolean         *undone,
           GError          **error)
{
  *undone = FALSE;
  for (guint i = 0; i < self->writes->len && !*undone && depth < MOST_UNDOINGS; i++)
    {
      const LnetWrite *other = &g_array_index (self->writes, LnetWrite, i);
      gboolean back, itself;

      if (!takes_back (self, other, write, &back, error))
        return FALSE;
      if (!back)
        continue;
      if (!is_undone (self, other, depth + 1, &itself, error))
        return FALSE;
      *undone = !itself;
    }
  return TRUE;
}

static gboolean
says_nothing (LnetFold         *self,
              const LnetWrite  *write,
              gboolean         *nothing,
              GError          **error)
{
  if (!comes_from_settling (self, write, nothing, error))
    return FALSE;
  return !*nothing || !write->batch->settles || is_undone (self, write, 0, nothing, error);
}

gboolean
lnet_fold_leave_out_undone (LnetFold  *self,
                            GError   **error)
{
  g_autoptr (GArray) left = NULL;
  gboolean any = FALSE;

  for (guint i = 0; i < self->writes->len && !any; i++)
    any = !lnet_id_is_null (&g_array_index (self->writes, LnetWrite, i).batch->undoes);
  if (!any)
    return TRUE;
  left = g_array_new (FALSE, FALSE, sizeof (LnetWrite));
  for (guint i = 0; i < self->writes->len; i++)
    {
      const LnetWrite *write = &g_array_index (self->writes, LnetWrite, i);
      gboolean nothing;

      if (!says_nothing (self, write, &nothing, error))
        return FALSE;
      if (!nothing)
        g_array_append_vals (left, write, 1);
    }
  g_array_unref (self->writes);
  self->writes = g_steal_pointer (&left);
  return TRUE;
}

gboolean
lnet_fold_undoes_settling (LnetSqlite    *db,
                           const LnetId  *undoes,
                           gboolean      *settling,
                           GError       **error)
{
  LnetId group = *undoes;

  *settling = FALSE;
  for (guint i = 0; i < MOST_UNDOINGS && !lnet_id_is_null (&group) && !*settling; i++)
    {
      sqlite3_stmt *statement = lnet_sqlite_prepare (
        db, "SELECT act = 'settle', undoes FROM batch WHERE grp = ?1 ORDER BY seq LIMIT 1", error);
      int step;

      if (statement == NULL)
        return FALSE;
      lnet_sqlite_bind_id (statement, 1, &group);
      step = lnet_sqlite_step (db, statement, error);
      *settling = step > 0 && sqlite3_column_int (statement, 0) != 0;
      group = step > 0 ? lnet_sqlite_column_id (statement, 1) : lnet_id_null ();
      sqlite3_reset (statement);
      if (step < 0)
        return FALSE;
    }
  return TRUE;
}
