/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-delivery.h"
#include "lnet-hash.h"
#include "lnet-reader.h"
#include "lnet-vector.h"

G_BEGIN_DECLS

/* What this file has to give to other desks. Private spaces never leave it. For workers. */

/** How far each desk's log is taken in here. Returns: (transfer full) (element-type LnetMark) (nullable) */
GArray *lnet_give_read_vector (LnetReader *reader, GError **error);

/**
 * lnet_give_collect:
 * @have: (nullable) (element-type LnetMark): a vector: what the other side has already
 * @spaces: (nullable) (element-type LnetId): a set of the only spaces to give from
 * @desk: (nullable): the only desk to give batches of
 * @most_bytes: how large the batches together may get; one is given whatever its size
 * @more: (out): whether something was left, to be asked for again once @have is raised by what was given
 *
 * Collects batches the other side lacks, in the order they were applied here, and the signatures over them that are
 * known here. Contents of attachments are not among it; see lnet_give_find_contents().
 *
 * Returns: (transfer full) (nullable)
 */
LnetDelivery *lnet_give_collect (LnetReader *reader, const GArray *have, GHashTable *spaces, const LnetId *desk,
                                 gsize most_bytes, gboolean *more, GError **error);

/**
 * lnet_give_collect_space:
 * @after: (element-type LnetMark): a vector
 * @until: (element-type LnetMark): another
 *
 * As lnet_give_collect(): what all desks wrote in one space, from behind @after up to @until.
 *
 * Returns: (transfer full) (nullable)
 */
LnetDelivery *lnet_give_collect_space (LnetReader *reader, const LnetId *space, const GArray *after,
                                       const GArray *until, gsize most_bytes, gboolean *more, GError **error);

/** Raises @vector by what lnet_give_collect() put into a delivery. */
void lnet_give_note (GArray *vector, const LnetDelivery *delivery);

/** The chain hash of a batch that is in the log; %LNET_ERROR_NOT_FOUND when it is not. */
gboolean lnet_give_read_hash (LnetReader *reader, const LnetMark *mark, LnetHash *hash, GError **error);

/**
 * lnet_give_read_digests:
 * @vector: (out) (transfer full): what they are of
 *
 * What the rows of each space add up to: equal on all desks with the same batches of it. Reads every row.
 * Returns: (transfer full) (element-type LnetId LnetHash) (nullable)
 */
GHashTable *lnet_give_read_digests (LnetReader *reader, GArray **vector, GError **error);

/** A content that this file holds, under the hash of its sealed bytes. */
typedef struct
{
  char hash[2 * LNET_HASH_SIZE + 1];
  guint64 size;
} LnetContent;

/** The contents of attachments that the batches of @delivery speak of, as far as this file holds them.
 * Returns: (transfer full) (element-type LnetContent) (nullable) */
GArray *lnet_give_find_contents (LnetReader *reader, const LnetDelivery *delivery, GError **error);

/** The sealed bytes under a hash; NULL without @error when this file does not hold them.
 * Returns: (transfer full) (nullable) */
GBytes *lnet_give_load_content (LnetReader *reader, const char *hash, GError **error);

G_END_DECLS
