/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_BACKUP_DIALOG (lnet_backup_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LnetBackupDialog, lnet_backup_dialog, LNET, BACKUP_DIALOG, AdwDialog)

/**
 * LnetBackupDialog:
 *
 * The backups of the open network.
 *
 * Signal `restore (const char *backup)`: somebody said yes to going back to that file; the dialog closes.
 */
AdwDialog *lnet_backup_dialog_new (LnetSession *session);

G_END_DECLS
