/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-import-field.h"
#include "lnet-reader.h"
#include "lnet-reference.h"
#include "lnet-schema.h"

G_BEGIN_DECLS

/*
 * A member as a row of a roster sees them: everything that import compares and export writes, in one piece. Between
 * import, export and their queries only.
 */

/* How a single cell is read and compared. */
typedef enum
{
  LNET_CELL_TEXT,   /* as it is */
  LNET_CELL_NAME,   /* equal when folded; the fuller way of writing stays */
  LNET_CELL_LONG,   /* several lines */
  LNET_CELL_CODE,   /* without regard to case */
  LNET_CELL_TERM,   /* a key of reference data */
  LNET_CELL_CHOICE, /* rurality */
  LNET_CELL_DATE,
  LNET_CELL_YES_NO,
  LNET_CELL_EMAIL,
} LnetCellKind;

typedef struct
{
  LnetField field;
  LnetCellKind kind;
  LnetReferenceKind reference; /* of LNET_CELL_TERM */
} LnetCellInfo;

/* By LnetImportField, up to LNET_IMPORT_N_CELLS. */
extern const LnetCellInfo lnet_import_cells[LNET_IMPORT_N_CELLS];

typedef enum
{
  LNET_PLACE_SETTING,
  LNET_PLACE_ADDRESS,
  LNET_PLACE_TOWN,
  LNET_PLACE_REGION,
  LNET_PLACE_QUALITY_LEVEL,
  LNET_PLACE_QUALITY_SINCE,
  LNET_PLACE_N,
} LnetPlaceCell;

extern const LnetCellInfo lnet_place_cells[LNET_PLACE_N];

/* An organization. */
typedef struct
{
  LnetId id;
  char *name;
  char *folded;
  char *values[LNET_PLACE_N];
  gboolean known;           /* in the file already, not new */
  guint told[LNET_PLACE_N]; /* the line of the file that said it, or 0 */
  gpointer addition;        /* what is counted of it when it is new; not its own */
} LnetPlace;

typedef struct
{
  LnetId id;
  char *kind; /* email, phone */
  char *label;
  char *value;
  char *key; /* what has to be equal */
  gboolean preferred;
  guint told;
} LnetPersonChannel;

typedef struct
{
  LnetId id;
  char *role;
  LnetPlace *place; /* (unowned) (nullable) */
  char *starts;
  char *ends;
  guint told;
  gboolean taken; /* by a role of the row that is being read */
} LnetPersonRole;

typedef struct
{
  gboolean given;
  char *on_date;
  char *source;
  char *wording;
} LnetPersonConsent;

typedef struct
{
  LnetId id;
  LnetId staff; /* null when there is no row yet */
  gboolean known; /* in the file already, not new */
  gboolean has_portrait;
  char *values[LNET_IMPORT_N_CELLS];
  GPtrArray *channels;     /* LnetPersonChannel */
  GPtrArray *roles;        /* LnetPersonRole */
  GPtrArray *languages;    /* char * */
  GPtrArray *consents;     /* LnetPersonConsent, the newest last */

  /* What rows of the file have said so far. */
  guint first_line;
  guint told[LNET_IMPORT_N_CELLS];
  GHashTable *told_words; /* languages and consents */
  LnetId claimed_id;      /* the member ID that a row gave */
} LnetPerson;

void lnet_place_free (LnetPlace *self);
LnetPlace *lnet_place_new (const LnetId *id, const char *name);

LnetPerson *lnet_person_new (void);
void lnet_person_free (LnetPerson *self);
/* @key: (nullable): lnet_channel_key() of them, where it is known already */
LnetPersonChannel *lnet_person_add_channel (LnetPerson *self, const LnetId *id, const char *kind, const char *label,
                                            const char *value, const char *key, gboolean preferred);
LnetPersonRole *lnet_person_add_role (LnetPerson *self, const LnetId *id, const char *role, LnetPlace *place,
                                      const char *starts, const char *ends);
LnetPersonConsent *lnet_person_add_consent (LnetPerson *self, gboolean given, const char *on_date, const char *source,
                                            const char *wording);

/* "Ana Begay"; "" when nothing is known. */
char *lnet_person_dup_name (const LnetPerson *self);

/* What has to be equal for two channels to be the same; falls back on the text itself. */
char *lnet_channel_key (const char *kind, const char *value);

/* All organizations: id → LnetPlace. */
GHashTable *lnet_places_load (LnetReader *reader, GError **error);

/* Returns: (transfer full) (nullable): NULL when the file has no such member, or it is in the Trash */
LnetPerson *lnet_person_load (LnetReader *reader, const LnetId *id, GHashTable *places, GError **error);

/* Calls @each with what members are known by, for all members: their names, registry IDs and channels. */
typedef void (*LnetPersonKeyFunc) (const LnetId *member, LnetImportField field, const char *value,
                                   const char *second, gpointer data);
gboolean lnet_persons_walk_keys (LnetReader *reader, LnetPersonKeyFunc each, gpointer data, GError **error);

/* The network's own words of @kind ("role"): label, folded → label. */
GHashTable *lnet_terms_load (LnetReader *reader, const char *kind, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetPerson, lnet_person_free)

G_END_DECLS
