/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-members-room-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-member-rows.h"
#include "lnet-menu.h"
#include "lnet-split.h"
#include "lnet-step.h"

/* Long enough that somebody who types on is not talked over. */
#define ANNOUNCE_AFTER_MS 600

G_DEFINE_FINAL_TYPE (LnetMembersRoom, lnet_members_room, LNET_TYPE_ROOM)

enum
{
  PROP_SORT = 1,
  PROP_PANE,
};

/* Who is chosen. */

static void
choose_in_list (LnetMembersRoom *self)
{
  LnetReader *reader = lnet_session_get_reader (lnet_room_get_session (LNET_ROOM (self)));

  lnet_member_selection_set_chosen (self->selection, lnet_id_is_null (&self->current)
                                                       ? 0 : lnet_members_find_pk (reader, &self->current));
}

void
lnet_members_room_scroll_to_current (LnetMembersRoom *self)
{
  guint position = lnet_member_list_find (self->members, &self->current);

  self->wants_current = position >= g_list_model_get_n_items (G_LIST_MODEL (self->members));
  if (!self->wants_current)
    gtk_list_view_scroll_to (self->list, position, GTK_LIST_SCROLL_NONE, NULL);
  else if (position != GTK_INVALID_LIST_POSITION)
    lnet_member_list_fill (self->members);
}

/* Made when the first member is shown: the window comes up before that. */
static LnetMemberProfile *
ensure_profile (LnetMembersRoom *self)
{
  if (self->profile == NULL)
    {
      self->profile = g_object_new (LNET_TYPE_MEMBER_PROFILE, NULL);
      lnet_member_profile_set_session (self->profile, lnet_room_get_session (LNET_ROOM (self)));
      gtk_stack_add_named (self->detail, GTK_WIDGET (self->profile), "profile");
      lnet_members_room_drag_profile (self);
    }
  return self->profile;
}

static gboolean
load_current (LnetMembersRoom *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetMember) member = NULL;

  if (lnet_id_is_null (&self->current))
    return FALSE;
  member = lnet_member_load (lnet_session_get_reader (lnet_room_get_session (LNET_ROOM (self))), &self->current,
                             &error);
  if (member == NULL || member->deleted)
    return FALSE;
  adw_navigation_page_set_title (self->profile_page, member->name);
  lnet_member_profile_set_member (ensure_profile (self), g_steal_pointer (&member));
  return TRUE;
}

/* What is not shown cannot be acted on by a key. */
void
lnet_members_room_update_actions (LnetMembersRoom *self)
{
  static const char *const reading[] = { "members.history", "members.copy-card", "members.copy-name" };
  LnetSession *session = lnet_room_get_session (LNET_ROOM (self));
  gboolean shows_people = lnet_members_room_shows_people (self);
  gboolean has_current = shows_people && !lnet_id_is_null (&self->current);
  guint n = shows_people ? lnet_member_list_get_n_found (self->members) : 0;
  guint n_selected = shows_people ? lnet_member_selection_get_n (self->selection) : 0;

  for (gsize i = 0; i < G_N_ELEMENTS (reading); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), reading[i], has_current);
  lnet_session_enable_action (session, GTK_WIDGET (self), "members.edit",
                              has_current && lnet_session_may_write_member (session, &self->current));
  lnet_session_enable_action (session, GTK_WIDGET (self), "members.delete", has_current || n_selected > 0);
  lnet_session_enable_action (session, GTK_WIDGET (self), "members.change-selected", n_selected > 0);
  lnet_session_enable_action (session, GTK_WIDGET (self), "members.delete-selected", n_selected > 0);
  lnet_session_enable_action (session, GTK_WIDGET (self), "members.erase", has_current);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "members.next", n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "members.previous", n > 0);
  gtk_widget_set_visible (self->edit, has_current);
  gtk_widget_set_visible (self->profile_menu_button, has_current);
}

/* Shows the current member, or that there is none. */
void
lnet_members_room_show_current (LnetMembersRoom *self)
{
  self->is_stale = FALSE;
  if (!load_current (self))
    {
      self->current = lnet_id_null ();
      adw_navigation_page_set_title (self->profile_page, _("Profile"));
      lnet_split_show_content (self->split, FALSE);
    }
  gtk_stack_set_visible_child_name (self->detail, lnet_id_is_null (&self->current) ? "nobody" : "profile");
  lnet_members_room_update_actions (self);
}

