/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "roster-fixture.h"

enum { ANA = 1, BEN, CAM, DOT };

static void
assert_is (Paper         *paper,
           guint8         desk,
           LnetDeskState  state,
           LnetStance     stance)
{
  g_autoptr (LnetRoster) roster = fold (paper);
  LnetId id = desk_id (desk);
  const LnetRosterDesk *found = lnet_roster_find (roster, &id);

  g_assert_nonnull (found);
  g_assert_cmpint (found->state, ==, state);
  g_assert_cmpint (found->stance, ==, stance);
}

static void
assert_unknown (Paper *paper,
                guint8 desk)
{
  g_autoptr (LnetRoster) roster = fold (paper);
  LnetId id = desk_id (desk);

  g_assert_null (lnet_roster_find (roster, &id));
}

static void
assert_allows (Paper   *paper,
               guint8   desk,
               guint64  n,
               gboolean allowed)
{
  g_autoptr (LnetRoster) roster = fold (paper);
  LnetId id = desk_id (desk);

  g_assert_cmpint (lnet_roster_allows (roster, &id, &paper->space, n), ==, allowed);
}

/* Ana began, and has let Ben and Cam in as directors. */
static void
put_three (Paper *paper)
{
  LnetRosterEvent *event = put_event (paper, ANA, 1, 0);

  admit (event, ANA, LNET_STANCE_DIRECTOR);
  admit (event, BEN, LNET_STANCE_DIRECTOR);
  admit (event, CAM, LNET_STANCE_DIRECTOR);
}

static void
test_admit (Paper         *paper,
            gconstpointer  data)
{
  LnetRosterEvent *event = put_event (paper, ANA, 1, 0);

  admit (event, ANA, LNET_STANCE_DIRECTOR);
  admit (event, BEN, LNET_STANCE_FACILITATOR);
  admit (put_event (paper, BEN, 1, ANA, 1, 0), DOT, LNET_STANCE_DIRECTOR);
  admit (put_event (paper, CAM, 1, ANA, 1, 0), CAM, LNET_STANCE_DIRECTOR);

  assert_is (paper, ANA, LNET_DESK_ADMITTED, LNET_STANCE_DIRECTOR);
  assert_is (paper, BEN, LNET_DESK_ADMITTED, LNET_STANCE_FACILITATOR);
  assert_unknown (paper, DOT);
  assert_unknown (paper, CAM);
  assert_allows (paper, BEN, 1000, TRUE);
  assert_allows (paper, DOT, 1, FALSE);
}

/* A right counts from where its holder knew of it, and not before. */
static void
test_right_at_that_point (Paper         *paper,
                          gconstpointer  data)
{
  LnetRosterEvent *event = put_event (paper, ANA, 1, 0);

  admit (event, ANA, LNET_STANCE_DIRECTOR);
  admit (event, BEN, LNET_STANCE_FACILITATOR);
  set (put_event (paper, ANA, 2, 0), BEN, LNET_ROSTER_DESK_STANCE, "director");
  admit (put_event (paper, BEN, 1, ANA, 1, 0), CAM, LNET_STANCE_PARTICIPANT);
  admit (put_event (paper, BEN, 2, ANA, 2, 0), DOT, LNET_STANCE_PARTICIPANT);
  assert_unknown (paper, CAM);
  assert_is (paper, DOT, LNET_DESK_ADMITTED, LNET_STANCE_PARTICIPANT);
}

static void
test_remove (Paper         *paper,
             gconstpointer  data)
{
  put_three (paper);
  admit (put_event (paper, BEN, 4, ANA, 1, 0), 10, LNET_STANCE_PARTICIPANT);
  remove_desk (paper, put_event (paper, ANA, 2, BEN, 4, 0), BEN, 4);
  /* Ben did not know; and when he did. */
  admit (put_event (paper, BEN, 5, ANA, 1, 0), 11, LNET_STANCE_DIRECTOR);
  admit (put_event (paper, BEN, 6, ANA, 2, 0), 12, LNET_STANCE_DIRECTOR);

  assert_is (paper, BEN, LNET_DESK_REMOVED, LNET_STANCE_DIRECTOR);
  assert_is (paper, 10, LNET_DESK_ADMITTED, LNET_STANCE_PARTICIPANT);
  assert_unknown (paper, 11);
  assert_unknown (paper, 12);
  assert_allows (paper, BEN, 4, TRUE);
  assert_allows (paper, BEN, 5, FALSE);
}

