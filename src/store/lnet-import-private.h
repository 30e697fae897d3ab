/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-csv-reader.h"
#include "lnet-import.h"
#include "lnet-person-private.h"
#include "lnet-transaction.h"

G_BEGIN_DECLS

/* A role as a row says it, with what it says of the organization. */
typedef struct
{
  char *role;
  gboolean is_own; /* the role is none of the field's, but the network's or the file's own word */
  char *organization;
  LnetPlace *place;           /* (unowned) (nullable): what somebody said the organization is */
  char *said_role;            /* (nullable): what stood there, when somebody said what it is */
  char *said_organization;    /* the same of the organization */
  char *values[LNET_PLACE_N];
  char *starts;
  char *ends;
} LnetRecordRole;

/**
 * LnetImportRecord:
 *
 * What one row says, tidied: nothing of it is "" or a placeholder such as "n/a". Its person holds cells, channels and
 * languages.
 */
typedef struct
{
  guint line;
  LnetPerson *said;
  GPtrArray *roles; /* LnetRecordRole */
  char *full_name;  /* when the names come from one column */
  LnetId member_id;
  char *preferred_contact;
  char *text_opt_in; /* "1", "0" or NULL */
  char *text_date;
  char *text_source;
  char *text_wording;
  GString *notes; /* what could not be taken as it was */
} LnetImportRecord;

/* Which column holds what; columns beyond the headings are left out. */
typedef struct
{
  guint n_columns;
  const LnetImportField *fields;
  const char *const *headings;
} LnetImportColumns;

LnetImportRecord *lnet_import_record_read (const LnetImportColumns *columns, const LnetCsvRow *row, gboolean day_first);
void lnet_import_record_free (LnetImportRecord *self);
gboolean lnet_import_record_has_name (const LnetImportRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetImportRecord, lnet_import_record_free)

/* The portraits that come with the rows. */
typedef struct _LnetImportPictures LnetImportPictures;

/* What a person chose. */
typedef struct
{
  guint rules;
  LnetImportConflict on_conflict;
  GHashTable *decisions; /* key of a difference → FALSE or TRUE, takes */
  GHashTable *same;      /* key of an addition → a target's key */
  LnetImportPictures *pictures; /* those of the import */
} LnetImportSettings;

/* Lets the organizations and roles of @record be what somebody said they are. */
void lnet_import_record_rename (LnetImportRecord *record, const LnetImportSettings *settings, GHashTable *places);

