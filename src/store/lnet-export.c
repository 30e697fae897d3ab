/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-export-private.h"

#include "lnet-attachment.h"
#include "lnet-day.h"
#include "lnet-export-card-private.h"
#include "lnet-file-writer.h"
#include "lnet-member-choices.h"
#include "lnet-member-sorting.h"
#include "lnet-worker.h"

struct _LnetExport
{
  GObject parent_instance;

  LnetExportFormat format;
  gboolean with_private;
  gboolean with_portraits;
  char **words;             /* NULL: all columns */
  LnetMemberFilter *filter; /* NULL: everybody */
  char *typed;
  LnetMemberSort sort;
  LnetMemberOrder *members; /* NULL: not only these */
  LnetId member;            /* null: not only this one */

  gint n_done; /* atomic */
  gint n_all;  /* atomic */
  guint n_rows;
};

G_DEFINE_FINAL_TYPE (LnetExport, lnet_export, G_TYPE_OBJECT)

static const char *const suffixes[LNET_EXPORT_N_FORMATS] = { ".csv", ".vcf", ".vcf", ".xlsx" };

LnetExportFormat
lnet_export_guess_format (GFile *to)
{
  g_autofree char *name = g_file_get_basename (to);
  g_autofree char *small = name != NULL ? g_ascii_strdown (name, -1) : NULL;

  if (small != NULL && g_str_has_suffix (small, ".xlsx"))
    return LNET_EXPORT_XLSX;
  return small != NULL && g_str_has_suffix (small, ".vcf") ? LNET_EXPORT_VCARD_3 : LNET_EXPORT_CSV;
}

const char *
lnet_export_format_get_suffix (LnetExportFormat format)
{
  return suffixes[format];
}

/* Who */

static gint
compare_pks (gconstpointer a,
             gconstpointer b)
{
  const gint64 *first = a, *second = b;

  return (*first > *second) - (*first < *second);
}

static LnetMemberOrder *
keep_members (LnetExport      *self,
              LnetReader      *reader,
              LnetMemberOrder *order)
{
  g_autoptr (GArray) pks = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 pk = lnet_members_find_pk (reader, &self->member);

  if (pk != 0)
    g_array_append_val (pks, pk);
  for (guint i = 0; self->members != NULL && i < lnet_member_order_get_n (self->members); i++)
    {
      pk = lnet_member_order_get_pk (self->members, i);
      g_array_append_val (pks, pk);
    }
  g_array_sort (pks, compare_pks);
  return lnet_member_order_keep (order, pks, TRUE);
}

/* Returns: (transfer full) (nullable) */
static LnetMemberOrder *
load_by_name (LnetExport  *self,
              LnetReader  *reader,
              GError     **error)
{
  g_autoptr (LnetMemberOrder) all = lnet_members_load_order (reader, 0, error);
  g_autoptr (LnetMemberOrder) kept = NULL;

  if (all == NULL)
    return NULL;
  if (self->members != NULL || !lnet_id_is_null (&self->member))
    return keep_members (self, reader, all);
  kept = self->filter != NULL ? lnet_members_keep (reader, all, self->filter, NULL, error)
                              : lnet_member_order_ref (all);
  return kept != NULL ? lnet_members_filter_order (reader, kept, self->typed, error) : NULL;
}

/* Returns: (transfer full) (nullable) */
static LnetMemberOrder *
load_order (LnetExport  *self,
            LnetReader  *reader,
            GError     **error)
{
  g_autoptr (LnetMemberOrder) by_name = load_by_name (self, reader, error);

  return by_name != NULL ? lnet_members_sort (reader, by_name, self->sort, NULL, error) : NULL;
}

/* vCards */

typedef struct
{
  LnetFileWriter *writer; /* NULL: all of it stays in the text */
  GString *text;
  LnetVcardVersion version;
  gboolean with_portraits;
} Cards;

