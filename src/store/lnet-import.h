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
  LNET_IMPORT_N_RULES,
} LnetImportRule;

/** Which rules a person may leave out, as bits 1 << rule; the member ID of an export always counts. */
#define LNET_IMPORT_ALL_RULES                                                                                          \
  (1u << LNET_IMPORT_BY_REGISTRY_ID | 1u << LNET_IMPORT_BY_EMAIL | 1u << LNET_IMPORT_BY_PHONE |                        \
   1u << LNET_IMPORT_BY_NAME)

/** What is done where the file says something else than what is here. What is empty here is filled in any case. */
typedef enum
{
  LNET_IMPORT_KEEP,   /* what is here stays */
  LNET_IMPORT_TAKE,   /* what the file says takes its place */
  LNET_IMPORT_REJECT, /* the row is not taken at all */
  LNET_IMPORT_N_CONFLICTS,
} LnetImportConflict;

typedef struct
{
  guint line; /* of the file */
  LnetImportFate fate;
  LnetImportRule rule;
  char *name;   /* "" for a row that names nobody */
  char *detail; /* what changes, or why not, in sentences for people; may be "" */
} LnetImportRow;

/** Something that the file says otherwise than the network. */
typedef struct
{
  guint row;             /* position of the row */
  LnetImportField field; /* "Town" */
  char *subject;         /* the organization, role or address it is about; "" for the member */
  char *here;
  char *file;
  gboolean takes; /* what the file says is to take the place of what is here */
  char *key;
} LnetImportDifference;

/** An organization, or a word for a role, that nobody had used before. */
typedef struct
{
  LnetImportField field; /* LNET_IMPORT_ORGANIZATION or LNET_IMPORT_ROLE */
  char *name;            /* as the file has it */
  guint n_rows;
  char *like; /* (nullable): what it may be another way of writing of: the key of a LnetImportTarget */
  char *same; /* (nullable): what somebody has said it is */
  char *key;
} LnetImportAddition;

/** What is there already that an addition may be the same as. */
typedef struct
{
  char *key;
  char *name;
  char *label; /* the name, and what parts it from others of that name */
} LnetImportTarget;

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
/** What a command line calls it: "registry-id"; NULL for what nobody chooses. Returns: (transfer none) */
const char *lnet_import_rule_get_name (LnetImportRule rule);
/** "keep", "take", "reject". Returns: (transfer none) */
const char *lnet_import_conflict_get_name (LnetImportConflict conflict);

/**
 * LnetImportPictureFunc:
 * @picture: a picture file as it stood in a vCard; nothing of it was checked
 * @side: (out): how many pixels the portrait has across
 *
 * Makes a portrait of a picture: a square JPEG with nothing in it but the picture. Called in the worker that plans, and
 * must refuse what is no picture, or too large, before it decodes it.
 * Returns: (transfer full) (nullable): NULL with @error
 */
typedef GBytes *(*LnetImportPictureFunc) (GBytes *picture, guint *side, GCancellable *cancellable, gpointer user_data,
                                          GError **error);

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
 * that contradict each other, the first one counts. So the same file a second time changes nothing. Where the file and
 * the network differ, a person says which counts.
 *
 * Used on one thread at a time: while an _async call runs, only lnet_import_get_progress() may be called.
 */
LnetImport *lnet_import_new (GFile *file);
GFile *lnet_import_get_file (LnetImport *self);

/**
 * lnet_import_set_picture_func:
 *
 * By what portraits in vCards are taken in: only where there is none yet, in the same transaction. Without it, they are
 * left out, and a remark says so.
 */
void lnet_import_set_picture_func (LnetImport *self, LnetImportPictureFunc func, gpointer user_data);

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
/** Whether the fields are what somebody on this desk gave to an earlier file with the same headings. */
gboolean lnet_import_is_remembered (LnetImport *self);
/** Back to what the headings alone say. */
void lnet_import_reset_fields (LnetImport *self);
/** "UTF-8, columns parted by semicolons". Returns: (transfer full) */
char *lnet_import_describe_format (LnetImport *self);

/**
 * lnet_import_use_memory:
 *
 * Before looking: lets the columns of a file whose headings were seen on this desk before be what they were then.
 */
void lnet_import_use_memory (LnetImport *self);
/** Keeps what the columns are taken for, for the next file with these headings; forgets it when that is what the
 * headings alone say. Blocks. */
gboolean lnet_import_remember (LnetImport *self, GError **error);
void lnet_import_remember_async (LnetImport *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean lnet_import_remember_finish (LnetImport *self, GAsyncResult *result, GError **error);

/* What a person chose; for the next planning. */
/** @rules: by what members are recognised, bits of 1 << LnetImportRule; %LNET_IMPORT_ALL_RULES at first. */
void lnet_import_set_rules (LnetImport *self, guint rules);
guint lnet_import_get_rules (LnetImport *self);
/** What is done with differences of which nothing else was said; %LNET_IMPORT_TAKE at first. */
void lnet_import_set_on_conflict (LnetImport *self, LnetImportConflict conflict);
LnetImportConflict lnet_import_get_on_conflict (LnetImport *self);
/** Says of one difference which side counts. It holds as long as both sides say what they say now. */
void lnet_import_decide (LnetImport *self, guint difference, gboolean takes);
/** Whether something was decided that the plan does not know. */
gboolean lnet_import_is_outdated (LnetImport *self);
/** Says that an addition is what @same, a target's key, is; NULL: that it is new. */
void lnet_import_set_same (LnetImport *self, guint addition, const char *same);

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
/** Where the file says something else than the network, in the order of the rows; not of rejected ones. */
guint lnet_import_get_n_differences (LnetImport *self);
const LnetImportDifference *lnet_import_get_difference (LnetImport *self, guint position);
/** Organizations and words for roles that are new, those of most rows first. */
guint lnet_import_get_n_additions (LnetImport *self);
const LnetImportAddition *lnet_import_get_addition (LnetImport *self, guint position);
/** What there is already of @field, in order. Returns: (transfer none) (element-type LnetImportTarget) */
GPtrArray *lnet_import_get_targets (LnetImport *self, LnetImportField field);
/** What people call the target with @key; NULL when there is none. Returns: (transfer none) (nullable) */
const char *lnet_import_get_target_label (LnetImport *self, LnetImportField field, const char *key);
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
