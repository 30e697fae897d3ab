/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-program-page.h"

#include "lnet-program.h"

G_BEGIN_DECLS

struct _LnetProgramPage
{
  AdwNavigationPage parent_instance;

  AdwWindowTitle *window_title;
  GtkStack *stack;
  AdwBanner *illustrative;
  GtkWidget *heading;
  GtkWidget *rule;
  GtkEditable *title_row;
  GtkEditable *issuer_row;
  GtkEditable *version_row;
  AdwPreferencesGroup *modules;
  AdwPreferencesGroup *requirements;
  AdwComboRow *rule_row;
  AdwSpinRow *percent_row;
  AdwSpinRow *limit_row;
  AdwSpinRow *tolerance_row;
  AdwSwitchRow *any_make_ups_row;
  AdwSpinRow *make_ups_row;
  GtkLabel *rule_words;
  GtkLabel *rule_example;

  LnetSession *session;
  LnetId id;
  LnetProgram *program;
  GPtrArray *rows; /* what the groups hold and is made anew when something changed: group, row, … */
  guint save_timeout;
  gboolean filling;
};

/* lnet-program-page-rows.c: modules and requirements. */
void lnet_program_page_update_rows (LnetProgramPage *self);
void lnet_program_page_install_actions (GtkWidgetClass *widget_class);

G_END_DECLS
