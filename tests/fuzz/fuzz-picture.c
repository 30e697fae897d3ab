/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "lnet-picture-header.h"
#include "lnet-picture.h"

/* Decoding larger ones teaches nothing more. */
#define MOST_PIXELS (256 * 256)

/* What is read can be written, and what was written is read as the same size. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  LnetPictureHeader header;
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GBytes) written = NULL;
  g_autoptr (GdkPixbuf) picture = NULL;
  g_autoptr (GdkPixbuf) square = NULL;

  if (!lnet_picture_header_read (g_bytes_get_data (bytes, NULL), size, &header, NULL))
    return 0;
  g_assert_true (header.width > 0 && header.height > 0 && header.end <= size);
  if (header.width > MOST_PIXELS / header.height)
    return 0;
  picture = lnet_picture_decode (bytes, 64, NULL, NULL);
  if (picture == NULL)
    return 0;
  square = lnet_picture_square (picture, 64);
  g_assert_cmpint (gdk_pixbuf_get_width (square), ==, gdk_pixbuf_get_height (square));
  written = lnet_picture_write (square, NULL);
  g_assert_true (lnet_picture_header_read (g_bytes_get_data (written, NULL), g_bytes_get_size (written), &header,
                                           NULL));
  g_assert_cmpint ((int) header.width, ==, gdk_pixbuf_get_width (square));
  return 0;
}

static void
add_seed (GPtrArray  *seeds,
          const char *type,
          int         width,
          int         height)
{
  g_autoptr (GdkPixbuf) picture = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  char *data;
  gsize size;

  gdk_pixbuf_fill (picture, 0x10a0ffff);
  if (gdk_pixbuf_save_to_buffer (picture, &data, &size, type, NULL, NULL))
    g_ptr_array_add (seeds, g_bytes_new_take (data, size));
}

void
fuzz_add_seeds (GPtrArray *seeds)
{
  static const char gif[] = "GIF89a\002\0\002\0\200\0\0\320\020\020\020\020\320\041\371\004\0\012\0\0\0"
                            "\054\0\0\0\0\002\0\002\0\0\002\003\004\0\005\0;";

  add_seed (seeds, "jpeg", 24, 16);
  add_seed (seeds, "png", 9, 30);
  g_ptr_array_add (seeds, g_bytes_new_static (gif, sizeof gif - 1));
}
