/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "lnet-cohort-source.h"

G_BEGIN_DECLS

#define LNET_TYPE_EVIDENCE_DIALOG (lnet_evidence_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LnetEvidenceDialog, lnet_evidence_dialog, LNET, EVIDENCE_DIALOG, AdwDialog)

/**
 * LnetEvidenceDialog:
 *
 * Where a reflection is written, or other evidence recorded. What is typed is in the file within two seconds, as a
 * draft, until it is handed in; then a facilitator accepts it or asks for more.
 */

/** Begins a new one; nothing is written before something is typed. @requirement may be the null id. */
void lnet_evidence_dialog_present_new (LnetCohortSource *source, const LnetId *enrolment, const LnetId *requirement,
                                       GtkWidget *parent);
void lnet_evidence_dialog_present (LnetCohortSource *source, const LnetId *enrolment, const LnetId *evidence,
                                   GtkWidget *parent);

/** Writes what is still only typed. */
void lnet_evidence_dialog_flush (LnetEvidenceDialog *self);

G_END_DECLS
