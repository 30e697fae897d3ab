/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-desk-key.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "lnet-error.h"
#include "lnet-spoken-words.h"

#define CHECK_SIZE 2

G_STATIC_ASSERT (LNET_DESK_KEY_SEAL_SIZE == crypto_box_SEALBYTES);
G_STATIC_ASSERT ((LNET_DESK_SEED_SIZE + CHECK_SIZE) * 8 == LNET_DESK_KEY_WORDS * 10);

static void
derive (const guint8 *seed,
        const char   *domain,
        guint8        derived[LNET_KEY_SEED_SIZE])
{
  crypto_generichash (derived, LNET_KEY_SEED_SIZE, seed, LNET_DESK_SEED_SIZE, (const guint8 *) domain, strlen (domain));
}

LnetDeskKey *
lnet_desk_key_new_from_seed (const guint8 *seed)
{
  LnetDeskKey *self = g_new0 (LnetDeskKey, 1);
  guint8 derived[LNET_KEY_SEED_SIZE];

  if (sodium_init () < 0)
    g_error ("libsodium could not be set up");
  memcpy (self->seed, seed, sizeof self->seed);
  derive (seed, "learning-network sign", derived);
  lnet_sign_key_from_seed (&self->sign, derived);
  derive (seed, "learning-network box", derived);
  lnet_box_key_from_seed (&self->box, derived);
  sodium_memzero (derived, sizeof derived);
  return self;
}

LnetDeskKey *
lnet_desk_key_new (void)
{
  guint8 seed[LNET_DESK_SEED_SIZE];
  LnetDeskKey *self;

  if (sodium_init () < 0)
    g_error ("libsodium could not be set up");
  randombytes_buf (seed, sizeof seed);
  self = lnet_desk_key_new_from_seed (seed);
  sodium_memzero (seed, sizeof seed);
  return self;
}

void
lnet_desk_key_free (LnetDeskKey *self)
{
  if (self == NULL)
    return;
  sodium_memzero (self, sizeof *self);
  g_free (self);
}

/* --- on paper --- */

static void
compute_check (const guint8 *seed,
               guint8       *check)
{
  guint8 hash[crypto_generichash_BYTES];

  crypto_generichash (hash, sizeof hash, seed, LNET_DESK_SEED_SIZE, NULL, 0);
  memcpy (check, hash, CHECK_SIZE);
}

char *
lnet_desk_key_to_words (const LnetDeskKey *self,
                        const char        *language)
{
  guint8 bytes[LNET_DESK_SEED_SIZE + CHECK_SIZE];
  char *words;

  memcpy (bytes, self->seed, LNET_DESK_SEED_SIZE);
  compute_check (self->seed, bytes + LNET_DESK_SEED_SIZE);
  words = lnet_spoken_words_write (bytes, LNET_DESK_KEY_WORDS, language);
  sodium_memzero (bytes, sizeof bytes);
  return words;
}

LnetDeskKey *
lnet_desk_key_from_words (const char  *words,
                          GError     **error)
{
  guint8 bytes[LNET_DESK_SEED_SIZE + CHECK_SIZE], check[CHECK_SIZE];

  for (guint i = 0; lnet_spoken_languages[i] != NULL; i++)
    {
      if (!lnet_spoken_words_read (words, lnet_spoken_languages[i], bytes, sizeof bytes))
        continue;
      compute_check (bytes, check);
      if (memcmp (check, bytes + LNET_DESK_SEED_SIZE, CHECK_SIZE) == 0)
        return lnet_desk_key_new_from_seed (bytes);
    }
  g_set_error_literal (error, LNET_ERROR, LNET_ERROR_INVALID,
                       _("These are not the 24 words of a paper key. Nothing was changed. "
                         "Look at each of them and at their order."));
  return NULL;
}

/* --- sealing --- */

GBytes *
lnet_desk_key_seal (const guint8  *box_public,
                    gconstpointer  data,
                    gsize          size)
{
  guint8 *sealed = g_malloc (size + crypto_box_SEALBYTES);

  if (sodium_init () < 0 || crypto_box_seal (sealed, data, size, box_public) != 0)
    memset (sealed, 0, size + crypto_box_SEALBYTES); /* a key that is none: then nobody can open it */
  return g_bytes_new_take (sealed, size + crypto_box_SEALBYTES);
}

GBytes *
lnet_desk_key_open (const LnetDeskKey *self,
                    gconstpointer      sealed,
                    gsize              size)
{
  g_autofree guint8 *open = NULL;

  if (size < crypto_box_SEALBYTES)
    return NULL;
  open = g_malloc (MAX (size - crypto_box_SEALBYTES, 1));
  if (crypto_box_seal_open (open, sealed, size, self->box.public, self->box.secret) != 0)
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&open), size - crypto_box_SEALBYTES);
}
