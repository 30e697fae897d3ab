/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-welcome-letter.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "lnet-bytes.h"
#include "lnet-card.h"
#include "lnet-error.h"
#include "lnet-give.h"
#include "lnet-hash.h"
#include "lnet-own-desk.h"
#include "lnet-spoken-words.h"

/* "LNWELC" · format · 0 · desk 16 · sealed: network, name, founder, its key, desks that wrote before, keys
 * of spaces, vector, desk that let it in, its name, its key; signature over all that, and the keys on the card. */

#define MAGIC "LNWELC\2"
#define DOMAIN "welcome"
#define MAGIC_SIZE 8 /* with its final zero */

static void
free_key (gpointer key)
{
  sodium_memzero (key, sizeof (LnetSpaceKey));
  g_free (key);
}

static LnetWelcomeLetter *
welcome_new (void)
{
  LnetWelcomeLetter *self = g_new0 (LnetWelcomeLetter, 1);

  self->keys = g_ptr_array_new_with_free_func (free_key);
  self->vector = lnet_vector_new ();
  return self;
}

void
lnet_welcome_letter_free (LnetWelcomeLetter *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->former);
  g_free (self->by_name);
  g_ptr_array_unref (self->keys);
  g_array_unref (self->vector);
  g_free (self);
}

/* --- writing --- */

static void
put_keys (GByteArray          *bytes,
          const LnetRoster    *roster,
          const LnetId        *desk,
          const LnetSpaceKeys *keys)
{
  g_autoptr (GPtrArray) given = g_ptr_array_new ();

  for (guint i = 0; i < lnet_space_keys_list (keys)->len; i++)
    {
      LnetSpaceKey *key = lnet_space_keys_list (keys)->pdata[i];

      if (lnet_roster_may_read (roster, desk, &key->space))
        g_ptr_array_add (given, key);
    }
  lnet_bytes_put_number (bytes, given->len);
  for (guint i = 0; i < given->len; i++)
    {
      const LnetSpaceKey *key = given->pdata[i];
      guint8 kind = key->space.kind;

      g_byte_array_append (bytes, &kind, 1);
      lnet_bytes_put_id (bytes, &key->space.owner);
      lnet_bytes_put_number (bytes, key->epoch);
      g_byte_array_append (bytes, key->key, sizeof key->key);
    }
}

/* Of what it may read alone: how much there is elsewhere is nothing it should know. */
static void
put_vector (GByteArray       *bytes,
            const GArray     *vector,
            const LnetRoster *roster,
            const LnetId     *desk,
            const GArray     *spaces)
{
  g_autoptr (GArray) told = lnet_vector_new ();

  for (guint i = 0; i < spaces->len; i++)
    {
      const LnetKnownSpace *known = &g_array_index (spaces, LnetKnownSpace, i);

      for (guint k = 0; lnet_roster_may_read (roster, desk, &known->space) && k < vector->len; k++)
        if (lnet_id_equal (&g_array_index (vector, LnetMark, k).space, &known->id))
          lnet_vector_raise (told, &g_array_index (vector, LnetMark, k));
    }
  lnet_bytes_put_number (bytes, told->len);
  for (guint i = 0; i < told->len; i++)
    {
      const LnetMark *mark = &g_array_index (told, LnetMark, i);

      lnet_bytes_put_id (bytes, &mark->space);
      lnet_bytes_put_id (bytes, &mark->desk);
      lnet_bytes_put_number (bytes, mark->n);
    }
}

/* What is signed: the letter, for that card alone. */
static GBytes *
join_card (const guint8 *letter,
           gsize         size,
           const guint8 *sign_key,
           const guint8 *box_key)
{
  GByteArray *bytes = g_byte_array_new ();

  g_byte_array_append (bytes, letter, (guint) size);
  g_byte_array_append (bytes, sign_key, LNET_PUBLIC_KEY_SIZE);
  g_byte_array_append (bytes, box_key, LNET_PUBLIC_KEY_SIZE);
  return g_byte_array_free_to_bytes (bytes);
}

static void
sign (GByteArray        *bytes,
      const LnetOwnDesk *own,
      const LnetCard    *card)
{
  guint8 signature[LNET_SIGNATURE_SIZE];
  g_autoptr (GBytes) joined = NULL;

  lnet_bytes_put_id (bytes, &own->id);
  lnet_bytes_put_text (bytes, own->name);
  g_byte_array_append (bytes, own->key->sign.public, LNET_PUBLIC_KEY_SIZE);
  joined = join_card (bytes->data, bytes->len, card->sign_key, card->box_key);
  lnet_sign_message (own->key->sign.secret, DOMAIN, g_bytes_get_data (joined, NULL), g_bytes_get_size (joined),
                     signature);
  g_byte_array_append (bytes, signature, sizeof signature);
}

