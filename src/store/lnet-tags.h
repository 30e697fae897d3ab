/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-reader.h"
#include "lnet-transaction.h"

G_BEGIN_DECLS

/* Tags: words of staff on members, to find them by. They lie in the staff space. */

/** The most letters a tag has; what is longer is cut. */
#define LNET_TAG_LENGTH 60

/** A tag that is in use. */
typedef struct
{
  char *tag;
  guint n_members; /* of those not in the Trash */
} LnetTag;

void lnet_tag_free (LnetTag *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetTag, lnet_tag_free)

/** Every tag in use, in the order of an alphabet. For workers where members are many.
 * Returns: (transfer full) (element-type LnetTag) (nullable) */
GPtrArray *lnet_tags_load (LnetReader *reader, GError **error);

/** The tags of one member, in the order they came. Returns: (transfer full) (element-type utf8) (nullable) */
GPtrArray *lnet_tags_of_member (LnetReader *reader, const LnetId *member, GError **error);

/**
 * lnet_tag_clean:
 * @typed: (nullable): what somebody wrote
 * @known: (nullable) (element-type LnetTag): tags in use
 *
 * A tag as it is kept: on one line, with single spaces, and spelt as one of @known that differs in nothing but case and
 * accents. Returns: (transfer full) (nullable): NULL when nothing is left of it
 */
char *lnet_tag_clean (const char *typed, GPtrArray *known);

/** Gives @member a tag, as lnet_tag_clean() made it, or takes it away. */
void lnet_tag_add (LnetTransaction *transaction, const LnetId *member, const char *tag);
void lnet_tag_remove (LnetTransaction *transaction, const LnetId *member, const char *tag);

G_END_DECLS
