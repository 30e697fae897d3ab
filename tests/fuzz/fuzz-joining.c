/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What somebody is handed to join, or to let somebody in: a card, a welcome, the key of a space, the words of a paper
 * key. */

#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "lnet-bytes.h"
#include "lnet-card.h"
#include "lnet-desk-key.h"
#include "lnet-error.h"
#include "lnet-key-envelope.h"
#include "lnet-roster-private.h"
#include "lnet-welcome-letter.h"

static const guint8 seed[LNET_DESK_SEED_SIZE] = { 5 };

/* A card that was understood says itself what it is. */
static void
try_card (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetCard) card = lnet_card_from_text (text, &error);
  g_autofree char *written = card != NULL ? lnet_card_to_text (card) : NULL;
  g_autoptr (LnetCard) again = written != NULL ? lnet_card_from_text (written, NULL) : NULL;

  g_assert_true (card != NULL || error->domain == LNET_ERROR);
  g_assert_true (card == NULL || (again != NULL && g_str_equal (card->name, again->name) &&
                                  memcmp (card->sign_key, again->sign_key, sizeof card->sign_key) == 0));
}

static void
try_words (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetDeskKey) key = lnet_desk_key_from_words (text, &error);

  g_assert_true (key != NULL || error->domain == LNET_ERROR);
}

static void
try_former (const char *text)
{
  g_autoptr (LnetRoster) roster = lnet_roster_new ();
  g_autoptr (LnetRoster) again = lnet_roster_new ();
  g_autofree char *described = NULL;

  lnet_roster_put_former (roster, text);
  described = lnet_roster_describe_former (roster);
  lnet_roster_put_former (again, described);
  g_assert_true (lnet_roster_equal (roster, again));
}

/* As a file, and as what is inside the seal, by somebody who knows the card. */
static void
try_welcome (const uint8_t *data,
             size_t         size)
{
  static const char magic[] = "LNWELC\2";
  g_autoptr (LnetDeskKey) own = lnet_desk_key_new_from_seed (seed);
  g_autoptr (GBytes) raw = g_bytes_new (data, size);
  g_autoptr (GBytes) sealed = lnet_desk_key_seal (own->box.public, data, size);
  g_autoptr (GByteArray) file = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (LnetWelcomeLetter) letter = lnet_welcome_letter_read (raw, own, NULL);
  LnetId desk = { { 0 } };

  /* The inside names it a second time, behind the network's id and name. */
  if (size > LNET_ID_SIZE && size > (gsize) LNET_ID_SIZE + 1 + data[LNET_ID_SIZE] + LNET_ID_SIZE)
    memcpy (&desk, data + LNET_ID_SIZE + 1 + data[LNET_ID_SIZE], sizeof desk);
  g_byte_array_append (file, (const guint8 *) magic, sizeof magic);
  lnet_bytes_put_id (file, &desk);
  g_byte_array_append (file, g_bytes_get_data (sealed, NULL), (guint) g_bytes_get_size (sealed));
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&file));
  g_clear_pointer (&letter, lnet_welcome_letter_free);
  letter = lnet_welcome_letter_read (bytes, own, NULL);
  if (letter != NULL)
    lnet_joining_unref (lnet_welcome_letter_to_joining (letter, own));
}

static void
try_envelope (const uint8_t *data,
              size_t         size)
{
  g_autoptr (LnetDeskKey) own = lnet_desk_key_new_from_seed (seed);
  g_autoptr (LnetRoster) roster = lnet_roster_new ();
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  LnetId network = { { 1 } };
  LnetSpaceKey key;

  g_assert_false (lnet_key_envelope_open (bytes, &network, roster, own, &key, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup (size > 0 ? (const char *) data : "", size);

  try_card (text);
  try_words (text);
  try_former (text);
  try_welcome (data, size);
  try_envelope (data, size);
  return 0;
}

static GBytes *
make_welcome (void)
{
  GByteArray *bytes = g_byte_array_new ();
  const guint8 key[LNET_PUBLIC_KEY_SIZE] = { 7 };
  const guint8 kind = LNET_SPACE_NETWORK;
  LnetId id = { { 3 } };

  lnet_bytes_put_id (bytes, &id);
  lnet_bytes_put_text (bytes, "Prairie");
  lnet_bytes_put_id (bytes, &id);
  lnet_bytes_put_id (bytes, &id);
  g_byte_array_append (bytes, key, sizeof key);
  lnet_bytes_put_text (bytes, "");
  lnet_bytes_put_number (bytes, 1);
  g_byte_array_append (bytes, &kind, 1);
  lnet_bytes_put_id (bytes, &id);
  lnet_bytes_put_number (bytes, 1);
  g_byte_array_append (bytes, key, sizeof key);
  lnet_bytes_put_number (bytes, 1);
  lnet_bytes_put_id (bytes, &id);
  lnet_bytes_put_id (bytes, &id);
  lnet_bytes_put_number (bytes, 9);
  return g_byte_array_free_to_bytes (bytes);
}

void
fuzz_add_seeds (GPtrArray *seeds)
{
  static const char former[] = "01020304050607080910111213141516 f1020304050607080910111213141516:7:"
                               "0102030405060708010203040506070801020304050607080102030405060708\n";
  g_autoptr (LnetDeskKey) key = lnet_desk_key_new_from_seed (seed);
  g_autoptr (LnetCard) card = lnet_card_new ();
  char *text, *words;

  card->desk.bytes[0] = 1;
  card->name = g_strdup ("Ana’s laptop");
  text = lnet_card_to_text (card);
  words = lnet_desk_key_to_words (key, "es");
  g_ptr_array_add (seeds, g_bytes_new_take (text, strlen (text)));
  g_ptr_array_add (seeds, g_bytes_new_take (words, strlen (words)));
  g_ptr_array_add (seeds, g_bytes_new_static (former, strlen (former)));
  g_ptr_array_add (seeds, make_welcome ());
}
