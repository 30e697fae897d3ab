/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-pair-page-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-coaching-words.h"
#include "lnet-day.h"
#include "lnet-session-card.h"
#include "lnet-unsettled-dot.h"

G_DEFINE_FINAL_TYPE (LnetPairPage, lnet_pair_page, ADW_TYPE_BIN)

enum
{
  GONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* So many sessions have a card at first; a button brings the ones before. */
#define SESSIONS_AT_ONCE 12

static void
remove_cards (LnetPairPage *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->sessions))) != NULL)
    gtk_box_remove (self->sessions, child);
}

static void
show_sessions (LnetPairPage *self,
               const char   *today)
{
  guint n = MIN (self->n_shown, self->session_list->len);
  guint n_hidden = self->session_list->len - n;
  gboolean focused;

  focused = gtk_widget_get_focus_child (GTK_WIDGET (self->sessions)) != NULL;
  remove_cards (self);
  for (guint i = 0; i < n; i++)
    gtk_box_append (self->sessions, lnet_session_card_new (self->session, self->pair,
                                                           self->session_list->pdata[i], self->is_partner,
                                                           today));
  if (focused)
    gtk_widget_child_focus (GTK_WIDGET (self->sessions), GTK_DIR_TAB_FORWARD);
  gtk_widget_set_visible (self->no_sessions, self->session_list->len == 0);
  gtk_widget_set_visible (self->private_note, !self->is_partner && self->session_list->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->earlier), n_hidden > 0);
  if (n_hidden > 0)
    {
      g_autofree char *label = g_strdup_printf (ngettext ("%u Earlier Session", "%u Earlier Sessions", n_hidden),
                                                n_hidden);

      gtk_button_set_label (self->earlier, label);
    }
}

static void
on_earlier (LnetPairPage *self)
{
  g_autofree char *today = lnet_day_today ();
  guint first = self->n_shown;
  GtkWidget *card = NULL;

  self->n_shown = self->session_list->len;
  show_sessions (self, today);
  card = gtk_widget_get_first_child (GTK_WIDGET (self->sessions));
  for (guint i = 0; i < first && card != NULL; i++)
    card = gtk_widget_get_next_sibling (card);
  if (card != NULL)
    gtk_widget_child_focus (card, GTK_DIR_TAB_FORWARD);
}

static void
show_head (LnetPairPage *self,
           const char   *today)
{
  const LnetPair *pair = self->pair;
  g_autofree char *names = lnet_pair_dup_names (pair, FALSE);
  g_autofree char *starts = lnet_day_describe (pair->starts, today);
  g_autofree char *last = lnet_day_describe (pair->last_met, today);
  g_autofree char *rhythm = lnet_cadence_describe_rhythm (pair->cadence_days);
  g_autofree char *met = NULL;
  g_autofree char *line = NULL;
  g_autofree char *since = NULL;

  lnet_pair_avatars_set_pair (self->avatars, self->session, pair);
  gtk_label_set_label (self->names, names);
  /* Translators: %s is a day. */
  since = g_strdup_printf (pair->n_partners == 3 ? _("A triad since %s") : _("A pair since %s"), starts);
  gtk_label_set_label (self->since, since);
  gtk_widget_set_visible (GTK_WIDGET (self->since), pair->starts != NULL);

  lnet_cadence_bar_set_cadence (self->cadence, &pair->cadence);
  met = g_strdup_printf (ngettext ("met %u time", "met %u times", pair->n_sessions), pair->n_sessions);
  if (pair->last_met != NULL)
    /* Translators: how often, how many times so far, and the day of the newest: "Every 2 weeks · met 6 times · last Tue
     * 24 Nov". */
    line = g_strdup_printf (_("%s · %s · last %s"), rhythm, met, last);
  else
    line = g_strdup (rhythm);
  gtk_label_set_label (self->rhythm, line);
}