/* A laptop was stolen a week ago: what was written with it since does not count, though it was taken in. */
static void
test_remove_from_earlier (Paper         *paper,
                          gconstpointer  data)
{
  put_three (paper);
  admit (put_event (paper, BEN, 4, ANA, 1, 0), 10, LNET_STANCE_DIRECTOR);
  admit (put_event (paper, 10, 1, ANA, 1, BEN, 4, 0), 11, LNET_STANCE_DIRECTOR);
  remove_desk (paper, put_event (paper, ANA, 2, BEN, 4, 10, 1, 0), BEN, 3);
  assert_unknown (paper, 10);
  assert_unknown (paper, 11);
}

/* Who was let in by Ben cannot say that this does not count: there would be nobody who says it. */
static void
test_ground_one_stands_on (Paper         *paper,
                           gconstpointer  data)
{
  put_three (paper);
  admit (put_event (paper, BEN, 4, ANA, 1, 0), DOT, LNET_STANCE_DIRECTOR);
  remove_desk (paper, put_event (paper, DOT, 1, ANA, 1, BEN, 4, 0), BEN, 0);
  assert_is (paper, BEN, LNET_DESK_REMOVED, LNET_STANCE_DIRECTOR);
  assert_is (paper, DOT, LNET_DESK_ADMITTED, LNET_STANCE_DIRECTOR);
}

static void
test_each_other (Paper         *paper,
                 gconstpointer  data)
{
  put_three (paper);
  remove_desk (paper, put_event (paper, CAM, 5, ANA, 1, BEN, 4, 0), BEN, 4);
  admit (put_event (paper, DOT, 1, ANA, 1, 0), 10, LNET_STANCE_DIRECTOR);
  remove_desk (paper, put_event (paper, BEN, 7, ANA, 1, CAM, 2, 0), CAM, 2);
  assert_is (paper, BEN, LNET_DESK_ADMITTED, LNET_STANCE_DIRECTOR);
  assert_is (paper, CAM, LNET_DESK_REMOVED, LNET_STANCE_DIRECTOR);
  assert_allows (paper, BEN, 100, TRUE);
  assert_allows (paper, CAM, 3, FALSE);
}

/* The same where the one who stays comes to it late: what she had written meanwhile counts again too. */
static void
test_each_other_late (Paper         *paper,
                      gconstpointer  data)
{
  put_three (paper);
  admit (put_event (paper, BEN, 5, ANA, 1, 0), 10, LNET_STANCE_FACILITATOR);
  admit (put_event (paper, CAM, 3, ANA, 1, 0), DOT, LNET_STANCE_DIRECTOR);
  set (put_event (paper, DOT, 1, ANA, 1, CAM, 3, 0), DOT, LNET_ROSTER_DESK_NAME, "Dot's desk");
  remove_desk (paper, put_event (paper, BEN, 6, ANA, 1, CAM, 3, DOT, 1, 0), CAM, 3);
  remove_desk (paper, put_event (paper, CAM, 4, ANA, 1, BEN, 4, 0), BEN, 4);
  assert_is (paper, BEN, LNET_DESK_ADMITTED, LNET_STANCE_DIRECTOR);
  assert_is (paper, CAM, LNET_DESK_REMOVED, LNET_STANCE_DIRECTOR);
  assert_is (paper, 10, LNET_DESK_ADMITTED, LNET_STANCE_FACILITATOR);
}

