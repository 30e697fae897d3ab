/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_WORDS_LIST (lnet_words_list_get_type ())
G_DECLARE_FINAL_TYPE (LnetWordsList, lnet_words_list, LNET, WORDS_LIST, AdwBin)

/**
 * LnetWordsList:
 *
 * The inbox of contributions: search, by theme, and those that are not yet in the document. Activating one links it to
 * the passage with the caret. The list is read by a worker, and only while it can be seen.
 */
void lnet_words_list_set_session (LnetWordsList *self, LnetSession *session);
void lnet_words_list_begin_search (LnetWordsList *self);

G_END_DECLS
