/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done in the room. */

#include "config.h"

#include "lnet-members-room-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-duplicates-dialog.h"
#include "lnet-erase-dialog.h"
#include "lnet-export-dialog.h"
#include "lnet-print-dialog.h"
#include "lnet-import-dialog.h"
#include "lnet-member-editor.h"
#include "lnet-member-history-dialog.h"
#include "lnet-message-dialog.h"
#include "lnet-messages-dialog.h"

static LnetSession *
get_session (LnetMembersRoom *self)
{
  return lnet_room_get_session (LNET_ROOM (self));
}

/* Whoever follows in the list is shown next, so that the keyboard is not lost. */
static void
open_neighbour (LnetMembersRoom *self)
{
  guint n = lnet_member_list_get_n_found (self->members);
  guint position = lnet_member_list_find (self->members, &self->current);
  LnetId id = lnet_id_null ();

  if (position != GTK_INVALID_LIST_POSITION && !lnet_room_get_narrow (LNET_ROOM (self)) && n > 1)
    id = lnet_member_list_get_id (self->members, position + 1 < n ? position + 1 : position - 1);
  lnet_members_room_open (self, &id, FALSE);
}

static void
delete_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  LnetMembersRoom *self = LNET_MEMBERS_ROOM (widget);
  LnetTransaction *transaction;
  g_autofree char *member = NULL;
  g_autofree char *toast = NULL;

  if (lnet_member_selection_get_active (self->selection))
    {
      gtk_widget_activate_action (widget, "members.delete-selected", NULL);
      return;
    }
  if (lnet_id_is_null (&self->current))
    return;
  member = lnet_members_dup_name (lnet_session_get_reader (get_session (self)), &self->current);
  /* Translators: %s is a member's name */
  toast = g_strdup_printf (_("%s is in the Trash"), member);
  transaction = lnet_transaction_new ("member-delete");
  lnet_transaction_delete (transaction, LNET_TABLE_MEMBER, &self->current);
  open_neighbour (self);
  lnet_session_commit (get_session (self), transaction, toast);
}

static void
erase_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  LnetMembersRoom *self = LNET_MEMBERS_ROOM (widget);

  if (!lnet_id_is_null (&self->current))
    adw_dialog_present (lnet_erase_dialog_new (get_session (self), lnet_erasure_new_person (&self->current)), widget);
}

static void
copy_name_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  LnetMembersRoom *self = LNET_MEMBERS_ROOM (widget);
  g_autofree char *member = lnet_members_dup_name (lnet_session_get_reader (get_session (self)), &self->current);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), member);
  lnet_session_say (get_session (self), _("Copied"));
}

static void
history_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  LnetMembersRoom *self = LNET_MEMBERS_ROOM (widget);
  g_autoptr (LnetMember) member =
    lnet_member_load (lnet_session_get_reader (get_session (self)), &self->current, NULL);

  if (member != NULL)
    adw_dialog_present (lnet_member_history_dialog_new (get_session (self), member), widget);
}

static void
field_history_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  LnetMembersRoom *self = LNET_MEMBERS_ROOM (widget);
  const char *row, *title;
  guint32 field;
  LnetId id;

  g_variant_get (parameter, "(&su&s)", &row, &field, &title);
  if (lnet_id_from_string (row, &id))
    adw_dialog_present (lnet_member_history_dialog_new_for_field (get_session (self), title, (LnetField) field, &id),
                        widget);
}

static void
clear_search_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  LnetMembersRoom *self = LNET_MEMBERS_ROOM (widget);

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
next_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  lnet_members_room_step (LNET_MEMBERS_ROOM (widget), 1);
}

static void
previous_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  lnet_members_room_step (LNET_MEMBERS_ROOM (widget), -1);
}

/* A search or a filter that does not find the new one would hide her. */
static void
on_saved (LnetMembersRoom *self,
          const LnetId    *id)
{
  if (lnet_member_list_find (self->members, id) == GTK_INVALID_LIST_POSITION)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->search), "");
      lnet_members_room_clear_filters (self);
    }
  lnet_members_room_open (self, id, TRUE);
  lnet_members_room_scroll_to_current (self);
}

static void
present_editor (LnetMembersRoom *self,
                LnetMember      *member)
{
  LnetMemberEditor *editor = lnet_member_editor_new (get_session (self), member);

  g_signal_connect_object (editor, "saved", G_CALLBACK (on_saved), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (editor), GTK_WIDGET (self));
}

