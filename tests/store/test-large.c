/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A state's worth of members in one act. */

#include "config.h"

#include "lnet-members.h"
#include "network-fixture.h"

static void
fill (LnetTransaction *transaction,
      guint            n)
{
  static const char *const towns[] = { "Lander", "Riverton", "Casper", "Cody", "Jackson", "Gillette", "Laramie" };

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *first = g_strdup_printf ("Ana%u", i);
      LnetId member = put_member (transaction, first, towns[i % G_N_ELEMENTS (towns)]);

      lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_LAST, &member, i % 3 == 0 ? "Begay" : "Ortiz");
    }
}

static void
test_hundred_thousand (Network       *network,
                       gconstpointer  data)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("import");
  g_autoptr (GPtrArray) found = NULL;
  LnetId group;
  guint n = times (100000);

  fill (transaction, n);
  network_commit (network, transaction, &group);
  g_assert_cmpuint (lnet_transaction_get_n_done (transaction), ==, n);
  g_assert_cmpuint (lnet_members_count (lnet_store_get_reader (network->store)), ==, n);
  found = lnet_members_search (lnet_store_get_reader (network->store), "ana77 ortiz", 5);
  g_assert_cmpuint (found->len, ==, 5);
  g_free (assert_sound (network->path, n));

  g_assert_true (lnet_store_undo_group (network->store, &group, NULL, &network->error));
  g_assert_no_error (network->error);
  g_assert_cmpuint (lnet_members_count (lnet_store_get_reader (network->store)), ==, 0);
}

static void
on_done (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* Stopped while it runs: nothing of it is there. */
static void
test_stopped (Network       *network,
              gconstpointer  data)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("import");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;

  fill (transaction, times (100000));
  lnet_store_commit_async (network->store, transaction, cancellable, on_done, &result);
  while (lnet_transaction_get_n_done (transaction) < 1000)
    g_thread_yield ();
  g_cancellable_cancel (cancellable);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (lnet_store_commit_finish (network->store, result, NULL, &network->error));
  g_assert_error (network->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&network->error);
  g_free (assert_sound (network->path, 0));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/large/hundred-thousand", Network, NULL, network_set_up, test_hundred_thousand, network_tear_down);
  g_test_add ("/large/stopped", Network, NULL, network_set_up, test_stopped, network_tear_down);
  return g_test_run ();
}
