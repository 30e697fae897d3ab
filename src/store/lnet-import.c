/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-import-self-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-csv-writer.h"
#include "lnet-error.h"
#include "lnet-import-pictures-private.h"
#include "lnet-worker.h"

/*
 * The object is owned by the main thread and lent to one worker at a time; only the progress is read meanwhile, as an
 * atomic number.
 */

#define LARGE_PLAN 5000 /* rows */

G_DEFINE_FINAL_TYPE (LnetImport, lnet_import, G_TYPE_OBJECT)

void
lnet_import_column_free (gpointer data)
{
  LnetImportColumn *column = data;

  g_free (column->heading);
  g_free (column->samples);
  g_free (column);
}

static gpointer
let_go (gpointer plan)
{
  lnet_import_plan_free (plan);
  return NULL;
}

/* A large plan takes long enough to free for the window to stand still, so that is done elsewhere. */
static void
forget_plan (LnetImport *self)
{
  LnetImportPlan *plan = g_steal_pointer (&self->plan);

  if (plan != NULL && plan->rows->len > LARGE_PLAN)
    g_thread_unref (g_thread_new ("lnet-let-go", let_go, plan));
  else
    g_clear_pointer (&plan, lnet_import_plan_free);
}

static void
lnet_import_finalize (GObject *object)
{
  LnetImport *self = LNET_IMPORT (object);

  g_clear_object (&self->file);
  g_ptr_array_unref (self->columns);
  g_array_unref (self->fields);
  g_array_unref (self->proposed);
  g_hash_table_unref (self->settings.decisions);
  g_hash_table_unref (self->settings.same);
  lnet_import_pictures_free (self->settings.pictures);
  forget_plan (self);

  G_OBJECT_CLASS (lnet_import_parent_class)->finalize (object);
}

static void
lnet_import_class_init (LnetImportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lnet_import_finalize;
}

static void
lnet_import_init (LnetImport *self)
{
  self->columns = g_ptr_array_new_with_free_func (lnet_import_column_free);
  self->fields = g_array_new (FALSE, TRUE, sizeof (LnetImportField));
  self->proposed = g_array_new (FALSE, TRUE, sizeof (LnetImportField));
  self->settings.rules = LNET_IMPORT_ALL_RULES;
  self->settings.on_conflict = LNET_IMPORT_TAKE;
  self->settings.decisions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->settings.same = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->settings.pictures = lnet_import_pictures_new ();
}

LnetImport *
lnet_import_new (GFile *file)
{
  LnetImport *self;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  self = g_object_new (LNET_TYPE_IMPORT, NULL);
  self->file = g_object_ref (file);
  return self;
}

GFile *
lnet_import_get_file (LnetImport *self)
{
  return self->file;
}

void
lnet_import_set_picture_func (LnetImport            *self,
                              LnetImportPictureFunc  func,
                              gpointer               user_data)
{
  lnet_import_pictures_set_func (self->settings.pictures, func, user_data);
}

/* Planning */

gboolean
lnet_import_plan (LnetImport   *self,
                  LnetReader   *reader,
                  GCancellable *cancellable,
                  GError      **error)
{
  g_autoptr (GPtrArray) headings = g_ptr_array_new ();
  LnetImportColumns columns;

  g_clear_pointer (&self->plan, lnet_import_plan_free);
  self->outdated = FALSE;
  g_atomic_int_set (&self->progress, 0);
  if (self->columns->len == 0 && !lnet_import_look (self, cancellable, error))
    return FALSE;
  if (!lnet_import_has_names (self))
    {
      g_set_error_literal (error, LNET_ERROR, LNET_ERROR_INVALID,
                           _("No column of this file is known to hold names, so nothing was imported. Its first line "
                             "should name its columns, such as First name, Last name, E-mail and Phone."));
      return FALSE;
    }
  for (guint i = 0; i < self->columns->len; i++)
    g_ptr_array_add (headings, ((LnetImportColumn *) self->columns->pdata[i])->heading);
  columns.n_columns = self->columns->len;
  columns.fields = (const LnetImportField *) (gpointer) self->fields->data;
  columns.headings = (const char *const *) headings->pdata;
  self->plan = lnet_import_plan_make (self->file, &columns, self->heading_row, &self->settings, reader,
                                      &self->progress, cancellable, error);
  return self->plan != NULL;
}

