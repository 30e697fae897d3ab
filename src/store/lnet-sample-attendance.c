/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-sample-certificates-private.h"

#include "lnet-certificate-edit.h"

/* So that whoever looks finds every kind of forecast, and most people on track. */
static const LnetSampleAttendance mix[] = {
  LNET_SAMPLE_COMES,       LNET_SAMPLE_MISSED_ONE,  LNET_SAMPLE_COMES,      LNET_SAMPLE_LATE_ONCE,
  LNET_SAMPLE_MADE_UP_ONE, LNET_SAMPLE_COMES,       LNET_SAMPLE_MISSED_TWO, LNET_SAMPLE_MISSED_MANY,
  LNET_SAMPLE_COMES,       LNET_SAMPLE_EXCUSED,     LNET_SAMPLE_COMES,      LNET_SAMPLE_JOINS_LATE,
  LNET_SAMPLE_WITHDRAWS,   LNET_SAMPLE_COMES,       LNET_SAMPLE_LEFT_EARLY, LNET_SAMPLE_COMES,
  LNET_SAMPLE_MISSED_ONE,  LNET_SAMPLE_COMES,       LNET_SAMPLE_MISSED_TWO, LNET_SAMPLE_COMES,
};

LnetSampleAttendance
lnet_sample_attendance_of (const LnetSampleCohort *cohort,
                           guint                   n)
{
  return mix[n % G_N_ELEMENTS (mix)];
}

typedef struct
{
  const char *status;
  int missed;
} Mark;

/* What the roll says of a participant at the nth session. */
static Mark
get_mark (const LnetSampleParticipant *participant,
          guint                        session,
          guint                        shift)
{
  switch (participant->attendance)
    {
    case LNET_SAMPLE_LATE_ONCE:
      return session == 2 ? (Mark) { "late", 10 } : (Mark) { "present", 0 };
    case LNET_SAMPLE_LEFT_EARLY:
      return session == 1 + shift ? (Mark) { "left-early", 45 } : (Mark) { "present", 0 };
    case LNET_SAMPLE_MISSED_ONE:
      return session == 1 + shift ? (Mark) { shift == 0 ? "apology" : "absent", 0 } : (Mark) { "present", 0 };
    case LNET_SAMPLE_MADE_UP_ONE:
      return session == 2 ? (Mark) { "absent", 0 } : (Mark) { "present", 0 };
    case LNET_SAMPLE_MISSED_TWO:
      return session == 1 || session == 3 + shift ? (Mark) { "absent", 0 } : (Mark) { "present", 0 };
    case LNET_SAMPLE_MISSED_MANY:
      return session == 0 || session == 4 ? (Mark) { "present", 0 } : (Mark) { "absent", 0 };
    case LNET_SAMPLE_EXCUSED:
      return session == 3 ? (Mark) { "excused", 0 } : (Mark) { "present", 0 };
    case LNET_SAMPLE_JOINS_LATE:
      return session < 2 ? (Mark) { "not-yet-enrolled", 0 } : (Mark) { "present", 0 };
    case LNET_SAMPLE_COMES:
    case LNET_SAMPLE_WITHDRAWS:
    default:
      return (Mark) { "present", 0 };
    }
}

static LnetId
write_entry (LnetTransaction             *tx,
             const LnetSampleParticipant *participant,
             const LnetSampleSession     *session,
             Mark                         mark,
             const char                  *source,
             const LnetId                *corrects)
{
  LnetId id = lnet_transaction_add (tx, LNET_TABLE_ATTENDANCE, lnet_space_enrolment (&participant->id));

  lnet_transaction_set_id (tx, LNET_ATTENDANCE_SESSION, &id, &session->id);
  lnet_transaction_set_id (tx, LNET_ATTENDANCE_ENROLMENT, &id, &participant->id);
  lnet_transaction_set_text (tx, LNET_ATTENDANCE_STATUS, &id, mark.status);
  if (mark.missed > 0)
    lnet_transaction_set_integer (tx, LNET_ATTENDANCE_MISSED_MINUTES, &id, mark.missed);
  lnet_transaction_set_text (tx, LNET_ATTENDANCE_SOURCE, &id, source);
  if (corrects != NULL)
    lnet_transaction_set_id (tx, LNET_ATTENDANCE_CORRECTS, &id, corrects);
  return id;
}

