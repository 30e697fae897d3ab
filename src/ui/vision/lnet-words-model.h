/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "lnet-words-item.h"

G_BEGIN_DECLS

#define LNET_TYPE_WORDS_MODEL (lnet_words_model_get_type ())
G_DECLARE_FINAL_TYPE (LnetWordsModel, lnet_words_model, LNET, WORDS_MODEL, GObject)

/** A list of contributions by id. Items are made when they are looked at. */
LnetWordsModel *lnet_words_model_new (void);

/** Takes @ids (element-type LnetId); what stays at both ends of the list is not touched. */
void lnet_words_model_set_ids (LnetWordsModel *self, GArray *ids);

G_END_DECLS
