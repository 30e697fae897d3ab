/* SPDX-License-Identifier: GPL-3.0-or-later */

/* On whichever thread owns the reader; what it gives back may then go to any. */

#include "config.h"

#include "lnet-certificates.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-error.h"
#include "lnet-name.h"

#define DATE_LENGTH 10

/* What is needed only while reading. */
typedef struct
{
  LnetCohort *cohort;
  const char *now;
  const LnetId *only; /* nullable: the one enrolment to take */
  GHashTable *sessions;     /* id → place + 1 */
  GHashTable *participants; /* enrolment → LnetParticipant */
} Loading;

static void
session_free (gpointer data)
{
  LnetCohortSession *self = data;

  g_free (self->starts);
  g_free (self->mode);
  g_free (self->place);
  g_free (self->approval);
  g_free (self);
}

static void
evidence_free (gpointer data)
{
  LnetEvidence *self = data;

  g_free (self->kind);
  g_free (self->title);
  g_free (self->submitted_on);
  g_free (self->decision);
  g_free (self->note);
  g_free (self);
}

static void
waiver_free (gpointer data)
{
  LnetWaiver *self = data;

  g_free (self->reason);
  g_free (self->on_date);
  g_free (self);
}

static void
participant_free (gpointer data)
{
  LnetParticipant *self = data;

  g_free (self->name);
  g_free (self->enrolled_on);
  g_free (self->status);
  g_free (self->ended_on);
  g_bytes_unref (self->sort_key);
  g_free (self->entries);
  g_free (self->outcomes);
  g_free (self->handed_in);
  g_free (self->waived);
  g_ptr_array_unref (self->evidence);
  g_ptr_array_unref (self->waivers);
  g_free (self);
}

static void
cohort_clear (gpointer data)
{
  LnetCohort *self = data;

  g_free (self->name);
  g_free (self->starts);
  g_free (self->ends);
  g_free (self->facilitators);
  g_clear_pointer (&self->program, lnet_program_unref);
  g_ptr_array_unref (self->facilitator_ids);
  g_ptr_array_unref (self->sessions);
  g_ptr_array_unref (self->participants);
}

