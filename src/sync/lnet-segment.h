/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-folder-desk.h"
#include "lnet-reader.h"
#include "lnet-space-keys.h"

G_BEGIN_DECLS

/* A segment of a shared folder: a bundle of one author's batches in one space, sealed with the space's key; and a piece
 * of a snapshot: one of all authors' batches. For workers. */

/**
 * lnet_segment_collect:
 * @to: (out): the last that is in it; less than @from when there is none
 *
 * One author's batches in one space, from a number on. Returns: (transfer full) (nullable)
 */
LnetDelivery *lnet_segment_collect (LnetReader *reader, const LnetId *space, const LnetId *author, guint64 from,
                                    guint64 *to, GError **error);

/**
 * lnet_segment_collect_all:
 * @reached: (out) (transfer full): up to where it goes: @until, or less where that is too much
 *
 * All authors' batches in one space, from behind one vector up to another. Returns: (transfer full) (nullable)
 */
LnetDelivery *lnet_segment_collect_all (LnetReader *reader, const LnetId *space, const GArray *after,
                                        const GArray *until, GArray **reached, GError **error);

/** @sender: this desk. Returns: (transfer full) (nullable) */
GBytes *lnet_segment_write (const LnetDelivery *delivery, const LnetSpaceKey *key, const LnetId *sender,
                            GError **error);

/** What is in a segment: all of it belongs to @network and to the space of @key. Returns: (transfer full) (nullable) */
LnetDelivery *lnet_segment_open (GBytes *bundle, const LnetFolderKey *key, const LnetId *network, GError **error);

G_END_DECLS
