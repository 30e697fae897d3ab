/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who is in a sample: the people its data names, and as many more as it takes to fill its organizations. */

#include "config.h"

#include "lnet-sample-private.h"

#include <string.h>

typedef struct
{
  const char *role;
  double share; /* of organizations of the setting that have one */
} Post;

static const Post center_posts[] = {
  { "director", 1 }, { "lead-teacher", 1 }, { "co-teacher", 0.9 }, { "parent", 0.7 }, { "cook", 0.4 },
  { "lead-teacher", 0.7 }, { "assistant-director", 0.35 }, { "receptionist", 0.35 }, { "teacher-aide", 0.5 },
  { "custodian", 0.25 }, { "grandparent", 0.25 }, { NULL, 0 }
};
static const Post home_posts[] = {
  { "fcc-provider", 1 }, { "parent", 0.5 }, { "fcc-assistant", 0.35 }, { "grandparent", 0.1 }, { NULL, 0 }
};
static const Post group_home_posts[] = {
  { "owner-operator", 1 }, { "fcc-assistant", 0.8 }, { "parent", 0.7 }, { NULL, 0 }
};
static const Post head_start_posts[] = {
  { "director", 1 }, { "lead-teacher", 1 }, { "family-engagement-specialist", 0.8 }, { "bus-driver", 0.7 },
  { "education-manager", 0.8 }, { "cook", 0.7 }, { "co-teacher", 0.8 }, { "home-visitor", 0.5 }, { "parent", 1 },
  { "inclusion-specialist", 0.3 }, { "receptionist", 0.3 }, { "grandparent", 0.4 }, { NULL, 0 }
};
static const Post school_posts[] = {
  { "principal", 0.8 }, { "school-teacher", 1 }, { "teacher-aide", 0.9 }, { "parent", 0.9 }, { "custodian", 0.5 },
  { "bus-driver", 0.5 }, { "cook", 0.4 }, { "receptionist", 0.4 }, { "inclusion-specialist", 0.4 }, { NULL, 0 }
};
static const Post montessori_posts[] = {
  { "director", 1 }, { "lead-teacher", 1 }, { "co-teacher", 0.9 }, { "parent", 0.8 }, { "mentor-teacher", 0.4 },
  { NULL, 0 }
};
static const Post tribal_posts[] = {
  { "director", 1 }, { "lead-teacher", 1 }, { "teacher-aide", 1 }, { "grandparent", 1 }, { "bus-driver", 0.7 },
  { "cook", 0.8 }, { "family-engagement-specialist", 0.6 }, { "parent", 0.9 }, { "co-teacher", 0.7 }, { NULL, 0 }
};
static const Post other_posts[] = { { NULL, 0 } };

static const char *const growth[] = {
  "co-teacher", "parent", "lead-teacher", "teacher-aide", "grandparent", "co-teacher"
};

static const Post *
get_posts (const char *setting)
{
  static const struct
  {
    const char *setting;
    const Post *posts;
  } all[] = {
    { "center", center_posts },         { "fcc-home", home_posts },         { "group-home", group_home_posts },
    { "head-start", head_start_posts }, { "school-prek", school_posts },    { "montessori", montessori_posts },
    { "military", center_posts },       { "tribal", tribal_posts },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_str_equal (all[i].setting, setting))
      return all[i].posts;
  return other_posts;
}

