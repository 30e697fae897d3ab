/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "lnet-program.h"
#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_MODULE_DIALOG (lnet_module_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LnetModuleDialog, lnet_module_dialog, LNET, MODULE_DIALOG, AdwDialog)

/** LnetModuleDialog: adds a module at a program's end, or changes the one at @place; %G_MAXUINT for a new one */
void lnet_module_dialog_present (LnetSession *session, LnetProgram *program, guint place, GtkWidget *parent);

G_END_DECLS
