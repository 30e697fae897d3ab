/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "network-fixture.h"

#include <string.h>

#include "lnet-certificate-edit.h"
#include "lnet-certificates.h"
#include "lnet-error.h"

/* The illustrative program, a cohort whose sessions lie a week apart, and two members in it: Ana from the beginning,
 * Bo since the third week. */
typedef struct
{
  Network network;
  LnetId program;
  LnetId cohort;
  LnetId ana;
  LnetId bo;
} Class;

#define NOW "2026-03-01T12:00"

static LnetCohort *
load (Class *class)
{
  g_autoptr (GError) error = NULL;
  LnetCohort *cohort = lnet_cohort_load (lnet_store_get_reader (class->network.store), &class->cohort, NOW, &error);

  g_assert_no_error (error);
  g_assert_nonnull (cohort);
  return cohort;
}

static LnetParticipant *
find (LnetCohort   *cohort,
      const LnetId *enrolment)
{
  guint place = lnet_cohort_find_participant (cohort, enrolment);

  g_assert_cmpuint (place, !=, G_MAXUINT);
  return g_ptr_array_index (cohort->participants, place);
}

static LnetCohortSession *
get_session (LnetCohort *cohort,
             guint       place)
{
  return g_ptr_array_index (cohort->sessions, place);
}

static void
add_sessions (Class           *class,
              LnetTransaction *tx)
{
  g_autoptr (LnetProgram) program = lnet_program_load (lnet_store_get_reader (class->network.store), &class->program,
                                                       &class->network.error);
  g_autoptr (GPtrArray) plans = NULL;
  GDate first;

  g_assert_no_error (class->network.error);
  g_date_clear (&first, 1);
  g_date_set_dmy (&first, 5, G_DATE_JANUARY, 2026);
  plans = lnet_session_plan_propose (program, &first, "18:00", 7);
  g_assert_cmpuint (plans->len, ==, 11);
  for (guint i = 0; i < plans->len; i++)
    {
      LnetSessionPlan *plan = g_ptr_array_index (plans, i);
      LnetModule *module = g_ptr_array_index (program->modules, plan->module);

      lnet_certificate_add_session (tx, &class->cohort, &module->id, plan->starts, plan->minutes, plan->mode, NULL);
    }
}

static void
set_up (Class         *class,
        gconstpointer  data)
{
  g_autoptr (LnetProgramTemplate) from = lnet_program_template_new ("coaching-illustrative");
  g_autoptr (LnetTransaction) first = lnet_transaction_new ("program-add");
  g_autoptr (LnetTransaction) second = lnet_transaction_new ("cohort-add");
  LnetId ana, bo;

  network_set_up (&class->network, NULL);
  ana = network_add_member (&class->network, "Ana", NULL);
  bo = network_add_member (&class->network, "Bo", NULL);
  class->program = lnet_certificate_add_program (first, from, from->title, NULL);
  network_commit (&class->network, first, NULL);

  class->cohort = lnet_certificate_add_cohort (second, &class->program, "Cohort 1", "2026-01-05", "2026-06-30");
  add_sessions (class, second);
  class->ana = lnet_certificate_enrol (second, &class->cohort, &ana, "2026-01-01");
  class->bo = lnet_certificate_enrol (second, &class->cohort, &bo, "2026-01-15");
  network_commit (&class->network, second, NULL);
}

static void
tear_down (Class         *class,
           gconstpointer  data)
{
  network_tear_down (&class->network, NULL);
}

/* What counts now is corrected, as the window does it. */
static void
mark (Class                *class,
      const LnetId         *enrolment,
      guint                 session,
      LnetAttendanceStatus  status,
      guint                 missed,
      LnetId               *group)
{
  g_autoptr (LnetCohort) cohort = load (class);
  g_autoptr (LnetTransaction) tx = lnet_transaction_new ("attendance-take");
  LnetParticipant *participant = find (cohort, enrolment);

  lnet_certificate_record_attendance (tx, enrolment, &get_session (cohort, session)->id,
                                      &participant->entries[session], status, missed, "roll-call");
  network_commit (&class->network, tx, group);
}

