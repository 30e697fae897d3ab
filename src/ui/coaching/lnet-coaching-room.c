/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-coaching-room-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-coaching-forms.h"
#include "lnet-coaching-words.h"
#include "lnet-day.h"
#include "lnet-split.h"

G_DEFINE_FINAL_TYPE (LnetCoachingRoom, lnet_coaching_room, LNET_TYPE_ROOM)

enum
{
  PROP_ROUND = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static LnetSession *
get_session (LnetCoachingRoom *self)
{
  return lnet_room_get_session (LNET_ROOM (self));
}

gboolean
lnet_coaching_room_can_choose (LnetCoachingRoom *self)
{
  return lnet_session_get_stance (get_session (self)) != LNET_STANCE_PARTICIPANT;
}

const LnetCoachingRound *
lnet_coaching_room_get_round (LnetCoachingRoom *self)
{
  for (guint i = 0; self->coaching != NULL && i < self->coaching->rounds->len; i++)
    if (lnet_id_equal (&((LnetCoachingRound *) self->coaching->rounds->pdata[i])->id, &self->coaching->round))
      return self->coaching->rounds->pdata[i];
  return NULL;
}

/* Reading */

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetCoaching) coaching = lnet_coaching_read_finish (result, &error);
  LnetCoachingRoom *self = data;

  /* Cancelled means that the room may be gone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading);
  if (coaching == NULL)
    {
      adw_status_page_set_description (self->failed, error->message);
      gtk_stack_set_visible_child_name (self->lists, "failed");
      return;
    }
  g_clear_pointer (&self->coaching, lnet_coaching_unref);
  self->coaching = g_steal_pointer (&coaching);
  lnet_coaching_room_show_all (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROUND]);
}

void
lnet_coaching_room_reload (LnetCoachingRoom *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  g_free (self->today);
  self->today = lnet_day_today ();
  lnet_coaching_read_async (lnet_session_get_store (get_session (self)), &self->round, self->today, self->reading,
                            on_read, self);
}

static void
on_changed (LnetCoachingRoom *self,
            LnetChanges      *changes)
{
  static const LnetTable tables[] = {
    LNET_TABLE_ROUND, LNET_TABLE_INTAKE, LNET_TABLE_PAIR, LNET_TABLE_PAIR_MEMBER, LNET_TABLE_COACHING_SESSION,
    LNET_TABLE_MEMBER, LNET_TABLE_MEMBER_STAFF, LNET_TABLE_MEMBER_LANGUAGE, LNET_TABLE_ROLE, LNET_TABLE_ORGANIZATION,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    if (lnet_changes_has_table (changes, tables[i]))
      {
        lnet_coaching_room_reload (self);
        return;
      }
}

static void
on_author_changed (LnetCoachingRoom *self)
{
  lnet_coaching_room_reload (self);
}

/* A room that was left open over night counts the days anew. */
static void
lnet_coaching_room_map (GtkWidget *widget)
{
  LnetCoachingRoom *self = LNET_COACHING_ROOM (widget);
  g_autofree char *today = lnet_day_today ();

  GTK_WIDGET_CLASS (lnet_coaching_room_parent_class)->map (widget);

  if (g_strcmp0 (today, self->today) != 0)
    lnet_coaching_room_reload (self);
}

/* What people do */

void
lnet_coaching_room_show_pair (LnetCoachingRoom *self,
                              const LnetId     *pair,
                              gboolean          open)
{
  lnet_pair_page_show (self->pair_page, get_session (self), pair);
  lnet_coaching_room_show_segment (self, "pairs");
  lnet_coaching_room_show_content_page (self);
  self->wanted = *pair;
  lnet_coaching_room_reselect (self);
  if (open)
    lnet_split_show_content (self->split, TRUE);
}

static void
on_selected (LnetCoachingRoom *self)
{
  LnetCoachingItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (self->selecting || item == NULL)
    return;
  lnet_pair_page_show (self->pair_page, get_session (self), lnet_coaching_item_get_id (item));
  lnet_coaching_room_show_content_page (self);
}

