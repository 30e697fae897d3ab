/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-field-editor.h"

#include <glib/gi18n-lib.h>

struct _LnetFieldEditor
{
  AdwBin parent_instance;

  char *before;
  LnetFieldExplain explain;
  gboolean is_done;

  GtkLabel *title;
  GtkEntry *entry;
  GtkWidget *lines; /* around view */
  GtkTextView *view;
  GtkLabel *hint;
};

G_DEFINE_FINAL_TYPE (LnetFieldEditor, lnet_field_editor, ADW_TYPE_BIN)

enum
{
  SAVE,
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
has_lines (LnetFieldEditor *self)
{
  return gtk_widget_get_visible (self->lines);
}

void
lnet_field_editor_set_text (LnetFieldEditor *self,
                            const char      *text)
{
  g_return_if_fail (LNET_IS_FIELD_EDITOR (self));

  if (has_lines (self))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text, -1);
  else
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}

char *
lnet_field_editor_dup_text (LnetFieldEditor *self)
{
  GtkTextIter start, end;

  g_return_val_if_fail (LNET_IS_FIELD_EDITOR (self), NULL);

  if (!has_lines (self))
    return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (self->view), &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (gtk_text_view_get_buffer (self->view), &start, &end, FALSE));
}

static gboolean
is_changed (LnetFieldEditor *self)
{
  g_autofree char *text = lnet_field_editor_dup_text (self);

  return g_strcmp0 (text, self->before) != 0;
}

static gboolean
tell_done (gpointer user_data)
{
  g_signal_emit (user_data, signals[DONE], 0);
  return G_SOURCE_REMOVE;
}

static void
end (LnetFieldEditor *self,
     gboolean         save)
{
  g_autoptr (LnetFieldEditor) kept = g_object_ref (self);

  if (self->is_done)
    return;
  self->is_done = TRUE;
  if (save)
    g_signal_emit (self, signals[SAVE], 0);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    tell_done (self);
  else
    /* What is around it is being taken apart or hidden, and is let finish. */
    g_idle_add_full (G_PRIORITY_DEFAULT, tell_done, g_object_ref (self), g_object_unref);
}

void
lnet_field_editor_finish (LnetFieldEditor *self)
{
  g_return_if_fail (LNET_IS_FIELD_EDITOR (self));

  end (self, is_changed (self));
}

static void
on_save (LnetFieldEditor *self)
{
  lnet_field_editor_finish (self);
}

static void
on_discard_answered (LnetFieldEditor *self,
                     const char      *response)
{
  if (g_str_equal (response, "discard"))
    end (self, FALSE);
  else if (g_str_equal (response, "save"))
    end (self, TRUE);
}

static void
on_cancel (LnetFieldEditor *self)
{
  AdwDialog *question;

  if (!is_changed (self))
    {
      end (self, FALSE);
      return;
    }
  question = adw_alert_dialog_new (_("Discard What You Wrote?"), gtk_label_get_label (self->title));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (question), "keep", _("_Keep Writing"), "discard", _("_Discard"),
                                  "save", _("_Save"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (question), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (question), "save", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (question), "save");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (question), "keep");
  g_signal_connect_object (question, "response", G_CALLBACK (on_discard_answered), self, G_CONNECT_SWAPPED);
  adw_dialog_present (question, GTK_WIDGET (self));
}

static gboolean
on_escape (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   user_data)
{
  on_cancel (LNET_FIELD_EDITOR (widget));
  return GDK_EVENT_STOP;
}

static gboolean
on_enter (GtkWidget *widget,
          GVariant  *arguments,
          gpointer   user_data)
{
  on_save (LNET_FIELD_EDITOR (widget));
  return GDK_EVENT_STOP;
}

/* It is larger than what stood there, so what scrolls has to follow once it has its size. */
static gboolean
scroll_into_view (GtkWidget     *widget,
                  GdkFrameClock *clock,
                  gpointer       user_data)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);

  if (gtk_widget_get_height (widget) == 0)
    return G_SOURCE_CONTINUE;
  if (viewport != NULL)
    gtk_viewport_scroll_to (GTK_VIEWPORT (viewport), widget, NULL);
  return G_SOURCE_REMOVE;
}

