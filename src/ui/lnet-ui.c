/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-ui.h"

#include <malloc.h>

#include "lnet-ui-resources.h"

/* With its own limit of eight a processor the C library soon lets a worker allocate where the main thread does. What is
 * freed there then, by the hundred thousand, is put in order by whoever allocates next: for several frames. */
#define MOST_ARENAS 64

void
lnet_ui_init (void)
{
  static gboolean done;

  if (done)
    return;
#ifdef M_ARENA_MAX
  mallopt (M_ARENA_MAX, MOST_ARENAS);
#endif
  lnet_ui_register_resource ();
  done = TRUE;
}
