/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "lnet-reader.h"
#include "lnet-schema.h"

G_BEGIN_DECLS

/** A number of rows of one kind. */
typedef struct
{
  LnetTable table; /* lnet_row_get_kind() says it in words */
  guint n;
  const char *why; /* why they stay, in words; NULL for what goes */
} LnetErasureLine;

/** Somewhere a text still says the person's name. */
typedef struct
{
  LnetTable table;
  LnetId row;
  char *title;
  gboolean in_trash;
} LnetMention;

void lnet_mention_free (LnetMention *mention);

/** What an erasure is doing. */
typedef enum
{
  LNET_ERASURE_LOOKING,
  LNET_ERASURE_WRITING,  /* until here it can be stopped */
  LNET_ERASURE_BACKUPS,
  LNET_ERASURE_TIDYING,
} LnetErasureStage;

/**
 * LnetErasure:
 *
 * Taking something out of a network for good: a person with all that is of them, or what lies in the Trash. First it is
 * looked up what goes and what stays; then lnet_store_erase_async() does it, and what it did stands in the same place.
 * It belongs to one thread at a time.
 */
typedef struct
{
  gboolean person;      /* a person, else the Trash */
  GArray *roots;        /* LnetErasureRoot: what is asked to go, and who was merged with it */
  char *name;           /* of the person */
  GPtrArray *goes;      /* LnetErasureLine */
  GPtrArray *stays;     /* LnetErasureLine */
  GHashTable *gone;     /* the rows that go: LnetId → table as a pointer */
  GPtrArray *mentions;  /* LnetMention: others' texts that say the name; only once looked up */
  guint n_acts;         /* of the person, that the history still counts under a number without a name */
  guint n_backups;      /* files beside the network that were rewritten too, or will be */
  GPtrArray *left;      /* char *: sentences on what could not be done */
  int stage;            /* atomic */
} LnetErasure;

typedef struct
{
  LnetTable table;
  LnetId row;
} LnetErasureRoot;

LnetErasure *lnet_erasure_new_person (const LnetId *member);
/** The Trash: what is put in with lnet_erasure_add(); with nothing in it, all that lies there when it is looked at. */
LnetErasure *lnet_erasure_new_trash (void);
void lnet_erasure_add (LnetErasure *self, LnetTable table, const LnetId *row);
void lnet_erasure_free (LnetErasure *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetErasure, lnet_erasure_free)

/** From any thread, for a progress bar. */
LnetErasureStage lnet_erasure_get_stage (LnetErasure *self);
void lnet_erasure_set_stage (LnetErasure *self, LnetErasureStage stage);

/**
 * lnet_erasure_look:
 * @path: the network file
 *
 * Finds what goes, what stays and who is named where. Blocks; for workers and subcommands.
 */
gboolean lnet_erasure_look (LnetErasure *self, const char *path, GCancellable *cancellable, GError **error);

/** The one member, in the Trash or not, who has that e-mail. Reads all of them: for subcommands. */
gboolean lnet_erasure_find_by_email (LnetReader *reader, const char *email, LnetId *member, GError **error);

/** A report for the person and for the drawer: what went, what stayed and why. It names nobody. Without @network
 * (nullable), what would go. Returns: (transfer full) */
char *lnet_erasure_write_report (LnetErasure *self, const char *network);

G_END_DECLS