GBytes *
lnet_welcome_letter_write (LnetReader           *reader,
                           const char           *name,
                           const LnetCard       *card,
                           const LnetSpaceKeys  *keys,
                           GError              **error)
{
  g_autoptr (LnetRoster) roster = lnet_roster_load (reader, error);
  g_autoptr (GArray) vector = roster != NULL ? lnet_give_read_vector (reader, error) : NULL;
  g_autoptr (GArray) spaces = vector != NULL ? lnet_space_list (reader, error) : NULL;
  g_autoptr (LnetOwnDesk) own = spaces != NULL ? lnet_own_desk_load (reader, error) : NULL;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GBytes) sealed = NULL;
  g_autofree char *former = NULL;
  GByteArray *file;
  const LnetRosterDesk *founder;

  if (own == NULL || !lnet_own_desk_check (own, error))
    return NULL;
  founder = lnet_roster_list (roster)->pdata[0];
  former = lnet_roster_describe_former (roster);
  lnet_bytes_put_id (bytes, lnet_reader_get_network (reader));
  lnet_bytes_put_text (bytes, name);
  lnet_bytes_put_id (bytes, &card->desk);
  lnet_bytes_put_id (bytes, &founder->id);
  g_byte_array_append (bytes, founder->sign_key, sizeof founder->sign_key);
  lnet_bytes_put_text (bytes, former);
  put_keys (bytes, roster, &card->desk, keys);
  put_vector (bytes, vector, roster, &card->desk, spaces);
  sign (bytes, own, card);
  sealed = lnet_desk_key_seal (card->box_key, bytes->data, bytes->len);
  sodium_memzero (bytes->data, bytes->len);

  file = g_byte_array_new ();
  g_byte_array_append (file, (const guint8 *) MAGIC, MAGIC_SIZE);
  lnet_bytes_put_id (file, &card->desk);
  g_byte_array_append (file, g_bytes_get_data (sealed, NULL), (guint) g_bytes_get_size (sealed));
  return g_byte_array_free_to_bytes (file);
}

char *
lnet_welcome_letter_get_words (GBytes     *bytes,
                               const char *language)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);
  const LnetHashPiece pieces[] = { { "welcome-words", sizeof "welcome-words" }, { data, size } };
  LnetHash hash;

  lnet_hash_pieces (pieces, G_N_ELEMENTS (pieces), &hash);
  return lnet_spoken_words_write (hash.bytes, LNET_CARD_WORDS, language);
}

/* --- reading --- */

gboolean
lnet_welcome_letter_peek (GBytes  *bytes,
                          LnetId  *desk,
                          GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  LnetCursor cursor = { data, size, FALSE };
  const guint8 *magic = lnet_cursor_get_raw (&cursor, MAGIC_SIZE);

  *desk = lnet_cursor_get_id (&cursor);
  if (!cursor.failed && memcmp (magic, MAGIC, MAGIC_SIZE) == 0 && size <= LNET_WELCOME_MOST_BYTES)
    return TRUE;
  g_set_error_literal (error, LNET_ERROR, LNET_ERROR_INVALID,
                       _("This file is not a welcome to a network. Nothing was made."));
  return FALSE;
}

static void
read_keys (LnetWelcomeLetter *self,
           LnetCursor  *cursor)
{
  guint64 n = lnet_cursor_get_number (cursor);

  for (guint64 i = 0; i < n && !cursor->failed; i++)
    {
      LnetSpaceKey key = { .space.kind = lnet_cursor_get_byte (cursor) };
      const guint8 *secret;

      key.space.owner = lnet_cursor_get_id (cursor);
      key.epoch = lnet_cursor_get_number (cursor);
      secret = lnet_cursor_get_raw (cursor, sizeof key.key);
      if (secret == NULL)
        return;
      memcpy (key.key, secret, sizeof key.key);
      key.id = lnet_space_get_id (&self->network, &key.space);
      g_ptr_array_add (self->keys, g_memdup2 (&key, sizeof key));
    }
}

