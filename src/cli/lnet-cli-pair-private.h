/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-cli-private.h"
#include "lnet-proposer.h"

G_BEGIN_DECLS

/** A pool, and what is proposed for it. */
typedef struct
{
  LnetId round;
  char *round_name;
  LnetPool *pool;
  LnetProposer *proposer;
  LnetProposal *proposal;
  GArray *asked; /* guint32: with whom something else could be done; empty: everybody */
} LnetCliPair;

/** How many other pairs are looked for beside each. */
#define LNET_CLI_PAIR_ALTERNATIVES 3
/** In larger pools that takes too long to be done for everybody. */
#define LNET_CLI_PAIR_ALTERNATIVES_PEOPLE 300

/* None of those who were not asked about, or in a pool that is too large when nobody was. NULL: @error */
GPtrArray *lnet_cli_pair_find_alternatives (LnetCliPair *self, const guint32 *members, guint n_members, GError **error);

/* What people read for a language or a time. */
const char *lnet_cli_pair_label (LnetPairingKind kind, const char *key);

/* As sentences, or as one object. */
gboolean lnet_cli_pair_print (LnetCliPair *self, GError **error);
gboolean lnet_cli_pair_print_json (LnetCliPair *self, GError **error);

G_END_DECLS
