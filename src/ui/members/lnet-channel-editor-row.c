/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-channel-editor-row.h"

#include <glib/gi18n-lib.h>

#include "lnet-contact.h"
#include "lnet-explain.h"

struct _LnetChannelEditorRow
{
  AdwEntryRow parent_instance;

  LnetId id;
  const char *kind; /* interned */
  GPtrArray *labels; /* keys in the order of the drop-down; the first is NULL */
  GtkDropDown *which;
};

G_DEFINE_FINAL_TYPE (LnetChannelEditorRow, lnet_channel_editor_row, ADW_TYPE_ENTRY_ROW)

enum
{
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_email (LnetChannelEditorRow *self)
{
  return g_str_equal (self->kind, "email");
}

static char *
dup_tidy (LnetChannelEditorRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self));

  return is_email (self) ? lnet_email_tidy (text) : lnet_phone_tidy (text);
}

static void
on_changed (LnetChannelEditorRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self));
  const char *sentence = is_email (self) ? lnet_explain_email (text) : lnet_explain_phone (text);

  if (sentence != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "warning");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), sentence);
}

static void
on_remove (LnetChannelEditorRow *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static void
lnet_channel_editor_row_finalize (GObject *object)
{
  g_ptr_array_unref (LNET_CHANNEL_EDITOR_ROW (object)->labels);
  G_OBJECT_CLASS (lnet_channel_editor_row_parent_class)->finalize (object);
}

static void
lnet_channel_editor_row_class_init (LnetChannelEditorRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lnet_channel_editor_row_finalize;
  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
lnet_channel_editor_row_init (LnetChannelEditorRow *self)
{
  self->labels = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect (self, "changed", G_CALLBACK (on_changed), NULL);
}

/* "Any" first, then what people call their addresses, then the word that stands there already if it is another. */
static void
add_labels (LnetChannelEditorRow *self,
            const char           *label)
{
  static const char *const keys[] = { "mobile", "work", "home" };
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  g_ptr_array_add (self->labels, NULL);
  /* Translators: an address or number of which it was not said whether it is for work or home */
  gtk_string_list_append (names, _("any"));
  for (gsize i = is_email (self) ? 1 : 0; i < G_N_ELEMENTS (keys); i++)
    g_ptr_array_add (self->labels, g_strdup (keys[i]));
  for (guint i = 1; i < self->labels->len; i++)
    {
      if (g_strcmp0 (g_ptr_array_index (self->labels, i), label) == 0)
        selected = i;
      gtk_string_list_append (names, lnet_member_channel_label (g_ptr_array_index (self->labels, i)));
    }
  if (label != NULL && selected == 0)
    {
      selected = self->labels->len;
      g_ptr_array_add (self->labels, g_strdup (label));
      gtk_string_list_append (names, lnet_member_channel_label (label));
    }
  self->which = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL));
  gtk_drop_down_set_selected (self->which, selected);
}

static void
add_suffixes (LnetChannelEditorRow *self)
{
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_widget_set_valign (GTK_WIDGET (self->which), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->which), "flat");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->which), _("Which One"));
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_tooltip_text (remove, is_email (self) ? _("Remove This E-Mail Address") : _("Remove This Number"));
  g_signal_connect_object (remove, "clicked", G_CALLBACK (on_remove), self, G_CONNECT_SWAPPED);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), GTK_WIDGET (self->which));
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), remove);
}

GtkWidget *
lnet_channel_editor_row_new (const char              *kind,
                             const LnetMemberChannel *channel)
{
  LnetChannelEditorRow *self = g_object_new (LNET_TYPE_CHANNEL_EDITOR_ROW, NULL);

  self->kind = g_intern_string (kind);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), is_email (self) ? _("E-mail") : _("Phone"));
  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (self),
                                   is_email (self) ? GTK_INPUT_PURPOSE_EMAIL : GTK_INPUT_PURPOSE_PHONE);
  add_labels (self, channel != NULL ? channel->label : NULL);
  add_suffixes (self);
  if (channel != NULL)
    {
      self->id = channel->id;
      gtk_editable_set_text (GTK_EDITABLE (self), channel->value != NULL ? channel->value : "");
    }
  return GTK_WIDGET (self);
}

const LnetId *
lnet_channel_editor_row_get_id (LnetChannelEditorRow *self)
{
  return &self->id;
}

const char *
lnet_channel_editor_row_get_kind (LnetChannelEditorRow *self)
{
  return self->kind;
}

const char *
lnet_channel_editor_row_get_label (LnetChannelEditorRow *self)
{
  return g_ptr_array_index (self->labels, gtk_drop_down_get_selected (self->which));
}

char *
lnet_channel_editor_row_dup_value (LnetChannelEditorRow *self)
{
  char *tidy = dup_tidy (self);

  return tidy != NULL ? tidy : g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self))));
}
