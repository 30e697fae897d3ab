/* SPDX-License-Identifier: GPL-3.0-or-later */

/* In the background: this process is one desk, and the built program another. */

#include "config.h"

#include "keys-fixture.h"

#include "lnet-attachment.h"
#include "lnet-carrier.h"
#include "lnet-members.h"
#include "lnet-syncer-private.h"

typedef struct
{
  Shared network;
  char *shared; /* the folder */
  GFile *root;
  LnetSyncer *syncer;
  GError *error;
  gboolean done;
  guint n_exchanged;
} Fixture;

static void
on_exchanged (Fixture *fixture)
{
  fixture->n_exchanged++;
}

static void
start_syncer (Fixture *fixture)
{
  fixture->syncer = lnet_syncer_new (fixture->network.store);
  lnet_syncer_set_pace (fixture->syncer, (LnetSyncerPace) { 10, 60 * 1000, 20 });
  g_signal_connect_swapped (fixture->syncer, "exchanged", G_CALLBACK (on_exchanged), fixture);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  without_keyring ();
  shared_set_up (&fixture->network, NULL);
  fixture->shared = g_dir_make_tmp ("lnet-shared-XXXXXX", NULL);
  fixture->root = g_file_new_for_path (fixture->shared);
  start_syncer (fixture);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);

      remove_tree (inside);
    }
  g_remove (path);
}

