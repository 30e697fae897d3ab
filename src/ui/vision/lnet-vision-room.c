/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-vision-room-private.h"

#include "lnet-vision-edit.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (LnetVisionRoom, lnet_vision_room, LNET_TYPE_ROOM)

LnetId
lnet_vision_room_get_passage (LnetVisionRoom *self)
{
  const LnetBlock *block = lnet_manuscript_get_current (self->manuscript);

  return block != NULL && lnet_block_is_passage (block) ? block->id : lnet_id_null ();
}

static LnetPaperMode
get_mode (LnetVisionRoom *self)
{
  const char *name = adw_toggle_group_get_active_name (self->modes);

  if (g_strcmp0 (name, "trace") == 0)
    return LNET_PAPER_TRACE;
  return g_strcmp0 (name, "history") == 0 ? LNET_PAPER_HISTORY : LNET_PAPER_WRITE;
}

static void
update_panes (LnetVisionRoom *self)
{
  GtkTextIter iter;
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->manuscript);
  guint line;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  line = (guint) gtk_text_iter_get_line (&iter);
  if (get_mode (self) == LNET_PAPER_TRACE)
    lnet_trace_pane_set_line (self->trace_pane, line);
  if (get_mode (self) == LNET_PAPER_HISTORY)
    lnet_history_pane_set_line (self->history_pane, line);
}

static void
on_mode_changed (LnetVisionRoom *self)
{
  LnetPaperMode mode = get_mode (self);

  if (self->manuscript == NULL)
    return;
  lnet_manuscript_flush (self->manuscript);
  lnet_paper_set_mode (self->paper, mode);
  if (mode != LNET_PAPER_WRITE)
    gtk_stack_set_visible_child_name (self->panes, mode == LNET_PAPER_TRACE ? "trace" : "history");
  adw_overlay_split_view_set_show_sidebar (self->split, mode != LNET_PAPER_WRITE);
  update_panes (self);
}

/* Swiping the pane away on a phone leads back to writing. */
static void
on_pane_closed (LnetVisionRoom *self)
{
  if (!adw_overlay_split_view_get_show_sidebar (self->split))
    adw_toggle_group_set_active_name (self->modes, "write");
}

static void
on_state_changed (LnetVisionRoom *self)
{
  LnetManuscriptState state = lnet_manuscript_get_state (self->manuscript);
  const char *label = _("Saved");

  if (state == LNET_MANUSCRIPT_SAVING)
    label = _("Saving…");
  else if (state == LNET_MANUSCRIPT_FAILED)
    label = _("Not saved");
  gtk_label_set_label (self->state_label, label);
  if (state != LNET_MANUSCRIPT_FAILED)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->state_label), "error");
      return;
    }
  gtk_widget_add_css_class (GTK_WIDGET (self->state_label), "error");
  gtk_accessible_announce (GTK_ACCESSIBLE (self), label, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static GtkWidget *
make_outline_row (const char *title)
{
  GtkWidget *label = gtk_label_new (*title != '\0' ? title : _("Section without a title"));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
  return label;
}

static void
fill_outline (LnetVisionRoom *self)
{
  gtk_list_box_remove_all (self->outline);
  for (guint line = 0; line < lnet_manuscript_get_n_blocks (self->manuscript); line++)
    {
      const LnetBlock *block = lnet_manuscript_get_block (self->manuscript, line);
      g_autofree char *title = NULL;
      GtkWidget *row;

      if (block->kind != LNET_BLOCK_SECTION)
        continue;
      title = lnet_manuscript_dup_text (self->manuscript, line);
      row = make_outline_row (title);
      g_object_set_data_full (G_OBJECT (row), "section", lnet_id_copy (&block->id), g_free);
      gtk_list_box_append (self->outline, row);
    }
}

static void
on_outline_activated (LnetVisionRoom *self,
                      GtkListBoxRow  *row)
{
  const LnetId *section = g_object_get_data (G_OBJECT (gtk_list_box_row_get_child (row)), "section");

  gtk_menu_button_popdown (self->outline_button);
  if (lnet_manuscript_go_to (self->manuscript, section))
    lnet_paper_show_caret (self->paper);
}

static void
on_start (LnetVisionRoom *self)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("document-add");
  const char *question = gtk_editable_get_text (GTK_EDITABLE (self->question_row));
  const char *title = gtk_editable_get_text (GTK_EDITABLE (self->title_row));
  LnetStore *store = lnet_session_get_store (lnet_room_get_session (LNET_ROOM (self)));
  LnetId document;

  document = lnet_vision_add_document (transaction, *title != '\0' ? title : lnet_store_get_name (store), question);
  self->starting = FALSE;
  lnet_manuscript_set_document (self->manuscript, &document);
  lnet_session_commit (lnet_room_get_session (LNET_ROOM (self)), g_steal_pointer (&transaction),
                       _("The document is started"));
}

