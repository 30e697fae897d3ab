/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-reader.h"
#include "lnet-schema.h"

G_BEGIN_DECLS

/**
 * lnet_member_describe_value:
 * @field: of a member, or of what hangs on one
 * @value: (nullable): as the store gives it: a key, a number, an id as text
 *
 * What a field says, as a person reads it: "Yes", "Spanish", a supervisor's name.
 * Returns: (transfer full): "Empty" for NULL and ""
 */
char *lnet_member_describe_value (LnetReader *reader, LnetField field, const char *value);

G_END_DECLS