LnetCohort *
lnet_cohort_ref (LnetCohort *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
lnet_cohort_unref (LnetCohort *self)
{
  g_atomic_rc_box_release_full (self, cohort_clear);
}

static LnetCohort *
cohort_new (const LnetId *id)
{
  LnetCohort *self = g_atomic_rc_box_new0 (LnetCohort);

  self->id = *id;
  self->facilitator_ids = g_ptr_array_new_with_free_func (g_free);
  self->sessions = g_ptr_array_new_with_free_func (session_free);
  self->participants = g_ptr_array_new_with_free_func (participant_free);
  return self;
}

static gboolean
load_cohort_row (Loading     *loading,
                 LnetReader  *reader,
                 GError     **error)
{
  LnetCohort *self = loading->cohort;
  LnetRows *rows = lnet_reader_query (reader, &lnet_statement_cohort);
  LnetId program = lnet_id_null ();

  lnet_rows_bind_id (rows, 1, &self->id);
  if (lnet_rows_step (rows))
    {
      program = lnet_rows_id (rows, 0);
      self->name = g_strdup (lnet_rows_text (rows, 1));
      self->starts = lnet_rows_dup_text (rows, 2);
      self->ends = lnet_rows_dup_text (rows, 3);
    }
  if (!lnet_rows_end (rows, error))
    return FALSE;
  if (lnet_id_is_null (&program))
    {
      g_set_error_literal (error, LNET_ERROR, LNET_ERROR_NOT_FOUND, _("This cohort is not there any more."));
      return FALSE;
    }
  self->over = self->ends != NULL && strncmp (loading->now, self->ends, DATE_LENGTH) > 0;
  self->program = lnet_program_load (reader, &program, error);
  return self->program != NULL;
}

static gboolean
load_facilitators (Loading     *loading,
                   LnetReader  *reader,
                   GError     **error)
{
  LnetRows *rows = lnet_reader_query (reader, &lnet_statement_cohort_facilitators);
  g_autoptr (GString) names = g_string_new (NULL);

  lnet_rows_bind_id (rows, 1, &loading->cohort->id);
  while (lnet_rows_step (rows))
    {
      LnetId id = lnet_rows_id (rows, 0);
      g_autofree char *name = lnet_name_display (lnet_rows_text (rows, 1), lnet_rows_text (rows, 2),
                                                 lnet_rows_text (rows, 3));

      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
      g_ptr_array_add (loading->cohort->facilitator_ids, lnet_id_copy (&id));
    }
  loading->cohort->facilitators = g_strdup (names->str);
  return lnet_rows_end (rows, error);
}

static gboolean
load_sessions (Loading     *loading,
               LnetReader  *reader,
               GError     **error)
{
  LnetRows *rows = lnet_reader_query (reader, &lnet_statement_sessions);

  lnet_rows_bind_id (rows, 1, &loading->cohort->id);
  while (lnet_rows_step (rows))
    {
      LnetCohortSession *session = g_new0 (LnetCohortSession, 1);
      LnetId module = lnet_rows_id (rows, 1);
      const char *status = lnet_rows_text (rows, 7);

      session->id = lnet_rows_id (rows, 0);
      session->module = lnet_program_find_module (loading->cohort->program, &module);
      session->starts = g_strdup (lnet_rows_text (rows, 2));
      session->minutes = (guint) CLAMP (lnet_rows_integer (rows, 3), 0, G_MAXUINT16);
      session->mode = lnet_rows_dup_text (rows, 4);
      session->place = lnet_rows_dup_text (rows, 5);
      session->approval = lnet_rows_dup_text (rows, 6);
      session->held = g_str_equal (status, "held");
      session->cancelled = g_str_equal (status, "cancelled");
      session->past = session->held || (session->starts[0] != '\0' && strcmp (session->starts, loading->now) < 0);
      g_ptr_array_add (loading->cohort->sessions, session);
      g_hash_table_insert (loading->sessions, &session->id, GUINT_TO_POINTER (loading->cohort->sessions->len));
    }
  return lnet_rows_end (rows, error);
}

static LnetParticipant *
read_participant (const LnetCohort *cohort,
                  LnetRows         *rows)
{
  LnetParticipant *self = g_new0 (LnetParticipant, 1);
  const char *preferred = lnet_rows_text (rows, 5);
  const char *first = lnet_rows_text (rows, 6);
  const char *last = lnet_rows_text (rows, 7);

  self->enrolment = lnet_rows_id (rows, 0);
  self->member = lnet_rows_id (rows, 1);
  self->enrolled_on = lnet_rows_dup_text (rows, 2);
  self->status = g_strdup (lnet_rows_text (rows, 3));
  self->ended_on = lnet_rows_dup_text (rows, 4);
  self->name = lnet_name_display (preferred, first, last);
  self->sort_key = lnet_name_sort_key (preferred, first, last);
  self->entries = g_new0 (LnetAttendanceEntry, MAX (cohort->sessions->len, 1));
  self->outcomes = g_new0 (LnetModuleOutcome, MAX (cohort->program->modules->len, 1));
  self->handed_in = g_new0 (guint, MAX (cohort->program->requirements->len, 1));
  self->waived = g_new0 (gboolean, MAX (cohort->program->requirements->len, 1));
  self->evidence = g_ptr_array_new_with_free_func (evidence_free);
  self->waivers = g_ptr_array_new_with_free_func (waiver_free);
  return self;
}

static int
compare_participants (gconstpointer a,
                      gconstpointer b)
{
  const LnetParticipant *first = *(LnetParticipant *const *) a;
  const LnetParticipant *second = *(LnetParticipant *const *) b;
  int order = g_bytes_compare (first->sort_key, second->sort_key);

  return order != 0 ? order : lnet_id_compare (&first->enrolment, &second->enrolment);
}

static gboolean
load_participants (Loading     *loading,
                   LnetReader  *reader,
                   GError     **error)
{
  LnetRows *rows = lnet_reader_query (reader, &lnet_statement_enrolments);

  lnet_rows_bind_id (rows, 1, &loading->cohort->id);
  while (lnet_rows_step (rows))
    {
      LnetId id = lnet_rows_id (rows, 0);
      LnetParticipant *participant;

      if (loading->only != NULL && !lnet_id_equal (&id, loading->only))
        continue;
      participant = read_participant (loading->cohort, rows);
      g_ptr_array_add (loading->cohort->participants, participant);
      g_hash_table_insert (loading->participants, &participant->enrolment, participant);
    }
  g_ptr_array_sort (loading->cohort->participants, compare_participants);
  return lnet_rows_end (rows, error);
}

/* The participant whose row this is, by its first column. */
static LnetParticipant *
find_row_participant (Loading  *loading,
                      LnetRows *rows)
{
  LnetId enrolment = lnet_rows_id (rows, 0);

  return g_hash_table_lookup (loading->participants, &enrolment);
}

static gboolean
load_attendance (Loading     *loading,
                 LnetReader  *reader,
                 GError     **error)
{
  LnetRows *rows = lnet_reader_query (reader, &lnet_statement_attendance);

  lnet_rows_bind_id (rows, 1, &loading->cohort->id);
  while (lnet_rows_step (rows))
    {
      LnetParticipant *participant = find_row_participant (loading, rows);
      LnetId session_id = lnet_rows_id (rows, 1);
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (loading->sessions, &session_id));
      LnetAttendanceEntry *entry;

      if (participant == NULL || place == 0)
        continue;
      entry = &participant->entries[place - 1];
      entry->twofold = !lnet_id_is_null (&entry->id);
      entry->id = lnet_rows_id (rows, 2);
      entry->status = lnet_attendance_status_from_key (lnet_rows_text (rows, 3));
      entry->missed = (guint) CLAMP (lnet_rows_integer (rows, 4), 0, G_MAXUINT16);
    }
  return lnet_rows_end (rows, error);
}

