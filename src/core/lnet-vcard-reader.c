/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-vcard-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-error.h"
#include "lnet-vcard-letters-private.h"
#include "lnet-vcard-picture-private.h"

#define LONG_LINE 70 /* bytes: programs fold at 72 to 76 */

struct _LnetVcardReader
{
  char *text; /* UTF-8 */
  gsize length;
  LnetTextEncoding encoding;

  const char *at;
  guint line; /* of the physical line that comes next */
  guint n_cards;
  LnetVcard card;

  GString *joined;   /* the line that is looked at, unfolded */
  guint joined_line; /* where it began */
};

static void
property_free (gpointer data)
{
  LnetVcardProperty *property = data;

  g_free (property->name);
  g_free (property->types);
  g_free (property->value);
  g_free (property);
}

gboolean
lnet_vcard_is_one (const char *data,
                   gsize       length)
{
  static const char begin[] = "BEGIN:VCARD";

  if (length >= 3 && memcmp (data, "\357\273\277", 3) == 0)
    data += 3, length -= 3;
  while (length > 0 && g_ascii_isspace (*data))
    data++, length--;
  return length >= strlen (begin) && g_ascii_strncasecmp (data, begin, strlen (begin)) == 0;
}

LnetVcardReader *
lnet_vcard_reader_new_for_data (const void  *data,
                                gsize        length,
                                GError     **error)
{
  LnetTextEncoding encoding;
  char *text;
  LnetVcardReader *self;

  if (length > LNET_VCARD_MAX_BYTES)
    {
      g_set_error_literal (error, LNET_ERROR, LNET_ERROR_INVALID,
                           _("This file is larger than 256 MB, so nothing was read. Export the contacts in several "
                             "files, or without portraits."));
      return NULL;
    }
  text = lnet_vcard_convert (data, length, &encoding, error);
  if (text == NULL)
    return NULL;
  self = g_new0 (LnetVcardReader, 1);
  self->text = text;
  self->length = strlen (text);
  self->encoding = encoding;
  self->card.properties = g_ptr_array_new_with_free_func (property_free);
  self->joined = g_string_new (NULL);
  lnet_vcard_reader_rewind (self);
  return self;
}

static gboolean
is_too_large (GFile        *file,
              GCancellable *cancellable)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE,
                                                  cancellable, NULL);

  return info != NULL && g_file_info_get_size (info) > LNET_VCARD_MAX_BYTES;
}

LnetVcardReader *
lnet_vcard_reader_open (GFile         *file,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *name = g_file_get_parse_name (file);
  g_autofree char *data = NULL;
  gsize length = 0;

  /* Said by the same words as of what is too large in memory. */
  if (is_too_large (file, cancellable))
    return lnet_vcard_reader_new_for_data ("", (gsize) LNET_VCARD_MAX_BYTES + 1, error);
  if (g_file_load_contents (file, cancellable, &data, &length, NULL, &reason))
    return lnet_vcard_reader_new_for_data (data, length, error);
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&reason));
  else
    g_set_error (error, LNET_ERROR, LNET_ERROR_FAILED, _("“%s” cannot be read: %s"), name, reason->message);
  return NULL;
}

void
lnet_vcard_reader_free (LnetVcardReader *self)
{
  g_free (self->text);
  g_ptr_array_unref (self->card.properties);
  lnet_vcard_picture_clear (&self->card.picture);
  g_string_free (self->joined, TRUE);
  g_free (self);
}

void
lnet_vcard_reader_rewind (LnetVcardReader *self)
{
  self->at = self->text;
  self->line = 1;
  self->n_cards = 0;
}

LnetTextEncoding
lnet_vcard_reader_get_encoding (LnetVcardReader *self)
{
  return self->encoding;
}

double
lnet_vcard_reader_get_progress (LnetVcardReader *self)
{
  return self->length > 0 ? (double) (self->at - self->text) / (double) self->length : 1;
}

/* Lines */

/* The length of "TEL" or "item1.TEL" before ; or :, or 0 when this begins no property. */
static gsize
measure_name (const char *line,
              gsize       length)
{
  gsize n = 0;

  while (n < length && (g_ascii_isalnum (line[n]) || line[n] == '-' || line[n] == '_' || line[n] == '.'))
    n++;
  return n < length && (line[n] == ':' || line[n] == ';') ? n : 0;
}

