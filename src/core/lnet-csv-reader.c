/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-csv-reader.h"

#include "lnet-csv-delimiter.h"
#include "lnet-csv-writer.h"
#include "lnet-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PIECE 65536
/* Each unclosed quotation mark makes us read up to a cell's limit twice. */
#define MAX_STRAY_QUOTES 200

struct _LnetCsvReader
{
  GInputStream *stream;
  GCancellable *cancellable;
  LnetTextEncoding encoding;
  LnetTextDecoder *decoder;
  char delimiter;
  guint64 size, n_read; /* bytes */

  GString *text;  /* decoded, not yet given out */
  gsize start;    /* of the row that is being read, in text */
  gboolean ended; /* text is all there is */
  guint line;     /* where start is */
  guint n_rows, n_stray;
  guint8 *piece;

  GString *cells;  /* of the row: one after the other, each with its NUL */
  GArray *offsets; /* where in cells each begins */
  GPtrArray *pointers;
  gboolean quoted; /* the row's last cell was */
  LnetCsvRow row;
};

/* Opening */

static LnetCsvReader *
reader_new (GInputStream *stream,
            guint64       size,
            GCancellable *cancellable)
{
  LnetCsvReader *self = g_new0 (LnetCsvReader, 1);

  self->stream = g_object_ref (stream);
  self->cancellable = cancellable ? g_object_ref (cancellable) : NULL;
  self->size = size;
  self->text = g_string_new (NULL);
  self->line = 1;
  self->piece = g_malloc (PIECE);
  self->cells = g_string_new (NULL);
  self->offsets = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->pointers = g_ptr_array_new ();
  return self;
}

void
lnet_csv_reader_free (LnetCsvReader *self)
{
  g_clear_object (&self->stream);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->decoder, lnet_text_decoder_free);
  g_string_free (self->text, TRUE);
  g_free (self->piece);
  g_string_free (self->cells, TRUE);
  g_array_unref (self->offsets);
  g_ptr_array_unref (self->pointers);
  g_free (self);
}

/* Takes what was given out from the beginning of the text and reads on. FALSE at the end, and on failure. */
static gboolean
refill (LnetCsvReader *self,
        GError       **error)
{
  gsize length;

  if (self->ended)
    return FALSE;
  if (self->start > 0)
    {
      g_string_erase (self->text, 0, (gssize) self->start);
      self->start = 0;
    }
  if (!g_input_stream_read_all (self->stream, self->piece, PIECE, &length, self->cancellable, error))
    return FALSE;
  self->n_read += length;
  self->ended = length < PIECE;
  return lnet_text_decoder_push (self->decoder, self->piece, length, self->ended, self->text, error);
}

static void
detect_delimiter (LnetCsvReader *self)
{
  if (g_ascii_strncasecmp (self->text->str, "sep=", 4) == 0 && self->text->str[4] != '\0' &&
      strchr (LNET_CSV_DELIMITERS, self->text->str[4]) != NULL && strchr ("\r\n", self->text->str[5]) != NULL)
    {
      self->delimiter = self->text->str[4];
      self->start = 5;
      return;
    }
  self->delimiter = lnet_csv_delimiter_guess (self->text->str);
}

static gboolean
begin (LnetCsvReader    *self,
       LnetTextEncoding  encoding,
       GError          **error)
{
  g_autoptr (GError) local_error = NULL;

  self->encoding = encoding;
  self->decoder = lnet_text_decoder_new (encoding);
  if (!refill (self, &local_error) && local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (strspn (self->text->str, " \t\r\n") == self->text->len && self->ended)
    {
      g_set_error_literal (error, LNET_ERROR, LNET_ERROR_INVALID, _("This file is empty. Nothing was read."));
      return FALSE;
    }
  detect_delimiter (self);
  return TRUE;
}

/* Sentences for what people meet; anything else keeps the system's words. */
static void
set_file_error (GError      **error,
                GFile        *file,
                const GError *reason)
{
  g_autofree char *name = g_file_get_parse_name (file);

  if (reason->domain == LNET_ERROR || g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (reason));
  else if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_set_error (error, LNET_ERROR, LNET_ERROR_NOT_FOUND, _("There is no file “%s”. Nothing was read."), name);
  else if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY))
    g_set_error (error, LNET_ERROR, LNET_ERROR_INVALID, _("“%s” is a folder. Choose a CSV file in it."), name);
  else if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE))
    g_set_error (error, LNET_ERROR, LNET_ERROR_INVALID,
                 _("“%s” is a pipe or a device, which cannot be read twice. Nothing was read. Save what it gives as a "
                   "CSV file, and choose that."), name);
  else if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    g_set_error (error, LNET_ERROR, LNET_ERROR_FAILED, _("“%s” cannot be read: this account has no right to."), name);
  else
    g_set_error (error, LNET_ERROR, LNET_ERROR_FAILED, _("“%s” cannot be read: %s"), name, reason->message);
}

