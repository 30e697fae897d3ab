/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-sample-private.h"

#include <string.h>

/* A transaction and its place among those of the same moment. */
typedef struct
{
  LnetTransaction *transaction;
  guint place;
} Act;

static void
act_free (gpointer data)
{
  Act *act = data;

  g_clear_pointer (&act->transaction, lnet_transaction_unref);
  g_free (act);
}

static int
compare_acts (gconstpointer a,
              gconstpointer b)
{
  const Act *one = *(const Act *const *) a;
  const Act *other = *(const Act *const *) b;
  gint64 difference = lnet_transaction_get_wall (one->transaction) - lnet_transaction_get_wall (other->transaction);

  if (difference != 0)
    return difference < 0 ? -1 : 1;
  return one->place < other->place ? -1 : 1;
}

static void
person_free (gpointer data)
{
  LnetSamplePerson *person = data;

  g_free (person->last);
  g_free (person->wisdom);
  g_free (person->wishes);
  g_ptr_array_unref (person->languages);
  g_free (person);
}

static void
organization_free (gpointer data)
{
  LnetSampleOrganization *organization = data;

  g_ptr_array_unref (organization->taken_roles);
  g_free (organization);
}

static JsonObject *
load (LnetSample *self,
      guint       place,
      const char *which)
{
  g_autofree char *name = g_strdup_printf ("samples/%s.json", which);

  self->roots[place] = lnet_data_load (name);
  return json_node_get_object (self->roots[place]);
}

LnetSample *
lnet_sample_new (const char   *which,
                 const LnetId *network,
                 GDateTime    *now)
{
  LnetSample *self = g_new0 (LnetSample, 1);

  self->now = g_date_time_ref (now);
  self->random = g_rand_new_with_seed (g_str_hash (which));
  self->midnight = g_date_time_new_local (g_date_time_get_year (now), g_date_time_get_month (now),
                                          g_date_time_get_day_of_month (now), 0, 0, 0);
  self->network_id = *network;
  self->data = load (self, 0, which);
  self->common = load (self, 1, "names");
  self->names = json_object_get_object_member (self->common, "communities");
  self->words = load (self, 2, "wisdom");
  self->coaching = load (self, 3, "coaching");
  self->learning = load (self, 4, "learning");
  self->acts = g_ptr_array_new_with_free_func (act_free);
  self->people = g_ptr_array_new_with_free_func (person_free);
  self->people_by_key = g_hash_table_new (g_str_hash, g_str_equal);
  self->keepers = g_ptr_array_new ();
  self->organizations = g_ptr_array_new_with_free_func (organization_free);
  self->organization_places = g_hash_table_new (g_str_hash, g_str_equal);
  self->convenings = g_ptr_array_new_with_free_func (g_free);
  self->contributions = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->contribution_days = g_hash_table_new (g_str_hash, g_str_equal);
  self->used = g_hash_table_new (NULL, NULL);
  return self;
}

void
lnet_sample_free (LnetSample *self)
{
  if (self == NULL)
    return;
  g_rand_free (self->random);
  g_date_time_unref (self->now);
  g_date_time_unref (self->midnight);
  g_ptr_array_unref (self->acts);
  g_hash_table_unref (self->people_by_key);
  g_ptr_array_unref (self->keepers);
  g_ptr_array_unref (self->people);
  g_hash_table_unref (self->organization_places);
  g_ptr_array_unref (self->organizations);
  g_ptr_array_unref (self->convenings);
  g_hash_table_unref (self->contributions);
  g_hash_table_unref (self->contribution_days);
  g_hash_table_unref (self->used);
  for (gsize i = 0; i < G_N_ELEMENTS (self->roots); i++)
    json_node_unref (self->roots[i]);
  g_free (self);
}

GPtrArray *
lnet_sample_build (LnetSample *self)
{
  GPtrArray *transactions = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_transaction_unref);

  lnet_sample_invent_people (self);
  lnet_sample_add_members (self);
  lnet_sample_add_gatherings (self);
  lnet_sample_add_messages (self);
  lnet_sample_add_filters (self);
  lnet_sample_add_distinct (self);
  lnet_sample_add_certificates (self);
  lnet_sample_add_coaching (self);
  lnet_sample_add_vision (self);

  g_ptr_array_sort (self->acts, compare_acts);
  for (guint i = 0; i < self->acts->len; i++)
    {
      Act *act = g_ptr_array_index (self->acts, i);

      g_ptr_array_add (transactions, g_steal_pointer (&act->transaction));
    }
  g_ptr_array_set_size (self->acts, 0);
  return transactions;
}

/* --- time --- */

static GDateTime *
get_day (LnetSample *self,
         int         day)
{
  return g_date_time_add_days (self->midnight, day);
}

LnetTransaction *
lnet_sample_act (LnetSample             *self,
                 const char             *act,
                 int                     day,
                 int                     minute,
                 const LnetSamplePerson *author)
{
  g_autoptr (GDateTime) midnight = get_day (self, day);
  Act *entry = g_new0 (Act, 1);
  gint64 wall = (g_date_time_to_unix (midnight) + 60 * minute) * 1000;

  entry->transaction = lnet_transaction_new (act);
  entry->place = self->acts->len;
  lnet_transaction_set_wall (entry->transaction, MIN (wall, g_date_time_to_unix (self->now) * 1000));
  if (author != NULL)
    lnet_transaction_set_author (entry->transaction, &author->id);
  g_ptr_array_add (self->acts, entry);
  return entry->transaction;
}

