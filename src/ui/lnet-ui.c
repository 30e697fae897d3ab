/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-ui.h"

#include "lnet-ui-resources.h"

void
lnet_ui_init (void)
{
  static gboolean done;

  if (!done)
    lnet_ui_register_resource ();
  done = TRUE;
}
