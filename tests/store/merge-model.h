/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-batch.h"
#include "lnet-sqlite.h"

/**
 * MergeModel:
 *
 * What several desks' logs come to, worked out slowly and straight from the rules: every write is held against every
 * other one. It shares nothing with the store but how a batch is read. Prose is not in it; see merge-letters.h.
 */
typedef struct _MergeModel MergeModel;

MergeModel *merge_model_new (void);
void merge_model_free (MergeModel *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MergeModel, merge_model_free)

/** That all desks had seen @desk's log in @space so far when they began. */
void merge_model_add_seen (MergeModel *self, const LnetId *space, const LnetId *desk, guint64 n);

/** Puts in a batch as its desk wrote it; in any order, each once. */
void merge_model_add (MergeModel *self, gconstpointer body, gsize size);

/** To be called when all are in. Returns: (nullable): the first write that is neither a head nor known to one */
char *merge_model_fold (MergeModel *self);

/** Tables and what is unsettled, as sorted lines. (transfer full) (element-type char*) */
GPtrArray *merge_model_print (MergeModel *self);

/** The vector a batch was written against, printed as merge_dump_vector() does; its own desk is told as well. */
char *merge_model_print_vector (MergeModel *self, const LnetId *space, const LnetId *desk, guint64 n);

gboolean merge_model_is_about (MergeModel *self, const LnetId *row);
gboolean merge_model_has_table (MergeModel *self, guint table);

/* The same of a file. */

/** As merge_model_print(). @model: (nullable): only of the rows that it is about */
GPtrArray *merge_dump_print (LnetSqlite *db, MergeModel *model);
char *merge_dump_vector (LnetSqlite *db, const LnetId *space);
/** The texts that were edited at once, and which of them are to be read. */
char *merge_dump_merged (LnetSqlite *db);

/** The first line that only one of the two has, with a word on whose it is; NULL when they are equal. */
char *merge_lines_compare (GPtrArray *expected, GPtrArray *found);
