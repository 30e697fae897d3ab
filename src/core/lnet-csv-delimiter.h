/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What parts the columns of a table of text. */

#define LNET_CSV_DELIMITERS ",;\t|"

/** The one of these that @text, the beginning of a file, is most likely written with; a comma when nothing tells. */
char lnet_csv_delimiter_guess (const char *text);

G_END_DECLS
