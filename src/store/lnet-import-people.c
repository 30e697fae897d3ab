/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-name-guess.h"
#include "lnet-name.h"

/*
 * Who is in the network, and in the rows of the file read so far, by everything a row can be recognised by. Of all
 * members only hashes of their keys are held; a member is read when a row may mean them. In the worker that plans.
 */

typedef struct
{
  guint person; /* in people */
  guint next;   /* the next entry of the same hash, or G_MAXUINT */
} Entry;

struct _LnetImportPeople
{
  LnetReader *reader;
  GHashTable *places;
  GArray *ids;         /* LnetId, by person */
  GPtrArray *people;   /* LnetPerson, NULL while not read */
  GHashTable *by_id;   /* LnetId → person + 1 */
  GHashTable *by_hash; /* hash → index of its first entry + 1 */
  GArray *entries;
};

static void
clear_person (gpointer data)
{
  if (data != NULL)
    lnet_person_free (data);
}

void
lnet_import_people_free (LnetImportPeople *self)
{
  g_clear_object (&self->reader);
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_array_unref (self->ids);
  g_ptr_array_unref (self->people);
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->by_hash);
  g_array_unref (self->entries);
  g_free (self);
}

GHashTable *
lnet_import_people_get_places (LnetImportPeople *self)
{
  return self->places;
}

/* Keys. FNV-1a over what kind of key it is, and the key; a false meeting is found out when the member is read. */
static gpointer
hash_key (LnetImportField  field,
          const char      *key)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325) ^ (guint64) field;

  for (const char *c = key; *c != '\0'; c++)
    hash = (hash ^ (guint8) *c) * G_GUINT64_CONSTANT (0x100000001b3);
  return GSIZE_TO_POINTER ((gsize) (hash ^ hash >> 29));
}

static void
add_key (LnetImportPeople *self,
         guint             person,
         LnetImportField   field,
         const char       *key)
{
  gpointer hash = hash_key (field, key);
  guint first = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_hash, hash));
  Entry entry = { person, first != 0 ? first - 1 : G_MAXUINT };

  for (guint i = entry.next; i != G_MAXUINT; i = g_array_index (self->entries, Entry, i).next)
    if (g_array_index (self->entries, Entry, i).person == person)
      return;
  g_array_append_val (self->entries, entry);
  g_hash_table_insert (self->by_hash, hash, GUINT_TO_POINTER (self->entries->len));
}

static char *
full_name_key (const char *first,
               const char *last)
{
  g_autoptr (GString) key = g_string_new (NULL);

  lnet_name_fold_into (key, first != NULL ? first : "");
  lnet_name_fold_into (key, last != NULL ? last : "");
  g_strstrip (key->str);
  return g_strdup (key->str);
}

static void
add_value (LnetImportPeople *self,
           guint             person,
           LnetImportField   field,
           const char       *value,
           const char       *second)
{
  g_autofree char *key = NULL;

  if (field == LNET_IMPORT_REGISTRY_ID)
    key = g_utf8_casefold (value, -1);
  else if (field == LNET_IMPORT_EMAIL || field == LNET_IMPORT_PHONE)
    key = lnet_channel_key (field == LNET_IMPORT_EMAIL ? "email" : "phone", value);
  else
    key = full_name_key (value, second);
  if (key[0] != '\0')
    add_key (self, person, field == LNET_IMPORT_PREFERRED ? LNET_IMPORT_FIRST : field, key);
}

static guint
add_id (LnetImportPeople *self,
        const LnetId     *id)
{
  guint person = self->ids->len;

  g_array_append_val (self->ids, *id);
  g_ptr_array_add (self->people, NULL);
  g_hash_table_insert (self->by_id, lnet_id_copy (id), GUINT_TO_POINTER (person + 1));
  return person;
}

/* Names come first, so a channel whose member is not there belongs to somebody in the Trash. */
static void
take_key (const LnetId    *member,
          LnetImportField  field,
          const char      *value,
          const char      *second,
          gpointer         data)
{
  LnetImportPeople *self = data;
  guint person = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_id, member));

  if (person == 0 && field != LNET_IMPORT_FIRST)
    return;
  add_value (self, person == 0 ? add_id (self, member) : person - 1, field, value, second);
}

