/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_PREFERENCES_DIALOG (lnet_preferences_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LnetPreferencesDialog, lnet_preferences_dialog, LNET, PREFERENCES_DIALOG, AdwPreferencesDialog)

/** What can be said about the open network: its name, what it is for, its time zone. */
AdwDialog *lnet_preferences_dialog_new (LnetSession *session);

G_END_DECLS
