/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-import-plan-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-date-parse.h"
#include "lnet-import-pictures-private.h"
#include "lnet-import-table.h"

/* Every row's fate, in the order of the file. Runs in a worker; all of this is the worker's until it is handed back. */

#define VOTE_SHARE 150 /* per mille of the progress that counting dates takes */
#define MAX_PASSES 6

typedef struct
{
  LnetImportPlan *plan;
  LnetImportContext context;
  LnetImportPeople *people;
  const LnetImportColumns *columns;
  gboolean day_first;
  gboolean said_more; /* some member stands in several rows */
  guint n_changed;    /* rows that changed something in this pass */
} Planner;

static void
clear_row (gpointer data)
{
  LnetImportRow *row = data;

  g_free (row->name);
  g_free (row->detail);
}

static void
reject_free (gpointer data)
{
  LnetImportReject *reject = data;

  g_free (reject->reason);
  g_strfreev (reject->cells);
  g_free (reject);
}

static LnetImportPlan *
plan_new (void)
{
  LnetImportPlan *self = g_new0 (LnetImportPlan, 1);

  self->rows = g_array_new (FALSE, TRUE, sizeof (LnetImportRow));
  g_array_set_clear_func (self->rows, clear_row);
  self->rejects = g_ptr_array_new_with_free_func (reject_free);
  self->remarks = g_ptr_array_new_null_terminated (4, g_free, TRUE);
  self->differences = g_ptr_array_new_with_free_func (lnet_import_difference_free);
  self->additions = g_ptr_array_new_with_free_func (lnet_import_addition_free);
  self->transaction = lnet_transaction_new ("members-import");
  return self;
}

void
lnet_import_plan_free (LnetImportPlan *self)
{
  g_array_unref (self->rows);
  g_ptr_array_unref (self->rejects);
  g_ptr_array_unref (self->remarks);
  g_ptr_array_unref (self->differences);
  g_ptr_array_unref (self->additions);
  g_clear_pointer (&self->organizations_by_key, g_hash_table_unref);
  g_clear_pointer (&self->roles_by_key, g_hash_table_unref);
  g_clear_pointer (&self->organizations, g_ptr_array_unref);
  g_clear_pointer (&self->roles, g_ptr_array_unref);
  g_clear_pointer (&self->transaction, lnet_transaction_unref);
  g_free (self);
}

/* The rows behind the headings */

