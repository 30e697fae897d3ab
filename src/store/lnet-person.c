/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-person-private.h"

#include "lnet-contact.h"
#include "lnet-name.h"
#include "lnet-statements.h"

const LnetCellInfo lnet_import_cells[LNET_IMPORT_N_CELLS] = {
  [LNET_IMPORT_FIRST] = { LNET_MEMBER_LEGAL_FIRST, LNET_CELL_NAME },
  [LNET_IMPORT_LAST] = { LNET_MEMBER_LEGAL_LAST, LNET_CELL_NAME },
  [LNET_IMPORT_PREFERRED] = { LNET_MEMBER_PREFERRED_NAME, LNET_CELL_NAME },
  [LNET_IMPORT_PRONOUNS] = { LNET_MEMBER_PRONOUNS, LNET_CELL_TEXT },
  [LNET_IMPORT_PRONUNCIATION] = { LNET_MEMBER_PRONUNCIATION, LNET_CELL_TEXT },
  [LNET_IMPORT_STATUS] = { LNET_MEMBER_STATUS, LNET_CELL_TERM, LNET_REFERENCE_MEMBER_STATUS },
  [LNET_IMPORT_JOINED] = { LNET_MEMBER_JOINED, LNET_CELL_DATE },
  [LNET_IMPORT_REGION] = { LNET_MEMBER_REGION, LNET_CELL_NAME },
  [LNET_IMPORT_TOWN] = { LNET_MEMBER_TOWN, LNET_CELL_NAME },
  [LNET_IMPORT_RURALITY] = { LNET_MEMBER_RURALITY, LNET_CELL_CHOICE },
  [LNET_IMPORT_LANGUAGE] = { LNET_MEMBER_LANGUAGE, LNET_CELL_TERM, LNET_REFERENCE_LANGUAGE },
  [LNET_IMPORT_INTERPRETATION] = { LNET_MEMBER_INTERPRETATION, LNET_CELL_YES_NO },
  [LNET_IMPORT_WISDOM] = { LNET_MEMBER_WISDOM, LNET_CELL_LONG },
  [LNET_IMPORT_WISHES] = { LNET_MEMBER_WISHES, LNET_CELL_LONG },
  [LNET_IMPORT_ATTRIBUTION] = { LNET_MEMBER_ATTRIBUTION, LNET_CELL_TERM, LNET_REFERENCE_ATTRIBUTION },
  [LNET_IMPORT_SHARE_EMAIL] = { LNET_MEMBER_SHARE_EMAIL, LNET_CELL_YES_NO },
  [LNET_IMPORT_SHARE_PHONE] = { LNET_MEMBER_SHARE_PHONE, LNET_CELL_YES_NO },
  [LNET_IMPORT_MEDIA_RELEASE] = { LNET_MEMBER_MEDIA_RELEASE, LNET_CELL_YES_NO },
  [LNET_IMPORT_REGISTRY_STATE] = { LNET_MEMBER_STAFF_REGISTRY_STATE, LNET_CELL_CODE },
  [LNET_IMPORT_REGISTRY_ID] = { LNET_MEMBER_STAFF_REGISTRY_ID, LNET_CELL_CODE },
  [LNET_IMPORT_REGISTRY_EMAIL] = { LNET_MEMBER_STAFF_REGISTRY_EMAIL, LNET_CELL_EMAIL },
  [LNET_IMPORT_CAREER_LEVEL] = { LNET_MEMBER_STAFF_CAREER_LEVEL, LNET_CELL_TEXT },
  [LNET_IMPORT_NOTE] = { LNET_MEMBER_STAFF_NOTE, LNET_CELL_LONG },
};

const LnetCellInfo lnet_place_cells[LNET_PLACE_N] = {
  [LNET_PLACE_SETTING] = { LNET_ORGANIZATION_SETTING, LNET_CELL_TERM, LNET_REFERENCE_SETTING },
  [LNET_PLACE_ADDRESS] = { LNET_ORGANIZATION_ADDRESS, LNET_CELL_LONG },
  [LNET_PLACE_TOWN] = { LNET_ORGANIZATION_TOWN, LNET_CELL_NAME },
  [LNET_PLACE_REGION] = { LNET_ORGANIZATION_REGION, LNET_CELL_NAME },
  [LNET_PLACE_QUALITY_LEVEL] = { LNET_ORGANIZATION_QUALITY_LEVEL, LNET_CELL_TEXT },
  [LNET_PLACE_QUALITY_SINCE] = { LNET_ORGANIZATION_QUALITY_SINCE, LNET_CELL_DATE },
};

