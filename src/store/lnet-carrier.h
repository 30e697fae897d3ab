/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-store.h"
#include "lnet-vector.h"

G_BEGIN_DECLS

/* What a file knows of the places it is shared in. It is this desk's own: nothing of it travels. */

/** A folder in which the network is shared. */
typedef struct
{
  char *uri;
  GBytes *mark;    /* what marked it as the network's; NULL: it has not been there yet */
  gboolean paused;
  gint64 synced;   /* when all was last exchanged; milliseconds since 1970; 0: never */
} LnetCarrier;

void lnet_carrier_free (LnetCarrier *carrier);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetCarrier, lnet_carrier_free)

/** Returns: (transfer full) (element-type LnetCarrier) (nullable): the first begun first */
GPtrArray *lnet_carrier_list (LnetReader *reader, GError **error);

/** How far this desk's own logs have been put there: marks without a desk. Returns: (transfer full)
 * (element-type LnetMark) (nullable) */
GArray *lnet_carrier_read_carried (LnetReader *reader, const char *uri, GError **error);

/** The last that was heard of a desk. */
typedef struct
{
  LnetId desk;
  gint64 heard; /* when, by this computer's clock; milliseconds since 1970 */
  gint64 wall;  /* when it was written, by that desk's */
  GBytes *note; /* its head note as it travelled */
} LnetHeard;

void lnet_heard_clear (LnetHeard *heard);

/** Returns: (transfer full) (element-type LnetHeard) (nullable) */
GArray *lnet_heard_list (LnetReader *reader, GError **error);

/** Batches that are here and wait for others; @vouched: only those whose desk's signature was looked at, and is good.
 * Returns: (transfer full) (element-type LnetMark) (nullable) */
GArray *lnet_inbox_list (LnetReader *reader, gboolean vouched, GError **error);

/** How many things were erased here for good. */
gboolean lnet_erased_count (LnetReader *reader, guint64 *n_erased, GError **error);

/**
 * LnetCarrierNote:
 *
 * What is to be written down of a folder. What is not set stays as it is; a folder that is not known yet is added.
 */
typedef struct
{
  char *uri;
  GBytes *mark;
  gboolean pause, resume;
  gint64 synced;   /* 0: not set */
  GArray *carried; /* LnetMark */
  GArray *heard;   /* LnetHeard */
  gboolean forget; /* it is shared there no longer */
} LnetCarrierNote;

LnetCarrierNote *lnet_carrier_note_new (const char *uri);
void lnet_carrier_note_free (LnetCarrierNote *note);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetCarrierNote, lnet_carrier_note_free)

/** @note: (transfer full) */
void lnet_store_note_carrier_async (LnetStore *self, LnetCarrierNote *note, GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean lnet_store_note_carrier_finish (LnetStore *self, GAsyncResult *result, GError **error);
/** Blocks; for subcommands and tests. @note: (transfer full) */
gboolean lnet_store_note_carrier (LnetStore *self, LnetCarrierNote *note, GError **error);

G_END_DECLS
