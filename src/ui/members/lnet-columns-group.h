/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "lnet-export-column.h"

G_BEGIN_DECLS

#define LNET_TYPE_COLUMNS_GROUP (lnet_columns_group_get_type ())
G_DECLARE_FINAL_TYPE (LnetColumnsGroup, lnet_columns_group, LNET, COLUMNS_GROUP, AdwPreferencesGroup)

/**
 * LnetColumnsGroup:
 *
 * The columns of an export, in groups that unfold.
 *
 * Signal `changed`: another choice.
 */

/** Shows the columns for staff, or hides them. Shown while none of them is chosen, all of them are. */
void lnet_columns_group_set_private (LnetColumnsGroup *self, gboolean with_private);

/** Chooses those, and no others (LnetExportColumn::word); the usual ones when @words is empty. */
void lnet_columns_group_set_words (LnetColumnsGroup *self, const char *const *words);

/** What is chosen, the columns for staff included, be they shown or not. Returns: (transfer full) */
char **lnet_columns_group_dup_words (LnetColumnsGroup *self);

/** Whether anything is chosen of what is shown. */
gboolean lnet_columns_group_has_any (LnetColumnsGroup *self);

G_END_DECLS
