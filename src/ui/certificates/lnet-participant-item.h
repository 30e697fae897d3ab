/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "lnet-cohort.h"

G_BEGIN_DECLS

#define LNET_TYPE_PARTICIPANT_ITEM (lnet_participant_item_get_type ())
G_DECLARE_FINAL_TYPE (LnetParticipantItem, lnet_participant_item, LNET, PARTICIPANT_ITEM, GObject)

/**
 * LnetParticipantItem:
 *
 * A participant in a list: a place in a cohort. It stays the same object while the cohort is read again.
 *
 * Signal `changed`: something about the participant is new.
 */
LnetParticipantItem *lnet_participant_item_new (LnetCohort *cohort, guint place);

LnetCohort *lnet_participant_item_get_cohort (LnetParticipantItem *self);
LnetParticipant *lnet_participant_item_get_participant (LnetParticipantItem *self);
void lnet_participant_item_update (LnetParticipantItem *self, LnetCohort *cohort, guint place);

G_END_DECLS
