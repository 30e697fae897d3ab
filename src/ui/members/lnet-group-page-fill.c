/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands on the page of an organization or a team. */

#include "config.h"

#include "lnet-group-page-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-initials.h"
#include "lnet-reference.h"
#include "lnet-role-history.h"
#include "lnet-span.h"
#include "lnet-team-places.h"
#include "lnet-unsettled-dot.h"
#include "lnet-when.h"

static AdwPreferencesGroup *
add_group (LnetGroupPage *self,
           const char    *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (self->box, group);
  return ADW_PREFERENCES_GROUP (group);
}

static GtkWidget *
create_row (const char *title,
            const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL && *subtitle != '\0')
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  return row;
}

/* The head. */

static void
add_label (GtkWidget  *box,
           const char *text,
           const char *style)
{
  GtkWidget *label;

  if (text == NULL || *text == '\0')
    return;
  label = gtk_label_new (text);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
}

static char *
join_place (const LnetPlaceOfWork *organization)
{
  if (organization->town != NULL && organization->region != NULL)
    return g_strdup_printf ("%s, %s", organization->town, organization->region);
  return g_strdup (organization->town != NULL ? organization->town : organization->region);
}

/* What was written about it on two desks at once: one thing after the other. */
static void
add_dot (LnetGroupPage *self,
         GtkWidget     *box)
{
  const LnetTeam *team = self->content->team;
  LnetTable table = team != NULL ? LNET_TABLE_TEAM : LNET_TABLE_ORGANIZATION;
  const LnetId *row = team != NULL ? &team->id : &self->content->organization->id;
  GtkWidget *dot = lnet_unsettled_dot_new_for_row (self->session, table, row);

  if (dot != NULL)
    gtk_box_append (GTK_BOX (box), dot);
}

static void
add_head (LnetGroupPage *self)
{
  const LnetTeam *team = self->content->team;
  const LnetPlaceOfWork *organization = self->content->organization;
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *avatar = adw_avatar_new (96, NULL, FALSE);
  const char *name = lnet_group_page_get_name (self);

  adw_avatar_set_icon_name (ADW_AVATAR (avatar),
                            team != NULL ? "system-users-symbolic" : "lnet-organization-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (avatar), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_set_margin_bottom (avatar, 6);
  gtk_box_append (GTK_BOX (head), avatar);
  add_label (head, *name != '\0' ? name : _("Name not known"), "title-1");
  if (team != NULL)
    {
      add_label (head, lnet_team_kind_label (team->kind), "dimmed");
      add_label (head, team->purpose, "body");
    }
  else
    {
      g_autofree char *place = join_place (organization);

      add_label (head, lnet_reference_get_label (LNET_REFERENCE_SETTING, organization->setting), "dimmed");
      add_label (head, place, "dimmed");
    }
  add_dot (self, head);
  gtk_box_append (self->box, head);
}

/* Reaching an organization. */

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
on_reach (AdwActionRow  *row,
          LnetGroupPage *self)
{
  const char *uri = g_object_get_data (G_OBJECT (row), "lnet-uri");
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (uri);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), adw_action_row_get_subtitle (row));
  gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, on_launched,
                           g_object_ref (self->session));
}

/* @scheme: NULL for a website, which names its own; anything but the web is only shown. */
static char *
make_uri (const char *scheme,
          const char *value)
{
  g_autofree char *named = NULL;
  g_autofree char *escaped = NULL;

  if (scheme != NULL)
    {
      escaped = g_uri_escape_string (value, "@+", FALSE);
      return g_strdup_printf ("%s:%s", scheme, escaped);
    }
  named = g_uri_parse_scheme (value);
  if (named == NULL && strchr (value, '.') != NULL && strpbrk (value, " \t\n") == NULL)
    return g_strconcat ("https://", value, NULL);
  if (g_strcmp0 (named, "https") == 0 || g_strcmp0 (named, "http") == 0)
    return g_strdup (value);
  return NULL;
}

static void
add_reach (LnetGroupPage       *self,
           AdwPreferencesGroup *group,
           LnetField            field,
           const char          *value,
           const char          *scheme)
{
  GtkWidget *row;
  char *uri;

  if (value == NULL)
    return;
  row = create_row (lnet_place_of_work_get_label (field), value);
  uri = make_uri (scheme, value);
  gtk_widget_add_css_class (row, "property");
  if (uri != NULL)
    {
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("adw-external-link-symbolic"));
      g_object_set_data_full (G_OBJECT (row), "lnet-uri", uri, g_free);
      g_signal_connect_object (row, "activated", G_CALLBACK (on_reach), self, G_CONNECT_DEFAULT);
    }
  adw_preferences_group_add (group, row);
}

