/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-vcard-reader.h"
#include "lnet-vcard-writer.h"

#include <string.h>

static void
test_text (void)
{
  static const char *const name[] = { "Begay; Lee", "Ana", NULL };
  g_autoptr (GString) text = g_string_new (NULL);

  lnet_vcard_begin (text, LNET_VCARD_4_0);
  lnet_vcard_add_parts (text, "N", name, 3);
  lnet_vcard_add (text, "TITLE", "a, b\\c\nd\re");
  lnet_vcard_add (text, "ROLE", "");
  lnet_vcard_add (text, "NOTE", NULL);
  lnet_vcard_end (text);
  g_assert_cmpstr (text->str, ==,
                   "BEGIN:VCARD\r\nVERSION:4.0\r\nN:Begay\\; Lee;Ana;\r\nTITLE:a\\, b\\\\c\\nde\r\nEND:VCARD\r\n");
}

/* Whatever stands in a value is read again, and no line is too long or cut within a character. */
static void
test_random (void)
{
  static const char *const pieces[] = { "a", "é", "語", "😀", ";", ",", "\\", "\n", ":", " ", "\"", "END:VCARD", "\\n" };

  for (guint round = 0; round < 500; round++)
    {
      g_autoptr (GString) value = g_string_new ("x");
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (LnetVcardReader) reader = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *back = NULL;
      g_auto (GStrv) lines = NULL;
      const LnetVcard *card;

      for (int i = g_test_rand_int_range (0, 200); i > 0; i--)
        g_string_append (value, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      lnet_vcard_begin (text, LNET_VCARD_3_0);
      lnet_vcard_add (text, "FN", value->str);
      lnet_vcard_end (text);
      lines = g_strsplit (text->str, "\r\n", -1);
      for (guint i = 0; lines[i] != NULL; i++)
        g_assert_true (strlen (lines[i]) <= 75 && g_utf8_validate (lines[i], -1, NULL));
      reader = lnet_vcard_reader_new_for_data (text->str, text->len, &error);
      g_assert_no_error (error);
      card = lnet_vcard_reader_next (reader, &error);
      g_assert_no_error (error);
      back = lnet_vcard_unescape (((LnetVcardProperty *) card->properties->pdata[1])->value);
      g_assert_cmpstr (back, ==, value->str);
    }
}

/* A portrait stands in lines of the same length, and can be read back whole. */
static void
test_data (void)
{
  static const LnetVcardVersion versions[] = { LNET_VCARD_3_0, LNET_VCARD_4_0 };
  static const char *const begins[] = { "PHOTO;ENCODING=b;TYPE=JPEG:", "PHOTO:data:image/jpeg;base64," };
  guint8 data[300];

  for (gsize i = 0; i < sizeof data; i++)
    data[i] = (guint8) (i * 7);
  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree guchar *back = NULL;
      g_auto (GStrv) lines = NULL;
      gsize size;

      lnet_vcard_add_data (text, versions[i], "PHOTO", "image/jpeg", data, sizeof data);
      lines = g_strsplit (text->str, "\r\n", -1);
      for (guint k = 0; lines[k] != NULL; k++)
        g_assert_cmpuint (strlen (lines[k]), <=, 75);
      g_string_replace (text, "\r\n ", "", 0);
      g_assert_true (g_str_has_prefix (text->str, begins[i]));
      back = g_base64_decode (text->str + strlen (begins[i]), &size);
      g_assert_cmpmem (back, size, data, sizeof data);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vcard-writer/text", test_text);
  g_test_add_func ("/vcard-writer/data", test_data);
  g_test_add_func ("/vcard-writer/random", test_random);
  return g_test_run ();
}
