/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-message-people-page.h"

#include <glib/gi18n-lib.h>

#include "lnet-line-row.h"

struct _LnetMessagePeoplePage
{
  AdwNavigationPage parent_instance;

  GtkListView *list;
  int n_frames; /* until it is scrolled to its top */

  /* others, gets ── flattened, each a section ──▶ list: what is to be explained stands first */
  GListStore *gets;
  GListStore *others;
};

G_DEFINE_FINAL_TYPE (LnetMessagePeoplePage, lnet_message_people_page, ADW_TYPE_NAVIGATION_PAGE)

static void
setup_header (GtkSignalListItemFactory *factory,
              GtkListHeader            *header)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "dimmed");
  gtk_list_header_set_child (header, label);
}

static void
bind_header (GtkSignalListItemFactory *factory,
             GtkListHeader            *header,
             LnetMessagePeoplePage    *self)
{
  guint n_others = g_list_model_get_n_items (G_LIST_MODEL (self->others));
  gboolean gets = gtk_list_header_get_start (header) >= n_others;
  guint n = gets ? g_list_model_get_n_items (G_LIST_MODEL (self->gets)) : n_others;
  g_autofree char *words = NULL;

  if (gets)
    /* Translators: above the list of those who get a message */
    words = g_strdup_printf (ngettext ("%'u member gets it", "%'u members get it", n), n);
  else
    /* Translators: above the list of those who do not get a message */
    words = g_strdup_printf (ngettext ("%'u member does not", "%'u members do not", n), n);
  gtk_label_set_label (GTK_LABEL (gtk_list_header_get_child (header)), words);
}

static void
set_up_list (LnetMessagePeoplePage *self)
{
  g_autoptr (GtkListItemFactory) rows = lnet_line_factory_new (NULL, NULL);
  g_autoptr (GtkListItemFactory) headers = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSelectionModel) selection = NULL;
  GListStore *sections = g_list_store_new (G_TYPE_LIST_MODEL);

  g_list_store_append (sections, self->others);
  g_list_store_append (sections, self->gets);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (
    G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (sections)))));
  g_signal_connect (headers, "setup", G_CALLBACK (setup_header), NULL);
  g_signal_connect_object (headers, "bind", G_CALLBACK (bind_header), self, G_CONNECT_DEFAULT);
  gtk_list_view_set_factory (self->list, rows);
  gtk_list_view_set_header_factory (self->list, headers);
  gtk_list_view_set_model (self->list, selection);
}

static gboolean
scroll_to_top (GtkWidget     *widget,
               GdkFrameClock *clock,
               gpointer       user_data)
{
  LnetMessagePeoplePage *self = LNET_MESSAGE_PEOPLE_PAGE (widget);

  if (self->n_frames-- > 0)
    return G_SOURCE_CONTINUE;
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list)), 0);
  return G_SOURCE_REMOVE;
}

/* The focus on the first row leaves its heading above the edge, once the list has found its size. */
static void
on_shown (LnetMessagePeoplePage *self)
{
  self->n_frames = 2;
  gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_to_top, NULL, NULL);
}

static void
lnet_message_people_page_dispose (GObject *object)
{
  LnetMessagePeoplePage *self = LNET_MESSAGE_PEOPLE_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_MESSAGE_PEOPLE_PAGE);
  g_clear_object (&self->gets);
  g_clear_object (&self->others);

  G_OBJECT_CLASS (lnet_message_people_page_parent_class)->dispose (object);
}

static void
lnet_message_people_page_class_init (LnetMessagePeoplePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lnet_message_people_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/LearningNetwork/lnet-message-people-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetMessagePeoplePage, list);
}

static void
lnet_message_people_page_init (LnetMessagePeoplePage *self)
{
  self->gets = g_list_store_new (LNET_TYPE_LINE);
  self->others = g_list_store_new (LNET_TYPE_LINE);
  gtk_widget_init_template (GTK_WIDGET (self));
  set_up_list (self);
  g_signal_connect (self, "shown", G_CALLBACK (on_shown), NULL);
}

static void
set_lines (GListStore *store,
           GPtrArray  *lines)
{
  g_list_store_splice (store, 0, g_list_model_get_n_items (G_LIST_MODEL (store)), lines->pdata, lines->len);
}

void
lnet_message_people_page_set_lines (LnetMessagePeoplePage *self,
                                    GPtrArray             *gets,
                                    GPtrArray             *others)
{
  g_return_if_fail (LNET_IS_MESSAGE_PEOPLE_PAGE (self));

  /* From the top: the list would hold on to who stood first before. */
  set_lines (self->others, others);
  set_lines (self->gets, gets);
}
