/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A computer that was copied whole: two desks write as one, a third hears of both in any order. At random, but for what
 * must hold at the end: all have all that was written, and say the same. */

#include "config.h"

#include <string.h>

#include "lnet-give.h"
#include "lnet-roster-private.h"
#include "lnet-writer-private.h"
#include "merge-desk.h"
#include "merge-letters.h"

enum
{
  ANA,
  COPY,
  OTHER_COPY,
  CY,
  N_DESKS,
};

typedef struct
{
  GRand *random;
  char *folder;
  MergeDesk *desks[N_DESKS];
  LnetSignKey keys[N_DESKS]; /* Ana's and her copy's are the same */
  LnetId founder;
  LnetId rostered[N_DESKS]; /* the names under which they are on the roster */
  LnetId member;
  LnetId passage;
  GPtrArray *written; /* MergeWritten */
  MergeLetters *letters;
  gunichar letter;
} Parting;

static void
run (MergeDesk  *desk,
     const char *sql)
{
  g_autoptr (GError) error = NULL;

  lnet_sqlite_exec (merge_desk_get_sqlite (desk), sql, &error);
  g_assert_no_error (error);
}

static sqlite3_stmt *
prepare (MergeDesk  *desk,
         const char *sql)
{
  g_autoptr (GError) error = NULL;
  sqlite3_stmt *statement = lnet_sqlite_prepare (merge_desk_get_sqlite (desk), sql, &error);

  g_assert_no_error (error);
  return statement;
}

/* --- signing --- */

static void
put_signature (MergeDesk          *desk,
               const MergeWritten *batch,
               const LnetHash     *hash,
               const LnetSignKey  *key)
{
  sqlite3_stmt *statement = prepare (desk, "INSERT OR IGNORE INTO signature (space, desk, n, signature) "
                                           "VALUES (?1, ?2, ?3, ?4)");
  guint8 bytes[LNET_SIGNATURE_SIZE];

  lnet_sign_batch (key->secret, &batch->space, &batch->desk, batch->n, hash, bytes);
  lnet_sqlite_bind_id (statement, 1, &batch->space);
  lnet_sqlite_bind_id (statement, 2, &batch->desk);
  lnet_sqlite_bind_integer (statement, 3, (gint64) batch->n);
  lnet_sqlite_bind_bytes (statement, 4, bytes, sizeof bytes);
  g_assert_true (lnet_sqlite_run (merge_desk_get_sqlite (desk), statement, NULL));
}

/* Every batch, so that a log may be cut off anywhere. */
static void
sign_last (Parting *parting,
           guint    i)
{
  MergeDesk *desk = parting->desks[i];
  sqlite3_stmt *statement = prepare (desk, "SELECT hash FROM batch ORDER BY seq DESC LIMIT 1");
  LnetHash hash;

  g_assert_cmpint (lnet_sqlite_step (merge_desk_get_sqlite (desk), statement, NULL), ==, 1);
  memcpy (&hash, sqlite3_column_blob (statement, 0), sizeof hash);
  sqlite3_reset (statement);
  put_signature (desk, parting->written->pdata[parting->written->len - 1], &hash, &parting->keys[i]);
}

static void
commit (Parting         *parting,
        guint            i,
        LnetTransaction *act)
{
  guint n = parting->written->len;
  g_autofree char *failure = merge_desk_commit (parting->desks[i], act, NULL);

  g_assert_cmpstr (failure, ==, NULL);
  merge_desk_read_new (parting->desks[i], parting->written);
  if (parting->written->len > n)
    sign_last (parting, i);
}

/* --- from desk to desk --- */

static void
add_signatures (MergeDesk    *from,
                LnetDelivery *delivery)
{
  sqlite3_stmt *statement = prepare (from, "SELECT space, desk, n, signature FROM signature");

  while (lnet_sqlite_step (merge_desk_get_sqlite (from), statement, NULL) > 0)
    {
      LnetSignature signature = { .space = lnet_sqlite_column_id (statement, 0),
                                  .desk = lnet_sqlite_column_id (statement, 1),
                                  .n = (guint64) sqlite3_column_int64 (statement, 2) };

      memcpy (signature.bytes, sqlite3_column_blob (statement, 3), sizeof signature.bytes);
      g_array_append_val (delivery->signatures, signature);
    }
}