/* Rosters are read several times, and opening a pipe waits for somebody to write: neither is even opened. */
static gboolean
check_kind (GFile        *file,
            guint64      *size,
            GCancellable *cancellable,
            GError      **error)
{
  g_autoptr (GFileInfo) info =
      g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                         G_FILE_QUERY_INFO_NONE, cancellable, error);

  if (info == NULL)
    return FALSE;
  *size = (guint64) g_file_info_get_size (info);
  switch (g_file_info_get_file_type (info))
    {
    case G_FILE_TYPE_DIRECTORY:
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY, "");
      return FALSE;
    case G_FILE_TYPE_SPECIAL:
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, "");
      return FALSE;
    default:
      return TRUE;
    }
}

/* Both streams begin with the first byte. */
static LnetCsvReader *
open_streams (GInputStream *first,
              GInputStream *second,
              guint64       size,
              GCancellable *cancellable,
              GError      **error)
{
  g_autoptr (LnetCsvReader) self = NULL;
  LnetTextEncoding encoding;

  if (!lnet_text_encoding_detect (first, &encoding, cancellable, error))
    return NULL;
  self = reader_new (second, size, cancellable);
  return begin (self, encoding, error) ? g_steal_pointer (&self) : NULL;
}

static LnetCsvReader *
open_file (GFile        *file,
           GCancellable *cancellable,
           GError      **error)
{
  g_autoptr (GFileInputStream) first = NULL;
  g_autoptr (GFileInputStream) second = NULL;
  guint64 size;

  if (!check_kind (file, &size, cancellable, error))
    return NULL;
  first = g_file_read (file, cancellable, error);
  if (first == NULL)
    return NULL;
  second = g_file_read (file, cancellable, error);
  if (second == NULL)
    return NULL;
  return open_streams (G_INPUT_STREAM (first), G_INPUT_STREAM (second), size, cancellable, error);
}

LnetCsvReader *
lnet_csv_reader_open (GFile        *file,
                      GCancellable *cancellable,
                      GError      **error)
{
  g_autoptr (GError) reason = NULL;
  LnetCsvReader *self = open_file (file, cancellable, &reason);

  if (self == NULL)
    set_file_error (error, file, reason);
  return self;
}

LnetCsvReader *
lnet_csv_reader_new_for_data (const void *data,
                              gsize       length,
                              GError    **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  g_autoptr (GInputStream) first = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GInputStream) second = g_memory_input_stream_new_from_bytes (bytes);

  return open_streams (first, second, length, NULL, error);
}

/* Reading a row */

typedef enum
{
  STATE_BEGIN, /* of a cell */
  STATE_PLAIN,
  STATE_QUOTED,
  STATE_CLOSED, /* after a quotation mark that may have closed the cell */
} State;

typedef enum
{
  RESULT_ROW,
  RESULT_END,
  RESULT_UNCLOSED,
  RESULT_FAILED,
} Result;

typedef struct
{
  State state;
  gsize at;         /* from self->start */
  gsize cell;       /* where in self->cells the cell begins */
  guint n_spaces;   /* in STATE_CLOSED: how many came after the mark */
  guint n_breaks;   /* lines the row has ended so far */
  gboolean literal; /* quotation marks mean nothing on this line */
  gboolean done;
} Scan;

static void
fail_at_line (LnetCsvReader *self,
              GError       **error,
              const char    *format)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_set_error (error, LNET_ERROR, LNET_ERROR_INVALID, format, self->line);
