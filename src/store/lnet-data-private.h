/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * lnet_data_load:
 * @name: "reference/roles.json"
 *
 * Reads a file of data/ that is built into the program. Being part of it, a file that is missing or broken is a
 * mistake in the program and ends it. Any thread. Returns: (transfer full)
 */
JsonNode *lnet_data_load (const char *name);

/** A string member of @object, or NULL when it has none. Returns: (transfer none) (nullable) */
const char *lnet_data_get_text (JsonObject *object, const char *member);

/** A list of strings, ["a", "b"]; empty when @object has none. Returns: (transfer full) */
char **lnet_data_get_texts (JsonObject *object, const char *member);

/** A whole number of @object, or @otherwise when it has none. */
int lnet_data_get_integer (JsonObject *object, const char *member, int otherwise);

/**
 * lnet_data_get_translated:
 *
 * A member that reads {"en": …, "es": …}, or the same in every language, "…": what stands there for the person's
 * language. Returns: (transfer none) (nullable)
 */
const char *lnet_data_get_translated (JsonObject *object, const char *member);

/** As lnet_data_get_translated() for an object whose own members are "en" and "es". */
const char *lnet_data_get_own_translated (JsonObject *object);

/**
 * lnet_data_get_language:
 *
 * The language of data/ that suits the person best: "en" or "es". Any thread. Returns: (transfer none)
 */
const char *lnet_data_get_language (void);

G_END_DECLS
