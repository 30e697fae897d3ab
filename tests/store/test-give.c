/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a file gives to other desks: all that they lack and may have, and nothing else. */

#include "config.h"

#include "lnet-attachment.h"
#include "lnet-batch.h"
#include "lnet-give.h"
#include "lnet-sqlite.h"
#include "network-fixture.h"

static LnetReader *
get_reader (Network *network)
{
  return lnet_store_get_reader (network->store);
}

static LnetDelivery *
collect (Network       *network,
         const GArray  *have,
         GHashTable    *spaces,
         const LnetId  *desk,
         gsize          most,
         gboolean      *more)
{
  LnetDelivery *delivery = lnet_give_collect (get_reader (network), have, spaces, desk, most, more, &network->error);

  g_assert_no_error (network->error);
  return delivery;
}

static GArray *
read_vector (Network *network)
{
  GArray *vector = lnet_give_read_vector (get_reader (network), &network->error);

  g_assert_no_error (network->error);
  return vector;
}

static void
add_tag (Network      *network,
         const LnetId *member,
         LnetSpaceKind kind)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-edit");
  LnetId tag = lnet_transaction_add (transaction, LNET_TABLE_MEMBER_TAG, lnet_space (kind));

  lnet_transaction_set_id (transaction, LNET_MEMBER_TAG_MEMBER, &tag, member);
  lnet_transaction_set_text (transaction, LNET_MEMBER_TAG_TAG, &tag, "mentor");
  network_commit (network, transaction, NULL);
}

static guint64
sum_vector (const GArray *vector)
{
  guint64 sum = 0;

  for (guint i = 0; i < vector->len; i++)
    sum += g_array_index (vector, LnetMark, i).n;
  return sum;
}

/* --- vectors --- */

static void
test_vector (void)
{
  g_autoptr (GArray) vector = lnet_vector_new ();
  g_autoptr (GArray) copy = NULL;
  LnetId ids[4];

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    ids[i] = lnet_id_new ();
  for (guint i = 0; i < 16; i++)
    lnet_vector_raise (vector, &(LnetMark) { ids[(i * 7) % 4], ids[(i * 7) / 4 % 4], i + 1 });
  g_assert_cmpuint (vector->len, ==, 16);
  for (guint i = 1; i < vector->len; i++)
    g_assert_cmpint (memcmp (&g_array_index (vector, LnetMark, i - 1), &g_array_index (vector, LnetMark, i),
                             2 * sizeof (LnetId)), <, 0);
  g_assert_cmpuint (lnet_vector_get (vector, &ids[0], &ids[0]), ==, 1);
  copy = lnet_vector_copy (vector);
  lnet_vector_raise (vector, &(LnetMark) { ids[0], ids[0], 9 });
  lnet_vector_raise (vector, &(LnetMark) { ids[0], ids[0], 3 });
  g_assert_cmpuint (lnet_vector_get (vector, &ids[0], &ids[0]), ==, 9);
  g_assert_cmpuint (lnet_vector_get (copy, &ids[0], &ids[0]), ==, 1);
  lnet_vector_lower (vector, &(LnetMark) { ids[0], ids[0], 5 });
  lnet_vector_lower (vector, &(LnetMark) { ids[0], ids[0], 7 });
  g_assert_cmpuint (lnet_vector_get (vector, &ids[0], &ids[0]), ==, 5);
  ids[1] = lnet_id_new ();
  g_assert_cmpuint (lnet_vector_get (vector, &ids[0], &ids[1]), ==, 0);
}

