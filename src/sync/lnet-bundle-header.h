/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "lnet-id.h"

G_BEGIN_DECLS

/* What stands unsealed at the beginning of each part of a bundle. It names nobody: an alias, a number, a size.
 *
 *   fixed     "LNBNDL" · format · least reader · length of the rest · 0                         16 bytes
 *   the rest  fields, each its number, its length, and so many bytes; their numbers rise
 */

/** How many bytes say how long the header is. */
#define LNET_BUNDLE_PREFACE_SIZE 16

#define LNET_BUNDLE_SALT_SIZE 16
#define LNET_BUNDLE_CHECK_SIZE 16

/** No bundle is sealed for more desks, nor with a passphrase that costs more to try. */
#define LNET_BUNDLE_MOST_DESKS 512
#define LNET_BUNDLE_MOST_MEMORY (G_GUINT64_CONSTANT (1) << 30)
#define LNET_BUNDLE_MOST_PASSES 16

/** A desk's envelope: a hint whose it is, and the key sealed to its box key. */
#define LNET_BUNDLE_HINT_SIZE 8
#define LNET_BUNDLE_ENVELOPE_SIZE (LNET_BUNDLE_HINT_SIZE + 80)

/** What opens a bundle. */
typedef enum
{
  LNET_BUNDLE_SLOT_EPOCH = 1,      /* the key of a space in an epoch, which desks have already */
  LNET_BUNDLE_SLOT_PASSPHRASE = 2, /* what somebody types */
  LNET_BUNDLE_SLOT_DESKS = 3,      /* the box keys of chosen desks */
} LnetBundleSlotKind;

typedef struct
{
  LnetBundleSlotKind kind;
  guint8 salt[LNET_BUNDLE_SALT_SIZE]; /* PASSPHRASE */
  guint64 passes;                     /* PASSPHRASE: Argon2id's opslimit */
  guint64 memory;                     /* PASSPHRASE: Argon2id's memlimit, bytes */
  GBytes *envelopes;                  /* DESKS: one behind the other */
} LnetBundleSlot;

typedef struct
{
  LnetId alias;  /* of what it is about; another one in each epoch, or random */
  guint64 epoch; /* of the key; 0: none */
  LnetId sender; /* alias of the desk that wrote it, or random */
  LnetId bundle; /* the same in all parts */
  guint64 part;  /* from 1 */
  guint64 n_parts;
  LnetBundleSlot slot;
  guint8 check[LNET_BUNDLE_CHECK_SIZE]; /* tells the right key from others, before anything is opened with it */
} LnetBundleHeader;

LnetBundleHeader *lnet_bundle_header_copy (const LnetBundleHeader *header);
void lnet_bundle_header_free (LnetBundleHeader *header);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetBundleHeader, lnet_bundle_header_free)

/** The whole of it, as it stands in the file and enters the seal of every chunk. Returns: (transfer full) */
GBytes *lnet_bundle_header_write (const LnetBundleHeader *header);

/** Reads the first LNET_BUNDLE_PREFACE_SIZE bytes; FALSE for what is no bundle, or of a later version. */
gboolean lnet_bundle_header_read_preface (const guint8 *preface, gsize *left, GError **error);

/** Reads what lnet_bundle_header_write() wrote, and refuses what would cost too much to open.
 * Returns: (transfer full) (nullable) */
LnetBundleHeader *lnet_bundle_header_read (GBytes *written, GError **error);

G_END_DECLS