void
lnet_members_room_open (LnetMembersRoom *self,
                        const LnetId    *id,
                        gboolean         push)
{
  if (!lnet_id_equal (&self->current, id))
    {
      self->current = *id;
      lnet_members_room_show_current (self);
      if (self->profile != NULL)
        lnet_member_profile_scroll_to_top (self->profile);
    }
  choose_in_list (self);
  if (push && !lnet_id_is_null (&self->current))
    lnet_split_show_content (self->split, TRUE);
}

static void
on_chosen (LnetMembersRoom *self,
           guint            position)
{
  LnetId id;

  if (lnet_room_get_narrow (LNET_ROOM (self)))
    return;
  id = lnet_member_list_get_id (self->members, position);
  lnet_members_room_open (self, &id, FALSE);
}

static void
on_activate (LnetMembersRoom *self,
             guint            position)
{
  LnetId id;

  if (lnet_member_selection_get_active (self->selection))
    {
      lnet_member_selection_toggle (self->selection, position);
      return;
    }
  id = lnet_member_list_get_id (self->members, position);
  lnet_members_room_open (self, &id, TRUE);
}

/* Coming back to the list, the keyboard is where it was. */
static void
on_show_content (LnetMembersRoom *self)
{
  guint position;

  if (adw_navigation_split_view_get_show_content (self->split) || lnet_id_is_null (&self->current))
    return;
  position = lnet_member_list_find (self->members, &self->current);
  if (position < g_list_model_get_n_items (G_LIST_MODEL (self->members)) &&
      gtk_widget_get_mapped (GTK_WIDGET (self->list)))
    gtk_list_view_scroll_to (self->list, position, GTK_LIST_SCROLL_FOCUS, NULL);
}

void
lnet_members_room_step (LnetMembersRoom *self,
                        int              by)
{
  guint n = lnet_member_list_get_n_found (self->members);
  guint position = lnet_member_list_find (self->members, &self->current);
  LnetId id;

  position = lnet_step (GTK_WIDGET (self), n, position, by);
  if (position == GTK_INVALID_LIST_POSITION)
    return;
  id = lnet_member_list_get_id (self->members, position);
  lnet_members_room_open (self, &id, FALSE);
  gtk_list_view_scroll_to (self->list, position, GTK_LIST_SCROLL_NONE, NULL);
}

/* What is shown, and how many. */

static char *
describe_count (LnetMembersRoom *self)
{
  guint n_shown = lnet_member_list_get_n_found (self->members);
  guint n_all = lnet_member_list_get_n_members (self->members);

  if (lnet_member_list_is_narrowed (self->members))
    /* Translators: how many were found of how many there are */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u of %'u member", "%'u of %'u members", n_all),
                            n_shown, n_all);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u member", "%'u members", n_all), n_all);
}

/* What fits between the buttons of a phone. */
static char *
describe_count_shortly (LnetMembersRoom *self)
{
  if (!lnet_member_list_is_narrowed (self->members))
    return describe_count (self);
  /* Translators: how many were found of how many there are */
  return g_strdup_printf (_("%'u of %'u"), lnet_member_list_get_n_found (self->members),
                          lnet_member_list_get_n_members (self->members));
}

static void
update_pages (LnetMembersRoom *self)
{
  gboolean is_narrowed = lnet_member_list_is_narrowed (self->members);
  gboolean has_failed = lnet_member_list_get_error (self->members) != NULL;
  /* Rows that are still being read are taken to be there. */
  gboolean has_rows = lnet_member_list_get_n_found (self->members) > 0 || !lnet_member_list_is_known (self->members);

  if (!has_rows || has_failed)
    lnet_members_room_ensure_pages (self);
  gtk_stack_set_visible_child_name (self->stack, has_failed    ? "failed"
                                                 : has_rows    ? "list"
                                                 : is_narrowed ? "none"
                                                               : "empty");
  gtk_widget_set_visible (GTK_WIDGET (self->search), has_rows || is_narrowed);
  gtk_widget_set_visible (self->filter, has_rows || is_narrowed);
  gtk_widget_set_visible (GTK_WIDGET (self->sort_button), has_rows || is_narrowed);
  gtk_widget_set_visible (self->nobody, has_rows || is_narrowed);
  if (has_failed)
    lnet_members_room_explain_failure (self);
  else if (is_narrowed && !has_rows)
    lnet_members_room_explain_nobody (self);
}

