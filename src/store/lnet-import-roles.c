/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-name.h"
#include "lnet-role-history.h"

/*
 * Roles and organizations of a row. A role that is not known yet is added; one that a roster does not name any more
 * stays, for a roster does not say why. In the worker that plans.
 */

/* A network's own word is kept as a term, so that it is offered elsewhere. Returns: whether it is new */
static gboolean
keep_term (LnetImportContext *context,
           GHashTable        *terms,
           LnetReferenceKind  kind,
           const char        *name,
           const char        *word)
{
  g_autofree char *folded = lnet_name_fold (word);
  LnetId id;

  if (lnet_reference_find (kind, word) != NULL || folded[0] == '\0' || g_hash_table_contains (terms, folded))
    return FALSE;
  id = lnet_transaction_add (context->transaction, LNET_TABLE_TERM, lnet_space (LNET_SPACE_NETWORK));
  lnet_transaction_set_text (context->transaction, LNET_TERM_KIND, &id, name);
  lnet_transaction_set_text (context->transaction, LNET_TERM_LABEL, &id, word);
  g_hash_table_insert (terms, g_steal_pointer (&folded), g_strdup (word));
  return TRUE;
}

/* Organizations */

GHashTable *
lnet_import_name_places (GHashTable *places)
{
  GHashTable *named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  GHashTableIter iter;
  gpointer place;

  g_hash_table_iter_init (&iter, places);
  while (g_hash_table_iter_next (&iter, NULL, &place))
    {
      const char *folded = ((LnetPlace *) place)->folded;
      GPtrArray *list = g_hash_table_lookup (named, folded);

      if (list == NULL)
        {
          list = g_ptr_array_new ();
          g_hash_table_insert (named, g_strdup (folded), list);
        }
      g_ptr_array_add (list, place);
    }
  return named;
}

static LnetPlace *
add_place (LnetImportContext *context,
           const char        *name)
{
  LnetId id = lnet_transaction_add (context->transaction, LNET_TABLE_ORGANIZATION, lnet_space (LNET_SPACE_NETWORK));
  LnetPlace *place = lnet_place_new (&id, name);
  GPtrArray *named = g_hash_table_lookup (context->named_places, place->folded);

  lnet_transaction_set_text (context->transaction, LNET_ORGANIZATION_NAME, &id, name);
  g_hash_table_insert (context->places, &place->id, place);
  if (named == NULL)
    {
      named = g_ptr_array_new ();
      g_hash_table_insert (context->named_places, g_strdup (place->folded), named);
    }
  g_ptr_array_add (named, place);
  return place;
}

/* Two centres of one name lie in two towns; a town that is not known contradicts none. */
static LnetPlace *
find_in_town (GPtrArray  *named,
              const char *town)
{
  LnetPlace *without = NULL;

  for (guint i = 0; i < named->len; i++)
    {
      LnetPlace *place = named->pdata[i];
      const char *its_town = place->values[LNET_PLACE_TOWN];

      if (town == NULL || (its_town != NULL && lnet_name_equal (its_town, town)))
        return place;
      if (its_town == NULL && without == NULL)
        without = place;
    }
  return without;
}

/* The organization of that name: the one the person is known at, else the one in that town. */
LnetPlace *
lnet_import_find_place (LnetImportContext *context,
                        LnetPerson        *person,
                        LnetRecordRole    *said)
{
  g_autofree char *folded = lnet_name_fold (said->organization);
  GPtrArray *named = g_hash_table_lookup (context->named_places, folded);

  if (said->place != NULL)
    return said->place;
  for (guint i = 0; i < person->roles->len; i++)
    {
      LnetPersonRole *role = person->roles->pdata[i];

      if (role->place != NULL && g_str_equal (role->place->folded, folded))
        return role->place;
    }
  return named != NULL ? find_in_town (named, said->values[LNET_PLACE_TOWN]) : NULL;
}

