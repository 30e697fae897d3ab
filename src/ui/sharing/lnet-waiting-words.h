/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-waiting.h"

G_BEGIN_DECLS

/* What waits, in sentences. Any thread. */

/** "3 changes from Ana’s laptop". Returns: (transfer full) */
char *lnet_waiting_dup_title (const LnetWaitingItem *item);

/** "Waiting for 2 changes from Ben’s laptop". Returns: (transfer full) */
char *lnet_waiting_dup_reason (const LnetWaitingItem *item);

G_END_DECLS
