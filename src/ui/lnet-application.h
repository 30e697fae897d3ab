/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LNET_TYPE_APPLICATION (lnet_application_get_type ())
G_DECLARE_FINAL_TYPE (LnetApplication, lnet_application, LNET, APPLICATION, AdwApplication)

/** @flags: G_APPLICATION_HANDLES_OPEN is added; tests give G_APPLICATION_NON_UNIQUE. */
LnetApplication *lnet_application_new (GApplicationFlags flags);

G_END_DECLS
