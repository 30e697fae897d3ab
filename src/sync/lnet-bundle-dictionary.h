/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-delivery.h"

G_BEGIN_DECLS

/** How many ids a dictionary holds at most: the ones that come most often. */
#define LNET_BUNDLE_MOST_IDS (160 * 1024)

/**
 * lnet_bundle_dictionary_make:
 *
 * The ids that come more than once in a delivery, one behind the other. What compresses frames finds them there, and a
 * row's id takes three bytes, not sixteen, in whichever frame it comes.
 *
 * Returns: (transfer full) (nullable): NULL where one frame holds all, and the ids are found in it anyway
 */
GBytes *lnet_bundle_dictionary_make (const LnetDelivery *delivery);

G_END_DECLS
