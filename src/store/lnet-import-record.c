/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-contact.h"
#include "lnet-date-parse.h"
#include "lnet-name-guess.h"
#include "lnet-name.h"

/* From a row's cells to what they say. Pure; any thread. */

#define MAX_QUOTED 40 /* characters of a cell that a note repeats */
#define MAX_PARTS 100 /* values that one cell may hold */

static void
record_role_free (gpointer data)
{
  LnetRecordRole *role = data;

  g_free (role->role);
  g_free (role->organization);
  g_free (role->said_role);
  g_free (role->said_organization);
  for (guint i = 0; i < LNET_PLACE_N; i++)
    g_free (role->values[i]);
  g_free (role->starts);
  g_free (role->ends);
  g_free (role);
}

void
lnet_import_record_free (LnetImportRecord *self)
{
  lnet_person_free (self->said);
  g_ptr_array_unref (self->roles);
  g_free (self->full_name);
  g_free (self->preferred_contact);
  g_free (self->text_opt_in);
  g_free (self->text_date);
  g_free (self->text_source);
  g_free (self->text_wording);
  g_string_free (self->notes, TRUE);
  g_free (self);
}

void
lnet_import_say (GString    *notes,
                 const char *format,
                 ...)
{
  va_list args;

  if (notes->len > 0)
    g_string_append_c (notes, ' ');
  va_start (args, format);
  g_string_append_vprintf (notes, format, args);
  va_end (args);
}

static void
say_left_out (LnetImportRecord *self,
              const char       *heading,
              const char       *text)
{
  g_autofree char *tidy = lnet_import_tidy_line (text);
  g_autofree char *quoted =
      tidy != NULL ? g_utf8_substring (tidy, 0, MIN (g_utf8_strlen (tidy, -1), MAX_QUOTED)) : NULL;

  if (tidy != NULL && strlen (tidy) > LNET_IMPORT_MAX_LINE)
    /* Translators: a column's heading, and the beginning of what stood in a cell of it */
    lnet_import_say (self->notes, _("%s: “%s…” is too long for one line and was left out."), heading, quoted);
  else
    /* Translators: a column's heading, and what stood in a cell of it */
    lnet_import_say (self->notes, _("%s: “%s” was not understood and left out."), heading, quoted ? quoted : "");
}

/* Says so if it is. */
static gboolean
is_too_long (LnetImportRecord *self,
             const char       *heading,
             const char       *text)
{
  if (text == NULL || strlen (text) <= LNET_IMPORT_MAX_LINE)
    return FALSE;
  say_left_out (self, heading, text);
  return TRUE;
}

/* @rest: what stands behind the values that one cell may hold, or NULL. */
static void
say_rest (LnetImportRecord *self,
          const char       *heading,
          const char       *rest)
{
  if (rest != NULL && rest[0] != '\0')
    /* Translators: %s is a column's heading */
    lnet_import_say (self->notes, _("%s: only the first %d values were taken; the others were left out."), heading,
                     MAX_PARTS);
}

/* Cells with several values: "ana@a.org; ana@b.org". */

typedef void (*PartFunc) (LnetImportRecord *self, const char *part, const char *heading, gpointer data);

static void
for_each_part (LnetImportRecord *self,
               const char       *text,
               const char       *separators,
               const char       *heading,
               PartFunc          each,
               gpointer          data)
{
  g_auto (GStrv) parts = g_strsplit_set (text, separators, MAX_PARTS + 1);
  guint i;

  for (i = 0; i < MAX_PARTS && parts[i] != NULL; i++)
    {
      g_autofree char *part = lnet_import_tidy_line (parts[i]);

      if (part != NULL && !is_too_long (self, heading, part))
        each (self, part, heading, data);
    }
  say_rest (self, heading, parts[i]);
}

static LnetPersonChannel *
find_channel (LnetPerson *person,
              const char *kind,
              const char *key)
{
  for (guint i = 0; i < person->channels->len; i++)
    {
      LnetPersonChannel *channel = person->channels->pdata[i];

      if (g_str_equal (channel->kind, kind) && g_str_equal (channel->key, key))
        return channel;
    }
  return NULL;
}