LnetImportPeople *
lnet_import_people_load (LnetReader *reader,
                         GError    **error)
{
  LnetImportPeople *self = g_new0 (LnetImportPeople, 1);

  self->reader = g_object_ref (reader);
  self->ids = g_array_new (FALSE, FALSE, sizeof (LnetId));
  self->people = g_ptr_array_new_with_free_func (clear_person);
  self->by_id = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, NULL);
  self->by_hash = g_hash_table_new (NULL, NULL);
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->places = lnet_places_load (reader, error);
  if (self->places != NULL && lnet_persons_walk_keys (reader, take_key, self, error))
    return self;
  lnet_import_people_free (self);
  return NULL;
}

void
lnet_import_people_add_keys (LnetImportPeople *self,
                             LnetPerson       *person)
{
  guint i = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_id, &person->id)) - 1;

  add_value (self, i, LNET_IMPORT_FIRST, person->values[LNET_IMPORT_FIRST], person->values[LNET_IMPORT_LAST]);
  if (person->values[LNET_IMPORT_PREFERRED] != NULL)
    add_value (self, i, LNET_IMPORT_PREFERRED, person->values[LNET_IMPORT_PREFERRED], person->values[LNET_IMPORT_LAST]);
  if (person->values[LNET_IMPORT_REGISTRY_ID] != NULL)
    add_value (self, i, LNET_IMPORT_REGISTRY_ID, person->values[LNET_IMPORT_REGISTRY_ID], NULL);
  for (guint j = 0; j < person->channels->len; j++)
    {
      LnetPersonChannel *channel = person->channels->pdata[j];

      add_value (self, i, g_str_equal (channel->kind, "email") ? LNET_IMPORT_EMAIL : LNET_IMPORT_PHONE, channel->value,
                 NULL);
    }
}

void
lnet_import_people_add (LnetImportPeople *self,
                        LnetPerson       *person)
{
  guint i = add_id (self, &person->id);

  self->people->pdata[i] = person;
  lnet_import_people_add_keys (self, person);
}

static LnetPerson *
get_person (LnetImportPeople *self,
            guint             i,
            GError          **error)
{
  if (self->people->pdata[i] == NULL)
    self->people->pdata[i] =
        lnet_person_load (self->reader, &g_array_index (self->ids, LnetId, i), self->places, error);
  return self->people->pdata[i];
}

static void
forget_person (LnetPerson *person)
{
  person->first_line = 0;
  memset (person->told, 0, sizeof person->told);
  g_clear_pointer (&person->told_words, g_hash_table_unref);
  person->claimed_id = lnet_id_null ();
  for (guint i = 0; i < person->channels->len; i++)
    ((LnetPersonChannel *) person->channels->pdata[i])->told = 0;
  for (guint i = 0; i < person->roles->len; i++)
    ((LnetPersonRole *) person->roles->pdata[i])->told = 0;
}

void
lnet_import_people_forget_file (LnetImportPeople *self)
{
  GHashTableIter iter;
  gpointer place;

  for (guint i = 0; i < self->people->len; i++)
    if (self->people->pdata[i] != NULL)
      forget_person (self->people->pdata[i]);
  g_hash_table_iter_init (&iter, self->places);
  while (g_hash_table_iter_next (&iter, NULL, &place))
    memset (((LnetPlace *) place)->told, 0, sizeof ((LnetPlace *) place)->told);
}

/* Recognising */

typedef struct
{
  LnetImportPeople *self;
  LnetImportRecord *record;
  LnetImportRule rule;
  LnetPerson *best;
  guint best_score;
  gboolean tie;
  LnetPerson *refused; /* had the key, but is somebody else */
} Search;

static gboolean
codes_equal (const char *a,
             const char *b)
{
  return lnet_import_cell_equal (&lnet_import_cells[LNET_IMPORT_REGISTRY_ID], a, b);
}

/* One registry per state: the same number in two of them is two people. */
static gboolean
registries_differ (const LnetPerson *a,
                   const LnetPerson *b)
{
  const char *state_a = a->values[LNET_IMPORT_REGISTRY_STATE];
  const char *state_b = b->values[LNET_IMPORT_REGISTRY_STATE];

  return state_a != NULL && state_b != NULL && !codes_equal (state_a, state_b);
}

