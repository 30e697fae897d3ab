/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-coaching-room-private.h"

#include <glib/gi18n-lib.h>

static LnetSession *
get_session (LnetCoachingRoom *self)
{
  return lnet_room_get_session (LNET_ROOM (self));
}

gboolean
lnet_coaching_room_is_on_pool (LnetCoachingRoom *self)
{
  return g_strcmp0 (adw_toggle_group_get_active_name (self->segments), "pool") == 0;
}

void
lnet_coaching_room_show_list_page (LnetCoachingRoom *self)
{
  LnetCoachingList *list = lnet_coaching_room_is_on_pool (self) ? self->pool : self->pairs;
  gboolean participant = !lnet_coaching_room_can_choose (self);
  const char *page = lnet_coaching_room_is_on_pool (self) ? "pool" : "pairs";

  if (self->coaching == NULL)
    return;
  if (lnet_coaching_room_get_round (self) == NULL)
    page = "no-rounds";
  else if (lnet_coaching_list_count (list) == 0)
    page = lnet_coaching_room_is_on_pool (self) ? "no-pool" : "no-pairs";
  else if (g_list_model_get_n_items (G_LIST_MODEL (list)) == 0)
    page = "not-found";
  adw_status_page_set_description (self->no_pairs,
                                   participant ? _("You have no partner in this round yet.")
                                               : _("Choose two members of the pool, or three, who could coach each "
                                                   "other."));
  gtk_widget_set_visible (self->no_pairs_button, !participant);
  gtk_stack_set_visible_child_name (self->lists, page);
}

void
lnet_coaching_room_show_content_page (LnetCoachingRoom *self)
{
  const char *names = lnet_pair_page_get_names (self->pair_page);

  gtk_stack_set_visible_child_name (self->content, lnet_coaching_room_is_on_pool (self) ? "maker" : "pair");
  adw_navigation_page_set_title (self->content_page,
                                 lnet_coaching_room_is_on_pool (self) ? _("Make a Pair") : names != NULL ? names : _("Pair"));
}

void
lnet_coaching_room_show_choice (LnetCoachingRoom *self)
{
  g_autoptr (GPtrArray) chosen = lnet_coaching_list_get_chosen (self->pool);
  g_autofree char *label = g_strdup_printf (ngettext ("%'u chosen", "%'u chosen", chosen->len), chosen->len);

  lnet_pair_maker_set_chosen (self->maker, get_session (self), chosen);
  gtk_label_set_label (self->choice_label, label);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->choice_bar),
                                 lnet_coaching_room_is_on_pool (self) && chosen->len > 0);
  gtk_widget_set_visible (self->look_button, adw_navigation_split_view_get_collapsed (self->split));
}

void
lnet_coaching_room_show_pages (LnetCoachingRoom *self)
{
  lnet_coaching_room_show_list_page (self);
  lnet_coaching_room_show_content_page (self);
  lnet_coaching_room_show_choice (self);
}

void
lnet_coaching_room_show_segment (LnetCoachingRoom *self,
                                 const char       *name)
{
  adw_toggle_group_set_active_name (self->segments, name);
}

static void
set_toggle (AdwToggle  *toggle,
            const char *label,
            guint       n)
{
  /* Translators: a segment's name and how many are in it: "Pool 5". */
  g_autofree char *text = n > 0 ? g_strdup_printf (_("%s %'u"), label, n) : g_strdup (label);

  adw_toggle_set_label (toggle, text);
}

static void
show_rounds (LnetCoachingRoom *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) rounds = g_menu_new ();
  g_autoptr (GMenu) changes = g_menu_new ();
  const LnetCoachingRound *shown = lnet_coaching_room_get_round (self);

  for (guint i = 0; i < self->coaching->rounds->len; i++)
    {
      const LnetCoachingRound *round = self->coaching->rounds->pdata[i];
      g_autofree char *id = lnet_id_to_string (&round->id);
      g_autofree char *action = g_strdup_printf ("coaching.round::%s", id);

      g_menu_append (rounds, round->name != NULL ? round->name : _("Round"), action);
    }
  g_menu_append (changes, _("_New Round…"), "coaching.new-round");
  g_menu_append (changes, _("_Change This Round…"), "coaching.edit-round");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (rounds));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (changes));
  gtk_menu_button_set_menu_model (self->round_button, G_MENU_MODEL (menu));
  gtk_menu_button_set_label (self->round_button, shown != NULL && shown->name != NULL ? shown->name : _("Round"));
  gtk_widget_set_visible (GTK_WIDGET (self->round_button), shown != NULL);
}

static void
take_pairs (LnetCoachingRoom *self)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  const LnetId *member = lnet_session_get_member (get_session (self));
  gboolean own_only = !lnet_coaching_room_can_choose (self);

  for (guint i = 0; i < self->coaching->pairs->len; i++)
    {
      LnetPair *pair = self->coaching->pairs->pdata[i];

      if (!own_only || lnet_pair_find_partner (pair, member) != NULL)
        g_ptr_array_add (items, lnet_coaching_item_new_pair (pair));
    }
  self->selecting = TRUE;
  lnet_coaching_list_take (self->pairs, items);
  self->selecting = FALSE;
}

static void
take_pool (LnetCoachingRoom *self)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->coaching->pool->len; i++)
    g_ptr_array_add (items, lnet_coaching_item_new_intake (self->coaching->pool->pdata[i]));
  lnet_coaching_list_take (self->pool, items);
}

/* The list and the page beside it name the same pair, whatever moved. */
void
lnet_coaching_room_reselect (LnetCoachingRoom *self)
{
  const LnetId *pair = lnet_pair_page_get_pair (self->pair_page);
  guint position = lnet_id_is_null (pair) ? GTK_INVALID_LIST_POSITION : lnet_coaching_list_find (self->pairs, pair);

  self->selecting = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->selecting = FALSE;
  if (position != GTK_INVALID_LIST_POSITION && lnet_id_equal (&self->wanted, pair))
    {
      gtk_list_view_scroll_to (self->pairs_view, position, GTK_LIST_SCROLL_NONE, NULL);
      self->wanted = lnet_id_null ();
    }
}

void
lnet_coaching_room_show_all (LnetCoachingRoom *self)
{
  guint n_closed;

  show_rounds (self);
  take_pairs (self);
  take_pool (self);
  lnet_coaching_room_fill_lists (self);
  n_closed = lnet_coaching_list_count_section (self->pairs, LNET_CADENCE_CLOSED);
  set_toggle (self->pairs_toggle, _("Pairs"), lnet_coaching_list_count (self->pairs) - n_closed);
  set_toggle (self->pool_toggle, _("Pool"), lnet_coaching_list_count_section (self->pool, 0));
  lnet_coaching_room_update_actions (self);
  lnet_coaching_room_reselect (self);
  lnet_coaching_room_show_pages (self);
}
