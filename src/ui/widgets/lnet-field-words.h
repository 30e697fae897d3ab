/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-reader.h"
#include "lnet-schema.h"

G_BEGIN_DECLS

/* The fields of the schema in people's words: what they are called, what they say, how they are written. */

/** How a field is written where it stands alone. */
typedef enum
{
  LNET_FIELD_ENTRY_NONE, /* only in its place in the network: a picture, a person, a place in an order */
  LNET_FIELD_ENTRY_LINE,
  LNET_FIELD_ENTRY_LINES,
  LNET_FIELD_ENTRY_NUMBER,
  LNET_FIELD_ENTRY_DATE,
  LNET_FIELD_ENTRY_CHOICE, /* one of lnet_field_dup_keys() */
} LnetFieldEntry;

/** "Town". Returns: (transfer none) */
const char *lnet_field_get_label (LnetField field);

LnetFieldEntry lnet_field_get_entry (LnetField field);

/** What can be chosen for it, as keys in the order they are offered. Returns: (transfer full) */
char **lnet_field_dup_keys (LnetField field);
/** What people see for @key. Returns: (transfer none) */
const char *lnet_field_get_choice (LnetField field, const char *key);

/**
 * lnet_field_describe:
 * @value: (nullable): as the store gives it: a key, a number, an id as text
 *
 * What a field says, as a person reads it: "Yes", "Spanish", a supervisor's name. Any thread.
 * Returns: (transfer full): "Empty" for NULL and ""
 */
char *lnet_field_describe (LnetReader *reader, LnetField field, const char *value);

G_END_DECLS
