/* SPDX-License-Identifier: GPL-3.0-or-later */

/* load_one() and what it calls run in workers, everything else on the main thread. */

#include "config.h"

#include "lnet-portraits.h"

#include "lnet-attachment.h"
#include "lnet-picture.h"
#include "lnet-worker.h"

/* Pixels across: on a screen of double density enough for a card. */
#define SMALL_SIDE 96
/* Small ones kept: 27 KiB each. */
#define MOST_KEPT 384
/* Asked for and not yet begun: what a list holds around its screen. */
#define MOST_WAITING 256
/* Loaded by a worker at one go. */
#define AT_ONCE 16

struct _LnetPortraits
{
  GObject parent_instance;

  LnetStore *store;
  LnetSyncer *syncer;  /* or NULL */
  GHashTable *fetched; /* LnetId: asked for from elsewhere, once */
  GCancellable *cancellable;
  GHashTable *kept; /* LnetId → Kept */
  GQueue used;      /* Kept: the one used last first */
  GQueue waiting;   /* LnetId: the one asked for last first */
  gboolean is_loading;
};

G_DEFINE_FINAL_TYPE (LnetPortraits, lnet_portraits, G_TYPE_OBJECT)

enum
{
  LOADED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  LnetId id;
  GdkTexture *texture; /* NULL: it cannot be had */
  GList link;          /* in used */
} Kept;

static void
kept_free (Kept *kept)
{
  g_clear_object (&kept->texture);
  g_free (kept);
}

/* What a worker is asked for. */
typedef struct
{
  LnetStore *store;
  GArray *ids;         /* LnetId */
  GPtrArray *textures; /* GdkTexture or NULL, for each */
  int side;
} Question;

static void
question_free (Question *question)
{
  g_object_unref (question->store);
  g_array_unref (question->ids);
  g_ptr_array_unref (question->textures);
  g_free (question);
}

static void
clear_texture (gpointer texture)
{
  g_clear_object ((GdkTexture **) &texture);
}

static Question *
question_new (LnetPortraits *self,
              int            side)
{
  Question *question = g_new0 (Question, 1);

  question->store = g_object_ref (self->store);
  question->ids = g_array_new (FALSE, FALSE, sizeof (LnetId));
  question->textures = g_ptr_array_new_with_free_func (clear_texture);
  question->side = side;
  return question;
}

static GdkTexture *
load_one (LnetReader    *reader,
          const LnetId  *id,
          int            side,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr (GBytes) content = lnet_attachment_load (reader, id, error);
  g_autoptr (GdkPixbuf) picture = NULL;
  g_autoptr (GdkPixbuf) square = NULL;
  g_autoptr (GBytes) pixels = NULL;

  if (content != NULL)
    picture = lnet_picture_decode (content, side, cancellable, error);
  if (picture == NULL)
    return NULL;
  square = lnet_picture_square (picture, side);
  pixels = gdk_pixbuf_read_pixel_bytes (square);
  return gdk_memory_texture_new (gdk_pixbuf_get_width (square), gdk_pixbuf_get_height (square), GDK_MEMORY_R8G8B8,
                                 pixels, (gsize) gdk_pixbuf_get_rowstride (square));
}

static void
load_in_worker (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Question *question = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetReader) reader = lnet_store_open_reader (question->store, &error);

  for (guint i = 0; reader != NULL && i < question->ids->len; i++)
    {
      g_clear_error (&error);
      g_ptr_array_add (question->textures, load_one (reader, &g_array_index (question->ids, LnetId, i), question->side,
                                                     cancellable, &error));
    }
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

/* Small ones. */

static void
keep (LnetPortraits *self,
      const LnetId  *id,
      GdkTexture    *texture)
{
  Kept *before = g_hash_table_lookup (self->kept, id);
  Kept *kept = g_new0 (Kept, 1);

  if (before != NULL)
    g_queue_unlink (&self->used, &before->link);
  kept->id = *id;
  kept->texture = texture != NULL ? g_object_ref (texture) : NULL;
  kept->link.data = kept;
  g_queue_push_head_link (&self->used, &kept->link);
  g_hash_table_replace (self->kept, &kept->id, kept);
  while (self->used.length > MOST_KEPT)
    {
      Kept *oldest = g_queue_pop_tail_link (&self->used)->data;

      g_hash_table_remove (self->kept, &oldest->id);
    }
}

