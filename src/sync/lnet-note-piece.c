/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-note-piece.h"

#include <string.h>

LnetNotePiece *
lnet_note_piece_new (const LnetPieceName *name,
                     guint64              size,
                     gboolean             full,
                     const GArray        *vector)
{
  LnetNotePiece *piece = g_new0 (LnetNotePiece, 1);

  memcpy (piece->hash, name->hash, sizeof piece->hash);
  piece->size = size;
  piece->full = full;
  piece->vector = lnet_vector_copy (vector);
  return piece;
}

LnetNotePiece *
lnet_note_piece_copy (const LnetNotePiece *piece)
{
  LnetNotePiece *copy = g_memdup2 (piece, sizeof *piece);

  copy->vector = lnet_vector_copy (piece->vector);
  return copy;
}

void
lnet_note_piece_free (LnetNotePiece *piece)
{
  g_array_unref (piece->vector);
  g_free (piece);
}
