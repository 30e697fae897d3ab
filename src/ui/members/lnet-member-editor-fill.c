/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From the member into the form. */

#include "config.h"

#include "lnet-member-editor-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-channel-editor-row.h"
#include "lnet-role-editor-row.h"

const char *const lnet_member_editor_ruralities[] = { NULL, "urban", "rural", "frontier" };

static void
set_text (gpointer    row,
          const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

/* Every label of @kind, for rows that offer words. */
static GStrv
collect_words (LnetReferenceKind kind)
{
  const char *const *keys = lnet_reference_get_keys (kind);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (gsize i = 0; keys[i] != NULL; i++)
    g_strv_builder_add (words, lnet_reference_get_label (kind, keys[i]));
  return g_strv_builder_end (words);
}

static GStrv
collect_organizations (LnetMemberEditor *self)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; i < self->organizations->len; i++)
    g_strv_builder_add (words, ((LnetOrganization *) g_ptr_array_index (self->organizations, i))->name);
  return g_strv_builder_end (words);
}

/* A key that reference data does not know stays where it is: it comes last. */
static void
fill_combo (AdwComboRow       *row,
            LnetReferenceKind  kind,
            const char        *key)
{
  const char *const *keys = lnet_reference_get_keys (kind);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;
  guint n = 1;

  gtk_string_list_append (names, _("Not said"));
  for (; keys[n - 1] != NULL; n++)
    {
      gtk_string_list_append (names, lnet_reference_get_label (kind, keys[n - 1]));
      if (g_strcmp0 (keys[n - 1], key) == 0)
        selected = n;
    }
  if (key != NULL && selected == 0)
    {
      gtk_string_list_append (names, key);
      selected = n;
    }
  g_object_set_data_full (G_OBJECT (row), "lnet-own", selected == n ? g_strdup (key) : NULL, g_free);
  adw_combo_row_set_model (row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (row, selected);
}

const char *
lnet_member_editor_get_key (AdwComboRow       *row,
                            LnetReferenceKind  kind)
{
  const char *const *keys = lnet_reference_get_keys (kind);
  guint selected = adw_combo_row_get_selected (row);

  if (selected == 0 || selected == GTK_INVALID_LIST_POSITION)
    return NULL;
  if (selected - 1 < g_strv_length ((char **) keys))
    return keys[selected - 1];
  return g_object_get_data (G_OBJECT (row), "lnet-own");
}

static void
fill_rurality (LnetMemberEditor *self,
               const char       *rurality)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (names, _("Not said"));
  for (guint i = 1; i < G_N_ELEMENTS (lnet_member_editor_ruralities); i++)
    {
      gtk_string_list_append (names, lnet_member_rurality_label (lnet_member_editor_ruralities[i]));
      if (g_strcmp0 (lnet_member_editor_ruralities[i], rurality) == 0)
        selected = i;
    }
  adw_combo_row_set_model (self->rurality, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->rurality, selected);
}

static void
fill_names (LnetMemberEditor *self,
            const LnetMember *member)
{
  set_text (self->preferred_name, member->preferred_name);
  set_text (self->legal_first, member->legal_first);
  set_text (self->legal_last, member->legal_last);
  set_text (self->pronouns, member->pronouns);
  set_text (self->pronunciation, member->pronunciation);
  set_text (self->town, member->town);
  set_text (self->region, member->region);
  lnet_suggest_row_set_text (self->language, lnet_reference_get_label (LNET_REFERENCE_LANGUAGE, member->language));
  adw_switch_row_set_active (self->interpretation, member->interpretation);
  lnet_text_row_set_text (self->wisdom, member->wisdom);
  lnet_text_row_set_text (self->wishes, member->wishes);
  lnet_date_entry_row_set_date (self->joined, member->joined);
  adw_switch_row_set_active (self->share_email, member->share_email);
  adw_switch_row_set_active (self->share_phone, member->share_phone);
  adw_switch_row_set_active (self->media_release, member->media_release);
}

