/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-export.h"

#include "lnet-csv-writer.h"
#include "lnet-day.h"
#include "lnet-export-card-private.h"
#include "lnet-file-writer.h"
#include "lnet-members.h"
#include "lnet-person-private.h"
#include "lnet-statements.h"
#include "lnet-worker.h"

/* Blocks; in a worker, or in a subcommand. */

/* A column: a field, and which of several. */
typedef struct
{
  LnetImportField field;
  guint nth;
  gboolean used; /* somebody has something in it */
} Column;

/* In the order of the file. What repeats follows in groups. */
static const LnetImportField person_fields[] = {
  LNET_IMPORT_MEMBER_ID,      LNET_IMPORT_FIRST,          LNET_IMPORT_LAST,        LNET_IMPORT_PREFERRED,
  LNET_IMPORT_PRONOUNS,       LNET_IMPORT_PRONUNCIATION,  LNET_IMPORT_STATUS,      LNET_IMPORT_JOINED,
  LNET_IMPORT_TOWN,           LNET_IMPORT_REGION,         LNET_IMPORT_RURALITY,    LNET_IMPORT_LANGUAGE,
  LNET_IMPORT_OTHER_LANGUAGES, LNET_IMPORT_INTERPRETATION, LNET_IMPORT_REGISTRY_STATE, LNET_IMPORT_REGISTRY_ID,
  LNET_IMPORT_REGISTRY_EMAIL, LNET_IMPORT_CAREER_LEVEL,   LNET_IMPORT_NOTE,        LNET_IMPORT_WISDOM,
  LNET_IMPORT_WISHES,         LNET_IMPORT_ATTRIBUTION,    LNET_IMPORT_SHARE_EMAIL, LNET_IMPORT_SHARE_PHONE,
  LNET_IMPORT_MEDIA_RELEASE,  LNET_IMPORT_TEXT_OPT_IN,    LNET_IMPORT_TEXT_DATE,   LNET_IMPORT_TEXT_SOURCE,
  LNET_IMPORT_TEXT_WORDING,   LNET_IMPORT_PREFERRED_CONTACT,
};
static const LnetImportField email_fields[] = { LNET_IMPORT_EMAIL, LNET_IMPORT_EMAIL_KIND };
static const LnetImportField phone_fields[] = { LNET_IMPORT_PHONE, LNET_IMPORT_PHONE_KIND };
static const LnetImportField role_fields[] = {
  LNET_IMPORT_ROLE,
  LNET_IMPORT_ORGANIZATION,
  LNET_IMPORT_ROLE_STARTS,
  LNET_IMPORT_ROLE_ENDS,
  LNET_IMPORT_SETTING,
  LNET_IMPORT_ORGANIZATION_ADDRESS,
  LNET_IMPORT_ORGANIZATION_TOWN,
  LNET_IMPORT_ORGANIZATION_REGION,
  LNET_IMPORT_QUALITY_LEVEL,
  LNET_IMPORT_QUALITY_SINCE,
};

static const LnetStatement id_statement = {
  "export-id",
  "SELECT id FROM member WHERE pk = ?1 AND deleted = 0",
  NULL,
};

const LnetStatement *const lnet_export_statements[] = { &id_statement, NULL };

typedef struct
{
  LnetReader *reader;
  LnetMemberOrder *order;
  GHashTable *places;
  GArray *columns; /* Column */
  GCancellable *cancellable;
} Exporter;

/* What stands in a cell */

static LnetPersonChannel *
get_channel (const LnetPerson *person,
             const char       *kind,
             guint             nth)
{
  for (guint i = 0; i < person->channels->len; i++)
    {
      LnetPersonChannel *channel = person->channels->pdata[i];

      if (g_str_equal (channel->kind, kind) && nth-- == 0)
        return channel;
    }
  return NULL;
}

static char *
get_channel_text (const LnetPerson *person,
                  LnetImportField   field,
                  guint             nth)
{
  gboolean email = field == LNET_IMPORT_EMAIL || field == LNET_IMPORT_EMAIL_KIND;
  LnetPersonChannel *channel = get_channel (person, email ? "email" : "phone", nth);

  if (channel == NULL)
    return NULL;
  return g_strdup (field == LNET_IMPORT_EMAIL || field == LNET_IMPORT_PHONE ? channel->value : channel->label);
}

