/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-line.h"
#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_LIST_DIALOG (lnet_list_dialog_get_type ())
G_DECLARE_DERIVABLE_TYPE (LnetListDialog, lnet_list_dialog, LNET, LIST_DIALOG, AdwDialog)

/** How many lines load() gives at a time; when it gives fewer there are no more. */
#define LNET_LIST_DIALOG_PAGE 100

/**
 * LnetListDialog:
 *
 * A dialog with a list that is read in a worker, searched as one types, and read again when the network changes: the
 * Trash, the history, finding anything.
 *
 * Properties: session (LnetSession, construct-only).
 */
struct _LnetListDialogClass
{
  AdwDialogClass parent_class;

  /* The words on the page without lines; may be NULL. */
  const char *empty_icon;
  const char *(*get_empty_title) (void);
  const char *(*get_empty_description) (void);

  /* Reads the lines for @typed that come after @after (NULL: the first ones), as LnetLine. In a worker thread: touches
   * no widget. (transfer full) (nullable) */
  GPtrArray *(*load) (LnetReader *reader, const char *typed, LnetLine *after, GError **error);

  /* The line's button was pressed. */
  void (*acted) (LnetListDialog *self, LnetLine *line);
  /* Its second button was pressed; NULL when lines have none. */
  void (*second_acted) (LnetListDialog *self, LnetLine *line);
  /* The line was activated; NULL for lists of which one only reads. */
  void (*activated) (LnetListDialog *self, LnetLine *line);
};

LnetSession *lnet_list_dialog_get_session (LnetListDialog *self);

/** Shows a search field. Before the dialog is presented. */
void lnet_list_dialog_enable_search (LnetListDialog *self, const char *label);

/** A button at the start of the header, for all of the lines; without any it cannot be pressed. Before the dialog is
 * presented. */
void lnet_list_dialog_add_button (LnetListDialog *self, GtkWidget *button);

/** A sentence above the lines, while there are any; NULL: none. */
void lnet_list_dialog_set_remark (LnetListDialog *self, const char *remark);

/** Reads again. */
void lnet_list_dialog_reload (LnetListDialog *self);

/** As lnet_list_dialog_say(), with a button that takes the act @group back. */
void lnet_list_dialog_offer_undo (LnetListDialog *self, const char *message, const LnetId *group);

/** A passing message in the dialog. */
void lnet_list_dialog_say (LnetListDialog *self, const char *message);

G_END_DECLS
