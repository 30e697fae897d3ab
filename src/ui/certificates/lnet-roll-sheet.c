/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-roll-sheet.h"

#include "lnet-certificate-edit.h"
#include "lnet-certificate-words.h"

#include <glib/gi18n-lib.h>

struct _LnetRollSheet
{
  GObject parent_instance;

  LnetCohortSource *source;
  LnetId session;
  GHashTable *pending; /* enrolment → LnetAttendanceEntry: handed to the store, not yet read back */
};

G_DEFINE_FINAL_TYPE (LnetRollSheet, lnet_roll_sheet, G_TYPE_OBJECT)

static guint changed_signal;

static const struct
{
  const char *icon_name;
  const char *style_class;
} looks[] = {
  [LNET_ATTENDANCE_UNRECORDED] = { "content-loading-symbolic", "dimmed" },
  [LNET_ATTENDANCE_PRESENT] = { "object-select-symbolic", "success" },
  [LNET_ATTENDANCE_LATE] = { "appointment-soon-symbolic", "warning" },
  [LNET_ATTENDANCE_LEFT_EARLY] = { "system-log-out-symbolic", "warning" },
  [LNET_ATTENDANCE_ABSENT] = { "window-close-symbolic", "error" },
  [LNET_ATTENDANCE_APOLOGY] = { "mail-unread-symbolic", "warning" },
  [LNET_ATTENDANCE_EXCUSED] = { "action-unavailable-symbolic", "accent" },
  [LNET_ATTENDANCE_MAKE_UP] = { "view-refresh-symbolic", "success" },
  [LNET_ATTENDANCE_NOT_YET_ENROLLED] = { "contact-new-symbolic", "dimmed" },
};

G_STATIC_ASSERT (G_N_ELEMENTS (looks) == LNET_ATTENDANCE_LAST);

const char *
lnet_attendance_status_get_icon_name (LnetAttendanceStatus status)
{
  g_return_val_if_fail (status < LNET_ATTENDANCE_LAST, NULL);

  return looks[status].icon_name;
}

const char *
lnet_attendance_status_get_style_class (LnetAttendanceStatus status)
{
  g_return_val_if_fail (status < LNET_ATTENDANCE_LAST, NULL);

  return looks[status].style_class;
}

/* What the file now says is no longer on its way. */
static void
on_loaded (LnetRollSheet *self)
{
  LnetCohort *cohort = lnet_cohort_source_get_cohort (self->source);
  guint session = lnet_cohort_find_session (cohort, &self->session);
  GHashTableIter iter;
  gpointer enrolment;
  gpointer entry;

  g_hash_table_iter_init (&iter, self->pending);
  while (g_hash_table_iter_next (&iter, &enrolment, &entry))
    {
      guint place = lnet_cohort_find_participant (cohort, enrolment);
      LnetParticipant *participant;

      if (place == G_MAXUINT || session == G_MAXUINT)
        {
          g_hash_table_iter_remove (&iter);
          continue;
        }
      participant = g_ptr_array_index (cohort->participants, place);
      if (lnet_id_equal (&participant->entries[session].id, &((LnetAttendanceEntry *) entry)->id))
        g_hash_table_iter_remove (&iter);
    }
  g_signal_emit (self, changed_signal, 0);
}

/* A mark that was not written is not shown either. */
static void
on_committed (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (LnetRollSheet) self = LNET_ROLL_SHEET (user_data);

  if (lnet_session_commit_finish (LNET_SESSION (source), result, NULL, NULL))
    return;
  g_hash_table_remove_all (self->pending);
  g_signal_emit (self, changed_signal, 0);
}

static void
commit (LnetRollSheet   *self,
        LnetTransaction *tx,
        const char      *toast)
{
  lnet_session_commit_async (lnet_cohort_source_get_session (self->source), tx, toast, NULL, on_committed,
                             g_object_ref (self));
}

static gboolean
was_there (LnetAttendanceStatus status)
{
  return status == LNET_ATTENDANCE_PRESENT || status == LNET_ATTENDANCE_LATE || status == LNET_ATTENDANCE_LEFT_EARLY;
}

/* A session that somebody came to was held. */
static void
hold_session (LnetRollSheet        *self,
              LnetTransaction      *tx,
              LnetAttendanceStatus  status)
{
  LnetCohort *cohort = lnet_cohort_source_get_cohort (self->source);
  LnetCohortSession *session = g_ptr_array_index (cohort->sessions, lnet_roll_sheet_get_session (self));

  if (!session->held && was_there (status))
    lnet_transaction_set_text (tx, LNET_SESSION_STATUS, &session->id, "held");
}

static void
put_mark (LnetRollSheet         *self,
          LnetTransaction       *tx,
          const LnetParticipant *participant,
          LnetAttendanceStatus   status,
          guint                  missed)
{
  LnetAttendanceEntry before = lnet_roll_sheet_get_entry (self, participant);
  LnetAttendanceEntry *after = g_new0 (LnetAttendanceEntry, 1);

  after->id = lnet_certificate_record_attendance (tx, &participant->enrolment, &self->session, &before, status, missed,
                                                  "roll-call");
  after->status = status;
  after->missed = missed;
  if (lnet_id_is_null (&after->id))
    g_free (after);
  else
    g_hash_table_insert (self->pending, lnet_id_copy (&participant->enrolment), after);
}

static void
lnet_roll_sheet_dispose (GObject *object)
{
  LnetRollSheet *self = LNET_ROLL_SHEET (object);

  g_clear_object (&self->source);

  G_OBJECT_CLASS (lnet_roll_sheet_parent_class)->dispose (object);
}

