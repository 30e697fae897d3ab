/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-sidebar.h"

#include "lnet-avatar.h"
#include "lnet-members.h"
#include "lnet-menu.h"
#include "lnet-network.h"
#include "lnet-recent.h"
#include "lnet-sample.h"
#include "lnet-syncer-words.h"
#include "lnet-to-settle.h"

#include <glib/gi18n-lib.h>

/* How many networks the switcher names. */
#define MAX_IN_MENU 8

struct _LnetSidebar
{
  AdwBin parent_instance;

  GtkMenuButton *switcher;
  GtkMenuButton *main_menu;
  GMenuModel *primary_menu;
  GtkLabel *name;
  GtkListBox *rows;
  GtkWidget *fictional;
  GtkWidget *to_settle;
  GtkLabel *n_to_settle;
  GtkWidget *sharing;
  GtkImage *sharing_icon;
  GtkLabel *sharing_label;
  AdwAvatar *avatar;
  GtkLabel *member;
  GtkLabel *stance;

  GtkLabel *n_members; /* in the row of the members; NULL while there is none */
  LnetSession *session;
  int selected;
  gboolean selecting; /* not by hand */
};

G_DEFINE_FINAL_TYPE (LnetSidebar, lnet_sidebar, ADW_TYPE_BIN)

enum
{
  ROOM_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The switcher's menu, made anew each time it opens. */

static GMenuModel *
make_recent_menu (LnetSidebar *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GPtrArray) list = lnet_recent_list ();
  const char *here = self->session != NULL ? lnet_store_get_path (lnet_session_get_store (self->session)) : "";

  for (guint i = 0, shown = 0; i < list->len && shown < MAX_IN_MENU; i++)
    {
      LnetRecent *recent = g_ptr_array_index (list, i);
      g_autoptr (GMenuItem) item = NULL;
      g_auto (GStrv) parts = NULL;
      g_autofree char *label = NULL;

      if (g_str_equal (recent->path, here))
        continue;
      /* An underscore in a name is no mnemonic. */
      parts = g_strsplit (recent->name, "_", -1);
      label = g_strjoinv ("__", parts);
      item = g_menu_item_new (label, NULL);
      g_menu_item_set_action_and_target (item, "win.open-recent", "s", recent->path);
      g_menu_append_item (menu, item);
      shown++;
    }
  return G_MENU_MODEL (menu);
}

static GMenuModel *
make_samples_menu (void)
{
  GMenu *menu = g_menu_new ();
  const char *const *names = lnet_sample_get_names ();

  for (int i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (lnet_sample_get_title (names[i]), NULL);

      g_menu_item_set_action_and_target (item, "win.sample", "s", names[i]);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static void
fill_switcher (GtkMenuButton *button,
               gpointer       user_data)
{
  LnetSidebar *self = LNET_SIDEBAR (user_data);
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenuModel) recent = make_recent_menu (self);
  g_autoptr (GMenuModel) samples = make_samples_menu ();
  g_autoptr (GMenu) more = g_menu_new ();

  if (g_menu_model_get_n_items (recent) > 0)
    g_menu_append_section (menu, _("Other networks"), recent);
  g_menu_append (more, _("_New Network…"), "win.new-network");
  g_menu_append (more, _("_Open…"), "win.open");
  g_menu_append (more, _("_Join a Network…"), "win.join");
  g_menu_append_submenu (more, _("_Sample Networks"), samples);
  g_menu_append (more, _("_Close This Network"), "win.close-network");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (more));
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

const char *
lnet_stance_get_label (LnetStance stance)
{
  switch (stance)
    {
    case LNET_STANCE_DIRECTOR:
      return _("Director");
    case LNET_STANCE_FACILITATOR:
      return _("Facilitator");
    case LNET_STANCE_PARTICIPANT:
      return _("Participant");
    default:
      g_return_val_if_reached ("");
    }
}

static void
show_working_as (LnetSidebar *self)
{
  const LnetId *member = lnet_session_get_member (self->session);
  g_autofree char *name = NULL;

  if (lnet_id_is_null (member))
    {
      /* Text of which the avatar's colour is made; it is not shown. */
      adw_avatar_set_text (self->avatar, "?");
      adw_avatar_set_show_initials (self->avatar, FALSE);
      gtk_label_set_label (self->member, _("Who works here?"));
    }
  else
    {
      name = lnet_members_dup_name (lnet_session_get_reader (self->session), member);
      adw_avatar_set_text (self->avatar, name);
      adw_avatar_set_show_initials (self->avatar, TRUE);
      gtk_label_set_label (self->member, name);
    }
  lnet_avatar_show_member (self->avatar, self->session, member);
  gtk_label_set_label (self->stance, lnet_stance_get_label (lnet_session_get_stance (self->session)));
}

static void
show_n_members (LnetSidebar *self)
{
  guint n = lnet_members_count (lnet_session_get_reader (self->session));
  g_autofree char *figure = g_strdup_printf ("%'u", n);
  g_autofree char *description = g_strdup_printf (ngettext ("%'u member", "%'u members", n), n);

  if (self->n_members == NULL)
    return;
  gtk_label_set_label (self->n_members, figure);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_ancestor (GTK_WIDGET (self->n_members),
                                                                           GTK_TYPE_LIST_BOX_ROW)),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
}

