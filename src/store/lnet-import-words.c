/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What people read of an import's rows. */

#include "config.h"

#include "lnet-import.h"

#include <glib/gi18n-lib.h>

const char *
lnet_import_fate_get_label (LnetImportFate fate)
{
  switch (fate)
    {
    /* Translators: this and the next four stand beside how many rows there are: "New 4". */
    case LNET_IMPORT_NEW:
      return _("New");
    case LNET_IMPORT_CHANGED:
      return _("Changed");
    case LNET_IMPORT_SAME:
      return _("Same");
    case LNET_IMPORT_REJECTED:
      return _("Rejected");
    case LNET_IMPORT_DUPLICATE:
      return _("Duplicate");
    case LNET_IMPORT_N_FATES:
    default:
      return "";
    }
}

const char *
lnet_import_fate_get_row_label (LnetImportFate fate)
{
  switch (fate)
    {
    case LNET_IMPORT_NEW:
      return C_("one row", "New");
    case LNET_IMPORT_CHANGED:
      return C_("one row", "Changed");
    case LNET_IMPORT_SAME:
      return C_("one row", "Same");
    case LNET_IMPORT_REJECTED:
      return C_("one row", "Rejected");
    case LNET_IMPORT_DUPLICATE:
      return C_("one row", "Duplicate");
    case LNET_IMPORT_N_FATES:
    default:
      return "";
    }
}

const char *
lnet_import_rule_get_label (LnetImportRule rule)
{
  switch (rule)
    {
    case LNET_IMPORT_BY_MEMBER_ID:
      return _("Found by member ID");
    case LNET_IMPORT_BY_REGISTRY_ID:
      return _("Found by registry ID");
    case LNET_IMPORT_BY_EMAIL:
      return _("Found by e-mail address");
    case LNET_IMPORT_BY_PHONE:
      return _("Found by phone number");
    case LNET_IMPORT_BY_NAME:
      return _("Found by name and organization");
    case LNET_IMPORT_BY_NOTHING:
    case LNET_IMPORT_N_RULES:
    default:
      return "";
    }
}
