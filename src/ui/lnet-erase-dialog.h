/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_ERASE_DIALOG (lnet_erase_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LnetEraseDialog, lnet_erase_dialog, LNET, ERASE_DIALOG, AdwDialog)

/**
 * LnetEraseDialog:
 *
 * Takes something out of the network for good: says beforehand what goes, what stays and why, has a person confirmed by
 * name, shows how it goes on, and offers a report to be saved outside the network.
 */

/**
 * lnet_erase_dialog_new:
 * @erasure: (transfer full): a person, or things in the Trash
 */
AdwDialog *lnet_erase_dialog_new (LnetSession *session, LnetErasure *erasure);

/** Writes the report, once it is erased, as the button does after asking where. */
void lnet_erase_dialog_save_report (LnetEraseDialog *self, GFile *file);

G_END_DECLS