static void
show_network (LnetSidebar *self)
{
  g_autoptr (LnetNetwork) network = lnet_network_read (lnet_session_get_reader (self->session), NULL);

  lnet_sidebar_set_name (self, lnet_store_get_name (lnet_session_get_store (self->session)));
  gtk_widget_set_visible (self->fictional, network != NULL && network->fictional);
}

static void
show_n_to_settle (LnetSidebar *self)
{
  guint n = lnet_to_settle_count (lnet_session_get_reader (self->session));
  g_autofree char *figure = n < LNET_TO_SETTLE_MOST ? g_strdup_printf ("%'u", n)
                                                    : g_strdup_printf ("%'u+", LNET_TO_SETTLE_MOST - 1);
  g_autofree char *label = g_strdup_printf (ngettext ("%'u to settle", "%'u to settle", n), n);

  gtk_widget_set_visible (self->to_settle, n > 0);
  gtk_label_set_label (self->n_to_settle, figure);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->to_settle), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* Where the network is shared in a folder: how the exchange stands. */
static void
show_sharing (LnetSidebar *self)
{
  LnetSyncer *syncer = lnet_session_get_syncer (self->session);
  g_autofree char *words = lnet_syncer_dup_words (syncer);
  g_autofree char *rest = lnet_syncer_dup_rest (syncer);

  gtk_widget_set_visible (self->sharing, lnet_syncer_get_uri (syncer) != NULL);
  gtk_image_set_from_icon_name (self->sharing_icon, lnet_syncer_get_icon (syncer));
  gtk_label_set_label (self->sharing_label, words);
  gtk_widget_set_tooltip_text (self->sharing, rest);
}

static void
on_changed (LnetSidebar  *self,
            LnetChanges *changes)
{
  show_n_to_settle (self);
  if (lnet_changes_has_table (changes, LNET_TABLE_NETWORK))
    show_network (self);
  if (lnet_changes_has_table (changes, LNET_TABLE_MEMBER))
    {
      show_n_members (self);
      show_working_as (self);
    }
}

static void
on_row_activated (LnetSidebar   *self,
                  GtkListBoxRow *row)
{
  g_signal_emit (self, signals[ROOM_CHOSEN], 0, gtk_list_box_row_get_index (row), TRUE);
}

static void
on_row_selected (LnetSidebar   *self,
                 GtkListBoxRow *row)
{
  if (row != NULL && !self->selecting)
    g_signal_emit (self, signals[ROOM_CHOSEN], 0, gtk_list_box_row_get_index (row), FALSE);
}