void
lnet_members_room_show_count (LnetMembersRoom *self)
{
  g_autofree char *count = NULL;

  update_pages (self);
  lnet_members_room_update_actions (self);
  if (!lnet_member_list_is_full (self->members) || lnet_member_list_is_searching (self->members) ||
      lnet_member_selection_get_active (self->selection))
    return;
  count = lnet_room_get_folded (LNET_ROOM (self)) ? describe_count_shortly (self) : describe_count (self);
  adw_window_title_set_subtitle (self->title, count);
}

static void
announce (gpointer user_data)
{
  LnetMembersRoom *self = user_data;
  g_autofree char *count = NULL;

  self->announcing = 0;
  lnet_members_room_remember (self);
  if (lnet_member_list_is_searching (self->members))
    {
      self->announcing = g_timeout_add_once (ANNOUNCE_AFTER_MS, announce, self);
      return;
    }
  if (lnet_member_list_get_error (self->members) != NULL)
    count = g_strdup (adw_status_page_get_title (self->failed));
  else
    count = lnet_member_selection_get_active (self->selection) ? lnet_members_room_describe_selected (self)
                                                               : describe_count (self);
  gtk_accessible_announce (GTK_ACCESSIBLE (self->search), count, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

void
lnet_members_room_announce_soon (LnetMembersRoom *self)
{
  g_clear_handle_id (&self->announcing, g_source_remove);
  self->announcing = g_timeout_add_once (ANNOUNCE_AFTER_MS, announce, self);
}

static void
on_settled (LnetMembersRoom *self)
{
  lnet_members_room_show_count (self);
  choose_in_list (self);
  if (self->is_coming_back)
    lnet_members_room_scroll_to (self, self->scroll_before_search);
  else if (self->wants_current)
    lnet_members_room_scroll_to_current (self);
  self->is_coming_back = FALSE;
}

/* A filter, a sort, or all that somebody had saved. */
static void
on_filtered (LnetMembersRoom *self)
{
  lnet_members_room_show_view (self);
  lnet_member_list_fill (self->members);
  self->is_coming_back = FALSE;
  lnet_members_room_scroll_to (self, 0);
  lnet_members_room_announce_soon (self);
}

static void
on_search_changed (LnetMembersRoom *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->search));
  gboolean was_searching;

  /* The entry tells once of the empty search it begins with. */
  if (self->members == NULL || g_str_equal (typed, lnet_member_list_get_search (self->members)))
    return;
  was_searching = *lnet_member_list_get_search (self->members) != '\0';
  /* Who types on before the list is back means to come back to the same place. */
  if (!was_searching && !self->is_coming_back)
    self->scroll_before_search = lnet_members_room_get_scroll (self);
  lnet_member_list_fill (self->members);
  lnet_member_list_set_search (self->members, typed);
  self->is_coming_back = *typed == '\0';
  if (!self->is_coming_back)
    lnet_members_room_scroll_to (self, 0);
  lnet_members_room_announce_soon (self);
}

