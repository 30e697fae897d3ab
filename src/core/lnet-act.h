/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lnet_act_get_label:
 * @act: the key an act has in the log ("member-add")
 *
 * Says in the person's language what was done, for history and undo: "Added a member".
 * Returns: (transfer none): for a key of a later version, "Made a change"
 */
const char *lnet_act_get_label (const char *act);

G_END_DECLS