static gboolean
load_evidence (Loading     *loading,
               LnetReader  *reader,
               GError     **error)
{
  LnetRows *rows = lnet_reader_query (reader, &lnet_statement_evidence);

  lnet_rows_bind_id (rows, 1, &loading->cohort->id);
  while (lnet_rows_step (rows))
    {
      LnetParticipant *participant = find_row_participant (loading, rows);
      LnetId requirement = lnet_rows_id (rows, 2);
      LnetId module = lnet_rows_id (rows, 3);
      LnetEvidence *evidence;

      if (participant == NULL)
        continue;
      evidence = g_new0 (LnetEvidence, 1);
      evidence->id = lnet_rows_id (rows, 1);
      evidence->requirement = lnet_program_find_requirement (loading->cohort->program, &requirement);
      evidence->module = lnet_program_find_module (loading->cohort->program, &module);
      evidence->kind = lnet_rows_dup_text (rows, 4);
      evidence->title = g_strdup (lnet_rows_text (rows, 5));
      evidence->submitted_on = lnet_rows_dup_text (rows, 6);
      evidence->decision = lnet_rows_dup_text (rows, 7);
      evidence->note = lnet_rows_dup_text (rows, 8);
      g_ptr_array_add (participant->evidence, evidence);
    }
  return lnet_rows_end (rows, error);
}

static gboolean
load_waivers (Loading     *loading,
              LnetReader  *reader,
              GError     **error)
{
  LnetRows *rows = lnet_reader_query (reader, &lnet_statement_waivers);

  lnet_rows_bind_id (rows, 1, &loading->cohort->id);
  while (lnet_rows_step (rows))
    {
      LnetParticipant *participant = find_row_participant (loading, rows);
      LnetId module = lnet_rows_id (rows, 2);
      LnetId requirement = lnet_rows_id (rows, 3);
      LnetWaiver *waiver;

      if (participant == NULL)
        continue;
      waiver = g_new0 (LnetWaiver, 1);
      waiver->id = lnet_rows_id (rows, 1);
      waiver->module = lnet_program_find_module (loading->cohort->program, &module);
      waiver->requirement = lnet_program_find_requirement (loading->cohort->program, &requirement);
      waiver->reason = g_strdup (lnet_rows_text (rows, 4));
      waiver->on_date = lnet_rows_dup_text (rows, 5);
      g_ptr_array_add (participant->waivers, waiver);
    }
  return lnet_rows_end (rows, error);
}

/* Handed in, and not sent back to be worked on. */
static gboolean
counts (const LnetEvidence *evidence)
{
  return evidence->requirement != G_MAXUINT && evidence->submitted_on != NULL
         && g_strcmp0 (evidence->decision, "revise") != 0;
}