static void
on_pair_activated (LnetCoachingRoom *self,
                   guint             position)
{
  g_autoptr (LnetCoachingItem) item = g_list_model_get_item (G_LIST_MODEL (self->pairs), position);

  lnet_coaching_room_show_pair (self, lnet_coaching_item_get_id (item), TRUE);
}

void
lnet_coaching_room_toggle (LnetCoachingRoom *self,
                           LnetCoachingItem *item)
{
  g_autoptr (GPtrArray) chosen = lnet_coaching_list_get_chosen (self->pool);

  if (!lnet_coaching_item_get_chosen (item) && chosen->len >= LNET_PAIR_MEMBERS_MOST)
    {
      lnet_session_say (get_session (self), _("A pair is two, a triad three. Take one out first."));
      return;
    }
  lnet_coaching_item_set_chosen (item, !lnet_coaching_item_get_chosen (item));
  lnet_coaching_room_show_choice (self);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), gtk_label_get_label (self->choice_label),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
on_intake_activated (LnetCoachingRoom *self,
                     guint             position)
{
  g_autoptr (LnetCoachingItem) item = g_list_model_get_item (G_LIST_MODEL (self->pool), position);
  LnetIntake *intake = lnet_coaching_item_get_intake (item);

  if (!lnet_id_is_null (&intake->pair))
    lnet_coaching_room_show_pair (self, &intake->pair, TRUE);
  else if (lnet_coaching_room_can_choose (self))
    lnet_coaching_room_toggle (self, item);
  else if (lnet_id_equal (&intake->member, lnet_session_get_member (get_session (self))))
    lnet_coaching_present_intake (GTK_WIDGET (self), get_session (self), intake);
}

static void
on_made (LnetCoachingRoom *self,
         const char       *pair)
{
  LnetId id;

  gtk_widget_activate_action (GTK_WIDGET (self), "coaching.forget", NULL);
  if (lnet_id_from_string (pair, &id))
    lnet_coaching_room_show_pair (self, &id, TRUE);
}

static void
on_gone (LnetCoachingRoom *self)
{
  lnet_coaching_room_show_content_page (self);
  lnet_split_show_content (self->split, FALSE);
}

static LnetCoachingItem *
find_chosen (LnetCoachingRoom *self,
             const char       *intake)
{
  g_autoptr (GPtrArray) chosen = lnet_coaching_list_get_chosen (self->pool);
  LnetId id;

  if (!lnet_id_from_string (intake, &id))
    return NULL;
  for (guint i = 0; i < chosen->len; i++)
    if (lnet_id_equal (lnet_coaching_item_get_id (chosen->pdata[i]), &id))
      return g_object_ref (chosen->pdata[i]);
  return NULL;
}

static void
on_edit (LnetCoachingRoom *self,
         const char       *intake)
{
  g_autoptr (LnetCoachingItem) item = find_chosen (self, intake);

  if (item != NULL)
    lnet_coaching_present_intake (GTK_WIDGET (self), get_session (self), lnet_coaching_item_get_intake (item));
}

static void
on_leave (LnetCoachingRoom *self,
          const char       *intake)
{
  g_autoptr (LnetCoachingItem) item = find_chosen (self, intake);

  if (item != NULL)
    lnet_coaching_room_toggle (self, item);
}

static void
on_search (LnetCoachingRoom *self)
{
  const char *typed = gtk_editable_get_text (self->search_entry);
  LnetCoachingList *list = lnet_coaching_room_is_on_pool (self) ? self->pool : self->pairs;
  g_autofree char *found = NULL;
  guint n;

  lnet_coaching_list_search (self->pairs, typed);
  lnet_coaching_list_search (self->pool, typed);
  lnet_coaching_room_show_list_page (self);
  lnet_coaching_room_reselect (self);
  n = g_list_model_get_n_items (G_LIST_MODEL (list));
  found = g_strdup_printf (ngettext ("%'u found", "%'u found", n), n);
  if (typed[0] != '\0')
    gtk_accessible_announce (GTK_ACCESSIBLE (self), found, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
}

static void
on_show_all (LnetCoachingRoom *self)
{
  gtk_editable_set_text (self->search_entry, "");
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
}

/* The room */

static void
lnet_coaching_room_begin_search (LnetRoom *room)
{
  LnetCoachingRoom *self = LNET_COACHING_ROOM (room);

  lnet_split_show_content (self->split, FALSE);
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/* The new thing of a pair is a session; of a pool, somebody in it; without any round, a round. */
static void
lnet_coaching_room_add_new (LnetRoom *room)
{
  LnetCoachingRoom *self = LNET_COACHING_ROOM (room);

  if (lnet_coaching_room_get_round (self) == NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "coaching.new-round", NULL);
  else if (!lnet_coaching_room_is_on_pool (self) && lnet_pair_page_get_names (self->pair_page) != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self->pair_page), "pair.log", NULL);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "coaching.add-to-pool", NULL);
}

