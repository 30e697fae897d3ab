/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-text-merge-private.h"

G_BEGIN_DECLS

/*
 * Events that follow each other without a fork are a strand: what one of them did not know of, none of them did. So
 * which events met can be asked of strands, and there are few of those.
 */

typedef struct
{
  guint first; /* event */
  gboolean has_edits;
  gboolean has_confirmation;
} LnetTextStrand;

typedef struct
{
  const LnetTextMerge *merge;
  guint from;      /* the first event */
  GArray *strands; /* of LnetTextStrand, in the order of their first events: each comes after its parents */
  guint *of_event; /* of each event, from the first on, its strand */
  guint8 *sides;   /* of each strand how it stands to the one that is looked from */
} LnetTextStrands;

/** The strands of the events from @from on, which came after all others. */
LnetTextStrands *lnet_text_strands_new (const LnetTextMerge *merge, guint from);
void lnet_text_strands_free (LnetTextStrands *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetTextStrands, lnet_text_strands_free)

static inline LnetTextStrand *
lnet_text_strands_get (const LnetTextStrands *self,
                       guint                  strand)
{
  return &g_array_index (self->strands, LnetTextStrand, strand);
}

/** Looks at all strands from @strand. To be called before lnet_text_strands_meets(). */
void lnet_text_strands_look_from (LnetTextStrands *self, guint strand);
/** Whether @other has edits, came neither before nor after the strand that is looked from, and no confirmation covers
 * both. */
gboolean lnet_text_strands_meets (const LnetTextStrands *self, guint other);

G_END_DECLS
