/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** The file version this program writes: the highest in lnet-schema.def. Older files are migrated, newer refused. */
#define LNET_SCHEMA_VERSION 4

/**
 * LnetTable:
 *
 * The synced tables: %LNET_TABLE_MEMBER, %LNET_TABLE_ROLE, … See lnet-schema.def for all of them.
 */
typedef enum
{
  LNET_TABLE_NONE = 0,
#define LNET_TABLE(number, NAME, name, kind, since) LNET_TABLE_##NAME = number,
#define LNET_FIELD(table, number, NAME, name, type, kind, since)
#include "lnet-schema.def"
#undef LNET_TABLE
#undef LNET_FIELD
  LNET_TABLE_LAST
} LnetTable;

/**
 * LnetField:
 *
 * A column together with its table: %LNET_MEMBER_TOWN, %LNET_ROLE_STARTS, … The table's number stands in the upper
 * bits, the column's in the lower eight.
 */
typedef enum
{
  LNET_FIELD_NONE = 0,
#define LNET_TABLE(number, NAME, name, kind, since)
#define LNET_FIELD(table, number, NAME, name, type, kind, since) \
  LNET_##table##_##NAME = (LNET_TABLE_##table << 8) | number,
#include "lnet-schema.def"
#undef LNET_TABLE
#undef LNET_FIELD
} LnetField;

#define LNET_FIELD_TABLE(field) ((LnetTable) ((guint) (field) >> 8))
#define LNET_FIELD_NUMBER(field) ((guint) (field) & 255)

typedef enum
{
  LNET_TABLE_KIND_ROWS,
  LNET_TABLE_KIND_ENTRIES,
  LNET_TABLE_KIND_SET,
} LnetTableKind;

typedef enum
{
  LNET_TYPE_TEXT,
  LNET_TYPE_INTEGER,
  LNET_TYPE_ID,
} LnetFieldType;

typedef enum
{
  LNET_FIELD_KIND_CELL,
  LNET_FIELD_KIND_PROSE,
  LNET_FIELD_KIND_ORDER,
} LnetFieldKind;

typedef struct
{
  LnetField field;
  const char *name;
  LnetFieldType type;
  LnetFieldKind kind;
  int since;
} LnetFieldInfo;

typedef struct
{
  LnetTable table;
  const char *name;
  LnetTableKind kind;
  int since;
  const LnetFieldInfo *fields; /* by number, from 1: fields[0] is number 1 */
  guint n_fields;
} LnetTableInfo;

/** Returns: (nullable): what the registry says of @table; %NULL for a number this version does not know */
const LnetTableInfo *lnet_schema_get_table (guint table);

/** Returns: (nullable): what the registry says of @field; %NULL for a number this version does not know */
const LnetFieldInfo *lnet_schema_get_field (guint field);

/** Returns: the number of the table's field that says where a row stands among those of its parent; 0 for none */
guint lnet_schema_get_order (guint table);

/**
 * lnet_schema_get_rank:
 * @value: (nullable): text of @field
 *
 * How far on a state is, for fields that go through states (a session is planned, then held or cancelled). Of two
 * written at the same time the one further on is shown. 0 for other fields and for the first state.
 */
guint lnet_schema_get_rank (guint field, const char *value);

G_END_DECLS
