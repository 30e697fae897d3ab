/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-member-list-private.h"

#include <gtk/gtk.h>

/* As many rows as a window shows at first: GTK makes some two hundred for whatever it is given. */
#define FIRST_ROWS 14
/* Up to here, reading the order costs the main thread less than handing it to a worker and back. */
#define SMALL_NETWORK 20000
/* What is on the screen after a keystroke is right at once; the rows that GTK keeps around it follow so many at a
   time. */
#define ROWS_AT_ONCE 40
/* GTK keeps no more rows than this for one list. */
#define ROWS_KEPT 240

enum
{
  PROP_N_ITEMS = 1,
  PROP_N_MEMBERS,
  N_PROPS
};

enum
{
  SEARCHED,
  SETTLED,
  FILTERED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

LnetReader *
lnet_member_list_get_reader (LnetMemberList *self)
{
  return self->store != NULL ? lnet_store_get_reader (self->store) : NULL;
}

LnetMemberInfo *
lnet_member_list_read_info (LnetMemberList *self,
                            guint           position)
{
  gint64 pk = lnet_member_order_get_pk (self->shown, position);
  LnetReader *reader = lnet_member_list_get_reader (self);
  g_autoptr (GPtrArray) page = reader != NULL ? lnet_members_read (reader, &pk, 1) : NULL;

  if (page == NULL)
    return NULL;
  return g_steal_pointer (&g_ptr_array_index (page, 0));
}

/* The list model. */

static GType
get_item_type (GListModel *model)
{
  return LNET_TYPE_MEMBER_SLOT;
}

static guint
get_n_items (GListModel *model)
{
  return LNET_MEMBER_LIST (model)->n_listed;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  LnetMemberList *self = LNET_MEMBER_LIST (model);
  LnetMemberSlot *slot;

  if (position >= get_n_items (model))
    return NULL;
  slot = lnet_member_slots_get (self->slots, position);
  if (slot != NULL)
    return g_object_ref (slot);

  slot = lnet_member_slot_new (position, lnet_member_order_get_letter (self->shown, position),
                               lnet_member_list_read_info (self, position));
  lnet_member_slots_add (self->slots, slot);
  return slot;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
get_section (GtkSectionModel *model,
             guint            position,
             guint           *start,
             guint           *end)
{
  LnetMemberList *self = LNET_MEMBER_LIST (model);

  *start = 0;
  *end = G_MAXUINT;
  if (self->shown != NULL)
    lnet_member_order_get_section (self->shown, position, start, end);
}

static void
section_model_init (GtkSectionModelInterface *iface)
{
  iface->get_section = get_section;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LnetMemberList, lnet_member_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SECTION_MODEL, section_model_init))

/* Showing another order: the places that stay say who stands there now, the tail grows or goes. What a keystroke has to
 * do is what is on the screen; the rest follows when the frame is painted. */

static void
refresh_slots (LnetMemberList *self,
               guint           end)
{
  g_autoptr (GPtrArray) slots = NULL;

  end = MIN (end, self->n_listed);
  slots = lnet_member_slots_list (self->slots, self->refreshed, end);
  self->refreshed = MAX (self->refreshed, end);
  for (guint i = 0; i < slots->len; i++)
    {
      guint position = lnet_member_slot_get_position (g_ptr_array_index (slots, i));

      lnet_member_slot_set (g_ptr_array_index (slots, i), lnet_member_order_get_letter (self->shown, position),
                            lnet_member_list_read_info (self, position));
    }
}

static void
list_as_many (LnetMemberList *self,
              guint           n)
{
  guint before = self->n_listed;
  guint kept = MIN (before, n);

  if (n == before)
    return;
  self->n_listed = n;
  g_list_model_items_changed (G_LIST_MODEL (self), kept, before - kept, n - kept);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

static gboolean
follow (gpointer user_data)
{
  LnetMemberList *self = user_data;
  guint n = lnet_member_order_get_n (self->shown);
  guint next = lnet_member_slots_find_next (self->slots, self->refreshed);

  if (lnet_member_list_get_reader (self) == NULL)
    {
      self->following = 0;
      return G_SOURCE_REMOVE;
    }
  if (next < self->n_listed)
    {
      self->refreshed = next;
      refresh_slots (self, next + ROWS_AT_ONCE);
      return G_SOURCE_CONTINUE;
    }
  if (self->n_listed < n && (self->wanted || self->n_listed < FIRST_ROWS))
    {
      list_as_many (self, self->n_listed < ROWS_KEPT ? MIN (n, self->n_listed + ROWS_AT_ONCE) : n);
      return G_SOURCE_CONTINUE;
    }
  self->following = 0;
  if (self->searching == NULL)
    g_signal_emit (self, signals[SETTLED], 0);
  return G_SOURCE_REMOVE;
}

static void
show_order (LnetMemberList  *self,
            LnetMemberOrder *order)
{
  guint n = lnet_member_order_get_n (order);
  g_autoptr (LnetMemberOrder) old = self->shown;
  gboolean alike = old != NULL && lnet_member_order_is_alike (old, order, self->n_listed);

  self->shown = lnet_member_order_ref (order);
  self->refreshed = 0;
  list_as_many (self, MIN (n, MAX (self->n_listed, self->wanted ? ROWS_AT_ONCE : FIRST_ROWS)));
  if (self->n_listed > 0 && !alike)
    gtk_section_model_sections_changed (GTK_SECTION_MODEL (self), 0, self->n_listed);
  refresh_slots (self, ROWS_AT_ONCE);
  if (self->following == 0)
    self->following = g_idle_add (follow, self);
}

/* Searching. */

static void
cancel (GCancellable **running)
{
  if (*running != NULL)
    g_cancellable_cancel (*running);
  g_clear_object (running);
}

/* What was shown stays behind the words that say what failed. */
static void
fail (LnetMemberList *self,
      const GError   *error)
{
  g_clear_error (&self->error);
  self->error = g_error_copy (error);
  g_signal_emit (self, signals[SEARCHED], 0);
}

static void
take_found (LnetMemberList  *self,
            LnetMemberOrder *found,
            GError          *error)
{
  if (found == NULL)
    {
      fail (self, error);
      return;
    }
  g_clear_error (&self->error);
  show_order (self, found);
  g_signal_emit (self, signals[SEARCHED], 0);
}

static void
on_found (GObject      *store,
          GAsyncResult *result,
          gpointer      user_data)
{
  LnetMemberList *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetMemberOrder) found = lnet_members_filter_order_finish (LNET_STORE (store), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->searching);
  take_found (self, found, error);
}

/* A search that finds a good part of a large network shows what fits the screen; a worker finds the rest. */
void
lnet_member_list_search (LnetMemberList *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetMemberOrder) found = NULL;
  LnetMemberOrder *kept = self->orders != NULL ? self->orders->kept : NULL;