static void
read_vector (LnetWelcomeLetter *self,
             LnetCursor  *cursor)
{
  guint64 n = lnet_cursor_get_number (cursor);

  for (guint64 i = 0; i < n && !cursor->failed; i++)
    {
      LnetMark mark = { .space = lnet_cursor_get_id (cursor) };

      mark.desk = lnet_cursor_get_id (cursor);
      mark.n = lnet_cursor_get_number (cursor);
      if (!cursor->failed)
        lnet_vector_raise (self->vector, &mark);
    }
}

/* Whether whoever let this desk in made the letter as it is, for this desk's card. A founder's key is known. */
static gboolean
read_signature (LnetWelcomeLetter *self,
                LnetCursor        *cursor,
                const guint8      *begin,
                const LnetDeskKey *own)
{
  const guint8 *key, *signature;
  g_autoptr (GBytes) joined = NULL;

  self->by = lnet_cursor_get_id (cursor);
  self->by_name = lnet_cursor_get_text (cursor);
  key = lnet_cursor_get_raw (cursor, sizeof self->by_key);
  signature = lnet_cursor_get_raw (cursor, LNET_SIGNATURE_SIZE);
  if (cursor->failed)
    return FALSE;
  memcpy (self->by_key, key, sizeof self->by_key);
  joined = join_card (begin, (gsize) (signature - begin), own->sign.public, own->box.public);
  return lnet_sign_check_message (key, DOMAIN, g_bytes_get_data (joined, NULL), g_bytes_get_size (joined), signature) &&
         (!lnet_id_equal (&self->by, &self->founder) ||
          memcmp (self->by_key, self->founder_key, sizeof self->by_key) == 0);
}

LnetWelcomeLetter *
lnet_welcome_letter_read (GBytes             *bytes,
                          const LnetDeskKey  *own,
                          GError            **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autoptr (LnetWelcomeLetter) self = welcome_new ();
  g_autoptr (GBytes) open = NULL;
  const guint8 *founder_key;
  LnetCursor cursor;
  gboolean is_signed;
  LnetId desk;

  if (!lnet_welcome_letter_peek (bytes, &desk, error))
    return NULL;
  open = lnet_desk_key_open (own, data + MAGIC_SIZE + LNET_ID_SIZE, size - MAGIC_SIZE - LNET_ID_SIZE);
  cursor = (LnetCursor) { open != NULL ? g_bytes_get_data (open, NULL) : NULL,
                          open != NULL ? g_bytes_get_size (open) : 0, open == NULL };
  self->network = lnet_cursor_get_id (&cursor);
  self->name = lnet_cursor_get_text (&cursor);
  self->desk = lnet_cursor_get_id (&cursor);
  self->founder = lnet_cursor_get_id (&cursor);
  founder_key = lnet_cursor_get_raw (&cursor, sizeof self->founder_key);
  if (founder_key != NULL)
    memcpy (self->founder_key, founder_key, sizeof self->founder_key);
  self->former = lnet_cursor_get_text (&cursor);
  read_keys (self, &cursor);
  read_vector (self, &cursor);
  is_signed = !cursor.failed && read_signature (self, &cursor, g_bytes_get_data (open, NULL), own);
  if (!cursor.failed && cursor.left == 0 && lnet_id_equal (&desk, &self->desk) && !lnet_id_is_null (&self->network))
    {
      if (is_signed)
        return g_steal_pointer (&self);
      g_set_error_literal (error, LNET_ERROR, LNET_ERROR_INVALID,
                           _("This welcome was not made by the desk that it names, or not for this desk’s card. Nothing was "
                             "made. Ask whoever let you in to save it again."));
      return NULL;
    }
  g_set_error_literal (error, LNET_ERROR, LNET_ERROR_DAMAGED,
                       _("This welcome did not arrive whole. Nothing was made. Have it sent again."));
  return NULL;
}

LnetJoining *
lnet_welcome_letter_to_joining (const LnetWelcomeLetter *self,
                                const LnetDeskKey       *own)
{
  LnetJoining *joining = lnet_joining_new ();

  joining->network = self->network;
  joining->name = g_strdup (self->name);
  joining->desk = self->desk;
  g_set_str (&joining->former, self->former);
  joining->founder = self->founder;
  memcpy (joining->founder_key, self->founder_key, sizeof joining->founder_key);
  for (guint i = 0; i < self->keys->len; i++)
    g_ptr_array_add (joining->keys, lnet_space_key_seal (self->keys->pdata[i], own));
  return joining;
}
