/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-delivery.h"
#include "lnet-reader.h"

G_BEGIN_DECLS

/**
 * lnet_bundle_sign:
 * @reader: the file that @delivery was collected from
 * @desk: this desk, or one that it was before its file was copied or restored, as batches name it
 * @secret: what it signs with
 *
 * Signs what is given of this desk's own batches: the last of each log, where it is not signed yet, and with it all
 * before. For workers.
 */
gboolean lnet_bundle_sign (LnetReader *reader, LnetDelivery *delivery, const LnetId *desk, const guint8 *secret,
                           GError **error);

G_END_DECLS
