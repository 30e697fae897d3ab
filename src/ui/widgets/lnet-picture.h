/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/* Decoding pictures from anywhere, within limits; for workers. */

/**
 * lnet_picture_decode:
 * @data: what is said to be a picture, all of it
 * @side: how many pixels are needed across the shorter side; what is larger is made about as small
 *
 * The picture upright, as its camera held it; of a moving one the first. What it says of itself is looked at before it
 * is decoded: see lnet_picture_header_read().
 *
 * Returns: (transfer full) (nullable): NULL with a sentence
 */
GdkPixbuf *lnet_picture_decode (GBytes *data, int side, GCancellable *cancellable, GError **error);

/**
 * lnet_picture_square:
 * @most: pixels
 *
 * The middle of @picture as a square, made smaller when its side is more than @most, on white where one could see
 * through it. Returns: (transfer full)
 */
GdkPixbuf *lnet_picture_square (GdkPixbuf *picture, int most);

/** As a JPEG with nothing but the picture: no camera, no place, no comment. Returns: (transfer full) (nullable) */
GBytes *lnet_picture_write (GdkPixbuf *picture, GError **error);

G_END_DECLS
