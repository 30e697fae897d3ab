/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done with organizations and teams. */

#include "config.h"

#include "lnet-groups-view-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-day.h"
#include "lnet-group-forms.h"
#include "lnet-group-picker.h"
#include "lnet-member-history-dialog.h"
#include "lnet-member-picker.h"
#include "lnet-merge-dialog.h"
#include "lnet-row-title.h"

static LnetReader *
get_reader (LnetGroupsView *self)
{
  return lnet_session_get_reader (self->session);
}

static LnetTable
get_table (LnetGroupsView *self)
{
  return self->kind == LNET_GROUP_TEAM ? LNET_TABLE_TEAM : LNET_TABLE_ORGANIZATION;
}

static void
add_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  LnetGroupsView *self = LNET_GROUPS_VIEW (widget);

  if (self->kind == LNET_GROUP_TEAM)
    lnet_group_present_team (widget, self->session, NULL);
  else
    lnet_group_present_organization (widget, self->session, NULL);
}

static void
edit_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LnetGroupsView *self = LNET_GROUPS_VIEW (widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetTeam) team = NULL;
  g_autoptr (LnetPlaceOfWork) organization = NULL;

  if (self->kind == LNET_GROUP_TEAM)
    team = lnet_team_load (get_reader (self), &self->current, &error);
  else
    organization = lnet_place_of_work_load (get_reader (self), &self->current, &error);
  if (team != NULL)
    lnet_group_present_team (widget, self->session, team);
  else if (organization != NULL)
    lnet_group_present_organization (widget, self->session, organization);
  else
    lnet_session_fail (self->session, _("This Cannot Be Changed"), error);
}

static void
history_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  LnetGroupsView *self = LNET_GROUPS_VIEW (widget);
  g_autofree char *title = lnet_row_title (get_reader (self), get_table (self), &self->current);
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (LnetId));

  g_array_append_val (rows, self->current);
  adw_dialog_present (lnet_member_history_dialog_new_for_rows (self->session, title, rows), widget);
}

/* Into the Trash. */

static void
put_into_trash (LnetGroupsView *self)
{
  g_autofree char *title = lnet_row_title (get_reader (self), get_table (self), &self->current);
  /* Translators: %s is the name of an organization or a team */
  g_autofree char *toast = g_strdup_printf (_("%s is in the Trash"), title);
  LnetTransaction *transaction =
    lnet_transaction_new (self->kind == LNET_GROUP_TEAM ? "team-delete" : "organization-delete");

  lnet_transaction_delete (transaction, get_table (self), &self->current);
  lnet_groups_view_show_neighbour (self);
  lnet_session_commit (self->session, transaction, toast);
}

static void
on_delete_answered (LnetGroupsView *self)
{
  if (!lnet_id_is_null (&self->current))
    put_into_trash (self);
}

/* Said before, as people keep their roles there: one that was meant to go may only be one to merge. */
static void
ask_to_delete (LnetGroupsView *self)
{
  g_autofree char *title = lnet_row_title (get_reader (self), LNET_TABLE_ORGANIZATION, &self->current);
  AdwDialog *question = adw_alert_dialog_new (_("Delete?"), NULL);

  /* Translators: %s is the name of an organization */
  adw_alert_dialog_format_body (ADW_ALERT_DIALOG (question),
                                _("%s leaves the lists and the filters. The people who work or worked there keep "
                                  "their roles, and their profiles still name it. Undo or the Trash bring it back. If "
                                  "it is in the network twice, merge the two."), title);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (question), "cancel", _("_Cancel"), "trash", _("Move to _Trash"),
                                  NULL);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (question), "trash");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (question), "cancel");
  g_signal_connect_object (question, "response::trash", G_CALLBACK (on_delete_answered), self, G_CONNECT_SWAPPED);
  adw_dialog_present (question, GTK_WIDGET (self));
}

static void
delete_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  LnetGroupsView *self = LNET_GROUPS_VIEW (widget);

  if (self->kind == LNET_GROUP_TEAM)
    put_into_trash (self);
  else
    ask_to_delete (self);
}

/* Two that are one. */

