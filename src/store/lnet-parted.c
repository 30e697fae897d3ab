/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-parted.h"

#include "lnet-statements.h"

static const LnetStatement list_statement = {
  "parted-list",
  "SELECT DISTINCT desk.id FROM branch JOIN desk ON desk.pk = branch.of_desk",
  "computers are seldom copied, so there is hardly a row",
};

const LnetStatement *const lnet_parted_statements[] = { &list_statement, NULL };

GHashTable *
lnet_parted_list (LnetReader  *reader,
                  GError     **error)
{
  g_autoptr (GHashTable) desks = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, NULL);
  LnetRows *rows = lnet_reader_query (reader, &list_statement);

  while (lnet_rows_step (rows))
    {
      LnetId desk = lnet_rows_id (rows, 0);

      g_hash_table_add (desks, lnet_id_copy (&desk));
    }
  return lnet_rows_end (rows, error) ? g_steal_pointer (&desks) : NULL;
}
