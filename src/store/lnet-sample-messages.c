/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was written to a sample's members: only to who could be reached on that day. */

#include "config.h"

#include "lnet-sample-private.h"

static gboolean
gets (JsonObject             *row,
      const LnetSamplePerson *person,
      int                     day)
{
  const char *only = lnet_data_get_text (row, "only");
  const char *skip = lnet_data_get_text (row, "skip");

  if (person->joined >= day || person->leaves != NULL ||
      !lnet_sample_array_allows (lnet_sample_get_array (row, "regions"), person->region))
    return FALSE;
  if ((only != NULL && g_strcmp0 (person->language, only) != 0) || g_strcmp0 (person->language, skip) == 0)
    return FALSE;
  if (g_str_equal (lnet_data_get_text (row, "channel"), "email"))
    return person->email;
  return person->texts && (person->opted_out == 0 || person->opted_out > day);
}

static int
find_day (LnetSample *self,
          JsonObject *row,
          LnetId     *convening)
{
  const char *key = lnet_data_get_text (row, "convening");
  const LnetSampleConvening *found;

  *convening = lnet_id_null ();
  if (key == NULL)
    return lnet_data_get_integer (row, "on", 0);
  found = lnet_sample_get_convening (self, key);
  *convening = found->id;
  return found->day - lnet_data_get_integer (row, "before", 0);
}

static int
get_minute (const char *time)
{
  return (int) g_ascii_strtoll (time, NULL, 10) * 60 + (int) g_ascii_strtoll (time + 3, NULL, 10);
}

static void
add_message (LnetSample *self,
             JsonObject *row)
{
  LnetSpace staff = lnet_space (LNET_SPACE_STAFF);
  LnetId convening;
  int day = find_day (self, row, &convening);
  const char *time = lnet_data_get_text (row, "at");
  LnetSamplePerson *sender = lnet_sample_get_person (self, lnet_data_get_text (row, "by"));
  g_autofree char *sent_at = lnet_sample_date_time (self, day, time);
  LnetTransaction *tx = NULL;
  LnetId id = lnet_id_null ();

  for (guint i = 0; i < self->people->len; i++)
    {
      LnetSamplePerson *person = g_ptr_array_index (self->people, i);

      if (!gets (row, person, day))
        continue;
      if (tx == NULL)
        {
          tx = lnet_sample_act (self, "message-send", day, get_minute (time), sender);
          id = lnet_transaction_add (tx, LNET_TABLE_MESSAGE_ROUND, staff);
        }
      lnet_transaction_add_to_set (tx, LNET_MESSAGE_RECIPIENT_MEMBER, staff, &id, &person->id);
    }
  if (tx == NULL)
    return;
  lnet_transaction_set_text (tx, LNET_MESSAGE_ROUND_CHANNEL, &id, lnet_data_get_text (row, "channel"));
  lnet_transaction_set_text (tx, LNET_MESSAGE_ROUND_SUBJECT, &id, lnet_data_get_text (row, "subject"));
  lnet_transaction_set_text (tx, LNET_MESSAGE_ROUND_BODY, &id, lnet_data_get_text (row, "body"));
  lnet_transaction_set_text (tx, LNET_MESSAGE_ROUND_SENT_AT, &id, sent_at);
  lnet_transaction_set_id (tx, LNET_MESSAGE_ROUND_SENDER, &id, &sender->id);
  lnet_transaction_set_text (tx, LNET_MESSAGE_ROUND_HAND_OVER, &id, lnet_data_get_text (row, "hand-over"));
  lnet_transaction_set_id (tx, LNET_MESSAGE_ROUND_CONVENING, &id, &convening);
}

void
lnet_sample_add_messages (LnetSample *self)
{
  JsonArray *messages = json_object_get_array_member (self->data, "messages");

  for (guint i = 0; i < json_array_get_length (messages); i++)
    add_message (self, json_array_get_object_element (messages, i));
}
