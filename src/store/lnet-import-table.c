/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-import-table.h"

#include <string.h>

#include "lnet-id.h"
#include "lnet-import-field.h"
#include "lnet-name-guess.h"
#include "lnet-name.h"

#define SNIFFED 64
#define MAX_REPEATS 20 /* columns for one kind of thing; what is beyond is left out */

/* What of a card stands in columns of its own, several times when it does so in the card. */
typedef enum
{
  EMAIL,
  PHONE,
  ROLE,
  N_GROUPS,
} Group;

static const LnetImportField person_fields[] = {
  LNET_IMPORT_MEMBER_ID, LNET_IMPORT_FIRST, LNET_IMPORT_LAST, LNET_IMPORT_PREFERRED,
  LNET_IMPORT_PRONOUNS,  LNET_IMPORT_TOWN,  LNET_IMPORT_NOTE,
};
static const struct
{
  LnetImportField fields[4];
  guint n_fields;
} groups[N_GROUPS] = {
  { { LNET_IMPORT_EMAIL, LNET_IMPORT_EMAIL_KIND }, 2 },
  { { LNET_IMPORT_PHONE, LNET_IMPORT_PHONE_KIND }, 2 },
  { { LNET_IMPORT_ROLE, LNET_IMPORT_ORGANIZATION, LNET_IMPORT_ORGANIZATION_ADDRESS, LNET_IMPORT_ORGANIZATION_TOWN },
    4 },
};

struct _LnetImportTable
{
  LnetCsvReader *csv; /* NULL: vCards */

  LnetVcardReader *cards;
  const LnetVcard *card; /* read last */
  guint most[N_GROUPS];
  gboolean headings_read;
  GPtrArray *cells;
  LnetCsvRow row;
};

/* One card */

static gboolean
is_named (const LnetVcardProperty *property,
          const char              *name)
{
  return g_str_equal (property->name, name);
}

static const LnetVcardProperty *
find_nth (const LnetVcard *card,
          const char      *name,
          guint            nth)
{
  for (guint i = 0; i < card->properties->len; i++)
    if (is_named (card->properties->pdata[i], name) && nth-- == 0)
      return card->properties->pdata[i];
  return NULL;
}

static guint
count (const LnetVcard *card,
       const char      *name)
{
  guint n = 0;

  for (guint i = 0; i < card->properties->len; i++)
    n += is_named (card->properties->pdata[i], name);
  return n;
}

/* Returns: (nullable) */
static char *
get_text (const LnetVcard *card,
          const char      *name,
          guint            nth)
{
  const LnetVcardProperty *property = find_nth (card, name, nth);

  return property != NULL ? g_strstrip (lnet_vcard_unescape (property->value)) : NULL;
}

/* A part of what is made of several, such as N. Returns: (nullable) */
static char *
get_part (const LnetVcardProperty *property,
          guint                    nth)
{
  g_auto (GStrv) parts = property != NULL ? lnet_vcard_split (property->value, ';') : NULL;

  return parts != NULL && nth < g_strv_length (parts) ? g_strdup (g_strstrip (parts[nth])) : NULL;
}

static char *
join_words (const char *a,
            const char *b)
{
  return g_strstrip (g_strdup_printf ("%s %s", a != NULL ? a : "", b != NULL ? b : ""));
}

/* A fax is nobody's phone. */
static gboolean
is_phone (const LnetVcardProperty *property)
{
  return is_named (property, "TEL") && !lnet_vcard_property_has_type (property, "fax") &&
         !lnet_vcard_property_has_type (property, "pager") && !lnet_vcard_property_has_type (property, "modem");
}

static const LnetVcardProperty *
find_channel (const LnetVcard *card,
              Group            group,
              guint            nth)
{
  for (guint i = 0; i < card->properties->len; i++)
    {
      const LnetVcardProperty *property = card->properties->pdata[i];

      if ((group == EMAIL ? is_named (property, "EMAIL") : is_phone (property)) && nth-- == 0)
        return property;
    }
  return NULL;
}

static const char *
get_role_name (const LnetVcard *card)
{
  return find_nth (card, "TITLE", 0) != NULL ? "TITLE" : "ROLE";
}

static guint
count_group (const LnetVcard *card,
             Group            group)
{
  guint n = 0;

  if (group == ROLE)
    return MAX (count (card, get_role_name (card)), count (card, "ORG"));
  while (n < MAX_REPEATS && find_channel (card, group, n) != NULL)
    n++;
  return n;
}

/* Of another program's cards the identity says nothing here. */
static char *
get_member_id (const LnetVcard *card)
{
  g_autofree char *text = get_text (card, "UID", 0);
  g_autoptr (GString) id = g_string_new (text);
  LnetId ignored;

  g_string_replace (id, "urn:uuid:", "", 1);
  g_string_replace (id, "-", "", 0);
  return lnet_id_from_string (id->str, &ignored) ? g_strdup (id->str) : NULL;
}

