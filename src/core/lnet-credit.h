/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Learning time and what it is worth. A contact hour is 60 minutes between a learner and an instructor or the
 * material; breaks, meals and socials are no contact time. All arithmetic is in whole minutes and tenths. */

/**
 * lnet_credit_get_ceu_tenths:
 * @minutes: contact minutes
 *
 * Continuing education units after IACET: contact minutes ÷ 60 ÷ 10, expressed in tenths, half a tenth rounded up,
 * and never less than one tenth for any contact at all: 30 min are 0.05, so 0.1; 165 min are 0.275, so 0.3.
 *
 * Returns: tenths of a CEU: 17 stands for 1.7
 */
guint lnet_credit_get_ceu_tenths (guint minutes);

/** Hundredths of a contact hour, rounded: 165 min are 275, that is 2.75 h. */
guint lnet_credit_get_hour_hundredths (guint minutes);

/** "1.7" for 1020 min, with the decimal sign of the person's language. Returns: (transfer full) */
char *lnet_credit_format_ceu (guint minutes);

/** Contact hours with one decimal: "17.0" for 1020 min, "2.8" for 165 min. Returns: (transfer full) */
char *lnet_credit_format_hours (guint minutes);

/** A length of time as people say it: "45 min", "3 h", "2 h 45 min". Returns: (transfer full) */
char *lnet_credit_format_duration (guint minutes);

G_END_DECLS
