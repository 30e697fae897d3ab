/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page itself: keys, and what its parts need of each other. Drawing is in lnet-paper-draw.c, the handle and
 * dragging in -handle.c, actions in -actions.c. */

#include "config.h"

#include "lnet-paper-private.h"

#define WIDE_MARGIN 72
#define NARROW_MARGIN 36
#define RIGHT_MARGIN 48

G_DEFINE_FINAL_TYPE (LnetPaper, lnet_paper, GTK_TYPE_TEXT_VIEW)

guint
lnet_paper_get_caret_line (LnetPaper *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  return (guint) gtk_text_iter_get_line (&iter);
}

void
lnet_paper_get_line_extent (LnetPaper *self,
                            int        line,
                            int       *y,
                            int       *height)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_line (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)), &iter, line);
  gtk_text_view_get_line_yrange (GTK_TEXT_VIEW (self), &iter, y, height);
}

int
lnet_paper_line_at (LnetPaper *self,
                    double     y,
                    gboolean  *lower_half)
{
  GtkTextIter iter;
  int buffer_y;
  int top;
  int height;

  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, 0, (int) y, NULL, &buffer_y);
  gtk_text_view_get_line_at_y (GTK_TEXT_VIEW (self), &iter, buffer_y, NULL);
  gtk_text_view_get_line_yrange (GTK_TEXT_VIEW (self), &iter, &top, &height);
  if (lower_half != NULL)
    *lower_half = buffer_y > top + height / 2;
  return gtk_text_iter_get_line (&iter);
}

static void
on_motion (LnetPaper *self,
           double     x,
           double     y)
{
  int line = lnet_paper_line_at (self, y, NULL);

  if (line == self->hovered_line)
    return;
  self->hovered_line = line;
  lnet_paper_queue_handle (self);
}

static void
on_leave (LnetPaper *self)
{
  self->hovered_line = -1;
  lnet_paper_queue_handle (self);
}

static void
on_focus_leave (LnetPaper *self)
{
  if (self->manuscript != NULL)
    lnet_manuscript_flush (self->manuscript);
}

static void
on_preedit_changed (LnetPaper  *self,
                    const char *preedit)
{
  self->composing = *preedit != '\0';
}

static void
insert_at_caret (LnetPaper  *self,
                 const char *text)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->manuscript);

  if (!gtk_text_view_get_editable (GTK_TEXT_VIEW (self)))
    return;
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_insert_interactive_at_cursor (buffer, text, -1, TRUE);
  gtk_text_buffer_end_user_action (buffer);
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self), gtk_text_buffer_get_insert (buffer));
}

/* Enter in title or question goes on to the next line; in an empty heading or quote it makes that plain text. */
static gboolean
press_enter (LnetPaper *self)
{
  guint line = lnet_paper_get_caret_line (self);
  const LnetBlock *block = lnet_manuscript_get_block (self->manuscript, line);
  g_autofree char *text = NULL;
  GtkTextIter iter;

  if (block == NULL || !gtk_text_view_get_editable (GTK_TEXT_VIEW (self)))
    return FALSE;
  if (block->kind == LNET_BLOCK_TITLE || block->kind == LNET_BLOCK_QUESTION)
    {
      gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self->manuscript), &iter, (int) line + 1);
      gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (self->manuscript), &iter);
      return TRUE;
    }
  if (block->kind != LNET_BLOCK_HEADING && block->kind != LNET_BLOCK_QUOTE)
    return FALSE;
  text = lnet_manuscript_dup_text (self->manuscript, line);
  if (*text != '\0')
    return FALSE;
  lnet_manuscript_set_kind (self->manuscript, line, LNET_BLOCK_TEXT);
  return TRUE;
}

static gboolean
on_key_pressed (LnetPaper      *self,
                guint           keyval,
                guint           keycode,
                GdkModifierType state)
{
  gboolean enter = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter;

  if (self->manuscript == NULL || self->composing || !enter ||
      (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if ((state & GDK_SHIFT_MASK) != 0)
    {
      insert_at_caret (self, "\xe2\x80\xa8");
      return GDK_EVENT_STOP;
    }
  return press_enter (self) ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

static void
on_clipboard_read (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (LnetPaper) self = LNET_PAPER (user_data);
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (text != NULL && self->manuscript != NULL)
    insert_at_caret (self, text);
}

/* Words are pasted, not how they looked elsewhere. */
static void
lnet_paper_paste_clipboard (GtkTextView *view)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (view)), NULL, on_clipboard_read,
                                 g_object_ref (view));
}

