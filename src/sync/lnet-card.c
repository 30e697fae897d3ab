/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-card.h"

#include <glib/gi18n-lib.h>
#include <qrencode.h>
#include <string.h>

#include "lnet-bytes.h"
#include "lnet-error.h"
#include "lnet-spoken-words.h"

/* As bytes: a version, the desk's number, its keys, the name, and a check at the end. As text: five bits a letter,
 * behind a mark, a dash after every eight. */

#define MARK "LNCARD1-"
#define VERSION 1
#define CHECK_SIZE 4
#define GROUP 8
#define MOST_TEXT 1000

static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static GByteArray *
write_bytes (const LnetCard *card)
{
  GByteArray *bytes = g_byte_array_new ();
  guint8 version = VERSION;

  g_byte_array_append (bytes, &version, 1);
  lnet_bytes_put_id (bytes, &card->desk);
  g_byte_array_append (bytes, card->sign_key, sizeof card->sign_key);
  g_byte_array_append (bytes, card->box_key, sizeof card->box_key);
  lnet_bytes_put_text (bytes, card->name);
  return bytes;
}

static void
compute_hash (const guint8 *data,
              gsize         size,
              LnetHash     *hash)
{
  static const char domain[] = "learning-network card";

  lnet_hash_pieces ((LnetHashPiece[]) { { domain, sizeof domain }, { data, size } }, 2, hash);
}

/* The @i-th five bits; behind the end they are zero. */
static guint
get_five (const GByteArray *bytes,
          gsize             i)
{
  guint five = 0;

  for (gsize bit = i * 5; bit < i * 5 + 5; bit++)
    five = five << 1 | (bit < bytes->len * 8u ? bytes->data[bit / 8] >> (7 - bit % 8) & 1 : 0);
  return five;
}

char *
lnet_card_to_text (const LnetCard *card)
{
  g_autoptr (GByteArray) bytes = write_bytes (card);
  GString *text = g_string_new (MARK);
  LnetHash hash;

  compute_hash (bytes->data, bytes->len, &hash);
  g_byte_array_append (bytes, hash.bytes, CHECK_SIZE);
  for (gsize i = 0; i * 5 < bytes->len * 8u; i++)
    {
      if (i > 0 && i % GROUP == 0)
        g_string_append_c (text, '-');
      g_string_append_c (text, letters[get_five (bytes, i)]);
    }
  return g_string_free (text, FALSE);
}

static int
read_letter (char letter)
{
  char upper = g_ascii_toupper (letter);
  const char *place;

  upper = upper == 'O' ? '0' : upper == 'I' || upper == 'L' ? '1' : upper;
  place = upper != '\0' ? strchr (letters, upper) : NULL;
  return place != NULL ? (int) (place - letters) : -1;
}

/* The letters behind the mark as bytes; NULL when there is something else among them. */
static GByteArray *
read_bytes (const char *text)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint held = 0, n_held = 0;

  for (; *text != '\0'; text++)
    {
      int value = read_letter (*text);

      if (*text == '-' || g_ascii_isspace (*text))
        continue;
      if (value < 0)
        return NULL;
      held = (held << 5 | (guint) value) & 0xfff;
      n_held += 5;
      if (n_held >= 8)
        {
          guint8 byte = (guint8) (held >> (n_held - 8));

          g_byte_array_append (bytes, &byte, 1);
          n_held -= 8;
        }
    }
  return g_steal_pointer (&bytes);
}

/* What stands behind the mark. */
static const char *
skip_mark (const char *text)
{
  static const char mark[] = "LNCARD1";
  gsize found = 0;

  while (*text != '\0' && found < strlen (mark))
    {
      if (g_ascii_toupper (*text) == mark[found])
        found++;
      else if (!g_ascii_isspace (*text) && *text != '-')
        return NULL;
      text++;
    }
  return found == strlen (mark) ? text : NULL;
}

static LnetCard *
read_card (GByteArray *bytes)
{
  LnetCursor cursor = { bytes->data, bytes->len - CHECK_SIZE, FALSE };
  g_autoptr (LnetCard) card = lnet_card_new ();
  guint8 version = lnet_cursor_get_byte (&cursor);
  const guint8 *sign_key, *box_key;

  card->desk = lnet_cursor_get_id (&cursor);
  sign_key = lnet_cursor_get_raw (&cursor, sizeof card->sign_key);
  box_key = lnet_cursor_get_raw (&cursor, sizeof card->box_key);
  card->name = lnet_cursor_get_text (&cursor);
  if (cursor.failed || cursor.left > 0 || version != VERSION || strlen (card->name) > LNET_CARD_MOST_NAME ||
      lnet_id_is_null (&card->desk))
    return NULL;
  memcpy (card->sign_key, sign_key, sizeof card->sign_key);
  memcpy (card->box_key, box_key, sizeof card->box_key);
  return g_steal_pointer (&card);
}

LnetCard *
lnet_card_from_text (const char  *text,
                     GError     **error)
{
  const char *coded = strlen (text) <= MOST_TEXT ? skip_mark (text) : NULL;
  g_autoptr (GByteArray) bytes = coded != NULL ? read_bytes (coded) : NULL;
  LnetCard *card = NULL;
  LnetHash hash;

  if (bytes != NULL && bytes->len > CHECK_SIZE)
    {
      compute_hash (bytes->data, bytes->len - CHECK_SIZE, &hash);
      if (memcmp (hash.bytes, bytes->data + bytes->len - CHECK_SIZE, CHECK_SIZE) == 0)
        card = read_card (bytes);
    }
  if (card == NULL)
    g_set_error_literal (error, LNET_ERROR, LNET_ERROR_INVALID,
                         coded == NULL ? _("This is not the card of a desk. Nothing was changed.")
                                       : _("This card did not arrive whole. Nothing was changed. Copy all of it, or have "
                                           "it sent as a file."));
  return card;
}

char *
lnet_card_get_words (const LnetCard *card,
                     const char     *language)
{
  g_autoptr (GByteArray) bytes = write_bytes (card);
  LnetHash hash;

  compute_hash (bytes->data, bytes->len, &hash);
  /* The check at the end of the text is the hash's beginning: the words are of what comes after. */
  return lnet_spoken_words_write (hash.bytes + CHECK_SIZE, LNET_CARD_WORDS, language);
}

guint8 *
lnet_card_to_code (const LnetCard *card,
                   guint          *width)
{
  g_autofree char *text = lnet_card_to_text (card);
  QRcode *code = QRcode_encodeString (text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
  guint8 *squares;

  g_return_val_if_fail (code != NULL, NULL);
  *width = (guint) code->width;
  squares = g_malloc ((gsize) *width * *width);
  for (guint i = 0; i < *width * *width; i++)
    squares[i] = code->data[i] & 1;
  QRcode_free (code);
  return squares;
}
