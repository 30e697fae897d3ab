/* SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-turns FILE ROSTER: how long the main loop works at a stretch while a roster is imported into the network that
 * the window shows, until the list has everybody, and while everybody is then selected and moved elsewhere. Processor
 * time, so that a busy machine does not count; a frame is 16.7 ms. */

#include "config.h"

#include <locale.h>
#include <time.h>

#include "harness.h"
#include "lnet-figures.h"
#include "lnet-import.h"
#include "lnet-member-batch-run.h"
#include "lnet-member-selection.h"

typedef struct
{
  LnetStore *store;
  LnetImport *import;
  gboolean planned;
  gboolean committed;
} Act;

static LnetFigures *turns;
static double turn_began;

static double
get_work (void)
{
  struct timespec spent;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &spent);
  return (double) spent.tv_sec * 1000 + (double) spent.tv_nsec / 1e6;
}

static int
poll_and_measure (GPollFD *fds,
                  guint    n_fds,
                  int      timeout)
{
  int n;

  if (turns != NULL)
    lnet_figures_add (turns, get_work () - turn_began);
  n = g_poll (fds, n_fds, timeout);
  turn_began = get_work ();
  return n;
}

static void
on_committed (GObject      *store,
              GAsyncResult *result,
              gpointer      user_data)
{
  Act *act = user_data;
  g_autoptr (GError) error = NULL;

  if (!lnet_store_commit_finish (LNET_STORE (store), result, NULL, &error))
    g_error ("%s", error->message);
  g_clear_object (&act->import);
  act->committed = TRUE;
}

static void
on_planned (GObject      *import,
            GAsyncResult *result,
            gpointer      user_data)
{
  Act *act = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetTransaction) transaction = NULL;

  if (!lnet_import_plan_finish (LNET_IMPORT (import), result, &error))
    g_error ("%s", error->message);
  act->planned = TRUE;
  transaction = lnet_import_steal_transaction (act->import);
  lnet_store_commit_async (act->store, transaction, NULL, on_committed, act);
}

static LnetMemberList *
find_members (LnetWindow *window)
{
  GtkWidget *list = lnet_test_get (window, GTK_TYPE_LIST_VIEW, NULL);

  return lnet_member_selection_get_list (LNET_MEMBER_SELECTION (gtk_list_view_get_model (GTK_LIST_VIEW (list))));
}

static void
import_into (LnetWindow *window,
             const char *roster)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (roster);
  LnetMemberList *members = find_members (window);
  guint before;
  Act act = { 0 };

  lnet_test_wait_for (lnet_member_list_is_full (members));
  before = lnet_member_list_get_n_members (members);
  lnet_test_settle ();
  act.store = lnet_session_get_store (lnet_window_get_session (window));
  act.import = lnet_import_new (file);
  turns = lnet_figures_new ("work at a stretch, of the main loop", "ms");
  turn_began = get_work ();
  lnet_import_plan_async (act.import, act.store, NULL, on_planned, &act);
  while (!act.committed || lnet_member_list_get_n_members (members) == before)
    g_main_context_iteration (NULL, TRUE);
  lnet_test_settle ();
  lnet_figures_print (turns, NULL);
}

static void
on_changed (GObject      *room,
            GAsyncResult *result,
            gpointer      user_data)
{
  if (!lnet_member_batch_run_finish (result))
    g_error ("Not changed");
  *(gboolean *) user_data = TRUE;
}

/* What the buttons of the window do, with the dialog that shows how far it is. */
static void
change_everybody (LnetWindow *window)
{
  GtkWidget *list = lnet_test_get (window, GTK_TYPE_LIST_VIEW, NULL);
  GtkSelectionModel *selection = gtk_list_view_get_model (GTK_LIST_VIEW (list));
  g_autoptr (LnetMemberOrder) everybody = NULL;
  g_autoptr (LnetMemberBatch) batch = NULL;
  gboolean done = FALSE;

  turns = lnet_figures_new ("the same, while everybody is changed at once", "ms");
  turn_began = get_work ();
  gtk_selection_model_select_all (selection);
  everybody = lnet_member_selection_dup_selected (LNET_MEMBER_SELECTION (selection));
  batch = lnet_member_batch_new (LNET_MEMBER_BATCH_PLACE, everybody, NULL);
  lnet_member_batch_set_place (batch, "Elsewhere", NULL, NULL);
  lnet_member_batch_run_async (list, lnet_window_get_session (window), batch, on_changed, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  lnet_test_settle ();
  lnet_figures_print (turns, NULL);
}

int
main (int    argc,
      char **argv)
{
  LnetWindow *window;

  if (argc != 3 || !lnet_test_start ())
    {
      g_printerr ("usage: bench-turns FILE ROSTER (with a display)\n");
      return 2;
    }
  setlocale (LC_ALL, "");
  g_main_context_set_poll_func (NULL, poll_and_measure);
  window = lnet_test_open_window (argv[1], 1200, 800);
  import_into (window, argv[2]);
  change_everybody (window);
  g_clear_pointer (&turns, g_free);
  lnet_test_close_window (window);
  lnet_test_finish ();
  return 0;
}
