/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-note-entry.h"

#include <glib/gi18n-lib.h>

#include "lnet-strength-language.h"

struct _LnetNoteEntry
{
  AdwPreferencesRow parent_instance;

  GtkWidget *view;
  GtkTextBuffer *buffer;
  GtkLabel *placeholder_label;
  GtkRevealer *revealer;
  GtkLabel *hint;

  gboolean gentle;
  char *found; /* the words that were asked about */
};

G_DEFINE_FINAL_TYPE (LnetNoteEntry, lnet_note_entry, ADW_TYPE_PREFERENCES_ROW)

enum
{
  PROP_TEXT = 1,
  PROP_PLACEHOLDER,
  PROP_GENTLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static char *
dup_all (LnetNoteEntry *self)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}

static void
show_hint (LnetNoteEntry *self,
           const char    *text)
{
  g_autofree char *found = self->gentle
                             ? lnet_strength_language_find (lnet_strength_language_get_default (), text)
                             : NULL;
  g_autofree char *hint = NULL;

  if (!g_set_str (&self->found, found))
    return;
  gtk_revealer_set_reveal_child (self->revealer, found != NULL);
  if (found == NULL)
    return;
  /* Translators: a kind question to whoever writes of a partner; %s are words they used, as "failed to". */
  hint = g_strdup_printf (_("“%s”… What was already working there, that the next step could grow from?"), found);
  gtk_label_set_label (self->hint, hint);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), hint, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
}

static void
on_changed (LnetNoteEntry *self)
{
  g_autofree char *text = dup_all (self);

  gtk_widget_set_visible (GTK_WIDGET (self->placeholder_label), text[0] == '\0');
  show_hint (self, text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

static void
set_placeholder (LnetNoteEntry *self,
                 const char    *placeholder)
{
  gtk_label_set_label (self->placeholder_label, placeholder != NULL ? placeholder : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_PLACEHOLDER,
                                  placeholder != NULL ? placeholder : "", -1);
}

static gboolean
lnet_note_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (LNET_NOTE_ENTRY (widget)->view);
}

static void
lnet_note_entry_get_property (GObject    *object,
                              guint       property_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  LnetNoteEntry *self = LNET_NOTE_ENTRY (object);

  switch (property_id)
    {
    case PROP_TEXT:
      g_value_take_string (value, lnet_note_entry_dup_text (self));
      break;
    case PROP_PLACEHOLDER:
      g_value_set_string (value, gtk_label_get_label (self->placeholder_label));
      break;
    case PROP_GENTLE:
      g_value_set_boolean (value, self->gentle);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lnet_note_entry_set_property (GObject      *object,
                              guint         property_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  LnetNoteEntry *self = LNET_NOTE_ENTRY (object);

  switch (property_id)
    {
    case PROP_TEXT:
      lnet_note_entry_set_text (self, g_value_get_string (value));
      break;
    case PROP_PLACEHOLDER:
      set_placeholder (self, g_value_get_string (value));
      break;
    case PROP_GENTLE:
      self->gentle = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lnet_note_entry_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LNET_TYPE_NOTE_ENTRY);

  G_OBJECT_CLASS (lnet_note_entry_parent_class)->dispose (object);
}

static void
lnet_note_entry_finalize (GObject *object)
{
  g_free (LNET_NOTE_ENTRY (object)->found);

  G_OBJECT_CLASS (lnet_note_entry_parent_class)->finalize (object);
}

static void
lnet_note_entry_class_init (LnetNoteEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lnet_note_entry_dispose;
  object_class->finalize = lnet_note_entry_finalize;
  object_class->get_property = lnet_note_entry_get_property;
  object_class->set_property = lnet_note_entry_set_property;
  widget_class->grab_focus = lnet_note_entry_grab_focus;

  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL,
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PLACEHOLDER] = g_param_spec_string ("placeholder", NULL, NULL, NULL,
                                                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_GENTLE] = g_param_spec_boolean ("gentle", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-note-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetNoteEntry, view);
  gtk_widget_class_bind_template_child (widget_class, LnetNoteEntry, buffer);
  gtk_widget_class_bind_template_child (widget_class, LnetNoteEntry, placeholder_label);
  gtk_widget_class_bind_template_child (widget_class, LnetNoteEntry, revealer);
  gtk_widget_class_bind_template_child (widget_class, LnetNoteEntry, hint);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
}

static void
lnet_note_entry_init (LnetNoteEntry *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
lnet_note_entry_new (const char *title,
                     const char *placeholder,
                     gboolean    gentle)
{
  return g_object_new (LNET_TYPE_NOTE_ENTRY, "title", title, "placeholder", placeholder, "gentle", gentle, NULL);
}

char *
lnet_note_entry_dup_text (LnetNoteEntry *self)
{
  g_return_val_if_fail (LNET_IS_NOTE_ENTRY (self), NULL);

  return g_strstrip (dup_all (self));
}

void
lnet_note_entry_set_text (LnetNoteEntry *self,
                          const char    *text)
{
  g_return_if_fail (LNET_IS_NOTE_ENTRY (self));

  gtk_text_buffer_set_text (self->buffer, text != NULL ? text : "", -1);
}

void
lnet_note_entry_begin (LnetNoteEntry *self)
{
  g_return_if_fail (LNET_IS_NOTE_ENTRY (self));

  gtk_widget_grab_focus (self->view);
}

GtkTextBuffer *
lnet_note_entry_get_buffer (LnetNoteEntry *self)
{
  g_return_val_if_fail (LNET_IS_NOTE_ENTRY (self), NULL);

  return self->buffer;
}

const char *
lnet_note_entry_get_hint (LnetNoteEntry *self)
{
  g_return_val_if_fail (LNET_IS_NOTE_ENTRY (self), NULL);

  return gtk_revealer_get_reveal_child (self->revealer) ? gtk_label_get_label (self->hint) : NULL;
}
