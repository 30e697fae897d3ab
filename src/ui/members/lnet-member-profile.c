/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-member-profile-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-day.h"
#include "lnet-message-dialog.h"
#include "lnet-reference.h"
#include "lnet-span.h"
#include "lnet-team-places.h"

G_DEFINE_FINAL_TYPE (LnetMemberProfile, lnet_member_profile, ADW_TYPE_BIN)

gboolean
lnet_member_profile_sees_all (LnetMemberProfile *self)
{
  return lnet_session_get_stance (self->session) != LNET_STANCE_PARTICIPANT ||
         lnet_id_equal (lnet_session_get_member (self->session), &self->member->id);
}

char *
lnet_member_profile_describe_date (LnetMemberProfile *self,
                                   const char        *date)
{
  return lnet_span_describe_date (date, self->today);
}

/* Reaching somebody. */

static const LnetMemberChannel *
find_channel (LnetMemberProfile *self,
              const char        *kind)
{
  gboolean is_email = g_str_equal (kind, "email");
  gboolean shared = is_email ? self->member->share_email : self->member->share_phone;

  if (!shared && !lnet_member_profile_sees_all (self))
    return NULL;
  for (guint i = 0; i < self->member->channels->len; i++)
    {
      const LnetMemberChannel *channel = g_ptr_array_index (self->member->channels, i);

      if (g_strcmp0 (channel->kind, kind) == 0 && channel->value != NULL)
        return channel;
    }
  return NULL;
}

static gboolean
may_text (LnetMemberProfile *self)
{
  const LnetMemberConsent *consent = lnet_member_get_consent (self->member, "text-messages");

  return consent != NULL && consent->given && find_channel (self, "phone") != NULL;
}

static void
on_launched (GObject      *launcher,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (LnetSession) session = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (launcher), result, &error) &&
      !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    lnet_session_say (session, _("No program on this computer can do that. The address is on the clipboard."));
}

static void
reach (LnetMemberProfile *self,
       const char        *kind,
       const char        *scheme)
{
  const LnetMemberChannel *channel = find_channel (self, kind);
  g_autoptr (GtkUriLauncher) launcher = NULL;
  g_autofree char *escaped = NULL;
  g_autofree char *uri = NULL;

  if (channel == NULL)
    return;
  escaped = g_uri_escape_string (channel->value, "@+", FALSE);
  uri = g_strdup_printf ("%s:%s", scheme, escaped);
  launcher = gtk_uri_launcher_new (uri);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), channel->value);
  gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, on_launched,
                           g_object_ref (self->session));
}

/* Here, where it can be noted; else in the program that sends. */
static void
write_to (LnetMemberProfile  *self,
          LnetMessageChannel  channel)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (LnetId));

  if (lnet_message_dialog_is_possible (self->session))
    {
      g_array_append_val (ids, self->member->id);
      adw_dialog_present (lnet_message_dialog_new_for_members (self->session, ids, channel), GTK_WIDGET (self));
    }
  else if (channel == LNET_MESSAGE_TEXT)
    reach (self, "phone", "sms");
  else
    reach (self, "email", "mailto");
}

static void
text_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  write_to (LNET_MEMBER_PROFILE (widget), LNET_MESSAGE_TEXT);
}

static void
email_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  write_to (LNET_MEMBER_PROFILE (widget), LNET_MESSAGE_EMAIL);
}

static void
call_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  reach (LNET_MEMBER_PROFILE (widget), "phone", "tel");
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LnetMemberProfile *self = LNET_MEMBER_PROFILE (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), g_variant_get_string (parameter, NULL));
  lnet_session_say (self->session, _("Copied"));
}

static void
show_timeline_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  LnetMemberProfile *self = LNET_MEMBER_PROFILE (widget);

  self->shows_timeline = TRUE;
  lnet_member_profile_refill (self);
}

/* The head. */

static void
show_text (GtkLabel   *label,
           const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static char *
describe_under_name (const LnetMember *member)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  if (member->pronouns != NULL)
    g_ptr_array_add (parts, member->pronouns);
  if (member->pronunciation != NULL)
    g_ptr_array_add (parts, member->pronunciation);
  if (member->town != NULL || member->region != NULL)
    g_ptr_array_add (parts, member->town != NULL ? member->town : member->region);
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

static char *
describe_roles_now (LnetMemberProfile *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->member->roles->len; i++)
    {
      const LnetMemberRole *role = g_ptr_array_index (self->member->roles, i);

      if (!lnet_role_span_holds (role->span.starts, role->span.ends, self->today))
        continue;
      if (text->len > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, lnet_reference_get_label (LNET_REFERENCE_ROLE, role->span.role));
      if (role->organization != NULL)
        g_string_append_printf (text, " · %s", role->organization);
    }
  return g_string_free (text, FALSE);
}

