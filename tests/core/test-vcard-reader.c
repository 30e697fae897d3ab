/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-error.h"
#include "lnet-vcard-reader.h"

#include <string.h>

static LnetVcardReader *
open_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  LnetVcardReader *reader = lnet_vcard_reader_new_for_data (text, strlen (text), &error);

  g_assert_no_error (error);
  return reader;
}

static const LnetVcardProperty *
find_nth (const LnetVcard *card,
          const char      *name,
          guint            nth)
{
  for (guint i = 0; i < card->properties->len; i++)
    {
      const LnetVcardProperty *property = card->properties->pdata[i];

      if (g_str_equal (property->name, name) && nth-- == 0)
        return property;
    }
  return NULL;
}

/* What the only card of @text says of @name. */
static void
check_value (const char *text,
             const char *name,
             const char *expected)
{
  g_autoptr (LnetVcardReader) reader = open_text (text);
  g_autoptr (GError) error = NULL;
  const LnetVcard *card = lnet_vcard_reader_next (reader, &error);
  const LnetVcardProperty *property;
  g_autofree char *value = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (card);
  property = find_nth (card, name, 0);
  value = property != NULL ? lnet_vcard_unescape (property->value) : NULL;
  g_assert_cmpstr (value, ==, expected);
  g_assert_null (lnet_vcard_reader_next (reader, &error));
  g_assert_no_error (error);
}

#define CARD(lines) "BEGIN:VCARD\r\nVERSION:3.0\r\n" lines "END:VCARD\r\n"

static void
test_lines (void)
{
  check_value (CARD ("FN:Ana Begay\r\n"), "FN", "Ana Begay");
  check_value ("\357\273\277\r\nbegin:vcard\nfn:Ana\nend:vcard", "FN", "Ana");
  check_value (CARD ("NOTE:one\r\n  two\r\n\tthree\r\n"), "NOTE", "one twothree");
  check_value (CARD ("NOTE:one,\r\ntwo and more, see\r\nhttps ://x\r\nFN:Ana\r\n"), "NOTE",
               "one,\ntwo and more, see\nhttps ://x");
  check_value (CARD ("NOTE:so long that it was broken in two by a program that put no blank bef\r\nore it\r\n"), "NOTE",
               "so long that it was broken in two by a program that put no blank before it");
  check_value (CARD ("item1.EMAIL;TYPE=INTERNET:ana@example.org\r\n"), "EMAIL", "ana@example.org");
  check_value (CARD ("NOTE:a\\, b\\; c\\nd\\\\e\\x\r\n"), "NOTE", "a, b; c\nd\\e\\x");
  check_value (CARD ("NOTE;X-A=\"a:b;c\":text\r\n"), "NOTE", "text");
  check_value (CARD ("NOTE;X-A=\"never closed:text\r\n"), "NOTE", "text");
}

static void
test_encodings (void)
{
  check_value (CARD ("FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Jos=C3=A9 =\r\nPe=C3=B1a\r\n"), "FN", "José Peña");
  check_value (CARD ("FN;QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Jos=E9\r\n"), "FN", "José");
  check_value (CARD ("FN;ENCODING=QUOTED-PRINTABLE;CHARSET=no-such-thing:Jos=E9\r\n"), "FN", "José");
  check_value (CARD ("X-QUOTED-PRINTABLE:Ana=\r\n Lee\r\n"), "X-QUOTED-PRINTABLE", "Ana=Lee");
  check_value (CARD ("FN:Jos\351\r\n"), "FN", "José");
  check_value (CARD ("PHOTO;ENCODING=b;TYPE=JPEG:AAAA\r\n BBBB\r\n"), "PHOTO", NULL);
  check_value (CARD ("PHOTO:data:image/jpeg;base64,AAAA\r\n"), "PHOTO", NULL);
}

/* What the only card of @text has for a portrait. */
static void
check_picture (const char            *text,
               LnetVcardPictureState  state,
               const char            *content)
{
  g_autoptr (LnetVcardReader) reader = open_text (text);
  g_autoptr (GError) error = NULL;
  const LnetVcard *card = lnet_vcard_reader_next (reader, &error);

  g_assert_no_error (error);
  g_assert_cmpint (card->picture.state, ==, state);
  g_assert_true ((card->picture.content != NULL) == (content != NULL));
  if (content != NULL)
    g_assert_cmpmem (g_bytes_get_data (card->picture.content, NULL), g_bytes_get_size (card->picture.content), content,
                     strlen (content));
  g_assert_cmpstr (find_nth (card, "FN", 0)->value, ==, "Ana");
}

