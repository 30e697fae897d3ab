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
  GHashTable *pending; /* enrolment → Pending: handed to the store, not yet read back */
};

typedef struct
{
  LnetAttendanceEntry entry;
  gboolean written; /* the next reading has it, or what became of it */
} Pending;

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

static gboolean
is_written (gpointer enrolment,
            gpointer value,
            gpointer user_data)
{
  return ((Pending *) value)->written;
}

/* What the file now says is no longer on its way. */
static void
on_loaded (LnetRollSheet *self)
{
  g_hash_table_foreach_remove (self->pending, is_written, NULL);
  g_signal_emit (self, changed_signal, 0);
}

typedef struct
{
  LnetRollSheet *sheet;
  GArray *enrolments; /* LnetId: whose marks are in it */
} Commit;

/* A mark that was not written is not shown either. */
static void
on_committed (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Commit *commit = user_data;
  g_autoptr (LnetRollSheet) self = commit->sheet;
  g_autoptr (GArray) enrolments = commit->enrolments;
  gboolean written = lnet_session_commit_finish (LNET_SESSION (source), result, NULL, NULL);

  g_free (commit);
  for (guint i = 0; i < enrolments->len; i++)
    {
      const LnetId *enrolment = &g_array_index (enrolments, LnetId, i);
      Pending *pending = g_hash_table_lookup (self->pending, enrolment);

      if (written && pending != NULL)
        pending->written = TRUE;
      else
        g_hash_table_remove (self->pending, enrolment);
    }
  if (!written)
    g_signal_emit (self, changed_signal, 0);
}

static void
commit (LnetRollSheet   *self,
        LnetTransaction *tx,
        GArray          *enrolments,
        const char      *toast)
{
  Commit *commit = g_new0 (Commit, 1);

  commit->sheet = g_object_ref (self);
  commit->enrolments = g_array_ref (enrolments);
  lnet_session_commit_async (lnet_cohort_source_get_session (self->source), tx, toast, NULL, on_committed, commit);
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
          guint                  missed,
          GArray                *enrolments)
{
  LnetAttendanceEntry before = lnet_roll_sheet_get_entry (self, participant);
  LnetId id = lnet_certificate_record_attendance (tx, &participant->enrolment, &self->session, &before, status, missed,
                                                  "roll-call");
  Pending *pending;

  if (lnet_id_is_null (&id))
    return;
  pending = g_new0 (Pending, 1);
  pending->entry.id = id;
  pending->entry.status = status;
  pending->entry.missed = missed;
  g_hash_table_insert (self->pending, lnet_id_copy (&participant->enrolment), pending);
  g_array_append_val (enrolments, participant->enrolment);
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
  Pending *pending = g_hash_table_lookup (self->pending, &participant->enrolment);
  guint session = lnet_roll_sheet_get_session (self);

  if (pending != NULL)
    return pending->entry;
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
  g_autoptr (GArray) enrolments = g_array_new (FALSE, FALSE, sizeof (LnetId));
  g_autoptr (LnetTransaction) tx = NULL;
  LnetAttendanceEntry before;

  g_return_if_fail (LNET_IS_ROLL_SHEET (self));

  if (lnet_roll_sheet_get_session (self) == G_MAXUINT)
    return;
  before = lnet_roll_sheet_get_entry (self, participant);
  tx = lnet_transaction_new (lnet_id_is_null (&before.id) ? "attendance-take" : "attendance-correct");
  put_mark (self, tx, participant, status, missed, enrolments);
  if (lnet_transaction_is_empty (tx))
    return;
  hold_session (self, tx, status);
  commit (self, g_steal_pointer (&tx), enrolments, NULL);
  g_signal_emit (self, changed_signal, 0);
}

guint
lnet_roll_sheet_mark_rest_present (LnetRollSheet *self)
{
  LnetCohort *cohort;
  g_autoptr (LnetTransaction) tx = lnet_transaction_new ("attendance-take");
  g_autoptr (GArray) enrolments = g_array_new (FALSE, FALSE, sizeof (LnetId));
  g_autofree char *toast = NULL;

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
      put_mark (self, tx, participant, LNET_ATTENDANCE_PRESENT, 0, enrolments);
    }
  if (enrolments->len == 0)
    return 0;
  hold_session (self, tx, LNET_ATTENDANCE_PRESENT);
  toast = g_strdup_printf (ngettext ("%u participant marked present", "%u participants marked present",
                                     enrolments->len),
                           enrolments->len);
  commit (self, g_steal_pointer (&tx), enrolments, toast);
  g_signal_emit (self, changed_signal, 0);
  return enrolments->len;
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
