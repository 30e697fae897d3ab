/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-team-places.h"

#include <glib/gi18n-lib.h>

#include "lnet-day.h"
#include "lnet-group-forms.h"
#include "lnet-menu.h"
#include "lnet-room.h"

static LnetSession *
get_session (GtkWidget *widget)
{
  return lnet_room_get_session (LNET_ROOM (gtk_widget_get_ancestor (widget, LNET_TYPE_ROOM)));
}

static LnetTeamPlace *
load_place (GtkWidget *widget,
            GVariant  *parameter)
{
  g_autoptr (GError) error = NULL;
  LnetTeamPlace *place;
  LnetId id;

  if (!lnet_id_from_string (g_variant_get_string (parameter, NULL), &id))
    return NULL;
  place = lnet_team_place_load (lnet_session_get_reader (get_session (widget)), &id, &error);
  if (place == NULL)
    lnet_session_fail (get_session (widget), _("The Team Was Not Changed"), error);
  return place;
}

static void
change_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  g_autoptr (LnetTeamPlace) place = load_place (widget, parameter);

  if (place != NULL)
    lnet_group_present_place (widget, get_session (widget), place);
}

static void
end_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  g_autoptr (LnetTeamPlace) place = load_place (widget, parameter);
  g_autofree char *today = NULL;
  g_autofree char *toast = NULL;
  LnetTransaction *transaction;

  if (place == NULL)
    return;
  today = lnet_day_today ();
  /* Translators: a member’s name, then a team’s */
  toast = g_strdup_printf (_("Today is the last day of %s in %s"), place->member_name, place->team_name);
  transaction = lnet_transaction_new ("team-edit");
  lnet_transaction_set_text (transaction, LNET_TEAM_MEMBER_ENDS, &place->id, today);
  lnet_session_commit (get_session (widget), transaction, toast);
}

static void
remove_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  g_autoptr (LnetTeamPlace) place = load_place (widget, parameter);
  g_autofree char *toast = NULL;
  LnetTransaction *transaction;

  if (place == NULL)
    return;
  /* Translators: a member’s name, then a team’s; the entry was a mistake */
  toast = g_strdup_printf (_("%s was never in %s"), place->member_name, place->team_name);
  transaction = lnet_transaction_new ("team-edit");
  lnet_transaction_delete (transaction, LNET_TABLE_TEAM_MEMBER, &place->id);
  lnet_session_commit (get_session (widget), transaction, toast);
}

void
lnet_team_places_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "place.change", "s", change_action);
  gtk_widget_class_install_action (klass, "place.end", "s", end_action);
  gtk_widget_class_install_action (klass, "place.remove", "s", remove_action);
}

void
lnet_team_places_guard_actions (GtkWidget   *widget,
                                LnetSession *session)
{
  lnet_session_enable_action (session, widget, "place.change", TRUE);
  lnet_session_enable_action (session, widget, "place.end", TRUE);
  lnet_session_enable_action (session, widget, "place.remove", TRUE);
}

static void
append (GMenu      *menu,
        const char *label,
        const char *action,
        const char *place)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", place);
  g_menu_append_item (menu, item);
}

GtkWidget *
lnet_team_places_create_button (const char   *label,
                                const LnetId *place,
                                gboolean      goes_on)
{
  g_autofree char *id = lnet_id_to_string (place);
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  append (menu, _("Change _Dates…"), "place.change", id);
  if (goes_on)
    append (menu, _("_Last Day Is Today"), "place.end", id);
  append (menu, _("Was _Never in the Team"), "place.remove", id);
  lnet_menu_attach (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  return button;
}
