/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-import-field.h"

G_BEGIN_DECLS

/*
 * What the columns of a roster were taken for, by its headings: kept beside the networks of this desk, not in any of
 * them. It holds headings and names of fields, nothing of a row. What is broken in it is as if it were not there.
 * For workers.
 */

/* Fills in @fields, one a heading. Returns: FALSE when these headings were not seen yet */
gboolean lnet_import_memory_find (const char *const *headings, guint n_headings, LnetImportField *fields);

/* @fields: NULL forgets what was kept for the headings. */
gboolean lnet_import_memory_keep (const char *const *headings, guint n_headings, const LnetImportField *fields,
                                  GError **error);

G_END_DECLS
