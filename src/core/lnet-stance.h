/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LnetStance:
 *
 * From where somebody looks at the network. Home, and what a view shows first, follow from it; where a network is
 * shared, also what a desk may read. Keys stand in files.
 */
typedef enum
{
  LNET_STANCE_DIRECTOR,
  LNET_STANCE_FACILITATOR,
  LNET_STANCE_PARTICIPANT,
} LnetStance;

/** "director", "facilitator" or "participant", as the roster writes it. */
const char *lnet_stance_to_key (LnetStance stance);

/** Reads a key; anything else is a participant, who may do least, and FALSE. */
gboolean lnet_stance_from_key (const char *key, LnetStance *stance);

G_END_DECLS
