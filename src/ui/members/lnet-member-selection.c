/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-member-selection.h"

#include "lnet-member-set.h"

struct _LnetMemberSelection
{
  GObject parent_instance;

  LnetMemberList *list;
  gint64 chosen; /* 0: nobody */
  gboolean active;
  gboolean wants_all; /* everybody found, once it is known who that is */
  guint n_hidden;
  LnetMemberSet *set;
  LnetMemberSet *before;   /* what was selected before a range that is still being drawn; or NULL */
  LnetMemberOrder *looked; /* everybody, when it was last looked at who is still there; or NULL */
};

enum
{
  PROP_ACTIVE = 1,
  N_PROPS
};

enum
{
  CHOSEN,
  SELECTED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static guint
get_n (LnetMemberSelection *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->list));
}

/* The number of the row at @position; 0 past the end. */
static gint64
get_pk (LnetMemberSelection *self,
        guint                position)
{
  LnetMemberOrder *shown = lnet_member_list_get_shown (self->list);

  if (shown == NULL || position >= lnet_member_order_get_n (shown))
    return 0;
  return lnet_member_order_get_pk (shown, position);
}

static void
tell_rows (LnetMemberSelection *self)
{
  if (get_n (self) > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, get_n (self));
}

static void
tell_selected (LnetMemberSelection *self)
{
  LnetMemberOrder *shown = lnet_member_list_get_shown (self->list);
  guint n_shown = shown != NULL && lnet_member_list_is_narrowed (self->list)
                    ? lnet_member_set_count_in (self->set, shown) : lnet_member_set_get_n (self->set);

  self->n_hidden = lnet_member_set_get_n (self->set) - n_shown;
  tell_rows (self);
  g_signal_emit (self, signals[SELECTED], 0);
}

static void
set_active (LnetMemberSelection *self,
            gboolean             active)
{
  self->wants_all = FALSE;
  if (self->active == active)
    return;
  self->active = active;
  g_clear_pointer (&self->before, lnet_member_set_free);
  g_clear_pointer (&self->set, lnet_member_set_free);
  self->set = lnet_member_set_new ();
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
}

/* The one whose profile is shown looks selected, and is when others join. */
static void
begin_with_chosen (LnetMemberSelection *self)
{
  if (self->active)
    return;
  set_active (self, TRUE);
  if (lnet_member_selection_get_chosen (self) != GTK_INVALID_LIST_POSITION)
    lnet_member_set_add (self->set, self->chosen);
}

static void
add_everybody (LnetMemberSelection *self)
{
  LnetMemberOrder *shown = lnet_member_list_get_shown (self->list);

  self->wants_all = !lnet_member_list_is_full (self->list) || lnet_member_list_is_searching (self->list);
  if (!self->wants_all && shown != NULL)
    lnet_member_set_add_range (self->set, shown, 0, lnet_member_order_get_n (shown));
}

/* Others are shown, or others are there. */
static void
on_searched (LnetMemberSelection *self)
{
  LnetMemberOrder *all = lnet_member_list_get_all (self->list);

  g_clear_pointer (&self->before, lnet_member_set_free);
  if (!self->active)
    {
      tell_rows (self);
      return;
    }
  if (lnet_member_list_is_full (self->list) && all != self->looked)
    {
      lnet_member_order_unref (self->looked);
      self->looked = lnet_member_order_ref (all);
      lnet_member_set_retain (self->set, all);
    }
  if (self->wants_all)
    add_everybody (self);
  tell_selected (self);
}

/* Selecting */

static gboolean
is_selected (GtkSelectionModel *model,
             guint              position)
{
  LnetMemberSelection *self = LNET_MEMBER_SELECTION (model);
  gint64 pk = get_pk (self, position);

  if (self->active)
    return lnet_member_set_has (self->set, pk);
  return pk != 0 && pk == self->chosen;
}

