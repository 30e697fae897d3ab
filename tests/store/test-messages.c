/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who can be reached, how, and why not; what is remembered of a message. */

#include "config.h"

#include "lnet-history.h"
#include "lnet-member.h"
#include "lnet-message-round.h"
#include "network-fixture.h"

static LnetId
add_channel (LnetTransaction *transaction,
             const LnetId    *member,
             const char      *kind,
             const char      *label,
             const char      *value,
             gboolean         preferred)
{
  LnetId id = lnet_transaction_add (transaction, LNET_TABLE_CHANNEL, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_set_id (transaction, LNET_CHANNEL_MEMBER, &id, member);
  lnet_transaction_set_text (transaction, LNET_CHANNEL_KIND, &id, kind);
  lnet_transaction_set_text (transaction, LNET_CHANNEL_LABEL, &id, label);
  lnet_transaction_set_text (transaction, LNET_CHANNEL_VALUE, &id, value);
  lnet_transaction_set_integer (transaction, LNET_CHANNEL_PREFERRED, &id, preferred);
  return id;
}

static LnetId
add_consent (LnetTransaction *transaction,
             const LnetId    *member,
             gboolean         given,
             const char      *date,
             const LnetId    *corrects)
{
  LnetId id = lnet_transaction_add (transaction, LNET_TABLE_CONSENT, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_set_id (transaction, LNET_CONSENT_MEMBER, &id, member);
  lnet_transaction_set_text (transaction, LNET_CONSENT_PURPOSE, &id, "text-messages");
  lnet_transaction_set_integer (transaction, LNET_CONSENT_GIVEN, &id, given);
  lnet_transaction_set_text (transaction, LNET_CONSENT_ON_DATE, &id, date);
  if (corrects != NULL)
    lnet_transaction_set_id (transaction, LNET_CONSENT_CORRECTS, &id, corrects);
  return id;
}

/* Somebody with one phone and one e-mail address (either may be NULL) who said yes to text messages. */
static LnetId
add_member (LnetTransaction *transaction,
            const char      *first,
            const char      *language,
            const char      *phone,
            const char      *email)
{
  LnetId id = put_member (transaction, first, "Lander");

  lnet_transaction_set_text (transaction, LNET_MEMBER_LANGUAGE, &id, language);
  if (phone != NULL)
    add_channel (transaction, &id, "phone", "mobile", phone, FALSE);
  if (email != NULL)
    add_channel (transaction, &id, "email", NULL, email, FALSE);
  add_consent (transaction, &id, TRUE, "2025-01-01", NULL);
  return id;
}

static LnetMessageReach *
load (Network *network)
{
  g_autoptr (LnetReader) reader = lnet_store_open_reader (network->store, &network->error);
  LnetMessageReach *reach = lnet_message_reach_load (reader, NULL, NULL, NULL, NULL, &network->error);

  g_assert_no_error (network->error);
  return reach;
}

/* "Ana: (307) 555-0101" a line, of everybody. */
static char *
describe (LnetMessageReach   *reach,
          LnetMessageChannel  channel,
          const char         *language)
{
  g_autoptr (GString) text = g_string_new (NULL);

  lnet_message_reach_choose (reach, channel, language);
  for (guint i = 0; i < reach->members->len; i++)
    {
      const LnetReachMember *member = g_ptr_array_index (reach->members, i);
      g_autofree char *words = lnet_message_reach_describe (reach, i, "2026-11-26");

      g_string_append_printf (text, "%s: %s\n", member->name, words);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
assert_reach (Network            *network,
              LnetMessageChannel  channel,
              const char         *expected,
              guint               n_reached,
              guint               n_addresses)
{
  g_autoptr (LnetMessageReach) reach = load (network);
  g_autofree char *text = describe (reach, channel, NULL);

  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpuint (reach->n_reached, ==, n_reached);
  g_assert_cmpuint (reach->n_addresses, ==, n_addresses);
}

/* The newest by date counts, and what was corrected does not. */
static void
test_consent (Network       *network,
              gconstpointer  data)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");
  LnetId ana = add_member (transaction, "Ana", NULL, "3075550101", NULL);
  LnetId bo = add_member (transaction, "Bo", NULL, "3075550102", NULL);
  LnetId cy = add_member (transaction, "Cy", NULL, "3075550103", NULL);
  LnetId dee = add_member (transaction, "Dee", NULL, "3075550104", NULL);
  LnetId eve = put_member (transaction, "Eve", "Lander");
  LnetId flo = put_member (transaction, "Flo", "Lander");
  LnetId slip;

  /* took it back */
  add_consent (transaction, &ana, FALSE, "2026-11-03", NULL);
  /* took it back, and came again; written down in another order than it was said */
  add_consent (transaction, &bo, TRUE, "2026-09-01", NULL);
  add_consent (transaction, &bo, FALSE, "2026-03-03", NULL);
  /* a no that was written down by mistake */
  slip = add_consent (transaction, &cy, FALSE, "2026-03-03", NULL);
  add_consent (transaction, &cy, TRUE, "2025-01-01", &slip);
  /* a yes that was one of another member */
  slip = add_consent (transaction, &dee, TRUE, "2026-05-01", NULL);
  add_consent (transaction, &dee, FALSE, "2026-05-01", &slip);
  /* never asked; asked for something else */
  add_channel (transaction, &eve, "phone", "mobile", "3075550105", TRUE);
  add_channel (transaction, &flo, "phone", "mobile", "3075550106", TRUE);
  slip = add_consent (transaction, &flo, TRUE, "2026-05-01", NULL);
  lnet_transaction_set_text (transaction, LNET_CONSENT_PURPOSE, &slip, "photos");
  network_commit (network, transaction, NULL);

  assert_reach (network, LNET_MESSAGE_TEXT,
                "Ana: Wants no text messages · Tue 3 Nov\n"
                "Bo: (307) 555-0102\n"
                "Cy: (307) 555-0103\n"
                "Dee: Wants no text messages · 1 May 2026\n"
                "Eve: Has not said yes to text messages\n"
                "Flo: Has not said yes to text messages\n", 2, 2);
}

/* Who has one telephone with somebody who wants no texts gets none, as long as that one wants none. */
static void
test_refused (Network       *network,
              gconstpointer  data)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");
  g_autoptr (LnetTransaction) back = lnet_transaction_new ("member-edit");
  LnetId bo;

  add_member (transaction, "Ana", NULL, "(307) 555-0101", NULL);
  bo = add_member (transaction, "Bo", NULL, "307-555-0101", NULL);
  add_member (transaction, "Cy", NULL, "3075550103", NULL);
  add_consent (transaction, &bo, FALSE, "2026-11-03", NULL);
  network_commit (network, transaction, NULL);
  assert_reach (network, LNET_MESSAGE_TEXT,
                "Ana: Shares a number with Bo, who wants no text messages\n"
                "Bo: Wants no text messages · Tue 3 Nov\n"
                "Cy: (307) 555-0103\n", 1, 1);
  add_consent (back, &bo, TRUE, "2026-11-20", NULL);
  network_commit (network, back, NULL);
  assert_reach (network, LNET_MESSAGE_TEXT,
                "Ana: (307) 555-0101\n"
                "Bo: Shares a number with Ana: it is sent once\n"
                "Cy: (307) 555-0103\n", 3, 2);
}

/* A mobile number first; a switchboard or a phone at work never by itself. */
static void
test_phones (Network       *network,
             gconstpointer  data)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");
  LnetId ana = add_member (transaction, "Ana", NULL, NULL, NULL);
  LnetId bo = add_member (transaction, "Bo", NULL, NULL, NULL);
  LnetId cy = add_member (transaction, "Cy", NULL, NULL, NULL);
  LnetId dee = add_member (transaction, "Dee", NULL, NULL, NULL);
  LnetId eve = add_member (transaction, "Eve", NULL, NULL, NULL);
  LnetId flo = add_member (transaction, "Flo", NULL, "307 555", NULL);

  add_channel (transaction, &ana, "phone", "work", "3075550100", TRUE);
  add_channel (transaction, &ana, "phone", "mobile", "3075550101", FALSE);
  add_channel (transaction, &bo, "phone", "home", "3075550102", TRUE);
  add_channel (transaction, &bo, "phone", NULL, "3075550103", FALSE);
  add_channel (transaction, &cy, "phone", "work", "3075550104", FALSE);
  add_channel (transaction, &cy, "phone", NULL, "3075550105", FALSE);
  add_channel (transaction, &dee, "phone", "work", "3075550106", FALSE);
  add_channel (transaction, &eve, "phone", "mobile", "3075550107 ext. 12", TRUE);
  add_channel (transaction, &flo, "phone", "mobile", "+52 55 1234 5678", FALSE);
  network_commit (network, transaction, NULL);

  assert_reach (network, LNET_MESSAGE_TEXT,
                "Ana: (307) 555-0101\n"
                "Bo: (307) 555-0102\n"
                "Cy: (307) 555-0105\n"
                "Dee: No number for text messages\n"
                "Eve: “3075550107 ext. 12” is no number for text messages\n"
                "Flo: +52 55 1234 5678\n", 4, 4);
}

/* An address however it is written is one; who left, and who is in the Trash, gets nothing. */
static void
test_mail (Network       *network,
           gconstpointer  data)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");
  LnetId bo, gone, left;

  add_member (transaction, "Ana", NULL, "3075550101", "Ana@example.org");
  bo = add_member (transaction, "Bo", NULL, "(307) 555-0101", "nobody");
  add_channel (transaction, &bo, "email", "work", " <ANA@example.org> ", FALSE);
  add_member (transaction, "Cy", NULL, NULL, "cy@example.org\nBcc: x@example.org");
  add_member (transaction, "Dee", NULL, NULL, NULL);
  left = add_member (transaction, "Eve", NULL, "3075550105", "eve@example.org");
  lnet_transaction_set_text (transaction, LNET_MEMBER_STATUS, &left, "left");
  gone = add_member (transaction, "Flo", NULL, "3075550106", "flo@example.org");
  network_commit (network, transaction, NULL);
  g_clear_pointer (&transaction, lnet_transaction_unref);
  transaction = lnet_transaction_new ("member-delete");
  lnet_transaction_delete (transaction, LNET_TABLE_MEMBER, &gone);
  network_commit (network, transaction, NULL);

  assert_reach (network, LNET_MESSAGE_EMAIL,
                "Ana: Ana@example.org\n"
                "Bo: Shares an address with Ana: it is sent once\n"
                "Cy: “cy@example.org\nBcc: x@example.org” is no e-mail address\n"
                "Dee: No e-mail address\n"
                "Eve: Left the network\n", 2, 1);
  assert_reach (network, LNET_MESSAGE_TEXT,
                "Ana: (307) 555-0101\n"
                "Bo: Shares a number with Ana: it is sent once\n"
                "Cy: No number for text messages\n"
                "Dee: No number for text messages\n"
                "Eve: Left the network\n", 2, 1);
}

