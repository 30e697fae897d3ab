/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From the form into the network. A cell that is set to what it holds already is no change, so everything is set. */

#include "config.h"

#include "lnet-member-editor-private.h"

#include "lnet-channel-editor-row.h"
#include "lnet-name.h"
#include "lnet-role-editor-row.h"

static LnetSpace
network_space (void)
{
  return lnet_space (LNET_SPACE_NETWORK);
}

static void
set_entry (LnetTransaction *transaction,
           LnetField        field,
           const LnetId    *id,
           gpointer         row)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  lnet_transaction_set_text (transaction, field, id, text);
}

static void
set_written (LnetTransaction *transaction,
             LnetField        field,
             const LnetId    *id,
             LnetTextRow     *row)
{
  g_autofree char *text = lnet_text_row_dup_text (row);

  lnet_transaction_set_text (transaction, field, id, text);
}

static void
set_switch (LnetTransaction *transaction,
            LnetField        field,
            const LnetId    *id,
            AdwSwitchRow    *row,
            gboolean         before)
{
  /* Never said, and still not said: nothing is written. */
  if (adw_switch_row_get_active (row) != before)
    lnet_transaction_set_integer (transaction, field, id, adw_switch_row_get_active (row));
}

static void
set_date (LnetTransaction  *transaction,
          LnetField         field,
          const LnetId     *id,
          LnetDateEntryRow *row)
{
  g_autofree char *date = lnet_date_entry_row_dup_date (row);

  lnet_transaction_set_text (transaction, field, id, date);
}

static void
save_own (LnetMemberEditor *self,
          LnetTransaction  *transaction,
          const LnetId     *id)
{
  const LnetMember *before = self->member;
  g_autofree char *language = lnet_suggest_row_dup_text (self->language);
  const char *tag = lnet_reference_find (LNET_REFERENCE_LANGUAGE, language);

  set_entry (transaction, LNET_MEMBER_LEGAL_FIRST, id, self->legal_first);
  set_entry (transaction, LNET_MEMBER_LEGAL_LAST, id, self->legal_last);
  set_entry (transaction, LNET_MEMBER_PREFERRED_NAME, id, self->preferred_name);
  set_entry (transaction, LNET_MEMBER_PRONOUNS, id, self->pronouns);
  set_entry (transaction, LNET_MEMBER_PRONUNCIATION, id, self->pronunciation);
  set_entry (transaction, LNET_MEMBER_TOWN, id, self->town);
  set_entry (transaction, LNET_MEMBER_REGION, id, self->region);
  lnet_transaction_set_text (transaction, LNET_MEMBER_RURALITY, id,
                             lnet_member_editor_ruralities[adw_combo_row_get_selected (self->rurality)]);
  lnet_transaction_set_text (transaction, LNET_MEMBER_LANGUAGE, id, tag != NULL ? tag : language);
  set_written (transaction, LNET_MEMBER_WISDOM, id, self->wisdom);
  set_written (transaction, LNET_MEMBER_WISHES, id, self->wishes);
  lnet_transaction_set_text (transaction, LNET_MEMBER_STATUS, id,
                             lnet_member_editor_get_key (self->status, LNET_REFERENCE_MEMBER_STATUS));
  set_date (transaction, LNET_MEMBER_JOINED, id, self->joined);
  lnet_transaction_set_text (transaction, LNET_MEMBER_ATTRIBUTION, id,
                             lnet_member_editor_get_key (self->attribution, LNET_REFERENCE_ATTRIBUTION));
  set_switch (transaction, LNET_MEMBER_INTERPRETATION, id, self->interpretation,
              before != NULL && before->interpretation);
  set_switch (transaction, LNET_MEMBER_SHARE_EMAIL, id, self->share_email, before != NULL && before->share_email);
  set_switch (transaction, LNET_MEMBER_SHARE_PHONE, id, self->share_phone, before != NULL && before->share_phone);
  set_switch (transaction, LNET_MEMBER_MEDIA_RELEASE, id, self->media_release,
              before != NULL && before->media_release);
}

/* One that is there, however it is written, or else a new one, once however many roles name it. */
static LnetId
find_organization (LnetMemberEditor *self,
                   LnetTransaction  *transaction,
                   const char       *name)
{
  LnetOrganization *added;

  for (guint i = 0; i < self->organizations->len; i++)
    {
      const LnetOrganization *organization = g_ptr_array_index (self->organizations, i);

      if (lnet_name_equal (organization->name, name))
        return organization->id;
    }
  added = g_new0 (LnetOrganization, 1);
  added->id = lnet_transaction_add (transaction, LNET_TABLE_ORGANIZATION, network_space ());
  added->name = g_strdup (name);
  lnet_transaction_set_text (transaction, LNET_ORGANIZATION_NAME, &added->id, name);
  g_ptr_array_add (self->organizations, added);
  return added->id;
}