static guint
count_missing_evidence (const LnetCohort *cohort,
                        LnetParticipant  *participant)
{
  g_autofree guint *needed = g_new0 (guint, MAX (cohort->program->requirements->len, 1));

  for (guint i = 0; i < participant->evidence->len; i++)
    {
      LnetEvidence *evidence = g_ptr_array_index (participant->evidence, i);

      if (counts (evidence))
        participant->handed_in[evidence->requirement]++;
    }
  for (guint i = 0; i < participant->waivers->len; i++)
    {
      LnetWaiver *waiver = g_ptr_array_index (participant->waivers, i);

      if (waiver->requirement != G_MAXUINT)
        participant->waived[waiver->requirement] = TRUE;
    }
  for (guint i = 0; i < cohort->program->requirements->len; i++)
    if (!participant->waived[i])
      needed[i] = ((LnetRequirement *) g_ptr_array_index (cohort->program->requirements, i))->needed;
  return lnet_forecast_count_missing (needed, participant->handed_in, cohort->program->requirements->len);
}

/* The program's modules as this participant has to meet them. Categories are numbered by their first module. */
static LnetModuleRule *
make_rules (const LnetCohort      *cohort,
            const LnetParticipant *participant)
{
  GPtrArray *modules = cohort->program->modules;
  LnetModuleRule *rules = g_new0 (LnetModuleRule, MAX (modules->len, 1));

  for (guint i = 0; i < modules->len; i++)
    {
      LnetModule *module = g_ptr_array_index (modules, i);

      rules[i].minutes = module->minutes;
      rules[i].required = module->required;
      while (rules[i].category < i
             && g_strcmp0 (((LnetModule *) g_ptr_array_index (modules, rules[i].category))->category,
                           module->category) != 0)
        rules[i].category++;
    }
  for (guint i = 0; i < participant->waivers->len; i++)
    {
      LnetWaiver *waiver = g_ptr_array_index (participant->waivers, i);

      if (waiver->module != G_MAXUINT)
        rules[waiver->module].waived = TRUE;
    }
  return rules;
}

static LnetSessionMark *
make_marks (const LnetCohort      *cohort,
            const LnetParticipant *participant)
{
  LnetSessionMark *marks = g_new0 (LnetSessionMark, MAX (cohort->sessions->len, 1));

  for (guint i = 0; i < cohort->sessions->len; i++)
    {
      LnetCohortSession *session = g_ptr_array_index (cohort->sessions, i);

      marks[i].module = session->module;
      marks[i].minutes = session->minutes;
      marks[i].status = participant->entries[i].status;
      marks[i].missed = participant->entries[i].missed;
      marks[i].past = session->past;
      marks[i].cancelled = session->cancelled;
      marks[i].before_enrolment = lnet_cohort_is_before_enrolment (session, participant);
    }
  return marks;
}

static void
reckon (const LnetCohort *cohort,
        LnetParticipant  *participant)
{
  const LnetProgram *program = cohort->program;
  g_autofree LnetModuleRule *rules = make_rules (cohort, participant);
  g_autofree LnetSessionMark *marks = make_marks (cohort, participant);
  LnetForecastFacts facts = {
    .evidence_missing = count_missing_evidence (cohort, participant),
    .withdrawn = g_str_equal (participant->status, "withdrawn"),
    .over = cohort->over,
  };

  lnet_attendance_policy_assess (&program->policy, rules, program->modules->len, marks, cohort->sessions->len,
                                 participant->outcomes, &participant->outcome);
  participant->forecast = lnet_forecast_make (&program->policy, rules, program->modules->len, marks,
                                              cohort->sessions->len, participant->outcomes, &participant->outcome,
                                              &facts);
}

static void
reckon_all (LnetCohort *cohort)
{
  for (guint i = 0; i < cohort->participants->len; i++)
    {
      LnetParticipant *participant = g_ptr_array_index (cohort->participants, i);

      reckon (cohort, participant);
      for (guint j = 0; j < cohort->sessions->len; j++)
        if (participant->entries[j].status != LNET_ATTENDANCE_UNRECORDED)
          ((LnetCohortSession *) g_ptr_array_index (cohort->sessions, j))->n_recorded++;
    }
}

