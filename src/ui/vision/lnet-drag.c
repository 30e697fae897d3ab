/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-drag.h"

G_DEFINE_BOXED_TYPE (LnetDrag, lnet_drag, lnet_drag_copy, g_free)

LnetDrag *
lnet_drag_copy (const LnetDrag *self)
{
  return g_memdup2 (self, sizeof *self);
}
