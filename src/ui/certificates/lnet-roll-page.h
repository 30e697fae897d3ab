/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "lnet-cohort-source.h"

G_BEGIN_DECLS

#define LNET_TYPE_ROLL_PAGE (lnet_roll_page_get_type ())
G_DECLARE_FINAL_TYPE (LnetRollPage, lnet_roll_page, LNET, ROLL_PAGE, AdwNavigationPage)

/**
 * LnetRollPage:
 *
 * The roll of a session, by keyboard faster than on paper: a few letters of a name, Enter, the next. In the list one
 * letter says how somebody attended.
 */
AdwNavigationPage *lnet_roll_page_new (LnetCohortSource *source, const LnetId *session);

void lnet_roll_page_begin_search (LnetRollPage *self);

G_END_DECLS