static gboolean
has_registry_id (const LnetPerson *person,
                 const LnetPerson *said)
{
  return person->values[LNET_IMPORT_REGISTRY_ID] != NULL && said->values[LNET_IMPORT_REGISTRY_ID] != NULL &&
         codes_equal (person->values[LNET_IMPORT_REGISTRY_ID], said->values[LNET_IMPORT_REGISTRY_ID]) &&
         !registries_differ (person, said);
}

static gboolean
shares_channel (const LnetPerson *person,
                const LnetPerson *said,
                const char       *kind)
{
  for (guint i = 0; i < said->channels->len; i++)
    for (guint j = 0; j < person->channels->len; j++)
      {
        LnetPersonChannel *a = said->channels->pdata[i], *b = person->channels->pdata[j];

        if (g_str_equal (a->kind, kind) && g_str_equal (b->kind, kind) && g_str_equal (a->key, b->key))
          return TRUE;
      }
  return FALSE;
}

static gboolean
has_channel (const LnetPerson *person,
             const char       *kind)
{
  for (guint i = 0; i < person->channels->len; i++)
    if (g_str_equal (((LnetPersonChannel *) person->channels->pdata[i])->kind, kind))
      return TRUE;
  return FALSE;
}

/* A row may have nothing but the name somebody goes by. */
static const char *
get_first (const LnetPerson *said)
{
  return said->values[said->values[LNET_IMPORT_FIRST] != NULL ? LNET_IMPORT_FIRST : LNET_IMPORT_PREFERRED];
}

static gboolean
names_equal (const LnetPerson *person,
             const LnetPerson *said)
{
  g_autofree char *a = full_name_key (person->values[LNET_IMPORT_FIRST], person->values[LNET_IMPORT_LAST]);
  g_autofree char *b = full_name_key (get_first (said), said->values[LNET_IMPORT_LAST]);
  g_autofree char *c = full_name_key (person->values[LNET_IMPORT_PREFERRED], person->values[LNET_IMPORT_LAST]);

  return strcmp (a, b) == 0 || (person->values[LNET_IMPORT_PREFERRED] != NULL && strcmp (c, b) == 0);
}

static gboolean
first_may_be_same (const LnetPerson *person,
                   const LnetPerson *said)
{
  const char *first = get_first (said);

  return lnet_name_first_may_be_same (person->values[LNET_IMPORT_FIRST], first) ||
         (person->values[LNET_IMPORT_PREFERRED] != NULL &&
          lnet_name_first_may_be_same (person->values[LNET_IMPORT_PREFERRED], first));
}

static gboolean
last_may_be_same (const LnetPerson *person,
                  const LnetPerson *said)
{
  return lnet_name_last_may_be_same (person->values[LNET_IMPORT_LAST], said->values[LNET_IMPORT_LAST]);
}

/* What speaks against two being one, whatever else they share. */
static gboolean
is_contradicted (const LnetPerson       *person,
                 const LnetImportRecord *record)
{
  const char *a = person->values[LNET_IMPORT_REGISTRY_ID];
  const char *b = record->said->values[LNET_IMPORT_REGISTRY_ID];

  if (!lnet_id_is_null (&record->member_id) && !lnet_id_is_null (&person->claimed_id) &&
      !lnet_id_equal (&record->member_id, &person->claimed_id))
    return TRUE;
  return a != NULL && b != NULL && !codes_equal (a, b) && !registries_differ (person, record->said);
}

typedef enum
{
  PLACE_OTHER,   /* both name organizations, and none is the same */
  PLACE_UNKNOWN, /* one of them names none */
  PLACE_SAME,
} PlaceMatch;

static PlaceMatch
compare_places (const LnetPerson       *person,
                const LnetImportRecord *record)
{
  gboolean has_place = FALSE, says_place = FALSE;

  for (guint i = 0; i < person->roles->len; i++)
    has_place = has_place || ((LnetPersonRole *) person->roles->pdata[i])->place != NULL;
  for (guint i = 0; i < record->roles->len; i++)
    {
      LnetRecordRole *said = record->roles->pdata[i];

      says_place = says_place || said->organization != NULL;
      for (guint j = 0; said->organization != NULL && j < person->roles->len; j++)
        {
          LnetPersonRole *role = person->roles->pdata[j];

          if (role->place != NULL && lnet_name_equal (role->place->name, said->organization))
            return PLACE_SAME;
        }
    }
  return has_place && says_place ? PLACE_OTHER : PLACE_UNKNOWN;
}

