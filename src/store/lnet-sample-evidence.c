/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What participants of a sample write for their certificate, and what their facilitators answer. */

#include "config.h"

#include "lnet-sample-certificates-private.h"

#include "lnet-certificate-edit.h"

/* How often one text may be somebody's; after that, people have handed theirs in on paper. */
#define MOST_USES 2

/* Modules after which people sit down and write. */
#define MODULES_A_SITTING 3

typedef struct
{
  LnetSample *sample;
  LnetSampleProgram *program;
  LnetSampleCohort *cohort;
  GPtrArray *handed_in; /* Handed */
} Writing;

typedef struct
{
  LnetId id;
  int day;
} Handed;

static const char *
pick_reflection (Writing                *writing,
                 const LnetSamplePerson *person,
                 guint                   module)
{
  JsonArray *all = json_object_get_array_member (writing->sample->learning, "reflections");
  gboolean spanish = g_str_equal (person->language, "es");

  for (int wanted = (int) module + 1; wanted >= 0; wanted -= (int) module + 1)
    for (guint i = 0; i < json_array_get_length (all); i++)
      {
        JsonObject *row = json_array_get_object_element (all, i);

        if (lnet_data_get_integer (row, "module", 0) == wanted &&
            json_object_get_boolean_member_with_default (row, "es", FALSE) == spanish &&
            lnet_sample_count_use (writing->sample, row) < MOST_USES)
          return lnet_data_get_text (row, "text");
      }
  return lnet_sample_pick_fresh (writing->sample, json_object_get_array_member (writing->sample->learning,
                                                                                "elsewhere"));
}

static void
hand_in (Writing               *writing,
         LnetSampleParticipant *participant,
         LnetTransaction       *tx,
         const char            *kind,
         const LnetId          *module,
         const char            *title,
         const char            *body,
         int                    day)
{
  const LnetId *requirement = g_hash_table_lookup (writing->program->requirements, kind);
  g_autofree char *date = lnet_sample_date (writing->sample, day);
  Handed *handed;
  LnetId id;

  if (requirement == NULL)
    return;
  id = lnet_certificate_add_evidence (tx, &participant->id, requirement, module, kind, title, body);
  lnet_transaction_set_text (tx, LNET_EVIDENCE_SUBMITTED_ON, &id, date);
  handed = g_new0 (Handed, 1);
  handed->id = id;
  handed->day = day;
  g_ptr_array_add (writing->handed_in, handed);
}

/* The day a module's last session is held, or 1 when that lies ahead. */
static int
get_end_of_module (Writing *writing,
                   guint    module)
{
  int day = 1;

  for (guint i = 0; i < writing->cohort->sessions->len; i++)
    {
      const LnetSampleSession *session = &g_array_index (writing->cohort->sessions, LnetSampleSession, i);

      if (session->module == module)
        day = session->day;
    }
  return MIN (day, 1);
}

static void
write_reflections (Writing               *writing,
                   LnetSampleParticipant *participant,
                   guint                  place,
                   gboolean               all)
{
  guint n = writing->program->modules->len;
  gboolean faded = participant->attendance == LNET_SAMPLE_WITHDRAWS ||
                   participant->attendance == LNET_SAMPLE_MISSED_MANY;
  g_autofree char *said = NULL;

  for (guint first = 0; first < n; first += MODULES_A_SITTING)
    {
      LnetTransaction *tx = NULL;
      guint last = MIN (first + MODULES_A_SITTING, n);
      int day = 1;

      for (guint i = first; i < last; i++)
        if (get_end_of_module (writing, i) < -2)
          day = get_end_of_module (writing, i);
      day = MIN (day + 3 + (int) place % 5, -1);
      for (guint i = first; i < last && !(faded && i > 1); i++)
        {
          const LnetId *module = &g_array_index (writing->program->modules, LnetSampleModule, i).id;
          g_autofree char *title = g_strdup_printf ("Reflection on module %u", i + 1);

          if (get_end_of_module (writing, i) >= -2 || (!all && lnet_sample_chance (writing->sample, 0.14)))
            continue;
          if (tx == NULL)
            tx = lnet_sample_act (writing->sample, "evidence-submit", day, 19 * 60 + (int) place, participant->person);
          said = lnet_sample_fill_in (pick_reflection (writing, participant->person, i), "partner", "My partner", NULL);
          hand_in (writing, participant, tx, "reflection", module, title, said, day);
          g_clear_pointer (&said, g_free);
        }
    }
}

