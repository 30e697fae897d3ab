/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-erasure.h"
#include "lnet-reader.h"

G_BEGIN_DECLS

/**
 * lnet_mentions_find:
 *
 * Adds to @erasure where a text that stays says the whole name of one of its members, their e-mail or their phone,
 * and where a saved filter has but one of their names, as a search does: free text can say it anywhere, and only a
 * person can tell what is meant. Reads everything: for a worker.
 */
gboolean lnet_mentions_find (LnetReader *reader, LnetErasure *erasure, GError **error);

G_END_DECLS