static void
test_demote_each_other (Paper         *paper,
                        gconstpointer  data)
{
  put_three (paper);
  set (put_event (paper, BEN, 2, ANA, 1, 0), CAM, LNET_ROSTER_DESK_STANCE, "facilitator");
  set (put_event (paper, CAM, 2, ANA, 1, 0), BEN, LNET_ROSTER_DESK_STANCE, "facilitator");
  assert_is (paper, BEN, LNET_DESK_ADMITTED, LNET_STANCE_DIRECTOR);
  assert_is (paper, CAM, LNET_DESK_ADMITTED, LNET_STANCE_FACILITATOR);
}

static void
test_back_again (Paper         *paper,
                 gconstpointer  data)
{
  put_three (paper);
  remove_desk (paper, put_event (paper, ANA, 2, BEN, 4, 0), BEN, 4);
  set (put_event (paper, CAM, 1, ANA, 2, 0), BEN, LNET_ROSTER_DESK_STATE, "admitted");
  admit (put_event (paper, BEN, 5, ANA, 2, CAM, 1, 0), DOT, LNET_STANCE_PARTICIPANT);
  assert_is (paper, BEN, LNET_DESK_ADMITTED, LNET_STANCE_DIRECTOR);
  assert_is (paper, DOT, LNET_DESK_ADMITTED, LNET_STANCE_PARTICIPANT);
}

static void
test_keys_never_change (Paper         *paper,
                        gconstpointer  data)
{
  g_autoptr (LnetRoster) roster = NULL;
  g_autofree char *other = key_of (77, FALSE);
  LnetId ben = desk_id (BEN);

  put_three (paper);
  set (put_event (paper, ANA, 2, 0), BEN, LNET_ROSTER_DESK_SIGN_KEY, other);
  admit_with_key (put_event (paper, CAM, 1, ANA, 1, 0), BEN, 78, LNET_STANCE_PARTICIPANT);
  roster = fold (paper);
  g_assert_cmpuint (lnet_roster_find (roster, &ben)->sign_key[0], ==, BEN);
  g_assert_cmpint (lnet_roster_find (roster, &ben)->stance, ==, LNET_STANCE_DIRECTOR);
}

/* --- under a new number --- */

static void
test_renewed (Paper         *paper,
              gconstpointer  data)
{
  put_three (paper);
  admit_with_key (put_event (paper, 20, 1, ANA, 1, 0), 20, BEN, LNET_STANCE_PARTICIPANT);
  admit (put_event (paper, 20, 2, ANA, 1, 0), DOT, LNET_STANCE_PARTICIPANT);
  assert_is (paper, 20, LNET_DESK_ADMITTED, LNET_STANCE_DIRECTOR);
  assert_is (paper, DOT, LNET_DESK_ADMITTED, LNET_STANCE_PARTICIPANT);
}

/* One that was removed does not come back so, whether it knew or not. */
static void
test_removed_is_not_renewed (Paper         *paper,
                             gconstpointer  data)
{
  put_three (paper);
  admit_with_key (put_event (paper, 20, 1, ANA, 1, 0), 20, BEN, LNET_STANCE_DIRECTOR);
  admit_with_key (put_event (paper, 21, 1, ANA, 2, 0), 21, BEN, LNET_STANCE_DIRECTOR);
  admit (put_event (paper, CAM, 1, ANA, 1, 0), DOT, LNET_STANCE_PARTICIPANT);
  remove_desk (paper, put_event (paper, ANA, 2, BEN, 4, CAM, 1, 0), BEN, 4);
  assert_unknown (paper, 20);
  assert_unknown (paper, 21);
}

