/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-bundle-error.h"

#include <glib/gi18n-lib.h>

#include "lnet-error.h"

gboolean
lnet_bundle_fail_cut_off (GError **error)
{
  g_set_error_literal (error, LNET_ERROR, LNET_ERROR_DAMAGED,
                       _("The file is not complete: it ends in the middle. Nothing was taken from it. Copy it once more, "
                         "or ask for it again."));
  return FALSE;
}

gboolean
lnet_bundle_fail_damaged (GError     **error,
                          const char  *detail)
{
  g_set_error (error, LNET_ERROR, LNET_ERROR_DAMAGED, "%s\n%s",
               _("The file is not as it was written. Nothing was taken from it. Copy it once more, or ask for it again."),
               detail);
  return FALSE;
}
