/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "lnet-members.h"
#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_MEMBER_PICKER (lnet_member_picker_get_type ())
G_DECLARE_FINAL_TYPE (LnetMemberPicker, lnet_member_picker, LNET, MEMBER_PICKER, AdwDialog)

typedef enum
{
  LNET_MEMBER_PICKER_ONE,     /* activating a row chooses it */
  LNET_MEMBER_PICKER_SEVERAL, /* rows are ticked, then a button chooses them */
} LnetMemberPickerMode;

/**
 * lnet_member_picker_choose:
 * @title: what they are chosen for ("Add to Cohort")
 * @left_out: (nullable) (element-type LnetId): who is not offered, because they are there already
 *
 * Presents a dialog to find members and choose one or several.
 */
void lnet_member_picker_choose (GtkWidget *parent, LnetSession *session, const char *title, LnetMemberPickerMode mode,
                                GArray *left_out, GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data);

/** Returns: (transfer full) (element-type LnetId) (nullable): in the order they were chosen; NULL with
 * %G_IO_ERROR_CANCELLED when the dialog was closed without choosing */
GArray *lnet_member_picker_choose_finish (GAsyncResult *result, GError **error);

G_END_DECLS
