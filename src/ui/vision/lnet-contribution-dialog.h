/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_CONTRIBUTION_DIALOG (lnet_contribution_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LnetContributionDialog, lnet_contribution_dialog, LNET, CONTRIBUTION_DIALOG, AdwDialog)

/**
 * lnet_contribution_dialog_present:
 * @contribution: (nullable): the one to change, or %NULL to add one
 * @passage: of a new one, the passage it can be linked to at once; the null id: none
 *
 * Words as they were said: by whom and how they want to be named, in which language, where and when.
 */
void lnet_contribution_dialog_present (LnetSession *session, const LnetId *contribution, const LnetId *passage,
                                       GtkWidget *parent);

G_END_DECLS
