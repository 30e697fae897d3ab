/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-export-column.h"
#include "lnet-member-filter.h"
#include "lnet-member-sort.h"
#include "lnet-members.h"
#include "lnet-store.h"

G_BEGIN_DECLS

typedef enum
{
  LNET_EXPORT_CSV,
  LNET_EXPORT_VCARD_3,
  LNET_EXPORT_VCARD_4,
  LNET_EXPORT_XLSX,
  LNET_EXPORT_N_FORMATS,
} LnetExportFormat;

/** vCards 3.0 for a name that ends in ".vcf", a spreadsheet for ".xlsx", and CSV for any other. */
LnetExportFormat lnet_export_guess_format (GFile *to);
/** Its ending: ".csv". Returns: (transfer none) */
const char *lnet_export_format_get_suffix (LnetExportFormat format);

#define LNET_TYPE_EXPORT (lnet_export_get_type ())
G_DECLARE_FINAL_TYPE (LnetExport, lnet_export, LNET, EXPORT, GObject)

/**
 * LnetExport:
 *
 * Members on their way out into a file, the Trash left out: everybody in order of name, in all columns in which
 * somebody has something, until it is said otherwise. What is private stays in: the fields of the staff space, and
 * contact details that are not shared in the directory.
 *
 * As CSV: UTF-8 with a byte order mark, one row a member, as many columns for phones, e-mail addresses and roles as
 * somebody has. As a spreadsheet: the roles of today beside each member, and their history on a sheet of its own. As
 * vCards: what a contacts program can hold, and never anything of the staff space. Import takes CSV and vCards back in
 * as nothing new.
 */
LnetExport *lnet_export_new (LnetExportFormat format);

/* Before it is written. */

/** With what is private as well. Of the staff space only what this desk holds. */
void lnet_export_set_private (LnetExport *self, gboolean with_private);
/** vCards with the portraits of those who agreed to share pictures of themselves; with what is private, everybody's. */
void lnet_export_set_portraits (LnetExport *self, gboolean with_portraits);
/** Those columns, be they empty (LnetExportColumn::word; NULL for all). Private ones only with what is private. */
void lnet_export_set_columns (LnetExport *self, const char *const *words);
/** Only those who pass @filter (nullable) and are found by @typed (nullable). */
void lnet_export_set_filter (LnetExport *self, const LnetMemberFilter *filter, const char *typed);
/** In that order. */
void lnet_export_set_sort (LnetExport *self, LnetMemberSort sort);
/** Only these, of them those who are still there. */
void lnet_export_set_members (LnetExport *self, LnetMemberOrder *members);
/** Only this one. */
void lnet_export_set_member (LnetExport *self, const LnetId *id);

/** Writes to @to, in place of what may be there, once it is complete; nothing is left there before. Blocks. */
gboolean lnet_export_write (LnetExport *self, LnetReader *reader, GFile *to, GCancellable *cancellable,
                            GError **error);
/** The same in a worker with its own reader. */
void lnet_export_write_async (LnetExport *self, LnetStore *store, GFile *to, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
gboolean lnet_export_write_finish (LnetExport *self, GAsyncResult *result, GError **error);

/** The vCards as text, for a clipboard. Blocks. Returns: (transfer full) (nullable) */
char *lnet_export_dup_cards (LnetExport *self, LnetReader *reader, GCancellable *cancellable, GError **error);

/** The same in a worker with its own reader. */
void lnet_export_dup_cards_async (LnetExport *self, LnetStore *store, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
/** Returns: (transfer full) (nullable) */
char *lnet_export_dup_cards_finish (LnetExport *self, GAsyncResult *result, GError **error);

/** How far writing is, 0 to 1; from any thread. */
double lnet_export_get_progress (LnetExport *self);

/** How many members were written. */
guint lnet_export_get_n_rows (LnetExport *self);

G_END_DECLS
