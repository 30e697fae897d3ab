/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lnet_cli_run:
 *
 * Runs the subcommand that @argv names, without a display: prints for people, or one JSON object with --json.
 *
 * Returns: 0; 1: something was wrong with the input, and what was kept is said; 2: usage; -1: @argv names no
 *   subcommand, so the window is meant
 */
int lnet_cli_run (int argc, char **argv);

G_END_DECLS
