/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-reader.h"
#include "lnet-sqlite.h"

G_BEGIN_DECLS

/** The connection under a reader, for files of store/ that need more than rows. */
LnetSqlite *lnet_reader_get_sqlite (LnetReader *self);

G_END_DECLS
