/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-folder-names.h"
#include "lnet-vector.h"

G_BEGIN_DECLS

/** A piece of a desk's snapshot of a space: what all desks wrote beyond the piece before it. */
typedef struct
{
  guint8 hash[LNET_NAME_HASH_SIZE]; /* what it is named by */
  guint64 size;
  gboolean full;                    /* as large as one gets: it stays as it is */
  GArray *vector;                   /* up to where it goes */
} LnetNotePiece;

/** @vector: copied */
LnetNotePiece *lnet_note_piece_new (const LnetPieceName *name, guint64 size, gboolean full, const GArray *vector);
LnetNotePiece *lnet_note_piece_copy (const LnetNotePiece *piece);
void lnet_note_piece_free (LnetNotePiece *piece);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetNotePiece, lnet_note_piece_free)

G_END_DECLS