static const char *
find_line_end (const char *at)
{
  return at + strcspn (at, "\r\n");
}

static void
go_to_next_line (LnetVcardReader *self)
{
  self->at = find_line_end (self->at);
  if (*self->at == '\r')
    self->at++;
  if (*self->at == '\n')
    self->at++;
  self->line++;
}

/* Its parameters say so: whatever the property is called. */
static gboolean
is_quoted_printable (const GString *line)
{
  const char *colon = strchr (line->str, ':');
  g_autofree char *head = colon != NULL ? g_ascii_strup (line->str, colon - line->str) : NULL;
  const char *parameters = head != NULL ? strchr (head, ';') : NULL;

  return parameters != NULL && strstr (parameters, "QUOTED-PRINTABLE") != NULL;
}

static gboolean
add_to_line (LnetVcardReader *self,
             const char      *from,
             const char      *to,
             GError         **error)
{
  if (self->joined->len + (gsize) (to - from) > LNET_VCARD_MAX_LINE)
    {
      g_set_error (error, LNET_ERROR, LNET_ERROR_INVALID,
                   _("Line %u is longer than 16 MB, which no vCard has. Nothing was read."), self->joined_line);
      return FALSE;
    }
  g_string_append_len (self->joined, from, to - from);
  return TRUE;
}

static gboolean
is_mark (const char *line,
         const char *name)
{
  gsize length = strlen (name);
  g_autofree char *value = NULL;

  if (g_ascii_strncasecmp (line, name, length) != 0 || line[length] != ':')
    return FALSE;
  value = g_strndup (line + length + 1, 16);
  return g_ascii_strcasecmp (g_strstrip (value), "VCARD") == 0;
}

/* Joins what follows as long as it begins no line of its own. Of what is not folded as it should be, a short line ended
 * where the person who wrote it ended it, and a long one was broken in two. */
static gboolean
join_rest (LnetVcardReader *self,
           GError         **error)
{
  gboolean quoted_printable = is_quoted_printable (self->joined);
  gsize before = self->joined->len;

  while (*self->at != '\0')
    {
      const char *end = find_line_end (self->at);
      const char *from = self->at;

      if (quoted_printable && self->joined->str[self->joined->len - 1] == '=')
        g_string_truncate (self->joined, self->joined->len - 1);
      else if (*from == ' ' || *from == '\t')
        from++;
      else if (from == end || measure_name (from, (gsize) (end - from)) > 0 || is_mark (self->joined->str, "BEGIN"))
        return TRUE;
      else if (before < LONG_LINE)
        g_string_append_c (self->joined, '\n');
      before = (gsize) (end - self->at);
      if (!add_to_line (self, from, end, error))
        return FALSE;
      go_to_next_line (self);
    }
  return TRUE;
}

/* Whether there was another line; it stands in @joined then. */
static gboolean
read_line (LnetVcardReader *self,
           GError         **error)
{
  while (*self->at == '\r' || *self->at == '\n')
    go_to_next_line (self);
  if (*self->at == '\0')
    return FALSE;
  g_string_truncate (self->joined, 0);
  self->joined_line = self->line;
  if (!add_to_line (self, self->at, find_line_end (self->at), error))
    return FALSE;
  go_to_next_line (self);
  return join_rest (self, error);
}

/* Properties */

typedef struct
{
  GString *types;
  char *charset;
  gboolean preferred;
  gboolean quoted_printable;
  gboolean binary;
} Parameters;

static void
add_type (Parameters *parameters,
          const char *text)
{
  g_auto (GStrv) types = g_strsplit (text, ",", -1);

  for (guint i = 0; types[i] != NULL; i++)
    {
      g_autofree char *type = g_ascii_strdown (g_strstrip (types[i]), -1);

      if (g_str_equal (type, "pref"))
        parameters->preferred = TRUE;
      else if (type[0] != '\0')
        g_string_append_printf (parameters->types, "%s,", type);
    }
}