static void load_waiting (LnetPortraits *self);
static void ask_for (LnetPortraits *self, const LnetId *id);

/* --- from elsewhere --- */

/* Fetches one that is not here, once; FALSE when there is nowhere to fetch it from. */
static gboolean
fetch (LnetPortraits       *self,
       const LnetId        *id,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  g_autofree char *hash = NULL;

  if (self->syncer == NULL || lnet_syncer_get_uri (self->syncer) == NULL)
    return FALSE;
  hash = lnet_attachment_find_missing (lnet_store_get_reader (self->store), id);
  if (hash == NULL)
    return FALSE;
  g_hash_table_add (self->fetched, lnet_id_copy (id));
  lnet_syncer_fetch_attachment_async (self->syncer, hash, self->cancellable, callback, user_data);
  return TRUE;
}

typedef struct
{
  LnetPortraits *portraits;
  LnetId id;
} Fetching;

/* Whether it came or not: one that cannot be had is known for that after it was looked for. */
static void
on_fetched (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autofree Fetching *fetching = user_data;
  g_autoptr (LnetPortraits) self = fetching->portraits;

  lnet_syncer_fetch_attachment_finish (LNET_SYNCER (source), result, NULL);
  if (!g_cancellable_is_cancelled (self->cancellable))
    ask_for (self, &fetching->id);
}

static gboolean
fetch_small (LnetPortraits *self,
             const LnetId  *id)
{
  Fetching *fetching;

  if (g_hash_table_contains (self->fetched, id))
    return FALSE;
  fetching = g_new (Fetching, 1);
  *fetching = (Fetching) { g_object_ref (self), *id };
  if (fetch (self, id, on_fetched, fetching))
    return TRUE;
  g_object_unref (self);
  g_free (fetching);
  return FALSE;
}

static void
tell (LnetPortraits *self,
      const LnetId  *id,
      GdkTexture    *texture)
{
  if (texture == NULL && fetch_small (self, id))
    return;
  keep (self, id, texture);
  g_signal_emit (self, signals[LOADED], 0, id);
}

static void
on_loaded (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  LnetPortraits *self = LNET_PORTRAITS (source);
  Question *question = g_task_get_task_data (G_TASK (result));

  self->is_loading = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  /* Those that failed are shown by initials; the profile says why. */
  for (guint i = 0; i < question->ids->len; i++)
    tell (self, &g_array_index (question->ids, LnetId, i),
          i < question->textures->len ? g_ptr_array_index (question->textures, i) : NULL);
  load_waiting (self);
}

static void
load_waiting (LnetPortraits *self)
{
  g_autoptr (GTask) task = NULL;
  Question *question;
  LnetId *id;

  if (self->is_loading || g_queue_is_empty (&self->waiting))
    return;
  question = question_new (self, SMALL_SIDE);
  while (question->ids->len < AT_ONCE && (id = g_queue_pop_head (&self->waiting)) != NULL)
    {
      g_array_append_val (question->ids, *id);
      g_free (id);
    }
  self->is_loading = TRUE;
  task = g_task_new (self, self->cancellable, on_loaded, NULL);
  g_task_set_source_tag (task, load_waiting);
  g_task_set_task_data (task, question, (GDestroyNotify) question_free);
  lnet_worker_run (task, load_in_worker);
}

/* One that is being loaded right now may be asked for again; then it is loaded twice, which does no harm. */
static void
ask_for (LnetPortraits *self,
         const LnetId  *id)
{
  GList *asked = g_queue_find_custom (&self->waiting, id, lnet_id_compare);

  if (asked != NULL)
    {
      g_queue_unlink (&self->waiting, asked);
      g_queue_push_head_link (&self->waiting, asked);
    }
  else
    g_queue_push_head (&self->waiting, lnet_id_copy (id));
  if (self->waiting.length > MOST_WAITING)
    g_free (g_queue_pop_tail (&self->waiting));
  load_waiting (self);
}

