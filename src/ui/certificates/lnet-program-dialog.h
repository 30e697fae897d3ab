/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_PROGRAM_DIALOG (lnet_program_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LnetProgramDialog, lnet_program_dialog, LNET, PROGRAM_DIALOG, AdwDialog)

/** LnetProgramDialog: a new certificate program, blank or out of one that is written down already. */
void lnet_program_dialog_present (LnetSession *session, GtkWidget *parent);

G_END_DECLS