static void
take_encoding (Parameters *parameters,
               const char *encoding)
{
  if (g_ascii_strcasecmp (encoding, "QUOTED-PRINTABLE") == 0)
    parameters->quoted_printable = TRUE;
  else if (g_ascii_strcasecmp (encoding, "B") == 0 || g_ascii_strcasecmp (encoding, "BASE64") == 0)
    parameters->binary = TRUE;
}

static void
take_parameter (Parameters *parameters,
                char       *text)
{
  char *equals = strchr (text, '=');

  g_strdelimit (text, "\"", ' ');
  g_strstrip (text);
  if (equals == NULL)
    {
      /* As 2.1 has it: TEL;CELL:, NOTE;QUOTED-PRINTABLE: */
      take_encoding (parameters, text);
      if (!parameters->quoted_printable && !parameters->binary)
        add_type (parameters, text);
      return;
    }
  *equals++ = '\0';
  g_strstrip (equals);
  if (g_ascii_strcasecmp (text, "TYPE") == 0)
    add_type (parameters, equals);
  else if (g_ascii_strcasecmp (text, "PREF") == 0)
    parameters->preferred = g_str_equal (equals, "1");
  else if (g_ascii_strcasecmp (text, "ENCODING") == 0)
    take_encoding (parameters, equals);
  else if (g_ascii_strcasecmp (text, "CHARSET") == 0)
    g_set_str (&parameters->charset, equals);
}

/* The first @mark that stands in no quotation marks. */
static char *
find_unquoted (char       *text,
               const char *marks)
{
  gboolean quoted = FALSE;

  for (char *c = text; *c != '\0'; c++)
    if (*c == '"')
      quoted = !quoted;
    else if (!quoted && strchr (marks, *c) != NULL)
      return c;
  return NULL;
}

/* Takes what stands between the name and the colon. Returns: where the value begins, or NULL */
static char *
take_parameters (Parameters *parameters,
                 char       *at)
{
  while (*at == ';')
    {
      char *begin = at + 1;
      char mark;

      at = find_unquoted (begin, ";:");
      /* A quotation mark that was never closed means nothing. */
      if (at == NULL)
        at = strpbrk (begin, ";:");
      if (at == NULL)
        return NULL;
      mark = *at;
      *at = '\0';
      take_parameter (parameters, begin);
      *at = mark;
    }
  return *at == ':' ? at + 1 : NULL;
}

/* Bytes in @charset as UTF-8; where that is not true, as the file's encodings are found. */
static char *
decode_bytes (const GString *bytes,
              const char    *charset)
{
  LnetTextEncoding encoding;
  char *text = NULL;

  if (memchr (bytes->str, '\0', bytes->len) != NULL)
    return NULL;
  if (charset != NULL)
    text = g_convert (bytes->str, (gssize) bytes->len, "UTF-8", charset, NULL, NULL, NULL);
  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    {
      g_free (text);
      text = lnet_text_encoding_convert ((const guint8 *) bytes->str, bytes->len, &encoding, NULL);
    }
  return text;
}

static char *
decode_quoted_printable (const char *value,
                         const char *charset)
{
  g_autoptr (GString) bytes = g_string_new (NULL);

  for (const char *c = value; *c != '\0'; c++)
    if (*c == '=' && g_ascii_isxdigit (c[1]) && g_ascii_isxdigit (c[2]))
      {
        g_string_append_c (bytes, (char) (g_ascii_xdigit_value (c[1]) * 16 + g_ascii_xdigit_value (c[2])));
        c += 2;
      }
    else
      g_string_append_c (bytes, *c);
  return decode_bytes (bytes, charset);
}

static const char *
skip_group (const char *name)
{
  const char *dot = strrchr (name, '.');

  return dot != NULL ? dot + 1 : name;
}

