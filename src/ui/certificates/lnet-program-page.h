/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_PROGRAM_PAGE (lnet_program_page_get_type ())
G_DECLARE_FINAL_TYPE (LnetProgramPage, lnet_program_page, LNET, PROGRAM_PAGE, AdwNavigationPage)

/**
 * LnetProgramPage:
 *
 * What a certificate takes: its modules in order, what is handed in, and the attendance rule with its meaning in words.
 */
AdwNavigationPage *lnet_program_page_new (LnetSession *session, const LnetId *program);

G_END_DECLS
