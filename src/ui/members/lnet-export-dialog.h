/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-member-scope.h"
#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_EXPORT_DIALOG (lnet_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LnetExportDialog, lnet_export_dialog, LNET, EXPORT_DIALOG, AdwDialog)

/**
 * LnetExportDialog:
 *
 * Asks which members go out, as what, and with which columns, then where to, and writes them in a worker. What is
 * private goes out only when it is asked for, each time anew; the format and the columns are remembered.
 */

/** @scope: (transfer full): who could be meant */
LnetExportDialog *lnet_export_dialog_new (LnetSession *session, LnetMemberScope *scope);

/** Writes what is chosen to @to, and closes the dialog when that is done. */
void lnet_export_dialog_write (LnetExportDialog *self, GFile *to);

G_END_DECLS