static void
test_program (Class         *class,
              gconstpointer  data)
{
  g_autoptr (LnetCohort) cohort = load (class);
  LnetProgram *program = cohort->program;
  LnetModule *ninth = g_ptr_array_index (program->modules, 8);

  g_assert_cmpuint (program->modules->len, ==, 10);
  g_assert_cmpuint (program->minutes, ==, 1800);
  g_assert_cmpuint (program->requirements->len, ==, 7);
  g_assert_cmpint (program->policy.rule, ==, LNET_ATTENDANCE_PERCENTAGE);
  g_assert_cmpuint (program->policy.required_percent, ==, 90);
  g_assert_cmpuint (program->policy.tolerance_minutes, ==, 15);
  g_assert_cmpuint (program->policy.make_up_limit, ==, 2);
  g_assert_true (program->illustrative);
  g_assert_cmpuint (ninth->minutes, ==, 300);
  /* 300 minutes are proposed as two sessions of 150. */
  g_assert_cmpuint (get_session (cohort, 8)->module, ==, 8);
  g_assert_cmpuint (get_session (cohort, 9)->module, ==, 8);
  g_assert_cmpuint (get_session (cohort, 9)->minutes, ==, 150);
  g_assert_cmpstr (get_session (cohort, 1)->starts, ==, "2026-01-12T18:00");
  g_assert_true (get_session (cohort, 7)->past);
  g_assert_false (get_session (cohort, 8)->past);
}

static void
test_attendance (Class         *class,
                 gconstpointer  data)
{
  g_autoptr (LnetCohort) before = load (class);
  g_autoptr (LnetCohort) after = NULL;
  LnetParticipant *ana;
  LnetParticipant *bo;

  g_assert_cmpint (find (before, &class->ana)->outcomes[0].state, ==, LNET_MODULE_UNRECORDED);
  for (guint i = 0; i < 8; i++)
    mark (class, &class->ana, i, i == 4 ? LNET_ATTENDANCE_ABSENT : LNET_ATTENDANCE_PRESENT, 0, NULL);
  for (guint i = 2; i < 8; i++)
    mark (class, &class->bo, i, LNET_ATTENDANCE_PRESENT, 0, NULL);

  after = load (class);
  ana = find (after, &class->ana);
  bo = find (after, &class->bo);
  g_assert_cmpuint (ana->outcome.contact, ==, 1320 - 180);
  g_assert_cmpint (ana->outcomes[4].state, ==, LNET_MODULE_MISSED);
  g_assert_cmpint (ana->forecast.state, ==, LNET_FORECAST_ATTEND);
  g_assert_cmpuint (ana->forecast.attend, ==, 3);
  g_assert_cmpuint (ana->forecast.left, ==, 3);
  /* Bo came later: the first two weeks do not count against him. */
  g_assert_cmpint (bo->outcomes[0].state, ==, LNET_MODULE_NOT_ENROLLED);
  g_assert_cmpint (bo->forecast.state, ==, LNET_FORECAST_ON_TRACK);
  g_assert_cmpuint (get_session (after, 2)->n_recorded, ==, 2);
  g_assert_cmpuint (lnet_cohort_find_roll_session (after), ==, 8);
}