static void
save_role (LnetMemberEditor  *self,
           LnetTransaction   *transaction,
           const LnetId      *member,
           LnetRoleEditorRow *row)
{
  g_autofree char *role = lnet_role_editor_row_dup_role (row);
  g_autofree char *name = lnet_role_editor_row_dup_organization (row);
  g_autofree char *starts = lnet_role_editor_row_dup_starts (row);
  g_autofree char *ends = lnet_role_editor_row_dup_ends (row);
  LnetId organization = *name != '\0' ? find_organization (self, transaction, name) : lnet_id_null ();
  LnetId id = *lnet_role_editor_row_get_id (row);

  if (lnet_id_is_null (&id))
    {
      id = lnet_transaction_add (transaction, LNET_TABLE_ROLE, network_space ());
      lnet_transaction_set_id (transaction, LNET_ROLE_MEMBER, &id, member);
    }
  lnet_transaction_set_text (transaction, LNET_ROLE_ROLE, &id, role);
  lnet_transaction_set_id (transaction, LNET_ROLE_ORGANIZATION, &id, &organization);
  lnet_transaction_set_text (transaction, LNET_ROLE_STARTS, &id, starts);
  lnet_transaction_set_text (transaction, LNET_ROLE_ENDS, &id, ends);
}

static void
save_roles (LnetMemberEditor *self,
            LnetTransaction  *transaction,
            const LnetId     *member)
{
  g_autoptr (GHashTable) kept = g_hash_table_new (lnet_id_hash, lnet_id_equal);

  for (guint i = 0; i < self->role_rows->len; i++)
    {
      LnetRoleEditorRow *row = g_ptr_array_index (self->role_rows, i);

      if (lnet_role_editor_row_is_empty (row))
        continue;
      g_hash_table_add (kept, (gpointer) lnet_role_editor_row_get_id (row));
      save_role (self, transaction, member, row);
    }
  for (guint i = 0; self->member != NULL && i < self->member->roles->len; i++)
    {
      const LnetMemberRole *role = g_ptr_array_index (self->member->roles, i);

      if (!g_hash_table_contains (kept, &role->span.id))
        lnet_transaction_delete (transaction, LNET_TABLE_ROLE, &role->span.id);
    }
}

static void
save_channel (LnetTransaction      *transaction,
              const LnetId         *member,
              LnetChannelEditorRow *row,
              const char           *value)
{
  LnetId id = *lnet_channel_editor_row_get_id (row);

  if (lnet_id_is_null (&id))
    {
      id = lnet_transaction_add (transaction, LNET_TABLE_CHANNEL, network_space ());
      lnet_transaction_set_id (transaction, LNET_CHANNEL_MEMBER, &id, member);
      lnet_transaction_set_text (transaction, LNET_CHANNEL_KIND, &id, lnet_channel_editor_row_get_kind (row));
    }
  lnet_transaction_set_text (transaction, LNET_CHANNEL_VALUE, &id, value);
  lnet_transaction_set_text (transaction, LNET_CHANNEL_LABEL, &id, lnet_channel_editor_row_get_label (row));
}

static void
save_channels (LnetMemberEditor *self,
               LnetTransaction  *transaction,
               const LnetId     *member)
{
  g_autoptr (GHashTable) kept = g_hash_table_new (lnet_id_hash, lnet_id_equal);

  for (guint i = 0; i < self->channel_rows->len; i++)
    {
      LnetChannelEditorRow *row = g_ptr_array_index (self->channel_rows, i);
      g_autofree char *value = lnet_channel_editor_row_dup_value (row);

      if (*value == '\0')
        continue;
      g_hash_table_add (kept, (gpointer) lnet_channel_editor_row_get_id (row));
      save_channel (transaction, member, row, value);
    }
  for (guint i = 0; self->member != NULL && i < self->member->channels->len; i++)
    {
      const LnetMemberChannel *channel = g_ptr_array_index (self->member->channels, i);

      if (!g_hash_table_contains (kept, &channel->id))
        lnet_transaction_delete (transaction, LNET_TABLE_CHANNEL, &channel->id);
    }
}

static void
save_languages (LnetMemberEditor *self,
                LnetTransaction  *transaction,
                const LnetId     *member)
{
  g_autoptr (GHashTable) kept = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) before = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; self->member != NULL && i < self->member->languages->len; i++)
    g_hash_table_add (before, g_ptr_array_index (self->member->languages, i));
  for (guint i = 0; i < self->language_rows->len; i++)
    {
      char *tag = g_object_get_data (g_ptr_array_index (self->language_rows, i), "lnet-tag");

      g_hash_table_add (kept, tag);
      if (!g_hash_table_contains (before, tag))
        lnet_transaction_add_text_to_set (transaction, LNET_MEMBER_LANGUAGE_LANGUAGE, network_space (), member, tag);
    }
  for (guint i = 0; self->member != NULL && i < self->member->languages->len; i++)
    if (!g_hash_table_contains (kept, g_ptr_array_index (self->member->languages, i)))
      lnet_transaction_remove_text_from_set (transaction, LNET_MEMBER_LANGUAGE_LANGUAGE, member,
                                             g_ptr_array_index (self->member->languages, i));
}

