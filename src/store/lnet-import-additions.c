/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-import-plan-private.h"

#include <string.h>

#include "lnet-alike-place.h"
#include "lnet-alike.h"
#include "lnet-name.h"

/* Organizations and words for roles that a roster brings in, and what there is already that they may be. In the worker
 * that plans. */

#define MAX_PROPOSED 1000 /* additions for which something like it is looked for */

void
lnet_import_addition_free (gpointer data)
{
  LnetImportAddition *addition = data;

  g_free (addition->name);
  g_free (addition->like);
  g_free (addition->same);
  g_free (addition->key);
  g_free (addition);
}

static void
target_free (gpointer data)
{
  LnetImportTarget *target = data;

  g_free (target->key);
  g_free (target->name);
  g_free (target->label);
  g_free (target);
}

char *
lnet_import_addition_key (LnetImportField  field,
                          const char      *name)
{
  g_autofree char *folded = lnet_name_fold (name);

  return g_strdup_printf ("%d\037%s", field, folded[0] != '\0' ? folded : name);
}

gboolean
lnet_import_is_addition (LnetImportContext *context,
                         LnetImportField    field,
                         const char        *name)
{
  g_autofree char *key = lnet_import_addition_key (field, name);

  return g_hash_table_contains (context->noted, key);
}

/* Further passes find nothing new to count. */
void
lnet_import_count_addition (LnetImportContext  *context,
                            LnetImportAddition *addition)
{
  gpointer row = GUINT_TO_POINTER (context->row + 1);

  if (context->pass > 0 || g_hash_table_lookup (context->added_in, addition) == row)
    return;
  g_hash_table_insert (context->added_in, addition, row);
  addition->n_rows++;
}

LnetImportAddition *
lnet_import_note_addition (LnetImportContext *context,
                           LnetImportField    field,
                           const char        *name)
{
  g_autofree char *key = lnet_import_addition_key (field, name);
  LnetImportAddition *addition = g_hash_table_lookup (context->noted, key);

  if (addition == NULL)
    {
      addition = g_new0 (LnetImportAddition, 1);
      addition->field = field;
      addition->name = g_strdup (name);
      addition->same = g_strdup (g_hash_table_lookup (context->settings->same, key));
      addition->key = g_steal_pointer (&key);
      g_ptr_array_add (context->additions, addition);
      g_hash_table_insert (context->noted, addition->key, addition);
    }
  lnet_import_count_addition (context, addition);
  addition->n_rows = MAX (addition->n_rows, 1);
  return addition;
}

/* Targets */

static int
compare_targets (gconstpointer a,
                 gconstpointer b)
{
  return g_utf8_collate ((*(LnetImportTarget *const *) a)->label, (*(LnetImportTarget *const *) b)->label);
}

static void
add_target (GPtrArray  *targets,
            char       *key,
            const char *name,
            const char *town)
{
  LnetImportTarget *target = g_new0 (LnetImportTarget, 1);

  target->key = key;
  target->name = g_strdup (name);
  target->label = town != NULL && town[0] != '\0' ? g_strdup_printf ("%s · %s", name, town) : g_strdup (name);
  g_ptr_array_add (targets, target);
}

static GPtrArray *
list_organizations (LnetImportContext *context)
{
  GPtrArray *targets = g_ptr_array_new_with_free_func (target_free);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, context->places);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const LnetPlace *place = value;

      if (place->known)
        add_target (targets, lnet_id_to_string (&place->id), place->name, place->values[LNET_PLACE_TOWN]);
    }
  g_ptr_array_sort (targets, compare_targets);
  return targets;
}

/* The field's words, and the network's own as far as they are none of the file's. */
static GPtrArray *
list_roles (LnetImportContext *context)
{
  GPtrArray *targets = g_ptr_array_new_with_free_func (target_free);
  const char *const *keys = lnet_reference_get_keys (LNET_REFERENCE_ROLE);
  GHashTableIter iter;
  gpointer word;

  for (guint i = 0; keys[i] != NULL; i++)
    add_target (targets, g_strdup (keys[i]), lnet_reference_get_label (LNET_REFERENCE_ROLE, keys[i]), NULL);
  g_hash_table_iter_init (&iter, context->role_terms);
  while (g_hash_table_iter_next (&iter, NULL, &word))
    if (!lnet_import_is_addition (context, LNET_IMPORT_ROLE, word))
      add_target (targets, g_strdup (word), word, NULL);
  g_ptr_array_sort (targets, compare_targets);
  return targets;
}

static GHashTable *
find_by_key (GPtrArray *targets)
{
  GHashTable *by_key = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < targets->len; i++)
    g_hash_table_insert (by_key, ((LnetImportTarget *) targets->pdata[i])->key, targets->pdata[i]);
  return by_key;
}

/* Proposals */

static void
find_organization (LnetImportAddition *addition,
                   GPtrArray          *targets,
                   char             ***words)
{
  g_auto (GStrv) its_words = lnet_alike_place_words (addition->name);
  guint best = 0;

  for (guint i = 0; i < targets->len; i++)
    {
      guint score = lnet_alike_place_score ((const char *const *) its_words, (const char *const *) words[i]);

      if (score > best)
        g_set_str (&addition->like, ((LnetImportTarget *) targets->pdata[i])->key);
      best = MAX (score, best);
    }
}

static void
find_role (LnetImportAddition *addition,
           GPtrArray          *targets)
{
  g_autofree char *folded = lnet_name_fold (addition->name);

  for (guint i = 0; i < targets->len && addition->like == NULL; i++)
    {
      const LnetImportTarget *target = targets->pdata[i];
      g_autofree char *label = lnet_name_fold (target->label);

      if (lnet_alike_names_close (folded, label))
        addition->like = g_strdup (target->key);
    }
}

static int
compare_additions (gconstpointer a,
                   gconstpointer b)
{
  const LnetImportAddition *one = *(LnetImportAddition *const *) a, *other = *(LnetImportAddition *const *) b;

  if (one->field != other->field)
    return one->field == LNET_IMPORT_ORGANIZATION ? -1 : 1;
  return one->n_rows != other->n_rows ? (one->n_rows > other->n_rows ? -1 : 1) : strcmp (one->key, other->key);
}

void
lnet_import_plan_propose (LnetImportPlan    *self,
                          LnetImportContext *context)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  self->organizations = list_organizations (context);
  self->roles = list_roles (context);
  self->organizations_by_key = find_by_key (self->organizations);
  self->roles_by_key = find_by_key (self->roles);
  g_ptr_array_sort (self->additions, compare_additions);
  if (self->additions->len == 0)
    return;
  for (guint i = 0; i < self->organizations->len; i++)
    g_ptr_array_add (words, lnet_alike_place_words (((LnetImportTarget *) self->organizations->pdata[i])->name));
  for (guint i = 0; i < MIN (self->additions->len, MAX_PROPOSED); i++)
    {
      LnetImportAddition *addition = self->additions->pdata[i];

      if (addition->field == LNET_IMPORT_ROLE)
        find_role (addition, self->roles);
      else
        find_organization (addition, self->organizations, (char ***) words->pdata);
    }
}