/* A move without a modifier takes nothing away of what was selected one by one. */
static gboolean
select_item (GtkSelectionModel *model,
             guint              position,
             gboolean           unselect_rest)
{
  LnetMemberSelection *self = LNET_MEMBER_SELECTION (model);
  gint64 pk = get_pk (self, position);

  if (pk == 0)
    return FALSE;
  g_clear_pointer (&self->before, lnet_member_set_free);
  if (unselect_rest && self->active)
    return TRUE;
  if (unselect_rest)
    {
      lnet_member_selection_set_chosen (self, pk);
      g_signal_emit (self, signals[CHOSEN], 0, position);
      return TRUE;
    }
  begin_with_chosen (self);
  lnet_member_set_add (self->set, pk);
  tell_selected (self);
  return TRUE;
}

static gboolean
unselect_item (GtkSelectionModel *model,
               guint              position)
{
  LnetMemberSelection *self = LNET_MEMBER_SELECTION (model);
  gint64 pk = get_pk (self, position);

  g_clear_pointer (&self->before, lnet_member_set_free);
  if (self->active)
    lnet_member_set_remove (self->set, pk);
  else
    begin_with_chosen (self);
  tell_selected (self);
  return TRUE;
}

/* @unselect_rest: the range goes from where it began to here now, and no further any more. */
static gboolean
select_range (GtkSelectionModel *model,
              guint              position,
              guint              n_items,
              gboolean           unselect_rest)
{
  LnetMemberSelection *self = LNET_MEMBER_SELECTION (model);

  begin_with_chosen (self);
  if (unselect_rest && self->before != NULL)
    {
      g_clear_pointer (&self->set, lnet_member_set_free);
      self->set = lnet_member_set_copy (self->before);
    }
  else if (unselect_rest)
    self->before = lnet_member_set_copy (self->set);
  else
    g_clear_pointer (&self->before, lnet_member_set_free);
  lnet_member_set_add_range (self->set, lnet_member_list_get_shown (self->list), position, position + n_items);
  tell_selected (self);
  return TRUE;
}

static gboolean
unselect_range (GtkSelectionModel *model,
                guint              position,
                guint              n_items)
{
  LnetMemberSelection *self = LNET_MEMBER_SELECTION (model);

  begin_with_chosen (self);
  g_clear_pointer (&self->before, lnet_member_set_free);
  lnet_member_set_remove_range (self->set, lnet_member_list_get_shown (self->list), position, position + n_items);
  tell_selected (self);
  return TRUE;
}

static gboolean
select_all (GtkSelectionModel *model)
{
  LnetMemberSelection *self = LNET_MEMBER_SELECTION (model);

  set_active (self, TRUE);
  g_clear_pointer (&self->before, lnet_member_set_free);
  add_everybody (self);
  if (self->wants_all)
    lnet_member_list_fill (self->list);
  tell_selected (self);
  return TRUE;
}

static gboolean
unselect_all (GtkSelectionModel *model)
{
  LnetMemberSelection *self = LNET_MEMBER_SELECTION (model);

  if (!self->active)
    return FALSE;
  self->wants_all = FALSE;
  g_clear_pointer (&self->before, lnet_member_set_free);
  g_clear_pointer (&self->set, lnet_member_set_free);
  self->set = lnet_member_set_new ();
  tell_selected (self);
  return TRUE;
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->select_item = select_item;
  iface->unselect_item = unselect_item;
  iface->select_range = select_range;
  iface->unselect_range = unselect_range;
  iface->select_all = select_all;
  iface->unselect_all = unselect_all;
}

/* The list's own rows and letters. */

static GType
get_item_type (GListModel *model)
{
  return LNET_TYPE_MEMBER_SLOT;
}

static guint
get_n_items (GListModel *model)
{
  return get_n (LNET_MEMBER_SELECTION (model));
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (LNET_MEMBER_SELECTION (model)->list), position);
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
  gtk_section_model_get_section (GTK_SECTION_MODEL (LNET_MEMBER_SELECTION (model)->list), position, start, end);
}

