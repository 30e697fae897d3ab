/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-field-words.h"
#include "lnet-form-dialog.h"

G_BEGIN_DECLS

/**
 * lnet_settle_form_new:
 * @field: one with an entry (lnet_field_get_entry())
 * @value: (nullable): what stands in it at first, as the store keeps it
 *
 * A form for one field that stands alone. Returns: (transfer floating)
 */
LnetFormDialog *lnet_settle_form_new (LnetField field, const char *value);

/** What was written, as the store keeps it. Returns: (transfer full) (nullable): NULL when it is empty */
char *lnet_settle_form_dup_value (LnetFormDialog *form);

G_END_DECLS
