/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A sample's certificate programs and cohorts: one that is over, one under way, one that begins. */

#include "config.h"

#include "lnet-sample-certificates-private.h"

#include "lnet-certificate-edit.h"
#include "lnet-order-key.h"

static void
program_free (gpointer data)
{
  LnetSampleProgram *program = data;

  g_array_unref (program->modules);
  g_hash_table_unref (program->requirements);
  g_clear_pointer (&program->template, lnet_program_template_free);
  g_free (program);
}

static void
cohort_free (gpointer data)
{
  LnetSampleCohort *cohort = data;

  g_array_unref (cohort->sessions);
  g_ptr_array_unref (cohort->participants);
  g_ptr_array_unref (cohort->facilitators);
  g_free (cohort);
}

/* --- programs --- */

static void
add_module (LnetSampleProgram *program,
            LnetTransaction   *tx,
            const char        *position,
            JsonArray         *own,
            guint              place)
{
  LnetSampleModule module = { 0 };
  const char *title, *mode, *commitment, *standard, *category;

  if (own != NULL)
    {
      JsonObject *row = json_array_get_object_element (own, place);

      title = lnet_data_get_text (row, "title");
      mode = lnet_data_get_text (row, "mode");
      commitment = lnet_data_get_text (row, "commitment");
      standard = lnet_data_get_text (row, "standard");
      category = lnet_data_get_text (row, "category");
      module.minutes = (guint) lnet_data_get_integer (row, "minutes", 60);
      module.n_sessions = (guint) lnet_data_get_integer (row, "sessions", 1);
    }
  else
    {
      const LnetModuleTemplate *from = &program->template->modules[place];

      title = from->title;
      mode = from->mode;
      commitment = from->commitment;
      standard = from->standard;
      category = from->category;
      module.minutes = (guint) from->minutes;
      module.n_sessions = (guint) from->n_sessions;
    }
  module.mode = mode;
  module.id = lnet_certificate_add_module (tx, &program->id, position, title, module.minutes, mode, TRUE);
  lnet_transaction_set_text (tx, LNET_MODULE_COMMITMENT, &module.id, commitment);
  lnet_transaction_set_text (tx, LNET_MODULE_STANDARD, &module.id, standard);
  lnet_transaction_set_text (tx, LNET_MODULE_CATEGORY, &module.id, category);
  g_array_append_val (program->modules, module);
}

static void
add_requirement (LnetSampleProgram *program,
                 LnetTransaction   *tx,
                 const char        *position,
                 const char        *kind,
                 const char        *title,
                 guint              needed)
{
  LnetId id = lnet_certificate_add_requirement (tx, &program->id, position, kind, title, needed);

  g_hash_table_insert (program->requirements, (char *) kind, lnet_id_copy (&id));
}

static void
fill_program (LnetSampleProgram *program,
              LnetTransaction   *tx,
              JsonObject        *row)
{
  JsonArray *modules = lnet_sample_get_array (row, "modules");
  JsonArray *requirements = lnet_sample_get_array (row, "requirements");
  guint n_modules = modules != NULL ? json_array_get_length (modules) : program->template->n_modules;
  guint n_requirements =
    requirements != NULL ? json_array_get_length (requirements) : program->template->n_requirements;
  g_auto (GStrv) module_keys = lnet_order_keys_between (NULL, NULL, n_modules);
  g_auto (GStrv) requirement_keys = lnet_order_keys_between (NULL, NULL, n_requirements);

  for (guint i = 0; i < n_modules; i++)
    add_module (program, tx, module_keys[i], modules, i);
  for (guint i = 0; i < n_requirements; i++)
    {
      const LnetRequirementTemplate *from =
        requirements == NULL ? &program->template->requirements[i] : NULL;
      JsonObject *own = requirements != NULL ? json_array_get_object_element (requirements, i) : NULL;

      add_requirement (program, tx, requirement_keys[i],
                       from != NULL ? from->kind : lnet_data_get_text (own, "kind"),
                       from != NULL ? from->title : lnet_data_get_text (own, "title"),
                       from != NULL ? (guint) from->needed : (guint) lnet_data_get_integer (own, "needed", 1));
    }
}

