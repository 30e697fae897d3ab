/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-import-private.h"

G_BEGIN_DECLS

/* Between the index of people and the search in it only. */

/* A key of somebody. */
typedef struct
{
  guint person; /* in people */
  guint next;   /* the next entry of the same hash, or G_MAXUINT */
} LnetImportEntry;

struct _LnetImportPeople
{
  LnetReader *reader;
  guint rules; /* bits of 1 << LnetImportRule */
  GHashTable *places;
  GArray *ids;         /* LnetId, by person */
  GPtrArray *people;   /* LnetPerson, NULL while not read */
  GHashTable *by_id;   /* LnetId → person + 1 */
  GHashTable *by_hash; /* hash → index of its first entry + 1 */
  GArray *entries;
};

gpointer lnet_import_hash_key (LnetImportField field, const char *key);
/* First and last name, folded. */
char *lnet_import_full_name_key (const char *first, const char *last);
/* Reads the person if nobody has yet. */
LnetPerson *lnet_import_people_get (LnetImportPeople *self, guint i, GError **error);

G_END_DECLS
