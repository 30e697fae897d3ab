/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** What this program is. Returns: (transfer floating) */
AdwDialog *lnet_about_dialog_new (void);

G_END_DECLS
