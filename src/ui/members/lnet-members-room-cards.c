/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Members as vCards: dragged out of the list or off the profile, or copied. */

#include "config.h"

#include "lnet-members-room-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-card-provider.h"
#include "lnet-member-row.h"
#include "lnet-member-rows.h"

static LnetStore *
get_store (LnetMembersRoom *self)
{
  return lnet_session_get_store (lnet_room_get_session (LNET_ROOM (self)));
}

static GdkContentProvider *
provide_one (LnetMembersRoom *self,
             const LnetId    *id)
{
  g_autoptr (LnetExport) export = lnet_export_new (LNET_EXPORT_VCARD_3);
  g_autofree char *name = lnet_members_dup_name (lnet_store_get_reader (get_store (self)), id);

  lnet_export_set_member (export, id);
  return lnet_card_provider_new (get_store (self), export, name);
}

static GdkContentProvider *
provide_selected (LnetMembersRoom *self)
{
  g_autoptr (LnetExport) export = lnet_export_new (LNET_EXPORT_VCARD_3);
  g_autoptr (LnetMemberOrder) selected = lnet_members_room_dup_selected (self);
  g_autofree char *name = g_strdup_printf (_("%s members"), lnet_store_get_name (get_store (self)));

  lnet_export_set_members (export, selected);
  return lnet_card_provider_new (get_store (self), export, name);
}

/* Dragging */

static GtkWidget *
find_row (LnetMembersRoom *self,
          double           x,
          double           y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self->list), x, y, GTK_PICK_DEFAULT);

  while (widget != NULL && widget != GTK_WIDGET (self->list) && !LNET_IS_MEMBER_ROW (widget))
    {
      /* Beside the inside of a row, it is still that row. */
      GtkWidget *child = gtk_widget_get_first_child (widget);

      if (child != NULL && LNET_IS_MEMBER_ROW (child))
        return child;
      widget = gtk_widget_get_parent (widget);
    }
  return widget != NULL && LNET_IS_MEMBER_ROW (widget) ? widget : NULL;
}

static void
set_icon (GtkDragSource *source,
          GtkWidget     *widget)
{
  g_autoptr (GdkPaintable) icon = gtk_widget_paintable_new (widget);

  gtk_drag_source_set_icon (source, icon, 0, 0);
}

/* Who is one of many selected takes the others along. */
static GdkContentProvider *
on_prepare_row (GtkDragSource   *source,
                double           x,
                double           y,
                LnetMembersRoom *self)
{
  GtkWidget *row = find_row (self, x, y);
  GtkListItem *item = row != NULL ? lnet_member_rows_get_item (row) : NULL;
  LnetMemberSlot *slot = item != NULL ? gtk_list_item_get_item (item) : NULL;
  const LnetMemberInfo *info = slot != NULL ? lnet_member_slot_get_info (slot) : NULL;

  if (info == NULL)
    return NULL;
  set_icon (source, row);
  if (lnet_member_selection_get_active (self->selection) && gtk_list_item_get_selected (item))
    return provide_selected (self);
  return provide_one (self, &info->id);
}

static GdkContentProvider *
on_prepare_profile (GtkDragSource   *source,
                    double           x,
                    double           y,
                    LnetMembersRoom *self)
{
  if (lnet_id_is_null (&self->current))
    return NULL;
  set_icon (source, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source)));
  return provide_one (self, &self->current);
}

static void
attach (LnetMembersRoom *self,
        GtkWidget       *widget,
        GCallback        prepare)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_COPY);
  g_signal_connect_object (source, "prepare", prepare, self, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (source));
}

void
lnet_members_room_drag_rows (LnetMembersRoom *self)
{
  attach (self, GTK_WIDGET (self->list), G_CALLBACK (on_prepare_row));
}

void
lnet_members_room_drag_profile (LnetMembersRoom *self)
{
  attach (self, lnet_member_profile_get_portrait (self->profile), G_CALLBACK (on_prepare_profile));
}

/* Copying */

typedef struct
{
  LnetSession *session;
  GdkClipboard *clipboard;
} Copying;

/* The text is at hand as text, too, for whatever knows nothing of vCards. */
static void
on_copied (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Copying *copying = user_data;
  g_autoptr (LnetSession) session = copying->session;
  g_autoptr (GdkClipboard) clipboard = copying->clipboard;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = lnet_export_dup_cards_finish (LNET_EXPORT (source), result, &error);
  g_autoptr (GdkContentProvider) all = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GdkContentProvider *ways[2];

  g_free (copying);
  if (text == NULL)
    {
      lnet_session_fail (session, _("The vCard could not be copied"), error);
      return;
    }
  bytes = g_bytes_new (text, strlen (text));
  ways[0] = gdk_content_provider_new_for_bytes ("text/vcard", bytes);
  ways[1] = gdk_content_provider_new_typed (G_TYPE_STRING, text);
  all = gdk_content_provider_new_union (ways, G_N_ELEMENTS (ways));
  gdk_clipboard_set_content (clipboard, all);
  lnet_session_say (session, _("Copied"));
}

static void
copy_card_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  LnetMembersRoom *self = LNET_MEMBERS_ROOM (widget);
  g_autoptr (LnetExport) export = lnet_export_new (LNET_EXPORT_VCARD_3);
  Copying *copying;

  if (lnet_id_is_null (&self->current))
    return;
  copying = g_new0 (Copying, 1);
  copying->session = g_object_ref (lnet_room_get_session (LNET_ROOM (self)));
  copying->clipboard = g_object_ref (gtk_widget_get_clipboard (widget));
  lnet_export_set_member (export, &self->current);
  lnet_export_dup_cards_async (export, get_store (self), NULL, on_copied, copying);
}

void
lnet_members_room_install_card_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "members.copy-card", NULL, copy_card_action);
}
