/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done in the Vision view by button, menu and key. Targets are ids as text. */

#include "config.h"

#include "lnet-vision-room-private.h"

#include "lnet-contribution-dialog.h"
#include "lnet-vision-edit.h"

#include <glib/gi18n-lib.h>

static void
commit (LnetVisionRoom  *self,
        LnetTransaction *transaction,
        const char      *toast)
{
  lnet_session_commit (lnet_room_get_session (LNET_ROOM (self)), transaction, toast);
}

static void
add_words (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  LnetVisionRoom *self = LNET_VISION_ROOM (widget);
  LnetId passage = lnet_vision_room_get_passage (self);

  lnet_manuscript_flush (self->manuscript);
  lnet_contribution_dialog_present (lnet_room_get_session (LNET_ROOM (self)), NULL, &passage, widget);
}

static void
edit_words (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  LnetVisionRoom *self = LNET_VISION_ROOM (widget);
  LnetSession *session = lnet_room_get_session (LNET_ROOM (self));
  LnetId none = lnet_id_null ();
  LnetId id;

  if (lnet_id_from_string (g_variant_get_string (parameter, NULL), &id))
    lnet_contribution_dialog_present (session, &id, &none, widget);
}

static void
remove_words (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("contribution-delete");
  LnetId id;

  if (!lnet_id_from_string (g_variant_get_string (parameter, NULL), &id))
    return;
  lnet_transaction_delete (transaction, LNET_TABLE_CONTRIBUTION, &id);
  commit (LNET_VISION_ROOM (widget), g_steal_pointer (&transaction), _("The contribution is in the Trash"));
}

static void
link_words (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  LnetVisionRoom *self = LNET_VISION_ROOM (widget);
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("contribution-link");
  LnetId passage = lnet_vision_room_get_passage (self);
  LnetId id;

  if (!lnet_id_from_string (g_variant_get_string (parameter, NULL), &id))
    return;
  if (lnet_id_is_null (&passage))
    {
      lnet_session_say (lnet_room_get_session (LNET_ROOM (self)), _("Put the cursor into a passage first"));
      return;
    }
  lnet_manuscript_flush (self->manuscript);
  lnet_vision_link (transaction, &passage, &id);
  commit (self, g_steal_pointer (&transaction), _("Linked to the passage"));
}

static void
unlink_words (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  LnetVisionRoom *self = LNET_VISION_ROOM (widget);
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("contribution-unlink");
  LnetId passage = lnet_vision_room_get_passage (self);
  LnetId id;

  if (!lnet_id_from_string (g_variant_get_string (parameter, NULL), &id) || lnet_id_is_null (&passage))
    return;
  lnet_vision_unlink (transaction, &passage, &id);
  commit (self, g_steal_pointer (&transaction), _("No longer linked to the passage"));
}

static void
go_to (GtkWidget  *widget,
       const char *name,
       GVariant   *parameter)
{
  lnet_room_go_to (LNET_ROOM (widget), g_variant_get_string (parameter, NULL));
}

static void
add_section (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LnetVisionRoom *self = LNET_VISION_ROOM (widget);

  gtk_menu_button_popdown (self->outline_button);
  gtk_widget_activate_action (GTK_WIDGET (self->paper), "paper.add-section", NULL);
}

static void
open_document (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  LnetId id;

  if (lnet_id_from_string (g_variant_get_string (parameter, NULL), &id))
    lnet_vision_room_show_document (LNET_VISION_ROOM (widget), &id);
}

static void
new_document (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  LnetVisionRoom *self = LNET_VISION_ROOM (widget);

  lnet_manuscript_flush (self->manuscript);
  self->starting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->title_row), "");
  gtk_stack_set_visible_child_name (self->views, "empty");
  lnet_vision_room_update_actions (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->question_row));
}

static void
remove_document (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  LnetVisionRoom *self = LNET_VISION_ROOM (widget);
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("document-delete");

  lnet_manuscript_flush (self->manuscript);
  lnet_transaction_delete (transaction, LNET_TABLE_DOCUMENT, lnet_manuscript_get_document (self->manuscript));
  commit (self, g_steal_pointer (&transaction), _("The document is in the Trash"));
}

static void
cancel_starting (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  LnetVisionRoom *self = LNET_VISION_ROOM (widget);

  self->starting = FALSE;
  lnet_vision_room_load_documents (self);
}

static void
show_mode (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  adw_toggle_group_set_active_name (LNET_VISION_ROOM (widget)->modes, g_variant_get_string (parameter, NULL));
}

void
lnet_vision_room_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "vision.add-words", NULL, add_words);
  gtk_widget_class_install_action (widget_class, "vision.edit-words", "s", edit_words);
  gtk_widget_class_install_action (widget_class, "vision.remove-words", "s", remove_words);
  gtk_widget_class_install_action (widget_class, "vision.link", "s", link_words);
  gtk_widget_class_install_action (widget_class, "vision.unlink", "s", unlink_words);
  gtk_widget_class_install_action (widget_class, "vision.go-to", "s", go_to);
  gtk_widget_class_install_action (widget_class, "vision.add-section", NULL, add_section);
  gtk_widget_class_install_action (widget_class, "vision.document", "s", open_document);
  gtk_widget_class_install_action (widget_class, "vision.new-document", NULL, new_document);
  gtk_widget_class_install_action (widget_class, "vision.cancel-starting", NULL, cancel_starting);
  gtk_widget_class_install_action (widget_class, "vision.remove-document", NULL, remove_document);
  gtk_widget_class_install_action (widget_class, "vision.mode", "s", show_mode);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1, GDK_ALT_MASK, "vision.mode", "s", "write");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_2, GDK_ALT_MASK, "vision.mode", "s", "trace");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_3, GDK_ALT_MASK, "vision.mode", "s", "history");
}

void
lnet_vision_room_update_actions (LnetVisionRoom *self)
{
  LnetSession *session = lnet_room_get_session (LNET_ROOM (self));
  gboolean open = !lnet_id_is_null (lnet_manuscript_get_document (self->manuscript));

  lnet_session_enable_action (session, GTK_WIDGET (self), "vision.add-section", open);
  lnet_session_enable_action (session, GTK_WIDGET (self), "vision.remove-document", open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "vision.cancel-starting", self->starting && open);
  gtk_widget_set_visible (self->cancel_button, self->starting && open);
}