static void
fill_documents_menu (LnetVisionRoom *self)
{
  g_menu_remove_all (self->documents_menu);
  for (guint i = 0; i < self->documents->len; i++)
    {
      const LnetVisionDocument *document = self->documents->pdata[i];
      g_autofree char *id = lnet_id_to_string (&document->id);
      g_autoptr (GMenuItem) item =
        g_menu_item_new (*document->title != '\0' ? document->title : _("Document without a title"), NULL);

      g_menu_item_set_action_and_target (item, "vision.document", "s", id);
      g_menu_append_item (self->documents_menu, item);
    }
}

static gboolean
has_document (LnetVisionRoom *self,
              const LnetId   *id)
{
  for (guint i = 0; i < self->documents->len; i++)
    if (lnet_id_equal (&((LnetVisionDocument *) self->documents->pdata[i])->id, id))
      return TRUE;
  return FALSE;
}

void
lnet_vision_room_show_document (LnetVisionRoom *self,
                                const LnetId   *document)
{
  self->starting = FALSE;
  lnet_manuscript_set_document (self->manuscript, document);
  gtk_stack_set_visible_child_name (self->views, "document");
  on_mode_changed (self);
  lnet_vision_room_update_actions (self);
}

void
lnet_vision_room_load_documents (LnetVisionRoom *self)
{
  LnetSession *session = lnet_room_get_session (LNET_ROOM (self));
  const LnetId *shown = lnet_manuscript_get_document (self->manuscript);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) documents = lnet_vision_list_documents (lnet_session_get_reader (session), &error);

  if (documents == NULL)
    {
      lnet_session_fail (session, _("The documents could not be read"), error);
      return;
    }
  g_clear_pointer (&self->documents, g_ptr_array_unref);
  self->documents = g_steal_pointer (&documents);
  fill_documents_menu (self);
  if (self->documents->len == 0 || self->starting)
    {
      LnetId none = lnet_id_null ();

      if (!has_document (self, shown))
        lnet_manuscript_set_document (self->manuscript, &none);
      gtk_stack_set_visible_child_name (self->views, "empty");
    }
  else if (!has_document (self, shown))
    lnet_vision_room_show_document (self, &((LnetVisionDocument *) self->documents->pdata[0])->id);
  else
    gtk_stack_set_visible_child_name (self->views, "document");
  lnet_vision_room_update_actions (self);
}

static void
on_store_changed (LnetVisionRoom *self,
                  LnetChanges    *changes)
{
  if (lnet_changes_has_table (changes, LNET_TABLE_MEMBER))
    {
      lnet_authors_forget (self->authors);
      gtk_widget_queue_draw (GTK_WIDGET (self->paper));
    }
  if (lnet_changes_has_table (changes, LNET_TABLE_DOCUMENT))
    lnet_vision_room_load_documents (self);
}

static void
on_current_changed (LnetVisionRoom *self)
{
  update_panes (self);
  lnet_vision_room_update_to_settle (self);
  lnet_vision_room_update_actions (self);
}

