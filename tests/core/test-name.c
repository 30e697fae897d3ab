/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-name.h"

#include <locale.h>

#define assert_text(expression, expected)         \
  G_STMT_START                                    \
  {                                               \
    g_autofree char *got = (expression);          \
    g_assert_cmpstr (got, ==, (expected));        \
  }                                               \
  G_STMT_END

static void
test_display (void)
{
  assert_text (lnet_name_display ("Annie", "Annabelle", "Begay"), "Annie Begay");
  assert_text (lnet_name_display (NULL, "Annabelle", "Begay"), "Annabelle Begay");
  assert_text (lnet_name_display ("", " Ana  María ", "Begay "), "Ana María Begay");
  assert_text (lnet_name_display ("Annie Begay", "Annabelle", "Begay"), "Annie Begay");
  assert_text (lnet_name_display ("Pepe Garcia Lopez", "José", "García López"), "Pepe Garcia Lopez");
  assert_text (lnet_name_display ("Begay", "Annabelle", "Begay"), "Begay Begay");
  assert_text (lnet_name_display ("Coach T", NULL, NULL), "Coach T");
  assert_text (lnet_name_display (NULL, NULL, "Begay"), "Begay");
  assert_text (lnet_name_display (NULL, "Ana", NULL), "Ana");
  assert_text (lnet_name_display (NULL, " ", ""), "");
  assert_text (lnet_name_display (NULL, "\xff\xfe", NULL), "\xef\xbf\xbd\xef\xbf\xbd");
}

static void
test_short (void)
{
  assert_text (lnet_name_short ("Annie", "Annabelle", "Begay"), "Annie");
  assert_text (lnet_name_short ("Annie Begay", "Annabelle", "Begay"), "Annie");
  assert_text (lnet_name_short (NULL, "Ana María", "Begay"), "Ana María");
  assert_text (lnet_name_short (NULL, NULL, "Begay"), "Begay");
  assert_text (lnet_name_short (NULL, NULL, NULL), "");
}

static void
test_initials (void)
{
  assert_text (lnet_name_initials ("Ana María Begay"), "AB");
  assert_text (lnet_name_initials ("élodie o'neil"), "ÉO");
  assert_text (lnet_name_initials ("Cher"), "C");
  assert_text (lnet_name_initials ("(Ana) \"Nan\""), "AN");
  assert_text (lnet_name_initials (""), "");
  assert_text (lnet_name_initials (NULL), "");
}

static void
test_fold (void)
{
  assert_text (lnet_name_fold ("José"), "jose");
  assert_text (lnet_name_fold ("Jose\xcc\x81"), "jose");
  assert_text (lnet_name_fold ("MUÑOZ"), "munoz");
  assert_text (lnet_name_fold ("Strauß"), "strauss");
  assert_text (lnet_name_fold ("Łucja Ærø Đorđe"), "lucja aero dorde");
  assert_text (lnet_name_fold ("O'Neil"), "oneil");
  assert_text (lnet_name_fold ("O’Neil"), "oneil");
  assert_text (lnet_name_fold ("Smith-Jones, Ana."), "smith jones ana");
  assert_text (lnet_name_fold ("  a \t b  "), "a b");
  assert_text (lnet_name_fold ("ﬁne Ｗｉｄｅ"), "fine wide");
  assert_text (lnet_name_fold ("—!"), "");
  assert_text (lnet_name_fold (NULL), "");
  assert_text (lnet_name_fold ("Nguyễn Thị"), "nguyen thi");
  assert_text (lnet_name_fold ("李明"), "李明");
  assert_text (lnet_name_fold ("a\xff" "b"), "a b");
}

static void
test_equal (void)
{
  g_assert_true (lnet_name_equal ("José", "JOSE"));
  g_assert_true (lnet_name_equal ("Mary-Ann", "mary ann"));
  g_assert_false (lnet_name_equal ("Jose", "Josef"));
  g_assert_true (lnet_name_equal (NULL, ""));
}

static void
test_fold_into (void)
{
  g_autoptr (GString) into = g_string_new (NULL);

  lnet_name_fold_into (into, "Ana!");
  lnet_name_fold_into (into, NULL);
  lnet_name_fold_into (into, "…");
  lnet_name_fold_into (into, "Begay");
  g_assert_cmpstr (into->str, ==, "ana begay");
}

