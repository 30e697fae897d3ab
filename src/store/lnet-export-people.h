/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-export.h"

G_BEGIN_DECLS

/** A member as paper shows them, in words for people. What is not known is NULL. */
typedef struct
{
  char *name;         /* as shown; never empty */
  char *call;         /* what one says across a table; never empty */
  char *pronouns;
  char *role;         /* the first of those held today */
  char *organization; /* where that is */
  char *place;
  char *phone;
  char *email;
  char *languages;    /* "English · Spanish": what they speak, the preferred one first */
} LnetExportPerson;

void lnet_export_person_free (LnetExportPerson *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetExportPerson, lnet_export_person_free)

/**
 * lnet_export_load_people:
 * @self: its format and columns do not matter
 *
 * Those who are to be written. Blocks.
 * Returns: (transfer full) (element-type LnetExportPerson) (nullable)
 */
GPtrArray *lnet_export_load_people (LnetExport *self, LnetReader *reader, GCancellable *cancellable, GError **error);
/** The same in a worker with its own reader. */
void lnet_export_load_people_async (LnetExport *self, LnetStore *store, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
/** Returns: (transfer full) (element-type LnetExportPerson) (nullable) */
GPtrArray *lnet_export_load_people_finish (LnetExport *self, GAsyncResult *result, GError **error);

G_END_DECLS
