/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "lnet-cadence.h"

G_BEGIN_DECLS

#define LNET_TYPE_CADENCE_BAR (lnet_cadence_bar_get_type ())
G_DECLARE_FINAL_TYPE (LnetCadenceBar, lnet_cadence_bar, LNET, CADENCE_BAR, AdwBin)

/**
 * LnetCadenceBar:
 *
 * How a pair stands to its rhythm: an icon, words, and a thin bar of how much time has gone. The words say it all; icon
 * and colour only help.
 */
void lnet_cadence_bar_set_cadence (LnetCadenceBar *self, const LnetCadence *cadence);

G_END_DECLS
