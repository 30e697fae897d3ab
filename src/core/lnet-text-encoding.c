/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-text-encoding.h"

#include "lnet-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PIECE 65536

struct _LnetTextDecoder
{
  LnetTextEncoding encoding;
  gboolean begun;
  guint n_left; /* bytes of a character that the last piece cut in two */
  guint8 left[8];
};

/* 0x80 to 0x9f; the other bytes are the code points of the same number. 0: not used, so the bytes are no text. */
static const guint16 windows_1252[32] = {
  0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
  0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
  0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
};

const char *
lnet_text_encoding_get_name (LnetTextEncoding encoding)
{
  switch (encoding)
    {
    case LNET_TEXT_ENCODING_UTF_8:
    case LNET_TEXT_ENCODING_UTF_8_MARKED:
      return "UTF-8";
    case LNET_TEXT_ENCODING_UTF_16_LE:
    case LNET_TEXT_ENCODING_UTF_16_BE:
      return "UTF-16";
    case LNET_TEXT_ENCODING_MIXED:
      return "UTF-8 / Windows-1252";
    case LNET_TEXT_ENCODING_WINDOWS_1252:
    default:
      return "Windows-1252";
    }
}

/* Detecting */

static gboolean
begins_with (const guint8 *data,
             gsize         length,
             const char   *magic,
             gsize         magic_length)
{
  return length >= magic_length && memcmp (data, magic, magic_length) == 0;
}

static gboolean
refuse_spreadsheet (const guint8 *data,
                    gsize         length,
                    GError      **error)
{
  if (begins_with (data, length, "PK\003\004", 4) || begins_with (data, length, "\320\317\021\340", 4))
    {
      g_set_error_literal (error, LNET_ERROR, LNET_ERROR_INVALID,
                           _("This is a spreadsheet, not a CSV file. Open it in a spreadsheet program, save it as CSV, "
                             "and import that."));
      return TRUE;
    }
  return FALSE;
}

static gboolean
fail_not_text (GError **error)
{
  g_set_error_literal (error, LNET_ERROR, LNET_ERROR_INVALID,
                       _("This file is not text, so no roster can be read from it. Choose a CSV file."));
  return FALSE;
}

static gboolean
detect_mark (const guint8     *data,
             gsize             length,
             LnetTextEncoding *encoding)
{
  if (begins_with (data, length, "\357\273\277", 3))
    *encoding = LNET_TEXT_ENCODING_UTF_8_MARKED;
  else if (begins_with (data, length, "\377\376", 2))
    *encoding = LNET_TEXT_ENCODING_UTF_16_LE;
  else if (begins_with (data, length, "\376\377", 2))
    *encoding = LNET_TEXT_ENCODING_UTF_16_BE;
  else
    return FALSE;
  return TRUE;
}

/* Without a mark, two plain letters still show which byte of each pair comes first. */
static gboolean
detect_pairs (const guint8     *data,
              gsize             length,
              LnetTextEncoding *encoding)
{
  if (length < 4 || (data[0] == 0) == (data[1] == 0) || (data[0] == 0) != (data[2] == 0) ||
      (data[1] == 0) != (data[3] == 0))
    return FALSE;
  *encoding = data[1] == 0 ? LNET_TEXT_ENCODING_UTF_16_LE : LNET_TEXT_ENCODING_UTF_16_BE;
  return TRUE;
}

typedef struct
{
  gboolean utf_8;
  gboolean mixed; /* Windows-1252, with or without characters of UTF-8 */
  gboolean has_both;
  guint8 bytes[PIECE + 8];
  gsize length; /* of what is left from the piece before: a character cut in two */
} Guess;

/* How many bytes are a character of UTF-8 such as Windows-1252 has not by chance (“É”” would be one of two bytes).
 * Returns: 0 for none, -1 for one that is cut */
static int
measure_utf_8 (const guint8 *data,
               gsize         length)
{
  gunichar letter;
  int n;

  if (data[0] < 0xc2 || data[0] > 0xf4)
    return 0;
  letter = g_utf8_get_char_validated ((const char *) data, (gssize) MIN (length, 4));
  if (letter == (gunichar) -2)
    return -1;
  if (letter == (gunichar) -1)
    return 0;
  n = g_unichar_to_utf8 (letter, NULL);
  return n > 2 || data[0] <= 0xc3 ? n : 0;
}

static gsize
measure_cut (const guint8 *data,
             gsize         length)
{
  for (gsize n = 1; n <= MIN (length, 3); n++)
    if (data[length - n] >= 0xc0)
      return g_utf8_get_char_validated ((const char *) data + length - n, (gssize) n) == (gunichar) -2 ? n : 0;
  return 0;
}

