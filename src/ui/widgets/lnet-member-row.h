/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "lnet-members.h"
#include "lnet-portraits.h"

G_BEGIN_DECLS

#define LNET_TYPE_MEMBER_ROW (lnet_member_row_get_type ())
G_DECLARE_FINAL_TYPE (LnetMemberRow, lnet_member_row, LNET, MEMBER_ROW, GtkWidget)

/**
 * LnetMemberRow:
 *
 * A member in any list: portrait, name, one line "role · organization · place", and a mark with a tooltip when they
 * pause or have left. It is the inside of a row; the list's own row is what is focused and activated.
 *
 * Properties: name, caption (char *, read-write, notify).
 */
GtkWidget *lnet_member_row_new (void);

/** From where it shows portraits; without, initials stand for everybody. */
void lnet_member_row_set_portraits (LnetMemberRow *self, LnetPortraits *portraits);

/** Shows @info; NULL shows an empty row of the same height. */
void lnet_member_row_set_info (LnetMemberRow *self, const LnetMemberInfo *info);

/** A box at the end of the row, while many are selected: checked or not. It only shows; the row is what is clicked. */
void lnet_member_row_set_checkable (LnetMemberRow *self, gboolean checkable);
void lnet_member_row_set_checked (LnetMemberRow *self, gboolean checked);

/** Shows something else than a member's own caption, as "Coaches with Ruth". */
void lnet_member_row_set_texts (LnetMemberRow *self, const char *name, const char *caption);

/** Name and caption in one line, for a list item's accessible label. Returns: (transfer full) */
char *lnet_member_info_dup_spoken (const LnetMemberInfo *info);

G_END_DECLS