static char *
show (const LnetCellInfo *info,
      const char         *value)
{
  if (value == NULL)
    return NULL;
  if (info->kind == LNET_CELL_TERM)
    return g_strdup (lnet_reference_get_label (info->reference, value));
  if (info->kind == LNET_CELL_YES_NO)
    return g_strdup (g_str_equal (value, "1") ? "yes" : "no");
  return g_strdup (value);
}

static char *
get_place_text (const LnetPlace *place,
                LnetImportField  field)
{
  LnetPlaceCell cell = LNET_PLACE_SETTING + (field - LNET_IMPORT_SETTING);

  if (place == NULL)
    return NULL;
  if (field == LNET_IMPORT_ORGANIZATION)
    return g_strdup (place->name);
  return show (&lnet_place_cells[cell], place->values[cell]);
}

static char *
get_role_text (const LnetPerson *person,
               LnetImportField   field,
               guint             nth)
{
  LnetPersonRole *role = nth < person->roles->len ? person->roles->pdata[nth] : NULL;

  if (role == NULL)
    return NULL;
  if (field == LNET_IMPORT_ROLE)
    return g_strdup (role->role != NULL ? lnet_reference_get_label (LNET_REFERENCE_ROLE, role->role) : NULL);
  if (field == LNET_IMPORT_ROLE_STARTS)
    return g_strdup (role->starts);
  return field == LNET_IMPORT_ROLE_ENDS ? g_strdup (role->ends) : get_place_text (role->place, field);
}

static char *
get_consent_text (const LnetPerson *person,
                  LnetImportField   field)
{
  LnetPersonConsent *newest;

  if (person->consents->len == 0)
    return NULL;
  newest = person->consents->pdata[person->consents->len - 1];
  switch ((guint) field)
    {
    case LNET_IMPORT_TEXT_OPT_IN:
      return g_strdup (newest->given ? "yes" : "no");
    case LNET_IMPORT_TEXT_DATE:
      return g_strdup (newest->on_date);
    case LNET_IMPORT_TEXT_SOURCE:
      return g_strdup (newest->source);
    default:
      return g_strdup (newest->wording);
    }
}

static char *
get_languages_text (const LnetPerson *person)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < person->languages->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "; " : "",
                            lnet_reference_get_label (LNET_REFERENCE_LANGUAGE, person->languages->pdata[i]));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
get_preferred_text (const LnetPerson *person)
{
  for (guint i = 0; i < person->channels->len; i++)
    {
      LnetPersonChannel *channel = person->channels->pdata[i];

      if (channel->preferred)
        return g_strdup (channel->value);
    }
  return NULL;
}

static char *
get_text (const LnetPerson *person,
          const Column     *column)
{
  LnetImportField field = column->field;

  if (field < LNET_IMPORT_N_CELLS)
    return show (&lnet_import_cells[field], person->values[field]);
  if (field >= LNET_IMPORT_EMAIL && field <= LNET_IMPORT_PHONE_KIND)
    return get_channel_text (person, field, column->nth);
  if (field >= LNET_IMPORT_ROLE && field <= LNET_IMPORT_QUALITY_SINCE)
    return get_role_text (person, field, column->nth);
  if (field >= LNET_IMPORT_TEXT_OPT_IN && field <= LNET_IMPORT_TEXT_WORDING)
    return get_consent_text (person, field);
  if (field == LNET_IMPORT_OTHER_LANGUAGES)
    return get_languages_text (person);
  return field == LNET_IMPORT_MEMBER_ID ? lnet_id_to_string (&person->id) : get_preferred_text (person);
}

/* Walking */

static gboolean
read_id (Exporter *self,
         guint     position,
         LnetId   *id,
         GError  **error)
{
  g_autoptr (LnetRows) rows = lnet_reader_query (self->reader, &id_statement);

  lnet_rows_bind_integer (rows, 1, lnet_member_order_get_pk (self->order, position));
  *id = lnet_rows_step (rows) ? lnet_rows_id (rows, 0) : lnet_id_null ();
  return lnet_rows_end (g_steal_pointer (&rows), error);
}

typedef gboolean (*PersonFunc) (Exporter *self, const LnetPerson *person, gpointer data, GError **error);