static void
lnet_roll_sheet_finalize (GObject *object)
{
  g_hash_table_unref (LNET_ROLL_SHEET (object)->pending);

  G_OBJECT_CLASS (lnet_roll_sheet_parent_class)->finalize (object);
}

static void
lnet_roll_sheet_class_init (LnetRollSheetClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lnet_roll_sheet_dispose;
  G_OBJECT_CLASS (klass)->finalize = lnet_roll_sheet_finalize;

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
lnet_roll_sheet_init (LnetRollSheet *self)
{
  self->pending = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, g_free);
}

LnetRollSheet *
lnet_roll_sheet_new (LnetCohortSource *source,
                     const LnetId     *session)
{
  LnetRollSheet *self = g_object_new (LNET_TYPE_ROLL_SHEET, NULL);

  self->source = g_object_ref (source);
  self->session = *session;
  g_signal_connect_object (source, "loaded", G_CALLBACK (on_loaded), self, G_CONNECT_SWAPPED);
  return self;
}

LnetCohortSource *
lnet_roll_sheet_get_source (LnetRollSheet *self)
{
  g_return_val_if_fail (LNET_IS_ROLL_SHEET (self), NULL);

  return self->source;
}

guint
lnet_roll_sheet_get_session (LnetRollSheet *self)
{
  LnetCohort *cohort;

  g_return_val_if_fail (LNET_IS_ROLL_SHEET (self), G_MAXUINT);

  cohort = lnet_cohort_source_get_cohort (self->source);
  return cohort != NULL ? lnet_cohort_find_session (cohort, &self->session) : G_MAXUINT;
}

LnetAttendanceEntry
lnet_roll_sheet_get_entry (LnetRollSheet         *self,
                           const LnetParticipant *participant)
{
  LnetAttendanceEntry *pending = g_hash_table_lookup (self->pending, &participant->enrolment);
  guint session = lnet_roll_sheet_get_session (self);

  if (pending != NULL)
    return *pending;
  return session != G_MAXUINT ? participant->entries[session] : (LnetAttendanceEntry) { 0 };
}

LnetAttendanceStatus
lnet_roll_sheet_get_status (LnetRollSheet         *self,
                            const LnetParticipant *participant)
{
  LnetAttendanceEntry entry = lnet_roll_sheet_get_entry (self, participant);
  guint session = lnet_roll_sheet_get_session (self);

  if (entry.status != LNET_ATTENDANCE_UNRECORDED || session == G_MAXUINT)
    return entry.status;
  return lnet_participant_get_status (lnet_cohort_source_get_cohort (self->source), participant, session);
}

void
lnet_roll_sheet_mark (LnetRollSheet         *self,
                      const LnetParticipant *participant,
                      LnetAttendanceStatus   status,
                      guint                  missed)
{
  LnetAttendanceEntry before;
  g_autoptr (LnetTransaction) tx = NULL;

  g_return_if_fail (LNET_IS_ROLL_SHEET (self));

  if (lnet_roll_sheet_get_session (self) == G_MAXUINT)
    return;
  before = lnet_roll_sheet_get_entry (self, participant);
  tx = lnet_transaction_new (lnet_id_is_null (&before.id) ? "attendance-take" : "attendance-correct");
  put_mark (self, tx, participant, status, missed);
  if (lnet_transaction_is_empty (tx))
    return;
  hold_session (self, tx, status);
  commit (self, g_steal_pointer (&tx), NULL);
  g_signal_emit (self, changed_signal, 0);
}

guint
lnet_roll_sheet_mark_rest_present (LnetRollSheet *self)
{
  LnetCohort *cohort;
  g_autoptr (LnetTransaction) tx = lnet_transaction_new ("attendance-take");
  g_autofree char *toast = NULL;
  guint n = 0;

  g_return_val_if_fail (LNET_IS_ROLL_SHEET (self), 0);

  if (lnet_roll_sheet_get_session (self) == G_MAXUINT)
    return 0;
  cohort = lnet_cohort_source_get_cohort (self->source);
  for (guint i = 0; i < cohort->participants->len; i++)
    {
      LnetParticipant *participant = g_ptr_array_index (cohort->participants, i);

      if (participant->forecast.state == LNET_FORECAST_WITHDRAWN
          || lnet_roll_sheet_get_status (self, participant) != LNET_ATTENDANCE_UNRECORDED)
        continue;
      put_mark (self, tx, participant, LNET_ATTENDANCE_PRESENT, 0);
      n++;
    }
  if (n == 0)
    return 0;
  hold_session (self, tx, LNET_ATTENDANCE_PRESENT);
  toast = g_strdup_printf (ngettext ("%u participant marked present", "%u participants marked present", n), n);
  commit (self, g_steal_pointer (&tx), toast);
  g_signal_emit (self, changed_signal, 0);
  return n;
}

void
lnet_roll_sheet_count (LnetRollSheet *self,
                       guint         *n_marked,
                       guint         *n_expected)
{
  LnetCohort *cohort = lnet_cohort_source_get_cohort (self->source);

  *n_marked = *n_expected = 0;
  for (guint i = 0; cohort != NULL && i < cohort->participants->len; i++)
    {
      LnetParticipant *participant = g_ptr_array_index (cohort->participants, i);
      LnetAttendanceStatus status = lnet_roll_sheet_get_status (self, participant);

      if (participant->forecast.state == LNET_FORECAST_WITHDRAWN || status == LNET_ATTENDANCE_NOT_YET_ENROLLED)
        continue;
      *n_expected += 1;
      *n_marked += status != LNET_ATTENDANCE_UNRECORDED;
    }
}