static gboolean
write_card (LnetExporter  *self,
            LnetPerson    *person,
            gpointer       data,
            GError       **error)
{
  Cards *cards = data;
  g_autofree char *media_type = NULL;
  g_autoptr (GBytes) portrait = NULL;

  /* A card whose portrait is damaged goes without it; `check` tells of it. */
  if (cards->with_portraits)
    portrait = lnet_attachment_load_portrait (self->reader, &person->id, !self->with_private, &media_type, NULL);
  lnet_export_card (cards->text, cards->version, person, self->today, portrait, media_type);
  self->n_rows++;
  return cards->writer == NULL || lnet_file_writer_push (cards->writer, self->cancellable, error);
}

static LnetVcardVersion
get_version (LnetExport *self)
{
  return self->format == LNET_EXPORT_VCARD_4 ? LNET_VCARD_4_0 : LNET_VCARD_3_0;
}

static gboolean
write_cards (LnetExport    *self,
             LnetExporter  *exporter,
             GFile         *to,
             GError       **error)
{
  g_autoptr (LnetFileWriter) writer = lnet_file_writer_open (to, exporter->cancellable, error);
  Cards cards = { writer, NULL, get_version (self), self->with_portraits };

  if (writer == NULL)
    return FALSE;
  cards.text = lnet_file_writer_get_text (writer);
  return lnet_exporter_walk (exporter, write_card, &cards, error) &&
         lnet_file_writer_finish (writer, exporter->cancellable, error);
}

/* Writing */

/* FALSE when there is nothing to clear, either. */
static gboolean
exporter_init (LnetExporter  *exporter,
               LnetExport    *self,
               LnetReader    *reader,
               GCancellable  *cancellable,
               GError       **error)
{
  gboolean walks_twice = self->format == LNET_EXPORT_CSV || self->format == LNET_EXPORT_XLSX;

  exporter->reader = reader;
  exporter->cancellable = cancellable;
  exporter->with_private = self->with_private;
  exporter->words = (const char *const *) self->words;
  exporter->n_done = &self->n_done;
  exporter->order = load_order (self, reader, error);
  exporter->places = exporter->order != NULL ? lnet_places_load (reader, error) : NULL;
  if (exporter->places == NULL)
    {
      g_clear_pointer (&exporter->order, lnet_member_order_unref);
      return FALSE;
    }
  exporter->columns = g_array_new (FALSE, FALSE, sizeof (LnetExportPlace));
  exporter->today = lnet_day_today ();
  g_atomic_int_set (&self->n_done, 0);
  g_atomic_int_set (&self->n_all, (gint) lnet_member_order_get_n (exporter->order) * (walks_twice ? 2 : 1));
  return TRUE;
}

static void
exporter_clear (LnetExporter *exporter)
{
  g_array_unref (exporter->columns);
  g_hash_table_unref (exporter->places);
  lnet_member_order_unref (exporter->order);
  g_free (exporter->today);
}

gboolean
lnet_export_write (LnetExport    *self,
                   LnetReader    *reader,
                   GFile         *to,
                   GCancellable  *cancellable,
                   GError       **error)
{
  LnetExporter exporter = { 0 };
  gboolean done;

  if (!exporter_init (&exporter, self, reader, cancellable, error))
    return FALSE;
  if (self->format == LNET_EXPORT_CSV)
    done = lnet_export_write_table (&exporter, to, error);
  else if (self->format == LNET_EXPORT_XLSX)
    done = lnet_export_write_sheet (&exporter, to, error);
  else
    done = write_cards (self, &exporter, to, error);
  self->n_rows = done ? exporter.n_rows : 0;
  exporter_clear (&exporter);
  return done;
}

gboolean
lnet_export_walk (LnetExport        *self,
                  LnetReader        *reader,
                  GCancellable      *cancellable,
                  LnetExporterFunc   each,
                  gpointer           data,
                  GError           **error)
{
  LnetExporter exporter = { 0 };
  gboolean done;

  if (!exporter_init (&exporter, self, reader, cancellable, error))
    return FALSE;
  done = lnet_exporter_walk (&exporter, each, data, error);
  self->n_rows = done ? exporter.n_rows : 0;
  exporter_clear (&exporter);
  return done;
}

