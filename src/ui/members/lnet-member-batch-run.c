/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-member-batch-run.h"

#include <glib/gi18n-lib.h>

/* From so many members on it takes long enough to be looked at. */
#define MANY 500
/* Of a whole run, what looking at everybody takes. */
#define PLANNING 0.25

typedef struct
{
  LnetSession *session;
  LnetMemberBatch *batch;
  LnetTransaction *transaction; /* NULL while it is planned */
  AdwDialog *dialog;            /* NULL for few members, and when it was closed */
  GtkProgressBar *bar;
} Run;

static void
run_free (Run *run)
{
  g_clear_weak_pointer (&run->dialog);
  g_clear_weak_pointer (&run->bar);
  g_clear_pointer (&run->transaction, lnet_transaction_unref);
  g_object_unref (run->batch);
  g_object_unref (run->session);
  g_free (run);
}

/* Progress */

static double
get_fraction (Run *run)
{
  guint n = run->transaction != NULL ? lnet_transaction_get_n_ops (run->transaction) : 0;

  if (n == 0)
    return PLANNING * lnet_member_batch_get_progress (run->batch);
  return PLANNING + (1 - PLANNING) * lnet_transaction_get_n_done (run->transaction) / n;
}

static gboolean
on_tick (GtkWidget     *bar,
         GdkFrameClock *clock,
         gpointer       task)
{
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (bar), get_fraction (g_task_get_task_data (task)));
  return G_SOURCE_CONTINUE;
}

/* However the dialog is closed, it is stopped. */
static void
on_stop (GTask *task)
{
  Run *run = g_task_get_task_data (task);

  g_clear_weak_pointer (&run->dialog);
  g_cancellable_cancel (g_task_get_cancellable (task));
}

static void
present_progress (GTask     *task,
                  GtkWidget *parent)
{
  Run *run = g_task_get_task_data (task);
  gboolean deletes = lnet_member_batch_get_kind (run->batch) == LNET_MEMBER_BATCH_DELETE;
  const char *heading = deletes ? _("Moving to the Trash") : _("Changing Members");
  guint n = lnet_member_batch_get_n (run->batch);
  /* Translators: while many members are changed */
  g_autofree char *body = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                        "%'u member. If you stop, nothing is changed.",
                                                        "%'u members. If you stop, nothing is changed.", n), n);
  AdwDialog *dialog = adw_alert_dialog_new (heading, body);
  GtkWidget *bar = gtk_progress_bar_new ();

  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, heading, -1);
  gtk_widget_add_tick_callback (bar, on_tick, g_object_ref (task), g_object_unref);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), bar);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "stop", _("_Stop"));
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "stop");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_stop), task, G_CONNECT_SWAPPED);
  g_set_weak_pointer (&run->dialog, dialog);
  g_set_weak_pointer (&run->bar, GTK_PROGRESS_BAR (bar));
  adw_dialog_present (dialog, parent);
}

static void
end (GTask    *task,
     gboolean  done)
{
  Run *run = g_task_get_task_data (task);
  AdwDialog *dialog = run->dialog;

  if (dialog != NULL)
    {
      g_signal_handlers_disconnect_by_func (dialog, on_stop, task);
      adw_dialog_force_close (dialog);
    }
  g_task_return_boolean (task, done);
  g_object_unref (task);
}

static gboolean
was_stopped (Run          *run,
             const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;
  lnet_session_say (run->session, _("Stopped; nothing was changed"));
  return TRUE;
}

/* What came of it */

static char *
describe_changed (LnetMemberBatch *batch,
                  guint            n)
{
  if (n == 0)
    return g_strdup (_("Nobody changed"));
  if (lnet_member_batch_get_kind (batch) == LNET_MEMBER_BATCH_DELETE)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u member is in the Trash",
                                         "%'u members are in the Trash", n), n);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u member changed", "%'u members changed", n), n);
}

static char *
describe_result (LnetMemberBatch *batch)
{
  const LnetMemberBatchCounts *counts = lnet_member_batch_get_counts (batch);
  g_autofree char *changed = describe_changed (batch, counts->n_changed);
  GString *result = g_string_new (changed);

  if (counts->n_same > 0)
    /* Translators: it goes on from "12 members changed"; these had the value already */
    g_string_append_printf (result, g_dngettext (GETTEXT_PACKAGE, ", %'u was so already", ", %'u were so already",
                                                 counts->n_same), counts->n_same);
  if (counts->n_gone > 0)
    /* Translators: it goes on from "12 members changed"; these are in the Trash by now */
    g_string_append_printf (result, g_dngettext (GETTEXT_PACKAGE, ", %'u is not there any more",
                                                 ", %'u are not there any more", counts->n_gone), counts->n_gone);
  return g_string_free (result, FALSE);
}

static void
on_committed (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  GTask *task = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = lnet_session_commit_finish (LNET_SESSION (source), result, NULL, &error);

  if (!done)
    was_stopped (g_task_get_task_data (task), error);
  end (task, done);
}

static void
on_planned (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GTask *task = user_data;
  Run *run = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autofree char *toast = NULL;

  if (!lnet_member_batch_plan_finish (run->batch, result, &error))
    {
      if (!was_stopped (run, error))
        lnet_session_fail (run->session, _("This could not be done"), error);
      end (task, FALSE);
      return;
    }
  toast = describe_result (run->batch);
  run->transaction = lnet_member_batch_steal_transaction (run->batch);
  lnet_session_commit_async (run->session, lnet_transaction_ref (run->transaction), toast,
                             g_task_get_cancellable (task), on_committed, task);
}

void
lnet_member_batch_run_async (GtkWidget           *parent,
                             LnetSession         *session,
                             LnetMemberBatch     *batch,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GTask *task = g_task_new (parent, cancellable, callback, user_data);
  Run *run = g_new0 (Run, 1);

  run->session = g_object_ref (session);
  run->batch = g_object_ref (batch);
  g_task_set_source_tag (task, lnet_member_batch_run_async);
  g_task_set_task_data (task, run, (GDestroyNotify) run_free);
  /* What is written is written: the store alone says whether it stopped in time. */
  g_task_set_check_cancellable (task, FALSE);
  if (lnet_member_batch_get_n (batch) >= MANY)
    present_progress (task, parent);
  lnet_member_batch_plan_async (batch, lnet_session_get_store (session), cancellable, on_planned, task);
}

gboolean
lnet_member_batch_run_finish (GAsyncResult *result)
{
  return g_task_propagate_boolean (G_TASK (result), NULL);
}
