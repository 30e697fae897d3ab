/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-transaction.h"
#include "lnet-vision.h"

G_BEGIN_DECLS

/* Building changes of a document and of the words it grows from. All of it is in the network's space. */

/**
 * lnet_vision_add_document:
 *
 * A document that begins with the sections such documents have, each with an empty passage to write in.
 * Returns: its id
 */
LnetId lnet_vision_add_document (LnetTransaction *transaction, const char *title, const char *question);

/** A section of @document at @position (lnet_order_key_between()). */
LnetId lnet_vision_add_section (LnetTransaction *transaction, const LnetId *document, const char *position,
                                const char *title);

/** A passage of @section at @position. @kind is not %LNET_VISION_SECTION. */
LnetId lnet_vision_add_passage (LnetTransaction *transaction, const LnetId *section, const char *position,
                                LnetVisionKind kind, const char *text);

/**
 * lnet_vision_write_contribution:
 * @before: (nullable): the contribution as it was read, or %NULL to add one
 * @after: as it is to be; its id is not looked at
 *
 * Returns: its id
 */
LnetId lnet_vision_write_contribution (LnetTransaction *transaction, const LnetContribution *before,
                                       const LnetContribution *after);

/** Says that @passage grew from @contribution, or that it did not. */
void lnet_vision_link (LnetTransaction *transaction, const LnetId *passage, const LnetId *contribution);
void lnet_vision_unlink (LnetTransaction *transaction, const LnetId *passage, const LnetId *contribution);

LnetId lnet_vision_add_theme (LnetTransaction *transaction, const char *name);
void lnet_vision_set_theme (LnetTransaction *transaction, const LnetId *theme, const LnetId *contribution,
                            gboolean belongs);

G_END_DECLS