static void
show_closed (LnetPairPage *self,
             const char   *today)
{
  const LnetPair *pair = self->pair;
  g_autofree char *day = lnet_day_describe (pair->closed_on, today);
  g_autofree char *words = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->closed), pair->closed);
  gtk_widget_set_visible (self->log, !pair->closed);
  if (!pair->closed)
    return;
  /* Translators: the day a pair was closed, and why. */
  words = g_strdup_printf (_("Closed %s: %s"), day, pair->close_reason != NULL ? pair->close_reason : "–");
  gtk_label_set_label (self->closed, words);
}

static void
append_line (GString    *text,
             const char *before,
             const char *line)
{
  if (line == NULL || line[0] == '\0')
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  if (before != NULL)
    g_string_append_printf (text, "%s ", before);
  g_string_append (text, line);
}

static GtkWidget *
new_partner_row (const LnetPartner *partner)
{
  GtkWidget *row = adw_action_row_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *balance = lnet_coaching_balance_describe_counts (partner->coached, partner->was_coached);
  GtkWidget *avatar = adw_avatar_new (32, partner->name, TRUE);
  GtkWidget *go = gtk_image_new_from_icon_name ("go-next-symbolic");

  /* Translators: before what somebody brings to a partner. */
  append_line (text, _("Brings:"), partner->brings);
  /* Translators: before what somebody wants to think about with a partner. */
  append_line (text, _("Wishes:"), partner->wishes);
  append_line (text, NULL, balance);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), partner->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text->str);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), avatar);
  gtk_accessible_update_property (GTK_ACCESSIBLE (go), GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), go);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static void
on_partner_activated (LnetPairPage  *self,
                      GtkListBoxRow *row)
{
  int number = gtk_list_box_row_get_index (row);
  g_autofree char *member = lnet_id_to_string (&self->pair->partners[number].member);

  lnet_session_go_to (self->session, "members", member);
}

static void
show_agreement (LnetPairPage *self)
{
  const LnetPair *pair = self->pair;
  g_autofree char *rhythm = lnet_cadence_describe_rhythm (pair->cadence_days);

  adw_action_row_set_subtitle (self->rhythm_row, rhythm);
  adw_action_row_set_subtitle (self->place_row, pair->place != NULL ? pair->place : _("Not said"));
  adw_action_row_set_subtitle (self->agreement_row, pair->agreement != NULL ? pair->agreement : _("Nothing written yet"));
}

static GtkWidget *
new_goal_row (const LnetCoachingGoal *goal,
              const char             *today)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *edit = gtk_button_new_from_icon_name ("document-edit-symbolic");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *id = lnet_id_to_string (&goal->id);
  g_autofree char *day = lnet_day_describe (goal->met_on != NULL ? goal->met_on : goal->due, today);
  g_autofree char *when = day[0] == '\0' ? NULL
                          : g_strdup_printf (goal->met_on != NULL ? _("Met · %s") : _("Until %s"), day);

  /* Translators: before how a pair will see that a goal is met. */
  append_line (text, _("We’ll know when"), goal->know_when);
  append_line (text, NULL, when);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), goal->goal != NULL ? goal->goal : "");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text->str);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), goal->met_on != NULL);
  gtk_widget_set_tooltip_text (check, _("Met"));
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (check), "pair.meet-goal");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (check), "s", id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (edit), "pair.edit-goal");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (edit), "s", id);
  gtk_widget_set_tooltip_text (edit, _("Change this goal"));
  gtk_widget_set_valign (edit, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (edit, "flat");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), edit);
  return row;
}

/* The row of @list that has the focus, or -1. */
static int
find_focused_row (GtkListBox *list)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (list));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (list)))
    row = gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW);
  return row != NULL ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) : -1;
}