static void
show_head (LnetMemberProfile *self)
{
  const LnetMember *member = self->member;
  g_autofree char *under_name = describe_under_name (member);
  g_autofree char *roles_now = describe_roles_now (self);
  gboolean takes_part = member->status == NULL || g_str_equal (member->status, "active");
  gboolean has_email = find_channel (self, "email") != NULL;
  gboolean has_phone = find_channel (self, "phone") != NULL;

  lnet_profile_portrait_set_member (self->portrait, member);
  gtk_label_set_label (self->name, member->name);
  show_text (self->under_name, under_name);
  show_text (self->roles_now, roles_now);
  gtk_widget_set_visible (self->status, !takes_part);
  gtk_label_set_label (self->status_label, lnet_reference_get_label (LNET_REFERENCE_MEMBER_STATUS, member->status));
  gtk_widget_set_visible (self->text, may_text (self));
  gtk_widget_set_visible (self->email, has_email);
  gtk_widget_set_visible (self->call, has_phone);
  gtk_widget_set_visible (self->actions, has_email || has_phone || gtk_widget_get_visible (self->add));
}

/* Rows. */

void
lnet_member_profile_add_row (LnetMemberProfile   *self,
                             AdwPreferencesGroup *group,
                             GtkWidget           *row)
{
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, g_object_ref (row));
  gtk_widget_set_visible (GTK_WIDGET (group), TRUE);
}

static void
on_link_activated (AdwActionRow      *row,
                   LnetMemberProfile *self)
{
  lnet_session_go_to (self->session, g_object_get_data (G_OBJECT (row), "lnet-room"),
                      g_object_get_data (G_OBJECT (row), "lnet-place"));
}

void
lnet_member_profile_lead_to (LnetMemberProfile *self,
                             GtkWidget         *row,
                             const char        *room,
                             char              *place)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data (G_OBJECT (row), "lnet-room", (gpointer) g_intern_string (room));
  g_object_set_data_full (G_OBJECT (row), "lnet-place", place, g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_link_activated), self, G_CONNECT_DEFAULT);
}

AdwActionRow *
lnet_member_profile_add_link (LnetMemberProfile   *self,
                              AdwPreferencesGroup *group,
                              const char          *title,
                              const char          *subtitle,
                              const char          *room,
                              const LnetId        *place)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (room != NULL && place != NULL && !lnet_id_is_null (place))
    lnet_member_profile_lead_to (self, row, room, lnet_id_to_string (place));
  lnet_member_profile_add_row (self, group, row);
  return ADW_ACTION_ROW (row);
}

void
lnet_member_profile_clear_rows (LnetMemberProfile *self)
{
  AdwPreferencesGroup *groups[] = { self->contact,  self->roles, self->wisdom, self->languages, self->learning,
                                    self->coaching, self->words, self->names,  self->teams,     self->sharing,
                                    self->staff,
                                    self->timeline };

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      if (group != NULL)
        adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }
  g_ptr_array_set_size (self->rows, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    gtk_widget_set_visible (GTK_WIDGET (groups[i]), FALSE);
}

