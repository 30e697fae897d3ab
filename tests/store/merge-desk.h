/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-delivery.h"
#include "lnet-take.h"
#include "lnet-writer.h"

/**
 * MergeDesk:
 *
 * A desk of a network within this process: its file, and the writer that has it open. There are no threads.
 */
typedef struct
{
  char *path;
  LnetWriter *writer;
  guint number;
  guint n_ids;  /* it has had, as a desk */
  gint64 clock; /* what its clock shows, milliseconds */
  gint64 wall;  /* of its last batch */
  gint64 seq;   /* of the last batch in its log that was read by merge_desk_read_new() */
  gint64 first; /* the batches up to this all desks have */
} MergeDesk;

/** A batch that a desk wrote, before anything of it is blanked. */
typedef struct
{
  LnetId space;
  LnetId desk;
  guint64 n;
  gint64 wall;
  GBytes *body;
  char *vector; /* what the desk had when it was written, with it */
} MergeWritten;

void merge_written_free (MergeWritten *written);

/** A file of a new network, for desks to begin with. */
void merge_desk_make_network (const char *path);

MergeDesk *merge_desk_new (const char *folder, guint number, const char *network, gint64 clock);
void merge_desk_free (MergeDesk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MergeDesk, merge_desk_free)

LnetSqlite *merge_desk_get_sqlite (MergeDesk *self);

/** Closes the file and opens it again. */
void merge_desk_restart (MergeDesk *self);
/** Puts what the file is now aside, or back in its place, as somebody does who restores a copy. */
void merge_desk_keep_copy (MergeDesk *self);
gboolean merge_desk_bring_copy_back (MergeDesk *self);
void merge_desk_forget_copy (MergeDesk *self);

/* What fails returns a sentence; NULL: all is well. */
char *merge_desk_commit (MergeDesk *self, LnetTransaction *transaction, LnetId *group);
/** What the desk does not know of, or what cannot be taken back any more, stays. */
char *merge_desk_undo (MergeDesk *self, const LnetId *group, LnetId *undone);
char *merge_desk_recompute (MergeDesk *self);

/** Adds the batches that came into its log since the last call, of this desk or of others, as MergeWritten. */
void merge_desk_read_new (MergeDesk *self, GPtrArray *written);

/** All it could give away of what came after @seq. (transfer full) */
LnetDelivery *merge_desk_give (MergeDesk *self, gint64 seq);
char *merge_desk_take (MergeDesk *self, LnetDelivery *delivery, LnetTakeReport *report);

/** All of its tables in one, and all of its log: equal where nothing has changed. */
char *merge_desk_get_digest (MergeDesk *self);
char *merge_desk_get_log_digest (MergeDesk *self);

/** The first column of the first row of @sql. */
gint64 merge_desk_count (MergeDesk *self, const char *sql);
