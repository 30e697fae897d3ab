/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-schema.h"

#include <string.h>

/* All fields in one array, in the order of lnet-schema.def: a table's own stand together. */
static const LnetFieldInfo all_fields[] = {
#define LNET_TABLE(number, NAME, name, kind, since)
#define LNET_FIELD(table, number, NAME, name, type, kind, since) \
  { LNET_##table##_##NAME, #name, LNET_TYPE_##type, LNET_FIELD_KIND_##kind, since },
#include "lnet-schema.def"
#undef LNET_TABLE
#undef LNET_FIELD
};

static LnetTableInfo tables[LNET_TABLE_LAST] = {
#define LNET_TABLE(number, NAME, name, kind, since) \
  [number] = { LNET_TABLE_##NAME, #name, LNET_TABLE_KIND_##kind, since, NULL, 0 },
#define LNET_FIELD(table, number, NAME, name, type, kind, since)
#include "lnet-schema.def"
#undef LNET_TABLE
#undef LNET_FIELD
};

static void
find_fields (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (all_fields); i++)
    {
      LnetTableInfo *info = &tables[LNET_FIELD_TABLE (all_fields[i].field)];

      if (info->n_fields == 0)
        info->fields = &all_fields[i];
      /* A table's fields stand together, in the order of their numbers. */
      g_assert (&all_fields[i] == info->fields + info->n_fields);
      info->n_fields++;
      g_assert (LNET_FIELD_NUMBER (all_fields[i].field) == info->n_fields);
    }
}

const LnetTableInfo *
lnet_schema_get_table (guint table)
{
  static gsize initialized;

  if (g_once_init_enter (&initialized))
    {
      find_fields ();
      g_once_init_leave (&initialized, 1);
    }

  if (table >= LNET_TABLE_LAST || tables[table].name == NULL)
    return NULL;
  return &tables[table];
}

const LnetFieldInfo *
lnet_schema_get_field (guint field)
{
  const LnetTableInfo *info = lnet_schema_get_table (LNET_FIELD_TABLE (field));
  guint number = LNET_FIELD_NUMBER (field);

  if (info == NULL || number == 0 || number > info->n_fields)
    return NULL;
  return &info->fields[number - 1];
}

guint
lnet_schema_get_order (guint table)
{
  const LnetTableInfo *info = lnet_schema_get_table (table);

  for (guint i = 0; info != NULL && i < info->n_fields; i++)
    if (info->fields[i].kind == LNET_FIELD_KIND_ORDER)
      return i + 1;
  return 0;
}

/* States beyond the first, with how far on each is. */
static const struct
{
  LnetField field;
  const char *value;
  guint rank;
} states[] = {
  { LNET_SESSION_STATUS, "held", 1 },
  { LNET_SESSION_STATUS, "cancelled", 1 },
  { LNET_ENROLMENT_STATUS, "withdrawn", 1 },
  { LNET_ENROLMENT_STATUS, "completed", 2 },
  { LNET_EVIDENCE_DECISION, "revise", 1 },
  { LNET_EVIDENCE_DECISION, "accepted", 2 },
  { LNET_PAIR_STATUS, "closed", 1 },
  { LNET_CONVENING_STATUS, "invited", 1 },
  { LNET_CONVENING_STATUS, "held", 2 },
  { LNET_CONVENING_STATUS, "cancelled", 2 },
  { LNET_CONVENING_STATUS, "shared", 3 },
  { LNET_CONVENING_STATUS, "closed", 4 },
  { LNET_DOCUMENT_PHASE, "drafting", 1 },
  { LNET_DOCUMENT_PHASE, "final", 2 },
  { LNET_ROSTER_DESK_STATE, "admitted", 1 },
  { LNET_ROSTER_DESK_STATE, "removed", 2 },
};

guint
lnet_schema_get_rank (guint       field,
                      const char *value)
{
  for (guint i = 0; value != NULL && i < G_N_ELEMENTS (states); i++)
    if (states[i].field == field && strcmp (states[i].value, value) == 0)
      return states[i].rank;
  return 0;
}