static void
show_goals (LnetPairPage *self,
            const char   *today)
{
  int focused = find_focused_row (self->goals);
  GtkListBoxRow *row;

  gtk_widget_set_visible (self->goals_group, self->is_partner);
  gtk_list_box_remove_all (self->goals);
  for (guint i = 0; i < self->goal_list->len; i++)
    {
      const LnetCoachingGoal *goal = self->goal_list->pdata[i];
      GtkWidget *goal_row = new_goal_row (goal, today);

      lnet_unsettled_dot_add (lnet_unsettled_dot_new_for_row (self->session, LNET_TABLE_COACHING_GOAL, &goal->id),
                              ADW_ACTION_ROW (goal_row));
      gtk_list_box_append (self->goals, goal_row);
    }
  if (self->goal_list->len == 0)
    {
      GtkWidget *none = adw_action_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (none), _("No goals yet"));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (none), _("A goal says what you want to grow, and how you will see "
                                                            "it"));
      gtk_list_box_append (self->goals, none);
    }
  /* Whoever ticks one by keyboard goes on from there. */
  if (focused >= 0 && (row = gtk_list_box_get_row_at_index (self->goals, focused)) != NULL)
    gtk_widget_child_focus (GTK_WIDGET (row), GTK_DIR_TAB_FORWARD);
}

static gboolean
read_all (LnetPairPage *self,
          const char   *today,
          GError      **error)
{
  LnetReader *reader = lnet_session_get_reader (self->session);
  const LnetId *viewer = lnet_session_get_member (self->session);
  GError *local = NULL;
  g_autoptr (LnetPair) pair = lnet_coaching_read_pair (reader, &self->id, today, &local);
  g_autoptr (GPtrArray) sessions = NULL;
  g_autoptr (GPtrArray) goals = NULL;

  if (local == NULL && pair != NULL)
    sessions = lnet_coaching_read_sessions (reader, &self->id, viewer, &local);
  if (local == NULL && pair != NULL)
    goals = lnet_coaching_read_goals (reader, &self->id, viewer, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  g_clear_pointer (&self->pair, lnet_pair_unref);
  g_clear_pointer (&self->session_list, g_ptr_array_unref);
  g_clear_pointer (&self->goal_list, g_ptr_array_unref);
  self->is_partner = pair != NULL && lnet_pair_find_partner (pair, viewer) != NULL;
  self->pair = g_steal_pointer (&pair);
  self->session_list = g_steal_pointer (&sessions);
  self->goal_list = g_steal_pointer (&goals);
  return TRUE;
}

static void
refresh (LnetPairPage *self)
{
  g_autofree char *today = lnet_day_today ();
  g_autoptr (GError) error = NULL;

  if (lnet_id_is_null (&self->id))
    {
      g_clear_pointer (&self->pair, lnet_pair_unref);
      gtk_stack_set_visible_child_name (self->stack, "none");
      lnet_pair_page_update_actions (self);
      return;
    }
  if (!read_all (self, today, &error))
    {
      lnet_session_fail (self->session, _("This pair could not be read"), error);
      return;
    }
  if (self->pair == NULL)
    {
      lnet_pair_page_show (self, self->session, NULL);
      g_signal_emit (self, signals[GONE], 0);
      return;
    }
  gtk_stack_set_visible_child_name (self->stack, "pair");
  lnet_pair_page_update_actions (self);
  show_head (self, today);
  show_closed (self, today);
  gtk_list_box_remove_all (self->partners);
  for (guint i = 0; i < self->pair->n_partners; i++)
    gtk_list_box_append (self->partners, new_partner_row (&self->pair->partners[i]));
  show_agreement (self);
  show_goals (self, today);
  show_sessions (self, today);
}

static void
on_changed (LnetPairPage *self,
            LnetChanges  *changes)
{
  static const LnetTable tables[] = {
    LNET_TABLE_PAIR, LNET_TABLE_PAIR_MEMBER, LNET_TABLE_COACHING_SESSION, LNET_TABLE_COACHING_NOTE,
    LNET_TABLE_COACHING_VOICE, LNET_TABLE_COACHING_GOAL, LNET_TABLE_MEMBER, LNET_TABLE_INTAKE,
  };

  if (lnet_id_is_null (&self->id))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    if (lnet_changes_has_table (changes, tables[i]))
      {
        refresh (self);
        return;
      }
}

static void
lnet_pair_page_dispose (GObject *object)
{
  LnetPairPage *self = LNET_PAIR_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), LNET_TYPE_PAIR_PAGE);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lnet_pair_page_parent_class)->dispose (object);
}

