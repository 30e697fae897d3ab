/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Links that open another program with a message to be sent. Every part is escaped: nothing that stands in an address,
 * a subject or a body can become another address or header. An address that is none is left out.
 */

/**
 * lnet_message_uri_mail:
 * @addresses: (array zero-terminated=1)
 * @subject: (nullable)
 *
 * "mailto:" links (RFC 6068). One address is written to openly; of several nobody sees the others (bcc). As a link
 * must not be too long for the programs it goes through, and a provider takes only so many addresses at once, several
 * links may come of it: a letter each, with the same words.
 * Returns: (transfer full) (array zero-terminated=1) (nullable): NULL when the words alone are too long for a link
 */
char **lnet_message_uri_mail (const char *const *addresses, const char *subject, const char *body);

/**
 * lnet_message_uri_text:
 * @numbers: (array zero-terminated=1)
 *
 * "sms:" links (RFC 5724) to so many numbers at a time as phones take.
 * Returns: (transfer full) (array zero-terminated=1) (nullable): NULL when the words alone are too long for a link
 */
char **lnet_message_uri_text (const char *const *numbers, const char *body);

G_END_DECLS
