/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Staff's words on members: counted, spelt one way, taken back by one undo. */

#include "config.h"

#include "network-fixture.h"

#include "lnet-tags.h"

static void
test_clean (void)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new ();
  LnetTag board = { (char *) "Consejo Asesor", 2 }, plus = { (char *) "+", 1 };
  g_autofree char *same = NULL, *other = NULL, *plain = NULL, *spaced = NULL, *sign = NULL, *cut = NULL, *broken = NULL;
  g_autofree char *long_word = g_strnfill (200, 'w');

  g_ptr_array_add (known, &board);
  g_ptr_array_add (known, &plus);
  same = lnet_tag_clean ("  consejo ASESOR ", known);
  g_assert_cmpstr (same, ==, "Consejo Asesor");
  other = lnet_tag_clean ("consejo", known);
  g_assert_cmpstr (other, ==, "consejo");
  spaced = lnet_tag_clean ("\tbrings\n\n a  van\a", NULL);
  g_assert_cmpstr (spaced, ==, "brings a van");
  sign = lnet_tag_clean ("?", known);
  g_assert_cmpstr (sign, ==, "?");
  cut = lnet_tag_clean (long_word, NULL);
  g_assert_cmpuint (strlen (cut), ==, LNET_TAG_LENGTH);
  broken = lnet_tag_clean ("a\xff z", NULL);
  g_assert_true (g_utf8_validate (broken, -1, NULL));
  plain = lnet_tag_clean (NULL, known);
  g_assert_null (plain);
  g_assert_null (lnet_tag_clean (" \n ", known));
}

static void
put_tag (Network      *network,
         const LnetId *member,
         const char   *tag,
         gboolean      add,
         LnetId       *group)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-edit");

  if (add)
    lnet_tag_add (transaction, member, tag);
  else
    lnet_tag_remove (transaction, member, tag);
  network_commit (network, transaction, group);
}

static char *
describe_tags (Network *network)
{
  g_autoptr (GPtrArray) tags = lnet_tags_load (lnet_store_get_reader (network->store), &network->error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (network->error);
  for (guint i = 0; i < tags->len; i++)
    {
      const LnetTag *tag = g_ptr_array_index (tags, i);

      g_string_append_printf (text, "%s %u;", tag->tag, tag->n_members);
    }
  return g_string_free (text, FALSE);
}

static void
assert_tags (Network    *network,
             const char *expected)
{
  g_autofree char *text = describe_tags (network);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_counts (Network       *network,
             gconstpointer  data)
{
  LnetId ana = network_add_member (network, "Ana", NULL), bo = network_add_member (network, "Bo", NULL), group;
  g_autoptr (LnetTransaction) gone = lnet_transaction_new ("member-delete");
  g_autoptr (GPtrArray) tags = NULL;

  assert_tags (network, "");
  put_tag (network, &ana, "van", TRUE, NULL);
  put_tag (network, &bo, "van", TRUE, NULL);
  put_tag (network, &ana, "board", TRUE, NULL);
  assert_tags (network, "board 1;van 2;");
  put_tag (network, &ana, "van", FALSE, &group);
  assert_tags (network, "board 1;van 1;");
  g_assert_true (lnet_store_undo_group (network->store, &group, NULL, &network->error));
  assert_tags (network, "board 1;van 2;");
  lnet_transaction_delete (gone, LNET_TABLE_MEMBER, &bo);
  network_commit (network, gone, NULL);
  assert_tags (network, "board 1;van 1;");

  tags = lnet_tags_of_member (lnet_store_get_reader (network->store), &ana, &network->error);
  g_assert_no_error (network->error);
  g_assert_cmpuint (tags->len, ==, 2);
  g_assert_cmpstr (tags->pdata[0], ==, "van");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tags/clean", test_clean);
  g_test_add ("/tags/counts", Network, NULL, network_set_up, test_counts, network_tear_down);
  return g_test_run ();
}
