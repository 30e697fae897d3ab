/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-export-column.h"

#include <glib/gi18n-lib.h>

/* In the order of the file. What repeats follows in groups. */
static const LnetExportColumn columns[] = {
  { LNET_IMPORT_MEMBER_ID, "member-id", LNET_EXPORT_MEMBERSHIP, LNET_EXPORT_ONCE, FALSE },
  { LNET_IMPORT_FIRST, "first-name", LNET_EXPORT_NAMES, LNET_EXPORT_ONCE, TRUE },
  { LNET_IMPORT_LAST, "last-name", LNET_EXPORT_NAMES, LNET_EXPORT_ONCE, TRUE },
  { LNET_IMPORT_PREFERRED, "preferred-name", LNET_EXPORT_NAMES, LNET_EXPORT_ONCE, TRUE },
  { LNET_IMPORT_PRONOUNS, "pronouns", LNET_EXPORT_NAMES, LNET_EXPORT_ONCE, TRUE },
  { LNET_IMPORT_PRONUNCIATION, "pronunciation", LNET_EXPORT_NAMES, LNET_EXPORT_ONCE, FALSE },
  { LNET_IMPORT_STATUS, "status", LNET_EXPORT_MEMBERSHIP, LNET_EXPORT_ONCE, FALSE },
  { LNET_IMPORT_JOINED, "joined", LNET_EXPORT_MEMBERSHIP, LNET_EXPORT_ONCE, TRUE },
  { LNET_EXPORT_TEAMS, "teams", LNET_EXPORT_MEMBERSHIP, LNET_EXPORT_ONCE, TRUE },
  { LNET_IMPORT_TOWN, "town", LNET_EXPORT_PLACE, LNET_EXPORT_ONCE, TRUE },
  { LNET_IMPORT_REGION, "region", LNET_EXPORT_PLACE, LNET_EXPORT_ONCE, TRUE },
  { LNET_IMPORT_RURALITY, "rurality", LNET_EXPORT_PLACE, LNET_EXPORT_ONCE, FALSE },
  { LNET_IMPORT_LANGUAGE, "language", LNET_EXPORT_LANGUAGES, LNET_EXPORT_ONCE, TRUE },
  { LNET_IMPORT_OTHER_LANGUAGES, "other-languages", LNET_EXPORT_LANGUAGES, LNET_EXPORT_ONCE, TRUE },
  { LNET_IMPORT_INTERPRETATION, "interpretation", LNET_EXPORT_LANGUAGES, LNET_EXPORT_ONCE, TRUE },
  { LNET_IMPORT_REGISTRY_STATE, "registry-state", LNET_EXPORT_STAFF, LNET_EXPORT_ONCE, FALSE },
  { LNET_IMPORT_REGISTRY_ID, "registry-id", LNET_EXPORT_STAFF, LNET_EXPORT_ONCE, FALSE },
  { LNET_IMPORT_REGISTRY_EMAIL, "registry-email", LNET_EXPORT_STAFF, LNET_EXPORT_ONCE, FALSE },
  { LNET_IMPORT_CAREER_LEVEL, "career-level", LNET_EXPORT_STAFF, LNET_EXPORT_ONCE, FALSE },
  { LNET_EXPORT_SUPERVISOR, "supervisor", LNET_EXPORT_STAFF, LNET_EXPORT_ONCE, FALSE },
  { LNET_EXPORT_TAGS, "tags", LNET_EXPORT_STAFF, LNET_EXPORT_ONCE, FALSE },
  { LNET_IMPORT_NOTE, "note", LNET_EXPORT_STAFF, LNET_EXPORT_ONCE, FALSE },
  { LNET_IMPORT_WISDOM, "wisdom", LNET_EXPORT_WISDOM, LNET_EXPORT_ONCE, FALSE },
  { LNET_IMPORT_WISHES, "wishes", LNET_EXPORT_WISDOM, LNET_EXPORT_ONCE, FALSE },
  { LNET_IMPORT_ATTRIBUTION, "attribution", LNET_EXPORT_CONSENT, LNET_EXPORT_ONCE, FALSE },
  { LNET_IMPORT_SHARE_EMAIL, "share-email", LNET_EXPORT_CONSENT, LNET_EXPORT_ONCE, FALSE },
  { LNET_IMPORT_SHARE_PHONE, "share-phone", LNET_EXPORT_CONSENT, LNET_EXPORT_ONCE, FALSE },
  { LNET_IMPORT_MEDIA_RELEASE, "media-release", LNET_EXPORT_CONSENT, LNET_EXPORT_ONCE, FALSE },
  { LNET_IMPORT_TEXT_OPT_IN, "text-messages", LNET_EXPORT_CONSENT, LNET_EXPORT_ONCE, FALSE },
  { LNET_IMPORT_TEXT_DATE, "text-date", LNET_EXPORT_CONSENT, LNET_EXPORT_ONCE, FALSE },
  { LNET_IMPORT_TEXT_SOURCE, "text-source", LNET_EXPORT_CONSENT, LNET_EXPORT_ONCE, FALSE },
  { LNET_IMPORT_TEXT_WORDING, "text-wording", LNET_EXPORT_CONSENT, LNET_EXPORT_ONCE, FALSE },
  { LNET_IMPORT_PREFERRED_CONTACT, "preferred-contact", LNET_EXPORT_CONTACT, LNET_EXPORT_ONCE, FALSE },
  { LNET_IMPORT_EMAIL, "email", LNET_EXPORT_CONTACT, LNET_EXPORT_EACH_EMAIL, TRUE },
  { LNET_IMPORT_EMAIL_KIND, "email-kind", LNET_EXPORT_CONTACT, LNET_EXPORT_EACH_EMAIL, FALSE },
  { LNET_IMPORT_PHONE, "phone", LNET_EXPORT_CONTACT, LNET_EXPORT_EACH_PHONE, TRUE },
  { LNET_IMPORT_PHONE_KIND, "phone-kind", LNET_EXPORT_CONTACT, LNET_EXPORT_EACH_PHONE, FALSE },
  { LNET_IMPORT_ROLE, "role", LNET_EXPORT_ROLES, LNET_EXPORT_EACH_ROLE, TRUE },
  { LNET_IMPORT_ORGANIZATION, "organization", LNET_EXPORT_ROLES, LNET_EXPORT_EACH_ROLE, TRUE },
  { LNET_IMPORT_ROLE_STARTS, "role-since", LNET_EXPORT_ROLES, LNET_EXPORT_EACH_ROLE, FALSE },
  { LNET_IMPORT_ROLE_ENDS, "role-until", LNET_EXPORT_ROLES, LNET_EXPORT_EACH_ROLE, FALSE },
  { LNET_IMPORT_SETTING, "setting", LNET_EXPORT_ROLES, LNET_EXPORT_EACH_ROLE, FALSE },
  { LNET_IMPORT_ORGANIZATION_ADDRESS, "organization-address", LNET_EXPORT_ROLES, LNET_EXPORT_EACH_ROLE, FALSE },
  { LNET_IMPORT_ORGANIZATION_TOWN, "organization-town", LNET_EXPORT_ROLES, LNET_EXPORT_EACH_ROLE, FALSE },
  { LNET_IMPORT_ORGANIZATION_REGION, "organization-region", LNET_EXPORT_ROLES, LNET_EXPORT_EACH_ROLE, FALSE },
  { LNET_IMPORT_QUALITY_LEVEL, "quality-level", LNET_EXPORT_ROLES, LNET_EXPORT_EACH_ROLE, FALSE },
  { LNET_IMPORT_QUALITY_SINCE, "quality-since", LNET_EXPORT_ROLES, LNET_EXPORT_EACH_ROLE, FALSE },
};

