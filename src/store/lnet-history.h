/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-reader.h"
#include "lnet-schema.h"

G_BEGIN_DECLS

/* The change log, read for people: who did what, when, and what stood there before. Everything is read; nothing is
 * kept a second time. Any thread with a reader of its own. */

/** One act. */
typedef struct
{
  LnetId group;       /* for lnet_store_undo_group_async() */
  gint64 seq;         /* of its last batch: hand it to lnet_history_list() to go on from here */
  gint64 wall;        /* milliseconds since 1970, UTC */
  LnetId author;      /* the member who worked here; null: nobody said */
  char *author_name;  /* "" when nobody said */
  char *act;          /* its key; lnet_act_get_label() says it in words */
  guint table;        /* what it was about: the first row it touched … */
  LnetId row;
  char *subject;      /* … by name */
  gboolean erased;    /* what it was about is erased: no table, no row, no name */
  guint n_changes;    /* cells, rows and edits changed */
  gboolean undone;    /* taken back, and not done again since */
  gboolean may_undo;  /* this desk may take it back: LnetOwnRights */
  LnetId undoes;      /* the act that this one takes back; null: none */
  char *undone_act;   /* its key; NULL: none */
} LnetHistoryEntry;

void lnet_history_entry_free (LnetHistoryEntry *entry);

/**
 * lnet_history_list:
 * @before: only acts before this seq; 0 for the newest
 *
 * Acts, newest first. Returns: (transfer full) (element-type LnetHistoryEntry) (nullable)
 */
GPtrArray *lnet_history_list (LnetReader *reader, gint64 before, guint limit, GError **error);

/** Acts that touched @row, newest first. Returns: (transfer full) (element-type LnetHistoryEntry) (nullable) */
GPtrArray *lnet_history_of_row (LnetReader *reader, const LnetId *row, guint limit, GError **error);

/** What a field was from one act to the next. */
typedef struct
{
  LnetId group;
  gint64 wall;
  LnetId author;
  char *author_name;
  char *act;
  char *value;      /* text as it stood afterwards; a number in digits; an id as text; NULL: empty */
} LnetFieldVersion;

void lnet_field_version_free (LnetFieldVersion *version);

/**
 * lnet_history_of_field:
 *
 * Every version of a cell or of prose, the first one first.
 * Returns: (transfer full) (element-type LnetFieldVersion) (nullable)
 */
GPtrArray *lnet_history_of_field (LnetReader *reader, LnetField field, const LnetId *row, GError **error);

/**
 * lnet_history_rows_of_member:
 * @staff: whether what only directors and facilitators see is among them
 *
 * The rows whose acts make up the history of @member: the member's own, and the roles, ways to be reached, consents,
 * languages, times in teams and tags, also those taken away since.
 * Returns: (transfer full) (element-type LnetId) (nullable)
 */
GArray *lnet_history_rows_of_member (LnetReader *reader, const LnetId *member, gboolean staff, GError **error);

G_END_DECLS
