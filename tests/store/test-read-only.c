/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Networks that lie where nothing can be written. */

#include "config.h"

#include <string.h>

#include "lnet-backup.h"
#include "lnet-erasure.h"
#include "lnet-error.h"
#include "lnet-history.h"
#include "network-fixture.h"
#include "write-protect.h"

typedef struct
{
  const char *name;
  int folder;
  int file;
} Modes;

static const Modes unwritable[] = {
  { "everything", 0555, 0444 },
  { "file", 0777, 0444 },
  { "folder", 0555, 0666 },
};

/* Everybody may read it, nobody may write it. */
static void
protect (Network     *network,
         const Modes *modes)
{
  network_close (network);
  write_protect_set_modes (network->folder, modes->folder, modes->file);
}

static void
stop_protecting (Network *network)
{
  network_close (network);
  write_protect_end ();
  write_protect_set_modes (network->folder, 0700, 0600);
}

static char *
load (Network *network,
      gsize   *size)
{
  char *bytes = NULL;

  g_assert_true (g_file_get_contents (network->path, &bytes, size, NULL));
  return bytes;
}

static guint
count_acts (Network *network)
{
  g_autoptr (GPtrArray) entries = lnet_history_list (lnet_store_get_reader (network->store), 0, 100, &network->error);

  g_assert_no_error (network->error);
  return entries->len;
}

static void
assert_refused (Network *network)
{
  g_assert_error (network->error, LNET_ERROR, LNET_ERROR_READ_ONLY);
  g_assert_nonnull (strstr (network->error->message, "Save a copy"));
  g_clear_error (&network->error);
}

/* What would go can still be looked at. */
static void
assert_erasing_refused (Network      *network,
                        const LnetId *member)
{
  g_autoptr (LnetErasure) erasure = lnet_erasure_new_person (member);

  g_assert_true (lnet_erasure_look (erasure, network->path, NULL, &network->error));
  g_assert_cmpuint (erasure->goes->len, >, 0);
  g_assert_false (lnet_store_erase (network->store, erasure, &network->error));
  assert_refused (network);
}

static void
test_read (Network       *network,
           gconstpointer  data)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-edit");
  g_autofree char *before = NULL, *after = NULL;
  gsize size_before, size_after;
  LnetId group;
  LnetId member = network_add_member (network, "Ana", &group);

  protect (network, data);
  before = load (network, &size_before);
  if (write_protect_begin ())
    {
      network_open (network);
      g_assert_true (lnet_store_get_read_only (network->store));
      g_assert_cmpstr (lnet_store_get_name (network->store), ==, "Prairie network");
      g_assert_cmpuint (count_acts (network), ==, 2);
      lnet_transaction_set_text (transaction, LNET_MEMBER_TOWN, &member, "Cody");
      g_assert_false (lnet_store_commit (network->store, transaction, NULL, &network->error));
      assert_refused (network);
      g_assert_false (lnet_store_undo_group (network->store, &group, NULL, &network->error));
      assert_refused (network);
      assert_erasing_refused (network, &member);
      network_close (network);
      g_free (assert_sound (network->path, 1));
    }
  stop_protecting (network);
  after = load (network, &size_after);
  g_assert_cmpmem (before, size_before, after, size_after);
}

/* A copy in a place of one's own is one to work in, and goes on where the other stands. */
static void
test_copy (Network       *network,
           gconstpointer  data)
{
  g_autofree char *folder = g_dir_make_tmp ("lnet-XXXXXX", NULL);
  g_autofree char *target = g_build_filename (folder, "copy.lnet", NULL);
  g_autoptr (LnetStore) store = NULL;
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-edit");
  LnetId member = network_add_member (network, "Ana", NULL);

  g_chmod (folder, 0777);
  protect (network, data);
  if (write_protect_begin ())
    {
      lnet_backup_copy (network->path, target, NULL, &network->error);
      g_assert_no_error (network->error);
      store = lnet_store_open (target, &network->error);
      g_assert_no_error (network->error);
      g_assert_false (lnet_store_get_read_only (store));
      lnet_transaction_set_text (transaction, LNET_MEMBER_TOWN, &member, "Cody");
      g_assert_true (lnet_store_commit (store, transaction, NULL, &network->error));
      lnet_store_close (store);
      g_free (assert_sound (target, 1));
      /* Where nothing can be written there is no copy either. */
      g_free (target);
      target = g_build_filename (network->folder, "copy.lnet", NULL);
      g_assert_false (lnet_backup_copy (network->path, target, NULL, &network->error));
      g_assert_error (network->error, LNET_ERROR, LNET_ERROR_READ_ONLY);
      g_clear_error (&network->error);
    }
  stop_protecting (network);
  write_protect_set_modes (folder, 0700, 0600);
  g_unlink (target);
  g_free (target);
  target = g_build_filename (folder, "copy.lnet", NULL);
  g_unlink (target);
  g_rmdir (folder);
}

/* What lies beside the file is part of the network. Where it cannot be taken in, half of it is not shown either. */
static void
test_log_beside (Network       *network,
                 gconstpointer  data)
{
  g_autofree char *wal = g_strconcat (network->path, "-wal", NULL);
  g_autofree char *shm = g_strconcat (network->path, "-shm", NULL);
  g_autofree char *unwritten = NULL;
  gsize size;

  network_add_member (network, "Ana", NULL);
  g_assert_true (g_file_get_contents (wal, &unwritten, &size, NULL));
  g_assert_cmpuint (size, >, 0);
  network_close (network);
  g_assert_true (g_file_set_contents (wal, unwritten, (gssize) size, NULL));
  g_unlink (shm);
  protect (network, &unwritable[0]);
  if (write_protect_begin ())
    {
      g_assert_null (lnet_store_open (network->path, &network->error));
      g_assert_error (network->error, LNET_ERROR, LNET_ERROR_READ_ONLY);
      g_clear_error (&network->error);
    }
  stop_protecting (network);
}

static void
test_writable (Network       *network,
               gconstpointer  data)
{
  g_assert_false (lnet_store_get_read_only (network->store));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, data, function) g_test_add (path, Network, data, network_set_up, function, network_tear_down)
  for (guint i = 0; i < G_N_ELEMENTS (unwritable); i++)
    {
      g_autofree char *path = g_strdup_printf ("/read-only/read/%s", unwritable[i].name);

      ADD (path, &unwritable[i], test_read);
    }
  ADD ("/read-only/copy", &unwritable[0], test_copy);
  ADD ("/read-only/log-beside", NULL, test_log_beside);
  ADD ("/read-only/writable", NULL, test_writable);
#undef ADD
  return g_test_run ();
}