static void
lnet_pair_page_finalize (GObject *object)
{
  LnetPairPage *self = LNET_PAIR_PAGE (object);

  lnet_pair_unref (self->pair);
  g_clear_pointer (&self->session_list, g_ptr_array_unref);
  g_clear_pointer (&self->goal_list, g_ptr_array_unref);

  G_OBJECT_CLASS (lnet_pair_page_parent_class)->finalize (object);
}

static void
lnet_pair_page_class_init (LnetPairPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lnet_pair_page_dispose;
  object_class->finalize = lnet_pair_page_finalize;

  signals[GONE] = g_signal_new ("gone", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);

  g_type_ensure (LNET_TYPE_PAIR_AVATARS);
  g_type_ensure (LNET_TYPE_CADENCE_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-pair-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetPairPage, menu);
  gtk_widget_class_bind_template_child (widget_class, LnetPairPage, stack);
  gtk_widget_class_bind_template_child (widget_class, LnetPairPage, avatars);
  gtk_widget_class_bind_template_child (widget_class, LnetPairPage, names);
  gtk_widget_class_bind_template_child (widget_class, LnetPairPage, since);
  gtk_widget_class_bind_template_child (widget_class, LnetPairPage, cadence);
  gtk_widget_class_bind_template_child (widget_class, LnetPairPage, rhythm);
  gtk_widget_class_bind_template_child (widget_class, LnetPairPage, closed);
  gtk_widget_class_bind_template_child (widget_class, LnetPairPage, log);
  gtk_widget_class_bind_template_child (widget_class, LnetPairPage, partners);
  gtk_widget_class_bind_template_child (widget_class, LnetPairPage, rhythm_row);
  gtk_widget_class_bind_template_child (widget_class, LnetPairPage, place_row);
  gtk_widget_class_bind_template_child (widget_class, LnetPairPage, agreement_row);
  gtk_widget_class_bind_template_child (widget_class, LnetPairPage, goals_group);
  gtk_widget_class_bind_template_child (widget_class, LnetPairPage, goals);
  gtk_widget_class_bind_template_child (widget_class, LnetPairPage, private_note);
  gtk_widget_class_bind_template_child (widget_class, LnetPairPage, no_sessions);
  gtk_widget_class_bind_template_child (widget_class, LnetPairPage, sessions);
  gtk_widget_class_bind_template_child (widget_class, LnetPairPage, earlier);
  gtk_widget_class_bind_template_child (widget_class, LnetPairPage, scroller);
  gtk_widget_class_bind_template_callback (widget_class, on_partner_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_earlier);
  lnet_pair_page_class_install_actions (widget_class);
}

static void
lnet_pair_page_init (LnetPairPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lnet_pair_page_update_actions (self);
}

void
lnet_pair_page_show (LnetPairPage *self,
                     LnetSession  *session,
                     const LnetId *pair)
{
  LnetId id = pair != NULL ? *pair : lnet_id_null ();

  g_return_if_fail (LNET_IS_PAIR_PAGE (self));

  if (g_set_object (&self->session, session))
    {
      lnet_session_guard_actions (session, GTK_WIDGET (self), NULL);
      g_signal_connect_object (lnet_session_get_store (session), "changed", G_CALLBACK (on_changed), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "author-changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
    }
  if (!lnet_id_equal (&self->id, &id))
    {
      gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
      self->n_shown = SESSIONS_AT_ONCE;
    }
  self->id = id;
  refresh (self);
}

const LnetId *
lnet_pair_page_get_pair (LnetPairPage *self)
{
  return &self->id;
}

const char *
lnet_pair_page_get_names (LnetPairPage *self)
{
  return self->pair != NULL ? gtk_label_get_label (self->names) : NULL;
}
