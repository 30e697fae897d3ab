/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * lnet_split_show_content:
 * @split: a list and what is chosen in it
 * @show_content: whether what is chosen lies on top where only one of the two fits
 *
 * Does what adw_navigation_split_view_set_show_content() does, and is used in its place everywhere. libadwaita 1.7
 * notes in an idle of its own that the change is done, and holds no reference until then: a split view that goes away
 * before, as when a network is closed, would be written to after it was freed. Here it is kept until that idle has run.
 */
void lnet_split_show_content (AdwNavigationSplitView *split,
                              gboolean                show_content);

G_END_DECLS
