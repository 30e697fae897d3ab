/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-error.h"
#include "lnet-text-encoding.h"

#include <string.h>

static void
check (const char       *data,
       gsize             length,
       LnetTextEncoding  expected,
       const char       *text)
{
  g_autoptr (GError) error = NULL;
  LnetTextEncoding encoding;
  g_autofree char *converted = lnet_text_encoding_convert ((const guint8 *) data, length, &encoding, &error);

  g_assert_no_error (error);
  g_assert_cmpint (encoding, ==, expected);
  g_assert_cmpstr (converted, ==, text);
}

static void
check_refused (const char *data,
               gsize       length)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lnet_text_encoding_convert ((const guint8 *) data, length, NULL, &error));
  g_assert_error (error, LNET_ERROR, LNET_ERROR_INVALID);
}

#define CHECK(data, encoding, text) check (data, sizeof data - 1, LNET_TEXT_ENCODING_##encoding, text)
#define CHECK_REFUSED(data) check_refused (data, sizeof data - 1)

static void
test_kinds (void)
{
  CHECK ("José", UTF_8, "José");
  CHECK ("plain", UTF_8, "plain");
  CHECK ("", UTF_8, "");
  CHECK ("\357\273\277José", UTF_8_MARKED, "José");
  CHECK ("Jos\351 \223Pepe\224 \200", WINDOWS_1252, "José “Pepe” €");
  CHECK ("\377\376J\0\351\0", UTF_16_LE, "Jé");
  CHECK ("\376\377\0J\0\351", UTF_16_BE, "Jé");
  CHECK ("\376\377\330\075\336\000", UTF_16_BE, "😀");
  CHECK ("J\0\351\0" "a\0", UTF_16_LE, "Jéa");
}

/* Pasted together: each word is read as what it is. What is not by chance both stays Windows-1252. */
static void
test_mixed (void)
{
  CHECK ("Jos\303\251 Mar\355a \342\200\234Pepe\342\200\235 \200", MIXED, "José María “Pepe” €");
  CHECK ("\303\201ngel N\372\361ez \303", MIXED, "Ángel Núñez Ã");
  CHECK ("\223JOS\311\224", WINDOWS_1252, "“JOSÉ”");
  CHECK ("\303\251 \374 \375\376\377, \374\200\200\200\200\200", MIXED, "é ü ýþÿ, ü€€€€€");
}

static void
test_refused (void)
{
  CHECK_REFUSED ("a\0b");
  CHECK_REFUSED ("\201\215\217");
  CHECK_REFUSED ("PK\003\004 and so on");
  CHECK_REFUSED ("\320\317\021\340 and so on");
  CHECK_REFUSED ("\357\273\277Jos\351");
  CHECK_REFUSED ("\376\377\330\075\0J");
  CHECK_REFUSED ("\376\377\0");
}

static void
check_pieces (const char       *text,
              LnetTextEncoding  encoding,
              const char       *expected)
{
  gsize length = strlen (text);

  for (gsize cut = 0; cut <= length; cut++)
    {
      g_autoptr (LnetTextDecoder) decoder = lnet_text_decoder_new (encoding);
      g_autoptr (GString) into = g_string_new (NULL);
      g_autoptr (GError) error = NULL;

      lnet_text_decoder_push (decoder, (const guint8 *) text, cut, FALSE, into, &error);
      g_assert_no_error (error);
      lnet_text_decoder_push (decoder, (const guint8 *) text + cut, length - cut, TRUE, into, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (into->str, ==, expected);
    }
}

/* Every way of cutting a text in two says the same. */
static void
test_pieces (void)
{
  check_pieces ("\357\273\277José 😀 Łucja", LNET_TEXT_ENCODING_UTF_8_MARKED, "José 😀 Łucja");
  check_pieces ("José Mar\355a \342\342\200\234 \303\303\251 😀\342\200", LNET_TEXT_ENCODING_MIXED,
                "José María â“ Ãé 😀â€");
}

/* A character that lies across the pieces the detector reads in. */
static void
test_long (void)
{
  for (guint before = 65534; before <= 65537; before++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint i = 0; i < before; i++)
        g_string_append_c (text, 'a');
      g_string_append (text, "é and on");
      check (text->str, text->len, LNET_TEXT_ENCODING_UTF_8, text->str);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-encoding/kinds", test_kinds);
  g_test_add_func ("/text-encoding/mixed", test_mixed);
  g_test_add_func ("/text-encoding/refused", test_refused);
  g_test_add_func ("/text-encoding/pieces", test_pieces);
  g_test_add_func ("/text-encoding/long", test_long);
  return g_test_run ();
}
