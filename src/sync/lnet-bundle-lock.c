/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-bundle-lock.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "lnet-error.h"

struct _LnetBundleLock
{
  LnetBundleSlot slot;
  LnetBundleKey key;
  LnetId alias;
  guint64 epoch;
  LnetBundleKey *desks; /* public keys */
  guint n_desks;
};

G_STATIC_ASSERT (LNET_BUNDLE_SALT_SIZE == crypto_pwhash_SALTBYTES);
G_STATIC_ASSERT (LNET_BUNDLE_KEY_SIZE == crypto_box_PUBLICKEYBYTES);
G_STATIC_ASSERT (LNET_BUNDLE_KEY_SIZE == crypto_box_SECRETKEYBYTES);
G_STATIC_ASSERT (LNET_BUNDLE_KEY_SIZE == crypto_secretstream_xchacha20poly1305_KEYBYTES);
G_STATIC_ASSERT (LNET_BUNDLE_ENVELOPE_SIZE == LNET_BUNDLE_HINT_SIZE + LNET_BUNDLE_KEY_SIZE + crypto_box_SEALBYTES);

static void
ensure_sodium (void)
{
  if (sodium_init () < 0)
    g_error ("libsodium could not be set up");
}

/* Letters that look the same are the same, however a keyboard writes them. */
static gboolean
derive (const char            *passphrase,
        const LnetBundleSlot  *slot,
        LnetBundleKey         *key,
        GError               **error)
{
  char *normal = g_utf8_normalize (passphrase, -1, G_NORMALIZE_NFC);
  gboolean derived;

  if (normal == NULL)
    normal = g_strdup (passphrase);
  derived = crypto_pwhash (key->bytes, sizeof key->bytes, normal, strlen (normal), slot->salt, slot->passes,
                           slot->memory, crypto_pwhash_ALG_ARGON2ID13) == 0;
  sodium_memzero (normal, strlen (normal));
  g_free (normal);
  if (!derived)
    g_set_error_literal (error, LNET_ERROR, LNET_ERROR_FAILED,
                         _("There is not enough memory to work out a key from the passphrase. Close other programs and "
                           "try again."));
  return derived;
}

LnetBundleLock *
lnet_bundle_lock_new_passphrase (const char            *passphrase,
                                 const LnetBundleCost  *cost,
                                 GError               **error)
{
  g_autoptr (LnetBundleLock) lock = g_new0 (LnetBundleLock, 1);

  if (passphrase[0] == '\0')
    {
      g_set_error_literal (error, LNET_ERROR, LNET_ERROR_INVALID, _("The passphrase is empty."));
      return NULL;
    }
  ensure_sodium ();
  lock->slot.kind = LNET_BUNDLE_SLOT_PASSPHRASE;
  lock->slot.passes = cost != NULL ? cost->passes : crypto_pwhash_OPSLIMIT_MODERATE;
  lock->slot.memory = cost != NULL ? cost->memory : crypto_pwhash_MEMLIMIT_MODERATE;
  randombytes_buf (lock->slot.salt, sizeof lock->slot.salt);
  randombytes_buf (&lock->alias, sizeof lock->alias);
  if (!derive (passphrase, &lock->slot, &lock->key, error))
    return NULL;
  return g_steal_pointer (&lock);
}

LnetBundleLock *
lnet_bundle_lock_new_desks (const LnetBundleKey  *public_keys,
                            guint                 n_desks,
                            GError              **error)
{
  LnetBundleLock *lock;

  if (n_desks == 0 || n_desks > LNET_BUNDLE_MOST_DESKS)
    {
      g_set_error (error, LNET_ERROR, LNET_ERROR_INVALID, _("A bundle is for one to %d desks."), LNET_BUNDLE_MOST_DESKS);
      return NULL;
    }
  ensure_sodium ();
  lock = g_new0 (LnetBundleLock, 1);
  lock->slot.kind = LNET_BUNDLE_SLOT_DESKS;
  lock->desks = g_memdup2 (public_keys, n_desks * sizeof *public_keys);
  lock->n_desks = n_desks;
  randombytes_buf (&lock->alias, sizeof lock->alias);
  randombytes_buf (lock->key.bytes, sizeof lock->key.bytes);
  return lock;
}

LnetBundleLock *
lnet_bundle_lock_new_epoch (const LnetId        *alias,
                            guint64              epoch,
                            const LnetBundleKey *key)
{
  LnetBundleLock *lock = g_new0 (LnetBundleLock, 1);

  ensure_sodium ();
  lock->slot.kind = LNET_BUNDLE_SLOT_EPOCH;
  lock->alias = *alias;
  lock->epoch = epoch;
  lock->key = *key;
  return lock;
}

void
lnet_bundle_lock_free (LnetBundleLock *lock)
{
  if (lock == NULL)
    return;
  sodium_memzero (&lock->key, sizeof lock->key);
  g_free (lock->desks);
  g_free (lock);
}

/* The same key has another hint in each bundle: hints of two bundles cannot be compared. */
static void
make_hint (const LnetBundleHeader *header,
           const LnetBundleKey    *public_key,
           guint8                 *hint)
{
  guint8 hash[crypto_generichash_BYTES_MIN];

  crypto_generichash (hash, sizeof hash, public_key->bytes, sizeof public_key->bytes, header->bundle.bytes,
                      sizeof header->bundle.bytes);
  memcpy (hint, hash, LNET_BUNDLE_HINT_SIZE);
}

