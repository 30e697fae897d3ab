/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "network-fixture.h"

#include "lnet-order-key.h"
#include "lnet-vision-edit.h"

static LnetReader *
get_reader (Network *network)
{
  return lnet_store_get_reader (network->store);
}

/* The document, a line a block: its kind, its text, how many contributions it grew from. */
static char *
describe (Network      *network,
          const LnetId *document)
{
  g_autoptr (GPtrArray) blocks = lnet_vision_read_document (get_reader (network), document, &network->error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (network->error);
  for (guint i = 0; i < blocks->len; i++)
    {
      const LnetVisionBlock *block = blocks->pdata[i];

      g_string_append_printf (text, "%s %s %u\n", lnet_vision_kind_to_key (block->kind), block->text, block->n_words);
    }
  return g_string_free_and_steal (text);
}

static void
assert_document (Network      *network,
                 const LnetId *document,
                 const char   *expected)
{
  g_autofree char *text = describe (network, document);

  g_assert_cmpstr (text, ==, expected);
}

/* Two sections, three passages, in an order that is not the order they were made in. */
typedef struct
{
  LnetId document;
  LnetId sections[2];
  LnetId passages[3];
} Document;

static Document
add_document (Network *network)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("document-add");
  g_auto (GStrv) keys = lnet_order_keys_between (NULL, NULL, 2);
  Document document;

  document.document = lnet_transaction_add (transaction, LNET_TABLE_DOCUMENT, lnet_space (LNET_SPACE_NETWORK));
  lnet_transaction_set_text (transaction, LNET_DOCUMENT_TITLE, &document.document, "Path");
  document.sections[1] = lnet_vision_add_section (transaction, &document.document, keys[1], "End");
  document.sections[0] = lnet_vision_add_section (transaction, &document.document, keys[0], "Beginning");
  document.passages[1] = lnet_vision_add_passage (transaction, &document.sections[0], keys[1], LNET_VISION_QUOTE, "two");
  document.passages[0] = lnet_vision_add_passage (transaction, &document.sections[0], keys[0], LNET_VISION_TEXT, "one");
  document.passages[2] = lnet_vision_add_passage (transaction, &document.sections[1], keys[0], LNET_VISION_HEADING, "");
  network_commit (network, transaction, NULL);
  return document;
}

static LnetId
add_words (Network                *network,
           const LnetContribution *words)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("contribution-add");
  LnetId id = lnet_vision_write_contribution (transaction, NULL, words);

  network_commit (network, transaction, NULL);
  return id;
}

static void
link_words (Network      *network,
           const LnetId *passage,
           const LnetId *words)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("contribution-link");

  lnet_vision_link (transaction, passage, words);
  network_commit (network, transaction, NULL);
}

static void
delete (Network      *network,
        LnetTable     table,
        const LnetId *row)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("passage-delete");

  lnet_transaction_delete (transaction, table, row);
  network_commit (network, transaction, NULL);
}

static void
test_document (Network      *network,
               gconstpointer data)
{
  Document document = add_document (network);
  const LnetContribution words = { .body = (char *) "words" };
  LnetId found;
  LnetId id = add_words (network, &words);
  g_autofree char *text = NULL;

  assert_document (network, &document.document,
                   "section Beginning 0\ntext one 0\nquote two 0\nsection End 0\nheading  0\n");
  link_words (network, &document.passages[1], &id);
  assert_document (network, &document.document,
                   "section Beginning 0\ntext one 0\nquote two 1\nsection End 0\nheading  0\n");
  delete (network, LNET_TABLE_CONTRIBUTION, &id);
  delete (network, LNET_TABLE_PASSAGE, &document.passages[0]);
  assert_document (network, &document.document, "section Beginning 0\nquote two 0\nsection End 0\nheading  0\n");

  found = lnet_vision_find_document (get_reader (network), &document.passages[1]);
  g_assert_true (lnet_id_equal (&found, &document.document));
  text = lnet_vision_dup_text (get_reader (network), &document.sections[0]);
  g_assert_cmpstr (text, ==, "Beginning");
  delete (network, LNET_TABLE_SECTION, &document.sections[0]);
  assert_document (network, &document.document, "section End 0\nheading  0\n");
  found = lnet_vision_find_document (get_reader (network), &document.passages[1]);
  g_assert_true (lnet_id_is_null (&found));
}

static void
test_skeleton (Network      *network,
               gconstpointer data)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("document-add");
  g_autoptr (GPtrArray) documents = NULL;
  LnetId id = lnet_vision_add_document (transaction, "Path", "What is quality?");

  network_commit (network, transaction, NULL);
  assert_document (network, &id,
                   "section Welcome 0\ntext  0\nsection How you are matters 0\ntext  0\n"
                   "section Think about your role 0\ntext  0\nsection How this work began 0\ntext  0\n"
                   "section What quality looks like here 0\ntext  0\nsection Thanks 0\ntext  0\n");
  documents = lnet_vision_list_documents (get_reader (network), NULL);
  g_assert_cmpuint (documents->len, ==, 1);
  g_assert_cmpstr (((LnetVisionDocument *) documents->pdata[0])->question, ==, "What is quality?");
}