static void
make_up (LnetSample                  *self,
         LnetSampleCohort            *cohort,
         const LnetSampleParticipant *participant,
         const LnetSampleSession     *session,
         const LnetId                *missed)
{
  LnetTransaction *tx = lnet_sample_act (self, "attendance-correct", session->day + 10, 17 * 60,
                                         g_ptr_array_index (cohort->facilitators, 0));

  write_entry (tx, participant, session, (Mark) { "make-up", 0 }, "sheet", missed);
}

static void
take_roll (LnetSample       *self,
           LnetSampleCohort *cohort,
           guint             place)
{
  const LnetSampleSession *session = &g_array_index (cohort->sessions, LnetSampleSession, place);
  LnetSamplePerson *facilitator = g_ptr_array_index (cohort->facilitators, place % cohort->facilitators->len);
  LnetTransaction *tx = lnet_sample_act (self, "attendance-take", session->day, 21 * 60 + 15, facilitator);
  gboolean open = cohort->roll_open && place + 1 == cohort->n_held;

  lnet_transaction_set_text (tx, LNET_SESSION_STATUS, &session->id, "held");
  for (guint i = 0; i < cohort->participants->len && !open; i++)
    {
      LnetSampleParticipant *participant = g_ptr_array_index (cohort->participants, i);
      gboolean late = participant->attendance == LNET_SAMPLE_JOINS_LATE;
      Mark mark = get_mark (participant, place, i % 2);
      LnetId entry;

      if (participant->attendance == LNET_SAMPLE_WITHDRAWS && place >= 3)
        continue;
      if (late && place < 2 && cohort->n_held > 2)
        continue; /* they came when these had been held; see below */
      if (late && cohort->n_held <= 2)
        mark = (Mark) { "present", 0 };
      entry = write_entry (tx, participant, session, mark, place % 3 == 1 ? "sheet" : "roll-call", NULL);
      if (participant->attendance == LNET_SAMPLE_MADE_UP_ONE && place == 2 && session->day < -12)
        make_up (self, cohort, participant, session, &entry);
    }
}

/* Whoever enrolled late has it on the roll that they could not have been there. */
static void
mark_late_comer (LnetSample            *self,
                 LnetSampleCohort      *cohort,
                 LnetSampleParticipant *participant)
{
  const LnetSampleSession *sessions = (const LnetSampleSession *) (gpointer) cohort->sessions->data;
  LnetTransaction *tx = lnet_sample_act (self, "attendance-take", sessions[1].day + 2, 11 * 60 + 5,
                                         g_ptr_array_index (cohort->facilitators, 0));

  for (guint i = 0; i < 2; i++)
    write_entry (tx, participant, &sessions[i], (Mark) { "not-yet-enrolled", 0 }, "roll-call", NULL);
}

static void
withdraw (LnetSample            *self,
          LnetSampleCohort      *cohort,
          LnetSampleParticipant *participant)
{
  const LnetSampleSession *sessions = (const LnetSampleSession *) (gpointer) cohort->sessions->data;
  LnetTransaction *tx = lnet_sample_act (self, "enrolment-withdraw", sessions[2].day + 6, 12 * 60,
                                         g_ptr_array_index (cohort->facilitators, 0));
  g_autofree char *date = lnet_sample_date (self, sessions[2].day + 6);

  lnet_certificate_withdraw (tx, &participant->id, date);
}

void
lnet_sample_add_attendance (LnetSample       *self,
                            LnetSampleCohort *cohort)
{
  for (guint i = 0; i < cohort->n_held; i++)
    take_roll (self, cohort, i);
  for (guint i = 0; i < cohort->participants->len; i++)
    {
      LnetSampleParticipant *participant = g_ptr_array_index (cohort->participants, i);

      if (participant->attendance == LNET_SAMPLE_WITHDRAWS && cohort->n_held > 3)
        withdraw (self, cohort, participant);
      else if (participant->attendance == LNET_SAMPLE_JOINS_LATE && cohort->n_held > 2)
        mark_late_comer (self, cohort, participant);
    }
}
