/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "harness.h"

#include <glib/gi18n-lib.h>

#include "lnet-certificate-edit.h"
#include "lnet-certificate-words.h"
#include "lnet-certificates.h"
#include "lnet-day.h"
#include "lnet-participant-page.h"
#include "lnet-participant-row.h"
#include "lnet-progress-strip.h"
#include "lnet-roll-page.h"
#include "lnet-roll-row.h"
#include "lnet-room.h"

/* A network with the illustrative program and a cohort in which one session is past, ten are to come, and three are
 * enrolled. */
typedef struct
{
  char *path;
  LnetId cohort;
  LnetId sessions[11];
  LnetId enrolments[3];
  LnetWindow *window;
  LnetRoom *room;
  guint n_changes; /* commits that the window has heard of */
} Fixture;

static const char *const names[][2] = { { "Ana", "Begay" }, { "José", "Muñoz" }, { "Ruth", "Yellowtail" } };

static LnetId
add_member (LnetTransaction *tx,
            const char      *first,
            const char      *last)
{
  LnetId id = lnet_transaction_add (tx, LNET_TABLE_MEMBER, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_set_text (tx, LNET_MEMBER_LEGAL_FIRST, &id, first);
  lnet_transaction_set_text (tx, LNET_MEMBER_LEGAL_LAST, &id, last);
  lnet_transaction_set_text (tx, LNET_MEMBER_STATUS, &id, "active");
  return id;
}

static void
commit (LnetStore       *store,
        LnetTransaction *tx)
{
  g_autoptr (GError) error = NULL;

  lnet_store_commit (store, tx, NULL, &error);
  g_assert_no_error (error);
}

static void
fill (Fixture   *fixture,
      LnetStore *store)
{
  g_autoptr (LnetProgramTemplate) from = lnet_program_template_new ("coaching-illustrative");
  g_autoptr (LnetTransaction) first = lnet_transaction_new ("program-add");
  g_autoptr (LnetTransaction) second = lnet_transaction_new ("cohort-add");
  g_autoptr (LnetProgram) program = NULL;
  g_autoptr (GPtrArray) plans = NULL;
  g_autofree char *today = lnet_day_today ();
  LnetId id = lnet_certificate_add_program (first, from, from->title, NULL);
  GDate day;

  commit (store, first);
  program = lnet_program_load (lnet_store_get_reader (store), &id, NULL);
  fixture->cohort = lnet_certificate_add_cohort (second, &id, "Cohort 1", "2026-01-05", NULL);
  g_date_clear (&day, 1);
  g_date_set_time_t (&day, time (NULL));
  g_date_subtract_days (&day, 3);
  plans = lnet_session_plan_propose (program, &day, "00:30", 7);
  for (guint i = 0; i < plans->len; i++)
    {
      LnetSessionPlan *plan = g_ptr_array_index (plans, i);
      LnetModule *module = g_ptr_array_index (program->modules, plan->module);

      fixture->sessions[i] = lnet_certificate_add_session (second, &fixture->cohort, &module->id, plan->starts,
                                                           plan->minutes, plan->mode, NULL);
    }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      LnetId member = add_member (second, names[i][0], names[i][1]);

      fixture->enrolments[i] = lnet_certificate_enrol (second, &fixture->cohort, &member, "2025-01-01");
    }
  add_member (second, "Tess", "Abbott");
  commit (store, second);
}