static void
add_channel (LnetImportRecord *self,
             const char       *kind,
             const char       *label,
             const char       *value)
{
  g_autofree char *key = lnet_channel_key (kind, value);
  LnetPersonChannel *channel = find_channel (self->said, kind, key);

  if (channel == NULL)
    lnet_person_add_channel (self->said, NULL, kind, label, value, key, FALSE);
  else if (channel->label == NULL)
    channel->label = g_strdup (label);
}

static void
read_email (LnetImportRecord *self,
            const char       *part,
            const char       *heading,
            gpointer          label)
{
  g_autofree char *email = lnet_email_tidy (part);

  if (email != NULL)
    add_channel (self, "email", label, email);
  else
    say_left_out (self, heading, part);
}

static void
read_phone (LnetImportRecord *self,
            const char       *part,
            const char       *heading,
            gpointer          label)
{
  g_autofree char *phone = lnet_phone_tidy (part);

  if (phone != NULL)
    add_channel (self, "phone", label, phone);
  else
    say_left_out (self, heading, part);
}

/* One number may have signs in it that part numbers elsewhere ("307/555-0101"): whole first. */
static void
read_phones (LnetImportRecord *self,
             const char       *text,
             const char       *heading,
             const char       *label)
{
  g_autofree char *whole = lnet_phone_normalize (text);
  g_autofree char *tidy = lnet_import_tidy_line (text);

  if (tidy == NULL)
    return;
  if (whole != NULL && strpbrk (text, ";\n") == NULL)
    read_phone (self, tidy, heading, (gpointer) label);
  else
    for_each_part (self, text, ";/,\n", heading, read_phone, (gpointer) label);
}

static const char *
find_label (const char *text)
{
  static const char *const labels[][2] = {
    { "mobile", "mobile" }, { "cell", "mobile" },   { "cell phone", "mobile" }, { "celular", "mobile" },
    { "movil", "mobile" },  { "work", "work" },     { "office", "work" },       { "business", "work" },
    { "trabajo", "work" },  { "oficina", "work" },  { "home", "home" },         { "casa", "home" },
    { "personal", "home" },
  };
  g_autofree char *folded = lnet_name_fold (text);

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (labels[i][0], folded))
      return labels[i][1];
  return NULL;
}

