/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-import-people-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-name-guess.h"
#include "lnet-name.h"

/* Whom a row means: by registry ID, e-mail, phone, name and organization, in this order. In the worker that plans. */

/* An address that so many have says nothing of anybody ("none@example.org" in every row). */
#define MAX_SHARING 50

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
  g_autofree char *a = lnet_import_full_name_key (person->values[LNET_IMPORT_FIRST], person->values[LNET_IMPORT_LAST]);
  g_autofree char *b = lnet_import_full_name_key (get_first (said), said->values[LNET_IMPORT_LAST]);
  g_autofree char *c = lnet_import_full_name_key (person->values[LNET_IMPORT_PREFERRED],
                                                  person->values[LNET_IMPORT_LAST]);

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

/* An earlier row of this file gave another e-mail address: a roster seldom lists one person twice with nothing in
 * common, but two of one name in a large organization it does. */
static gboolean
has_told_other_email (const LnetPerson       *person,
                      const LnetImportRecord *record)
{
  gboolean told = FALSE;

  for (guint i = 0; i < person->channels->len; i++)
    {
      const LnetPersonChannel *channel = person->channels->pdata[i];

      told = told || (channel->told != 0 && g_str_equal (channel->kind, "email"));
    }
  return told && has_channel (record->said, "email") && !shares_channel (person, record->said, "email");
}

static gboolean
name_will_do (const LnetPerson       *person,
              const LnetImportRecord *record)
{
  PlaceMatch match = compare_places (person, record);

  if (!names_equal (person, record->said) || match == PLACE_OTHER || has_told_other_email (person, record))
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
    case LNET_IMPORT_N_RULES:
    default:
      return FALSE;
    }
}

/* A centre's e-mail address and its telephone are many people's. Somebody with a new last name still has the address
 * for herself, and no row of this file has called her by the old one. */
static gboolean
email_will_do (const LnetPerson       *person,
               const LnetImportRecord *record,
               guint                   n_sharing)
{
  if (last_may_be_same (person, record->said))
    return first_may_be_same (person, record->said);
  return n_sharing == 1 && person->first_line == 0 &&
         lnet_name_equal (get_first (person), get_first (record->said));
}

static gboolean
phone_will_do (const LnetPerson       *person,
               const LnetImportRecord *record)
{
  gboolean other_email = has_channel (person, "email") && has_channel (record->said, "email") &&
                         !shares_channel (person, record->said, "email");

  if (names_equal (person, record->said))
    return !has_told_other_email (person, record);
  return !other_email && first_may_be_same (person, record->said) && last_may_be_same (person, record->said);
}

static gboolean
is_acceptable (const LnetPerson       *person,
               const LnetImportRecord *record,
               LnetImportRule          rule,
               guint                   n_sharing)
{
  if (is_contradicted (person, record))
    return FALSE;
  switch (rule)
    {
    case LNET_IMPORT_BY_REGISTRY_ID:
      return first_may_be_same (person, record->said) || last_may_be_same (person, record->said);
    case LNET_IMPORT_BY_EMAIL:
      return email_will_do (person, record, n_sharing);
    case LNET_IMPORT_BY_PHONE:
      return phone_will_do (person, record);
    case LNET_IMPORT_BY_NAME:
      return name_will_do (person, record);
    case LNET_IMPORT_BY_MEMBER_ID:
    case LNET_IMPORT_BY_NOTHING:
    case LNET_IMPORT_N_RULES:
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

static guint
count_sharing (LnetImportPeople *self,
               gpointer          hash)
{
  guint next = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_hash, hash)) - 1;
  guint n = 0;

  for (; next != G_MAXUINT && n <= MAX_SHARING; next = g_array_index (self->entries, LnetImportEntry, next).next)
    n++;
  return n;
}

static gboolean
consider (Search          *search,
          LnetImportField  field,
          const char      *key,
          GError         **error)
{
  gpointer hash = lnet_import_hash_key (field, key);
  guint first = GPOINTER_TO_UINT (g_hash_table_lookup (search->self->by_hash, hash));
  guint next = first != 0 ? first - 1 : G_MAXUINT;
  guint n_sharing = count_sharing (search->self, hash);

  if (n_sharing > MAX_SHARING && search->rule != LNET_IMPORT_BY_NAME)
    return TRUE;

  for (; next != G_MAXUINT; next = g_array_index (search->self->entries, LnetImportEntry, next).next)
    {
      guint i = g_array_index (search->self->entries, LnetImportEntry, next).person;
      LnetPerson *person = lnet_import_people_get (search->self, i, error);
      guint its_score;

      if (person == NULL)
        return FALSE;
      if (person == search->best || !has_key (person, search->record, search->rule))
        continue;
      if (!is_acceptable (person, search->record, search->rule, n_sharing))
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
      key = lnet_import_full_name_key (get_first (search->record->said), values[LNET_IMPORT_LAST]);
      return key[0] == '\0' || consider (search, LNET_IMPORT_FIRST, key, error);
    case LNET_IMPORT_BY_MEMBER_ID:
    case LNET_IMPORT_BY_NOTHING:
    case LNET_IMPORT_N_RULES:
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

/* Which of several is meant: said of what they share, and what would part them. */
static char *
explain_tie (Search *search)
{
  g_autofree char *name = lnet_person_dup_name (search->best);

  switch (search->rule)
    {
    case LNET_IMPORT_BY_REGISTRY_ID:
      return g_strdup_printf (_("Several members have the registry ID %s, %s among them, and nothing here tells which is "
                                "meant. Merge those who are the same person."),
                              search->record->said->values[LNET_IMPORT_REGISTRY_ID], name);
    case LNET_IMPORT_BY_EMAIL:
      return g_strdup_printf (_("Several members share the e-mail address and could be meant, %s among them. Add a "
                                "registry ID, or merge those who are the same person."), name);
    case LNET_IMPORT_BY_PHONE:
      return g_strdup_printf (_("Several members share the phone number and could be meant, %s among them. Add an "
                                "e-mail address or a registry ID."), name);
    case LNET_IMPORT_BY_NAME:
    case LNET_IMPORT_BY_NOTHING:
    case LNET_IMPORT_BY_MEMBER_ID:
    case LNET_IMPORT_N_RULES:
    default:
      return g_strdup_printf (_("Several members are called %s, and nothing here tells which is meant. Add an e-mail "
                                "address, a registry ID or the organization."), name);
    }
}

static LnetPerson *
find_by_id (LnetImportPeople *self,
            const LnetId     *id,
            GError          **error)
{
  guint person = lnet_id_is_null (id) ? 0 : GPOINTER_TO_UINT (g_hash_table_lookup (self->by_id, id));

  return person != 0 ? lnet_import_people_get (self, person - 1, error) : NULL;
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
      if ((self->rules & 1u << i) == 0)
        continue;
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
