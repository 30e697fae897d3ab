/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-import-dialog.h"

G_BEGIN_DECLS

/*
 * choose → (look, in a worker) → mapping → (plan) → preview → (plan again, commit) → result
 *                                                  preview ↔ differences, additions ↔ same
 *
 * What runs holds a reference to the dialog and the dialog's cancellable; closing cancels it.
 */
struct _LnetImportDialog
{
  AdwDialog parent_instance;

  AdwToastOverlay *toasts;
  AdwNavigationView *pages;
  AdwBanner *choose_failure;
  GtkWidget *choose_button;
  AdwBanner *mapping_failure;
  AdwBanner *remembered_banner;
  GtkWidget *preview_button;
  AdwPreferencesGroup *columns_group;
  AdwPreferencesGroup *rules_group;
  GtkWidget *import_button;
  AdwWrapBox *filters;
  GtkWidget *choices;
  GtkButton *differences_button;
  GtkButton *additions_button;
  GtkLabel *remarks;
  GtkStack *rows_stack;
  GtkListView *rows_view;
  GtkDropDown *field_drop;
  GtkWidget *decided_button;
  GtkListView *differences_view;
  GtkWidget *suggestions_button;
  GtkListView *additions_view;
  AdwNavigationPage *same_page;
  GtkEditable *same_search;
  GtkListView *same_view;
  GtkLabel *progress_label;
  GtkProgressBar *progress_bar;
  AdwStatusPage *result_status;
  GtkListBox *result_list;
  GtkWidget *save_button;
  GtkWidget *undo_button;
  GtkWidget *done_button;

  LnetSession *session;
  LnetImport *import;
  LnetTransaction *transaction; /* while it is committed */
  LnetId group;                 /* the import in the log, once it is done */
  GPtrArray *column_rows;       /* AdwComboRow, by column */
  GPtrArray *rule_rows;         /* AdwSwitchRow */
  gboolean filling;             /* the rows are set by us */
  gboolean asked;               /* the differences were shown since the file was chosen */
  guint addition;               /* the one that is looked at */
  GtkFilter *same_filter;
  gboolean writing;             /* planning is the first half of importing */
  GCancellable *cancellable;
  guint tick;
};

/* Runs something: a new cancellable, and the page with the progress. */
void lnet_import_dialog_begin_work (LnetImportDialog *self, const char *label);
/* Back, or on, to the page @tag. */
void lnet_import_dialog_end_work (LnetImportDialog *self, const char *tag);
void lnet_import_dialog_stop_tick (LnetImportDialog *self);
GtkWindow *lnet_import_dialog_get_window (LnetImportDialog *self);

/* The preview, the import and its result. */
void lnet_import_dialog_preview (LnetImportDialog *self);
void lnet_import_dialog_preview_shown (LnetImportDialog *self);
void lnet_import_dialog_import (LnetImportDialog *self);
void lnet_import_dialog_result_shown (LnetImportDialog *self);
void lnet_import_dialog_undo (LnetImportDialog *self);
void lnet_import_dialog_remember (LnetImportDialog *self);
void lnet_import_dialog_save_rejects (LnetImportDialog *self);
/* The import's lists hold on to its plan: before it is planned again. */
void lnet_import_dialog_forget_plan (LnetImportDialog *self);

/* What a person chooses between the preview and the import. */
void lnet_import_dialog_set_up_choices (LnetImportDialog *self);
void lnet_import_dialog_fill_choices (LnetImportDialog *self);
void lnet_import_dialog_bind_choices (GtkWidgetClass *widget_class);
void lnet_import_dialog_show_differences (LnetImportDialog *self);
void lnet_import_dialog_set_up_additions (LnetImportDialog *self);
void lnet_import_dialog_fill_additions (LnetImportDialog *self);
void lnet_import_dialog_bind_additions (GtkWidgetClass *widget_class);

static inline gboolean
was_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

G_END_DECLS