/* Adds a sentence to what is said of a row. */
void lnet_import_say (GString *notes, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Tidying and comparing cells. */
#define LNET_IMPORT_MAX_LINE 2000 /* bytes of what is no long text: no name or address has as many */
char *lnet_import_tidy_line (const char *text);  /* (nullable) */
char *lnet_import_tidy_long (const char *text);  /* (nullable) */
/* NULL with *is_problem when it is none of what the cell can hold, or too long. */
char *lnet_import_read_cell (const LnetCellInfo *info, const char *text, gboolean day_first, gboolean *is_problem);
gboolean lnet_import_cell_equal (const LnetCellInfo *info, const char *a, const char *b);
/* Whether @from_file is to take the place of @stored. */
gboolean lnet_import_cell_differs (const LnetCellInfo *info, const char *stored, const char *from_file);

/* Who is there. */
typedef struct _LnetImportPeople LnetImportPeople;

LnetImportPeople *lnet_import_people_load (LnetReader *reader, guint rules, GError **error);
void lnet_import_people_free (LnetImportPeople *self);
GHashTable *lnet_import_people_get_places (LnetImportPeople *self);

/* After a row has said something new of @person. */
void lnet_import_people_add_keys (LnetImportPeople *self, LnetPerson *person);
/* As if no row had been read yet; what the rows changed stays. */
void lnet_import_people_forget_file (LnetImportPeople *self);
/* Takes @person over. */
void lnet_import_people_add (LnetImportPeople *self, LnetPerson *person);

typedef enum
{
  LNET_IMPORT_FOUND,
  LNET_IMPORT_NOBODY,
  LNET_IMPORT_DOUBT, /* the reason is said in @reason */
  LNET_IMPORT_FAILED,
} LnetImportMatch;

LnetImportMatch lnet_import_people_match (LnetImportPeople *self, LnetImportRecord *record, LnetPerson **person,
                                          LnetImportRule *rule, char **reason, GError **error);

/* What a row does. */
typedef struct
{
  LnetTransaction *transaction;
  GHashTable *places;       /* id → LnetPlace; owns them */
  GHashTable *named_places; /* folded → GPtrArray of LnetPlace */
  GHashTable *role_terms;   /* folded → label */
  GHashTable *setting_terms;
  char *source; /* where a consent came from when the file does not say */
  char *today;

  const LnetImportSettings *settings;
  guint pass;
  guint row; /* position of the row that is being read */
  GPtrArray *differences; /* LnetImportDifference */
  GPtrArray *additions;   /* LnetImportAddition */
  GHashTable *noted;      /* key → one of either; not theirs */
  GHashTable *added_in;   /* an addition → the row that was counted last, + 1 */
} LnetImportContext;

typedef struct
{
  guint n_changes; /* of what is kept */
  guint n_news;    /* things no earlier row of the file had said */
  GString *changes;
} LnetImportOutcome;

/* Differences. What is given is as people read it. */
#define LNET_IMPORT_KEPT G_MAXUINT /* instead of a line: what is here was kept */
void lnet_import_say_difference (GString *notes, LnetImportField field, const char *subject, const char *here,
                                 const char *file);
gboolean lnet_import_takes (LnetImportContext *context, LnetImportRecord *record, LnetImportField field,
                            const char *subject, const char *here, const char *file);
gboolean lnet_import_cell_conflicts (const LnetPerson *person, LnetImportField field, const char *value);
gboolean lnet_import_place_conflicts (const LnetPlace *place, LnetPlaceCell cell, const char *value);
gboolean lnet_import_date_conflicts (const LnetPerson *person, const LnetPersonRole *role, const char *stored,
                                     const char *value);
/* What the row says otherwise than what is here, in sentences; "" for nothing. Returns: (transfer full) */
char *lnet_import_describe_differences (LnetImportContext *context, LnetPerson *person, LnetImportRecord *record);
/* folded name → GPtrArray of LnetPlace, none of them its own. */
GHashTable *lnet_import_name_places (GHashTable *places);
LnetImportField lnet_import_place_field (LnetPlaceCell cell);
/* As people read it. */
const char *lnet_import_show (const LnetCellInfo *info, const char *value);
gboolean lnet_import_says_less (LnetImportField field, const char *stored, const char *value);
gboolean lnet_import_full_name_is_known (const LnetPerson *person, const char *full_name);
/* What a row's role is among those of the person, and its organization among those that are there. */
LnetPlace *lnet_import_find_place (LnetImportContext *context, LnetPerson *person, LnetRecordRole *said);
LnetPersonRole *lnet_import_find_role (LnetPerson *person, const LnetRecordRole *said, const LnetPlace *place);

/* Additions. */
LnetImportAddition *lnet_import_note_addition (LnetImportContext *context, LnetImportField field, const char *name);
/* Counts the row for it, once. */
void lnet_import_count_addition (LnetImportContext *context, LnetImportAddition *addition);
gboolean lnet_import_is_addition (LnetImportContext *context, LnetImportField field, const char *name);
char *lnet_import_addition_key (LnetImportField field, const char *name);

void lnet_import_apply (LnetImportContext *context, LnetPerson *person, LnetImportRecord *record,
                        LnetImportOutcome *outcome);
void lnet_import_apply_picture (LnetImportContext *context, LnetPerson *person, LnetImportRecord *record,
                                LnetImportOutcome *outcome);
void lnet_import_apply_roles (LnetImportContext *context, LnetPerson *person, LnetImportRecord *record,
                              LnetImportOutcome *outcome);

G_END_DECLS
