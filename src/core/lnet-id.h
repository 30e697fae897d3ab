/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LNET_ID_SIZE 16

/** Length of lnet_id_to_string() without its terminator. */
#define LNET_ID_STRING_LENGTH 32

/**
 * LnetId:
 *
 * The 128-bit name of a row, made on the desk that adds it and never reused. It begins with the time it was made, so
 * that rows made together lie together in the file, and those made later on this desk stand later. The null id, all
 * zeros, names nothing.
 */
typedef struct
{
  guint8 bytes[LNET_ID_SIZE];
} LnetId;

LnetId lnet_id_new (void);
LnetId lnet_id_null (void);
gboolean lnet_id_is_null (const LnetId *id);
gboolean lnet_id_equal (gconstpointer a, gconstpointer b);
guint lnet_id_hash (gconstpointer id);
int lnet_id_compare (gconstpointer a, gconstpointer b);
LnetId *lnet_id_copy (const LnetId *id);

/** Thirty-two lower-case hexadecimal digits. Returns: (transfer full) */
char *lnet_id_to_string (const LnetId *id);

/** Reads what lnet_id_to_string() wrote; @id is untouched when the answer is FALSE. */
gboolean lnet_id_from_string (const char *text, LnetId *id);

G_END_DECLS