static void
on_merge_chosen (LnetGroupsView *self,
                 const LnetId   *other)
{
  adw_dialog_present (lnet_merge_dialog_new_for_organizations (self->session, &self->current, other),
                      GTK_WIDGET (self));
}

static void
merge_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  LnetGroupsView *self = LNET_GROUPS_VIEW (widget);
  AdwDialog *picker = lnet_group_picker_new (self->session, LNET_GROUP_ORGANIZATION, _("Merge With"));

  lnet_group_picker_leave_out (picker, &self->current, _("This is the one itself. Choose the other one."));
  g_signal_connect_object (picker, "chosen", G_CALLBACK (on_merge_chosen), self, G_CONNECT_SWAPPED);
  adw_dialog_present (picker, widget);
}

/* People into a team. */

typedef struct
{
  LnetGroupsView *view;
  LnetId team;
} Adding;

static void
on_people_chosen (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autofree Adding *adding = user_data;
  g_autoptr (LnetGroupsView) self = adding->view;
  g_autoptr (GArray) chosen = lnet_member_picker_choose_finish (result, NULL);
  g_autofree char *today = NULL;
  g_autofree char *title = NULL;
  g_autofree char *toast = NULL;
  LnetTransaction *transaction;

  if (chosen == NULL || self->session == NULL)
    return;
  today = lnet_day_today ();
  title = lnet_row_title (get_reader (self), LNET_TABLE_TEAM, &adding->team);
  /* Translators: how many members, then a team’s name */
  toast = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u member came to %s", "%u members came to %s", chosen->len),
                           chosen->len, title);
  transaction = lnet_transaction_new ("team-edit");
  for (guint i = 0; i < chosen->len; i++)
    lnet_team_add_member (transaction, &adding->team, &g_array_index (chosen, LnetId, i), today);
  lnet_session_commit (self->session, transaction, toast);
}

static void
add_people_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  LnetGroupsView *self = LNET_GROUPS_VIEW (widget);
  g_autoptr (LnetGroupPeople) people =
    lnet_group_people_load (get_reader (self), self->kind, &self->current, NULL, NULL);
  g_autoptr (GArray) left_out = g_array_new (FALSE, FALSE, sizeof (LnetId));
  Adding *adding = g_new0 (Adding, 1);

  for (guint i = 0; people != NULL && i < people->people->len; i++)
    {
      const LnetGroupPerson *person = g_ptr_array_index (people->people, i);

      if (person->is_now)
        g_array_append_val (left_out, person->member);
    }
  adding->view = g_object_ref (self);
  adding->team = self->current;
  lnet_member_picker_choose (widget, self->session, _("Add to Team"), LNET_MEMBER_PICKER_SEVERAL, left_out, NULL,
                             on_people_chosen, adding);
}

static void
clear_search_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  LnetGroupsView *self = LNET_GROUPS_VIEW (widget);

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
next_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  lnet_groups_view_step (LNET_GROUPS_VIEW (widget), 1);
}

static void
previous_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  lnet_groups_view_step (LNET_GROUPS_VIEW (widget), -1);
}

void
lnet_groups_view_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "groups.add", NULL, add_action);
  gtk_widget_class_install_action (klass, "groups.edit", NULL, edit_action);
  gtk_widget_class_install_action (klass, "groups.history", NULL, history_action);
  gtk_widget_class_install_action (klass, "groups.delete", NULL, delete_action);
  gtk_widget_class_install_action (klass, "groups.merge", NULL, merge_action);
  gtk_widget_class_install_action (klass, "groups.add-people", NULL, add_people_action);
  gtk_widget_class_install_action (klass, "groups.clear-search", NULL, clear_search_action);
  gtk_widget_class_install_action (klass, "groups.next", NULL, next_action);
  gtk_widget_class_install_action (klass, "groups.previous", NULL, previous_action);

  gtk_widget_class_add_binding_action (klass, GDK_KEY_Down, GDK_ALT_MASK, "groups.next", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Up, GDK_ALT_MASK, "groups.previous", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Delete, GDK_NO_MODIFIER_MASK, "groups.delete", NULL);
}
