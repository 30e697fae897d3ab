/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-schema.h"
#include "lnet-vision.h"

G_BEGIN_DECLS

/** What a line of the manuscript is. The first two lines are the document's own. */
typedef enum
{
  LNET_BLOCK_TITLE,
  LNET_BLOCK_QUESTION,
  LNET_BLOCK_SECTION,
  LNET_BLOCK_TEXT,
  LNET_BLOCK_HEADING,
  LNET_BLOCK_QUOTE,
  LNET_BLOCK_N_KINDS
} LnetBlockKind;

/**
 * LnetBlock:
 *
 * One line of the manuscript: the document's title or question, a section's title, or a passage. What stands on the
 * page is in the buffer; the block keeps what the file last had, so that the difference can be saved.
 */
typedef struct
{
  LnetId id; /* of the row; of title and question, the document's */
  LnetBlockKind kind;
  gboolean edited;    /* the text on the page may differ from @stored_text */
  gboolean moved;     /* it needs a new position */
  GArray *grown_from; /* (nullable): passages whose traces it takes over, split off or joined */

  /* as in the file, or on its way there */
  gboolean stored;
  char *stored_text; /* "" until it is stored */
  char *position;
  LnetId stored_section;
  LnetBlockKind stored_kind;

  guint n_words;   /* contributions it grew from */
  LnetId author;   /* who wrote it last; the null id: nobody said */
  gint64 written;  /* when, in milliseconds since 1970; 0: not known */
  LnetField to_settle; /* written on two desks at once and not settled; LNET_FIELD_NONE: nothing is */
} LnetBlock;

LnetBlock *lnet_block_new (const LnetId *id, LnetBlockKind kind);
void lnet_block_free (LnetBlock *self);

static inline gboolean
lnet_block_is_passage (const LnetBlock *self)
{
  return self->kind >= LNET_BLOCK_TEXT;
}

/** The field that its text is in. */
LnetField lnet_block_get_field (const LnetBlock *self);

G_END_DECLS