LnetImportField
lnet_import_place_field (LnetPlaceCell cell)
{
  static const LnetImportField fields[LNET_PLACE_N] = {
    LNET_IMPORT_SETTING,             LNET_IMPORT_ORGANIZATION_ADDRESS, LNET_IMPORT_ORGANIZATION_TOWN,
    LNET_IMPORT_ORGANIZATION_REGION, LNET_IMPORT_QUALITY_LEVEL,        LNET_IMPORT_QUALITY_SINCE,
  };

  return fields[cell];
}

static void
apply_place_cell (LnetImportContext *context,
                  LnetPlace         *place,
                  LnetImportRecord  *record,
                  LnetPlaceCell      cell,
                  const char        *value,
                  LnetImportOutcome *outcome)
{
  const LnetCellInfo *info = &lnet_place_cells[cell];
  const char *stored = place->values[cell];

  LnetImportField field = lnet_import_place_field (cell);
  gboolean writes;

  if (place->told[cell] != 0)
    {
      if (lnet_import_cell_equal (info, stored, value))
        return;
      if (place->told[cell] == LNET_IMPORT_KEPT)
        lnet_import_say_difference (record->notes, field, place->name, lnet_import_show (info, stored),
                                    lnet_import_show (info, value));
      else
        lnet_import_say (record->notes, _("Line %u says something else of %s, which counts: “%s” was left out."),
                         place->told[cell], place->name, value);
      return;
    }
  writes = !lnet_import_place_conflicts (place, cell, value) ||
           lnet_import_takes (context, record, field, place->name, lnet_import_show (info, stored),
                              lnet_import_show (info, value));
  place->told[cell] = writes ? record->line : LNET_IMPORT_KEPT;
  if (!writes || !lnet_import_cell_differs (info, stored, value))
    return;
  outcome->n_changes++;
  if (place->known)
    /* Translators: an organization, a property of it, and its new value */
    lnet_import_say (outcome->changes, _("%s: %s becomes “%s”."), place->name,
                     lnet_import_field_get_label (field), lnet_import_show (info, value));
  if (cell == LNET_PLACE_SETTING)
    keep_term (context, context->setting_terms, LNET_REFERENCE_SETTING, "setting", value);
  lnet_transaction_set_text (context->transaction, info->field, &place->id, value);
  g_set_str (&place->values[cell], value);
}

static LnetPlace *
apply_place (LnetImportContext *context,
             LnetPerson        *person,
             LnetImportRecord  *record,
             LnetRecordRole    *said,
             LnetImportOutcome *outcome)
{
  LnetPlace *place;

  if (said->organization == NULL)
    return NULL;
  place = lnet_import_find_place (context, person, said);
  if (place == NULL)
    place = add_place (context, said->organization);
  if (said->said_organization != NULL)
    lnet_import_note_addition (context, LNET_IMPORT_ORGANIZATION, said->said_organization);
  else if (place->addition != NULL)
    lnet_import_count_addition (context, place->addition);
  else if (!place->known)
    place->addition = lnet_import_note_addition (context, LNET_IMPORT_ORGANIZATION, place->name);
  for (guint i = 0; i < LNET_PLACE_N; i++)
    if (said->values[i] != NULL)
      apply_place_cell (context, place, record, i, said->values[i], outcome);
  return place;
}

/* Roles */

/* Whether two spans have a day in common; what is not known reaches to the end of time. */
static gboolean
overlap (const LnetPersonRole *role,
         const LnetRecordRole *said)
{
  g_autofree char *role_ends = lnet_partial_date_last (role->ends);
  g_autofree char *said_ends = lnet_partial_date_last (said->ends);

  return (role_ends == NULL || said->starts == NULL || strcmp (said->starts, role_ends) <= 0) &&
         (said_ends == NULL || role->starts == NULL || strcmp (role->starts, said_ends) <= 0);
}

