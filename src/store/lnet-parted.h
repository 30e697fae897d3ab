/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-reader.h"

G_BEGIN_DECLS

/** The desks whose logs went several ways, because their computers were copied and both copies wrote: a set of LnetId,
 * as bodies name them. Any thread. Returns: (transfer full) (nullable) */
GHashTable *lnet_parted_list (LnetReader *reader, GError **error);

G_END_DECLS
