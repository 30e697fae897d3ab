/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "lnet-participant-item.h"

G_BEGIN_DECLS

#define LNET_TYPE_PARTICIPANT_MODEL (lnet_participant_model_get_type ())
G_DECLARE_FINAL_TYPE (LnetParticipantModel, lnet_participant_model, LNET, PARTICIPANT_MODEL, GObject)

/** How a list of participants is ordered. */
typedef enum
{
  LNET_PARTICIPANT_SORT_NAME,
  LNET_PARTICIPANT_SORT_NEED, /* those who need something soonest first */
} LnetParticipantSort;

#define LNET_FORECAST_ANY LNET_FORECAST_LAST

/**
 * LnetParticipantModel:
 *
 * The participants of a cohort as a list of LnetParticipantItem, ordered and narrowed. A cohort that is read again
 * keeps its items, so that a view keeps its place.
 */
LnetParticipantModel *lnet_participant_model_new (void);

void lnet_participant_model_set_cohort (LnetParticipantModel *self, LnetCohort *cohort);
void lnet_participant_model_set_sort (LnetParticipantModel *self, LnetParticipantSort sort);
/** Only those in @state; %LNET_FORECAST_ANY for all. */
void lnet_participant_model_set_state (LnetParticipantModel *self, LnetForecastState state);
/** Only those whose name has all the words of @typed as beginnings of words. */
void lnet_participant_model_set_search (LnetParticipantModel *self, const char *typed);
/** Leaves out those who withdrew. */
void lnet_participant_model_set_only_active (LnetParticipantModel *self, gboolean only_active);

G_END_DECLS
