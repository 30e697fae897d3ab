/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-desk.h"
#include "lnet-sharing.h"
#include "lnet-transaction-private.h"

G_BEGIN_DECLS

/** Puts @card onto the roster, under the number it bears. */
void lnet_sharing_put_card (LnetTransaction *transaction, const LnetCard *card, LnetStance stance,
                            const LnetId *member);

/** Where a transaction puts this desk onto the roster, fills in its number; where it begins sharing, all that belongs
 * to that. On the writer's thread, before the transaction is written. */
gboolean lnet_sharing_write_own_desk (LnetSqlite *db, const LnetDesk *desk, LnetTransaction *transaction,
                                      GError **error);

G_END_DECLS
