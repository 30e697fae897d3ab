/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-import-people-private.h"

#include <string.h>

#include "lnet-name.h"

/*
 * Who is in the network, and in the rows of the file read so far, by everything a row can be recognised by. Of all
 * members only hashes of their keys are held; a member is read when a row may mean them. In the worker that plans.
 */

/* A key is not held twice for one person: how many holders are looked at for that. */
#define LOOK_BACK 64

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
gpointer
lnet_import_hash_key (LnetImportField  field,
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
  gpointer hash = lnet_import_hash_key (field, key);
  guint first = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_hash, hash));
  LnetImportEntry entry = { person, first != 0 ? first - 1 : G_MAXUINT };

  for (guint i = entry.next, n = 0; i != G_MAXUINT && n < LOOK_BACK; n++)
    {
      const LnetImportEntry *other = &g_array_index (self->entries, LnetImportEntry, i);

      if (other->person == person)
        return;
      i = other->next;
    }
  g_array_append_val (self->entries, entry);
  g_hash_table_insert (self->by_hash, hash, GUINT_TO_POINTER (self->entries->len));
}

char *
lnet_import_full_name_key (const char *first,
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
    key = lnet_import_full_name_key (value, second);
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
                         guint       rules,
                         GError    **error)
{
  LnetImportPeople *self = g_new0 (LnetImportPeople, 1);

  self->reader = g_object_ref (reader);
  self->rules = rules;
  self->ids = g_array_new (FALSE, FALSE, sizeof (LnetId));
  self->people = g_ptr_array_new_with_free_func (clear_person);
  self->by_id = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, NULL);
  self->by_hash = g_hash_table_new (NULL, NULL);
  self->entries = g_array_new (FALSE, FALSE, sizeof (LnetImportEntry));
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

      if (channel->key[0] != '\0')
        add_key (self, i, g_str_equal (channel->kind, "email") ? LNET_IMPORT_EMAIL : LNET_IMPORT_PHONE, channel->key);
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

LnetPerson *
lnet_import_people_get (LnetImportPeople *self,
                        guint             i,
                        GError          **error)
{
  if (self->people->pdata[i] == NULL)
    self->people->pdata[i] =
        lnet_person_load (self->reader, &g_array_index (self->ids, LnetId, i), self->places, error);
  return self->people->pdata[i];
}

static void
forget_rows (LnetPerson *person)
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
      forget_rows (self->people->pdata[i]);
  g_hash_table_iter_init (&iter, self->places);
  while (g_hash_table_iter_next (&iter, NULL, &place))
    memset (((LnetPlace *) place)->told, 0, sizeof ((LnetPlace *) place)->told);
}
