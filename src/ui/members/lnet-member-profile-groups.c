/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a member wrote or told about themselves. */

#include "config.h"

#include "lnet-member-profile-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-group.h"
#include "lnet-members.h"
#include "lnet-reference.h"
#include "lnet-span.h"
#include "lnet-unsettled-dot.h"

static void
add_channels (LnetMemberProfile *self)
{
  const LnetMember *member = self->member;
  gboolean sees_all = lnet_member_profile_sees_all (self);

  for (guint i = 0; i < member->channels->len; i++)
    {
      const LnetMemberChannel *channel = g_ptr_array_index (member->channels, i);
      gboolean is_email = g_strcmp0 (channel->kind, "email") == 0;
      gboolean shared = is_email ? member->share_email : member->share_phone;
      g_autofree char *title = NULL;

      if (!shared && !sees_all)
        continue;
      title = channel->label != NULL
                /* Translators: the kind of address, then which one it is: "Phone (work)" */
                ? g_strdup_printf (_("%s (%s)"), is_email ? _("E-mail") : _("Phone"),
                                   lnet_member_channel_label (channel->label))
                : g_strdup (is_email ? _("E-mail") : _("Phone"));
      lnet_member_profile_add_field (self, self->contact, title, channel->value, LNET_CHANNEL_VALUE, &channel->id);
    }
}

static void
fill_contact (LnetMemberProfile *self)
{
  const LnetMember *member = self->member;

  add_channels (self);
  if (lnet_member_profile_sees_all (self))
    lnet_member_profile_fill_consents (self);
  lnet_member_profile_add_field (self, self->contact, _("Town"), member->town, LNET_MEMBER_TOWN, &member->id);
  lnet_member_profile_add_field (self, self->contact, _("County or region"), member->region, LNET_MEMBER_REGION,
                                 &member->id);
  lnet_member_profile_add_field (self, self->contact, _("Kind of place"), lnet_member_rurality_label (member->rurality),
                                 LNET_MEMBER_RURALITY, &member->id);
}

static char *
describe_role (LnetMemberProfile    *self,
               const LnetMemberRole *role)
{
  g_autofree char *span = lnet_span_describe (role->span.starts, role->span.ends, self->today);
  const char *parts[] = { role->organization, role->organization_gone ? _("no longer in the lists") : NULL,
                          lnet_reference_get_label (LNET_REFERENCE_SETTING, role->setting), span };
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", parts[i]);
  return g_string_free (text, FALSE);
}

static GtkWidget *
create_role_row (LnetMemberProfile    *self,
                 const LnetMemberRole *role)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *words = describe_role (self, role);
  const char *label = lnet_reference_get_label (LNET_REFERENCE_ROLE, role->span.role);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), *label != '\0' ? label : _("Role not known"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  lnet_unsettled_dot_add (lnet_unsettled_dot_new_for_row (self->session, LNET_TABLE_ROLE, &role->span.id),
                          ADW_ACTION_ROW (row));
  if (role->organization != NULL && !role->organization_gone)
    lnet_member_profile_lead_to (self, row, "members",
                                 lnet_group_dup_place (LNET_GROUP_ORGANIZATION, &role->span.organization));
  return row;
}

static void
fill_roles (LnetMemberProfile *self)
{
  GPtrArray *roles = self->member->roles;
  GtkWidget *earlier = NULL;
  guint n_earlier = 0;

  for (guint i = 0; i < roles->len; i++)
    {
      const LnetMemberRole *role = g_ptr_array_index (roles, i);

      if (lnet_role_span_holds (NULL, role->span.ends, self->today))
        {
          lnet_member_profile_add_row (self, self->roles, create_role_row (self, role));
          continue;
        }
      if (earlier == NULL)
        earlier = adw_expander_row_new ();
      adw_expander_row_add_row (ADW_EXPANDER_ROW (earlier), create_role_row (self, role));
      n_earlier++;
    }
  if (earlier != NULL)
    {
      g_autofree char *count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u earlier role", "%u earlier roles",
                                                             n_earlier), n_earlier);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (earlier), count);
      lnet_member_profile_add_row (self, self->roles, earlier);
    }
}

static void
fill_wisdom (LnetMemberProfile *self)
{
  const LnetMember *member = self->member;
  GtkWidget *row;

  lnet_member_profile_add_field (self, self->wisdom, _("Wisdom I bring"), member->wisdom, LNET_MEMBER_WISDOM,
                                 &member->id);
  lnet_member_profile_add_field (self, self->wisdom, _("What I want to think about together"), member->wishes,
                                 LNET_MEMBER_WISHES, &member->id);
  if (member->wisdom != NULL || member->wishes != NULL)
    return;
  row = adw_button_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("_Write What They Bring…"));
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "profile.add-field");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "(us)", (guint32) LNET_MEMBER_WISDOM, "");
  lnet_member_profile_add_row (self, self->wisdom, row);
}

