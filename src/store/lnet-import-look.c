/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-import-self-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-error.h"
#include "lnet-import-memory-private.h"
#include "lnet-import-table.h"
#include "lnet-worker.h"

/* What a roster looks like: its headings, what stands under them, and which field each column is taken for. */

#define HEADING_ROWS 10 /* among the first so many non-blank ones the headings are looked for */
#define SAMPLE_ROWS 20
#define SAMPLES 4
#define SAMPLE_LENGTH 40

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

static LnetImportField *
get_fields (GArray *fields)
{
  return (LnetImportField *) (gpointer) fields->data;
}

static GPtrArray *
list_headings (LnetImport *self)
{
  GPtrArray *headings = g_ptr_array_new ();

  for (guint i = 0; i < self->columns->len; i++)
    g_ptr_array_add (headings, ((LnetImportColumn *) self->columns->pdata[i])->heading);
  return headings;
}

static gboolean
is_as_proposed (LnetImport *self)
{
  return self->fields->len == 0 ||
         memcmp (self->fields->data, self->proposed->data, self->fields->len * sizeof (LnetImportField)) == 0;
}

void
lnet_import_reset_fields (LnetImport *self)
{
  if (self->proposed->len > 0)
    memcpy (self->fields->data, self->proposed->data, self->proposed->len * sizeof (LnetImportField));
  self->remembered = FALSE;
}

static void
recall_fields (LnetImport *self)
{
  g_autoptr (GPtrArray) headings = list_headings (self);

  lnet_import_reset_fields (self);
  self->remembered =
      self->uses_memory &&
      lnet_import_memory_find ((const char *const *) headings->pdata, headings->len, get_fields (self->fields)) &&
      !is_as_proposed (self);
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
      LnetImportColumn *column = g_new0 (LnetImportColumn, 1);

      column->heading = lnet_import_tidy_line (headings->cells[i]);
      if (column->heading == NULL)
        column->heading = g_strdup_printf (_("Column %u"), i + 1);
      column->samples = collect_samples (heads, self->heading_row + 1, i);
      g_ptr_array_add (self->columns, column);
    }
  g_array_set_size (self->fields, headings->n_cells);
  g_array_set_size (self->proposed, headings->n_cells);
  lnet_import_field_propose ((const char *const *) headings->cells, headings->n_cells, get_fields (self->proposed));
  recall_fields (self);
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
  return ((LnetImportColumn *) self->columns->pdata[column])->heading;
}

const char *
lnet_import_get_samples (LnetImport *self,
                         guint       column)
{
  g_return_val_if_fail (column < self->columns->len, NULL);
  return ((LnetImportColumn *) self->columns->pdata[column])->samples;
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

/* Memory */

void
lnet_import_use_memory (LnetImport *self)
{
  self->uses_memory = TRUE;
}

gboolean
lnet_import_is_remembered (LnetImport *self)
{
  return self->remembered;
}

gboolean
lnet_import_remember (LnetImport *self,
                      GError    **error)
{
  g_autoptr (GPtrArray) headings = list_headings (self);

  return lnet_import_memory_keep ((const char *const *) headings->pdata, headings->len,
                                  is_as_proposed (self) ? NULL : get_fields (self->fields), error);
}

/* What is kept, as it was when that was asked for: the window may change it meanwhile. */
typedef struct
{
  char **headings;
  LnetImportField *fields; /* (nullable) */
} Kept;

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_strfreev (kept->headings);
  g_free (kept->fields);
  g_free (kept);
}

static void
remember_in_thread (GTask        *task,
                    gpointer      source,
                    gpointer      data,
                    GCancellable *cancellable)
{
  const Kept *kept = data;
  const char *const *headings = (const char *const *) kept->headings;
  g_autoptr (GError) error = NULL;

  if (lnet_import_memory_keep (headings, g_strv_length (kept->headings), kept->fields, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
lnet_import_remember_async (LnetImport          *self,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  Kept *kept = g_new0 (Kept, 1);

  kept->headings = g_new0 (char *, self->columns->len + 1);
  for (guint i = 0; i < self->columns->len; i++)
    kept->headings[i] = g_strdup (lnet_import_get_heading (self, i));
  if (!is_as_proposed (self))
    kept->fields = g_memdup2 (self->fields->data, self->fields->len * sizeof (LnetImportField));
  g_task_set_source_tag (task, lnet_import_remember_async);
  g_task_set_task_data (task, kept, kept_free);
  lnet_worker_run (task, remember_in_thread);
}

gboolean
lnet_import_remember_finish (LnetImport    *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
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

