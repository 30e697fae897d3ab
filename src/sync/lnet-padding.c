/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-padding.h"

/* As many of the lowest bits are zero as a float with a mantissa of log log size bits would leave. */
guint64
lnet_padding_size (guint64 size)
{
  guint exponent, kept;
  guint64 mask;

  if (size < 2)
    return size;
  exponent = g_bit_storage (size) - 1;
  kept = g_bit_storage (exponent);
  mask = exponent > kept ? (G_GUINT64_CONSTANT (1) << (exponent - kept)) - 1 : 0;
  return (size + mask) & ~mask;
}
