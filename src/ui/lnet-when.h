/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lnet_when_describe:
 * @wall: milliseconds since 1970, UTC, as the log has them
 *
 * "Today 14:02", "Tue 24 Nov 9:15", in this computer's time zone. Returns: (transfer full)
 */
char *lnet_when_describe (gint64 wall);

G_END_DECLS
