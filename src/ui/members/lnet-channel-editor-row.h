/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "lnet-member.h"

G_BEGIN_DECLS

#define LNET_TYPE_CHANNEL_EDITOR_ROW (lnet_channel_editor_row_get_type ())
G_DECLARE_FINAL_TYPE (LnetChannelEditorRow, lnet_channel_editor_row, LNET, CHANNEL_EDITOR_ROW, AdwEntryRow)

/**
 * LnetChannelEditorRow:
 *
 * An e-mail address or a telephone number in a form, with which one it is (mobile, work, home). What does not look
 * like one is marked and explained, and kept all the same.
 *
 * Signal `removed`: the person took it out.
 */
GtkWidget *lnet_channel_editor_row_new (const char *kind, const LnetMemberChannel *channel);

const LnetId *lnet_channel_editor_row_get_id (LnetChannelEditorRow *self);
const char *lnet_channel_editor_row_get_kind (LnetChannelEditorRow *self);
/** mobile, work, home, another word that was there before, or NULL. Returns: (transfer none) */
const char *lnet_channel_editor_row_get_label (LnetChannelEditorRow *self);
/** Put in order when it is an address or a number, else as written; "" when empty. Returns: (transfer full) */
char *lnet_channel_editor_row_dup_value (LnetChannelEditorRow *self);

G_END_DECLS
