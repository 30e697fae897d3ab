/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-word-diff.h"

#include <string.h>

/* The runs with the marks {-…-} and {+…+}. */
static char *
mark_up (const char *before,
         const char *after)
{
  static const char *const open[] = { "", "{-", "{+" };
  static const char *const close[] = { "", "-}", "+}" };
  g_autoptr (GArray) runs = lnet_word_diff (before, after);
  GString *result = g_string_new (NULL);

  for (guint i = 0; i < runs->len; i++)
    {
      const LnetWordDiffRun *run = &g_array_index (runs, LnetWordDiffRun, i);
      const char *text = run->kind == LNET_WORD_DIFF_DELETED ? before : after;

      g_string_append (result, open[run->kind]);
      g_string_append_len (result, text + run->offset, (gssize) run->length);
      g_string_append (result, close[run->kind]);
    }
  return g_string_free_and_steal (result);
}

static void
test_examples (void)
{
  static const char *const cases[][3] = {
    { "", "", "" },
    { "same words", "same words", "same words" },
    { "", "all new", "{+all new+}" },
    { "all gone", "", "{-all gone-}" },
    { "the quiet cat sat", "the cat sat", "the {-quiet -}cat sat" },
    { "the cat", "the cat sat", "the cat{+ sat+}" },
    { "cat sat", "the cat sat", "{+the +}cat sat" },
    { "the cat sat", "the dog sat", "the {-cat-}{+dog+} sat" },
    { "don't go", "do go", "{-don't-}{+do+} go" },
    { "We learn.", "We learn!", "We learn{-.-}{+!+}" },
    { "one two", "one  two", "one {+ +}two" },
    { "one two", "one\ntwo", "one{- -}{+\n+}two" },
    { "niño cafe\xcc\x81", "niña cafe\xcc\x81", "{-niño-}{+niña+} cafe\xcc\x81" },
    { "我们学习", "我们一起学习", "我们{+一起+}学习" },
    { "👩🏽‍🏫 teaches", "👩🏽‍🏫 learns", "👩🏽‍🏫 {-teaches-}{+learns+}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *result = mark_up (cases[i][0], cases[i][1]);

      g_assert_cmpstr (result, ==, cases[i][2]);
    }
}

/* Words one letter long from an alphabet of @n_letters, so that words and letters are the same. */
static char *
make_text (guint n_words,
           guint n_letters)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_words; i++)
    {
      if (i > 0)
        g_string_append_c (text, ' ');
      g_string_append_c (text, (char) ('a' + g_random_int_range (0, (int) n_letters)));
    }
  return g_string_free_and_steal (text);
}

/* The longest common sequence by the textbook's table. */
static guint
count_common (const char *before,
              const char *after)
{
  g_auto (GStrv) a = g_strsplit (before, " ", -1);
  g_auto (GStrv) b = g_strsplit (after, " ", -1);
  guint n = g_strv_length (a);
  guint m = g_strv_length (b);
  g_autofree guint *table = g_new0 (guint, (n + 1) * (m + 1));

  for (guint i = 1; i <= n; i++)
    for (guint j = 1; j <= m; j++)
      table[i * (m + 1) + j] = g_str_equal (a[i - 1], b[j - 1])
                                 ? table[(i - 1) * (m + 1) + j - 1] + 1
                                 : MAX (table[(i - 1) * (m + 1) + j], table[i * (m + 1) + j - 1]);
  return table[n * (m + 1) + m];
}

static guint
count_letters (const char *text,
               gsize       length)
{
  guint n = 0;

  for (gsize i = 0; i < length; i++)
    n += g_ascii_isalpha (text[i]);
  return n;
}

/* The runs put together again are the two texts; neighbours differ; what stays is as much as can stay. */
static void
assert_right (const char *before,
              const char *after,
              guint       n_common)
{
  g_autoptr (GArray) runs = lnet_word_diff (before, after);
  g_autoptr (GString) a = g_string_new (NULL);
  g_autoptr (GString) b = g_string_new (NULL);
  guint n_equal = 0;

  for (guint i = 0; i < runs->len; i++)
    {
      const LnetWordDiffRun *run = &g_array_index (runs, LnetWordDiffRun, i);
      const char *text = (run->kind == LNET_WORD_DIFF_DELETED ? before : after) + run->offset;

      g_assert_cmpuint (run->length, >, 0);
      g_assert_true (i == 0 || run->kind != g_array_index (runs, LnetWordDiffRun, i - 1).kind);
      if (run->kind != LNET_WORD_DIFF_INSERTED)
        g_string_append_len (a, text, (gssize) run->length);
      if (run->kind != LNET_WORD_DIFF_DELETED)
        g_string_append_len (b, text, (gssize) run->length);
      if (run->kind == LNET_WORD_DIFF_EQUAL)
        n_equal += count_letters (text, run->length);
    }
  g_assert_cmpstr (a->str, ==, before);
  g_assert_cmpstr (b->str, ==, after);
  g_assert_cmpuint (n_equal, ==, n_common);
}

static void
test_random (void)
{
  for (guint i = 0; i < 1500; i++)
    {
      g_autofree char *before = make_text ((guint) g_random_int_range (1, 40), (guint) g_random_int_range (2, 8));
      g_autofree char *after = make_text ((guint) g_random_int_range (1, 40), (guint) g_random_int_range (2, 8));

      assert_right (before, after, count_common (before, after));
    }
}

/* Long and unlike enough that the bit-parallel rows do the work. */
static void
test_unlike (void)
{
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *before = make_text ((guint) g_random_int_range (300, 900), 24);
      g_autofree char *after = make_text ((guint) g_random_int_range (300, 900), 24);

      assert_right (before, after, count_common (before, after));
    }
}

static void
test_count (void)
{
  guint n_deleted;
  guint n_inserted;

  lnet_word_diff_count ("We fix teachers.", "We start from what teachers do well.", &n_deleted, &n_inserted);
  g_assert_cmpuint (n_deleted, ==, 1);
  g_assert_cmpuint (n_inserted, ==, 5);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/word-diff/examples", test_examples);
  g_test_add_func ("/word-diff/random", test_random);
  g_test_add_func ("/word-diff/unlike", test_unlike);
  g_test_add_func ("/word-diff/count", test_count);
  return g_test_run ();
}
