/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Selecting many members: by click, long press and keyboard; the header says how many, a bar has what can be done. */

#include "config.h"

#include "lnet-members-room-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-member-batch-dialog.h"
#include "lnet-member-batch-run.h"

LnetMemberOrder *
lnet_members_room_dup_selected (LnetMembersRoom *self)
{
  g_return_val_if_fail (LNET_IS_MEMBERS_ROOM (self), NULL);

  return lnet_member_selection_dup_selected (self->selection);
}

guint
lnet_members_room_get_n_selected (LnetMembersRoom *self)
{
  g_return_val_if_fail (LNET_IS_MEMBERS_ROOM (self), 0);

  return lnet_member_selection_get_n (self->selection);
}

/* What is said of it */

static char *
describe_selected (LnetMembersRoom *self)
{
  guint n = lnet_member_selection_get_n (self->selection);

  if (n == 0)
    return g_strdup (_("Nobody selected"));
  /* Translators: how many members are selected */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u selected", "%'u selected", n), n);
}

/* Those whom a search or a filter hides are selected all the same, and that is said. */
static char *
describe_hidden (LnetMembersRoom *self)
{
  guint n = lnet_member_selection_get_n_hidden (self->selection);

  if (n == 0)
    return NULL;
  /* Translators: how many of the selected members the search or the filter does not show */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u not shown", "%'u not shown", n), n);
}

char *
lnet_members_room_describe_selected (LnetMembersRoom *self)
{
  g_autofree char *selected = describe_selected (self);
  g_autofree char *hidden = describe_hidden (self);

  return hidden != NULL ? g_strdup_printf ("%s, %s", selected, hidden) : g_steal_pointer (&selected);
}

void
lnet_members_room_show_selected (LnetMembersRoom *self)
{
  gboolean active = lnet_member_selection_get_active (self->selection);
  g_autofree char *selected = active ? describe_selected (self) : g_strdup (_("Members"));
  g_autofree char *hidden = active ? describe_hidden (self) : NULL;

  adw_window_title_set_title (self->title, selected);
  if (active)
    adw_window_title_set_subtitle (self->title, hidden != NULL ? hidden : "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "members.leave-selection", active);
}

/* Beside the buttons of a phone's window the number has to be read. */
static void
on_folded (LnetMembersRoom *self)
{
  if (lnet_room_get_folded (LNET_ROOM (self)))
    {
      gtk_button_set_icon_name (self->leave_selection, "object-select-symbolic");
      return;
    }
  gtk_button_set_label (self->leave_selection, _("_Done"));
  gtk_button_set_use_underline (self->leave_selection, TRUE);
}

static void
on_selected (LnetMembersRoom *self)
{
  gboolean anybody = lnet_member_selection_get_n (self->selection) > 0;

  lnet_members_room_show_selected (self);
  lnet_members_room_update_actions (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->change_button),
                            anybody && lnet_session_may_write (lnet_room_get_session (LNET_ROOM (self))));
  gtk_widget_set_sensitive (self->reach_selected, anybody);
  if (lnet_member_selection_get_active (self->selection))
    lnet_members_room_announce_soon (self);
}

/* The number stands in the button that goes to organizations and teams; there is nothing to be pressed meanwhile. */
static void
enable_panes (LnetMembersRoom *self,
              gboolean         enabled)
{
  gtk_menu_button_set_always_show_arrow (self->panes_button, enabled);
  gtk_widget_set_can_target (GTK_WIDGET (self->panes_button), enabled);
  gtk_widget_set_can_focus (GTK_WIDGET (self->panes_button), enabled);
}

static void
on_active (LnetMembersRoom *self)
{
  gboolean active = lnet_member_selection_get_active (self->selection);

  enable_panes (self, !active);
  if (active)
    lnet_member_list_fill (self->members);
  gtk_widget_set_visible (self->add, !active);
  gtk_widget_set_visible (GTK_WIDGET (self->list_menu_button), !active);
  gtk_widget_set_visible (GTK_WIDGET (self->leave_selection), active);
  gtk_action_bar_set_revealed (self->selection_bar, active);
  lnet_members_room_show_selected (self);
  lnet_members_room_show_count (self);
}

/* By click and long press. What the list does by itself with Ctrl and Shift it does where a click chooses; where a
 * click opens, it would open with these, too. */

static GtkWidget *
find_row (LnetMembersRoom *self,
          double           x,
          double           y)
{
  GtkWidget *list = GTK_WIDGET (self->list);
  GtkWidget *widget = gtk_widget_pick (list, x, y, GTK_PICK_DEFAULT);

  while (widget != NULL && widget != list && gtk_widget_get_parent (widget) != list)
    widget = gtk_widget_get_parent (widget);
  return widget != NULL && g_str_equal (gtk_widget_get_css_name (widget), "row") ? widget : NULL;
}

static void
select_row (GtkWidget *row,
            gboolean   modify,
            gboolean   extend)
{
  gtk_widget_activate_action (row, "listitem.select", "(bb)", modify, extend);
}