static void
test_vector_of_a_space (void)
{
  const LnetId spaces[] = { { { 1 } }, { { 2 } }, { { 3 } } }, desks[] = { { { 0 } }, { { 8 } } };
  g_autoptr (GArray) vector = lnet_vector_new (), before = lnet_vector_new (), picked = NULL, nothing = NULL;

  for (guint i = 0; i < 3; i++)
    for (guint k = 0; k < 2; k++)
      lnet_vector_raise (vector, &(LnetMark) { spaces[i], desks[k], 10 * i + k + 1 });
  picked = lnet_vector_pick (vector, &spaces[1]);
  g_assert_cmpuint (picked->len, ==, 2);
  g_assert_cmpuint (lnet_vector_get (picked, &spaces[1], &desks[0]), ==, 11);
  g_assert_cmpuint (lnet_vector_get (picked, &spaces[1], &desks[1]), ==, 12);
  nothing = lnet_vector_pick (vector, &(LnetId) { { 4 } });
  g_assert_cmpuint (nothing->len, ==, 0);

  g_assert_cmpuint (lnet_vector_count (picked, nothing), ==, 23);
  lnet_vector_raise (before, &(LnetMark) { spaces[1], desks[0], 20 });
  lnet_vector_raise (before, &(LnetMark) { spaces[1], desks[1], 5 });
  g_assert_cmpuint (lnet_vector_count (picked, before), ==, 7);
  g_assert_cmpuint (lnet_vector_count (nothing, before), ==, 0);
}

/* --- giving --- */

static void
test_everything_but_private (Network       *network,
                             gconstpointer  data)
{
  LnetId member = network_add_member (network, "Ana", NULL);
  g_autoptr (LnetDelivery) delivery = NULL;
  g_autoptr (GArray) vector = NULL;
  g_autoptr (GArray) given = lnet_vector_new ();
  gboolean more;

  add_tag (network, &member, LNET_SPACE_STAFF);
  add_tag (network, &member, LNET_SPACE_PRIVATE);
  vector = read_vector (network);
  delivery = collect (network, NULL, NULL, NULL, G_MAXSIZE, &more);
  g_assert_false (more);
  g_assert_cmpuint (delivery->batches->len, ==, sum_vector (vector));
  g_assert_true (lnet_id_equal (&delivery->network, lnet_store_get_network (network->store)));
  g_assert_cmpuint (delivery->spaces->len, ==, 2);
  for (guint i = 0; i < delivery->spaces->len; i++)
    g_assert_cmpint (g_array_index (delivery->spaces, LnetSpace, i).kind, !=, LNET_SPACE_PRIVATE);
  lnet_give_note (given, delivery);
  g_assert_cmpmem (given->data, given->len * sizeof (LnetMark), vector->data, vector->len * sizeof (LnetMark));
}

static void
test_only_what_lacks (Network       *network,
                      gconstpointer  data)
{
  LnetId member = network_add_member (network, "Ana", NULL);
  g_autoptr (GArray) have = read_vector (network);
  g_autoptr (LnetDelivery) nothing = NULL;
  g_autoptr (LnetDelivery) rest = NULL;
  LnetMark mark;
  gboolean more;

  nothing = collect (network, have, NULL, NULL, G_MAXSIZE, &more);
  g_assert_cmpuint (nothing->batches->len, ==, 0);
  g_assert_cmpuint (nothing->spaces->len, ==, 0);
  network_set_town (network, &member, "Cody", NULL);
  rest = collect (network, have, NULL, NULL, G_MAXSIZE, &more);
  g_assert_cmpuint (rest->batches->len, ==, 1);
  g_assert_true (lnet_batch_read_mark (rest->batches->pdata[0], &mark));
  g_assert_cmpuint (mark.n, ==, lnet_vector_get (have, &mark.space, &mark.desk) + 1);
}

/* In pieces, however small, the same comes as in one. */
static void
test_pieces (Network       *network,
             gconstpointer  data)
{
  g_autoptr (GArray) have = lnet_vector_new ();
  g_autoptr (GPtrArray) pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_delivery_free);
  g_autoptr (LnetDelivery) whole = NULL;
  gboolean more = TRUE;
  guint n = 0;

  for (guint i = 0; i < 20; i++)
    network_add_member (network, "Ana", NULL);
  whole = collect (network, NULL, NULL, NULL, G_MAXSIZE, &more);
  for (more = TRUE; more;)
    {
      LnetDelivery *piece = collect (network, have, NULL, NULL, 700, &more);

      g_ptr_array_add (pieces, piece);
      g_assert_cmpuint (piece->batches->len, >, 0);
      for (guint i = 0; i < piece->batches->len; i++)
        g_assert_true (g_bytes_equal (piece->batches->pdata[i], whole->batches->pdata[n++]));
      lnet_give_note (have, piece);
    }
  g_assert_cmpuint (n, ==, whole->batches->len);
  g_assert_cmpuint (pieces->len, >, 3);
}