/* The columns stand in the order of LnetImportField, so that a column's number is the field's less
   LNET_IMPORT_FIRST. */
static const LnetStatement member_statement = {
  "import-member",
  "SELECT legal_first, legal_last, preferred_name, pronouns, pronunciation, status, joined, region, town, rurality, "
  "language, interpretation, wisdom, wishes, attribution, share_email, share_phone, media_release, portrait IS NOT NULL "
  "FROM member WHERE id = ?1 AND deleted = 0",
  NULL,
};
static const LnetStatement staff_statement = {
  "import-staff",
  "SELECT id, registry_state, registry_id, registry_email, career_level, note "
  "FROM member_staff WHERE member = ?1 AND deleted = 0 ORDER BY pk LIMIT 1",
  NULL,
};
static const LnetStatement channels_statement = {
  "import-channels",
  "SELECT id, kind, label, value, preferred FROM channel WHERE member = ?1 AND deleted = 0 ORDER BY pk",
  NULL,
};
static const LnetStatement roles_statement = {
  "import-roles",
  "SELECT id, role, organization, starts, ends FROM role WHERE member = ?1 AND deleted = 0 ORDER BY pk",
  NULL,
};
static const LnetStatement languages_statement = {
  "import-languages",
  "SELECT language FROM member_language WHERE member = ?1 AND deleted = 0 ORDER BY pk",
  NULL,
};
static const LnetStatement consents_statement = {
  "import-consents",
  "SELECT given, on_date, source, wording FROM consent AS c WHERE member = ?1 AND purpose = 'text-messages' "
  "AND deleted = 0 AND NOT EXISTS (SELECT 1 FROM consent AS d WHERE d.corrects = c.id AND d.deleted = 0) "
  "ORDER BY on_date, pk",
  NULL,
};
static const LnetStatement places_statement = {
  "import-organizations",
  "SELECT id, name, setting, address, town, region, quality_level, quality_since FROM organization "
  "WHERE deleted = 0 ORDER BY pk",
  "every organization, once, in a worker",
};
static const LnetStatement names_statement = {
  "import-names",
  "SELECT id, legal_first, legal_last, preferred_name FROM member WHERE deleted = 0",
  "everybody's name, once, in a worker",
};
static const LnetStatement registry_statement = {
  "import-registry-ids",
  "SELECT member, registry_id FROM member_staff WHERE deleted = 0 AND registry_id IS NOT NULL",
  "everybody's registry ID, once, in a worker",
};
static const LnetStatement addresses_statement = {
  "import-addresses",
  "SELECT member, kind, value FROM channel WHERE deleted = 0",
  "everybody's addresses, once, in a worker",
};
static const LnetStatement terms_statement = {
  "import-terms",
  "SELECT label FROM term WHERE kind = ?1 AND deleted = 0 AND label IS NOT NULL",
  "a network's own words are few",
};

const LnetStatement *const lnet_import_statements[] = {
  &member_statement,    &staff_statement,  &channels_statement, &roles_statement,    &languages_statement,
  &consents_statement,  &places_statement, &names_statement,    &registry_statement, &addresses_statement,
  &terms_statement,     NULL,
};

/* Memory */

void
lnet_place_free (LnetPlace *self)
{
  g_free (self->name);
  g_free (self->folded);
  for (guint i = 0; i < LNET_PLACE_N; i++)
    g_free (self->values[i]);
  g_free (self);
}

LnetPlace *
lnet_place_new (const LnetId *id,
                const char   *name)
{
  LnetPlace *self = g_new0 (LnetPlace, 1);

  self->id = *id;
  self->name = g_strdup (name);
  self->folded = lnet_name_fold (name);
  return self;
}

static void
channel_free (gpointer data)
{
  LnetPersonChannel *channel = data;

  g_free (channel->kind);
  g_free (channel->label);
  g_free (channel->value);
  g_free (channel->key);
  g_free (channel);
}

