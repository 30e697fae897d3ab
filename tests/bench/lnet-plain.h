/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-id.h"
#include "lnet-sqlite.h"

G_BEGIN_DECLS

/**
 * The peer of bench-commit and bench-batch: plain SQLite that keeps members and finds their words. Ends the program
 * when it cannot be made. Returns: (transfer full)
 */
LnetSqlite *lnet_plain_new (const char *path);

/** Adds Ana @last of Lander; the first has the key 1. */
void lnet_plain_add (LnetSqlite *plain, const LnetId *id, const char *last);

G_END_DECLS
