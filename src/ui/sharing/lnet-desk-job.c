/* SPDX-License-Identifier: GPL-3.0-or-later */

/* run() and what it calls run in a worker, which writes through the store's door; the main thread touches nothing of
 * the job meanwhile. */

#include "config.h"

#include "lnet-desk-job.h"

#include "lnet-carrier.h"
#include "lnet-folder-gio.h"
#include "lnet-key-store.h"
#include "lnet-parted.h"
#include "lnet-shared-folder.h"
#include "lnet-store-door.h"
#include "lnet-unknown.h"
#include "lnet-welcome-letter.h"
#include "lnet-worker.h"

struct _LnetDeskJob
{
  GObject parent_instance;

  LnetStore *store;
  LnetStoreDoor *door;
  char *network_name;

  LnetCard *card;
  LnetId desk;
  char *name;
  LnetStance stance;
  LnetId member;
  char *words;
  GFile *folder;

  LnetOwnDesk *own;
  LnetRoster *roster;
  GHashTable *heard; /* LnetId → Heard */
  GHashTable *parted; /* LnetId */
  guint64 n_unknown;
  GBytes *welcome;
  gboolean welcome_is_put;
};

G_DEFINE_FINAL_TYPE (LnetDeskJob, lnet_desk_job, G_TYPE_OBJECT)

/* So much is usual between two clocks. */
#define USUAL_DIFFERENCE (10 * G_TIME_SPAN_MINUTE / G_TIME_SPAN_MILLISECOND)

typedef struct
{
  gint64 when; /* by this computer's clock */
  gint64 wall; /* by the desk's, when it wrote what was heard */
} Heard;

/* --- looking --- */

static gboolean
read_heard (LnetDeskJob  *self,
            LnetReader   *reader,
            GError      **error)
{
  g_autoptr (GArray) list = lnet_heard_list (reader, error);

  if (list == NULL)
    return FALSE;
  g_hash_table_remove_all (self->heard);
  for (guint i = 0; i < list->len; i++)
    {
      const LnetHeard *heard = &g_array_index (list, LnetHeard, i);

      Heard kept = { heard->heard, heard->wall };

      g_hash_table_insert (self->heard, lnet_id_copy (&heard->desk), g_memdup2 (&kept, sizeof kept));
    }
  return TRUE;
}

static gboolean
look (LnetDeskJob  *self,
      LnetReader   *reader,
      GError      **error)
{
  g_clear_pointer (&self->own, lnet_own_desk_free);
  g_clear_pointer (&self->roster, lnet_roster_free);
  self->own = lnet_own_desk_load (reader, error);
  if (self->own == NULL)
    return FALSE;
  self->roster = lnet_roster_load (reader, error);
  g_clear_pointer (&self->parted, g_hash_table_unref);
  self->parted = lnet_parted_list (reader, error);
  return self->roster != NULL && self->parted != NULL && read_heard (self, reader, error) &&
         lnet_unknown_count (reader, &self->n_unknown, error);
}

/* --- changing --- */

/* A desk whose file came from a backup says that it is the one it was. */
static gboolean
renew (LnetDeskJob  *self,
       LnetReader   *reader,
       GError      **error)
{
  g_autoptr (LnetCard) card = lnet_own_desk_make_card (self->own->key, &(LnetId) { 0 }, self->own->name);
  g_autoptr (LnetTransaction) transaction = lnet_sharing_renew (card);

  return lnet_store_door_commit (self->door, transaction, error) && look (self, reader, error);
}

/* As lnet_own_desk_prepare(), through the door. */
static LnetSpaceKeys *
prepare (LnetDeskJob  *self,
         LnetReader   *reader,
         GError      **error)
{
  g_autoptr (LnetSpaceKeys) keys = NULL;
  g_autoptr (GPtrArray) made = NULL;

  if (!look (self, reader, error) || !lnet_own_desk_check (self->own, error) ||
      (self->own->state == LNET_OWN_DESK_NEW_NUMBER && !renew (self, reader, error)))
    return NULL;
  keys = lnet_space_keys_load (reader, self->own->key, error);
  if (keys == NULL)
    return NULL;
  made = lnet_space_keys_make_missing (keys, reader, self->roster, &self->own->id, self->own->key, error);
  if (made == NULL || (made->len > 0 && !lnet_store_door_put_keys (self->door, made, error)))
    return NULL;
  return g_steal_pointer (&keys);
}

/* Writes what @transaction says, if there is one, and makes the keys that are missing then. */
static LnetSpaceKeys *
change (LnetDeskJob      *self,
        LnetReader       *reader,
        LnetTransaction  *transaction,
        GError          **error)
{
  if (transaction == NULL || !lnet_store_door_commit (self->door, transaction, error))
    return NULL;
  return prepare (self, reader, error);
}