/* Who wrote a passage last: moving it is not writing. */
static void
test_author (Network      *network,
             gconstpointer data)
{
  Document document = add_document (network);
  LnetId ana = network_add_member (network, "Ana", NULL);
  LnetId ben = network_add_member (network, "Ben", NULL);
  g_autoptr (LnetTransaction) edit = lnet_transaction_new ("passage-edit");
  g_autoptr (LnetTransaction) move = lnet_transaction_new ("passage-move");
  g_autoptr (GPtrArray) blocks = NULL;

  lnet_store_set_author (network->store, &ana);
  lnet_transaction_edit (edit, LNET_PASSAGE_BODY, &document.passages[0], 0, 0, "Number ");
  network_commit (network, edit, NULL);
  lnet_store_set_author (network->store, &ben);
  lnet_transaction_move (move, LNET_PASSAGE_POSITION, &document.passages[0], &document.sections[0], "5");
  network_commit (network, move, NULL);

  blocks = lnet_vision_read_document (get_reader (network), &document.document, &network->error);
  g_assert_no_error (network->error);
  for (guint i = 0; i < blocks->len; i++)
    {
      const LnetVisionBlock *block = blocks->pdata[i];

      if (!lnet_id_equal (&block->id, &document.passages[0]))
        continue;
      g_assert_true (lnet_id_equal (&block->author, &ana));
      g_assert_cmpint (block->written, >, 0);
    }
}

static guint
count_found (Network    *network,
             const char *text,
             gboolean    untraced)
{
  const LnetContributionFilter filter = { .text = text, .untraced = untraced };
  g_autoptr (GArray) ids = lnet_vision_list_contributions (get_reader (network), &filter, &network->error);

  g_assert_no_error (network->error);
  return ids->len;
}

static void
test_find (Network      *network,
           gconstpointer data)
{
  Document document = add_document (network);
  LnetId jose = network_add_member (network, "José", NULL);
  const LnetContribution named = { .body = (char *) "El niño sabe", .member = jose,
                                   .translation = (char *) "The child knows" };
  const LnetContribution hidden = { .body = (char *) "Start from strengths", .member = jose,
                                    .attribution = (char *) "anonymous" };
  LnetId id = add_words (network, &named);
  LnetId other = add_words (network, &hidden);

  g_assert_cmpuint (count_found (network, NULL, FALSE), ==, 2);
  g_assert_cmpuint (count_found (network, "NINO", FALSE), ==, 1);
  g_assert_cmpuint (count_found (network, "knows child", FALSE), ==, 1);
  g_assert_cmpuint (count_found (network, "ino", FALSE), ==, 0);
  g_assert_cmpuint (count_found (network, "strengths knows", FALSE), ==, 0);
  /* A search does not tell whose words are without a name. */
  g_assert_cmpuint (count_found (network, "jose", FALSE), ==, 1);

  link_words (network, &document.passages[0], &id);
  g_assert_cmpuint (count_found (network, NULL, TRUE), ==, 1);
  link_words (network, &document.passages[0], &other);
  g_assert_cmpuint (count_found (network, NULL, TRUE), ==, 0);
  delete (network, LNET_TABLE_SECTION, &document.sections[0]);
  g_assert_cmpuint (count_found (network, NULL, TRUE), ==, 2);
}

static void
test_traces (Network      *network,
             gconstpointer data)
{
  Document document = add_document (network);
  LnetId ana = network_add_member (network, "Ana", NULL);
  const LnetContribution words = { .body = (char *) "words", .member = ana };
  LnetId id = add_words (network, &words);
  g_autoptr (GPtrArray) traces = NULL;
  g_autoptr (GArray) of_member = NULL;
  g_autoptr (GArray) of_passage = NULL;
  g_autoptr (LnetContribution) read = NULL;

  link_words (network, &document.passages[0], &id);
  link_words (network, &document.passages[2], &id);
  link_words (network, &document.passages[2], &id);
  traces = lnet_vision_list_passages_of_words (get_reader (network), &id, NULL);
  g_assert_cmpuint (traces->len, ==, 2);
  g_assert_cmpstr (((LnetVisionTrace *) traces->pdata[0])->section_title, ==, "Beginning");
  of_member = lnet_vision_list_words_of_member (get_reader (network), &ana, NULL);
  g_assert_cmpuint (of_member->len, ==, 1);
  of_passage = lnet_vision_list_words_of_passage (get_reader (network), &document.passages[2], NULL);
  g_assert_cmpuint (of_passage->len, ==, 1);
  read = lnet_vision_read_contribution (get_reader (network), &id, NULL);
  g_assert_cmpuint (read->n_passages, ==, 2);
}

