/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-message-reach.h"
#include "lnet-transaction.h"

G_BEGIN_DECLS

/**
 * LnetMessageRound:
 *
 * A message that was handed over for sending, as it is remembered: the program itself sends nothing. Staff space.
 */
typedef struct
{
  LnetId id;
  LnetMessageChannel channel;
  char *subject;     /* of an e-mail, or NULL */
  char *body;
  char *sent_at;     /* "2026-11-24T18:00" */
  LnetId sender;     /* a member; null: nobody said */
  char *sender_name; /* "" when nobody said */
  char *hand_over;   /* mail-program, text-program, copied */
  guint n_recipients;
} LnetMessageRound;

void lnet_message_round_free (LnetMessageRound *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetMessageRound, lnet_message_round_free)

/** The subject, or the first line. Returns: (transfer full): "…" when there are no words */
char *lnet_message_round_dup_title (const LnetMessageRound *self);

/** All rounds, the newest first. For workers. Returns: (transfer full) (element-type LnetMessageRound) (nullable) */
GPtrArray *lnet_message_rounds_list (LnetReader *reader, GError **error);

/** Returns: (transfer full) (nullable): NULL when there is none, or it is in the Trash */
LnetMessageRound *lnet_message_round_load (LnetReader *reader, const LnetId *id, GError **error);

/** Who it went to, by name: also those who are in the Trash by now. For workers.
 * Returns: (transfer full) (element-type LnetMemberInfo) (nullable) */
GPtrArray *lnet_message_round_load_recipients (LnetReader *reader, const LnetId *id, GError **error);

/** As lnet_message_round_load_recipients(), in a worker. */
void lnet_message_round_load_recipients_async (LnetStore *store, const LnetId *id, GCancellable *cancellable,
                                               GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *lnet_message_round_load_recipients_finish (LnetStore *store, GAsyncResult *result, GError **error);

/**
 * lnet_message_round_log:
 * @reach: whoever gets it as chosen
 * @sender: (nullable)
 * @sent_at: "2026-11-24T18:00"
 *
 * That the message was handed over, as one act. Returns: (transfer full)
 */
LnetTransaction *lnet_message_round_log (const LnetMessageReach *reach, const char *subject, const char *body,
                                         const LnetId *sender, const char *hand_over, const char *sent_at);

G_END_DECLS