/* Escape empties the field first, then goes to the list. */
static void
on_stop_search (LnetMembersRoom *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
on_search_activate (LnetMembersRoom *self)
{
  if (lnet_member_list_get_n_found (self->members) == 0)
    return;
  if (!lnet_member_selection_get_active (self->selection))
    on_activate (self, 0);
  gtk_list_view_scroll_to (self->list, 0, GTK_LIST_SCROLL_FOCUS, NULL);
}

static gboolean
on_search_key (GtkEventControllerKey *controller,
               guint                  keyval,
               guint                  keycode,
               GdkModifierType        state,
               LnetMembersRoom       *self)
{
  if (keyval != GDK_KEY_Down || (state & gtk_accelerator_get_default_mod_mask ()) != 0 ||
      lnet_member_list_get_n_found (self->members) == 0)
    return GDK_EVENT_PROPAGATE;
  gtk_list_view_scroll_to (self->list, 0, GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT, NULL);
  return GDK_EVENT_STOP;
}

static void
on_store_changed (LnetMembersRoom *self,
                  LnetChanges     *changes)
{
  lnet_members_room_show_count (self);
  if (lnet_id_is_null (&self->current))
    return;
  /* Another view writes: there is time to read the profile again when somebody looks at it. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    lnet_members_room_show_current (self);
  else
    self->is_stale = TRUE;
}

static void
on_map (LnetMembersRoom *self)
{
  if (self->is_stale)
    lnet_members_room_show_current (self);
}

static void
on_narrow (LnetMembersRoom *self)
{
  adw_navigation_split_view_set_collapsed (self->split, lnet_room_get_narrow (LNET_ROOM (self)));
}

static void
set_up_list (LnetMembersRoom *self)
{
  LnetSession *session = lnet_room_get_session (LNET_ROOM (self));
  g_autoptr (GtkListItemFactory) headers = lnet_member_rows_new_header_factory ();
  g_autoptr (GtkListItemFactory) rows = NULL;

  self->members = lnet_members_room_new_list (self);
  self->selection = lnet_member_selection_new (self->members);
  rows = lnet_member_rows_new_factory (self->selection, lnet_session_get_portraits (session));
  gtk_list_view_set_factory (self->list, rows);
  gtk_list_view_set_header_factory (self->list, headers);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "chosen", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->members, "searched", G_CALLBACK (lnet_members_room_show_count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->members, "filtered", G_CALLBACK (on_filtered), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->members, "settled", G_CALLBACK (on_settled), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "search-forgotten", G_CALLBACK (lnet_members_room_forget_search), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (lnet_session_get_store (session), "changed", G_CALLBACK (on_store_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
lnet_members_room_constructed (GObject *object)
{
  static const char *const reading[] = {
    "members.copy-card", "members.copy-name", "members.export", "members.field-history", "members.history",
    "members.leave-selection", "members.messages", "members.next", "members.previous", "members.select",
    "members.select-all", "members.filter", "members.remove-filter", "members.clear-filters", "members.clear-search",
    "members.print", "members.try-again",
    /* The index is this desk's own, whoever it belongs to; where it cannot be written it is not offered. */
    "members.mend-search", NULL
  };
  LnetMembersRoom *self = LNET_MEMBERS_ROOM (object);
  GtkEventController *keys = gtk_event_controller_key_new ();

  G_OBJECT_CLASS (lnet_members_room_parent_class)->constructed (object);
  lnet_session_guard_actions (lnet_room_get_session (LNET_ROOM (self)), GTK_WIDGET (self), reading);
  lnet_members_room_update_messages (self);
  g_signal_connect_object (lnet_room_get_session (LNET_ROOM (self)), "notify::stance",
                           G_CALLBACK (lnet_members_room_update_messages), self, G_CONNECT_SWAPPED);
  set_up_list (self);
  lnet_members_room_set_up_panes (self);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_search_key), self, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (GTK_WIDGET (self->search), keys);
  lnet_members_room_watch_scrolling (self);
  lnet_members_room_drag_rows (self);
  lnet_members_room_set_up_selecting (self);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (on_narrow), NULL);
  g_signal_connect (self, "map", G_CALLBACK (on_map), NULL);
  g_signal_connect (self, "notify::folded", G_CALLBACK (lnet_members_room_show_count), NULL);
  on_narrow (self);
  lnet_members_room_show_current (self);
  lnet_members_room_show_view (self);
  lnet_members_room_show_count (self);
}

static void
lnet_members_room_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  LnetMembersRoom *self = LNET_MEMBERS_ROOM (object);

  if (property_id == PROP_SORT)
    g_value_set_string (value, lnet_member_sort_to_key (self->members != NULL
                                                          ? lnet_member_list_get_sort (self->members)
                                                          : LNET_MEMBER_SORT_NAME));
  else if (property_id == PROP_PANE)
    g_value_set_string (value, lnet_members_room_get_pane (self));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
