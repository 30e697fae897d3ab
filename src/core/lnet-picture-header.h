/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** No picture file is larger than this. */
#define LNET_PICTURE_MOST_BYTES (20 * 1024 * 1024)
/** No picture has more pixels than this. */
#define LNET_PICTURE_MOST_PIXELS (50 * 1000 * 1000)

typedef enum
{
  LNET_PICTURE_JPEG,
  LNET_PICTURE_PNG,
  LNET_PICTURE_GIF,
} LnetPictureType;

/** What a picture says of itself before anything of it is decoded. */
typedef struct
{
  LnetPictureType type;
  guint width;  /* at least 1 */
  guint height; /* as it lies in the file: an orientation is not looked at */
  gsize end;    /* where it ends, and what is hung on to it begins; of a moving GIF, its first picture */
} LnetPictureHeader;

/**
 * lnet_picture_header_read:
 * @data: all of the file
 *
 * Looks what kind of picture it is, whatever its name says, and how large: a file too large, more pixels than
 * %LNET_PICTURE_MOST_PIXELS, and what is no picture of a kind that is read, are told apart before any of it is decoded.
 *
 * Returns: FALSE with a sentence when it is not to be decoded
 */
gboolean lnet_picture_header_read (gconstpointer data, gsize size, LnetPictureHeader *header, GError **error);

/** "image/jpeg". Returns: (transfer none) */
const char *lnet_picture_type_get_media_type (LnetPictureType type);

G_END_DECLS
