/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "fuzz.h"
#include "lnet-check.h"
#include "lnet-error.h"
#include "lnet-members.h"
#include "lnet-store.h"

#include <glib/gstdio.h>

static int n_complaints; /* atomic: the store writes in a thread */

static GLogWriterOutput
count_complaint (GLogLevelFlags   level,
                 const GLogField *fields,
                 gsize            n_fields,
                 gpointer         data)
{
  if (level & (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING))
    g_atomic_int_inc (&n_complaints);
  return G_LOG_WRITER_HANDLED;
}

/* A damaged network opens, and can be looked at and checked, or is refused with a sentence. What reading stumbled over,
 * a check tells. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *path = g_build_filename (fuzz_get_folder (), "damaged.lnet", NULL);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *shared = g_strconcat (path, "-shm", NULL);
  g_autoptr (LnetStore) store = NULL;
  g_autoptr (LnetCheck) check = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;

  g_atomic_int_set (&n_complaints, 0);
  g_unlink (log);
  g_unlink (shared);
  g_assert_true (g_file_set_contents (path, (const char *) data, (gssize) size, NULL));
  store = lnet_store_open (path, &error);
  if (store == NULL)
    {
      g_assert_cmpint (error->domain, ==, LNET_ERROR);
      return 0;
    }
  found = lnet_members_search (lnet_store_get_reader (store), "ana", 5);
  lnet_store_close (store);
  check = lnet_check_run (path, NULL, &error);
  if (check == NULL)
    g_assert_cmpint (error->domain, ==, LNET_ERROR);
  else
    g_assert_true (check->problems->len > 0 || g_atomic_int_get (&n_complaints) == 0);
  return 0;
}

void
fuzz_add_seeds (GPtrArray *seeds)
{
  g_autofree char *path = g_build_filename (fuzz_get_folder (), "good.lnet", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetStore) store = lnet_store_create (path, "Prairie network", &error);
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");
  LnetId member = lnet_transaction_add (transaction, LNET_TABLE_MEMBER, lnet_space (LNET_SPACE_NETWORK));
  char *data;
  gsize length;

  g_assert_no_error (error);
  g_log_set_always_fatal (G_LOG_FATAL_MASK);
  g_log_set_writer_func (count_complaint, NULL, NULL);
  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_FIRST, &member, "Ana");
  lnet_store_commit (store, transaction, NULL, &error);
  g_assert_no_error (error);
  lnet_store_close (store);
  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  g_ptr_array_add (seeds, g_bytes_new_take (data, length));
}
