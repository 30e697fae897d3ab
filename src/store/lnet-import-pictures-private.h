/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-import-private.h"
#include "lnet-vcard-reader.h"

G_BEGIN_DECLS

#define LNET_IMPORT_MAX_PICTURE_BYTES (128 * 1024 * 1024) /* of all portraits of one import, as they are kept */

/*
 * LnetImportPictures:
 *
 * The portraits that come with vCards. What was made of a picture is remembered, so that planning again after a
 * decision decodes nothing again. The import's; lent to the worker that plans.
 */
LnetImportPictures *lnet_import_pictures_new (void);
void lnet_import_pictures_free (LnetImportPictures *self);
void lnet_import_pictures_set_func (LnetImportPictures *self, LnetImportPictureFunc func, gpointer user_data);

void lnet_import_pictures_begin (LnetImportPictures *self, GCancellable *cancellable);
/* @picture: (nullable): that of the row that comes next; good until then */
void lnet_import_pictures_offer (LnetImportPictures *self, const LnetVcardPicture *picture);
/* Adds sentences on those that were not taken. */
void lnet_import_pictures_end (LnetImportPictures *self, GPtrArray *remarks);

G_END_DECLS
