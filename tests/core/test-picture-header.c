/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "lnet-error.h"
#include "lnet-picture-header.h"

#define PNG(width, height) "\211PNG\r\n\032\n\0\0\0\rIHDR" width height "\010\002\0\0\0crc!\0\0\0\0IENDcrc!"
#define JPEG_WORDS "\377\330\377\340\0\004JF\377\376\0\005abc"
#define GIF_PICTURE "\054\0\0\0\0\007\0\005\0\0\002\002Lz\0"

/* A literal with its length: it holds zeros. */
#define BYTES(literal) literal, sizeof literal - 1

static gboolean
read_header (const char         *data,
             gsize               size,
             LnetPictureHeader  *header,
             GError            **error)
{
  /* In memory of just that size, where reading one byte too many is seen. */
  g_autofree char *exact = g_memdup2 (data, size);

  return lnet_picture_header_read (exact, size, header, error);
}

static void
assert_reads (const char      *data,
              gsize            size,
              LnetPictureType  type,
              guint            width,
              guint            height,
              gsize            end)
{
  LnetPictureHeader header;
  g_autoptr (GError) error = NULL;

  read_header (data, size, &header, &error);
  g_assert_no_error (error);
  g_assert_cmpint (header.type, ==, type);
  g_assert_cmpuint (header.width, ==, width);
  g_assert_cmpuint (header.height, ==, height);
  g_assert_cmpuint (header.end, ==, end);
}

static void
assert_refuses (const char *data,
                gsize       size,
                const char *words)
{
  LnetPictureHeader header = { .width = 77 };
  g_autoptr (GError) error = NULL;

  g_assert_false (read_header (data, size, &header, &error));
  g_assert_error (error, LNET_ERROR, LNET_ERROR_INVALID);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” does not say “%s”", error->message, words);
  g_assert_nonnull (strstr (error->message, "Nothing was changed."));
  g_assert_cmpuint (header.width, ==, 77);
}

static void
test_kinds (void)
{
  static const char png[] = PNG ("\0\0\001\0", "\0\0\0\002") "PK hung on to it";
  static const char jpeg[] = JPEG_WORDS "\377\302\0\013\010\001\002\003\004\001\0";
  static const char gif[] = "GIF89a\003\0\004\0\200\0\0RGBrgb\041\376\003abc\0" GIF_PICTURE "second and so on";

  assert_reads (BYTES (png), LNET_PICTURE_PNG, 256, 2, 45);
  assert_reads (BYTES (jpeg), LNET_PICTURE_JPEG, 0x304, 0x102, sizeof jpeg - 1);
  /* The first picture of it, which is larger than the whole said. */
  assert_reads (BYTES (gif), LNET_PICTURE_GIF, 7, 5, sizeof gif - 1 - strlen ("second and so on"));
}

/* Whatever they are called: a name is not looked at. */
static void
test_lies (void)
{
  assert_refuses (BYTES ("PK\003\004 and so on, for a while"), "is not a picture");
  assert_refuses (BYTES ("<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"),
                  "is not a picture");
  assert_refuses (BYTES ("<!DOCTYPE html><html><body>no</body></html>"), "is not a picture");
  assert_refuses (BYTES ("RIFF\0\0\0\0WEBPVP8 "), "is not a picture");
  assert_refuses (BYTES ("\0\0\0\030ftypheic\0\0\0\0mif1heic"), "HEIC");
  assert_refuses (BYTES ("x"), "is not a picture");
  assert_refuses (BYTES (""), "is empty");
}

static void
test_sizes (void)
{
  g_autofree char *large = g_malloc0 (LNET_PICTURE_MOST_BYTES + 1);
  static const char bomb[] = PNG ("\0\0\165\060", "\0\0\165\060");

  memcpy (large, bomb, sizeof bomb - 1);
  assert_refuses (large, LNET_PICTURE_MOST_BYTES + 1, "larger than 20 MB");
  assert_refuses (BYTES (bomb), "30000 × 30000 pixels");
  assert_refuses (BYTES (PNG ("\377\377\377\377", "\377\377\377\377")), "4294967295 × 4294967295 pixels");
  assert_refuses (BYTES (PNG ("\0\0\165\061", "\0\0\0\001")), "30001 × 1 pixels");
  assert_refuses (BYTES (PNG ("\0\0\0\0", "\0\0\0\001")), "damaged");
  assert_refuses (BYTES ("GIF89a\003\0\004\0\0\0\0\054\0\0\0\0\0\0\001\0\0\002\002Lz\0"), "damaged");
  assert_refuses (BYTES ("\377\330\377\300\0\013\010\0\0\003\004\001\0"), "damaged");
  assert_refuses (BYTES ("GIF89a\003\0\004\0\0\0\0\054\377\377\377\377\377\377\377\377\0\002\002Lz\0"),
                  "131070 × 131070 pixels");
}

/* Cut off anywhere, a picture is read or refused, and nothing behind it is looked at. */
static void
test_cut_off (void)
{
  static const char *const whole[] = {
    PNG ("\0\0\001\0", "\0\0\0\002"),
    JPEG_WORDS "\377\377\001\377\302\0\013\010\001\002\003\004\001\0",
    "GIF89a\003\0\004\0\200\0\0RGBrgb\041\376\003abc\0" GIF_PICTURE,
  };
  static const gsize sizes[] = { 45, 29, 41 };

  for (gsize i = 0; i < G_N_ELEMENTS (whole); i++)
    for (gsize size = 1; size < sizes[i]; size++)
      {
        LnetPictureHeader header;
        g_autoptr (GError) error = NULL;

        if (!read_header (whole[i], size, &header, &error))
          g_assert_error (error, LNET_ERROR, LNET_ERROR_INVALID);
      }
  assert_refuses (BYTES ("\377\330\377\340\377\377"), "damaged");
  assert_refuses (BYTES ("\377\330\377\340\0\0\377\300"), "damaged");
  assert_refuses (BYTES ("\377\330\377\331"), "damaged");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/picture-header/kinds", test_kinds);
  g_test_add_func ("/picture-header/lies", test_lies);
  g_test_add_func ("/picture-header/sizes", test_sizes);
  g_test_add_func ("/picture-header/cut-off", test_cut_off);
  return g_test_run ();
}
