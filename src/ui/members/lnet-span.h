/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** "3 Aug 2019", "August 2019", "2019", as far as it is known; "" for NULL. Returns: (transfer full) */
char *lnet_span_describe_date (const char *date, const char *today);

/** "since 3 Aug 2019", "2015 – June 2018", "until 2021"; "" when neither is known. Returns: (transfer full) */
char *lnet_span_describe (const char *starts, const char *ends, const char *today);

G_END_DECLS
