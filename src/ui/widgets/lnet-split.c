/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-split.h"

void
lnet_split_show_content (AdwNavigationSplitView *split,
                         gboolean                show_content)
{
  g_return_if_fail (ADW_IS_NAVIGATION_SPLIT_VIEW (split));

  adw_navigation_split_view_set_show_content (split, show_content);
  /* Idles of one priority run in the order they were added. */
  g_idle_add_once ((GSourceOnceFunc) g_object_unref, g_object_ref (split));
}