static const char *const group_labels[LNET_EXPORT_N_GROUPS] = {
  [LNET_EXPORT_NAMES] = N_("Name"),
  [LNET_EXPORT_MEMBERSHIP] = N_("Membership"),
  [LNET_EXPORT_PLACE] = N_("Place"),
  [LNET_EXPORT_LANGUAGES] = N_("Languages"),
  [LNET_EXPORT_CONTACT] = N_("Contact"),
  [LNET_EXPORT_ROLES] = N_("Roles and organization"),
  [LNET_EXPORT_WISDOM] = N_("Wisdom and wishes"),
  [LNET_EXPORT_CONSENT] = N_("Sharing and consent"),
  [LNET_EXPORT_STAFF] = N_("For staff"),
};

/* Of those that are no LnetImportField. */
static const char *const more_labels[] = { N_("Supervisor"), N_("Teams"), N_("Tags") };

const LnetExportColumn *
lnet_export_column_list (guint *n)
{
  *n = G_N_ELEMENTS (columns);
  return columns;
}

const LnetExportColumn *
lnet_export_column_find (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (g_str_equal (columns[i].word, word))
      return &columns[i];
  return NULL;
}

const char *
lnet_export_column_get_heading (const LnetExportColumn *self)
{
  if (self->field < LNET_IMPORT_N_FIELDS)
    return lnet_import_field_get_heading (self->field);
  return more_labels[self->field - LNET_IMPORT_N_FIELDS];
}

const char *
lnet_export_column_get_label (const LnetExportColumn *self)
{
  return g_dgettext (GETTEXT_PACKAGE, lnet_export_column_get_heading (self));
}

const char *
lnet_export_group_get_label (LnetExportGroup group)
{
  return g_dgettext (GETTEXT_PACKAGE, group_labels[group]);
}
