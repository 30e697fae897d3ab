/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-block.h"

LnetBlock *
lnet_block_new (const LnetId  *id,
                LnetBlockKind  kind)
{
  LnetBlock *self = g_new0 (LnetBlock, 1);

  self->id = *id;
  self->kind = kind;
  self->stored_kind = kind;
  self->stored_text = g_strdup ("");
  return self;
}

void
lnet_block_free (LnetBlock *self)
{
  g_clear_pointer (&self->grown_from, g_array_unref);
  g_free (self->stored_text);
  g_free (self->position);
  g_free (self);
}

LnetField
lnet_block_get_field (const LnetBlock *self)
{
  switch (self->kind)
    {
    case LNET_BLOCK_TITLE:
      return LNET_DOCUMENT_TITLE;
    case LNET_BLOCK_QUESTION:
      return LNET_DOCUMENT_QUESTION;
    case LNET_BLOCK_SECTION:
      return LNET_SECTION_TITLE;
    case LNET_BLOCK_TEXT:
    case LNET_BLOCK_HEADING:
    case LNET_BLOCK_QUOTE:
    case LNET_BLOCK_N_KINDS:
    default:
      return LNET_PASSAGE_BODY;
    }
}
