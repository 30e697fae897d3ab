/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Desks that meet by bundles alone: whatever order the files come in, and however often, they end with the same. */

#include "config.h"

#include "bundle-fixture.h"
#include "store/desks-fixture.h"

static GFile *
get_file (Desks      *desks,
          const char *name)
{
  g_autofree char *path = g_build_filename (desks->folder, name, NULL);

  return g_file_new_for_path (path);
}

static void
write_some (Desks        *desks,
            guint         desk,
            const GArray *have,
            gboolean      contents,
            GFile        *file)
{
  g_autoptr (LnetBundleLock) lock = epoch_lock ();
  const LnetBundleOrder order = { .lock = lock, .have = have, .contents = contents };
  g_autoptr (GError) error = NULL;

  lnet_bundle_write_file (lnet_store_get_reader (desks->desks[desk]), &order, file, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
write_file (Desks        *desks,
            guint         desk,
            const GArray *have,
            GFile        *file)
{
  write_some (desks, desk, have, TRUE, file);
}

typedef struct
{
  LnetStore *store;
  LnetTakeReport report;
} Taking;

static gboolean
take_part (const LnetBundlePart  *part,
           gpointer               user_data,
           GError               **error)
{
  Taking *taking = user_data;

  return lnet_store_take (taking->store, part->delivery, &taking->report, error);
}

static LnetTakeReport
take_file (Desks *desks,
           guint  desk,
           GFile *file)
{
  Taking taking = { .store = desks->desks[desk] };
  g_autoptr (GError) error = NULL;

  lnet_bundle_take_file (file, &epoch_keys, lnet_store_get_network (taking.store), take_part, &taking, NULL, NULL, NULL,
                         NULL, &error);
  g_assert_no_error (error);
  return taking.report;
}

static void
set_town (Desks      *desks,
          guint       desk,
          const char *town)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-edit");

  lnet_transaction_set_text (transaction, LNET_MEMBER_TOWN, &desks->member, town);
  commit (desks->desks[desk], transaction);
}

static void
set_portrait (Desks        *desks,
              guint         desk,
              const LnetId *member,
              gsize         size)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-edit");
  guint8 *picture = g_malloc (size);
  g_autoptr (GBytes) bytes = g_bytes_new_take (picture, size);

  randombytes_buf (picture, size);
  lnet_attachment_set_portrait (transaction, member, bytes, "image/jpeg", 10, 10);
  commit (desks->desks[desk], transaction);
}

static void
assert_portrait (Desks        *desks,
                 guint         desk,
                 const LnetId *member,
                 gsize         size)
{
  g_autofree char *media_type = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) picture = lnet_attachment_load_portrait (lnet_store_get_reader (desks->desks[desk]), member, FALSE,
                                                              &media_type, &error);

  g_assert_no_error (error);
  g_assert_nonnull (picture);
  g_assert_cmpuint (g_bytes_get_size (picture), ==, size);
}

static void
test_there_and_back (Desks         *desks,
                     gconstpointer  data)
{
  g_autoptr (GFile) of_ana = get_file (desks, "ana.lnbundle");
  g_autoptr (GFile) of_ben = get_file (desks, "ben.lnbundle");
  LnetTakeReport report;

  set_portrait (desks, ANA, &desks->member, 300000);
  set_town (desks, ANA, "Cody");
  set_town (desks, BEN, "Casper");
  write_file (desks, ANA, NULL, of_ana);
  write_file (desks, BEN, NULL, of_ben);
  report = take_file (desks, BEN, of_ana);
  g_assert_cmpuint (report.n_to_settle, ==, 1);
  take_file (desks, ANA, of_ben);
  assert_same (desks, 2);
  assert_portrait (desks, BEN, &desks->member, 300000);
  for (guint i = 0; i < 2; i++)
    {
      report = take_file (desks, BEN, of_ana);
      g_assert_cmpuint (report.n_batches, ==, 0);
      g_assert_cmpuint (report.n_waiting, ==, 0);
      assert_same (desks, 2);
    }
}

static guint
count_elsewhere (Desks *desks,
                 guint  desk)
{
  g_autoptr (LnetCheck) check = lnet_check_run (desks->paths[desk], NULL, NULL);

  g_assert_cmpuint (check->problems->len, ==, 0);
  return check->n_elsewhere;
}

