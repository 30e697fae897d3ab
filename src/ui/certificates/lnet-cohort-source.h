/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-cohort.h"
#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_COHORT_SOURCE (lnet_cohort_source_get_type ())
G_DECLARE_FINAL_TYPE (LnetCohortSource, lnet_cohort_source, LNET, COHORT_SOURCE, GObject)

/**
 * LnetCohortSource:
 *
 * A cohort that stays as the network file has it: read in a worker when made and again after each change that
 * concerns it. The pages of a cohort share one.
 *
 * Signals: `loaded`: there is a newer LnetCohort; `failed (GError *)`: it could not be read, or is gone.
 */

/** @enrolment: (nullable): the only participant to take, for a participant's own view */
LnetCohortSource *lnet_cohort_source_new (LnetSession *session, const LnetId *cohort, const LnetId *enrolment);

LnetSession *lnet_cohort_source_get_session (LnetCohortSource *self);
const LnetId *lnet_cohort_source_get_id (LnetCohortSource *self);
/** Whether it holds a participant's own view only. */
gboolean lnet_cohort_source_is_own (LnetCohortSource *self);

/** Returns: (nullable) (transfer none): NULL until it is read for the first time */
LnetCohort *lnet_cohort_source_get_cohort (LnetCohortSource *self);

G_END_DECLS