#pragma GCC diagnostic pop
}

/* The character at @at, or NUL at the end of the file or when reading failed. */
static char
peek (LnetCsvReader *self,
      gsize          at,
      GError       **error)
{
  while (self->start + at >= self->text->len)
    if (!refill (self, error))
      return '\0';
  return self->text->str[self->start + at];
}

static gboolean
end_cell (LnetCsvReader *self,
          Scan          *scan,
          GError       **error)
{
  g_array_append_val (self->offsets, scan->cell);
  g_string_append_c (self->cells, '\0');
  self->quoted = scan->state == STATE_CLOSED;
  scan->cell = self->cells->len;
  scan->state = STATE_BEGIN;
  if (self->offsets->len <= LNET_CSV_MAX_COLUMNS)
    return TRUE;
  fail_at_line (self, error, _("Line %u has more than 1,000 columns. Is this a roster? Nothing was read."));
  return FALSE;
}

static void
append_to_cell (LnetCsvReader *self,
                Scan          *scan,
                char           c)
{
  if (scan->state == STATE_CLOSED)
    {
      /* It had not closed the cell: the mark and what followed belong to the text. */
      g_string_append_c (self->cells, '"');
      for (; scan->n_spaces > 0; scan->n_spaces--)
        g_string_append_c (self->cells, ' ');
      scan->state = STATE_QUOTED;
    }
  g_string_append_c (self->cells, c);
}

static gboolean
is_quote (Scan *scan,
          char  c)
{
  return c == '"' && !scan->literal;
}

/* Inside quotes. */
static void
scan_quoted (LnetCsvReader *self,
             Scan          *scan,
             char           c,
             GError       **error)
{
  if (is_quote (scan, c))
    {
      scan->state = STATE_CLOSED;
      scan->n_spaces = 0;
      return;
    }
  scan->n_breaks += c == '\n' || (c == '\r' && peek (self, scan->at + 1, error) != '\n');
  g_string_append_c (self->cells, c);
}

/* A mark opens a cell at its beginning, or after the blanks some programs put behind a delimiter. */
static gboolean
opens_quotes (LnetCsvReader *self,
              Scan          *scan,
              char           c)
{
  const char *cell = self->cells->str + scan->cell;

  return is_quote (scan, c) && (scan->state == STATE_BEGIN ||
                                (scan->state == STATE_PLAIN && cell[strspn (cell, " ")] == '\0'));
}

/* Outside quotes, or right after a mark that may have closed them. */
static void
scan_open (LnetCsvReader *self,
           Scan          *scan,
           char           c,
           GError       **error)
{
  if (c == self->delimiter)
    {
      end_cell (self, scan, error);
    }
  else if (c == '\r' || c == '\n')
    {
      if (c == '\r' && peek (self, scan->at + 1, error) == '\n')
        scan->at++;
      scan->n_breaks++;
      scan->done = *error != NULL || end_cell (self, scan, error);
    }
  else if (opens_quotes (self, scan, c))
    {
      g_string_truncate (self->cells, scan->cell);
      scan->state = STATE_QUOTED;
    }
  else if (scan->state == STATE_CLOSED && c == '"' && scan->n_spaces == 0)
    {
      g_string_append_c (self->cells, '"');
      scan->state = STATE_QUOTED;
    }
  else if (scan->state == STATE_CLOSED && c == ' ')
    {
      scan->n_spaces++;
    }
  else
    {
      append_to_cell (self, scan, c);
      if (scan->state == STATE_BEGIN)
        scan->state = STATE_PLAIN;
    }
}

static Result
end_scan (LnetCsvReader *self,
          Scan          *scan,
          GError       **error)
{
  if (scan->state == STATE_QUOTED)
    return RESULT_UNCLOSED;
  if (scan->at == 0)
    return RESULT_END;
  return end_cell (self, scan, error) ? RESULT_ROW : RESULT_FAILED;
}

