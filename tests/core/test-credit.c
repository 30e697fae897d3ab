/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <locale.h>

#include "lnet-credit.h"

static void
test_ceu (void)
{
  static const struct
  {
    guint minutes;
    guint tenths;
  } cases[] = {
    { 0, 0 },     { 1, 1 },      { 10, 1 },     { 29, 1 },     { 30, 1 },    { 60, 1 },      { 89, 1 },
    { 90, 2 },    { 149, 2 },    { 150, 3 },    { 165, 3 },    { 180, 3 },   { 12 * 60, 12 }, { 17 * 60, 17 },
    { 1620, 27 }, { 1800, 30 },  { 1829, 30 },  { 1830, 31 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (lnet_credit_get_ceu_tenths (cases[i].minutes), ==, cases[i].tenths);
  /* One contact hour is a tenth of a CEU, at any size. */
  for (guint hours = 1; hours < 1000; hours++)
    g_assert_cmpuint (lnet_credit_get_ceu_tenths (hours * 60), ==, hours);
}

static void
test_hours (void)
{
  g_assert_cmpuint (lnet_credit_get_hour_hundredths (165), ==, 275);
  g_assert_cmpuint (lnet_credit_get_hour_hundredths (1800), ==, 3000);
  g_assert_cmpuint (lnet_credit_get_hour_hundredths (1), ==, 2);
  g_assert_cmpuint (lnet_credit_get_hour_hundredths (0), ==, 0);
}

static void
assert_text (char       *text,
             const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_format (void)
{
  assert_text (lnet_credit_format_ceu (30), "0.1");
  assert_text (lnet_credit_format_ceu (165), "0.3");
  assert_text (lnet_credit_format_ceu (17 * 60), "1.7");
  assert_text (lnet_credit_format_ceu (12 * 60), "1.2");
  assert_text (lnet_credit_format_ceu (1800), "3.0");
  assert_text (lnet_credit_format_ceu (0), "0.0");
  assert_text (lnet_credit_format_hours (165), "2.8");
  assert_text (lnet_credit_format_hours (1800), "30.0");
  assert_text (lnet_credit_format_duration (45), "45 min");
  assert_text (lnet_credit_format_duration (180), "3 h");
  assert_text (lnet_credit_format_duration (165), "2 h 45 min");
  assert_text (lnet_credit_format_duration (0), "0 min");
}

static void
test_format_locale (void)
{
  if (setlocale (LC_NUMERIC, "es_ES.UTF-8") == NULL)
    {
      g_test_skip ("The es_ES.UTF-8 locale is not installed");
      return;
    }
  assert_text (lnet_credit_format_ceu (17 * 60), "1,7");
  assert_text (lnet_credit_format_hours (165), "2,8");
  setlocale (LC_NUMERIC, "C");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/credit/ceu", test_ceu);
  g_test_add_func ("/credit/hours", test_hours);
  g_test_add_func ("/credit/format", test_format);
  g_test_add_func ("/credit/format-locale", test_format_locale);
  return g_test_run ();
}
