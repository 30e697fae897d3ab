/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-message-uri.h"

#include <string.h>

static void
assert_mail (const char *const *addresses,
             const char        *subject,
             const char        *body,
             const char        *expected)
{
  g_auto (GStrv) uris = lnet_message_uri_mail (addresses, subject, body);
  g_autofree char *all = g_strjoinv (" ", uris);

  g_assert_cmpstr (all, ==, expected);
}

static void
test_mail (void)
{
  assert_mail ((const char *const[]) { "ana@example.org", NULL }, NULL, "", "mailto:ana@example.org");
  assert_mail ((const char *const[]) { "ana@example.org", NULL }, "Hi & bye", "One\nTwo",
               "mailto:ana@example.org?subject=Hi%20%26%20bye&body=One%0D%0ATwo");
  assert_mail ((const char *const[]) { "ana@example.org", "bo@example.org", NULL }, NULL, "",
               "mailto:?bcc=ana@example.org,bo@example.org");
  assert_mail ((const char *const[]) { "ana+lnet@example.org", "bo@example.org", NULL }, "¿Sí?", "100 % = 1",
               "mailto:?bcc=ana%2Blnet@example.org,bo@example.org&subject=%C2%BFS%C3%AD%3F&body=100%20%25%20%3D%201");
  assert_mail ((const char *const[]) { NULL }, "Hi", "Words", "");
}

/* Nothing that stands in one part becomes another. */
static void
test_hostile_mail (void)
{
  /* the rest of an address that is one stays in it */
  assert_mail ((const char *const[]) { "ana@example.org?bcc=eve@example.org", NULL }, NULL, "", "");
  assert_mail ((const char *const[]) { "a&bcc=eve@example.org", NULL }, NULL, "", "mailto:a%26bcc%3Deve@example.org");
  assert_mail ((const char *const[]) { "a?cc=eve@example.org", NULL }, NULL, "", "mailto:a%3Fcc%3Deve@example.org");
  /* what is none is left out, and one that is left is written to openly */
  assert_mail ((const char *const[]) { "ana@example.org,eve@example.org", "a\nBcc: eve@example.org", "a b@example.org",
                                       "", "nobody", "bo@example.org", NULL },
               NULL, "", "mailto:bo@example.org");
  /* a subject is one line */
  assert_mail ((const char *const[]) { "bo@example.org", NULL }, "Hi\r\nBcc: eve@example.org", "",
               "mailto:bo@example.org?subject=Hi%20%20Bcc%3A%20eve@example.org");
  assert_mail ((const char *const[]) { "bo@example.org", NULL }, NULL, "x&bcc=eve@example.org#y",
               "mailto:bo@example.org?body=x%26bcc%3Deve@example.org%23y");
  assert_mail ((const char *const[]) { "Bo <bo@example.org>", NULL }, " ", "a\r\nb\rc",
               "mailto:bo@example.org?body=a%0D%0Ab%0D%0Ac");
}

static void
test_text (void)
{
  g_auto (GStrv) uris =
    lnet_message_uri_text ((const char *const[]) { "(307) 555-0101", "+1 307 555 0102", NULL }, "¿Vienes? 5 & 6\n¡Sí!");
  g_auto (GStrv) one = lnet_message_uri_text ((const char *const[]) { "307.555.0101", NULL }, "");
  g_auto (GStrv) hostile =
    lnet_message_uri_text ((const char *const[]) { "3075550101;ext=5", "3075550101?body=x", "3075550101,3075550102&x",
                                                   "307-555-0101 ext. 12", "\n+13075550103", NULL }, "Hi");

  g_assert_cmpuint (g_strv_length (uris), ==, 1);
  g_assert_cmpstr (uris[0], ==, "sms:+13075550101,+13075550102?body=%C2%BFVienes%3F%205%20%26%206%0D%0A%C2%A1S%C3%AD%21");
  g_assert_cmpstr (one[0], ==, "sms:+13075550101");
  g_assert_cmpuint (g_strv_length (hostile), ==, 1);
  g_assert_cmpstr (hostile[0], ==, "sms:+13075550103?body=Hi");
}

static char **
make_addresses (guint       n,
                const char *begin,
                const char *end)
{
  g_autoptr (GStrvBuilder) addresses = g_strv_builder_new ();

  for (guint i = 0; i < n; i++)
    g_strv_builder_take (addresses, g_strdup_printf ("%s%03u%s", begin, i, end));
  return g_strv_builder_end (addresses);
}

/* Every address is in one letter, and no letter is longer than programs take. */
static void
assert_parts (char **uris,
              char **addresses,
              guint  n_uris)
{
  g_autofree char *all = g_strjoinv ("&", uris);

  g_assert_cmpuint (g_strv_length (uris), ==, n_uris);
  for (guint i = 0; addresses[i] != NULL; i++)
    {
      const char *found = strstr (all, addresses[i]);

      g_assert_nonnull (found);
      g_assert_null (strstr (found + 1, addresses[i]));
    }
  for (guint i = 0; i < n_uris; i++)
    g_assert_cmpuint (strlen (uris[i]), <, 34000);
}

static void
test_many (void)
{
  g_auto (GStrv) mail = make_addresses (201, "member", "@example.org");
  g_autofree char *host = g_strnfill (200, 'x');
  g_autofree char *end = g_strconcat ("@", host, ".org", NULL);
  g_auto (GStrv) wide = make_addresses (90, "m", end);
  g_auto (GStrv) numbers = make_addresses (41, "+13075550", "");
  g_autofree char *longest = g_strnfill (24000 - 5, 'x');
  g_autofree char *longer = g_strnfill (24000 - 4, 'x');
  g_auto (GStrv) mail_uris = lnet_message_uri_mail ((const char *const *) mail, "Hi", longest + 20);
  g_auto (GStrv) wide_uris = lnet_message_uri_mail ((const char *const *) wide, NULL, longest);
  g_auto (GStrv) text_uris = lnet_message_uri_text ((const char *const *) numbers, "Hi");

  assert_parts (mail_uris, mail, 3);
  assert_parts (wide_uris, wide, 3);
  assert_parts (text_uris, numbers, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_true (g_str_has_prefix (mail_uris[i], "mailto:?bcc="));
  /* the last of the letters goes to one alone, and still hides that */
  g_assert_null (strchr (mail_uris[2] + strlen ("mailto:?bcc="), ','));
  g_assert_null (lnet_message_uri_mail ((const char *const *) mail, NULL, longer));
  g_assert_null (lnet_message_uri_text ((const char *const *) numbers, longer));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/message-uri/mail", test_mail);
  g_test_add_func ("/message-uri/hostile-mail", test_hostile_mail);
  g_test_add_func ("/message-uri/text", test_text);
  g_test_add_func ("/message-uri/many", test_many);
  return g_test_run ();
}
