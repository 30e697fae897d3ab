/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-error.h"

G_DEFINE_QUARK (lnet-error-quark, lnet_error)
