/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What is doubtful about something while it is being written, each in a sentence for whoever writes it. None of it
 * stands in the way of saving: what is known is kept as it is known.
 */

/** Returns: (transfer none) (nullable): NULL for an address, and for nothing at all */
const char *lnet_explain_email (const char *text);
const char *lnet_explain_phone (const char *text);

/**
 * lnet_explain_date:
 * @date: "2026-11-24", "2026-11" or "2026"
 * @today: the day it is written on
 *
 * For days that have been: somebody joined, a role began.
 */
const char *lnet_explain_date (const char *date, const char *today);

G_END_DECLS
