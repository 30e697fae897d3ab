/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-network.h"

#include "lnet-statements.h"

static const LnetStatement by_id = {
  .name = "network",
  .sql = "SELECT name, kind, fictional, description, time_zone FROM network WHERE id = ?1",
};

const LnetStatement *const lnet_network_statements[] = { &by_id, NULL };

void
lnet_network_free (LnetNetwork *self)
{
  g_free (self->name);
  g_free (self->kind);
  g_free (self->description);
  g_free (self->time_zone);
  g_free (self);
}

LnetNetwork *
lnet_network_read (LnetReader  *reader,
                   GError     **error)
{
  g_autoptr (LnetNetwork) self = g_new0 (LnetNetwork, 1);
  LnetRows *rows = lnet_reader_query (reader, &by_id);

  lnet_rows_bind_id (rows, 1, lnet_reader_get_network (reader));
  if (lnet_rows_step (rows))
    {
      self->name = lnet_rows_dup_text (rows, 0);
      self->kind = lnet_rows_dup_text (rows, 1);
      self->fictional = lnet_rows_integer (rows, 2) != 0;
      self->description = lnet_rows_dup_text (rows, 3);
      self->time_zone = lnet_rows_dup_text (rows, 4);
    }
  if (!lnet_rows_end (rows, error))
    return NULL;
  return g_steal_pointer (&self);
}
