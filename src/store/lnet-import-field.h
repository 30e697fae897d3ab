/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LnetImportField:
 *
 * What a column of a roster can hold. Several columns may hold the same: the second phone column is the second phone;
 * the second role goes with the second organization and its dates.
 */
typedef enum
{
  LNET_IMPORT_NONE, /* the column is left out */
  /* The first ones are single cells of a member, in the order of lnet_import_cells[]. */
  LNET_IMPORT_FIRST,
  LNET_IMPORT_LAST,
  LNET_IMPORT_PREFERRED,
  LNET_IMPORT_PRONOUNS,
  LNET_IMPORT_PRONUNCIATION,
  LNET_IMPORT_STATUS,
  LNET_IMPORT_JOINED,
  LNET_IMPORT_REGION,
  LNET_IMPORT_TOWN,
  LNET_IMPORT_RURALITY,
  LNET_IMPORT_LANGUAGE,
  LNET_IMPORT_INTERPRETATION,
  LNET_IMPORT_WISDOM,
  LNET_IMPORT_WISHES,
  LNET_IMPORT_ATTRIBUTION,
  LNET_IMPORT_SHARE_EMAIL,
  LNET_IMPORT_SHARE_PHONE,
  LNET_IMPORT_MEDIA_RELEASE,
  LNET_IMPORT_REGISTRY_STATE,
  LNET_IMPORT_REGISTRY_ID,
  LNET_IMPORT_REGISTRY_EMAIL,
  LNET_IMPORT_CAREER_LEVEL,
  LNET_IMPORT_NOTE,
  LNET_IMPORT_N_CELLS,
  /* The others. */
  LNET_IMPORT_FULL_NAME = LNET_IMPORT_N_CELLS,
  LNET_IMPORT_MEMBER_ID,
  LNET_IMPORT_EMAIL,
  LNET_IMPORT_EMAIL_KIND,
  LNET_IMPORT_PHONE,
  LNET_IMPORT_PHONE_MOBILE,
  LNET_IMPORT_PHONE_WORK,
  LNET_IMPORT_PHONE_HOME,
  LNET_IMPORT_PHONE_KIND,
  LNET_IMPORT_PREFERRED_CONTACT,
  LNET_IMPORT_OTHER_LANGUAGES,
  LNET_IMPORT_ROLE,
  LNET_IMPORT_ROLE_STARTS,
  LNET_IMPORT_ROLE_ENDS,
  LNET_IMPORT_ORGANIZATION,
  LNET_IMPORT_SETTING,
  LNET_IMPORT_ORGANIZATION_ADDRESS,
  LNET_IMPORT_ORGANIZATION_TOWN,
  LNET_IMPORT_ORGANIZATION_REGION,
  LNET_IMPORT_QUALITY_LEVEL,
  LNET_IMPORT_QUALITY_SINCE,
  LNET_IMPORT_TEXT_OPT_IN,
  LNET_IMPORT_TEXT_DATE,
  LNET_IMPORT_TEXT_SOURCE,
  LNET_IMPORT_TEXT_WORDING,
  LNET_IMPORT_N_FIELDS,
} LnetImportField;

/** What people read: "First name". In their language. Returns: (transfer none) */
const char *lnet_import_field_get_label (LnetImportField field);

/** The heading that stands over it in an export, which is known again in every language. Returns: (transfer none) */
const char *lnet_import_field_get_heading (LnetImportField field);

/** What a command line and a kept mapping call it: "first-name". Returns: (transfer full) */
char *lnet_import_field_dup_name (LnetImportField field);

/** The field that lnet_import_field_dup_name() gives @name for; a heading that is known will do too.
 * Returns: %LNET_IMPORT_N_FIELDS when there is none */
LnetImportField lnet_import_field_find_name (const char *name);

/** The field that a heading speaks of, in English or Spanish; %LNET_IMPORT_NONE when none is known for it. */
LnetImportField lnet_import_field_find (const char *heading);

/** How many of @headings are known. */
guint lnet_import_field_count_known (const char *const *headings, guint n_headings);

/**
 * lnet_import_field_propose:
 * @headings: as they stand in the file
 * @fields: (out caller-allocates) (array length=n_headings): a field for each
 *
 * "Name" is a first name beside a column of last names, and a full name otherwise. A single value that two columns
 * claim goes to the first.
 */
void lnet_import_field_propose (const char *const *headings, guint n_headings, LnetImportField *fields);

/** Whether several columns may hold it. */
gboolean lnet_import_field_repeats (LnetImportField field);

G_END_DECLS
