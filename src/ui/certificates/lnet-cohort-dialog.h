/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "lnet-cohort-source.h"

G_BEGIN_DECLS

#define LNET_TYPE_COHORT_DIALOG (lnet_cohort_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LnetCohortDialog, lnet_cohort_dialog, LNET, COHORT_DIALOG, AdwDialog)

/**
 * LnetCohortDialog:
 *
 * Begins a cohort: which program, when the first session is, how far apart they are; the sessions are proposed and can
 * be moved one by one. For a cohort that is there, its name, days and facilitators.
 */

/** @program: (nullable): the program to begin with */
void lnet_cohort_dialog_present_new (LnetSession *session, const LnetId *program, GtkWidget *parent);
void lnet_cohort_dialog_present_edit (LnetCohortSource *source, GtkWidget *parent);

/** "18:00" out of what somebody typed ("6 pm", "18.00", "1800"). Returns: (transfer full) (nullable): NULL for no time */
char *lnet_certificate_parse_time (const char *typed);

G_END_DECLS
