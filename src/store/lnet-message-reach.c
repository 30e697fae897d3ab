/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-message-reach.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-contact.h"
#include "lnet-member-choices.h"
#include "lnet-name.h"
#include "lnet-statements.h"
#include "lnet-worker.h"

/* Loading blocks; in a worker. */

static const LnetStatement member_statement = {
  "message-member",
  "SELECT id, preferred_name, legal_first, legal_last, status, language FROM member WHERE pk = ?1 AND deleted = 0",
  NULL,
};
static const LnetStatement channels_statement = {
  "message-channels",
  "SELECT kind, label, value, preferred FROM channel WHERE member = ?1 AND deleted = 0 AND value IS NOT NULL "
  "ORDER BY preferred DESC, pk",
  NULL,
};
static const LnetStatement consent_statement = {
  "message-consent",
  "SELECT c.given, c.on_date FROM consent AS c WHERE c.member = ?1 AND c.purpose = 'text-messages' AND c.deleted = 0 "
  "AND NOT EXISTS (SELECT 1 FROM consent AS n WHERE n.corrects = c.id AND n.deleted = 0) "
  "ORDER BY coalesce (c.on_date, '') DESC, c.pk DESC LIMIT 1",
  NULL,
};
static const LnetStatement refused_statement = {
  "message-refused",
  "SELECT c.member, h.value FROM consent AS c CROSS JOIN channel AS h ON h.member = c.member "
  "WHERE c.purpose = 'text-messages' AND c.given = 0 AND c.deleted = 0 AND h.kind = 'phone' AND h.deleted = 0 "
  "AND NOT EXISTS (SELECT 1 FROM consent AS d WHERE d.corrects = c.id AND d.deleted = 0) "
  "AND NOT EXISTS (SELECT 1 FROM consent AS n WHERE n.member = c.member AND n.purpose = c.purpose AND n.deleted = 0 "
  "  AND NOT EXISTS (SELECT 1 FROM consent AS d WHERE d.corrects = n.id AND d.deleted = 0) "
  "  AND (coalesce (n.on_date, ''), n.pk) > (coalesce (c.on_date, ''), c.pk))",
  "every no to text messages, once, in a worker",
};

const LnetStatement *const lnet_message_reach_statements[] = {
  &member_statement, &channels_statement, &consent_statement, &refused_statement, NULL
};

const char *
lnet_message_channel_to_key (LnetMessageChannel channel)
{
  return channel == LNET_MESSAGE_EMAIL ? "email" : "text-message";
}

LnetMessageChannel
lnet_message_channel_from_key (const char *key)
{
  return g_strcmp0 (key, "email") == 0 ? LNET_MESSAGE_EMAIL : LNET_MESSAGE_TEXT;
}

static void
reach_member_free (gpointer data)
{
  LnetReachMember *member = data;

  for (guint i = 0; i < LNET_MESSAGE_N_CHANNELS; i++)
    {
      g_free (member->addresses[i]);
      g_free (member->keys[i]);
    }
  g_free (member->name);
  g_free (member->language);
  g_free (member->took_back_on);
  g_free (member->refused_by);
  g_free (member);
}

void
lnet_message_reach_free (LnetMessageReach *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->members);
  g_free (self);
}

/* --- reading --- */

/* How good a phone is for text messages: 0 for not at all. */
static guint
rate_phone (const char *label,
            gboolean    preferred)
{
  if (g_strcmp0 (label, "mobile") == 0)
    return preferred ? 4 : 3;
  if (preferred)
    return 2;
  return label == NULL || *label == '\0' ? 1 : 0;
}

/* A number with an extension is that of a switchboard. */
static char *
dup_text_key (const char *value)
{
  g_autofree char *key = lnet_phone_normalize (value);

  return key != NULL && strchr (key, ';') == NULL ? g_steal_pointer (&key) : NULL;
}

/* Takes @value when it is better than what was there. @rating: of what is there, 0 for nothing. */
static void
offer_address (LnetReachMember    *member,
               LnetMessageChannel  channel,
               const char         *value,
               guint               rating,
               guint              *best)
{
  g_autofree char *key = channel == LNET_MESSAGE_EMAIL ? lnet_email_normalize (value) : dup_text_key (value);

  if (key == NULL && member->addresses[channel] == NULL)
    member->addresses[channel] = g_strdup (value);
  if (key == NULL || rating <= *best)
    return;
  *best = rating;
  g_free (member->addresses[channel]);
  g_free (member->keys[channel]);
  member->addresses[channel] = channel == LNET_MESSAGE_EMAIL ? lnet_email_tidy (value) : lnet_phone_tidy (value);
  member->keys[channel] = g_steal_pointer (&key);
}