/* A card of a place or of a group names nobody. */
static gboolean
is_of_person (const LnetVcard *card)
{
  g_autofree char *kind = get_text (card, "KIND", 0);
  g_autofree char *shown_as = get_text (card, "X-ABSHOWAS", 0);
  g_autofree char *full = get_text (card, "FN", 0);
  g_autofree char *organization = get_part (find_nth (card, "ORG", 0), 0);

  if (kind != NULL && kind[0] != '\0' && g_ascii_strcasecmp (kind, "individual") != 0)
    return FALSE;
  if (shown_as != NULL && g_ascii_strcasecmp (shown_as, "COMPANY") == 0)
    return FALSE;
  return full == NULL || organization == NULL || !lnet_name_equal (full, organization);
}

static char *
get_name (const LnetVcard *card,
          gboolean         is_first)
{
  const LnetVcardProperty *name = find_nth (card, "N", 0);
  g_autofree char *last = get_part (name, 0);
  g_autofree char *given = get_part (name, 1);
  g_autofree char *middle = get_part (name, 2);
  g_autofree char *suffix = get_part (name, 4);
  g_autofree char *full = get_text (card, "FN", 0);
  char *first;

  if ((last != NULL && last[0] != '\0') || (given != NULL && given[0] != '\0'))
    return is_first ? join_words (given, middle) : join_words (last, suffix);
  if (full == NULL || !is_of_person (card))
    return NULL;
  g_clear_pointer (&last, g_free);
  lnet_name_split (full, &first, &last);
  if (!is_first)
    {
      g_free (first);
      return g_steal_pointer (&last);
    }
  return first;
}

static const LnetVcardProperty *
find_address (const LnetVcard *card,
              gboolean         work)
{
  for (guint i = 0; i < card->properties->len; i++)
    {
      const LnetVcardProperty *property = card->properties->pdata[i];

      if (is_named (property, "ADR") && lnet_vcard_property_has_type (property, "work") == work)
        return property;
    }
  return NULL;
}

static char *
get_pronouns (const LnetVcard *card)
{
  return get_text (card, find_nth (card, "PRONOUNS", 0) != NULL ? "PRONOUNS" : "X-PRONOUNS", 0);
}

static char *
get_person_cell (const LnetVcard *card,
                 LnetImportField  field)
{
  switch ((guint) field)
    {
    case LNET_IMPORT_MEMBER_ID:
      return get_member_id (card);
    case LNET_IMPORT_FIRST:
      return get_name (card, TRUE);
    case LNET_IMPORT_LAST:
      return get_name (card, FALSE);
    case LNET_IMPORT_PREFERRED:
      return get_text (card, "NICKNAME", 0);
    case LNET_IMPORT_PRONOUNS:
      return get_pronouns (card);
    case LNET_IMPORT_TOWN:
      return get_part (find_address (card, FALSE), 3);
    default:
      return get_text (card, "NOTE", 0);
    }
}

/* "tel:+1-307-555-0101;ext=12", as 4.0 has it, in the way people write it. */
static char *
read_phone (const char *text)
{
  g_autoptr (GString) phone = g_string_new (g_ascii_strncasecmp (text, "tel:", 4) == 0 ? text + 4 : text);

  g_string_replace (phone, ";ext=", " ext. ", 1);
  return g_string_free (g_steal_pointer (&phone), FALSE);
}

static const char *
get_kind (const LnetVcardProperty *property)
{
  if (lnet_vcard_property_has_type (property, "cell") || lnet_vcard_property_has_type (property, "iphone"))
    return "mobile";
  if (lnet_vcard_property_has_type (property, "work"))
    return "work";
  return lnet_vcard_property_has_type (property, "home") ? "home" : NULL;
}

static char *
get_channel_cell (const LnetVcard *card,
                  Group            group,
                  LnetImportField  field,
                  guint            nth)
{
  const LnetVcardProperty *property = find_channel (card, group, nth);
  g_autofree char *text = property != NULL ? lnet_vcard_unescape (property->value) : NULL;

  if (property == NULL)
    return NULL;
  if (field == LNET_IMPORT_EMAIL_KIND || field == LNET_IMPORT_PHONE_KIND)
    return g_strdup (get_kind (property));
  return group == PHONE ? read_phone (text) : g_steal_pointer (&text);
}

static char *
get_role_cell (const LnetVcard *card,
               LnetImportField  field,
               guint            nth)
{
  const LnetVcardProperty *address = nth == 0 ? find_address (card, TRUE) : NULL;

  if (field == LNET_IMPORT_ROLE)
    return get_text (card, get_role_name (card), nth);
  if (field == LNET_IMPORT_ORGANIZATION)
    return get_part (find_nth (card, "ORG", nth), 0);
  return get_part (address, field == LNET_IMPORT_ORGANIZATION_ADDRESS ? 2 : 3);
}

/* Rows */

static void
add_cell (LnetImportTable *self,
          char            *text)
{
  g_ptr_array_add (self->cells, text != NULL ? text : g_strdup (""));
}

