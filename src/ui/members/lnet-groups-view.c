/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-groups-view-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-group-rows.h"
#include "lnet-menu.h"
#include "lnet-split.h"
#include "lnet-step.h"

/* Long enough that somebody who types on is not talked over. */
#define ANNOUNCE_AFTER_MS 600

G_DEFINE_FINAL_TYPE (LnetGroupsView, lnet_groups_view, ADW_TYPE_BIN)

enum
{
  PROP_NARROW = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
update_actions (LnetGroupsView *self)
{
  gboolean has_current = !lnet_id_is_null (&self->current);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->groups));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "groups.history", has_current);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "groups.next", n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "groups.previous", n > 0);
  lnet_session_enable_action (self->session, GTK_WIDGET (self), "groups.add", TRUE);
  lnet_session_enable_action (self->session, GTK_WIDGET (self), "groups.edit", has_current);
  lnet_session_enable_action (self->session, GTK_WIDGET (self), "groups.delete", has_current);
  lnet_session_enable_action (self->session, GTK_WIDGET (self), "groups.merge",
                              has_current && lnet_group_list_get_n_all (self->groups) > 1);
  gtk_widget_set_visible (self->edit, has_current);
  gtk_widget_set_visible (GTK_WIDGET (self->page_menu_button), has_current);
}

static void
select_in_list (LnetGroupsView *self)
{
  guint position = lnet_group_list_find (self->groups, &self->current);

  self->is_selecting = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->is_selecting = FALSE;
  if (position != GTK_INVALID_LIST_POSITION && self->wants_current)
    gtk_list_view_scroll_to (self->list, position, GTK_LIST_SCROLL_NONE, NULL);
  self->wants_current = self->wants_current && position == GTK_INVALID_LIST_POSITION;
}

static void
on_gone (LnetGroupsView *self)
{
  LnetId nothing = lnet_id_null ();

  lnet_groups_view_show (self, &nothing, FALSE);
}

static void
on_named (LnetGroupsView *self)
{
  adw_navigation_page_set_title (self->page_page, lnet_group_page_get_name (self->page));
}

/* Made when the first is shown. */
static void
ensure_page (LnetGroupsView *self)
{
  if (self->page != NULL)
    return;
  self->page = LNET_GROUP_PAGE (lnet_group_page_new (self->session, self->kind));
  g_signal_connect_object (self->page, "gone", G_CALLBACK (on_gone), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->page, "named", G_CALLBACK (on_named), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->detail, GTK_WIDGET (self->page), "page");
}

void
lnet_groups_view_show (LnetGroupsView *self,
                       const LnetId   *id,
                       gboolean        push)
{
  gboolean has_one = !lnet_id_is_null (id);

  self->current = *id;
  if (has_one)
    {
      ensure_page (self);
      lnet_group_page_set_group (self->page, id);
    }
  gtk_stack_set_visible_child_name (self->detail, has_one ? "page" : "nothing");
  if (!has_one)
    adw_navigation_page_set_title (self->page_page, adw_status_page_get_title (self->nothing));
  self->wants_current = has_one;
  select_in_list (self);
  update_actions (self);
  if (!has_one)
    lnet_split_show_content (self->split, FALSE);
  else if (push)
    lnet_split_show_content (self->split, TRUE);
}

void
lnet_groups_view_step (LnetGroupsView *self,
                       int             by)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->groups));
  guint position = lnet_group_list_find (self->groups, &self->current);
  LnetId id;

  position = lnet_step (GTK_WIDGET (self), n, position, by);
  if (position == GTK_INVALID_LIST_POSITION)
    return;
  id = lnet_group_list_get_id (self->groups, position);
  lnet_groups_view_show (self, &id, FALSE);
}

void
lnet_groups_view_show_neighbour (LnetGroupsView *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->groups));
  guint position = lnet_group_list_find (self->groups, &self->current);
  LnetId id = lnet_id_null ();

  if (position != GTK_INVALID_LIST_POSITION && !self->narrow && n > 1)
    id = lnet_group_list_get_id (self->groups, position + 1 < n ? position + 1 : position - 1);
  lnet_groups_view_show (self, &id, FALSE);
}

static void
on_selected (LnetGroupsView *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);
  LnetId id;

  if (self->is_selecting || position == GTK_INVALID_LIST_POSITION || self->narrow)
    return;
  id = lnet_group_list_get_id (self->groups, position);
  lnet_groups_view_show (self, &id, FALSE);
}

static void
on_activate (LnetGroupsView *self,
             guint           position)
{
  LnetId id = lnet_group_list_get_id (self->groups, position);

  lnet_groups_view_show (self, &id, TRUE);
}

/* Coming back to the list, the keyboard is where it was. */
static void
on_show_content (LnetGroupsView *self)
{
  guint position = self->groups != NULL ? lnet_group_list_find (self->groups, &self->current)
                                        : GTK_INVALID_LIST_POSITION;

  if (!adw_navigation_split_view_get_show_content (self->split) && position != GTK_INVALID_LIST_POSITION &&
      gtk_widget_get_mapped (GTK_WIDGET (self->list)))
    gtk_list_view_scroll_to (self->list, position, GTK_LIST_SCROLL_FOCUS, NULL);
}

