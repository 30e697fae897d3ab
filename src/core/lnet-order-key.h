/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Places in an order, as text: sections of a document, passages of a section, modules of a program. A key is a
 * fraction written in letters and figures, compared with strcmp() (and so by SQLite's BINARY collation); between two
 * keys there is always room for another. A key is written once and never has to be changed because of its neighbours.
 *
 * Keys end in six random letters, so that two desks that put something into the same place get different keys.
 * Inserting many times at one place makes a key longer only when the room there is used up: ten thousand rows added one
 * after the other need a key of some eighteen letters.
 */

/**
 * lnet_order_key_between:
 * @before: (nullable): the key of the row that comes before; %NULL at the beginning
 * @after: (nullable): the key of the row that comes after; %NULL at the end
 *
 * When the two are equal or the wrong way round (two desks that moved rows at the same time), the new key comes right
 * after @before.
 *
 * Returns: (transfer full): a key between the two
 */
char *lnet_order_key_between (const char *before, const char *after);

/**
 * lnet_order_keys_between:
 * @n: how many
 *
 * As lnet_order_key_between(), for a run of rows that stand together: they share one fresh beginning, so that two
 * runs put into the same place on two desks stand one after the other and never mix.
 *
 * Returns: (transfer full) (array zero-terminated=1): @n keys in rising order
 */
char **lnet_order_keys_between (const char *before, const char *after, guint n);

G_END_DECLS
