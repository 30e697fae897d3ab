/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-import-field.h"
#include "lnet-store.h"

G_BEGIN_DECLS

/** What happens with a row. Every data row of a file has exactly one. */
typedef enum
{
  LNET_IMPORT_NEW,       /* a member that was not there */
  LNET_IMPORT_CHANGED,   /* a member of whom it says something new */
  LNET_IMPORT_SAME,      /* nothing that was not known */
  LNET_IMPORT_REJECTED,  /* cannot be taken; the reason is said */
  LNET_IMPORT_DUPLICATE, /* says again what an earlier row of the file said */
  LNET_IMPORT_N_FATES,
} LnetImportFate;

/** By what a row's member was found. */
typedef enum
{
  LNET_IMPORT_BY_NOTHING,
  LNET_IMPORT_BY_MEMBER_ID,
  LNET_IMPORT_BY_REGISTRY_ID,
  LNET_IMPORT_BY_EMAIL,
  LNET_IMPORT_BY_PHONE,
  LNET_IMPORT_BY_NAME, /* and organization */
} LnetImportRule;

typedef struct
{
  guint line; /* of the file */
  LnetImportFate fate;
  LnetImportRule rule;
  char *name;   /* "" for a row that names nobody */
  char *detail; /* what changes, or why not, in sentences for people; may be "" */
} LnetImportRow;

/** How many rows there are, and how many of each fate; these add up to it. */
typedef struct
{
  guint n_rows;
  guint n[LNET_IMPORT_N_FATES];
} LnetImportCounts;

/** "New", "Changed" … in the person's language, of several rows. Returns: (transfer none) */
const char *lnet_import_fate_get_label (LnetImportFate fate);
/** The same of one row: not every language has one word for both. Returns: (transfer none) */
const char *lnet_import_fate_get_row_label (LnetImportFate fate);
/** "Found by e-mail" …; "" for %LNET_IMPORT_BY_NOTHING. Returns: (transfer none) */
const char *lnet_import_rule_get_label (LnetImportRule rule);

#define LNET_TYPE_IMPORT (lnet_import_get_type ())
G_DECLARE_FINAL_TYPE (LnetImport, lnet_import, LNET, IMPORT, GObject)

/**
 * LnetImport:
 *
 * A roster on its way in. First it is looked at (headings, samples, a proposed mapping), then planned: every row gets
 * its fate, and all that would change stands in one transaction. Handing that to the store is the import, and one undo
 * takes it back. Planning writes nothing: a dry run is a plan that is not committed.
 *
 * A row's member is found by member ID (of an export), then registry ID, e-mail, phone, name and organization; an
 * address that several people share does not make them one. What the file leaves blank is left as it is. Of two rows
 * that contradict each other, the first one counts. So the same file a second time changes nothing.
 *
 * Used on one thread at a time: while an _async call runs, only lnet_import_get_progress() may be called.
 */
LnetImport *lnet_import_new (GFile *file);
GFile *lnet_import_get_file (LnetImport *self);

/** Reads headings and the first rows, and proposes a field for each column. Blocks. */
gboolean lnet_import_look (LnetImport *self, GCancellable *cancellable, GError **error);
void lnet_import_look_async (LnetImport *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean lnet_import_look_finish (LnetImport *self, GAsyncResult *result, GError **error);

/* After lnet_import_look(). */
guint lnet_import_get_n_columns (LnetImport *self);
/** Never ""; "Column 3" where the file has none. Returns: (transfer none) */
const char *lnet_import_get_heading (LnetImport *self, guint column);
/** A few values of the column, none twice, with " · " between. Returns: (transfer none) */
const char *lnet_import_get_samples (LnetImport *self, guint column);
LnetImportField lnet_import_get_field (LnetImport *self, guint column);
/** A single value that another column held moves here. */
void lnet_import_set_field (LnetImport *self, guint column, LnetImportField field);
/** Whether some column holds names: without, nothing can be planned. */
gboolean lnet_import_has_names (LnetImport *self);
/** "UTF-8, columns parted by semicolons". Returns: (transfer full) */
char *lnet_import_describe_format (LnetImport *self);

/** Decides every row's fate against what is in the network now. Looks first if nobody has. Blocks. */
gboolean lnet_import_plan (LnetImport *self, LnetReader *reader, GCancellable *cancellable, GError **error);
/** The same in a worker with its own reader. */
void lnet_import_plan_async (LnetImport *self, LnetStore *store, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
gboolean lnet_import_plan_finish (LnetImport *self, GAsyncResult *result, GError **error);

/** How far planning is, 0 to 1; from any thread. */
double lnet_import_get_progress (LnetImport *self);

/* After lnet_import_plan(). */
const LnetImportCounts *lnet_import_get_counts (LnetImport *self);
guint lnet_import_get_n_rows (LnetImport *self);
const LnetImportRow *lnet_import_get_row (LnetImport *self, guint position);
/** What is to be said of the file as a whole, in sentences; NULL-terminated, may be empty. Returns: (transfer none) */
const char *const *lnet_import_get_remarks (LnetImport *self);
/** All changes in one act "members-import". Once. Returns: (transfer full) */
LnetTransaction *lnet_import_steal_transaction (LnetImport *self);

/** Writes the rejected rows as they stood in the file, with line and reason before them. Blocks. */
gboolean lnet_import_write_rejects (LnetImport *self, GFile *to, GCancellable *cancellable, GError **error);
void lnet_import_write_rejects_async (LnetImport *self, GFile *to, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
gboolean lnet_import_write_rejects_finish (LnetImport *self, GAsyncResult *result, GError **error);

G_END_DECLS