LnetCohort *
lnet_cohort_load_own (LnetReader    *reader,
                      const LnetId  *id,
                      const LnetId  *enrolment,
                      const char    *now,
                      GError       **error)
{
  g_autoptr (LnetCohort) self = cohort_new (id);
  g_autoptr (GHashTable) sessions = g_hash_table_new (lnet_id_hash, lnet_id_equal);
  g_autoptr (GHashTable) participants = g_hash_table_new (lnet_id_hash, lnet_id_equal);
  Loading loading = { self, now, enrolment, sessions, participants };

  if (!load_cohort_row (&loading, reader, error) || !load_facilitators (&loading, reader, error) ||
      !load_sessions (&loading, reader, error) || !load_participants (&loading, reader, error) ||
      !load_attendance (&loading, reader, error) || !load_evidence (&loading, reader, error) ||
      !load_waivers (&loading, reader, error))
    return NULL;
  reckon_all (self);
  return g_steal_pointer (&self);
}

LnetCohort *
lnet_cohort_load (LnetReader    *reader,
                  const LnetId  *id,
                  const char    *now,
                  GError       **error)
{
  return lnet_cohort_load_own (reader, id, NULL, now, error);
}

guint
lnet_cohort_find_participant (const LnetCohort *self,
                              const LnetId     *enrolment)
{
  for (guint i = 0; i < self->participants->len; i++)
    if (lnet_id_equal (&((LnetParticipant *) g_ptr_array_index (self->participants, i))->enrolment, enrolment))
      return i;
  return G_MAXUINT;
}

guint
lnet_cohort_find_session (const LnetCohort *self,
                          const LnetId     *session)
{
  for (guint i = 0; i < self->sessions->len; i++)
    if (lnet_id_equal (&((LnetCohortSession *) g_ptr_array_index (self->sessions, i))->id, session))
      return i;
  return G_MAXUINT;
}

/* The earliest past one whose roll is not taken; else the next to come; else the last. */
guint
lnet_cohort_find_roll_session (const LnetCohort *self)
{
  guint next = G_MAXUINT;
  guint last = G_MAXUINT;

  for (guint i = 0; i < self->sessions->len; i++)
    {
      LnetCohortSession *session = g_ptr_array_index (self->sessions, i);

      if (session->cancelled)
        continue;
      if (session->past && session->n_recorded == 0)
        return i;
      if (!session->past && next == G_MAXUINT)
        next = i;
      last = i;
    }
  return next != G_MAXUINT ? next : last;
}

gboolean
lnet_cohort_is_before_enrolment (const LnetCohortSession *session,
                                 const LnetParticipant   *participant)
{
  return participant->enrolled_on != NULL && session->starts[0] != '\0'
         && strncmp (session->starts, participant->enrolled_on, DATE_LENGTH) < 0;
}

guint
lnet_cohort_count_module_sessions (const LnetCohort *self,
                                   guint             session,
                                   guint            *which)
{
  LnetCohortSession *wanted = g_ptr_array_index (self->sessions, session);
  guint n = 0;

  if (wanted->cancelled)
    return 1;
  for (guint i = 0; i < self->sessions->len; i++)
    {
      LnetCohortSession *other = g_ptr_array_index (self->sessions, i);

      if (other->module != wanted->module || other->cancelled)
        continue;
      n++;
      if (other == wanted && which != NULL)
        *which = n;
    }
  return n;
}

char *
lnet_cohort_dup_session_title (const LnetCohort *self,
                               guint             session)
{
  LnetCohortSession *wanted = g_ptr_array_index (self->sessions, session);
  guint which = 1;
  guint n = lnet_cohort_count_module_sessions (self, session, &which);
  LnetModule *module;

  if (wanted->module == G_MAXUINT)
    return g_strdup (_("Session"));
  module = g_ptr_array_index (self->program->modules, wanted->module);
  if (n < 2)
    return g_strdup_printf ("%u · %s", wanted->module + 1, module->title);
  /* Translators: a module's number and title, and which of its sessions: "9 · The five commitments (1 of 2)" */
  return g_strdup_printf (_("%u · %s (%u of %u)"), wanted->module + 1, module->title, which, n);
}
