/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-rights.h"

G_BEGIN_DECLS

/** By what a desk's log in a space is judged. */
typedef struct
{
  gint64 free_until; /* up to there it may say everything; %G_MAXINT64: it is not a participant's */
  LnetHash whose;    /* from there on: all that its right depends on */
} LnetJudgement;

/** The judgement that the first batches of a log were met with, since lnet_rights_new() or _start_anew(). */
typedef struct
{
  gint64 space;
  gint64 desk;
  gint64 from; /* the first of them */
  LnetJudgement judgement;
} LnetJudgedLog;

struct _LnetRights
{
  LnetSqlite *db;
  LnetApply *apply;
  const LnetRoster *roster;
  GHashTable *owned;  /* LnetId of a desk → GHashTable of LnetId: pairs and enrolments its member is or was in */
  gboolean keep_owned; /* the tables they are read from are being worked out */
  GHashTable *logs;   /* LnetJudgedLog */
  gboolean mixed;     /* one and the same log was judged in two ways */

  /* the batch at hand */
  const LnetRosterDesk *desk; /* NULL: not on the roster */
  LnetSpace space;
  LnetId space_id;
  gint64 space_pk;
  gint64 desk_pk;
  gint64 n;
  gint64 seq;
  LnetClocks *clocks;
  GHashTable *added;  /* LnetId of rows that it adds as one's own */
};

/** By what the log of desk @id in a space is judged as things are. */
gboolean lnet_rights_judge (LnetRights *self, const LnetId *id, const LnetId *space_id, const LnetSpace *space,
                            LnetJudgement *judgement, GError **error);

/** The pairs and enrolments that the member of @desk is or was in. Returns: (transfer none) (nullable) */
GHashTable *lnet_rights_get_owned (LnetRights *self, const LnetRosterDesk *desk, GError **error);

G_END_DECLS
