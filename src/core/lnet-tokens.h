/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** A word within a text that lives at least as long; @length is in bytes. */
typedef struct
{
  const char *text;
  gsize length;
} LnetToken;

/**
 * lnet_tokens_split:
 *
 * The words of a text, without the white space between them: runs of letters, figures and the marks on them, with
 * apostrophes inside ("don't"); every ideograph and every other sign by itself.
 *
 * Returns: (transfer full) (element-type LnetToken): places in @text
 */
GArray *lnet_tokens_split (const char *text);

/** For tables with LnetToken keys. */
guint lnet_token_hash (gconstpointer token);
gboolean lnet_token_equal (gconstpointer a, gconstpointer b);

G_END_DECLS