/* Without its pictures a network is sound; they may come later. */
static void
test_without_pictures (Desks         *desks,
                       gconstpointer  data)
{
  g_autoptr (GFile) without = get_file (desks, "without.lnbundle");
  g_autoptr (GFile) with = get_file (desks, "with.lnbundle");

  set_town (desks, BEN, "Casper");
  set_portrait (desks, ANA, &desks->member, 30000);
  write_some (desks, ANA, NULL, FALSE, without);
  write_file (desks, ANA, NULL, with);
  take_file (desks, BEN, without);
  g_assert_cmpuint (count_elsewhere (desks, BEN), ==, 1);
  take_file (desks, BEN, with);
  g_assert_cmpuint (count_elsewhere (desks, BEN), ==, 0);
  assert_portrait (desks, BEN, &desks->member, 30000);
}

/* The later bundle comes first: it waits, and nobody has to send it again. */
static void
test_in_any_order (Desks         *desks,
                   gconstpointer  data)
{
  g_autoptr (GFile) first = get_file (desks, "first.lnbundle");
  g_autoptr (GFile) second = get_file (desks, "second.lnbundle");
  g_autoptr (GArray) then = NULL;
  LnetTakeReport report;

  set_town (desks, ANA, "Cody");
  write_file (desks, ANA, NULL, first);
  then = lnet_give_read_vector (lnet_store_get_reader (desks->desks[ANA]), NULL);
  set_town (desks, ANA, "Casper");
  set_town (desks, ANA, "Lander");
  write_file (desks, ANA, then, second);
  report = take_file (desks, BEN, second);
  g_assert_cmpuint (report.n_batches, ==, 0);
  g_assert_cmpuint (report.n_waiting, ==, 2);
  report = take_file (desks, BEN, first);
  g_assert_cmpuint (report.n_waiting, ==, 0);
  assert_same (desks, 2);
}

/* --- parts --- */

static void
take_part_alone (Desks      *desks,
                 guint       desk,
                 GPtrArray  *parts,
                 guint       i)
{
  const LnetBundlePart *part = parts->pdata[i];
  LnetTakeReport report;
  g_autoptr (GError) error = NULL;

  lnet_store_take (desks->desks[desk], part->delivery, &report, &error);
  g_assert_no_error (error);
}

/* Pictures fill parts of their own. Those that come before the members who are on them are not kept: somebody may have
 * been erased. Coming again, they are. */
static void
test_parts_in_any_order (Desks         *desks,
                         gconstpointer  data)
{
  g_autoptr (GFile) file = get_file (desks, "ana.lnbundle");
  g_autofree char *content = NULL;
  g_autoptr (GPtrArray) parts = NULL;
  g_autoptr (GError) error = NULL;
  LnetId members[3];
  gsize size;

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");

      members[i] = lnet_transaction_add (transaction, LNET_TABLE_MEMBER, lnet_space (LNET_SPACE_NETWORK));
      lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_FIRST, &members[i], "Eva");
      commit (desks->desks[ANA], transaction);
      set_portrait (desks, ANA, &members[i], 3500000);
    }
  write_file (desks, ANA, NULL, file);
  g_assert_true (g_file_get_contents (g_file_peek_path (file), &content, &size, NULL));
  parts = read_all (content, size, &epoch_keys, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (parts->len, ==, 3);
  for (guint round = 0; round < 2; round++)
    for (guint i = parts->len; i > 0; i--)
      {
        take_part_alone (desks, BEN, parts, i - 1);
        take_part_alone (desks, BEN, parts, parts->len - 1);
      }
  assert_same (desks, 2);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    assert_portrait (desks, BEN, &members[i], 3500000);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/bundle-desks/there-and-back", Desks, NULL, desks_set_up, test_there_and_back, desks_tear_down);
  g_test_add ("/bundle-desks/without-pictures", Desks, NULL, desks_set_up, test_without_pictures, desks_tear_down);
  g_test_add ("/bundle-desks/in-any-order", Desks, NULL, desks_set_up, test_in_any_order, desks_tear_down);
  g_test_add ("/bundle-desks/parts-in-any-order", Desks, NULL, desks_set_up, test_parts_in_any_order, desks_tear_down);
  return g_test_run ();
}