static void
on_folded_changed (LnetVisionRoom *self)
{
  gboolean folded = lnet_room_get_folded (LNET_ROOM (self));

  gtk_stack_set_visible_child_name (self->title_stack, folded ? "title" : "modes");
  lnet_paper_set_narrow (self->paper, folded);
  /* In a narrow window the pane is as wide as the window, even where its words are large. */
  adw_overlay_split_view_set_min_sidebar_width (self->split, folded ? 160 : 320);
  adw_overlay_split_view_set_sidebar_width_fraction (self->split, folded ? 1.0 : 0.36);
}

static char *
lnet_vision_room_get_place (LnetRoom *room)
{
  LnetVisionRoom *self = LNET_VISION_ROOM (room);
  const LnetBlock *block = lnet_manuscript_get_current (self->manuscript);

  return block != NULL ? lnet_id_to_string (&block->id) : NULL;
}

static void
lnet_vision_room_go_to (LnetRoom   *room,
                        const char *place)
{
  LnetVisionRoom *self = LNET_VISION_ROOM (room);
  LnetId id;
  LnetId document;

  if (!lnet_id_from_string (place, &id))
    return;
  document = lnet_vision_find_document (lnet_session_get_reader (lnet_room_get_session (room)), &id);
  if (lnet_id_is_null (&document) && self->documents != NULL && has_document (self, &id))
    document = id;
  if (lnet_id_is_null (&document))
    return;
  lnet_vision_room_show_document (self, &document);
  if (lnet_manuscript_go_to (self->manuscript, &id))
    lnet_paper_show_caret (self->paper);
}

static void
lnet_vision_room_begin_search (LnetRoom *room)
{
  LnetVisionRoom *self = LNET_VISION_ROOM (room);

  adw_toggle_group_set_active_name (self->modes, "trace");
  lnet_trace_pane_begin_search (self->trace_pane);
}

static void
lnet_vision_room_add_new (LnetRoom *room)
{
  gtk_widget_activate_action (GTK_WIDGET (room), "vision.add-words", NULL);
}

static void
lnet_vision_room_flush (LnetRoom *room)
{
  lnet_manuscript_flush (LNET_VISION_ROOM (room)->manuscript);
}

static void
lnet_vision_room_unmap (GtkWidget *widget)
{
  lnet_manuscript_flush (LNET_VISION_ROOM (widget)->manuscript);
  GTK_WIDGET_CLASS (lnet_vision_room_parent_class)->unmap (widget);
}

