/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-group-list.h"

#include "lnet-name.h"
#include "lnet-worker.h"

struct _LnetGroupItem
{
  GObject parent_instance;

  GPtrArray *all; /* owns the info */
  const LnetGroupInfo *info;
};

G_DEFINE_FINAL_TYPE (LnetGroupItem, lnet_group_item, G_TYPE_OBJECT)

static void
lnet_group_item_finalize (GObject *object)
{
  g_ptr_array_unref (LNET_GROUP_ITEM (object)->all);
  G_OBJECT_CLASS (lnet_group_item_parent_class)->finalize (object);
}

static void
lnet_group_item_class_init (LnetGroupItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lnet_group_item_finalize;
}

static void
lnet_group_item_init (LnetGroupItem *self)
{
}

const LnetGroupInfo *
lnet_group_item_get_info (LnetGroupItem *self)
{
  return self->info;
}

struct _LnetGroupList
{
  GObject parent_instance;

  LnetStore *store;
  LnetGroupKind kind;
  GPtrArray *all;   /* LnetGroupInfo; NULL: not read yet */
  GPtrArray *found; /* LnetGroupInfo of `all` */
  char *typed;
  GError *error;
  GCancellable *reading; /* NULL: nothing is read */
  gboolean is_stale;     /* it changed while it was read */
};

