/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_PAPER_KEY_DIALOG (lnet_paper_key_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LnetPaperKeyDialog, lnet_paper_key_dialog, LNET, PAPER_KEY_DIALOG, AdwDialog)

/**
 * LnetPaperKeyDialog:
 *
 * The words of this desk's key: shown, to be written down; or typed, to bring the key back.
 *
 * Signal `done (const char *message)`: the key is back.
 */
AdwDialog *lnet_paper_key_dialog_new (LnetSession *session);
AdwDialog *lnet_paper_key_dialog_new_restore (LnetSession *session);

G_END_DECLS