static void
connect_manuscript (LnetVisionRoom *self)
{
  g_signal_connect_object (self->manuscript, "notify::state", G_CALLBACK (on_state_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->manuscript, "current-changed", G_CALLBACK (on_current_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->manuscript, "blocks-changed", G_CALLBACK (on_current_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
lnet_vision_room_constructed (GObject *object)
{
  static const char *const reading[] = {
    "vision.go-to", "vision.document", "vision.cancel-starting", "vision.mode", NULL
  };
  LnetVisionRoom *self = LNET_VISION_ROOM (object);
  LnetSession *session = lnet_room_get_session (LNET_ROOM (self));

  G_OBJECT_CLASS (lnet_vision_room_parent_class)->constructed (object);

  lnet_session_guard_actions (session, GTK_WIDGET (self), reading);
  gtk_widget_set_sensitive (self->beginning, lnet_session_may_write (session));
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->paper), lnet_session_may_write (session));
  self->manuscript = lnet_manuscript_new (session);
  self->authors = lnet_authors_new (session);
  lnet_paper_set_manuscript (self->paper, self->manuscript, self->authors);
  lnet_trace_pane_set_manuscript (self->trace_pane, session, self->manuscript, self->authors);
  lnet_history_pane_set_manuscript (self->history_pane, session, self->manuscript);
  connect_manuscript (self);
  g_signal_connect (self, "notify::folded", G_CALLBACK (on_folded_changed), NULL);
  g_signal_connect_object (self->split, "notify::show-sidebar", G_CALLBACK (on_pane_closed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->outline_popover, "show", G_CALLBACK (fill_outline), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lnet_session_get_store (session), "changed", G_CALLBACK (on_store_changed), self,
                           G_CONNECT_SWAPPED);
  on_state_changed (self);
  on_folded_changed (self);
  lnet_vision_room_load_documents (self);
}

static void
lnet_vision_room_dispose (GObject *object)
{
  LnetVisionRoom *self = LNET_VISION_ROOM (object);

  if (self->manuscript != NULL)
    lnet_manuscript_flush (self->manuscript);
  g_cancellable_cancel (self->merged);
  g_clear_object (&self->merged);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_VISION_ROOM);
  g_clear_object (&self->manuscript);
  g_clear_object (&self->authors);
  g_clear_pointer (&self->documents, g_ptr_array_unref);

  G_OBJECT_CLASS (lnet_vision_room_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, LnetVisionRoom, views);
  gtk_widget_class_bind_template_child (widget_class, LnetVisionRoom, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, LnetVisionRoom, beginning);
  gtk_widget_class_bind_template_child (widget_class, LnetVisionRoom, question_row);
  gtk_widget_class_bind_template_child (widget_class, LnetVisionRoom, title_row);
  gtk_widget_class_bind_template_child (widget_class, LnetVisionRoom, split);
  gtk_widget_class_bind_template_child (widget_class, LnetVisionRoom, outline_button);
  gtk_widget_class_bind_template_child (widget_class, LnetVisionRoom, outline);
  gtk_widget_class_bind_template_child (widget_class, LnetVisionRoom, outline_popover);
  gtk_widget_class_bind_template_child (widget_class, LnetVisionRoom, title_stack);
  gtk_widget_class_bind_template_child (widget_class, LnetVisionRoom, modes);
  gtk_widget_class_bind_template_child (widget_class, LnetVisionRoom, state_label);
  gtk_widget_class_bind_template_child (widget_class, LnetVisionRoom, to_settle);
  gtk_widget_class_bind_template_child (widget_class, LnetVisionRoom, paper);
  gtk_widget_class_bind_template_child (widget_class, LnetVisionRoom, panes);
  gtk_widget_class_bind_template_child (widget_class, LnetVisionRoom, trace_pane);
  gtk_widget_class_bind_template_child (widget_class, LnetVisionRoom, history_pane);
  gtk_widget_class_bind_template_child (widget_class, LnetVisionRoom, documents_menu);
  gtk_widget_class_bind_template_callback (widget_class, on_start);
  gtk_widget_class_bind_template_callback (widget_class, on_mode_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_outline_activated);
  gtk_widget_class_bind_template_callback (widget_class, lnet_vision_room_settle);
}

static void
lnet_vision_room_class_init (LnetVisionRoomClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  LnetRoomClass *room_class = LNET_ROOM_CLASS (klass);

  object_class->constructed = lnet_vision_room_constructed;
  object_class->dispose = lnet_vision_room_dispose;
  widget_class->unmap = lnet_vision_room_unmap;
  room_class->begin_search = lnet_vision_room_begin_search;
  room_class->add_new = lnet_vision_room_add_new;
  room_class->get_place = lnet_vision_room_get_place;
  room_class->go_to = lnet_vision_room_go_to;
  room_class->flush = lnet_vision_room_flush;

  g_type_ensure (LNET_TYPE_PAPER);
  g_type_ensure (LNET_TYPE_TRACE_PANE);
  g_type_ensure (LNET_TYPE_HISTORY_PANE);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-vision-room.ui");
  bind_children (widget_class);
  lnet_vision_room_install_actions (widget_class);
}

static void
lnet_vision_room_init (LnetVisionRoom *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