static void
on_changed (Fixture *fixture)
{
  fixture->n_changes++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  LnetStore *store = lnet_test_new_store ();

  fill (fixture, store);
  fixture->path = g_strdup (lnet_store_get_path (store));
  lnet_store_close (store);
  g_object_unref (store);
  fixture->window = lnet_test_open_window (fixture->path, 1300, 800);
  lnet_window_show_room (fixture->window, "certificates", NULL);
  fixture->room = LNET_ROOM (lnet_window_get_room (fixture->window));
  g_signal_connect_swapped (lnet_session_get_store (lnet_window_get_session (fixture->window)), "changed",
                            G_CALLBACK (on_changed), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  lnet_test_close_window (fixture->window);
  g_free (fixture->path);
}

static void
go_to (Fixture      *fixture,
       const char   *kind,
       const LnetId *id)
{
  g_autofree char *text = lnet_id_to_string (id);
  g_autofree char *place = g_strconcat (kind, ":", text, NULL);

  lnet_room_go_to (fixture->room, place);
}

static LnetReader *
get_reader (Fixture *fixture)
{
  return lnet_session_get_reader (lnet_window_get_session (fixture->window));
}

/* What the file says of a participant now. */
static LnetParticipant *
read_participant (Fixture     *fixture,
                  guint        who,
                  LnetCohort **cohort)
{
  g_autofree char *now = lnet_certificate_now ();

  g_clear_pointer (cohort, lnet_cohort_unref);
  *cohort = lnet_cohort_load (get_reader (fixture), &fixture->cohort, now, NULL);
  return g_ptr_array_index ((*cohort)->participants, lnet_cohort_find_participant (*cohort, &fixture->enrolments[who]));
}

/* The forecast as the open page says it. */
static gboolean
shows (Fixture    *fixture,
       const char *words)
{
  return lnet_test_find (fixture->room, GTK_TYPE_LABEL, words) != NULL;
}

static void
test_overview (Fixture       *fixture,
               gconstpointer  data)
{
  GtkWidget *label = lnet_test_get (fixture->room, GTK_TYPE_LABEL, "Cohort 1");
  GtkWidget *row = gtk_widget_get_ancestor (label, GTK_TYPE_LIST_BOX_ROW);

  g_assert_true (shows (fixture, "1 of 11 sessions held"));
  gtk_widget_grab_focus (row);
  lnet_test_press (fixture->window, "Return");
  lnet_test_wait_for (lnet_test_find (fixture->room, GTK_TYPE_LABEL, "Ana Begay") != NULL);
}

/* A few letters, Enter, the next; a letter in the list; the forecast follows, and undo takes it back. */
static void
test_roll (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (LnetCohort) cohort = NULL;
  guint n_changes = fixture->n_changes;
  GtkWidget *list;

  go_to (fixture, "cohort", &fixture->cohort);
  lnet_test_wait_for (lnet_test_find (fixture->room, LNET_TYPE_PARTICIPANT_ROW, NULL) != NULL &&
                      shows (fixture, "Ana Begay"));
  gtk_widget_activate_action (lnet_test_get (fixture->room, LNET_TYPE_PARTICIPANT_ROW, NULL), "cohort.take-roll", NULL);
  lnet_test_wait_for (lnet_test_find (fixture->room, LNET_TYPE_ROLL_ROW, NULL) != NULL);
  lnet_test_wait_for (GTK_IS_TEXT (gtk_window_get_focus (GTK_WINDOW (fixture->window))));
  g_assert_true (shows (fixture, "0 of 3 recorded"));

  /* Accents do not matter: Jose finds José. */
  lnet_test_type (fixture->window, "jose");
  lnet_test_wait_for (!shows (fixture, "Ana Begay"));
  lnet_test_press (fixture->window, "Return");
  lnet_test_wait_for (shows (fixture, "1 of 3 recorded"));
  lnet_test_wait_for (read_participant (fixture, 1, &cohort)->entries[0].status == LNET_ATTENDANCE_PRESENT);
  g_assert_true (((LnetCohortSession *) g_ptr_array_index (cohort->sessions, 0))->held);

  /* The cursor is on Ruth, the next: a letter says it. */
  list = gtk_widget_get_ancestor (lnet_test_get (fixture->room, LNET_TYPE_ROLL_ROW, NULL), GTK_TYPE_LIST_VIEW);
  gtk_widget_grab_focus (list);
  lnet_test_press (fixture->window, "a");
  lnet_test_wait_for (read_participant (fixture, 2, &cohort)->entries[0].status == LNET_ATTENDANCE_ABSENT);
  g_assert_cmpint (read_participant (fixture, 2, &cohort)->forecast.state, ==, LNET_FORECAST_ATTEND);
  lnet_test_wait_for (shows (fixture, "2 of 3 recorded"));

  lnet_test_wait_for (fixture->n_changes >= n_changes + 2);
  lnet_test_press (fixture->window, "<Control>z");
  lnet_test_wait_for (read_participant (fixture, 2, &cohort)->entries[0].status == LNET_ATTENDANCE_UNRECORDED);
  lnet_test_wait_for (shows (fixture, "1 of 3 recorded"));

  gtk_widget_activate_action (list, "roll.mark-rest", NULL);
  lnet_test_wait_for (shows (fixture, "3 of 3 recorded"));
  lnet_test_wait_for (read_participant (fixture, 0, &cohort)->entries[0].status == LNET_ATTENDANCE_PRESENT &&
                      read_participant (fixture, 2, &cohort)->entries[0].status == LNET_ATTENDANCE_PRESENT);
}

/* A participant's page: a correction changes the forecast in words, and undo brings the words back. */
static void
test_participant (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *session = lnet_id_to_string (&fixture->sessions[0]);
  g_autofree char *second = lnet_id_to_string (&fixture->sessions[1]);
  GtkWidget *strip;

  go_to (fixture, "participant", &fixture->enrolments[0]);
  lnet_test_wait_for (shows (fixture, "On track"));
  strip = lnet_test_get (fixture->room, LNET_TYPE_PROGRESS_STRIP, NULL);
  gtk_test_accessible_assert_role (strip, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_activate_action (strip, "participant.mark", "(ss)", session, "absent");
  lnet_test_wait_for (shows (fixture, "Attend all 10 left"));
  gtk_widget_activate_action (strip, "participant.mark", "(ss)", second, "apology");
  lnet_test_wait_for (shows (fixture, "Needs a make-up"));
  lnet_test_press (fixture->window, "<Control>z");
  lnet_test_wait_for (shows (fixture, "Attend all 10 left"));
  lnet_test_press (fixture->window, "<Control>z");
  lnet_test_wait_for (shows (fixture, "On track"));
}

/* What is typed is in the file without anybody saving it. */
static void
test_reflection (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (LnetCohort) cohort = NULL;
  g_autofree char *body = NULL;
  LnetEvidence *evidence;
  GtkWidget *dialog;

  go_to (fixture, "participant", &fixture->enrolments[1]);
  lnet_test_wait_for (shows (fixture, "On track"));
  gtk_widget_activate_action (lnet_test_get (fixture->room, LNET_TYPE_PROGRESS_STRIP, NULL), "participant.write", "s",
                              "");
  lnet_test_wait_for (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window)) != NULL);
  dialog = GTK_WIDGET (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window)));
  gtk_widget_grab_focus (lnet_test_get (dialog, GTK_TYPE_TEXT_VIEW, NULL));
  lnet_test_type (fixture->window, "I was present before I spoke.");
  lnet_test_wait_for (read_participant (fixture, 1, &cohort)->evidence->len == 1);
  evidence = g_ptr_array_index (read_participant (fixture, 1, &cohort)->evidence, 0);
  g_assert_null (evidence->submitted_on);
  body = lnet_certificates_load_evidence_body (get_reader (fixture), &evidence->id, NULL);
  g_assert_cmpstr (body, ==, "I was present before I spoke.");

  gtk_widget_activate_action (dialog, "evidence.submit", NULL);
  lnet_test_wait_for (read_participant (fixture, 1, &cohort)->handed_in[0] == 1);
  lnet_test_wait_for (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window)) == NULL);
}