static gboolean
read_channels (LnetReader       *reader,
               LnetReachMember  *member,
               GError          **error)
{
  LnetRows *rows = lnet_reader_query (reader, &channels_statement);
  guint best[LNET_MESSAGE_N_CHANNELS] = { 0 };

  lnet_rows_bind_id (rows, 1, &member->id);
  while (lnet_rows_step (rows))
    {
      gboolean is_email = g_str_equal (lnet_rows_text (rows, 0), "email");
      LnetMessageChannel channel = is_email ? LNET_MESSAGE_EMAIL : LNET_MESSAGE_TEXT;
      guint rating = is_email ? 1 : rate_phone (lnet_rows_text (rows, 1), lnet_rows_integer (rows, 3) != 0);

      if (rating > 0)
        offer_address (member, channel, lnet_rows_text (rows, 2), rating, &best[channel]);
    }
  return lnet_rows_end (rows, error);
}

static gboolean
read_consent (LnetReader       *reader,
              LnetReachMember  *member,
              GError          **error)
{
  LnetRows *rows = lnet_reader_query (reader, &consent_statement);

  lnet_rows_bind_id (rows, 1, &member->id);
  member->can[LNET_MESSAGE_TEXT] = LNET_REACH_NO_CONSENT;
  if (lnet_rows_step (rows))
    {
      gboolean given = lnet_rows_integer (rows, 0) != 0;

      member->can[LNET_MESSAGE_TEXT] = given ? LNET_REACH_YES : LNET_REACH_TOOK_BACK;
      member->took_back_on = given ? NULL : lnet_rows_dup_text (rows, 1);
    }
  return lnet_rows_end (rows, error);
}

static void
settle (LnetReachMember *member,
        gboolean         left)
{
  for (guint i = 0; i < LNET_MESSAGE_N_CHANNELS; i++)
    if (left)
      member->can[i] = LNET_REACH_LEFT;
    else if (member->can[i] == LNET_REACH_YES && member->keys[i] == NULL)
      member->can[i] = member->addresses[i] != NULL ? LNET_REACH_INVALID : LNET_REACH_NO_ADDRESS;
}

/* NULL without an error when the row has gone. */
static LnetReachMember *
read_member (LnetReader  *reader,
             gint64       pk,
             gboolean    *left,
             GError     **error)
{
  LnetRows *rows = lnet_reader_query (reader, &member_statement);
  LnetReachMember *member = NULL;

  lnet_rows_bind_integer (rows, 1, pk);
  if (lnet_rows_step (rows))
    {
      member = g_new0 (LnetReachMember, 1);
      member->id = lnet_rows_id (rows, 0);
      member->name = lnet_name_display (lnet_rows_text (rows, 1), lnet_rows_text (rows, 2), lnet_rows_text (rows, 3));
      if (*member->name == '\0')
        g_set_str (&member->name, _("Name not known"));
      *left = g_str_equal (lnet_rows_text (rows, 4), "left");
      member->language = lnet_rows_dup_text (rows, 5);
    }
  if (lnet_rows_end (rows, error))
    return member;
  g_clear_pointer (&member, reach_member_free);
  return NULL;
}