/* The key first: a roster whose founder has no key would be of no use. */
static gboolean
begin (LnetDeskJob  *self,
       LnetReader   *reader,
       GError      **error)
{
  g_autoptr (LnetDeskKey) key = lnet_desk_key_new ();
  g_autoptr (LnetCard) card = lnet_own_desk_make_card (key, &(LnetId) { 0 }, self->name);
  g_autoptr (LnetTransaction) transaction = lnet_sharing_begin (card, &self->member);
  g_autoptr (LnetSpaceKeys) keys = NULL;

  if (!look (self, reader, error))
    return FALSE;
  if (!lnet_roster_is_empty (self->roster))
    return TRUE;
  if (!lnet_key_store_save (lnet_reader_get_network (reader), key, error))
    return FALSE;
  keys = change (self, reader, transaction, error);
  return keys != NULL;
}

/* Where that fails there is still the file. */
static void
put_welcome (LnetDeskJob *self)
{
  g_autoptr (LnetFolder) folder = self->folder != NULL ? lnet_folder_gio_new (self->folder) : NULL;

  self->welcome_is_put = folder != NULL &&
                         lnet_shared_folder_put_welcome (folder, &self->card->desk, self->welcome, NULL, NULL);
}

static gboolean
admit (LnetDeskJob  *self,
       LnetReader   *reader,
       GError      **error)
{
  g_autoptr (LnetSpaceKeys) before = prepare (self, reader, error);
  g_autoptr (LnetTransaction) transaction = NULL;
  g_autoptr (LnetSpaceKeys) keys = NULL;

  if (before == NULL)
    return FALSE;
  transaction = lnet_sharing_admit (reader, self->card, self->stance, &self->member, error);
  keys = change (self, reader, transaction, error);
  if (keys == NULL)
    return FALSE;
  g_clear_pointer (&self->welcome, g_bytes_unref);
  self->welcome = lnet_welcome_letter_write (reader, self->network_name, self->card, keys, error);
  if (self->welcome == NULL)
    return FALSE;
  put_welcome (self);
  return TRUE;
}

static gboolean
edit (LnetDeskJob  *self,
      LnetReader   *reader,
      GError      **error)
{
  g_autoptr (LnetSpaceKeys) before = prepare (self, reader, error);
  g_autoptr (LnetTransaction) transaction = NULL;
  g_autoptr (LnetSpaceKeys) keys = NULL;

  if (before == NULL)
    return FALSE;
  transaction = lnet_sharing_edit (reader, &self->desk, self->name, self->stance, &self->member, error);
  keys = change (self, reader, transaction, error);
  return keys != NULL;
}

static gboolean
remove_desk (LnetDeskJob  *self,
             LnetReader   *reader,
             GError      **error)
{
  g_autoptr (LnetSpaceKeys) before = prepare (self, reader, error);
  g_autoptr (LnetTransaction) transaction = NULL;
  g_autoptr (LnetSpaceKeys) keys = NULL;

  if (before == NULL)
    return FALSE;
  transaction = lnet_sharing_remove (reader, &self->desk, NULL, error);
  if (transaction == NULL)
    return FALSE;
  /* Whoever takes this desk itself out has nothing to prepare any more. */
  if (lnet_id_equal (&self->desk, &self->own->id))
    return lnet_store_door_commit (self->door, transaction, error) && look (self, reader, error);
  keys = change (self, reader, transaction, error);
  return keys != NULL;
}

/* --- the paper key --- */

static gboolean
read_words (LnetDeskJob  *self,
            LnetReader   *reader,
            GError      **error)
{
  if (!look (self, reader, error) || !lnet_own_desk_check (self->own, error))
    return FALSE;
  g_free (self->words);
  self->words = lnet_desk_key_to_words (self->own->key, NULL);
  return TRUE;
}

/* What is not a key of this network does not stay. */
static gboolean
restore (LnetDeskJob  *self,
         LnetReader   *reader,
         GError      **error)
{
  const LnetId *network = lnet_reader_get_network (reader);
  g_autoptr (LnetDeskKey) key = lnet_desk_key_from_words (self->words, error);
  g_autoptr (LnetDeskKey) before = NULL;
  g_autoptr (LnetSpaceKeys) keys = NULL;

  if (key == NULL)
    return FALSE;
  before = lnet_key_store_load (network, NULL);
  if (!lnet_key_store_save (network, key, error))
    return FALSE;
  keys = prepare (self, reader, error);
  if (keys != NULL)
    return TRUE;
  if (before != NULL)
    lnet_key_store_save (network, before, NULL);
  else
    lnet_key_store_remove (network, NULL);
  return FALSE;
}