static void
fill_rows (LnetMemberEditor *self,
           const LnetMember *member)
{
  for (guint i = 0; i < member->roles->len; i++)
    lnet_member_editor_add_role_row (self, g_ptr_array_index (member->roles, i));
  for (guint i = 0; i < member->channels->len; i++)
    {
      const LnetMemberChannel *channel = g_ptr_array_index (member->channels, i);

      lnet_member_editor_add_channel_row (self, channel->kind, channel);
    }
  for (guint i = 0; i < member->languages->len; i++)
    lnet_member_editor_add_language_row (self, g_ptr_array_index (member->languages, i));
}

static void
fill_consent (LnetMemberEditor *self,
              const LnetMember *member)
{
  const LnetMemberConsent *consent = lnet_member_get_consent (member, "text-messages");

  if (consent == NULL)
    return;
  lnet_date_entry_row_set_date (self->consent_date, consent->on_date);
  set_text (self->consent_source, consent->source);
  lnet_text_row_set_text (self->consent_wording, consent->wording);
  adw_combo_row_set_selected (self->consent, consent->given ? 1 : 2);
}

static void
fill_staff (LnetMemberEditor *self,
            const LnetMember *member)
{
  set_text (self->registry_state, member->staff.registry_state);
  set_text (self->registry_id, member->staff.registry_id);
  set_text (self->registry_email, member->staff.registry_email);
  set_text (self->career_level, member->staff.career_level);
  lnet_text_row_set_text (self->note, member->staff.note);
  self->supervisor = member->staff.supervisor;
}

/* Somebody new takes part from today. */
static void
fill_new (LnetMemberEditor *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");

  lnet_date_entry_row_set_date (self->joined, today);
  lnet_member_editor_add_channel_row (self, "email", NULL);
  lnet_member_editor_add_channel_row (self, "phone", NULL);
}

/* One that lies in the Trash is not offered, but a role that was held there is not moved by saving. */
static void
keep_gone_organizations (LnetMemberEditor *self)
{
  GPtrArray *roles = self->member != NULL ? self->member->roles : NULL;

  for (guint i = 0; roles != NULL && i < roles->len; i++)
    {
      const LnetMemberRole *role = g_ptr_array_index (roles, i);
      LnetOrganization *gone;

      if (!role->organization_gone || role->organization == NULL)
        continue;
      gone = g_new0 (LnetOrganization, 1);
      gone->id = role->span.organization;
      gone->name = g_strdup (role->organization);
      g_ptr_array_add (self->organizations, gone);
    }
}

/* Whether they take part people do not decide of themselves. */
static void
fill_taking_part (LnetMemberEditor *self,
                  const LnetMember *member)
{
  gboolean may_write = member == NULL ||
                       lnet_session_may_write_row (self->session, LNET_TABLE_MEMBER, &member->id,
                                                   LNET_FIELD_NUMBER (LNET_MEMBER_STATUS));

  fill_combo (self->status, LNET_REFERENCE_MEMBER_STATUS, member != NULL ? member->status : "active");
  gtk_widget_set_sensitive (GTK_WIDGET (self->status), may_write);
  gtk_widget_set_sensitive (GTK_WIDGET (self->joined), may_write);
  if (!may_write)
    adw_preferences_group_set_description (self->taking_part, lnet_session_get_why_not (self->session));
}

