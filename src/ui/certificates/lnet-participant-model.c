/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-participant-model.h"

#include <string.h>

#include "lnet-certificate-words.h"
#include "lnet-name.h"

struct _LnetParticipantModel
{
  GObject parent_instance;

  LnetCohort *cohort;
  GHashTable *all;  /* enrolment → LnetParticipantItem */
  GPtrArray *shown; /* LnetParticipantItem */
  LnetParticipantSort sort;
  LnetForecastState state;
  gboolean only_active;
  char **search; /* folded words */
};

static GType
get_item_type (GListModel *model)
{
  return LNET_TYPE_PARTICIPANT_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return LNET_PARTICIPANT_MODEL (model)->shown->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  LnetParticipantModel *self = LNET_PARTICIPANT_MODEL (model);

  return position < self->shown->len ? g_object_ref (g_ptr_array_index (self->shown, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LnetParticipantModel, lnet_participant_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* Whether one of the words of @name begins with @word; both are folded. */
static gboolean
has_word (const char *name,
          const char *word)
{
  for (const char *found = strstr (name, word); found != NULL; found = strstr (found + 1, word))
    if (found == name || found[-1] == ' ')
      return TRUE;
  return FALSE;
}

static gboolean
matches (LnetParticipantModel  *self,
         const LnetParticipant *participant)
{
  g_autofree char *name = NULL;

  if (self->state != LNET_FORECAST_ANY && participant->forecast.state != self->state)
    return FALSE;
  if (self->only_active && participant->forecast.state == LNET_FORECAST_WITHDRAWN)
    return FALSE;
  if (self->search == NULL)
    return TRUE;
  name = lnet_name_fold (participant->name);
  for (guint i = 0; self->search[i] != NULL; i++)
    if (!has_word (name, self->search[i]))
      return FALSE;
  return TRUE;
}

/* Participants come by name; the sort is stable. */
static int
compare_need (gconstpointer a,
              gconstpointer b)
{
  LnetParticipant *first = lnet_participant_item_get_participant (*(LnetParticipantItem *const *) a);
  LnetParticipant *second = lnet_participant_item_get_participant (*(LnetParticipantItem *const *) b);
  int need = lnet_forecast_get_need (second->forecast.state) - lnet_forecast_get_need (first->forecast.state);

  if (need != 0)
    return need;
  if (first->forecast.critical != second->forecast.critical)
    return second->forecast.critical - first->forecast.critical;
  return g_bytes_compare (first->sort_key, second->sort_key);
}

/* Tells only of what moved, so that a view need not begin anew. */
static void
replace_shown (LnetParticipantModel *self,
               GPtrArray            *shown)
{
  GPtrArray *before = self->shown;
  guint start = 0;
  guint end = 0;

  while (start < before->len && start < shown->len && before->pdata[start] == shown->pdata[start])
    start++;
  while (end < before->len - start && end < shown->len - start
         && before->pdata[before->len - 1 - end] == shown->pdata[shown->len - 1 - end])
    end++;

  self->shown = shown;
  if (start + end < before->len || start + end < shown->len)
    g_list_model_items_changed (G_LIST_MODEL (self), start, before->len - start - end, shown->len - start - end);
  g_ptr_array_unref (before);
}

static void
update (LnetParticipantModel *self)
{
  GPtrArray *shown = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; self->cohort != NULL && i < self->cohort->participants->len; i++)
    {
      LnetParticipant *participant = g_ptr_array_index (self->cohort->participants, i);

      if (matches (self, participant))
        g_ptr_array_add (shown, g_object_ref (g_hash_table_lookup (self->all, &participant->enrolment)));
    }
  if (self->sort == LNET_PARTICIPANT_SORT_NEED)
    g_ptr_array_sort (shown, compare_need);
  replace_shown (self, shown);
}

static void
lnet_participant_model_finalize (GObject *object)
{
  LnetParticipantModel *self = LNET_PARTICIPANT_MODEL (object);

  g_ptr_array_unref (self->shown);
  g_hash_table_unref (self->all);
  g_clear_pointer (&self->cohort, lnet_cohort_unref);
  g_strfreev (self->search);

  G_OBJECT_CLASS (lnet_participant_model_parent_class)->finalize (object);
}

static void
lnet_participant_model_class_init (LnetParticipantModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lnet_participant_model_finalize;
}

static GHashTable *
new_items (void)
{
  return g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, g_object_unref);
}

static void
lnet_participant_model_init (LnetParticipantModel *self)
{
  self->all = new_items ();
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  self->state = LNET_FORECAST_ANY;
}

LnetParticipantModel *
lnet_participant_model_new (void)
{
  return g_object_new (LNET_TYPE_PARTICIPANT_MODEL, NULL);
}

void
lnet_participant_model_set_cohort (LnetParticipantModel *self,
                                   LnetCohort           *cohort)
{
  g_autoptr (GHashTable) before = NULL;

  g_return_if_fail (LNET_IS_PARTICIPANT_MODEL (self));

  before = g_steal_pointer (&self->all);
  self->all = new_items ();
  lnet_cohort_ref (cohort);
  g_clear_pointer (&self->cohort, lnet_cohort_unref);
  self->cohort = cohort;
  for (guint i = 0; i < cohort->participants->len; i++)
    {
      LnetParticipant *participant = g_ptr_array_index (cohort->participants, i);
      LnetParticipantItem *item = g_hash_table_lookup (before, &participant->enrolment);

      if (item != NULL)
        lnet_participant_item_update (g_object_ref (item), cohort, i);
      else
        item = lnet_participant_item_new (cohort, i);
      g_hash_table_insert (self->all, lnet_id_copy (&participant->enrolment), item);
    }
  update (self);
}

void
lnet_participant_model_set_sort (LnetParticipantModel *self,
                                 LnetParticipantSort   sort)
{
  g_return_if_fail (LNET_IS_PARTICIPANT_MODEL (self));

  if (self->sort == sort)
    return;
  self->sort = sort;
  update (self);
}

void
lnet_participant_model_set_state (LnetParticipantModel *self,
                                  LnetForecastState     state)
{
  g_return_if_fail (LNET_IS_PARTICIPANT_MODEL (self));

  if (self->state == state)
    return;
  self->state = state;
  update (self);
}

void
lnet_participant_model_set_search (LnetParticipantModel *self,
                                   const char           *typed)
{
  g_autofree char *folded = NULL;

  g_return_if_fail (LNET_IS_PARTICIPANT_MODEL (self));

  folded = lnet_name_fold (typed);
  g_clear_pointer (&self->search, g_strfreev);
  if (folded[0] != '\0')
    self->search = g_strsplit (folded, " ", -1);
  update (self);
}

void
lnet_participant_model_set_only_active (LnetParticipantModel *self,
                                        gboolean              only_active)
{
  g_return_if_fail (LNET_IS_PARTICIPANT_MODEL (self));

  if (self->only_active == only_active)
    return;
  self->only_active = only_active;
  update (self);
}
