/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-folder-names.h"

#include <string.h>

#include "lnet-hash.h"

#define HASH_DIGITS (2 * LNET_NAME_HASH_SIZE)
#define MOST_NUMBER (G_GUINT64_CONSTANT (1) << 53)

static char *
hash_content (GBytes *content,
              guint   attempt)
{
  guint8 again = (guint8) attempt;
  gsize size;
  gconstpointer data = g_bytes_get_data (content, &size);
  g_autofree char *text = NULL;
  LnetHash hash;

  lnet_hash_pieces ((LnetHashPiece[]) { { data, size }, { &again, 1 } }, attempt > 0 ? 2 : 1, &hash);
  text = lnet_hash_to_string (&hash);
  return g_strndup (text, HASH_DIGITS);
}

static void
append_digits (GString      *text,
               const guint8 *bytes,
               gsize         n)
{
  for (gsize i = 0; i < n; i++)
    g_string_append_printf (text, "%02x", bytes[i]);
}

char *
lnet_note_name_write (const LnetNoteName *name,
                      const char         *folder,
                      GBytes             *content,
                      guint               attempt)
{
  g_autofree char *desk = lnet_id_to_string (&name->desk);
  g_autofree char *hash = hash_content (content, attempt);

  return g_strdup_printf ("%s/%s-%" G_GUINT64_FORMAT "-%s.lnhead", folder, desk, name->n, hash);
}

char *
lnet_segment_folder (const LnetId *desk)
{
  g_autofree char *text = lnet_id_to_string (desk);

  return g_strconcat ("d-", text, NULL);
}

char *
lnet_segment_name_write (const LnetSegmentName *name,
                         const LnetId          *desk,
                         GBytes                *content,
                         guint                  attempt)
{
  g_autofree char *author = lnet_id_to_string (&name->author);
  g_autofree char *hash = hash_content (content, attempt);
  g_autofree char *folder = lnet_segment_folder (desk);
  GString *text = g_string_new (folder);

  g_string_append_c (text, '/');
  append_digits (text, name->alias.bytes, LNET_ALIAS_SIZE);
  g_string_append_printf (text, "-%u-%s-%" G_GUINT64_FORMAT "-%" G_GUINT64_FORMAT "-%s.lnbundle", name->generation,
                          author, name->from, name->to, hash);
  return g_string_free (text, FALSE);
}

char *
lnet_folder_content_path (const char *hash)
{
  return g_strdup_printf ("a/%.2s/%s", hash, hash);
}

static void
hash_piece (GBytes *content,
            guint8  hash[LNET_NAME_HASH_SIZE])
{
  gsize size;
  gconstpointer data = g_bytes_get_data (content, &size);
  LnetHash whole;

  lnet_hash_pieces (&(LnetHashPiece) { data, size }, 1, &whole);
  memcpy (hash, whole.bytes, LNET_NAME_HASH_SIZE);
}

char *
lnet_piece_name_write (LnetPieceName *name,
                       GBytes        *content)
{
  g_autofree char *desk = lnet_id_to_string (&name->desk);
  GString *text = g_string_new ("s/");

  hash_piece (content, name->hash);
  append_digits (text, name->alias.bytes, LNET_ALIAS_SIZE);
  g_string_append_printf (text, "-%s-", desk);
  append_digits (text, name->hash, LNET_NAME_HASH_SIZE);
  g_string_append (text, ".lnbundle");
  return g_string_free (text, FALSE);
}

gboolean
lnet_piece_name_fits (const LnetPieceName *name,
                      GBytes              *content)
{
  guint8 hash[LNET_NAME_HASH_SIZE];

  hash_piece (content, hash);
  return memcmp (hash, name->hash, sizeof hash) == 0;
}

/* --- reading --- */

/* Each takes its piece off the front of what is left. */

static gboolean
take_digits (const char **text,
             guint8      *bytes,
             gsize        n)
{
  for (gsize i = 0; i < n; i++)
    {
      int high = g_ascii_xdigit_value ((*text)[0]), low = high < 0 ? -1 : g_ascii_xdigit_value ((*text)[1]);

      if (low < 0)
        return FALSE;
      bytes[i] = (guint8) (high * 16 + low);
      *text += 2;
    }
  return TRUE;
}

static gboolean
take_dash (const char **text)
{
  if (**text != '-')
    return FALSE;
  ++*text;
  return TRUE;
}

static gboolean
take_number (const char **text,
             guint64     *number)
{
  const char *begin = *text;

  *number = 0;
  while (g_ascii_isdigit (**text) && *number < MOST_NUMBER)
    *number = *number * 10 + (guint64) g_ascii_digit_value (*(*text)++);
  return *text > begin && *number < MOST_NUMBER;
}

static gboolean
take_hash (const char **text)
{
  guint8 hash[LNET_NAME_HASH_SIZE];

  return take_digits (text, hash, sizeof hash);
}

/* Nothing may be between the hash and the end, and no letter may be a capital, in a name that no other program gave. */
static gboolean
is_proper (const char *name,
           const char *rest,
           const char *end)
{
  for (const char *letter = name; *letter != '\0'; letter++)
    if (g_ascii_isupper (*letter))
      return FALSE;
  return g_str_equal (rest, end);
}

/* Whether what another program made of a name still has the right end: "… (1).lnbundle". */
static gboolean
has_end (const char *text,
         const char *end)
{
  gsize length = strlen (text), wanted = strlen (end);

  return length >= wanted && g_ascii_strcasecmp (text + length - wanted, end) == 0;
}

gboolean
lnet_note_name_read (const char   *text,
                     LnetNoteName *name)
{
  const char *rest = text;

  if (!take_digits (&rest, name->desk.bytes, LNET_ID_SIZE) || !take_dash (&rest) || !take_number (&rest, &name->n) ||
      !take_dash (&rest) || !take_hash (&rest) || !has_end (rest, ".lnhead"))
    return FALSE;
  name->proper = is_proper (text, rest, ".lnhead");
  return TRUE;
}

gboolean
lnet_segment_name_read (const char      *text,
                        LnetSegmentName *name)
{
  const char *rest = text;
  guint64 generation;

  if (!take_digits (&rest, name->alias.bytes, LNET_ALIAS_SIZE) || !take_dash (&rest) ||
      !take_number (&rest, &generation) || !take_dash (&rest) ||
      !take_digits (&rest, name->author.bytes, LNET_ID_SIZE) || !take_dash (&rest) ||
      !take_number (&rest, &name->from) || !take_dash (&rest) || !take_number (&rest, &name->to) ||
      !take_dash (&rest) || !take_hash (&rest) || !has_end (rest, ".lnbundle"))
    return FALSE;
  if (generation > LNET_SEGMENT_FULL || name->from == 0 || name->to < name->from)
    return FALSE;
  name->generation = (guint) generation;
  name->proper = is_proper (text, rest, ".lnbundle");
  return TRUE;
}

gboolean
lnet_piece_name_read (const char    *text,
                      LnetPieceName *name)
{
  const char *rest = text;

  if (!take_digits (&rest, name->alias.bytes, LNET_ALIAS_SIZE) || !take_dash (&rest) ||
      !take_digits (&rest, name->desk.bytes, LNET_ID_SIZE) || !take_dash (&rest) ||
      !take_digits (&rest, name->hash, LNET_NAME_HASH_SIZE) || !has_end (rest, ".lnbundle"))
    return FALSE;
  name->proper = is_proper (text, rest, ".lnbundle");
  return TRUE;
}