char *
lnet_sample_date (LnetSample *self,
                  int         day)
{
  g_autoptr (GDateTime) date = get_day (self, day);

  return g_date_time_format (date, "%Y-%m-%d");
}

char *
lnet_sample_date_time (LnetSample *self,
                       int         day,
                       const char *time)
{
  g_autofree char *date = lnet_sample_date (self, day);

  return g_strconcat (date, "T", time, NULL);
}

int
lnet_sample_on_weekday (LnetSample *self,
                        int         day,
                        int         weekday)
{
  g_autoptr (GDateTime) date = get_day (self, day);
  int ahead = (weekday - g_date_time_get_day_of_week (date) + 7) % 7;

  if (weekday == 0 || ahead == 0)
    return day;
  return day < 0 ? day + ahead - 7 : day + ahead;
}

/* --- chance --- */

gboolean
lnet_sample_chance (LnetSample *self,
                    double      share)
{
  return g_rand_double (self->random) < share;
}

int
lnet_sample_between (LnetSample *self,
                     int         low,
                     int         high)
{
  return g_rand_int_range (self->random, low, high + 1);
}

void
lnet_sample_shuffle (LnetSample *self,
                     GPtrArray  *array)
{
  for (guint i = array->len; i > 1; i--)
    {
      guint other = (guint) lnet_sample_between (self, 0, (int) i - 1);
      gpointer swapped = array->pdata[i - 1];

      array->pdata[i - 1] = array->pdata[other];
      array->pdata[other] = swapped;
    }
}

const char *
lnet_sample_pick (LnetSample *self,
                  JsonArray  *array)
{
  return json_array_get_string_element (array, (guint) lnet_sample_between (self, 0,
                                                                            (int) json_array_get_length (array) - 1));
}

guint
lnet_sample_count_use (LnetSample    *self,
                       gconstpointer  key)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->used, key));

  g_hash_table_insert (self->used, (gpointer) key, GUINT_TO_POINTER (n + 1));
  return n;
}

static guint
get_use (LnetSample    *self,
         gconstpointer  key)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->used, key));
}

const char *
lnet_sample_pick_fresh (LnetSample *self,
                        JsonArray  *array)
{
  guint n = json_array_get_length (array);
  guint start = (guint) lnet_sample_between (self, 0, (int) n - 1);
  const char *best = NULL;

  for (guint i = 0; i < n; i++)
    {
      const char *text = json_array_get_string_element (array, (start + i) % n);

      if (best == NULL || get_use (self, text) < get_use (self, best))
        best = text;
    }
  lnet_sample_count_use (self, best);
  return best;
}

const char *
lnet_sample_draw (LnetSample *self,
                  JsonObject *weights)
{
  g_autoptr (GList) names = json_object_get_members (weights);
  int sum = 0;
  int drawn;

  for (GList *l = names; l != NULL; l = l->next)
    sum += lnet_data_get_integer (weights, l->data, 0);
  drawn = lnet_sample_between (self, 1, sum);
  for (GList *l = names; l != NULL; l = l->next)
    {
      drawn -= lnet_data_get_integer (weights, l->data, 0);
      if (drawn <= 0)
        return l->data;
    }
  g_assert_not_reached ();
}

/* --- looking things up --- */

LnetSamplePerson *
lnet_sample_get_person (LnetSample *self,
                        const char *key)
{
  LnetSamplePerson *person = g_hash_table_lookup (self->people_by_key, key);

  if (person == NULL)
    g_error ("No such person in the sample: %s", key);
  return person;
}

LnetSamplePerson *
lnet_sample_get_keeper (LnetSample *self,
                        guint       turn)
{
  return g_ptr_array_index (self->keepers, turn % self->keepers->len);
}

gboolean
lnet_sample_person_speaks (const LnetSamplePerson *self,
                           const char             *language)
{
  if (g_strcmp0 (self->language, language) == 0)
    return TRUE;
  for (guint i = 0; i < self->languages->len; i++)
    if (g_strcmp0 (g_ptr_array_index (self->languages, i), language) == 0)
      return TRUE;
  return FALSE;
}

LnetSampleOrganization *
lnet_sample_get_organization (LnetSample             *self,
                              const LnetSamplePerson *person)
{
  return g_ptr_array_index (self->organizations, person->organization);
}

LnetSampleConvening *
lnet_sample_get_convening (LnetSample *self,
                           const char *key)
{
  for (guint i = 0; i < self->convenings->len; i++)
    {
      LnetSampleConvening *convening = g_ptr_array_index (self->convenings, i);

      if (g_strcmp0 (convening->key, key) == 0)
        return convening;
    }
  g_error ("No such convening in the sample: %s", key);
}

char *
lnet_sample_fill_in (const char *text,
                     ...)
{
  GString *filled = g_string_new (text);
  const char *name;
  va_list list;

  va_start (list, text);
  while ((name = va_arg (list, const char *)) != NULL)
    {
      const char *value = va_arg (list, const char *);
      g_autofree char *mark = g_strconcat ("{", name, "}", NULL);

      g_string_replace (filled, mark, value, 0);
    }
  va_end (list);
  return g_string_free_and_steal (filled);
}

JsonArray *
lnet_sample_get_array (JsonObject *object,
                       const char *member)
{
  return json_object_has_member (object, member) ? json_object_get_array_member (object, member) : NULL;
}

gboolean
lnet_sample_array_allows (JsonArray  *array,
                          const char *text)
{
  if (array == NULL)
    return TRUE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (g_strcmp0 (json_array_get_string_element (array, i), text) == 0)
      return TRUE;
  return FALSE;
}
