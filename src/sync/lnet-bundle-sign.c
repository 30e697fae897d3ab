/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-bundle-sign.h"

#include "lnet-give.h"
#include "lnet-sign.h"

static gboolean
is_signed (const LnetDelivery *delivery,
           const LnetMark     *mark)
{
  for (guint i = 0; i < delivery->signatures->len; i++)
    {
      const LnetSignature *signature = &g_array_index (delivery->signatures, LnetSignature, i);

      if (signature->n == mark->n && lnet_id_equal (&signature->desk, &mark->desk) &&
          lnet_id_equal (&signature->space, &mark->space))
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
  g_autoptr (GArray) given = lnet_vector_new ();

  lnet_give_note (given, delivery);
  for (guint i = 0; i < given->len; i++)
    {
      const LnetMark *mark = &g_array_index (given, LnetMark, i);
      LnetSignature signature = { mark->space, mark->desk, mark->n, { 0 } };
      LnetHash hash;

      if (!lnet_id_equal (&mark->desk, desk) || is_signed (delivery, mark))
        continue;
      if (!lnet_give_read_hash (reader, mark, &hash, error))
        return FALSE;
      lnet_sign_batch (secret, &mark->space, &mark->desk, mark->n, &hash, signature.bytes);
      g_array_append_val (delivery->signatures, signature);
    }
  return TRUE;
}
