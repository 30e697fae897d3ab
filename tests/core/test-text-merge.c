/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-prose.h"
#include "lnet-text-merge.h"

#include <string.h>

/* A desk's next event; @parents ends with NONE. */
#define NONE G_MAXUINT
#define AFTER(...) ((const guint[]) { __VA_ARGS__, NONE })
#define BEGINNING ((const guint[]) { NONE })

static void
make_key (guint8 key[LNET_TEXT_KEY_SIZE],
          char   desk,
          guint  n)
{
  memset (key, 0, LNET_TEXT_KEY_SIZE);
  key[0] = (guint8) desk;
  key[LNET_TEXT_KEY_SIZE - 1] = (guint8) n;
  key[LNET_TEXT_KEY_SIZE - 2] = (guint8) (n >> 8);
}

static guint
count_parents (const guint *parents)
{
  guint n = 0;

  while (parents[n] != NONE)
    n++;
  return n;
}

static guint
add (LnetTextMerge *merge,
     char           desk,
     const guint   *parents,
     guint          position,
     guint          n_deleted,
     const char    *text)
{
  static guint n;
  guint8 key[LNET_TEXT_KEY_SIZE];

  make_key (key, desk, ++n);
  return lnet_text_merge_add (merge, key, parents, count_parents (parents), position, n_deleted, text);
}

static guint
confirm (LnetTextMerge *merge,
         char           desk,
         const guint   *parents)
{
  guint8 key[LNET_TEXT_KEY_SIZE];

  make_key (key, desk, 1000);
  return lnet_text_merge_add_confirmation (merge, key, parents, count_parents (parents));
}

