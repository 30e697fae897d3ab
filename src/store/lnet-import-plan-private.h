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
  GPtrArray *differences;   /* LnetImportDifference */
  GPtrArray *additions;     /* LnetImportAddition */
  GPtrArray *organizations; /* LnetImportTarget */
  GPtrArray *roles;         /* LnetImportTarget */
  GHashTable *organizations_by_key; /* the same */
  GHashTable *roles_by_key;
  LnetTransaction *transaction;
} LnetImportPlan;

/* @n_before: how many rows stand before the headings. @progress: per mille, set atomically. */
LnetImportPlan *lnet_import_plan_make (GFile *file, const LnetImportColumns *columns, guint n_before,
                                       const LnetImportSettings *settings, LnetReader *reader, int *progress,
                                       GCancellable *cancellable, GError **error);
void lnet_import_plan_free (LnetImportPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetImportPlan, lnet_import_plan_free)

void lnet_import_difference_free (gpointer difference);
void lnet_import_addition_free (gpointer addition);

/* What the additions may be the same as, and what each is most like. */
void lnet_import_plan_propose (LnetImportPlan *self, LnetImportContext *context);

G_END_DECLS
