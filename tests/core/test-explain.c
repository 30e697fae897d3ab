/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "lnet-contact.h"
#include "lnet-explain.h"

typedef struct
{
  const char *text;
  const char *words; /* of the sentence; NULL: nothing is said */
} Case;

static void
check (const Case *cases,
       gsize       n,
       const char *(*explain) (const char *))
{
  for (gsize i = 0; i < n; i++)
    {
      const char *sentence = explain (cases[i].text);

      g_test_message ("%s", cases[i].text);
      if (cases[i].words == NULL)
        {
          g_assert_cmpstr (sentence, ==, NULL);
          continue;
        }
      g_assert_nonnull (sentence);
      g_assert_nonnull (strstr (sentence, cases[i].words));
      /* Whatever is said, it is also said that it can be saved. */
      g_assert_nonnull (strstr (sentence, "kept as you write it."));
    }
}

static void
test_email (void)
{
  static const Case cases[] = {
    { NULL, NULL },
    { "", NULL },
    { "   ", NULL },
    { "ana@example.org", NULL },
    { " Ana Begay <ana@example.org> ", NULL },
    { "ana.example.org", "has an @" },
    { "ask her sister", "has an @" },
    { "a@b.org c@d.org", "more than one @" },
    { "ana begay@example.org", "no spaces" },
    { "@example.org", "looks like ana@example.org" },
    { "ana@example", "looks like ana@example.org" },
    { "ana@example..org", "does not look like" },
  };

  check (cases, G_N_ELEMENTS (cases), lnet_explain_email);
}

static void
test_phone (void)
{
  static const Case cases[] = {
    { NULL, NULL },
    { "", NULL },
    { "(307) 555-0101", NULL },
    { "555-0101", NULL },
    { "307.555.0101 ext. 12", NULL },
    { "55501", "seven digits or more" },
    { "her cell", "seven digits or more" },
    { "307-555-0101 307-555-0102", "more than fifteen digits" },
    { "ana@example.org", "like an e-mail address" },
    { "call 307-555-0101", "does not look like" },
  };

  check (cases, G_N_ELEMENTS (cases), lnet_explain_phone);
}

/* Nothing is said of what the rules of contacts take, and something of all that they do not. */
static void
test_agrees (void)
{
  static const char *const texts[] = { "ana@example.org", "ana", "a@b", "3075550101", "307", "x@", "1-800-555-0101" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *email = lnet_email_tidy (texts[i]);
      g_autofree char *phone = lnet_phone_tidy (texts[i]);

      g_assert_true ((email == NULL) == (lnet_explain_email (texts[i]) != NULL));
      g_assert_true ((phone == NULL) == (lnet_explain_phone (texts[i]) != NULL));
    }
}

static void
test_date (void)
{
  g_assert_null (lnet_explain_date (NULL, "2026-11-24"));
  g_assert_null (lnet_explain_date ("", "2026-11-24"));
  g_assert_null (lnet_explain_date ("2026-11-24", "2026-11-24"));
  g_assert_null (lnet_explain_date ("2026", "2026-11-24"));
  g_assert_null (lnet_explain_date ("2026-11", "2026-11-24"));
  g_assert_nonnull (lnet_explain_date ("2026-11-25", "2026-11-24"));
  g_assert_nonnull (lnet_explain_date ("2026-12", "2026-11-24"));
  g_assert_nonnull (lnet_explain_date ("2027", "2026-11-24"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/explain/email", test_email);
  g_test_add_func ("/explain/phone", test_phone);
  g_test_add_func ("/explain/agrees", test_agrees);
  g_test_add_func ("/explain/date", test_date);
  return g_test_run ();
}