static void
test_chosen_space_and_desk (Network       *network,
                            gconstpointer  data)
{
  LnetId member = network_add_member (network, "Ana", NULL);
  g_autoptr (GHashTable) spaces = g_hash_table_new (lnet_id_hash, lnet_id_equal);
  g_autoptr (GArray) vector = NULL;
  LnetId stranger = lnet_id_new ();
  gboolean more;

  add_tag (network, &member, LNET_SPACE_STAFF);
  vector = read_vector (network);
  for (guint i = 0; i < vector->len; i++)
    {
      LnetMark *mark = &g_array_index (vector, LnetMark, i);
      g_autoptr (LnetDelivery) of_space = NULL;
      g_autoptr (LnetDelivery) of_desk = NULL;
      g_autoptr (LnetDelivery) of_stranger = NULL;

      g_hash_table_remove_all (spaces);
      g_hash_table_add (spaces, &mark->space);
      of_space = collect (network, NULL, spaces, NULL, G_MAXSIZE, &more);
      g_assert_cmpuint (of_space->batches->len, ==, mark->n);
      g_assert_cmpuint (of_space->spaces->len, ==, 1);
      of_desk = collect (network, NULL, spaces, &mark->desk, G_MAXSIZE, &more);
      g_assert_cmpuint (of_desk->batches->len, ==, mark->n);
      of_stranger = collect (network, NULL, NULL, &stranger, G_MAXSIZE, &more);
      g_assert_cmpuint (of_stranger->batches->len, ==, 0);
    }
}

/* From one place in a space's history to another, at once or in pieces; and nothing of another space. */
static void
test_stretch (Network       *network,
              gconstpointer  data)
{
  LnetId member = network_add_member (network, "Ana", NULL);
  g_autoptr (GArray) after = NULL, until = NULL, reached = NULL;
  g_autoptr (LnetDelivery) whole = NULL;
  LnetId space;
  gboolean more;
  guint n = 0;

  {
    g_autoptr (GArray) vector = read_vector (network);

    space = g_array_index (vector, LnetMark, 0).space;
    after = lnet_vector_pick (vector, &space);
  }
  for (guint i = 0; i < 5; i++)
    network_set_town (network, &member, i % 2 == 0 ? "Casper" : "Lander", NULL);
  add_tag (network, &member, LNET_SPACE_STAFF);
  {
    g_autoptr (GArray) vector = read_vector (network);

    until = lnet_vector_pick (vector, &space);
  }
  network_set_town (network, &member, "Cody", NULL);
  whole = lnet_give_collect_space (get_reader (network), &space, after, until, G_MAXSIZE, &more, &network->error);
  g_assert_no_error (network->error);
  g_assert_false (more);
  g_assert_cmpuint (whole->batches->len, ==, 5);
  reached = lnet_vector_copy (after);
  do
    {
      g_autoptr (LnetDelivery) piece = lnet_give_collect_space (get_reader (network), &space, reached, until, 1, &more,
                                                                &network->error);

      g_assert_cmpuint (piece->batches->len, ==, 1);
      g_assert_true (g_bytes_equal (piece->batches->pdata[0], whole->batches->pdata[n++]));
      lnet_give_note (reached, piece);
    }
  while (more);
  g_assert_cmpuint (n, ==, 5);
  g_assert_cmpuint (lnet_vector_count (until, reached), ==, 0);
  g_assert_cmpuint (lnet_vector_count (reached, until), ==, 0);
}

static void
put_signature (LnetSqlite      *db,
               const LnetMark  *mark,
               guint64          n,
               gsize            size)
{
  g_autoptr (GError) error = NULL;
  sqlite3_stmt *statement = lnet_sqlite_prepare (db, "INSERT INTO signature VALUES (?1, ?2, ?3, zeroblob (?4))", &error);

  lnet_sqlite_bind_id (statement, 1, &mark->space);
  lnet_sqlite_bind_id (statement, 2, &mark->desk);
  lnet_sqlite_bind_integer (statement, 3, (gint64) n);
  lnet_sqlite_bind_integer (statement, 4, (gint64) size);
  lnet_sqlite_run (db, statement, &error);
  g_assert_no_error (error);
}

