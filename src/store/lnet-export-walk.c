/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-export-private.h"

#include "lnet-statements.h"

static const LnetStatement id_statement = {
  "export-id",
  "SELECT id FROM member WHERE pk = ?1 AND deleted = 0",
  NULL,
};

const LnetStatement *const lnet_export_statements[] = { &id_statement, NULL };

static gboolean
read_id (LnetExporter  *self,
         guint          position,
         LnetId        *id,
         GError       **error)
{
  g_autoptr (LnetRows) rows = lnet_reader_query (self->reader, &id_statement);

  lnet_rows_bind_integer (rows, 1, lnet_member_order_get_pk (self->order, position));
  *id = lnet_rows_step (rows) ? lnet_rows_id (rows, 0) : lnet_id_null ();
  return lnet_rows_end (g_steal_pointer (&rows), error);
}

static gboolean
is_yes (const char *value)
{
  return g_strcmp0 (value, "1") == 0;
}

/* What the directory does not show. */
static void
hide_private (LnetPerson *person)
{
  gboolean share_email = is_yes (person->values[LNET_IMPORT_SHARE_EMAIL]);
  gboolean share_phone = is_yes (person->values[LNET_IMPORT_SHARE_PHONE]);

  for (guint i = LNET_IMPORT_REGISTRY_STATE; i <= LNET_IMPORT_NOTE; i++)
    g_clear_pointer (&person->values[i], g_free);
  for (guint i = person->channels->len; i > 0; i--)
    {
      LnetPersonChannel *channel = person->channels->pdata[i - 1];

      if (!(g_str_equal (channel->kind, "email") ? share_email : share_phone))
        g_ptr_array_remove_index (person->channels, i - 1);
    }
}

gboolean
lnet_exporter_walk (LnetExporter      *self,
                    LnetExporterFunc   each,
                    gpointer           data,
                    GError           **error)
{
  for (guint i = 0; i < lnet_member_order_get_n (self->order); i++)
    {
      g_autoptr (LnetPerson) person = NULL;
      g_autoptr (GError) local_error = NULL;
      LnetId id;

      if (g_cancellable_set_error_if_cancelled (self->cancellable, error) || !read_id (self, i, &id, error))
        return FALSE;
      person = lnet_person_load (self->reader, &id, self->places, &local_error);
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (person != NULL && !self->with_private)
        hide_private (person);
      if (person != NULL && !each (self, person, data, error))
        return FALSE;
      g_atomic_int_inc (self->n_done);
    }
  return TRUE;
}

/* Columns */

/* How many there are of what repeats, and where somebody has something. */
typedef struct
{
  guint most[LNET_EXPORT_EACH_ROLE + 1];
  gboolean used[LNET_EXPORT_N_FIELDS];
} Survey;

static gboolean
is_asked_for (LnetExporter           *self,
              const LnetExportColumn *column)
{
  if (column->group == LNET_EXPORT_STAFF && !self->with_private)
    return FALSE;
  return self->words == NULL || g_strv_contains (self->words, column->word);
}

static void
count_most (Survey           *survey,
            const LnetPerson *person)
{
  guint n_emails = 0;

  for (guint i = 0; i < person->channels->len; i++)
    n_emails += g_str_equal (((LnetPersonChannel *) person->channels->pdata[i])->kind, "email");
  survey->most[LNET_EXPORT_EACH_EMAIL] = MAX (survey->most[LNET_EXPORT_EACH_EMAIL], n_emails);
  survey->most[LNET_EXPORT_EACH_PHONE] = MAX (survey->most[LNET_EXPORT_EACH_PHONE], person->channels->len - n_emails);
  survey->most[LNET_EXPORT_EACH_ROLE] = MAX (survey->most[LNET_EXPORT_EACH_ROLE], person->roles->len);
}

static guint
count_of (const LnetPerson *person,
          LnetExportEach    each)
{
  if (each == LNET_EXPORT_ONCE)
    return 1;
  return each == LNET_EXPORT_EACH_ROLE ? person->roles->len : person->channels->len;
}

/* All columns of a field go or stay together: the second kind belongs to the second phone. */
static gboolean
survey_person (LnetExporter  *self,
               LnetPerson    *person,
               gpointer       data,
               GError       **error)
{
  Survey *survey = data;
  guint n_columns;
  const LnetExportColumn *columns = lnet_export_column_list (&n_columns);

  count_most (survey, person);
  for (guint i = 0; self->words == NULL && i < n_columns; i++)
    for (guint nth = 0; !survey->used[columns[i].field] && nth < count_of (person, columns[i].each); nth++)
      {
        LnetExportPlace place = { &columns[i], nth };
        g_autoptr (GError) local_error = NULL;
        g_autofree char *text = lnet_exporter_dup_cell (self, person, &place, &local_error);

        if (local_error != NULL)
          {
            g_propagate_error (error, g_steal_pointer (&local_error));
            return FALSE;
          }
        survey->used[columns[i].field] = text != NULL && text[0] != '\0';
      }
  return TRUE;
}

/* A column that is empty in every row is left out, but for those that everybody looks for or somebody asked for. */
static gboolean
is_kept (LnetExporter           *self,
         const Survey           *survey,
         const LnetExportColumn *column)
{
  if (!is_asked_for (self, column))
    return FALSE;
  return self->words != NULL || survey->used[column->field] || column->field == LNET_IMPORT_MEMBER_ID ||
         column->field == LNET_IMPORT_FIRST || column->field == LNET_IMPORT_LAST;
}

static void
add_columns (LnetExporter   *self,
             const Survey   *survey,
             LnetExportEach  each,
             guint           n)
{
  guint n_columns;
  const LnetExportColumn *columns = lnet_export_column_list (&n_columns);

  for (guint nth = 0; nth < n; nth++)
    for (guint i = 0; i < n_columns; i++)
      {
        LnetExportPlace place = { &columns[i], nth };

        if (columns[i].each == each && is_kept (self, survey, &columns[i]))
          g_array_append_val (self->columns, place);
      }
}

gboolean
lnet_exporter_lay_out (LnetExporter  *self,
                       gboolean       with_history,
                       GError       **error)
{
  Survey survey = { { 1, 1, 1, 1 }, { FALSE } };

  if (!lnet_exporter_walk (self, survey_person, &survey, error))
    return FALSE;
  if (!with_history)
    survey.most[LNET_EXPORT_EACH_ROLE] = 1;
  for (guint each = 0; each < G_N_ELEMENTS (survey.most); each++)
    add_columns (self, &survey, each, survey.most[each]);
  return TRUE;
}

gboolean
lnet_exporter_has (LnetExporter *self,
                   guint         field)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (g_array_index (self->columns, LnetExportPlace, i).what->field == field)
      return TRUE;
  return FALSE;
}