static void
assert_text (const LnetTextMerge *merge,
             const char          *expected)
{
  g_autofree char *text = lnet_text_merge_get_text (merge);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_version (const LnetTextMerge *merge,
                guint                head,
                const char          *expected)
{
  g_autofree char *text = lnet_text_merge_get_version (merge, &head, 1);

  g_assert_cmpstr (text, ==, expected);
}

/* --- texts --- */

static void
test_linear (void)
{
  g_autoptr (LnetTextMerge) merge = lnet_text_merge_new ();
  guint a, b, c;

  assert_text (merge, "");
  a = add (merge, 'A', BEGINNING, 0, 0, "Every child plays.");
  b = add (merge, 'B', AFTER (a), 6, 5, "family");
  c = add (merge, 'A', AFTER (b), 19, 0, " Often");
  assert_text (merge, "Every family plays. Often");
  c = add (merge, 'A', AFTER (c), 18, 1, "");
  assert_text (merge, "Every family plays Often");
  assert_version (merge, a, "Every child plays.");
  assert_version (merge, b, "Every family plays.");
  assert_version (merge, c, "Every family plays Often");
  g_assert_false (lnet_text_merge_has_unconfirmed (merge));
}

/* Two desks write at one place: both stay, in the order of their keys, whoever comes first. */
static void
test_same_place (void)
{
  for (guint turn = 0; turn < 2; turn++)
    {
      g_autoptr (LnetTextMerge) merge = lnet_text_merge_new ();
      guint base = add (merge, 'C', BEGINNING, 0, 0, "We play.");

      add (merge, turn == 0 ? 'A' : 'B', AFTER (base), 2, 0, turn == 0 ? " all" : " both");
      add (merge, turn == 0 ? 'B' : 'A', AFTER (base), 2, 0, turn == 0 ? " both" : " all");
      assert_text (merge, "We all both play.");
    }
}

/* Where somebody took a passage, what another wrote inside stays. */
static void
test_write_in_what_was_taken (void)
{
  g_autoptr (LnetTextMerge) merge = lnet_text_merge_new ();
  guint base = add (merge, 'A', BEGINNING, 0, 0, "One old thing. Two.");
  guint a = add (merge, 'A', AFTER (base), 4, 10, "");
  guint b = add (merge, 'B', AFTER (base), 8, 0, "red ");

  assert_text (merge, "One red  Two.");
  assert_version (merge, a, "One  Two.");
  assert_version (merge, b, "One old red thing. Two.");
}

static void
test_both_take (void)
{
  g_autoptr (LnetTextMerge) merge = lnet_text_merge_new ();
  guint base = add (merge, 'A', BEGINNING, 0, 0, "abcdefgh");

  add (merge, 'A', AFTER (base), 1, 4, "");
  add (merge, 'B', AFTER (base), 3, 4, "");
  assert_text (merge, "ah");
}

/* What is written at one place stands together, whether it was written onward or each letter before the last. */
static void
test_runs_stay_together (void)
{
  static const struct
  {
    gboolean a_forward;
    gboolean b_forward;
  } ways[] = { { TRUE, TRUE }, { TRUE, FALSE }, { FALSE, TRUE }, { FALSE, FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (LnetTextMerge) merge = lnet_text_merge_new ();
      guint base = add (merge, 'C', BEGINNING, 0, 0, "()");
      guint a = base, b = base;

      for (guint letter = 0; letter < 5; letter++)
        {
          char text[2] = { "hello"[ways[i].a_forward ? letter : 4 - letter], '\0' };

          a = add (merge, 'A', AFTER (a), ways[i].a_forward ? 1 + letter : 1, 0, text);
          text[0] = "WORLD"[ways[i].b_forward ? letter : 4 - letter];
          b = add (merge, 'B', AFTER (b), ways[i].b_forward ? 1 + letter : 1, 0, text);
        }
      assert_version (merge, a, "(hello)");
      assert_version (merge, b, "(WORLD)");
      assert_text (merge, "(helloWORLD)");
    }
}

/* A fork within a branch of a fork, and what is written after they met again. */
static void
test_nested (void)
{
  g_autoptr (LnetTextMerge) merge = lnet_text_merge_new ();
  guint base = add (merge, 'A', BEGINNING, 0, 0, "0 1 2 3");
  guint a = add (merge, 'A', AFTER (base), 0, 1, "zero");
  guint b = add (merge, 'B', AFTER (base), 2, 1, "one");
  guint c = add (merge, 'C', AFTER (b), 6, 1, "two");
  guint d = add (merge, 'B', AFTER (b), 5, 0, "!");
  guint both = add (merge, 'B', AFTER (c, d), 11, 1, "three");

  assert_version (merge, both, "0 one! two three");
  assert_text (merge, "zero one! two three");
  add (merge, 'A', AFTER (a, both), 0, 4, "none");
  assert_text (merge, "none one! two three");
}

static void
test_three_desks (void)
{
  static const guint orders[6][3] = { { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 }, { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 } };
  static const struct
  {
    guint position;
    guint n_deleted;
    const char *text;
  } edits[] = { { 4, 5, "green" }, { 4, 0, "very " }, { 8, 1, "d, blu" } };

  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (LnetTextMerge) merge = lnet_text_merge_new ();
      guint base = add (merge, 'D', BEGINNING, 0, 0, "The reded door");

      for (guint j = 0; j < 3; j++)
        {
          guint desk = orders[i][j];

          add (merge, (char) ('A' + desk), AFTER (base), edits[desk].position, edits[desk].n_deleted, edits[desk].text);
        }
      assert_text (merge, "The greenvery d, blu door");
    }
}

/* Positions are in characters, whatever a character takes, and an accent is one by itself. */
static void
test_characters (void)
{
  g_autoptr (LnetTextMerge) merge = lnet_text_merge_new ();
  guint base = add (merge, 'A', BEGINNING, 0, 0, "😀 cafe\314\201 日本");
  guint a = add (merge, 'A', AFTER (base), 1, 0, "👩‍👧");
  guint b = add (merge, 'B', AFTER (base), 5, 2, "é");

  assert_version (merge, a, "😀👩‍👧 cafe\314\201 日本");
  assert_version (merge, b, "😀 café 日本");
  assert_text (merge, "😀👩‍👧 café 日本");
}

/* An event that reaches past the end of its text does nothing, and those after it see that it did not. */
static void
test_past_end (void)
{
  g_autoptr (LnetTextMerge) merge = lnet_text_merge_new ();
  guint base = add (merge, 'A', BEGINNING, 0, 0, "abc");
  guint a = add (merge, 'A', AFTER (base), 2, 2, "xxx");
  guint b = add (merge, 'B', AFTER (base), G_MAXUINT, G_MAXUINT, "yyy");

  assert_text (merge, "abc");
  add (merge, 'A', AFTER (a), 3, 0, "d");
  add (merge, 'B', AFTER (b), 0, 1, "A");
  add (merge, 'B', AFTER (G_MAXUINT - 1), 0, 0, "Z"); /* no such parent */
  assert_text (merge, "AbcdZ");
}

/* Parents that came before other parents say nothing new. */
static void
test_needless_parents (void)
{
  g_autoptr (LnetTextMerge) merge = lnet_text_merge_new ();
  guint a = add (merge, 'A', BEGINNING, 0, 0, "a");
  guint b = add (merge, 'B', AFTER (a), 1, 0, "b");
  guint c = add (merge, 'C', AFTER (a, b), 2, 0, "c");

  add (merge, 'D', AFTER (a, b, c), 3, 0, "d");
  assert_text (merge, "abcd");
  g_assert_false (lnet_text_merge_has_unconfirmed (merge));
}

/* --- meetings --- */

static void
assert_meetings (const LnetTextMerge *merge,
                 const char          *expected)
{
  g_autoptr (GArray) meetings = lnet_text_merge_get_meetings (merge);
  g_autofree char *text = lnet_text_merge_get_text (merge);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < meetings->len; i++)
    {
      const LnetTextMeeting *meeting = &g_array_index (meetings, LnetTextMeeting, i);
      g_autofree char *sentence = g_utf8_substring (text, meeting->position, meeting->position + meeting->length);

      g_string_append_printf (found, "%s%u+%u “%s”", i > 0 ? ", " : "", meeting->a, meeting->b, sentence);
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_meetings (void)
{
  g_autoptr (LnetTextMerge) merge = lnet_text_merge_new ();
  guint base = add (merge, 'A', BEGINNING, 0, 0, "One is 1.5 km. Two is far (so!) Three… Four\nFive");
  guint a = add (merge, 'A', AFTER (base), 4, 2, "was");
  guint b = add (merge, 'B', AFTER (base), 19, 2, "was");

  g_assert_true (lnet_text_merge_has_unconfirmed (merge));
  assert_meetings (merge, "");
  add (merge, 'A', AFTER (a), 8, 1, "2");
  add (merge, 'B', AFTER (b), 13, 0, "!");
  assert_meetings (merge, "3+4 “One was 2.5 km!.”");
  add (merge, 'B', AFTER (4), 0, 0, "No ");
  assert_meetings (merge, "3+5 “No One was 2.5 km!.”");
  add (merge, 'C', AFTER (base), 44, 0, "And ");
  add (merge, 'C', AFTER (6), 43, 0, "."); /* the line before */
  assert_meetings (merge, "3+5 “No One was 2.5 km!.”");
  add (merge, 'C', AFTER (7), 22, 3, "near");
  add (merge, 'B', AFTER (5), 30, 6, "");
  assert_meetings (merge, "3+5 “No One was 2.5 km!.”, 8+9 “Two was near Three…”");
}

/* What somebody took counts for the sentence it stood in, at its beginning, within, and at its end. */
static void
test_meetings_of_what_is_gone (void)
{
  static const struct
  {
    guint position; /* of what A takes */
    guint n_deleted;
    guint written;  /* where B writes */
    const char *met;
  } takes[] = {
    { 11, 6, 26, "1+2 “old, and just two.”" },
    { 16, 4, 26, "1+2 “It is, and just two.”" },
    { 20, 9, 26, "1+2 “It is oldjust .”" },
    { 24, 6, 26, "1+2 “It is old, anjust  It is three.”" },
    { 29, 2, 26, "1+2 “It is old, and just twoIt is three.”" },
    { 36, 7, 34, "1+2 “It just is”" },
    { 24, 19, 14, "1+2 “It just is old, an”" }, /* and all behind it */
    { 0, 11, 26, "" },                          /* the sentence before */
    { 31, 12, 26, "" },                         /* the one after */
    { 11, 20, 34, "" },
    { 11, 20, 6, "" },
    { 0, 12, 26, "1+2 “t is old, and just two.”" },
    { 0, 3, 26, "" },
    { 40, 3, 26, "" },
    { 0, 43, 26, "1+2 “just”" },
    { 11, 20, 26, "1+2 “just It is three.”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (takes); i++)
    {
      g_autoptr (LnetTextMerge) merge = lnet_text_merge_new ();
      guint base = add (merge, 'A', BEGINNING, 0, 0, "It is one. It is old, and two. It is three.");

      add (merge, 'A', AFTER (base), takes[i].position, takes[i].n_deleted, "");
      add (merge, 'B', AFTER (base), takes[i].written, 0, "just ");
      assert_meetings (merge, takes[i].met);
    }
}

/* What reaches over several sentences meets whoever writes in any of them. */
static void
test_meetings_in_several (void)
{
  g_autoptr (LnetTextMerge) merge = lnet_text_merge_new ();
  guint base = add (merge, 'A', BEGINNING, 0, 0, "It is old and two.");

  add (merge, 'A', AFTER (base), 5, 0, " not. It was. It is");
  add (merge, 'B', AFTER (base), 3, 0, "really ");
  add (merge, 'C', AFTER (base), 17, 0, "!");
  assert_meetings (merge, "1+2 “It really is not.”, 1+3 “It is old and two!.”");
}

/* Where a sentence was added between two, nobody met. */
static void
test_meetings_between (void)
{
  g_autoptr (LnetTextMerge) merge = lnet_text_merge_new ();
  guint base = add (merge, 'A', BEGINNING, 0, 0, "It is one. It is two.");

  add (merge, 'A', AFTER (base), 10, 0, " And it is so.");
  add (merge, 'B', AFTER (base), 6, 0, "not ");
  add (merge, 'C', AFTER (base), 17, 0, "not ");
  assert_text (merge, "It is not one. And it is so. It is not two.");
  assert_meetings (merge, "");
}

/* The last of each row of events stands for it. */
static void
test_meetings_of_rows (void)
{
  g_autoptr (LnetTextMerge) merge = lnet_text_merge_new ();
  guint base = add (merge, 'A', BEGINNING, 0, 0, "It is old, and two.");
  guint a = add (merge, 'A', AFTER (base), 5, 4, "");
  guint b = add (merge, 'B', AFTER (base), 15, 0, "just ");

  b = add (merge, 'B', AFTER (b), 0, 2, "That");
  assert_meetings (merge, "1+3 “That is, and just two.”");
  a = add (merge, 'A', AFTER (a), 5, 5, "");
  assert_meetings (merge, "3+4 “That is just two.”");
  add (merge, 'C', AFTER (a, b), 13, 0, " So be it.");
  assert_meetings (merge, "3+4 “That is just  So be it.two.”");
}

static void
test_confirmation (void)
{
  g_autoptr (LnetTextMerge) merge = lnet_text_merge_new ();
  guint base = add (merge, 'A', BEGINNING, 0, 0, "It is.");
  guint a = add (merge, 'A', AFTER (base), 6, 0, " So.");
  guint b = add (merge, 'B', AFTER (base), 0, 2, "That");
  guint c = add (merge, 'C', AFTER (base), 3, 2, "was");
  guint read;

  assert_meetings (merge, "2+3 “That was.”");
  confirm (merge, 'A', AFTER (a)); /* saw neither */
  confirm (merge, 'A', AFTER (a, b));
  assert_meetings (merge, "2+3 “That was.”");
  read = confirm (merge, 'C', AFTER (b, c));
  assert_meetings (merge, "");
  g_assert_true (lnet_text_merge_has_unconfirmed (merge)); /* a and c */
  assert_text (merge, "That was. So.");
  add (merge, 'C', AFTER (a, read), 0, 0, "Yes: ");
  g_assert_true (lnet_text_merge_has_unconfirmed (merge));
  confirm (merge, 'B', AFTER (7));
  g_assert_false (lnet_text_merge_has_unconfirmed (merge));
  assert_meetings (merge, "");
  add (merge, 'B', AFTER (8), 0, 3, "No");
  g_assert_false (lnet_text_merge_has_unconfirmed (merge));
  add (merge, 'A', AFTER (8), 3, 0, "!");
  assert_meetings (merge, "9+10 “No!: That was.”");
}

/* --- inversion --- */

/* @expected: the edits, then the text they leave. */
static void
assert_inverted (const LnetTextMerge *merge,
                 const guint         *events,
                 const char          *expected)
{
  g_autoptr (GArray) edits = NULL;
  g_autoptr (GString) found = g_string_new (NULL);
  g_autofree char *text = lnet_text_merge_get_text (merge);
  gboolean changes = lnet_text_merge_invert (merge, events, count_parents (events), &edits);

  for (guint i = 0; i < edits->len; i++)
    {
      const LnetProseEdit *edit = &g_array_index (edits, LnetProseEdit, i);
      char *after = lnet_prose_apply (text, edit);

      g_string_append_printf (found, "%u −%u “%s”, ", edit->position, edit->n_deleted, edit->inserted);
      g_free (text);
      text = after;
    }
  g_string_append (found, text);
  g_assert_cmpstr (found->str, ==, expected);
  g_assert_cmpint (changes, ==, edits->len > 0);
}

static void
test_invert (void)
{
  g_autoptr (LnetTextMerge) merge = lnet_text_merge_new ();
  guint base = add (merge, 'A', BEGINNING, 0, 0, "One old thing. Two.");
  guint a = add (merge, 'A', AFTER (base), 4, 9, "new");
  guint b = add (merge, 'B', AFTER (base), 8, 0, "red ");
  guint c = add (merge, 'B', AFTER (b), 8, 9, "");

  assert_text (merge, "One new. Two.");
  assert_inverted (merge, AFTER (a), "4 −3 “old ”, One old . Two.");
  assert_inverted (merge, AFTER (b), "One new. Two."); /* its letters are gone */
  assert_inverted (merge, AFTER (c), "7 −0 “red ”, One newred . Two.");
  assert_inverted (merge, AFTER (a, c), "4 −3 “old red thing”, One old red thing. Two.");
  assert_inverted (merge, BEGINNING, "One new. Two.");
  add (merge, 'C', AFTER (a, c), 5, 1, "E");
  assert_inverted (merge, AFTER (a), "6 −1 “old ”, 4 −1 “”, One Eold . Two.");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-merge/linear", test_linear);
  g_test_add_func ("/text-merge/same-place", test_same_place);
  g_test_add_func ("/text-merge/write-in-what-was-taken", test_write_in_what_was_taken);
  g_test_add_func ("/text-merge/both-take", test_both_take);
  g_test_add_func ("/text-merge/runs-stay-together", test_runs_stay_together);
  g_test_add_func ("/text-merge/nested", test_nested);
  g_test_add_func ("/text-merge/three-desks", test_three_desks);
  g_test_add_func ("/text-merge/characters", test_characters);
  g_test_add_func ("/text-merge/past-end", test_past_end);
  g_test_add_func ("/text-merge/needless-parents", test_needless_parents);
  g_test_add_func ("/text-merge/meetings", test_meetings);
  g_test_add_func ("/text-merge/meetings-of-what-is-gone", test_meetings_of_what_is_gone);
  g_test_add_func ("/text-merge/meetings-in-several", test_meetings_in_several);
  g_test_add_func ("/text-merge/meetings-between", test_meetings_between);
  g_test_add_func ("/text-merge/meetings-of-rows", test_meetings_of_rows);
  g_test_add_func ("/text-merge/confirmation", test_confirmation);
  g_test_add_func ("/text-merge/invert", test_invert);
  return g_test_run ();
}
