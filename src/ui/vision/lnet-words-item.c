/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-words-item.h"

struct _LnetWordsItem
{
  GObject parent_instance;

  LnetId id;
};

G_DEFINE_FINAL_TYPE (LnetWordsItem, lnet_words_item, G_TYPE_OBJECT)

static void
lnet_words_item_class_init (LnetWordsItemClass *klass)
{
}

static void
lnet_words_item_init (LnetWordsItem *self)
{
}

LnetWordsItem *
lnet_words_item_new (const LnetId *id)
{
  LnetWordsItem *self = g_object_new (LNET_TYPE_WORDS_ITEM, NULL);

  self->id = *id;
  return self;
}

const LnetId *
lnet_words_item_get_id (LnetWordsItem *self)
{
  g_return_val_if_fail (LNET_IS_WORDS_ITEM (self), NULL);

  return &self->id;
}