/* How well a role that is stored is the one that is said: 0, not at all. */
static guint
score_role (const LnetPersonRole *role,
            const LnetRecordRole *said,
            const LnetPlace      *place)
{
  gboolean same_role = role->role != NULL && said->role != NULL && lnet_name_equal (role->role, said->role);
  gboolean same_place = role->place != NULL && role->place == place;
  guint score = 1;

  if (role->taken || !overlap (role, said))
    return 0;
  if (said->role != NULL && !same_role && (role->role != NULL || !same_place))
    return 0;
  if (place != NULL && !same_place && (role->place != NULL || !same_role))
    return 0;
  if (said->role == NULL && !same_place)
    return 0;
  score += 8 * same_role + 8 * same_place + (role->ends == NULL);
  if (role->starts != NULL && g_strcmp0 (role->starts, said->starts) == 0)
    score += 4;
  if (g_strcmp0 (role->ends, said->ends) == 0)
    score += 2;
  return score;
}

LnetPersonRole *
lnet_import_find_role (LnetPerson           *person,
                       const LnetRecordRole *said,
                       const LnetPlace      *place)
{
  LnetPersonRole *best = NULL;
  guint best_score = 0;

  for (guint i = 0; i < person->roles->len; i++)
    {
      guint score = score_role (person->roles->pdata[i], said, place);

      if (score > best_score)
        best = person->roles->pdata[i];
      best_score = MAX (score, best_score);
    }
  return best;
}

static void
describe_role (LnetPerson           *person,
               const LnetRecordRole *said,
               const LnetPlace      *place,
               LnetImportOutcome    *outcome)
{
  const char *label;

  if (!person->known && person->first_line == 0)
    return;
  label = said->role != NULL ? lnet_reference_get_label (LNET_REFERENCE_ROLE, said->role) : NULL;
  if (label != NULL && place != NULL)
    /* Translators: a role and an organization: "Coach at Little Sprouts" */
    lnet_import_say (outcome->changes, _("Adds the role %s at %s."), label, place->name);
  else
    lnet_import_say (outcome->changes, _("Adds the role %s."), label != NULL ? label : place->name);
}

