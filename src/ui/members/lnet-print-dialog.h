/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-member-scope.h"
#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_PRINT_DIALOG (lnet_print_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LnetPrintDialog, lnet_print_dialog, LNET, PRINT_DIALOG, AdwDialog)

/**
 * LnetPrintDialog:
 *
 * Asks which members are to be printed and as what, shows the pages, and hands them to the printer. The paper is what
 * the country uses, until the printer's own dialog says otherwise. Nothing private is printed.
 */

/** @scope: (transfer full): who could be meant */
LnetPrintDialog *lnet_print_dialog_new (LnetSession *session, LnetMemberScope *scope);

/** What would be printed on the paper that is set; for who has no printer. Returns: (transfer full) (nullable): NULL
 * until the members are read */
GtkPrintOperation *lnet_print_dialog_create_operation (LnetPrintDialog *self);

G_END_DECLS
