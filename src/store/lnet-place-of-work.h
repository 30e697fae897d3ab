/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-reader.h"
#include "lnet-schema.h"

G_BEGIN_DECLS

/** An organization as its page shows it. */
typedef struct
{
  LnetId id;
  gboolean deleted;
  char *name;
  char *setting;
  char *address;
  char *town;
  char *region;
  char *postal_code;
  char *phone;
  char *email;
  char *website;
  char *quality_level;
  char *quality_since;
  char *quality_until;
} LnetPlaceOfWork;

/** Returns: (transfer full) (nullable): NULL with LNET_ERROR_NOT_FOUND when it is not in the network */
LnetPlaceOfWork *lnet_place_of_work_load (LnetReader *reader, const LnetId *id, GError **error);
void lnet_place_of_work_free (LnetPlaceOfWork *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetPlaceOfWork, lnet_place_of_work_free)

/** What a field of the table is called: "Postal code". Returns: (transfer none) */
const char *lnet_place_of_work_get_label (LnetField field);

/** A quality level that an organization had before, out of the change log. */
typedef struct
{
  char *level;
  char *since;
  char *until;
  gint64 wall; /* when it was written over; milliseconds since 1970, UTC */
} LnetQualityLevel;

/**
 * lnet_quality_levels_load:
 *
 * The levels @organization had before the one it has, the newest first. What was corrected while the level and the
 * time it counted stayed, and what was taken back, is no earlier level. Reads the log: for workers.
 * Returns: (transfer full) (element-type LnetQualityLevel) (nullable)
 */
GPtrArray *lnet_quality_levels_load (LnetReader *reader, const LnetId *organization, GError **error);

G_END_DECLS