static void
write_assessment (Writing               *writing,
                  LnetSampleParticipant *participant,
                  guint                  place)
{
  JsonArray *texts = json_object_get_array_member (writing->sample->learning, "assessments");
  gboolean spanish = g_str_equal (participant->person->language, "es");
  guint n = json_array_get_length (texts);
  int day = MIN (get_end_of_module (writing, 0) + 1, -1);
  LnetTransaction *tx = lnet_sample_act (writing->sample, "evidence-submit", day, 18 * 60, participant->person);

  hand_in (writing, participant, tx, "self-assessment", NULL, "Self-assessment, before",
           json_array_get_string_element (texts, spanish ? n - 1 : place % (n - 1)), day);
}

static void
write_object (Writing               *writing,
              LnetSampleParticipant *participant,
              LnetTransaction       *tx,
              const char            *kind,
              JsonObject            *row,
              int                    day)
{
  hand_in (writing, participant, tx, kind, NULL, lnet_data_get_text (row, "title"),
           lnet_sample_count_use (writing->sample, row) < MOST_USES
             ? lnet_data_get_text (row, "text")
             : lnet_sample_pick_fresh (writing->sample,
                                       json_object_get_array_member (writing->sample->learning, "elsewhere")),
           day);
}

/* Everything else that a certificate asks for. */
static void
write_portfolio (Writing               *writing,
                 LnetSampleParticipant *participant,
                 guint                  place)
{
  LnetSample *self = writing->sample;
  JsonArray *artifacts = json_object_get_array_member (self->learning, "artifacts");
  JsonArray *observations = json_object_get_array_member (self->learning, "observations");
  JsonArray *cycles = json_object_get_array_member (self->learning, "cycles");
  JsonArray *sign_offs = json_object_get_array_member (self->learning, "sign-offs");
  gboolean spanish = g_str_equal (participant->person->language, "es");
  int day = MIN (writing->cohort->ends - 6 - (int) place % 4, -3);
  LnetTransaction *tx = lnet_sample_act (self, "evidence-submit", day, 20 * 60, participant->person);
  LnetTransaction *signing = lnet_sample_act (self, "evidence-submit", MIN (day + 1, -2), 16 * 60,
                                              g_ptr_array_index (writing->cohort->facilitators, 0));

  for (guint i = 0; i < json_array_get_length (artifacts); i++)
    write_object (writing, participant, tx, "artifact", json_array_get_object_element (artifacts, i), day);
  write_object (writing, participant, tx, "observation",
                json_array_get_object_element (observations, spanish ? 2 : place % 2), day);
  hand_in (writing, participant, tx, "coaching-cycle", NULL, "Coaching cycle: coached",
           json_array_get_string_element (cycles, spanish ? 2 : 0), day);
  hand_in (writing, participant, tx, "coaching-cycle", NULL, "Coaching cycle: coach",
           json_array_get_string_element (cycles, 1), day);
  hand_in (writing, participant, tx, "self-assessment", NULL, "Self-assessment, after",
           lnet_sample_pick_fresh (self, json_object_get_array_member (self->learning, "elsewhere")), day);
  hand_in (writing, participant, signing, "sign-off", NULL, NULL,
           json_array_get_string_element (sign_offs, place % json_array_get_length (sign_offs)), day);
}

/* --- answering --- */