static gboolean
name_will_do (const LnetPerson       *person,
              const LnetImportRecord *record)
{
  PlaceMatch match = compare_places (person, record);

  if (!names_equal (person, record->said) || match == PLACE_OTHER)
    return FALSE;
  /* Without an organization on both sides, another e-mail address makes it somebody else. */
  return match == PLACE_SAME || !has_channel (person, "email") || !has_channel (record->said, "email") ||
         shares_channel (person, record->said, "email");
}

/* Whether @person has the key that led here at all. */
static gboolean
has_key (const LnetPerson       *person,
         const LnetImportRecord *record,
         LnetImportRule          rule)
{
  switch (rule)
    {
    case LNET_IMPORT_BY_REGISTRY_ID:
      return has_registry_id (person, record->said);
    case LNET_IMPORT_BY_EMAIL:
      return shares_channel (person, record->said, "email");
    case LNET_IMPORT_BY_PHONE:
      return shares_channel (person, record->said, "phone");
    case LNET_IMPORT_BY_NAME:
      return names_equal (person, record->said);
    case LNET_IMPORT_BY_MEMBER_ID:
    case LNET_IMPORT_BY_NOTHING:
    default:
      return FALSE;
    }
}

/* A centre's telephone and its e-mail address are many people's. */
static gboolean
is_acceptable (const LnetPerson       *person,
               const LnetImportRecord *record,
               LnetImportRule          rule)
{
  if (is_contradicted (person, record))
    return FALSE;
  switch (rule)
    {
    case LNET_IMPORT_BY_REGISTRY_ID:
      return first_may_be_same (person, record->said) || last_may_be_same (person, record->said);
    case LNET_IMPORT_BY_EMAIL:
      return first_may_be_same (person, record->said);
    case LNET_IMPORT_BY_PHONE:
      return first_may_be_same (person, record->said) && last_may_be_same (person, record->said);
    case LNET_IMPORT_BY_NAME:
      return name_will_do (person, record);
    case LNET_IMPORT_BY_MEMBER_ID:
    case LNET_IMPORT_BY_NOTHING:
    default:
      return FALSE;
    }
}

static guint
score (const LnetPerson       *person,
       const LnetImportRecord *record)
{
  return 1 + 4 * names_equal (person, record->said) + 2 * (compare_places (person, record) == PLACE_SAME) +
         shares_channel (person, record->said, "email") + shares_channel (person, record->said, "phone") +
         2 * last_may_be_same (person, record->said);
}

static gboolean
consider (Search          *search,
          LnetImportField  field,
          const char      *key,
          GError         **error)
{
  guint first = GPOINTER_TO_UINT (g_hash_table_lookup (search->self->by_hash, hash_key (field, key)));
  guint next = first != 0 ? first - 1 : G_MAXUINT;

  for (; next != G_MAXUINT; next = g_array_index (search->self->entries, Entry, next).next)
    {
      LnetPerson *person = get_person (search->self, g_array_index (search->self->entries, Entry, next).person, error);
      guint its_score;

      if (person == NULL)
        return FALSE;
      if (person == search->best || !has_key (person, search->record, search->rule))
        continue;
      if (!is_acceptable (person, search->record, search->rule))
        {
          search->refused = person;
          continue;
        }
      its_score = score (person, search->record);
      search->tie = its_score == search->best_score || (search->tie && its_score < search->best_score);
      if (its_score > search->best_score)
        search->best = person;
      search->best_score = MAX (its_score, search->best_score);
    }
  return TRUE;
}

