/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** Whether a file is called something that ends in @suffix, ".lncard"; case does not count. Nothing is read. */
gboolean lnet_file_is_named (GFile *file, const char *suffix);

G_END_DECLS
