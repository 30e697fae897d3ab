/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-export-private.h"

#include "lnet-statements.h"
#include "lnet-tags.h"

static const LnetStatement supervisor_statement = {
  "export-supervisor",
  "SELECT supervisor FROM member_staff WHERE member = ?1 AND deleted = 0 ORDER BY pk LIMIT 1",
  NULL,
};
static const LnetStatement teams_statement = {
  "export-teams",
  "SELECT t.name, tm.starts, tm.ends FROM team_member AS tm JOIN team AS t ON t.id = tm.team AND t.deleted = 0 "
  "WHERE tm.member = ?1 AND tm.deleted = 0 ORDER BY tm.ends IS NOT NULL, tm.starts DESC, tm.pk",
  NULL,
};

const LnetStatement *const lnet_export_cell_statements[] = {
  &supervisor_statement, &teams_statement, NULL
};

static LnetPersonChannel *
get_channel (const LnetPerson *person,
             const char       *kind,
             guint             nth)
{
  for (guint i = 0; i < person->channels->len; i++)
    {
      LnetPersonChannel *channel = person->channels->pdata[i];

      if (g_str_equal (channel->kind, kind) && nth-- == 0)
        return channel;
    }
  return NULL;
}

static char *
get_channel_text (const LnetPerson *person,
                  LnetImportField   field,
                  guint             nth)
{
  gboolean email = field == LNET_IMPORT_EMAIL || field == LNET_IMPORT_EMAIL_KIND;
  LnetPersonChannel *channel = get_channel (person, email ? "email" : "phone", nth);

  if (channel == NULL)
    return NULL;
  return g_strdup (field == LNET_IMPORT_EMAIL || field == LNET_IMPORT_PHONE ? channel->value : channel->label);
}

static char *
show (const LnetCellInfo *info,
      const char         *value)
{
  if (value == NULL)
    return NULL;
  if (info->kind == LNET_CELL_TERM)
    return g_strdup (lnet_reference_get_label (info->reference, value));
  if (info->kind == LNET_CELL_YES_NO)
    return g_strdup (g_str_equal (value, "1") ? "yes" : "no");
  return g_strdup (value);
}

static char *
get_place_text (const LnetPlace *place,
                LnetImportField  field)
{
  LnetPlaceCell cell = LNET_PLACE_SETTING + (field - LNET_IMPORT_SETTING);

  if (place == NULL)
    return NULL;
  if (field == LNET_IMPORT_ORGANIZATION)
    return g_strdup (place->name);
  return show (&lnet_place_cells[cell], place->values[cell]);
}

static char *
get_role_text (const LnetPerson *person,
               LnetImportField   field,
               guint             nth)
{
  LnetPersonRole *role = nth < person->roles->len ? person->roles->pdata[nth] : NULL;

  if (role == NULL)
    return NULL;
  if (field == LNET_IMPORT_ROLE)
    return g_strdup (role->role != NULL ? lnet_reference_get_label (LNET_REFERENCE_ROLE, role->role) : NULL);
  if (field == LNET_IMPORT_ROLE_STARTS)
    return g_strdup (role->starts);
  return field == LNET_IMPORT_ROLE_ENDS ? g_strdup (role->ends) : get_place_text (role->place, field);
}

static char *
get_consent_text (const LnetPerson *person,
                  LnetImportField   field)
{
  LnetPersonConsent *newest;

  if (person->consents->len == 0)
    return NULL;
  newest = person->consents->pdata[person->consents->len - 1];
  switch ((guint) field)
    {
    case LNET_IMPORT_TEXT_OPT_IN:
      return g_strdup (newest->given ? "yes" : "no");
    case LNET_IMPORT_TEXT_DATE:
      return g_strdup (newest->on_date);
    case LNET_IMPORT_TEXT_SOURCE:
      return g_strdup (newest->source);
    default:
      return g_strdup (newest->wording);
    }
}

static char *
get_languages_text (const LnetPerson *person)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < person->languages->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "; " : "",
                            lnet_reference_get_label (LNET_REFERENCE_LANGUAGE, person->languages->pdata[i]));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
get_preferred_text (const LnetPerson *person)
{
  for (guint i = 0; i < person->channels->len; i++)
    {
      LnetPersonChannel *channel = person->channels->pdata[i];

      if (channel->preferred)
        return g_strdup (channel->value);
    }
  return NULL;
}