#define HERE LNET_VCARD_PICTURE_HERE, "a picture"

static void
test_pictures (void)
{
  check_picture (CARD ("FN:Ana\r\n"), LNET_VCARD_PICTURE_NONE, NULL);
  check_picture (CARD ("PHOTO:\r\nFN:Ana\r\n"), LNET_VCARD_PICTURE_NONE, NULL);
  check_picture (CARD ("PHOTO;ENCODING=b;TYPE=JPEG:YSBw\r\n aWN0\r\n dXJl\r\nFN:Ana\r\n"), HERE);
  check_picture (CARD ("FN:Ana\r\nitem1.PHOTO;ENCODING=BASE64;JPEG:\r\n YSBwaWN0dXJl\r\n\r\n"), HERE);
  check_picture (CARD ("photo;encoding=b:YSBw\r\naWN0dXJl\r\nFN:Ana\r\n"), HERE);
  check_picture (CARD ("PHOTO:data:image/jpeg;base64,YSBwaWN0\r\n dXJl\r\nFN:Ana\r\n"), HERE);
  check_picture (CARD ("PHOTO;VALUE=uri:DATA:image/png\\;base64\\,YSBwaWN0dXJl\r\nFN:Ana\r\n"), HERE);
  check_picture (CARD ("PHOTO;VALUE=URI:http://example.org/a.jpg\r\nFN:Ana\r\n"), LNET_VCARD_PICTURE_ELSEWHERE, NULL);
  check_picture (CARD ("PHOTO:file:///etc/passwd\r\nFN:Ana\r\n"), LNET_VCARD_PICTURE_ELSEWHERE, NULL);
  /* The first that can be had. */
  check_picture (CARD ("PHOTO:http://x\r\nPHOTO;ENCODING=b:YSBwaWN0dXJl\r\nPHOTO;ENCODING=b:AAAA\r\nFN:Ana\r\n"), HERE);
}

static void
test_damaged_pictures (void)
{
  check_picture (CARD ("PHOTO;ENCODING=b:YSB*aWN0\r\nFN:Ana\r\n"), LNET_VCARD_PICTURE_DAMAGED, NULL);
  check_picture (CARD ("PHOTO;ENCODING=b:YSBwaWN0dXJ\r\nFN:Ana\r\n"), LNET_VCARD_PICTURE_DAMAGED, NULL);
  check_picture (CARD ("PHOTO;ENCODING=b:YQ==YQ==\r\nFN:Ana\r\n"), LNET_VCARD_PICTURE_DAMAGED, NULL);
  check_picture (CARD ("PHOTO;ENCODING=b:Y===\r\nFN:Ana\r\n"), LNET_VCARD_PICTURE_DAMAGED, NULL);
  check_picture (CARD ("PHOTO:data:image/jpeg,abc\r\nFN:Ana\r\n"), LNET_VCARD_PICTURE_DAMAGED, NULL);
  check_picture (CARD ("PHOTO:data:\r\nFN:Ana\r\n"), LNET_VCARD_PICTURE_DAMAGED, NULL);
  check_picture (CARD ("PHOTO:data:,\r\nFN:Ana\r\n"), LNET_VCARD_PICTURE_DAMAGED, NULL);
}

/* The portrait of one card is not that of the next, and one too large stands in nobody's way. */
static void
test_large_pictures (void)
{
  g_autofree char *letters = g_strnfill (LNET_VCARD_MAX_PICTURE / 3 * 4 + 8, 'A');
  g_autofree char *text = g_strconcat ("BEGIN:VCARD\nPHOTO;ENCODING=b:", letters + 4,
                                       "\nFN:Ana\nEND:VCARD\nBEGIN:VCARD\nFN:Bo\nEND:VCARD\nBEGIN:VCARD\nPHOTO;ENCODING=b:",
                                       letters, "\nFN:Cy\nEND:VCARD\n", NULL);
  static const LnetVcardPictureState states[] = { LNET_VCARD_PICTURE_HERE, LNET_VCARD_PICTURE_NONE,
                                                  LNET_VCARD_PICTURE_TOO_LARGE };
  g_autoptr (LnetVcardReader) reader = open_text (text);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      const LnetVcard *card = lnet_vcard_reader_next (reader, &error);

      g_assert_no_error (error);
      g_assert_cmpint (card->picture.state, ==, states[i]);
      g_assert_cmpuint (card->properties->len, ==, 1);
    }
}

