/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-pair-page-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-coaching-change.h"
#include "lnet-coaching-forms.h"
#include "lnet-day.h"
#include "lnet-session-dialog.h"

static const LnetCoachingSession *
find_session (LnetPairPage *self,
              GVariant     *parameter)
{
  LnetId id;

  if (self->session_list == NULL || !lnet_id_from_string (g_variant_get_string (parameter, NULL), &id))
    return NULL;
  for (guint i = 0; i < self->session_list->len; i++)
    if (lnet_id_equal (&((LnetCoachingSession *) self->session_list->pdata[i])->id, &id))
      return self->session_list->pdata[i];
  return NULL;
}

static const LnetCoachingGoal *
find_goal (LnetPairPage *self,
           GVariant     *parameter)
{
  LnetId id;

  if (self->goal_list == NULL || !lnet_id_from_string (g_variant_get_string (parameter, NULL), &id))
    return NULL;
  for (guint i = 0; i < self->goal_list->len; i++)
    if (lnet_id_equal (&((LnetCoachingGoal *) self->goal_list->pdata[i])->id, &id))
      return self->goal_list->pdata[i];
  return NULL;
}

static void
log_session (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  LnetPairPage *self = LNET_PAIR_PAGE (widget);

  adw_dialog_present (lnet_session_dialog_new (self->session, self->pair, self->session_list, NULL), widget);
}

static void
edit_session (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  LnetPairPage *self = LNET_PAIR_PAGE (widget);
  const LnetCoachingSession *session = find_session (self, parameter);

  if (session != NULL)
    adw_dialog_present (lnet_session_dialog_new (self->session, self->pair, self->session_list, session), widget);
}

static void
delete_session (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  LnetPairPage *self = LNET_PAIR_PAGE (widget);
  const LnetCoachingSession *session = find_session (self, parameter);
  LnetTransaction *transaction;

  if (session == NULL)
    return;
  transaction = lnet_transaction_new ("coaching-session-delete");
  lnet_transaction_delete (transaction, LNET_TABLE_COACHING_SESSION, &session->id);
  lnet_session_commit (self->session, transaction, _("The session is in the Trash"));
}

static void
agree (GtkWidget  *widget,
       const char *action,
       GVariant   *parameter)
{
  LnetPairPage *self = LNET_PAIR_PAGE (widget);

  lnet_coaching_present_agreement (widget, self->session, self->pair);
}

static void
close_pair (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  LnetPairPage *self = LNET_PAIR_PAGE (widget);

  lnet_coaching_present_close (widget, self->session, self->pair);
}

static void
add_goal (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  LnetPairPage *self = LNET_PAIR_PAGE (widget);

  lnet_coaching_present_goal (widget, self->session, &self->id, NULL);
}

static void
edit_goal (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  LnetPairPage *self = LNET_PAIR_PAGE (widget);
  const LnetCoachingGoal *goal = find_goal (self, parameter);

  if (goal != NULL)
    lnet_coaching_present_goal (widget, self->session, &self->id, goal);
}

static void
meet_goal (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  LnetPairPage *self = LNET_PAIR_PAGE (widget);
  const LnetCoachingGoal *goal = find_goal (self, parameter);
  g_autofree char *today = lnet_day_today ();
  LnetTransaction *transaction;

  if (goal == NULL)
    return;
  transaction = lnet_transaction_new ("coaching-goal-meet");
  lnet_coaching_meet_goal (transaction, &goal->id, goal->met_on != NULL ? NULL : today);
  lnet_session_commit (self->session, transaction, goal->met_on != NULL ? _("On the way again") : _("Goal met"));
}

void
lnet_pair_page_update_actions (LnetPairPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean open = self->pair != NULL && !self->pair->closed;
  gboolean writable = self->session != NULL && !lnet_session_get_read_only (self->session);
  gboolean may_write = self->session != NULL && lnet_session_may_write (self->session);

  gtk_widget_set_visible (self->menu, open);
  gtk_widget_action_set_enabled (widget, "pair.log", open && writable);
  gtk_widget_action_set_enabled (widget, "pair.agree", open && may_write);
  gtk_widget_action_set_enabled (widget, "pair.close", open && may_write);
  gtk_widget_action_set_enabled (widget, "pair.add-goal", open && writable && self->is_partner);
}

void
lnet_pair_page_class_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "pair.log", NULL, log_session);
  gtk_widget_class_install_action (widget_class, "pair.agree", NULL, agree);
  gtk_widget_class_install_action (widget_class, "pair.close", NULL, close_pair);
  gtk_widget_class_install_action (widget_class, "pair.add-goal", NULL, add_goal);
  gtk_widget_class_install_action (widget_class, "pair.edit-goal", "s", edit_goal);
  gtk_widget_class_install_action (widget_class, "pair.meet-goal", "s", meet_goal);
  gtk_widget_class_install_action (widget_class, "pair.edit-session", "s", edit_session);
  gtk_widget_class_install_action (widget_class, "pair.delete-session", "s", delete_session);
}
