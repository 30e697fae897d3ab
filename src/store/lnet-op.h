/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-bytes.h"
#include "lnet-schema.h"
#include "lnet-space.h"

G_BEGIN_DECLS

/** What the log can say. Numbers stand in the file; the rest from %LNET_OP_ALIAS on come with merging. */
typedef enum
{
  LNET_OP_ADD = 1,   /* a whole row */
  LNET_OP_SET = 2,   /* a cell */
  LNET_OP_ENTRY = 3, /* a row of an append-only table */
  LNET_OP_EDIT = 4,  /* some letters of a prose cell */
  LNET_OP_MOVE = 5,  /* parent and order key */
  LNET_OP_DEL = 6,
  LNET_OP_UNDEL = 7,
  LNET_OP_ALIAS = 8,
  LNET_OP_ATTACH = 9,
  LNET_OP_REDACT = 10, /* rows go for good, and what the log said of them with them */
  LNET_OP_ROSTER = 11,
  LNET_OP_KEY = 12,
} LnetOpKind;

typedef enum
{
  LNET_VALUE_NULL = 0,
  LNET_VALUE_INTEGER = 1,
  LNET_VALUE_TEXT = 2,
  LNET_VALUE_ID = 3,
} LnetValueType;

typedef struct
{
  LnetValueType type;
  gint64 integer;
  char *text;
  LnetId id;
} LnetValue;

void lnet_value_clear (LnetValue *value);
gboolean lnet_value_equal (const LnetValue *a, const LnetValue *b);
LnetValue lnet_value_copy (const LnetValue *value);
void lnet_value_write (const LnetValue *value, GByteArray *bytes);
void lnet_value_read (LnetValue *value, LnetCursor *cursor);
/** A number in digits, an id as text. Returns: (transfer full) (nullable): NULL for an empty cell */
char *lnet_value_dup_text (const LnetValue *value);

/** A cell of a row. */
typedef struct
{
  guint number; /* the field's number within its table */
  LnetValue value;
} LnetCell;

/** The cells of a row, by rising number; no empty ones. Returns: (element-type LnetCell) */
GArray *lnet_cells_new (void);
/** Puts a cell in place of one with the same number. @value is taken over. */
void lnet_cells_put (GArray *cells, guint number, LnetValue value);
/** Returns: (nullable) (transfer none) */
const LnetValue *lnet_cells_get (const GArray *cells, guint number);

typedef struct
{
  LnetOpKind kind;
  guint table;
  LnetId row;
  LnetSpace space;  /* ADD, ENTRY, REDACT while still in a transaction */
  guint number;     /* SET, EDIT, MOVE: the field within its table. REDACT: 0 for the row itself, else every row of the
                     * table, in the batch's space, whose field names it */
  LnetValue value;  /* SET: the value; MOVE: the parent */
  guint position;   /* EDIT, in characters */
  guint n_deleted;  /* EDIT */
  char *text;       /* EDIT: what is inserted; MOVE: the order key */
  GArray *cells;    /* ADD, ENTRY: LnetCell by rising number; no empty ones */
} LnetOp;

LnetOp *lnet_op_new (LnetOpKind kind, guint table, const LnetId *row);
void lnet_op_free (LnetOp *op);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetOp, lnet_op_free)

/** Puts a cell into an ADD, in place of one with the same number. @value is taken over. */
void lnet_op_put_cell (LnetOp *op, guint number, LnetValue value);
/** Returns: (nullable): the cell of an ADD */
const LnetValue *lnet_op_get_cell (const LnetOp *op, guint number);

/** Whether the op does to its field what may be done to a field of that kind. One that does not does nothing, wherever
 * it comes from. */
gboolean lnet_op_is_sound (const LnetOp *op);

/** The row that @op says its row belongs to: what it puts into the table's first field. NULL when it says nothing of
 * that. */
const LnetId *lnet_op_get_parent (const LnetOp *op);

/**
 * lnet_op_edit_text:
 * @op: an EDIT
 * @deleted: (out) (optional): what goes
 *
 * Does an edit to a text. Returns: (transfer full) (nullable): NULL when the edit reaches past the text's end
 */
char *lnet_op_edit_text (const LnetOp *op, const char *before, char **deleted);

void lnet_op_write (const LnetOp *op, GByteArray *bytes);

/**
 * Reads one op from exactly @size bytes.
 * @unknown: set when the op is of a kind, table or column that only a later version knows; then NULL is returned and
 *   nothing is wrong
 */
LnetOp *lnet_op_read (const guint8 *data, gsize size, gboolean *unknown);

G_END_DECLS
