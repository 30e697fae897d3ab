/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-bundle-sign.h"

#include <sodium.h>

#include "lnet-give.h"
#include "lnet-sign.h"

static gboolean
is_signed (const LnetDelivery *delivery,
           const LnetGiven    *given,
           const LnetHash     *hash,
           const guint8       *public)
{
  for (guint i = 0; i < delivery->signatures->len; i++)
    {
      const LnetSignature *signature = &g_array_index (delivery->signatures, LnetSignature, i);

      if (signature->n == given->mark.n && lnet_id_equal (&signature->desk, &given->origin) &&
          lnet_sign_check (public, &given->mark.space, &given->origin, given->mark.n, hash, signature->bytes))
        return TRUE;
    }
  return FALSE;
}

gboolean
lnet_bundle_sign (LnetReader    *reader,
                  LnetDelivery  *delivery,
                  const LnetId  *desk,
                  const guint8  *secret,
                  GError       **error)
{
  guint8 public[LNET_PUBLIC_KEY_SIZE];

  crypto_sign_ed25519_sk_to_pk (public, secret);
  for (guint i = 0; i < delivery->given->len; i++)
    {
      const LnetGiven *given = &g_array_index (delivery->given, LnetGiven, i);
      LnetSignature signature = { given->mark.space, given->origin, given->mark.n, { 0 } };
      LnetHash hash;

      if (!lnet_id_equal (&given->origin, desk))
        continue;
      if (!lnet_give_read_hash (reader, &given->mark, &hash, error))
        return FALSE;
      if (is_signed (delivery, given, &hash, public))
        continue;
      lnet_sign_batch (secret, &signature.space, &signature.desk, signature.n, &hash, signature.bytes);
      g_array_append_val (delivery->signatures, signature);
    }
  return TRUE;
}
