/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-suggest-row.h"

#include <glib/gi18n-lib.h>

#include "lnet-name.h"

#define MOST_OFFERED 7

struct _LnetSuggestRow
{
  AdwEntryRow parent_instance;

  GtkWidget *popover;
  GtkListBox *list;
  GStrv words;
  GStrv folded;
  gboolean is_setting; /* the text is set, not typed */
};

G_DEFINE_FINAL_TYPE (LnetSuggestRow, lnet_suggest_row, ADW_TYPE_ENTRY_ROW)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
put_away (LnetSuggestRow *self)
{
  if (gtk_widget_get_visible (self->popover))
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
take (LnetSuggestRow *self,
      GtkListBoxRow  *row)
{
  g_autofree char *word = g_strdup (gtk_label_get_label (GTK_LABEL (gtk_list_box_row_get_child (row))));

  lnet_suggest_row_set_text (self, word);
  put_away (self);
  gtk_editable_set_position (GTK_EDITABLE (self), -1);
  g_signal_emit (self, signals[CHOSEN], 0, word);
}

static void
on_row_activated (GtkListBox     *list,
                  GtkListBoxRow  *row,
                  LnetSuggestRow *self)
{
  take (self, row);
}

static void
offer (LnetSuggestRow *self,
       const char     *word)
{
  GtkWidget *label = gtk_label_new (word);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_box_append (self->list, label);
}

/* A word begins with what was typed, or one of its parts does. */
static gboolean
fits (const char *folded,
      const char *typed)
{
  const char *at = strstr (folded, typed);

  while (at != NULL && at != folded && at[-1] != ' ')
    at = strstr (at + 1, typed);
  return at != NULL;
}

static guint
fill (LnetSuggestRow *self,
      const char     *typed)
{
  guint n = 0;

  gtk_list_box_remove_all (self->list);
  for (guint i = 0; self->words != NULL && self->words[i] != NULL && n < MOST_OFFERED; i++)
    if (fits (self->folded[i], typed))
      {
        offer (self, self->words[i]);
        n++;
      }
  return n;
}

static void
announce (LnetSuggestRow *self,
          guint           n)
{
  g_autofree char *message = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u suggestion", "%u suggestions", n), n);

  gtk_accessible_announce (GTK_ACCESSIBLE (self), message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
}

static void
show_fitting (LnetSuggestRow *self)
{
  g_autofree char *typed = lnet_name_fold (gtk_editable_get_text (GTK_EDITABLE (self)));
  GtkListBoxRow *first;
  guint n = *typed != '\0' ? fill (self, typed) : 0;

  first = gtk_list_box_get_row_at_index (self->list, 0);
  /* One that is written in full already is no suggestion. */
  if (n == 0 || (n == 1 && g_str_equal (gtk_label_get_label (GTK_LABEL (gtk_list_box_row_get_child (first))),
                                        gtk_editable_get_text (GTK_EDITABLE (self)))))
    {
      put_away (self);
      return;
    }
  gtk_widget_set_size_request (self->popover, MAX (gtk_widget_get_width (GTK_WIDGET (self)) - 24, -1), -1);
  gtk_popover_popup (GTK_POPOVER (self->popover));
  announce (self, n);
}

static void
on_changed (LnetSuggestRow *self)
{
  if (!self->is_setting && gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      (gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0)
    show_fitting (self);
}

static void
move (LnetSuggestRow *self,
      int             by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int index = row != NULL ? gtk_list_box_row_get_index (row) + by : by > 0 ? 0 : -1;

  row = index >= 0 ? gtk_list_box_get_row_at_index (self->list, index) : NULL;
  if (row == NULL && index >= 0)
    return;
  gtk_list_box_select_row (self->list, row);
  if (row != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), gtk_label_get_label (GTK_LABEL (gtk_list_box_row_get_child (row))),
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static gboolean
on_key (GtkEventControllerKey *controller,
        guint                  keyval,
        guint                  keycode,
        GdkModifierType        state,
        LnetSuggestRow        *self)
{
  GtkListBoxRow *row;
  gboolean visible = gtk_widget_get_visible (self->popover);

  switch (keyval)
    {
    case GDK_KEY_Down:
      if (!visible)
        return GDK_EVENT_PROPAGATE;
      move (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
      if (!visible)
        return GDK_EVENT_PROPAGATE;
      move (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      row = visible ? gtk_list_box_get_selected_row (self->list) : NULL;
      if (row == NULL)
        return GDK_EVENT_PROPAGATE;
      take (self, row);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      if (!visible)
        return GDK_EVENT_PROPAGATE;
      put_away (self);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
on_focus_left (LnetSuggestRow *self)
{
  put_away (self);
}

static void
size_allocate (GtkWidget *widget,
               int        width,
               int        height,
               int        baseline)
{
  GTK_WIDGET_CLASS (lnet_suggest_row_parent_class)->size_allocate (widget, width, height, baseline);
  gtk_popover_present (GTK_POPOVER (LNET_SUGGEST_ROW (widget)->popover));
}

static void
lnet_suggest_row_dispose (GObject *object)
{
  LnetSuggestRow *self = LNET_SUGGEST_ROW (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  G_OBJECT_CLASS (lnet_suggest_row_parent_class)->dispose (object);
}

static void
lnet_suggest_row_finalize (GObject *object)
{
  LnetSuggestRow *self = LNET_SUGGEST_ROW (object);

  g_strfreev (self->words);
  g_strfreev (self->folded);
  G_OBJECT_CLASS (lnet_suggest_row_parent_class)->finalize (object);
}

static void
lnet_suggest_row_class_init (LnetSuggestRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lnet_suggest_row_dispose;
  object_class->finalize = lnet_suggest_row_finalize;
  GTK_WIDGET_CLASS (klass)->size_allocate = size_allocate;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
lnet_suggest_row_init (LnetSuggestRow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_set_can_focus (GTK_WIDGET (self->list), FALSE);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_row_activated), self, G_CONNECT_DEFAULT);
  self->popover = gtk_popover_new ();
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_child (GTK_POPOVER (self->popover), GTK_WIDGET (self->list));
  gtk_widget_add_css_class (self->popover, "menu");
  gtk_widget_set_can_focus (self->popover, FALSE);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (on_focus_left), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect (self, "changed", G_CALLBACK (on_changed), NULL);
}

GtkWidget *
lnet_suggest_row_new (void)
{
  return g_object_new (LNET_TYPE_SUGGEST_ROW, NULL);
}

void
lnet_suggest_row_set_words (LnetSuggestRow    *self,
                            const char *const *words)
{
  guint n = g_strv_length ((char **) words);

  g_return_if_fail (LNET_IS_SUGGEST_ROW (self));

  g_strfreev (self->words);
  g_strfreev (self->folded);
  self->words = g_strdupv ((char **) words);
  self->folded = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    self->folded[i] = lnet_name_fold (words[i]);
}

void
lnet_suggest_row_set_text (LnetSuggestRow *self,
                           const char     *text)
{
  g_return_if_fail (LNET_IS_SUGGEST_ROW (self));

  self->is_setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self), text != NULL ? text : "");
  self->is_setting = FALSE;
}

char *
lnet_suggest_row_dup_text (LnetSuggestRow *self)
{
  g_return_val_if_fail (LNET_IS_SUGGEST_ROW (self), NULL);

  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self))));
}