static void
role_free (gpointer data)
{
  LnetPersonRole *role = data;

  g_free (role->role);
  g_free (role->starts);
  g_free (role->ends);
  g_free (role);
}

static void
consent_free (gpointer data)
{
  LnetPersonConsent *consent = data;

  g_free (consent->on_date);
  g_free (consent->source);
  g_free (consent->wording);
  g_free (consent);
}

LnetPerson *
lnet_person_new (void)
{
  LnetPerson *self = g_new0 (LnetPerson, 1);

  self->channels = g_ptr_array_new_with_free_func (channel_free);
  self->roles = g_ptr_array_new_with_free_func (role_free);
  self->languages = g_ptr_array_new_with_free_func (g_free);
  self->consents = g_ptr_array_new_with_free_func (consent_free);
  return self;
}

void
lnet_person_free (LnetPerson *self)
{
  for (guint i = 0; i < LNET_IMPORT_N_CELLS; i++)
    g_free (self->values[i]);
  g_ptr_array_unref (self->channels);
  g_ptr_array_unref (self->roles);
  g_ptr_array_unref (self->languages);
  g_ptr_array_unref (self->consents);
  g_clear_pointer (&self->told_words, g_hash_table_unref);
  g_free (self);
}

char *
lnet_channel_key (const char *kind,
                  const char *value)
{
  char *key = g_strcmp0 (kind, "email") == 0 ? lnet_email_normalize (value) : lnet_phone_normalize (value);

  return key != NULL ? key : lnet_name_fold (value);
}

LnetPersonChannel *
lnet_person_add_channel (LnetPerson   *self,
                         const LnetId *id,
                         const char   *kind,
                         const char   *label,
                         const char   *value,
                         const char   *key,
                         gboolean      preferred)
{
  LnetPersonChannel *channel = g_new0 (LnetPersonChannel, 1);

  if (id != NULL)
    channel->id = *id;
  channel->kind = g_strdup (kind);
  channel->label = g_strdup (label);
  channel->value = g_strdup (value);
  channel->key = key != NULL ? g_strdup (key) : lnet_channel_key (kind, value);
  channel->preferred = preferred;
  g_ptr_array_add (self->channels, channel);
  return channel;
}

LnetPersonRole *
lnet_person_add_role (LnetPerson   *self,
                      const LnetId *id,
                      const char   *role,
                      LnetPlace    *place,
                      const char   *starts,
                      const char   *ends)
{
  LnetPersonRole *added = g_new0 (LnetPersonRole, 1);

  if (id != NULL)
    added->id = *id;
  added->role = g_strdup (role);
  added->place = place;
  added->starts = g_strdup (starts);
  added->ends = g_strdup (ends);
  g_ptr_array_add (self->roles, added);
  return added;
}

LnetPersonConsent *
lnet_person_add_consent (LnetPerson *self,
                         gboolean    given,
                         const char *on_date,
                         const char *source,
                         const char *wording)
{
  LnetPersonConsent *consent = g_new0 (LnetPersonConsent, 1);

  consent->given = given;
  consent->on_date = g_strdup (on_date);
  consent->source = g_strdup (source);
  consent->wording = g_strdup (wording);
  g_ptr_array_add (self->consents, consent);
  return consent;
}

char *
lnet_person_dup_name (const LnetPerson *self)
{
  return lnet_name_display (self->values[LNET_IMPORT_PREFERRED], self->values[LNET_IMPORT_FIRST],
                            self->values[LNET_IMPORT_LAST]);
}

/* Reading. Each of these ends its statement before the next begins. */

static const char *
text_or_null (LnetRows *rows,
              int       column)
{
  return lnet_rows_is_null (rows, column) ? NULL : lnet_rows_text (rows, column);
}

static char *
dup_cell (LnetRows          *rows,
          int                column,
          const LnetCellInfo *info)
{
  if (lnet_rows_is_null (rows, column))
    return NULL;
  if (info->kind == LNET_CELL_YES_NO)
    return g_strdup (lnet_rows_integer (rows, column) != 0 ? "1" : "0");
  return lnet_rows_dup_text (rows, column);
}