static void
lnet_member_profile_dispose (GObject *object)
{
  LnetMemberProfile *self = LNET_MEMBER_PROFILE (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_weak_pointer (&self->editor);
  g_clear_object (&self->session);
  /* The bin would let go of a child that the template has already taken away. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_MEMBER_PROFILE);
  G_OBJECT_CLASS (lnet_member_profile_parent_class)->dispose (object);
}

static void
lnet_member_profile_finalize (GObject *object)
{
  LnetMemberProfile *self = LNET_MEMBER_PROFILE (object);

  lnet_member_free (self->member);
  g_free (self->today);
  G_OBJECT_CLASS (lnet_member_profile_parent_class)->finalize (object);
}

static void
lnet_member_profile_class_init (LnetMemberProfileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lnet_member_profile_dispose;
  object_class->finalize = lnet_member_profile_finalize;

  g_type_ensure (LNET_TYPE_MEMBER_TAGS);
  g_type_ensure (LNET_TYPE_PROFILE_PORTRAIT);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-member-profile.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetMemberProfile, scroller);
  gtk_widget_class_bind_template_child (widget_class, LnetMemberProfile, portrait);
  gtk_widget_class_bind_template_child (widget_class, LnetMemberProfile, name);
  gtk_widget_class_bind_template_child (widget_class, LnetMemberProfile, under_name);
  gtk_widget_class_bind_template_child (widget_class, LnetMemberProfile, roles_now);
  gtk_widget_class_bind_template_child (widget_class, LnetMemberProfile, status);
  gtk_widget_class_bind_template_child (widget_class, LnetMemberProfile, status_label);
  gtk_widget_class_bind_template_child (widget_class, LnetMemberProfile, actions);
  gtk_widget_class_bind_template_child (widget_class, LnetMemberProfile, text);
  gtk_widget_class_bind_template_child (widget_class, LnetMemberProfile, email);
  gtk_widget_class_bind_template_child (widget_class, LnetMemberProfile, call);
  gtk_widget_class_bind_template_child (widget_class, LnetMemberProfile, add);
  gtk_widget_class_bind_template_child (widget_class, LnetMemberProfile, contact);
  gtk_widget_class_bind_template_child (widget_class, LnetMemberProfile, roles);
  gtk_widget_class_bind_template_child (widget_class, LnetMemberProfile, teams);
  gtk_widget_class_bind_template_child (widget_class, LnetMemberProfile, tags);
  gtk_widget_class_bind_template_child (widget_class, LnetMemberProfile, wisdom);
  gtk_widget_class_bind_template_child (widget_class, LnetMemberProfile, languages);
  gtk_widget_class_bind_template_child (widget_class, LnetMemberProfile, names);
  gtk_widget_class_bind_template_child (widget_class, LnetMemberProfile, learning);
  gtk_widget_class_bind_template_child (widget_class, LnetMemberProfile, coaching);
  gtk_widget_class_bind_template_child (widget_class, LnetMemberProfile, words);
  gtk_widget_class_bind_template_child (widget_class, LnetMemberProfile, sharing);
  gtk_widget_class_bind_template_child (widget_class, LnetMemberProfile, staff);
  gtk_widget_class_bind_template_child (widget_class, LnetMemberProfile, timeline);

  lnet_member_profile_install_team_actions (widget_class);
  gtk_widget_class_install_action (widget_class, "profile.text", NULL, text_action);
  gtk_widget_class_install_action (widget_class, "profile.email", NULL, email_action);
  gtk_widget_class_install_action (widget_class, "profile.call", NULL, call_action);
  gtk_widget_class_install_action (widget_class, "profile.copy", "s", copy_action);
  gtk_widget_class_install_action (widget_class, "profile.show-timeline", NULL, show_timeline_action);
  lnet_member_profile_install_edit_actions (widget_class);
}

static void
lnet_member_profile_init (LnetMemberProfile *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  lnet_member_profile_set_up_add (self);
}

static void
on_author_changed (LnetMemberProfile *self)
{
  if (self->member == NULL)
    return;
  show_head (self);
  lnet_member_profile_refill (self);
}

void
lnet_member_profile_set_session (LnetMemberProfile *self,
                                 LnetSession       *session)
{
  g_return_if_fail (LNET_IS_MEMBER_PROFILE (self));

  if (!g_set_object (&self->session, session))
    return;
  lnet_profile_portrait_set_session (self->portrait, session);
  lnet_session_enable_action (session, GTK_WIDGET (self), "profile.join-team", TRUE);
  lnet_team_places_guard_actions (GTK_WIDGET (self), session);
  g_signal_connect_object (session, "author-changed", G_CALLBACK (on_author_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::stance", G_CALLBACK (on_author_changed), self, G_CONNECT_SWAPPED);
}

/* On a participant's desk only the own profile is written in. */
static void
update_actions (LnetMemberProfile *self)
{
  gboolean may_write = lnet_session_may_write_member (self->session, &self->member->id);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "profile.edit-field", may_write);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "profile.add-field", may_write);
  gtk_widget_set_visible (self->add, may_write);
}

void
lnet_member_profile_set_member (LnetMemberProfile *self,
                                LnetMember        *member)
{
  g_return_if_fail (LNET_IS_MEMBER_PROFILE (self));

  if (self->member == NULL || !lnet_id_equal (&self->member->id, &member->id))
    {
      lnet_member_profile_end_edit (self);
      self->shows_timeline = FALSE;
    }
  lnet_member_free (self->member);
  self->member = member;
  update_actions (self);
  g_free (self->today);
  self->today = lnet_day_today ();
  show_head (self);
  lnet_member_profile_refill (self);
}

void
lnet_member_profile_scroll_to_top (LnetMemberProfile *self)
{
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

GtkWidget *
lnet_member_profile_get_portrait (LnetMemberProfile *self)
{
  g_return_val_if_fail (LNET_IS_MEMBER_PROFILE (self), NULL);

  return GTK_WIDGET (self->portrait);
}
