/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Snapshots of whole networks: what comes of one and what lies beyond it is what comes of the whole log; nobody gets
 * what is not theirs, nothing that was erased comes back, and nobody can slip in what others did not write. */

#include "config.h"

#include "keys-fixture.h"
#include "lying-folder.h"

#include "lnet-batch.h"
#include "lnet-bundle-sign.h"
#include "lnet-check.h"
#include "lnet-erasure.h"
#include "lnet-head-note.h"
#include "lnet-members.h"
#include "lnet-network-desk.h"
#include "lnet-segment.h"
#include "lnet-shared-folder.h"

#define MOST_PEOPLE 12
#define URI "memory:///shared"
#define FOR_STAFF "Came through her sister."

/* Somebody at a desk. All sit at one computer here, so each one's key is put where it belongs when it is their turn. */
typedef struct
{
  char *path;
  LnetStore *store;
  LnetDeskKey *key;
  LnetId desk;
  LnetSharedFolder *folder;
} Person;

typedef struct
{
  char *home;
  LyingFolder *shared;
  Person people[MOST_PEOPLE];
  guint n_people;
  LnetId member;
  GError *error;
} Network;

static LnetReader *
get_reader (Network *network,
            guint    who)
{
  return lnet_store_get_reader (network->people[who].store);
}

static void
sit_down (Network *network,
          guint    who)
{
  lnet_key_store_save (lnet_store_get_network (network->people[who].store), network->people[who].key, &network->error);
  g_assert_no_error (network->error);
}

static LnetFolderReport *
exchange (Network *network,
          guint    who)
{
  g_autoptr (LnetFolderReport) report = lnet_folder_report_new ();
  Person *person = &network->people[who];

  sit_down (network, who);
  if (person->folder == NULL)
    person->folder = lnet_shared_folder_new_for_folder (person->store, LNET_FOLDER (g_object_ref (network->shared)),
                                                        URI, NULL);
  lnet_shared_folder_exchange (person->folder, TRUE, report, NULL, &network->error);
  g_assert_no_error (network->error);
  g_assert_cmpuint (report->differing->len, ==, 0);
  return g_steal_pointer (&report);
}

static void
exchange_all (Network *network)
{
  for (guint i = 0; i < network->n_people; i++)
    lnet_folder_report_free (exchange (network, i));
}

static void
commit (Network         *network,
        guint            who,
        LnetTransaction *transaction)
{
  g_assert_nonnull (transaction);
  lnet_store_commit (network->people[who].store, transaction, NULL, &network->error);
  g_assert_no_error (network->error);
  lnet_transaction_unref (transaction);
}

static LnetId
add_member (Network    *network,
            guint       who,
            const char *first)
{
  LnetTransaction *transaction = lnet_transaction_new ("member-add");
  LnetId member = lnet_transaction_add (transaction, LNET_TABLE_MEMBER, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_FIRST, &member, first);
  commit (network, who, transaction);
  return member;
}

static void
add_note (Network    *network,
          guint       who,
          const char *words)
{
  LnetTransaction *transaction = lnet_transaction_new ("member-edit");
  LnetId staff = lnet_transaction_add (transaction, LNET_TABLE_MEMBER_STAFF, lnet_space (LNET_SPACE_STAFF));

  lnet_transaction_set_id (transaction, LNET_MEMBER_STAFF_MEMBER, &staff, &network->member);
  lnet_transaction_set_text (transaction, LNET_MEMBER_STAFF_NOTE, &staff, words);
  commit (network, who, transaction);
}

/* The first lets somebody in, who has a file then and nothing in it. */
static guint
admit (Network    *network,
       LnetStance  stance)
{
  guint who = network->n_people++;
  Person *person = &network->people[who];
  g_autofree char *name = g_strdup_printf ("Desk %u", who);
  g_autofree char *file = g_strdup_printf ("%u.lnet", who);
  g_autoptr (LnetCard) card = lnet_join_begin (name, &network->error);
  g_autoptr (LnetSpaceKeys) keys = NULL;
  g_autoptr (LnetOwnDesk) own = NULL;
  g_autoptr (GBytes) welcome = NULL;
  LnetId nobody = lnet_id_null ();

  sit_down (network, 0);
  commit (network, 0, lnet_sharing_admit (get_reader (network, 0), card, stance, &nobody, &network->error));
  own = lnet_own_desk_prepare (network->people[0].store, &keys, &network->error);
  g_assert_no_error (network->error);
  welcome = lnet_welcome_letter_write (get_reader (network, 0), "Prairie network", card, keys, &network->error);
  person->path = g_build_filename (network->home, file, NULL);
  person->store = lnet_join_finish (welcome, person->path, &network->error);
  g_assert_no_error (network->error);
  person->desk = card->desk;
  person->key = lnet_key_store_load (lnet_store_get_network (person->store), &network->error);
  return who;
}

