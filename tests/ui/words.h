/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lnet_test_says:
 * @text: (nullable): what stands on the screen
 * @english: (nullable): what it says in English
 *
 * Whether @text is @english in the language this test runs in, so that one test serves every language. What is put
 * together from a message and what fills it ("2 of 4 members") is taken apart, and so is a row of things with " · "
 * between them. What people entered is the same in every language.
 */
gboolean lnet_test_says (const char *text, const char *english);

G_END_DECLS