lnet_members_room_set_property (GObject      *object,
                                guint         property_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  LnetMembersRoom *self = LNET_MEMBERS_ROOM (object);

  if (property_id == PROP_SORT)
    lnet_member_list_set_sort (self->members, lnet_member_sort_from_key (g_value_get_string (value)));
  else if (property_id == PROP_PANE)
    lnet_members_room_show_pane (self, g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
lnet_members_room_dispose (GObject *object)
{
  LnetMembersRoom *self = LNET_MEMBERS_ROOM (object);

  g_clear_handle_id (&self->announcing, g_source_remove);
  g_clear_object (&self->selection);
  g_clear_object (&self->members);
  self->profile = NULL;
  self->none = NULL;
  /* The bin would let go of a child that the template has already taken away. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_MEMBERS_ROOM);
  G_OBJECT_CLASS (lnet_members_room_parent_class)->dispose (object);
}

static void
flush (LnetRoom *room)
{
  lnet_members_room_remember (LNET_MEMBERS_ROOM (room));
}

static void
lnet_members_room_class_init (LnetMembersRoomClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  LnetRoomClass *room_class = LNET_ROOM_CLASS (klass);

  object_class->constructed = lnet_members_room_constructed;
  object_class->get_property = lnet_members_room_get_property;
  object_class->set_property = lnet_members_room_set_property;
  object_class->dispose = lnet_members_room_dispose;
  room_class->print = lnet_members_room_print;
  lnet_members_room_install_places (room_class);
  room_class->flush = flush;

  g_object_class_install_property (object_class, PROP_SORT,
                                   g_param_spec_string ("sort", NULL, NULL, "name",
                                                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                          G_PARAM_STATIC_STRINGS));

  g_object_class_install_property (object_class, PROP_PANE,
                                   g_param_spec_string ("pane", NULL, NULL, "people",
                                                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                          G_PARAM_STATIC_STRINGS));
  gtk_widget_class_install_property_action (widget_class, "members.pane", "pane");

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-members-room.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetMembersRoom, panes_button);
  gtk_widget_class_bind_template_child (widget_class, LnetMembersRoom, panes_menu);
  gtk_widget_class_bind_template_child (widget_class, LnetMembersRoom, split);
  gtk_widget_class_bind_template_child (widget_class, LnetMembersRoom, title);
  gtk_widget_class_bind_template_child (widget_class, LnetMembersRoom, search);
  gtk_widget_class_bind_template_child (widget_class, LnetMembersRoom, sort_button);
  gtk_widget_class_bind_template_child (widget_class, LnetMembersRoom, sort_menu);
  gtk_widget_class_bind_template_child (widget_class, LnetMembersRoom, filter);
  gtk_widget_class_bind_template_child (widget_class, LnetMembersRoom, chips);
  gtk_widget_class_bind_template_child (widget_class, LnetMembersRoom, stack);
  gtk_widget_class_bind_template_child (widget_class, LnetMembersRoom, scroller);
  gtk_widget_class_bind_template_child (widget_class, LnetMembersRoom, list);
  gtk_widget_class_bind_template_child (widget_class, LnetMembersRoom, profile_page);
  gtk_widget_class_bind_template_child (widget_class, LnetMembersRoom, detail);
  gtk_widget_class_bind_template_child (widget_class, LnetMembersRoom, nobody);
  gtk_widget_class_bind_template_child (widget_class, LnetMembersRoom, edit);
  gtk_widget_class_bind_template_child (widget_class, LnetMembersRoom, profile_menu_button);
  gtk_widget_class_bind_template_child (widget_class, LnetMembersRoom, profile_menu);
  gtk_widget_class_bind_template_child (widget_class, LnetMembersRoom, add);
  gtk_widget_class_bind_template_child (widget_class, LnetMembersRoom, list_header);
  gtk_widget_class_bind_template_child (widget_class, LnetMembersRoom, search_row);
  gtk_widget_class_bind_template_child (widget_class, LnetMembersRoom, leave_selection);
  gtk_widget_class_bind_template_child (widget_class, LnetMembersRoom, selection_bar);
  gtk_widget_class_bind_template_child (widget_class, LnetMembersRoom, change_button);
  gtk_widget_class_bind_template_child (widget_class, LnetMembersRoom, reach_selected);
  gtk_widget_class_bind_template_child (widget_class, LnetMembersRoom, change_menu);
  gtk_widget_class_bind_template_child (widget_class, LnetMembersRoom, list_menu_button);
  gtk_widget_class_bind_template_child (widget_class, LnetMembersRoom, list_menu);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_show_content);
  lnet_members_room_install_actions (widget_class);
  lnet_members_room_install_card_actions (widget_class);
  lnet_members_room_install_filter_actions (widget_class);
  lnet_members_room_install_selecting_actions (widget_class);
  lnet_members_room_install_view_actions (widget_class);
}

static void
lnet_members_room_init (LnetMembersRoom *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lnet_menu_attach (self->list_menu_button, self->list_menu);
  lnet_menu_attach (self->sort_button, self->sort_menu);
  lnet_menu_attach (self->change_button, self->change_menu);
  lnet_menu_attach (GTK_MENU_BUTTON (self->profile_menu_button), self->profile_menu);
}
