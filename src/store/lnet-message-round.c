/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-message-round.h"

#include <string.h>

#include "lnet-statements.h"
#include "lnet-worker.h"

#define COLUMNS \
  "SELECT r.id, r.channel, r.subject, r.body, r.sent_at, r.sender, r.hand_over, " \
  "(SELECT count (*) FROM message_recipient AS m WHERE m.message_round = r.id AND m.deleted = 0) " \
  "FROM message_round AS r "

static const LnetStatement list_statement = {
  "message-rounds",
  COLUMNS "WHERE r.deleted = 0 ORDER BY r.sent_at DESC, r.pk DESC",
  "a network writes a few messages a week; in a worker",
};
static const LnetStatement round_statement = {
  "message-round",
  COLUMNS "WHERE r.id = ?1 AND r.deleted = 0",
  NULL,
};
static const LnetStatement recipients_statement = {
  "message-recipients",
  "SELECT member FROM message_recipient WHERE message_round = ?1 AND deleted = 0 ORDER BY pk",
  NULL,
};

const LnetStatement *const lnet_message_round_statements[] = {
  &list_statement, &round_statement, &recipients_statement, NULL
};

void
lnet_message_round_free (LnetMessageRound *self)
{
  if (self == NULL)
    return;
  g_free (self->subject);
  g_free (self->body);
  g_free (self->sent_at);
  g_free (self->sender_name);
  g_free (self->hand_over);
  g_free (self);
}

char *
lnet_message_round_dup_title (const LnetMessageRound *self)
{
  const char *words = self->subject != NULL ? self->subject : self->body;

  return words != NULL && *words != '\0' ? g_strndup (words, strcspn (words, "\n")) : g_strdup ("…");
}

static LnetMessageRound *
read_round (LnetRows *rows)
{
  LnetMessageRound *self = g_new0 (LnetMessageRound, 1);

  self->id = lnet_rows_id (rows, 0);
  self->channel = lnet_message_channel_from_key (lnet_rows_text (rows, 1));
  self->subject = lnet_rows_dup_text (rows, 2);
  self->body = lnet_rows_dup_text (rows, 3);
  self->sent_at = lnet_rows_dup_text (rows, 4);
  self->sender = lnet_rows_id (rows, 5);
  self->hand_over = lnet_rows_dup_text (rows, 6);
  self->n_recipients = (guint) lnet_rows_integer (rows, 7);
  return self;
}

static void
name_sender (LnetMessageRound *self,
             LnetReader       *reader)
{
  self->sender_name = lnet_id_is_null (&self->sender) ? g_strdup ("") : lnet_members_dup_name (reader, &self->sender);
}

GPtrArray *
lnet_message_rounds_list (LnetReader  *reader,
                          GError     **error)
{
  g_autoptr (GPtrArray) rounds = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_message_round_free);
  LnetRows *rows = lnet_reader_query (reader, &list_statement);

  while (lnet_rows_step (rows))
    g_ptr_array_add (rounds, read_round (rows));
  if (!lnet_rows_end (rows, error))
    return NULL;
  for (guint i = 0; i < rounds->len; i++)
    name_sender (g_ptr_array_index (rounds, i), reader);
  return g_steal_pointer (&rounds);
}

LnetMessageRound *
lnet_message_round_load (LnetReader    *reader,
                         const LnetId  *id,
                         GError       **error)
{
  LnetRows *rows = lnet_reader_query (reader, &round_statement);
  g_autoptr (LnetMessageRound) self = NULL;

  lnet_rows_bind_id (rows, 1, id);
  if (lnet_rows_step (rows))
    self = read_round (rows);
  if (!lnet_rows_end (rows, error))
    return NULL;
  if (self != NULL)
    name_sender (self, reader);
  return g_steal_pointer (&self);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_utf8_collate ((*(LnetMemberInfo *const *) a)->name, (*(LnetMemberInfo *const *) b)->name);
}

GPtrArray *
lnet_message_round_load_recipients (LnetReader    *reader,
                                    const LnetId  *id,
                                    GError       **error)
{
  g_autoptr (GPtrArray) recipients = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_member_info_free);
  LnetRows *rows = lnet_reader_query (reader, &recipients_statement);

  lnet_rows_bind_id (rows, 1, id);
  while (lnet_rows_step (rows))
    {
      LnetId member = lnet_rows_id (rows, 0);
      LnetMemberInfo *info = lnet_members_find (reader, &member);

      if (info != NULL)
        g_ptr_array_add (recipients, info);
    }
  if (!lnet_rows_end (rows, error))
    return NULL;
  g_ptr_array_sort (recipients, compare_names);
  return g_steal_pointer (&recipients);
}

static void
load_in_worker (GTask        *task,
                gpointer      store,
                gpointer      id,
                GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (LnetReader) reader = lnet_store_open_reader (store, &error);
  GPtrArray *recipients = NULL;

  if (reader != NULL)
    {
      lnet_reader_set_cancellable (reader, cancellable);
      recipients = lnet_message_round_load_recipients (reader, id, &error);
    }
  if (recipients != NULL)
    g_task_return_pointer (task, recipients, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
lnet_message_round_load_recipients_async (LnetStore           *store,
                                          const LnetId        *id,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, lnet_message_round_load_recipients_async);
  g_task_set_task_data (task, lnet_id_copy (id), g_free);
  lnet_worker_run (task, load_in_worker);
}

GPtrArray *
lnet_message_round_load_recipients_finish (LnetStore     *store,
                                           GAsyncResult  *result,
                                           GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

LnetTransaction *
lnet_message_round_log (const LnetMessageReach *reach,
                        const char             *subject,
                        const char             *body,
                        const LnetId           *sender,
                        const char             *hand_over,
                        const char             *sent_at)
{
  LnetTransaction *transaction = lnet_transaction_new ("message-send");
  LnetSpace staff = lnet_space (LNET_SPACE_STAFF);
  LnetId id = lnet_transaction_add (transaction, LNET_TABLE_MESSAGE_ROUND, staff);

  lnet_transaction_set_text (transaction, LNET_MESSAGE_ROUND_CHANNEL, &id,
                             lnet_message_channel_to_key (reach->channel));
  if (reach->channel == LNET_MESSAGE_EMAIL)
    lnet_transaction_set_text (transaction, LNET_MESSAGE_ROUND_SUBJECT, &id, subject);
  lnet_transaction_set_text (transaction, LNET_MESSAGE_ROUND_BODY, &id, body);
  lnet_transaction_set_text (transaction, LNET_MESSAGE_ROUND_SENT_AT, &id, sent_at);
  if (sender != NULL)
    lnet_transaction_set_id (transaction, LNET_MESSAGE_ROUND_SENDER, &id, sender);
  lnet_transaction_set_text (transaction, LNET_MESSAGE_ROUND_HAND_OVER, &id, hand_over);
  for (guint i = 0; i < reach->members->len; i++)
    {
      const LnetReachMember *member = g_ptr_array_index (reach->members, i);

      if (member->reason <= LNET_REACH_SHARES)
        lnet_transaction_add_to_set (transaction, LNET_MESSAGE_RECIPIENT_MEMBER, staff, &id, &member->id);
    }
  return transaction;
}