static gboolean
consider_channels (Search     *search,
                   const char *kind,
                   GError    **error)
{
  GPtrArray *channels = search->record->said->channels;

  for (guint i = 0; i < channels->len; i++)
    {
      LnetPersonChannel *channel = channels->pdata[i];

      if (g_str_equal (channel->kind, kind) &&
          !consider (search, search->rule == LNET_IMPORT_BY_EMAIL ? LNET_IMPORT_EMAIL : LNET_IMPORT_PHONE, channel->key,
                     error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
search_by (Search         *search,
           LnetImportRule  rule,
           GError        **error)
{
  char *const *values = search->record->said->values;
  g_autofree char *key = NULL;

  search->rule = rule;
  search->best_score = 0;
  search->tie = FALSE;
  switch (rule)
    {
    case LNET_IMPORT_BY_REGISTRY_ID:
      if (values[LNET_IMPORT_REGISTRY_ID] == NULL)
        return TRUE;
      key = g_utf8_casefold (values[LNET_IMPORT_REGISTRY_ID], -1);
      return consider (search, LNET_IMPORT_REGISTRY_ID, key, error);
    case LNET_IMPORT_BY_EMAIL:
      return consider_channels (search, "email", error);
    case LNET_IMPORT_BY_PHONE:
      return consider_channels (search, "phone", error);
    case LNET_IMPORT_BY_NAME:
      key = full_name_key (get_first (search->record->said), values[LNET_IMPORT_LAST]);
      return key[0] == '\0' || consider (search, LNET_IMPORT_FIRST, key, error);
    case LNET_IMPORT_BY_MEMBER_ID:
    case LNET_IMPORT_BY_NOTHING:
    default:
      return TRUE;
    }
}

static void
say_refused (Search *search)
{
  g_autofree char *name = lnet_person_dup_name (search->refused);

  if (search->rule == LNET_IMPORT_BY_EMAIL)
    lnet_import_say (search->record->notes, _("Shares an e-mail address with %s."), name);
  else if (search->rule == LNET_IMPORT_BY_NAME)
    lnet_import_say (search->record->notes, _("There is another %s, in another organization or with other addresses."),
                     name);
}

static char *
explain_registry (Search *search)
{
  g_autofree char *name = lnet_person_dup_name (search->refused);

  return g_strdup_printf (_("The registry ID %s belongs to %s, whose name is another one."),
                          search->record->said->values[LNET_IMPORT_REGISTRY_ID], name);
}

static char *
explain_tie (Search *search)
{
  g_autofree char *name = lnet_person_dup_name (search->best);

  return g_strdup_printf (_("Several members are called %s, and nothing here tells which is meant. Add an e-mail address, "
                            "a registry ID or the organization."), name);
}

static LnetPerson *
find_by_id (LnetImportPeople *self,
            const LnetId     *id,
            GError          **error)
{
  guint person = lnet_id_is_null (id) ? 0 : GPOINTER_TO_UINT (g_hash_table_lookup (self->by_id, id));

  return person != 0 ? get_person (self, person - 1, error) : NULL;
}

static LnetImportMatch
settle (Search          *search,
        LnetPerson     **person,
        LnetImportRule  *rule,
        char           **reason)
{
  if (search->tie)
    {
      *reason = explain_tie (search);
      return LNET_IMPORT_DOUBT;
    }
  *person = search->best;
  *rule = search->rule;
  return LNET_IMPORT_FOUND;
}

LnetImportMatch
lnet_import_people_match (LnetImportPeople  *self,
                          LnetImportRecord  *record,
                          LnetPerson       **person,
                          LnetImportRule    *rule,
                          char             **reason,
                          GError           **error)
{
  Search search = { .self = self, .record = record };
  g_autoptr (GError) local_error = NULL;

  *rule = LNET_IMPORT_BY_MEMBER_ID;
  *person = find_by_id (self, &record->member_id, &local_error);
  if (*person != NULL)
    return LNET_IMPORT_FOUND;
  for (guint i = LNET_IMPORT_BY_REGISTRY_ID; local_error == NULL && i <= LNET_IMPORT_BY_NAME; i++)
    {
      search.refused = NULL;
      if (!search_by (&search, i, &local_error))
        break;
      if (search.best != NULL)
        return settle (&search, person, rule, reason);
      if (search.refused != NULL && i == LNET_IMPORT_BY_REGISTRY_ID)
        {
          *reason = explain_registry (&search);
          return LNET_IMPORT_DOUBT;
        }
      if (search.refused != NULL)
        say_refused (&search);
    }
  *rule = LNET_IMPORT_BY_NOTHING;
  if (local_error == NULL)
    return LNET_IMPORT_NOBODY;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return LNET_IMPORT_FAILED;
}