static void
test_themes (Network      *network,
             gconstpointer data)
{
  const LnetContribution words = { .body = (char *) "words" };
  LnetId id = add_words (network, &words);
  LnetContributionFilter filter = { 0 };
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("theme-edit");
  g_autoptr (GPtrArray) themes = NULL;
  g_autoptr (GArray) found = NULL;

  filter.theme = lnet_vision_add_theme (transaction, "Belonging");
  lnet_vision_set_theme (transaction, &filter.theme, &id, TRUE);
  network_commit (network, transaction, NULL);
  add_words (network, &words);
  themes = lnet_vision_list_themes_of_words (get_reader (network), &id, NULL);
  g_assert_cmpuint (themes->len, ==, 1);
  g_assert_cmpstr (((LnetVisionChoice *) themes->pdata[0])->label, ==, "Belonging");
  found = lnet_vision_list_contributions (get_reader (network), &filter, NULL);
  g_assert_cmpuint (found->len, ==, 1);
}

/* Changing words writes what changed, and nothing else. */
static void
test_edit (Network      *network,
           gconstpointer data)
{
  LnetContribution words = { .body = (char *) "the children knows", .channel = (char *) "email" };
  LnetId id = add_words (network, &words);
  g_autoptr (LnetContribution) before = lnet_vision_read_contribution (get_reader (network), &id, NULL);
  g_autoptr (LnetContribution) after = NULL;
  g_autoptr (LnetTransaction) same = lnet_transaction_new ("contribution-edit");
  g_autoptr (LnetTransaction) other = lnet_transaction_new ("contribution-edit");
  LnetId group;

  lnet_vision_write_contribution (same, before, before);
  network_commit (network, same, &group);
  g_assert_true (lnet_id_is_null (&group));
  words.body = (char *) "the children know";
  lnet_vision_write_contribution (other, before, &words);
  network_commit (network, other, &group);
  g_assert_false (lnet_id_is_null (&group));
  after = lnet_vision_read_contribution (get_reader (network), &id, NULL);
  g_assert_cmpstr (after->body, ==, "the children know");
  g_assert_cmpstr (after->channel, ==, "email");
}

static void
test_attribution (void)
{
  static const struct
  {
    LnetContribution words;
    const char *expected;
  } cases[] = {
    { { .name = (char *) "Ana Begay", .short_name = (char *) "Ana" }, "Ana Begay" },
    { { .name = (char *) "Ana Begay", .attribution = (char *) "full-name" }, "Ana Begay" },
    { { .name = (char *) "Ana Begay", .short_name = (char *) "Ana", .role_then = (char *) "cook",
        .attribution = (char *) "first-name-role" }, "Ana, Cook or nutrition staff" },
    { { .name = (char *) "Ana Begay", .short_name = (char *) "Ana", .attribution = (char *) "first-name-role" }, "Ana" },
    { { .name = (char *) "Ana Begay", .role_then = (char *) "bus-driver", .attribution = (char *) "role" },
      "Bus driver" },
    { { .name = (char *) "Ana Begay", .attribution = (char *) "role" }, "Somebody in the network" },
    { { .name = (char *) "Ana Begay", .role_then = (char *) "cook", .attribution = (char *) "anonymous" },
      "Somebody in the network" },
    { { .name = (char *) "Ana Begay", .group_name = (char *) "Table 3", .attribution = (char *) "group" }, "Table 3" },
    { { .group_name = (char *) "Table 3" }, "Table 3" },
    { { .body = (char *) "words" }, "Somebody in the network" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = lnet_contribution_dup_attribution (&cases[i].words);

      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

static void
test_kinds (void)
{
  for (guint kind = LNET_VISION_TEXT; kind <= LNET_VISION_QUOTE; kind++)
    g_assert_cmpuint (lnet_vision_kind_from_key (lnet_vision_kind_to_key (kind)), ==, kind);
  g_assert_cmpuint (lnet_vision_kind_from_key ("photo"), ==, LNET_VISION_TEXT);
  g_assert_cmpuint (lnet_vision_kind_from_key (NULL), ==, LNET_VISION_TEXT);
}

#define ADD(path, function) g_test_add (path, Network, NULL, network_set_up, function, network_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/vision/document", test_document);
  ADD ("/vision/skeleton", test_skeleton);
  ADD ("/vision/author", test_author);
  ADD ("/vision/find", test_find);
  ADD ("/vision/traces", test_traces);
  ADD ("/vision/themes", test_themes);
  ADD ("/vision/edit", test_edit);
  g_test_add_func ("/vision/attribution", test_attribution);
  g_test_add_func ("/vision/kinds", test_kinds);
  return g_test_run ();
}
