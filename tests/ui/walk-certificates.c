/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "walk.h"

#include "lnet-certificate-words.h"
#include "lnet-certificates.h"
#include "lnet-participant-row.h"
#include "lnet-progress-strip.h"

/* The cohort that is half way through: everything occurs in it. */
static LnetCohort *
load_cohort (LnetRoom *room)
{
  LnetReader *reader = lnet_session_get_reader (lnet_room_get_session (room));
  g_autofree char *now = lnet_certificate_now ();
  g_autoptr (GPtrArray) cohorts = lnet_certificates_load_cohorts (reader, now, NULL);
  LnetCohortSummary *chosen = NULL;

  for (guint i = 0; cohorts != NULL && i < cohorts->len; i++)
    {
      LnetCohortSummary *cohort = g_ptr_array_index (cohorts, i);

      if (chosen == NULL || (cohort->n_held > 0 && cohort->n_held < cohort->n_sessions))
        chosen = cohort;
    }
  return chosen != NULL ? lnet_cohort_load (reader, &chosen->id, now, NULL) : NULL;
}

static void
go_to (LnetRoom     *room,
       const char   *kind,
       const LnetId *id)
{
  g_autofree char *text = lnet_id_to_string (id);
  g_autofree char *place = g_strconcat (kind, ":", text, NULL);

  lnet_room_go_to (room, place);
}

static LnetCohort *
show_cohort (LnetWindow *window,
             LnetRoom   *room)
{
  LnetCohort *cohort = load_cohort (room);

  if (cohort == NULL)
    return NULL;
  go_to (room, "cohort", &cohort->id);
  lnet_test_wait_for (lnet_test_find (room, LNET_TYPE_PARTICIPANT_ROW, NULL) != NULL ||
                      lnet_test_find (room, GTK_TYPE_LABEL, "Nobody is enrolled yet") != NULL ||
                      cohort->participants->len > 0);
  lnet_test_settle ();
  return cohort;
}

static void
show_grid (LnetWindow *window,
           LnetRoom   *room)
{
  g_autoptr (LnetCohort) cohort = show_cohort (window, room);
}

static void
show_overview (LnetWindow *window,
               LnetRoom   *room)
{
  lnet_room_go_to (room, "");
}

static void
show_sessions (LnetWindow *window,
               LnetRoom   *room)
{
  g_autoptr (LnetCohort) cohort = show_cohort (window, room);
  GtkWidget *views = lnet_test_get (room, ADW_TYPE_VIEW_STACK, NULL);

  adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (views), "sessions");
}

static void
show_roll (LnetWindow *window,
           LnetRoom   *room)
{
  g_autoptr (LnetCohort) cohort = show_cohort (window, room);

  if (cohort != NULL && cohort->sessions->len > 1)
    go_to (room, "roll", &((LnetCohortSession *) g_ptr_array_index (cohort->sessions, 1))->id);
}

/* Somebody for whom something is at stake. */
static LnetParticipant *
find_participant (LnetCohort *cohort)
{
  LnetParticipant *chosen = NULL;

  for (guint i = 0; i < cohort->participants->len; i++)
    {
      LnetParticipant *participant = g_ptr_array_index (cohort->participants, i);

      if (chosen == NULL ||
          lnet_forecast_get_need (participant->forecast.state) > lnet_forecast_get_need (chosen->forecast.state))
        chosen = participant;
    }
  return chosen;
}

static void
show_participant (LnetWindow *window,
                  LnetRoom   *room)
{
  g_autoptr (LnetCohort) cohort = show_cohort (window, room);

  if (cohort != NULL && cohort->participants->len > 0)
    go_to (room, "participant", &find_participant (cohort)->enrolment);
}

static void
show_reflection (LnetWindow *window,
                 LnetRoom   *room)
{
  show_participant (window, room);
  lnet_test_settle ();
  gtk_widget_activate_action (lnet_test_get (room, LNET_TYPE_PROGRESS_STRIP, NULL), "participant.write", "s", "");
  lnet_test_wait_for (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)) != NULL);
}

static void
show_program (LnetWindow *window,
              LnetRoom   *room)
{
  g_autoptr (LnetCohort) cohort = load_cohort (room);

  if (cohort != NULL)
    go_to (room, "program", &cohort->program->id);
}

static void
show_new_cohort (LnetWindow *window,
                 LnetRoom   *room)
{
  lnet_room_go_to (room, "");
  lnet_test_settle ();
  lnet_room_add_new (room);
}

static void
show_enrol (LnetWindow *window,
            LnetRoom   *room)
{
  g_autoptr (LnetCohort) cohort = show_cohort (window, room);

  lnet_room_add_new (room);
}

const LnetWalkState lnet_walk_certificates[] = {
  { "overview", show_overview },
  { "cohort", show_grid },
  { "sessions", show_sessions },
  { "roll", show_roll },
  { "participant", show_participant },
  { "reflection", show_reflection },
  { "program", show_program },
  { "new-cohort", show_new_cohort },
  { "enrol", show_enrol },
  { NULL }
};
