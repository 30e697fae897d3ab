/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** As many pixels a portrait has across, at most. */
#define LNET_PORTRAIT_SIDE 512

/** A portrait as it is kept: a square JPEG with nothing in it but the picture. */
typedef struct
{
  GBytes *content;
  const char *media_type;
  guint side;
} LnetPortraitPicture;

void lnet_portrait_picture_free (LnetPortraitPicture *picture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetPortraitPicture, lnet_portrait_picture_free)

/**
 * lnet_picture_file_read_async:
 *
 * Makes a portrait of a picture file in a worker. Files too large, pictures with too many pixels, and what is no
 * picture are refused, each with a sentence, before anything of them is decoded.
 */
void lnet_picture_file_read_async (GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data);

/** As lnet_picture_file_read_async(), of what comes out of @stream: the clipboard's. */
void lnet_picture_file_read_stream_async (GInputStream *stream, GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer user_data);

/** Makes a portrait of a picture file in memory, for workers; refuses what the others refuse. Returns: (transfer full)
 * (nullable) */
LnetPortraitPicture *lnet_picture_file_make (GBytes *data, GCancellable *cancellable, GError **error);

/** Ends both. Returns: (transfer full) (nullable) */
LnetPortraitPicture *lnet_picture_file_read_finish (GAsyncResult *result, GError **error);

G_END_DECLS