static gboolean
add_member (LnetMessageReach  *self,
            LnetReader        *reader,
            gint64             pk,
            GError           **error)
{
  g_autoptr (GError) failure = NULL;
  gboolean left = FALSE;
  LnetReachMember *member = read_member (reader, pk, &left, &failure);

  if (member != NULL)
    {
      g_ptr_array_add (self->members, member);
      if (read_consent (reader, member, &failure) && read_channels (reader, member, &failure))
        settle (member, left);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Numbers on which somebody wants no texts: normal number → LnetId. Returns: (transfer full) (nullable) */
static GHashTable *
load_refused (LnetReader  *reader,
              GError     **error)
{
  g_autoptr (GHashTable) refused = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  LnetRows *rows = lnet_reader_query (reader, &refused_statement);

  while (lnet_rows_step (rows))
    {
      LnetId id = lnet_rows_id (rows, 0);
      char *key = lnet_phone_normalize (lnet_rows_text (rows, 1));

      if (key != NULL)
        g_hash_table_insert (refused, key, lnet_id_copy (&id));
    }
  return lnet_rows_end (rows, error) ? g_steal_pointer (&refused) : NULL;
}

static gboolean
honour_refusals (LnetMessageReach  *self,
                 LnetReader        *reader,
                 GError           **error)
{
  g_autoptr (GHashTable) refused = load_refused (reader, error);

  for (guint i = 0; refused != NULL && i < self->members->len; i++)
    {
      LnetReachMember *member = g_ptr_array_index (self->members, i);
      const LnetId *who = NULL;

      if (member->can[LNET_MESSAGE_TEXT] == LNET_REACH_YES)
        who = g_hash_table_lookup (refused, member->keys[LNET_MESSAGE_TEXT]);
      if (who == NULL)
        continue;
      member->can[LNET_MESSAGE_TEXT] = LNET_REACH_REFUSED;
      member->refused_by = lnet_members_dup_name (reader, who);
    }
  return refused != NULL;
}

static int
compare_pks (gconstpointer a,
             gconstpointer b)
{
  gint64 one = *(const gint64 *) a;
  gint64 other = *(const gint64 *) b;

  return (one > other) - (one < other);
}

static LnetMemberOrder *
keep_ids (LnetReader      *reader,
          LnetMemberOrder *all,
          GArray          *ids)
{
  g_autoptr (GArray) pks = g_array_sized_new (FALSE, FALSE, sizeof (gint64), ids->len);

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 pk = lnet_members_find_pk (reader, &g_array_index (ids, LnetId, i));

      if (pk > 0)
        g_array_append_val (pks, pk);
    }
  g_array_sort (pks, compare_pks);
  return lnet_member_order_keep (all, pks, TRUE);
}

static LnetMemberOrder *
load_order (LnetReader              *reader,
            const LnetMemberFilter  *filter,
            const char              *typed,
            GArray                  *ids,
            GError                 **error)
{
  g_autoptr (LnetMemberOrder) all = lnet_members_load_order (reader, 0, error);
  g_autoptr (LnetMemberOrder) kept = NULL;

  if (all == NULL)
    return NULL;
  if (ids != NULL)
    return keep_ids (reader, all, ids);
  kept = filter != NULL ? lnet_members_keep (reader, all, filter, NULL, error) : lnet_member_order_ref (all);
  return kept != NULL ? lnet_members_filter_order (reader, kept, typed, error) : NULL;
}

LnetMessageReach *
lnet_message_reach_load (LnetReader              *reader,
                         const LnetMemberFilter  *filter,
                         const char              *typed,
                         GArray                  *ids,
                         LnetMemberOrder         *order,
                         GError                 **error)
{
  g_autoptr (LnetMemberOrder) them = order != NULL ? lnet_member_order_ref (order)
                                                   : load_order (reader, filter, typed, ids, error);
  g_autoptr (LnetMessageReach) self = NULL;

  if (them == NULL)
    return NULL;
  self = g_new0 (LnetMessageReach, 1);
  self->members = g_ptr_array_new_full (lnet_member_order_get_n (them), reach_member_free);
  for (guint i = 0; i < lnet_member_order_get_n (them); i++)
    if (!add_member (self, reader, lnet_member_order_get_pk (them, i), error))
      return NULL;
  if (!honour_refusals (self, reader, error))
    return NULL;
  lnet_message_reach_choose (self, LNET_MESSAGE_TEXT, NULL);
  return g_steal_pointer (&self);
}

/* --- in a worker --- */

typedef struct
{
  LnetMemberFilter *filter;
  char *typed;
  GArray *ids;
  LnetMemberOrder *order;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  lnet_member_filter_free (question->filter);
  g_free (question->typed);
  g_clear_pointer (&question->ids, g_array_unref);
  lnet_member_order_unref (question->order);
  g_free (question);
}

static void
load_in_worker (GTask        *task,
                gpointer      store,
                gpointer      data,
                GCancellable *cancellable)
{
  Question *question = data;
  GError *error = NULL;
  g_autoptr (LnetReader) reader = lnet_store_open_reader (store, &error);
  LnetMessageReach *reach = NULL;

  if (reader != NULL)
    {
      lnet_reader_set_cancellable (reader, cancellable);
      reach = lnet_message_reach_load (reader, question->filter, question->typed, question->ids, question->order,
                                       &error);
    }
  if (reach != NULL)
    g_task_return_pointer (task, reach, (GDestroyNotify) lnet_message_reach_free);
  else
    g_task_return_error (task, error);
}

void
lnet_message_reach_load_async (LnetStore              *store,
                               const LnetMemberFilter *filter,
                               const char             *typed,
                               GArray                 *ids,
                               LnetMemberOrder        *order,
                               GCancellable           *cancellable,
                               GAsyncReadyCallback     callback,
                               gpointer                user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  Question *question = g_new0 (Question, 1);

  question->filter = filter != NULL ? lnet_member_filter_copy (filter) : NULL;
  question->typed = g_strdup (typed);
  question->ids = ids != NULL ? g_array_copy (ids) : NULL;
  question->order = order != NULL ? lnet_member_order_ref (order) : NULL;
  g_task_set_source_tag (task, lnet_message_reach_load_async);
  g_task_set_task_data (task, question, question_free);
  lnet_worker_run (task, load_in_worker);
}

LnetMessageReach *
lnet_message_reach_load_finish (LnetStore     *store,
                                GAsyncResult  *result,
                                GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