void
lnet_member_editor_fill (LnetMemberEditor *self)
{
  const LnetMember *member = self->member;
  g_auto (GStrv) languages = collect_words (LNET_REFERENCE_LANGUAGE);

  lnet_date_entry_row_set_past (self->joined);
  lnet_date_entry_row_set_past (self->consent_date);
  self->organizations = lnet_organizations_list (lnet_session_get_reader (self->session));
  self->organization_words = collect_organizations (self);
  keep_gone_organizations (self);
  self->role_words = collect_words (LNET_REFERENCE_ROLE);
  lnet_suggest_row_set_words (self->language, (const char *const *) languages);
  lnet_suggest_row_set_words (self->add_language, (const char *const *) languages);
  fill_taking_part (self, member);
  fill_combo (self->attribution, LNET_REFERENCE_ATTRIBUTION, member != NULL ? member->attribution : NULL);
  fill_rurality (self, member != NULL ? member->rurality : NULL);
  adw_window_title_set_title (self->title, member != NULL ? member->name : _("Add Member"));
  adw_dialog_set_title (ADW_DIALOG (self), member != NULL ? member->name : _("Add Member"));
  if (member != NULL)
    {
      fill_names (self, member);
      fill_rows (self, member);
      fill_consent (self, member);
      fill_staff (self, member);
    }
  else
    fill_new (self);
  adw_combo_row_set_selected (self->consent, adw_combo_row_get_selected (self->consent));
  g_object_notify (G_OBJECT (self->consent), "selected");
  gtk_widget_set_visible (GTK_WIDGET (self->staff), lnet_session_get_stance (self->session) != LNET_STANCE_PARTICIPANT);
  lnet_member_editor_show_supervisor (self);
}

/* Each value between marks that nobody types, so that no two forms read the same. */
static void
describe_value (GString    *text,
                const char *value)
{
  g_string_append (text, value != NULL ? value : "");
  g_string_append_c (text, '\x1f');
}

static void
describe_rows (LnetMemberEditor *self,
               GString          *text)
{
  for (guint i = 0; i < self->role_rows->len; i++)
    {
      LnetRoleEditorRow *row = g_ptr_array_index (self->role_rows, i);
      g_autofree char *role = lnet_role_editor_row_dup_role (row);
      g_autofree char *organization = lnet_role_editor_row_dup_organization (row);
      g_autofree char *starts = lnet_role_editor_row_dup_starts (row);
      g_autofree char *ends = lnet_role_editor_row_dup_ends (row);

      describe_value (text, role);
      describe_value (text, organization);
      describe_value (text, starts);
      describe_value (text, ends);
    }
  for (guint i = 0; i < self->channel_rows->len; i++)
    {
      LnetChannelEditorRow *row = g_ptr_array_index (self->channel_rows, i);

      describe_value (text, gtk_editable_get_text (GTK_EDITABLE (row)));
      describe_value (text, lnet_channel_editor_row_get_label (row));
    }
  for (guint i = 0; i < self->language_rows->len; i++)
    describe_value (text, g_object_get_data (g_ptr_array_index (self->language_rows, i), "lnet-tag"));
}

static void
describe_choices (LnetMemberEditor *self,
                  GString          *text)
{
  AdwComboRow *combos[] = { self->consent, self->rurality, self->status, self->attribution };
  AdwSwitchRow *switches[] = { self->interpretation, self->share_email, self->share_phone, self->media_release };
  LnetTextRow *texts[] = { self->consent_wording, self->wisdom, self->wishes, self->note };
  g_autofree char *supervisor = lnet_id_to_string (&self->supervisor);

  for (gsize i = 0; i < G_N_ELEMENTS (combos); i++)
    g_string_append_printf (text, "%u ", adw_combo_row_get_selected (combos[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (switches); i++)
    g_string_append_printf (text, "%d ", adw_switch_row_get_active (switches[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *written = lnet_text_row_dup_text (texts[i]);

      describe_value (text, written);
    }
  describe_value (text, supervisor);
}

char *
lnet_member_editor_describe (LnetMemberEditor *self)
{
  gpointer entries[] = { self->legal_first,    self->legal_last,     self->preferred_name, self->pronouns,
                         self->pronunciation,  self->consent_date,   self->consent_source, self->town,
                         self->region,         self->language,       self->add_language,   self->joined,
                         self->registry_state, self->registry_id,    self->registry_email, self->career_level };
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    describe_value (text, gtk_editable_get_text (GTK_EDITABLE (entries[i])));
  describe_rows (self, text);
  describe_choices (self, text);
  return g_string_free (text, FALSE);
}