static void
test_types (void)
{
  g_autoptr (LnetVcardReader) reader = open_text (CARD ("TEL;TYPE=\"Cell,voice\";PREF=1:1\r\nTEL;WORK;VOICE:2\r\n"
                                                        "TEL;TYPE=home;TYPE=pref:3\r\nTEL:4\r\n"));
  g_autoptr (GError) error = NULL;
  const LnetVcard *card = lnet_vcard_reader_next (reader, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (find_nth (card, "TEL", 0)->types, ==, ",cell,voice,");
  g_assert_true (find_nth (card, "TEL", 0)->preferred);
  g_assert_true (lnet_vcard_property_has_type (find_nth (card, "TEL", 1), "work"));
  g_assert_false (lnet_vcard_property_has_type (find_nth (card, "TEL", 1), "wor"));
  g_assert_true (find_nth (card, "TEL", 2)->preferred);
  g_assert_cmpstr (find_nth (card, "TEL", 3)->types, ==, ",");
}

static void
test_split (void)
{
  g_auto (GStrv) parts = lnet_vcard_split ("Be\\;gay;Ana;;Dr.\\, Prof.;", ';');
  static const char *const expected[] = { "Be;gay", "Ana", "", "Dr., Prof.", "", NULL };

  g_assert_cmpstrv (parts, expected);
}

static void
test_several (void)
{
  g_autoptr (LnetVcardReader) reader = open_text ("Some words first\n" CARD ("FN:Ana\r\n") "\n"
                                                  CARD ("AGENT:\r\nBEGIN:VCARD\r\nFN:Other\r\nEND:VCARD\r\nFN:Bo\r\n"));
  g_autoptr (GError) error = NULL;

  for (guint pass = 0; pass < 2; pass++)
    {
      const LnetVcard *card = lnet_vcard_reader_next (reader, &error);

      g_assert_cmpuint (card->line, ==, 2);
      card = lnet_vcard_reader_next (reader, &error);
      g_assert_cmpuint (card->line, ==, 7);
      g_assert_cmpstr (find_nth (card, "FN", 0)->value, ==, "Bo");
      g_assert_null (find_nth (card, "FN", 1));
      g_assert_null (lnet_vcard_reader_next (reader, &error));
      g_assert_no_error (error);
      g_assert_cmpfloat (lnet_vcard_reader_get_progress (reader), ==, 1);
      lnet_vcard_reader_rewind (reader);
    }
}

/* Reads all of it. Returns: how many cards there were before it failed */
static guint
check_refused (const char *data,
               gsize       length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetVcardReader) reader = lnet_vcard_reader_new_for_data (data, length, &error);
  guint n = 0;

  while (reader != NULL && lnet_vcard_reader_next (reader, &error) != NULL)
    n++;
  g_assert_error (error, LNET_ERROR, LNET_ERROR_INVALID);
  g_assert_true (g_str_has_suffix (error->message, "."));
  return n;
}

static char *
repeat (const char *begin,
        const char *part,
        guint       n,
        const char *end)
{
  GString *text = g_string_new (begin);

  for (guint i = 0; i < n; i++)
    g_string_append (text, part);
  g_string_append (text, end);
  return g_string_free (text, FALSE);
}

