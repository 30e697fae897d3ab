/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-alike.h"
#include "lnet-reader.h"

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
 * is equal is always found.
 *
 * Returns: (transfer full) (element-type LnetDuplicate) (nullable)
 */
GPtrArray *lnet_duplicates_find (LnetReader *reader, GError **error);

G_END_DECLS
