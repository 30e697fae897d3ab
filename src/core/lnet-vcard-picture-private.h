/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-vcard-reader.h"

G_BEGIN_DECLS

/* Between the reader of vCards and its portraits only. */

/*
 * @value: of a PHOTO line, as it stands there
 * @binary: the line says that it is base64
 *
 * Takes the portrait that a line holds, unless an earlier line of the card held one.
 */
void lnet_vcard_picture_read (LnetVcardPicture *self, const char *value, gboolean binary);
void lnet_vcard_picture_clear (LnetVcardPicture *self);

G_END_DECLS
