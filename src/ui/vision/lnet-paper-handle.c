/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The handle in the margin, and what can be dragged onto the page. */

#include "config.h"

#include "lnet-paper-private.h"

#include "lnet-drag.h"
#include "lnet-vision-edit.h"

#include <glib/gi18n-lib.h>

static int
choose_handle_line (LnetPaper *self)
{
  int line = self->hovered_line >= 0 ? self->hovered_line : (int) lnet_paper_get_caret_line (self);
  const LnetBlock *block = lnet_manuscript_get_block (self->manuscript, (guint) line);

  if (self->menu_open)
    return self->handle_line;
  return block != NULL && block->kind >= LNET_BLOCK_SECTION ? line : -1;
}

static void
place_handle (gpointer user_data)
{
  LnetPaper *self = LNET_PAPER (user_data);
  GtkTextIter iter;
  GdkRectangle location;
  int line;

  self->handle_idle = 0;
  if (self->manuscript == NULL)
    return;
  line = choose_handle_line (self);
  if (line != self->handle_line)
    gtk_widget_queue_draw (GTK_WIDGET (self));
  self->handle_line = line;
  gtk_widget_set_visible (self->handle, line >= 0);
  if (line < 0)
    return;
  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self->manuscript), &iter, line);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self), &iter, &location);
  gtk_text_view_move_overlay (GTK_TEXT_VIEW (self), self->handle,
                              2,
                              location.y + (location.height - 28) / 2);
}

void
lnet_paper_queue_handle (LnetPaper *self)
{
  if (self->handle_idle == 0)
    self->handle_idle = g_idle_add_once (place_handle, self);
}

/* The menu is about the passage beside it: the caret goes there first. */
static void
on_menu_toggled (LnetPaper     *self,
                 GParamSpec    *pspec,
                 GtkMenuButton *button)
{
  self->menu_open = gtk_menu_button_get_active (button);
  if (self->menu_open && self->handle_line >= 0 && self->handle_line != (int) lnet_paper_get_caret_line (self))
    lnet_manuscript_go_to (self->manuscript,
                           &lnet_manuscript_get_block (self->manuscript, (guint) self->handle_line)->id);
  lnet_paper_queue_handle (self);
}

static GdkContentProvider *
on_drag_prepare (LnetPaper *self)
{
  const LnetBlock *block =
    self->handle_line >= 0 ? lnet_manuscript_get_block (self->manuscript, (guint) self->handle_line) : NULL;
  LnetDrag drag = { LNET_DRAG_BLOCK };

  if (block == NULL || !gtk_text_view_get_editable (GTK_TEXT_VIEW (self)))
    return NULL;
  drag.id = block->id;
  return gdk_content_provider_new_typed (LNET_TYPE_DRAG, &drag);
}

static void
on_drag_begin (LnetPaper     *self,
               GdkDrag       *drag,
               GtkDragSource *source)
{
  g_autofree char *text = lnet_manuscript_dup_text (self->manuscript, (guint) self->handle_line);
  GtkWidget *label = gtk_label_new (*text != '\0' ? text : _("An empty passage"));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_widget_add_css_class (label, "drag-words");
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), label);
}

void
lnet_paper_add_handle (LnetPaper *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "list-drag-handle-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), self->passage_menu);
  gtk_widget_set_tooltip_text (button, _("Move this passage or change it"));
  gtk_widget_set_cursor_from_name (button, "grab");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "passage-handle");
  gtk_widget_set_visible (button, FALSE);
  g_signal_connect_object (button, "notify::active", G_CALLBACK (on_menu_toggled), self, G_CONNECT_SWAPPED);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (source), GTK_PHASE_CAPTURE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (on_drag_prepare), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (source, "drag-begin", G_CALLBACK (on_drag_begin), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (button, GTK_EVENT_CONTROLLER (source));

  self->handle = button;
  gtk_text_view_add_overlay (GTK_TEXT_VIEW (self), button, 0, 0);
}

static void
set_drop_lines (LnetPaper *self,
                int        line,
                int        words_line)
{
  if (line == self->drop_line && words_line == self->drop_words_line)
    return;
  self->drop_line = line;
  self->drop_words_line = words_line;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static GdkDragAction
on_drop_motion (LnetPaper     *self,
                double         x,
                double         y,
                GtkDropTarget *target)
{
  const GValue *value = gtk_drop_target_get_value (target);
  const LnetDrag *drag = value != NULL ? g_value_get_boxed (value) : NULL;
  gboolean lower_half;
  int line = lnet_paper_line_at (self, y, &lower_half);
  const LnetBlock *block = lnet_manuscript_get_block (self->manuscript, (guint) line);

  if (drag == NULL || block == NULL)
    return 0;
  if (drag->kind == LNET_DRAG_BLOCK)
    {
      line += lower_half ? 1 : 0;
      set_drop_lines (self, line >= 2 ? line : -1, -1);
      return line >= 2 ? GDK_ACTION_MOVE : 0;
    }
  set_drop_lines (self, -1, lnet_block_is_passage (block) ? line : -1);
  return lnet_block_is_passage (block) ? GDK_ACTION_COPY : 0;
}

static void
on_drop_leave (LnetPaper *self)
{
  set_drop_lines (self, -1, -1);
}

static gboolean
on_drop (LnetPaper    *self,
         const GValue *value)
{
  const LnetDrag *drag = g_value_get_boxed (value);
  int line = self->drop_line;
  int words_line = self->drop_words_line;
  int from = lnet_manuscript_find (self->manuscript, &drag->id);
  g_autofree char *words = NULL;

  set_drop_lines (self, -1, -1);
  if (drag->kind == LNET_DRAG_BLOCK)
    {
      if (from >= 0 && line >= 0)
        lnet_manuscript_move_before (self->manuscript, (guint) from, (guint) line);
      return from >= 0 && line >= 0;
    }
  if (words_line < 0)
    return FALSE;
  words = lnet_id_to_string (&drag->id);
  lnet_manuscript_go_to (self->manuscript, &lnet_manuscript_get_block (self->manuscript, (guint) words_line)->id);
  return gtk_widget_activate_action (GTK_WIDGET (self), "vision.link", "s", words);
}

void
lnet_paper_add_drop_target (LnetPaper *self)
{
  GtkDropTarget *target = gtk_drop_target_new (LNET_TYPE_DRAG, GDK_ACTION_MOVE | GDK_ACTION_COPY);

  gtk_drop_target_set_preload (target, TRUE);
  g_signal_connect_object (target, "enter", G_CALLBACK (on_drop_motion), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "motion", G_CALLBACK (on_drop_motion), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "leave", G_CALLBACK (on_drop_leave), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
