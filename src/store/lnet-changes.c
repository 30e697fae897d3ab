/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-changes-private.h"

/* Beyond so many rows nobody looks for one: they say only which tables moved. */
#define MOST_ROWS 4096

struct _LnetChanges
{
  gatomicrefcount ref_count;
  gboolean tables[LNET_TABLE_LAST];
  GHashTable *rows; /* LnetId */
  gboolean everything;
  gboolean many;
};

G_DEFINE_BOXED_TYPE (LnetChanges, lnet_changes, lnet_changes_ref, lnet_changes_unref)

LnetChanges *
lnet_changes_new (void)
{
  LnetChanges *self = g_new0 (LnetChanges, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->rows = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, NULL);
  return self;
}

LnetChanges *
lnet_changes_ref (LnetChanges *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
lnet_changes_unref (LnetChanges *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_hash_table_unref (self->rows);
  g_free (self);
}

void
lnet_changes_add (LnetChanges  *self,
                  guint         table,
                  const LnetId *row)
{
  self->tables[table] = TRUE;
  if (self->many || g_hash_table_contains (self->rows, row))
    return;
  if (g_hash_table_size (self->rows) == MOST_ROWS)
    self->many = TRUE;
  else
    g_hash_table_add (self->rows, lnet_id_copy (row));
}

void
lnet_changes_set_everything (LnetChanges *self)
{
  self->everything = TRUE;
}

gboolean
lnet_changes_is_empty (const LnetChanges *self)
{
  return !self->everything && g_hash_table_size (self->rows) == 0;
}

gboolean
lnet_changes_has_table (const LnetChanges *self,
                        LnetTable          table)
{
  return self->everything || self->tables[table];
}

gboolean
lnet_changes_has_row (const LnetChanges *self,
                      const LnetId      *row)
{
  return self->everything || self->many || g_hash_table_contains (self->rows, row);
}

gboolean
lnet_changes_is_everything (const LnetChanges *self)
{
  return self->everything;
}

gboolean
lnet_changes_is_large (const LnetChanges *self)
{
  return self->everything || self->many;
}
