/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-apply.h"
#include "lnet-desk.h"
#include "lnet-rights.h"
#include "lnet-writer.h"

G_BEGIN_DECLS

struct _LnetWriter
{
  LnetSqlite *db;
  LnetApply *apply;
  LnetId network;
  LnetDesk desk;
  gint64 data_version;
  LnetRoster *roster;    /* NULL: not read since it may have changed */
  LnetRights *rights;
  gint64 rights_version; /* the data_version they were read at */
  gboolean bulk;
  gboolean read_only;
};

/** Whether the network can only be read; then @error says so. */
gboolean lnet_writer_refuse_when_read_only (LnetWriter *self, GError **error);

/** Whether what is written in @space from now on has to be looked at with lnet_writer_check_right(). */
gboolean lnet_writer_begin_rights (LnetWriter *self, gint64 space, gboolean *restricted, GError **error);

/** Refuses, with a sentence, what this desk may not write. */
gboolean lnet_writer_check_right (LnetWriter *self, const LnetOp *op, GError **error);

/** Notes that what was written since lnet_writer_begin_rights() was looked at. */
gboolean lnet_writer_note_rights (LnetWriter *self, GError **error);

/** After who takes part, or who is in which pair and enrolment, was changed. */
gboolean lnet_writer_follow_rights (LnetWriter *self, LnetChanges *changes, GError **error);

void lnet_writer_forget_rights (LnetWriter *self);

/** Works the tables out anew if this version may know what an earlier one did not. */
gboolean lnet_writer_learn (LnetWriter *self, GError **error);

/** What was taken out of the tables goes out of the log and the lists too. Inside the transaction. */
gboolean lnet_writer_forget_erased (LnetWriter *self, GCancellable *cancellable, LnetChanges *changes, GError **error);

G_END_DECLS