static char *
describe_address (const LnetPlaceOfWork *organization)
{
  GString *text = g_string_new (organization->address);

  if (organization->town != NULL || organization->postal_code != NULL)
    g_string_append_printf (text, "%s%s%s%s", text->len > 0 ? "\n" : "",
                            organization->town != NULL ? organization->town : "",
                            organization->town != NULL && organization->postal_code != NULL ? " " : "",
                            organization->postal_code != NULL ? organization->postal_code : "");
  return g_string_free (text, FALSE);
}

static void
add_contact (LnetGroupPage *self)
{
  const LnetPlaceOfWork *organization = self->content->organization;
  AdwPreferencesGroup *group = NULL;

  if (organization->address == NULL && organization->postal_code == NULL && organization->phone == NULL &&
      organization->email == NULL && organization->website == NULL)
    return;
  group = add_group (self, _("Contact"));
  if (organization->address != NULL || organization->postal_code != NULL)
    {
      g_autofree char *address = describe_address (organization);
      GtkWidget *row = create_row (lnet_place_of_work_get_label (LNET_ORGANIZATION_ADDRESS), address);

      gtk_widget_add_css_class (row, "property");
      adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
      adw_preferences_group_add (group, row);
    }
  add_reach (self, group, LNET_ORGANIZATION_PHONE, organization->phone, "tel");
  add_reach (self, group, LNET_ORGANIZATION_EMAIL, organization->email, "mailto");
  add_reach (self, group, LNET_ORGANIZATION_WEBSITE, organization->website, NULL);
}

/* Quality. */

static char *
describe_level (LnetGroupPage         *self,
                const LnetPlaceOfWork *organization)
{
  g_autofree char *span = lnet_span_describe (organization->quality_since, organization->quality_until, self->today);
  gboolean is_over = organization->quality_until != NULL &&
                     !lnet_role_span_holds (NULL, organization->quality_until, self->today);

  if (!is_over)
    return g_steal_pointer (&span);
  /* Translators: %s is a span of time, as "3 Aug 2019 – 2 Aug 2022" */
  return g_strdup_printf (_("%s · its time is over"), span);
}

static GtkWidget *
create_level_row (LnetGroupPage          *self,
                  const LnetQualityLevel *level)
{
  g_autofree char *span = lnet_span_describe (*level->since != '\0' ? level->since : NULL,
                                              *level->until != '\0' ? level->until : NULL, self->today);
  g_autofree char *when = lnet_when_describe (level->wall);
  /* Translators: %s is when, as "Tue 24 Nov, 10:15"; said of a quality level that another one took the place of */
  g_autofree char *changed = g_strdup_printf (_("written over %s"), when);
  g_autofree char *subtitle = g_strconcat (span, *span != '\0' ? " · " : "", changed, NULL);

  return create_row (level->level, subtitle);
}

static void
add_quality (LnetGroupPage *self)
{
  const LnetPlaceOfWork *organization = self->content->organization;
  GPtrArray *levels = self->content->levels;
  AdwPreferencesGroup *group;
  GtkWidget *earlier;
  g_autofree char *count = NULL;

  if (organization->quality_level == NULL && levels->len == 0)
    return;
  group = add_group (self, _("Quality"));
  if (organization->quality_level != NULL)
    {
      g_autofree char *span = describe_level (self, organization);

      adw_preferences_group_add (group, create_row (organization->quality_level, span));
    }
  if (levels->len == 0)
    return;
  earlier = adw_expander_row_new ();
  count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u earlier level", "%u earlier levels", levels->len),
                           levels->len);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (earlier), count);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (earlier), _("From the history of changes"));
  for (guint i = 0; i < levels->len; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (earlier), create_level_row (self, g_ptr_array_index (levels, i)));
  adw_preferences_group_add (group, earlier);
}

/* People. */

static void
on_person_activated (AdwActionRow  *row,
                     LnetGroupPage *self)
{
  lnet_session_go_to (self->session, "members", g_object_get_data (G_OBJECT (row), "lnet-member"));
}