static LnetSampleProgram *
add_program (LnetSample *self,
             JsonObject *row,
             int         day)
{
  LnetSampleProgram *program = g_new0 (LnetSampleProgram, 1);
  LnetTransaction *tx = lnet_sample_act (self, "program-add", day, 13 * 60, lnet_sample_get_keeper (self, 0));
  const char *title = lnet_data_get_text (row, "title");

  program->modules = g_array_new (FALSE, FALSE, sizeof (LnetSampleModule));
  program->requirements = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  program->template = lnet_program_template_new (lnet_data_get_text (row, "template"));
  program->policy = (LnetAttendancePolicy) {
    .rule = lnet_attendance_rule_from_key (lnet_data_get_text (row, "policy")),
    .tolerance_minutes = (guint) lnet_data_get_integer (row, "tolerance", 0),
    .missed_limit_minutes = (guint) lnet_data_get_integer (row, "missed-limit", 0),
    .required_percent = (guint) lnet_data_get_integer (row, "required-percent", 0),
    .make_up_limit = (guint) lnet_data_get_integer (row, "make-ups", 0),
  };

  program->id = lnet_transaction_add (tx, LNET_TABLE_PROGRAM, lnet_space (LNET_SPACE_NETWORK));
  lnet_transaction_set_text (tx, LNET_PROGRAM_TITLE, &program->id, title != NULL ? title : program->template->title);
  lnet_transaction_set_text (tx, LNET_PROGRAM_ISSUER, &program->id, lnet_data_get_text (row, "issuer"));
  lnet_transaction_set_text (tx, LNET_PROGRAM_VERSION, &program->id,
                             json_object_get_string_member_with_default (row, "version", "1"));
  lnet_transaction_set_integer (tx, LNET_PROGRAM_ILLUSTRATIVE, &program->id, 1);
  if (json_object_has_member (row, "valid-years"))
    lnet_transaction_set_integer (tx, LNET_PROGRAM_VALID_YEARS, &program->id,
                                  lnet_data_get_integer (row, "valid-years", 3));
  lnet_certificate_set_policy (tx, &program->id, &program->policy);
  fill_program (program, tx, row);
  return program;
}

/* --- cohorts --- */

static void
add_sessions (LnetSample        *self,
              LnetSampleProgram *program,
              LnetSampleCohort  *cohort,
              JsonObject        *row,
              LnetTransaction   *tx)
{
  int day = lnet_data_get_integer (row, "starts", 0);
  int every = lnet_data_get_integer (row, "every", 28);
  int weekday = lnet_data_get_integer (row, "weekday", 0);
  const char *at = lnet_data_get_text (row, "at");
  int snow = lnet_data_get_integer (row, "snow", -1);

  for (guint i = 0; i < program->modules->len; i++)
    for (guint j = 0; j < g_array_index (program->modules, LnetSampleModule, i).n_sessions; j++, day += every)
      {
        const LnetSampleModule *module = &g_array_index (program->modules, LnetSampleModule, i);
        LnetSampleSession session = { .module = i, .day = lnet_sample_on_weekday (self, day, weekday),
                                      .minutes = module->minutes / module->n_sessions };
        g_autofree char *starts = lnet_sample_date_time (self, session.day, at);
        const char *place = g_str_equal (module->mode, "in-person") ? lnet_data_get_text (row, "place") : NULL;

        session.id = lnet_certificate_add_session (tx, &cohort->id, &module->id, starts, session.minutes, module->mode,
                                                   place);
        g_array_append_val (cohort->sessions, session);
        if ((int) cohort->sessions->len - 1 == snow)
          {
            g_autofree char *first = lnet_sample_date_time (self, session.day - 7, at);
            LnetId called_off = lnet_certificate_add_session (tx, &cohort->id, &module->id, first, session.minutes,
                                                              module->mode, place);

            lnet_transaction_set_text (tx, LNET_SESSION_STATUS, &called_off, "cancelled");
          }
      }
}

static gboolean
can_enrol (LnetSample       *self,
           LnetSampleCohort *cohort,
           JsonObject       *row,
           LnetSamplePerson *person)
{
  static const char *const rooms[] = { "teaching", "leading", "home", "coaching", "kitchen", "driving", NULL };

  if (person->leaves != NULL || person->joined > MIN (cohort->starts - 10, -12) ||
      g_hash_table_contains (self->used, person) ||
      !lnet_sample_array_allows (lnet_sample_get_array (row, "regions"), person->region))
    return FALSE;
  if (json_object_has_member (row, "roles"))
    return lnet_sample_array_allows (json_object_get_array_member (row, "roles"), person->role);
  return g_strv_contains (rooms, person->rooms);
}

static void
enrol (LnetSample           *self,
       LnetSampleCohort     *cohort,
       LnetSamplePerson     *person,
       LnetTransaction      *tx,
       LnetSampleAttendance  attendance)
{
  LnetSampleParticipant *participant = g_new0 (LnetSampleParticipant, 1);
  const LnetSampleSession *sessions = (const LnetSampleSession *) (gpointer) cohort->sessions->data;
  int day = MIN (cohort->starts - 8, -2);

  participant->person = person;
  participant->attendance = attendance;
  if (attendance == LNET_SAMPLE_JOINS_LATE && cohort->n_held > 2)
    {
      day = sessions[1].day + 2;
      tx = lnet_sample_act (self, "enrol", day, 11 * 60, g_ptr_array_index (cohort->facilitators, 0));
    }
  participant->enrolled_on = lnet_sample_date (self, day);
  participant->id = lnet_certificate_enrol (tx, &cohort->id, &person->id, participant->enrolled_on);
  lnet_sample_count_use (self, person);
  g_ptr_array_add (cohort->participants, participant);
}

