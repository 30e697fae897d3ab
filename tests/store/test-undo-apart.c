/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "desks-fixture.h"
#include "lnet-history.h"

/* Looking back at what was written while somebody else wrote in the same text, and taking it back. */

static LnetId
edit (Desks      *desks,
      guint       desk,
      guint       position,
      guint       n_deleted,
      const char *text)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("passage-edit");
  GError *error = NULL;
  LnetId group;

  lnet_transaction_edit (transaction, LNET_PASSAGE_BODY, &desks->passage, position, n_deleted, text);
  lnet_store_commit (desks->desks[desk], transaction, &group, &error);
  g_assert_no_error (error);
  return group;
}

/* Takes an act back. Returns: how much of it was left as it is */
static guint
take_back (Desks        *desks,
           guint         desk,
           const LnetId *group)
{
  GError *error = NULL;
  guint n_kept;

  lnet_store_undo_group (desks->desks[desk], group, &n_kept, &error);
  g_assert_no_error (error);
  return n_kept;
}

static void
assert_text (Desks      *desks,
             guint       desk,
             const char *expected)
{
  assert_says (desks, desk, "SELECT body FROM passage", expected);
}

/* What was done last on a desk, by whoever sits there. */
static LnetId
find_last (Desks *desks,
           guint  desk)
{
  g_autofree char *hex = ask (desks, desk, "SELECT lower (hex (grp)) FROM batch ORDER BY seq DESC LIMIT 1");
  LnetId group;

  g_assert_true (lnet_id_from_string (hex, &group));
  return group;
}

/* One's own letters go, come back, and go again; the other's stay whatever one does. */
static void
test_there_and_back (Desks         *desks,
                     gconstpointer  data)
{
  LnetId act = edit (desks, ANA, 6, 5, "little one");

  edit (desks, BEN, 6, 0, "dear ");
  edit (desks, BEN, 16, 0, "ren");
  exchange (desks);
  assert_text (desks, ANA, "Every little onedear ren is known. We listen.");
  g_assert_cmpuint (take_back (desks, ANA, &act), ==, 0);
  assert_text (desks, ANA, "Every dear children is known. We listen.");
  exchange (desks);
  act = find_last (desks, ANA);
  g_assert_cmpuint (take_back (desks, ANA, &act), ==, 0);
  assert_text (desks, ANA, "Every little onedear ren is known. We listen.");
  act = find_last (desks, ANA);
  g_assert_cmpuint (take_back (desks, ANA, &act), ==, 0);
  assert_text (desks, ANA, "Every dear children is known. We listen.");
  exchange (desks);
}

/* Letters that somebody else has taken since stay away; what is left of the act is taken back. */
static void
test_taken_by_another (Desks         *desks,
                       gconstpointer  data)
{
  LnetId act = edit (desks, ANA, 0, 0, "Now: ");

  edit (desks, BEN, 0, 5, "Each");
  exchange (desks);
  assert_text (desks, BEN, "Now: Each child is known. We listen.");
  edit (desks, BEN, 0, 3, "");
  exchange (desks);
  g_assert_cmpuint (take_back (desks, ANA, &act), ==, 0);
  assert_text (desks, ANA, "Each child is known. We listen.");
  g_assert_cmpuint (take_back (desks, ANA, &act), ==, 1);
  assert_text (desks, ANA, "Each child is known. We listen.");
  exchange (desks);
}

/* What both took comes back only when neither wants it gone. */
static void
test_both_took (Desks         *desks,
                gconstpointer  data)
{
  LnetId ana = edit (desks, ANA, 5, 6, "");
  LnetId ben = edit (desks, BEN, 5, 15, "");

  exchange (desks);
  assert_text (desks, ANA, "Every. We listen.");
  g_assert_cmpuint (take_back (desks, ANA, &ana), ==, 1);
  assert_text (desks, ANA, "Every. We listen.");
  g_assert_cmpuint (take_back (desks, BEN, &ben), ==, 0);
  assert_text (desks, BEN, "Every is known. We listen.");
  exchange (desks);
}

