/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-op.h"
#include "lnet-reader.h"

G_BEGIN_DECLS

/* What two desks wrote at the same time and nobody has settled since. It follows from the log, and what settles it is
 * an ordinary write: a value set, a row restored or removed, a text confirmed. Any thread with a reader of its own. */

/** Beyond these nobody counts, and no list shows more at a time. */
#define LNET_TO_SETTLE_MOST 1000

typedef enum
{
  LNET_TO_SETTLE_CELL, /* a field with several values, of which one is shown */
  LNET_TO_SETTLE_ROW,  /* removed on one desk while it was changed on another, and kept */
  LNET_TO_SETTLE_TEXT, /* merged from what several wrote into one sentence: to be read */
} LnetToSettleKind;

/** A value, or of a row that it was removed: who did that, and when. */
typedef struct
{
  LnetValue value; /* of a place among others the row it stands under */
  char *position;  /* of a place among others its order key; else NULL */
  gboolean shown;  /* it is what the network shows now */
  gint64 wall;     /* milliseconds since 1970, UTC: when it was written last */
  char *who;       /* members by name; a desk where nobody said who works there; "" when it is not known */
} LnetToSettleValue;

typedef struct
{
  LnetToSettleKind kind;
  guint table;
  LnetId row;
  guint number;      /* the field within its table; 0: the row */
  char *title;       /* of the row */
  GPtrArray *values; /* LnetToSettleValue, no two alike, the one that is shown first; of a text none */
  gint64 wall;       /* of the newest value; 0 for a text */
} LnetToSettle;

void lnet_to_settle_free (LnetToSettle *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetToSettle, lnet_to_settle_free)

/** All of it, the newest first, texts last: at most %LNET_TO_SETTLE_MOST. For a worker.
 * Returns: (transfer full) (element-type LnetToSettle) (nullable) */
GPtrArray *lnet_to_settle_list (LnetReader *reader, GError **error);

/** How much there is, up to %LNET_TO_SETTLE_MOST. */
guint lnet_to_settle_count (LnetReader *reader);

/** Whether @number of a row is to be settled: one look into an index. @reader: (nullable): NULL once the network is
 * closed: nothing is. */
gboolean lnet_to_settle_has (LnetReader *reader, guint table, const LnetId *row, guint number);

/** Finds the first of a row's fields that is to be settled. FALSE: none is. @reader: as in lnet_to_settle_has() */
gboolean lnet_to_settle_find (LnetReader *reader, guint table, const LnetId *row, guint *number);

/** Returns: (transfer full) (nullable): NULL too when it is settled; then @error is not set */
LnetToSettle *lnet_to_settle_read (LnetReader *reader, guint table, const LnetId *row, guint number, GError **error);

/** The member who worked there by name, or the desk's; "". Returns: (transfer full) */
char *lnet_to_settle_dup_who (LnetReader *reader, const LnetId *author, const LnetId *desk);

/** Of a place among others: the title of the row before it; "" when it is the first. Returns: (transfer full) */
char *lnet_to_settle_dup_before (LnetReader *reader, const LnetToSettle *self, const LnetToSettleValue *place);

G_END_DECLS