static gboolean
is_same_consent (const LnetMemberConsent *before,
                 guint                    selected,
                 const char              *date,
                 const char              *source,
                 const char              *wording)
{
  if (before == NULL)
    return selected == 0;
  return selected == (before->given ? 1u : 2u) && g_strcmp0 (before->on_date, date) == 0 &&
         g_strcmp0 (before->source != NULL ? before->source : "", source) == 0 &&
         g_strcmp0 (before->wording != NULL ? before->wording : "", wording) == 0;
}

/* Consents are entries: the earlier one stays in the record. The same answer with other words corrects it; "not asked"
 * takes it out. */
static void
save_consent (LnetMemberEditor *self,
              LnetTransaction  *transaction,
              const LnetId     *member)
{
  const LnetMemberConsent *before =
    self->member != NULL ? lnet_member_get_consent (self->member, "text-messages") : NULL;
  guint selected = adw_combo_row_get_selected (self->consent);
  g_autofree char *date = lnet_date_entry_row_dup_date (self->consent_date);
  g_autofree char *source = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->consent_source))));
  g_autofree char *wording = lnet_text_row_dup_text (self->consent_wording);
  LnetId id;

  if (is_same_consent (before, selected, date, source, wording))
    return;
  if (selected == 0)
    {
      lnet_transaction_delete (transaction, LNET_TABLE_CONSENT, &before->id);
      return;
    }
  id = lnet_transaction_add (transaction, LNET_TABLE_CONSENT, network_space ());
  lnet_transaction_set_id (transaction, LNET_CONSENT_MEMBER, &id, member);
  lnet_transaction_set_text (transaction, LNET_CONSENT_PURPOSE, &id, "text-messages");
  lnet_transaction_set_integer (transaction, LNET_CONSENT_GIVEN, &id, selected == 1);
  lnet_transaction_set_text (transaction, LNET_CONSENT_ON_DATE, &id, date);
  lnet_transaction_set_text (transaction, LNET_CONSENT_SOURCE, &id, source);
  lnet_transaction_set_text (transaction, LNET_CONSENT_WORDING, &id, wording);
  if (before != NULL && before->given == (selected == 1))
    lnet_transaction_set_id (transaction, LNET_CONSENT_CORRECTS, &id, &before->id);
}

static gboolean
has_staff_words (LnetMemberEditor *self)
{
  gpointer entries[] = { self->registry_state, self->registry_id, self->registry_email, self->career_level };
  g_autofree char *note = lnet_text_row_dup_text (self->note);

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    if (*gtk_editable_get_text (GTK_EDITABLE (entries[i])) != '\0')
      return TRUE;
  return *note != '\0' || !lnet_id_is_null (&self->supervisor);
}

static void
save_staff (LnetMemberEditor *self,
            LnetTransaction  *transaction,
            const LnetId     *member)
{
  LnetId id = self->member != NULL ? self->member->staff.id : lnet_id_null ();
  const char *note_before = self->member != NULL && self->member->staff.note != NULL ? self->member->staff.note : "";
  g_autofree char *note = lnet_text_row_dup_text (self->note);

  if (lnet_session_get_stance (self->session) == LNET_STANCE_PARTICIPANT)
    return;
  if (lnet_id_is_null (&id))
    {
      if (!has_staff_words (self))
        return;
      id = lnet_transaction_add (transaction, LNET_TABLE_MEMBER_STAFF, lnet_space (LNET_SPACE_STAFF));
      lnet_transaction_set_id (transaction, LNET_MEMBER_STAFF_MEMBER, &id, member);
    }
  set_entry (transaction, LNET_MEMBER_STAFF_REGISTRY_STATE, &id, self->registry_state);
  set_entry (transaction, LNET_MEMBER_STAFF_REGISTRY_ID, &id, self->registry_id);
  set_entry (transaction, LNET_MEMBER_STAFF_REGISTRY_EMAIL, &id, self->registry_email);
  set_entry (transaction, LNET_MEMBER_STAFF_CAREER_LEVEL, &id, self->career_level);
  lnet_transaction_set_id (transaction, LNET_MEMBER_STAFF_SUPERVISOR, &id, &self->supervisor);
  lnet_transaction_replace_prose (transaction, LNET_MEMBER_STAFF_NOTE, &id, note_before, note);
}

LnetTransaction *
lnet_member_editor_build (LnetMemberEditor *self,
                          LnetId           *id)
{
  LnetTransaction *transaction = lnet_transaction_new (self->member != NULL ? "member-edit" : "member-add");

  *id = self->member != NULL ? self->member->id
                             : lnet_transaction_add (transaction, LNET_TABLE_MEMBER, network_space ());
  save_own (self, transaction, id);
  save_roles (self, transaction, id);
  save_channels (self, transaction, id);
  save_languages (self, transaction, id);
  save_consent (self, transaction, id);
  save_staff (self, transaction, id);
  return transaction;
}