/* What somebody took and put back at once is as if nobody had touched it. */
static void
test_taken_and_put_back (Desks         *desks,
                         gconstpointer  data)
{
  LnetId act = edit (desks, ANA, 5, 0, " dear"), all;

  edit (desks, BEN, 31, 0, " well");
  exchange (desks);
  all = edit (desks, BEN, 0, 26, "");
  assert_text (desks, BEN, " We listen well.");
  g_assert_cmpuint (take_back (desks, BEN, &all), ==, 0);
  exchange (desks);
  assert_text (desks, ANA, "Every dear child is known. We listen well.");
  g_assert_cmpuint (take_back (desks, ANA, &act), ==, 0);
  assert_text (desks, ANA, "Every child is known. We listen well.");
  exchange (desks);
}

/* All that one act did to a text, wherever. */
static void
test_several_edits (Desks         *desks,
                    gconstpointer  data)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("passage-edit");
  GError *error = NULL;
  LnetId act;

  lnet_transaction_edit (transaction, LNET_PASSAGE_BODY, &desks->passage, 0, 0, "So: ");
  lnet_transaction_edit (transaction, LNET_PASSAGE_BODY, &desks->passage, 10, 6, "");
  lnet_transaction_edit (transaction, LNET_PASSAGE_BODY, &desks->passage, 20, 2, "All we");
  lnet_store_commit (desks->desks[ANA], transaction, &act, &error);
  g_assert_no_error (error);
  edit (desks, BEN, 0, 5, "Each");
  exchange (desks);
  assert_text (desks, BEN, "So: Each is known. All we listen.");
  g_assert_cmpuint (take_back (desks, BEN, &act), ==, 0);
  assert_text (desks, BEN, "Each child is known. We listen.");
  exchange (desks);
}

/* Who wrote one after the other is taken back as on one desk. */
static void
test_in_turn (Desks         *desks,
              gconstpointer  data)
{
  LnetId act = edit (desks, ANA, 0, 5, "Each");

  exchange (desks);
  edit (desks, BEN, 0, 0, "So: ");
  exchange (desks);
  g_assert_cmpuint (take_back (desks, ANA, &act), ==, 0);
  assert_text (desks, ANA, "So: Every child is known. We listen.");
  exchange (desks);
}

static void
assert_versions (Desks      *desks,
                 guint       desk,
                 const char *expected)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) versions = lnet_history_of_field (lnet_store_get_reader (desks->desks[desk]),
                                                          LNET_PASSAGE_BODY, &desks->passage, &error);
  g_autoptr (GString) found = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < versions->len; i++)
    {
      const LnetFieldVersion *version = versions->pdata[i];

      g_string_append_printf (found, "%s%s", i > 0 ? " | " : "", version->value != NULL ? version->value : "–");
    }
  g_assert_cmpstr (found->str, ==, expected);
}

/* History shows what each desk had: the edits as they came in. */
static void
test_versions (Desks         *desks,
               gconstpointer  data)
{
  edit (desks, ANA, 0, 20, "All");
  edit (desks, ANA, 0, 3, "We");
  edit (desks, BEN, 0, 32, "");
  edit (desks, BEN, 0, 0, "Hm.");
  exchange (desks);
  assert_versions (desks, ANA, "Every child is known. We listen. | All. We listen. | We. We listen. | We | WeHm.");
  assert_versions (desks, BEN, "Every child is known. We listen. | – | Hm. | AllHm. | WeHm.");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, function) g_test_add (path, Desks, NULL, desks_set_up, function, desks_tear_down)
  ADD ("/undo-apart/there-and-back", test_there_and_back);
  ADD ("/undo-apart/taken-by-another", test_taken_by_another);
  ADD ("/undo-apart/both-took", test_both_took);
  ADD ("/undo-apart/taken-and-put-back", test_taken_and_put_back);
  ADD ("/undo-apart/several-edits", test_several_edits);
  ADD ("/undo-apart/in-turn", test_in_turn);
  ADD ("/undo-apart/versions", test_versions);
  return g_test_run ();
}
