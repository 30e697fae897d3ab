/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-member-value.h"

#include <glib/gi18n-lib.h>

#include "lnet-day.h"
#include "lnet-member.h"
#include "lnet-members.h"
#include "lnet-reference.h"

static LnetReferenceKind
get_reference (LnetField field)
{
  switch ((guint) field)
    {
    case LNET_MEMBER_STATUS:
      return LNET_REFERENCE_MEMBER_STATUS;
    case LNET_MEMBER_LANGUAGE:
      return LNET_REFERENCE_LANGUAGE;
    case LNET_MEMBER_ATTRIBUTION:
      return LNET_REFERENCE_ATTRIBUTION;
    case LNET_ROLE_ROLE:
      return LNET_REFERENCE_ROLE;
    case LNET_ORGANIZATION_SETTING:
      return LNET_REFERENCE_SETTING;
    default:
      return LNET_REFERENCE_LAST;
    }
}

char *
lnet_member_describe_value (LnetReader *reader,
                            LnetField   field,
                            const char *value)
{
  const LnetFieldInfo *info = lnet_schema_get_field (field);
  LnetReferenceKind kind = get_reference (field);
  LnetId id;

  if (value == NULL || *value == '\0')
    return g_strdup (_("Empty"));
  if (field == LNET_MEMBER_PORTRAIT)
    return g_strdup (_("A picture"));
  if (kind != LNET_REFERENCE_LAST)
    return g_strdup (lnet_reference_get_label (kind, value));
  if (field == LNET_MEMBER_JOINED)
    return lnet_day_describe_in_full (value);
  if (field == LNET_MEMBER_RURALITY)
    return g_strdup (lnet_member_rurality_label (value));
  if (info != NULL && info->type == LNET_TYPE_INTEGER)
    return g_strdup (g_str_equal (value, "0") ? _("No") : _("Yes"));
  if (info != NULL && info->type == LNET_TYPE_ID && lnet_id_from_string (value, &id))
    return lnet_members_dup_name (reader, &id);
  return g_strdup (value);
}
