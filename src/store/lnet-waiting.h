/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-reader.h"
#include "lnet-take.h"

G_BEGIN_DECLS

/* What has come from other desks and waits, by desk and reason. Any thread with a reader of its own. */

/** Batches of a desk that are not here. */
typedef struct
{
  LnetId desk;
  char *name; /* "" when it is not known */
  guint64 n;
} LnetWaitingMissing;

typedef struct
{
  LnetId desk;
  char *name; /* "" when it is not known */
  LnetWaiting why;
  guint64 n;          /* batches that wait */
  GPtrArray *missing; /* LnetWaitingMissing: what they wait for; empty when it is nothing that could come */
} LnetWaitingItem;

void lnet_waiting_item_free (LnetWaitingItem *self);

/** Returns: (transfer full) (element-type LnetWaitingItem) (nullable) */
GPtrArray *lnet_waiting_list (LnetReader *reader, GError **error);

G_END_DECLS