GHashTable *
lnet_places_load (LnetReader *reader,
                  GError    **error)
{
  g_autoptr (GHashTable) places = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, NULL,
                                                         (GDestroyNotify) lnet_place_free);
  g_autoptr (LnetRows) rows = lnet_reader_query (reader, &places_statement);

  while (lnet_rows_step (rows))
    {
      LnetId id = lnet_rows_id (rows, 0);
      LnetPlace *place = lnet_place_new (&id, lnet_rows_text (rows, 1));

      place->known = TRUE;
      for (int i = 0; i < LNET_PLACE_N; i++)
        place->values[i] = lnet_rows_dup_text (rows, 2 + i);
      g_hash_table_insert (places, &place->id, place);
    }
  return lnet_rows_end (g_steal_pointer (&rows), error) ? g_steal_pointer (&places) : NULL;
}

/* FALSE with no error when there is no such member. */
static gboolean
load_cells (LnetPerson  *self,
            LnetReader  *reader,
            GError     **error)
{
  g_autoptr (LnetRows) rows = lnet_reader_query (reader, &member_statement);
  gboolean found;

  lnet_rows_bind_id (rows, 1, &self->id);
  found = lnet_rows_step (rows);
  for (int i = LNET_IMPORT_FIRST; found && i <= LNET_IMPORT_MEDIA_RELEASE; i++)
    self->values[i] = dup_cell (rows, i - LNET_IMPORT_FIRST, &lnet_import_cells[i]);
  if (found)
    self->has_portrait = lnet_rows_integer (rows, LNET_IMPORT_MEDIA_RELEASE + 1 - LNET_IMPORT_FIRST) != 0;
  return lnet_rows_end (g_steal_pointer (&rows), error) && found;
}

static gboolean
load_staff (LnetPerson  *self,
            LnetReader  *reader,
            GError     **error)
{
  g_autoptr (LnetRows) rows = lnet_reader_query (reader, &staff_statement);

  lnet_rows_bind_id (rows, 1, &self->id);
  if (lnet_rows_step (rows))
    {
      self->staff = lnet_rows_id (rows, 0);
      for (int i = LNET_IMPORT_REGISTRY_STATE; i <= LNET_IMPORT_NOTE; i++)
        self->values[i] = dup_cell (rows, i - LNET_IMPORT_REGISTRY_STATE + 1, &lnet_import_cells[i]);
    }
  return lnet_rows_end (g_steal_pointer (&rows), error);
}

static gboolean
load_channels (LnetPerson  *self,
               LnetReader  *reader,
               GError     **error)
{
  g_autoptr (LnetRows) rows = lnet_reader_query (reader, &channels_statement);

  lnet_rows_bind_id (rows, 1, &self->id);
  while (lnet_rows_step (rows))
    {
      LnetId id = lnet_rows_id (rows, 0);
      g_autofree char *kind = lnet_rows_dup_text (rows, 1);
      g_autofree char *label = lnet_rows_dup_text (rows, 2);

      if (!lnet_rows_is_null (rows, 3))
        lnet_person_add_channel (self, &id, kind, label, lnet_rows_text (rows, 3), NULL,
                                 lnet_rows_integer (rows, 4) != 0);
    }
  return lnet_rows_end (g_steal_pointer (&rows), error);
}

static gboolean
load_roles (LnetPerson  *self,
            LnetReader  *reader,
            GHashTable  *places,
            GError     **error)
{
  g_autoptr (LnetRows) rows = lnet_reader_query (reader, &roles_statement);

  lnet_rows_bind_id (rows, 1, &self->id);
  while (lnet_rows_step (rows))
    {
      LnetId id = lnet_rows_id (rows, 0);
      LnetId place = lnet_rows_id (rows, 2);

      lnet_person_add_role (self, &id, text_or_null (rows, 1), g_hash_table_lookup (places, &place),
                            text_or_null (rows, 3), text_or_null (rows, 4));
    }
  return lnet_rows_end (g_steal_pointer (&rows), error);
}

static gboolean
load_languages (LnetPerson  *self,
                LnetReader  *reader,
                GError     **error)
{
  g_autoptr (LnetRows) rows = lnet_reader_query (reader, &languages_statement);

  lnet_rows_bind_id (rows, 1, &self->id);
  while (lnet_rows_step (rows))
    g_ptr_array_add (self->languages, g_strdup (lnet_rows_text (rows, 0)));
  return lnet_rows_end (g_steal_pointer (&rows), error);
}