/* The kind of work decides what somebody writes of themselves, and what a partner sees in them. */
static const char *
get_rooms (const char *role)
{
  static const struct
  {
    const char *role;
    const char *rooms;
  } all[] = {
    { "director", "leading" },          { "assistant-director", "leading" },  { "owner-operator", "home" },
    { "principal", "leading" },         { "program-coordinator", "leading" }, { "fcc-provider", "home" },
    { "fcc-assistant", "home" },        { "coach", "coaching" },              { "ta-specialist", "coaching" },
    { "trainer", "coaching" },          { "facilitator", "coaching" },        { "education-manager", "coaching" },
    { "cook", "kitchen" },              { "bus-driver", "driving" },          { "receptionist", "office" },
    { "custodian", "keeping" },         { "parent", "family" },               { "grandparent", "family" },
    { "lead-teacher", "teaching" },     { "co-teacher", "teaching" },         { "teacher-aide", "teaching" },
    { "school-teacher", "teaching" },   { "mentor-teacher", "teaching" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_str_equal (all[i].role, role))
      return all[i].rooms;
  return "system";
}

/* --- organizations --- */

static JsonArray *
find_town (LnetSample *self,
           const char *name)
{
  JsonArray *towns = json_object_get_array_member (self->data, "towns");

  for (guint i = 0; i < json_array_get_length (towns); i++)
    {
      JsonArray *town = json_array_get_array_element (towns, i);

      if (g_str_equal (json_array_get_string_element (town, 0), name))
        return town;
    }
  g_error ("No such town in the sample: %s", name);
}

static void
read_organizations (LnetSample *self)
{
  JsonArray *rows = json_object_get_array_member (self->data, "organizations");

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonArray *row = json_array_get_array_element (rows, i);
      LnetSampleOrganization *organization = g_new0 (LnetSampleOrganization, 1);

      organization->id = lnet_id_new ();
      organization->name = json_array_get_string_element (row, 0);
      organization->setting = json_array_get_string_element (row, 1);
      organization->town = find_town (self, json_array_get_string_element (row, 2));
      organization->taken_roles = g_ptr_array_new ();
      g_ptr_array_add (self->organizations, organization);
      g_hash_table_insert (self->organization_places, (char *) organization->name, GUINT_TO_POINTER (i + 1));
    }
}

/* --- the people of the data --- */

static LnetSamplePerson *
add_person (LnetSample *self,
            const char *role,
            guint       place)
{
  LnetSamplePerson *person = g_new0 (LnetSamplePerson, 1);
  LnetSampleOrganization *organization = g_ptr_array_index (self->organizations, place);

  person->id = lnet_id_new ();
  person->role = role;
  person->rooms = get_rooms (role);
  person->organization = place;
  person->languages = g_ptr_array_new ();
  person->language = "en";
  person->town = json_array_get_string_element (organization->town, 0);
  person->region = json_array_get_string_element (organization->town, 1);
  person->rurality = json_array_get_string_element (organization->town, 2);
  if (organization->head == NULL && (g_str_equal (role, "director") || g_str_equal (role, "principal") ||
                                     g_str_equal (role, "owner-operator") || g_str_equal (role, "fcc-provider")))
    organization->head = person;
  g_ptr_array_add (self->people, person);
  return person;
}

static void
read_person (LnetSample *self,
             JsonObject *row)
{
  const char *name = lnet_data_get_text (row, "org");
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->organization_places, name));
  g_auto (GStrv) languages = lnet_data_get_texts (row, "languages");
  LnetSamplePerson *person;

  if (place == 0)
    g_error ("No such organization in the sample: %s", name);
  person = add_person (self, lnet_data_get_text (row, "role"), place - 1);
  person->key = lnet_data_get_text (row, "id");
  person->first = lnet_data_get_text (row, "first");
  person->last = g_strdup (lnet_data_get_text (row, "last"));
  person->preferred = lnet_data_get_text (row, "preferred");
  person->pronouns = lnet_data_get_text (row, "pronouns");
  person->pronunciation = lnet_data_get_text (row, "pronunciation");
  person->man = json_object_get_boolean_member_with_default (row, "man", FALSE);
  person->also = lnet_data_get_text (row, "also");
  person->wisdom = g_strdup (lnet_data_get_text (row, "wisdom"));
  person->wishes = g_strdup (lnet_data_get_text (row, "wishes"));
  person->language = json_object_get_string_member_with_default (row, "language", "en");
  person->interpretation = json_object_get_boolean_member_with_default (row, "interpretation", FALSE);
  person->attribution = json_object_get_string_member_with_default (row, "attribution", "full-name");
  person->texts = TRUE;
  for (gsize i = 0; languages[i] != NULL; i++)
    g_ptr_array_add (person->languages, (char *) g_intern_string (languages[i]));
  g_ptr_array_add (lnet_sample_get_organization (self, person)->taken_roles, (char *) person->role);
  g_hash_table_insert (self->people_by_key, (char *) person->key, person);
}

