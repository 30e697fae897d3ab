/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-error.h"
#include "lnet-strength-language.h"

static void
assert_found (const char *text,
              const char *words)
{
  g_autofree char *found = lnet_strength_language_find (lnet_strength_language_get_default (), text);

  g_assert_cmpstr (found, ==, words);
}

static void
test_english (void)
{
  assert_found ("She failed to greet the family.", "failed to");
  assert_found ("We should Fix the transition", "Fix");
  assert_found ("I came to fix the teacher", "fix the teacher");
  assert_found ("He didn’t know how to wait", "didn’t know how");
  assert_found ("So many weaknesses", "weaknesses");
}

static void
test_spanish (void)
{
  assert_found ("La maestra no supo qué hacer", "no supo");
  assert_found ("Falló en escuchar", "Falló en");
  assert_found ("Hay que arreglar la rutina", "Hay que arreglar");
}

/* Parts of other words, and words of strength, are left in peace. */
static void
test_silent (void)
{
  assert_found ("Ana knelt down, waited and named what Leo was building.", NULL);
  assert_found ("The fixture of the week is a fixed point", NULL);
  assert_found ("Esperó, sonrió y nombró lo que Leo construía.", NULL);
  assert_found ("", NULL);
  assert_found (NULL, NULL);
}

static void
test_own_list (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetStrengthLanguage) words = lnet_strength_language_new ("[de]\nphrases=kann nicht;\n", -1, &error);
  g_autofree char *found = NULL;

  g_assert_no_error (error);
  found = lnet_strength_language_find (words, "Sie kann  nicht warten");
  g_assert_cmpstr (found, ==, "kann  nicht");
  g_assert_null (lnet_strength_language_new ("phrases=x", -1, &error));
  g_assert_error (error, LNET_ERROR, LNET_ERROR_INVALID);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strength-language/english", test_english);
  g_test_add_func ("/strength-language/spanish", test_spanish);
  g_test_add_func ("/strength-language/silent", test_silent);
  g_test_add_func ("/strength-language/own-list", test_own_list);
  return g_test_run ();
}
