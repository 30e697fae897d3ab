/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-member.h"

#include <glib/gi18n-lib.h>

#include "lnet-member-private.h"
#include "lnet-members.h"
#include "lnet-name.h"
#include "lnet-statements.h"

static const LnetStatement member_statement = {
  "member",
  "SELECT id, deleted, legal_first, legal_last, preferred_name, pronouns, pronunciation, status, joined, region, town, "
  "rurality, language, interpretation, wisdom, wishes, attribution, share_email, share_phone, media_release, portrait "
  "FROM member WHERE id = ?1",
  NULL,
};
static const LnetStatement staff_statement = {
  "member-staff",
  "SELECT id, registry_state, registry_id, registry_email, career_level, supervisor, note FROM member_staff "
  "WHERE member = ?1 AND deleted = 0 ORDER BY pk LIMIT 1",
  NULL,
};
static const LnetStatement roles_statement = {
  "member-roles",
  "SELECT r.id, r.role, r.organization, r.starts, r.ends, o.name, o.setting, o.deleted FROM role AS r "
  "LEFT JOIN organization AS o ON o.id = r.organization WHERE r.member = ?1 AND r.deleted = 0",
  NULL,
};
static const LnetStatement channels_statement = {
  "member-channels",
  "SELECT id, kind, label, value, preferred FROM channel WHERE member = ?1 AND deleted = 0 "
  "ORDER BY preferred DESC, kind, pk",
  NULL,
};
static const LnetStatement consents_statement = {
  "member-consents",
  "SELECT c.id, c.purpose, c.given, c.on_date, c.source, c.wording, "
  "EXISTS (SELECT 1 FROM consent AS n WHERE n.corrects = c.id AND n.deleted = 0) FROM consent AS c "
  "WHERE c.member = ?1 AND c.deleted = 0 ORDER BY c.on_date DESC, c.pk DESC",
  NULL,
};
static const LnetStatement languages_statement = {
  "member-languages",
  "SELECT language FROM member_language WHERE member = ?1 AND deleted = 0 ORDER BY pk",
  NULL,
};
static const LnetStatement organizations_statement = {
  "organizations",
  "SELECT id, name, setting, town, region FROM organization WHERE deleted = 0",
  "a network has far fewer organizations than members, and a completion needs all their names",
};

const LnetStatement *const lnet_member_statements[] = {
  &member_statement,    &staff_statement,     &roles_statement,         &channels_statement,
  &consents_statement,  &languages_statement, &organizations_statement, NULL,
};

static void
role_free (LnetMemberRole *role)
{
  g_free (role->span.role);
  g_free (role->span.starts);
  g_free (role->span.ends);
  g_free (role->organization);
  g_free (role->setting);
  g_free (role);
}

static void
channel_free (LnetMemberChannel *channel)
{
  g_free (channel->kind);
  g_free (channel->label);
  g_free (channel->value);
  g_free (channel);
}

static void
consent_free (LnetMemberConsent *consent)
{
  g_free (consent->purpose);
  g_free (consent->on_date);
  g_free (consent->source);
  g_free (consent->wording);
  g_free (consent);
}

static void
staff_clear (LnetMemberStaff *staff)
{
  g_free (staff->registry_state);
  g_free (staff->registry_id);
  g_free (staff->registry_email);
  g_free (staff->career_level);
  g_free (staff->note);
}

void
lnet_member_free (LnetMember *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->legal_first);
  g_free (self->legal_last);
  g_free (self->preferred_name);
  g_free (self->pronouns);
  g_free (self->pronunciation);
  g_free (self->status);
  g_free (self->joined);
  g_free (self->region);
  g_free (self->town);
  g_free (self->rurality);
  g_free (self->language);
  g_free (self->wisdom);
  g_free (self->wishes);
  g_free (self->attribution);
  staff_clear (&self->staff);
  g_ptr_array_unref (self->roles);
  g_ptr_array_unref (self->channels);
  g_ptr_array_unref (self->consents);
  g_ptr_array_unref (self->corrected);
  g_ptr_array_unref (self->languages);
  g_clear_pointer (&self->tags, g_ptr_array_unref);
  g_clear_pointer (&self->messages, g_ptr_array_unref);
  g_clear_pointer (&self->teams, g_ptr_array_unref);
  g_clear_pointer (&self->enrolments, g_ptr_array_unref);
  g_clear_pointer (&self->pairs, g_ptr_array_unref);
  g_clear_pointer (&self->contributions, g_ptr_array_unref);
  g_clear_pointer (&self->convenings, g_ptr_array_unref);
  g_free (self);
}

