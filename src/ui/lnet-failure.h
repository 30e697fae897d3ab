/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * lnet_failure_dialog_new:
 * @heading: what could not be done: "This could not be saved"
 * @error: its message is a sentence for people; what follows behind a line break, and domain and code, go behind
 *   "Details"
 * @path: (nullable): the file it was about
 *
 * Returns: (transfer floating): a dialog with Close, to which more responses can be added
 */
AdwAlertDialog *lnet_failure_dialog_new (const char *heading, const GError *error, const char *path);

G_END_DECLS