static void
set_up (Network       *network,
        gconstpointer  data)
{
  Person *ana = &network->people[0];
  LnetId nobody = lnet_id_null ();

  without_keyring ();
  network->home = g_dir_make_tmp ("lnet-XXXXXX", &network->error);
  network->shared = lying_folder_new (1);
  network->n_people = 1;
  ana->path = g_build_filename (network->home, "0.lnet", NULL);
  ana->store = lnet_store_create (ana->path, "Prairie network", &network->error);
  lnet_own_desk_begin (ana->store, "Desk 0", &nobody, &network->error);
  g_assert_no_error (network->error);
  ana->key = lnet_key_store_load (lnet_store_get_network (ana->store), &network->error);
  g_assert_true (lnet_sharing_find_desk (get_reader (network, 0), &ana->desk, &network->error));
  network->member = add_member (network, 0, "Tamsin");
  add_note (network, 0, FOR_STAFF);
}

static void
tear_down (Network       *network,
           gconstpointer  data)
{
  for (guint i = 0; i < network->n_people; i++)
    {
      g_clear_pointer (&network->people[i].folder, lnet_shared_folder_unref);
      g_assert_finalize_object (network->people[i].store);
      lnet_desk_key_free (network->people[i].key);
      g_free (network->people[i].path);
    }
  g_assert_finalize_object (network->shared);
  remove_folder (network->home);
  g_free (network->home);
}

static char *
digest (Network *network,
        guint    who)
{
  g_autoptr (LnetCheck) check = lnet_check_run (network->people[who].path, NULL, &network->error);

  g_assert_no_error (network->error);
  for (guint i = 0; i < check->problems->len; i++)
    g_error ("%u: %s", who, (char *) check->problems->pdata[i]);
  return g_strdup (check->digest);
}

static void
assert_same (Network *network,
             guint    one,
             guint    other)
{
  g_autofree char *a = digest (network, one);
  g_autofree char *b = digest (network, other);

  g_assert_cmpstr (a, ==, b);
}

/* Also in what was not written into the file itself yet. */
static gboolean
holds (const char *path,
       const char *words)
{
  g_autofree char *beside = g_strconcat (path, "-wal", NULL);
  const char *const files[] = { path, beside };
  gboolean found = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *content = NULL;
      gsize size;

      if (g_file_get_contents (files[i], &content, &size, NULL))
        found |= memmem (content, size, words, strlen (words)) != NULL;
    }
  return found;
}

static gboolean
knows (Network    *network,
       guint       who,
       const char *first)
{
  g_autoptr (GPtrArray) found = lnet_members_search (get_reader (network, who), first, 2);

  return found->len > 0;
}

/* Takes files out of the folder. Returns: (transfer full) */
static GPtrArray *
take_away (Network    *network,
           const char *prefix)
{
  GPtrArray *taken = g_ptr_array_new_with_free_func ((GDestroyNotify) lying_file_free);
  GPtrArray *files = network->shared->files;

  for (guint i = files->len; i-- > 0;)
    if (g_str_has_prefix (((LyingFile *) files->pdata[i])->path, prefix))
      g_ptr_array_add (taken, g_ptr_array_steal_index (files, i));
  return taken;
}

static void
put_back (Network   *network,
          GPtrArray *taken)
{
  for (guint i = 0; i < taken->len; i++)
    {
      const LyingFile *file = taken->pdata[i];

      if (lying_folder_find (network->shared, file->path) == NULL)
        g_ptr_array_add (network->shared->files, lying_file_new (file->title, file->path, file->content));
    }
}

static guint
count_pieces (Network *network)
{
  guint n = 0;

  for (guint i = 0; i < network->shared->files->len; i++)
    {
      const LyingFile *file = network->shared->files->pdata[i];

      n += g_str_has_prefix (file->path, "s/") && g_str_has_suffix (file->path, ".lnbundle");
    }
  return n;
}

/* One of the desks writes something. */
static void
write_something (Network *network,
                 GRand   *rand,
                 guint    who)
{
  LnetTransaction *transaction;
  g_autofree char *words = g_strdup_printf ("Word %u", g_rand_int (rand));

  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      add_member (network, who, words);
      break;
    case 1:
      add_note (network, who, words);
      break;
    default:
      transaction = lnet_transaction_new ("member-edit");
      lnet_transaction_set_text (transaction, LNET_MEMBER_TOWN, &network->member, words);
      commit (network, who, transaction);
    }
}

