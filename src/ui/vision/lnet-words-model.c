/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-words-model.h"

struct _LnetWordsModel
{
  GObject parent_instance;

  GArray *ids;
};

static void lnet_words_model_init_list (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LnetWordsModel, lnet_words_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, lnet_words_model_init_list))

static GType
get_item_type (GListModel *list)
{
  return LNET_TYPE_WORDS_ITEM;
}

static guint
get_n_items (GListModel *list)
{
  return LNET_WORDS_MODEL (list)->ids->len;
}

static gpointer
get_item (GListModel *list,
          guint       position)
{
  LnetWordsModel *self = LNET_WORDS_MODEL (list);

  return position < self->ids->len ? lnet_words_item_new (&g_array_index (self->ids, LnetId, position)) : NULL;
}

static void
lnet_words_model_init_list (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
lnet_words_model_finalize (GObject *object)
{
  g_array_unref (LNET_WORDS_MODEL (object)->ids);

  G_OBJECT_CLASS (lnet_words_model_parent_class)->finalize (object);
}

static void
lnet_words_model_class_init (LnetWordsModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lnet_words_model_finalize;
}

static void
lnet_words_model_init (LnetWordsModel *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (LnetId));
}

LnetWordsModel *
lnet_words_model_new (void)
{
  return g_object_new (LNET_TYPE_WORDS_MODEL, NULL);
}

static gboolean
is_same (GArray *a,
         guint   i,
         GArray *b,
         guint   j)
{
  return lnet_id_equal (&g_array_index (a, LnetId, i), &g_array_index (b, LnetId, j));
}

void
lnet_words_model_set_ids (LnetWordsModel *self,
                          GArray         *ids)
{
  g_autoptr (GArray) old = NULL;
  guint start = 0;
  guint end = 0;
  guint shortest;

  g_return_if_fail (LNET_IS_WORDS_MODEL (self));

  old = self->ids;
  self->ids = g_array_ref (ids);
  shortest = MIN (old->len, ids->len);
  while (start < shortest && is_same (old, start, ids, start))
    start++;
  while (end < shortest - start && is_same (old, old->len - 1 - end, ids, ids->len - 1 - end))
    end++;
  if (old->len != ids->len || start < shortest)
    g_list_model_items_changed (G_LIST_MODEL (self), start, old->len - start - end, ids->len - start - end);
}