GdkTexture *
lnet_portraits_get (LnetPortraits *self,
                    const LnetId  *portrait)
{
  Kept *kept;

  g_return_val_if_fail (LNET_IS_PORTRAITS (self), NULL);

  kept = g_hash_table_lookup (self->kept, portrait);
  if (kept == NULL)
    {
      ask_for (self, portrait);
      return NULL;
    }
  g_queue_unlink (&self->used, &kept->link);
  g_queue_push_head_link (&self->used, &kept->link);
  return kept->texture;
}

guint
lnet_portraits_get_n_kept (LnetPortraits *self)
{
  return self->used.length;
}

guint
lnet_portraits_get_n_waiting (LnetPortraits *self)
{
  return self->waiting.length;
}

/* Large ones. */

static void load_large (GTask *task, GAsyncReadyCallback callback);

static void
return_large (GTask        *task,
              GAsyncResult *result)
{
  Question *question = g_task_get_task_data (task);
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_pointer (task, g_object_ref (g_ptr_array_index (question->textures, 0)), g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
on_large_loaded_again (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;

  return_large (task, result);
}

static void
on_large_fetched (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  lnet_syncer_fetch_attachment_finish (LNET_SYNCER (source), result, NULL);
  load_large (user_data, on_large_loaded_again);
}

static void
on_large_loaded (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Question *question = g_task_get_task_data (task);

  if (!g_task_had_error (G_TASK (result)) ||
      !fetch (LNET_PORTRAITS (source), &g_array_index (question->ids, LnetId, 0), on_large_fetched, task))
    return_large (task, result);
  else
    g_steal_pointer (&task);
}

/* @task: taken over by the callback */
static void
load_large (GTask               *task,
            GAsyncReadyCallback  callback)
{
  LnetPortraits *self = g_task_get_source_object (task);
  Question *question = g_task_get_task_data (task);
  g_autoptr (GTask) loading = g_task_new (self, g_task_get_cancellable (task), callback, task);

  g_ptr_array_set_size (question->textures, 0);
  g_task_set_source_tag (loading, load_large);
  g_task_set_task_data (loading, question, NULL);
  lnet_worker_run (loading, load_in_worker);
}

void
lnet_portraits_load_async (LnetPortraits       *self,
                           const LnetId        *portrait,
                           int                  side,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  Question *question;
  GTask *task;

  g_return_if_fail (LNET_IS_PORTRAITS (self));

  question = question_new (self, side);
  g_array_append_val (question->ids, *portrait);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lnet_portraits_load_async);
  g_task_set_task_data (task, question, (GDestroyNotify) question_free);
  load_large (task, on_large_loaded);
}

GdkTexture *
lnet_portraits_load_finish (LnetPortraits  *self,
                            GAsyncResult   *result,
                            GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
lnet_portraits_dispose (GObject *object)
{
  LnetPortraits *self = LNET_PORTRAITS (object);

  g_cancellable_cancel (self->cancellable);
  g_queue_init (&self->used);
  g_hash_table_remove_all (self->kept);
  g_queue_clear_full (&self->waiting, g_free);
  G_OBJECT_CLASS (lnet_portraits_parent_class)->dispose (object);
}

static void
lnet_portraits_finalize (GObject *object)
{
  LnetPortraits *self = LNET_PORTRAITS (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);
  g_clear_object (&self->syncer);
  g_hash_table_unref (self->fetched);
  g_hash_table_unref (self->kept);
  G_OBJECT_CLASS (lnet_portraits_parent_class)->finalize (object);
}

static void
lnet_portraits_class_init (LnetPortraitsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lnet_portraits_dispose;
  G_OBJECT_CLASS (klass)->finalize = lnet_portraits_finalize;
  signals[LOADED] = g_signal_new ("loaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
lnet_portraits_init (LnetPortraits *self)
{
  self->cancellable = g_cancellable_new ();
  self->fetched = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, NULL);
  self->kept = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, NULL, (GDestroyNotify) kept_free);
}

LnetPortraits *
lnet_portraits_new (LnetStore  *store,
                    LnetSyncer *syncer)
{
  LnetPortraits *self;

  g_return_val_if_fail (LNET_IS_STORE (store), NULL);

  self = g_object_new (LNET_TYPE_PORTRAITS, NULL);
  self->store = g_object_ref (store);
  g_set_object (&self->syncer, syncer);
  return self;
}