/* Facilitators read on Sundays, and what came in this week they have not read yet. */
static void
answer (Writing *writing)
{
  JsonObject *notes = json_object_get_object_member (writing->sample->learning, "decision-notes");
  g_autoptr (GHashTable) sundays = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < writing->handed_in->len; i++)
    {
      Handed *handed = g_ptr_array_index (writing->handed_in, i);
      LnetSamplePerson *reader =
        g_ptr_array_index (writing->cohort->facilitators, i % writing->cohort->facilitators->len);
      int sunday = handed->day - (handed->day - 1) % 7 + 6;
      LnetTransaction *tx;
      gboolean accepted;

      if (sunday > -6)
        continue;
      accepted = handed->day < -45 || !lnet_sample_chance (writing->sample, 0.12);
      tx = g_hash_table_lookup (sundays, GINT_TO_POINTER (sunday));
      if (tx == NULL)
        {
          tx = lnet_sample_act (writing->sample, "evidence-decide", sunday, 15 * 60, reader);
          g_hash_table_insert (sundays, GINT_TO_POINTER (sunday), tx);
        }
      lnet_certificate_decide_evidence (
        tx, &handed->id, &reader->id, accepted,
        accepted && lnet_sample_chance (writing->sample, 0.6)
          ? NULL
          : lnet_sample_pick (writing->sample,
                              json_object_get_array_member (notes, accepted ? "accepted" : "revise")));
    }
}

/* --- completing --- */

static gboolean
has_attended_enough (Writing                     *writing,
                     const LnetSampleParticipant *participant)
{
  switch (participant->attendance)
    {
    case LNET_SAMPLE_COMES:
    case LNET_SAMPLE_LATE_ONCE:
    case LNET_SAMPLE_MADE_UP_ONE:
    case LNET_SAMPLE_EXCUSED:
    case LNET_SAMPLE_JOINS_LATE:
      return TRUE;
    case LNET_SAMPLE_LEFT_EARLY:
    case LNET_SAMPLE_MISSED_ONE:
      return writing->program->policy.rule != LNET_ATTENDANCE_ALL_OR_NOTHING;
    case LNET_SAMPLE_MISSED_TWO:
    case LNET_SAMPLE_MISSED_MANY:
    case LNET_SAMPLE_WITHDRAWS:
    default:
      return FALSE;
    }
}

static void
complete (Writing               *writing,
          LnetSampleParticipant *participant)
{
  LnetTransaction *tx = lnet_sample_act (writing->sample, "enrolment-complete", MIN (writing->cohort->ends + 9, -1),
                                         17 * 60, g_ptr_array_index (writing->cohort->facilitators, 0));
  g_autofree char *date = lnet_sample_date (writing->sample, MIN (writing->cohort->ends + 9, -1));

  lnet_transaction_set_text (tx, LNET_ENROLMENT_STATUS, &participant->id, "completed");
  lnet_transaction_set_text (tx, LNET_ENROLMENT_ENDED_ON, &participant->id, date);
}

static void
waive (Writing               *writing,
       LnetSampleParticipant *participant)
{
  JsonArray *reasons = json_object_get_array_member (writing->sample->learning, "waivers");
  int day = MIN (writing->cohort->starts + 20, -2);
  LnetTransaction *tx = lnet_sample_act (writing->sample, "waiver-add", day, 12 * 60 + 30,
                                         g_ptr_array_index (writing->cohort->facilitators, 0));
  g_autofree char *date = lnet_sample_date (writing->sample, day);

  lnet_certificate_waive (tx, &participant->id, &g_array_index (writing->program->modules, LnetSampleModule, 0).id,
                          NULL, lnet_sample_pick (writing->sample, reasons), date);
}

void
lnet_sample_add_evidence (LnetSample        *self,
                          LnetSampleProgram *program,
                          LnetSampleCohort  *cohort)
{
  Writing writing = { self, program, cohort, g_ptr_array_new_with_free_func (g_free) };
  gboolean over = cohort->ends < -20;

  for (guint i = 0; i < cohort->participants->len; i++)
    {
      LnetSampleParticipant *participant = g_ptr_array_index (cohort->participants, i);
      gboolean completes = over && has_attended_enough (&writing, participant);

      if (cohort->n_held == 0)
        continue;
      write_assessment (&writing, participant, i);
      write_reflections (&writing, participant, i, completes);
      if (completes)
        {
          write_portfolio (&writing, participant, i);
          complete (&writing, participant);
        }
      if (!over && participant->attendance == LNET_SAMPLE_JOINS_LATE && cohort->n_held > 2)
        waive (&writing, participant);
    }
  answer (&writing);
  g_ptr_array_unref (writing.handed_in);
}