/* What runs still holds it. @object: (transfer full) */
static void
wait_until_gone (gpointer object)
{
  gpointer gone = object;

  g_object_add_weak_pointer (object, &gone);
  g_object_unref (object);
  while (gone != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
stop_syncer (Fixture *fixture)
{
  lnet_syncer_stop (fixture->syncer);
  g_signal_handlers_disconnect_by_data (fixture->syncer, fixture);
  wait_until_gone (g_steal_pointer (&fixture->syncer));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  stop_syncer (fixture);
  remove_tree (fixture->shared);
  g_object_unref (fixture->root);
  g_free (fixture->shared);
  shared_tear_down (&fixture->network, NULL);
}

static void
wait_for_state (Fixture         *fixture,
                LnetSyncerState  state)
{
  while (lnet_syncer_get_state (fixture->syncer) != state)
    g_main_context_iteration (NULL, TRUE);
}

/* Until one more exchange has ended well. */
static void
wait_for_exchange (Fixture *fixture)
{
  guint n = fixture->n_exchanged;

  while (fixture->n_exchanged == n)
    g_main_context_iteration (NULL, TRUE);
}

static void
on_shared (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  Fixture *fixture = data;

  lnet_syncer_share_finish (LNET_SYNCER (object), result, &fixture->error);
  fixture->done = TRUE;
}

static void
share (Fixture  *fixture,
       gboolean  begin)
{
  fixture->done = FALSE;
  lnet_syncer_share_async (fixture->syncer, fixture->root, begin, NULL, on_shared, fixture);
  while (!fixture->done)
    g_main_context_iteration (NULL, TRUE);
}

static void
begin (Fixture *fixture)
{
  share (fixture, TRUE);
  g_assert_no_error (fixture->error);
}

static LnetId
add_member (Fixture    *fixture,
            const char *first)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");
  LnetId member = lnet_transaction_add (transaction, LNET_TABLE_MEMBER, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_FIRST, &member, first);
  lnet_store_commit (fixture->network.store, transaction, NULL, &fixture->error);
  g_assert_no_error (fixture->error);
  return member;
}

static guint
count_files (Fixture    *fixture,
             const char *folder)
{
  g_autofree char *path = g_build_filename (fixture->shared, folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* --- by itself --- */

static void
test_share (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *uri = g_file_get_uri (fixture->root);
  g_autoptr (GPtrArray) carriers = NULL;

  /* Nobody has begun here: said, and nothing is remembered. */
  share (fixture, FALSE);
  g_assert_error (fixture->error, LNET_ERROR, LNET_ERROR_NOT_FOUND);
  g_clear_error (&fixture->error);
  g_assert_null (lnet_syncer_get_uri (fixture->syncer));
  g_assert_cmpuint (count_files (fixture, ""), ==, 0);

  begin (fixture);
  g_assert_cmpstr (lnet_syncer_get_uri (fixture->syncer), ==, uri);
  g_assert_cmpint (lnet_syncer_get_state (fixture->syncer), ==, LNET_SYNCER_IDLE);
  g_assert_cmpint (lnet_syncer_get_synced (fixture->syncer), >, 0);
  g_assert_cmpuint (lnet_syncer_get_report (fixture->syncer)->n_sent, >, 0);
  g_assert_cmpuint (count_files (fixture, "h"), ==, 1);
  carriers = lnet_carrier_list (lnet_store_get_reader (fixture->network.store), NULL);
  g_assert_cmpuint (carriers->len, ==, 1);
}

/* What is changed here is sent a little later. */
static void
test_own_change (Fixture       *fixture,
                 gconstpointer  data)
{
  begin (fixture);
  add_member (fixture, "Ana");
  do
    wait_for_exchange (fixture);
  while (lnet_syncer_get_report (fixture->syncer)->n_sent == 0);
  g_assert_cmpuint (lnet_syncer_get_report (fixture->syncer)->n_sent, ==, 1);
}

/* The next time the network is opened it goes on by itself. */
static void
test_goes_on (Fixture       *fixture,
              gconstpointer  data)
{
  begin (fixture);
  stop_syncer (fixture);
  add_member (fixture, "Ana");
  start_syncer (fixture);
  g_assert_null (lnet_syncer_get_uri (fixture->syncer));
  lnet_syncer_start (fixture->syncer);
  g_assert_nonnull (lnet_syncer_get_uri (fixture->syncer));
  wait_for_exchange (fixture);
  g_assert_cmpuint (lnet_syncer_get_report (fixture->syncer)->n_sent, ==, 1);
}

/* --- what goes wrong --- */

static void
test_away (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *elsewhere = g_strconcat (fixture->shared, "-unplugged", NULL);

  begin (fixture);
  g_assert_cmpint (g_rename (fixture->shared, elsewhere), ==, 0);
  add_member (fixture, "Ana");
  lnet_syncer_sync_now (fixture->syncer);
  wait_for_state (fixture, LNET_SYNCER_OFFLINE);
  g_assert_null (lnet_syncer_get_message (fixture->syncer));
  g_assert_false (g_file_test (fixture->shared, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_rename (elsewhere, fixture->shared), ==, 0);
  wait_for_exchange (fixture);
  g_assert_cmpint (lnet_syncer_get_state (fixture->syncer), ==, LNET_SYNCER_IDLE);
  g_assert_cmpuint (count_files (fixture, "h"), ==, 2);
}

static void
test_mark_gone (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *mark = g_build_filename (fixture->shared, "space.lnmark", NULL);

  begin (fixture);
  g_assert_cmpint (g_unlink (mark), ==, 0);
  lnet_syncer_sync_now (fixture->syncer);
  wait_for_state (fixture, LNET_SYNCER_STOPPED);
  g_assert_nonnull (lnet_syncer_get_message (fixture->syncer));
  g_assert_false (g_file_test (mark, G_FILE_TEST_EXISTS));

  begin (fixture);
  g_assert_cmpint (lnet_syncer_get_state (fixture->syncer), ==, LNET_SYNCER_IDLE);
  g_assert_null (lnet_syncer_get_message (fixture->syncer));
}

/* A network that is not shared, by a roster, is shared in no folder either. */
static void
test_not_shared (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->network.folder, "other.lnet", NULL);
  LnetStore *store = lnet_store_create (path, "Other network", &fixture->error);
  LnetSyncer *syncer = lnet_syncer_new (store);

  g_assert_no_error (fixture->error);
  lnet_syncer_share_async (syncer, fixture->root, TRUE, NULL, on_shared, fixture);
  while (!fixture->done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (fixture->error, LNET_ERROR, LNET_ERROR_INVALID);
  g_clear_error (&fixture->error);
  g_assert_cmpuint (count_files (fixture, ""), ==, 0);
  lnet_syncer_stop (syncer);
  wait_until_gone (syncer);
  wait_until_gone (store);
}

/* --- by hand --- */

static void
test_pause (Fixture       *fixture,
            gconstpointer  data)
{
  begin (fixture);
  lnet_syncer_pause (fixture->syncer);
  g_assert_cmpint (lnet_syncer_get_state (fixture->syncer), ==, LNET_SYNCER_PAUSED);
  add_member (fixture, "Ana");
  lnet_syncer_sync_now (fixture->syncer);
  stop_syncer (fixture);

  /* Also the next time. */
  start_syncer (fixture);
  lnet_syncer_start (fixture->syncer);
  g_assert_cmpint (lnet_syncer_get_state (fixture->syncer), ==, LNET_SYNCER_PAUSED);
  g_assert_cmpuint (count_files (fixture, "h"), ==, 1);
  lnet_syncer_resume (fixture->syncer);
  do
    wait_for_exchange (fixture);
  while (lnet_syncer_get_report (fixture->syncer)->n_sent == 0);
}

static void
test_leave (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GPtrArray) carriers = NULL;

  begin (fixture);
  lnet_syncer_sync_now (fixture->syncer);
  lnet_syncer_leave (fixture->syncer);
  g_assert_null (lnet_syncer_get_uri (fixture->syncer));
  stop_syncer (fixture);
  start_syncer (fixture);
  lnet_syncer_start (fixture->syncer);
  g_assert_null (lnet_syncer_get_uri (fixture->syncer));
  g_assert_true (count_files (fixture, "h") > 0);
}

/* Closed in the middle of it: nothing waits for ever. */
static void
test_stop (Fixture       *fixture,
           gconstpointer  data)
{
  begin (fixture);
  lnet_syncer_sync_now (fixture->syncer);
  lnet_syncer_stop (fixture->syncer);
  lnet_store_close (fixture->network.store);
}

/* --- another desk --- */

static void
run_at (const char *home,
        const char *first,
        ...) G_GNUC_NULL_TERMINATED;

static void
run_at (const char *home,
        const char *first,
        ...)
{
  static const char *const places[] = { "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME" };
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  va_list args;

  g_ptr_array_add (argv, (gpointer) g_getenv ("LNET_PROGRAM"));
  va_start (args, first);
  for (const char *word = first; word != NULL; word = va_arg (args, const char *))
    g_ptr_array_add (argv, (gpointer) word);
  va_end (args);
  g_ptr_array_add (argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *place = g_build_filename (home, places[i], NULL);

      g_subprocess_launcher_setenv (launcher, places[i], place, TRUE);
    }
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
  g_assert_no_error (error);
}

/* Lets the desk at @home in, which then has its file. */
static void
let_in_at (Fixture    *fixture,
           const char *home,
           const char *network)
{
  g_autofree char *path = g_build_filename (home, "card.lncard", NULL);
  g_autofree char *welcome = g_build_filename (home, "desk.lnwelcome", NULL);
  g_autofree char *text = NULL;
  g_autoptr (LnetCard) card = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (LnetSpaceKeys) keys = NULL;
  g_autoptr (LnetOwnDesk) own = NULL;
  const LnetId nobody = lnet_id_null ();

  run_at (home, "card", "Ben's desk", "--out", path, NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  card = lnet_card_from_text (text, &fixture->error);
  g_assert_no_error (fixture->error);
  shared_commit (&fixture->network, lnet_sharing_admit (lnet_store_get_reader (fixture->network.store), card,
                                                        LNET_STANCE_DIRECTOR, &nobody, &fixture->network.error));
  own = prepare (&fixture->network, &keys);
  bytes = lnet_welcome_letter_write (lnet_store_get_reader (fixture->network.store), "Prairie network", card, keys,
                                     &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_true (g_file_set_contents (welcome, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                                      NULL));
  run_at (home, "join", welcome, network, NULL);
}

/* What another desk puts into the folder is taken in by itself. */
static void
test_other_desk (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *home = g_dir_make_tmp ("lnet-home-XXXXXX", NULL);
  g_autofree char *network = g_build_filename (home, "network.lnet", NULL);
  g_autofree char *people = g_build_filename (home, "people.csv", NULL);

  begin (fixture);
  let_in_at (fixture, home, network);
  do
    wait_for_exchange (fixture);
  while (lnet_syncer_get_report (fixture->syncer)->n_sent == 0);
  g_assert_true (g_file_set_contents (people, "First name,Last name\nCarla,Dunn\n", -1, NULL));
  run_at (home, "sync", network, fixture->shared, NULL);
  run_at (home, "import", network, people, NULL);
  run_at (home, "sync", network, fixture->shared, NULL);
  do
    wait_for_exchange (fixture);
  while (lnet_members_count (lnet_store_get_reader (fixture->network.store)) == 0);
  g_assert_cmpuint (lnet_members_count (lnet_store_get_reader (fixture->network.store)), ==, 1);
  remove_tree (home);
}

/* --- pictures --- */

static void
on_fetched (GObject      *object,
            GAsyncResult *result,
            gpointer      data)
{
  Fixture *fixture = data;

  lnet_syncer_fetch_attachment_finish (LNET_SYNCER (object), result, &fixture->error);
  fixture->done = TRUE;
}

static void
fetch (Fixture    *fixture,
       const char *hash)
{
  fixture->done = FALSE;
  lnet_syncer_fetch_attachment_async (fixture->syncer, hash, NULL, on_fetched, fixture);
  while (!fixture->done)
    g_main_context_iteration (NULL, TRUE);
}

/* The one picture that lies in the folder, by its hash. */
static char *
find_content (Fixture *fixture)
{
  g_autofree char *contents = g_build_filename (fixture->shared, "a", NULL);
  g_autoptr (GDir) dir = g_dir_open (contents, 0, NULL);
  const char *digits = g_dir_read_name (dir);
  g_autofree char *inside = g_build_filename (contents, digits, NULL);
  g_autoptr (GDir) files = g_dir_open (inside, 0, NULL);

  return g_build_filename (inside, g_dir_read_name (files), NULL);
}

static void
test_fetch (Fixture       *fixture,
            gconstpointer  data)
{
  const LnetId member = add_member (fixture, "Ana");
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-edit");
  g_autoptr (GBytes) picture = g_bytes_new_static ("a picture", 9);
  g_autofree char *path = NULL, *hash = NULL;

  lnet_attachment_set_portrait (transaction, &member, picture, "image/jpeg", 1, 1);
  lnet_store_commit (fixture->network.store, transaction, NULL, &fixture->error);
  g_assert_no_error (fixture->error);
  begin (fixture);
  path = find_content (fixture);
  hash = g_path_get_basename (path);
  fetch (fixture, hash);
  g_assert_no_error (fixture->error);

  /* Altered, it is not what was asked for. */
  g_assert_true (g_file_set_contents (path, "something else", -1, NULL));
  fetch (fixture, hash);
  g_assert_error (fixture->error, LNET_ERROR, LNET_ERROR_NOT_FOUND);
  g_clear_error (&fixture->error);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add ("/syncer/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("share", test_share);
  ADD ("own-change", test_own_change);
  ADD ("goes-on", test_goes_on);
  ADD ("away", test_away);
  ADD ("mark-gone", test_mark_gone);
  ADD ("not-shared", test_not_shared);
  ADD ("pause", test_pause);
  ADD ("leave", test_leave);
  ADD ("stop", test_stop);
  ADD ("other-desk", test_other_desk);
  ADD ("fetch", test_fetch);
  return g_test_run ();
}
