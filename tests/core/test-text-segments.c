/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The figures of 3GPP TS 23.038 and TS 23.040. */

#include "config.h"

#include "lnet-text-segments.h"

/* @n times @letter, with @after behind. */
static char *
repeat (const char *letter,
        guint       n,
        const char *after)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (text, letter);
  g_string_append (text, after);
  return g_string_free (text, FALSE);
}

typedef struct
{
  const char *letter;
  guint n;
  const char *after;
  gboolean is_wide;
  guint n_letters, n_segments, segment_size, n_left;
} Case;

static const Case cases[] = {
  { "", 0, "", FALSE, 0, 0, 160, 160 },
  { "a", 1, "", FALSE, 1, 1, 160, 159 },
  { "a", 160, "", FALSE, 160, 1, 160, 0 },
  { "a", 161, "", FALSE, 161, 2, 153, 145 },
  { "a", 306, "", FALSE, 306, 2, 153, 0 },
  { "a", 307, "", FALSE, 307, 3, 153, 152 },
  { "ñ", 160, "", FALSE, 160, 1, 160, 0 },
  /* the extension table counts two, and is not parted */
  { "€", 1, "", FALSE, 2, 1, 160, 158 },
  { "€", 80, "", FALSE, 160, 1, 160, 0 },
  { "€", 81, "", FALSE, 162, 2, 153, 143 },
  { "a", 152, "€aaaaaaa", FALSE, 161, 2, 153, 144 },
  { "a", 152, "[", FALSE, 154, 1, 160, 6 },
  { "€", 152, "", FALSE, 304, 2, 153, 1 },
  { "€", 153, "", FALSE, 306, 3, 153, 151 },
  /* UCS-2 */
  { "á", 1, "", TRUE, 1, 1, 70, 69 },
  { "á", 70, "", TRUE, 70, 1, 70, 0 },
  { "á", 71, "", TRUE, 71, 2, 67, 63 },
  { "á", 134, "", TRUE, 134, 2, 67, 0 },
  { "á", 135, "", TRUE, 135, 3, 67, 66 },
  { "a", 69, "’", TRUE, 70, 1, 70, 0 },
  { "€", 69, "’", TRUE, 70, 1, 70, 0 },
  /* beyond the first plane: two, and not parted */
  { "😀", 35, "", TRUE, 70, 1, 70, 0 },
  { "😀", 36, "", TRUE, 72, 2, 67, 61 },
  { "á", 66, "😀aaa", TRUE, 71, 2, 67, 62 },
  { "😀", 67, "", TRUE, 134, 3, 67, 65 },
  /* what ends a line is one letter */
  { "\r\n", 2, "", FALSE, 2, 1, 160, 158 },
  { "\n", 2, "\r", FALSE, 3, 1, 160, 157 },
};

static void
test_count (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = repeat (cases[i].letter, cases[i].n, cases[i].after);
      LnetTextSegments count = lnet_text_segments_count (text);

      g_test_message ("%u × “%s” + “%s”", cases[i].n, cases[i].letter, cases[i].after);
      g_assert_cmpint (count.is_wide, ==, cases[i].is_wide);
      g_assert_cmpuint (count.n_letters, ==, cases[i].n_letters);
      g_assert_cmpuint (count.n_segments, ==, cases[i].n_segments);
      g_assert_cmpuint (count.segment_size, ==, cases[i].segment_size);
      g_assert_cmpuint (count.n_left, ==, cases[i].n_left);
    }
}

/* Every letter of the two tables, and no other of the first 256. */
static void
test_alphabet (void)
{
  guint n_single = 0;
  guint n_double = 0;

  for (gunichar letter = 1; letter < 0x2200; letter++)
    {
      char text[7] = "";
      LnetTextSegments count;

      g_unichar_to_utf8 (letter, text);
      count = lnet_text_segments_count (text);
      n_single += !count.is_wide && count.n_letters == 1;
      n_double += !count.is_wide && count.n_letters == 2;
    }
  /* 128 places less the escape; the line's end of both kinds. */
  g_assert_cmpuint (n_single, ==, 127);
  g_assert_cmpuint (n_double, ==, 10);
}

static void
assert_wide (const char *text,
             const char *expected)
{
  g_autofree char *found = lnet_text_segments_find_wide (text);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_wide (void)
{
  assert_wide ("", "");
  assert_wide ("¿Mañana? ¡Sí!", "í");
  assert_wide ("Plain {words} cost €5", "");
  assert_wide ("“It’s on” — don’t be late", "“’”—");
  assert_wide ("😀😀 ç", "😀ç");
}

static void
assert_narrow (const char *text,
               const char *expected)
{
  g_autofree char *narrow = lnet_text_segments_narrow (text);
  g_autofree char *again = lnet_text_segments_narrow (narrow);

  g_assert_cmpstr (narrow, ==, expected);
  g_assert_cmpstr (again, ==, expected);
}

static void
test_narrow (void)
{
  assert_narrow ("", "");
  assert_narrow ("“It’s on” — at 5 – don’t be late…", "\"It's on\" - at 5 - don't be late...");
  assert_narrow ("5\u202f000\u00a0miles\u200b", "5 000 miles");
  assert_narrow ("tab\there\r\nnext\rlast", "tab here\nnext\nlast");
  /* a letter and its accent are one letter; what has no other way to be written stays */
  assert_narrow ("man\u0303ana", "mañana");
  assert_narrow ("Sí, mañana", "Sí, mañana");
  assert_narrow ("😀", "😀");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-segments/count", test_count);
  g_test_add_func ("/text-segments/alphabet", test_alphabet);
  g_test_add_func ("/text-segments/wide", test_wide);
  g_test_add_func ("/text-segments/narrow", test_narrow);
  return g_test_run ();
}
