/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What happens to a network when the machine does not do as it is told: statements that fail, processes that are
 * killed, disks that are full. In every case nothing that was acknowledged is lost, and nothing half is there. */

#include "config.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "lnet-attachment.h"
#include "lnet-error.h"
#include "lnet-writer.h"
#include "network-fixture.h"

static const char *program;

/* Several kinds of change to several tables and two spaces. */
static LnetTransaction *
make_transaction (const LnetId *member)
{
  LnetTransaction *transaction = lnet_transaction_new ("member-edit");
  LnetSpace space = lnet_space (LNET_SPACE_NETWORK);
  LnetId role = lnet_transaction_add (transaction, LNET_TABLE_ROLE, space);
  LnetId staff = lnet_transaction_add (transaction, LNET_TABLE_MEMBER_STAFF, lnet_space (LNET_SPACE_STAFF));
  g_autoptr (GBytes) picture = g_bytes_new_static ("picture", 7);

  lnet_transaction_set_id (transaction, LNET_ROLE_MEMBER, &role, member);
  lnet_transaction_set_text (transaction, LNET_ROLE_ROLE, &role, "cook");
  lnet_transaction_set_id (transaction, LNET_MEMBER_STAFF_MEMBER, &staff, member);
  lnet_transaction_set_text (transaction, LNET_MEMBER_STAFF_NOTE, &staff, "Came through her sister.");
  lnet_transaction_set_text (transaction, LNET_MEMBER_TOWN, member, "Casper");
  lnet_transaction_add_text_to_set (transaction, LNET_MEMBER_LANGUAGE_LANGUAGE, space, member, "es");
  put_member (transaction, "Ben", "Cody");
  lnet_attachment_set_portrait (transaction, member, picture, "image/jpeg", 1, 1);
  return transaction;
}

static gboolean
commit_failing_at (Network      *network,
                   const LnetId *member,
                   guint         n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetWriter) writer = lnet_writer_open (network->path, &error);
  g_autoptr (LnetTransaction) transaction = make_transaction (member);
  g_autoptr (LnetChanges) changes = lnet_changes_new ();
  LnetId nobody = lnet_id_null (), group;
  gboolean done;

  g_assert_no_error (error);
  lnet_sqlite_fail_at (lnet_writer_get_sqlite (writer), n);
  done = lnet_writer_commit (writer, transaction, &nobody, NULL, changes, &group, &error);
  if (!done)
    {
      g_assert_error (error, LNET_ERROR, LNET_ERROR_FULL);
      g_assert_true (lnet_id_is_null (&group));
    }
  return done;
}

static void
test_nth_statement_fails (Network       *network,
                          gconstpointer  data)
{
  LnetId member = network_add_member (network, "Ana", NULL);
  g_autofree char *before = assert_sound (network->path, 1);
  guint n = 1;

  network_close (network);
  while (!commit_failing_at (network, &member, n))
    {
      g_autofree char *after = assert_sound (network->path, 1);

      g_assert_cmpstr (after, ==, before);
      n++;
    }
  g_assert_cmpuint (n, >, 20);
  g_free (assert_sound (network->path, 2));
}

static void
test_failed_commit_then_another (Network       *network,
                                 gconstpointer  data)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-edit");
  LnetId member = network_add_member (network, "Ana", NULL);
  LnetId nobody_there = lnet_id_new ();

  lnet_transaction_set_text (transaction, LNET_MEMBER_TOWN, &member, "Casper");
  lnet_transaction_edit (transaction, LNET_PASSAGE_BODY, &nobody_there, 0, 0, "Here");
  g_assert_false (lnet_store_commit (network->store, transaction, NULL, &network->error));
  g_assert_error (network->error, LNET_ERROR, LNET_ERROR_NOT_FOUND);
  g_clear_error (&network->error);
  network_set_town (network, &member, "Cody", NULL);
  g_free (assert_sound (network->path, 1));
}

/* --- being killed --- */

/* The child: adds members one after the other, and says so once each is acknowledged. */
static int
write_for_ever (const char *path,
                guint       most)
{
  g_autoptr (LnetStore) store = lnet_store_open (path, NULL);

  for (guint i = 0; store != NULL && i < most; i++)
    {
      g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");

      put_member (transaction, "Killed", "Lander");
      if (!lnet_store_commit (store, transaction, NULL, NULL) || write (STDOUT_FILENO, ".", 1) != 1)
        return 1;
    }
  return store != NULL ? 0 : 1;
}

static GSubprocess *
start_child (const char *path,
             const char *most)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--write", path, most, NULL);

  g_assert_no_error (error);
  return child;
}

static guint64
count_members (const char *path)
{
  g_autoptr (LnetCheck) check = lnet_check_run (path, NULL, NULL);

  g_assert_nonnull (check);
  g_assert_cmpuint (check->problems->len, ==, 0);
  return check->n_members;
}

