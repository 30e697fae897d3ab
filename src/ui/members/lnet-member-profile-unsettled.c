/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was written about a member on two desks at once, where no row of the profile stands for it. */

#include "config.h"

#include "lnet-member-profile-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-settle-words.h"
#include "lnet-unsettled-dot.h"

static void
add_field (LnetMemberProfile *self,
           LnetField          field)
{
  LnetReader *reader = lnet_session_get_reader (self->session);
  const LnetId *id = &self->member->id;
  g_autoptr (LnetToSettle) item = NULL;
  g_autofree char *subject = NULL;
  g_autofree char *value = NULL;

  if (lnet_member_profile_find_row (self, field, id) != NULL ||
      !lnet_to_settle_has (reader, LNET_TABLE_MEMBER, id, LNET_FIELD_NUMBER (field)))
    return;
  item = lnet_to_settle_read (reader, LNET_TABLE_MEMBER, id, LNET_FIELD_NUMBER (field), NULL);
  if (item == NULL || item->values->len == 0)
    return;
  subject = lnet_settle_dup_subject (item);
  value = lnet_settle_dup_value (reader, item, item->values->pdata[0]);
  lnet_member_profile_add_field (self, self->names, subject, value, field, id);
}

/* Whoever was removed on one desk and changed on another is still here. */
static void
add_removed (LnetMemberProfile *self)
{
  GtkWidget *row;

  if (!lnet_to_settle_has (lnet_session_get_reader (self->session), LNET_TABLE_MEMBER, &self->member->id, 0))
    return;
  row = GTK_WIDGET (lnet_member_profile_add_link (self, self->names, _("Removed on one desk, and kept"), NULL, NULL,
                                                  NULL));
  lnet_unsettled_dot_add (lnet_unsettled_dot_new_for_row (self->session, LNET_TABLE_MEMBER, &self->member->id),
                          ADW_ACTION_ROW (row));
}

void
lnet_member_profile_fill_unsettled (LnetMemberProfile *self)
{
  const LnetTableInfo *table = lnet_schema_get_table (LNET_TABLE_MEMBER);

  for (guint i = 0; i < table->n_fields; i++)
    add_field (self, table->fields[i].field);
  add_removed (self);
}