/* How many, in words. */

static char *
describe_count (LnetGroupsView *self)
{
  guint n_all = lnet_group_list_get_n_all (self->groups);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->groups));

  if (*lnet_group_list_get_search (self->groups) != '\0')
    return g_strdup_printf (_("%'u of %'u"), n, n_all);
  if (self->kind == LNET_GROUP_TEAM)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u team", "%'u teams", n_all), n_all);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u organization", "%'u organizations", n_all), n_all);
}

static void
announce (gpointer user_data)
{
  LnetGroupsView *self = user_data;
  g_autofree char *count = describe_count (self);

  self->announcing = 0;
  gtk_accessible_announce (GTK_ACCESSIBLE (self->search), count, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static const char *
choose_child (LnetGroupsView *self)
{
  if (lnet_group_list_get_error (self->groups) != NULL)
    return "failed";
  if (!lnet_group_list_is_read (self->groups))
    return "wait";
  if (g_list_model_get_n_items (G_LIST_MODEL (self->groups)) > 0)
    return "list";
  return lnet_group_list_get_n_all (self->groups) > 0 ? "none" : "empty";
}

/* The row that had the keyboard is gone with the last one of the list. */
static void
rescue_focus (LnetGroupsView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (root == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)) ||
      (focus != NULL && gtk_widget_get_mapped (focus) && !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->stack))))
    return;
  gtk_widget_child_focus (gtk_stack_get_visible_child (self->stack), GTK_DIR_TAB_FORWARD);
}

static void
on_settled (LnetGroupsView *self)
{
  gboolean had_rows = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "list") == 0;
  const GError *error = lnet_group_list_get_error (self->groups);
  g_autofree char *count = describe_count (self);
  const char *child = choose_child (self);

  if (error != NULL)
    adw_status_page_set_description (self->failed, error->message);
  if (g_str_equal (child, "none"))
    {
      /* Translators: %s is what was typed into the search field */
      g_autofree char *words = g_markup_printf_escaped (_("No name, place or other word begins with “%s”."),
                                                        lnet_group_list_get_search (self->groups));

      adw_status_page_set_description (self->none, words);
    }
  gtk_stack_set_visible_child_name (self->stack, child);
  gtk_widget_set_visible (GTK_WIDGET (self->search), !g_str_equal (child, "empty"));
  adw_window_title_set_subtitle (self->title, lnet_group_list_is_read (self->groups) ? count : "");
  select_in_list (self);
  update_actions (self);
  if (had_rows && !g_str_equal (child, "list"))
    rescue_focus (self);
}

/* Searching. */

static void
on_search_changed (LnetGroupsView *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->search));

  /* The entry tells once of the empty search it begins with. */
  if (self->groups == NULL || g_str_equal (typed, lnet_group_list_get_search (self->groups)))
    return;
  lnet_group_list_set_search (self->groups, typed);
  g_clear_handle_id (&self->announcing, g_source_remove);
  self->announcing = g_timeout_add_once (ANNOUNCE_AFTER_MS, announce, self);
}

/* Escape empties the field first, then goes to the list. */
static void
on_stop_search (LnetGroupsView *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
on_search_activate (LnetGroupsView *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->groups)) > 0)
    on_activate (self, 0);
}

static gboolean
on_search_key (GtkEventControllerKey *controller,
               guint                  keyval,
               guint                  keycode,
               GdkModifierType        state,
               LnetGroupsView        *self)
{
  if (keyval != GDK_KEY_Down || (state & gtk_accelerator_get_default_mod_mask ()) != 0 ||
      g_list_model_get_n_items (G_LIST_MODEL (self->groups)) == 0)
    return GDK_EVENT_PROPAGATE;
  gtk_list_view_scroll_to (self->list, 0, GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT, NULL);
  return GDK_EVENT_STOP;
}

