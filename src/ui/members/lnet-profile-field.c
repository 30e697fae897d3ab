/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-profile-field.h"

#include <glib/gi18n-lib.h>

#include "lnet-contact.h"
#include "lnet-explain.h"

/* What is written in its place; others are for the form. */
static const struct
{
  LnetField field;
  const char *title;
  gboolean lines;
} in_place[] = {
  { LNET_MEMBER_PREFERRED_NAME, N_("Name they go by"), FALSE },
  { LNET_MEMBER_LEGAL_FIRST, N_("Legal first name"), FALSE },
  { LNET_MEMBER_LEGAL_LAST, N_("Legal last name"), FALSE },
  { LNET_MEMBER_PRONOUNS, N_("Pronouns"), FALSE },
  { LNET_MEMBER_PRONUNCIATION, N_("How the name is said"), FALSE },
  { LNET_MEMBER_TOWN, N_("Town"), FALSE },
  { LNET_MEMBER_REGION, N_("County or region"), FALSE },
  { LNET_CHANNEL_VALUE, N_("Phone or e-mail"), FALSE },
  { LNET_MEMBER_WISDOM, N_("Wisdom I bring"), TRUE },
  { LNET_MEMBER_WISHES, N_("What I want to think about together"), TRUE },
  { LNET_MEMBER_STAFF_REGISTRY_ID, N_("Registry ID"), FALSE },
  { LNET_MEMBER_STAFF_REGISTRY_STATE, N_("State of the registry"), FALSE },
  { LNET_MEMBER_STAFF_REGISTRY_EMAIL, N_("E-mail at the registry"), FALSE },
  { LNET_MEMBER_STAFF_CAREER_LEVEL, N_("Career level"), FALSE },
  { LNET_MEMBER_STAFF_NOTE, N_("Note"), TRUE },
};

LnetProfileField *
lnet_profile_field_new (LnetField   field,
                        const char *title,
                        const char *value)
{
  LnetProfileField *self = g_new0 (LnetProfileField, 1);

  self->field = field;
  self->kind = "";
  self->title = g_strdup (title);
  self->value = g_strdup (value);
  return self;
}

LnetProfileField *
lnet_profile_field_copy (const LnetProfileField *self)
{
  LnetProfileField *copy = g_memdup2 (self, sizeof *self);

  copy->title = g_strdup (self->title);
  copy->value = g_strdup (self->value);
  return copy;
}

void
lnet_profile_field_free (LnetProfileField *self)
{
  g_free (self->title);
  g_free (self->value);
  g_free (self);
}

static int
find_in_place (LnetField field)
{
  for (gsize i = 0; i < G_N_ELEMENTS (in_place); i++)
    if (in_place[i].field == field)
      return (int) i;
  return -1;
}

gboolean
lnet_profile_field_is_in_place (LnetField field)
{
  return find_in_place (field) >= 0;
}

gboolean
lnet_profile_field_has_lines (LnetField field)
{
  int i = find_in_place (field);

  return i >= 0 && in_place[i].lines;
}

const char *
lnet_profile_field_get_title (LnetField   field,
                              const char *kind)
{
  int i = find_in_place (field);

  if (g_str_equal (kind, "email"))
    return _("E-mail");
  if (g_str_equal (kind, "phone"))
    return _("Phone");
  return i >= 0 ? _(in_place[i].title) : "";
}

/* Saving. */

char *
lnet_profile_field_tidy (const LnetProfileField *self,
                         const char             *text)
{
  char *tidied = NULL;

  if (g_str_equal (self->kind, "email") || self->field == LNET_MEMBER_STAFF_REGISTRY_EMAIL)
    tidied = lnet_email_tidy (text);
  else if (g_str_equal (self->kind, "phone"))
    tidied = lnet_phone_tidy (text);
  return tidied != NULL ? tidied : g_strdup (text);
}

/* The row the value goes into, which is added when there is none yet. */
static LnetId
ensure_row (const LnetProfileField *self,
            LnetTransaction        *transaction)
{
  LnetId id = self->row;

  if (!lnet_id_is_null (&id))
    return id;
  if (self->field == LNET_CHANNEL_VALUE)
    {
      id = lnet_transaction_add (transaction, LNET_TABLE_CHANNEL, lnet_space (LNET_SPACE_NETWORK));
      lnet_transaction_set_id (transaction, LNET_CHANNEL_MEMBER, &id, &self->member);
      lnet_transaction_set_text (transaction, LNET_CHANNEL_KIND, &id, self->kind);
    }
  else
    {
      id = lnet_transaction_add (transaction, LNET_TABLE_MEMBER_STAFF, lnet_space (LNET_SPACE_STAFF));
      lnet_transaction_set_id (transaction, LNET_MEMBER_STAFF_MEMBER, &id, &self->member);
    }
  return id;
}

LnetId
lnet_profile_field_put (const LnetProfileField *self,
                        LnetTransaction        *transaction,
                        const char             *text)
{
  LnetId id;

  if (self->field == LNET_CHANNEL_VALUE && *text == '\0')
    {
      lnet_transaction_delete (transaction, LNET_TABLE_CHANNEL, &self->row);
      return self->row;
    }
  id = ensure_row (self, transaction);
  if (lnet_schema_get_field (self->field)->kind == LNET_FIELD_KIND_PROSE && !lnet_id_is_null (&self->row))
    lnet_transaction_replace_prose (transaction, self->field, &id, self->value, text);
  else
    lnet_transaction_set_text (transaction, self->field, &id, text);
  return id;
}

LnetFieldExplain
lnet_profile_field_get_explain (const LnetProfileField *self)
{
  if (g_str_equal (self->kind, "email") || self->field == LNET_MEMBER_STAFF_REGISTRY_EMAIL)
    return lnet_explain_email;
  return g_str_equal (self->kind, "phone") ? lnet_explain_phone : NULL;
}

GtkInputPurpose
lnet_profile_field_get_purpose (const LnetProfileField *self)
{
  if (lnet_profile_field_get_explain (self) == lnet_explain_email)
    return GTK_INPUT_PURPOSE_EMAIL;
  return g_str_equal (self->kind, "phone") ? GTK_INPUT_PURPOSE_PHONE : GTK_INPUT_PURPOSE_FREE_FORM;
}
