/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * lnet_toast_new:
 * @message: plain text
 *
 * A toast that says all of @message on a narrow screen too, in several lines: those of libadwaita cut it off.
 * Returns: (transfer full)
 */
AdwToast *lnet_toast_new (const char *message);

/** What it says. Returns: (transfer none) */
const char *lnet_toast_get_message (AdwToast *toast);

G_END_DECLS
