/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-reader.h"

G_BEGIN_DECLS

/* Where people belong: the organizations they have roles at, and the teams they are in. */

typedef enum
{
  LNET_GROUP_ORGANIZATION,
  LNET_GROUP_TEAM,
} LnetGroupKind;

/** One of a list. */
typedef struct
{
  LnetId id;
  char *name;    /* "" when it has none */
  char *caption; /* "Family child care home · Lander", "Implementation team" */
  guint n_now;   /* people who belong to it today */
  char *folded;  /* what a search looks at */
  char *sort_key;
} LnetGroupInfo;

void lnet_group_info_free (LnetGroupInfo *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetGroupInfo, lnet_group_info_free)

/**
 * lnet_groups_load:
 * @today: (nullable): "2026-11-24"; NULL for the day it is
 *
 * All of @kind by name. It counts over everybody: for workers.
 * Returns: (transfer full) (element-type LnetGroupInfo) (nullable)
 */
GPtrArray *lnet_groups_load (LnetReader *reader, LnetGroupKind kind, const char *today, GError **error);

/** As lnet_groups_load(), at most @limit of those that each of @words begins a word of, their people not counted. */
GPtrArray *lnet_groups_find (LnetReader *reader, LnetGroupKind kind, const char *const *words, guint limit,
                             GError **error);

/** Whether each of @words, folded, begins a word of it. */
gboolean lnet_group_info_matches (const LnetGroupInfo *self, const char *const *words);

/** Somebody's time at an organization or in a team. */
typedef struct
{
  LnetId row;    /* of the role, or of the place in the team */
  LnetId member;
  char *name;
  LnetId portrait; /* an attachment, or null */
  char *role;    /* a key of LNET_REFERENCE_ROLE; NULL in a team */
  char *starts;  /* as far as it is known */
  char *ends;    /* last day; NULL: still */
  gboolean is_now;
} LnetGroupPerson;

typedef struct
{
  GPtrArray *people; /* LnetGroupPerson: those of today by name, then the others, who left last first */
  guint n_now;       /* how many different people belong to it today */
} LnetGroupPeople;

/**
 * lnet_group_people_load:
 *
 * Who belongs to @group, and who did. An index has them, but they may be many: for workers.
 * Returns: (transfer full) (nullable)
 */
LnetGroupPeople *lnet_group_people_load (LnetReader *reader, LnetGroupKind kind, const LnetId *group,
                                         const char *today, GError **error);
void lnet_group_people_free (LnetGroupPeople *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetGroupPeople, lnet_group_people_free)

/** "organization/ID", as LnetRoom keeps a place. Returns: (transfer full) */
char *lnet_group_dup_place (LnetGroupKind kind, const LnetId *id);
/** FALSE when @place names neither an organization nor a team. */
gboolean lnet_group_parse_place (const char *place, LnetGroupKind *kind, LnetId *id);

G_END_DECLS
