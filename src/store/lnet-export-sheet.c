/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A spreadsheet. The library writes each row to a file of its own as soon as the next one begins, and puts these
 * together at the end: they lie in a folder that only this account reads, and is gone afterwards. */

#include "config.h"

#include "lnet-export-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <xlsxwriter.h>

#include "lnet-error.h"
#include "lnet-file-writer.h"

#define MOST_ROWS 1048575   /* without the headings */
#define MOST_LETTERS 32767  /* of a cell */
#define NARROWEST 8.0
#define WIDEST 48.0
#define PIECE 65536

/* One of the sheets. */
typedef struct
{
  lxw_worksheet *sheet; /* NULL: there is none */
  lxw_row_t n_rows;     /* with the headings */
  GArray *widths;       /* guint: letters */
} Sheet;

typedef struct
{
  LnetExporter *exporter;
  lxw_workbook *book;
  lxw_format *heading;
  lxw_format *day;
  lxw_error failed;
  Sheet members;
  Sheet roles;
  Sheet teams;
} Book;

/* Cells */

static void
take_note (Book      *self,
           lxw_error  error)
{
  if (self->failed == LXW_NO_ERROR)
    self->failed = error;
}

static void
widen (Sheet      *sheet,
       guint       column,
       const char *text)
{
  const char *end = strchr (text, '\n');
  guint length = (guint) g_utf8_strlen (text, end != NULL ? end - text : -1);

  if (column >= sheet->widths->len)
    g_array_set_size (sheet->widths, column + 1);
  g_array_index (sheet->widths, guint, column) = MAX (g_array_index (sheet->widths, guint, column), length);
}