static void
read_people (LnetSample *self)
{
  JsonArray *rows = json_object_get_array_member (self->data, "people");
  g_auto (GStrv) keepers = lnet_data_get_texts (self->data, "keepers");

  for (guint i = 0; i < json_array_get_length (rows); i++)
    read_person (self, json_array_get_object_element (rows, i));
  for (gsize i = 0; keepers[i] != NULL; i++)
    g_ptr_array_add (self->keepers, lnet_sample_get_person (self, keepers[i]));
}

/* --- the others --- */

static char *
make_last_name (LnetSample *self,
                JsonObject *community)
{
  JsonArray *names = json_object_get_array_member (community, "family");
  const char *first = lnet_sample_pick_fresh (self, names);
  const char *second = lnet_sample_pick (self, names);

  if (first != second &&
      lnet_sample_chance (self, json_object_get_double_member_with_default (community, "two-surnames-share", 0)))
    return g_strconcat (first, " ", second, NULL);
  return g_strdup (first);
}

static gboolean
is_name_free (LnetSample             *self,
              const LnetSamplePerson *person)
{
  for (guint i = 0; i < self->people->len; i++)
    {
      LnetSamplePerson *other = g_ptr_array_index (self->people, i);

      if (other != person && g_strcmp0 (other->first, person->first) == 0 &&
          g_strcmp0 (other->last, person->last) == 0)
        return FALSE;
    }
  return TRUE;
}

static void
name_person (LnetSample       *self,
             LnetSamplePerson *person,
             JsonObject       *community)
{
  JsonArray *firsts;

  person->man = lnet_sample_chance (self, g_str_equal (person->role, "custodian") ||
                                            g_str_equal (person->role, "bus-driver") ? 0.55 : 0.14);
  firsts = json_object_get_array_member (community, person->man ? "men" : "women");
  do
    {
      g_clear_pointer (&person->last, g_free);
      person->first = lnet_sample_pick_fresh (self, firsts);
      person->last = make_last_name (self, community);
    }
  while (!is_name_free (self, person));
}

static void
give_languages (LnetSample       *self,
                LnetSamplePerson *person,
                JsonObject       *community)
{
  const char *own = lnet_data_get_text (community, "language");
  const char *also = lnet_data_get_text (community, "also");
  gboolean speaks_also =
    also != NULL && lnet_sample_chance (self, json_object_get_double_member_with_default (community, "also-share", 0));

  person->language = own;
  if (!g_str_equal (own, "en") &&
      !lnet_sample_chance (self, json_object_get_double_member_with_default (community, "preferred-share", 1)))
    {
      person->language = "en";
      g_ptr_array_add (person->languages, (char *) own);
    }
  else if (speaks_also)
    g_ptr_array_add (person->languages, (char *) also);
  if (!g_str_equal (person->language, "en") && !lnet_sample_person_speaks (person, "en"))
    person->interpretation = TRUE;
  else if (!g_str_equal (person->language, "en"))
    person->interpretation =
      lnet_sample_chance (self, json_object_get_double_member_with_default (community, "interpretation-share", 0));
  else if (lnet_sample_chance (self, 0.04))
    g_ptr_array_add (person->languages, (char *) (lnet_sample_chance (self, 0.3) ? "ase" : "es"));
}

static char *
make_words (LnetSample       *self,
            LnetSamplePerson *person,
            const char       *which,
            double            silent)
{
  JsonObject *pools = json_object_get_object_member (self->words, which);
  const char *pool = g_str_equal (person->language, "es") ? "es" : person->rooms;
  JsonArray *texts = json_object_get_array_member (pools, pool);
  const char *first;

  if (lnet_sample_chance (self, silent) || (!g_str_equal (person->language, "es") && person->interpretation))
    return NULL;
  first = lnet_sample_pick_fresh (self, texts);
  if (lnet_sample_chance (self, 0.12))
    {
      const char *second = lnet_sample_pick_fresh (self, texts);

      if (second != first)
        return g_strconcat (first, ". ", second, NULL);
    }
  return g_strdup (first);
}

static const char *
make_pronouns (LnetSample       *self,
               LnetSamplePerson *person)
{
  if (!lnet_sample_chance (self, 0.4))
    return NULL;
  if (g_str_equal (person->language, "es"))
    return person->man ? "él" : "ella";
  if (lnet_sample_chance (self, 0.04))
    return "they/them";
  return person->man ? "he/him" : "she/her";
}