static void
section_model_init (GtkSectionModelInterface *iface)
{
  iface->get_section = get_section;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LnetMemberSelection, lnet_member_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SECTION_MODEL, section_model_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_model_init))

static void
lnet_member_selection_get_property (GObject    *object,
                                    guint       property_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_ACTIVE:
      g_value_set_boolean (value, LNET_MEMBER_SELECTION (object)->active);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lnet_member_selection_finalize (GObject *object)
{
  LnetMemberSelection *self = LNET_MEMBER_SELECTION (object);

  g_clear_object (&self->list);
  g_clear_pointer (&self->set, lnet_member_set_free);
  g_clear_pointer (&self->before, lnet_member_set_free);
  lnet_member_order_unref (self->looked);
  G_OBJECT_CLASS (lnet_member_selection_parent_class)->finalize (object);
}

static void
lnet_member_selection_class_init (LnetMemberSelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lnet_member_selection_get_property;
  object_class->finalize = lnet_member_selection_finalize;

  properties[PROP_ACTIVE] = g_param_spec_boolean ("active", NULL, NULL, FALSE,
                                                  G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SELECTED] = g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
}

static void
lnet_member_selection_init (LnetMemberSelection *self)
{
  self->set = lnet_member_set_new ();
}

LnetMemberSelection *
lnet_member_selection_new (LnetMemberList *list)
{
  LnetMemberSelection *self = g_object_new (LNET_TYPE_MEMBER_SELECTION, NULL);

  self->list = g_object_ref (list);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (g_list_model_items_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "sections-changed", G_CALLBACK (gtk_section_model_sections_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "searched", G_CALLBACK (on_searched), self, G_CONNECT_SWAPPED);
  return self;
}

LnetMemberList *
lnet_member_selection_get_list (LnetMemberSelection *self)
{
  return self->list;
}

void
lnet_member_selection_set_chosen (LnetMemberSelection *self,
                                  gint64               pk)
{
  g_return_if_fail (LNET_IS_MEMBER_SELECTION (self));

  if (self->chosen == pk)
    return;
  self->chosen = pk;
  if (!self->active)
    tell_rows (self);
}

guint
lnet_member_selection_get_chosen (LnetMemberSelection *self)
{
  LnetMemberOrder *shown = lnet_member_list_get_shown (self->list);
  guint position = shown != NULL && self->chosen != 0 ? lnet_member_order_find (shown, self->chosen) : G_MAXUINT;

  return position < get_n (self) ? position : GTK_INVALID_LIST_POSITION;
}

gboolean
lnet_member_selection_get_active (LnetMemberSelection *self)
{
  return self->active;
}

void
lnet_member_selection_begin (LnetMemberSelection *self)
{
  g_return_if_fail (LNET_IS_MEMBER_SELECTION (self));

  set_active (self, TRUE);
  tell_selected (self);
}

void
lnet_member_selection_end (LnetMemberSelection *self)
{
  g_return_if_fail (LNET_IS_MEMBER_SELECTION (self));

  set_active (self, FALSE);
  tell_selected (self);
}

void
lnet_member_selection_toggle (LnetMemberSelection *self,
                              guint                position)
{
  if (self->active && is_selected (GTK_SELECTION_MODEL (self), position))
    unselect_item (GTK_SELECTION_MODEL (self), position);
  else
    {
      set_active (self, TRUE);
      select_item (GTK_SELECTION_MODEL (self), position, FALSE);
    }
}

guint
lnet_member_selection_get_n (LnetMemberSelection *self)
{
  return lnet_member_set_get_n (self->set);
}

guint
lnet_member_selection_get_n_hidden (LnetMemberSelection *self)
{
  return self->n_hidden;
}

LnetMemberOrder *
lnet_member_selection_dup_selected (LnetMemberSelection *self)
{
  return lnet_member_set_keep (self->set, lnet_member_list_get_all (self->list));
}