  cancel (&self->searching);
  if (kept == NULL || lnet_member_list_get_reader (self) == NULL)
    return;
  found = lnet_member_order_find_first (kept, self->typed, ROWS_AT_ONCE, ROWS_KEPT);
  if (found != NULL)
    {
      self->searching = g_cancellable_new ();
      lnet_members_filter_order_async (self->store, kept, self->typed, self->searching, on_found, self);
    }
  else
    found = lnet_members_filter_order (lnet_member_list_get_reader (self), kept, self->typed, &error);
  take_found (self, found, error);
}

/* Reading the order. */

static void
take_orders (LnetMemberList   *self,
             LnetMemberOrders *orders,
             gboolean          is_full)
{
  guint n = lnet_member_order_get_n (orders->all);

  g_clear_pointer (&self->orders, lnet_member_orders_free);
  self->orders = orders;
  self->is_full = is_full;
  if (is_full && self->n_members != n)
    {
      self->n_members = n;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_MEMBERS]);
    }
  lnet_member_list_search (self);
}

static void
on_orders_read (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  LnetMemberOrders *orders = lnet_member_orders_read_finish (result, &error);
  LnetMemberList *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = LNET_MEMBER_LIST (source);
  g_clear_object (&self->reading);
  if (orders != NULL)
    take_orders (self, orders, TRUE);
  else
    fail (self, error);
}

static void
read_everybody (LnetMemberList *self)
{
  cancel (&self->reading);
  self->reading = g_cancellable_new ();
  lnet_member_orders_read_async (self, self->store, self->sort, self->filter, self->reading, on_orders_read);
}

static void
read_at_once (LnetMemberList *self,
              guint           limit)
{
  g_autoptr (GError) error = NULL;
  LnetMemberOrders *orders = NULL;

  cancel (&self->reading);
  orders = lnet_member_orders_read (lnet_member_list_get_reader (self), limit, self->sort, self->filter, &error);
  if (orders == NULL)
    fail (self, error);
  else
    take_orders (self, orders, limit == 0);
}

/* Whoever is first by something else than the name, or passes a filter, is known when everybody has been looked at. */
static gboolean
begins_with_first (LnetMemberList *self)
{
  return self->sort == LNET_MEMBER_SORT_NAME && !lnet_member_list_is_narrowed (self);
}

