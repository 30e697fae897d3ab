/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-job.h"
#include "lnet-store.h"
#include "lnet-undo-list.h"

G_BEGIN_DECLS

struct _LnetStore
{
  GObject parent_instance;

  char *path;
  char *name;
  LnetId network;
  LnetId author;
  LnetReader *reader;
  LnetUndoList *undo_list;
  guint n_pending;   /* commits that are not done yet */
  GQueue waiting;    /* GTask: undo and redo asked for while commits were pending */
  GFileMonitor *monitor;
  gboolean read_only;
  gboolean looking; /* a look for other processes' writes is queued */

  LnetWriterThread writing;
};

/** Tells of what moved, on the main thread. */
void lnet_store_emit_changes (LnetStore *self, LnetChanges *changes);

G_END_DECLS
