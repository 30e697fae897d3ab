/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "fuzz.h"
#include "lnet-error.h"
#include "lnet-vcard-reader.h"
#include "lnet-vcard-writer.h"

/* Signs that no text has are not written. */
static char *
drop_controls (char *text)
{
  char *to = text;

  for (const char *from = text; *from != '\0'; from++)
    if ((guchar) *from >= ' ' || *from == '\t' || *from == '\n')
      *to++ = *from;
  *to = '\0';
  return text;
}

/* What a card says, a line each; also written to @into. */
static void
take_card (const LnetVcard *card,
           GString         *all,
           GString         *into)
{
  lnet_vcard_begin (into, LNET_VCARD_4_0);
  for (guint i = 0; i < card->properties->len; i++)
    {
      const LnetVcardProperty *property = card->properties->pdata[i];
      g_autofree char *value = drop_controls (lnet_vcard_unescape (property->value));
      g_auto (GStrv) parts = lnet_vcard_split (property->value, ';');

      g_assert_true (g_utf8_validate (value, -1, NULL) && g_utf8_validate (property->types, -1, NULL));
      g_assert_cmpuint (g_strv_length (parts), >, 0);
      if (value[0] == '\0' || g_str_equal (property->name, "BEGIN") || g_str_equal (property->name, "END") ||
          g_str_equal (property->name, "VERSION"))
        continue;
      g_string_append_printf (all, "%s:%s\n", property->name, value);
      lnet_vcard_add (into, property->name, value);
    }
  g_assert_true ((card->picture.content != NULL) == (card->picture.state == LNET_VCARD_PICTURE_HERE));
  if (card->picture.content != NULL)
    {
      g_assert_cmpuint (g_bytes_get_size (card->picture.content), <=, LNET_VCARD_MAX_PICTURE + 2);
      g_string_append_printf (all, "%" G_GSIZE_FORMAT " bytes\n", g_bytes_get_size (card->picture.content));
      lnet_vcard_add_data (into, LNET_VCARD_4_0, "PHOTO", "image/jpeg", g_bytes_get_data (card->picture.content, NULL),
                           g_bytes_get_size (card->picture.content));
    }
  lnet_vcard_end (into);
  g_string_append_c (all, '\n');
}

/* Everything that is said, NULL when the file is refused; then with a sentence. */
static char *
read_cards (LnetVcardReader *reader,
            GString         *into)
{
  g_autoptr (GString) all = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  const LnetVcard *card;

  while ((card = lnet_vcard_reader_next (reader, &error)) != NULL)
    take_card (card, all, into);
  if (error == NULL)
    return g_string_free (g_steal_pointer (&all), FALSE);
  g_assert_cmpint (error->domain, ==, LNET_ERROR);
  return NULL;
}

/* What is read is the same a second time, and after it was written. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (LnetVcardReader) reader = lnet_vcard_reader_new_for_data (data, size, NULL);
  g_autoptr (LnetVcardReader) rereader = NULL;
  g_autoptr (GString) written = g_string_new (NULL);
  g_autoptr (GString) ignored = g_string_new (NULL);
  g_autofree char *first = NULL, *again = NULL, *reread = NULL;

  if (reader == NULL)
    return 0;
  first = read_cards (reader, written);
  lnet_vcard_reader_rewind (reader);
  again = read_cards (reader, ignored);
  g_assert_cmpstr (again, ==, first);
  if (first == NULL)
    return 0;
  rereader = lnet_vcard_reader_new_for_data (written->str, written->len, NULL);
  g_assert_nonnull (rereader);
  reread = read_cards (rereader, ignored);
  g_assert_cmpstr (reread, ==, first);
  return 0;
}

void
fuzz_add_seeds (GPtrArray *seeds)
{
  static const char odd[] = "BEGIN:VCARD\r\nVERSION:2.1\r\nitem1.TEL;CELL;PREF:307\r\n -555\r\nNOTE;ENCODING=QUOTED-PRINTABLE;"
                            "CHARSET=ISO-8859-1:Jos=E9=\r\n=0D=0A\\, x\r\nADR;TYPE=\"work,home\":;;1 Main\\; St;Lander\r\n"
                            "AGENT:\r\nBEGIN:VCARD\r\nFN:Other\r\nEND:VCARD\r\nPHOTO;ENCODING=b:AAAA\r\n  AAAA\r\nEND:VCARD\r\n";
  static const char broken[] = "BEGIN:VCARD\nFN:Ana\nNOTE:a line that is long enough to be folded by the program that wrote "
                               "it,\nand was not\n\tfolded\n as it should\nEND:VCARD\nBEGIN:VCARD\nFN:Ben\nEND:VCARD\n";

  char *data;
  gsize length;

  /* The tables there are of no use here. */
  g_assert_true (g_file_get_contents (TESTS_FOLDER "/data/rosters/people.vcf", &data, &length, NULL));
  g_ptr_array_add (seeds, g_bytes_new_take (data, length));
  g_ptr_array_add (seeds, g_bytes_new_static (odd, sizeof odd - 1));
  g_ptr_array_add (seeds, g_bytes_new_static (broken, sizeof broken - 1));
}