/* Only those over what is given; one that cannot be one stays behind. */
static void
test_signatures (Network       *network,
                 gconstpointer  data)
{
  g_autoptr (GArray) vector = NULL;
  g_autoptr (GArray) have = NULL;
  g_autoptr (LnetDelivery) delivery = NULL;
  LnetSqlite *db;
  LnetMark *mark;
  gboolean more;

  for (guint i = 0; i < 5; i++)
    network_add_member (network, "Ana", NULL);
  vector = read_vector (network);
  mark = &g_array_index (vector, LnetMark, 0);
  network_close (network);
  db = lnet_sqlite_open (network->path, LNET_SQLITE_READ_WRITE, &network->error);
  g_assert_no_error (network->error);
  put_signature (db, mark, 2, LNET_SIGNATURE_SIZE);
  put_signature (db, mark, 4, LNET_SIGNATURE_SIZE);
  put_signature (db, mark, 5, LNET_SIGNATURE_SIZE - 1);
  lnet_sqlite_close (db);
  network_open (network);

  have = lnet_vector_copy (vector);
  g_array_index (have, LnetMark, 0).n = 2;
  delivery = collect (network, have, NULL, NULL, G_MAXSIZE, &more);
  g_assert_cmpuint (delivery->signatures->len, ==, 1);
  g_assert_cmpuint (g_array_index (delivery->signatures, LnetSignature, 0).n, ==, 4);
  g_assert_true (lnet_id_equal (&g_array_index (delivery->signatures, LnetSignature, 0).desk, &mark->desk));
}

/* --- contents of attachments --- */

static void
test_contents (Network       *network,
               gconstpointer  data)
{
  LnetId member = network_add_member (network, "Ana", NULL);
  g_autoptr (GArray) before = read_vector (network);
  g_autoptr (GBytes) picture = g_bytes_new_static ("a picture", 9);
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-edit");
  g_autoptr (LnetDelivery) delivery = NULL;
  g_autoptr (LnetDelivery) without = NULL;
  g_autoptr (GArray) contents = NULL;
  g_autoptr (GArray) none = NULL;
  g_autoptr (GBytes) sealed = NULL;
  LnetContent *content;
  gboolean more;

  lnet_attachment_set_portrait (transaction, &member, picture, "image/jpeg", 3, 3);
  network_commit (network, transaction, NULL);
  delivery = collect (network, before, NULL, NULL, G_MAXSIZE, &more);
  contents = lnet_give_find_contents (get_reader (network), delivery, &network->error);
  g_assert_no_error (network->error);
  g_assert_cmpuint (contents->len, ==, 1);
  content = &g_array_index (contents, LnetContent, 0);
  sealed = lnet_give_load_content (get_reader (network), content->hash, &network->error);
  g_assert_no_error (network->error);
  g_assert_cmpuint (g_bytes_get_size (sealed), ==, content->size);
  g_assert_null (lnet_give_load_content (get_reader (network), "no hash", &network->error));
  g_assert_no_error (network->error);

  network_set_town (network, &member, "Cody", NULL);
  lnet_give_note (before, delivery);
  without = collect (network, before, NULL, NULL, G_MAXSIZE, &more);
  none = lnet_give_find_contents (get_reader (network), without, &network->error);
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/give/vector", test_vector);
  g_test_add_func ("/give/vector-of-a-space", test_vector_of_a_space);
  g_test_add ("/give/everything-but-private", Network, NULL, network_set_up, test_everything_but_private, network_tear_down);
  g_test_add ("/give/only-what-lacks", Network, NULL, network_set_up, test_only_what_lacks, network_tear_down);
  g_test_add ("/give/pieces", Network, NULL, network_set_up, test_pieces, network_tear_down);
  g_test_add ("/give/chosen-space-and-desk", Network, NULL, network_set_up, test_chosen_space_and_desk, network_tear_down);
  g_test_add ("/give/stretch", Network, NULL, network_set_up, test_stretch, network_tear_down);
  g_test_add ("/give/signatures", Network, NULL, network_set_up, test_signatures, network_tear_down);
  g_test_add ("/give/contents", Network, NULL, network_set_up, test_contents, network_tear_down);
  return g_test_run ();
}