static void
take (Parting      *parting,
      guint         to,
      LnetDelivery *delivery)
{
  LnetTakeReport report = { 0 };
  g_autofree char *failure = merge_desk_take (parting->desks[to], delivery, &report);

  g_assert_cmpstr (failure, ==, NULL);
  g_assert_cmpuint (report.n_refused, ==, 0);
  parting->desks[to]->seq = merge_desk_count (parting->desks[to], "SELECT max (seq) FROM batch");
}

/* All of it, or only so much from the beginning. */
static void
pass (Parting *parting,
      guint    from,
      guint    to,
      gboolean all)
{
  g_autoptr (LnetDelivery) delivery = merge_desk_give (parting->desks[from], 0);

  add_signatures (parting->desks[from], delivery);
  if (!all)
    g_ptr_array_set_size (delivery->batches, g_rand_int_range (parting->random, 1, (int) delivery->batches->len + 1));
  take (parting, to, delivery);
}

/* What the other has not by number: so many bytes of it at once. */
static guint
pass_news (Parting *parting,
           guint    from,
           guint    to,
           gsize    most_bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetReader) giving = lnet_reader_open (parting->desks[from]->path, &error);
  g_autoptr (LnetReader) taking = lnet_reader_open (parting->desks[to]->path, &error);
  g_autoptr (GArray) have = lnet_give_read_vector (taking, &error);
  g_autoptr (LnetDelivery) delivery = NULL;
  gboolean more;

  g_assert_no_error (error);
  delivery = lnet_give_collect (giving, have, NULL, NULL, most_bytes, &more, &error);
  g_assert_no_error (error);
  take (parting, to, delivery);
  return delivery->batches->len;
}

/* --- the beginning: three desks that share, one of them twice --- */

static void
put_on_roster (LnetTransaction   *act,
               const LnetId      *desk,
               const LnetSignKey *key)
{
  g_autofree char *public = lnet_public_key_to_string (key->public);

  lnet_transaction_add_with_id (act, LNET_TABLE_ROSTER_DESK, lnet_space (LNET_SPACE_NETWORK), desk);
  lnet_transaction_set_text (act, LNET_ROSTER_DESK_NAME, desk, "A desk");
  lnet_transaction_set_text (act, LNET_ROSTER_DESK_STANCE, desk, "director");
  lnet_transaction_set_text (act, LNET_ROSTER_DESK_STATE, desk, "admitted");
  lnet_transaction_set_text (act, LNET_ROSTER_DESK_SIGN_KEY, desk, public);
  lnet_transaction_set_text (act, LNET_ROSTER_DESK_BOX_KEY, desk, public);
}

static void
put_meta (MergeDesk    *desk,
          const char   *key,
          gconstpointer data,
          gsize         size)
{
  sqlite3_stmt *statement = prepare (desk, "INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)");

  lnet_sqlite_bind_text (statement, 1, key);
  lnet_sqlite_bind_bytes (statement, 2, data, size);
  g_assert_true (lnet_sqlite_run (merge_desk_get_sqlite (desk), statement, NULL));
}

static void
begin_sharing (Parting *parting)
{
  g_autoptr (LnetTransaction) act = lnet_transaction_new ("sharing-start");
  LnetSpace space = lnet_space (LNET_SPACE_NETWORK);

  lnet_sign_key_new (&parting->keys[ANA]);
  lnet_sign_key_new (&parting->keys[CY]);
  parting->keys[COPY] = parting->keys[OTHER_COPY] = parting->keys[ANA];
  parting->founder = parting->desks[ANA]->writer->desk.id;
  put_on_roster (act, &parting->founder, &parting->keys[ANA]);
  put_on_roster (act, &parting->desks[CY]->writer->desk.id, &parting->keys[CY]);
  parting->member = lnet_transaction_add (act, LNET_TABLE_MEMBER, space);
  lnet_transaction_set_text (act, LNET_MEMBER_TOWN, &parting->member, "Lander");
  parting->passage = lnet_transaction_add (act, LNET_TABLE_PASSAGE, space);
  commit (parting, ANA, act);
  for (guint i = ANA; i < N_DESKS; i++)
    {
      put_meta (parting->desks[i], LNET_META_FOUNDER, &parting->founder, sizeof parting->founder);
      put_meta (parting->desks[i], LNET_META_FOUNDER_KEY, parting->keys[ANA].public, LNET_PUBLIC_KEY_SIZE);
    }
  pass (parting, ANA, CY, TRUE);
  for (guint i = ANA; i < N_DESKS; i++)
    parting->rostered[i] = i == CY ? parting->desks[CY]->writer->desk.id : parting->founder;
}