static gboolean
check_mixed (Guess *guess,
             gsize  length)
{
  for (gsize i = 0; i < length; i++)
    {
      guint8 byte = guess->bytes[i];
      int n = byte >= 0x80 ? measure_utf_8 (guess->bytes + i, length - i) : 0;

      if (n > 1)
        i += (gsize) n - 1;
      else if (byte >= 0x80 && byte <= 0x9f && windows_1252[byte - 0x80] == 0)
        return FALSE;
      guess->has_both = guess->has_both || n > 1;
    }
  return TRUE;
}

/* Looks at all but @cut bytes, which stay. */
static gboolean
guess_bytes (Guess   *guess,
             gsize    cut,
             GError **error)
{
  gsize length = guess->length - cut;

  guess->utf_8 = guess->utf_8 && g_utf8_validate_len ((const char *) guess->bytes, length, NULL);
  guess->mixed = guess->mixed && check_mixed (guess, length);
  memmove (guess->bytes, guess->bytes + length, cut);
  guess->length = cut;
  return guess->utf_8 || guess->mixed || fail_not_text (error);
}

static gboolean
guess_piece (Guess        *guess,
             const guint8 *data,
             gsize         length,
             GError      **error)
{
  if (length == 0)
    return TRUE;
  if (memchr (data, 0, length) != NULL)
    return fail_not_text (error);
  memcpy (guess->bytes + guess->length, data, length);
  guess->length += length;
  return guess_bytes (guess, measure_cut (guess->bytes, guess->length), error);
}

static gboolean
guess_finish (Guess            *guess,
              LnetTextEncoding *encoding,
              GError          **error)
{
  if (!guess_bytes (guess, 0, error))
    return FALSE;
  if (guess->utf_8)
    *encoding = LNET_TEXT_ENCODING_UTF_8;
  else
    *encoding = guess->has_both ? LNET_TEXT_ENCODING_MIXED : LNET_TEXT_ENCODING_WINDOWS_1252;
  return TRUE;
}

gboolean
lnet_text_encoding_detect (GInputStream     *stream,
                           LnetTextEncoding *encoding,
                           GCancellable     *cancellable,
                           GError          **error)
{
  g_autofree Guess *guess = g_new0 (Guess, 1);
  g_autofree guint8 *piece = g_malloc (PIECE);
  gboolean first = TRUE;
  gsize length;

  guess->utf_8 = guess->mixed = TRUE;
  do
    {
      if (!g_input_stream_read_all (stream, piece, PIECE, &length, cancellable, error))
        return FALSE;
      if (first && refuse_spreadsheet (piece, length, error))
        return FALSE;
      if (first && begins_with (piece, length, "%PDF-", 5))
        return fail_not_text (error);
      if (first && (detect_mark (piece, length, encoding) || detect_pairs (piece, length, encoding)))
        return TRUE;
      if (!guess_piece (guess, piece, length, error))
        return FALSE;
      first = FALSE;
    }
  while (length == PIECE);
  return guess_finish (guess, encoding, error);
}

/* Decoding */

LnetTextDecoder *
lnet_text_decoder_new (LnetTextEncoding encoding)
{
  LnetTextDecoder *self = g_new0 (LnetTextDecoder, 1);

  self->encoding = encoding;
  return self;
}

void
lnet_text_decoder_free (LnetTextDecoder *self)
{
  g_free (self);
}

static gboolean
fail_unreadable (LnetTextDecoder *self,
                 GError         **error)
{
  g_set_error (error, LNET_ERROR, LNET_ERROR_INVALID,
               /* Translators: %s is the name of an encoding, such as UTF-8 */
               _("The file says that it is written in %s, but parts of it are not. Save it as CSV in UTF-8 again."),
               lnet_text_encoding_get_name (self->encoding));
  return FALSE;
}

static void
decode_windows_1252 (const guint8 *data,
                     gsize         length,
                     GString      *into)
{
  for (gsize i = 0; i < length; i++)
    if (data[i] < 0x80)
      g_string_append_c (into, (char) data[i]);
    else if (data[i] <= 0x9f)
      g_string_append_unichar (into, windows_1252[data[i] - 0x80] ? windows_1252[data[i] - 0x80] : 0xfffd);
    else
      g_string_append_unichar (into, data[i]);
}

/* Each decoder takes whole characters and answers how many bytes it took, or -1. */

static gssize
decode_mixed (const guint8 *data,
              gsize         length,
              GString      *into)
{
  gsize i = 0;

  while (i < length)
    {
      int n = data[i] >= 0x80 ? measure_utf_8 (data + i, length - i) : 0;

      if (n < 0)
        break;
      if (n > 0)
        g_string_append_len (into, (const char *) data + i, n);
      else
        decode_windows_1252 (data + i, 1, into);
      i += (gsize) MAX (n, 1);
    }
  return (gssize) i;
}

static gssize
decode_utf_8 (const guint8 *data,
              gsize         length,
              GString      *into)
{
  const char *end;
  gsize taken;

  g_utf8_validate_len ((const char *) data, length, &end);
  taken = (gsize) (end - (const char *) data);
  if (taken < length && g_utf8_get_char_validated (end, (gssize) (length - taken)) != (gunichar) -2)
    return -1;
  g_string_append_len (into, (const char *) data, (gssize) taken);
  return (gssize) taken;
}

