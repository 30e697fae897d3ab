/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_WRITE_BUNDLE_DIALOG (lnet_write_bundle_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LnetWriteBundleDialog, lnet_write_bundle_dialog, LNET, WRITE_BUNDLE_DIALOG, AdwDialog)

/**
 * LnetWriteBundleDialog:
 *
 * Says what a bundle would take out of this computer and who could read it, and writes it.
 */
AdwDialog *lnet_write_bundle_dialog_new (LnetSession *session);

/** Writes it there, as if @file had been chosen. For tests. */
void lnet_write_bundle_dialog_write (LnetWriteBundleDialog *self, GFile *file);

G_END_DECLS