/* The copy's file and mark become Ana's. */
static void
copy_computer (Parting *parting,
               guint    to)
{
  MergeDesk *ana = parting->desks[ANA], *copy = parting->desks[to];
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  LnetDesk desk = ana->writer->desk;
  gsize length;

  desk.mark = copy->writer->desk.mark;
  run (ana, "PRAGMA wal_checkpoint (TRUNCATE)");
  g_clear_pointer (&copy->writer, lnet_writer_close);
  g_file_get_contents (ana->path, &content, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents_full (copy->path, content, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
  lnet_desk_mark (&desk);
  copy->writer = lnet_writer_open (copy->path, &error);
  g_assert_no_error (error);
  g_assert_true (lnet_id_equal (&copy->writer->desk.id, &ana->writer->desk.id));
  copy->seq = ana->seq;
}

static void
set_up (Parting *parting,
        guint32  seed)
{
  g_autofree char *network = NULL;
  g_autoptr (GError) error = NULL;

  *parting = (Parting) { .random = g_rand_new_with_seed (seed) };
  parting->written = g_ptr_array_new_with_free_func ((GDestroyNotify) merge_written_free);
  parting->letters = merge_letters_new ();
  parting->folder = g_dir_make_tmp ("lnet-parting-XXXXXX", &error);
  g_assert_no_error (error);
  network = g_build_filename (parting->folder, "network.lnet", NULL);
  merge_desk_make_network (network);
  for (guint i = ANA; i < N_DESKS; i++)
    parting->desks[i] = merge_desk_new (parting->folder, i, network, 1000 + i);
  /* What it began with was written by a desk that is on no roster. */
  parting->desks[ANA]->seq = parting->desks[CY]->seq = merge_desk_count (parting->desks[ANA],
                                                                         "SELECT max (seq) FROM batch");
  begin_sharing (parting);
  copy_computer (parting, COPY);
  /* Where nothing was copied a second time, there is somebody who only hears. */
  if (seed % 3 == 0)
    copy_computer (parting, OTHER_COPY);
  else
    parting->rostered[OTHER_COPY] = lnet_id_null ();
}

static void
tear_down (Parting *parting)
{
  for (guint i = ANA; i < N_DESKS; i++)
    merge_desk_free (parting->desks[i]);
  g_ptr_array_unref (parting->written);
  merge_letters_free (parting->letters);
  g_rand_free (parting->random);
  g_free (parting->folder);
}

/* --- what happens --- */

static char *
read_body (MergeDesk *desk)
{
  sqlite3_stmt *statement = prepare (desk, "SELECT coalesce (body, '') FROM passage");
  char *body;

  g_assert_cmpint (lnet_sqlite_step (merge_desk_get_sqlite (desk), statement, NULL), ==, 1);
  body = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_reset (statement);
  return body;
}

/* A desk that has heard of the other goes on under another name, and begins by saying so on the roster. */
static LnetTransaction *
begin_act (Parting *parting,
           guint    i)
{
  LnetTransaction *act = lnet_transaction_new ("member-edit");
  const LnetId *id = &parting->desks[i]->writer->desk.id;

  if (!lnet_id_equal (id, &parting->rostered[i]))
    put_on_roster (act, id, &parting->keys[i]);
  parting->rostered[i] = *id;
  return act;
}

static void
edit (Parting *parting,
      guint    i)
{
  g_autoptr (LnetTransaction) act = begin_act (parting, i);
  g_autofree char *before = read_body (parting->desks[i]);
  glong length = g_utf8_strlen (before, -1);
  guint position = (guint) g_rand_int_range (parting->random, 0, (int) length + 1);
  char letters[7] = "";
  g_autofree char *after = NULL;

  g_unichar_to_utf8 (0x4e00 + parting->letter++, letters);
  lnet_transaction_edit (act, LNET_PASSAGE_BODY, &parting->passage, position, position < length && length > 4, letters);
  commit (parting, i, act);
  after = read_body (parting->desks[i]);
  merge_letters_note (parting->letters, before, after);
}

static void
write_something (Parting *parting,
                 guint    i)
{
  static const char *const towns[] = { "Cody", "Casper", "Dubois" };
  g_autoptr (LnetTransaction) act = NULL;
  int what = g_rand_int_range (parting->random, 0, 5);

  if (what > 2)
    {
      edit (parting, i);
      return;
    }
  act = begin_act (parting, i);
  switch (what)
    {
    case 0:
      lnet_transaction_delete (act, LNET_TABLE_MEMBER, &parting->member);
      break;
    case 1:
      lnet_transaction_restore (act, LNET_TABLE_MEMBER, &parting->member);
      break;
    default:
      lnet_transaction_set_text (act, LNET_MEMBER_TOWN, &parting->member,
                                 towns[g_rand_int_range (parting->random, 0, G_N_ELEMENTS (towns))]);
      break;
    }
  commit (parting, i, act);
}
static void
happen (Parting *parting)
{
  guint i = (guint) g_rand_int_range (parting->random, 0, N_DESKS);
  guint other = (i + (guint) g_rand_int_range (parting->random, 1, N_DESKS)) % N_DESKS;

  int what = g_rand_int_range (parting->random, 0, 9);

  if (what < 2)
    pass (parting, i, other, g_rand_boolean (parting->random));
  else if (what == 2)
    pass_news (parting, i, other, g_rand_boolean (parting->random) ? G_MAXSIZE : 300);
  else if (what == 3)
    merge_desk_restart (parting->desks[i]);
  else if (!lnet_id_is_null (&parting->rostered[i]))
    write_something (parting, i);
}

/* --- what must hold --- */

static void
assert_has_everything (Parting *parting,
                       guint    i)
{
  g_autoptr (LnetDelivery) has = merge_desk_give (parting->desks[i], 0);
  g_autoptr (GHashTable) bodies = g_hash_table_new (g_bytes_hash, g_bytes_equal);

  for (guint k = 0; k < has->batches->len; k++)
    g_hash_table_add (bodies, has->batches->pdata[k]);
  for (guint k = 0; k < parting->written->len; k++)
    g_assert_true (g_hash_table_contains (bodies, ((MergeWritten *) parting->written->pdata[k])->body));
  g_assert_cmpint (merge_desk_count (parting->desks[i], "SELECT count (*) FROM inbox"), ==, 0);
}

static void
assert_all_the_same (Parting *parting)
{
  g_autofree char *digest = merge_desk_get_digest (parting->desks[ANA]);
  g_autofree char *body = read_body (parting->desks[ANA]);
  g_autofree char *wrong = merge_letters_check (parting->letters, body);

  g_assert_cmpstr (wrong, ==, NULL);
  for (guint i = ANA; i < N_DESKS; i++)
    {
      g_autofree char *own = merge_desk_get_digest (parting->desks[i]);
      g_autofree char *failure = NULL, *again = NULL;

      assert_has_everything (parting, i);
      g_assert_cmpuint (pass_news (parting, i, (i + 1) % N_DESKS, G_MAXSIZE), ==, 0);
      g_assert_cmpstr (own, ==, digest);
      failure = merge_desk_recompute (parting->desks[i]);
      g_assert_cmpstr (failure, ==, NULL);
      again = merge_desk_get_digest (parting->desks[i]);
      g_assert_cmpstr (again, ==, digest);
    }
}

static void
play (guint32 seed)
{
  Parting parting;

  g_test_message ("seed %u", seed);
  set_up (&parting, seed);
  for (int n = g_rand_int_range (parting.random, 3, 24); n > 0; n--)
    happen (&parting);
  for (guint round = 0; round < 3; round++)
    for (guint from = ANA; from < N_DESKS; from++)
      for (guint to = ANA; to < N_DESKS; to++)
        if (from != to)
          pass (&parting, from, to, TRUE);
  assert_all_the_same (&parting);
  tear_down (&parting);
}

/* LNET_PARTING plays a single one again; of as many as LNET_SCHEDULES says, a hundredth are played. */
static void
test_partings (void)
{
  const char *only = g_getenv ("LNET_PARTING"), *wanted = g_getenv ("LNET_SCHEDULES");
  guint64 n = g_getenv ("LNET_TEST_LIGHT") != NULL ? 10 : 150;

  if (wanted != NULL)
    n = g_ascii_strtoull (wanted, NULL, 10) / 100;
  if (only != NULL)
    play ((guint32) g_ascii_strtoull (only, NULL, 10));
  for (guint32 seed = 0; only == NULL && seed < n; seed++)
    play (seed);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/merge/partings", test_partings);
  return g_test_run ();
}