/* So much that there are snapshots of both spaces. */
static void
work (Network *network,
      guint32  seed,
      guint    n_steps)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  for (guint i = 0; i < n_steps; i++)
    {
      guint who = (guint) g_rand_int_range (rand, 0, (int) network->n_people);

      write_something (network, rand, who);
      if (g_rand_int_range (rand, 0, 3) > 0)
        lnet_folder_report_free (exchange (network, who));
    }
  exchange_all (network);
  exchange_all (network);
}

static void
fill (Network *network,
      guint32  seed)
{
  exchange_all (network);
  for (guint i = 0; i < 5; i++)
    admit (network, i % 2 == 0 ? LNET_STANCE_FACILITATOR : LNET_STANCE_DIRECTOR);
  exchange_all (network);
  work (network, seed, g_getenv ("LNET_TEST_LIGHT") != NULL ? 30 : 80);
  for (guint i = 1; count_pieces (network) < 2; i++)
    {
      g_assert_cmpuint (i, <, 20);
      work (network, seed + i, 10);
    }
}

/* --- tests --- */

static void
test_whole (Network       *network,
            gconstpointer  data)
{
  guint with, without, n_with, n_without;
  g_autoptr (LnetFolderReport) first = NULL, second = NULL;
  g_autoptr (GPtrArray) taken = NULL;

  fill (network, 1);
  with = admit (network, LNET_STANCE_DIRECTOR);
  without = admit (network, LNET_STANCE_DIRECTOR);
  lnet_folder_report_free (exchange (network, 0));
  network->shared->n_read = 0;
  first = exchange (network, with);
  n_with = network->shared->n_read;
  taken = take_away (network, "s/");
  network->shared->n_read = 0;
  second = exchange (network, without);
  n_without = network->shared->n_read;
  g_test_message ("%u files instead of %u", n_with, n_without);
  if (g_getenv ("LNET_TEST_LIGHT") == NULL)
    g_assert_cmpuint (n_with, <, n_without);
  g_assert_cmpuint (first->taken.n_batches, ==, second->taken.n_batches);
  g_assert_cmpuint (first->missing->len, ==, 0);
  g_assert_cmpuint (first->skipped->len, ==, 0);
  assert_same (network, 0, with);
  assert_same (network, with, without);

  /* What was taken from a snapshot is as good as what its author gave: it is handed on, and worked out anew. */
  g_assert_true (lnet_store_recompute (network->people[with].store, &network->error));
  assert_same (network, with, without);
  work (network, 2, 20);
  for (guint i = 1; i < network->n_people; i++)
    assert_same (network, 0, i);
}

/* A participant's desk gets what everybody may read, also from a snapshot, and nothing of what is for staff. */
static void
test_participant (Network       *network,
                  gconstpointer  data)
{
  guint who;

  fill (network, 3);
  who = admit (network, LNET_STANCE_PARTICIPANT);
  lnet_folder_report_free (exchange (network, 0));
  lnet_folder_report_free (exchange (network, who));
  g_assert_true (knows (network, who, "Tamsin"));
  g_assert_true (holds (network->people[0].path, FOR_STAFF));
  g_assert_false (holds (network->people[who].path, FOR_STAFF));
  exchange_all (network);
  g_assert_false (holds (network->people[who].path, FOR_STAFF));
}

/* Who was erased is in no snapshot any more, and does not come back from an old one. */
static void
test_erased (Network       *network,
             gconstpointer  data)
{
  LnetId erased = add_member (network, 0, "Quillfeather");
  g_autoptr (LnetErasure) erasure = lnet_erasure_new_person (&erased);
  g_autoptr (GPtrArray) old = NULL;
  guint who;

  fill (network, 4);
  old = take_away (network, "s/");
  put_back (network, old);
  lnet_store_erase (network->people[0].store, erasure, &network->error);
  g_assert_no_error (network->error);
  exchange_all (network);
  exchange_all (network);
  for (guint i = 0; i < old->len; i++)
    g_assert_null (lying_folder_find (network->shared, ((LyingFile *) old->pdata[i])->path));
  g_assert_cmpuint (count_pieces (network), >, 0);
  who = admit (network, LNET_STANCE_DIRECTOR);
  lnet_folder_report_free (exchange (network, 0));
  lnet_folder_report_free (exchange (network, who));
  g_assert_false (holds (network->people[who].path, "Quillfeather"));
  assert_same (network, 0, who);

  /* From the trash comes all that was there, and what is there now is gone. */
  who = admit (network, LNET_STANCE_DIRECTOR);
  lnet_folder_report_free (exchange (network, 0));
  g_ptr_array_unref (take_away (network, "s/"));
  put_back (network, old);
  lnet_folder_report_free (exchange (network, who));
  g_assert_false (holds (network->people[who].path, "Quillfeather"));
  assert_same (network, 0, who);
}