/* Roles: "Coach; Trainer", or "Coach / Trainer" when that as a whole is no role but its parts are. */
static char **
split_roles (const char *text)
{
  g_auto (GStrv) parts = NULL;

  if (lnet_reference_find (LNET_REFERENCE_ROLE, text) != NULL)
    return g_strsplit (text, "\001", 1);
  if (strpbrk (text, ";|\n") != NULL)
    return g_strsplit_set (text, ";|\n", MAX_PARTS + 1);
  parts = g_strsplit_set (text, ",/&+", MAX_PARTS + 1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (lnet_reference_find (LNET_REFERENCE_ROLE, g_strstrip (parts[i])) == NULL)
      return g_strsplit (text, "\001", 1);
  return g_steal_pointer (&parts);
}

static char *
read_role_word (const char *text,
                gboolean   *is_own)
{
  g_autofree char *tidy = lnet_import_tidy_line (text);
  const char *key = tidy != NULL ? lnet_reference_find (LNET_REFERENCE_ROLE, tidy) : NULL;

  *is_own = tidy != NULL && key == NULL;
  return key != NULL ? g_strdup (key) : g_steal_pointer (&tidy);
}

/* Reading columns */

typedef struct
{
  const LnetImportColumns *columns;
  const LnetCsvRow *row;
  gboolean day_first;
} Source;

/* The cell of the @nth column (from 0) that holds @field; NULL when there is none. */
static const char *
get_cell (const Source    *source,
          LnetImportField  field,
          guint            nth,
          const char     **heading)
{
  for (guint i = 0; i < source->columns->n_columns; i++)
    if (source->columns->fields[i] == field && nth-- == 0)
      {
        if (heading != NULL)
          *heading = source->columns->headings[i];
        return i < source->row->n_cells ? source->row->cells[i] : "";
      }
  return NULL;
}

static gboolean
is_phone (LnetImportField field)
{
  return field >= LNET_IMPORT_PHONE && field <= LNET_IMPORT_PHONE_HOME;
}

static const char *
get_phone_label (const Source    *source,
                 LnetImportField  field,
                 guint            nth)
{
  const char *kind = get_cell (source, LNET_IMPORT_PHONE_KIND, nth, NULL);
  const char *label = kind != NULL ? find_label (kind) : NULL;

  if (label != NULL)
    return label;
  if (field == LNET_IMPORT_PHONE_MOBILE)
    return "mobile";
  if (field == LNET_IMPORT_PHONE_WORK)
    return "work";
  return field == LNET_IMPORT_PHONE_HOME ? "home" : NULL;
}

static void
read_channels (LnetImportRecord *self,
               const Source     *source)
{
  guint n_phones = 0, n_emails = 0;

  for (guint i = 0; i < MIN (source->columns->n_columns, source->row->n_cells); i++)
    {
      LnetImportField field = source->columns->fields[i];
      const char *heading = source->columns->headings[i];

      if (field == LNET_IMPORT_EMAIL)
        {
          const char *kind = get_cell (source, LNET_IMPORT_EMAIL_KIND, n_emails++, NULL);

          for_each_part (self, source->row->cells[i], ";,\n", heading, read_email,
                         (gpointer) (kind != NULL ? find_label (kind) : NULL));
        }
      else if (is_phone (field))
        {
          read_phones (self, source->row->cells[i], heading, get_phone_label (source, field, n_phones++));
        }
    }
}

static char *
read_field (LnetImportRecord   *self,
            const Source       *source,
            const LnetCellInfo *info,
            LnetImportField     field,
            guint               nth)
{
  const char *heading = NULL;
  const char *text = get_cell (source, field, nth, &heading);
  gboolean is_problem = FALSE;
  char *value;

  if (text == NULL)
    return NULL;
  value = lnet_import_read_cell (info, text, source->day_first, &is_problem);
  if (is_problem)
    say_left_out (self, heading, text);
  return value;
}

static void
read_cells (LnetImportRecord *self,
            const Source     *source)
{
  for (guint i = LNET_IMPORT_FIRST; i < LNET_IMPORT_N_CELLS; i++)
    self->said->values[i] = read_field (self, source, &lnet_import_cells[i], i, 0);
}

static void
read_names (LnetImportRecord *self,
            const Source     *source)
{
  const char *heading = NULL;
  const char *text = get_cell (source, LNET_IMPORT_FULL_NAME, 0, &heading);
  g_autofree char *full = lnet_import_tidy_line (text);
  char **first = &self->said->values[LNET_IMPORT_FIRST];
  char **last = &self->said->values[LNET_IMPORT_LAST];

  if (full == NULL || *first != NULL || *last != NULL || is_too_long (self, heading, full))
    return;
  lnet_name_split (full, first, last);
  if ((*first)[0] == '\0')
    g_clear_pointer (first, g_free);
  if ((*last)[0] == '\0')
    g_clear_pointer (last, g_free);
  self->full_name = g_steal_pointer (&full);
}

static void
add_language (LnetImportRecord *self,
              const char       *part,
              const char       *heading,
              gpointer          data)
{
  const char *key = lnet_reference_find (LNET_REFERENCE_LANGUAGE, part);
  const char *language = key != NULL ? key : part;

  /* "Chinese, Mandarin" is one language; "English, Spanish" are two. */
  if (key == NULL && strpbrk (part, ",/&") != NULL)
    for_each_part (self, part, ",/&", heading, add_language, data);
  else if (!g_ptr_array_find_with_equal_func (self->said->languages, language, g_str_equal, NULL))
    g_ptr_array_add (self->said->languages, g_strdup (language));
}

/* "English, Spanish" under the preferred language: the first is it, the others are others. */
static void
read_languages (LnetImportRecord *self,
                const Source     *source)
{
  const char *heading = NULL;
  const char *text = get_cell (source, LNET_IMPORT_LANGUAGE, 0, &heading);
  char **language = &self->said->values[LNET_IMPORT_LANGUAGE];

  if (*language != NULL && lnet_reference_find (LNET_REFERENCE_LANGUAGE, *language) == NULL &&
      strpbrk (text, ",;/&") != NULL)
    {
      for_each_part (self, text, ";\n", heading, add_language, NULL);
      g_free (*language);
      *language = self->said->languages->len > 0 ? g_ptr_array_steal_index (self->said->languages, 0) : NULL;
    }
  for (guint nth = 0; (text = get_cell (source, LNET_IMPORT_OTHER_LANGUAGES, nth, &heading)) != NULL; nth++)
    for_each_part (self, text, ";\n", heading, add_language, NULL);
}

/* Roles */

/* The organization's column that goes with the nth role: its own, or the only one. */
static guint
get_place_column (const Source    *source,
                  LnetImportField  field,
                  guint            nth)
{
  return nth > 0 && get_cell (source, field, 1, NULL) == NULL ? 0 : nth;
}

static void
add_role (LnetImportRecord *self,
          const Source     *source,
          guint             nth,
          const char       *word)
{
  static const LnetImportField place_fields[LNET_PLACE_N] = {
    LNET_IMPORT_SETTING,         LNET_IMPORT_ORGANIZATION_ADDRESS, LNET_IMPORT_ORGANIZATION_TOWN,
    LNET_IMPORT_ORGANIZATION_REGION, LNET_IMPORT_QUALITY_LEVEL,    LNET_IMPORT_QUALITY_SINCE,
  };
  static const LnetCellInfo text = { LNET_FIELD_NONE, LNET_CELL_TEXT };
  static const LnetCellInfo date = { LNET_FIELD_NONE, LNET_CELL_DATE };
  LnetRecordRole *role = g_new0 (LnetRecordRole, 1);
  guint place = get_place_column (source, LNET_IMPORT_ORGANIZATION, nth);

  role->role = read_role_word (word, &role->is_own);
  role->organization = read_field (self, source, &text, LNET_IMPORT_ORGANIZATION, place);
  for (guint i = 0; role->organization != NULL && i < LNET_PLACE_N; i++)
    role->values[i] = read_field (self, source, &lnet_place_cells[i], place_fields[i], place);
  if (role->role == NULL && role->organization == NULL)
    {
      record_role_free (role);
      return;
    }
  role->starts = read_field (self, source, &date, LNET_IMPORT_ROLE_STARTS, nth);
  role->ends = read_field (self, source, &date, LNET_IMPORT_ROLE_ENDS, nth);
  g_ptr_array_add (self->roles, role);
}

static void
read_roles (LnetImportRecord *self,
            const Source     *source)
{
  for (guint nth = 0;; nth++)
    {
      const char *heading = NULL;
      const char *cell = get_cell (source, LNET_IMPORT_ROLE, nth, &heading);
      g_autofree char *tidy = lnet_import_tidy_long (cell);
      g_auto (GStrv) words = NULL;
      guint i;

      if (cell == NULL && get_cell (source, LNET_IMPORT_ORGANIZATION, nth, NULL) == NULL)
        return;
      words = split_roles (tidy != NULL ? tidy : "");
      if (words[0] == NULL && (cell == NULL || get_place_column (source, LNET_IMPORT_ORGANIZATION, nth) == nth))
        add_role (self, source, nth, "");
      for (i = 0; i < MAX_PARTS && words[i] != NULL; i++)
        if (!is_too_long (self, heading, words[i]))
          add_role (self, source, nth, words[i]);
      say_rest (self, heading, words[i]);
    }
}

/* Text messages. "Yes" may stand as a date, which is then the day. */
static void
read_consent (LnetImportRecord *self,
              const Source     *source)
{
  static const LnetCellInfo text = { LNET_FIELD_NONE, LNET_CELL_TEXT };
  static const LnetCellInfo long_text = { LNET_FIELD_NONE, LNET_CELL_LONG };
  static const LnetCellInfo date = { LNET_FIELD_NONE, LNET_CELL_DATE };
  static const LnetCellInfo yes_no = { LNET_FIELD_NONE, LNET_CELL_YES_NO };
  const char *answer = get_cell (source, LNET_IMPORT_TEXT_OPT_IN, 0, NULL);

  self->text_date = read_field (self, source, &date, LNET_IMPORT_TEXT_DATE, 0);
  self->text_source = read_field (self, source, &text, LNET_IMPORT_TEXT_SOURCE, 0);
  self->text_wording = read_field (self, source, &long_text, LNET_IMPORT_TEXT_WORDING, 0);
  if (answer != NULL && self->text_date == NULL)
    self->text_date = lnet_date_parse (answer, source->day_first);
  if (answer == NULL || self->text_date == NULL || !g_ascii_isdigit (answer[strspn (answer, " ")]))
    self->text_opt_in = read_field (self, source, &yes_no, LNET_IMPORT_TEXT_OPT_IN, 0);
  if (self->text_opt_in == NULL && self->text_date != NULL)
    self->text_opt_in = g_strdup ("1");
}

static void
say_what_is_odd (LnetImportRecord *self,
                 const Source     *source)
{
  guint n = 0;

  for (guint i = source->columns->n_columns; i < source->row->n_cells; i++)
    n += source->row->cells[i][strspn (source->row->cells[i], " ")] != '\0';
  if (n > 0)
    lnet_import_say (self->notes, ngettext ("%u cell behind the last heading was left out.",
                                            "%u cells behind the last heading were left out.", n), n);
  if (source->row->stray_quote)
    lnet_import_say (self->notes, "%s", _("A quotation mark is opened on this line and never closed; please look "
                                          "whether the columns are right."));
}

LnetImportRecord *
lnet_import_record_read (const LnetImportColumns *columns,
                         const LnetCsvRow        *row,
                         gboolean                 day_first)
{
  Source source = { columns, row, day_first };
  LnetImportRecord *self = g_new0 (LnetImportRecord, 1);
  const char *id = get_cell (&source, LNET_IMPORT_MEMBER_ID, 0, NULL);
  g_autofree char *tidy_id = lnet_import_tidy_line (id);

  self->line = row->line;
  self->said = lnet_person_new ();
  self->roles = g_ptr_array_new_with_free_func (record_role_free);
  self->notes = g_string_new (NULL);
  lnet_id_from_string (tidy_id, &self->member_id);
  read_cells (self, &source);
  read_names (self, &source);
  read_channels (self, &source);
  read_languages (self, &source);
  read_roles (self, &source);
  read_consent (self, &source);
  self->preferred_contact = lnet_import_tidy_line (get_cell (&source, LNET_IMPORT_PREFERRED_CONTACT, 0, NULL));
  say_what_is_odd (self, &source);
  return self;
}

static const char *
find_same (const LnetImportSettings *settings,
           LnetImportField           field,
           const char               *said)
{
  g_autofree char *key = said != NULL ? lnet_import_addition_key (field, said) : NULL;

  return key != NULL ? g_hash_table_lookup (settings->same, key) : NULL;
}

void
lnet_import_record_rename (LnetImportRecord         *self,
                           const LnetImportSettings *settings,
                           GHashTable               *places)
{
  for (guint i = 0; g_hash_table_size (settings->same) > 0 && i < self->roles->len; i++)
    {
      LnetRecordRole *role = self->roles->pdata[i];
      const char *same_role = find_same (settings, LNET_IMPORT_ROLE, role->role);
      const char *same_place = find_same (settings, LNET_IMPORT_ORGANIZATION, role->organization);
      LnetId id;

      if (same_role != NULL)
        {
          role->said_role = role->role;
          role->role = g_strdup (same_role);
          role->is_own = lnet_reference_find (LNET_REFERENCE_ROLE, same_role) == NULL;
        }
      if (same_place != NULL && lnet_id_from_string (same_place, &id))
        role->place = g_hash_table_lookup (places, &id);
      if (role->place != NULL)
        {
          role->said_organization = role->organization;
          role->organization = g_strdup (role->place->name);
        }
    }
}

gboolean
lnet_import_record_has_name (const LnetImportRecord *self)
{
  return self->said->values[LNET_IMPORT_FIRST] != NULL || self->said->values[LNET_IMPORT_LAST] != NULL ||
         self->said->values[LNET_IMPORT_PREFERRED] != NULL;
}