static void
lnet_groups_view_set_property (GObject      *object,
                               guint         property_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  LnetGroupsView *self = LNET_GROUPS_VIEW (object);

  switch (property_id)
    {
    case PROP_NARROW:
      self->narrow = g_value_get_boolean (value);
      adw_navigation_split_view_set_collapsed (self->split, self->narrow);
      gtk_list_view_set_single_click_activate (self->list, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lnet_groups_view_dispose (GObject *object)
{
  LnetGroupsView *self = LNET_GROUPS_VIEW (object);

  g_clear_handle_id (&self->announcing, g_source_remove);
  g_clear_object (&self->selection);
  g_clear_object (&self->groups);
  g_clear_object (&self->session);
  self->page = NULL;
  /* The bin would let go of a child that the template has already taken away. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_GROUPS_VIEW);
  G_OBJECT_CLASS (lnet_groups_view_parent_class)->dispose (object);
}

static void
lnet_groups_view_class_init (LnetGroupsViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = lnet_groups_view_set_property;
  object_class->dispose = lnet_groups_view_dispose;
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-groups-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetGroupsView, split);
  gtk_widget_class_bind_template_child (widget_class, LnetGroupsView, list_page);
  gtk_widget_class_bind_template_child (widget_class, LnetGroupsView, page_page);
  gtk_widget_class_bind_template_child (widget_class, LnetGroupsView, views_button);
  gtk_widget_class_bind_template_child (widget_class, LnetGroupsView, title);
  gtk_widget_class_bind_template_child (widget_class, LnetGroupsView, add);
  gtk_widget_class_bind_template_child (widget_class, LnetGroupsView, search);
  gtk_widget_class_bind_template_child (widget_class, LnetGroupsView, stack);
  gtk_widget_class_bind_template_child (widget_class, LnetGroupsView, list);
  gtk_widget_class_bind_template_child (widget_class, LnetGroupsView, none);
  gtk_widget_class_bind_template_child (widget_class, LnetGroupsView, empty);
  gtk_widget_class_bind_template_child (widget_class, LnetGroupsView, failed);
  gtk_widget_class_bind_template_child (widget_class, LnetGroupsView, begin);
  gtk_widget_class_bind_template_child (widget_class, LnetGroupsView, page_menu_button);
  gtk_widget_class_bind_template_child (widget_class, LnetGroupsView, edit);
  gtk_widget_class_bind_template_child (widget_class, LnetGroupsView, detail);
  gtk_widget_class_bind_template_child (widget_class, LnetGroupsView, nothing);
  gtk_widget_class_bind_template_child (widget_class, LnetGroupsView, organization_menu);
  gtk_widget_class_bind_template_child (widget_class, LnetGroupsView, team_menu);
  gtk_widget_class_bind_template_callback (widget_class, on_show_content);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  lnet_groups_view_install_actions (widget_class);
}

static void
lnet_groups_view_init (LnetGroupsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
say_what_it_is (LnetGroupsView *self)
{
  gboolean is_team = self->kind == LNET_GROUP_TEAM;
  const char *title = is_team ? _("Teams") : _("Organizations");
  const char *icon = is_team ? "system-users-symbolic" : "lnet-organization-symbolic";

  adw_navigation_page_set_title (self->list_page, title);
  adw_window_title_set_title (self->title, title);
  gtk_widget_set_tooltip_text (self->add, is_team ? _("Add Team") : _("Add Organization"));
  gtk_widget_set_tooltip_text (self->edit, is_team ? _("Edit Team") : _("Edit Organization"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->page_menu_button),
                               is_team ? _("More About This Team") : _("More About This Organization"));
  gtk_search_entry_set_placeholder_text (self->search, is_team ? _("Name, purpose…") : _("Name, setting, place…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  is_team ? _("Search teams") : _("Search organizations"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_status_page_set_icon_name (self->empty, icon);
  adw_status_page_set_title (self->empty, is_team ? _("No teams yet") : _("No organizations yet"));
  adw_status_page_set_description (self->empty, is_team
    ? _("A team is some members who do something together for a time: a region’s implementation team, a small group.")
    : _("The centers, homes, schools and agencies where members work come here by themselves with their roles. One can "
        "be added by hand too."));
  gtk_button_set_label (self->begin, is_team ? _("_Add Team…") : _("_Add Organization…"));
  adw_status_page_set_icon_name (self->nothing, icon);
  adw_status_page_set_title (self->nothing, is_team ? _("No team chosen") : _("No organization chosen"));
  adw_status_page_set_description (self->nothing, is_team
    ? _("Choose a team from the list to see what it is for, who is in it and who was.")
    : _("Choose an organization from the list to see where it is, who works there and who did."));
  lnet_menu_attach (self->page_menu_button, is_team ? self->team_menu : self->organization_menu);
}

static void
set_up_list (LnetGroupsView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  g_autoptr (GtkListItemFactory) rows = lnet_group_rows_new_factory (self->kind);

  self->groups = lnet_group_list_new (lnet_session_get_store (self->session), self->kind);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->groups));
  gtk_list_view_set_factory (self->list, rows);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (on_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->groups, "settled", G_CALLBACK (on_settled), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_search_key), self, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (GTK_WIDGET (self->search), keys);
}

GtkWidget *
lnet_groups_view_new (LnetSession   *session,
                      LnetGroupKind  kind,
                      GMenuModel    *views)
{
  LnetGroupsView *self = g_object_new (LNET_TYPE_GROUPS_VIEW, NULL);

  self->session = g_object_ref (session);
  self->kind = kind;
  gtk_menu_button_set_menu_model (self->views_button, views);
  say_what_it_is (self);
  set_up_list (self);
  on_gone (self);
  return GTK_WIDGET (self);
}

void
lnet_groups_view_begin_search (LnetGroupsView *self)
{
  g_return_if_fail (LNET_IS_GROUPS_VIEW (self));

  lnet_split_show_content (self->split, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

void
lnet_groups_view_open (LnetGroupsView *self,
                       const LnetId   *id)
{
  g_return_if_fail (LNET_IS_GROUPS_VIEW (self));

  lnet_groups_view_show (self, id, TRUE);
}

const LnetId *
lnet_groups_view_get_current (LnetGroupsView *self)
{
  return &self->current;
}
