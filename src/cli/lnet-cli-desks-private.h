/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-cli-private.h"
#include "lnet-roster.h"

G_BEGIN_DECLS

/* What the commands about sharing have in common. */

/* "director", "facilitator" or "participant". FALSE when it is none, which has been said. */
gboolean lnet_cli_read_stance (LnetCli *cli, const char *text, LnetStance *stance);

/* A member by ID or by name; NULL text: nobody. */
gboolean lnet_cli_find_member (LnetReader *reader, const char *text, LnetId *member, GError **error);

/* A desk on the roster by its name, or by its number or the first digits of it. Answers NULL when there is none, or
 * more than one. */
const LnetRosterDesk *lnet_cli_find_desk (const LnetRoster *roster, const char *text, GError **error);

/* Puts a file for somebody else where it is wanted. */
gboolean lnet_cli_write_file (const char *path, gconstpointer data, gsize size, GError **error);

/* The most that a card or a welcome can be. */
#define LNET_CLI_MOST_BYTES (4 * 1024 * 1024)
GBytes *lnet_cli_read_file (const char *path, GError **error);

G_END_DECLS