/* Says which limit the row has gone beyond, if one. */
static gboolean
is_too_large (LnetCsvReader *self,
              Scan          *scan,
              GError       **error)
{
  if (self->cells->len - scan->cell > LNET_CSV_MAX_CELL)
    fail_at_line (self, error, _("A cell on line %u is larger than a megabyte. Nothing was read. Shorten it, and import "
                                 "the file again."));
  else if (scan->at > LNET_CSV_MAX_ROW)
    fail_at_line (self, error, _("Line %u is longer than four megabytes, as no roster’s is. Nothing was read. Look "
                                 "whether this is the right file."));
  else
    return FALSE;
  return TRUE;
}

static Result
scan_row (LnetCsvReader *self,
          Scan          *scan,
          GError       **error)
{
  g_autoptr (GError) local_error = NULL;

  for (; !scan->done && local_error == NULL; scan->at++)
    {
      char c = peek (self, scan->at, &local_error);

      if (local_error != NULL)
        break;
      if (c == '\0')
        return end_scan (self, scan, error);
      if (scan->state == STATE_QUOTED)
        scan_quoted (self, scan, c, &local_error);
      else
        scan_open (self, scan, c, &local_error);
      if (local_error == NULL && is_too_large (self, scan, &local_error) && scan->state == STATE_QUOTED)
        return RESULT_UNCLOSED;
    }
  if (local_error == NULL)
    return RESULT_ROW;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return RESULT_FAILED;
}

static Result
read_row (LnetCsvReader *self,
          Scan          *scan,
          gboolean       literal,
          GError       **error)
{
  *scan = (Scan) { .literal = literal };
  g_string_truncate (self->cells, 0);
  g_array_set_size (self->offsets, 0);
  return scan_row (self, scan, error);
}

/* A mark that nothing closes would swallow the rest of the file: the line is read again without it. */
static Result
read_row_again (LnetCsvReader *self,
                Scan          *scan,
                GError       **error)
{
  if (++self->n_stray > MAX_STRAY_QUOTES)
    {
      fail_at_line (self, error, _("Too many quotation marks are opened and never closed, the last on line %u. "
                                   "Nothing was read."));
      return RESULT_FAILED;
    }
  self->row.stray_quote = TRUE;
  return read_row (self, scan, TRUE, error);
}

static void
give_row (LnetCsvReader *self)
{
  g_ptr_array_set_size (self->pointers, 0);
  for (guint i = 0; i < self->offsets->len; i++)
    {
      const char *cell = self->cells->str + g_array_index (self->offsets, gsize, i);

      g_ptr_array_add (self->pointers, (gpointer) lnet_csv_unprotect (cell));
    }
  self->row.n_cells = self->pointers->len;
  self->row.cells = (const char *const *) self->pointers->pdata;
}

static gboolean
is_blank (LnetCsvReader *self)
{
  return self->offsets->len == 1 && !self->quoted && self->cells->str[strspn (self->cells->str, " \t")] == '\0';
}

const LnetCsvRow *
lnet_csv_reader_next (LnetCsvReader *self,
                      GError       **error)
{
  Scan scan;
  Result result;

  do
    {
      self->row.stray_quote = FALSE;
      self->row.line = self->line;
      result = read_row (self, &scan, FALSE, error);
      if (result == RESULT_UNCLOSED)
        result = read_row_again (self, &scan, error);
      if (result != RESULT_ROW)
        return NULL;
      self->start = MIN (self->start + scan.at, self->text->len);
      self->line += scan.n_breaks;
    }
  while (is_blank (self));

  if (++self->n_rows > LNET_CSV_MAX_ROWS)
    {
      g_set_error_literal (error, LNET_ERROR, LNET_ERROR_INVALID,
                           _("This file has more than five million rows. Import it in parts."));
      return NULL;
    }
  give_row (self);
  return &self->row;
}

char
lnet_csv_reader_get_delimiter (LnetCsvReader *self)
{
  return self->delimiter;
}

LnetTextEncoding
lnet_csv_reader_get_encoding (LnetCsvReader *self)
{
  return self->encoding;
}

double
lnet_csv_reader_get_progress (LnetCsvReader *self)
{
  guint64 left = self->text->len - self->start;

  return self->size == 0 ? 1 : CLAMP ((double) (self->n_read - MIN (left, self->n_read)) / (double) self->size, 0, 1);
}