static void
test_correction (Class         *class,
                 gconstpointer  data)
{
  g_autoptr (LnetCohort) first = NULL;
  g_autoptr (LnetCohort) corrected = NULL;
  g_autoptr (LnetCohort) undone = NULL;
  g_autoptr (LnetTransaction) nothing = lnet_transaction_new ("attendance-take");
  LnetAttendanceEntry *entry;
  LnetId group;

  mark (class, &class->ana, 0, LNET_ATTENDANCE_ABSENT, 0, NULL);
  first = load (class);
  mark (class, &class->ana, 0, LNET_ATTENDANCE_LATE, 20, &group);

  corrected = load (class);
  entry = &find (corrected, &class->ana)->entries[0];
  g_assert_cmpint (entry->status, ==, LNET_ATTENDANCE_LATE);
  g_assert_cmpuint (entry->missed, ==, 20);
  g_assert_false (entry->twofold);
  g_assert_false (lnet_id_equal (&entry->id, &find (first, &class->ana)->entries[0].id));
  g_assert_cmpuint (find (corrected, &class->ana)->outcome.contact, ==, 160);

  /* Saying the same again writes nothing. */
  lnet_certificate_record_attendance (nothing, &class->ana, &get_session (corrected, 0)->id, entry,
                                      LNET_ATTENDANCE_LATE, 20, "roll-call");
  g_assert_true (lnet_transaction_is_empty (nothing));

  /* Taking the correction back brings back what was corrected. */
  g_assert_true (lnet_store_undo_group (class->network.store, &group, NULL, &class->network.error));
  undone = load (class);
  g_assert_cmpint (find (undone, &class->ana)->entries[0].status, ==, LNET_ATTENDANCE_ABSENT);
}

static void
test_twofold (Class         *class,
              gconstpointer  data)
{
  g_autoptr (LnetCohort) cohort = load (class);
  g_autoptr (LnetCohort) after = NULL;
  g_autoptr (LnetTransaction) tx = lnet_transaction_new ("attendance-take");
  const LnetId *session = &get_session (cohort, 0)->id;

  /* Two desks that do not know of each other. */
  lnet_certificate_record_attendance (tx, &class->ana, session, NULL, LNET_ATTENDANCE_ABSENT, 0, "sheet");
  lnet_certificate_record_attendance (tx, &class->ana, session, NULL, LNET_ATTENDANCE_PRESENT, 0, "roll-call");
  network_commit (&class->network, tx, NULL);
  after = load (class);
  g_assert_true (find (after, &class->ana)->entries[0].twofold);

  /* One that saw both settles it. */
  mark (class, &class->ana, 0, LNET_ATTENDANCE_LATE, 0, NULL);
  g_clear_pointer (&after, lnet_cohort_unref);
  after = load (class);
  g_assert_cmpint (find (after, &class->ana)->entries[0].status, ==, LNET_ATTENDANCE_LATE);
}

static void
test_evidence (Class         *class,
               gconstpointer  data)
{
  LnetReader *reader = lnet_store_get_reader (class->network.store);
  g_autoptr (LnetCohort) before = load (class);
  g_autoptr (LnetCohort) draft = NULL;
  g_autoptr (LnetCohort) after = NULL;
  g_autoptr (LnetCohort) returned = NULL;
  g_autoptr (LnetTransaction) write = lnet_transaction_new ("evidence-add");
  g_autoptr (LnetTransaction) submit = lnet_transaction_new ("evidence-submit");
  g_autoptr (LnetTransaction) decide = lnet_transaction_new ("evidence-decide");
  LnetRequirement *reflection = g_ptr_array_index (before->program->requirements, 0);
  LnetModule *module = g_ptr_array_index (before->program->modules, 2);
  g_autofree char *body = NULL;
  LnetId nobody = lnet_id_null ();
  LnetId id;

  id = lnet_certificate_add_evidence (write, &class->ana, &reflection->id, &module->id, "reflection", "Connecting",
                                      "I listened first.");
  network_commit (&class->network, write, NULL);
  body = lnet_certificates_load_evidence_body (reader, &id, &class->network.error);
  g_assert_cmpstr (body, ==, "I listened first.");
  draft = load (class);
  g_assert_cmpuint (find (draft, &class->ana)->handed_in[0], ==, 0);

  lnet_certificate_submit_evidence (submit, &id, "2026-02-02");
  network_commit (&class->network, submit, NULL);
  after = load (class);
  g_assert_cmpuint (find (after, &class->ana)->handed_in[0], ==, 1);
  g_assert_cmpuint (find (after, &class->bo)->handed_in[0], ==, 0);
  g_assert_cmpuint (find (after, &class->ana)->forecast.evidence, ==,
                    find (before, &class->ana)->forecast.evidence - 1);

  lnet_certificate_decide_evidence (decide, &id, &nobody, FALSE, "Tell more of the child.");
  network_commit (&class->network, decide, NULL);
  returned = load (class);
  g_assert_cmpuint (find (returned, &class->ana)->handed_in[0], ==, 0);
  g_assert_cmpstr (((LnetEvidence *) g_ptr_array_index (find (returned, &class->ana)->evidence, 0))->note, ==,
                   "Tell more of the child.");
}

