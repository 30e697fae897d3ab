/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "lnet-export.h"

G_BEGIN_DECLS

#define LNET_TYPE_CARD_PROVIDER (lnet_card_provider_get_type ())
G_DECLARE_FINAL_TYPE (LnetCardProvider, lnet_card_provider, LNET, CARD_PROVIDER, GdkContentProvider)

/**
 * LnetCardProvider:
 *
 * Members as vCards, for what is dragged out of the window: as text for a contacts program, and as a file for a file
 * manager or a mail. Nothing is read before somebody asks for it, and then in a worker. The file lies in this account's
 * run-time folder, which goes when the account logs out; the next one takes its place.
 *
 * @export: of vCards; @name: what the file is called, without its ending
 * Returns: (transfer full)
 */
GdkContentProvider *lnet_card_provider_new (LnetStore *store, LnetExport *export, const char *name);

G_END_DECLS