static gboolean
for_each_person (Exporter   *self,
                 PersonFunc  each,
                 gpointer    data,
                 GError    **error)
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
      if (person != NULL && !each (self, person, data, error))
        return FALSE;
    }
  return TRUE;
}

/* Columns */

static void
add_columns (Exporter              *self,
             const LnetImportField *fields,
             gsize                  n_fields,
             guint                  nth)
{
  for (gsize i = 0; i < n_fields; i++)
    {
      Column column = { fields[i], nth, FALSE };

      g_array_append_val (self->columns, column);
    }
}

typedef struct
{
  guint n_emails, n_phones, n_roles;
} Most;

static gboolean
count_most (Exporter         *self,
            const LnetPerson *person,
            gpointer          data,
            GError          **error)
{
  Most *most = data;
  guint n_emails = 0;

  for (guint i = 0; i < person->channels->len; i++)
    n_emails += g_str_equal (((LnetPersonChannel *) person->channels->pdata[i])->kind, "email");
  most->n_emails = MAX (most->n_emails, n_emails);
  most->n_phones = MAX (most->n_phones, person->channels->len - n_emails);
  most->n_roles = MAX (most->n_roles, person->roles->len);
  return TRUE;
}

static gboolean
find_used (Exporter         *self,
           const LnetPerson *person,
           gpointer          data,
           GError          **error)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      Column *column = &g_array_index (self->columns, Column, i);
      g_autofree char *text = column->used ? NULL : get_text (person, column);

      column->used = column->used || (text != NULL && text[0] != '\0');
    }
  return TRUE;
}

/* All columns of a field go or stay together: the second kind belongs to the second phone. */
static gboolean
is_field_used (Exporter        *self,
               LnetImportField  field)
{
  if (field == LNET_IMPORT_MEMBER_ID || field == LNET_IMPORT_FIRST || field == LNET_IMPORT_LAST)
    return TRUE;
  for (guint i = 0; i < self->columns->len; i++)
    if (g_array_index (self->columns, Column, i).field == field && g_array_index (self->columns, Column, i).used)
      return TRUE;
  return FALSE;
}

/* A column that is empty in every row is left out, but for those that everybody looks for. */
static gboolean
lay_out_columns (Exporter *self,
                 GError  **error)
{
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (Column));
  Most most = { 1, 1, 1 };

  if (!for_each_person (self, count_most, &most, error))
    return FALSE;
  add_columns (self, person_fields, G_N_ELEMENTS (person_fields), 0);
  for (guint i = 0; i < most.n_emails; i++)
    add_columns (self, email_fields, G_N_ELEMENTS (email_fields), i);
  for (guint i = 0; i < most.n_phones; i++)
    add_columns (self, phone_fields, G_N_ELEMENTS (phone_fields), i);
  for (guint i = 0; i < most.n_roles; i++)
    add_columns (self, role_fields, G_N_ELEMENTS (role_fields), i);
  if (!for_each_person (self, find_used, NULL, error))
    return FALSE;
  for (guint i = 0; i < self->columns->len; i++)
    if (is_field_used (self, g_array_index (self->columns, Column, i).field))
      g_array_append_val (kept, g_array_index (self->columns, Column, i));
  g_array_set_size (self->columns, 0);
  g_array_append_vals (self->columns, kept->data, kept->len);
  return TRUE;
}

/* Writing */

static gboolean
write_headings (Exporter      *self,
                LnetCsvWriter *writer,
                GError       **error)
{
  g_autoptr (GPtrArray) headings = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->columns->len; i++)
    {
      const Column *column = &g_array_index (self->columns, Column, i);
      const char *heading = lnet_import_field_get_heading (column->field);

      g_ptr_array_add (headings, column->nth > 0 ? g_strdup_printf ("%s %u", heading, column->nth + 1)
                                                 : g_strdup (heading));
    }
  return lnet_csv_writer_add_row (writer, (const char *const *) headings->pdata, headings->len, self->cancellable,
                                  error);
}

typedef struct
{
  LnetCsvWriter *writer;
  guint n_rows;
} Output;

static gboolean
write_person (Exporter         *self,
              const LnetPerson *person,
              gpointer          data,
              GError          **error)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  Output *output = data;

  for (guint i = 0; i < self->columns->len; i++)
    g_ptr_array_add (cells, get_text (person, &g_array_index (self->columns, Column, i)));
  output->n_rows++;
  return lnet_csv_writer_add_row (output->writer, (const char *const *) cells->pdata, cells->len, self->cancellable,
                                  error);
}