static gboolean
load_consents (LnetPerson  *self,
               LnetReader  *reader,
               GError     **error)
{
  g_autoptr (LnetRows) rows = lnet_reader_query (reader, &consents_statement);

  lnet_rows_bind_id (rows, 1, &self->id);
  while (lnet_rows_step (rows))
    lnet_person_add_consent (self, lnet_rows_integer (rows, 0) != 0, text_or_null (rows, 1), text_or_null (rows, 2),
                             text_or_null (rows, 3));
  return lnet_rows_end (g_steal_pointer (&rows), error);
}

LnetPerson *
lnet_person_load (LnetReader   *reader,
                  const LnetId *id,
                  GHashTable   *places,
                  GError      **error)
{
  g_autoptr (LnetPerson) self = lnet_person_new ();

  self->id = *id;
  self->known = TRUE;
  if (!load_cells (self, reader, error) || !load_staff (self, reader, error) || !load_channels (self, reader, error) ||
      !load_roles (self, reader, places, error) || !load_languages (self, reader, error) ||
      !load_consents (self, reader, error))
    return NULL;
  return g_steal_pointer (&self);
}

static gboolean
walk_names (LnetReader        *reader,
            LnetPersonKeyFunc  each,
            gpointer           data,
            GError           **error)
{
  g_autoptr (LnetRows) rows = lnet_reader_query (reader, &names_statement);

  while (lnet_rows_step (rows))
    {
      LnetId id = lnet_rows_id (rows, 0);

      each (&id, LNET_IMPORT_FIRST, lnet_rows_text (rows, 1), lnet_rows_text (rows, 2), data);
      if (!lnet_rows_is_null (rows, 3))
        each (&id, LNET_IMPORT_PREFERRED, lnet_rows_text (rows, 3), lnet_rows_text (rows, 2), data);
    }
  return lnet_rows_end (g_steal_pointer (&rows), error);
}

static gboolean
walk_registry (LnetReader        *reader,
               LnetPersonKeyFunc  each,
               gpointer           data,
               GError           **error)
{
  g_autoptr (LnetRows) rows = lnet_reader_query (reader, &registry_statement);

  while (lnet_rows_step (rows))
    {
      LnetId id = lnet_rows_id (rows, 0);

      each (&id, LNET_IMPORT_REGISTRY_ID, lnet_rows_text (rows, 1), NULL, data);
    }
  return lnet_rows_end (g_steal_pointer (&rows), error);
}

static gboolean
walk_addresses (LnetReader        *reader,
                LnetPersonKeyFunc  each,
                gpointer           data,
                GError           **error)
{
  g_autoptr (LnetRows) rows = lnet_reader_query (reader, &addresses_statement);

  while (lnet_rows_step (rows))
    {
      LnetId id = lnet_rows_id (rows, 0);
      gboolean email = g_str_equal (lnet_rows_text (rows, 1), "email");

      each (&id, email ? LNET_IMPORT_EMAIL : LNET_IMPORT_PHONE, lnet_rows_text (rows, 2), NULL, data);
    }
  return lnet_rows_end (g_steal_pointer (&rows), error);
}

gboolean
lnet_persons_walk_keys (LnetReader        *reader,
                        LnetPersonKeyFunc  each,
                        gpointer           data,
                        GError           **error)
{
  return walk_names (reader, each, data, error) && walk_registry (reader, each, data, error) &&
         walk_addresses (reader, each, data, error);
}

GHashTable *
lnet_terms_load (LnetReader *reader,
                 const char *kind,
                 GError    **error)
{
  g_autoptr (GHashTable) terms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (LnetRows) rows = lnet_reader_query (reader, &terms_statement);

  lnet_rows_bind_text (rows, 1, kind);
  while (lnet_rows_step (rows))
    g_hash_table_insert (terms, lnet_name_fold (lnet_rows_text (rows, 0)), lnet_rows_dup_text (rows, 0));
  return lnet_rows_end (g_steal_pointer (&rows), error) ? g_steal_pointer (&terms) : NULL;
}