static void
participant_free (gpointer data)
{
  LnetSampleParticipant *participant = data;

  g_free (participant->enrolled_on);
  g_free (participant);
}

static void
add_participants (LnetSample       *self,
                  LnetSampleCohort *cohort,
                  JsonObject       *row,
                  guint             size)
{
  g_autoptr (GPtrArray) able = g_ptr_array_new ();
  LnetTransaction *tx = lnet_sample_act (self, "enrol", MIN (cohort->starts - 8, -2), 10 * 60,
                                         g_ptr_array_index (cohort->facilitators, 0));
  guint n = 0;

  for (guint i = 0; i < self->people->len; i++)
    {
      LnetSamplePerson *person = g_ptr_array_index (self->people, i);

      if (!g_ptr_array_find (cohort->facilitators, person, NULL) && can_enrol (self, cohort, row, person))
        g_ptr_array_add (able, person);
    }
  lnet_sample_shuffle (self, able);
  for (guint i = 0; i < able->len && n < size; i++, n++)
    enrol (self, cohort, g_ptr_array_index (able, i), tx, lnet_sample_attendance_of (cohort, n));
}

static LnetSampleCohort *
add_cohort (LnetSample        *self,
            LnetSampleProgram *program,
            JsonObject        *row)
{
  LnetSampleCohort *cohort = g_new0 (LnetSampleCohort, 1);
  g_auto (GStrv) facilitators = lnet_data_get_texts (row, "facilitators");
  int planned = MIN (lnet_data_get_integer (row, "starts", 0) - 30, -4);
  LnetTransaction *tx;
  g_autofree char *starts = NULL;
  g_autofree char *ends = NULL;

  cohort->sessions = g_array_new (FALSE, FALSE, sizeof (LnetSampleSession));
  cohort->participants = g_ptr_array_new_with_free_func (participant_free);
  cohort->facilitators = g_ptr_array_new ();
  cohort->starts = lnet_data_get_integer (row, "starts", 0);
  cohort->roll_open = json_object_get_boolean_member_with_default (row, "roll-open", FALSE);
  for (gsize i = 0; facilitators[i] != NULL; i++)
    g_ptr_array_add (cohort->facilitators, lnet_sample_get_person (self, facilitators[i]));

  tx = lnet_sample_act (self, "cohort-add", planned, 15 * 60, g_ptr_array_index (cohort->facilitators, 0));
  cohort->id = lnet_certificate_add_cohort (tx, &program->id, lnet_data_get_text (row, "name"), NULL, NULL);
  for (guint i = 0; i < cohort->facilitators->len; i++)
    lnet_transaction_add_to_set (tx, LNET_COHORT_FACILITATOR_MEMBER, lnet_space (LNET_SPACE_NETWORK), &cohort->id,
                                 &((LnetSamplePerson *) g_ptr_array_index (cohort->facilitators, i))->id);
  add_sessions (self, program, cohort, row, tx);
  for (guint i = 0; i < cohort->sessions->len; i++)
    cohort->n_held += g_array_index (cohort->sessions, LnetSampleSession, i).day < 0;
  cohort->ends = g_array_index (cohort->sessions, LnetSampleSession, cohort->sessions->len - 1).day + 12;
  starts = lnet_sample_date (self, g_array_index (cohort->sessions, LnetSampleSession, 0).day);
  ends = lnet_sample_date (self, cohort->ends);
  lnet_transaction_set_text (tx, LNET_COHORT_STARTS, &cohort->id, starts);
  lnet_transaction_set_text (tx, LNET_COHORT_ENDS, &cohort->id, ends);
  add_participants (self, cohort, row, (guint) lnet_data_get_integer (row, "size", 12));
  return cohort;
}

void
lnet_sample_add_certificates (LnetSample *self)
{
  JsonArray *rows = json_object_get_array_member (self->data, "programs");
  JsonArray *cohorts = json_object_get_array_member (self->data, "cohorts");
  g_autoptr (GPtrArray) programs = g_ptr_array_new_with_free_func (program_free);
  int first = lnet_sample_get_keeper (self, 0)->joined;

  for (guint i = 0; i < json_array_get_length (rows); i++)
    g_ptr_array_add (programs, add_program (self, json_array_get_object_element (rows, i), first - 20));
  for (guint i = 0; i < json_array_get_length (cohorts); i++)
    {
      JsonObject *row = json_array_get_object_element (cohorts, i);
      LnetSampleProgram *program =
        g_ptr_array_index (programs, (guint) lnet_data_get_integer (row, "program", 0));
      LnetSampleCohort *cohort = add_cohort (self, program, row);

      lnet_sample_add_attendance (self, cohort);
      lnet_sample_add_evidence (self, program, cohort);
      cohort_free (cohort);
    }
}
