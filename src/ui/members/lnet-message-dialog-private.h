/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-message-dialog.h"
#include "lnet-message-people-page.h"
#include "lnet-text-row.h"
#include "lnet-transaction.h"

G_BEGIN_DECLS

/* Private to lnet-message-dialog*.c */

struct _LnetMessageDialog
{
  AdwDialog parent_instance;

  AdwToastOverlay *toasts;
  AdwNavigationView *pages;
  GtkStack *stack;
  GtkWidget *spinner;
  AdwStatusPage *status;
  GtkWidget *why; /* on it: the list of reasons */
  AdwBanner *failure;
  AdwToggleGroup *channels;
  AdwActionRow *to_row;
  AdwComboRow *language_row;
  AdwActionRow *from_row;
  AdwEntryRow *subject_row;
  LnetTextRow *body_row;
  AdwActionRow *wide_row;
  GtkWidget *narrow;
  GtkLabel *count;
  GtkLabel *note;
  GtkWidget *bottom;
  GtkMenuButton *copy;
  GtkButton *hand_over;
  GtkWidget *mark;
  GtkWidget *saving; /* in place of the buttons */
  GtkProgressBar *progress;
  LnetMessagePeoplePage *people;

  LnetSession *session;
  LnetMemberFilter *filter;
  char *typed;
  GArray *ids;
  LnetMemberOrder *order;
  GCancellable *cancellable;

  LnetMessageReach *reach; /* NULL while it is read */
  char **languages;        /* of the combo row, after "everybody" */
  gboolean is_filling;     /* rows change because they are filled */
  guint announcing;
  guint n_announced;       /* segments that were said last */
  char *begun_with;        /* words the dialog was opened with */

  char **links;            /* what is being handed over, one after the other; NULL: nothing yet */
  guint n_opened;          /* of them */
  const char *handed_over; /* all of it: mail-program, text-program, copied; NULL: not yet */
  char *handed;            /* what was handed over and to whom, to see whether it is still the same */
  gboolean is_saving;
  LnetTransaction *transaction; /* that is being saved */
  GCancellable *stop_saving;
  guint progress_timeout;
};

LnetMessageChannel lnet_message_dialog_get_channel (LnetMessageDialog *self);
/** Without white space at both ends. Returns: (transfer full) */
char *lnet_message_dialog_dup_subject (LnetMessageDialog *self);

/* words */

/** Who gets it, in a sentence. */
void lnet_message_dialog_show_recipients (LnetMessageDialog *self);
/** Counts what is written. */
void lnet_message_dialog_show_count (LnetMessageDialog *self);

/* sending */

void lnet_message_dialog_install_actions (GtkWidgetClass *klass);
/** After a change: where it is another message, or goes to others, nothing of it was handed over. */
void lnet_message_dialog_review (LnetMessageDialog *self);
void lnet_message_dialog_fill_copy_menu (LnetMessageDialog *self);
void lnet_message_dialog_update_actions (LnetMessageDialog *self);
void lnet_message_dialog_close_attempt (LnetMessageDialog *self);

G_END_DECLS
