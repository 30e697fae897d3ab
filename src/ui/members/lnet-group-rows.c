/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-group-rows.h"

#include <glib/gi18n-lib.h>

#include "lnet-group-list.h"

/* What a row is made of; the widgets belong to it. */
typedef struct
{
  GtkLabel *name;
  GtkLabel *caption;
  GtkLabel *count;
} Row;

static GtkLabel *
add_label (GtkWidget  *box,
           const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (style != NULL)
    {
      gtk_widget_add_css_class (label, style);
      gtk_widget_add_css_class (label, "dimmed");
    }
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
setup_row (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           gpointer                  icon_name)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);
  Row *row = g_new0 (Row, 1);

  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), words);
  row->name = add_label (words, NULL);
  row->caption = add_label (words, "caption");
  row->count = add_label (box, "caption");
  gtk_widget_add_css_class (GTK_WIDGET (row->count), "numeric");
  g_object_set_data_full (G_OBJECT (box), "lnet-row", row, g_free);
  gtk_list_item_set_child (item, box);
}

static void
bind_row (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  const LnetGroupInfo *info = lnet_group_item_get_info (gtk_list_item_get_item (item));
  const Row *row = g_object_get_data (G_OBJECT (gtk_list_item_get_child (item)), "lnet-row");
  const char *name = *info->name != '\0' ? info->name : _("Name not known");
  g_autofree char *count = g_strdup_printf ("%'u", info->n_now);
  g_autofree char *people = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u person", "%'u people", info->n_now),
                                             info->n_now);
  g_autofree char *spoken = g_strdup_printf ("%s, %s, %s", name, info->caption, people);

  gtk_label_set_label (row->name, name);
  gtk_label_set_label (row->caption, info->caption);
  gtk_widget_set_visible (GTK_WIDGET (row->caption), *info->caption != '\0');
  gtk_label_set_label (row->count, count);
  gtk_widget_set_tooltip_text (GTK_WIDGET (row->count), people);
  gtk_list_item_set_accessible_label (item, spoken);
}

GtkListItemFactory *
lnet_group_rows_new_factory (LnetGroupKind kind)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  const char *icon = kind == LNET_GROUP_TEAM ? "system-users-symbolic" : "lnet-organization-symbolic";

  g_signal_connect (factory, "setup", G_CALLBACK (setup_row), (gpointer) icon);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row), NULL);
  return factory;
}