/* Who shares a number with one who is left out gets it. */
static void
test_languages (Network       *network,
                gconstpointer  data)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");
  g_autoptr (LnetMessageReach) reach = NULL;
  g_auto (GStrv) languages = NULL;
  g_auto (GStrv) addresses = NULL;
  g_autofree char *joined = NULL;
  g_autofree char *text = NULL;

  add_member (transaction, "Ana", "en", "3075550101", NULL);
  add_member (transaction, "Bo", "es", "3075550101", NULL);
  add_member (transaction, "Cy", "es", "3075550103", NULL);
  add_member (transaction, "Dee", NULL, "3075550104", NULL);
  add_member (transaction, "Eve", "vi", NULL, NULL);
  network_commit (network, transaction, NULL);

  reach = load (network);
  languages = lnet_message_reach_dup_languages (reach, LNET_MESSAGE_TEXT);
  joined = g_strjoinv ("|", languages);
  g_assert_cmpstr (joined, ==, "es|en|");
  g_assert_cmpuint (lnet_message_reach_count (reach, LNET_MESSAGE_TEXT), ==, 4);
  g_assert_cmpuint (lnet_message_reach_count (reach, LNET_MESSAGE_EMAIL), ==, 0);
  g_assert_cmpuint (lnet_message_reach_count_language (reach, LNET_MESSAGE_TEXT, "es"), ==, 2);
  text = describe (reach, LNET_MESSAGE_TEXT, "es");
  g_assert_cmpstr (text, ==,
                   "Ana: Prefers another language: English\n"
                   "Bo: (307) 555-0101\n"
                   "Cy: (307) 555-0103\n"
                   "Dee: Language not known\n"
                   "Eve: No number for text messages\n");
  g_assert_cmpuint (reach->n_reached, ==, 2);
  addresses = lnet_message_reach_dup_addresses (reach);
  g_assert_cmpuint (g_strv_length (addresses), ==, 2);
  lnet_message_reach_choose (reach, LNET_MESSAGE_TEXT, "");
  g_assert_cmpuint (reach->n_reached, ==, 1);
}