static void
lnet_sidebar_dispose (GObject *object)
{
  LnetSidebar *self = LNET_SIDEBAR (object);

  lnet_sidebar_set_session (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), LNET_TYPE_SIDEBAR);

  G_OBJECT_CLASS (lnet_sidebar_parent_class)->dispose (object);
}

static void
lnet_sidebar_class_init (LnetSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lnet_sidebar_dispose;

  signals[ROOM_CHOSEN] = g_signal_new ("room-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetSidebar, switcher);
  gtk_widget_class_bind_template_child (widget_class, LnetSidebar, main_menu);
  gtk_widget_class_bind_template_child (widget_class, LnetSidebar, primary_menu);
  gtk_widget_class_bind_template_child (widget_class, LnetSidebar, name);
  gtk_widget_class_bind_template_child (widget_class, LnetSidebar, rows);
  gtk_widget_class_bind_template_child (widget_class, LnetSidebar, fictional);
  gtk_widget_class_bind_template_child (widget_class, LnetSidebar, to_settle);
  gtk_widget_class_bind_template_child (widget_class, LnetSidebar, n_to_settle);
  gtk_widget_class_bind_template_child (widget_class, LnetSidebar, sharing);
  gtk_widget_class_bind_template_child (widget_class, LnetSidebar, sharing_icon);
  gtk_widget_class_bind_template_child (widget_class, LnetSidebar, sharing_label);
  gtk_widget_class_bind_template_child (widget_class, LnetSidebar, avatar);
  gtk_widget_class_bind_template_child (widget_class, LnetSidebar, member);
  gtk_widget_class_bind_template_child (widget_class, LnetSidebar, stance);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected);
}

static void
lnet_sidebar_init (LnetSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->switcher, fill_switcher, self, NULL);
  lnet_menu_attach (self->main_menu, self->primary_menu);
}

void
lnet_sidebar_add_room (LnetSidebar *self,
                       const char  *name,
                       const char  *title,
                       const char  *icon)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (title);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  if (g_str_equal (name, "members"))
    {
      self->n_members = GTK_LABEL (gtk_label_new (NULL));
      gtk_widget_add_css_class (GTK_WIDGET (self->n_members), "dimmed");
      gtk_widget_add_css_class (GTK_WIDGET (self->n_members), "numeric");
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->n_members));
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_list_box_append (self->rows, row);
}

static void
mark_selected (LnetSidebar *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->rows, self->selected);

  self->selecting = TRUE;
  if (row != NULL && gtk_list_box_get_selection_mode (self->rows) != GTK_SELECTION_NONE)
    gtk_list_box_select_row (self->rows, row);
  self->selecting = FALSE;
}

void
lnet_sidebar_select (LnetSidebar *self,
                     int          number)
{
  self->selected = number;
  mark_selected (self);
}

void
lnet_sidebar_set_folded (LnetSidebar *self,
                         gboolean     folded)
{
  self->selecting = TRUE;
  gtk_list_box_set_selection_mode (self->rows, folded ? GTK_SELECTION_NONE : GTK_SELECTION_BROWSE);
  mark_selected (self);
}

void
lnet_sidebar_set_session (LnetSidebar *self,
                          LnetSession *session)
{
  LnetStore *store;

  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (lnet_session_get_store (self->session), self);
      g_signal_handlers_disconnect_by_data (lnet_session_get_syncer (self->session), self);
    }
  g_set_object (&self->session, session);
  if (session == NULL)
    return;

  store = lnet_session_get_store (session);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "notify::name", G_CALLBACK (show_network), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lnet_session_get_syncer (session), "notify", G_CALLBACK (show_sharing), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "author-changed", G_CALLBACK (show_working_as), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::stance", G_CALLBACK (show_working_as), self, G_CONNECT_SWAPPED);
  show_network (self);
  show_n_members (self);
  show_n_to_settle (self);
  show_sharing (self);
  show_working_as (self);
}

void
lnet_sidebar_set_name (LnetSidebar *self,
                       const char  *name)
{
  gtk_label_set_label (self->name, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->switcher), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
