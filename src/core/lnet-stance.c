/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-stance.h"

static const char *const keys[] = {
  [LNET_STANCE_DIRECTOR] = "director",
  [LNET_STANCE_FACILITATOR] = "facilitator",
  [LNET_STANCE_PARTICIPANT] = "participant",
};

const char *
lnet_stance_to_key (LnetStance stance)
{
  return keys[stance];
}

gboolean
lnet_stance_from_key (const char *key,
                      LnetStance *stance)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_strcmp0 (key, keys[i]) == 0)
      {
        *stance = (LnetStance) i;
        return TRUE;
      }
  *stance = LNET_STANCE_PARTICIPANT;
  return FALSE;
}
