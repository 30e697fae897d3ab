/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-reader.h"

G_BEGIN_DECLS

/** What something that was found is. */
typedef enum
{
  LNET_FOUND_MEMBER,
  LNET_FOUND_ORGANIZATION,
  LNET_FOUND_TEAM,
  LNET_FOUND_COHORT,
  LNET_FOUND_PAIR,
  LNET_FOUND_PASSAGE,
  LNET_FOUND_CONTRIBUTION,
  LNET_FOUND_DAMAGE, /* that members cannot be searched for until lnet_store_mend_index_async() */
} LnetFoundKind;

/** Something found anywhere in the network. */
typedef struct
{
  LnetFoundKind kind;
  LnetId row;
  char *title;   /* a name, or the words round what was typed */
  char *caption; /* what tells it from others; "" for nothing */
} LnetFound;

void lnet_found_free (LnetFound *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetFound, lnet_found_free)

/**
 * lnet_find:
 * @typed: what somebody typed; case and accents do not count
 * @limit: at most so many of each kind
 *
 * Looks for members, organizations, teams, cohorts, pairs, passages of the vision and contributions in which every
 * word that was typed begins some word. It goes through whole texts: for workers.
 * Returns: (transfer full) (element-type LnetFound) (nullable)
 */
GPtrArray *lnet_find (LnetReader *reader, const char *typed, guint limit, GError **error);

G_END_DECLS
