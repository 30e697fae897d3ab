/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-reader.h"

G_BEGIN_DECLS

/* Changes that a later version of the program made, and that this one cannot read: they are kept and handed on, and
 * take effect once the program is brought up to date. */

/** How many there are, on any thread. */
gboolean lnet_unknown_count (LnetReader *reader, guint64 *n, GError **error);

G_END_DECLS
