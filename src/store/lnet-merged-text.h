/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-reader.h"

G_BEGIN_DECLS

/** What one person's desk read before the texts met. */
typedef struct
{
  char *text;
  char *who;   /* the member who wrote last there, or the desk; "" when it is not known */
  gint64 wall; /* when that was, in milliseconds since 1970, UTC */
} LnetTextOriginal;

/** A text that was merged from what several wrote at the same time. */
typedef struct
{
  char *text;           /* as it reads now */
  GPtrArray *originals; /* LnetTextOriginal, the oldest first */
} LnetMergedText;

void lnet_merged_text_free (LnetMergedText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetMergedText, lnet_merged_text_free)

/**
 * lnet_merged_text_read:
 *
 * A text and what stood on each desk when the last of what it was merged from was written, worked out from the log.
 * For a worker. Returns: (transfer full) (nullable)
 */
LnetMergedText *lnet_merged_text_read (LnetReader *reader, guint table, const LnetId *row, guint number,
                                       GError **error);

G_END_DECLS
