/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-sqlite.h"
#include "lnet-unknown.h"

G_BEGIN_DECLS

/** Adds to what is not known to this version. On the writer's connection, inside its transaction. */
gboolean lnet_unknown_note (LnetSqlite *db, guint64 n, GError **error);

/** Before the tables are worked out anew: then it is counted again. */
gboolean lnet_unknown_forget (LnetSqlite *db, GError **error);

/** Whether there was something that an earlier version did not know, and this one may. */
gboolean lnet_unknown_may_be_known (LnetSqlite *db, gboolean *may, GError **error);

G_END_DECLS
