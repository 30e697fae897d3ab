/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LNET_TYPE_FORM_DIALOG (lnet_form_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LnetFormDialog, lnet_form_dialog, LNET, FORM_DIALOG, AdwDialog)

/**
 * LnetFormDialog:
 *
 * A short form: groups of rows, Cancel, and one button that says what is done. What was written is not thrown away
 * without asking.
 *
 * Signals: `saved`: the button was pressed, or Ctrl+Enter; the dialog closes afterwards.
 * Actions: form.save.
 */
LnetFormDialog *lnet_form_dialog_new (const char *title, const char *save_label);

/** @title, @description: (nullable) */
void lnet_form_dialog_add_group (LnetFormDialog *self, const char *title, const char *description);

/** Puts a row into the newest group. The first one gets the focus. */
void lnet_form_dialog_add_row (LnetFormDialog *self, GtkWidget *row);

/** @row has a `text` that has to be filled in before the form can be saved. */
void lnet_form_dialog_need (LnetFormDialog *self, GtkWidget *row);

/** What has to be put right before the form can be saved, in words; NULL: nothing. */
void lnet_form_dialog_set_problem (LnetFormDialog *self, const char *problem);

G_END_DECLS
