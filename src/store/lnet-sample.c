/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-sample.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "lnet-error.h"
#include "lnet-sample-private.h"
#include "lnet-worker.h"
#include "lnet-writer.h"

#define INDEX "samples/samples.json"

/* Read once and kept: what samples there are. */
typedef struct
{
  JsonNode *root;
  GStrv names;
} Index;

static Index *
get_index (void)
{
  static Index *shared;

  if (g_once_init_enter_pointer (&shared))
    {
      Index *index = g_new0 (Index, 1);
      g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
      JsonArray *rows;

      index->root = lnet_data_load (INDEX);
      rows = json_object_get_array_member (json_node_get_object (index->root), "samples");
      for (guint i = 0; i < json_array_get_length (rows); i++)
        g_strv_builder_add (names, lnet_data_get_text (json_array_get_object_element (rows, i), "key"));
      index->names = g_strv_builder_end (names);
      g_once_init_leave_pointer (&shared, index);
    }
  return shared;
}

static JsonObject *
find_row (const char *which)
{
  JsonArray *rows = json_object_get_array_member (json_node_get_object (get_index ()->root), "samples");

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      if (g_strcmp0 (lnet_data_get_text (row, "key"), which) == 0)
        return row;
    }
  return NULL;
}

const char *const *
lnet_sample_get_names (void)
{
  return (const char *const *) get_index ()->names;
}

gboolean
lnet_sample_exists (const char *which)
{
  return which != NULL && find_row (which) != NULL;
}

const char *
lnet_sample_get_title (const char *which)
{
  JsonObject *row = find_row (which);

  return row != NULL ? lnet_data_get_translated (row, "title") : NULL;
}

const char *
lnet_sample_get_description (const char *which)
{
  JsonObject *row = find_row (which);

  return row != NULL ? lnet_data_get_translated (row, "description") : NULL;
}

/* --- filling a file --- */

static gboolean
write_all (LnetWriter   *writer,
           const char   *which,
           GDateTime    *now,
           GCancellable *cancellable,
           GError      **error)
{
  g_autoptr (LnetSample) sample = lnet_sample_new (which, lnet_writer_get_network (writer), now);
  g_autoptr (GPtrArray) transactions = lnet_sample_build (sample);
  LnetId nobody = lnet_id_null ();

  for (guint i = 0; i < transactions->len; i++)
    {
      g_autoptr (LnetChanges) changes = lnet_changes_new ();
      LnetId group;

      if (!lnet_writer_commit (writer, g_ptr_array_index (transactions, i), &nobody, cancellable, changes, &group,
                               error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
fill (const char   *path,
      const char   *which,
      GDateTime    *now,
      GCancellable *cancellable,
      GError      **error)
{
  g_autoptr (LnetWriter) writer = lnet_writer_open (path, error);

  return writer != NULL && lnet_writer_set_bulk (writer, TRUE, error) &&
         write_all (writer, which, now, cancellable, error) && lnet_writer_set_bulk (writer, FALSE, error);
}

static void
remove_file (const char *path)
{
  static const char *const endings[] = { "", "-wal", "-shm" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (path, endings[i], NULL);

      g_unlink (name);
    }
}

gboolean
lnet_sample_make_file (const char   *path,
                       const char   *which,
                       GDateTime    *now,
                       GCancellable *cancellable,
                       GError      **error)
{
  JsonObject *row = find_row (which);

  if (row == NULL)
    {
      g_autofree char *names = g_strjoinv (", ", get_index ()->names);

      g_set_error (error, LNET_ERROR, LNET_ERROR_NOT_FOUND,
                   /* Translators: the first %s is a name that somebody typed, the second a list of names */
                   _("There is no sample network “%s”. Choose one of these: %s."), which, names);
      return FALSE;
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !lnet_writer_create_file (path, lnet_data_get_text (row, "name"), error))
    return FALSE;
  if (fill (path, which, now, cancellable, error))
    return TRUE;
  remove_file (path);
  return FALSE;
}

LnetStore *
lnet_sample_create (const char  *path,
                    const char  *which,
                    GError     **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  g_return_val_if_fail (path != NULL && which != NULL, NULL);
  return lnet_sample_make_file (path, which, now, NULL, error) ? lnet_store_open (path, error) : NULL;
}

/* --- without blocking --- */

typedef struct
{
  char *path;
  char *which;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  g_free (order->path);
  g_free (order->which);
  g_free (order);
}

static void
make_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Order *order = data;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GError) error = NULL;

  if (lnet_sample_make_file (order->path, order->which, now, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
opened (GObject      *source,
        GAsyncResult *result,
        gpointer      data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetStore) store = lnet_store_open_finish (result, &error);

  if (store != NULL)
    g_task_return_pointer (task, g_steal_pointer (&store), g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
made (GObject      *source,
      GAsyncResult *result,
      gpointer      data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  Order *order = g_task_get_task_data (task);

  if (g_task_propagate_boolean (G_TASK (result), &error))
    lnet_store_open_async (order->path, NULL, opened, g_steal_pointer (&task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
lnet_sample_create_async (const char          *path,
                          const char          *which,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) making = NULL;
  GTask *task;
  Order *order;

  g_return_if_fail (path != NULL && which != NULL);
  task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (task, lnet_sample_create_async);
  order = g_new0 (Order, 1);
  order->path = g_strdup (path);
  order->which = g_strdup (which);
  g_task_set_task_data (task, order, order_free);

  making = g_task_new (NULL, cancellable, made, task);
  g_task_set_source_tag (making, make_in_thread);
  /* Whether a file was left behind is known to the worker alone. */
  g_task_set_check_cancellable (making, FALSE);
  g_task_set_task_data (making, order, NULL);
  lnet_worker_run (making, make_in_thread);
}

LnetStore *
lnet_sample_create_finish (GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
