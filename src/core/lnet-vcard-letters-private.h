/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-text-encoding.h"

G_BEGIN_DECLS

/* As lnet_text_encoding_convert(), for a file whose lines may be folded within a letter: as such it is no UTF-8. */
char *lnet_vcard_convert (const guint8 *data, gsize length, LnetTextEncoding *encoding, GError **error);

G_END_DECLS
