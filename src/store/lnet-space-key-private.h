/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-space-key.h"
#include "lnet-sqlite.h"

G_BEGIN_DECLS

/** Writes @keys (LnetSealedKey), inside a transaction. */
gboolean lnet_space_key_write (LnetSqlite *db, GPtrArray *keys, GError **error);

G_END_DECLS
