/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "lnet-program.h"
#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_REQUIREMENT_DIALOG (lnet_requirement_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LnetRequirementDialog, lnet_requirement_dialog, LNET, REQUIREMENT_DIALOG, AdwDialog)

/** LnetRequirementDialog: adds a requirement, or changes the one at @place; %G_MAXUINT for a new one */
void lnet_requirement_dialog_present (LnetSession *session, LnetProgram *program, guint place, GtkWidget *parent);

G_END_DECLS
