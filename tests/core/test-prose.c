/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-prose.h"

static void
test_compare (void)
{
  static const struct
  {
    const char *before;
    const char *after;
    guint position;
    guint n_deleted;
    const char *inserted;
  } cases[] = {
    { "", "", 0, 0, "" },
    { "same", "same", 4, 0, "" },
    { "", "new", 0, 0, "new" },
    { "old", "", 0, 3, "" },
    { "How you are", "How you are matters", 11, 0, " matters" },
    { "aaa", "aaaa", 3, 0, "a" },
    { "José", "Jose", 3, 1, "e" },
    /* é and è share their first byte, é and ĩ their last */
    { "é", "è", 0, 1, "è" },
    { "xé", "xĩ", 1, 1, "ĩ" },
    { "niño y niña", "niño o niña", 5, 1, "o" },
    { "👩 🧑", "👩 👩 🧑", 2, 0, "👩 " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (LnetProseEdit) edit = { 0 };
      gboolean differs = lnet_prose_compare (cases[i].before, cases[i].after, &edit);
      g_autofree char *result = lnet_prose_apply (cases[i].before, &edit);

      g_assert_cmpint (differs, ==, g_strcmp0 (cases[i].before, cases[i].after) != 0);
      g_assert_cmpuint (edit.position, ==, cases[i].position);
      g_assert_cmpuint (edit.n_deleted, ==, cases[i].n_deleted);
      g_assert_cmpstr (edit.inserted, ==, cases[i].inserted);
      g_assert_cmpstr (result, ==, cases[i].after);
    }
}

static void
assert_rebased (const char          *text,
                const LnetProseEdit *ours,
                LnetProseEdit        theirs,
                const char          *expected)
{
  g_autofree char *with_ours = lnet_prose_apply (text, ours);
  g_autofree char *result = NULL;

  lnet_prose_rebase (&theirs, ours);
  result = lnet_prose_apply (with_ours, &theirs);
  g_assert_cmpstr (result, ==, expected);
}

static void
test_rebase (void)
{
  const LnetProseEdit ours = { 4, 3, (char *) "OURS" };

  assert_rebased ("abc def ghi", &ours, (LnetProseEdit) { 0, 3, (char *) "x" }, "x OURS ghi");
  assert_rebased ("abc def ghi", &ours, (LnetProseEdit) { 8, 3, (char *) "x" }, "abc OURS x");
  assert_rebased ("abc def ghi", &ours, (LnetProseEdit) { 7, 0, (char *) "x" }, "abc OURSx ghi");
  assert_rebased ("abc def ghi", &ours, (LnetProseEdit) { 4, 0, (char *) "x" }, "abc OURSx ghi");
  /* both delete "def"; theirs reaches further to the right, to the left, to both sides */
  assert_rebased ("abc def ghi", &ours, (LnetProseEdit) { 4, 3, (char *) "x" }, "abc OURSx ghi");
  assert_rebased ("abc def ghi", &ours, (LnetProseEdit) { 5, 6, (char *) "x" }, "abc OURSx");
  assert_rebased ("abc def ghi", &ours, (LnetProseEdit) { 0, 5, (char *) "x" }, "xOURS ghi");
  assert_rebased ("abc def ghi", &ours, (LnetProseEdit) { 0, 11, (char *) "x" }, "abc OURSx");
}

static void
test_count (void)
{
  g_assert_cmpuint (lnet_prose_length ("niño"), ==, 4);
  g_assert_cmpuint (lnet_prose_count_words (""), ==, 0);
  g_assert_cmpuint (lnet_prose_count_words ("  "), ==, 0);
  g_assert_cmpuint (lnet_prose_count_words ("What you say and do matters."), ==, 6);
  g_assert_cmpuint (lnet_prose_count_words ("don't – wait\nthree"), ==, 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/prose/compare", test_compare);
  g_test_add_func ("/prose/rebase", test_rebase);
  g_test_add_func ("/prose/count", test_count);
  return g_test_run ();
}
