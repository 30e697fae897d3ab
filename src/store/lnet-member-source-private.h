/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-sqlite.h"

G_BEGIN_DECLS

/**
 * LnetMemberFacts:
 *
 * What stands in a list and an index of one member: gathered from the member's own row and from the roles, channels and
 * languages that belong to it. Strings are the source's, or NULL.
 */
typedef struct
{
  gint64 pk;
  LnetId id;
  const char *first;
  const char *last;
  const char *preferred;
  const char *status;
  const char *role; /* the main one held today */
  const char *organization;
  const char *place;
  const char *changes_on; /* when a role begins or ends next */
  const char *words;      /* what the member is found by, folded */
} LnetMemberFacts;

/**
 * LnetMemberSource:
 *
 * Reads members one by one. It keeps the statements it needs, so that many are read quickly; in the thread of its
 * connection.
 */
typedef struct _LnetMemberSource LnetMemberSource;

/** @today: (nullable): "2026-11-24"; NULL for the day it is */
LnetMemberSource *lnet_member_source_new (LnetSqlite *db, const char *today, GError **error);
void lnet_member_source_free (LnetMemberSource *self);

/** Fills @facts, good until the next call: 1; not there, or in the Trash: 0; failed: -1 with @error. */
int lnet_member_source_read (LnetMemberSource *self, gint64 pk, LnetMemberFacts *facts, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetMemberSource, lnet_member_source_free)

G_END_DECLS
