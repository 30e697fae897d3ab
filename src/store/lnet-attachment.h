/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-reader.h"
#include "lnet-transaction.h"

G_BEGIN_DECLS

/** No content is larger than this. */
#define LNET_ATTACHMENT_MOST_BYTES (8 * 1024 * 1024)

/**
 * lnet_attachment_add:
 * @owner: whose it is: a member
 * @content: as it is to be had back; metadata that says more than the picture must be gone from it
 * @media_type: "image/jpeg"
 * @width: in pixels; 0 with what is not a picture
 *
 * Puts a picture or file into a transaction: its row, and its content, sealed with a key of its own. Both reach the
 * file together or not at all. Undo takes away the row and leaves the content, so that it can be done again.
 *
 * Returns: the attachment's id
 */
LnetId lnet_attachment_add (LnetTransaction *transaction, LnetSpace space, const LnetId *owner, GBytes *content,
                            const char *media_type, guint width, guint height);

/** Makes a picture @member's portrait; NULL takes away the one there is. */
void lnet_attachment_set_portrait (LnetTransaction *transaction, const LnetId *member, GBytes *content,
                                   const char *media_type, guint width, guint height);

/**
 * lnet_attachment_load:
 *
 * An attachment's content, opened and found to be what was put in; %LNET_ERROR_NOT_FOUND when this file does not hold
 * it, %LNET_ERROR_DAMAGED when it was altered. For workers.
 * Returns: (transfer full) (nullable)
 */
GBytes *lnet_attachment_load (LnetReader *reader, const LnetId *id, GError **error);

/** The hash under which an attachment's content travels, if this file does not hold it.
 * Returns: (transfer full) (nullable): NULL when it does, or does not know the attachment */
char *lnet_attachment_find_missing (LnetReader *reader, const LnetId *id);

/**
 * lnet_attachment_load_portrait:
 * @released_only: only when the member agreed that pictures of them are shared
 * @media_type: (out): "image/jpeg"
 *
 * A member's portrait. Returns: (transfer full) (nullable): NULL without @error when there is none to be had
 */
GBytes *lnet_attachment_load_portrait (LnetReader *reader, const LnetId *member, gboolean released_only,
                                       char **media_type, GError **error);

G_END_DECLS