static LnetImportTable *
open_rows (GFile        *file,
           guint         n_before,
           GCancellable *cancellable,
           GError      **error)
{
  g_autoptr (LnetImportTable) reader = lnet_import_table_open (file, cancellable, error);

  for (guint i = 0; reader != NULL && i <= n_before; i++)
    {
      g_autoptr (GError) local_error = NULL;

      if (lnet_import_table_next (reader, &local_error) == NULL && local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }
  return g_steal_pointer (&reader);
}

static void
set_progress (LnetImportTable *reader,
              int             *progress,
              int              from,
              int              share)
{
  g_atomic_int_set (progress, from + (int) (lnet_import_table_get_progress (reader) * share));
}

/* Dates */

static gboolean
is_date (LnetImportField field)
{
  return field == LNET_IMPORT_JOINED || field == LNET_IMPORT_ROLE_STARTS || field == LNET_IMPORT_ROLE_ENDS ||
         field == LNET_IMPORT_QUALITY_SINCE || field == LNET_IMPORT_TEXT_DATE || field == LNET_IMPORT_TEXT_OPT_IN;
}

static gboolean
has_dates (const LnetImportColumns *columns)
{
  for (guint i = 0; i < columns->n_columns; i++)
    if (is_date (columns->fields[i]))
      return TRUE;
  return FALSE;
}

static gboolean
count_dates (LnetImportTable         *reader,
             const LnetImportColumns *columns,
             LnetDateVotes           *votes,
             int                     *progress,
             GError                 **error)
{
  g_autoptr (GError) local_error = NULL;
  const LnetCsvRow *row;

  while ((row = lnet_import_table_next (reader, &local_error)) != NULL)
    {
      for (guint i = 0; i < MIN (columns->n_columns, row->n_cells); i++)
        if (is_date (columns->fields[i]))
          lnet_date_votes_add (votes, row->cells[i]);
      set_progress (reader, progress, 0, VOTE_SHARE);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static void
remark_dates (LnetImportPlan      *plan,
              const LnetDateVotes *votes)
{
  if (votes->n_either == 0)
    return;
  g_ptr_array_add (plan->remarks,
                   lnet_date_votes_is_day_first (votes)
                     ? g_strdup_printf (ngettext ("%u date such as 04/05/2026 was read with the day first, as most dates "
                                                  "of the file are.",
                                                  "%u dates such as 04/05/2026 were read with the day first, as most "
                                                  "dates of the file are.", votes->n_either), votes->n_either)
                     : g_strdup_printf (ngettext ("%u date such as 04/05/2026 was read with the month first.",
                                                  "%u dates such as 04/05/2026 were read with the month first.",
                                                  votes->n_either), votes->n_either));
}

static void
remark_columns (LnetImportPlan          *plan,
                const LnetImportColumns *columns)
{
  g_autoptr (GString) left_out = g_string_new (NULL);

  for (guint i = 0; i < columns->n_columns; i++)
    if (columns->fields[i] == LNET_IMPORT_NONE)
      g_string_append_printf (left_out, "%s%s", left_out->len > 0 ? ", " : "", columns->headings[i]);
  if (left_out->len > 0)
    /* Translators: %s is a list of headings */
    g_ptr_array_add (plan->remarks, g_strdup_printf (_("Columns left out: %s."), left_out->str));
}

static gboolean
decide_dates (Planner       *self,
              GFile         *file,
              guint          n_before,
              int           *progress,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autoptr (LnetImportTable) reader = NULL;
  LnetDateVotes votes = { 0 };

  if (!has_dates (self->columns))
    return TRUE;
  reader = open_rows (file, n_before, cancellable, error);
  if (reader == NULL || !count_dates (reader, self->columns, &votes, progress, error))
    return FALSE;
  self->day_first = lnet_date_votes_is_day_first (&votes);
  remark_dates (self->plan, &votes);
  return TRUE;
}

/* A row */

static char *
join_notes (const char *a,
            const char *b)
{
  return a[0] != '\0' && b[0] != '\0' ? g_strconcat (a, " ", b, NULL) : g_strconcat (a, b, NULL);
}

static void
forget_reject (LnetImportPlan *plan,
               guint           line)
{
  for (guint i = 0; i < plan->rejects->len; i++)
    if (((LnetImportReject *) plan->rejects->pdata[i])->line == line)
      {
        g_ptr_array_remove_index (plan->rejects, i);
        return;
      }
}

/* In a further pass, a row that does more now says so; one that was in doubt may be in doubt no more. */
static void
revise_row (Planner        *self,
            LnetImportFate  fate,
            LnetImportRule  rule,
            const char     *detail)
{
  LnetImportRow *row = &g_array_index (self->plan->rows, LnetImportRow, self->context.row);
  g_autofree char *before = row->detail;

  if (row->fate == LNET_IMPORT_REJECTED)
    {
      forget_reject (self->plan, row->line);
      before[0] = '\0';
    }
  if (row->fate != LNET_IMPORT_NEW && row->fate != fate)
    {
      self->plan->counts.n[row->fate]--;
      self->plan->counts.n[fate]++;
      row->fate = fate;
      row->rule = rule;
    }
  row->detail = join_notes (before, detail);
}

static void
add_row (Planner          *self,
         LnetImportRecord *record,
         LnetImportFate    fate,
         LnetImportRule    rule,
         const char       *name,
         const char       *detail)
{
  LnetImportRow row = { record->line, fate, rule, g_strdup (name), g_strdup (detail) };

  g_array_append_val (self->plan->rows, row);
  self->plan->counts.n_rows++;
  self->plan->counts.n[fate]++;
}

static void
reject (Planner          *self,
        LnetImportRecord *record,
        const LnetCsvRow *source,
        const char       *reason)
{
  LnetImportReject *rejected;
  g_autofree char *name = NULL;

  if (self->context.pass > 0)
    return;
  rejected = g_new0 (LnetImportReject, 1);
  rejected->line = record->line;
  rejected->reason = g_strdup (reason);
  rejected->cells = g_new0 (char *, source->n_cells + 1);
  for (guint i = 0; i < source->n_cells; i++)
    rejected->cells[i] = g_strdup (source->cells[i]);
  g_ptr_array_add (self->plan->rejects, rejected);
  name = lnet_person_dup_name (record->said);
  add_row (self, record, LNET_IMPORT_REJECTED, LNET_IMPORT_BY_NOTHING, name, reason);
}

static LnetPerson *
add_person (Planner *self)
{
  LnetPerson *person = lnet_person_new ();

  person->id = lnet_transaction_add (self->context.transaction, LNET_TABLE_MEMBER, lnet_space (LNET_SPACE_NETWORK));
  return person;
}

/* Somebody new takes part, unless the roster says otherwise. */
static void
set_active (LnetPerson       *person,
            LnetImportRecord *record)
{
  if (record->said->values[LNET_IMPORT_STATUS] == NULL)
    record->said->values[LNET_IMPORT_STATUS] = g_strdup ("active");
}

/* first_line: of the member in this pass, 0 for the first of their rows. */
static LnetImportFate
get_fate (const LnetPerson        *person,
          const LnetImportOutcome *outcome,
          gboolean                 is_new,
          guint                    first_line)
{
  if (is_new)
    return LNET_IMPORT_NEW;
  if (first_line != 0 && outcome->n_news == 0)
    return LNET_IMPORT_DUPLICATE;
  return outcome->n_changes > 0 ? LNET_IMPORT_CHANGED : LNET_IMPORT_SAME;
}

static void
append_part (GString    *into,
             const char *part)
{
  if (part != NULL && part[0] != '\0')
    g_string_append_printf (into, "%s%s", into->len > 0 ? " · " : "", part);
}

/* What a preview shows of somebody new: "Coach · Little Sprouts · Lander · ana@example.org". */
static void
summarize (const LnetPerson *person,
           GString          *into)
{
  const char *town = person->values[LNET_IMPORT_TOWN];

  for (guint i = 0; i < person->roles->len; i++)
    {
      const LnetPersonRole *role = person->roles->pdata[i];

      append_part (into, role->role != NULL ? lnet_reference_get_label (LNET_REFERENCE_ROLE, role->role) : NULL);
      append_part (into, role->place != NULL ? role->place->name : NULL);
    }
  append_part (into, town != NULL ? town : person->values[LNET_IMPORT_REGION]);
  for (guint i = 0; i < person->channels->len; i++)
    append_part (into, ((LnetPersonChannel *) person->channels->pdata[i])->value);
  /* Translators: behind what else a row says of a new member: "Coach · Lander · with a picture." */
  append_part (into, person->has_portrait ? _("with a picture") : NULL);
  if (into->len > 0 && into->str[into->len - 1] != '.')
    g_string_append_c (into, '.');
}

static void
note_row (Planner           *self,
          LnetImportRecord  *record,
          LnetPerson        *person,
          LnetImportFate     fate,
          LnetImportRule     rule,
          LnetImportOutcome *outcome)
{
  g_autofree char *name = lnet_person_dup_name (person);
  g_autofree char *detail = NULL;

  if (self->context.pass > 0)
    {
      if (outcome->n_changes > 0 ||
          g_array_index (self->plan->rows, LnetImportRow, self->context.row).fate == LNET_IMPORT_REJECTED)
        revise_row (self, fate, rule, outcome->changes->str);
      return;
    }
  if (fate == LNET_IMPORT_DUPLICATE)
    lnet_import_say (outcome->changes, _("Says again what line %u said."), person->first_line);
  else if (fate == LNET_IMPORT_NEW)
    summarize (person, outcome->changes);
  detail = join_notes (outcome->changes->str, record->notes->str);
  add_row (self, record, fate, rule, name, detail);
}

static void
take (Planner          *self,
      LnetImportRecord *record,
      LnetPerson       *person,
      LnetImportRule    rule)
{
  LnetImportOutcome outcome = { 0, 0, g_string_new (NULL) };
  gboolean is_new = person == NULL;
  guint first_line;
  LnetImportFate fate;

  if (is_new)
    {
      person = add_person (self);
      set_active (person, record);
    }
  first_line = person->first_line;
  lnet_import_apply (&self->context, person, record, &outcome);
  if (lnet_id_is_null (&person->claimed_id))
    person->claimed_id = record->member_id;
  if (first_line == 0)
    person->first_line = record->line;
  fate = get_fate (person, &outcome, is_new, first_line);
  note_row (self, record, person, fate, rule, &outcome);
  g_string_free (outcome.changes, TRUE);
  self->said_more = self->said_more || first_line != 0;
  self->n_changed += outcome.n_changes > 0;
  if (is_new)
    lnet_import_people_add (self->people, person);
  else if (outcome.n_changes > 0)
    lnet_import_people_add_keys (self->people, person);
}

/* Whether the row is not wanted for what it says otherwise; then it is rejected. */
static gboolean
refuse_differences (Planner          *self,
                    LnetImportRecord *record,
                    const LnetCsvRow *row,
                    LnetPerson       *person)
{
  g_autofree char *differences = NULL;

  if (self->context.settings->on_conflict != LNET_IMPORT_REJECT || person == NULL)
    return FALSE;
  differences = lnet_import_describe_differences (&self->context, person, record);
  if (differences[0] == '\0')
    return FALSE;
  reject (self, record, row, differences);
  return TRUE;
}

static gboolean
plan_row (Planner          *self,
          const LnetCsvRow *row,
          GError          **error)
{
  g_autoptr (LnetImportRecord) record = lnet_import_record_read (self->columns, row, self->day_first);
  g_autofree char *reason = NULL;
  LnetPerson *person = NULL;
  LnetImportRule rule;

  if (!lnet_import_record_has_name (record))
    {
      reject (self, record, row, _("There is no name in this row."));
      return TRUE;
    }
  lnet_import_record_rename (record, self->context.settings, self->context.places);
  switch (lnet_import_people_match (self->people, record, &person, &rule, &reason, error))
    {
    case LNET_IMPORT_FAILED:
      return FALSE;
    case LNET_IMPORT_DOUBT:
      reject (self, record, row, reason);
      return TRUE;
    case LNET_IMPORT_FOUND:
    case LNET_IMPORT_NOBODY:
    default:
      if (!refuse_differences (self, record, row, person))
        take (self, record, person, rule);
      return TRUE;
    }
}

static gboolean
plan_rows (Planner          *self,
           LnetImportTable  *reader,
           int              *progress,
           GCancellable     *cancellable,
           GError          **error)
{
  g_autoptr (GError) local_error = NULL;
  int from = has_dates (self->columns) ? VOTE_SHARE : 0;
  const LnetCsvRow *row;

  self->context.row = 0;
  self->n_changed = 0;
  while ((row = lnet_import_table_next (reader, &local_error)) != NULL)
    {
      lnet_import_pictures_offer (self->context.settings->pictures, lnet_import_table_get_picture (reader));
      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !plan_row (self, row, error))
        return FALSE;
      if (self->context.pass == 0)
        set_progress (reader, progress, from, 1000 - from);
      self->context.row++;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Where a member stands in several rows, a later row may be what an earlier one would have been recognised by. The file
 * is gone through again, as it would be at its next import, until that would change nothing. */
static gboolean
plan_again (Planner       *self,
            GFile         *file,
            guint          n_before,
            int           *progress,
            GCancellable  *cancellable,
            GError       **error)
{
  guint *pass = &self->context.pass;

  for (*pass = 1; self->said_more && self->n_changed > 0 && *pass < MAX_PASSES; (*pass)++)
    {
      g_autoptr (LnetImportTable) rows = open_rows (file, n_before, cancellable, error);

      lnet_import_people_forget_file (self->people);
      if (rows == NULL || !plan_rows (self, rows, progress, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/* Setting up */

static gboolean
set_up (Planner     *self,
        GFile       *file,
        LnetReader  *reader,
        GError     **error)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  self->context.differences = self->plan->differences;
  self->context.additions = self->plan->additions;
  self->context.noted = g_hash_table_new (g_str_hash, g_str_equal);
  self->context.added_in = g_hash_table_new (NULL, NULL);
  self->people = lnet_import_people_load (reader, self->context.settings->rules, error);
  if (self->people == NULL)
    return FALSE;
  self->context.transaction = self->plan->transaction;
  self->context.places = lnet_import_people_get_places (self->people);
  self->context.named_places = lnet_import_name_places (self->context.places);
  self->context.role_terms = lnet_terms_load (reader, "role", error);
  if (self->context.role_terms == NULL)
    return FALSE;
  self->context.setting_terms = lnet_terms_load (reader, "setting", error);
  /* Translators: where a consent is recorded from; %s is a file's name */
  self->context.source = g_strdup_printf (_("Roster “%s”"), name);
  self->context.today = g_date_time_format (now, "%Y-%m-%d");
  return self->context.setting_terms != NULL;
}

static void
tear_down (Planner *self)
{
  g_clear_pointer (&self->context.named_places, g_hash_table_unref);
  g_clear_pointer (&self->context.role_terms, g_hash_table_unref);
  g_clear_pointer (&self->context.setting_terms, g_hash_table_unref);
  g_clear_pointer (&self->context.noted, g_hash_table_unref);
  g_clear_pointer (&self->context.added_in, g_hash_table_unref);
  g_clear_pointer (&self->context.source, g_free);
  g_clear_pointer (&self->context.today, g_free);
  g_clear_pointer (&self->people, lnet_import_people_free);
}

static gboolean
make (Planner       *self,
      GFile         *file,
      guint          n_before,
      LnetReader    *reader,
      int           *progress,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autoptr (LnetImportTable) rows = NULL;

  if (!set_up (self, file, reader, error) || !decide_dates (self, file, n_before, progress, cancellable, error))
    return FALSE;
  remark_columns (self->plan, self->columns);
  lnet_import_pictures_begin (self->context.settings->pictures, cancellable);
  rows = open_rows (file, n_before, cancellable, error);
  if (rows == NULL || !plan_rows (self, rows, progress, cancellable, error) ||
      !plan_again (self, file, n_before, progress, cancellable, error))
    return FALSE;
  lnet_import_pictures_end (self->context.settings->pictures, self->plan->remarks);
  lnet_import_plan_propose (self->plan, &self->context);
  return TRUE;
}

LnetImportPlan *
lnet_import_plan_make (GFile                   *file,
                       const LnetImportColumns *columns,
                       guint                    n_before,
                       const LnetImportSettings *settings,
                       LnetReader              *reader,
                       int                     *progress,
                       GCancellable            *cancellable,
                       GError                 **error)
{
  g_autoptr (LnetImportPlan) plan = plan_new ();
  Planner self = { .plan = plan, .columns = columns, .context.settings = settings };
  gboolean done = make (&self, file, n_before, reader, progress, cancellable, error);

  tear_down (&self);
  return done ? g_steal_pointer (&plan) : NULL;
}