/* What is doubtful is said while it is written, to those who listen too; it does not stand in the way. */
static void
on_changed (LnetFieldEditor *self)
{
  g_autofree char *text = lnet_field_editor_dup_text (self);
  const char *sentence = self->explain != NULL ? self->explain (text) : NULL;

  if (g_strcmp0 (sentence != NULL ? sentence : "", gtk_label_get_label (self->hint)) == 0)
    return;
  gtk_label_set_label (self->hint, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), sentence != NULL);
  if (sentence == NULL)
    return;
  gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_into_view, NULL, NULL);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
}

static gboolean
grab_focus (GtkWidget *widget)
{
  LnetFieldEditor *self = LNET_FIELD_EDITOR (widget);

  gtk_widget_add_tick_callback (widget, scroll_into_view, NULL, NULL);
  return gtk_widget_grab_focus (has_lines (self) ? GTK_WIDGET (self->view) : GTK_WIDGET (self->entry));
}

/* Another member is shown, another room, or the window closes. */
static void
lnet_field_editor_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (lnet_field_editor_parent_class)->unmap (widget);
  lnet_field_editor_finish (LNET_FIELD_EDITOR (widget));
}

static void
lnet_field_editor_dispose (GObject *object)
{
  LnetFieldEditor *self = LNET_FIELD_EDITOR (object);

  self->is_done = TRUE;
  /* The bin would let go of a child that the template has already taken away. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_FIELD_EDITOR);
  G_OBJECT_CLASS (lnet_field_editor_parent_class)->dispose (object);
}

static void
lnet_field_editor_finalize (GObject *object)
{
  g_free (LNET_FIELD_EDITOR (object)->before);
  G_OBJECT_CLASS (lnet_field_editor_parent_class)->finalize (object);
}

static void
lnet_field_editor_class_init (LnetFieldEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lnet_field_editor_dispose;
  object_class->finalize = lnet_field_editor_finalize;
  widget_class->grab_focus = grab_focus;
  widget_class->unmap = lnet_field_editor_unmap;

  signals[SAVE] = g_signal_new ("save", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                0);
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                0);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-field-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetFieldEditor, title);
  gtk_widget_class_bind_template_child (widget_class, LnetFieldEditor, entry);
  gtk_widget_class_bind_template_child (widget_class, LnetFieldEditor, lines);
  gtk_widget_class_bind_template_child (widget_class, LnetFieldEditor, view);
  gtk_widget_class_bind_template_child (widget_class, LnetFieldEditor, hint);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, GDK_NO_MODIFIER_MASK, on_escape, NULL);
}

/* Before the text takes it for a new line. */
static void
lnet_field_editor_init (LnetFieldEditor *self)
{
  static const guint enter[] = { GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_ISO_Enter };
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  for (gsize i = 0; i < G_N_ELEMENTS (enter); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                          gtk_shortcut_new (gtk_keyval_trigger_new (enter[i], GDK_CONTROL_MASK),
                                                            gtk_callback_action_new (on_enter, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
lnet_field_editor_new (const char       *title,
                       const char       *text,
                       gboolean          lines,
                       GtkInputPurpose   purpose,
                       LnetFieldExplain  explain)
{
  LnetFieldEditor *self = g_object_new (LNET_TYPE_FIELD_EDITOR, NULL);

  self->before = g_strstrip (g_strdup (text != NULL ? text : ""));
  self->explain = explain;
  gtk_label_set_label (self->title, title);
  gtk_widget_set_visible (self->lines, lines);
  gtk_widget_set_visible (GTK_WIDGET (self->entry), !lines);
  gtk_entry_set_input_purpose (self->entry, purpose);
  lnet_field_editor_set_text (self, self->before);
  return GTK_WIDGET (self);
}
