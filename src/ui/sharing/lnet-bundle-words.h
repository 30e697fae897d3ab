/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-bundle-file.h"
#include "lnet-take.h"

G_BEGIN_DECLS

/* What leaves and what has come, in words. */

/** "14 members, 3 pictures and files, 212 messages": NULL when nothing of it can be named so. Returns: (transfer full)
 * (nullable) */
char *lnet_bundle_dup_contents (const LnetBundleSummary *summary);

/** "31 changes". Returns: (transfer full) */
char *lnet_bundle_dup_changes (guint64 n);

/** "31 changes taken in", or that there was nothing new. Returns: (transfer full) */
char *lnet_bundle_dup_taken (const LnetTakeReport *report);

/** What more is to be said of it, in sentences; NULL: nothing. Returns: (transfer full) (nullable) */
char *lnet_bundle_dup_rest (const LnetTakeReport *report);

typedef enum
{
  LNET_PASSPHRASE_EMPTY,
  LNET_PASSPHRASE_SHORT, /* not taken */
  LNET_PASSPHRASE_FAIR,
  LNET_PASSPHRASE_GOOD,
} LnetPassphraseStrength;

/** How hard it is to guess: by its length, and how many different letters are in it. */
LnetPassphraseStrength lnet_passphrase_judge (const char *passphrase);

G_END_DECLS
