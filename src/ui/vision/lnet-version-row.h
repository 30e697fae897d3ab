/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "lnet-text-version.h"

G_BEGIN_DECLS

#define LNET_TYPE_VERSION_ROW (lnet_version_row_get_type ())
G_DECLARE_FINAL_TYPE (LnetVersionRow, lnet_version_row, LNET, VERSION_ROW, GtkBox)

/**
 * LnetVersionRow:
 *
 * Who changed a text and when, and what: added words underlined, removed ones struck through, both in colour as well.
 *
 * Signal: `bring-back (LnetTextVersion *)`.
 */
GtkWidget *lnet_version_row_new (void);
void lnet_version_row_set_version (LnetVersionRow *self, LnetTextVersion *version);

/** All it says, for a list item's accessible label. Returns: (transfer full) */
char *lnet_version_row_dup_spoken (LnetVersionRow *self);

G_END_DECLS