static GtkWidget *
create_person (LnetGroupPage         *self,
               const LnetGroupPerson *person)
{
  g_autofree char *span = lnet_span_describe (person->starts, person->ends, self->today);
  const char *role = lnet_reference_get_label (LNET_REFERENCE_ROLE, person->role);
  g_autofree char *subtitle = g_strconcat (role, *role != '\0' && *span != '\0' ? " · " : "", span, NULL);
  const char *name = *person->name != '\0' ? person->name : _("Name not known");
  GtkWidget *row = create_row (name, subtitle);
  GtkWidget *initials = lnet_initials_new ();

  lnet_initials_set_name (LNET_INITIALS (initials), name);
  lnet_initials_set_portrait (LNET_INITIALS (initials), lnet_session_get_portraits (self->session), &person->portrait);
  gtk_widget_set_valign (initials, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), initials);
  lnet_unsettled_dot_add (lnet_unsettled_dot_new_for_row (self->session, self->kind == LNET_GROUP_TEAM
                                                                           ? LNET_TABLE_TEAM_MEMBER : LNET_TABLE_ROLE,
                                                          &person->row),
                          ADW_ACTION_ROW (row));
  if (self->kind == LNET_GROUP_TEAM)
    {
      /* Translators: %s is a member’s name */
      g_autofree char *label = g_strdup_printf (_("Change the Time of %s in the Team"), name);

      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 lnet_team_places_create_button (label, &person->row, person->ends == NULL));
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "lnet-member", lnet_id_to_string (&person->member), g_free);
  g_object_set_data_full (G_OBJECT (row), "lnet-row", lnet_id_to_string (&person->row), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_person_activated), self, G_CONNECT_DEFAULT);
  return row;
}

static void
add_more (AdwPreferencesGroup *group,
          guint                n_left)
{
  GtkWidget *more = adw_button_row_new ();
  g_autofree char *label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Show _More (%'u Is Left)",
                                                         "Show _More (%'u Are Left)", n_left), n_left);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (more), label);
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (more), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (more), "group.show-more");
  adw_preferences_group_add (group, more);
}

static void
add_people (LnetGroupPage       *self,
            AdwPreferencesGroup *group,
            gboolean             now)
{
  GPtrArray *people = self->content->people->people;
  guint n = 0;

  for (guint i = 0; i < people->len; i++)
    {
      const LnetGroupPerson *person = g_ptr_array_index (people, i);

      if (person->is_now == now && n++ < self->n_shown)
        adw_preferences_group_add (group, create_person (self, person));
    }
  if (n > self->n_shown)
    add_more (group, n - self->n_shown);
}

static void
add_people_now (LnetGroupPage *self)
{
  gboolean is_team = self->kind == LNET_GROUP_TEAM;
  AdwPreferencesGroup *group = add_group (self, is_team ? _("In the team now") : _("Here now"));
  guint n = self->content->people->n_now;

  if (n > 0)
    {
      g_autofree char *count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u person", "%'u people", n), n);

      adw_preferences_group_set_description (group, count);
    }
  else
    adw_preferences_group_set_description (group, is_team ? _("Nobody yet")
                                                          : _("Nobody. People come here by a role in their profile."));
  if (is_team)
    {
      GtkWidget *add = gtk_button_new_from_icon_name ("list-add-symbolic");

      gtk_widget_set_tooltip_text (add, _("Add Members to the Team"));
      gtk_widget_add_css_class (add, "flat");
      gtk_widget_set_valign (add, GTK_ALIGN_CENTER);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (add), "groups.add-people");
      adw_preferences_group_set_header_suffix (group, add);
    }
  add_people (self, group, TRUE);
}

/* The keyboard. */

static char *
dup_focused_row (LnetGroupPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self))
                     ? gtk_widget_get_ancestor (focus, ADW_TYPE_ACTION_ROW) : NULL;

  return row != NULL ? g_strdup (g_object_get_data (G_OBJECT (row), "lnet-row")) : NULL;
}

static GtkWidget *
find_row (GtkWidget  *root,
          const char *id)
{
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = g_strcmp0 (g_object_get_data (G_OBJECT (child), "lnet-row"), id) == 0 ? child
                                                                                               : find_row (child, id);

      if (found != NULL)
        return found;
    }
  return NULL;
}

void
lnet_group_page_fill (LnetGroupPage *self)
{
  g_autofree char *focused = dup_focused_row (self);
  double scrolled = gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scroller));
  GPtrArray *people = self->content->people->people;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  add_head (self);
  if (self->content->organization != NULL)
    {
      add_contact (self);
      add_quality (self);
    }
  add_people_now (self);
  if (people->len > 0 && !((LnetGroupPerson *) g_ptr_array_index (people, people->len - 1))->is_now)
    add_people (self, add_group (self, _("Before")), FALSE);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), scrolled);
  if (focused == NULL)
    return;
  child = find_row (GTK_WIDGET (self->box), focused);
  gtk_widget_grab_focus (child != NULL ? child : GTK_WIDGET (self->scroller));
}