/* NULL: nothing that is kept as text. */
static LnetVcardProperty *
make_property (LnetVcard        *card,
               const char       *name,
               const Parameters *parameters,
               const char       *value)
{
  LnetVcardProperty *property;
  char *decoded;

  /* "item1.:" names a group and nothing in it. */
  if (*skip_group (name) == '\0')
    return NULL;
  if (g_ascii_strcasecmp (skip_group (name), "PHOTO") == 0)
    {
      lnet_vcard_picture_read (&card->picture, value, parameters->binary);
      return NULL;
    }
  if (parameters->binary || strlen (value) > LNET_VCARD_MAX_VALUE || g_ascii_strncasecmp (value, "data:", 5) == 0)
    return NULL;
  decoded = parameters->quoted_printable ? decode_quoted_printable (value, parameters->charset) : g_strdup (value);
  if (decoded == NULL)
    return NULL;
  property = g_new0 (LnetVcardProperty, 1);
  property->name = g_ascii_strup (skip_group (name), -1);
  property->types = g_strdup (parameters->types->str);
  property->value = decoded;
  property->preferred = parameters->preferred;
  return property;
}

static LnetVcardProperty *
parse_line (LnetVcard *card,
            char      *line,
            gsize      length)
{
  gsize n = measure_name (line, length);
  Parameters parameters = { g_string_new (","), NULL, FALSE, FALSE, FALSE };
  g_autofree char *name = g_strndup (line, n);
  char *value = n > 0 ? take_parameters (&parameters, line + n) : NULL;
  LnetVcardProperty *property = value != NULL ? make_property (card, name, &parameters, value) : NULL;

  g_string_free (parameters.types, TRUE);
  g_free (parameters.charset);
  return property;
}

/* Cards */

/* Returns: FALSE and no error at the end of the file */
static gboolean
find_begin (LnetVcardReader *self,
            GError         **error)
{
  g_autoptr (GError) local_error = NULL;

  while (read_line (self, &local_error))
    if (is_mark (self->joined->str, "BEGIN"))
      return TRUE;
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (self->n_cards == 0)
    g_set_error_literal (error, LNET_ERROR, LNET_ERROR_INVALID, _("There is no vCard in this file. Nothing was read."));
  return FALSE;
}

static gboolean
take_line (LnetVcardReader *self,
           GError         **error)
{
  LnetVcardProperty *property;

  if (self->card.properties->len == LNET_VCARD_MAX_PROPERTIES)
    {
      g_set_error (error, LNET_ERROR, LNET_ERROR_INVALID,
                   _("The vCard that begins in line %u has more than 2000 lines. Nothing was read."), self->card.line);
      return FALSE;
    }
  property = parse_line (&self->card, self->joined->str, self->joined->len);
  if (property != NULL)
    g_ptr_array_add (self->card.properties, property);
  return TRUE;
}

static gboolean
refuse_depth (LnetVcardReader *self,
              GError         **error)
{
  g_set_error (error, LNET_ERROR, LNET_ERROR_INVALID,
               _("In the vCard that begins in line %u, cards lie within cards too deeply, or earlier ones were never "
                 "ended. Nothing was read."),
               self->card.line);
  return FALSE;
}

/* What stands in the card up to its end. */
static gboolean
read_card (LnetVcardReader *self,
           GError         **error)
{
  g_autoptr (GError) local_error = NULL;
  guint depth = 1;

  while (read_line (self, &local_error))
    {
      if (is_mark (self->joined->str, "END"))
        depth--;
      else if (is_mark (self->joined->str, "BEGIN") && ++depth > LNET_VCARD_MAX_DEPTH)
        return refuse_depth (self, error);
      else if (depth == 1 && !take_line (self, error))
        return FALSE;
      if (depth == 0)
        return TRUE;
    }
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error (error, LNET_ERROR, LNET_ERROR_INVALID,
                 _("The vCard that begins in line %u is not complete: its END:VCARD is missing. Nothing was read. The "
                   "file may have been cut off; export it again."),
                 self->card.line);
  return FALSE;
}

const LnetVcard *
lnet_vcard_reader_next (LnetVcardReader *self,
                        GError         **error)
{
  if (!find_begin (self, error))
    return NULL;
  if (self->n_cards == LNET_VCARD_MAX_CARDS)
    {
      g_set_error_literal (error, LNET_ERROR, LNET_ERROR_INVALID,
                           _("This file has more than a million vCards. Nothing was read."));
      return NULL;
    }
  self->n_cards++;
  g_ptr_array_set_size (self->card.properties, 0);
  lnet_vcard_picture_clear (&self->card.picture);
  self->card.line = self->joined_line;
  return read_card (self, error) ? &self->card : NULL;
}