static void
test_waiver (Class         *class,
             gconstpointer  data)
{
  g_autoptr (LnetCohort) before = load (class);
  g_autoptr (LnetCohort) after = NULL;
  g_autoptr (LnetTransaction) tx = lnet_transaction_new ("waiver-add");
  LnetModule *module = g_ptr_array_index (before->program->modules, 0);
  LnetRequirement *reflection = g_ptr_array_index (before->program->requirements, 0);

  lnet_certificate_waive (tx, &class->ana, &module->id, NULL, "Taught it herself", "2026-01-06");
  lnet_certificate_waive (tx, &class->ana, NULL, &reflection->id, "Spoken instead of written", "2026-01-06");
  network_commit (&class->network, tx, NULL);
  after = load (class);
  g_assert_cmpint (find (after, &class->ana)->outcomes[0].state, ==, LNET_MODULE_WAIVED);
  g_assert_cmpuint (find (after, &class->ana)->outcome.total, ==, 1620);
  g_assert_cmpuint (find (after, &class->ana)->forecast.evidence, ==,
                    find (before, &class->ana)->forecast.evidence - 10);
  g_assert_cmpuint (find (after, &class->bo)->waivers->len, ==, 0);
}

static void
test_own (Class         *class,
          gconstpointer  data)
{
  g_autoptr (LnetCohort) own = lnet_cohort_load_own (lnet_store_get_reader (class->network.store), &class->cohort,
                                                     &class->bo, NOW, &class->network.error);
  g_autoptr (GPtrArray) enrolments = NULL;
  LnetId cohort = lnet_certificates_find_cohort (lnet_store_get_reader (class->network.store), &class->bo);

  g_assert_no_error (class->network.error);
  g_assert_cmpuint (own->participants->len, ==, 1);
  g_assert_true (lnet_id_equal (&cohort, &class->cohort));
  enrolments = lnet_certificates_load_enrolments (lnet_store_get_reader (class->network.store),
                                                  &find (own, &class->bo)->member, &class->network.error);
  g_assert_cmpuint (enrolments->len, ==, 1);
}

static void
test_trash (Class         *class,
            gconstpointer  data)
{
  g_autoptr (LnetTransaction) one = lnet_transaction_new ("enrolment-delete");
  g_autoptr (LnetTransaction) two = lnet_transaction_new ("cohort-delete");
  g_autoptr (LnetCohort) without = NULL;
  g_autoptr (GPtrArray) cohorts = NULL;
  LnetCohort *gone;

  lnet_transaction_delete (one, LNET_TABLE_ENROLMENT, &class->bo);
  network_commit (&class->network, one, NULL);
  without = load (class);
  g_assert_cmpuint (without->participants->len, ==, 1);

  lnet_transaction_delete (two, LNET_TABLE_COHORT, &class->cohort);
  network_commit (&class->network, two, NULL);
  gone = lnet_cohort_load (lnet_store_get_reader (class->network.store), &class->cohort, NOW, &class->network.error);
  g_assert_null (gone);
  g_assert_error (class->network.error, LNET_ERROR, LNET_ERROR_NOT_FOUND);
  g_clear_error (&class->network.error);
  cohorts = lnet_certificates_load_cohorts (lnet_store_get_reader (class->network.store), NOW, &class->network.error);
  g_assert_no_error (class->network.error);
  g_assert_cmpuint (cohorts->len, ==, 0);
}

