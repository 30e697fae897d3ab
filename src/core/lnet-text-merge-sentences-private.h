/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-text-merge-private.h"

G_BEGIN_DECLS

/* From its first sign to its last, in the merged text; the white space between is no sentence's. */
typedef struct
{
  guint start;
  guint end;
  guint first_part; /* the sentences that its first and last sign stand in when what is gone is read as well */
  guint last_part;
} LnetTextSentence;

typedef struct
{
  guint position; /* in the merged text */
  guint first_part;
  guint last_part;
} LnetTextPlace;

/* The sentences of the merged text, and where the letters of a walk stand in them. */
typedef struct
{
  const LnetTextWalk *walk;
  GArray *sentences;     /* of LnetTextSentence */
  LnetTextPlace *places; /* of each item */
} LnetTextSentences;

/** @base: the text that the walk began with */
LnetTextSentences *lnet_text_sentences_new (const LnetTextWalk *walk, LnetTextBuffer *base);
void lnet_text_sentences_free (LnetTextSentences *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetTextSentences, lnet_text_sentences_free)

static inline const LnetTextSentence *
lnet_text_sentences_get (const LnetTextSentences *self,
                         guint                    sentence)
{
  return &g_array_index (self->sentences, LnetTextSentence, sentence);
}

/** Finds the sentences that the letters of @item belong to, or did: from @first up to but without @end. None when all
 * that they belonged to is gone. */
void lnet_text_sentences_find (const LnetTextSentences *self, const LnetTextItem *item, guint *first, guint *end);

G_END_DECLS
