/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "lnet-portraits.h"
#include "lnet-stance.h"
#include "lnet-store.h"
#include "lnet-syncer.h"

G_BEGIN_DECLS

#define LNET_TYPE_SESSION (lnet_session_get_type ())
G_DECLARE_FINAL_TYPE (LnetSession, lnet_session, LNET, SESSION, GObject)

/**
 * LnetSession:
 *
 * What every room gets: the open network, who works in it, and the one way a view writes and tells about it.
 *
 * Properties: store (LnetStore, construct-only), stance (int, notify).
 * Signals: `toast (AdwToast *)`, `failed (const char *heading, const GError *)`, `author-changed`,
 * `go-to (const char *room, const char *place)`: the window listens; `search-forgotten`: see
 * lnet_session_forget_search().
 */
LnetSession *lnet_session_new (LnetStore *store);

LnetStore *lnet_session_get_store (LnetSession *self);
/** Short for the store's main-thread reader. */
LnetReader *lnet_session_get_reader (LnetSession *self);

/** The members' portraits. Returns: (transfer none) */
LnetPortraits *lnet_session_get_portraits (LnetSession *self);

/** What exchanges with the folder the network is shared in; the window starts it. Returns: (transfer none) */
LnetSyncer *lnet_session_get_syncer (LnetSession *self);

/** What this computer remembers of the network: the schema com.example.LearningNetwork.Network. (transfer none) */
GSettings *lnet_session_get_settings (LnetSession *self);

/** The member "Working as"; the null id while nobody said. Kept per network on this computer. */
const LnetId *lnet_session_get_member (LnetSession *self);
LnetStance lnet_session_get_stance (LnetSession *self);
void lnet_session_set_working_as (LnetSession *self, const LnetId *member, LnetStance stance);

/** Whether this desk takes part in sharing as a participant's (lnet-rights.h): then it may write only what is its
 * member's own, stance and, where it is known, member are given, and the store refuses the rest. */
gboolean lnet_session_is_participants (LnetSession *self);
/** Whether this desk may write whatever there is: the network is not read-only, and the desk not a participant's. */
gboolean lnet_session_may_write (LnetSession *self);
/** Whether this desk may write in @table at all, if perhaps only in rows that are its member's own. */
gboolean lnet_session_may_use (LnetSession *self, LnetTable table);
/** Whether this desk may write field @number of a row, or for 0 put the row into the Trash or back. */
gboolean lnet_session_may_write_row (LnetSession *self, guint table, const LnetId *row, guint number);
/** Whether this desk may write in the profile of @member. */
gboolean lnet_session_may_write_member (LnetSession *self, const LnetId *member);
/** The sentence that says why something cannot be written here, and what to do. */
const char *lnet_session_get_why_not (LnetSession *self);

/** Forgets whom was searched and filtered for last: it may say the name of somebody who was erased. Fields that still
 * show it empty themselves. */
void lnet_session_forget_search (LnetSession *self);

/**
 * lnet_session_commit:
 * @transaction: (transfer full)
 * @toast: (nullable): what to say when it is done ("Ana Begay is in the Trash"), with an Undo button; NULL for nothing
 *
 * Commits, and shows a dialog when that failed. Nothing more is needed of the caller: views follow
 * LnetStore::changed.
 */
void lnet_session_commit (LnetSession *self, LnetTransaction *transaction, const char *toast);

/** As lnet_session_commit(), for callers who wait: a failure is shown already when @callback is called. */
void lnet_session_commit_async (LnetSession *self, LnetTransaction *transaction, const char *toast,
                                GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean lnet_session_commit_finish (LnetSession *self, GAsyncResult *result, LnetId *group, GError **error);

/* In a network that can only be read (lnet_store_get_read_only()) what edits is turned off; a commit that is tried all
 * the same fails as any other. */

gboolean lnet_session_get_read_only (LnetSession *self);

/** Turns off, when nothing can be written, the actions of @widget's own class but for @reading (nullable, ended by
 * NULL). */
void lnet_session_guard_actions (LnetSession *self, GtkWidget *widget, const char *const *reading);

/** gtk_widget_action_set_enabled() for an action that edits: off when nothing can be written. */
void lnet_session_enable_action (LnetSession *self, GtkWidget *widget, const char *action, gboolean enabled);

/** A passing message without Undo. */
void lnet_session_say (LnetSession *self, const char *message);

/** Something failed: the window shows @error's sentence under @heading. */
void lnet_session_fail (LnetSession *self, const char *heading, const GError *error);

/** Opens another room at a place: ("members", member id as text), ("certificates", enrolment id), ("vision", passage id) … */
void lnet_session_go_to (LnetSession *self, const char *room, const char *place);

G_END_DECLS
