/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-coaching.h"

G_BEGIN_DECLS

void lnet_coaching_round_free (LnetCoachingRound *self);

G_END_DECLS