/* @large: so much has changed that what was a small network may be a large one now. */
static void
reload (LnetMemberList *self,
        gboolean        large)
{
  if (!self->is_full && self->reading == NULL && begins_with_first (self))
    read_at_once (self, FIRST_ROWS);
  else if (large || self->n_members > SMALL_NETWORK || !self->is_full || self->sort != LNET_MEMBER_SORT_NAME)
    read_everybody (self);
  else
    read_at_once (self, 0);
}

static void
on_store_changed (LnetMemberList *self,
                  LnetChanges    *changes)
{
  if (lnet_member_orders_follow (self->sort, self->filter, changes))
    reload (self, lnet_changes_is_large (changes));
}

static void
lnet_member_list_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  LnetMemberList *self = LNET_MEMBER_LIST (object);

  switch (property_id)
    {
    case PROP_N_ITEMS:
      g_value_set_uint (value, get_n_items (G_LIST_MODEL (self)));
      break;
    case PROP_N_MEMBERS:
      g_value_set_uint (value, self->n_members);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lnet_member_list_dispose (GObject *object)
{
  LnetMemberList *self = LNET_MEMBER_LIST (object);

  cancel (&self->reading);
  cancel (&self->searching);
  g_clear_handle_id (&self->following, g_source_remove);
  lnet_member_slots_forget (self->slots);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (lnet_member_list_parent_class)->dispose (object);
}

static void
lnet_member_list_finalize (GObject *object)
{
  LnetMemberList *self = LNET_MEMBER_LIST (object);

  g_clear_pointer (&self->orders, lnet_member_orders_free);
  lnet_member_order_unref (self->shown);
  lnet_member_slots_free (self->slots);
  g_free (self->typed);
  lnet_member_filter_free (self->filter);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (lnet_member_list_parent_class)->finalize (object);
}

static void
lnet_member_list_class_init (LnetMemberListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lnet_member_list_get_property;
  object_class->dispose = lnet_member_list_dispose;
  object_class->finalize = lnet_member_list_finalize;

  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0,
                                                G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_MEMBERS] = g_param_spec_uint ("n-members", NULL, NULL, 0, G_MAXUINT, 0,
                                                  G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SEARCHED] = g_signal_new ("searched", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
  signals[SETTLED] = g_signal_new ("settled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[FILTERED] = g_signal_new ("filtered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
}

static void
lnet_member_list_init (LnetMemberList *self)
{
  self->slots = lnet_member_slots_new ();
  self->typed = g_strdup ("");
  self->filter = lnet_member_filter_new ();
}

void
lnet_member_list_set_what_is_shown (LnetMemberList         *self,
                                    const char             *typed,
                                    const LnetMemberFilter *filter,
                                    LnetMemberSort          sort)
{
  LnetMemberFilter *copy = lnet_member_filter_copy (filter);

  lnet_member_filter_free (self->filter);
  self->filter = copy;
  self->sort = sort;
  g_set_str (&self->typed, typed);
}

void
lnet_member_list_read_again (LnetMemberList *self)
{
  if (self->is_full && self->n_members <= SMALL_NETWORK && self->sort == LNET_MEMBER_SORT_NAME)
    read_at_once (self, 0);
  else
    read_everybody (self);
}

LnetMemberList *
lnet_member_list_new (LnetStore *store)
{
  g_autoptr (LnetMemberFilter) none = lnet_member_filter_new ();

  return lnet_member_list_new_showing (store, "", none, LNET_MEMBER_SORT_NAME);
}

LnetMemberList *
lnet_member_list_new_showing (LnetStore              *store,
                              const char             *typed,
                              const LnetMemberFilter *filter,
                              LnetMemberSort          sort)
{
  LnetMemberList *self = g_object_new (LNET_TYPE_MEMBER_LIST, NULL);

  lnet_member_list_set_what_is_shown (self, typed, filter, sort);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  reload (self, FALSE);
  return self;
}

void
lnet_member_list_read (LnetMemberList *self)
{
  g_return_if_fail (LNET_IS_MEMBER_LIST (self));

  if (self->is_full || self->reading != NULL || self->orders == NULL || lnet_member_list_get_reader (self) == NULL)
    return;
  if (lnet_member_order_get_n (self->orders->all) < FIRST_ROWS)
    read_at_once (self, 0);
  else
    read_everybody (self);
}

void
lnet_member_list_fill (LnetMemberList *self)
{
  g_return_if_fail (LNET_IS_MEMBER_LIST (self));

  if (self->wanted)
    return;
  self->wanted = TRUE;
  lnet_member_list_read (self);
  if (self->shown != NULL && self->n_listed < lnet_member_order_get_n (self->shown) && self->following == 0)
    self->following = g_idle_add (follow, self);
}
