/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_ADMIT_DIALOG (lnet_admit_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LnetAdmitDialog, lnet_admit_dialog, LNET, ADMIT_DIALOG, AdwDialog)

/**
 * LnetAdmitDialog:
 *
 * Lets a desk in: its card is read, its words are compared, and it gets a welcome.
 */
AdwDialog *lnet_admit_dialog_new (LnetSession *session);

/** Reads the card in @file, and goes on with it. */
void lnet_admit_dialog_open_card (LnetAdmitDialog *self, GFile *file);

/** Writes the welcome there, as if @file had been chosen. For tests. */
void lnet_admit_dialog_save (LnetAdmitDialog *self, GFile *file);

G_END_DECLS