static void
run (GTask        *task,
     gpointer      source,
     gpointer      task_data,
     GCancellable *cancellable)
{
  static gboolean (*const steps[]) (LnetDeskJob *, LnetReader *, GError **) = {
    [LNET_DESK_JOB_LOOK] = look,          [LNET_DESK_JOB_BEGIN] = begin,       [LNET_DESK_JOB_ADMIT] = admit,
    [LNET_DESK_JOB_EDIT] = edit,          [LNET_DESK_JOB_REMOVE] = remove_desk, [LNET_DESK_JOB_WORDS] = read_words,
    [LNET_DESK_JOB_RESTORE] = restore,
  };
  LnetDeskJob *self = source;
  GError *error = NULL;
  g_autoptr (LnetReader) reader = lnet_store_open_reader (self->store, &error);

  if (reader != NULL && steps[GPOINTER_TO_INT (task_data)] (self, reader, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
lnet_desk_job_finalize (GObject *object)
{
  LnetDeskJob *self = LNET_DESK_JOB (object);

  g_clear_pointer (&self->door, lnet_store_door_free);
  g_clear_pointer (&self->own, lnet_own_desk_free);
  g_clear_pointer (&self->roster, lnet_roster_free);
  g_clear_pointer (&self->card, lnet_card_free);
  g_clear_pointer (&self->welcome, g_bytes_unref);
  g_clear_pointer (&self->heard, g_hash_table_unref);
  g_clear_pointer (&self->parted, g_hash_table_unref);
  g_free (self->network_name);
  g_free (self->name);
  g_free (self->words);
  g_clear_object (&self->folder);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (lnet_desk_job_parent_class)->finalize (object);
}

static void
lnet_desk_job_class_init (LnetDeskJobClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lnet_desk_job_finalize;
}

static void
lnet_desk_job_init (LnetDeskJob *self)
{
  self->heard = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, g_free);
}

LnetDeskJob *
lnet_desk_job_new (LnetStore *store)
{
  LnetDeskJob *self = g_object_new (LNET_TYPE_DESK_JOB, NULL);

  self->store = g_object_ref (store);
  self->door = lnet_store_door_new (store, g_main_context_default ());
  self->network_name = g_strdup (lnet_store_get_name (store));
  return self;
}

void
lnet_desk_job_set_card (LnetDeskJob    *self,
                        const LnetCard *card)
{
  g_return_if_fail (LNET_IS_DESK_JOB (self));

  g_clear_pointer (&self->card, lnet_card_free);
  self->card = lnet_card_new ();
  *self->card = *card;
  self->card->name = g_strdup (card->name);
}

void
lnet_desk_job_set_desk (LnetDeskJob  *self,
                        const LnetId *desk,
                        const char   *name,
                        LnetStance    stance,
                        const LnetId *member)
{
  g_return_if_fail (LNET_IS_DESK_JOB (self));

  self->desk = desk != NULL ? *desk : lnet_id_null ();
  g_set_str (&self->name, name);
  self->stance = stance;
  self->member = member != NULL ? *member : lnet_id_null ();
}

void
lnet_desk_job_set_folder (LnetDeskJob *self,
                          GFile       *folder)
{
  g_return_if_fail (LNET_IS_DESK_JOB (self));

  g_set_object (&self->folder, folder);
}

void
lnet_desk_job_set_words (LnetDeskJob *self,
                         const char  *words)
{
  g_return_if_fail (LNET_IS_DESK_JOB (self));

  g_set_str (&self->words, words);
}

void
lnet_desk_job_run_async (LnetDeskJob         *self,
                         LnetDeskStep         step,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LNET_IS_DESK_JOB (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lnet_desk_job_run_async);
  g_task_set_task_data (task, GINT_TO_POINTER (step), NULL);
  lnet_worker_run (task, run);
}

gboolean
lnet_desk_job_run_finish (LnetDeskJob   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

const LnetOwnDesk *
lnet_desk_job_get_own (LnetDeskJob *self)
{
  return self->own;
}

const LnetRoster *
lnet_desk_job_get_roster (LnetDeskJob *self)
{
  return self->roster;
}

gint64
lnet_desk_job_get_heard (LnetDeskJob  *self,
                         const LnetId *desk)
{
  const Heard *heard = g_hash_table_lookup (self->heard, desk);

  return heard != NULL ? heard->when : 0;
}

/* What is heard was written before: only a clock that is ahead can be told from a way that is long. */
gint64
lnet_desk_job_get_clock_ahead (LnetDeskJob  *self,
                               const LnetId *desk)
{
  const Heard *heard = g_hash_table_lookup (self->heard, desk);

  return heard != NULL && heard->wall - heard->when > USUAL_DIFFERENCE ? heard->wall - heard->when : 0;
}

gboolean
lnet_desk_job_is_parted (LnetDeskJob  *self,
                         const LnetId *desk)
{
  return g_hash_table_contains (self->parted, desk);
}

guint64
lnet_desk_job_get_n_unknown (LnetDeskJob *self)
{
  return self->n_unknown;
}

GBytes *
lnet_desk_job_get_welcome (LnetDeskJob *self)
{
  return self->welcome;
}

gboolean
lnet_desk_job_get_welcome_is_put (LnetDeskJob *self)
{
  return self->welcome_is_put;
}

const char *
lnet_desk_job_get_words (LnetDeskJob *self)
{
  return self->words;
}