char *
lnet_export_dup_cards (LnetExport    *self,
                       LnetReader    *reader,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Cards cards = { NULL, text, get_version (self), self->with_portraits };

  if (!lnet_export_walk (self, reader, cancellable, write_card, &cards, error))
    return NULL;
  return g_string_free (g_steal_pointer (&text), FALSE);
}

typedef struct
{
  LnetStore *store;
  GFile *to;
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
write_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetReader) reader = lnet_store_open_reader (job->store, &error);

  if (reader != NULL)
    lnet_reader_set_cancellable (reader, cancellable);
  if (reader != NULL && lnet_export_write (source, reader, job->to, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
lnet_export_write_async (LnetExport          *self,
                         LnetStore           *store,
                         GFile               *to,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->store = g_object_ref (store);
  job->to = g_object_ref (to);
  g_task_set_source_tag (task, lnet_export_write_async);
  g_task_set_task_data (task, job, job_free);
  lnet_worker_run (task, write_in_thread);
}

gboolean
lnet_export_write_finish (LnetExport    *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
make_cards_in_thread (GTask        *task,
                      gpointer      source,
                      gpointer      data,
                      GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetReader) reader = lnet_store_open_reader (data, &error);
  char *text = reader != NULL ? lnet_export_dup_cards (source, reader, cancellable, &error) : NULL;

  if (text != NULL)
    g_task_return_pointer (task, text, g_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
lnet_export_dup_cards_async (LnetExport          *self,
                             LnetStore           *store,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, lnet_export_dup_cards_async);
  g_task_set_task_data (task, g_object_ref (store), g_object_unref);
  lnet_worker_run (task, make_cards_in_thread);
}

char *
lnet_export_dup_cards_finish (LnetExport    *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

double
lnet_export_get_progress (LnetExport *self)
{
  gint n_all = g_atomic_int_get (&self->n_all);

  return n_all > 0 ? (double) g_atomic_int_get (&self->n_done) / n_all : 0;
}

guint
lnet_export_get_n_rows (LnetExport *self)
{
  return self->n_rows;
}

void
lnet_export_set_private (LnetExport *self,
                         gboolean    with_private)
{
  self->with_private = with_private;
}

void
lnet_export_set_portraits (LnetExport *self,
                           gboolean    with_portraits)
{
  g_return_if_fail (LNET_IS_EXPORT (self));

  self->with_portraits = with_portraits;
}

void
lnet_export_set_columns (LnetExport        *self,
                         const char *const *words)
{
  g_strfreev (self->words);
  self->words = g_strdupv ((char **) words);
}

void
lnet_export_set_filter (LnetExport             *self,
                        const LnetMemberFilter *filter,
                        const char             *typed)
{
  g_clear_pointer (&self->filter, lnet_member_filter_free);
  self->filter = filter != NULL ? lnet_member_filter_copy (filter) : NULL;
  g_set_str (&self->typed, typed);
}

void
lnet_export_set_sort (LnetExport     *self,
                      LnetMemberSort  sort)
{
  self->sort = sort;
}

void
lnet_export_set_members (LnetExport      *self,
                         LnetMemberOrder *members)
{
  g_clear_pointer (&self->members, lnet_member_order_unref);
  self->members = lnet_member_order_ref (members);
}

void
lnet_export_set_member (LnetExport   *self,
                        const LnetId *id)
{
  self->member = *id;
}

static void
lnet_export_finalize (GObject *object)
{
  LnetExport *self = LNET_EXPORT (object);

  g_strfreev (self->words);
  lnet_member_filter_free (self->filter);
  g_free (self->typed);
  g_clear_pointer (&self->members, lnet_member_order_unref);
  G_OBJECT_CLASS (lnet_export_parent_class)->finalize (object);
}

static void
lnet_export_class_init (LnetExportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lnet_export_finalize;
}

static void
lnet_export_init (LnetExport *self)
{
}

LnetExport *
lnet_export_new (LnetExportFormat format)
{
  LnetExport *self;

  g_return_val_if_fail (format < LNET_EXPORT_N_FORMATS, NULL);

  self = g_object_new (LNET_TYPE_EXPORT, NULL);
  self->format = format;
  return self;
}
