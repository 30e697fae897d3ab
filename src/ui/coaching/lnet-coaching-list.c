/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-coaching-list.h"

#include "lnet-name.h"

struct _LnetCoachingList
{
  GObject parent_instance;

  GPtrArray *all;
  GPtrArray *shown;
  char *folded; /* what is searched for */
};

static GType
lnet_coaching_list_get_item_type (GListModel *model)
{
  return LNET_TYPE_COACHING_ITEM;
}

static guint
lnet_coaching_list_get_n_items (GListModel *model)
{
  return LNET_COACHING_LIST (model)->shown->len;
}

static gpointer
lnet_coaching_list_get_item (GListModel *model,
                             guint       position)
{
  LnetCoachingList *self = LNET_COACHING_LIST (model);

  return position < self->shown->len ? g_object_ref (self->shown->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = lnet_coaching_list_get_item_type;
  iface->get_n_items = lnet_coaching_list_get_n_items;
  iface->get_item = lnet_coaching_list_get_item;
}

static guint
section_at (LnetCoachingList *self,
            guint             position)
{
  return lnet_coaching_item_get_section (self->shown->pdata[position]);
}

static void
lnet_coaching_list_get_section (GtkSectionModel *model,
                                guint            position,
                                guint           *start,
                                guint           *end)
{
  LnetCoachingList *self = LNET_COACHING_LIST (model);

  if (position >= self->shown->len)
    {
      *start = self->shown->len;
      *end = G_MAXUINT;
      return;
    }
  for (*start = position; *start > 0 && section_at (self, *start - 1) == section_at (self, position); (*start)--)
    ;
  for (*end = position + 1; *end < self->shown->len && section_at (self, *end) == section_at (self, position); (*end)++)
    ;
}

static void
section_model_init (GtkSectionModelInterface *iface)
{
  iface->get_section = lnet_coaching_list_get_section;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LnetCoachingList, lnet_coaching_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SECTION_MODEL, section_model_init))

static void
lnet_coaching_list_finalize (GObject *object)
{
  LnetCoachingList *self = LNET_COACHING_LIST (object);

  g_ptr_array_unref (self->all);
  g_ptr_array_unref (self->shown);
  g_free (self->folded);

  G_OBJECT_CLASS (lnet_coaching_list_parent_class)->finalize (object);
}

static void
lnet_coaching_list_class_init (LnetCoachingListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lnet_coaching_list_finalize;
}

static void
lnet_coaching_list_init (LnetCoachingList *self)
{
  self->all = g_ptr_array_new_with_free_func (g_object_unref);
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
}

LnetCoachingList *
lnet_coaching_list_new (void)
{
  return g_object_new (LNET_TYPE_COACHING_LIST, NULL);
}

/* Puts @shown in the place of what is shown; tells of the stretch between what is equal at both ends. */
static void
show (LnetCoachingList *self,
      GPtrArray        *shown)
{
  g_autoptr (GPtrArray) before = g_steal_pointer (&self->shown);
  guint first = 0;
  guint last = 0;

  while (first < before->len && first < shown->len
         && lnet_coaching_item_looks_like (before->pdata[first], shown->pdata[first]))
    first++;
  while (last < before->len - first && last < shown->len - first
         && lnet_coaching_item_looks_like (before->pdata[before->len - 1 - last], shown->pdata[shown->len - 1 - last]))
    last++;
  self->shown = shown;
  if (before->len != shown->len || first + last < before->len)
    g_list_model_items_changed (G_LIST_MODEL (self), first, before->len - first - last, shown->len - first - last);
}

static void
filter (LnetCoachingList *self)
{
  GPtrArray *shown = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->all->len; i++)
    if (self->folded == NULL || lnet_coaching_item_matches (self->all->pdata[i], self->folded))
      g_ptr_array_add (shown, g_object_ref (self->all->pdata[i]));
  show (self, shown);
}

/* An item that looks as before is kept, because rows are bound to it. */
static void
keep_known (LnetCoachingList *self,
            GPtrArray        *items)
{
  g_autoptr (GHashTable) known = g_hash_table_new (lnet_id_hash, lnet_id_equal);

  for (guint i = 0; i < self->all->len; i++)
    g_hash_table_insert (known, (gpointer) lnet_coaching_item_get_id (self->all->pdata[i]), self->all->pdata[i]);
  for (guint i = 0; i < items->len; i++)
    {
      LnetCoachingItem *item = items->pdata[i];
      LnetCoachingItem *old = g_hash_table_lookup (known, lnet_coaching_item_get_id (item));

      if (old == NULL)
        continue;
      if (lnet_coaching_item_looks_like (item, old))
        {
          lnet_coaching_item_update (old, item);
          g_set_object ((LnetCoachingItem **) &items->pdata[i], old);
        }
      else if (lnet_coaching_item_get_section (item) == lnet_coaching_item_get_section (old))
        lnet_coaching_item_set_chosen (item, lnet_coaching_item_get_chosen (old));
    }
}

void
lnet_coaching_list_take (LnetCoachingList *self,
                         GPtrArray        *items)
{
  g_return_if_fail (LNET_IS_COACHING_LIST (self));

  keep_known (self, items);
  g_ptr_array_unref (self->all);
  self->all = items;
  filter (self);
}

void
lnet_coaching_list_search (LnetCoachingList *self,
                           const char       *typed)
{
  g_autofree char *folded = typed != NULL ? lnet_name_fold (typed) : NULL;

  g_return_if_fail (LNET_IS_COACHING_LIST (self));

  if (g_set_str (&self->folded, folded != NULL && folded[0] != '\0' ? folded : NULL))
    filter (self);
}

guint
lnet_coaching_list_find (LnetCoachingList *self,
                         const LnetId     *id)
{
  for (guint i = 0; i < self->shown->len; i++)
    if (lnet_id_equal (lnet_coaching_item_get_id (self->shown->pdata[i]), id))
      return i;
  return GTK_INVALID_LIST_POSITION;
}

GPtrArray *
lnet_coaching_list_get_chosen (LnetCoachingList *self)
{
  GPtrArray *chosen = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->all->len; i++)
    if (lnet_coaching_item_get_chosen (self->all->pdata[i]))
      g_ptr_array_add (chosen, g_object_ref (self->all->pdata[i]));
  return chosen;
}

guint
lnet_coaching_list_count (LnetCoachingList *self)
{
  return self->all->len;
}

guint
lnet_coaching_list_count_section (LnetCoachingList *self,
                                  guint             section)
{
  guint n = 0;

  for (guint i = 0; i < self->all->len; i++)
    n += lnet_coaching_item_get_section (self->all->pdata[i]) == section;
  return n;
}
