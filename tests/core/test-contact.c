/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-contact.h"

typedef struct
{
  const char *text;
  const char *expected;
} Case;

static void
check (const Case *cases,
       gsize       n,
       char     *(*function) (const char *))
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *answer = function (cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (answer, ==, cases[i].expected);
    }
}

static void
test_email (void)
{
  static const Case cases[] = {
    { "Ana@Example.ORG", "ana@example.org" },
    { " ana@example.org ", "ana@example.org" },
    { "Ana Begay <Ana@example.org>", "ana@example.org" },
    { "mailto:ana@example.org", "ana@example.org" },
    { "ana@example.org.", "ana@example.org" },
    { "josé@example.org", "josé@example.org" },
    { "ana@example", NULL },
    { "ana.example.org", NULL },
    { "a@b@c.org", NULL },
    { "ana@example..org", NULL },
    { "@example.org", NULL },
    { "ana begay@example.org", NULL },
    { "", NULL },
    { NULL, NULL },
  };
  g_autofree char *tidy = lnet_email_tidy (" Ana <Ana@Example.org> ");

  check (cases, G_N_ELEMENTS (cases), lnet_email_normalize);
  g_assert_cmpstr (tidy, ==, "Ana@Example.org");
}

static void
test_phone (void)
{
  static const Case cases[] = {
    { "(307) 555-0101", "+13075550101" },    { "307.555.0101", "+13075550101" },
    { "1-307-555-0101", "+13075550101" },    { "+1 307 555 0101", "+13075550101" },
    { "3075550101", "+13075550101" },        { "555-0101", "5550101" },
    { "307-555-0101 x12", "+13075550101;ext=12" }, { "307-555-0101 ext. 12", "+13075550101;ext=12" },
    { "+52 55 1234 5678", "+525512345678" }, { "3.07555E+09", NULL },
    { "555", NULL },                         { "none", NULL },
    { "12345678901234567890", NULL },        { "ana@example.org", NULL },
    { "", NULL },                            { NULL, NULL },
  };

  check (cases, G_N_ELEMENTS (cases), lnet_phone_normalize);
}

static void
test_phone_tidy (void)
{
  static const Case cases[] = {
    { "3075550101", "(307) 555-0101" },
    { "+1 307.555.0101 x9", "(307) 555-0101 ext. 9" },
    { " +52 55 1234 5678 ", "+52 55 1234 5678" },
    { "555-0101", "555-0101" },
    { "call the office", NULL },
  };

  check (cases, G_N_ELEMENTS (cases), lnet_phone_tidy);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/contact/email", test_email);
  g_test_add_func ("/contact/phone", test_phone);
  g_test_add_func ("/contact/phone-tidy", test_phone_tidy);
  return g_test_run ();
}
