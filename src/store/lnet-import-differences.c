/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-import-plan-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * Where a row says something else than the network. What is merely empty here, or written with fewer accents, or says
 * less, is no difference; nor is what an earlier row of the file said. In the worker that plans.
 */

void
lnet_import_difference_free (gpointer data)
{
  LnetImportDifference *difference = data;

  g_free (difference->subject);
  g_free (difference->here);
  g_free (difference->file);
  g_free (difference->key);
  g_free (difference);
}

void
lnet_import_say_difference (GString         *notes,
                            LnetImportField  field,
                            const char      *subject,
                            const char      *here,
                            const char      *file)
{
  const char *label = lnet_import_field_get_label (field);

  if (subject[0] != '\0')
    /* Translators: an organization, role or address, a property of it, its value here, and its value in the file */
    lnet_import_say (notes, _("%s: %s stays “%s”; the file says “%s”."), subject, label, here, file);
  else
    /* Translators: a field ("Town"), its value here, and its value in the file */
    lnet_import_say (notes, _("%s stays “%s”; the file says “%s”."), label, here, file);
}

/* Notes the difference, and answers whether the file's side counts. */
gboolean
lnet_import_takes (LnetImportContext *context,
                   LnetImportRecord  *record,
                   LnetImportField    field,
                   const char        *subject,
                   const char        *here,
                   const char        *file)
{
  g_autofree char *key = g_strdup_printf ("%u\037%d\037%s\037%s\037%s", record->line, field, subject, here, file);
  LnetImportDifference *difference = g_hash_table_lookup (context->noted, key);
  gpointer decision;
  gboolean takes = context->settings->on_conflict == LNET_IMPORT_TAKE;

  if (g_hash_table_lookup_extended (context->settings->decisions, key, NULL, &decision))
    takes = GPOINTER_TO_INT (decision);
  if (difference == NULL)
    {
      difference = g_new0 (LnetImportDifference, 1);
      difference->row = context->row;
      difference->field = field;
      difference->subject = g_strdup (subject);
      difference->here = g_strdup (here);
      difference->file = g_strdup (file);
      difference->takes = takes;
      difference->key = g_steal_pointer (&key);
      g_ptr_array_add (context->differences, difference);
      g_hash_table_insert (context->noted, difference->key, difference);
    }
  if (!takes)
    lnet_import_say_difference (record->notes, field, subject, here, file);
  return takes;
}

gboolean
lnet_import_cell_conflicts (const LnetPerson *person,
                            LnetImportField   field,
                            const char       *value)
{
  const char *stored = person->values[field];

  return person->known && person->told[field] == 0 && stored != NULL && stored[0] != '\0' &&
         !lnet_import_cell_equal (&lnet_import_cells[field], stored, value) &&
         !lnet_import_says_less (field, stored, value);
}

gboolean
lnet_import_place_conflicts (const LnetPlace *place,
                             LnetPlaceCell    cell,
                             const char      *value)
{
  const char *stored = place->values[cell];

  return place->known && place->told[cell] == 0 && stored != NULL && stored[0] != '\0' &&
         !lnet_import_cell_equal (&lnet_place_cells[cell], stored, value);
}

gboolean
lnet_import_date_conflicts (const LnetPerson     *person,
                            const LnetPersonRole *role,
                            const char           *stored,
                            const char           *value)
{
  return person->known && role->told == 0 && stored != NULL && value != NULL && !g_str_has_prefix (stored, value);
}

/* Before anything is applied, for who wants no row that differs. Of the roles, only what a row says of organizations
 * and roles that are there can differ. */
static void
describe_role (LnetImportContext *context,
               LnetPerson        *person,
               LnetRecordRole    *said,
               GString           *into)
{
  LnetPlace *place = said->organization != NULL ? lnet_import_find_place (context, person, said) : NULL;
  LnetPersonRole *role;

  if (said->organization != NULL && place == NULL)
    return;
  for (guint i = 0; place != NULL && i < LNET_PLACE_N; i++)
    if (said->values[i] != NULL && lnet_import_place_conflicts (place, i, said->values[i]))
      lnet_import_say_difference (into, lnet_import_place_field (i), place->name,
                                  lnet_import_show (&lnet_place_cells[i], place->values[i]),
                                  lnet_import_show (&lnet_place_cells[i], said->values[i]));
  role = lnet_import_find_role (person, said, place);
  if (role == NULL)
    return;
  role->taken = TRUE;
  if (lnet_import_date_conflicts (person, role, role->starts, said->starts))
    lnet_import_say_difference (into, LNET_IMPORT_ROLE_STARTS, "", role->starts, said->starts);
  if (lnet_import_date_conflicts (person, role, role->ends, said->ends))
    lnet_import_say_difference (into, LNET_IMPORT_ROLE_ENDS, "", role->ends, said->ends);
}

char *
lnet_import_describe_differences (LnetImportContext *context,
                                  LnetPerson        *person,
                                  LnetImportRecord  *record)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean skip_names = record->full_name != NULL && lnet_import_full_name_is_known (person, record->full_name);

  for (guint i = skip_names ? LNET_IMPORT_PREFERRED : LNET_IMPORT_FIRST; i < LNET_IMPORT_NOTE; i++)
    if (record->said->values[i] != NULL && lnet_import_cell_conflicts (person, i, record->said->values[i]))
      lnet_import_say_difference (text, i, "", lnet_import_show (&lnet_import_cells[i], person->values[i]),
                                  lnet_import_show (&lnet_import_cells[i], record->said->values[i]));
  for (guint i = 0; i < person->roles->len; i++)
    ((LnetPersonRole *) person->roles->pdata[i])->taken = FALSE;
  for (guint i = 0; i < record->roles->len; i++)
    describe_role (context, person, record->roles->pdata[i], text);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
