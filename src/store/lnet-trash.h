/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-reader.h"
#include "lnet-schema.h"

G_BEGIN_DECLS

/** A row in the Trash. Put it back with lnet_transaction_restore(). */
typedef struct
{
  LnetTable table;   /* lnet_row_get_kind() says it in words */
  LnetId row;
  char *title;
  gint64 wall;       /* when it was deleted: milliseconds since 1970, UTC */
  LnetId author;     /* by whom; null: nobody said */
  char *author_name;
} LnetTrashItem;

void lnet_trash_item_free (LnetTrashItem *item);

/**
 * lnet_trash_list:
 * @typed: (nullable): only what is called so; case and accents do not count
 *
 * What lies in the Trash and can be put back by itself, newest first. What hangs on a deleted row (a member's phone)
 * comes back with it and is not listed.
 * Returns: (transfer full) (element-type LnetTrashItem) (nullable)
 */
GPtrArray *lnet_trash_list (LnetReader *reader, const char *typed, GError **error);

G_END_DECLS
