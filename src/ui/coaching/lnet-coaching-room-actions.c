/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-coaching-room-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-coaching-change.h"
#include "lnet-coaching-forms.h"
#include "lnet-day.h"
#include "lnet-member-picker.h"
#include "lnet-split.h"

static LnetSession *
get_session (LnetCoachingRoom *self)
{
  return lnet_room_get_session (LNET_ROOM (self));
}

static void
new_round (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  lnet_coaching_present_round (widget, get_session (LNET_COACHING_ROOM (widget)), NULL);
}

static void
edit_round (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  LnetCoachingRoom *self = LNET_COACHING_ROOM (widget);

  lnet_coaching_present_round (widget, get_session (self), lnet_coaching_room_get_round (self));
}

static void
on_picked (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (LnetCoachingRoom) self = data;
  g_autoptr (GArray) members = lnet_member_picker_choose_finish (result, NULL);
  g_autofree char *today = lnet_day_today ();
  g_autofree char *toast = NULL;
  LnetTransaction *transaction;

  if (members == NULL || members->len == 0 || self->coaching == NULL)
    return;
  transaction = lnet_transaction_new ("coaching-pool-add");
  for (guint i = 0; i < members->len; i++)
    lnet_coaching_add_to_pool (transaction, &self->coaching->round, &g_array_index (members, LnetId, i), NULL, today);
  toast = g_strdup_printf (ngettext ("%'u member is in the pool", "%'u members are in the pool", members->len),
                           members->len);
  lnet_session_commit (get_session (self), transaction, toast);
  lnet_coaching_room_show_segment (self, "pool");
}

static void
add_to_pool (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  LnetCoachingRoom *self = LNET_COACHING_ROOM (widget);
  g_autoptr (GArray) left_out = g_array_new (FALSE, FALSE, sizeof (LnetId));

  for (guint i = 0; i < self->coaching->pool->len; i++)
    g_array_append_val (left_out, ((LnetIntake *) self->coaching->pool->pdata[i])->member);
  lnet_member_picker_choose (widget, get_session (self), _("Add to the Pool"),
                             LNET_MEMBER_PICKER_SEVERAL, left_out, NULL, on_picked, g_object_ref (self));
}

static void
show_pool (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  lnet_coaching_room_show_segment (LNET_COACHING_ROOM (widget), "pool");
}

static void
look (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  lnet_split_show_content (LNET_COACHING_ROOM (widget)->split, TRUE);
}

static void
forget (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  LnetCoachingRoom *self = LNET_COACHING_ROOM (widget);
  g_autoptr (GPtrArray) chosen = lnet_coaching_list_get_chosen (self->pool);

  for (guint i = 0; i < chosen->len; i++)
    lnet_coaching_item_set_chosen (chosen->pdata[i], FALSE);
  lnet_coaching_room_show_choice (self);
}

static void
retry (GtkWidget  *widget,
       const char *action,
       GVariant   *parameter)
{
  lnet_coaching_room_reload (LNET_COACHING_ROOM (widget));
}

void
lnet_coaching_room_update_actions (LnetCoachingRoom *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean has_round = lnet_coaching_room_get_round (self) != NULL;

  lnet_session_enable_action (get_session (self), widget, "coaching.edit-round", has_round);
  lnet_session_enable_action (get_session (self), widget, "coaching.add-to-pool", has_round);
  gtk_widget_action_set_enabled (widget, "coaching.pool", has_round);
}

void
lnet_coaching_room_class_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_property_action (widget_class, "coaching.round", "round");
  gtk_widget_class_install_action (widget_class, "coaching.new-round", NULL, new_round);
  gtk_widget_class_install_action (widget_class, "coaching.edit-round", NULL, edit_round);
  gtk_widget_class_install_action (widget_class, "coaching.add-to-pool", NULL, add_to_pool);
  gtk_widget_class_install_action (widget_class, "coaching.pool", NULL, show_pool);
  gtk_widget_class_install_action (widget_class, "coaching.look", NULL, look);
  gtk_widget_class_install_action (widget_class, "coaching.forget", NULL, forget);
  gtk_widget_class_install_action (widget_class, "coaching.retry", NULL, retry);
}