static void
test_killed (Network       *network,
             gconstpointer  data)
{
  guint64 n_before = 0;

  network_close (network);
  for (guint i = 0; i < times (200); i++)
    {
      g_autoptr (GSubprocess) child = start_child (network->path, "1000000");
      GInputStream *acknowledged = g_subprocess_get_stdout_pipe (child);
      guint wanted = (guint) g_test_rand_int_range (0, 12);
      guint64 n_acknowledged = 0, n_after;
      char dots[64];
      gssize n;

      /* Killed right after the n-th acknowledgement, wherever the next commit has got to by then. */
      while (n_acknowledged < wanted && (n = g_input_stream_read (acknowledged, dots, 1, NULL, NULL)) > 0)
        n_acknowledged += (guint64) n;
      g_subprocess_force_exit (child);
      while ((n = g_input_stream_read (acknowledged, dots, sizeof dots, NULL, NULL)) > 0)
        n_acknowledged += (guint64) n;
      g_subprocess_wait (child, NULL, NULL);

      n_after = count_members (network->path);
      g_assert_cmpuint (n_after, >=, n_before + n_acknowledged);
      /* One commit may have gone through without a chance to say so. */
      g_assert_cmpuint (n_after, <=, n_before + n_acknowledged + 1);
      n_before = n_after;
    }
}

static void
test_two_processes (Network       *network,
                    gconstpointer  data)
{
  g_autoptr (GSubprocess) first = start_child (network->path, "100");
  g_autoptr (GSubprocess) second = start_child (network->path, "100");
  LnetId member = network_add_member (network, "Ana", NULL);

  for (guint i = 0; i < 20; i++)
    network_set_town (network, &member, i % 2 == 0 ? "Casper" : "Cody", NULL);
  g_assert_true (g_subprocess_wait_check (first, NULL, &network->error));
  g_assert_no_error (network->error);
  g_assert_true (g_subprocess_wait_check (second, NULL, &network->error));
  g_assert_no_error (network->error);
  network_close (network);
  g_free (assert_sound (network->path, 201));
}

/* --- no room --- */

static void
test_full_disk (Network       *network,
                gconstpointer  data)
{
  g_autoptr (LnetWriter) writer = NULL;
  LnetId nobody = lnet_id_null (), group;
  gint64 n_pages;
  g_autofree char *limit = NULL;
  guint64 n_written = 0;

  network_close (network);
  writer = lnet_writer_open (network->path, &network->error);
  g_assert_no_error (network->error);
  g_assert_true (lnet_sqlite_get_integer (lnet_writer_get_sqlite (writer), "PRAGMA page_count", 0, &n_pages, NULL));
  limit = g_strdup_printf ("PRAGMA max_page_count = %" G_GINT64_FORMAT, n_pages + 12);
  g_assert_true (lnet_sqlite_exec (lnet_writer_get_sqlite (writer), limit, NULL));
  for (;;)
    {
      g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");
      g_autoptr (LnetChanges) changes = lnet_changes_new ();

      put_member (transaction, "Ana", "Lander");
      if (!lnet_writer_commit (writer, transaction, &nobody, NULL, changes, &group, &network->error))
        break;
      n_written++;
    }
  g_assert_error (network->error, LNET_ERROR, LNET_ERROR_FULL);
  g_clear_error (&network->error);
  g_assert_cmpuint (n_written, >, 0);
  g_clear_pointer (&writer, lnet_writer_close);
  g_free (assert_sound (network->path, n_written));
}

/* The child of the next test: it may make no file longer than it is now. */
static int
write_without_room (const char *path)
{
  struct rlimit limit = { 256 * 1024, 256 * 1024 };

  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &limit);
  return write_for_ever (path, 1000000) == 1 ? 0 : 1;
}

static void
test_writes_refused (Network       *network,
                     gconstpointer  data)
{
  g_autoptr (GSubprocess) child = NULL;
  GInputStream *acknowledged;
  guint64 n_acknowledged = 0, n_members;
  char dots[64];
  gssize n;

  network_close (network);
  child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &network->error, program, "--no-room", network->path, NULL);
  g_assert_no_error (network->error);
  acknowledged = g_subprocess_get_stdout_pipe (child);
  while ((n = g_input_stream_read (acknowledged, dots, sizeof dots, NULL, NULL)) > 0)
    n_acknowledged += (guint64) n;
  g_assert_true (g_subprocess_wait_check (child, NULL, &network->error));
  g_assert_no_error (network->error);
  n_members = count_members (network->path);
  g_assert_cmpuint (n_members, >=, n_acknowledged);
  g_assert_cmpuint (n_members, <=, n_acknowledged + 1);
}

int
main (int    argc,
      char **argv)
{
  program = argv[0];
  if (argc == 4 && g_str_equal (argv[1], "--write"))
    return write_for_ever (argv[2], (guint) atoi (argv[3]));
  if (argc == 3 && g_str_equal (argv[1], "--no-room"))
    return write_without_room (argv[2]);

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) g_test_add ("/store/faults/" path, Network, NULL, network_set_up, function, network_tear_down)
  ADD ("nth-statement", test_nth_statement_fails);
  ADD ("failed-then-another", test_failed_commit_then_another);
  ADD ("killed", test_killed);
  ADD ("two-processes", test_two_processes);
  ADD ("full-disk", test_full_disk);
  ADD ("writes-refused", test_writes_refused);
#undef ADD

  return g_test_run ();
}