static void
click (LnetMembersRoom *self,
       GtkWidget       *row,
       GdkModifierType  state)
{
  gboolean extend = (state & GDK_SHIFT_MASK) != 0;
  gboolean modify = (state & GDK_CONTROL_MASK) != 0;

  if (extend)
    select_row (row, modify, TRUE);
  /* There may be nobody yet whom a range could begin with. */
  if (!extend || !lnet_member_selection_get_active (self->selection))
    select_row (row, TRUE, FALSE);
}

static void
on_released (GtkGestureClick *gesture,
             int              n_press,
             double           x,
             double           y,
             LnetMembersRoom *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  gboolean selects = (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0 ||
                     lnet_member_selection_get_active (self->selection);
  GtkWidget *row = find_row (self, x, y);

  if (row == NULL || (!selects && !lnet_room_get_narrow (LNET_ROOM (self))))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if (selects)
    click (self, row, state);
  else
    gtk_widget_activate (row);
}

static void
on_long_press (GtkGestureLongPress *gesture,
               double               x,
               double               y,
               LnetMembersRoom     *self)
{
  GtkWidget *row = find_row (self, x, y);

  if (row == NULL)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if (!lnet_member_selection_get_active (self->selection))
    lnet_member_selection_begin (self->selection);
  select_row (row, TRUE, FALSE);
}

void
lnet_members_room_set_up_selecting (LnetMembersRoom *self)
{
  GtkGesture *clicks = gtk_gesture_click_new ();
  GtkGesture *presses = gtk_gesture_long_press_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (clicks), GTK_PHASE_CAPTURE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (presses), GTK_PHASE_CAPTURE);
  /* A mouse that rests before it drags somebody out means no such thing. */
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (presses), TRUE);
  g_signal_connect_object (clicks, "released", G_CALLBACK (on_released), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (presses, "pressed", G_CALLBACK (on_long_press), self, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (clicks));
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (presses));
  g_signal_connect_object (self->selection, "notify::active", G_CALLBACK (on_active), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selected", G_CALLBACK (on_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::folded", G_CALLBACK (on_folded), NULL);
  on_folded (self);
  lnet_members_room_show_selected (self);
}

/* Actions */

static void
select_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  LnetMembersRoom *self = LNET_MEMBERS_ROOM (widget);

  lnet_member_selection_begin (self->selection);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
select_all_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  LnetMembersRoom *self = LNET_MEMBERS_ROOM (widget);

  gtk_selection_model_select_all (GTK_SELECTION_MODEL (self->selection));
}

/* The keyboard stays where it was in the list. */
static void
leave_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  LnetMembersRoom *self = LNET_MEMBERS_ROOM (widget);

  lnet_member_selection_end (self->selection);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

/* The words of the menu. */
static const char *const kinds[LNET_MEMBER_BATCH_LAST] = {
  [LNET_MEMBER_BATCH_STATUS] = "status",
  [LNET_MEMBER_BATCH_LANGUAGE] = "language",
  [LNET_MEMBER_BATCH_ADD_LANGUAGE] = "add-language",
  [LNET_MEMBER_BATCH_JOIN_TEAM] = "join-team",
  [LNET_MEMBER_BATCH_LEAVE_TEAM] = "leave-team",
  [LNET_MEMBER_BATCH_ADD_TAG] = "add-tag",
  [LNET_MEMBER_BATCH_REMOVE_TAG] = "remove-tag",
  [LNET_MEMBER_BATCH_PLACE] = "place",
};

/* They stay selected: there may be more to be done with them. */
static void
change_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  LnetMembersRoom *self = LNET_MEMBERS_ROOM (widget);
  g_autoptr (LnetMemberOrder) who = lnet_members_room_dup_selected (self);
  const char *word = g_variant_get_string (parameter, NULL);

  for (guint i = 0; i < LNET_MEMBER_BATCH_LAST; i++)
    if (g_strcmp0 (kinds[i], word) == 0)
      lnet_member_batch_dialog_present (widget, lnet_room_get_session (LNET_ROOM (self)), i, who,
                                        lnet_member_selection_get_n_hidden (self->selection));
}

static void
on_deleted (GObject      *room,
            GAsyncResult *result,
            gpointer      user_data)
{
  LnetMembersRoom *self = LNET_MEMBERS_ROOM (room);

  if (lnet_member_batch_run_finish (result) && self->selection != NULL)
    lnet_member_selection_end (self->selection);
}

static void
delete_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  LnetMembersRoom *self = LNET_MEMBERS_ROOM (widget);
  g_autoptr (LnetMemberOrder) who = lnet_members_room_dup_selected (self);
  g_autoptr (LnetMemberBatch) batch = lnet_member_batch_new (LNET_MEMBER_BATCH_DELETE, who, NULL);

  lnet_member_batch_run_async (widget, lnet_room_get_session (LNET_ROOM (self)), batch, on_deleted, NULL);
}

void
lnet_members_room_install_selecting_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "members.select", NULL, select_action);
  gtk_widget_class_install_action (klass, "members.select-all", NULL, select_all_action);
  gtk_widget_class_install_action (klass, "members.leave-selection", NULL, leave_action);
  gtk_widget_class_install_action (klass, "members.change-selected", "s", change_action);
  gtk_widget_class_install_action (klass, "members.delete-selected", NULL, delete_action);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Escape, GDK_NO_MODIFIER_MASK, "members.leave-selection", NULL);
}