static char *
lnet_coaching_room_get_place (LnetRoom *room)
{
  LnetCoachingRoom *self = LNET_COACHING_ROOM (room);
  const LnetId *pair = lnet_pair_page_get_pair (self->pair_page);

  if (lnet_coaching_room_is_on_pool (self))
    return g_strdup ("pool");
  return lnet_id_is_null (pair) ? NULL : lnet_id_to_string (pair);
}

static void
lnet_coaching_room_go_to (LnetRoom   *room,
                          const char *place)
{
  LnetCoachingRoom *self = LNET_COACHING_ROOM (room);
  g_autofree char *today = lnet_day_today ();
  g_autoptr (LnetPair) pair = NULL;
  LnetId id;

  if (g_strcmp0 (place, "pool") == 0)
    {
      lnet_coaching_room_show_segment (self, "pool");
      lnet_split_show_content (self->split, FALSE);
    }
  if (!lnet_id_from_string (place, &id))
    return;
  pair = lnet_coaching_read_pair (lnet_session_get_reader (get_session (self)), &id, today, NULL);
  if (pair == NULL)
    return;
  if (!lnet_id_equal (&pair->round, &self->round))
    {
      self->round = pair->round;
      lnet_coaching_room_reload (self);
    }
  lnet_coaching_room_show_pair (self, &id, TRUE);
}

