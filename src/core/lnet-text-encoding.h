/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * What text from outside is written in. It is told by the mark at the beginning of a file, and where there is none, by
 * whether all of it is UTF-8; what is not is Windows-1252, the one older way rosters still come in, or both, when a
 * roster was pasted together from several.
 */

typedef enum
{
  LNET_TEXT_ENCODING_UTF_8,
  LNET_TEXT_ENCODING_UTF_8_MARKED, /* with a byte order mark */
  LNET_TEXT_ENCODING_UTF_16_LE,    /* with a byte order mark, or beginning with two plain letters */
  LNET_TEXT_ENCODING_UTF_16_BE,
  LNET_TEXT_ENCODING_WINDOWS_1252,
  LNET_TEXT_ENCODING_MIXED,        /* UTF-8 where it can be, else Windows-1252 */
} LnetTextEncoding;

/** What people call it: "UTF-8", "Windows-1252". Returns: (transfer none) */
const char *lnet_text_encoding_get_name (LnetTextEncoding encoding);

/**
 * lnet_text_encoding_detect:
 * @stream: read to its end, in pieces
 *
 * Fails with %LNET_ERROR_INVALID when this is no text: a spreadsheet under another name, a picture, NULs.
 */
gboolean lnet_text_encoding_detect (GInputStream *stream, LnetTextEncoding *encoding, GCancellable *cancellable,
                                    GError **error);

/** Turns bytes into UTF-8 piece by piece; a character may be cut in two by the pieces. */
typedef struct _LnetTextDecoder LnetTextDecoder;

LnetTextDecoder *lnet_text_decoder_new (LnetTextEncoding encoding);
void lnet_text_decoder_free (LnetTextDecoder *self);

/**
 * lnet_text_decoder_push:
 * @last: no more will come
 *
 * Appends to @into what @data says; a byte order mark at the beginning is left out. Fails with %LNET_ERROR_INVALID at
 * a NUL and at what cannot be read.
 */
gboolean lnet_text_decoder_push (LnetTextDecoder *self, const guint8 *data, gsize length, gboolean last, GString *into,
                                 GError **error);

/** The whole of @data as UTF-8. Returns: (transfer full) (nullable) */
char *lnet_text_encoding_convert (const guint8 *data, gsize length, LnetTextEncoding *encoding, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetTextDecoder, lnet_text_decoder_free)

G_END_DECLS
