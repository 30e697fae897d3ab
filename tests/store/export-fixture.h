/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-export.h"

/* Everybody with everything that is known of them, for the tests of import and export. */
static inline gboolean
export_everything (LnetReader        *reader,
                   GFile             *out,
                   LnetExportFormat   format,
                   guint             *n_rows,
                   GError           **error)
{
  g_autoptr (LnetExport) export = lnet_export_new (format);
  gboolean done;

  lnet_export_set_private (export, TRUE);
  done = lnet_export_write (export, reader, out, NULL, error);
  *n_rows = lnet_export_get_n_rows (export);
  return done;
}
