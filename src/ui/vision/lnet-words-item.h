/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "lnet-id.h"

G_BEGIN_DECLS

#define LNET_TYPE_WORDS_ITEM (lnet_words_item_get_type ())
G_DECLARE_FINAL_TYPE (LnetWordsItem, lnet_words_item, LNET, WORDS_ITEM, GObject)

/** One contribution of a list: its id only. */
LnetWordsItem *lnet_words_item_new (const LnetId *id);
const LnetId *lnet_words_item_get_id (LnetWordsItem *self);

G_END_DECLS