static void
test_recognize (Paper         *paper,
                gconstpointer  data)
{
  g_autoptr (LnetBatch) batch = lnet_batch_new ();
  g_autoptr (LnetRoster) roster = NULL;
  LnetRosterEvent *event = put_event (paper, 20, 1, ANA, 1, 0);
  GByteArray *written = g_byte_array_new ();

  admit_with_key (event, 20, BEN, LNET_STANCE_DIRECTOR);
  lnet_op_write (event->ops->pdata[0], written);
  g_ptr_array_set_size (paper->events, 0);
  put_three (paper);
  roster = fold (paper);
  batch->desk = desk_id (20);
  g_assert_null (lnet_roster_recognize (roster, batch));
  g_ptr_array_add (batch->ops, g_byte_array_free_to_bytes (written));
  g_assert_cmpuint (lnet_roster_recognize (roster, batch)->id.bytes[0], ==, BEN);
  batch->desk = desk_id (CAM);
  g_assert_null (lnet_roster_recognize (roster, batch));
  batch->desk = desk_id (21);
  g_assert_null (lnet_roster_recognize (roster, batch));
}

/* Of a log that went two ways, what stands at the same number has an order too. */
static void
test_two_ways (Paper         *paper,
               gconstpointer  data)
{
  g_autoptr (LnetRoster) one = NULL;
  g_autoptr (LnetRoster) other = NULL;
  g_autofree char *described = NULL;
  g_autofree char *described_other = NULL;
  gpointer last;

  put_three (paper);
  for (guint8 way = 1; way <= 2; way++)
    {
      LnetRosterEvent *event = put_event (paper, BEN, 1, ANA, 1, 0);

      event->group = desk_id (way);
      admit (event, DOT, way == 1 ? LNET_STANCE_PARTICIPANT : LNET_STANCE_DIRECTOR);
    }
  one = fold (paper);
  last = paper->events->pdata[2];
  paper->events->pdata[2] = paper->events->pdata[1];
  paper->events->pdata[1] = last;
  other = fold (paper);
  described = describe (one);
  described_other = describe (other);
  g_assert_cmpstr (described, ==, described_other);
  g_assert_true (lnet_roster_equal (one, other));
}

static void
test_accepted_text (void)
{
  g_autoptr (GHashTable) none = lnet_roster_accepted_from_string (
    "nonsense 12:4 :: 01020304050607080910111213141516:x", NULL);
  g_autoptr (GHashTable) pins = NULL;
  g_autoptr (GHashTable) some = lnet_roster_accepted_from_string (
    "f1020304050607080910111213141516:7 01020304050607080910111213141516:12:"
    "0102030405060708010203040506070801020304050607080102030405060708 ", &pins);
  g_autofree char *text = lnet_roster_accepted_to_string (some, NULL);
  g_autofree char *pinned = lnet_roster_accepted_to_string (some, pins);

  g_assert_cmpuint (g_hash_table_size (none), ==, 0);
  g_assert_cmpuint (g_hash_table_size (pins), ==, 1);
  g_assert_cmpstr (text, ==, "01020304050607080910111213141516:12 f1020304050607080910111213141516:7");
  g_assert_cmpstr (pinned, ==, "01020304050607080910111213141516:12:"
                               "0102030405060708010203040506070801020304050607080102030405060708 "
                               "f1020304050607080910111213141516:7");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, function) g_test_add ("/roster/" path, Paper, NULL, paper_set_up, function, paper_tear_down)
  ADD ("admit", test_admit);
  ADD ("right-at-that-point", test_right_at_that_point);
  ADD ("remove", test_remove);
  ADD ("remove-from-earlier", test_remove_from_earlier);
  ADD ("ground-one-stands-on", test_ground_one_stands_on);
  ADD ("each-other", test_each_other);
  ADD ("each-other-late", test_each_other_late);
  ADD ("demote-each-other", test_demote_each_other);
  ADD ("back-again", test_back_again);
  ADD ("keys-never-change", test_keys_never_change);
  ADD ("renewed", test_renewed);
  ADD ("removed-is-not-renewed", test_removed_is_not_renewed);
  ADD ("recognize", test_recognize);
  ADD ("two-ways", test_two_ways);
#undef ADD
  g_test_add_func ("/roster/accepted-text", test_accepted_text);
  return g_test_run ();
}