static LnetMessageReach *
load_some (Network          *network,
           LnetMemberFilter *filter,
           const char       *typed,
           GArray           *ids)
{
  g_autoptr (LnetReader) reader = lnet_store_open_reader (network->store, &network->error);
  LnetMessageReach *reach = lnet_message_reach_load (reader, filter, typed, ids, NULL, &network->error);

  g_assert_no_error (network->error);
  return reach;
}

/* Those of a filter and a search, or the ones that are named; by name. */
static void
test_sets (Network       *network,
           gconstpointer  data)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");
  LnetId ana = add_member (transaction, "Ana", "en", "3075550101", NULL);
  LnetId bo = add_member (transaction, "Bo", "es", "3075550102", NULL);
  LnetId nobody = lnet_id_new ();
  g_autoptr (LnetMemberFilter) filter = lnet_member_filter_new ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (LnetId));
  g_autoptr (LnetMessageReach) filtered = NULL;
  g_autoptr (LnetMessageReach) searched = NULL;
  g_autoptr (LnetMessageReach) named = NULL;

  add_member (transaction, "Bonnie", "en", "3075550103", NULL);
  network_commit (network, transaction, NULL);

  lnet_member_filter_add (filter, LNET_MEMBER_FILTER_LANGUAGE, "en");
  filtered = load_some (network, filter, NULL, NULL);
  g_assert_cmpuint (filtered->members->len, ==, 2);
  searched = load_some (network, filter, "bo", NULL);
  g_assert_cmpuint (searched->members->len, ==, 1);
  g_assert_cmpstr (((LnetReachMember *) searched->members->pdata[0])->name, ==, "Bonnie");
  g_array_append_val (ids, bo);
  g_array_append_val (ids, nobody);
  g_array_append_val (ids, ana);
  g_array_append_val (ids, bo);
  named = load_some (network, NULL, NULL, ids);
  g_assert_cmpuint (named->members->len, ==, 2);
  g_assert_true (lnet_id_equal (&((LnetReachMember *) named->members->pdata[0])->id, &ana));
}

