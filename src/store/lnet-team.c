/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-team.h"

#include <glib/gi18n-lib.h>

#include "lnet-error.h"
#include "lnet-reference.h"
#include "lnet-statements.h"

static const LnetStatement team_statement = {
  "team",
  "SELECT deleted, name, kind, purpose FROM team WHERE id = ?1",
  NULL,
};

const LnetStatement *const lnet_team_statements[] = { &team_statement, NULL };

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

const char *
lnet_team_kind_label (const char *kind)
{
  if (kind == NULL || *kind == '\0')
    return _("Team");
  return lnet_reference_get_label (LNET_REFERENCE_CONVENING_KIND, kind);
}
