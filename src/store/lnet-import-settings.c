/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-import-self-private.h"

/* What a person chose of an import, and what of its plan there is to choose. */

const char *
lnet_import_rule_get_name (LnetImportRule rule)
{
  static const char *const names[LNET_IMPORT_N_RULES] = {
    [LNET_IMPORT_BY_REGISTRY_ID] = "registry-id",
    [LNET_IMPORT_BY_EMAIL] = "email",
    [LNET_IMPORT_BY_PHONE] = "phone",
    [LNET_IMPORT_BY_NAME] = "name",
  };

  g_return_val_if_fail (rule < LNET_IMPORT_N_RULES, NULL);
  return names[rule];
}

const char *
lnet_import_conflict_get_name (LnetImportConflict conflict)
{
  static const char *const names[LNET_IMPORT_N_CONFLICTS] = { "keep", "take", "reject" };

  g_return_val_if_fail (conflict < LNET_IMPORT_N_CONFLICTS, NULL);
  return names[conflict];
}

void
lnet_import_set_rules (LnetImport *self,
                       guint       rules)
{
  self->settings.rules = rules & LNET_IMPORT_ALL_RULES;
}

guint
lnet_import_get_rules (LnetImport *self)
{
  return self->settings.rules;
}

void
lnet_import_set_on_conflict (LnetImport         *self,
                             LnetImportConflict  conflict)
{
  self->settings.on_conflict = conflict;
}

LnetImportConflict
lnet_import_get_on_conflict (LnetImport *self)
{
  return self->settings.on_conflict;
}

/* Differences */

guint
lnet_import_get_n_differences (LnetImport *self)
{
  return self->plan != NULL ? self->plan->differences->len : 0;
}

const LnetImportDifference *
lnet_import_get_difference (LnetImport *self,
                            guint       position)
{
  g_return_val_if_fail (self->plan != NULL && position < self->plan->differences->len, NULL);
  return self->plan->differences->pdata[position];
}

void
lnet_import_decide (LnetImport *self,
                    guint       difference,
                    gboolean    takes)
{
  LnetImportDifference *chosen;

  g_return_if_fail (self->plan != NULL && difference < self->plan->differences->len);

  chosen = self->plan->differences->pdata[difference];
  self->outdated = self->outdated || chosen->takes != takes;
  chosen->takes = takes;
  g_hash_table_insert (self->settings.decisions, g_strdup (chosen->key), GINT_TO_POINTER (takes));
}

/* Additions */

guint
lnet_import_get_n_additions (LnetImport *self)
{
  return self->plan != NULL ? self->plan->additions->len : 0;
}

const LnetImportAddition *
lnet_import_get_addition (LnetImport *self,
                          guint       position)
{
  g_return_val_if_fail (self->plan != NULL && position < self->plan->additions->len, NULL);
  return self->plan->additions->pdata[position];
}

void
lnet_import_set_same (LnetImport *self,
                      guint       addition,
                      const char *same)
{
  LnetImportAddition *chosen;

  g_return_if_fail (self->plan != NULL && addition < self->plan->additions->len);

  chosen = self->plan->additions->pdata[addition];
  self->outdated = g_set_str (&chosen->same, same) || self->outdated;
  if (same != NULL)
    g_hash_table_insert (self->settings.same, g_strdup (chosen->key), g_strdup (same));
  else
    g_hash_table_remove (self->settings.same, chosen->key);
}

GPtrArray *
lnet_import_get_targets (LnetImport      *self,
                         LnetImportField  field)
{
  g_return_val_if_fail (self->plan != NULL, NULL);
  return field == LNET_IMPORT_ROLE ? self->plan->roles : self->plan->organizations;
}

const char *
lnet_import_get_target_label (LnetImport      *self,
                              LnetImportField  field,
                              const char      *key)
{
  GHashTable *targets;
  const LnetImportTarget *target;

  g_return_val_if_fail (self->plan != NULL, NULL);

  targets = field == LNET_IMPORT_ROLE ? self->plan->roles_by_key : self->plan->organizations_by_key;
  target = key != NULL ? g_hash_table_lookup (targets, key) : NULL;
  return target != NULL ? target->label : NULL;
}

gboolean
lnet_import_is_outdated (LnetImport *self)
{
  return self->outdated;
}
