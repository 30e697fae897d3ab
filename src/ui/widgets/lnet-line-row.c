/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-line-row.h"

struct _LnetLineRow
{
  AdwBin parent_instance;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *caption;
  GtkLabel *note;
  GtkButton *second;
  GtkButton *button;

  LnetLine *line;
};

G_DEFINE_FINAL_TYPE (LnetLineRow, lnet_line_row, ADW_TYPE_BIN)

enum
{
  ACTED,
  SECOND_ACTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
on_clicked (LnetLineRow *self)
{
  g_autoptr (LnetLine) line = self->line != NULL ? g_object_ref (self->line) : NULL;

  if (line != NULL)
    g_signal_emit (self, signals[ACTED], 0, line);
}

static void
on_second_clicked (LnetLineRow *self)
{
  g_autoptr (LnetLine) line = self->line != NULL ? g_object_ref (self->line) : NULL;

  if (line != NULL)
    g_signal_emit (self, signals[SECOND_ACTED], 0, line);
}

static void
lnet_line_row_dispose (GObject *object)
{
  LnetLineRow *self = LNET_LINE_ROW (object);

  g_clear_object (&self->line);
  gtk_widget_dispose_template (GTK_WIDGET (object), LNET_TYPE_LINE_ROW);

  G_OBJECT_CLASS (lnet_line_row_parent_class)->dispose (object);
}

static void
lnet_line_row_class_init (LnetLineRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lnet_line_row_dispose;

  signals[ACTED] = g_signal_new ("acted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, LNET_TYPE_LINE);
  signals[SECOND_ACTED] = g_signal_new ("second-acted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, LNET_TYPE_LINE);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-line-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetLineRow, icon);
  gtk_widget_class_bind_template_child (widget_class, LnetLineRow, title);
  gtk_widget_class_bind_template_child (widget_class, LnetLineRow, caption);
  gtk_widget_class_bind_template_child (widget_class, LnetLineRow, note);
  gtk_widget_class_bind_template_child (widget_class, LnetLineRow, second);
  gtk_widget_class_bind_template_child (widget_class, LnetLineRow, button);
  gtk_widget_class_bind_template_callback (widget_class, on_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_second_clicked);
}

static void
lnet_line_row_init (LnetLineRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
lnet_line_row_new (void)
{
  return g_object_new (LNET_TYPE_LINE_ROW, NULL);
}

static void
show_text (GtkLabel   *label,
           const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
show_button (LnetLineRow *self,
             LnetLine    *line)
{
  const char *label = lnet_line_get_button (line);
  g_autofree char *spoken = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->button), label != NULL);
  if (label == NULL)
    return;
  /* A button that nobody listens to says what could be done elsewhere. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->button), g_signal_has_handler_pending (self, signals[ACTED], 0, FALSE));
  gtk_button_set_label (self->button, label);
  /* Which of the many buttons this one is. */
  spoken = g_strdup_printf ("%s: %s", label, lnet_line_get_title (line));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
show_second (LnetLineRow *self,
             LnetLine    *line)
{
  const char *label = lnet_line_get_second_label (line);
  g_autofree char *spoken = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->second),
                          label != NULL && g_signal_has_handler_pending (self, signals[SECOND_ACTED], 0, FALSE));
  if (label == NULL)
    return;
  gtk_button_set_icon_name (self->second, lnet_line_get_second_icon (line));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->second), label);
  spoken = g_strdup_printf ("%s: %s", label, lnet_line_get_title (line));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->second), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

void
lnet_line_row_set_line (LnetLineRow *self,
                        LnetLine    *line)
{
  g_return_if_fail (LNET_IS_LINE_ROW (self));

  if (!g_set_object (&self->line, line) || line == NULL)
    return;
  gtk_image_set_from_icon_name (self->icon, lnet_line_get_icon_name (line));
  gtk_widget_set_visible (GTK_WIDGET (self->icon), lnet_line_get_icon_name (line) != NULL);
  show_text (self->title, lnet_line_get_title (line));
  show_text (self->caption, lnet_line_get_caption (line));
  show_text (self->note, lnet_line_get_note (line));
  show_second (self, line);
  show_button (self, line);
}

static void
invoke (gpointer    factory,
        const char *key,
        LnetLine   *line)
{
  GClosure *closure = g_object_get_data (G_OBJECT (factory), key);

  if (closure != NULL)
    {
      GValue parameters[2] = { G_VALUE_INIT, G_VALUE_INIT };

      g_value_init (&parameters[0], G_TYPE_OBJECT);
      g_value_set_object (&parameters[0], factory);
      g_value_init (&parameters[1], LNET_TYPE_LINE);
      g_value_set_object (&parameters[1], line);
      g_closure_invoke (closure, NULL, 2, parameters, NULL);
      g_value_unset (&parameters[0]);
      g_value_unset (&parameters[1]);
    }
}

static void
on_row_acted (LnetLineRow *row,
              LnetLine    *line,
              gpointer     user_data)
{
  invoke (user_data, "acted", line);
}

static void
on_row_second_acted (LnetLineRow *row,
                     LnetLine    *line,
                     gpointer     user_data)
{
  invoke (user_data, "second-acted", line);
}

static void
set_up (GtkListItemFactory *factory,
        GtkListItem        *item)
{
  GtkWidget *row = lnet_line_row_new ();

  if (g_object_get_data (G_OBJECT (factory), "acted") != NULL)
    g_signal_connect_object (row, "acted", G_CALLBACK (on_row_acted), factory, G_CONNECT_DEFAULT);
  if (g_object_get_data (G_OBJECT (factory), "second-acted") != NULL)
    g_signal_connect_object (row, "second-acted", G_CALLBACK (on_row_second_acted), factory, G_CONNECT_DEFAULT);
  gtk_list_item_set_child (item, row);
}

static void
bind (GtkListItemFactory *factory,
      GtkListItem        *item)
{
  LnetLine *line = gtk_list_item_get_item (item);
  const char *caption = lnet_line_get_caption (line);

  lnet_line_row_set_line (LNET_LINE_ROW (gtk_list_item_get_child (item)), line);
  gtk_list_item_set_accessible_label (item, lnet_line_get_title (line));
  gtk_list_item_set_accessible_description (item, caption != NULL ? caption : "");
}

static void
unbind (GtkListItemFactory *factory,
        GtkListItem        *item)
{
  lnet_line_row_set_line (LNET_LINE_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
hear (GtkListItemFactory *factory,
      const char         *key,
      GCallback           acted,
      gpointer            owner)
{
  GClosure *closure = g_cclosure_new_object_swap (acted, owner);

  g_closure_set_marshal (closure, g_cclosure_marshal_VOID__OBJECT);
  g_closure_ref (closure);
  g_closure_sink (closure);
  g_object_set_data_full (G_OBJECT (factory), key, closure, (GDestroyNotify) g_closure_unref);
}

void
lnet_line_factory_hear_second (GtkListItemFactory *factory,
                               GCallback           acted,
                               gpointer            owner)
{
  hear (factory, "second-acted", acted, owner);
}

GtkListItemFactory *
lnet_line_factory_new (GCallback acted,
                       gpointer  owner)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  if (acted != NULL)
    hear (factory, "acted", acted, owner);
  g_signal_connect (factory, "setup", G_CALLBACK (set_up), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind), NULL);
  return factory;
}
