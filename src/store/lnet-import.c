/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-csv-writer.h"
#include "lnet-date-parse.h"
#include "lnet-error.h"
#include "lnet-import-plan-private.h"
#include "lnet-import-table.h"
#include "lnet-worker.h"

/*
 * The object is owned by the main thread and lent to one worker at a time; only the progress is read meanwhile, as an
 * atomic number.
 */

#define HEADING_ROWS 10 /* among the first so many non-blank ones the headings are looked for */
#define SAMPLE_ROWS 20
#define SAMPLES 4
#define SAMPLE_LENGTH 40
#define LARGE_PLAN 5000 /* rows */

typedef struct
{
  char *heading;
  char *samples;
} Column;

struct _LnetImport
{
  GObject parent_instance;

  GFile *file;
  GPtrArray *columns; /* Column */
  GArray *fields;     /* LnetImportField, one a column */
  guint heading_row;  /* how many rows stand before the headings */
  guint heading_line;
  LnetTextEncoding encoding;
  char delimiter;

  LnetImportPlan *plan;
  int progress; /* per mille; atomic */
};

G_DEFINE_FINAL_TYPE (LnetImport, lnet_import, G_TYPE_OBJECT)

static void
column_free (gpointer data)
{
  Column *column = data;

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
  self->columns = g_ptr_array_new_with_free_func (column_free);
  self->fields = g_array_new (FALSE, TRUE, sizeof (LnetImportField));
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

/* Looking */

typedef struct
{
  guint line;
  char **cells;
  guint n_cells;
} Head;

static void
head_free (gpointer data)
{
  Head *head = data;

  g_strfreev (head->cells);
  g_free (head);
}

static GPtrArray *
read_heads (LnetImportTable  *reader,
            GError          **error)
{
  g_autoptr (GPtrArray) heads = g_ptr_array_new_with_free_func (head_free);
  g_autoptr (GError) local_error = NULL;
  const LnetCsvRow *row;

  while (heads->len < HEADING_ROWS + SAMPLE_ROWS && (row = lnet_import_table_next (reader, &local_error)) != NULL)
    {
      Head *head = g_new0 (Head, 1);

      head->line = row->line;
      head->n_cells = row->n_cells;
      head->cells = g_new0 (char *, row->n_cells + 1);
      for (guint i = 0; i < row->n_cells; i++)
        head->cells[i] = g_strdup (row->cells[i]);
      g_ptr_array_add (heads, head);
    }
  if (local_error == NULL)
    return g_steal_pointer (&heads);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/* Some rosters begin with a title and a date: the headings are the row that reads most like headings. */
static guint
find_heading_row (GPtrArray *heads)
{
  guint best = 0, best_count = 1;

  for (guint i = 0; i < MIN (heads->len, HEADING_ROWS); i++)
    {
      Head *head = heads->pdata[i];
      guint count = lnet_import_field_count_known ((const char *const *) head->cells, head->n_cells);

      if (count > best_count)
        {
          best = i;
          best_count = count;
        }
    }
  return best;
}

static char *
collect_samples (GPtrArray *heads,
                 guint      from,
                 guint      column)
{
  g_autoptr (GPtrArray) samples = g_ptr_array_new_null_terminated (SAMPLES, g_free, TRUE);

  for (guint i = from; i < heads->len && samples->len < SAMPLES; i++)
    {
      Head *head = heads->pdata[i];
      g_autofree char *tidy = column < head->n_cells ? lnet_import_tidy_line (head->cells[column]) : NULL;

      if (tidy == NULL)
        continue;
      if (g_utf8_strlen (tidy, -1) > SAMPLE_LENGTH)
        {
          g_autofree char *begin = g_utf8_substring (tidy, 0, SAMPLE_LENGTH);

          g_free (tidy);
          tidy = g_strconcat (begin, "…", NULL);
        }
      if (!g_ptr_array_find_with_equal_func (samples, tidy, g_str_equal, NULL))
        g_ptr_array_add (samples, g_steal_pointer (&tidy));
    }
  return g_strjoinv (" · ", (char **) samples->pdata);
}

static void
take_headings (LnetImport *self,
               GPtrArray  *heads)
{
  Head *headings;

  self->heading_row = find_heading_row (heads);
  headings = heads->pdata[self->heading_row];
  self->heading_line = headings->line;
  g_ptr_array_set_size (self->columns, 0);
  for (guint i = 0; i < headings->n_cells; i++)
    {
      Column *column = g_new0 (Column, 1);

      column->heading = lnet_import_tidy_line (headings->cells[i]);
      if (column->heading == NULL)
        column->heading = g_strdup_printf (_("Column %u"), i + 1);
      column->samples = collect_samples (heads, self->heading_row + 1, i);
      g_ptr_array_add (self->columns, column);
    }
  g_array_set_size (self->fields, headings->n_cells);
  lnet_import_field_propose ((const char *const *) headings->cells, headings->n_cells,
                             (LnetImportField *) (gpointer) self->fields->data);
}

gboolean
lnet_import_look (LnetImport   *self,
                  GCancellable *cancellable,
                  GError      **error)
{
  g_autoptr (LnetImportTable) reader = lnet_import_table_open (self->file, cancellable, error);
  g_autoptr (GPtrArray) heads = NULL;

  if (reader == NULL)
    return FALSE;
  heads = read_heads (reader, error);
  if (heads == NULL)
    return FALSE;
  if (heads->len == 0)
    {
      g_set_error_literal (error, LNET_ERROR, LNET_ERROR_INVALID, _("This file is empty. Nothing was read."));
      return FALSE;
    }
  self->encoding = lnet_import_table_get_encoding (reader);
  self->delimiter = lnet_import_table_get_delimiter (reader);
  take_headings (self, heads);
  return TRUE;
}

static void
look_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  if (lnet_import_look (source, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
lnet_import_look_async (LnetImport          *self,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, lnet_import_look_async);
  lnet_worker_run (task, look_in_thread);
}

gboolean
lnet_import_look_finish (LnetImport   *self,
                         GAsyncResult *result,
                         GError      **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

guint
lnet_import_get_n_columns (LnetImport *self)
{
  return self->columns->len;
}

const char *
lnet_import_get_heading (LnetImport *self,
                         guint       column)
{
  g_return_val_if_fail (column < self->columns->len, NULL);
  return ((Column *) self->columns->pdata[column])->heading;
}

const char *
lnet_import_get_samples (LnetImport *self,
                         guint       column)
{
  g_return_val_if_fail (column < self->columns->len, NULL);
  return ((Column *) self->columns->pdata[column])->samples;
}

LnetImportField
lnet_import_get_field (LnetImport *self,
                       guint       column)
{
  g_return_val_if_fail (column < self->fields->len, LNET_IMPORT_NONE);
  return g_array_index (self->fields, LnetImportField, column);
}

void
lnet_import_set_field (LnetImport      *self,
                       guint            column,
                       LnetImportField  field)
{
  g_return_if_fail (column < self->fields->len && field < LNET_IMPORT_N_FIELDS);

  for (guint i = 0; i < self->fields->len; i++)
    if (!lnet_import_field_repeats (field) && g_array_index (self->fields, LnetImportField, i) == field)
      g_array_index (self->fields, LnetImportField, i) = LNET_IMPORT_NONE;
  g_array_index (self->fields, LnetImportField, column) = field;
}

gboolean
lnet_import_has_names (LnetImport *self)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      LnetImportField field = g_array_index (self->fields, LnetImportField, i);

      if (field == LNET_IMPORT_FIRST || field == LNET_IMPORT_LAST || field == LNET_IMPORT_FULL_NAME ||
          field == LNET_IMPORT_PREFERRED)
        return TRUE;
    }
  return FALSE;
}

char *
lnet_import_describe_format (LnetImport *self)
{
  const char *encoding = lnet_text_encoding_get_name (self->encoding);

  switch (self->delimiter)
    {
    case ';':
      return g_strdup_printf (_("%s, columns parted by semicolons"), encoding);
    case '\t':
      return g_strdup_printf (_("%s, columns parted by tabs"), encoding);
    case '\0':
      /* Translators: %s is an encoding such as UTF-8 */
      return g_strdup_printf (_("vCards in %s"), encoding);
    case '|':
      return g_strdup_printf (_("%s, columns parted by vertical bars"), encoding);
    default:
      return g_strdup_printf (_("%s, columns parted by commas"), encoding);
    }
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
    g_ptr_array_add (headings, ((Column *) self->columns->pdata[i])->heading);
  columns.n_columns = self->columns->len;
  columns.fields = (const LnetImportField *) (gpointer) self->fields->data;
  columns.headings = (const char *const *) headings->pdata;
  self->plan = lnet_import_plan_make (self->file, &columns, self->heading_row, reader, &self->progress, cancellable,
                                      error);
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
    g_ptr_array_add (cells, ((Column *) self->columns->pdata[i])->heading);
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
