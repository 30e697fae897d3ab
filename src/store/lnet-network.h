/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-reader.h"

G_BEGIN_DECLS

/**
 * LnetNetwork:
 *
 * What a network says of itself.
 */
typedef struct
{
  char *name;
  char *kind;        /* the sample it grew from, or NULL */
  char *description; /* or NULL */
  char *time_zone;   /* "America/Denver"; NULL: this computer's */
  gboolean fictional; /* its people are made up */
} LnetNetwork;

void lnet_network_free (LnetNetwork *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetNetwork, lnet_network_free)

/** Reads it. Returns: (transfer full) (nullable): NULL with @error set when the file cannot be read */
LnetNetwork *lnet_network_read (LnetReader *reader, GError **error);

G_END_DECLS
