/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lnet_padding_size:
 *
 * What a content of @size bytes is padded to, so that its size tells little of it: Padmé, by Nikitin and others (2019),
 * at most 12 % more and less the larger it is.
 */
guint64 lnet_padding_size (guint64 size);

G_END_DECLS
