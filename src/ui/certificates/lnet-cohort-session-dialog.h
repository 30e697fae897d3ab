/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "lnet-cohort-source.h"

G_BEGIN_DECLS

#define LNET_TYPE_COHORT_SESSION_DIALOG (lnet_cohort_session_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LnetCohortSessionDialog, lnet_cohort_session_dialog, LNET, COHORT_SESSION_DIALOG, AdwDialog)

/** LnetCohortSessionDialog: plans a session of a cohort, or changes one. @session: (nullable): the one to change */
void lnet_cohort_session_dialog_present (LnetCohortSource *source, const LnetId *session, GtkWidget *parent);

G_END_DECLS
