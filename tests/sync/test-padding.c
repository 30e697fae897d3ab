/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-padding.h"

/* Values of the paper's table, and its bound of 12 %. */
static void
test_size (void)
{
  g_assert_cmpuint (lnet_padding_size (0), ==, 0);
  g_assert_cmpuint (lnet_padding_size (1), ==, 1);
  g_assert_cmpuint (lnet_padding_size (9), ==, 10);
  g_assert_cmpuint (lnet_padding_size (1024), ==, 1024);
  for (guint64 size = 2; size < G_GUINT64_CONSTANT (1) << 40; size += size / 7 + 1)
    {
      guint64 padded = lnet_padding_size (size);

      g_assert_cmpuint (padded, >=, size);
      g_assert_cmpfloat ((double) padded, <=, 1.12 * (double) size);
      g_assert_cmpuint (lnet_padding_size (padded), ==, padded);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/padding/size", test_size);
  return g_test_run ();
}
