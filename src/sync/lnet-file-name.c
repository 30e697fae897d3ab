/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-file-name.h"

#include <string.h>

gboolean
lnet_file_is_named (GFile      *file,
                    const char *suffix)
{
  g_autofree char *name = g_file_get_basename (file);
  gsize length = name != NULL ? strlen (name) : 0;

  return length > strlen (suffix) && g_ascii_strcasecmp (name + length - strlen (suffix), suffix) == 0;
}