static GPtrArray *
list_rounds (Network *network)
{
  GPtrArray *rounds = lnet_message_rounds_list (lnet_store_get_reader (network->store), &network->error);

  g_assert_no_error (network->error);
  return rounds;
}

static guint
count_events (Network      *network,
              const LnetId *member,
              const char   *words)
{
  g_autoptr (LnetMember) loaded = lnet_member_load (lnet_store_get_reader (network->store), member, NULL);
  g_autoptr (GPtrArray) timeline = lnet_member_get_timeline (loaded);
  guint n = 0;

  for (guint i = 0; i < timeline->len; i++)
    {
      const LnetMemberEvent *event = g_ptr_array_index (timeline, i);

      n += event->kind == LNET_MEMBER_EVENT_MESSAGE && g_str_equal (event->text, words);
    }
  return n;
}

/* One act: in the list, in the history, in the life of each who got it; and one undo. */
static void
test_log (Network       *network,
          gconstpointer  data)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");
  LnetId ana = add_member (transaction, "Ana", NULL, "3075550101", "ana@example.org");
  LnetId bo = add_member (transaction, "Bo", NULL, "3075550101", NULL);
  LnetId cy = put_member (transaction, "Cy", "Lander");
  g_autoptr (LnetTransaction) log = NULL;
  g_autoptr (LnetMessageReach) reach = NULL;
  g_autoptr (GPtrArray) rounds = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) recipients = NULL;
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (LnetMessageRound) round = NULL;
  LnetReader *reader;
  LnetId group;

  network_commit (network, transaction, NULL);
  reach = load (network);
  log = lnet_message_round_log (reach, "not for a text", "See you Friday.\nBring a friend.", &cy, "text-program",
                                "2026-11-26T09:30");
  network_commit (network, log, &group);
  rounds = list_rounds (network);
  g_assert_cmpuint (rounds->len, ==, 1);
  reader = lnet_store_get_reader (network->store);
  round = lnet_message_round_load (reader, &((LnetMessageRound *) rounds->pdata[0])->id, &network->error);
  g_assert_no_error (network->error);
  g_assert_cmpint (round->channel, ==, LNET_MESSAGE_TEXT);
  g_assert_null (round->subject);
  g_assert_cmpstr (round->body, ==, "See you Friday.\nBring a friend.");
  g_assert_cmpstr (round->sent_at, ==, "2026-11-26T09:30");
  g_assert_cmpstr (round->sender_name, ==, "Cy");
  g_assert_cmpstr (round->hand_over, ==, "text-program");
  /* who shares the number was reached, too */
  g_assert_cmpuint (round->n_recipients, ==, 2);
  recipients = lnet_message_round_load_recipients (reader, &round->id, &network->error);
  g_assert_cmpuint (recipients->len, ==, 2);
  g_assert_cmpstr (((LnetMemberInfo *) recipients->pdata[1])->name, ==, "Bo");
  g_assert_cmpuint (count_events (network, &ana, "Was sent a text message: “See you Friday. Bring a friend.”"), ==, 1);
  g_assert_cmpuint (count_events (network, &cy, "Was sent a text message: “See you Friday. Bring a friend.”"), ==, 0);
  history = lnet_history_list (reader, 0, 1, &network->error);
  g_assert_cmpstr (((LnetHistoryEntry *) history->pdata[0])->act, ==, "message-send");
  g_ptr_array_set_free_func (history, (GDestroyNotify) lnet_history_entry_free);

  g_assert_true (lnet_store_undo_group (network->store, &group, NULL, &network->error));
  none = list_rounds (network);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (count_events (network, &ana, "Was sent a text message: “See you Friday. Bring a friend.”"), ==, 0);
  g_assert_null (lnet_message_round_load (reader, &round->id, &network->error));
  g_assert_no_error (network->error);
  g_assert_true (lnet_id_equal (&bo, &((LnetMemberInfo *) recipients->pdata[1])->id));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/messages/consent", Network, NULL, network_set_up, test_consent, network_tear_down);
  g_test_add ("/messages/refused", Network, NULL, network_set_up, test_refused, network_tear_down);
  g_test_add ("/messages/phones", Network, NULL, network_set_up, test_phones, network_tear_down);
  g_test_add ("/messages/mail", Network, NULL, network_set_up, test_mail, network_tear_down);
  g_test_add ("/messages/languages", Network, NULL, network_set_up, test_languages, network_tear_down);
  g_test_add ("/messages/sets", Network, NULL, network_set_up, test_sets, network_tear_down);
  g_test_add ("/messages/log", Network, NULL, network_set_up, test_log, network_tear_down);
  return g_test_run ();
}
