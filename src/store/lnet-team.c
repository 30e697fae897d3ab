/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-team.h"

#include <glib/gi18n-lib.h>

#include "lnet-error.h"
#include "lnet-reference.h"
#include "lnet-row-title.h"
#include "lnet-statements.h"

static const LnetStatement team_statement = {
  "team",
  "SELECT deleted, name, kind, purpose FROM team WHERE id = ?1",
  NULL,
};

static const LnetStatement place_statement = {
  "team-place",
  "SELECT team, member, starts, ends FROM team_member WHERE id = ?1 AND deleted = 0",
  NULL,
};

const LnetStatement *const lnet_team_statements[] = { &team_statement, &place_statement, NULL };

void
lnet_team_free (LnetTeam *self)
{
  g_free (self->name);
  g_free (self->kind);
  g_free (self->purpose);
  g_free (self);
}

LnetTeam *
lnet_team_load (LnetReader    *reader,
                const LnetId  *id,
                GError       **error)
{
  g_autoptr (LnetTeam) self = NULL;
  LnetRows *rows = lnet_reader_query (reader, &team_statement);

  lnet_rows_bind_id (rows, 1, id);
  if (lnet_rows_step (rows))
    {
      self = g_new0 (LnetTeam, 1);
      self->id = *id;
      self->deleted = lnet_rows_integer (rows, 0) != 0;
      self->name = g_strdup (lnet_rows_text (rows, 1));
      self->kind = lnet_rows_dup_text (rows, 2);
      self->purpose = lnet_rows_dup_text (rows, 3);
    }
  if (!lnet_rows_end (rows, error))
    return NULL;
  if (self == NULL)
    g_set_error_literal (error, LNET_ERROR, LNET_ERROR_NOT_FOUND, _("This team is not in this network."));
  return g_steal_pointer (&self);
}

void
lnet_team_place_free (LnetTeamPlace *self)
{
  g_free (self->team_name);
  g_free (self->member_name);
  g_free (self->starts);
  g_free (self->ends);
  g_free (self);
}

LnetTeamPlace *
lnet_team_place_load (LnetReader    *reader,
                      const LnetId  *id,
                      GError       **error)
{
  g_autoptr (LnetTeamPlace) self = NULL;
  LnetRows *rows = lnet_reader_query (reader, &place_statement);

  lnet_rows_bind_id (rows, 1, id);
  if (lnet_rows_step (rows))
    {
      self = g_new0 (LnetTeamPlace, 1);
      self->id = *id;
      self->team = lnet_rows_id (rows, 0);
      self->member = lnet_rows_id (rows, 1);
      self->starts = lnet_rows_dup_text (rows, 2);
      self->ends = lnet_rows_dup_text (rows, 3);
    }
  if (!lnet_rows_end (rows, error))
    return NULL;
  if (self == NULL)
    {
      g_set_error_literal (error, LNET_ERROR, LNET_ERROR_NOT_FOUND, _("This member is not in the team any more."));
      return NULL;
    }
  self->team_name = lnet_row_title (reader, LNET_TABLE_TEAM, &self->team);
  self->member_name = lnet_row_title (reader, LNET_TABLE_MEMBER, &self->member);
  return g_steal_pointer (&self);
}

LnetId
lnet_team_add_member (LnetTransaction *transaction,
                      const LnetId    *team,
                      const LnetId    *member,
                      const char      *starts)
{
  LnetId id = lnet_transaction_add (transaction, LNET_TABLE_TEAM_MEMBER, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_set_id (transaction, LNET_TEAM_MEMBER_TEAM, &id, team);
  lnet_transaction_set_id (transaction, LNET_TEAM_MEMBER_MEMBER, &id, member);
  lnet_transaction_set_text (transaction, LNET_TEAM_MEMBER_STARTS, &id, starts);
  return id;
}

const char *
lnet_team_kind_label (const char *kind)
{
  if (kind == NULL || *kind == '\0')
    return _("Team");
  return lnet_reference_get_label (LNET_REFERENCE_CONVENING_KIND, kind);
}
