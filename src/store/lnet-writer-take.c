/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Taking in what other desks wrote. */

#include "config.h"

#include "lnet-writer-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-erase-build.h"
#include "lnet-error.h"
#include "lnet-member-index.h"
#include "lnet-take-private.h"
#include "lnet-unknown-private.h"

/* What lists stand on follows, and what was erased elsewhere is erased here. */
static gboolean
follow (LnetWriter    *self,
        gboolean       anew,
        GCancellable  *cancellable,
        LnetChanges   *changes,
        GError       **error)
{
  if (g_hash_table_size (lnet_apply_get_erased (self->apply)) > 0 &&
      !lnet_erase_note_elsewhere (self->db, lnet_apply_get_erased (self->apply), error))
    return FALSE;
  if (anew)
    lnet_changes_set_everything (changes);
  if (!lnet_writer_forget_erased (self, cancellable, changes, error) ||
      !(anew ? lnet_member_index_rebuild (self->db, error)
             : lnet_member_index_update (self->db, lnet_apply_get_moved_members (self->apply),
                                         lnet_apply_get_moved_organizations (self->apply), error)))
    return FALSE;
  g_assert (!lnet_apply_was_bypassed (self->apply));
  return TRUE;
}

static gboolean
end_transaction (LnetWriter  *self,
                 gboolean     done,
                 GError     **error)
{
  if (done && lnet_sqlite_exec (self->db, "COMMIT", error))
    return TRUE;
  if (!sqlite3_get_autocommit (lnet_sqlite_get_handle (self->db)))
    sqlite3_exec (lnet_sqlite_get_handle (self->db), "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

gboolean
lnet_writer_take (LnetWriter          *self,
                  const LnetDelivery  *delivery,
                  GCancellable        *cancellable,
                  LnetChanges         *changes,
                  LnetTakeReport      *report,
                  GError             **error)
{
  gboolean own_came = FALSE, anew = FALSE, done;

  if (lnet_writer_refuse_when_read_only (self, error))
    return FALSE;
  if (!lnet_id_equal (&delivery->network, &self->network))
    {
      g_set_error_literal (error, LNET_ERROR, LNET_ERROR_FOREIGN,
                           _("This comes from another network. Nothing of it was taken in."));
      return FALSE;
    }
  if (!lnet_sqlite_exec (self->db, "BEGIN IMMEDIATE", error))
    return FALSE;
  lnet_apply_begin (self->apply);
  done = lnet_take_run (self->db, self->apply, &self->network, self->desk.pk, delivery, cancellable, changes, report,
                        &own_came, &anew, error) &&
         follow (self, anew, cancellable, changes, error);
  lnet_apply_forget_rows (self->apply);
  lnet_writer_forget_rights (self);
  if (!end_transaction (self, done, error))
    return FALSE;
  if (own_came)
    lnet_desk_renew (&self->desk);
  if (g_hash_table_size (lnet_apply_get_erased (self->apply)) > 0)
    lnet_erase_go_on (self->db, &self->network);
  return TRUE;
}

gboolean
lnet_writer_recompute (LnetWriter   *self,
                       LnetChanges  *changes,
                       GError      **error)
{
  gboolean done;

  if (lnet_writer_refuse_when_read_only (self, error) || !lnet_sqlite_exec (self->db, "BEGIN IMMEDIATE", error))
    return FALSE;
  lnet_apply_begin (self->apply);
  done = lnet_take_recompute (self->db, self->apply, changes, error) && lnet_member_index_rebuild (self->db, error);
  lnet_changes_set_everything (changes);
  lnet_writer_forget_rights (self);
  return end_transaction (self, done, error);
}

gboolean
lnet_writer_learn (LnetWriter  *self,
                   GError     **error)
{
  g_autoptr (LnetChanges) changes = lnet_changes_new ();
  gboolean may;

  return lnet_unknown_may_be_known (self->db, &may, error) && (!may || lnet_writer_recompute (self, changes, error));
}