static LnetMember *
member_new (void)
{
  LnetMember *self = g_new0 (LnetMember, 1);

  self->roles = g_ptr_array_new_with_free_func ((GDestroyNotify) role_free);
  self->channels = g_ptr_array_new_with_free_func ((GDestroyNotify) channel_free);
  self->consents = g_ptr_array_new_with_free_func ((GDestroyNotify) consent_free);
  self->corrected = g_ptr_array_new_with_free_func ((GDestroyNotify) consent_free);
  self->languages = g_ptr_array_new_with_free_func (g_free);
  return self;
}

static void
read_own (LnetMember *self,
          LnetRows   *rows)
{
  self->id = lnet_rows_id (rows, 0);
  self->deleted = lnet_rows_integer (rows, 1) != 0;
  self->legal_first = lnet_rows_dup_text (rows, 2);
  self->legal_last = lnet_rows_dup_text (rows, 3);
  self->preferred_name = lnet_rows_dup_text (rows, 4);
  self->pronouns = lnet_rows_dup_text (rows, 5);
  self->pronunciation = lnet_rows_dup_text (rows, 6);
  self->status = lnet_rows_dup_text (rows, 7);
  self->joined = lnet_rows_dup_text (rows, 8);
  self->region = lnet_rows_dup_text (rows, 9);
  self->town = lnet_rows_dup_text (rows, 10);
  self->rurality = lnet_rows_dup_text (rows, 11);
  self->language = lnet_rows_dup_text (rows, 12);
  self->interpretation = lnet_rows_integer (rows, 13) != 0;
  self->wisdom = lnet_rows_dup_text (rows, 14);
  self->wishes = lnet_rows_dup_text (rows, 15);
  self->attribution = lnet_rows_dup_text (rows, 16);
  self->share_email = lnet_rows_integer (rows, 17) != 0;
  self->share_phone = lnet_rows_integer (rows, 18) != 0;
  self->media_release = lnet_rows_integer (rows, 19) != 0;
  self->portrait = lnet_rows_id (rows, 20);
  self->name = lnet_name_display (self->preferred_name, self->legal_first, self->legal_last);
  if (*self->name == '\0')
    g_set_str (&self->name, _("Name not known"));
}

static void
read_staff (LnetMember *self,
            LnetRows   *rows)
{
  self->staff.id = lnet_rows_id (rows, 0);
  self->staff.registry_state = lnet_rows_dup_text (rows, 1);
  self->staff.registry_id = lnet_rows_dup_text (rows, 2);
  self->staff.registry_email = lnet_rows_dup_text (rows, 3);
  self->staff.career_level = lnet_rows_dup_text (rows, 4);
  self->staff.supervisor = lnet_rows_id (rows, 5);
  self->staff.note = lnet_rows_dup_text (rows, 6);
}

static void
read_role (LnetMember *self,
           LnetRows   *rows)
{
  LnetMemberRole *role = g_new0 (LnetMemberRole, 1);

  role->span.id = lnet_rows_id (rows, 0);
  role->span.role = lnet_rows_dup_text (rows, 1);
  role->span.organization = lnet_rows_id (rows, 2);
  role->span.starts = lnet_rows_dup_text (rows, 3);
  role->span.ends = lnet_rows_dup_text (rows, 4);
  role->organization = lnet_rows_dup_text (rows, 5);
  role->setting = lnet_rows_dup_text (rows, 6);
  role->organization_gone = lnet_rows_integer (rows, 7) != 0;
  g_ptr_array_add (self->roles, role);
}

static int
compare_roles (gconstpointer a,
               gconstpointer b)
{
  return lnet_role_span_compare (&(*(LnetMemberRole *const *) a)->span, &(*(LnetMemberRole *const *) b)->span);
}

static void
read_channel (LnetMember *self,
              LnetRows   *rows)
{
  LnetMemberChannel *channel = g_new0 (LnetMemberChannel, 1);

  channel->id = lnet_rows_id (rows, 0);
  channel->kind = lnet_rows_dup_text (rows, 1);
  channel->label = lnet_rows_dup_text (rows, 2);
  channel->value = lnet_rows_dup_text (rows, 3);
  channel->preferred = lnet_rows_integer (rows, 4) != 0;
  g_ptr_array_add (self->channels, channel);
}

