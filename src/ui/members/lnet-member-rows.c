/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-member-rows.h"

#include "lnet-member-row.h"
#include "lnet-member-slot.h"

static void
show_slot (GtkListItem    *item,
           LnetMemberSlot *slot)
{
  const LnetMemberInfo *info = lnet_member_slot_get_info (slot);
  g_autofree char *spoken = info != NULL ? lnet_member_info_dup_spoken (info) : g_strdup ("");

  lnet_member_row_set_info (LNET_MEMBER_ROW (gtk_list_item_get_child (item)), info);
  gtk_list_item_set_accessible_label (item, spoken);
}

static void
on_slot_changed (LnetMemberSlot *slot,
                 GtkListItem    *item)
{
  show_slot (item, slot);
}

static void
on_active (LnetMemberSelection *selection,
           GParamSpec          *pspec,
           LnetMemberRow       *row)
{
  lnet_member_row_set_checkable (row, lnet_member_selection_get_active (selection));
}

static void
on_selected (GtkListItem   *item,
             GParamSpec    *pspec,
             LnetMemberRow *row)
{
  lnet_member_row_set_checked (row, gtk_list_item_get_selected (item));
}

static void
setup_row (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           LnetMemberSelection      *selection)
{
  GtkWidget *row = lnet_member_row_new ();

  lnet_member_row_set_portraits (LNET_MEMBER_ROW (row), g_object_get_data (G_OBJECT (factory), "lnet-portraits"));
  g_object_set_data (G_OBJECT (row), "lnet-item", item);
  gtk_list_item_set_child (item, row);
  g_signal_connect_object (selection, "notify::active", G_CALLBACK (on_active), row, G_CONNECT_DEFAULT);
  g_signal_connect_object (item, "notify::selected", G_CALLBACK (on_selected), row, G_CONNECT_DEFAULT);
  on_active (selection, NULL, LNET_MEMBER_ROW (row));
}

static void
bind_row (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  LnetMemberSlot *slot = gtk_list_item_get_item (item);
  gulong handler = g_signal_connect_object (slot, "changed", G_CALLBACK (on_slot_changed), item, G_CONNECT_DEFAULT);

  g_object_set_data (G_OBJECT (item), "lnet-handler", GSIZE_TO_POINTER (handler));
  show_slot (item, slot);
}

static void
unbind_row (GtkSignalListItemFactory *factory,
            GtkListItem              *item)
{
  gulong handler = GPOINTER_TO_SIZE (g_object_steal_data (G_OBJECT (item), "lnet-handler"));

  if (handler != 0)
    g_signal_handler_disconnect (gtk_list_item_get_item (item), handler);
}

GtkListItem *
lnet_member_rows_get_item (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "lnet-item");
}

/* Letters. */

static void
show_letter (GtkListHeader *header)
{
  LnetMemberSlot *slot = gtk_list_header_get_item (header);

  if (slot != NULL)
    gtk_label_set_label (GTK_LABEL (gtk_list_header_get_child (header)), lnet_member_slot_get_letter (slot));
}

static void
on_header_slot_changed (LnetMemberSlot *slot,
                        GtkListHeader  *header)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_header_get_child (header)), lnet_member_slot_get_letter (slot));
}

static void
setup_header (GtkSignalListItemFactory *factory,
              GtkListHeader            *header)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "dimmed");
  gtk_list_header_set_child (header, label);
}

static void
bind_header (GtkSignalListItemFactory *factory,
             GtkListHeader            *header)
{
  gulong handler = g_signal_connect_object (gtk_list_header_get_item (header), "changed",
                                            G_CALLBACK (on_header_slot_changed), header, G_CONNECT_DEFAULT);

  g_object_set_data (G_OBJECT (header), "lnet-handler", GSIZE_TO_POINTER (handler));
  show_letter (header);
}

static void
unbind_header (GtkSignalListItemFactory *factory,
               GtkListHeader            *header)
{
  gulong handler = GPOINTER_TO_SIZE (g_object_steal_data (G_OBJECT (header), "lnet-handler"));

  if (handler != 0)
    g_signal_handler_disconnect (gtk_list_header_get_item (header), handler);
}

static GtkListItemFactory *
create_factory (GCallback bind,
                GCallback unbind)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "bind", bind, NULL);
  g_signal_connect (factory, "unbind", unbind, NULL);
  return factory;
}

GtkListItemFactory *
lnet_member_rows_new_factory (LnetMemberSelection *selection,
                              LnetPortraits       *portraits)
{
  GtkListItemFactory *factory = create_factory (G_CALLBACK (bind_row), G_CALLBACK (unbind_row));

  g_object_set_data_full (G_OBJECT (factory), "lnet-portraits", g_object_ref (portraits), g_object_unref);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row), selection, G_CONNECT_DEFAULT);
  return factory;
}

GtkListItemFactory *
lnet_member_rows_new_header_factory (void)
{
  GtkListItemFactory *factory = create_factory (G_CALLBACK (bind_header), G_CALLBACK (unbind_header));

  g_signal_connect (factory, "setup", G_CALLBACK (setup_header), NULL);
  return factory;
}