static void
test_order (Class         *class,
            gconstpointer  data)
{
  g_autoptr (LnetCohort) before = load (class);
  g_autoptr (LnetTransaction) tx = lnet_transaction_new ("module-move");
  g_autoptr (LnetProgram) after = NULL;
  LnetModule *last = g_ptr_array_index (before->program->modules, 9);

  lnet_certificate_move_module (tx, before->program, 9, 3);
  network_commit (&class->network, tx, NULL);
  after = lnet_program_load (lnet_store_get_reader (class->network.store), &class->program, &class->network.error);
  g_assert_cmpuint (lnet_program_find_module (after, &last->id), ==, 3);
  g_assert_cmpuint (after->modules->len, ==, 10);
}

static void
test_summary (Class         *class,
              gconstpointer  data)
{
  g_autoptr (GPtrArray) cohorts = lnet_certificates_load_cohorts (lnet_store_get_reader (class->network.store), NOW,
                                                                  &class->network.error);
  LnetCohortSummary *cohort;

  g_assert_no_error (class->network.error);
  g_assert_cmpuint (cohorts->len, ==, 1);
  cohort = g_ptr_array_index (cohorts, 0);
  g_assert_cmpuint (cohort->n_enrolled, ==, 2);
  g_assert_cmpuint (cohort->n_sessions, ==, 11);
  g_assert_cmpuint (cohort->n_held, ==, 8);
  g_assert_cmpstr (cohort->next_session, ==, "2026-03-02T18:00");
}

/* 300 participants in 20 modules are read and reckoned; how long it took is said, not judged. */
static void
test_large (Class         *class,
            gconstpointer  data)
{
  g_autoptr (LnetTransaction) tx = lnet_transaction_new ("cohort-add");
  g_autoptr (LnetCohort) cohort = NULL;
  LnetId sessions[20];
  LnetId large = lnet_certificate_add_cohort (tx, &class->program, "Large", "2026-01-05", NULL);
  g_autoptr (GError) error = NULL;
  gint64 begin;

  for (guint i = 0; i < G_N_ELEMENTS (sessions); i++)
    sessions[i] = lnet_certificate_add_session (tx, &large, NULL, "2026-01-05T18:00", 60, NULL, NULL);
  for (guint i = 0; i < times (300); i++)
    {
      LnetId member = put_member (tx, "Somebody", "Lander");
      LnetId enrolment = lnet_certificate_enrol (tx, &large, &member, "2026-01-01");

      for (guint j = 0; j < G_N_ELEMENTS (sessions); j++)
        lnet_certificate_record_attendance (tx, &enrolment, &sessions[j], NULL, LNET_ATTENDANCE_PRESENT, 0, "sheet");
    }
  network_commit (&class->network, tx, NULL);

  begin = g_get_monotonic_time ();
  cohort = lnet_cohort_load (lnet_store_get_reader (class->network.store), &large, NOW, &error);
  g_assert_no_error (error);
  g_test_message ("Read and reckoned %u × %u in %.1f ms", cohort->participants->len, cohort->sessions->len,
                  (double) (g_get_monotonic_time () - begin) / 1000);
  g_assert_cmpuint (cohort->participants->len, ==, times (300));
  g_assert_cmpuint (get_session (cohort, 19)->n_recorded, ==, times (300));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/certificates/" name, Class, NULL, set_up, function, tear_down)
  ADD ("program", test_program);
  ADD ("attendance", test_attendance);
  ADD ("correction", test_correction);
  ADD ("twofold", test_twofold);
  ADD ("evidence", test_evidence);
  ADD ("waiver", test_waiver);
  ADD ("own", test_own);
  ADD ("trash", test_trash);
  ADD ("order", test_order);
  ADD ("summary", test_summary);
  ADD ("large", test_large);
#undef ADD
  return g_test_run ();
}
