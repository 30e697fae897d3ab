/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-carrier.h"
#include "lnet-sqlite.h"

G_BEGIN_DECLS

/** Writes it down in a transaction of its own. */
gboolean lnet_carrier_write (LnetSqlite *db, const LnetCarrierNote *note, GError **error);

G_END_DECLS