static gunichar
get_utf_16 (const guint8 *data,
            gboolean      big)
{
  return big ? (gunichar) (data[0] << 8 | data[1]) : (gunichar) (data[1] << 8 | data[0]);
}

static gssize
decode_utf_16 (const guint8 *data,
               gsize         length,
               gboolean      big,
               GString      *into)
{
  gsize i = 0;

  while (i + 2 <= length)
    {
      gunichar high = get_utf_16 (data + i, big);
      gunichar low;

      if (high == 0 || (high >= 0xdc00 && high <= 0xdfff))
        return -1;
      if (high < 0xd800 || high > 0xdbff)
        {
          g_string_append_unichar (into, high);
          i += 2;
          continue;
        }
      if (i + 4 > length)
        break;
      low = get_utf_16 (data + i + 2, big);
      if (low < 0xdc00 || low > 0xdfff)
        return -1;
      g_string_append_unichar (into, 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00));
      i += 4;
    }
  return (gssize) i;
}

static gssize
decode (LnetTextDecoder *self,
        const guint8    *data,
        gsize            length,
        GString         *into)
{
  switch (self->encoding)
    {
    case LNET_TEXT_ENCODING_UTF_16_LE:
      return decode_utf_16 (data, length, FALSE, into);
    case LNET_TEXT_ENCODING_UTF_16_BE:
      return decode_utf_16 (data, length, TRUE, into);
    case LNET_TEXT_ENCODING_WINDOWS_1252:
      decode_windows_1252 (data, length, into);
      return (gssize) length;
    case LNET_TEXT_ENCODING_MIXED:
      return decode_mixed (data, length, into);
    case LNET_TEXT_ENCODING_UTF_8:
    case LNET_TEXT_ENCODING_UTF_8_MARKED:
    default:
      return decode_utf_8 (data, length, into);
    }
}

/* A character that the last piece cut in two is finished byte by byte from this one. */
static gboolean
decode_left (LnetTextDecoder *self,
             const guint8   **data,
             gsize           *length,
             GString         *into)
{
  while (self->n_left > 0 && *length > 0)
    {
      gssize taken;

      if (self->n_left == sizeof self->left)
        return FALSE;
      self->left[self->n_left++] = *(*data)++;
      (*length)--;
      taken = decode (self, self->left, self->n_left, into);
      if (taken < 0)
        return FALSE;
      self->n_left -= (guint) taken;
      memmove (self->left, self->left + taken, self->n_left);
    }
  return TRUE;
}

/* The mark is a character like any other to the decoders, so it comes out whole. */
static void
drop_mark (LnetTextDecoder *self,
           GString         *into,
           gsize            from)
{
  if (self->begun || into->len == from)
    return;
  if (g_str_has_prefix (into->str + from, "\357\273\277"))
    g_string_erase (into, (gssize) from, 3);
  self->begun = TRUE;
}

gboolean
lnet_text_decoder_push (LnetTextDecoder *self,
                        const guint8    *data,
                        gsize            length,
                        gboolean         last,
                        GString         *into,
                        GError         **error)
{
  gsize from = into->len;
  gssize taken;

  if (self->encoding != LNET_TEXT_ENCODING_UTF_16_LE && self->encoding != LNET_TEXT_ENCODING_UTF_16_BE && length > 0 &&
      memchr (data, 0, length) != NULL)
    return fail_not_text (error);
  if (!decode_left (self, &data, &length, into))
    return fail_unreadable (self, error);
  taken = length > 0 ? decode (self, data, length, into) : 0;
  if (taken < 0)
    return fail_unreadable (self, error);
  if ((gsize) taken < length)
    {
      self->n_left = (guint) (length - (gsize) taken);
      memcpy (self->left, data + taken, self->n_left);
    }
  if (last && self->n_left > 0 && self->encoding != LNET_TEXT_ENCODING_MIXED)
    return fail_unreadable (self, error);
  if (last)
    decode_windows_1252 (self->left, self->n_left, into);
  drop_mark (self, into, from);
  return TRUE;
}

char *
lnet_text_encoding_convert (const guint8     *data,
                            gsize             length,
                            LnetTextEncoding *encoding,
                            GError          **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, (gssize) length, NULL);
  g_autoptr (LnetTextDecoder) decoder = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  LnetTextEncoding found;

  if (!lnet_text_encoding_detect (stream, &found, NULL, error))
    return NULL;
  decoder = lnet_text_decoder_new (found);
  if (!lnet_text_decoder_push (decoder, data, length, TRUE, text, error))
    return NULL;
  if (encoding != NULL)
    *encoding = found;
  return g_string_free (g_steal_pointer (&text), FALSE);
}
