/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-import-field.h"

G_BEGIN_DECLS

/** What an export says beside the fields that import knows: import leaves these columns out. */
enum
{
  LNET_EXPORT_SUPERVISOR = LNET_IMPORT_N_FIELDS,
  LNET_EXPORT_TEAMS,
  LNET_EXPORT_TAGS,
  LNET_EXPORT_N_FIELDS,
};

/** What columns have to do with each other. */
typedef enum
{
  LNET_EXPORT_NAMES,
  LNET_EXPORT_MEMBERSHIP,
  LNET_EXPORT_PLACE,
  LNET_EXPORT_LANGUAGES,
  LNET_EXPORT_CONTACT,
  LNET_EXPORT_ROLES,
  LNET_EXPORT_WISDOM,
  LNET_EXPORT_CONSENT,
  LNET_EXPORT_STAFF, /* for directors and facilitators only */
  LNET_EXPORT_N_GROUPS,
} LnetExportGroup;

/** Of what there may be several for a member. */
typedef enum
{
  LNET_EXPORT_ONCE,
  LNET_EXPORT_EACH_EMAIL,
  LNET_EXPORT_EACH_PHONE,
  LNET_EXPORT_EACH_ROLE,
} LnetExportEach;

/** A column that can be chosen. */
typedef struct
{
  guint field;      /* an LnetImportField, or one of those above */
  const char *word; /* in subcommands and settings; never changes */
  LnetExportGroup group;
  LnetExportEach each;
  gboolean is_usual; /* what the choice begins with */
} LnetExportColumn;

/** All there are, in the order of the file. Returns: (transfer none) (array length=n) */
const LnetExportColumn *lnet_export_column_list (guint *n);
/** Returns: (transfer none) (nullable) */
const LnetExportColumn *lnet_export_column_find (const char *word);

/** What people read. Returns: (transfer none) */
const char *lnet_export_column_get_label (const LnetExportColumn *self);
/** The heading in a file that import takes back, whatever language it is read in. Returns: (transfer none) */
const char *lnet_export_column_get_heading (const LnetExportColumn *self);

const char *lnet_export_group_get_label (LnetExportGroup group);

G_END_DECLS