static gboolean
write_all (Exporter  *self,
           GFile     *to,
           guint     *n_rows,
           GError   **error)
{
  g_autoptr (LnetCsvWriter) writer = NULL;
  Output output = { NULL, 0 };

  if (!lay_out_columns (self, error))
    return FALSE;
  writer = lnet_csv_writer_open (to, TRUE, self->cancellable, error);
  output.writer = writer;
  if (writer == NULL || !write_headings (self, writer, error) ||
      !for_each_person (self, write_person, &output, error) ||
      !lnet_csv_writer_finish (writer, self->cancellable, error))
    return FALSE;
  if (n_rows != NULL)
    *n_rows = output.n_rows;
  return TRUE;
}

/* vCards */

typedef struct
{
  LnetFileWriter *writer;
  LnetVcardVersion version;
  char *today;
  guint n_rows;
} Cards;

static gboolean
write_card (Exporter         *self,
            const LnetPerson *person,
            gpointer          data,
            GError          **error)
{
  Cards *cards = data;

  lnet_export_card (lnet_file_writer_get_text (cards->writer), cards->version, person, cards->today);
  cards->n_rows++;
  return lnet_file_writer_push (cards->writer, self->cancellable, error);
}

static gboolean
write_cards (Exporter         *self,
             GFile            *to,
             LnetVcardVersion  version,
             guint            *n_rows,
             GError          **error)
{
  g_autoptr (LnetFileWriter) writer = lnet_file_writer_open (to, self->cancellable, error);
  g_autofree char *today = lnet_day_today ();
  Cards cards = { writer, version, today, 0 };

  if (writer == NULL || !for_each_person (self, write_card, &cards, error) ||
      !lnet_file_writer_finish (writer, self->cancellable, error))
    return FALSE;
  if (n_rows != NULL)
    *n_rows = cards.n_rows;
  return TRUE;
}

LnetExportFormat
lnet_export_guess_format (GFile *to)
{
  g_autofree char *name = g_file_get_basename (to);
  g_autofree char *small = name != NULL ? g_ascii_strdown (name, -1) : NULL;

  return small != NULL && g_str_has_suffix (small, ".vcf") ? LNET_EXPORT_VCARD_3 : LNET_EXPORT_CSV;
}

gboolean
lnet_export_members (LnetReader        *reader,
                     GFile             *to,
                     LnetExportFormat   format,
                     guint             *n_rows,
                     GCancellable      *cancellable,
                     GError           **error)
{
  g_autoptr (LnetMemberOrder) order = lnet_members_load_order (reader, 0, error);
  g_autoptr (GHashTable) places = order != NULL ? lnet_places_load (reader, error) : NULL;
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (Column));
  Exporter self = { reader, order, places, columns, cancellable };

  if (places == NULL)
    return FALSE;
  if (format == LNET_EXPORT_CSV)
    return write_all (&self, to, n_rows, error);
  return write_cards (&self, to, format == LNET_EXPORT_VCARD_4 ? LNET_VCARD_4_0 : LNET_VCARD_3_0, n_rows, error);
}

typedef struct
{
  LnetStore *store;
  GFile *to;
  LnetExportFormat format;
  guint n_rows;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->store);
  g_object_unref (job->to);
  g_free (job);
}

static void
export_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      data,
                  GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetReader) reader = lnet_store_open_reader (job->store, &error);

  if (reader != NULL && lnet_export_members (reader, job->to, job->format, &job->n_rows, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
lnet_export_members_async (LnetStore           *store,
                           GFile               *to,
                           LnetExportFormat     format,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->store = g_object_ref (store);
  job->to = g_object_ref (to);
  job->format = format;
  g_task_set_source_tag (task, lnet_export_members_async);
  g_task_set_task_data (task, job, job_free);
  lnet_worker_run (task, export_in_thread);
}

gboolean
lnet_export_members_finish (LnetStore    *store,
                            GAsyncResult *result,
                            guint        *n_rows,
                            GError      **error)
{
  Job *job = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  if (n_rows != NULL)
    *n_rows = job->n_rows;
  return TRUE;
}
