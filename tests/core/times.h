/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/** How often to do what is done often: a tenth under valgrind and the sanitizers. */
static inline guint
times (guint n)
{
  return g_getenv ("LNET_TEST_LIGHT") != NULL ? MAX (n / 10, 1) : n;
}
