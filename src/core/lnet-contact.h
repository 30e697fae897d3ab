/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * E-mail addresses and phone numbers: whether they are any, when two are the same, and how they are kept.
 */

/** What has to be equal for two addresses to be the same: small letters, no blanks. Returns: (nullable): not an
 * address */
char *lnet_email_normalize (const char *text);

/** As lnet_email_normalize(), but with its letters as they were. Takes "Ana <ana@…>" and "mailto:".
 * Returns: (nullable) */
char *lnet_email_tidy (const char *text);

/**
 * lnet_phone_normalize:
 *
 * The digits, with +1 before ten of them (the North American plan), and an extension as ";ext=12": "(307) 555-0101",
 * "307.555.0101" and "1-307-555-0101" are the same. Seven digits stay seven.
 * Returns: (nullable): not a number (fewer than seven digits, or more than fifteen; one that a spreadsheet rounded)
 */
char *lnet_phone_normalize (const char *text);

/** How a number is kept and shown: "(307) 555-0101", "(307) 555-0101 ext. 12"; one of another country as it was
 * written. Returns: (nullable) */
char *lnet_phone_tidy (const char *text);

G_END_DECLS
