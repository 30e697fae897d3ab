/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "lnet-cohort-source.h"

G_BEGIN_DECLS

#define LNET_TYPE_PARTICIPANT_PAGE (lnet_participant_page_get_type ())
G_DECLARE_FINAL_TYPE (LnetParticipantPage, lnet_participant_page, LNET, PARTICIPANT_PAGE, AdwNavigationPage)

/**
 * LnetParticipantPage:
 *
 * One participant: what is done, what is still possible, what is missing, and what they wrote. For the participant
 * themself it is the same page without what only facilitators do.
 */
AdwNavigationPage *lnet_participant_page_new (LnetCohortSource *source, const LnetId *enrolment);

G_END_DECLS