static void
plan_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetReader) reader = lnet_store_open_reader (data, &error);

  if (reader != NULL)
    lnet_reader_set_cancellable (reader, cancellable);
  if (reader != NULL && lnet_import_plan (source, reader, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
lnet_import_plan_async (LnetImport          *self,
                        LnetStore           *store,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, lnet_import_plan_async);
  g_task_set_task_data (task, g_object_ref (store), g_object_unref);
  lnet_worker_run (task, plan_in_thread);
}

gboolean
lnet_import_plan_finish (LnetImport   *self,
                         GAsyncResult *result,
                         GError      **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

double
lnet_import_get_progress (LnetImport *self)
{
  return g_atomic_int_get (&self->progress) / 1000.0;
}

const LnetImportCounts *
lnet_import_get_counts (LnetImport *self)
{
  g_return_val_if_fail (self->plan != NULL, NULL);
  return &self->plan->counts;
}

guint
lnet_import_get_n_rows (LnetImport *self)
{
  return self->plan != NULL ? self->plan->rows->len : 0;
}

const LnetImportRow *
lnet_import_get_row (LnetImport *self,
                     guint       position)
{
  g_return_val_if_fail (self->plan != NULL && position < self->plan->rows->len, NULL);
  return &g_array_index (self->plan->rows, LnetImportRow, position);
}

const char *const *
lnet_import_get_remarks (LnetImport *self)
{
  g_return_val_if_fail (self->plan != NULL, NULL);
  return (const char *const *) self->plan->remarks->pdata;
}

LnetTransaction *
lnet_import_steal_transaction (LnetImport *self)
{
  g_return_val_if_fail (self->plan != NULL && self->plan->transaction != NULL, NULL);
  return g_steal_pointer (&self->plan->transaction);
}

/* Rejected rows */

static gboolean
write_rejects (LnetImport    *self,
               LnetCsvWriter *writer,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();

  g_ptr_array_add (cells, (gpointer) _("Line"));
  g_ptr_array_add (cells, (gpointer) _("Reason"));
  for (guint i = 0; i < self->columns->len; i++)
    g_ptr_array_add (cells, ((LnetImportColumn *) self->columns->pdata[i])->heading);
  if (!lnet_csv_writer_add_row (writer, (const char *const *) cells->pdata, cells->len, cancellable, error))
    return FALSE;
  for (guint i = 0; i < self->plan->rejects->len; i++)
    {
      LnetImportReject *reject = self->plan->rejects->pdata[i];
      g_autofree char *line = g_strdup_printf ("%u", reject->line);

      g_ptr_array_set_size (cells, 0);
      g_ptr_array_add (cells, line);
      g_ptr_array_add (cells, reject->reason);
      for (guint j = 0; reject->cells[j] != NULL; j++)
        g_ptr_array_add (cells, reject->cells[j]);
      if (!lnet_csv_writer_add_row (writer, (const char *const *) cells->pdata, cells->len, cancellable, error))
        return FALSE;
    }
  return lnet_csv_writer_finish (writer, cancellable, error);
}

gboolean
lnet_import_write_rejects (LnetImport   *self,
                           GFile        *to,
                           GCancellable *cancellable,
                           GError      **error)
{
  g_autoptr (LnetCsvWriter) writer = NULL;

  g_return_val_if_fail (self->plan != NULL, FALSE);

  writer = lnet_csv_writer_open (to, TRUE, cancellable, error);
  return writer != NULL && write_rejects (self, writer, cancellable, error);
}

static void
write_rejects_in_thread (GTask        *task,
                         gpointer      source,
                         gpointer      data,
                         GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  if (lnet_import_write_rejects (source, data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
lnet_import_write_rejects_async (LnetImport          *self,
                                 GFile               *to,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, lnet_import_write_rejects_async);
  g_task_set_task_data (task, g_object_ref (to), g_object_unref);
  lnet_worker_run (task, write_rejects_in_thread);
}

gboolean
lnet_import_write_rejects_finish (LnetImport   *self,
                                  GAsyncResult *result,
                                  GError      **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