static gboolean
read_day (const char   *text,
          lxw_datetime *day)
{
  unsigned int year, month, date;
  int length = 0;

  if (sscanf (text, "%4u-%2u-%2u%n", &year, &month, &date, &length) != 3 || length != 10 || text[10] != '\0' ||
      year < 1900 || !g_date_valid_dmy ((GDateDay) date, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  *day = (lxw_datetime) { .year = (int) year, .month = (int) month, .day = (int) date };
  return TRUE;
}

/* Whatever it begins with, it is text: only what is said to be a formula is one. */
static void
put_text (Book       *self,
          Sheet      *sheet,
          guint       column,
          const char *text)
{
  g_autofree char *cut = NULL;

  if (text == NULL || *text == '\0')
    return;
  widen (sheet, column, text);
  if (strlen (text) > MOST_LETTERS && g_utf8_strlen (text, -1) > MOST_LETTERS)
    {
      g_autofree char *begin = g_utf8_substring (text, 0, MOST_LETTERS - 1);

      text = cut = g_strconcat (begin, "…", NULL);
    }
  take_note (self, worksheet_write_string (sheet->sheet, sheet->n_rows, (lxw_col_t) column, text, NULL));
}

static void
put_day (Book       *self,
         Sheet      *sheet,
         guint       column,
         const char *text)
{
  lxw_datetime day;

  if (text == NULL || !read_day (text, &day))
    {
      put_text (self, sheet, column, text);
      return;
    }
  widen (sheet, column, text);
  take_note (self, worksheet_write_datetime (sheet->sheet, sheet->n_rows, (lxw_col_t) column, &day, self->day));
}

static LnetCellKind
get_kind (guint field)
{
  if (field == LNET_IMPORT_ROLE_STARTS || field == LNET_IMPORT_ROLE_ENDS || field == LNET_IMPORT_QUALITY_SINCE ||
      field == LNET_IMPORT_TEXT_DATE)
    return LNET_CELL_DATE;
  if (field == LNET_IMPORT_TEXT_OPT_IN)
    return LNET_CELL_YES_NO;
  return field < LNET_IMPORT_N_CELLS ? lnet_import_cells[field].kind : LNET_CELL_TEXT;
}

static void
put_cell (Book       *self,
          Sheet      *sheet,
          guint       column,
          guint       field,
          const char *text)
{
  LnetCellKind kind = get_kind (field);

  if (kind == LNET_CELL_DATE)
    put_day (self, sheet, column, text);
  else if (kind == LNET_CELL_YES_NO && text != NULL)
    put_text (self, sheet, column, g_str_equal (text, "yes") ? _("yes") : _("no"));
  else
    put_text (self, sheet, column, text);
}

static void
put_heading (Book       *self,
             Sheet      *sheet,
             guint       column,
             const char *text)
{
  widen (sheet, column, text);
  take_note (self, worksheet_write_string (sheet->sheet, 0, (lxw_col_t) column, text, self->heading));
}

/* Sheets */

static void
add_sheet (Book       *self,
           Sheet      *sheet,
           const char *name)
{
  sheet->sheet = workbook_add_worksheet (self->book, name);
  if (sheet->sheet == NULL)
    {
      take_note (self, LXW_ERROR_CREATING_TMPFILE);
      return;
    }
  sheet->n_rows = 1;
  worksheet_freeze_panes (sheet->sheet, 1, 0);
}

static void
add_members (Book *self)
{
  LnetExporter *exporter = self->exporter;

  add_sheet (self, &self->members, _("Members"));
  for (guint i = 0; self->members.sheet != NULL && i < exporter->columns->len; i++)
    {
      g_autofree char *heading =
        lnet_export_place_dup_heading (&g_array_index (exporter->columns, LnetExportPlace, i), TRUE);

      put_heading (self, &self->members, i, heading);
    }
}

/* Who it is about stands first in the others. */
static void
add_other (Book        *self,
           Sheet       *sheet,
           const char  *name,
           guint        n_headings,
           const char **headings)
{
  add_sheet (self, sheet, name);
  for (guint i = 0; sheet->sheet != NULL && i < n_headings; i++)
    put_heading (self, sheet, i, headings[i]);
}

static void
add_sheets (Book *self)
{
  const char *roles[] = { _("Member"), _("Role"), _("Organization"), _("Role since"), _("Role until") };
  const char *teams[] = { _("Member"), _("Team"), C_("team membership", "Since"), C_("team membership", "Until") };

  add_members (self);
  if (lnet_exporter_has (self->exporter, LNET_IMPORT_ROLE))
    add_other (self, &self->roles, _("Roles"), G_N_ELEMENTS (roles), roles);
  if (lnet_exporter_has (self->exporter, LNET_EXPORT_TEAMS))
    add_other (self, &self->teams, _("Teams"), G_N_ELEMENTS (teams), teams);
}

static void
finish_sheet (Sheet *sheet)
{
  if (sheet->sheet == NULL)
    return;
  for (guint i = 0; i < sheet->widths->len; i++)
    worksheet_set_column (sheet->sheet, (lxw_col_t) i, (lxw_col_t) i,
                          CLAMP (g_array_index (sheet->widths, guint, i) + 2.0, NARROWEST, WIDEST), NULL);
  if (sheet->widths->len > 0)
    worksheet_autofilter (sheet->sheet, 0, 0, sheet->n_rows - 1, (lxw_col_t) (sheet->widths->len - 1));
}

/* Rows */

static void
put_roles (Book       *self,
           LnetPerson *person)
{
  g_autofree char *name = lnet_person_dup_name (person);
  Sheet *sheet = &self->roles;

  for (guint i = 0; i < person->roles->len && sheet->n_rows <= MOST_ROWS; i++)
    {
      LnetPersonRole *role = person->roles->pdata[i];

      put_text (self, sheet, 0, name);
      put_text (self, sheet, 1,
                role->role != NULL ? lnet_reference_get_label (LNET_REFERENCE_ROLE, role->role) : NULL);
      put_text (self, sheet, 2, role->place != NULL ? role->place->name : NULL);
      put_day (self, sheet, 3, role->starts);
      put_day (self, sheet, 4, role->ends);
      sheet->n_rows++;
    }
}

typedef struct
{
  Book *book;
  char *name;
} Team;

static void
put_team (const char *name,
          const char *starts,
          const char *ends,
          gpointer    data)
{
  Team *team = data;
  Sheet *sheet = &team->book->teams;

  if (sheet->n_rows > MOST_ROWS)
    return;
  put_text (team->book, sheet, 0, team->name);
  put_text (team->book, sheet, 1, name);
  put_day (team->book, sheet, 2, starts);
  put_day (team->book, sheet, 3, ends);
  sheet->n_rows++;
}

static gboolean
put_teams (Book        *self,
           LnetPerson  *person,
           GError     **error)
{
  g_autofree char *name = lnet_person_dup_name (person);
  Team team = { self, name };

  return lnet_export_walk_teams (self->exporter->reader, &person->id, put_team, &team, error);
}

/* Beside a member stand the roles of today. */
static void
leave_roles_of_today (LnetPerson *person,
                      const char *today)
{
  for (guint i = person->roles->len; i > 0; i--)
    if (lnet_export_is_over (((LnetPersonRole *) person->roles->pdata[i - 1])->ends, today))
      g_ptr_array_remove_index (person->roles, i - 1);
}

static gboolean
put_cells (Book        *self,
           LnetPerson  *person,
           GError     **error)
{
  for (guint i = 0; i < self->exporter->columns->len; i++)
    {
      const LnetExportPlace *column = &g_array_index (self->exporter->columns, LnetExportPlace, i);
      g_autoptr (GError) local_error = NULL;
      g_autofree char *text = lnet_exporter_dup_cell (self->exporter, person, column, &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      put_cell (self, &self->members, i, column->what->field, text);
    }
  self->members.n_rows++;
  return TRUE;
}

static gboolean
set_failed (Book    *self,
            GError **error)
{
  if (self->failed == LXW_NO_ERROR)
    return TRUE;
  g_set_error (error, LNET_ERROR, LNET_ERROR_FAILED,
               _("The spreadsheet could not be put together, and nothing was left there. There may be too little room "
                 "for temporary files.\n%s"),
               lxw_strerror (self->failed));
  return FALSE;
}

static gboolean
put_person (LnetExporter  *exporter,
            LnetPerson    *person,
            gpointer       data,
            GError       **error)
{
  Book *self = data;

  if (self->members.n_rows > MOST_ROWS)
    {
      g_set_error (error, LNET_ERROR, LNET_ERROR_INVALID,
                   _("A spreadsheet holds no more than %'u members. Choose fewer, or export them as CSV."), MOST_ROWS);
      return FALSE;
    }
  if (self->roles.sheet != NULL)
    put_roles (self, person);
  if (self->teams.sheet != NULL && !put_teams (self, person, error))
    return FALSE;
  leave_roles_of_today (person, exporter->today);
  exporter->n_rows++;
  return put_cells (self, person, error) && set_failed (self, error);
}

/* The file */

static gboolean
copy_file (const char      *path,
           LnetFileWriter  *writer,
           GCancellable    *cancellable,
           GError         **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autofree char *piece = g_malloc (PIECE);
  gssize n = stream != NULL ? 1 : -1;

  while (n > 0)
    {
      n = g_input_stream_read (G_INPUT_STREAM (stream), piece, PIECE, cancellable, error);
      if (n > 0)
        g_string_append_len (lnet_file_writer_get_text (writer), piece, n);
      if (n > 0 && !lnet_file_writer_push (writer, cancellable, error))
        return FALSE;
    }
  return n == 0;
}

/* Closing frees the book, and is the only thing that closes its temporary files: it has to be done in any case. */
static gboolean
fill_book (Book    *self,
           GError **error)
{
  gboolean filled;

  self->heading = workbook_add_format (self->book);
  format_set_bold (self->heading);
  self->day = workbook_add_format (self->book);
  format_set_num_format (self->day, "yyyy-mm-dd");
  format_set_align (self->day, LXW_ALIGN_LEFT);
  add_sheets (self);
  filled = set_failed (self, error) && lnet_exporter_walk (self->exporter, put_person, self, error);
  finish_sheet (&self->members);
  finish_sheet (&self->roles);
  finish_sheet (&self->teams);
  take_note (self, workbook_close (self->book));
  return filled && set_failed (self, error);
}

static gboolean
make_book (LnetExporter  *exporter,
           const char    *folder,
           const char    *path,
           GError       **error)
{
  lxw_workbook_options options = { .constant_memory = LXW_TRUE, .tmpdir = folder, .use_zip64 = LXW_TRUE };
  Book self = { .exporter = exporter };
  Sheet *sheets[] = { &self.members, &self.roles, &self.teams };
  gboolean filled;

  self.book = workbook_new_opt (path, &options);
  if (self.book == NULL)
    {
      self.failed = LXW_ERROR_CREATING_XLSX_FILE;
      return set_failed (&self, error);
    }
  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    sheets[i]->widths = g_array_new (FALSE, TRUE, sizeof (guint));
  filled = fill_book (&self, error);
  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    g_array_unref (sheets[i]->widths);
  return filled;
}

gboolean
lnet_export_write_sheet (LnetExporter  *self,
                         GFile         *to,
                         GError       **error)
{
  g_autoptr (LnetFileWriter) writer = lnet_file_writer_open (to, self->cancellable, error);
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  gboolean done;

  if (writer == NULL || !lnet_exporter_lay_out (self, FALSE, error))
    return FALSE;
  folder = g_dir_make_tmp ("learning-network-XXXXXX", error);
  if (folder == NULL)
    return FALSE;
  path = g_build_filename (folder, "members.xlsx", NULL);
  done = make_book (self, folder, path, error) && copy_file (path, writer, self->cancellable, error) &&
         lnet_file_writer_finish (writer, self->cancellable, error);
  g_unlink (path);
  g_rmdir (folder);
  return done;
}