static void
read_consent (LnetMember *self,
              LnetRows   *rows)
{
  LnetMemberConsent *consent = g_new0 (LnetMemberConsent, 1);

  consent->id = lnet_rows_id (rows, 0);
  consent->purpose = lnet_rows_dup_text (rows, 1);
  consent->given = lnet_rows_integer (rows, 2) != 0;
  consent->on_date = lnet_rows_dup_text (rows, 3);
  consent->source = lnet_rows_dup_text (rows, 4);
  consent->wording = lnet_rows_dup_text (rows, 5);
  consent->corrected = lnet_rows_integer (rows, 6) != 0;
  g_ptr_array_add (consent->corrected ? self->corrected : self->consents, consent);
}

static void
read_language (LnetMember *self,
               LnetRows   *rows)
{
  g_ptr_array_add (self->languages, lnet_rows_dup_text (rows, 0));
}

gboolean
lnet_member_read_each (LnetMember           *self,
                       LnetReader           *reader,
                       const LnetStatement  *statement,
                       LnetMemberReadFunc    read,
                       GError              **error)
{
  LnetRows *rows = lnet_reader_query (reader, statement);

  lnet_rows_bind_id (rows, 1, &self->id);
  while (lnet_rows_step (rows))
    read (self, rows);
  return lnet_rows_end (rows, error);
}

LnetMember *
lnet_member_load (LnetReader    *reader,
                  const LnetId  *id,
                  GError       **error)
{
  g_autoptr (LnetMember) self = member_new ();

  self->id = *id;
  if (!lnet_member_read_each (self, reader, &member_statement, read_own, error))
    return NULL;
  if (self->name == NULL)
    {
      g_set_error_literal (error, LNET_ERROR, LNET_ERROR_NOT_FOUND, _("This member is not in this network."));
      return NULL;
    }
  if (!lnet_member_read_each (self, reader, &staff_statement, read_staff, error) ||
      !lnet_member_read_each (self, reader, &roles_statement, read_role, error) ||
      !lnet_member_read_each (self, reader, &channels_statement, read_channel, error) ||
      !lnet_member_read_each (self, reader, &consents_statement, read_consent, error) ||
      !lnet_member_read_each (self, reader, &languages_statement, read_language, error) ||
      !lnet_member_load_life (self, reader, error))
    return NULL;
  g_ptr_array_sort (self->roles, compare_roles);
  return g_steal_pointer (&self);
}

const LnetMemberConsent *
lnet_member_get_consent (const LnetMember *self,
                         const char       *purpose)
{
  for (guint i = 0; i < self->consents->len; i++)
    {
      const LnetMemberConsent *consent = g_ptr_array_index (self->consents, i);

      if (g_strcmp0 (consent->purpose, purpose) == 0)
        return consent;
    }
  return NULL;
}

const char *
lnet_member_channel_label (const char *label)
{
  if (g_strcmp0 (label, "mobile") == 0)
    return _("mobile");
  if (g_strcmp0 (label, "work") == 0)
    return _("work");
  if (g_strcmp0 (label, "home") == 0)
    return _("home");
  return label != NULL ? label : "";
}

const char *
lnet_member_rurality_label (const char *rurality)
{
  if (g_strcmp0 (rurality, "urban") == 0)
    return _("Town or city");
  if (g_strcmp0 (rurality, "rural") == 0)
    return _("Countryside");
  if (g_strcmp0 (rurality, "frontier") == 0)
    return _("Far from any town");
  return rurality != NULL ? rurality : "";
}

void
lnet_organization_free (LnetOrganization *organization)
{
  g_free (organization->name);
  g_free (organization->setting);
  g_free (organization->town);
  g_free (organization->region);
  g_free (organization);
}

static int
compare_organizations (gconstpointer a,
                       gconstpointer b)
{
  return g_utf8_collate ((*(LnetOrganization *const *) a)->name, (*(LnetOrganization *const *) b)->name);
}

GPtrArray *
lnet_organizations_list (LnetReader *reader)
{
  GPtrArray *organizations = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_organization_free);
  g_autoptr (GError) error = NULL;
  LnetRows *rows = lnet_reader_query (reader, &organizations_statement);

  while (lnet_rows_step (rows))
    {
      LnetOrganization *organization = g_new0 (LnetOrganization, 1);

      organization->id = lnet_rows_id (rows, 0);
      organization->name = g_strdup (lnet_rows_text (rows, 1));
      organization->setting = lnet_rows_dup_text (rows, 2);
      organization->town = lnet_rows_dup_text (rows, 3);
      organization->region = lnet_rows_dup_text (rows, 4);
      g_ptr_array_add (organizations, organization);
    }
  if (!lnet_rows_end (rows, &error))
    g_debug ("Reading organizations: %s", error->message);
  g_ptr_array_sort (organizations, compare_organizations);
  return organizations;
}