enum
{
  SETTLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GType
lnet_group_list_get_item_type (GListModel *model)
{
  return LNET_TYPE_GROUP_ITEM;
}

static guint
lnet_group_list_get_n_items (GListModel *model)
{
  return LNET_GROUP_LIST (model)->found->len;
}

static gpointer
lnet_group_list_get_item (GListModel *model,
                          guint       position)
{
  LnetGroupList *self = LNET_GROUP_LIST (model);
  LnetGroupItem *item;

  if (position >= self->found->len)
    return NULL;
  item = g_object_new (LNET_TYPE_GROUP_ITEM, NULL);
  item->all = g_ptr_array_ref (self->all);
  item->info = g_ptr_array_index (self->found, position);
  return item;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = lnet_group_list_get_item_type;
  iface->get_n_items = lnet_group_list_get_n_items;
  iface->get_item = lnet_group_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LnetGroupList, lnet_group_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static gboolean
looks_like (const LnetGroupInfo *one,
            const LnetGroupInfo *other)
{
  return lnet_id_equal (&one->id, &other->id) && one->n_now == other->n_now && g_str_equal (one->name, other->name) &&
         g_str_equal (one->caption, other->caption);
}

/* Tells of what lies between the rows that are as they were at both ends. */
static void
show_found (LnetGroupList *self,
            GPtrArray     *found)
{
  g_autoptr (GPtrArray) before = self->found;
  guint n = MIN (before->len, found->len), first = 0, last = 0;

  while (first < n && looks_like (before->pdata[first], found->pdata[first]))
    first++;
  while (last < n - first &&
         looks_like (before->pdata[before->len - 1 - last], found->pdata[found->len - 1 - last]))
    last++;
  self->found = found;
  if (before->len - first - last > 0 || found->len - first - last > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), first, before->len - first - last, found->len - first - last);
}

static void
search (LnetGroupList *self,
        GPtrArray     *all)
{
  g_autofree char *folded = lnet_name_fold (self->typed);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    if (lnet_group_info_matches (all->pdata[i], (const char *const *) words))
      g_ptr_array_add (found, all->pdata[i]);
  show_found (self, found);
}

typedef struct
{
  LnetStore *store;
  LnetGroupKind kind;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_object_unref (question->store);
  g_free (question);
}

/* In a worker thread, with a reader of its own. */
static void
read_in_worker (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Question *question = data;
  GError *error = NULL;
  g_autoptr (LnetReader) reader = lnet_store_open_reader (question->store, &error);
  GPtrArray *all = NULL;

  if (reader != NULL)
    {
      lnet_reader_set_cancellable (reader, cancellable);
      all = lnet_groups_load (reader, question->kind, NULL, &error);
    }
  if (all != NULL)
    g_task_return_pointer (task, all, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void read_all (LnetGroupList *self);

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  LnetGroupList *self = LNET_GROUP_LIST (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (GPtrArray) before = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading);
  g_clear_error (&self->error);
  if (all != NULL)
    {
      /* The rows before are compared with these: they go last. */
      before = g_steal_pointer (&self->all);
      self->all = g_ptr_array_ref (all);
      search (self, all);
    }
  else
    self->error = g_steal_pointer (&error);
  if (self->is_stale)
    read_all (self);
  g_signal_emit (self, signals[SETTLED], 0);
}

static void
read_all (LnetGroupList *self)
{
  Question *question = g_new0 (Question, 1);
  g_autoptr (GTask) task = NULL;

  self->is_stale = FALSE;
  self->reading = g_cancellable_new ();
  task = g_task_new (self, self->reading, on_read, NULL);
  question->store = g_object_ref (self->store);
  question->kind = self->kind;
  g_task_set_source_tag (task, read_all);
  g_task_set_task_data (task, question, question_free);
  lnet_worker_run (task, read_in_worker);
}

static void
on_changed (LnetStore     *store,
            LnetChanges   *changes,
            LnetGroupList *self)
{
  gboolean is_mine = self->kind == LNET_GROUP_ORGANIZATION
                       ? lnet_changes_has_table (changes, LNET_TABLE_ORGANIZATION) ||
                           lnet_changes_has_table (changes, LNET_TABLE_ROLE)
                       : lnet_changes_has_table (changes, LNET_TABLE_TEAM) ||
                           lnet_changes_has_table (changes, LNET_TABLE_TEAM_MEMBER);

  if (!is_mine && !lnet_changes_has_table (changes, LNET_TABLE_MEMBER))
    return;
  if (self->reading != NULL)
    self->is_stale = TRUE;
  else
    read_all (self);
}

static void
lnet_group_list_dispose (GObject *object)
{
  LnetGroupList *self = LNET_GROUP_LIST (object);

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (lnet_group_list_parent_class)->dispose (object);
}

static void
lnet_group_list_finalize (GObject *object)
{
  LnetGroupList *self = LNET_GROUP_LIST (object);

  g_ptr_array_unref (self->found);
  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_free (self->typed);
  G_OBJECT_CLASS (lnet_group_list_parent_class)->finalize (object);
}

static void
lnet_group_list_class_init (LnetGroupListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lnet_group_list_dispose;
  object_class->finalize = lnet_group_list_finalize;
  signals[SETTLED] = g_signal_new ("settled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
lnet_group_list_init (LnetGroupList *self)
{
  self->found = g_ptr_array_new ();
  self->typed = g_strdup ("");
}

LnetGroupList *
lnet_group_list_new (LnetStore     *store,
                     LnetGroupKind  kind)
{
  LnetGroupList *self = g_object_new (LNET_TYPE_GROUP_LIST, NULL);

  self->store = g_object_ref (store);
  self->kind = kind;
  g_signal_connect_object (store, "changed", G_CALLBACK (on_changed), self, G_CONNECT_DEFAULT);
  read_all (self);
  return self;
}

gboolean
lnet_group_list_is_read (LnetGroupList *self)
{
  return self->all != NULL;
}

const GError *
lnet_group_list_get_error (LnetGroupList *self)
{
  return self->error;
}

guint
lnet_group_list_get_n_all (LnetGroupList *self)
{
  return self->all != NULL ? self->all->len : 0;
}

void
lnet_group_list_set_search (LnetGroupList *self,
                            const char    *typed)
{
  g_return_if_fail (LNET_IS_GROUP_LIST (self));

  if (!g_set_str (&self->typed, typed) || self->all == NULL)
    return;
  search (self, self->all);
  g_signal_emit (self, signals[SETTLED], 0);
}

const char *
lnet_group_list_get_search (LnetGroupList *self)
{
  return self->typed;
}

guint
lnet_group_list_find (LnetGroupList *self,
                      const LnetId  *id)
{
  for (guint i = 0; i < self->found->len; i++)
    if (lnet_id_equal (&((LnetGroupInfo *) self->found->pdata[i])->id, id))
      return i;
  return GTK_INVALID_LIST_POSITION;
}

LnetId
lnet_group_list_get_id (LnetGroupList *self,
                        guint          position)
{
  return position < self->found->len ? ((LnetGroupInfo *) self->found->pdata[position])->id : lnet_id_null ();
}
