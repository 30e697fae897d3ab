/* SPDX-License-Identifier: GPL-3.0-or-later */

/* run() and what it calls run in a worker; the main thread touches nothing of the job meanwhile. */

#include "config.h"

#include "lnet-join-job.h"

#include <glib/gi18n-lib.h>

#include "lnet-error.h"
#include "lnet-folder-gio.h"
#include "lnet-key-store.h"
#include "lnet-shared-folder.h"
#include "lnet-worker.h"

struct _LnetJoinJob
{
  GObject parent_instance;

  char *name;
  GFile *source;
  gboolean is_folder;

  LnetCard *card;
  LnetWelcomeLetter *letter;
  char *words;
  LnetDeskKey *key;
};

G_DEFINE_FINAL_TYPE (LnetJoinJob, lnet_join_job, G_TYPE_OBJECT)

static gboolean
look (LnetJoinJob   *self,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autoptr (GPtrArray) cards = lnet_join_list ();

  g_clear_pointer (&self->card, lnet_card_free);
  if (cards->len > 0)
    self->card = g_ptr_array_steal_index (cards, 0);
  return TRUE;
}

static gboolean
begin (LnetJoinJob   *self,
       GCancellable  *cancellable,
       GError       **error)
{
  g_clear_pointer (&self->card, lnet_card_free);
  self->card = lnet_join_begin (self->name, error);
  return self->card != NULL;
}

/* Only as much of a file as a welcome can be. */
static GBytes *
read_file (LnetJoinJob   *self,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (self->source, cancellable, &reason);
  GBytes *bytes = stream != NULL ? g_input_stream_read_bytes (G_INPUT_STREAM (stream), LNET_WELCOME_MOST_BYTES,
                                                              cancellable, &reason) : NULL;
  g_autofree char *name = g_file_get_parse_name (self->source);

  if (bytes == NULL)
    g_set_error (error, LNET_ERROR, LNET_ERROR_NOT_FOUND, _("“%s” cannot be read: %s"), name, reason->message);
  return bytes;
}

static GBytes *
read_folder (LnetJoinJob   *self,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr (LnetFolder) folder = lnet_folder_gio_new (self->source);

  if (self->card != NULL)
    return lnet_shared_folder_find_welcome (folder, &self->card->desk, cancellable, error);
  g_set_error_literal (error, LNET_ERROR, LNET_ERROR_INVALID, _("There is no card that waits. Make one first."));
  return NULL;
}

static gboolean
read_welcome (LnetJoinJob   *self,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autoptr (GBytes) bytes = NULL;

  self->is_folder = g_file_query_file_type (self->source, G_FILE_QUERY_INFO_NONE, cancellable) == G_FILE_TYPE_DIRECTORY;
  bytes = self->is_folder ? read_folder (self, cancellable, error) : read_file (self, cancellable, error);
  if (bytes == NULL)
    return FALSE;
  g_clear_pointer (&self->letter, lnet_welcome_letter_free);
  g_clear_pointer (&self->key, lnet_desk_key_free);
  g_clear_pointer (&self->words, g_free);
  self->words = lnet_welcome_letter_get_words (bytes, NULL);
  self->letter = lnet_join_read (bytes, &self->key, error);
  return self->letter != NULL;
}

static gboolean
keep (LnetJoinJob   *self,
      GCancellable  *cancellable,
      GError       **error)
{
  if (!lnet_key_store_save (&self->letter->network, self->key, error))
    return FALSE;
  /* A card that stays is of no use and does no harm. */
  lnet_join_forget (&self->letter->desk, NULL);
  return TRUE;
}

static void
run (GTask        *task,
     gpointer      source,
     gpointer      task_data,
     GCancellable *cancellable)
{
  static gboolean (*const steps[]) (LnetJoinJob *, GCancellable *, GError **) = {
    [LNET_JOIN_JOB_LOOK] = look,
    [LNET_JOIN_JOB_BEGIN] = begin,
    [LNET_JOIN_JOB_READ] = read_welcome,
    [LNET_JOIN_JOB_KEEP] = keep,
  };
  GError *error = NULL;

  if (steps[GPOINTER_TO_INT (task_data)] (source, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
lnet_join_job_finalize (GObject *object)
{
  LnetJoinJob *self = LNET_JOIN_JOB (object);

  g_free (self->name);
  g_clear_object (&self->source);
  g_clear_pointer (&self->card, lnet_card_free);
  g_clear_pointer (&self->letter, lnet_welcome_letter_free);
  g_free (self->words);
  g_clear_pointer (&self->key, lnet_desk_key_free);

  G_OBJECT_CLASS (lnet_join_job_parent_class)->finalize (object);
}

static void
lnet_join_job_class_init (LnetJoinJobClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lnet_join_job_finalize;
}

static void
lnet_join_job_init (LnetJoinJob *self)
{
}

LnetJoinJob *
lnet_join_job_new (void)
{
  return g_object_new (LNET_TYPE_JOIN_JOB, NULL);
}

void
lnet_join_job_set_name (LnetJoinJob *self,
                        const char  *name)
{
  g_return_if_fail (LNET_IS_JOIN_JOB (self));

  g_set_str (&self->name, name);
}

void
lnet_join_job_set_source (LnetJoinJob *self,
                          GFile       *source)
{
  g_return_if_fail (LNET_IS_JOIN_JOB (self));

  g_set_object (&self->source, source);
}

void
lnet_join_job_run_async (LnetJoinJob         *self,
                         LnetJoinStep         step,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LNET_IS_JOIN_JOB (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lnet_join_job_run_async);
  g_task_set_task_data (task, GINT_TO_POINTER (step), NULL);
  lnet_worker_run (task, run);
}

gboolean
lnet_join_job_run_finish (LnetJoinJob   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

const LnetCard *
lnet_join_job_get_card (LnetJoinJob *self)
{
  return self->card;
}

const char *
lnet_join_job_get_words (LnetJoinJob *self)
{
  return self->words;
}

const LnetWelcomeLetter *
lnet_join_job_get_letter (LnetJoinJob *self)
{
  return self->letter;
}

LnetJoining *
lnet_join_job_make_joining (LnetJoinJob *self)
{
  return lnet_welcome_letter_to_joining (self->letter, self->key);
}

GFile *
lnet_join_job_get_folder (LnetJoinJob *self)
{
  return self->is_folder ? self->source : NULL;
}
