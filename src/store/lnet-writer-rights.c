/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What this desk itself may write. Runs on the store's writer thread, inside its transaction. */

#include "config.h"

#include "lnet-writer-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-error.h"
#include "lnet-member-index.h"
#include "lnet-rights.h"
#include "lnet-take-private.h"

void
lnet_writer_forget_rights (LnetWriter *self)
{
  g_clear_pointer (&self->rights, lnet_rights_free);
  g_clear_pointer (&self->roster, lnet_roster_free);
}

/* Kept until something is taken in, or another window of this file writes. */
static gboolean
know_rights (LnetWriter  *self,
             GError     **error)
{
  gint64 version;

  if (!lnet_sqlite_get_integer (self->db, "PRAGMA data_version", 0, &version, error))
    return FALSE;
  if (self->roster != NULL && version == self->rights_version)
    return TRUE;
  lnet_writer_forget_rights (self);
  self->rights_version = version;
  self->roster = lnet_roster_read (self->db, error);
  if (self->roster == NULL)
    return FALSE;
  self->rights = lnet_rights_new (self->db, self->apply);
  lnet_rights_set_roster (self->rights, self->roster);
  return TRUE;
}

gboolean
lnet_writer_begin_rights (LnetWriter  *self,
                          gint64       space,
                          gboolean    *restricted,
                          GError     **error)
{
  *restricted = FALSE;
  return know_rights (self, error) &&
         lnet_rights_begin_own (self->rights, &self->desk, space, restricted, error);
}

gboolean
lnet_writer_check_right (LnetWriter    *self,
                         const LnetOp  *op,
                         GError       **error)
{
  gboolean may;

  if (!lnet_rights_may (self->rights, op, &may, error))
    return FALSE;
  if (!may)
    g_set_error_literal (error, LNET_ERROR, LNET_ERROR_INVALID,
                         _("This desk takes part as a participant’s, and this is for directors and facilitators to write. "
                           "Nothing was changed. Ask one of them to do it."));
  return may;
}

gboolean
lnet_writer_note_rights (LnetWriter  *self,
                         GError     **error)
{
  return lnet_rights_note_log (self->rights, error);
}

/* Who takes part and in what has changed: also what is here already may count otherwise now. */
gboolean
lnet_writer_follow_rights (LnetWriter   *self,
                           LnetChanges  *changes,
                           GError      **error)
{
  gboolean anew = FALSE;

  lnet_writer_forget_rights (self);
  if (!know_rights (self, error))
    return FALSE;
  if (lnet_roster_is_empty (self->roster))
    return TRUE;
  if (!lnet_rights_follow (self->rights, &anew, error))
    return FALSE;
  if (!anew)
    return TRUE;
  lnet_changes_set_everything (changes);
  return lnet_take_recompute (self->db, self->apply, changes, error) && lnet_member_index_rebuild (self->db, error);
}