static void
add_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  present_editor (LNET_MEMBERS_ROOM (widget), NULL);
}

static void
edit_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LnetMembersRoom *self = LNET_MEMBERS_ROOM (widget);
  g_autoptr (GError) error = NULL;
  LnetMember *member = lnet_member_load (lnet_session_get_reader (get_session (self)), &self->current, &error);

  if (member != NULL)
    present_editor (self, member);
  else
    lnet_session_fail (get_session (self), _("This Member Cannot Be Changed"), error);
}

static void
import_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  lnet_import_dialog_present (widget, get_session (LNET_MEMBERS_ROOM (widget)), NULL);
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  LnetMembersRoom *self = LNET_MEMBERS_ROOM (widget);
  LnetMemberScope *scope = lnet_member_scope_new (self->members, lnet_members_room_dup_selected (self));

  adw_dialog_present (ADW_DIALOG (lnet_export_dialog_new (get_session (self), scope)), widget);
}

void
lnet_members_room_print (LnetRoom *room)
{
  LnetMembersRoom *self = LNET_MEMBERS_ROOM (room);
  LnetMemberScope *scope = lnet_member_scope_new (self->members, lnet_members_room_dup_selected (self));

  adw_dialog_present (ADW_DIALOG (lnet_print_dialog_new (get_session (self), scope)), GTK_WIDGET (room));
}

static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  lnet_members_room_print (LNET_ROOM (widget));
}

static void
duplicates_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  adw_dialog_present (lnet_duplicates_dialog_new (get_session (LNET_MEMBERS_ROOM (widget))), widget);
}

/* To those who are selected; while nobody is, to all who are shown. */
static void
write_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  LnetMembersRoom *self = LNET_MEMBERS_ROOM (widget);
  g_autoptr (LnetMemberOrder) selected = NULL;
  AdwDialog *dialog;

  if (lnet_members_room_get_n_selected (self) > 0)
    {
      selected = lnet_members_room_dup_selected (self);
      dialog = lnet_message_dialog_new_for_order (get_session (self), selected);
    }
  else
    dialog = lnet_message_dialog_new_for_search (get_session (self), lnet_member_list_get_filter (self->members),
                                                 gtk_editable_get_text (GTK_EDITABLE (self->search)));
  adw_dialog_present (dialog, widget);
}

static void
messages_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  adw_dialog_present (lnet_messages_dialog_new (get_session (LNET_MEMBERS_ROOM (widget))), widget);
}

/* What was sent to whom is for directors and facilitators. */
void
lnet_members_room_update_messages (LnetMembersRoom *self)
{
  LnetSession *session = get_session (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "members.write", lnet_message_dialog_is_possible (session));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "members.messages",
                                 lnet_session_get_stance (session) != LNET_STANCE_PARTICIPANT);
}

void
lnet_members_room_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "members.add", NULL, add_action);
  gtk_widget_class_install_action (klass, "members.edit", NULL, edit_action);
  gtk_widget_class_install_action (klass, "members.delete", NULL, delete_action);
  gtk_widget_class_install_action (klass, "members.erase", NULL, erase_action);
  gtk_widget_class_install_action (klass, "members.duplicates", NULL, duplicates_action);
  gtk_widget_class_install_action (klass, "members.copy-name", NULL, copy_name_action);
  gtk_widget_class_install_action (klass, "members.write", NULL, write_action);
  gtk_widget_class_install_action (klass, "members.messages", NULL, messages_action);
  gtk_widget_class_install_action (klass, "members.import", NULL, import_action);
  gtk_widget_class_install_action (klass, "members.export", NULL, export_action);
  gtk_widget_class_install_action (klass, "members.print", NULL, print_action);
  gtk_widget_class_install_action (klass, "members.history", NULL, history_action);
  gtk_widget_class_install_action (klass, "members.field-history", "(sus)", field_history_action);
  gtk_widget_class_install_action (klass, "members.clear-search", NULL, clear_search_action);
  gtk_widget_class_install_action (klass, "members.next", NULL, next_action);
  gtk_widget_class_install_action (klass, "members.previous", NULL, previous_action);

  gtk_widget_class_add_binding_action (klass, GDK_KEY_Down, GDK_ALT_MASK, "members.next", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Up, GDK_ALT_MASK, "members.previous", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Delete, GDK_NO_MODIFIER_MASK, "members.delete", NULL);
}
