/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-import-private.h"

G_BEGIN_DECLS

/* A rejected row as it stood in the file. */
typedef struct
{
  guint line;
  char *reason;
  char **cells;
} LnetImportReject;

typedef struct
{
  LnetImportCounts counts;
  GArray *rows;       /* LnetImportRow */
  GPtrArray *rejects; /* LnetImportReject */
  GPtrArray *remarks; /* char *, NULL-terminated */
  LnetTransaction *transaction;
} LnetImportPlan;

/* @n_before: how many rows stand before the headings. @progress: per mille, set atomically. */
LnetImportPlan *lnet_import_plan_make (GFile *file, const LnetImportColumns *columns, guint n_before,
                                       LnetReader *reader, int *progress, GCancellable *cancellable, GError **error);
void lnet_import_plan_free (LnetImportPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetImportPlan, lnet_import_plan_free)

G_END_DECLS
