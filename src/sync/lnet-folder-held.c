/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-folder-held.h"

static guint
hash_log (gconstpointer key)
{
  const LnetId *ids = key;

  return lnet_id_hash (&ids[0]) * 31 + lnet_id_hash (&ids[1]);
}

static gboolean
is_same_log (gconstpointer a,
             gconstpointer b)
{
  const LnetId *one = a, *other = b;

  return lnet_id_equal (&one[0], &other[0]) && lnet_id_equal (&one[1], &other[1]);
}

void
lnet_folder_held_clear (LnetFolderHeld *held)
{
  g_clear_pointer (&held->logs, g_hash_table_unref);
}

GArray *
lnet_folder_held_get (LnetFolderHeld *held,
                      const LnetId   *space,
                      const LnetId   *desk)
{
  const LnetId ids[2] = { *space, *desk };
  GArray *ranges = g_hash_table_lookup (held->logs, ids);

  if (ranges == NULL)
    {
      ranges = lnet_ranges_new ();
      g_hash_table_insert (held->logs, g_memdup2 (ids, sizeof ids), ranges);
    }
  return ranges;
}

gboolean
lnet_folder_held_read (LnetFolderHeld  *held,
                       LnetFolderSync  *self,
                       gboolean         vouched,
                       GError         **error)
{
  g_autoptr (GArray) waiting = NULL;

  lnet_folder_held_clear (held);
  g_clear_pointer (&self->vector, g_array_unref);
  held->logs = g_hash_table_new_full (hash_log, is_same_log, g_free, (GDestroyNotify) g_array_unref);
  self->vector = LNET_FOLDER_DESK_GET_IFACE (self->desk)->read_vector (self->desk, error);
  if (self->vector == NULL)
    return FALSE;
  waiting = LNET_FOLDER_DESK_GET_IFACE (self->desk)->read_waiting (self->desk, vouched, error);
  if (waiting == NULL)
    return FALSE;
  for (guint i = 0; i < self->vector->len; i++)
    {
      const LnetMark *mark = &g_array_index (self->vector, LnetMark, i);

      if (mark->n > 0)
        lnet_ranges_add (lnet_folder_held_get (held, &mark->space, &mark->desk), 1, mark->n);
    }
  for (guint i = 0; i < waiting->len; i++)
    {
      const LnetMark *mark = &g_array_index (waiting, LnetMark, i);

      lnet_ranges_add (lnet_folder_held_get (held, &mark->space, &mark->desk), mark->n, mark->n);
    }
  return TRUE;
}

guint64
lnet_folder_held_count_lacking (LnetFolderHeld *held,
                                const GArray   *after,
                                const GArray   *until)
{
  guint64 n = 0;

  for (guint i = 0; i < until->len; i++)
    {
      const LnetMark *mark = &g_array_index (until, LnetMark, i);
      guint64 from = after != NULL ? lnet_vector_get (after, &mark->space, &mark->desk) + 1 : 1;

      n += lnet_ranges_count_lacking (lnet_folder_held_get (held, &mark->space, &mark->desk), from, mark->n);
    }
  return n;
}