static const char *
make_attribution (LnetSample *self)
{
  int drawn = lnet_sample_between (self, 1, 100);

  return drawn <= 50 ? "full-name" : drawn <= 80 ? "first-name-role" : drawn <= 92 ? "role" : "anonymous";
}

static void
invent_person (LnetSample *self,
               const char *role,
               guint       place)
{
  LnetSamplePerson *person = add_person (self, role, place);
  LnetSampleOrganization *organization = lnet_sample_get_organization (self, person);
  JsonObject *weights = json_array_get_length (organization->town) > 3
                          ? json_array_get_object_element (organization->town, 3)
                          : json_object_get_object_member (self->data, "communities");
  JsonObject *community = json_object_get_object_member (self->names, lnet_sample_draw (self, weights));

  name_person (self, person, community);
  give_languages (self, person, community);
  person->pronouns = make_pronouns (self, person);
  person->attribution = make_attribution (self);
  person->wisdom = make_words (self, person, "wisdom", 0.12);
  person->wishes = make_words (self, person, "wishes", 0.2);
  person->texts = lnet_sample_chance (self, 0.66);
  if (g_str_equal (role, "lead-teacher") && lnet_sample_chance (self, 0.12))
    person->also = "parent";
  else if (g_str_equal (role, "parent") && lnet_sample_chance (self, 0.06))
    person->also = "funder";
  if (lnet_sample_chance (self, 0.06))
    person->leaves = lnet_sample_chance (self, 0.5) ? "paused" : "left";
}

/* The role that comes next in an organization, or NULL when the post is filled or not to be. */
static const char *
get_post (LnetSample *self,
          guint       place,
          guint       round)
{
  JsonArray *row = json_array_get_array_element (json_object_get_array_member (self->data, "organizations"), place);
  LnetSampleOrganization *organization = g_ptr_array_index (self->organizations, place);
  const Post *posts = get_posts (organization->setting);
  JsonArray *own = json_array_get_length (row) > 3 ? json_array_get_array_element (row, 3) : NULL;
  const char *role = NULL;
  guint n_posts = 0;
  guint n;

  while (posts[n_posts].role != NULL)
    n_posts++;
  n = own != NULL ? json_array_get_length (own) : n_posts;
  if (round < n && own != NULL)
    role = json_array_get_string_element (own, round);
  else if (round < n && lnet_sample_chance (self, posts[round].share))
    role = posts[round].role;
  else if (round >= n && n_posts > 4)
    role = growth[(round - n) % G_N_ELEMENTS (growth)];
  else if (round >= n && n_posts > 0 && (round - n) % 3 == 0)
    role = "parent";
  if (role != NULL && g_ptr_array_find_with_equal_func (organization->taken_roles, role, g_str_equal, &n))
    {
      g_ptr_array_remove_index (organization->taken_roles, n);
      return NULL;
    }
  return role;
}

static void
invent_others (LnetSample *self)
{
  guint wanted = (guint) lnet_data_get_integer (self->data, "members", 100);

  for (guint round = 0; self->people->len < wanted; round++)
    for (guint place = 0; place < self->organizations->len && self->people->len < wanted; place++)
      {
        const char *role = get_post (self, place, round);

        if (role != NULL)
          invent_person (self, role, place);
      }
}

/* Half of them came at the beginning, the others on a dozen days since. */
static void
date_joining (LnetSample *self)
{
  JsonArray *convenings = json_object_get_array_member (self->data, "convenings");
  int first = lnet_data_get_integer (json_array_get_object_element (convenings, 0), "on", -400) - 21;
  int days[12];

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    days[i] = lnet_sample_between (self, first + 30, -8);
  for (guint i = 0; i < self->people->len; i++)
    {
      LnetSamplePerson *person = g_ptr_array_index (self->people, i);

      person->joined = first;
      if (person->key == NULL && lnet_sample_chance (self, 0.48))
        person->joined = days[lnet_sample_between (self, 0, G_N_ELEMENTS (days) - 1)];
      if (person->joined > -60)
        person->leaves = NULL;
    }
}

void
lnet_sample_invent_people (LnetSample *self)
{
  read_organizations (self);
  read_people (self);
  invent_others (self);
  date_joining (self);
}
