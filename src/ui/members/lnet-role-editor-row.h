/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "lnet-member.h"

G_BEGIN_DECLS

#define LNET_TYPE_ROLE_EDITOR_ROW (lnet_role_editor_row_get_type ())
G_DECLARE_FINAL_TYPE (LnetRoleEditorRow, lnet_role_editor_row, LNET, ROLE_EDITOR_ROW, AdwExpanderRow)

/**
 * LnetRoleEditorRow:
 *
 * One dated role in a form: what, where, from when, until when.
 *
 * Signals: `changed`; `removed`: the person took it out.
 */
GtkWidget *lnet_role_editor_row_new (const LnetMemberRole *role, const char *const *roles,
                                     const char *const *organizations);

/** The row it came from; the null id when it is new. */
const LnetId *lnet_role_editor_row_get_id (LnetRoleEditorRow *self);
/** A key of reference data when what was typed is one of its words, else the words. Returns: (transfer full) */
char *lnet_role_editor_row_dup_role (LnetRoleEditorRow *self);
/** Returns: (transfer full) */
char *lnet_role_editor_row_dup_organization (LnetRoleEditorRow *self);
char *lnet_role_editor_row_dup_starts (LnetRoleEditorRow *self);
char *lnet_role_editor_row_dup_ends (LnetRoleEditorRow *self);
/** Nothing was written into it. */
gboolean lnet_role_editor_row_is_empty (LnetRoleEditorRow *self);
/** Its dates are dates, and the end is not before the start. */
gboolean lnet_role_editor_row_is_valid (LnetRoleEditorRow *self);

G_END_DECLS
