/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "keys-fixture.h"

static LnetCard *
make_card (const char *name)
{
  g_autoptr (LnetDeskKey) key = lnet_desk_key_new ();
  LnetId desk = lnet_id_new ();

  return lnet_own_desk_make_card (key, &desk, name);
}

static void
assert_reads (const LnetCard *card,
              const char     *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetCard) read = lnet_card_from_text (text, &error);

  g_assert_no_error (error);
  g_assert_true (lnet_id_equal (&read->desk, &card->desk));
  g_assert_cmpstr (read->name, ==, card->name);
  g_assert_cmpmem (read->sign_key, sizeof read->sign_key, card->sign_key, sizeof card->sign_key);
  g_assert_cmpmem (read->box_key, sizeof read->box_key, card->box_key, sizeof card->box_key);
}

static void
test_text (void)
{
  for (guint length = 1; length <= LNET_CARD_MOST_NAME; length++)
    {
      g_autofree char *name = g_strnfill (length, 'n');
      g_autoptr (LnetCard) card = make_card (name);
      g_autofree char *text = lnet_card_to_text (card);

      assert_reads (card, text);
    }
}

/* As it arrives: in small letters, over several lines, with letters for digits. */
static void
test_text_that_travelled (void)
{
  g_autoptr (LnetCard) card = make_card ("Portátil de Ñusta");
  g_autofree char *text = lnet_card_to_text (card);
  g_autofree char *small = g_ascii_strdown (text, -1);
  GString *lines = g_string_new ("  ");

  assert_reads (card, small);
  for (const char *letter = text; *letter != '\0'; letter++)
    g_string_append_printf (lines, "%c%s", *letter == '0' ? 'O' : *letter == '1' && letter > text + 8 ? 'l' : *letter,
                            (letter - text) % 40 == 39 ? "\r\n> " + 0 : "");
  g_string_replace (lines, "> ", " ", 0);
  assert_reads (card, lines->str);
  g_string_free (lines, TRUE);
}

static void
test_damaged (void)
{
  g_autoptr (LnetCard) card = make_card ("Ana's laptop");
  g_autofree char *text = lnet_card_to_text (card);
  gsize length = strlen (text);

  for (gsize i = 0; i < length; i++)
    {
      g_autofree char *cut = g_strndup (text, i);
      g_autoptr (LnetCard) read = NULL;
      g_autoptr (GError) error = NULL;
      char whole = text[i];

      g_assert_null (lnet_card_from_text (cut, &error));
      g_assert_error (error, LNET_ERROR, LNET_ERROR_INVALID);
      g_clear_error (&error);
      if (whole == '-')
        continue;
      text[i] = whole == '7' ? '8' : '7';
      read = lnet_card_from_text (text, &error);
      /* Of the last letter some bits say nothing. */
      g_assert_true (read == NULL || i + 1 == length);
      text[i] = whole;
    }
}

static void
test_not_a_card (void)
{
  g_autofree char *long_text = g_strnfill (100000, 'A');
  const char *const wrong[] = { "", "LNCARD1", "LNCARD1-", "Dear Ana", "LNCARD2-0000", long_text, "LNCARD1-\xff" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (lnet_card_from_text (wrong[i], &error));
      g_assert_error (error, LNET_ERROR, LNET_ERROR_INVALID);
    }
}

/* A card that somebody else made in its name has other words, whatever of it is the same. */
static void
test_forged (void)
{
  g_autoptr (LnetCard) card = make_card ("Ana's laptop");
  g_autoptr (LnetDeskKey) other = lnet_desk_key_new ();
  g_autoptr (LnetCard) forged = lnet_own_desk_make_card (other, &card->desk, card->name);
  g_autofree char *words = lnet_card_get_words (card, "en");
  g_autofree char *forged_words = lnet_card_get_words (forged, "en");
  g_autofree char *half_words = NULL;
  g_autofree char *spanish = lnet_card_get_words (card, "es");
  g_auto (GStrv) list = g_strsplit (words, " ", -1);

  g_assert_cmpuint (g_strv_length (list), ==, LNET_CARD_WORDS);
  g_assert_cmpstr (words, !=, forged_words);
  g_assert_cmpstr (words, !=, spanish);
  memcpy (forged->sign_key, card->sign_key, sizeof card->sign_key);
  half_words = lnet_card_get_words (forged, "en");
  g_assert_cmpstr (words, !=, half_words);
}

static void
test_code (void)
{
  g_autoptr (LnetCard) card = make_card ("Ana's laptop");
  guint width, n_dark = 0;
  g_autofree guint8 *squares = lnet_card_to_code (card, &width);

  /* The three large squares in its corners, and about as much dark as light. */
  g_assert_cmpuint (width, >=, 21);
  g_assert_cmpuint (width % 4, ==, 1);
  for (guint i = 0; i < 7; i++)
    {
      g_assert_cmpuint (squares[i], ==, 1);
      g_assert_cmpuint (squares[width - 1 - i], ==, 1);
      g_assert_cmpuint (squares[(width - 1) * width + i], ==, 1);
    }
  for (guint i = 0; i < width * width; i++)
    n_dark += squares[i];
  g_assert_cmpuint (n_dark, >, width * width / 3);
  g_assert_cmpuint (n_dark, <, width * width * 2 / 3);
}

int
main (int   argc,
      char *argv[])
{
  without_keyring ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/card/text", test_text);
  g_test_add_func ("/card/text-that-travelled", test_text_that_travelled);
  g_test_add_func ("/card/damaged", test_damaged);
  g_test_add_func ("/card/not-a-card", test_not_a_card);
  g_test_add_func ("/card/forged", test_forged);
  g_test_add_func ("/card/code", test_code);
  return g_test_run ();
}
