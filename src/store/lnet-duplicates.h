/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-alike.h"
#include "lnet-reader.h"
#include "lnet-transaction.h"

G_BEGIN_DECLS

/** Two members who may be one person. */
typedef struct
{
  LnetId first;   /* who came into this file first */
  LnetId second;
  char *first_name;
  char *second_name;
  LnetAlike reasons;
} LnetDuplicate;

void lnet_duplicate_free (LnetDuplicate *duplicate);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetDuplicate, lnet_duplicate_free)

/**
 * lnet_duplicates_find:
 * @reader: of the thread that calls
 *
 * Who may be in the network twice, the surest first. Goes through everybody: for a worker, with a cancellable set on
 * @reader. A last or first name that more than 2,000 share is not searched for names merely close to one another; what
 * is equal is always found. Two who are noted as different people are not proposed.
 *
 * Returns: (transfer full) (element-type LnetDuplicate) (nullable)
 */
GPtrArray *lnet_duplicates_find (LnetReader *reader, GError **error);

/** Notes that two members who look alike are not the same person, or takes that back. Returns: (transfer full) */
LnetTransaction *lnet_duplicates_set_distinct (const LnetId *a, const LnetId *b, gboolean distinct);

/** Puts that into a transaction, or takes it out: the smaller id stands first, so that there is one way to say it. */
void lnet_duplicates_put_distinct (LnetTransaction *transaction, const LnetId *a, const LnetId *b, gboolean distinct);

/** Whether both are members, and not in the Trash; else FALSE with a sentence. */
gboolean lnet_duplicates_are_here (LnetReader *reader, const LnetId *a, const LnetId *b, GError **error);

gboolean lnet_duplicates_is_distinct (LnetReader *reader, const LnetId *a, const LnetId *b);

/** Who is noted as different people, by name; their reasons are 0. For a worker.
 * Returns: (transfer full) (element-type LnetDuplicate) (nullable) */
GPtrArray *lnet_duplicates_list_distinct (LnetReader *reader, GError **error);

G_END_DECLS
