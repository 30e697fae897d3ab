/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Values of RFC 8032 (7.1, test 1), and for what is our own those that another implementation (OpenSSL) gives. */

#include "config.h"

#include <string.h>

#include "lnet-sign.h"

static const guint8 seed[LNET_KEY_SEED_SIZE] = {
  0x9d, 0x61, 0xb1, 0x9d, 0xef, 0xfd, 0x5a, 0x60, 0xba, 0x84, 0x4a, 0xf4, 0x92, 0xec, 0x2c, 0xc4,
  0x44, 0x49, 0xc5, 0x69, 0x7b, 0x32, 0x69, 0x19, 0x70, 0x3b, 0xac, 0x03, 0x1c, 0xae, 0x7f, 0x60,
};

static char *
to_hex (const guint8 *bytes,
        gsize         size)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < size; i++)
    g_string_append_printf (text, "%02x", bytes[i]);
  return g_string_free (text, FALSE);
}

static void
test_keys (void)
{
  LnetSignKey sign;
  LnetBoxKey box;
  g_autofree char *sign_text = NULL;
  g_autofree char *box_text = NULL;
  guint8 read[LNET_PUBLIC_KEY_SIZE] = { 7 };

  lnet_sign_key_from_seed (&sign, seed);
  lnet_box_key_from_seed (&box, seed);
  sign_text = lnet_public_key_to_string (sign.public);
  box_text = lnet_public_key_to_string (box.public);
  g_assert_cmpstr (sign_text, ==, "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  g_assert_cmpstr (box_text, ==, "d85e07ec22b0ad881537c2f44d662d1a143cf830c57aca4305d85c7a90f6b62e");

  g_assert_false (lnet_public_key_from_string ("d75a", read));
  g_assert_false (lnet_public_key_from_string ("x75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", read));
  g_assert_cmpuint (read[0], ==, 7);
  g_assert_true (lnet_public_key_from_string (sign_text, read));
  g_assert_cmpmem (read, sizeof read, sign.public, sizeof sign.public);
}

static void
test_new_keys_differ (void)
{
  LnetSignKey a, b;
  LnetBoxKey c, d;

  lnet_sign_key_new (&a);
  lnet_sign_key_new (&b);
  lnet_box_key_new (&c);
  lnet_box_key_new (&d);
  g_assert_true (memcmp (a.public, b.public, sizeof a.public) != 0);
  g_assert_true (memcmp (c.public, d.public, sizeof c.public) != 0);
  lnet_sign_key_clear (&a);
  g_assert_cmpuint (a.secret[0] | a.secret[31], ==, 0);
}

static void
fill (LnetId   *space,
      LnetId   *desk,
      LnetHash *hash)
{
  memset (space, 1, sizeof *space);
  memset (desk, 2, sizeof *desk);
  memset (hash, 4, sizeof *hash);
}

static void
test_batch (void)
{
  LnetSignKey key, other;
  LnetId space, desk;
  LnetHash hash;
  guint8 signature[LNET_SIGNATURE_SIZE];
  g_autofree char *text = NULL;

  lnet_sign_key_from_seed (&key, seed);
  lnet_sign_key_new (&other);
  fill (&space, &desk, &hash);
  lnet_sign_batch (key.secret, &space, &desk, 3, &hash, signature);
  text = to_hex (signature, sizeof signature);
  g_assert_cmpstr (text, ==, "83ccb2f491ce9a79266916cc8d3b3e1d127bbe390f28e6161351826ade80e382"
                             "83b799fd1a2770cca3eb3d8ca6244704e2237faca82df5296e567ac711e8ac0e");
  g_assert_true (lnet_sign_check (key.public, &space, &desk, 3, &hash, signature));
  g_assert_false (lnet_sign_check (other.public, &space, &desk, 3, &hash, signature));
  g_assert_false (lnet_sign_check (key.public, &desk, &space, 3, &hash, signature));
  g_assert_false (lnet_sign_check (key.public, &space, &desk, 4, &hash, signature));
  for (guint i = 0; i < 8 * sizeof hash; i++)
    {
      hash.bytes[i / 8] ^= (guint8) (1 << i % 8);
      g_assert_false (lnet_sign_check (key.public, &space, &desk, 3, &hash, signature));
      hash.bytes[i / 8] ^= (guint8) (1 << i % 8);
    }
  for (guint i = 0; i < 8 * sizeof signature; i++)
    {
      signature[i / 8] ^= (guint8) (1 << i % 8);
      g_assert_false (lnet_sign_check (key.public, &space, &desk, 3, &hash, signature));
      signature[i / 8] ^= (guint8) (1 << i % 8);
    }
}

/* A signature on one kind of thing is none on another, even of the same bytes. */
static void
test_domains (void)
{
  LnetSignKey key;
  guint8 signature[LNET_SIGNATURE_SIZE];

  lnet_sign_key_from_seed (&key, seed);
  lnet_sign_message (key.secret, "one", "message", 7, signature);
  g_assert_true (lnet_sign_check_message (key.public, "one", "message", 7, signature));
  g_assert_false (lnet_sign_check_message (key.public, "two", "message", 7, signature));
  g_assert_false (lnet_sign_check_message (key.public, "on", "emessage", 8, signature));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sign/keys", test_keys);
  g_test_add_func ("/sign/new-keys-differ", test_new_keys_differ);
  g_test_add_func ("/sign/batch", test_batch);
  g_test_add_func ("/sign/domains", test_domains);
  return g_test_run ();
}