static GBytes *
make_envelopes (const LnetBundleLock   *lock,
                const LnetBundleHeader *header)
{
  guint8 *envelopes = g_malloc (lock->n_desks * LNET_BUNDLE_ENVELOPE_SIZE);

  for (guint i = 0; i < lock->n_desks; i++)
    {
      guint8 *envelope = envelopes + i * LNET_BUNDLE_ENVELOPE_SIZE;

      make_hint (header, &lock->desks[i], envelope);
      if (crypto_box_seal (envelope + LNET_BUNDLE_HINT_SIZE, lock->key.bytes, sizeof lock->key.bytes,
                           lock->desks[i].bytes) != 0)
        randombytes_buf (envelope, LNET_BUNDLE_ENVELOPE_SIZE); /* no key at all: nobody opens this one */
    }
  return g_bytes_new_take (envelopes, lock->n_desks * LNET_BUNDLE_ENVELOPE_SIZE);
}

static void
make_check (const LnetBundleKey    *key,
            const LnetBundleHeader *header,
            guint8                 *check)
{
  static const char purpose[] = "check";
  crypto_generichash_state state;

  crypto_generichash_init (&state, key->bytes, sizeof key->bytes, LNET_BUNDLE_CHECK_SIZE);
  crypto_generichash_update (&state, (const guint8 *) purpose, sizeof purpose);
  crypto_generichash_update (&state, header->bundle.bytes, sizeof header->bundle.bytes);
  crypto_generichash_final (&state, check, LNET_BUNDLE_CHECK_SIZE);
}

void
lnet_bundle_lock_fill (const LnetBundleLock *lock,
                       LnetBundleHeader     *header)
{
  header->alias = lock->alias;
  header->epoch = lock->epoch;
  g_clear_pointer (&header->slot.envelopes, g_bytes_unref);
  header->slot = lock->slot;
  if (lock->slot.kind == LNET_BUNDLE_SLOT_DESKS)
    header->slot.envelopes = make_envelopes (lock, header);
  make_check (&lock->key, header, header->check);
}

void
lnet_bundle_key_derive (const LnetBundleKey    *whole,
                        const LnetBundleHeader *header,
                        LnetBundleKey          *key)
{
  guint64 part = GUINT64_TO_LE (header->part);
  crypto_generichash_state state;

  crypto_generichash_init (&state, whole->bytes, sizeof whole->bytes, sizeof key->bytes);
  crypto_generichash_update (&state, header->bundle.bytes, sizeof header->bundle.bytes);
  crypto_generichash_update (&state, (const guint8 *) &part, sizeof part);
  crypto_generichash_final (&state, key->bytes, sizeof key->bytes);
}

void
lnet_bundle_lock_get_key (const LnetBundleLock   *lock,
                          const LnetBundleHeader *header,
                          LnetBundleKey          *key)
{
  lnet_bundle_key_derive (&lock->key, header, key);
}

/* --- opening --- */

static gboolean
fail_locked (GError     **error,
             const char  *message)
{
  g_set_error_literal (error, LNET_ERROR, LNET_ERROR_LOCKED, message);
  return FALSE;
}

static gboolean
fits (const LnetBundleKey    *key,
      const LnetBundleHeader *header)
{
  guint8 check[LNET_BUNDLE_CHECK_SIZE];

  make_check (key, header, check);
  return sodium_memcmp (check, header->check, sizeof check) == 0;
}

static gboolean
find_by_passphrase (const LnetBundleKeys    *keys,
                    const LnetBundleHeader  *header,
                    LnetBundleKey           *key,
                    GError                 **error)
{
  if (keys->passphrase == NULL)
    return fail_locked (error, _("This bundle is sealed with a passphrase. Ask the person who wrote it."));
  if (!derive (keys->passphrase, &header->slot, key, error))
    return FALSE;
  return fits (key, header) || fail_locked (error, _("That is not the passphrase of this bundle."));
}

static gboolean
find_by_desk (const LnetBundleKeys    *keys,
              const LnetBundleHeader  *header,
              LnetBundleKey           *key,
              GError                 **error)
{
  gsize size;
  const guint8 *envelopes = g_bytes_get_data (header->slot.envelopes, &size);
  guint8 hint[LNET_BUNDLE_HINT_SIZE];

  if (keys->box_public != NULL && keys->box_secret != NULL)
    {
      make_hint (header, keys->box_public, hint);
      for (gsize at = 0; at + LNET_BUNDLE_ENVELOPE_SIZE <= size; at += LNET_BUNDLE_ENVELOPE_SIZE)
        if (memcmp (envelopes + at, hint, sizeof hint) == 0 &&
            crypto_box_seal_open (key->bytes, envelopes + at + sizeof hint, LNET_BUNDLE_ENVELOPE_SIZE - sizeof hint,
                                  keys->box_public->bytes, keys->box_secret->bytes) == 0 &&
            fits (key, header))
          return TRUE;
    }
  return fail_locked (error, _("This bundle is not for this desk. Ask the person who wrote it to choose this desk too."));
}

static gboolean
find_by_epoch (const LnetBundleKeys    *keys,
               const LnetBundleHeader  *header,
               LnetBundleKey           *key,
               GError                 **error)
{
  if (keys->find_key != NULL && keys->find_key (&header->alias, header->epoch, key, keys->user_data) &&
      fits (key, header))
    return TRUE;
  return fail_locked (error, _("This desk has no key to what is in this bundle."));
}

gboolean
lnet_bundle_keys_find (const LnetBundleKeys    *keys,
                       const LnetBundleHeader  *header,
                       LnetBundleKey           *key,
                       GError                 **error)
{
  ensure_sodium ();
  switch (header->slot.kind)
    {
    case LNET_BUNDLE_SLOT_PASSPHRASE:
      return find_by_passphrase (keys, header, key, error);
    case LNET_BUNDLE_SLOT_DESKS:
      return find_by_desk (keys, header, key, error);
    case LNET_BUNDLE_SLOT_EPOCH:
    default:
      return find_by_epoch (keys, header, key, error);
    }
}
