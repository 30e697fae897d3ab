/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_CERTIFICATES_OVERVIEW (lnet_certificates_overview_get_type ())
G_DECLARE_FINAL_TYPE (LnetCertificatesOverview, lnet_certificates_overview, LNET, CERTIFICATES_OVERVIEW,
                      AdwNavigationPage)

/**
 * LnetCertificatesOverview:
 *
 * The programs with their cohorts and how they stand; for a participant, the programs they are enrolled in.
 */
AdwNavigationPage *lnet_certificates_overview_new (LnetSession *session);

void lnet_certificates_overview_new_cohort (LnetCertificatesOverview *self);

G_END_DECLS