static LnetPersonRole *
add_role (LnetImportContext    *context,
          LnetPerson           *person,
          const LnetRecordRole *said,
          LnetPlace            *place)
{
  LnetId id = lnet_transaction_add (context->transaction, LNET_TABLE_ROLE, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_set_id (context->transaction, LNET_ROLE_MEMBER, &id, &person->id);
  if (said->role != NULL)
    lnet_transaction_set_text (context->transaction, LNET_ROLE_ROLE, &id, said->role);
  if (place != NULL)
    lnet_transaction_set_id (context->transaction, LNET_ROLE_ORGANIZATION, &id, &place->id);
  if (said->starts != NULL)
    lnet_transaction_set_text (context->transaction, LNET_ROLE_STARTS, &id, said->starts);
  if (said->ends != NULL)
    lnet_transaction_set_text (context->transaction, LNET_ROLE_ENDS, &id, said->ends);
  return lnet_person_add_role (person, &id, said->role, place, said->starts, said->ends);
}

/* Whether the row says exactly this role: only then are its dates this role's. */
static gboolean
is_exact (const LnetPersonRole *role,
          const LnetRecordRole *said,
          const LnetPlace      *place)
{
  if (role->place != place || (role->role == NULL) != (said->role == NULL))
    return FALSE;
  return role->role == NULL || lnet_name_equal (role->role, said->role);
}

/* A date that is missing is filled in; another one is taken over unless an earlier row of the file said it. One that
 * says less ("2026" of "2026-03-01") is no other. */
static gboolean
is_better_date (const LnetPersonRole *role,
                const char           *stored,
                const char           *said)
{
  if (said == NULL || g_strcmp0 (stored, said) == 0)
    return FALSE;
  return stored == NULL || (role->told == 0 && !g_str_has_prefix (stored, said));
}

static const char *
get_role_name (const LnetPersonRole *role)
{
  if (role->role != NULL)
    return lnet_reference_get_label (LNET_REFERENCE_ROLE, role->role);
  return role->place != NULL ? role->place->name : "";
}

static guint
complete_date (LnetImportContext  *context,
               LnetPerson         *person,
               LnetImportRecord   *record,
               LnetPersonRole     *role,
               LnetImportField     field,
               char              **stored,
               const char         *said)
{
  if (!is_better_date (role, *stored, said))
    return 0;
  if (lnet_import_date_conflicts (person, role, *stored, said) &&
      !lnet_import_takes (context, record, field, get_role_name (role), *stored, said))
    return 0;
  lnet_transaction_set_text (context->transaction,
                             field == LNET_IMPORT_ROLE_STARTS ? LNET_ROLE_STARTS : LNET_ROLE_ENDS, &role->id, said);
  g_set_str (stored, said);
  return 1;
}

/* Fills in what the stored role lacks, and takes over other dates. Returns: how much changed */
static guint
complete_role (LnetImportContext    *context,
               LnetPerson           *person,
               LnetImportRecord     *record,
               LnetPersonRole       *role,
               const LnetRecordRole *said,
               LnetPlace            *place)
{
  guint n = 0;

  if (role->role == NULL && said->role != NULL)
    {
      lnet_transaction_set_text (context->transaction, LNET_ROLE_ROLE, &role->id, said->role);
      role->role = g_strdup (said->role);
      n++;
    }
  if (role->place == NULL && place != NULL)
    {
      lnet_transaction_set_id (context->transaction, LNET_ROLE_ORGANIZATION, &role->id, &place->id);
      role->place = place;
      n++;
    }
  if (!is_exact (role, said, place))
    return n;
  n += complete_date (context, person, record, role, LNET_IMPORT_ROLE_STARTS, &role->starts, said->starts);
  n += complete_date (context, person, record, role, LNET_IMPORT_ROLE_ENDS, &role->ends, said->ends);
  return n;
}

static void
note_role_word (LnetImportContext *context,
                LnetRecordRole    *said)
{
  if (said->said_role != NULL)
    lnet_import_note_addition (context, LNET_IMPORT_ROLE, said->said_role);
  else if (said->is_own &&
           (keep_term (context, context->role_terms, LNET_REFERENCE_ROLE, "role", said->role) ||
            lnet_import_is_addition (context, LNET_IMPORT_ROLE, said->role)))
    lnet_import_note_addition (context, LNET_IMPORT_ROLE, said->role);
}

static void
apply_role (LnetImportContext *context,
            LnetPerson        *person,
            LnetImportRecord  *record,
            LnetRecordRole    *said,
            LnetImportOutcome *outcome)
{
  LnetPlace *place = apply_place (context, person, record, said, outcome);
  LnetPersonRole *role = lnet_import_find_role (person, said, place);

  note_role_word (context, said);
  if (role == NULL)
    {
      describe_role (person, said, place, outcome);
      role = add_role (context, person, said, place);
      outcome->n_changes++;
      outcome->n_news++;
    }
  else
    {
      guint n = complete_role (context, person, record, role, said, place);

      outcome->n_changes += n;
      outcome->n_news += n > 0 || role->told == 0;
      if (n > 0)
        lnet_import_say (outcome->changes, "%s", _("Completes a role."));
    }
  role->told = record->line;
  role->taken = TRUE;
}

void
lnet_import_apply_roles (LnetImportContext *context,
                         LnetPerson        *person,
                         LnetImportRecord  *record,
                         LnetImportOutcome *outcome)
{
  for (guint i = 0; i < person->roles->len; i++)
    ((LnetPersonRole *) person->roles->pdata[i])->taken = FALSE;
  for (guint i = 0; i < record->roles->len; i++)
    apply_role (context, person, record, record->roles->pdata[i], outcome);
}