static void
fill_languages (LnetMemberProfile *self)
{
  const LnetMember *member = self->member;
  GString *others = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < member->languages->len; i++)
    g_string_append_printf (others, "%s%s", i > 0 ? ", " : "",
                            lnet_reference_get_label (LNET_REFERENCE_LANGUAGE,
                                                      g_ptr_array_index (member->languages, i)));
  text = g_string_free (others, FALSE);
  lnet_member_profile_add_field (self, self->languages, _("Speaks best"),
                                 lnet_reference_get_label (LNET_REFERENCE_LANGUAGE, member->language),
                                 LNET_MEMBER_LANGUAGE, &member->id);
  lnet_member_profile_add_field (self, self->languages, _("Also"), text, LNET_MEMBER_LANGUAGE_LANGUAGE, &member->id);
  if (member->interpretation)
    lnet_member_profile_add_field (self, self->languages, _("Interpretation"), _("Takes part with an interpreter"),
                                   LNET_MEMBER_INTERPRETATION, &member->id);
}

static void
fill_names (LnetMemberProfile *self)
{
  const LnetMember *member = self->member;
  const struct
  {
    const char *title;
    const char *value;
    LnetField field;
  } fields[] = {
    { _("Name they go by"), member->preferred_name, LNET_MEMBER_PREFERRED_NAME },
    { _("Legal first name"), member->legal_first, LNET_MEMBER_LEGAL_FIRST },
    { _("Legal last name"), member->legal_last, LNET_MEMBER_LEGAL_LAST },
    { _("Pronouns"), member->pronouns, LNET_MEMBER_PRONOUNS },
    { _("How the name is said"), member->pronunciation, LNET_MEMBER_PRONUNCIATION },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    lnet_member_profile_add_field (self, self->names, fields[i].title, fields[i].value, fields[i].field, &member->id);
}

static char *
describe_sharing (const LnetMember *member)
{
  GString *text = g_string_new (NULL);

  if (member->share_email)
    g_string_append (text, _("E-mail in the directory"));
  if (member->share_phone)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", _("Phone in the directory"));
  if (member->media_release)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", _("Pictures of themselves"));
  if (text->len == 0)
    g_string_append (text, _("Nothing agreed to yet"));
  return g_string_free (text, FALSE);
}

static void
fill_sharing (LnetMemberProfile *self)
{
  const LnetMember *member = self->member;
  g_autofree char *shared = describe_sharing (member);

  lnet_member_profile_add_field (self, self->sharing, _("Agreed to share"), shared, LNET_MEMBER_SHARE_EMAIL,
                                 &member->id);
  lnet_member_profile_add_field (self, self->sharing, _("Named with their words as"),
                                 lnet_reference_get_label (LNET_REFERENCE_ATTRIBUTION, member->attribution),
                                 LNET_MEMBER_ATTRIBUTION, &member->id);
}

GtkWidget *
lnet_member_profile_create_lock (void)
{
  GtkWidget *lock = gtk_image_new_from_icon_name ("changes-prevent-symbolic");

  gtk_widget_add_css_class (lock, "dimmed");
  gtk_widget_set_tooltip_text (lock, _("Only directors and facilitators see this"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (lock), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Only directors and facilitators see this"), -1);
  return lock;
}

static void
add_staff_field (LnetMemberProfile *self,
                 const char        *title,
                 const char        *value,
                 LnetField          field)
{
  AdwActionRow *row = lnet_member_profile_add_field (self, self->staff, title, value, field, &self->member->staff.id);

  if (row == NULL)
    return;
  adw_action_row_add_prefix (row, lnet_member_profile_create_lock ());
}

static void
fill_tags (LnetMemberProfile *self)
{
  gboolean is_staff = lnet_session_get_stance (self->session) != LNET_STANCE_PARTICIPANT;

  gtk_widget_set_visible (GTK_WIDGET (self->tags), is_staff);
  if (is_staff)
    lnet_member_tags_show (self->tags, self->session, &self->member->id, self->member->tags);
}

static void
fill_staff (LnetMemberProfile *self)
{
  const LnetMemberStaff *staff = &self->member->staff;
  g_autofree char *supervisor = NULL;

  if (lnet_session_get_stance (self->session) == LNET_STANCE_PARTICIPANT || lnet_id_is_null (&staff->id))
    return;
  add_staff_field (self, _("Registry ID"), staff->registry_id, LNET_MEMBER_STAFF_REGISTRY_ID);
  add_staff_field (self, _("State of the registry"), staff->registry_state, LNET_MEMBER_STAFF_REGISTRY_STATE);
  add_staff_field (self, _("E-mail at the registry"), staff->registry_email, LNET_MEMBER_STAFF_REGISTRY_EMAIL);
  add_staff_field (self, _("Career level"), staff->career_level, LNET_MEMBER_STAFF_CAREER_LEVEL);
  if (!lnet_id_is_null (&staff->supervisor))
    supervisor = lnet_members_dup_name (lnet_session_get_reader (self->session), &staff->supervisor);
  add_staff_field (self, _("Supervised by"), supervisor, LNET_MEMBER_STAFF_SUPERVISOR);
  add_staff_field (self, _("Note"), staff->note, LNET_MEMBER_STAFF_NOTE);
}

void
lnet_member_profile_fill (LnetMemberProfile *self)
{
  lnet_member_profile_clear_rows (self);
  fill_contact (self);
  fill_roles (self);
  fill_wisdom (self);
  fill_languages (self);
  fill_names (self);
  fill_sharing (self);
  fill_tags (self);
  fill_staff (self);
  lnet_member_profile_fill_unsettled (self);
  lnet_member_profile_fill_teams (self);
  lnet_member_profile_fill_life (self);
}
