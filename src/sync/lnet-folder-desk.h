/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "lnet-carrier.h"
#include "lnet-delivery.h"
#include "lnet-folder-names.h"
#include "lnet-hash.h"
#include "lnet-vector.h"

G_BEGIN_DECLS

/** How many bytes of batches go into a segment at most. */
#define LNET_FOLDER_SEGMENT_BYTES (6 * 1024 * 1024)

/** The key of a space in one epoch, and the alias it goes by in names then. */
typedef struct
{
  LnetId space;
  gboolean network; /* the space that every desk reads */
  guint64 epoch;
  LnetAlias alias;
  guint8 key[32];
} LnetFolderKey;

/** What was taken in. */
typedef struct
{
  guint64 n_batches;
  guint64 n_waiting; /* that wait for others now, in all */
  guint64 n_refused;
  guint64 n_to_settle;
} LnetFolderTaken;

#define LNET_TYPE_FOLDER_DESK (lnet_folder_desk_get_type ())
G_DECLARE_INTERFACE (LnetFolderDesk, lnet_folder_desk, LNET, FOLDER_DESK, GObject)

/**
 * LnetFolderDesk:
 *
 * This desk as the exchange through a folder sees it: what it holds, and what it can do with what comes. It is called
 * on the thread of the exchange. See lnet_network_desk_new() for the one that stands on a network file.
 */
struct _LnetFolderDeskInterface
{
  GTypeInterface parent_interface;

  /* Who it is; the same until the next exchange. The null id: it has written nothing yet, and only takes. */
  void (*get_ids) (LnetFolderDesk *self, LnetId *network, LnetId *desk);

  /* (element-type LnetFolderKey): every key it has, the newest of a space behind the older ones. */
  GArray *(*read_keys) (LnetFolderDesk *self, GError **error);
  /* (element-type LnetMark): how far each log is taken in. */
  GArray *(*read_vector) (LnetFolderDesk *self, GError **error);
  /* (element-type LnetMark): single batches that are here and wait; @vouched: only those that are known to be their
   * author's. */
  GArray *(*read_waiting) (LnetFolderDesk *self, gboolean vouched, GError **error);
  /* (element-type LnetId LnetHash): what the rows of each space add up to, and the vector they are of. */
  GHashTable *(*read_digests) (LnetFolderDesk *self, GArray **vector, GError **error);
  /* How often something was erased for good. */
  gboolean (*read_erased) (LnetFolderDesk *self, guint64 *erased, GError **error);
  /* (element-type LnetHeard) */
  GArray *(*read_heard) (LnetFolderDesk *self, GError **error);

  /* A sealed bundle of one author's batches in the space of @key, from @from up to @to, which is lowered when they are
   * more than fit into a segment, and may be raised. NULL without @error when there is none. */
  GBytes *(*seal) (LnetFolderDesk *self, const LnetFolderKey *key, const LnetId *author, guint64 from, guint64 *to,
                   GError **error);
  /* A sealed bundle of all authors' batches in the space of @key, from behind @after up to @until; @reached (transfer
   * full) is lower where that is more than fits into a piece. NULL without @error when there is none. */
  GBytes *(*seal_all) (LnetFolderDesk *self, const LnetFolderKey *key, const GArray *after, const GArray *until,
                       GArray **reached, GError **error);
  /* What is in a bundle; fails when it is not whole, not sealed by @key, or holds batches of another space. */
  LnetDelivery *(*open) (LnetFolderDesk *self, const LnetFolderKey *key, GBytes *bundle, GError **error);
  gboolean (*take) (LnetFolderDesk *self, LnetDelivery *delivery, GCancellable *cancellable, LnetFolderTaken *taken,
                    GError **error);

  /* Works the tables out anew from the log: another desk with the same batches says that they are something else. */
  gboolean (*recompute) (LnetFolderDesk *self, GError **error);

  /* (element-type utf8): hashes of the contents that a bundle's batches speak of and that are here; and one of them,
   * or NULL without @error when it is gone. */
  GPtrArray *(*list_contents) (LnetFolderDesk *self, const LnetFolderKey *key, const LnetId *author, guint64 from,
                               guint64 to, GError **error);
  GBytes *(*load_content) (LnetFolderDesk *self, const char *hash, GError **error);

  /* A signature of this desk over @data; whether that of @desk, which must belong to the network, is one. */
  gboolean (*sign) (LnetFolderDesk *self, GBytes *data, guint8 signature[LNET_SIGNATURE_SIZE], GError **error);
  gboolean (*check) (LnetFolderDesk *self, const LnetId *desk, GBytes *data,
                     const guint8 signature[LNET_SIGNATURE_SIZE]);

  /* Whether a desk is a director's that takes part; @known: whether it is known here at all. */
  gboolean (*is_director) (LnetFolderDesk *self, const LnetId *desk, gboolean *known);

  /* Keys on their way to other desks: names and contents of files in k/; and taking in one that lay there, which
   * succeeds also when there is none for this desk in it. */
  GHashTable *(*read_envelopes) (LnetFolderDesk *self, GError **error);
  gboolean (*take_envelope) (LnetFolderDesk *self, const char *name, GBytes *content, GError **error);

  /* Writes down what was heard of a desk, and how far its own logs are in the folder now. */
  gboolean (*save_heard) (LnetFolderDesk *self, const LnetHeard *heard, GError **error);
  gboolean (*save_carried) (LnetFolderDesk *self, const GArray *carried, GError **error);
};

G_END_DECLS