static const LnetCsvRow *
finish_row (LnetImportTable *self,
            guint            line)
{
  self->row.line = line;
  self->row.n_cells = self->cells->len;
  self->row.cells = (const char *const *) self->cells->pdata;
  return &self->row;
}

static const LnetCsvRow *
make_headings (LnetImportTable *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (person_fields); i++)
    add_cell (self, g_strdup (lnet_import_field_get_heading (person_fields[i])));
  for (guint group = 0; group < N_GROUPS; group++)
    for (guint nth = 0; nth < self->most[group]; nth++)
      for (guint i = 0; i < groups[group].n_fields; i++)
        {
          const char *heading = lnet_import_field_get_heading (groups[group].fields[i]);

          add_cell (self, nth > 0 ? g_strdup_printf ("%s %u", heading, nth + 1) : g_strdup (heading));
        }
  return finish_row (self, 1);
}

static const LnetCsvRow *
make_row (LnetImportTable *self,
          const LnetVcard *card)
{
  for (guint i = 0; i < G_N_ELEMENTS (person_fields); i++)
    add_cell (self, get_person_cell (card, person_fields[i]));
  for (guint group = 0; group < N_GROUPS; group++)
    for (guint nth = 0; nth < self->most[group]; nth++)
      for (guint i = 0; i < groups[group].n_fields; i++)
        {
          LnetImportField field = groups[group].fields[i];

          add_cell (self, group == ROLE ? get_role_cell (card, field, nth)
                                        : get_channel_cell (card, group, field, nth));
        }
  return finish_row (self, card->line);
}

const LnetCsvRow *
lnet_import_table_next (LnetImportTable *self,
                        GError         **error)
{
  if (self->csv != NULL)
    return lnet_csv_reader_next (self->csv, error);
  g_ptr_array_set_size (self->cells, 0);
  if (!self->headings_read)
    {
      self->headings_read = TRUE;
      return make_headings (self);
    }
  self->card = lnet_vcard_reader_next (self->cards, error);
  return self->card != NULL ? make_row (self, self->card) : NULL;
}

const LnetVcardPicture *
lnet_import_table_get_picture (LnetImportTable *self)
{
  return self->card != NULL ? &self->card->picture : NULL;
}

/* Opening */

static gboolean
holds_cards (GFile        *file,
             GCancellable *cancellable)
{
  g_autoptr (GFileInputStream) stream = NULL;
  char begin[SNIFFED];
  gsize length = 0;

  /* A pipe would never answer; what is no file is refused where tables are read. */
  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, cancellable) != G_FILE_TYPE_REGULAR)
    return FALSE;
  stream = g_file_read (file, cancellable, NULL);
  return stream != NULL &&
         g_input_stream_read_all (G_INPUT_STREAM (stream), begin, sizeof begin, &length, cancellable, NULL) &&
         lnet_vcard_is_one (begin, length);
}

/* Also finds out whether every card can be read. */
static gboolean
count_columns (LnetImportTable *self,
               GCancellable    *cancellable,
               GError         **error)
{
  g_autoptr (GError) local_error = NULL;
  const LnetVcard *card;

  while (!g_cancellable_set_error_if_cancelled (cancellable, &local_error) &&
         (card = lnet_vcard_reader_next (self->cards, &local_error)) != NULL)
    for (guint group = 0; group < N_GROUPS; group++)
      self->most[group] = MIN (MAX (self->most[group], count_group (card, group)), MAX_REPEATS);
  lnet_vcard_reader_rewind (self->cards);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

LnetImportTable *
lnet_import_table_open (GFile         *file,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_autoptr (LnetImportTable) self = g_new0 (LnetImportTable, 1);

  self->cells = g_ptr_array_new_with_free_func (g_free);
  if (holds_cards (file, cancellable))
    {
      self->cards = lnet_vcard_reader_open (file, cancellable, error);
      if (self->cards == NULL || !count_columns (self, cancellable, error))
        return NULL;
      return g_steal_pointer (&self);
    }
  self->csv = lnet_csv_reader_open (file, cancellable, error);
  return self->csv != NULL ? g_steal_pointer (&self) : NULL;
}

void
lnet_import_table_free (LnetImportTable *self)
{
  g_clear_pointer (&self->csv, lnet_csv_reader_free);
  g_clear_pointer (&self->cards, lnet_vcard_reader_free);
  g_ptr_array_unref (self->cells);
  g_free (self);
}

char
lnet_import_table_get_delimiter (LnetImportTable *self)
{
  return self->csv != NULL ? lnet_csv_reader_get_delimiter (self->csv) : '\0';
}

LnetTextEncoding
lnet_import_table_get_encoding (LnetImportTable *self)
{
  return self->csv != NULL ? lnet_csv_reader_get_encoding (self->csv) : lnet_vcard_reader_get_encoding (self->cards);
}

double
lnet_import_table_get_progress (LnetImportTable *self)
{
  return self->csv != NULL ? lnet_csv_reader_get_progress (self->csv) : lnet_vcard_reader_get_progress (self->cards);
}