/* --- hostile --- */

/* The @i-th batch with other words in it. */
static void
alter (LnetDelivery *delivery,
       const char   *words,
       const char   *others)
{
  for (guint i = 0; i < delivery->batches->len; i++)
    {
      gsize size;
      gconstpointer data = g_bytes_get_data (delivery->batches->pdata[i], &size);
      g_autofree guint8 *body = g_memdup2 (data, size);
      guint8 *place = memmem (body, size, words, strlen (words));

      if (place == NULL)
        continue;
      memcpy (place, others, strlen (words));
      g_bytes_unref (delivery->batches->pdata[i]);
      delivery->batches->pdata[i] = g_bytes_new_take (g_steal_pointer (&body), size);
    }
}

/* A snapshot of the network's space by @who, in which others wrote other words than they did. */
static void
put_forged (Network *network,
            guint    who)
{
  Person *person = &network->people[who];
  LnetStoreDoor *door = lnet_store_door_new (person->store, NULL);
  g_autoptr (LnetNetworkDesk) desk = lnet_network_desk_new (person->path, URI, door);
  LnetFolderDeskInterface *iface = LNET_FOLDER_DESK_GET_IFACE (desk);
  g_autoptr (LnetSpaceKeys) keys = NULL;
  g_autoptr (LnetOwnDesk) own = NULL;
  g_autoptr (GArray) folder_keys = NULL, vector = NULL, until = NULL, nothing = lnet_vector_new (), reached = NULL;
  g_autoptr (LnetHeadNote) note = lnet_head_note_new (&person->desk);
  g_autoptr (LnetDelivery) delivery = NULL;
  g_autoptr (GBytes) content = NULL, said = NULL;
  g_autofree char *path = NULL, *note_path = NULL;
  const LnetFolderKey *key;
  LnetPieceName name = { .desk = person->desk };
  LnetNoteName note_name = { person->desk, 99, TRUE };

  sit_down (network, who);
  own = lnet_own_desk_prepare (person->store, &keys, &network->error);
  g_assert_true (lnet_network_desk_begin (desk, NULL, &network->error));
  folder_keys = iface->read_keys (LNET_FOLDER_DESK (desk), &network->error);
  key = lnet_folder_keys_find_network (folder_keys);
  vector = iface->read_vector (LNET_FOLDER_DESK (desk), &network->error);
  until = lnet_vector_pick (vector, &key->space);
  delivery = lnet_segment_collect_all (get_reader (network, who), &key->space, nothing, until, &reached,
                                       &network->error);
  alter (delivery, "Tamsin", "Forger");
  content = lnet_segment_write (delivery, lnet_space_keys_find_newest (keys, &key->space), &person->desk,
                                &network->error);
  g_assert_no_error (network->error);
  name.alias = key->alias;
  path = lnet_piece_name_write (&name, content);
  note->kind = LNET_NOTE_SNAPSHOTS;
  note->number = note_name.n;
  g_ptr_array_add (lnet_head_note_get_space (note, &key->space, TRUE)->pieces,
                   lnet_note_piece_new (&name, g_bytes_get_size (content), FALSE, until));
  said = lnet_head_note_write (note, LNET_FOLDER_DESK (desk), folder_keys, &network->error);
  g_assert_no_error (network->error);
  note_path = lnet_note_name_write (&note_name, "s", said, 0);
  g_assert_true (lnet_folder_put (LNET_FOLDER (network->shared), path, content, NULL, NULL));
  g_assert_true (lnet_folder_put (LNET_FOLDER (network->shared), note_path, said, NULL, NULL));
  lnet_network_desk_end (desk);
}

/* Words that somebody else puts into a batch do no harm, nor do they keep away what was written. */
static void
test_forged (Network       *network,
             gconstpointer  data)
{
  guint who;

  fill (network, 5);
  who = admit (network, LNET_STANCE_PARTICIPANT);
  lnet_folder_report_free (exchange (network, 0));
  lnet_folder_report_free (exchange (network, who));
  g_assert_true (knows (network, who, "Tamsin"));
  g_ptr_array_unref (take_away (network, "s/"));
  put_forged (network, who);

  who = admit (network, LNET_STANCE_DIRECTOR);
  lnet_folder_report_free (exchange (network, 0));
  lnet_folder_report_free (exchange (network, who));
  g_assert_true (knows (network, who, "Tamsin"));
  g_assert_false (knows (network, who, "Forger"));
  assert_same (network, 0, who);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add ("/snapshot-networks/" path, Network, NULL, set_up, func, tear_down)
  ADD ("whole", test_whole);
  ADD ("participant", test_participant);
  ADD ("erased", test_erased);
  ADD ("forged", test_forged);
  return g_test_run ();
}
