/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-sharing.h"
#include "lnet-space-keys.h"

G_BEGIN_DECLS

/** What this desk is to the network that it has open. */
typedef enum
{
  LNET_OWN_DESK_NOT_SHARED, /* nobody shares the network */
  LNET_OWN_DESK_TAKES_PART,
  LNET_OWN_DESK_NEW_NUMBER, /* its file came from a backup; it has the key and says so with lnet_sharing_renew() */
  LNET_OWN_DESK_REMOVED,
  LNET_OWN_DESK_NO_KEY,     /* it may be on the roster, but its key is not here */
} LnetOwnDeskState;

typedef struct
{
  LnetOwnDeskState state;
  LnetId id;        /* null: has none yet */
  LnetDeskKey *key; /* NULL when not shared, and where there is none */
  char *name;       /* as the roster has it; NULL when it does not */
} LnetOwnDesk;

void lnet_own_desk_free (LnetOwnDesk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetOwnDesk, lnet_own_desk_free)

/** Looks in the file and for the key. Blocks: for workers, subcommands and tests.
 * Returns: (transfer full) (nullable) */
LnetOwnDesk *lnet_own_desk_load (LnetReader *reader, GError **error);

/** What this desk shows of itself when it is @name. Returns: (transfer full) */
LnetCard *lnet_own_desk_make_card (const LnetDeskKey *key, const LnetId *desk, const char *name);

/** A sentence for people of why this desk cannot send anything; FALSE, unless it takes part. */
gboolean lnet_own_desk_check (const LnetOwnDesk *self, GError **error);

/* Blocks, as lnet_store_commit() does: for subcommands and tests. */

/** Begins to share: this desk gets a key and is the founder, and the spaces get theirs. */
gboolean lnet_own_desk_begin (LnetStore *store, const char *name, const LnetId *member, GError **error);

/**
 * lnet_own_desk_prepare:
 * @keys: (out) (optional) (transfer full): of the spaces
 *
 * To be done before anything is sent or taken in: a desk with a new number says so, and keys that are missing are made.
 * Fails where this desk does not take part. Returns: (transfer full) (nullable)
 */
LnetOwnDesk *lnet_own_desk_prepare (LnetStore *store, LnetSpaceKeys **keys, GError **error);

G_END_DECLS