static void
lnet_paper_snapshot_layer (GtkTextView      *view,
                           GtkTextViewLayer  layer,
                           GtkSnapshot      *snapshot)
{
  if (layer == GTK_TEXT_VIEW_LAYER_BELOW_TEXT)
    lnet_paper_draw_below (LNET_PAPER (view), snapshot);
}

static void
on_blocks_changed (LnetPaper *self)
{
  lnet_paper_queue_handle (self);
  lnet_paper_update_actions (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
lnet_paper_size_allocate (GtkWidget *widget,
                          int        width,
                          int        height,
                          int        baseline)
{
  GTK_WIDGET_CLASS (lnet_paper_parent_class)->size_allocate (widget, width, height, baseline);
  lnet_paper_queue_handle (LNET_PAPER (widget));
}

static void
lnet_paper_dispose (GObject *object)
{
  LnetPaper *self = LNET_PAPER (object);

  g_clear_handle_id (&self->handle_idle, g_source_remove);
  self->handle = NULL;
  g_clear_object (&self->manuscript);
  g_clear_object (&self->authors);
  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_PAPER);

  G_OBJECT_CLASS (lnet_paper_parent_class)->dispose (object);
}

static void
lnet_paper_class_init (LnetPaperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkTextViewClass *view_class = GTK_TEXT_VIEW_CLASS (klass);

  object_class->dispose = lnet_paper_dispose;
  widget_class->size_allocate = lnet_paper_size_allocate;
  view_class->snapshot_layer = lnet_paper_snapshot_layer;
  view_class->paste_clipboard = lnet_paper_paste_clipboard;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-paper.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetPaper, passage_menu);
  gtk_widget_class_bind_template_callback (widget_class, on_motion);
  gtk_widget_class_bind_template_callback (widget_class, on_leave);
  gtk_widget_class_bind_template_callback (widget_class, on_focus_leave);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed);
  lnet_paper_install_actions (widget_class);
}

static void
lnet_paper_init (LnetPaper *self)
{
  self->handle_line = -1;
  self->hovered_line = -1;
  self->drop_line = -1;
  self->drop_words_line = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "preedit-changed", G_CALLBACK (on_preedit_changed), NULL);
  lnet_paper_add_handle (self);
  lnet_paper_add_drop_target (self);
  lnet_paper_set_narrow (self, FALSE);
}

void
lnet_paper_set_manuscript (LnetPaper      *self,
                           LnetManuscript *manuscript,
                           LnetAuthors    *authors)
{
  g_return_if_fail (LNET_IS_PAPER (self));

  g_set_object (&self->authors, authors);
  if (!g_set_object (&self->manuscript, manuscript))
    return;
  gtk_text_view_set_buffer (GTK_TEXT_VIEW (self), GTK_TEXT_BUFFER (manuscript));
  g_signal_connect_object (manuscript, "blocks-changed", G_CALLBACK (on_blocks_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manuscript, "current-changed", G_CALLBACK (on_blocks_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manuscript, "changed", G_CALLBACK (lnet_paper_queue_handle), self, G_CONNECT_SWAPPED);
}

void
lnet_paper_set_mode (LnetPaper     *self,
                     LnetPaperMode  mode)
{
  g_return_if_fail (LNET_IS_PAPER (self));

  self->mode = mode;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
lnet_paper_set_narrow (LnetPaper *self,
                       gboolean   narrow)
{
  g_return_if_fail (LNET_IS_PAPER (self));

  self->narrow = narrow;
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self), narrow ? NARROW_MARGIN : WIDE_MARGIN);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (self), narrow ? NARROW_MARGIN : RIGHT_MARGIN);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (self), narrow ? 24 : 48);
  lnet_paper_queue_handle (self);
}

/* Lines that were never on the screen have no height yet, and a page that is just being opened has another width. */
#define FRAMES_TO_SHOW 12

static gboolean
keep_caret_on_screen (GtkWidget     *widget,
                      GdkFrameClock *clock,
                      gpointer       user_data)
{
  LnetPaper *self = LNET_PAPER (widget);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));

  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self), gtk_text_buffer_get_insert (buffer), 0.1, FALSE, 0, 0);
  return --self->n_frames_to_show > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

void
lnet_paper_show_caret (LnetPaper *self)
{
  g_return_if_fail (LNET_IS_PAPER (self));

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (self->n_frames_to_show == 0)
    gtk_widget_add_tick_callback (GTK_WIDGET (self), keep_caret_on_screen, NULL, NULL);
  self->n_frames_to_show = FRAMES_TO_SHOW;
}
