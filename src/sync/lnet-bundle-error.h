/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What can be wrong with a bundle, in sentences for people. Each answers FALSE. */

/** It ends in the middle. */
gboolean lnet_bundle_fail_cut_off (GError **error);

/** It is not what was written. @detail, for those who look closer, is not translated. */
gboolean lnet_bundle_fail_damaged (GError **error, const char *detail);

G_END_DECLS
