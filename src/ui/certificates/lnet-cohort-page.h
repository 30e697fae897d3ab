/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "lnet-cohort-source.h"

G_BEGIN_DECLS

#define LNET_TYPE_COHORT_PAGE (lnet_cohort_page_get_type ())
G_DECLARE_FINAL_TYPE (LnetCohortPage, lnet_cohort_page, LNET, COHORT_PAGE, AdwNavigationPage)

/**
 * LnetCohortPage:
 *
 * A cohort: its participants × modules, and its sessions. Opening one of them is up to the room, by its action
 * `certificates.show`.
 */
AdwNavigationPage *lnet_cohort_page_new (LnetCohortSource *source);

LnetCohortSource *lnet_cohort_page_get_source (LnetCohortPage *self);
void lnet_cohort_page_begin_search (LnetCohortPage *self);
void lnet_cohort_page_enrol (LnetCohortPage *self);

G_END_DECLS