/* Members are found and enrolled by keyboard. */
static void
test_enrol (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (LnetCohort) cohort = NULL;
  GtkWidget *dialog;

  go_to (fixture, "cohort", &fixture->cohort);
  lnet_test_wait_for (shows (fixture, "Ana Begay"));
  lnet_room_add_new (fixture->room);
  lnet_test_wait_for (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window)) != NULL);
  dialog = GTK_WIDGET (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window)));
  lnet_test_wait_for (lnet_test_find (dialog, GTK_TYPE_INSCRIPTION, "Tess Abbott") != NULL);
  /* Who is enrolled is not offered again. */
  g_assert_null (lnet_test_find (dialog, GTK_TYPE_INSCRIPTION, "Ana Begay"));
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_CHECK_BUTTON, NULL));
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "Ch_oose 1"));
  lnet_test_wait_for (shows (fixture, "Tess Abbott"));
  read_participant (fixture, 0, &cohort);
  g_assert_cmpuint (cohort->participants->len, ==, 4);
}

/* A participant sees themself and nobody else. */
static void
test_own (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr (LnetCohort) cohort = NULL;
  LnetId member = read_participant (fixture, 1, &cohort)->member;

  lnet_session_set_working_as (lnet_window_get_session (fixture->window), &member, LNET_STANCE_PARTICIPANT);
  go_to (fixture, "participant", &fixture->enrolments[1]);
  lnet_test_wait_for (shows (fixture, "On track"));
  g_assert_true (shows (fixture, "José Muñoz"));
  g_assert_false (shows (fixture, "Ana Begay"));
  lnet_room_go_to (fixture->room, "");
  lnet_test_wait_for (shows (fixture, "Cohort 1"));
  g_assert_null (lnet_test_find (fixture->room, GTK_TYPE_MENU_BUTTON, "New cohort or program"));
  go_to (fixture, "cohort", &fixture->cohort);
  g_assert_null (lnet_test_find (fixture->room, LNET_TYPE_PARTICIPANT_ROW, NULL));
  lnet_session_set_working_as (lnet_window_get_session (fixture->window), &member, LNET_STANCE_DIRECTOR);
}

int
main (int    argc,
      char **argv)
{
  lnet_test_init (&argc, &argv);
#define ADD(name, function) g_test_add ("/certificates/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("overview", test_overview);
  ADD ("roll", test_roll);
  ADD ("participant", test_participant);
  ADD ("reflection", test_reflection);
  ADD ("enrol", test_enrol);
  ADD ("own", test_own);
#undef ADD
  return lnet_test_run ();
}
