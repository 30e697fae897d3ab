/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-apply.h"
#include "lnet-desk.h"
#include "lnet-writer.h"

G_BEGIN_DECLS

struct _LnetWriter
{
  LnetSqlite *db;
  LnetApply *apply;
  LnetId network;
  LnetDesk desk;
  gint64 data_version;
  gboolean bulk;
  gboolean read_only;
};

/** Whether the network can only be read; then @error says so. */
gboolean lnet_writer_refuse_when_read_only (LnetWriter *self, GError **error);

/** Works the tables out anew if this version may know what an earlier one did not. */
gboolean lnet_writer_learn (LnetWriter *self, GError **error);

/** What was taken out of the tables goes out of the log and the lists too. Inside the transaction. */
gboolean lnet_writer_forget_erased (LnetWriter *self, GCancellable *cancellable, LnetChanges *changes, GError **error);

G_END_DECLS
