/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_TAKE_BUNDLE_DIALOG (lnet_take_bundle_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LnetTakeBundleDialog, lnet_take_bundle_dialog, LNET, TAKE_BUNDLE_DIALOG, AdwDialog)

/**
 * LnetTakeBundleDialog:
 *
 * Looks into a bundle, asks for its passphrase where one is needed, says what is in it, and takes it in.
 */
AdwDialog *lnet_take_bundle_dialog_new (LnetSession *session, GFile *file);

G_END_DECLS
