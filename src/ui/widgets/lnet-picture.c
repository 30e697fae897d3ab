/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs in workers. */

#include "config.h"

#include "lnet-picture.h"

#include <glib/gi18n-lib.h>

#include "lnet-error.h"
#include "lnet-picture-header.h"

#define JPEG_QUALITY "85"

/* How much is decoded between two looks at the cancellable. */
#define CHUNK (256 * 1024)

typedef struct
{
  const LnetPictureHeader *header;
  int side;
  gboolean lied;
} Wanted;

/* Before anything is allocated for it: no more is decoded than is needed. */
static void
on_size_prepared (GdkPixbufLoader *loader,
                  int              width,
                  int              height,
                  Wanted          *wanted)
{
  gint64 shorter = MIN (width, height);

  wanted->lied = (gint64) width * height > (gint64) wanted->header->width * wanted->header->height;
  if (wanted->lied)
    gdk_pixbuf_loader_set_size (loader, 1, 1);
  else if (shorter > wanted->side)
    gdk_pixbuf_loader_set_size (loader, (int) MAX (width * (gint64) wanted->side / shorter, 1),
                                (int) MAX (height * (gint64) wanted->side / shorter, 1));
}

static gboolean
feed (GdkPixbufLoader          *loader,
      GBytes                   *data,
      const LnetPictureHeader  *header,
      GCancellable             *cancellable,
      GError                  **error)
{
  static const guint8 gif_ends[] = { ';' };
  const guint8 *bytes = g_bytes_get_data (data, NULL);

  for (gsize at = 0; at < header->end; at += CHUNK)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !gdk_pixbuf_loader_write (loader, bytes + at, MIN (header->end - at, CHUNK), error))
      return FALSE;
  return header->type != LNET_PICTURE_GIF || gdk_pixbuf_loader_write (loader, gif_ends, sizeof gif_ends, error);
}

/* What a decoder says is for programmers. */
static void
say_damaged (GError **error)
{
  if (error == NULL || g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_autofree char *technical = *error != NULL ? g_strdup ((*error)->message) : g_strdup ("");

  g_clear_error (error);
  g_set_error (error, LNET_ERROR, LNET_ERROR_INVALID, "%s\n%s",
               _("This picture is damaged or not complete. Nothing was changed. Choose another one."), technical);
}

GdkPixbuf *
lnet_picture_decode (GBytes        *data,
                     int            side,
                     GCancellable  *cancellable,
                     GError       **error)
{
  LnetPictureHeader header;
  Wanted wanted = { &header, side, FALSE };
  g_autoptr (GdkPixbufLoader) loader = NULL;
  g_autoptr (GdkPixbuf) upright = NULL;
  g_autoptr (GError) failure = NULL;
  gboolean fed;

  if (!lnet_picture_header_read (g_bytes_get_data (data, NULL), g_bytes_get_size (data), &header, error))
    return NULL;
  loader = gdk_pixbuf_loader_new_with_mime_type (lnet_picture_type_get_media_type (header.type), &failure);
  if (loader != NULL)
    {
      g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size_prepared), &wanted);
      fed = feed (loader, data, &header, cancellable, &failure);
      /* Closed also after a failure, which is the one to tell. */
      if (gdk_pixbuf_loader_close (loader, fed ? &failure : NULL) && fed && !wanted.lied &&
          gdk_pixbuf_loader_get_pixbuf (loader) != NULL)
        upright = gdk_pixbuf_apply_embedded_orientation (gdk_pixbuf_loader_get_pixbuf (loader));
    }
  if (upright == NULL)
    {
      say_damaged (&failure);
      g_propagate_error (error, g_steal_pointer (&failure));
    }
  return g_steal_pointer (&upright);
}

GdkPixbuf *
lnet_picture_square (GdkPixbuf *picture,
                     int        most)
{
  int width = gdk_pixbuf_get_width (picture), height = gdk_pixbuf_get_height (picture);
  int side = MIN (width, height), made = MIN (side, most);
  double scale = (double) made / side;
  GdkPixbuf *square = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, made, made);

  gdk_pixbuf_fill (square, 0xffffffff);
  gdk_pixbuf_composite (picture, square, 0, 0, made, made, -(width - side) / 2 * scale, -(height - side) / 2 * scale,
                        scale, scale, GDK_INTERP_BILINEAR, 255);
  return square;
}

GBytes *
lnet_picture_write (GdkPixbuf  *picture,
                    GError    **error)
{
  char *data;
  gsize size;

  if (!gdk_pixbuf_save_to_buffer (picture, &data, &size, "jpeg", error, "quality", JPEG_QUALITY, NULL))
    {
      say_damaged (error);
      return NULL;
    }
  return g_bytes_new_take (data, size);
}
