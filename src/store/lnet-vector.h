/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "lnet-id.h"

G_BEGIN_DECLS

/** A batch by its place: the @n-th of @desk in @space. In a vector: that all up to it are there. */
typedef struct
{
  LnetId space;
  LnetId desk;
  guint64 n;
} LnetMark;

/* A vector says how far each desk's log in each space is there: an array of LnetMark by space and desk, none twice. */

/** Returns: (transfer full) (element-type LnetMark): an empty vector */
GArray *lnet_vector_new (void);

/** Returns: (transfer full) (element-type LnetMark) */
GArray *lnet_vector_copy (const GArray *vector);

/** How far @desk's log in @space is there; 0: nothing of it. */
guint64 lnet_vector_get (const GArray *vector, const LnetId *space, const LnetId *desk);

/** What it says of one space. Returns: (transfer full) (element-type LnetMark) */
GArray *lnet_vector_pick (const GArray *vector, const LnetId *space);

/** How many batches lie beyond @before, up to @vector. */
guint64 lnet_vector_count (const GArray *vector, const GArray *before);

/** Makes the vector reach @mark, where it did not. */
void lnet_vector_raise (GArray *vector, const LnetMark *mark);
/** Makes the vector reach no further than @mark, where it did, and as far where there was nothing. */
void lnet_vector_lower (GArray *vector, const LnetMark *mark);

G_END_DECLS
