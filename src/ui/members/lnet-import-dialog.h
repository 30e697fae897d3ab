/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-import.h"
#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_IMPORT_DIALOG (lnet_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LnetImportDialog, lnet_import_dialog, LNET, IMPORT_DIALOG, AdwDialog)

/**
 * LnetImportDialog:
 *
 * Takes a roster in, page by page: choose a file, say what its columns hold, see what would happen with each row, and
 * only then write. Everything can be stopped; the import is one act, and can be undone.
 */

/**
 * lnet_import_dialog_present:
 * @file: (nullable): the roster; %NULL asks for it
 */
void lnet_import_dialog_present (GtkWidget *parent, LnetSession *session, GFile *file);

G_END_DECLS