static void
add_word (GString    *text,
          const char *word)
{
  if (word != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", word);
}

gboolean
lnet_export_is_over (const char *ends,
                     const char *today)
{
  return ends != NULL && g_strcmp0 (ends, today) < 0;
}

gboolean
lnet_export_walk_teams (LnetReader          *reader,
                        const LnetId        *member,
                        LnetExportTeamFunc   each,
                        gpointer             data,
                        GError             **error)
{
  g_autoptr (LnetRows) rows = lnet_reader_query (reader, &teams_statement);

  lnet_rows_bind_id (rows, 1, member);
  while (lnet_rows_step (rows))
    if (!lnet_rows_is_null (rows, 0))
      each (lnet_rows_text (rows, 0), lnet_rows_is_null (rows, 1) ? NULL : lnet_rows_text (rows, 1),
            lnet_rows_is_null (rows, 2) ? NULL : lnet_rows_text (rows, 2), data);
  return lnet_rows_end (g_steal_pointer (&rows), error);
}

typedef struct
{
  GString *text;
  const char *today;
} Teams;

static void
add_team (const char *name,
          const char *starts,
          const char *ends,
          gpointer    data)
{
  Teams *teams = data;

  if (!lnet_export_is_over (ends, teams->today))
    add_word (teams->text, name);
}

static char *
dup_teams (LnetExporter      *self,
           const LnetPerson  *person,
           GError           **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Teams teams = { text, self->today };

  if (!lnet_export_walk_teams (self->reader, &person->id, add_team, &teams, error))
    return NULL;
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
dup_tags (LnetExporter      *self,
          const LnetPerson  *person,
          GError           **error)
{
  g_autoptr (GPtrArray) tags = lnet_tags_of_member (self->reader, &person->id, error);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; tags != NULL && i < tags->len; i++)
    add_word (text, tags->pdata[i]);
  return tags != NULL ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static char *
dup_supervisor (LnetExporter      *self,
                const LnetPerson  *person,
                GError           **error)
{
  g_autoptr (LnetRows) rows = lnet_reader_query (self->reader, &supervisor_statement);
  LnetId supervisor = lnet_id_null ();

  lnet_rows_bind_id (rows, 1, &person->id);
  if (lnet_rows_step (rows) && !lnet_rows_is_null (rows, 0))
    supervisor = lnet_rows_id (rows, 0);
  if (!lnet_rows_end (g_steal_pointer (&rows), error) || lnet_id_is_null (&supervisor))
    return NULL;
  return lnet_members_dup_name (self->reader, &supervisor);
}

/* What is none of the member's own cells. */
static char *
dup_other (LnetExporter      *self,
           const LnetPerson  *person,
           guint              field,
           GError           **error)
{
  switch (field)
    {
    case LNET_EXPORT_SUPERVISOR:
      return dup_supervisor (self, person, error);
    case LNET_EXPORT_TEAMS:
      return dup_teams (self, person, error);
    case LNET_EXPORT_TAGS:
      return dup_tags (self, person, error);
    case LNET_IMPORT_OTHER_LANGUAGES:
      return get_languages_text (person);
    case LNET_IMPORT_MEMBER_ID:
      return lnet_id_to_string (&person->id);
    default:
      return get_preferred_text (person);
    }
}

char *
lnet_exporter_dup_cell (LnetExporter           *self,
                        const LnetPerson       *person,
                        const LnetExportPlace  *column,
                        GError                **error)
{
  guint field = column->what->field;

  if (field < LNET_IMPORT_N_CELLS)
    return show (&lnet_import_cells[field], person->values[field]);
  if (field >= LNET_IMPORT_EMAIL && field <= LNET_IMPORT_PHONE_KIND)
    return get_channel_text (person, field, column->nth);
  if (field >= LNET_IMPORT_ROLE && field <= LNET_IMPORT_QUALITY_SINCE)
    return get_role_text (person, field, column->nth);
  if (field >= LNET_IMPORT_TEXT_OPT_IN && field <= LNET_IMPORT_TEXT_WORDING)
    return get_consent_text (person, field);
  return dup_other (self, person, field, error);
}

char *
lnet_export_place_dup_heading (const LnetExportPlace *column,
                               gboolean               translated)
{
  const char *heading = translated ? lnet_export_column_get_label (column->what)
                                   : lnet_export_column_get_heading (column->what);

  return column->nth > 0 ? g_strdup_printf ("%s %u", heading, column->nth + 1) : g_strdup (heading);
}