static void
lnet_coaching_room_constructed (GObject *object)
{
  static const char *const reading[] = { "coaching.pool", "coaching.look", "coaching.forget", "coaching.retry", NULL };
  LnetCoachingRoom *self = LNET_COACHING_ROOM (object);
  LnetSession *session = get_session (self);

  G_OBJECT_CLASS (lnet_coaching_room_parent_class)->constructed (object);

  lnet_session_guard_actions (session, GTK_WIDGET (self), reading);
  lnet_coaching_room_build_lists (self);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (on_selected), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (lnet_session_get_store (session), "changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "author-changed", G_CALLBACK (on_author_changed), self, G_CONNECT_SWAPPED);
  g_object_bind_property (self, "narrow", self->split, "collapsed", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->split, "notify::collapsed", G_CALLBACK (lnet_coaching_room_show_choice), self,
                           G_CONNECT_SWAPPED);
  lnet_coaching_room_update_actions (self);
  lnet_pair_page_show (self->pair_page, session, NULL);
  lnet_coaching_room_reload (self);
}

static void
lnet_coaching_room_get_property (GObject    *object,
                                 guint       property_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  LnetCoachingRoom *self = LNET_COACHING_ROOM (object);

  switch (property_id)
    {
    case PROP_ROUND:
      g_value_take_string (value, self->coaching != NULL ? lnet_id_to_string (&self->coaching->round) : NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lnet_coaching_room_set_property (GObject      *object,
                                 guint         property_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  LnetCoachingRoom *self = LNET_COACHING_ROOM (object);
  LnetId round;

  switch (property_id)
    {
    case PROP_ROUND:
      if (!lnet_id_from_string (g_value_get_string (value), &round) || lnet_id_equal (&round, &self->round))
        break;
      self->round = round;
      gtk_widget_activate_action (GTK_WIDGET (self), "coaching.forget", NULL);
      lnet_pair_page_show (self->pair_page, get_session (self), NULL);
      lnet_coaching_room_reload (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lnet_coaching_room_dispose (GObject *object)
{
  LnetCoachingRoom *self = LNET_COACHING_ROOM (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), LNET_TYPE_COACHING_ROOM);
  g_clear_object (&self->selection);
  g_clear_object (&self->pool_selection);
  g_clear_object (&self->pairs);
  g_clear_object (&self->pool);

  G_OBJECT_CLASS (lnet_coaching_room_parent_class)->dispose (object);
}

static void
lnet_coaching_room_finalize (GObject *object)
{
  LnetCoachingRoom *self = LNET_COACHING_ROOM (object);

  lnet_coaching_unref (self->coaching);
  g_free (self->today);

  G_OBJECT_CLASS (lnet_coaching_room_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-coaching-room.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetCoachingRoom, split);
  gtk_widget_class_bind_template_child (widget_class, LnetCoachingRoom, segments);
  gtk_widget_class_bind_template_child (widget_class, LnetCoachingRoom, pairs_toggle);
  gtk_widget_class_bind_template_child (widget_class, LnetCoachingRoom, pool_toggle);
  gtk_widget_class_bind_template_child (widget_class, LnetCoachingRoom, round_button);
  gtk_widget_class_bind_template_child (widget_class, LnetCoachingRoom, search_bar);
  gtk_widget_class_bind_template_child (widget_class, LnetCoachingRoom, search_entry);
  gtk_widget_class_bind_template_child (widget_class, LnetCoachingRoom, lists);
  gtk_widget_class_bind_template_child (widget_class, LnetCoachingRoom, pairs_view);
  gtk_widget_class_bind_template_child (widget_class, LnetCoachingRoom, pool_view);
  gtk_widget_class_bind_template_child (widget_class, LnetCoachingRoom, no_pairs);
  gtk_widget_class_bind_template_child (widget_class, LnetCoachingRoom, no_pairs_button);
  gtk_widget_class_bind_template_child (widget_class, LnetCoachingRoom, failed);
  gtk_widget_class_bind_template_child (widget_class, LnetCoachingRoom, choice_bar);
  gtk_widget_class_bind_template_child (widget_class, LnetCoachingRoom, choice_label);
  gtk_widget_class_bind_template_child (widget_class, LnetCoachingRoom, look_button);
  gtk_widget_class_bind_template_child (widget_class, LnetCoachingRoom, content_page);
  gtk_widget_class_bind_template_child (widget_class, LnetCoachingRoom, content);
  gtk_widget_class_bind_template_child (widget_class, LnetCoachingRoom, pair_page);
  gtk_widget_class_bind_template_child (widget_class, LnetCoachingRoom, maker);
  gtk_widget_class_bind_template_callback_full (widget_class, "on_segment",
                                                G_CALLBACK (lnet_coaching_room_show_pages));
  gtk_widget_class_bind_template_callback (widget_class, on_search);
  gtk_widget_class_bind_template_callback (widget_class, on_show_all);
  gtk_widget_class_bind_template_callback (widget_class, on_pair_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_intake_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_made);
  gtk_widget_class_bind_template_callback (widget_class, on_gone);
  gtk_widget_class_bind_template_callback (widget_class, on_edit);
  gtk_widget_class_bind_template_callback (widget_class, on_leave);
}

static void
lnet_coaching_room_class_init (LnetCoachingRoomClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  LnetRoomClass *room_class = LNET_ROOM_CLASS (klass);

  object_class->constructed = lnet_coaching_room_constructed;
  object_class->get_property = lnet_coaching_room_get_property;
  object_class->set_property = lnet_coaching_room_set_property;
  object_class->dispose = lnet_coaching_room_dispose;
  object_class->finalize = lnet_coaching_room_finalize;
  widget_class->map = lnet_coaching_room_map;
  room_class->begin_search = lnet_coaching_room_begin_search;
  room_class->add_new = lnet_coaching_room_add_new;
  room_class->get_place = lnet_coaching_room_get_place;
  room_class->go_to = lnet_coaching_room_go_to;

  properties[PROP_ROUND] = g_param_spec_string ("round", NULL, NULL, NULL,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (LNET_TYPE_PAIR_PAGE);
  g_type_ensure (LNET_TYPE_PAIR_MAKER);
  bind_template (widget_class);
  lnet_coaching_room_class_install_actions (widget_class);
}

static void
lnet_coaching_room_init (LnetCoachingRoom *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
