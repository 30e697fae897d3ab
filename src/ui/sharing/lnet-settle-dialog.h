/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-session.h"
#include "lnet-to-settle.h"

G_BEGIN_DECLS

#define LNET_TYPE_SETTLE_DIALOG (lnet_settle_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LnetSettleDialog, lnet_settle_dialog, LNET, SETTLE_DIALOG, AdwDialog)

/**
 * lnet_settle_dialog_new:
 *
 * What several people wrote at the same time, to choose from: the values of a field; a row that was removed and
 * changed; a text merged from what they wrote, with the originals beside it. It closes once that is settled, here or
 * elsewhere.
 *
 * Signal `settled (const char *words, const LnetId *group)`: it was settled here, by this act. Where nobody listens,
 * the window says so.
 *
 * Returns: (transfer floating) (nullable): NULL when there is nothing to settle any more
 */
AdwDialog *lnet_settle_dialog_new (LnetSession *session, guint table, const LnetId *row, guint number);

G_END_DECLS
