/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-to-settle.h"
#include "lnet-transaction.h"

G_BEGIN_DECLS

/* What is to settle, in people's words, and the writes that settle it. */

/** The field that it is about; of a row that was removed none. */
LnetField lnet_settle_get_field (const LnetToSettle *item);

/** Whom or what it is about: "Ana Begay". Returns: (transfer full) */
char *lnet_settle_dup_title (const LnetToSettle *item);

/** What of it: "Town", "Role · First day", "Member, removed". Returns: (transfer full) */
char *lnet_settle_dup_subject (const LnetToSettle *item);

/** What a value says. Any thread. Returns: (transfer full) */
char *lnet_settle_dup_value (LnetReader *reader, const LnetToSettle *item, const LnetToSettleValue *value);

/** "Ana Begay · Today 14:02". Returns: (transfer full) */
char *lnet_settle_dup_who (const char *who, gint64 wall);

/** Makes @value what holds. Returns: (transfer full) */
LnetTransaction *lnet_settle_choose (const LnetToSettle *item, const LnetToSettleValue *value);

/** Makes what is written, as the store keeps it, hold; NULL empties the field. Returns: (transfer full) */
LnetTransaction *lnet_settle_write (const LnetToSettle *item, const char *text);

/** Keeps a row that was removed and changed, or removes it. Returns: (transfer full) */
LnetTransaction *lnet_settle_row (const LnetToSettle *item, gboolean keep);

/** Says that a merged text was read. Returns: (transfer full) */
LnetTransaction *lnet_settle_confirm (const LnetToSettle *item);

G_END_DECLS
