/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "lnet-id.h"

G_BEGIN_DECLS

/* Writing and reading the log's byte form: numbers are little-endian base 128, texts and bytes follow their length. */

void lnet_bytes_put_number (GByteArray *bytes, guint64 number);
void lnet_bytes_put_signed (GByteArray *bytes, gint64 number);
void lnet_bytes_put_id (GByteArray *bytes, const LnetId *id);
void lnet_bytes_put_block (GByteArray *bytes, gconstpointer data, gsize size);
void lnet_bytes_put_text (GByteArray *bytes, const char *text);

/** Where one is in some bytes. Reading past the end sets @failed, and from then on gives zeros. */
typedef struct
{
  const guint8 *data;
  gsize left;
  gboolean failed;
} LnetCursor;

guint8 lnet_cursor_get_byte (LnetCursor *cursor);
guint64 lnet_cursor_get_number (LnetCursor *cursor);
gint64 lnet_cursor_get_signed (LnetCursor *cursor);
LnetId lnet_cursor_get_id (LnetCursor *cursor);
/** Returns: (transfer none): @size bytes inside what is read, or NULL */
const guint8 *lnet_cursor_get_raw (LnetCursor *cursor, gsize size);
/** A length and so many bytes. Returns: (transfer none) */
const guint8 *lnet_cursor_get_block (LnetCursor *cursor, gsize *size);
/** Fails when it is not valid UTF-8. Returns: (transfer full) (nullable) */
char *lnet_cursor_get_text (LnetCursor *cursor);

G_END_DECLS
