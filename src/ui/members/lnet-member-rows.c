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
setup_row (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           LnetPortraits            *portraits)
{
  GtkWidget *row = lnet_member_row_new ();

  lnet_member_row_set_portraits (LNET_MEMBER_ROW (row), portraits);
  gtk_list_item_set_child (item, row);
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
create_factory (GCallback setup,
                GCallback bind,
                GCallback unbind,
                gpointer  data)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", setup, data);
  g_signal_connect (factory, "bind", bind, NULL);
  g_signal_connect (factory, "unbind", unbind, NULL);
  return factory;
}

GtkListItemFactory *
lnet_member_rows_new_factory (LnetPortraits *portraits)
{
  GtkListItemFactory *factory = create_factory (G_CALLBACK (setup_row), G_CALLBACK (bind_row), G_CALLBACK (unbind_row),
                                                portraits);

  g_object_set_data_full (G_OBJECT (factory), "lnet-portraits", g_object_ref (portraits), g_object_unref);
  return factory;
}

GtkListItemFactory *
lnet_member_rows_new_header_factory (void)
{
  return create_factory (G_CALLBACK (setup_header), G_CALLBACK (bind_header), G_CALLBACK (unbind_header), NULL);
}