static int
compare_people (const char *one_first,
                const char *one_last,
                const char *other_first,
                const char *other_last)
{
  g_autoptr (GBytes) one = lnet_name_sort_key (NULL, one_first, one_last);
  g_autoptr (GBytes) other = lnet_name_sort_key (NULL, other_first, other_last);

  return g_bytes_compare (one, other);
}

static void
test_order (void)
{
  g_assert_cmpint (compare_people ("Zoe", "Begay", "Ana", "Chee"), <, 0);
  g_assert_cmpint (compare_people ("Zoe", "García", "Ana", "García Márquez"), <, 0);
  g_assert_cmpint (compare_people ("Ana", "García", "Zoe", "Garcia"), <, 0);
  g_assert_cmpint (compare_people ("Ana", "García-Luna", "Zoe", "Garciaz"), <, 0);
  g_assert_cmpint (compare_people ("Ana", "Garcia", "Ana", "García"), <, 0);
  g_assert_cmpint (compare_people ("Ana", "de la Cruz", "Ana", "Dean"), <, 0);
  g_assert_cmpint (compare_people ("Ana", "O'Neil", "Zoe", "ONeil"), <, 0);
  g_assert_cmpint (compare_people ("Cher", NULL, "Ana", "Chessman"), <, 0);
  g_assert_cmpint (compare_people ("Ana", "\"Begay\"", "Zoe", "Begay"), <, 0);
  g_assert_cmpint (compare_people ("Ana", "BEGAY", "Ana", "Begay"), ==, 0);
}

static void
test_preferred_order (void)
{
  g_autoptr (GBytes) whole = lnet_name_sort_key ("Annie Begay", "Zenobia", "Begay");
  g_autoptr (GBytes) plain = lnet_name_sort_key ("Annie", "Zenobia", "Begay");

  g_assert_true (g_bytes_equal (whole, plain));
}

static gboolean
use_language (const char *locale)
{
  if (setlocale (LC_ALL, locale) != NULL)
    return TRUE;
  g_test_skip ("This language is not installed");
  return FALSE;
}

static void
test_letter (void)
{
  assert_text (lnet_name_letter (NULL, "Ana", "begay"), "B");
  assert_text (lnet_name_letter (NULL, "Ana", "Ñu"), "N");
  assert_text (lnet_name_letter (NULL, "Ana", "Álvarez"), "A");
  assert_text (lnet_name_letter (NULL, "Łucja", NULL), "L");
  assert_text (lnet_name_letter (NULL, "Ana", "3rd"), "#");
  assert_text (lnet_name_letter (NULL, "Ana", "(Chee)"), "C");
  assert_text (lnet_name_letter (NULL, NULL, NULL), "#");
  assert_text (lnet_name_letter (NULL, "明", "李"), "李");
}

static void
test_spanish (void)
{
  if (use_language ("es_US.UTF-8"))
    {
      assert_text (lnet_name_letter (NULL, "Ana", "ñu"), "Ñ");
      assert_text (lnet_name_letter (NULL, "Ana", "N\xcc\x83u"), "Ñ");
      assert_text (lnet_name_letter (NULL, "Ana", "Álvarez"), "A");
      g_assert_cmpint (compare_people ("Ana", "Ñu", "Ana", "Nuz"), >, 0);
      g_assert_cmpint (compare_people ("Ana", "Ñu", "Ana", "Oca"), <, 0);
      g_assert_cmpint (compare_people ("Ana", "Muñoz", "Ana", "Munozo"), >, 0);
    }
  setlocale (LC_ALL, "en_US.UTF-8");
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "en_US.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/name/display", test_display);
  g_test_add_func ("/name/short", test_short);
  g_test_add_func ("/name/initials", test_initials);
  g_test_add_func ("/name/fold", test_fold);
  g_test_add_func ("/name/fold-into", test_fold_into);
  g_test_add_func ("/name/equal", test_equal);
  g_test_add_func ("/name/order", test_order);
  g_test_add_func ("/name/preferred-order", test_preferred_order);
  g_test_add_func ("/name/letter", test_letter);
  g_test_add_func ("/name/spanish", test_spanish);
  return g_test_run ();
}