static void
test_refused (void)
{
  static const char *const texts[] = {
    "First name,Last name\nAna,Begay\n",
    "\r\n\r\n\r\n",
    "BEGIN:VCARD",
    "BEGIN:VCARD\r\nFN:Ana",
    "BEGIN:VCARD\r\nFN:Ana\r\nEND:VCALENDAR\r\n",
    "BEGIN:VCARD\r\nFN;ENCODING=QUOTED-PRINTABLE:Ana=\r\nEND:VCARD\r\n",
    "END:VCARD\r\nEND:VCARD\r\n",
    "BEGIN:VCARD\r\n BEGIN:VCARD\r\nEND:VCARD\r\n",
  };
  static const char cut_off[] = CARD ("FN:Ana\r\n") "BEGIN:VCARD\r\n";
  static const char nul[] = "BEGIN:VCARD\r\nFN:A\0na\r\nEND:VCARD\r\n";
  g_autofree char *nested = repeat ("", "BEGIN:VCARD\r\n", 100000, "");
  g_autofree char *many = repeat ("BEGIN:VCARD\r\n", "TEL:1\r\n", LNET_VCARD_MAX_PROPERTIES + 1, "END:VCARD\r\n");
  g_autofree char *wide = repeat ("BEGIN:VCARD\r\nNOTE:", " 23456789abcdef\r\n", LNET_VCARD_MAX_LINE / 14, "");

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_cmpuint (check_refused (texts[i], strlen (texts[i])), ==, 0);
  check_refused (nul, sizeof nul - 1);
  check_refused (nested, strlen (nested));
  check_refused (many, strlen (many));
  check_refused (wide, strlen (wide));
  check_refused ("", (gsize) LNET_VCARD_MAX_BYTES + 1);
  g_assert_cmpuint (check_refused (cut_off, sizeof cut_off - 1), ==, 1);
}

/* What is broken in one line is left out, and the rest of the card is read. */
static void
test_tolerated (void)
{
  g_autofree char *quotes = repeat ("BEGIN:VCARD\r\nNOTE", ";\"", 50000, ":x\r\nFN:Ana\r\nEND:VCARD\r\n");
  g_autofree char *large = repeat ("BEGIN:VCARD\r\nNOTE:", "0123456789", 200000, "\r\nFN:Ana\r\nEND:VCARD\r\n");

  check_value (quotes, "FN", "Ana");
  check_value (large, "FN", "Ana");
  check_value (large, "NOTE", NULL);
  check_value (CARD ("FN;ENCODING=QUOTED-PRINTABLE:A=0=ZZ=\r\n\r\n"), "FN", "A=0=ZZ");
  check_value (CARD ("NOTE;ENCODING=QUOTED-PRINTABLE:A=00B\r\nFN:Ana\r\n"), "NOTE", NULL);
  check_value (CARD (":nothing\r\n;=:\r\nFN:Ana\r\n"), "FN", "Ana");
  check_value (CARD ("FN;\r\n"), "FN", NULL);
  check_value (CARD ("FN:\\\r\n"), "FN", "\\");
  check_value (CARD ("FN:\r\n"), "FN", "");
  check_value (CARD ("...FN:Ana\r\n"), "FN", "Ana");
}

static void
test_is_one (void)
{
  g_assert_true (lnet_vcard_is_one ("\r\nbegin:vcard\r\n", 15));
  g_assert_false (lnet_vcard_is_one ("BEGIN:VCAR", 10));
  g_assert_false (lnet_vcard_is_one ("", 0));
}

static void
test_missing (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/no/such/people.vcf");
  g_autoptr (GError) error = NULL;

  g_assert_null (lnet_vcard_reader_open (file, NULL, &error));
  g_assert_error (error, LNET_ERROR, LNET_ERROR_FAILED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vcard-reader/lines", test_lines);
  g_test_add_func ("/vcard-reader/encodings", test_encodings);
  g_test_add_func ("/vcard-reader/pictures", test_pictures);
  g_test_add_func ("/vcard-reader/pictures-damaged", test_damaged_pictures);
  g_test_add_func ("/vcard-reader/pictures-large", test_large_pictures);
  g_test_add_func ("/vcard-reader/types", test_types);
  g_test_add_func ("/vcard-reader/split", test_split);
  g_test_add_func ("/vcard-reader/several", test_several);
  g_test_add_func ("/vcard-reader/refused", test_refused);
  g_test_add_func ("/vcard-reader/tolerated", test_tolerated);
  g_test_add_func ("/vcard-reader/is-one", test_is_one);
  g_test_add_func ("/vcard-reader/missing", test_missing);
  return g_test_run ();
}
